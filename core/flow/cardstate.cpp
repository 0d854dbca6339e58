#include "core/flow/cardstate.h"

#include "core/check/certificateprofile.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::CardState)
};

bool holdsCard(const ReaderInfo &reader)
{
    return reader.cardPresent || reader.mute;
}

const ReaderInfo *readerNamed(const QList<ReaderInfo> &readers, const QString &name)
{
    const auto found = std::ranges::find(readers, name, &ReaderInfo::name);
    return found == readers.cend() ? nullptr : &*found;
}

/// Names of the readers that hold a card.
QStringList occupied(const QList<ReaderInfo> &readers)
{
    QStringList names;
    for (const ReaderInfo &reader : readers) {
        if (holdsCard(reader))
            names.append(reader.name);
    }
    return names;
}

CardSituation withoutReader(const CardFacts &facts)
{
    if (!facts.chosen.isEmpty()) {
        return {.state = facts.chosenSeen ? CardState::ReaderUnplugged : CardState::NoReader,
            .reader = facts.chosen};
    }
    if (facts.readers.isEmpty())
        return {.state = CardState::NoReader};
    if (occupied(facts.readers).size() > 1)
        return {.state = CardState::SeveralCards};
    return facts.interruption
        ? CardSituation{.state = CardState::CardRemoved, .interruption = facts.interruption}
        : CardSituation{.state = CardState::NoCard};
}

CardSituation withoutCard(const CardFacts &facts, const QString &reader)
{
    if (facts.interruption) {
        return {.state = CardState::CardRemoved, .reader = reader, .interruption = facts.interruption};
    }
    QStringList others = occupied(facts.readers);
    others.removeAll(reader);
    if (others.size() > 1)
        return {.state = CardState::SeveralCards, .reader = reader};
    return {.state = CardState::NoCard, .reader = reader, .otherReader = others.value(0)};
}

/// What an error says about the card in the reader.
CardSituation afterError(const CardFacts &facts, const QString &reader)
{
    const Error &error = *facts.probe->error;
    const QString kind = error.facts.value(QStringLiteral("kind")).toString();
    switch (error.code) {
    case ErrorCode::CardServiceMissing:
    case ErrorCode::CardServiceStopped:
        return {.state = CardState::NoService, .reader = reader};
    case ErrorCode::CardNoReader:
        return {.state = CardState::ReaderUnplugged, .reader = reader};
    case ErrorCode::CardInUse:
    case ErrorCode::CardReset:
        return {.state = CardState::ReaderInUse, .reader = reader};
    case ErrorCode::CardNoCard:
    case ErrorCode::CardRemoved:
        return withoutCard(facts, reader);
    case ErrorCode::CardMute:
        return {.state = CardState::CardMute, .reader = reader};
    case ErrorCode::CardNotHealthCard:
        return {.state = CardState::OtherCard, .reader = reader, .cardKind = kind};
    case ErrorCode::CardTooOld:
        return {.state = CardState::CardTooOld, .reader = reader};
    case ErrorCode::CardNeedsCan:
        return {.state = CardState::CanNeeded, .reader = reader};
    case ErrorCode::CardCanWrong:
    case ErrorCode::CardCanFormat:
        return {.state = CardState::CanWrong, .reader = reader};
    case ErrorCode::CardCertificateUnusable:
        if (error.facts.value(QStringLiteral("reason")) == QLatin1StringView("absent"))
            return {.state = CardState::CardTooOld, .reader = reader};
        break;
    default:
        break;
    }
    return {.state = CardState::CardMute, .reader = reader, .damaged = true};
}

/// Whether the certificate of the card counts here and now; nothing if it does.
std::optional<CardSituation> objection(const CardFacts &facts, const QString &reader)
{
    const Certificate &certificate = facts.probe->certificate;
    const bool isTest = !testMarkOf(certificate).isEmpty();
    if (isTest && facts.purpose == CardPurpose::Production)
        return CardSituation{.state = CardState::TestCard, .reader = reader};
    if (!isTest && facts.purpose == CardPurpose::Tests)
        return CardSituation{.state = CardState::RealCard, .reader = reader};
    if (facts.now < certificate.notBefore()) {
        return CardSituation{
            .state = CardState::NotValidNow, .reader = reader, .validFrom = certificate.notBefore()};
    }
    if (facts.now > certificate.notAfter()) {
        return CardSituation{
            .state = CardState::NotValidNow, .reader = reader, .validUntil = certificate.notAfter()};
    }
    return std::nullopt;
}

CardSituation withPin(const PinStatus &pin, const QString &reader)
{
    switch (pin.state) {
    case PinState::Verified:
    case PinState::Off:
        return {.state = CardState::Ready, .reader = reader};
    case PinState::Transport:
    case PinState::Empty:
        return {.state = CardState::TransportPin, .reader = reader};
    case PinState::Blocked:
        return {.state = CardState::PinBlocked, .reader = reader};
    case PinState::NotVerified:
        break;
    }
    if (pin.triesLeft == 0)
        return {.state = CardState::PinBlocked, .reader = reader};
    return {.state = pin.triesLeft == 1 ? CardState::LastTry : CardState::PinNeeded,
        .reader = reader,
        .triesLeft = pin.triesLeft};
}

// --- sentences

QString dateText(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime().date(), Text::tr("MMMM d, yyyy", "date"));
}

QString kindSentence(const QString &kind)
{
    if (kind == QLatin1StringView("bank"))
        return Text::tr("This is a bank card.");
    if (kind == QLatin1StringView("eid"))
        return Text::tr("This is an identity card.");
    if (kind == QLatin1StringView("hba"))
        return Text::tr("This is the card of a health professional (HBA).");
    if (kind == QLatin1StringView("smcb"))
        return Text::tr("This is the card of a practice or institution (SMC-B).");
    return Text::tr("This is not a health card.");
}

QString newCardNeeded()
{
    return Text::tr("The insured person needs a new card from the health insurer.");
}

Advice noService(const CardSituation &situation)
{
    if (!situation.serviceInstalled) {
        return {Text::tr("The card service is not installed on this computer."),
            Text::tr("Have the card service installed.")};
    }
    return {
        Text::tr("The card service of this computer is not running."), Text::tr("Start the card service.")};
}

Advice noReader(const CardSituation &situation)
{
    if (situation.reader.isEmpty())
        return {Text::tr("No card reader is connected."), Text::tr("Connect a card reader.")};
    return {Text::tr("The card reader %1 is not connected.").arg(situation.reader),
        Text::tr("Connect it, or choose another reader.")};
}

Advice noCard(const CardSituation &situation)
{
    if (situation.otherReader.isEmpty())
        return {Text::tr("There is no card in the reader."), Text::tr("Insert the health card.")};
    return {Text::tr("The card is in another reader."),
        Text::tr("Put it into the chosen reader, or use %1.").arg(situation.otherReader)};
}

Advice cardRemoved(const CardSituation &situation)
{
    const bool pinUsed = situation.interruption == Interruption::AfterPin;
    return {Text::tr("The card was removed during the work."),
        pinUsed
            ? Text::tr(
                  "Nothing was registered. Insert the card and start again; the PIN is asked for once more.")
            : Text::tr(
                  "Nothing was registered and no try of the PIN was used. Insert the card and start again.")};
}

Advice mute(const CardSituation &situation)
{
    if (situation.damaged) {
        return {Text::tr("The card cannot be read."),
            Text::tr("Take it out, wipe the chip clean and insert it again.")};
    }
    return {Text::tr("The card does not answer."), Text::tr("Turn it round and insert it chip first.")};
}

Advice notValidNow(const CardSituation &situation)
{
    if (situation.validFrom.isValid()) {
        return {Text::tr("The card is not valid before %1.").arg(dateText(situation.validFrom)),
            Text::tr("Check the date of this computer, or use the card later.")};
    }
    return {Text::tr("The card expired on %1.").arg(dateText(situation.validUntil)), newCardNeeded()};
}

Advice pinNeeded(const CardSituation &situation)
{
    const int tries = situation.triesLeft;
    return {tries < 0 ? Text::tr("The health card is there and asks for its PIN.")
                      : Text::tr("The health card is there; %n try(s) are left for its PIN.", nullptr, tries),
        Text::tr("Start the registration.")};
}

} // namespace

QString cardStateId(CardState state)
{
    static constexpr const char *ids[] = {"reading", "noService", "noReader", "readerUnplugged",
        "readerInUse", "noCard", "severalCards", "cardRemoved", "cardMute", "otherCard", "cardTooOld",
        "canNeeded", "canWrong", "testCard", "realCard", "notValidNow", "transportPin", "pinBlocked",
        "lastTry", "pinNeeded", "ready"};
    static_assert(std::size(ids) == cardStateCount);
    return QString::fromLatin1(ids[static_cast<size_t>(state)]);
}

QString readerThatCounts(const CardFacts &facts)
{
    if (!facts.chosen.isEmpty())
        return readerNamed(facts.readers, facts.chosen) ? facts.chosen : QString();
    const QStringList names = occupied(facts.readers);
    if (names.size() == 1)
        return names.first();
    return names.isEmpty() && facts.readers.size() == 1 ? facts.readers.first().name : QString();
}

CardSituation cardSituation(const CardFacts &facts)
{
    if (facts.service == CardServiceState::Unknown)
        return {.state = CardState::Reading};
    if (facts.service == CardServiceState::Missing)
        return {.state = CardState::NoService, .serviceInstalled = facts.serviceInstalled};
    const QString name = readerThatCounts(facts);
    const ReaderInfo *reader = readerNamed(facts.readers, name);
    if (!reader)
        return withoutReader(facts);
    if (reader->inUse)
        return {.state = CardState::ReaderInUse, .reader = name};
    if (reader->mute)
        return {.state = CardState::CardMute, .reader = name};
    if (!reader->cardPresent)
        return withoutCard(facts, name);
    if (!facts.probe)
        return {.state = CardState::Reading, .reader = name};
    if (facts.probe->error)
        return afterError(facts, name);
    const auto refused = objection(facts, name);
    return refused ? *refused : withPin(facts.probe->pin, name);
}

Advice cardStateAdvice(const CardSituation &situation)
{
    switch (situation.state) {
    case CardState::Reading:
        if (situation.reader.isEmpty())
            return {Text::tr("Looking for card readers."), Text::tr("This takes a moment.")};
        return {Text::tr("The card is being read."), Text::tr("Leave it in the reader.")};
    case CardState::NoService:
        return noService(situation);
    case CardState::NoReader:
        return noReader(situation);
    case CardState::ReaderUnplugged:
        return {Text::tr("The card reader was unplugged."), Text::tr("Connect the card reader again.")};
    case CardState::ReaderInUse:
        return {Text::tr("Another program is using the card reader."), Text::tr("Close the other program.")};
    case CardState::NoCard:
        return noCard(situation);
    case CardState::SeveralCards:
        return {Text::tr("There are cards in several readers."),
            Text::tr("Choose the reader with the right card.")};
    case CardState::CardRemoved:
        return cardRemoved(situation);
    case CardState::CardMute:
        return mute(situation);
    case CardState::OtherCard:
        return {kindSentence(situation.cardKind), Text::tr("Insert the health card.")};
    case CardState::CardTooOld:
        return {Text::tr("This health card is too old."), newCardNeeded()};
    case CardState::CanNeeded:
        return {Text::tr("The card needs its access number (CAN)."),
            Text::tr("Start the registration and enter the six digits from the front of the card.")};
    case CardState::CanWrong:
        return {Text::tr("The access number (CAN) is not correct."),
            Text::tr("Compare it with the front of the card and enter it again.")};
    case CardState::TestCard:
        return {Text::tr("This is a test card; only real cards count here."),
            Text::tr("Insert the card of the insured person.")};
    case CardState::RealCard:
        return {
            Text::tr("This is a real card; only test cards count here."), Text::tr("Insert a test card.")};
    case CardState::NotValidNow:
        return notValidNow(situation);
    case CardState::TransportPin:
        return {Text::tr("The insured person has not chosen a PIN yet."),
            Text::tr("Choose a PIN with the help of the insurer's letter.")};
    case CardState::PinBlocked:
        return {Text::tr("The PIN of the card is blocked."),
            Text::tr("Unblock it with the PUK from the insurer's letter.")};
    case CardState::LastTry:
        return {Text::tr("There is only one try left for the PIN."),
            Text::tr("Go on only if the insured person is sure of the PIN.")};
    case CardState::PinNeeded:
        return pinNeeded(situation);
    case CardState::Ready:
        break;
    }
    return {Text::tr("The health card is ready."), Text::tr("Start the registration.")};
}

std::optional<Interruption> interruptionOf(const RunRecord &record)
{
    if (!record.error || record.error->code != ErrorCode::CardRemoved)
        return std::nullopt;
    // Whoever pulls it while the PIN is asked for may have typed a wrong one before.
    return record.stoppedAt == QLatin1StringView("sign-token") ? Interruption::AfterPin
                                                               : Interruption::BeforePin;
}

} // namespace dsr

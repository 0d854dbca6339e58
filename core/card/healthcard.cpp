#include "core/card/healthcard.h"

#include "core/card/pace.h"
#include "core/card/pinblock.h"
#include "core/card/tlv.h"

#include <QVersionNumber>

#include <algorithm>

namespace dsr {

namespace {

constexpr quint8 homePassword = 0x02; // MRPIN.home; PIN.CH alone does not open the signing key
constexpr int sfidGdo = 0x02;
constexpr int sfidVersion2 = 0x11;
constexpr int sfidAuthCertificate = 0x04;
constexpr int sfidAtr = 0x1D;
constexpr int sfidPersonalData = 0x01;
constexpr int sfidInsuranceData = 0x02;
constexpr int sfidStatusData = 0x0C;
constexpr int everything = 65536;
constexpr int shortRead = 256; ///< also "as much as there is"
constexpr int shortReadInChannel = 223; ///< what a protected answer without extended length can hold
constexpr int leastResponseBuffer = 1033; ///< of every card of generation 2, unless it says otherwise
constexpr int mostResponseBuffer = 0x8000;
constexpr qsizetype lastOffset = 0x7FFF; ///< READ BINARY reaches no further
constexpr qsizetype statusDataSize = 25;
constexpr qsizetype signatureSize = 64;

const QByteArray mfAid; // the MF is selected without its name
const QByteArray egkAid = QByteArray::fromHex("D2760001448000");
const QByteArray hbaAid = QByteArray::fromHex("D27600014601");
const QByteArray smcbAid = QByteArray::fromHex("D27600014606");
const QByteArray hcaAid = QByteArray::fromHex("D27600000102");
const QByteArray esignAid = QByteArray::fromHex("A000000167455349474E");

CommandApdu selectMf(bool withFcp)
{
    return withFcp ? CommandApdu{.ins = 0xA4, .p1 = 0x04, .p2 = 0x04, .ne = 256}
                   : CommandApdu{.ins = 0xA4, .p1 = 0x04, .p2 = 0x0C};
}

CommandApdu selectApplication(const QByteArray &aid)
{
    return {.ins = 0xA4, .p1 = 0x04, .p2 = 0x0C, .data = aid};
}

CommandApdu readShortFile(int shortFileId, int ne)
{
    return {.ins = 0xB0, .p1 = static_cast<quint8>(0x80 | shortFileId), .ne = ne};
}

CommandApdu readFrom(qsizetype offset, int ne)
{
    return {.ins = 0xB0, .p1 = static_cast<quint8>(offset >> 8), .p2 = static_cast<quint8>(offset), .ne = ne};
}

std::unexpected<Error> refused(const CommandApdu &command, quint16 sw)
{
    return fail(ErrorCode::CardRefused, commandMeaning(command),
        {{QStringLiteral("sw"), swText(sw)}, {QStringLiteral("command"), commandMeaning(command)}});
}

std::unexpected<Error> notHealthCard(const char *kind)
{
    return fail(ErrorCode::CardNotHealthCard, QStringLiteral("identify card"),
        {{QStringLiteral("kind"), QString::fromLatin1(kind)}});
}

std::unexpected<Error> certificateUnusable(const char *reason)
{
    return fail(ErrorCode::CardCertificateUnusable, QStringLiteral("read certificate"),
        {{QStringLiteral("reason"), QString::fromLatin1(reason)}});
}

/// "egk", "hba", "smcb" or "unknown" by the FCP of the MF.
const char *cardKind(QByteArrayView fcp)
{
    const auto content = findTlv(fcp, 0x62);
    const auto aid = content ? findTlv(*content, 0x84) : std::nullopt;
    if (!aid)
        return "unknown";
    return *aid == egkAid ? "egk" : *aid == hbaAid ? "hba" : *aid == smcbAid ? "smcb" : "unknown";
}

/// Product type version of the object system in EF.Version2; a null number if it is not there.
QVersionNumber objectSystemVersion(QByteArrayView version2)
{
    // The file may be longer than the data object in it.
    const auto size = tlvSize(version2);
    if (!size || *size > version2.size())
        return {};
    const auto content = findTlv(version2.first(*size), 0xEF);
    const auto version = content ? findTlv(*content, 0xC1) : std::nullopt;
    if (!version || version->size() != 3)
        return {};
    const auto part = [&](qsizetype i) { return static_cast<quint8>((*version)[i]); };
    return {part(0), part(1), part(2)};
}

/// The 20 digits of EF.GDO; empty if they are not there.
QString iccsnOf(QByteArrayView gdo)
{
    const auto digits = findTlv(gdo, 0x5A);
    const QByteArray text = digits ? digits->toByteArray().toHex() : QByteArray();
    const bool wellFormed =
        text.size() == 20 && std::all_of(text.cbegin(), text.cend(), [](char c) { return c <= '9'; });
    return wellFormed ? QString::fromLatin1(text) : QString();
}

/// Octets that fit into one READ BINARY of the channel, from EF.ATR (egk-card 1.4).
int largestReadOf(QByteArrayView efAtr)
{
    constexpr int overhead = 21; // tags and lengths, padding indicator, DO99, DO8E, status word
    const auto size = tlvSize(efAtr);
    const auto buffers = size && *size <= efAtr.size() ? findTlv(efAtr.first(*size), 0xE0) : std::nullopt;
    const auto numbers = buffers ? parseTlvs(*buffers) : std::nullopt;
    int buffer = 0;
    if (numbers && numbers->size() == 4 && numbers->last().value.size() <= 3) {
        for (const char octet : numbers->last().value)
            buffer = buffer << 8 | static_cast<quint8>(octet);
    }
    if (buffer <= overhead + 16)
        buffer = leastResponseBuffer;
    return (std::min(buffer, mostResponseBuffer) - overhead) / 16 * 16 - 1;
}

qsizetype wordAt(QByteArrayView bytes, qsizetype offset)
{
    return static_cast<quint8>(bytes[offset]) << 8 | static_cast<quint8>(bytes[offset + 1]);
}

// What the start of a file tells about the size of its content; nullopt as long as it does not.

std::optional<qsizetype> unknownSize(QByteArrayView)
{
    return std::nullopt;
}

std::optional<qsizetype> personalDataSize(QByteArrayView content)
{
    return content.size() < 2 ? std::nullopt : std::optional(2 + wordAt(content, 0));
}

std::optional<qsizetype> insuranceDataSize(QByteArrayView content)
{
    constexpr qsizetype headerSize = 8;
    constexpr qsizetype absent = 0xFFFF;
    if (content.size() < headerSize)
        return std::nullopt;
    qsizetype size = headerSize;
    for (qsizetype part = 0; part < headerSize; part += 4) {
        if (wordAt(content, part) != absent)
            size = std::max(size, wordAt(content, part + 2) + 1);
    }
    return size;
}

std::optional<qsizetype> statusDataContentSize(QByteArrayView)
{
    return statusDataSize;
}

// What the card says to passwords.

std::unexpected<Error> wrongPassword(ErrorCode code, const char *where, quint16 sw)
{
    return fail(code, QString::fromLatin1(where),
        {{QStringLiteral("triesLeft"), sw & 0x0F}, {QStringLiteral("sw"), swText(sw)}});
}

std::unexpected<Error> passwordRefused(ErrorCode code, const char *where, quint16 sw)
{
    return fail(code, QString::fromLatin1(where), {{QStringLiteral("sw"), swText(sw)}});
}

std::optional<PinStatus> pinStatusOf(quint16 sw)
{
    switch (sw) {
    case 0x9000:
        return PinStatus{PinState::Verified, -1};
    case 0x62C1:
        return PinStatus{PinState::Transport, -1};
    case 0x62C7:
        return PinStatus{PinState::Empty, -1};
    case 0x62D0:
        return PinStatus{PinState::Off, -1};
    case 0x63C0:
        return PinStatus{PinState::Blocked, 0};
    default:
        break;
    }
    if ((sw & 0xFFF0) == 0x63C0)
        return PinStatus{PinState::NotVerified, sw & 0x0F};
    return std::nullopt;
}

std::unexpected<Error> verifyRefused(const CommandApdu &command, quint16 sw)
{
    const char *where = "verify PIN";
    if (sw == 0x6983 || sw == 0x63C0)
        return passwordRefused(ErrorCode::CardPinBlocked, where, sw);
    if ((sw & 0xFFF0) == 0x63C0)
        return wrongPassword(ErrorCode::CardPinWrong, where, sw);
    if (sw == 0x6985)
        return passwordRefused(ErrorCode::CardPinTransport, where, sw);
    return refused(command, sw);
}

std::unexpected<Error> changeRefused(const CommandApdu &command, quint16 sw)
{
    const char *where = "change PIN";
    if (sw == 0x6983 || sw == 0x63C0)
        return passwordRefused(ErrorCode::CardPinBlocked, where, sw);
    if ((sw & 0xFFF0) == 0x63C0)
        return wrongPassword(ErrorCode::CardPinWrong, where, sw);
    if (sw == 0x6985)
        return passwordRefused(ErrorCode::CardPinFormat, where, sw);
    return refused(command, sw);
}

std::unexpected<Error> unblockRefused(const CommandApdu &command, quint16 sw)
{
    const char *where = "unblock PIN";
    if (sw == 0x6983 || sw == 0x63C0)
        return passwordRefused(ErrorCode::CardPukUsedUp, where, sw);
    if ((sw & 0xFFF0) == 0x63C0)
        return wrongPassword(ErrorCode::CardPukWrong, where, sw);
    if (sw == 0x6985)
        return passwordRefused(ErrorCode::CardPinFormat, where, sw);
    return refused(command, sw);
}

bool isDigits(const Secret &text, qsizetype fewest, qsizetype most)
{
    bool digits = text.size() >= fewest && text.size() <= most;
    text.use([&](QByteArrayView characters) {
        for (const char c : characters)
            digits = digits && c >= '0' && c <= '9';
    });
    return digits;
}

} // namespace

QString pinStateId(PinState state)
{
    switch (state) {
    case PinState::Verified:
        return QStringLiteral("verified");
    case PinState::NotVerified:
        return QStringLiteral("notVerified");
    case PinState::Blocked:
        return QStringLiteral("blocked");
    case PinState::Transport:
        return QStringLiteral("transport");
    case PinState::Empty:
        return QStringLiteral("empty");
    case PinState::Off:
        break;
    }
    return QStringLiteral("off");
}

bool isPinWellFormed(const Secret &pin)
{
    return isDigits(pin, 6, 8);
}

bool isPukWellFormed(const Secret &puk)
{
    return isDigits(puk, 8, 8);
}

bool isTransportPinWellFormed(const Secret &pin)
{
    return isDigits(pin, 5, 6);
}

HealthCard::HealthCard(Card &card)
    : m_card(card)
{
}

/// Selects the MF of an eGK, or says what else it is.
Result<void> HealthCard::selectHealthCard()
{
    m_folder.reset();
    const CommandApdu select = selectMf(true);
    const auto fcp = m_card.transmit(select);
    if (!fcp)
        return fail(fcp.error());
    if (fcp->sw == 0x6283 || fcp->sw == 0x6285)
        return refused(select, fcp->sw);
    if (fcp->isGood()) {
        m_folder = mfAid;
        const char *kind = cardKind(fcp->data);
        return qstrcmp(kind, "egk") == 0 ? Result<void>() : notHealthCard(kind);
    }
    // Some cards show no FCP; only an eGK has the application with the insured data (egk-card 4.4).
    const auto hca = m_card.transmit(selectApplication(hcaAid));
    if (!hca)
        return fail(hca.error());
    return hca->isGood() ? selectFolder(mfAid) : notHealthCard("unknown");
}

/// Sends nothing if the folder is selected already.
Result<void> HealthCard::selectFolder(const QByteArray &aid)
{
    if (m_folder == aid)
        return {};
    m_folder.reset();
    const CommandApdu select = aid == mfAid ? selectMf(false) : selectApplication(aid);
    const auto answer = m_card.transmit(select);
    if (!answer)
        return fail(answer.error());
    if (!answer->isGood())
        return refused(select, answer->sw);
    m_folder = aid;
    return {};
}

/// A contactless card without a channel says 6982 to almost everything.
std::unexpected<Error> HealthCard::closed(const CommandApdu &command, quint16 sw) const
{
    if (sw == 0x6982 && !m_card.hasChannel())
        return fail(ErrorCode::CardNeedsCan, commandMeaning(command));
    return refused(command, sw);
}

Result<HealthCardInfo> HealthCard::identify()
{
    if (const auto selected = selectHealthCard(); !selected)
        return fail(selected.error());
    const CommandApdu readVersion = readShortFile(sfidVersion2, shortRead);
    const auto version2 = m_card.transmit(readVersion);
    if (!version2)
        return fail(version2.error());
    const bool absent = version2->sw == 0x6A82;
    if (!absent && !version2->isGood() && version2->sw != 0x6282)
        return refused(readVersion, version2->sw);
    const QVersionNumber version = absent ? QVersionNumber(0, 0, 0) : objectSystemVersion(version2->data);
    if (version.isNull())
        return fail(ErrorCode::CardAnswerMalformed, QStringLiteral("EF.Version2"));
    if (version < QVersionNumber(4, 4, 0)) {
        return fail(ErrorCode::CardTooOld, QStringLiteral("identify card"),
            {{QStringLiteral("objectSystemVersion"), version.toString()}});
    }
    const auto number = iccsn();
    const bool contactless = !number && number.error().code == ErrorCode::CardNeedsCan;
    if (!number && !contactless)
        return fail(number.error());
    return HealthCardInfo{m_card.atr(), number.value_or(QString()), version.toString(), contactless};
}

Result<void> HealthCard::openChannel(const Secret &can)
{
    auto channel = establishPace(m_card, can);
    if (!channel)
        return fail(channel.error());
    m_card.useChannel(std::move(*channel));
    return {};
}

Result<QString> HealthCard::iccsn()
{
    if (const auto selected = selectFolder(mfAid); !selected)
        return fail(selected.error());
    const CommandApdu read = readShortFile(sfidGdo, shortRead);
    const auto gdo = m_card.transmit(read);
    if (!gdo)
        return fail(gdo.error());
    if (gdo->sw == 0x6982)
        return closed(read, gdo->sw);
    return iccsnOf(gdo->data);
}

/// How much one READ BINARY may ask for. In a channel the card's buffer decides; EF.ATR tells its size and is
/// read once.
Result<int> HealthCard::largestRead()
{
    const bool extended = m_card.passesExtendedLength();
    if (!m_card.hasChannel())
        return extended ? everything : shortRead;
    if (!extended)
        return shortReadInChannel;
    if (!m_largestRead) {
        if (const auto selected = selectFolder(mfAid); !selected)
            return fail(selected.error());
        const auto atr = m_card.transmit(readShortFile(sfidAtr, shortRead));
        if (!atr)
            return fail(atr.error());
        m_largestRead = largestReadOf(atr->data);
    }
    return *m_largestRead;
}

/// Reads on until the content is there or the file ends (egk-card 2.5).
Result<QByteArray> HealthCard::readFile(int shortFileId, int ne, ContentSize contentSize)
{
    QByteArray content;
    for (;;) {
        const CommandApdu read =
            content.isEmpty() ? readShortFile(shortFileId, ne) : readFrom(content.size(), ne);
        const auto part = m_card.transmit(read);
        if (!part)
            return fail(part.error());
        if (part->sw == 0x6700 && ne == everything) { // no extended length: smaller pieces
            ne = shortRead;
            continue;
        }
        const bool ended = part->sw == 0x6282 || part->sw == 0x6B00;
        if (!part->isGood() && !ended)
            return closed(read, part->sw);
        content += part->data;
        const auto size = contentSize(content);
        if (size && *size <= content.size())
            return content.first(*size);
        if (ended || part->data.isEmpty())
            return content;
        if (content.size() > lastOffset)
            return fail(ErrorCode::CardAnswerMalformed, commandMeaning(read));
    }
}

Result<QByteArray> HealthCard::file(CardFile which)
{
    struct Place
    {
        const QByteArray &folder;
        int shortFileId;
        ContentSize contentSize;
        bool isLarge;
    };
    const auto place = [&]() -> Place {
        switch (which) {
        case CardFile::PersonalData:
            return {hcaAid, sfidPersonalData, personalDataSize, true};
        case CardFile::InsuranceData:
            return {hcaAid, sfidInsuranceData, insuranceDataSize, true};
        case CardFile::StatusData:
            return {hcaAid, sfidStatusData, statusDataContentSize, false};
        case CardFile::Atr:
            break;
        }
        return {mfAid, sfidAtr, unknownSize, false};
    }();
    const bool isNarrow = m_card.hasChannel() && !m_card.passesExtendedLength();
    const auto ne = place.isLarge ? largestRead() : Result<int>(isNarrow ? shortReadInChannel : shortRead);
    if (!ne)
        return fail(ne.error());
    if (const auto selected = selectFolder(place.folder); !selected)
        return fail(selected.error());
    return readFile(place.shortFileId, *ne, place.contentSize);
}

Result<Certificate> HealthCard::certificate()
{
    const auto swOf = [](const Error &error) { return error.facts.value(QStringLiteral("sw")).toString(); };
    const auto ne = largestRead();
    if (!ne)
        return fail(ne.error());
    if (const auto selected = selectFolder(esignAid); !selected) {
        if (selected.error().code != ErrorCode::CardRefused)
            return fail(selected.error());
        const QString sw = swOf(selected.error());
        return certificateUnusable(sw == swText(0x6283) || sw == swText(0x6285) ? "deactivated" : "absent");
    }
    const auto der = readFile(sfidAuthCertificate, *ne, tlvSize);
    if (der) {
        const auto certificate = Certificate::fromDer(*der);
        return certificate ? *certificate : Result<Certificate>(certificateUnusable("malformed"));
    }
    if (der.error().code == ErrorCode::CardAnswerMalformed)
        return certificateUnusable("malformed");
    if (der.error().code != ErrorCode::CardRefused)
        return fail(der.error());
    return certificateUnusable(swOf(der.error()) == swText(0x6A82) ? "absent" : "unreadable");
}

Result<PinStatus> HealthCard::pinStatus()
{
    const CommandApdu ask{.cla = 0x80, .ins = 0x20, .p2 = homePassword};
    const auto answer = m_card.transmit(ask);
    if (!answer)
        return fail(answer.error());
    const auto status = pinStatusOf(answer->sw);
    if (!status)
        return closed(ask, answer->sw);
    m_pin = *status;
    return *status;
}

/// Nothing is sent that cannot succeed: the state of the PIN decides, asked now if it was not asked before.
Result<PinState> HealthCard::pinStateAmong(std::initializer_list<PinState> allowed, const char *where)
{
    const auto status = m_pin ? Result<PinStatus>(*m_pin) : pinStatus();
    m_pin.reset(); // what comes next may change it
    if (!status)
        return fail(status.error());
    if (std::find(allowed.begin(), allowed.end(), status->state) != allowed.end())
        return status->state;
    const auto code = [&] {
        switch (status->state) {
        case PinState::Blocked:
            return ErrorCode::CardPinBlocked;
        case PinState::Transport:
        case PinState::Empty:
            return ErrorCode::CardPinTransport;
        case PinState::Verified:
        case PinState::NotVerified:
        case PinState::Off:
            break;
        }
        return ErrorCode::CardPinAlreadySet;
    }();
    return fail(code, QString::fromLatin1(where), {{QStringLiteral("state"), pinStateId(status->state)}});
}

/// Sends the command with the format 2 blocks of the passwords, once.
Result<void> HealthCard::sendPasswords(
    CommandApdu command, std::initializer_list<const Secret *> passwords, Refusal refusal)
{
    constexpr qsizetype blockSize = 8;
    command.p2 = homePassword;
    command.data.reserve(static_cast<qsizetype>(passwords.size()) * blockSize); // never moved: wiped below
    for (const Secret *password : passwords) {
        QByteArray block = pinBlock(*password);
        command.data += block;
        wipe(block);
    }
    const auto answer = m_card.transmit(command);
    wipe(command.data);
    if (!answer)
        return fail(answer.error());
    return answer->isGood() ? Result<void>() : refusal(command, answer->sw);
}

Result<void> HealthCard::verifyPin(const Secret &pin)
{
    const char *where = "verify PIN";
    if (!isPinWellFormed(pin))
        return fail(ErrorCode::CardPinFormat, QString::fromLatin1(where));
    // Verified by whom is not known: the PIN that was typed still has to be right.
    const auto state = pinStateAmong({PinState::Verified, PinState::NotVerified, PinState::Off}, where);
    if (!state)
        return fail(state.error());
    return *state == PinState::Off ? Result<void>() : sendPasswords({.ins = 0x20}, {&pin}, verifyRefused);
}

Result<void> HealthCard::verifyPinAtReader(PinPadStructure structure)
{
    const auto state =
        pinStateAmong({PinState::Verified, PinState::NotVerified, PinState::Off}, "verify PIN");
    if (!state)
        return fail(state.error());
    if (*state == PinState::Off)
        return {};
    const auto answer = dsr::verifyPinAtReader(m_card, structure);
    if (!answer)
        return fail(answer.error());
    return answer->isGood() ? Result<void>() : verifyRefused({.ins = 0x20}, answer->sw);
}

Result<void> HealthCard::changePinAtReader(PinPadStructure structure)
{
    const auto state = pinStateAmong(
        {PinState::Verified, PinState::NotVerified, PinState::Off, PinState::Transport}, "change PIN");
    if (!state)
        return fail(state.error());
    constexpr int shortestTransportPin = 5;
    constexpr int shortestPin = 6;
    const auto answer = dsr::changePinAtReader(
        m_card, structure, *state == PinState::Transport ? shortestTransportPin : shortestPin);
    if (!answer)
        return fail(answer.error());
    return answer->isGood() ? Result<void>() : changeRefused({.ins = 0x24}, answer->sw);
}

Result<void> HealthCard::changePin(const Secret &current, const Secret &fresh)
{
    const char *where = "change PIN";
    if (!isPinWellFormed(current) || !isPinWellFormed(fresh))
        return fail(ErrorCode::CardPinFormat, QString::fromLatin1(where));
    const auto state = pinStateAmong({PinState::Verified, PinState::NotVerified, PinState::Off}, where);
    if (!state)
        return fail(state.error());
    return sendPasswords({.ins = 0x24}, {&current, &fresh}, changeRefused);
}

Result<void> HealthCard::activatePin(const Secret &transportPin, const Secret &fresh)
{
    const char *where = "activate PIN";
    if (!isTransportPinWellFormed(transportPin) || !isPinWellFormed(fresh))
        return fail(ErrorCode::CardPinFormat, QString::fromLatin1(where));
    const auto state = pinStateAmong({PinState::Transport}, where);
    if (!state)
        return fail(state.error());
    return sendPasswords({.ins = 0x24}, {&transportPin, &fresh}, changeRefused);
}

Result<void> HealthCard::setFirstPin(const Secret &fresh)
{
    const char *where = "set first PIN";
    if (!isPinWellFormed(fresh))
        return fail(ErrorCode::CardPinFormat, QString::fromLatin1(where));
    const auto state = pinStateAmong({PinState::Empty}, where);
    if (!state)
        return fail(state.error());
    return sendPasswords({.ins = 0x24, .p1 = 0x01}, {&fresh}, changeRefused);
}

Result<void> HealthCard::unblockPin(const Secret &puk, const std::optional<Secret> &fresh)
{
    const char *where = "unblock PIN";
    if (!isPukWellFormed(puk))
        return fail(ErrorCode::CardPukFormat, QString::fromLatin1(where));
    if (fresh && !isPinWellFormed(*fresh))
        return fail(ErrorCode::CardPinFormat, QString::fromLatin1(where));
    const auto state =
        pinStateAmong({PinState::Blocked, PinState::NotVerified, PinState::Verified, PinState::Off}, where);
    if (!state)
        return fail(state.error());
    return fresh ? sendPasswords({.ins = 0x2C}, {&puk, &*fresh}, unblockRefused)
                 : sendPasswords({.ins = 0x2C, .p1 = 0x01}, {&puk}, unblockRefused);
}

Result<QByteArray> HealthCard::sign(QByteArrayView hash, const Certificate &certificate)
{
    const QByteArray keyAndAlgorithm =
        encodeTlv(0x84, QByteArray("\x84", 1)) + encodeTlv(0x80, QByteArray(1, '\0'));
    const CommandApdu commands[]{
        {.ins = 0x22, .p1 = 0x41, .p2 = 0xB6, .data = keyAndAlgorithm},
        {.ins = 0x2A, .p1 = 0x9E, .p2 = 0x9A, .data = hash.toByteArray(), .ne = 256},
    };
    if (const auto selected = selectFolder(esignAid); !selected)
        return fail(selected.error());
    QByteArray signature;
    for (const CommandApdu &command : commands) {
        const auto answer = m_card.transmit(command);
        if (!answer)
            return fail(answer.error());
        if (!answer->isGood())
            return refused(command, answer->sw);
        signature = answer->data;
    }
    if (signature.size() != signatureSize)
        return fail(ErrorCode::CardAnswerMalformed, QStringLiteral("sign"));
    if (!certificate.publicKey().verifyDigest(hash, signature))
        return fail(ErrorCode::CardSignatureWrong, QStringLiteral("sign"));
    return signature;
}

} // namespace dsr

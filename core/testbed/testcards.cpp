#include "core/testbed/testcards.h"

#include "core/card/virtual/imagevariants.h"
#include "core/check/kvnr.h"

#include <QCoreApplication>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::TestCards)
};

constexpr const char *noOcsp = "http://ocsp.test-only.invalid/";

/// What a card is made from.
struct Workshop
{
    const TestBed &bed;
    QDateTime now;

    /// The built-in card with another certificate for the same key.
    Result<CardImage> reissued(const CardHolder &holder, const QDateTime &from, const QDateTime &to) const
    {
        const auto identity =
            issueCardCertificate(bed, holder, from, to, bed.card.key, QString::fromLatin1(noOcsp));
        if (!identity)
            return fail(identity.error());
        return bed.cardImage(holder, *identity, bed.iccsn);
    }
};

Result<CardImage> otherHolder(const Workshop &shop)
{
    const auto key = PrivateKey::generate(Curve::BrainpoolP256r1);
    if (!key)
        return fail(key.error());
    const QString digits = QStringLiteral("T10494217");
    const CardHolder holder{.kvnr = digits + QString::number(kvnrCheckDigit(digits)),
        .givenNames = QStringLiteral("Jørgen"),
        .familyName = QStringLiteral("Beispiel"),
        .birthday = QStringLiteral("19870300"),
        .sex = QStringLiteral("M")};
    const auto identity = issueCardCertificate(
        shop.bed, holder, shop.now.addDays(-1), shop.now.addYears(5), *key, QString::fromLatin1(noOcsp));
    if (!identity)
        return fail(identity.error());
    const QChar last = shop.bed.iccsn.back() == QLatin1Char('9') ? QLatin1Char('0') : QLatin1Char('9');
    return shop.bed.cardImage(holder, *identity, shop.bed.iccsn.chopped(1) + last);
}

Result<CardImage> expired(const Workshop &shop)
{
    return shop.reissued(shop.bed.holder(), shop.now.addYears(-5), shop.now.addDays(-1));
}

Result<CardImage> notYetValid(const Workshop &shop)
{
    return shop.reissued(shop.bed.holder(), shop.now.addDays(1), shop.now.addYears(5));
}

Result<CardImage> kvnrFirst(const Workshop &shop)
{
    CardHolder holder = shop.bed.holder();
    holder.kvnrFirst = true;
    return shop.reissued(holder, shop.now.addDays(-1), shop.now.addYears(5));
}

Result<CardImage> otherKey(const Workshop &shop)
{
    const auto key = PrivateKey::generate(Curve::BrainpoolP256r1);
    if (!key)
        return fail(key.error());
    CardImage image = shop.bed.cardImage();
    image.authKey = *key;
    return image;
}

/// The built-in card with one change.
template <auto change> Result<CardImage> changed(const Workshop &shop)
{
    CardImage image = shop.bed.cardImage();
    change(image);
    return image;
}

struct Row
{
    const char *id;
    QString (*title)();
    Result<CardImage> (*make)(const Workshop &shop);
};

constexpr Row rows[] = {
    {"builtIn", [] { return Text::tr("The built-in card"); }, changed<[](CardImage &) {}>},
    {"otherHolder", [] { return Text::tr("A card of somebody else"); }, otherHolder},
    {"lastTry", [] { return Text::tr("Only one try is left for the PIN"); },
        changed<[](CardImage &image) { image.pinTries = 1; }>},
    {"blockedPin", [] { return Text::tr("The PIN is blocked"); },
        changed<[](CardImage &image) { image.pinTries = 0; }>},
    {"usedUpPuk", [] { return Text::tr("PIN and PUK are used up"); },
        changed<[](CardImage &image) { image.pinTries = image.pukUses = 0; }>},
    {"transportPin", [] { return Text::tr("The holder has not set a PIN yet"); },
        changed<[](CardImage &image) { image.pinState = ImagePinState::Transport; }>},
    {"emptyPin", [] { return Text::tr("There is no PIN yet"); }, changed<[](CardImage &image) {
         image.pinState = ImagePinState::Empty;
         image.pin = Secret();
     }>},
    {"expired", [] { return Text::tr("The certificate has expired"); }, expired},
    {"notYetValid", [] { return Text::tr("The certificate is not valid yet"); }, notYetValid},
    {"otherKey", [] { return Text::tr("The certificate does not belong to the key"); }, otherKey},
    {"kvnrFirst", [] { return Text::tr("The numbers in the certificate are in another order"); }, kvnrFirst},
    {"tooOld", [] { return Text::tr("A card of the generation before"); }, changed<[](CardImage &image) {
         setObjectSystemVersion(image, 4, 3, 2);
         for (ImageFolder &folder : image.folders)
             folder.files.removeIf([](const ImageFile &file) { return file.fid == 0xC504; });
     }>},
    {"hba", [] { return Text::tr("A health professional card"); },
        changed<[](CardImage &image) { setCardKind(image, hbaAid()); }>},
    {"smcb", [] { return Text::tr("A card of a practice or hospital"); },
        changed<[](CardImage &image) { setCardKind(image, smcbAid()); }>},
    {"otherCard", [] { return Text::tr("No card of the health system at all"); },
        changed<[](CardImage &image) {
            setCardKind(image, QByteArray::fromHex("A000000003000000"));
            image.folders.resize(1);
        }>},
    {"smallBuffers", [] { return Text::tr("A card with small buffers"); }, changed<useSmallBuffers>},
    {"unknownPace", [] { return Text::tr("A card with an unknown kind of access protection"); },
        changed<[](CardImage &image) { setPaceParameters(image, 0x63); }>},
    {"damagedData", [] { return Text::tr("The personal data on the card is damaged"); },
        changed<corruptPersonalData>},
};

} // namespace

QList<TestCard> testCards()
{
    QList<TestCard> cards;
    for (const Row &row : rows)
        cards.append({QString::fromLatin1(row.id), row.title()});
    return cards;
}

Result<CardImage> testCardImage(const TestBed &bed, const QString &id, const Clock &clock)
{
    for (const Row &row : rows) {
        if (id == QLatin1StringView(row.id))
            return row.make({bed, clock.now()});
    }
    QStringList known;
    for (const Row &row : rows)
        known.append(QString::fromLatin1(row.id));
    return fail(ErrorCode::UsageInvalid, QStringLiteral("test card"),
        {{QStringLiteral("reason"),
            Text::tr("“%1” is no test card; there are: %2.").arg(id, known.join(QStringLiteral(", ")))}});
}

} // namespace dsr

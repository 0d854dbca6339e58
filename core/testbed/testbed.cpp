#include "core/testbed/testbedmaking.h"

#include "core/base/encoding.h"
#include "core/base/randomness.h"
#include "core/card/cardcontents.h"
#include "core/check/kvnr.h"
#include "core/crypto/certificatebuilder.h"

#include <functional>

namespace dsr {

namespace {

/// Who the built-in card belongs to; an invented person.
CardHolder builtInHolder(const QString &kvnr)
{
    return {.kvnr = kvnr,
        .givenNames = QStringLiteral("Käthe"),
        .familyName = QStringLiteral("Musterfrau"),
        .birthday = QStringLiteral("19640812"),
        .sex = QStringLiteral("W")};
}

// An invented insurer.
const QString insurerName = QStringLiteral("Testkrankenkasse");
const QString insurerId = QStringLiteral("109500969");

constexpr quint8 utf8 = 12;
constexpr quint8 printable = 19;
constexpr const char *ocspPlaceholder = "http://ocsp.test-only.invalid/";

struct Profile
{
    QList<NameAttribute> subject;
    Curve curve = Curve::P256;
    qint64 years = 10;
    QList<Extension> extensions;
    Hash hash = Hash::Sha256;
};

/// A certificate of the test PKI with a fresh key; without issuer it signs itself.
Result<Identity> make(const Profile &profile, const Identity *issuer, const QDateTime &now)
{
    const auto key = PrivateKey::generate(profile.curve);
    if (!key)
        return fail(key.error());
    CertificateContent content;
    content.serial = randomSerial();
    content.subject = nameDer(profile.subject);
    content.notBefore = now.addDays(-1);
    content.notAfter = now.addYears(static_cast<int>(profile.years));
    content.publicKey = key->publicKey();
    content.extensions = profile.extensions;
    content.extensions.append(subjectKeyIdentifier(content.publicKey));
    content.extensions.append(
        authorityKeyIdentifier(issuer ? issuer->certificate.publicKey() : content.publicKey));
    content.hash = profile.hash;
    const auto certificate = signCertificate(
        content, issuer ? issuer->certificate.subject().der : content.subject, issuer ? issuer->key : *key);
    if (!certificate)
        return fail(certificate.error());
    return Identity{*certificate, *key};
}

QList<Extension> caExtensions(int pathLength)
{
    return {basicConstraints(true, pathLength), keyUsage(keyusage::keyCertSign | keyusage::crlSign)};
}

QList<NameAttribute> gematikName(const QString &commonName)
{
    return {{"2.5.4.6", QStringLiteral("DE"), printable},
        {"2.5.4.10", QStringLiteral("DSR Workstation NOT-VALID"), utf8},
        {"2.5.4.11", QStringLiteral("Local test PKI"), utf8}, {"2.5.4.3", commonName, utf8}};
}

/// Names of factory-provisioned phones carry title and serialNumber; ours say in O that they are simulated.
QList<NameAttribute> phoneName(const QString &title)
{
    QList<NameAttribute> name{{"2.5.4.10", QStringLiteral("SIMULATED"), utf8}};
    if (!title.isEmpty())
        name.append({"2.5.4.12", title, utf8});
    name.append({"2.5.4.5", hexText(SystemRandomness().bytes(8)), printable});
    return name;
}

QString randomDigits(qsizetype count)
{
    QString digits;
    while (digits.size() < count) {
        for (const char byte : SystemRandomness().bytes(count)) {
            const auto value = static_cast<quint8>(byte);
            if (value < 250 && digits.size() < count) // 250 = 25 × 10: every digit is equally likely
                digits.append(QLatin1Char(static_cast<char>('0' + value % 10)));
        }
    }
    return digits;
}

QString randomKvnr()
{
    const QString kvnr = QLatin1Char('X') + randomDigits(8);
    return kvnr + QString::number(kvnrCheckDigit(kvnr));
}

/// Apple's two roots have nothing in common (apple-app-attest 11.2).
Profile appleRootProfile(const QString &commonName)
{
    return {{{"2.5.4.3", commonName, utf8}, {"2.5.4.10", QStringLiteral("SIMULATED"), utf8}}, Curve::P384, 20,
        caExtensions(1), Hash::Sha384};
}

Result<void> makeIdentities(TestBed &bed, const QDateTime &now)
{
    const auto put = [&](Identity TestBed::*slot, const Profile &profile,
                         Identity TestBed::*issuer) -> Result<void> {
        const auto made = make(profile, issuer ? &(bed.*issuer) : nullptr, now);
        if (!made)
            return fail(made.error());
        bed.*slot = *made;
        return {};
    };
    const QList<std::function<Result<void>()>> all{
        [&] {
            return put(&TestBed::egkRoot,
                {gematikName(QStringLiteral("DSR.EGK-ROOT TEST-ONLY")), Curve::BrainpoolP256r1, 20,
                    caExtensions(1)},
                nullptr);
        },
        [&] {
            return put(&TestBed::egkCa,
                {gematikName(QStringLiteral("DSR.EGK-CA1 TEST-ONLY")), Curve::BrainpoolP256r1, 15,
                    caExtensions(0)},
                &TestBed::egkRoot);
        },
        [&] {
            return put(&TestBed::ocspSigner,
                {gematikName(QStringLiteral("DSR.OCSP TEST-ONLY")), Curve::P256, 10,
                    {basicConstraints(false), keyUsage(keyusage::digitalSignature),
                        extendedKeyUsage({"1.3.6.1.5.5.7.3.9"})}},
                &TestBed::egkCa);
        },
        [&] {
            return put(&TestBed::dmsCa,
                {gematikName(QStringLiteral("DSR DMS CA TEST-ONLY")), Curve::P256, 15, caExtensions(0)},
                nullptr);
        },
        [&] {
            return put(&TestBed::tlsCa,
                {gematikName(QStringLiteral("DSR TLS CA TEST-ONLY")), Curve::P256, 15, caExtensions(0)},
                nullptr);
        },
        [&] {
            return put(&TestBed::tlsServer,
                {gematikName(QStringLiteral("localhost")), Curve::P256, 5,
                    {basicConstraints(false), keyUsage(keyusage::digitalSignature),
                        extendedKeyUsage({"1.3.6.1.5.5.7.3.1"}),
                        subjectAltNameServer({QStringLiteral("localhost")},
                            {QByteArray::fromHex("7f000001"), QByteArray(15, '\0') + '\x01'})}},
                &TestBed::tlsCa);
        },
        [&] {
            return put(&TestBed::googleRoot, {phoneName({}), Curve::P384, 20, caExtensions(-1), Hash::Sha384},
                nullptr);
        },
        [&] {
            return put(&TestBed::googleIntermediate,
                {phoneName(QStringLiteral("TEE")), Curve::P384, 10, caExtensions(-1), Hash::Sha384},
                &TestBed::googleRoot);
        },
        [&] {
            return put(&TestBed::googleBatch,
                {phoneName(QStringLiteral("TEE")), Curve::P256, 10, caExtensions(-1), Hash::Sha384},
                &TestBed::googleIntermediate);
        },
        [&] {
            return put(&TestBed::appleRoot,
                appleRootProfile(QStringLiteral("App Attestation Root CA SIMULATED")), nullptr);
        },
    };
    for (const auto &step : all) {
        if (const auto done = step(); !done)
            return fail(done.error());
    }
    return {};
}

} // namespace

Result<Identity> makeReceiptRoot(const QDateTime &now)
{
    return make(appleRootProfile(QStringLiteral("Receipt Root CA SIMULATED")), nullptr, now);
}

Result<TestBed> makeTestBed(const Clock &clock)
{
    const QDateTime now = clock.now();
    TestBed bed;
    bed.created = now;
    if (const auto made = makeIdentities(bed, now); !made)
        return fail(made.error());
    const auto receiptRoot = makeReceiptRoot(now);
    if (!receiptRoot)
        return fail(receiptRoot.error());
    bed.appleReceiptRoot = *receiptRoot;
    const auto cardKey = PrivateKey::generate(Curve::BrainpoolP256r1);
    const auto playKey = PrivateKey::generate(Curve::P256);
    if (!cardKey || !playKey)
        return fail(cardKey ? playKey.error() : cardKey.error());
    const auto card = issueCardCertificate(
        bed, randomKvnr(), now.addDays(-1), now.addYears(5), *cardKey, QString::fromLatin1(ocspPlaceholder));
    if (!card)
        return fail(card.error());
    bed.card = *card;
    bed.playSigningKey = *playKey;
    bed.playDecryptionKey = std::make_shared<const Secret>(SystemRandomness().bytes(playDecryptionSize));
    const QString iccsnStart = QStringLiteral("8027688311"); // health card, Germany, issuer of test cards
    bed.iccsn = iccsnStart + randomDigits(iccsnSize - iccsnStart.size());
    bed.pin = sharedSecret(QStringLiteral("123456"));
    bed.puk = sharedSecret(QStringLiteral("12345678"));
    bed.can = sharedSecret(QStringLiteral("123123"));
    return bed;
}

Result<Identity> issueCardCertificate(const TestBed &bed, const QString &kvnr, const QDateTime &notBefore,
    const QDateTime &notAfter, const PrivateKey &key, const QString &ocspUrl)
{
    return issueCardCertificate(bed, builtInHolder(kvnr), notBefore, notAfter, key, ocspUrl);
}

Result<Identity> issueCardCertificate(const TestBed &bed, const CardHolder &holder,
    const QDateTime &notBefore, const QDateTime &notAfter, const PrivateKey &key, const QString &ocspUrl)
{
    CertificateContent content;
    content.serial = randomSerial();
    // Real cards have the two numbers in either order (egk-card 7).
    const NameAttribute first{"2.5.4.11", holder.kvnrFirst ? holder.kvnr : insurerId, utf8};
    const NameAttribute second{"2.5.4.11", holder.kvnrFirst ? insurerId : holder.kvnr, utf8};
    content.subject = nameDer({{"2.5.4.6", QStringLiteral("DE"), printable},
        {"2.5.4.10", insurerName + QStringLiteral(" NOT-VALID"), utf8}, first, second,
        {"2.5.4.4", holder.familyName, utf8}, {"2.5.4.42", holder.givenNames, utf8},
        {"2.5.4.3", QStringLiteral("%1 %2 TEST-ONLY").arg(holder.givenNames, holder.familyName), utf8}});
    content.notBefore = notBefore;
    content.notAfter = notAfter;
    content.publicKey = key.publicKey();
    content.extensions = {basicConstraints(false), keyUsage(keyusage::digitalSignature),
        certificatePolicies({"1.2.276.0.76.4.163", "1.2.276.0.76.4.70"}),
        admission(QStringLiteral("Versicherte/-r"), "1.2.276.0.76.4.49"), dsr::ocspAddress(ocspUrl),
        subjectKeyIdentifier(content.publicKey), authorityKeyIdentifier(bed.egkCa.certificate.publicKey())};
    const auto certificate = signCertificate(content, bed.egkCa.certificate.subject().der, bed.egkCa.key);
    if (!certificate)
        return fail(certificate.error());
    return Identity{*certificate, key};
}

CardHolder TestBed::holder() const
{
    return builtInHolder(kvnrCandidates(card.certificate.subject().values("2.5.4.11")).value(0));
}

CardImage TestBed::cardImage() const
{
    return cardImage(holder(), card, iccsn);
}

CardImage TestBed::cardImage(const CardHolder &holder, const Identity &identity, const QString &number) const
{
    const QString schema = QStringLiteral("5.2.0");
    return standardCardImage({.iccsn = number,
        .certificate = identity.certificate.der(),
        .key = identity.key,
        .pin = pin->clone(),
        .puk = puk->clone(),
        .can = can->clone(),
        .personalData = personalDataFile({.kvnr = holder.kvnr,
            .givenNames = holder.givenNames,
            .familyName = holder.familyName,
            .birthday = holder.birthday,
            .sex = holder.sex,
            .address = {.street = QStringLiteral("Musterstraße"),
                .houseNumber = QStringLiteral("12"),
                .postalCode = QStringLiteral("10115"),
                .city = QStringLiteral("Berlin"),
                .country = QStringLiteral("D")},
            .schema = schema}),
        .insuranceData = insuranceDataFile({.begin = QStringLiteral("20240101"),
            .insurerId = insurerId,
            .insurerName = insurerName,
            .insurerCountry = QStringLiteral("D"),
            .insuredType = QStringLiteral("1"),
            .schema = schema})});
}

TrustSnapshot trustOf(const TestBed &bed)
{
    const QString origin = QStringLiteral("testbed");
    const auto anchor = [&](TrustRole role, const Identity &identity) {
        return TrustAnchor{role, identity.certificate, origin};
    };
    QList<TrustAnchor> anchors{anchor(TrustRole::EgkRoot, bed.egkRoot),
        anchor(TrustRole::EgkIssuer, bed.egkCa), anchor(TrustRole::OcspSigner, bed.ocspSigner),
        anchor(TrustRole::Android, bed.googleRoot), anchor(TrustRole::AppleAttestation, bed.appleRoot)};
    if (bed.appleReceiptRoot.certificate.isValid()) // one that was not opened since it was made may lack it
        anchors.append(anchor(TrustRole::AppleReceipt, bed.appleReceiptRoot));
    return {.name = origin, .date = bed.created, .anchors = anchors, .statusList = {}, .origin = origin};
}

} // namespace dsr

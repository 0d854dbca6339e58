#include "core/testbed/testbed.h"

#include "core/base/encoding.h"
#include "core/base/files.h"
#include "core/base/randomness.h"
#include "core/card/cardcontents.h"
#include "core/check/kvnr.h"
#include "core/crypto/certificatebuilder.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QTemporaryDir>

#include <cstdio>
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

constexpr int formatVersion = 1; // what a reader has to know
constexpr int revision = 2; // what was added that earlier readers need not know
constexpr int withoutReceiptRoot = 1;
constexpr qsizetype iccsnSize = 20; // digits
constexpr qsizetype playDecryptionSize = 32; // octets of an AES-256 key
constexpr quint8 utf8 = 12;
constexpr quint8 printable = 19;
constexpr const char *folderName = "/testbed";
constexpr const char *lockName = "/testbed.lock"; ///< held by the program that makes or completes a test bed
constexpr const char *draftName = ".testbed-draft-"; ///< and six letters: a test bed in the making
constexpr int lockWaitMilliseconds = 10'000;
constexpr const char *descriptionName = "testbed.json";
constexpr const char *cardSecretsName = "card-secrets.json";
constexpr const char *playKeyName = "playSigning.key.pem";
constexpr const char *playDecryptionName = "playDecryption.key";
constexpr const char *ocspPlaceholder = "http://ocsp.test-only.invalid/";

struct Member
{
    const char *role;
    Identity TestBed::*identity;
    bool isRoot; ///< shown by `testbed show`
    bool isTrusted; ///< in trustOf
    int since = 1; ///< revision
};
constexpr Member members[] = {
    {"egkRoot", &TestBed::egkRoot, true, true},
    {"egkCa", &TestBed::egkCa, false, true},
    {"card", &TestBed::card, false, false},
    {"ocspSigner", &TestBed::ocspSigner, false, true},
    {"dmsCa", &TestBed::dmsCa, true, false},
    {"tlsCa", &TestBed::tlsCa, true, false},
    {"tlsServer", &TestBed::tlsServer, false, false},
    {"googleRoot", &TestBed::googleRoot, true, true},
    {"googleIntermediate", &TestBed::googleIntermediate, false, false},
    {"googleBatch", &TestBed::googleBatch, false, false},
    {"appleRoot", &TestBed::appleRoot, true, true},
    {"appleReceiptRoot", &TestBed::appleReceiptRoot, true, true, withoutReceiptRoot + 1},
};

QString certificateFile(const char *role)
{
    return QString::fromLatin1(role) + QStringLiteral(".crt.pem");
}

QString keyFile(const char *role)
{
    return QString::fromLatin1(role) + QStringLiteral(".key.pem");
}

// --- making

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

Result<Identity> makeReceiptRoot(const QDateTime &now)
{
    return make(appleRootProfile(QStringLiteral("Receipt Root CA SIMULATED")), nullptr, now);
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

std::shared_ptr<const Secret> sharedSecret(const QString &text)
{
    return std::make_shared<const Secret>(text.toLatin1());
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

// --- storing

Result<void> writeSecret(const QString &path, const Secret &secret)
{
    Result<void> written;
    secret.use([&](QByteArrayView bytes) { written = writeFile(path, bytes, FileAccess::OwnerOnly); });
    return written;
}

QString secretText(const Secret &secret)
{
    QString text;
    secret.use([&](QByteArrayView bytes) { text = QString::fromLatin1(bytes); });
    return text;
}

Result<void> writeIdentity(
    const TestBed &bed, const Member &member, const QString &folder, bool withKey, QStringList *names)
{
    const Identity &identity = bed.*member.identity;
    const QString certificate = certificateFile(member.role);
    if (const auto written = writeFile(folder + QLatin1Char('/') + certificate, identity.certificate.pem());
        !written)
        return fail(written.error());
    names->append(certificate);
    if (!withKey)
        return {};
    const QString key = keyFile(member.role);
    names->append(key);
    return writeSecret(folder + QLatin1Char('/') + key, identity.key.toPem());
}

Result<void> writeIdentities(
    const TestBed &bed, const QString &folder, bool withKeys, int afterRevision, QStringList *names)
{
    for (const Member &member : members) {
        if (member.since <= afterRevision)
            continue;
        if (const auto written = writeIdentity(bed, member, folder, withKeys, names); !written)
            return fail(written.error());
    }
    return {};
}

Result<void> writeDescription(const TestBed &bed, const QString &folder)
{
    const QJsonObject description{{QStringLiteral("format"), QStringLiteral("dsr-testbed")},
        {QStringLiteral("version"), formatVersion}, {QStringLiteral("revision"), revision},
        {QStringLiteral("created"), isoUtc(bed.created)}, {QStringLiteral("iccsn"), bed.iccsn}};
    return writeFile(folder + QLatin1Char('/') + QString::fromLatin1(descriptionName),
        QJsonDocument(description).toJson());
}

Result<void> store(const TestBed &bed, const QString &folder)
{
    QStringList names;
    if (const auto written = writeIdentities(bed, folder, true, 0, &names); !written)
        return fail(written.error());
    const QJsonObject secrets{{QStringLiteral("pin"), secretText(*bed.pin)},
        {QStringLiteral("puk"), secretText(*bed.puk)}, {QStringLiteral("can"), secretText(*bed.can)}};
    const auto path = [&](const char *name) { return folder + QLatin1Char('/') + QString::fromLatin1(name); };
    if (const auto done = writeSecret(path(playKeyName), bed.playSigningKey.toPem()); !done)
        return fail(done.error());
    if (const auto done = writeSecret(path(playDecryptionName), *bed.playDecryptionKey); !done)
        return fail(done.error());
    if (const auto done =
            writeFile(path(cardSecretsName), QJsonDocument(secrets).toJson(), FileAccess::OwnerOnly);
        !done)
        return fail(done.error());
    return writeDescription(bed, folder);
}

std::unexpected<Error> malformed(const QString &path, const QString &reason)
{
    return fail(ErrorCode::TestbedMalformed, QStringLiteral("test bed"),
        {{QStringLiteral("path"), path}, {QStringLiteral("reason"), reason}});
}

Result<PrivateKey> loadKey(const QString &path)
{
    auto pem = readFile(path);
    if (!pem)
        return malformed(path, QStringLiteral("missing"));
    const auto key = PrivateKey::fromPem(Secret(std::move(*pem)));
    return key ? *key : Result<PrivateKey>(malformed(path, QStringLiteral("not a private key")));
}

QString pathOf(const QString &folder, const QString &name)
{
    return folder + QLatin1Char('/') + name;
}

/// What stands in testbed.json; the result is the revision.
Result<int> loadDescription(const QString &folder, TestBed &bed)
{
    const QString path = pathOf(folder, QString::fromLatin1(descriptionName));
    const auto description = readFile(path);
    const QJsonObject object = description ? QJsonDocument::fromJson(*description).object() : QJsonObject();
    if (object.value(QStringLiteral("version")).toInt() != formatVersion)
        return malformed(path, QStringLiteral("missing or other version"));
    bed.created =
        QDateTime::fromString(object.value(QStringLiteral("created")).toString(), Qt::ISODateWithMs);
    bed.iccsn = object.value(QStringLiteral("iccsn")).toString();
    if (!bed.created.isValid() || bed.iccsn.size() != iccsnSize)
        return malformed(path, QStringLiteral("incomplete"));
    return object.value(QStringLiteral("revision")).toInt(withoutReceiptRoot);
}

Result<Certificate> loadCertificate(const QString &folder, const Member &member)
{
    const QString file = pathOf(folder, certificateFile(member.role));
    const auto pem = readFile(file);
    auto certificate =
        pem ? Certificate::fromPem(*pem) : Result<Certificate>(fail(ErrorCode::InputMalformed));
    if (!certificate)
        return malformed(file, QStringLiteral("not a certificate"));
    return certificate;
}

Result<std::shared_ptr<const Secret>> loadPlayDecryptionKey(const QString &folder)
{
    const QString file = pathOf(folder, QString::fromLatin1(playDecryptionName));
    auto key = readFile(file);
    if (!key || key->size() != playDecryptionSize)
        return malformed(file, QStringLiteral("not 32 octets"));
    return std::make_shared<const Secret>(std::move(*key));
}

struct Stored
{
    TestBed bed;
    int revision = 0;
};

Result<Stored> loadStored(const QString &folder)
{
    const auto path = [&](const QString &name) { return pathOf(folder, name); };
    TestBed bed;
    const auto described = loadDescription(folder, bed);
    if (!described)
        return fail(described.error());
    for (const Member &member : members) {
        if (member.since > *described)
            continue;
        const auto certificate = loadCertificate(folder, member);
        if (!certificate)
            return fail(certificate.error());
        const auto key = loadKey(path(keyFile(member.role)));
        if (!key)
            return fail(key.error());
        if (key->publicKey() != certificate->publicKey())
            return malformed(path(keyFile(member.role)), QStringLiteral("key of another certificate"));
        bed.*member.identity = {*certificate, *key};
    }
    const auto signing = loadKey(path(QString::fromLatin1(playKeyName)));
    if (!signing)
        return fail(signing.error());
    bed.playSigningKey = *signing;
    auto decryption = loadPlayDecryptionKey(folder);
    if (!decryption)
        return fail(decryption.error());
    bed.playDecryptionKey = *decryption;
    const QString secretsFile = path(QString::fromLatin1(cardSecretsName));
    auto secrets = readFile(secretsFile);
    const QJsonObject values = secrets ? QJsonDocument::fromJson(*secrets).object() : QJsonObject();
    for (const auto &[name, slot] : {std::pair("pin", &bed.pin), {"puk", &bed.puk}, {"can", &bed.can}}) {
        const QString value = values.value(QLatin1StringView(name)).toString();
        if (value.isEmpty())
            return malformed(secretsFile, QString::fromLatin1(name));
        *slot = sharedSecret(value);
    }
    return Stored{bed, *described};
}

/// Adds what the program that made the test bed did not know. One program at a time; the description is
/// written last, so that what was cut off is done again from the start.
Result<TestBed> completed(const QString &folder)
{
    QLockFile lock(QFileInfo(folder).path() + QString::fromLatin1(lockName));
    lock.setStaleLockTime(0);
    if (!lock.tryLock(lockWaitMilliseconds)) {
        return fail(ErrorCode::DataDirUnusable, QStringLiteral("test bed"),
            {{QStringLiteral("path"), folder},
                {QStringLiteral("reason"), QStringLiteral("cannot be locked")}});
    }
    auto stored = loadStored(folder);
    if (!stored || stored->revision >= revision)
        return stored ? stored->bed : Result<TestBed>(fail(stored.error())); // another program was faster
    TestBed &bed = stored->bed;
    const auto receiptRoot = makeReceiptRoot(bed.created);
    if (!receiptRoot)
        return fail(receiptRoot.error());
    bed.appleReceiptRoot = *receiptRoot;
    QStringList names;
    if (const auto written = writeIdentities(bed, folder, true, stored->revision, &names); !written)
        return fail(written.error());
    if (const auto written = writeDescription(bed, folder); !written)
        return fail(written.error());
    return bed;
}

Result<TestBed> load(const QString &folder)
{
    auto stored = loadStored(folder);
    if (!stored)
        return fail(stored.error());
    return stored->revision < revision ? completed(folder) : stored->bed;
}

/// Written beside its place and renamed in one go: another program sees all of it or nothing.
Result<TestBed> makeIn(const QString &dataDir, const QString &folder, const Clock &clock)
{
    const auto unusable = [&](const QString &reason) {
        return fail(ErrorCode::DataDirUnusable, QStringLiteral("test bed"),
            {{QStringLiteral("path"), dataDir}, {QStringLiteral("reason"), reason}});
    };
    auto bed = makeTestBed(clock);
    if (!bed)
        return bed;
    QTemporaryDir draft(
        dataDir + QLatin1Char('/') + QString::fromLatin1(draftName) + QStringLiteral("XXXXXX"));
    if (!draft.isValid())
        return unusable(draft.errorString());
    if (const auto stored = store(*bed, draft.path()); !stored)
        return fail(stored.error());
    if (std::rename(QFile::encodeName(draft.path()).constData(), QFile::encodeName(folder).constData()) != 0)
        return unusable(qt_error_string());
    draft.setAutoRemove(false);
    return bed;
}

QStringList draftsIn(const QString &dataDir)
{
    return QDir(dataDir).entryList({QString::fromLatin1(draftName) + QStringLiteral("??????")},
        QDir::Dirs | QDir::Hidden | QDir::NoSymLinks);
}

/// Removes what programs left behind, keys and all, that were ended while they made a test bed. Only under
/// the lock: those that still live hold it.
void removeDrafts(const QString &dataDir)
{
    for (const QString &draft : draftsIn(dataDir))
        QDir(dataDir + QLatin1Char('/') + draft).removeRecursively();
}

} // namespace

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

QList<TestBedRoot> testBedRoots(const TestBed &bed)
{
    QList<TestBedRoot> roots;
    for (const Member &member : members) {
        if (member.isRoot)
            roots.append({QString::fromLatin1(member.role), (bed.*member.identity).certificate});
    }
    return roots;
}

Result<TestBed> openTestBed(const QString &dataDir, const Clock &clock)
{
    const QString folder = dataDir + QString::fromLatin1(folderName);
    QLockFile lock(dataDir + QString::fromLatin1(lockName));
    lock.setStaleLockTime(0); // only the end of its owner makes it stale
    if (!QFileInfo::exists(folder)) {
        if (const auto made = makePrivateFolder(dataDir); !made)
            return fail(made.error());
        if (lock.tryLock(lockWaitMilliseconds))
            removeDrafts(dataDir);
    } else if (!draftsIn(dataDir).isEmpty() && lock.tryLock(0)) {
        removeDrafts(dataDir);
    }
    if (!QFileInfo::exists(folder)) {
        auto made = makeIn(dataDir, folder, clock);
        if (made || !QFileInfo::exists(folder)) // else another program was faster, as it had no lock
            return made;
    }
    lock.unlock();
    return load(folder);
}

Result<std::optional<TrustSnapshot>> testBedTrust(const QString &dataDir)
{
    const QString folder = dataDir + QString::fromLatin1(folderName);
    if (!QFileInfo::exists(folder))
        return std::nullopt;
    TestBed bed;
    const auto described = loadDescription(folder, bed);
    if (!described)
        return fail(described.error());
    for (const Member &member : members) {
        if (!member.isTrusted || member.since > *described)
            continue;
        auto certificate = loadCertificate(folder, member);
        if (!certificate)
            return fail(certificate.error());
        (bed.*member.identity).certificate = *certificate;
    }
    return trustOf(bed);
}

Result<PlayKeys> testBedPlayKeys(const QString &dataDir)
{
    const QString folder = dataDir + QString::fromLatin1(folderName);
    if (!QFileInfo::exists(folder))
        return PlayKeys();
    const auto decryption = loadPlayDecryptionKey(folder);
    if (!decryption)
        return fail(decryption.error());
    const auto signing = loadKey(pathOf(folder, QString::fromLatin1(playKeyName)));
    if (!signing)
        return fail(signing.error());
    return PlayKeys{.decryption = *decryption, .verification = signing->publicKey()};
}

Result<TestBed> resetTestBed(const QString &dataDir, const Clock &clock)
{
    const QString folder = dataDir + QString::fromLatin1(folderName);
    if (QFileInfo::exists(folder) && !QDir(folder).removeRecursively()) {
        return fail(ErrorCode::DataDirUnusable, QStringLiteral("test bed"),
            {{QStringLiteral("path"), folder}, {QStringLiteral("reason"), qt_error_string()}});
    }
    return openTestBed(dataDir, clock);
}

Result<QStringList> exportTestBed(const TestBed &bed, const QString &folder, bool withKeys)
{
    if (const auto made = makePrivateFolder(folder); !made)
        return fail(made.error());
    QStringList names;
    if (const auto written = writeIdentities(bed, folder, withKeys, 0, &names); !written)
        return fail(written.error());
    return names;
}

} // namespace dsr

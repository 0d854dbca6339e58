#include "core/base/encoding.h"
#include "core/base/files.h"
#include "core/testbed/testbedmaking.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QTemporaryDir>

#include <cstdio>

namespace dsr {

namespace {

constexpr int formatVersion = 1; // what a reader has to know
constexpr int revision = 2; // what was added that earlier readers need not know
constexpr int withoutReceiptRoot = 1;
constexpr const char *folderName = "/testbed";
constexpr const char *lockName = "/testbed.lock"; ///< held by the program that makes or completes a test bed
constexpr const char *draftName = ".testbed-draft-"; ///< and six letters: a test bed in the making
constexpr int lockWaitMilliseconds = 10'000;
constexpr const char *descriptionName = "testbed.json";
constexpr const char *cardSecretsName = "card-secrets.json";
constexpr const char *playKeyName = "playSigning.key.pem";
constexpr const char *playDecryptionName = "playDecryption.key";

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

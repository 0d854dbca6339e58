#include "core/flow/truststore.h"

#include "core/base/files.h"
#include "core/flow/trustlistsignature.h"
#include "core/testbed/testbed.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::TrustStore)
};

constexpr const char *ending = ".dsrtrust";

bool isName(const QString &name)
{
    static const QRegularExpression pattern(QStringLiteral("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"));
    return pattern.match(name).hasMatch();
}

Result<TrustSnapshot> read(const QString &path)
{
    const auto bytes = readFile(path);
    if (!bytes)
        return fail(bytes.error());
    return trustSnapshotFromBytes(
        *bytes, path, TrustRole::Any, QFileInfo(path).fileTime(QFileDevice::FileModificationTime).toUTC());
}

std::unexpected<Error> notAsAsked(const QString &reason)
{
    return fail(ErrorCode::UsageInvalid, QStringLiteral("trust"), {{QStringLiteral("reason"), reason}});
}

} // namespace

Result<TrustSnapshot> readTrust(const TrustFile &file, const QDateTime &now)
{
    const bool isList = looksLikeTrustList(file.bytes);
    if (isList && !file.signer)
        return notAsAsked(Text::tr("A trust list needs the certificate that must have signed it."));
    auto snapshot = isList ? verifiedTrustList(file.bytes, file.name, *file.signer)
                           : trustSnapshotFromBytes(file.bytes, file.name, file.role, now);
    if (!snapshot)
        return snapshot;
    if (!file.keptAs.isEmpty())
        snapshot->name = file.keptAs;
    else if (snapshot->name.isEmpty())
        snapshot->name = QFileInfo(file.name).completeBaseName();
    return snapshot;
}

TrustStore::TrustStore(QString dataDir)
    : m_dataDir(std::move(dataDir))
{
}

Result<QList<TrustSnapshot>> TrustStore::all() const
{
    QList<TrustSnapshot> snapshots{publicTrust()};
    const auto testBed = testBedTrust(m_dataDir);
    if (!testBed)
        return fail(testBed.error());
    if (*testBed)
        snapshots.append(**testBed);
    const QDir folder(m_dataDir + QStringLiteral("/trust"));
    const QStringList files =
        folder.entryList({QStringLiteral("*") + QLatin1StringView(ending)}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        auto snapshot = read(folder.filePath(file));
        if (!snapshot)
            return fail(snapshot.error());
        snapshots.append(std::move(*snapshot));
    }
    return snapshots;
}

Result<PlayKeys> TrustStore::playKeys() const
{
    return testBedPlayKeys(m_dataDir);
}

Result<TrustSnapshot> TrustStore::find(const QString &nameOrFile) const
{
    const auto known = all();
    if (!known)
        return fail(known.error());
    for (const TrustSnapshot &snapshot : *known) {
        if (snapshot.name == nameOrFile)
            return snapshot;
    }
    auto snapshot = read(nameOrFile);
    if (snapshot && snapshot->name.isEmpty())
        snapshot->name = QFileInfo(nameOrFile).completeBaseName();
    return snapshot;
}

Result<void> TrustStore::keep(const TrustSnapshot &snapshot) const
{
    const bool isTaken = snapshot.name == publicTrust().name || snapshot.name == QLatin1StringView("testbed");
    if (isTaken || !isName(snapshot.name))
        return notAsAsked(
            Text::tr("“%1” cannot be the name of an imported trust snapshot.").arg(snapshot.name));
    const QString folder = m_dataDir + QStringLiteral("/trust");
    if (const auto made = makePrivateFolder(folder); !made)
        return fail(made.error());
    return writeFile(
        folder + QLatin1Char('/') + snapshot.name + QLatin1StringView(ending), toBytes(snapshot));
}

} // namespace dsr

#include "core/flow/trustlistsignature.h"

#include "core/base/files.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace dsr {

namespace {

constexpr int patience = 60'000; // milliseconds

std::unexpected<Error> refused(const QString &path, const char *reason)
{
    return fail(ErrorCode::InputMalformed, QStringLiteral("signature of the trust list"),
        {{QStringLiteral("path"), path}, {QStringLiteral("reason"), QString::fromLatin1(reason)},
            {QStringLiteral("signed"), false}});
}

Result<void> verify(const QByteArray &xml, const QString &path, const Certificate &signer)
{
    const QString name = QStringLiteral("xmlsec1");
    const QString program = QStandardPaths::findExecutable(name);
    if (program.isEmpty()) {
        return fail(ErrorCode::InputUnreadable, QStringLiteral("signature of the trust list"),
            {{QStringLiteral("path"), path}, {QStringLiteral("program"), name}});
    }
    const QTemporaryDir folder;
    const QString list = folder.filePath(QStringLiteral("list.xml"));
    const QString certificate = folder.filePath(QStringLiteral("signer.pem"));
    for (const auto &written : {writeFile(list, xml), writeFile(certificate, signer.pem())}) {
        if (!written)
            return fail(written.error());
    }
    QProcess process;
    process.start(program,
        {QStringLiteral("--verify"), QStringLiteral("--enabled-key-data"), QStringLiteral("key-name"),
            QStringLiteral("--enabled-reference-uris"), QStringLiteral("empty,same-doc"),
            QStringLiteral("--id-attr:Id"),
            QStringLiteral("http://uri.etsi.org/01903/v1.3.2#:SignedProperties"),
            QStringLiteral("--pubkey-cert-pem"), certificate, list});
    const bool verified = process.waitForFinished(patience) && process.exitStatus() == QProcess::NormalExit
        && process.exitCode() == 0;
    if (!verified)
        return refused(path, "the signature is not of this signer");
    return {};
}

} // namespace

Result<TrustSnapshot> verifiedTrustList(const QByteArray &xml, const QString &path, const Certificate &signer)
{
    const auto list = parseTrustList(xml, path);
    if (!list)
        return fail(list.error());
    if (!list->isSignedAsAWhole)
        return refused(path, "it is not signed as a whole");
    if (const auto verified = verify(xml, path, signer); !verified)
        return fail(verified.error());
    return TrustSnapshot{.name = QStringLiteral("tsl-%1").arg(list->sequenceNumber),
        .date = list->issued,
        .anchors = list->anchors,
        .statusList = {},
        .origin = path};
}

} // namespace dsr

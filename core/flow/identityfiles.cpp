#include "core/flow/identityfiles.h"

#include "core/base/files.h"

#include <QFile>
#include <QTemporaryDir>

#include <cstdio>

namespace dsr {

namespace {

Result<void> moveOver(const QString &from, const QString &to)
{
    if (std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0)
        return {};
    return fail(ErrorCode::DataDirUnusable, QStringLiteral("store identity"), {{QStringLiteral("path"), to}});
}

} // namespace

Result<void> storeIdentity(const QString &folder, const Certificate &certificate, const PrivateKey &key)
{
    if (const auto made = makePrivateFolder(folder); !made)
        return fail(made.error());
    const QString keyFile = folder + QStringLiteral("/key.pem");
    const QString certificateFile = folder + QStringLiteral("/certificate.pem");

    // All that can fail for want of room happens in a draft beside them; an older identity stays whole.
    const QTemporaryDir draft(folder + QStringLiteral("/.identity-XXXXXX"));
    Result<void> done;
    key.toPem().use([&](QByteArrayView pem) {
        done = writeFile(draft.filePath(QStringLiteral("key.pem")), pem, FileAccess::OwnerOnly);
    });
    if (done)
        done = writeFile(draft.filePath(QStringLiteral("certificate.pem")), certificate.pem());
    if (!done)
        return done;
    QFile::remove(certificateFile);
    done = moveOver(draft.filePath(QStringLiteral("key.pem")), keyFile);
    return done ? moveOver(draft.filePath(QStringLiteral("certificate.pem")), certificateFile) : done;
}

} // namespace dsr

#include "core/base/files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QTemporaryFile>

#include <cerrno>

namespace dsr {

namespace {
QVariantMap factsOf(const QString &path, const QFileDevice &file)
{
    return {{QStringLiteral("path"), path}, {QStringLiteral("reason"), file.errorString()}};
}

std::unexpected<Error> writeError(const QString &path, const QFileDevice &file, int number)
{
    const bool full = number == ENOSPC || number == EDQUOT || file.error() == QFileDevice::ResourceError;
    return fail(full ? ErrorCode::DiskFull : ErrorCode::DataDirUnusable, QStringLiteral("write file"),
        factsOf(path, file));
}
} // namespace

Result<QByteArray> readFile(const QString &path, qint64 limit)
{
    QFile file(path);
    if (QFileInfo(path).isDir()) {
        return fail(ErrorCode::InputUnreadable, QStringLiteral("read file"),
            {{QStringLiteral("path"), path}, {QStringLiteral("reason"), QStringLiteral("is a folder")}});
    }
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::InputUnreadable, QStringLiteral("read file"), factsOf(path, file));
    QByteArray bytes = file.read(limit + 1);
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorCode::InputUnreadable, QStringLiteral("read file"), factsOf(path, file));
    if (bytes.size() > limit) {
        return fail(ErrorCode::InputMalformed, QStringLiteral("read file"),
            {{QStringLiteral("path"), path},
                {QStringLiteral("reason"), QStringLiteral("file is too large")}});
    }
    return bytes;
}

Result<void> writeFile(const QString &path, QByteArrayView bytes, FileAccess access)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return writeError(path, file, errno);
    if (access == FileAccess::OwnerOnly)
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    // Flushed here: commit() does not notice that the last buffer found no room.
    if (file.write(bytes.data(), bytes.size()) != bytes.size() || !file.flush())
        return writeError(path, file, errno);
    if (!file.commit())
        return writeError(path, file, errno);
    return {};
}

Result<void> makePrivateFolder(const QString &path)
{
    const bool isNew = !QFileInfo::exists(path);
    if (!QDir().mkpath(path)) {
        return fail(
            ErrorCode::DataDirUnusable, QStringLiteral("make folder"), {{QStringLiteral("path"), path}});
    }
    if (isNew) {
        QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    }
    QTemporaryFile probe(path + QStringLiteral("/.probe-XXXXXX"));
    if (!probe.open())
        return fail(ErrorCode::DataDirUnusable, QStringLiteral("make folder"), factsOf(path, probe));
    return {};
}

} // namespace dsr

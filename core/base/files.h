#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace dsr {

/// Who may read a file that we write.
enum class FileAccess {
    Normal, ///< as the umask says
    OwnerOnly ///< 0600 from the first byte on: keys, stores, sessions
};

/// Reads a whole file; InputUnreadable with facts "path" and "reason", InputMalformed above `limit` bytes.
Result<QByteArray> readFile(const QString &path, qint64 limit = 64LL * 1024 * 1024);

/// Writes a whole file: first beside it, then renamed over it, so that a reader sees the old bytes or the new
/// ones and a full disk leaves nothing half written. DiskFull or DataDirUnusable with facts "path", "reason".
Result<void> writeFile(const QString &path, QByteArrayView bytes, FileAccess access = FileAccess::Normal);

/// Makes a folder for our own files (0700) with its parents; DataDirUnusable if that is not possible or
/// nothing can be written there.
Result<void> makePrivateFolder(const QString &path);

} // namespace dsr

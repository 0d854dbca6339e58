#pragma once

#include "core/base/result.h"
#include "core/crypto/certificate.h"

namespace dsr {

/// Stores a registered identity: key.pem (0600) first, then certificate.pem, so that a certificate is never
/// there without its key. DiskFull, DataDirUnusable.
Result<void> storeIdentity(const QString &folder, const Certificate &certificate, const PrivateKey &key);

} // namespace dsr

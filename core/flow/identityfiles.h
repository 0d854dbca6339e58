#pragma once

#include "core/base/result.h"
#include "core/crypto/certificate.h"

namespace dsr {

/// Stores a registered identity as key.pem (0600) and certificate.pem, in the place of an older one: all or
/// nothing, and at no moment a certificate beside another one's key. DiskFull, DataDirUnusable.
Result<void> storeIdentity(const QString &folder, const Certificate &certificate, const PrivateKey &key);

} // namespace dsr

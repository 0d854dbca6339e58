#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

namespace dsr {

/// Encryption of Play Integrity tokens: compact JWE with A256KW and A256GCM (RFC 7516, RFC 7518 4.4 and 5.3).
/// `keyEncryptionKey` has 32 octets.
Result<QByteArray> encryptJwe(QByteArrayView plaintext, const Secret &keyEncryptionKey);
/// The plaintext; InputMalformed if it is not such a JWE or was not encrypted with this key.
Result<QByteArray> decryptJwe(QByteArrayView compact, const Secret &keyEncryptionKey);

} // namespace dsr

#pragma once

#include "core/base/secret.h"

namespace dsr {

inline constexpr qsizetype aesBlockSize = 16;

enum class AesDirection { Encrypt, Decrypt };

/// AES-128 in CBC mode without padding: `key` and `iv` have 16 octets, `input` has whole blocks.
QByteArray aesCbc(AesDirection direction, const Secret &key, QByteArrayView iv, QByteArrayView input);
/// AES-128 CMAC (NIST SP 800-38B), cut to the first 8 octets as ISO 7816 secure messaging uses it.
QByteArray aesCmac8(const Secret &key, QByteArrayView message);

} // namespace dsr

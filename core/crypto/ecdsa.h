#pragma once

#include "core/base/result.h"

namespace dsr {

/// Width of r and of s for 256-bit curves, in octets.
inline constexpr qsizetype ecdsaWidth = 32;

/// DER `SEQUENCE { r, s }` to r‖s with 32 octets each, leading zeros kept (JOSE form, RFC 7518 3.4).
Result<QByteArray> ecdsaRawFromDer(QByteArrayView der);
/// r‖s of exactly 64 octets to DER.
Result<QByteArray> ecdsaDerFromRaw(QByteArrayView raw);

} // namespace dsr

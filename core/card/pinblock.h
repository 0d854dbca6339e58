#pragma once

#include "core/base/secret.h"

namespace dsr {

/// ISO 9564-1 format 2 block of 4 to 12 digits, 8 octets (egk-card 2.2). The caller wipes it.
QByteArray pinBlock(const Secret &digits);
/// The 4 to 12 digits of a format 2 block; empty unless it is one.
Secret pinBlockDigits(QByteArrayView block);

} // namespace dsr

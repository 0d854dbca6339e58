#pragma once

#include "core/testbed/testbed.h"

/// How a test bed is made, for the file that keeps it. Touches no disk.
namespace dsr {

inline constexpr qsizetype iccsnSize = 20; // digits
inline constexpr qsizetype playDecryptionSize = 32; // octets of an AES-256 key

/// Everything in it fresh and random.
Result<TestBed> makeTestBed(const Clock &clock);
/// The root of receipts alone, for a test bed of before there was one.
Result<Identity> makeReceiptRoot(const QDateTime &now);

inline std::shared_ptr<const Secret> sharedSecret(const QString &text)
{
    return std::make_shared<const Secret>(text.toLatin1());
}

} // namespace dsr

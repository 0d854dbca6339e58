#pragma once

#include "core/check/finding.h"
#include "core/check/terms.h"

namespace dsr {

// App Attest evidence that stands alone, judged by what the terms expect (nonce, challenge or clientDataHash,
// keyId or publicKey, appId, environment). Paths start at the evidence. Pure; any thread.

/// An attestation object and the receipt in it (checks 2.2).
QList<Finding> judgeAppleStatement(const QByteArray &cbor, const Terms &terms);
/// A receipt as CMS (checks 2.4).
QList<Finding> judgeAppleReceipt(const QByteArray &cms, const Terms &terms);
/// An assertion (checks 2.4). What only the service of the device knows is notChecked.
QList<Finding> judgeAppleAssertion(const QByteArray &cbor, const Terms &terms);

} // namespace dsr

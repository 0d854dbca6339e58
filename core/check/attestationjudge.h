#pragma once

#include "core/check/finding.h"
#include "core/check/terms.h"

namespace dsr {

/// Judges a device attestation token (RFC-02) by the checks of the registry in the order for its type of
/// device (checks 2.3, 2.4), as far as a token alone can tell: from token.form to the evidence of the
/// platform. What only the service of the device knows – connection, registration, chain, counter and receipt
/// on file – is notChecked. Paths start at the token. Pure; any thread.
QList<Finding> judgeAttestation(const QByteArray &token, const Terms &terms);

/// Judges the device_token that the service gives for it (dsr-protocol 4.5) by what its receiver can see:
/// signature, claims, lifetime, and to which certificate it is bound. Paths start at the token. Pure; any
/// thread.
QList<Finding> judgeDeviceToken(const QByteArray &token, const Terms &terms);

} // namespace dsr

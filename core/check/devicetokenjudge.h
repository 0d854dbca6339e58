#pragma once

#include "core/check/finding.h"
#include "core/check/terms.h"

namespace dsr {

/// Judges a device_token (dsr-protocol 4.5) by what its receiver can see: signature, claims, lifetime, and to
/// which certificate it is bound. Paths start at the token. Pure; any thread.
QList<Finding> judgeDeviceToken(const QByteArray &token, const Terms &terms);

} // namespace dsr

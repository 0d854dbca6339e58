#pragma once

#include "core/dms/localdms.h"

namespace dsr {

/// Reads "127.0.0.1:4433", "localhost:0" or "[::1]:0". UsageInvalid for anything else, also for addresses
/// that other computers can reach: the local service has test keys and no operator.
Result<ListenAddress> listenAddress(const QString &text);

} // namespace dsr

#pragma once

#include "core/base/result.h"
#include "core/card/card.h"
#include "core/card/virtual/virtualcard.h"

#include <stop_token>

namespace dsr {

/// Puts a virtual card into the vpcd reader of a running pcscd (egk-card 5): connects to host:port and
/// answers until `stop` is requested, the reader goes away or a fault pulls the card. Blocking; call it on a
/// thread of its own. NetUnreachable (fact "address") if nothing listens there.
Result<void> serveVpcd(VirtualCard &card, const QString &host, quint16 port, std::stop_token stop,
    const std::function<void()> &onConnected, const ApduObserver &observer);

} // namespace dsr

#pragma once

#include "core/card/card.h"

namespace dsr {

/// What a card is that is no card of the health service: "bank", "eid" or "unknown", by the applications it
/// lets itself be asked for. Sends at most three SELECT commands. Errors of `transmit`.
Result<QString> otherCardKind(Card &card);

} // namespace dsr

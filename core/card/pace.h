#pragma once

#include "core/card/card.h"

namespace dsr {

/// 6 digits.
bool isCanWellFormed(const Secret &can);

/// Runs PACE with the CAN (egk-card 3.3): MSE SET AT and four GENERAL AUTHENTICATE, all in plain; a channel
/// of before is given up. The MF has to be the selected folder. The caller hands the result to
/// Card::useChannel. CardCanFormat before the card sees anything; CardCanWrong (fact "sw") if the card
/// refuses the last step; CardRefused for an earlier one; CardAnswerMalformed for answers that are none, and
/// for a card that does not know the CAN itself. Errors of Card::transmit. Only recordings bring `scalars`.
Result<SecureChannel> establishPace(
    Card &card, const Secret &can, std::optional<PaceParty::Scalars> scalars = {});

} // namespace dsr

#pragma once

#include "core/flow/cardstate.h"

namespace dsr {

/// A situation of every state, as the monitor would tell it.
inline CardSituation situationOf(CardState state)
{
    CardSituation situation{.state = state, .reader = QStringLiteral("Desk Reader")};
    switch (state) {
    case CardState::PinNeeded:
        situation.triesLeft = 3;
        break;
    case CardState::LastTry:
        situation.triesLeft = 1;
        break;
    case CardState::NotValidNow:
        situation.validUntil = QDateTime(QDate(2025, 12, 31), QTime(12, 0), Qt::UTC);
        break;
    case CardState::OtherCard:
        situation.cardKind = QStringLiteral("bank");
        break;
    default:
        break;
    }
    return situation;
}

} // namespace dsr

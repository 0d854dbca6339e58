#pragma once

#include "core/flow/cardstate.h"
#include "widgets/shared/mark.h"

#include <QPixmap>

namespace dsr {

/// Sign, tone and sentence of a situation, for the status strip.
Mark markOf(const CardSituation &situation);

/// The drawing of a state in the colours of a theme, in logical pixels.
QPixmap cardPicture(CardState state, const QSize &size, qreal ratio, const Theme &theme);

} // namespace dsr

#pragma once

#include "core/check/finding.h"
#include "core/flow/runrecord.h"
#include "widgets/shared/theme.h"

#include <QRectF>

class QPainter;

namespace dsr {

/// Signs that can be told apart without colour.
enum class Sign { Ring, Dot, Tick, Cross, Bang, Dash };

/// How a state looks and what it is called.
struct Mark
{
    Sign sign = Sign::Ring;
    Tone tone = Tone::Neutral;
    QString word; ///< translated: "done"
};

Mark markOf(StepStatus status);
Mark markOf(FindingStatus status);
Mark markOf(Outcome outcome);

/// Draws the sign into the square.
void paintSign(QPainter &painter, const QRectF &square, Sign sign, Tone tone, const Theme &theme);
QIcon signIcon(const Mark &mark, const Theme &theme);

/// "0.3 ms", "41 ms", "1.2 s" in the manner of the language.
QString durationText(qint64 milliseconds);

} // namespace dsr

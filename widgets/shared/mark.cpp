#include "widgets/shared/mark.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

namespace dsr {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::Mark)
};
} // namespace

Mark markOf(StepStatus status)
{
    switch (status) {
    case StepStatus::Waiting:
        return {Sign::Ring, Tone::Neutral, Text::tr("waiting")};
    case StepStatus::Running:
        return {Sign::Dot, Tone::Accent, Text::tr("running")};
    case StepStatus::Done:
        return {Sign::Tick, Tone::Good, Text::tr("done")};
    case StepStatus::Failed:
        return {Sign::Cross, Tone::Bad, Text::tr("failed")};
    case StepStatus::Skipped:
        break;
    }
    return {Sign::Dash, Tone::Neutral, Text::tr("not reached")};
}

Mark markOf(FindingStatus status)
{
    switch (status) {
    case FindingStatus::Pass:
        return {Sign::Tick, Tone::Good, Text::tr("passed")};
    case FindingStatus::Fail:
        return {Sign::Cross, Tone::Bad, Text::tr("failed", "a check")};
    case FindingStatus::Warn:
        return {Sign::Bang, Tone::Warn, Text::tr("warning")};
    case FindingStatus::NotChecked:
        break;
    }
    return {Sign::Dash, Tone::Neutral, Text::tr("not checked")};
}

Mark markOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Running:
        return {Sign::Dot, Tone::Accent, Text::tr("running")};
    case Outcome::Registered:
        return {Sign::Tick, Tone::Good, Text::tr("registered")};
    case Outcome::Refused:
        return {Sign::Cross, Tone::Bad, Text::tr("refused")};
    case Outcome::Failed:
        break;
    }
    return {Sign::Cross, Tone::Bad, Text::tr("not completed")};
}

void paintSign(QPainter &painter, const QRectF &square, Sign sign, Tone tone, const Theme &theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double unit = square.width() / 16;
    const auto at = [&](double x, double y) { return square.topLeft() + QPointF(x, y) * unit; };
    const QColor ink = theme.ink(tone);
    const QRectF disc = square.adjusted(unit, unit, -unit, -unit);
    const bool filled = sign == Sign::Tick || sign == Sign::Cross || sign == Sign::Bang;
    painter.setPen(QPen(ink, 1.5 * unit));
    painter.setBrush(filled ? QBrush(ink) : QBrush(Qt::NoBrush));
    if (sign == Sign::Bang)
        painter.drawPolygon(QPolygonF{at(8, 1.5), at(15, 14), at(1, 14)});
    else if (sign == Sign::Cross)
        painter.drawRoundedRect(disc, 3 * unit, 3 * unit);
    else
        painter.drawEllipse(disc);
    painter.setPen(
        QPen(filled ? theme.surface : ink, 1.8 * unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    switch (sign) {
    case Sign::Ring:
        break;
    case Sign::Dot:
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawEllipse(square.center(), 3.4 * unit, 3.4 * unit);
        break;
    case Sign::Tick:
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(QPolygonF{at(4.8, 8.3), at(7.1, 10.6), at(11.3, 5.7)});
        break;
    case Sign::Cross:
        painter.drawLine(at(5.4, 5.4), at(10.6, 10.6));
        painter.drawLine(at(10.6, 5.4), at(5.4, 10.6));
        break;
    case Sign::Bang:
        painter.drawLine(at(8, 6), at(8, 9.5));
        painter.drawPoint(at(8, 12));
        break;
    case Sign::Dash:
        painter.drawLine(at(5.2, 8), at(10.8, 8));
        break;
    }
    painter.restore();
}

QIcon signIcon(const Mark &mark, const Theme &theme)
{
    QIcon icon;
    for (const int size : {16, 32, 48}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paintSign(painter, QRectF(0, 0, size, size), mark.sign, mark.tone, theme);
        icon.addPixmap(pixmap);
    }
    return icon;
}

QString durationText(qint64 milliseconds)
{
    constexpr qint64 second = 1000;
    if (milliseconds < second)
        return Text::tr("%1 ms").arg(milliseconds);
    return Text::tr("%1 s").arg(QLocale().toString(static_cast<double>(milliseconds) / second, 'f', 1));
}

} // namespace dsr

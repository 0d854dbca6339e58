#include "widgets/steps/sequenceview.h"

#include "core/flow/report.h"
#include "widgets/shared/mark.h"
#include "widgets/shared/selection.h"
#include "widgets/steps/stepmodel.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace dsr {

namespace {

constexpr double margin = 12;
constexpr double arrowHead = 7;
constexpr double loopWidth = 16;

Tone toneOf(StepStatus status)
{
    return status == StepStatus::Done ? Tone::Good : markOf(status).tone;
}

QPen penOf(std::optional<StepStatus> status, const Theme &theme)
{
    const bool ahead = !status || status == StepStatus::Waiting || status == StepStatus::Skipped;
    QPen pen(ahead ? theme.quiet : theme.ink(toneOf(*status)), status == StepStatus::Running ? 2.4 : 1.6);
    if (ahead)
        pen.setStyle(status == StepStatus::Waiting ? Qt::DashLine : Qt::DotLine);
    return pen;
}

void paintArrowHead(QPainter &painter, const QPointF &tip, double direction)
{
    painter.drawPolyline(QPolygonF{tip + QPointF(-direction * arrowHead, -arrowHead / 1.8), tip,
        tip + QPointF(-direction * arrowHead, arrowHead / 1.8)});
}

} // namespace

SequenceView::SequenceView(StepModel *model, Selection *selection, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_model(model)
    , m_selection(selection)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumHeight(120);
    connect(model, &QAbstractItemModel::modelReset, this, &SequenceView::layOut);
    connect(model, &QAbstractItemModel::dataChanged, this, &SequenceView::follow);
    connect(selection, &Selection::changed, this, [this] {
        showSelected();
        describe();
        viewport()->update();
    });
    layOut();
}

int SequenceView::headHeight() const
{
    return fontMetrics().height() + 22;
}

int SequenceView::rowHeight() const
{
    return fontMetrics().height() + 17;
}

double SequenceView::columnWidth() const
{
    const auto count = static_cast<double>(std::max<qsizetype>(1, m_layout.lifelines().size()));
    return (viewport()->width() - 2 * margin) / count;
}

double SequenceView::lifelineX(int lifeline) const
{
    return margin + (lifeline + 0.5) * columnWidth();
}

QRectF SequenceView::rowRect(int row) const
{
    return QRectF(
        0, headHeight() + row * rowHeight() - verticalScrollBar()->value(), viewport()->width(), rowHeight());
}

QPoint SequenceView::rowCenter(int row) const
{
    const SequenceRow &arrow = m_layout.rows().at(row);
    return {static_cast<int>((lifelineX(arrow.from) + lifelineX(arrow.to)) / 2),
        static_cast<int>(rowRect(row).center().y())};
}

int SequenceView::rowAt(int y) const
{
    if (y < headHeight())
        return -1;
    const int row = (y - headHeight() + verticalScrollBar()->value()) / rowHeight();
    return row < m_layout.rows().size() ? row : -1;
}

QString SequenceView::artifactOf(const SequenceRow &row) const
{
    return m_model->record().steps.at(row.step).arrows.at(row.arrow).artifact;
}

int SequenceView::selectedRow() const
{
    // Arrows without a message cannot be told apart by the selection: the one chosen here counts.
    if (m_chosen >= 0 && m_chosen < m_layout.rows().size()) {
        const SequenceRow &row = m_layout.rows().at(m_chosen);
        if (row.step == m_selection->step() && artifactOf(row) == m_selection->artifact())
            return m_chosen;
    }
    return m_layout.rowOf(m_selection->step(), m_selection->artifact(), m_model->record().steps);
}

void SequenceView::chooseRow(int row)
{
    if (row < 0 || row >= m_layout.rows().size())
        return;
    m_chosen = row;
    m_selection->select(m_layout.rows().at(row).step, artifactOf(m_layout.rows().at(row)));
    showRows(row, 1);
    describe();
    viewport()->update();
}

void SequenceView::showRows(int first, int count)
{
    const int shown = viewport()->height() - headHeight();
    const int top = first * rowHeight();
    const int bottom = (first + count) * rowHeight();
    QScrollBar *bar = verticalScrollBar();
    if (top < bar->value() || bottom - top > shown)
        bar->setValue(top);
    else if (bottom > bar->value() + shown)
        bar->setValue(bottom - shown);
}

void SequenceView::showSelected()
{
    const int row = selectedRow();
    if (row >= 0)
        showRows(row, 1);
    else if (const auto span = m_layout.spanOf(m_selection->step()))
        showRows(span->first, span->count);
}

void SequenceView::layOut()
{
    m_layout = SequenceLayout(m_model->record().steps);
    const int all = static_cast<int>(m_layout.rows().size()) * rowHeight() + static_cast<int>(margin);
    const int shown = std::max(1, viewport()->height() - headHeight());
    verticalScrollBar()->setRange(0, std::max(0, all - shown));
    verticalScrollBar()->setPageStep(shown);
    verticalScrollBar()->setSingleStep(rowHeight());
    describe();
    viewport()->update();
}

void SequenceView::follow()
{
    if (const auto span = m_layout.spanOf(m_model->runningStep()))
        showRows(span->first, span->count);
    describe();
    viewport()->update();
}

QString SequenceView::rowText(const SequenceRow &row) const
{
    const Arrow &arrow = m_model->record().steps.at(row.step).arrows.at(row.arrow);
    return arrow.number.isEmpty() ? arrow.label : QStringLiteral("%1  %2").arg(arrow.number, arrow.label);
}

void SequenceView::describe()
{
    setAccessibleName(tr("Sequence diagram"));
    const int row = selectedRow();
    if (row < 0) {
        setAccessibleDescription({});
        return;
    }
    const SequenceRow &chosen = m_layout.rows().at(row);
    const StepRecord &step = m_model->record().steps.at(chosen.step);
    const Arrow &arrow = step.arrows.at(chosen.arrow);
    setAccessibleDescription(tr("%1: %2 to %3, %4, %5", "number, sender, receiver, message, state")
            .arg(arrow.number, participantName(arrow.from), participantName(arrow.to), arrow.label,
                statusWord(arrowStatus(step, chosen.arrow))));
}

void SequenceView::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    if (const auto span = m_layout.spanOf(m_selection->step())) {
        QRectF band = rowRect(span->first).adjusted(4, 1, -4, 0);
        band.setBottom(rowRect(span->first + span->count - 1).bottom());
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.tint(Tone::Accent));
        painter.drawRoundedRect(band, 7, 7);
    }
    painter.setPen(QPen(theme.border, 1.4));
    for (int i = 0; i < m_layout.lifelines().size(); ++i)
        painter.drawLine(QPointF(lifelineX(i), headHeight()), QPointF(lifelineX(i), viewport()->height()));
    for (int row = 0; row < m_layout.rows().size(); ++row) {
        if (rowRect(row).intersects(QRectF(viewport()->rect())))
            paintRow(painter, row, theme);
    }
    paintHead(painter, theme);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.ink(Tone::Accent), 2));
        painter.drawRoundedRect(QRectF(viewport()->rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
}

void SequenceView::paintHead(QPainter &painter, const Theme &theme) const
{
    painter.fillRect(QRect(0, 0, viewport()->width(), headHeight() - 4), theme.surface);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    for (int i = 0; i < m_layout.lifelines().size(); ++i) {
        const double width = columnWidth() - 14;
        const QRectF box(lifelineX(i) - width / 2, 6, width, headHeight() - 12);
        painter.setPen(QPen(theme.border, 1));
        painter.setBrush(theme.tint(Tone::Neutral));
        painter.drawRoundedRect(box, 6, 6);
        painter.setPen(theme.text);
        painter.drawText(box, Qt::AlignCenter,
            QFontMetrics(bold).elidedText(
                participantName(m_layout.lifelines().at(i)), Qt::ElideRight, static_cast<int>(width) - 8));
    }
    painter.setFont(font());
}

void SequenceView::paintRow(QPainter &painter, int row, const Theme &theme) const
{
    const SequenceRow &arrow = m_layout.rows().at(row);
    const auto status = arrowStatus(m_model->record().steps.at(arrow.step), arrow.arrow);
    const QRectF rect = rowRect(row);
    if (row == selectedRow() || row == m_hovered) {
        painter.setPen(row == selectedRow() ? QPen(theme.ink(Tone::Accent), 1.4) : QPen(theme.border, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(rect.adjusted(5, 2, -5, -1), 6, 6);
    }
    const QPen pen = penOf(status, theme);
    if (arrow.isAlone())
        paintAlone(painter, rect, arrow, pen);
    else
        paintMessage(painter, rect, arrow, pen);
    if (status == StepStatus::Failed) {
        const double x = lifelineX(arrow.to);
        paintSign(painter, QRectF(x - 7, rect.bottom() - 15, 14, 14), Sign::Cross, Tone::Bad, theme);
    }
}

void SequenceView::paintAlone(
    QPainter &painter, const QRectF &rect, const SequenceRow &row, const QPen &pen) const
{
    const double x = lifelineX(row.from);
    const double middle = rect.center().y() + 1;
    painter.setPen(QPen(pen.color(), pen.widthF(), pen.style(), Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(QPolygonF{QPointF(x, middle - 6), QPointF(x + loopWidth, middle - 6),
        QPointF(x + loopWidth, middle + 6), QPointF(x + 1, middle + 6)});
    painter.setPen(QPen(pen.color(), pen.widthF()));
    paintArrowHead(painter, QPointF(x + 1, middle + 6), -1);

    const Theme &theme = Theme::of(palette());
    const double left = x + loopWidth + 8;
    const QRectF label(left, rect.top(), viewport()->width() - left - 6, rect.height());
    const QString text =
        fontMetrics().elidedText(rowText(row), Qt::ElideRight, static_cast<int>(label.width()));
    const bool inBand = row.step == m_selection->step();
    QRectF behind = painter.boundingRect(label, Qt::AlignVCenter | Qt::AlignLeft, text);
    painter.fillRect(behind.adjusted(-2, 0, 3, 0), inBand ? theme.tint(Tone::Accent) : theme.surface);
    painter.setPen(pen.style() == Qt::SolidLine ? theme.text : theme.quiet);
    painter.drawText(label, Qt::AlignVCenter | Qt::AlignLeft, text);
}

void SequenceView::paintMessage(
    QPainter &painter, const QRectF &rect, const SequenceRow &row, const QPen &pen) const
{
    const double from = lifelineX(row.from);
    const double to = lifelineX(row.to);
    const double direction = to > from ? 1 : -1;
    const double y = rect.bottom() - 8;
    const Theme &theme = Theme::of(palette());
    // The label may be longer than its arrow: it grows to the free side, away from the sender.
    const double left = std::min(from, to) + 8;
    const double width = std::max(std::abs(to - from) - 16,
        std::min<double>(fontMetrics().horizontalAdvance(rowText(row)) + 4, viewport()->width() - left - 8));
    const QRectF label(left, rect.top() + 2, width, y - rect.top() - 3);
    const QString text =
        fontMetrics().elidedText(rowText(row), Qt::ElideRight, static_cast<int>(label.width()));
    const bool inBand = row.step == m_selection->step();
    const QRectF behind = painter.boundingRect(label, Qt::AlignBottom | Qt::AlignHCenter, text);
    painter.fillRect(behind.adjusted(-2, 1, 2, -2), inBand ? theme.tint(Tone::Accent) : theme.surface);
    painter.setPen(pen.style() == Qt::SolidLine ? theme.text : theme.quiet);
    painter.drawText(label, Qt::AlignBottom | Qt::AlignHCenter, text);
    painter.setPen(pen);
    painter.drawLine(QPointF(from, y), QPointF(to - direction * 2, y));
    painter.setPen(QPen(pen.color(), pen.widthF()));
    paintArrowHead(painter, QPointF(to - direction * 2, y), direction);
}

void SequenceView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
    showSelected();
}

void SequenceView::mousePressEvent(QMouseEvent *event)
{
    chooseRow(rowAt(event->position().toPoint().y()));
}

void SequenceView::mouseMoveEvent(QMouseEvent *event)
{
    const int row = rowAt(event->position().toPoint().y());
    if (row == m_hovered)
        return;
    m_hovered = row;
    viewport()->setToolTip(row >= 0 ? rowText(m_layout.rows().at(row)) : QString());
    viewport()->update();
}

void SequenceView::keyPressEvent(QKeyEvent *event)
{
    const int row = selectedRow();
    const auto span = m_layout.spanOf(m_selection->step());
    // Without a chosen message the keys start at the chosen step.
    const int start = row >= 0 ? row : span ? span->first : 0;
    switch (event->key()) {
    case Qt::Key_Up:
        chooseRow(std::max(0, start - 1));
        break;
    case Qt::Key_Down:
        chooseRow(row < 0 ? start : start + 1);
        break;
    case Qt::Key_Home:
        chooseRow(0);
        break;
    case Qt::Key_End:
        chooseRow(static_cast<int>(m_layout.rows().size()) - 1);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void SequenceView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange)
        layOut();
}

} // namespace dsr

#include "widgets/inspect/hexpane.h"

#include "widgets/inspect/personalbytes.h"
#include "widgets/shared/theme.h"

#include <QFontDatabase>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace dsr {

namespace {
constexpr int margin = 10;

QFont fixedFont(const QFont &text)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(text.pointSizeF() * 0.95);
    return font;
}

QString characterText(char byte)
{
    const auto code = static_cast<unsigned char>(byte);
    return code >= 0x20 && code < 0x7f ? QString(QLatin1Char(byte)) : QStringLiteral("·");
}
} // namespace

HexPane::HexPane(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setFont(fixedFont(font()));
    setMinimumHeight(3 * lineHeight());
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setCursor(Qt::IBeamCursor);
}

void HexPane::setBytes(const QByteArray &bytes)
{
    m_bytes = bytes;
    m_marked = {};
    m_around = {};
    m_hidden.clear();
    layOut();
    verticalScrollBar()->setValue(0);
    describe();
}

void HexPane::setHidden(const QList<ByteRange> &ranges)
{
    m_hidden = ranges;
    viewport()->update();
}

void HexPane::mark(const ByteRange &range, const ByteRange &around)
{
    m_marked = range;
    m_around = around;
    const int first = m_layout.lineOf(range.start);
    const int shown = std::max(1, viewport()->height() / lineHeight() - 1);
    const int top = verticalScrollBar()->value();
    if (first < top || first >= top + shown)
        verticalScrollBar()->setValue(std::max(0, first - 1));
    describe();
    viewport()->update();
}

int HexPane::charWidth() const
{
    return fontMetrics().horizontalAdvance(QLatin1Char('0'));
}

int HexPane::lineHeight() const
{
    return fontMetrics().height() + 4;
}

QRect HexPane::cellRect(const HexCell &cell, int columns) const
{
    return {margin + cell.column * charWidth(),
        margin / 2 + (cell.line - verticalScrollBar()->value()) * lineHeight(), columns * charWidth(),
        lineHeight()};
}

bool HexPane::isHidden(qsizetype offset) const
{
    return overlaps(m_hidden, {offset, 1});
}

void HexPane::layOut()
{
    const int columns = (viewport()->width() - 2 * margin) / std::max(1, charWidth());
    m_layout = HexLayout(m_bytes.size(), HexLayout::bytesPerLineFor(m_bytes.size(), columns));
    const int shown = std::max(1, (viewport()->height() - margin) / lineHeight());
    verticalScrollBar()->setRange(0, std::max(0, m_layout.lineCount() - shown));
    verticalScrollBar()->setPageStep(shown);
    viewport()->update();
}

void HexPane::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const int first = verticalScrollBar()->value();
    const int last = std::min(m_layout.lineCount(), first + viewport()->height() / lineHeight() + 2);
    for (int line = first; line < last; ++line)
        paintLine(painter, line);
    if (hasFocus()) {
        painter.setPen(Theme::of(palette()).ink(Tone::Accent));
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void HexPane::paintLine(QPainter &painter, int line)
{
    const Theme &theme = Theme::of(palette());
    const ByteRange bytes = m_layout.bytesOf(line);
    painter.setPen(theme.quiet);
    painter.drawText(cellRect({line, 0}, m_layout.offsetDigits()), Qt::AlignVCenter,
        QStringLiteral("%1").arg(bytes.start, m_layout.offsetDigits(), 16, QLatin1Char('0')));
    for (qsizetype offset = bytes.start; offset < bytes.end(); ++offset) {
        const QRect digits = cellRect(m_layout.hexCell(offset), 2);
        const QRect character = cellRect(m_layout.characterCell(offset), 1);
        const bool marked = m_marked.contains(offset);
        if (marked || m_around.contains(offset)) {
            const QColor fill = marked ? theme.ink(Tone::Accent) : theme.tint(Tone::Accent);
            // The space to the next byte belongs to the mark, so that a range looks like one.
            const bool joined = offset + 1 < bytes.end()
                && (marked ? m_marked.contains(offset + 1) : m_around.contains(offset + 1));
            painter.fillRect(joined ? digits.adjusted(0, 0, charWidth(), 0) : digits, fill);
            painter.fillRect(character, fill);
        }
        painter.setPen(marked ? theme.onAccent : theme.text);
        const char byte = m_bytes.at(offset);
        const bool hidden = isHidden(offset);
        painter.drawText(digits, Qt::AlignVCenter,
            hidden ? QStringLiteral("••")
                   : QStringLiteral("%1").arg(static_cast<uchar>(byte), 2, 16, QLatin1Char('0')));
        painter.drawText(character, Qt::AlignVCenter, hidden ? QStringLiteral("•") : characterText(byte));
    }
}

void HexPane::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void HexPane::mousePressEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    const HexCell cell{verticalScrollBar()->value() + (at.y() - margin / 2) / lineHeight(),
        (at.x() - margin) / std::max(1, charWidth())};
    if (const auto offset = m_layout.byteAt(cell))
        Q_EMIT byteChosen(*offset);
}

void HexPane::keyPressEvent(QKeyEvent *event)
{
    const qsizetype step = [&]() -> qsizetype {
        switch (event->key()) {
        case Qt::Key_Left:
            return -1;
        case Qt::Key_Right:
            return m_marked.isEmpty() ? 0 : m_marked.length;
        case Qt::Key_Up:
            return -m_layout.bytesPerLine();
        case Qt::Key_Down:
            return m_layout.bytesPerLine();
        default:
            return m_bytes.size();
        }
    }();
    if (step == m_bytes.size() || m_bytes.isEmpty()) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    Q_EMIT byteChosen(std::clamp<qsizetype>(m_marked.start + step, 0, m_bytes.size() - 1));
}

void HexPane::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        describe();
}

void HexPane::describe()
{
    setAccessibleName(tr("Bytes"));
    setAccessibleDescription(m_marked.isEmpty() ? tr("%n byte(s)", nullptr, static_cast<int>(m_bytes.size()))
                                                : tr("Bytes %1 to %2 of %3 are marked.")
                                                      .arg(m_marked.start)
                                                      .arg(m_marked.end() - 1)
                                                      .arg(m_bytes.size()));
}

} // namespace dsr

#include "widgets/steps/stepview.h"

#include "widgets/shared/mark.h"
#include "widgets/shared/selection.h"
#include "widgets/steps/stepmodel.h"

#include <QEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace dsr {

namespace {

constexpr int signSize = 20;
constexpr int padding = 11;

/// Two lines beside a sign, with a thread that joins the signs.
class StepDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {200, 2 * option.fontMetrics.height() + 15};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = Theme::of(option.palette);
        const Mark mark = markOf(index.data(StepModel::StatusRole).value<StepStatus>());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        paintBackground(*painter, option, theme);
        paintThread(*painter, option.rect, index, theme);
        paintSign(*painter, signRect(option.rect), mark.sign, mark.tone, theme);
        paintTexts(*painter, option, index, mark, theme);
        painter->restore();
    }

private:
    static QRectF signRect(const QRect &row)
    {
        return QRectF(row.left() + padding, row.center().y() - signSize / 2.0, signSize, signSize);
    }

    static void paintBackground(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme)
    {
        const bool selected = option.state & QStyle::State_Selected;
        if (!selected)
            return;
        const bool focused = option.state & QStyle::State_HasFocus;
        painter.setBrush(theme.tint(Tone::Accent));
        painter.setPen(focused ? QPen(theme.ink(Tone::Accent), 2) : QPen(Qt::NoPen));
        painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -2), 7, 7);
    }

    static void paintThread(QPainter &painter, const QRect &row, const QModelIndex &index, const Theme &theme)
    {
        const QRectF sign = signRect(row);
        painter.setPen(QPen(theme.border, 1.6));
        const double x = sign.center().x();
        if (index.row() > 0)
            painter.drawLine(QPointF(x, row.top()), QPointF(x, sign.top() - 1));
        if (index.row() + 1 < index.model()->rowCount())
            painter.drawLine(QPointF(x, sign.bottom() + 1), QPointF(x, row.bottom() + 1));
    }

    static void paintTexts(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
        const Mark &mark, const Theme &theme)
    {
        const QRect texts = option.rect.adjusted(padding + signSize + 11, 6, -padding, -6);
        QFont title = option.font;
        const bool bold = mark.tone == Tone::Accent || mark.tone == Tone::Bad;
        title.setWeight(bold ? QFont::DemiBold : QFont::Medium);
        painter.setFont(title);
        painter.setPen(mark.sign == Sign::Ring || mark.sign == Sign::Dash ? theme.quiet : theme.text);
        painter.drawText(texts, Qt::AlignTop | Qt::AlignLeft,
            QFontMetrics(title).elidedText(index.data().toString(), Qt::ElideRight, texts.width()));

        QFont small = option.font;
        small.setPointSizeF(small.pointSizeF() * 0.9);
        painter.setFont(small);
        painter.setPen(theme.ink(mark.tone));
        const QString duration = index.data(StepModel::DurationRole).toString();
        const QString state =
            duration.isEmpty() ? mark.word : QStringLiteral("%1 · %2").arg(mark.word, duration);
        painter.drawText(texts, Qt::AlignBottom | Qt::AlignLeft, state);
        painter.setPen(theme.quiet);
        painter.drawText(
            texts, Qt::AlignBottom | Qt::AlignRight, index.data(StepModel::NumberRole).toString());
    }
};

} // namespace

StepView::StepView(StepModel *model, Selection *selection, QWidget *parent)
    : QListView(parent)
{
    setModel(model);
    setItemDelegate(new StepDelegate(this));
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setAccessibleName(tr("Steps"));
    connect(selectionModel(), &QItemSelectionModel::currentChanged, selection,
        [selection](const QModelIndex &index) {
            if (index.isValid() && index.row() != selection->step())
                selection->select(index.row());
        });
    connect(selection, &Selection::changed, this, [this](int step) {
        setCurrentIndex(this->model()->index(step, 0));
        scrollTo(currentIndex());
    });
}

void StepView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Steps"));
}

} // namespace dsr

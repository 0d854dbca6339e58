#pragma once

#include "widgets/shared/theme.h"
#include "widgets/steps/sequencelayout.h"

#include <QAbstractScrollArea>

namespace dsr {

class Selection;
class StepModel;

/// The live sequence diagram of a run with the numbers of RFC-01. A click or the arrow keys select a step
/// and its message. Scrolls the running step into view.
class SequenceView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    SequenceView(StepModel *model, Selection *selection, QWidget *parent = nullptr);

    /// Centre of an arrow in coordinates of the viewport, scrolled as it is now.
    QPoint rowCenter(int row) const;
    const SequenceLayout &sequence() const { return m_layout; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int headHeight() const;
    int rowHeight() const;
    double lifelineX(int lifeline) const;
    double columnWidth() const;
    QRectF rowRect(int row) const;
    int rowAt(int y) const;
    int selectedRow() const;
    void chooseRow(int row);
    void showRows(int first, int count);
    void showSelected();
    void layOut();
    void follow();
    void describe();
    void paintRow(QPainter &painter, int row, const Theme &theme) const;
    void paintAlone(QPainter &painter, const QRectF &rect, const SequenceRow &row, const QPen &pen) const;
    void paintMessage(QPainter &painter, const QRectF &rect, const SequenceRow &row, const QPen &pen) const;
    void paintHead(QPainter &painter, const Theme &theme) const;
    QString rowText(const SequenceRow &row) const;
    QString artifactOf(const SequenceRow &row) const;

    StepModel *m_model;
    Selection *m_selection;
    SequenceLayout m_layout;
    int m_hovered = -1;
    int m_chosen = -1; ///< row chosen here last
};

} // namespace dsr

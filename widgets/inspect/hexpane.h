#pragma once

#include "widgets/inspect/hexlayout.h"

#include <QAbstractScrollArea>
#include <QByteArray>

namespace dsr {

/// Bytes as hex digits and characters. Marks a range and, paler, the range around it; tells which byte was
/// clicked or reached by arrow keys. Paints visible lines only.
class HexPane : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit HexPane(QWidget *parent = nullptr);

    void setBytes(const QByteArray &bytes);
    /// These bytes are shown as dots; sorted.
    void setHidden(const QList<ByteRange> &ranges);
    /// Marks the bytes and scrolls to them.
    void mark(const ByteRange &range, const ByteRange &around);
    const HexLayout &hexLayout() const { return m_layout; }
    ByteRange marked() const { return m_marked; }

Q_SIGNALS:
    void byteChosen(qsizetype offset);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int charWidth() const;
    int lineHeight() const;
    QRect cellRect(const HexCell &cell, int columns) const;
    bool isHidden(qsizetype offset) const;
    void layOut();
    void paintLine(QPainter &painter, int line);
    void describe();

    QByteArray m_bytes;
    QList<ByteRange> m_hidden;
    ByteRange m_marked;
    ByteRange m_around;
    HexLayout m_layout;
};

} // namespace dsr

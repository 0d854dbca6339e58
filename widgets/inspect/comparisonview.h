#pragma once

#include "core/decode/comparison.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace dsr {

class DifferenceModel;

/// What differs in meaning between two inspections, side by side. Compares in a pool thread.
class ComparisonView : public QWidget
{
    Q_OBJECT
public:
    /// One side: what it is called, and what it is.
    struct Side
    {
        QString name;
        InspectionPtr inspection;
    };
    ComparisonView(Side left, Side right, QWidget *parent = nullptr);
    ~ComparisonView() override;

    const QList<Difference> &differences() const;
    QTableView *table() const { return m_table; }
    QString summary() const;

Q_SIGNALS:
    void compared();
    /// Somebody wants to see this place, in the right one if `inRight`, else in the left one.
    void placeWanted(const QString &path, bool inRight);

protected:
    void changeEvent(QEvent *event) override;

private:
    void lead(const QModelIndex &index);
    void retranslate();

    Side m_left;
    Side m_right;
    bool m_isCompared = false;
    DifferenceModel *m_model;
    QLabel *m_title;
    QLabel *m_summary;
    QTableView *m_table;
};

} // namespace dsr

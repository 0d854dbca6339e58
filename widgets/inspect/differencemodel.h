#pragma once

#include "core/decode/comparison.h"

#include <QAbstractTableModel>

namespace dsr {

/// Differences of two inspections: sign, path, and what stands on both sides. Personal values are masked.
class DifferenceModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { KindColumn, PathColumn, LeftColumn, RightColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void show(const QList<Difference> &differences);
    const QList<Difference> &differences() const { return m_differences; }
    void setNames(const QString &left, const QString &right);
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<Difference> m_differences;
    QString m_left;
    QString m_right;
};

} // namespace dsr

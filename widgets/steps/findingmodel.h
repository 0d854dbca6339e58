#pragma once

#include "core/check/finding.h"

#include <QAbstractTableModel>

namespace dsr {

/// What client and service judged, broken rules first.
class FindingModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { ResultColumn, CheckColumn, ExpectedColumn, FoundColumn, JudgeColumn, ColumnCount };
    enum Judge { Client, Service };

    using QAbstractTableModel::QAbstractTableModel;

    void show(const QList<Finding> &byService, const QList<Finding> &byClient = {});
    /// Asks for all texts again, in the language of now.
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        Finding finding;
        Judge judge;
    };
    QString text(const Row &row, int column) const;

    QList<Row> m_rows;
};

} // namespace dsr

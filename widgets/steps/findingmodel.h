#pragma once

#include "core/check/finding.h"

#include <QAbstractTableModel>

#include <optional>

namespace dsr {

/// What client and service judged, broken rules first.
class FindingModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { ResultColumn, CheckColumn, ExpectedColumn, FoundColumn, JudgeColumn, ColumnCount };
    enum Judge { Client, Service };

    using QAbstractTableModel::QAbstractTableModel;

    /// `before`: what was found earlier, under other terms; what came out differently is marked.
    void show(const QList<Finding> &byService, const QList<Finding> &byClient = {},
        const QList<Finding> &before = {});
    bool isChanged(int row) const { return m_rows.at(row).before.has_value(); }
    int changedCount() const;
    const Finding &finding(int row) const { return m_rows.at(row).finding; }
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
        std::optional<FindingStatus> before; ///< if it was another result
    };
    QString text(const Row &row, int column) const;

    QList<Row> m_rows;
};

} // namespace dsr

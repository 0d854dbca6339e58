#pragma once

#include "core/dms/requestlog.h"

#include <QAbstractTableModel>

namespace dsr {

/// What the service was asked and how it answered, newest first; the last thousand.
class RequestModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        TimeColumn,
        MethodColumn,
        PathColumn,
        StatusColumn,
        CodeColumn,
        DurationColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void add(const RequestLogEntry &entry);
    /// nullptr outside.
    const RequestLogEntry *entry(int row) const;
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<RequestLogEntry> m_entries;
};

} // namespace dsr

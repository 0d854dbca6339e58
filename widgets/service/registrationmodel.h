#pragma once

#include "core/dms/dmsstore.h"

#include <QAbstractTableModel>

namespace dsr {

/// The devices that the service knows, newest first; insured persons masked.
class RegistrationModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { PersonColumn, DeviceColumn, TypeColumn, CreatedColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Oldest first, as the store gives them.
    void show(const QList<DeviceRegistration> &registrations);
    /// nullptr outside.
    const DeviceRegistration *registration(int row) const;
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<DeviceRegistration> m_registrations;
};

} // namespace dsr

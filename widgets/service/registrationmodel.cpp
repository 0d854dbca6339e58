#include "widgets/service/registrationmodel.h"

#include "core/check/kvnr.h"

#include <QLocale>

#include <algorithm>

namespace dsr {

void RegistrationModel::show(const QList<DeviceRegistration> &registrations)
{
    beginResetModel();
    m_registrations = registrations;
    std::ranges::reverse(m_registrations);
    endResetModel();
}

const DeviceRegistration *RegistrationModel::registration(int row) const
{
    return row >= 0 && row < m_registrations.size() ? &m_registrations.at(row) : nullptr;
}

void RegistrationModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_registrations.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int RegistrationModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_registrations.size());
}

int RegistrationModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RegistrationModel::data(const QModelIndex &index, int role) const
{
    const DeviceRegistration *shown = index.isValid() ? registration(index.row()) : nullptr;
    if (!shown || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    switch (index.column()) {
    case PersonColumn:
        return maskedKvnr(shown->userIdentifier);
    case DeviceColumn:
        return shown->deviceIdentifier;
    case TypeColumn:
        return shown->deviceType;
    default:
        return QLocale().toString(shown->createdAt.toLocalTime(), tr("yyyy-MM-dd HH:mm", "date and time"));
    }
}

QVariant RegistrationModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case PersonColumn:
        return tr("Insured person");
    case DeviceColumn:
        return tr("Device");
    case TypeColumn:
        return tr("Type");
    default:
        return tr("Registered");
    }
}

} // namespace dsr

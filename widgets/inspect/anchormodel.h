#pragma once

#include "core/check/trustsnapshot.h"

#include <QAbstractTableModel>

namespace dsr {

/// What people call a role of a trust anchor, translated.
QString trustRoleName(TrustRole role);

/// The anchors of a trust snapshot: whom it lets vouch for what.
class AnchorModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { SubjectColumn, RoleColumn, KindColumn, ValidColumn, FingerprintColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void show(const QList<TrustAnchor> &anchors);
    /// nullptr outside.
    const TrustAnchor *anchor(int row) const;
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<TrustAnchor> m_anchors;
};

} // namespace dsr

#pragma once

#include "core/decode/inspection.h"

#include <QAbstractItemModel>
#include <QHash>

namespace dsr {

/// A lens on a finished inspection: one row per node, the root as the only top row. Columns: name, value.
/// Personal values are masked, and what is mere encoding (tags, lengths, punctuation) is left out, unless
/// shown on purpose.
class NodeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, ValueColumn, ColumnCount };

    using QAbstractItemModel::QAbstractItemModel;

    void show(InspectionPtr inspection);
    const InspectionPtr &inspection() const { return m_inspection; }
    void setPersonalShown(bool shown);
    void setSyntaxShown(bool shown);

    /// nullptr for an invalid index.
    const Node *nodeOf(const QModelIndex &index) const;
    /// The row of the node, or of what it is part of if it has none.
    QModelIndex indexOf(const Node *node) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    using Nodes = std::vector<const Node *>;
    const Nodes &shownChildren(const Node &node) const;
    QString valueText(const Node &node) const;

    InspectionPtr m_inspection;
    bool m_personalShown = false;
    bool m_syntaxShown = false;
    mutable QHash<const Node *, Nodes> m_children; ///< made when a node is opened
};

} // namespace dsr

#pragma once

#include "core/check/finding.h"
#include "widgets/inspect/personalbytes.h"

#include <QAbstractItemModel>
#include <QHash>
#include <QIcon>

namespace dsr {

/// A lens on a finished inspection: one row per node, the root as the only top row. Columns: name, value.
/// What was judged has the sign of its worst finding. Personal values are masked, and what is mere encoding
/// (tags, lengths, punctuation) is left out, unless shown on purpose.
class NodeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, ValueColumn, ColumnCount };

    using QAbstractItemModel::QAbstractItemModel;

    void show(InspectionPtr inspection, PersonalBytes personal);
    const InspectionPtr &inspection() const { return m_inspection; }
    const PersonalBytes &personal() const { return m_personal; }
    /// A sign for each node that a finding is about.
    void setFindings(const QList<Finding> &findings);
    void setPersonalShown(bool shown);
    bool isPersonalShown() const { return m_personalShown; }
    void setSyntaxShown(bool shown);

    /// nullptr for an invalid index.
    const Node *nodeOf(const QModelIndex &index) const;
    /// The row of the node, or of what it is part of if it has none.
    QModelIndex indexOf(const Node *node) const;
    /// The value in words as far as it may be seen.
    QString valueText(const Node &node) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    using Nodes = std::vector<const Node *>;
    const Nodes &shownChildren(const Node &node) const;
    QVariant sign(const Node &node) const;
    void repaintAll();

    InspectionPtr m_inspection;
    PersonalBytes m_personal;
    QHash<const Node *, FindingStatus> m_verdicts;
    bool m_personalShown = false;
    bool m_syntaxShown = false;
    mutable QHash<const Node *, Nodes> m_children; ///< made when a node is opened
    mutable QHash<FindingStatus, QIcon> m_signs;
};

} // namespace dsr

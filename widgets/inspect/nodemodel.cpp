#include "widgets/inspect/nodemodel.h"

#include "widgets/shared/mark.h"

#include <QGuiApplication>

#include <algorithm>

namespace dsr {

void NodeModel::show(InspectionPtr inspection)
{
    beginResetModel();
    m_inspection = std::move(inspection);
    m_children.clear();
    endResetModel();
}

void NodeModel::setPersonalShown(bool shown)
{
    if (shown == m_personalShown)
        return;
    m_personalShown = shown;
    // Any row may change its text; views keep what is open.
    Q_EMIT layoutAboutToBeChanged();
    Q_EMIT layoutChanged();
}

void NodeModel::setSyntaxShown(bool shown)
{
    if (shown == m_syntaxShown)
        return;
    beginResetModel();
    m_syntaxShown = shown;
    m_children.clear();
    endResetModel();
}

const NodeModel::Nodes &NodeModel::shownChildren(const Node &node) const
{
    auto known = m_children.find(&node);
    if (known == m_children.end()) {
        Nodes shown;
        for (const Node &child : node.children) {
            if (m_syntaxShown || !child.syntax)
                shown.push_back(&child);
        }
        known = m_children.insert(&node, shown);
    }
    return *known;
}

const Node *NodeModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<const Node *>(index.constInternalPointer()) : nullptr;
}

QModelIndex NodeModel::indexOf(const Node *node) const
{
    if (!node)
        return {};
    const Node *shown = node;
    for (const Node *part = node; part; part = part->parent) {
        if (part->syntax && part->parent && !m_syntaxShown)
            shown = part->parent;
    }
    if (!shown->parent)
        return createIndex(0, NameColumn, shown);
    const Nodes &siblings = shownChildren(*shown->parent);
    const auto place = std::ranges::lower_bound(siblings, shown->row, {}, &Node::row);
    return createIndex(static_cast<int>(place - siblings.begin()), NameColumn, shown);
}

QModelIndex NodeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const Node *owner = nodeOf(parent);
    return createIndex(
        row, column, owner ? shownChildren(*owner).at(static_cast<size_t>(row)) : &m_inspection->root());
}

QModelIndex NodeModel::parent(const QModelIndex &child) const
{
    const Node *node = nodeOf(child);
    return node ? indexOf(node->parent) : QModelIndex();
}

int NodeModel::rowCount(const QModelIndex &parent) const
{
    if (!m_inspection || parent.column() > NameColumn)
        return 0;
    const Node *node = nodeOf(parent);
    return node ? static_cast<int>(shownChildren(*node).size()) : 1;
}

int NodeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QString NodeModel::valueText(const Node &node) const
{
    if (node.personal && !m_personalShown)
        return tr("••••••");
    return node.flaw.isEmpty() ? node.text : tr("%1 (damaged: %2)").arg(node.text, node.flaw).trimmed();
}

QVariant NodeModel::data(const QModelIndex &index, int role) const
{
    const Node *node = nodeOf(index);
    if (!node)
        return {};
    const QString name = node->parent ? node->name : m_inspection->kind();
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == NameColumn ? name : valueText(*node);
    case Qt::ToolTipRole:
        return node->personal && !m_personalShown ? tr("Personal data, hidden") : valueText(*node);
    case Qt::AccessibleTextRole:
        return index.column() == NameColumn ? tr("%1: %2", "name and value").arg(name, valueText(*node))
                                            : valueText(*node);
    case Qt::ForegroundRole:
        if (!node->flaw.isEmpty())
            return Theme::of(QGuiApplication::palette()).ink(Tone::Bad);
        return {};
    default:
        return {};
    }
}

QVariant NodeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Name") : tr("Value");
}

} // namespace dsr

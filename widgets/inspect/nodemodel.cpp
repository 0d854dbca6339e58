#include "widgets/inspect/nodemodel.h"

#include "widgets/shared/mark.h"

#include <QGuiApplication>

#include <algorithm>

namespace dsr {

namespace {

constexpr qsizetype shownLength = 500; ///< characters; a row shows no more, and a text may have millions

/// Of two findings about one node the more urgent one.
FindingStatus worse(FindingStatus a, FindingStatus b)
{
    for (const FindingStatus status : {FindingStatus::Fail, FindingStatus::Warn, FindingStatus::Pass}) {
        if (a == status || b == status)
            return status;
    }
    return FindingStatus::NotChecked;
}

} // namespace

void NodeModel::show(InspectionPtr inspection, PersonalBytes personal)
{
    beginResetModel();
    m_inspection = std::move(inspection);
    m_personal = std::move(personal);
    m_verdicts.clear();
    m_children.clear();
    endResetModel();
}

void NodeModel::setPersonalShown(bool shown)
{
    if (shown == m_personalShown)
        return;
    m_personalShown = shown;
    repaintAll();
}

void NodeModel::setFindings(const QList<Finding> &findings)
{
    m_verdicts.clear();
    m_signs.clear();
    for (const Finding &finding : findings) {
        const Node *node = m_inspection && finding.source >= 0 ? m_inspection->find(finding.path) : nullptr;
        const auto count = [&](const Node *judged) {
            m_verdicts[judged] = worse(m_verdicts.value(judged, FindingStatus::NotChecked), finding.status);
        };
        if (node)
            count(node);
        // What is wrong has to be seen while the nodes around it are closed.
        const bool isWrong = finding.status == FindingStatus::Fail || finding.status == FindingStatus::Warn;
        for (const Node *around = node && isWrong ? node->parent : nullptr; around; around = around->parent)
            count(around);
    }
    repaintAll();
}

/// Any row may look different now: the root, and all children that a view has asked for.
void NodeModel::repaintAll()
{
    if (!m_inspection)
        return;
    Q_EMIT dataChanged(index(0, NameColumn), index(0, ValueColumn));
    for (auto opened = m_children.cbegin(); opened != m_children.cend(); ++opened) {
        if (opened->empty())
            continue;
        const int last = static_cast<int>(opened->size()) - 1;
        Q_EMIT dataChanged(
            createIndex(0, NameColumn, opened->front()), createIndex(last, ValueColumn, opened->back()));
    }
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
    if (!node)
        return 1;
    return node->children.empty() ? 0 : static_cast<int>(shownChildren(*node).size());
}

int NodeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QString NodeModel::valueText(const Node &node) const
{
    if (!m_personalShown && !node.text.isEmpty() && m_personal.reaches(node))
        return tr("••••••");
    const QString text =
        node.text.size() <= shownLength ? node.text : node.text.first(shownLength) + QStringLiteral("…");
    return node.flaw.isEmpty() ? text : tr("%1 (damaged: %2)").arg(text, node.flaw).trimmed();
}

QVariant NodeModel::sign(const Node &node) const
{
    const auto verdict = m_verdicts.constFind(&node);
    if (verdict == m_verdicts.cend())
        return {};
    QIcon &icon = m_signs[*verdict];
    if (icon.isNull())
        icon = signIcon(markOf(*verdict), Theme::of(QGuiApplication::palette()));
    return icon;
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
        return !m_personalShown && m_personal.reaches(*node) ? tr("Personal data, hidden") : valueText(*node);
    case Qt::AccessibleTextRole: {
        if (index.column() == ValueColumn)
            return valueText(*node);
        const QString text = tr("%1: %2", "name and value").arg(name, valueText(*node));
        const auto verdict = m_verdicts.constFind(node);
        return verdict == m_verdicts.cend()
            ? text
            : tr("%1 (%2)", "name and value, result of a check").arg(text, markOf(*verdict).word);
    }
    case Qt::DecorationRole:
        return index.column() == ValueColumn ? sign(*node) : QVariant();
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

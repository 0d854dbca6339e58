#include "widgets/inspect/differencemodel.h"

#include "widgets/shared/mark.h"

#include <QGuiApplication>

namespace dsr {

namespace {

struct Look
{
    QString word;
    Tone tone;
};

Look lookOf(Difference::Kind kind)
{
    switch (kind) {
    case Difference::Kind::Added:
        return {DifferenceModel::tr("added"), Tone::Good};
    case Difference::Kind::Removed:
        return {DifferenceModel::tr("removed"), Tone::Bad};
    case Difference::Kind::Changed:
        break;
    }
    return {DifferenceModel::tr("changed"), Tone::Warn};
}

} // namespace

void DifferenceModel::show(const QList<Difference> &differences)
{
    beginResetModel();
    m_differences = differences;
    endResetModel();
}

void DifferenceModel::setNames(const QString &left, const QString &right)
{
    m_left = left;
    m_right = right;
    Q_EMIT headerDataChanged(Qt::Horizontal, LeftColumn, RightColumn);
}

void DifferenceModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_differences.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int DifferenceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_differences.size());
}

int DifferenceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DifferenceModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_differences.size())
        return {};
    const Difference &difference = m_differences.at(index.row());
    const Look look = lookOf(difference.kind);
    if (role == Qt::ForegroundRole && index.column() == KindColumn)
        return Theme::of(QGuiApplication::palette()).ink(look.tone);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case KindColumn:
        return look.word;
    case PathColumn:
        return difference.path.isEmpty() ? tr("(the whole)") : difference.path;
    case LeftColumn:
        return difference.left;
    default:
        return difference.right;
    }
}

QVariant DifferenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case KindColumn:
        return tr("Difference");
    case PathColumn:
        return tr("Path");
    case LeftColumn:
        return m_left;
    default:
        return m_right;
    }
}

} // namespace dsr

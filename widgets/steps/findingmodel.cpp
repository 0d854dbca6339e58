#include "widgets/steps/findingmodel.h"

#include "core/check/registry.h"
#include "widgets/shared/mark.h"

#include <QGuiApplication>

namespace dsr {

namespace {
constexpr FindingStatus byUrgency[] = {
    FindingStatus::Fail, FindingStatus::Warn, FindingStatus::Pass, FindingStatus::NotChecked};
} // namespace

void FindingModel::show(const QList<Finding> &byService, const QList<Finding> &byClient)
{
    beginResetModel();
    m_rows.clear();
    for (const FindingStatus status : byUrgency) {
        for (const auto &[findings, judge] : {std::pair(byService, Service), std::pair(byClient, Client)}) {
            for (const Finding &finding : findings) {
                if (finding.status == status)
                    m_rows.append({finding, judge});
            }
        }
    }
    endResetModel();
}

void FindingModel::retranslate()
{
    if (m_rows.isEmpty())
        return;
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int FindingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FindingModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString FindingModel::text(const Row &row, int column) const
{
    switch (column) {
    case ResultColumn:
        return markOf(row.finding.status).word;
    case CheckColumn: {
        const QString title = checkTitle(row.finding.check);
        return title.isEmpty() ? row.finding.check : title;
    }
    case ExpectedColumn:
        return row.finding.expected;
    case FoundColumn:
        return row.finding.actual;
    default:
        return row.judge == Service ? tr("Service") : tr("Client");
    }
}

QVariant FindingModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const Row &row = m_rows.at(index.row());
    const Theme &theme = Theme::of(QGuiApplication::palette());
    const Mark mark = markOf(row.finding.status);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return row.finding.explanation.isEmpty()
            ? row.finding.check
            : QStringLiteral("%1\n%2").arg(row.finding.explanation, row.finding.check);
    case Qt::DecorationRole:
        return index.column() == ResultColumn ? QVariant(signIcon(mark, theme)) : QVariant();
    case Qt::ForegroundRole:
        return index.column() == ResultColumn ? QVariant(theme.ink(mark.tone)) : QVariant();
    default:
        return {};
    }
}

QVariant FindingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case ResultColumn:
        return tr("Result");
    case CheckColumn:
        return tr("Check");
    case ExpectedColumn:
        return tr("Expected");
    case FoundColumn:
        return tr("Found");
    default:
        return tr("Checked by");
    }
}

} // namespace dsr

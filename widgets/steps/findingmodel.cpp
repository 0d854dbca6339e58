#include "widgets/steps/findingmodel.h"

#include "core/check/registry.h"
#include "widgets/shared/mark.h"

#include <QFont>
#include <QGuiApplication>
#include <QHash>

#include <algorithm>

namespace dsr {

namespace {

constexpr FindingStatus byUrgency[] = {
    FindingStatus::Fail, FindingStatus::Warn, FindingStatus::Pass, FindingStatus::NotChecked};

/// Finds what the same rule said earlier. It may have judged several things; then the order tells which is
/// which, because a place is told of some results only.
class Earlier
{
public:
    explicit Earlier(const QList<Finding> &findings)
    {
        for (const Finding &finding : findings)
            m_results[finding.check].append(finding.status);
    }
    /// nullopt if it was the same, or nothing was said.
    std::optional<FindingStatus> differentFrom(const Finding &finding)
    {
        QList<FindingStatus> &results = m_results[finding.check];
        const FindingStatus before = results.isEmpty() ? finding.status : results.takeFirst();
        return before == finding.status ? std::nullopt : std::optional(before);
    }

private:
    QHash<QString, QList<FindingStatus>> m_results;
};

} // namespace

void FindingModel::show(
    const QList<Finding> &byService, const QList<Finding> &byClient, const QList<Finding> &before)
{
    QList<Row> rows;
    Earlier earlier(before);
    for (const auto &[findings, judge] : {std::pair(byService, Service), std::pair(byClient, Client)}) {
        for (const Finding &finding : findings)
            rows.append({finding, judge, earlier.differentFrom(finding)});
    }
    beginResetModel();
    m_rows.clear();
    for (const FindingStatus status : byUrgency) {
        std::ranges::copy_if(rows, std::back_inserter(m_rows),
            [status](const Row &row) { return row.finding.status == status; });
    }
    endResetModel();
}

int FindingModel::changedCount() const
{
    return static_cast<int>(
        std::ranges::count_if(m_rows, [](const Row &row) { return row.before.has_value(); }));
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
    case ResultColumn: {
        const QString word = markOf(row.finding.status).word;
        return row.before ? tr("%1 (before: %2)", "results of a check").arg(word, markOf(*row.before).word)
                          : word;
    }
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
    case Qt::FontRole: {
        QFont font;
        font.setBold(true);
        return row.before ? QVariant(font) : QVariant();
    }
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

#include "widgets/service/requestmodel.h"

#include "widgets/shared/mark.h"

#include <QGuiApplication>
#include <QLocale>

namespace dsr {

namespace {

constexpr int keptEntries = 1000;
constexpr int firstErrorStatus = 400;

QString text(const RequestLogEntry &entry, int column)
{
    switch (column) {
    case RequestModel::TimeColumn:
        return entry.time.toLocalTime().toString(QStringLiteral("HH:mm:ss.zzz"));
    case RequestModel::MethodColumn:
        return entry.method;
    case RequestModel::PathColumn:
        return entry.path;
    case RequestModel::StatusColumn:
        return QString::number(entry.status);
    case RequestModel::CodeColumn:
        return entry.errorCode;
    default:
        return QLocale().toString(entry.milliseconds, 'f', 1);
    }
}

} // namespace

void RequestModel::add(const RequestLogEntry &entry)
{
    if (m_entries.size() == keptEntries) {
        beginRemoveRows({}, keptEntries - 1, keptEntries - 1);
        m_entries.removeLast();
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_entries.prepend(entry);
    endInsertRows();
}

const RequestLogEntry *RequestModel::entry(int row) const
{
    return row >= 0 && row < m_entries.size() ? &m_entries.at(row) : nullptr;
}

void RequestModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int RequestModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int RequestModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RequestModel::data(const QModelIndex &index, int role) const
{
    const RequestLogEntry *shown = index.isValid() ? entry(index.row()) : nullptr;
    if (!shown)
        return {};
    const bool good = shown->status < firstErrorStatus;
    const Theme &theme = Theme::of(QGuiApplication::palette());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(*shown, index.column());
    case Qt::ToolTipRole:
        return shown->traceId.isEmpty() ? QString() : tr("Trace id: %1").arg(shown->traceId);
    case Qt::DecorationRole:
        if (index.column() != StatusColumn)
            return {};
        return signIcon(good ? Mark{Sign::Tick, Tone::Good, {}} : Mark{Sign::Cross, Tone::Bad, {}}, theme);
    case Qt::ForegroundRole:
        if (good || (index.column() != StatusColumn && index.column() != CodeColumn))
            return {};
        return theme.ink(Tone::Bad);
    default:
        return {};
    }
}

QVariant RequestModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case MethodColumn:
        return tr("Method");
    case PathColumn:
        return tr("Path");
    case StatusColumn:
        return tr("Status");
    case CodeColumn:
        return tr("Error code");
    default:
        return tr("Duration (ms)");
    }
}

} // namespace dsr

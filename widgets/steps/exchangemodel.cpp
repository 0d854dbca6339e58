#include "widgets/steps/exchangemodel.h"

#include "widgets/shared/mark.h"

#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace dsr {

namespace {

constexpr int statusLength = 5; // "90 00"

/// The status word that counts: the protected one where there is one.
QString statusOf(const CardExchange &exchange)
{
    const QString &answer = exchange.plainResponse.isEmpty() ? exchange.response : exchange.plainResponse;
    return answer.right(statusLength).remove(QLatin1Char(' '));
}

/// The card did what it was asked for, or told the state of the PIN.
Tone toneOf(const CardExchange &exchange)
{
    const QString status = statusOf(exchange);
    if (status.startsWith(QLatin1StringView("90")) || status.startsWith(QLatin1StringView("62")))
        return Tone::Good;
    return status.isEmpty() ? Tone::Bad : Tone::Warn;
}

} // namespace

QList<CardExchange> exchangesFrom(const QByteArray &json)
{
    QList<CardExchange> exchanges;
    const QJsonArray array = QJsonDocument::fromJson(json).array();
    for (const QJsonValue value : array) {
        const auto text = [&](const char *name) { return value[QLatin1StringView(name)].toString(); };
        exchanges.append({text("command"), text("response"), text("plainCommand"), text("plainResponse"),
            text("meaning"), value[QLatin1StringView("microseconds")].toInteger()});
    }
    return exchanges;
}

void ExchangeModel::show(const QList<CardExchange> &exchanges)
{
    beginResetModel();
    m_exchanges = exchanges;
    endResetModel();
}

void ExchangeModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int ExchangeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_exchanges.size());
}

int ExchangeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ExchangeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_exchanges.size())
        return {};
    const CardExchange &exchange = m_exchanges.at(index.row());
    const bool isProtected = !exchange.plainCommand.isEmpty();
    if (role == Qt::ToolTipRole && isProtected)
        return tr("Protected by the channel; shown as the card understood it");
    if (role == Qt::DecorationRole && index.column() == MeaningColumn && isProtected)
        return lineIcon(QStringLiteral("lock"), Theme::of(QGuiApplication::palette()).quiet);
    if (role == Qt::DecorationRole && index.column() == StatusColumn) {
        const Tone tone = toneOf(exchange);
        const Sign sign = tone == Tone::Good ? Sign::Tick : tone == Tone::Warn ? Sign::Bang : Sign::Cross;
        return signIcon({sign, tone, {}}, Theme::of(QGuiApplication::palette()));
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case NumberColumn:
        return index.row() + 1;
    case MeaningColumn:
        return exchange.meaning;
    case StatusColumn:
        return statusOf(exchange);
    default:
        return QLocale().toString(static_cast<double>(exchange.microseconds) / 1000, 'f', 2);
    }
}

QVariant ExchangeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NumberColumn:
        return tr("No.");
    case MeaningColumn:
        return tr("What was asked, and what came of it");
    case StatusColumn:
        return tr("Status");
    default:
        return tr("Duration (ms)");
    }
}

} // namespace dsr

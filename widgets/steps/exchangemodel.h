#pragma once

#include <QAbstractTableModel>

namespace dsr {

/// One command to the card and its answer, as an artifact "card.exchange.…" keeps it: masked hex and words.
struct CardExchange
{
    QString command;
    QString response; ///< empty: the card was lost
    QString plainCommand; ///< inside secure messaging; empty where nothing was protected
    QString plainResponse;
    QString meaning;
    qint64 microseconds = 0;
};
/// Reads such an artifact; empty for anything else.
QList<CardExchange> exchangesFrom(const QByteArray &json);

/// Commands to the card one after another, in words.
class ExchangeModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NumberColumn, MeaningColumn, StatusColumn, DurationColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void show(const QList<CardExchange> &exchanges);
    const QList<CardExchange> &exchanges() const { return m_exchanges; }
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<CardExchange> m_exchanges;
};

} // namespace dsr

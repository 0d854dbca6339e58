#pragma once

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTableView;

namespace dsr {

class ExchangeModel;

/// The exchange with the card: each command in words, and the bytes of the chosen one, as they were and as
/// they are inside secure messaging. PIN blocks are masked where they come from.
class ExchangeView : public QWidget
{
    Q_OBJECT
public:
    explicit ExchangeView(QWidget *parent = nullptr);

    void showExchanges(const QByteArray &json);

    ExchangeModel *model() const { return m_model; }
    QTableView *table() const { return m_table; }
    QString bytesText() const;
    QPushButton *copyButton() const { return m_copy; }
    /// All exchanges as text: words as comments, commands and answers in hex.
    QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void showBytes();
    void save();
    void retranslate();

    ExchangeModel *m_model;
    QTableView *m_table;
    QPlainTextEdit *m_bytes;
    QLabel *m_note;
    QPushButton *m_copy;
    QPushButton *m_save;
};

} // namespace dsr

#pragma once

#include "core/card/pcsc/readerwatch.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QVBoxLayout;

namespace dsr {

/// Which card: the built-in one, or the one in a reader of this computer, each with its state.
class ReaderChoice : public QWidget
{
    Q_OBJECT
public:
    explicit ReaderChoice(const QString &chosen, QWidget *parent = nullptr);

    void setReaders(CardServiceState service, const QList<ReaderInfo> &readers);
    /// Name of the reader, even if it is not connected now; empty for the built-in card.
    QString chosen() const { return m_wanted; }
    void choose(const QString &reader);
    /// The keyboard goes to the readers.
    void focusChoice();

Q_SIGNALS:
    void chosenChanged(const QString &reader);

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void addChoice(const QString &reader, const QString &title, const QString &state);

    QVBoxLayout *m_column;
    QButtonGroup *m_group;
    QLabel *m_service;
    QString m_wanted;
    CardServiceState m_state = CardServiceState::Unknown;
    QList<ReaderInfo> m_readers;
};

/// "card inserted", "no card" … in the language of the program.
QString readerStateText(const ReaderInfo &reader);

} // namespace dsr

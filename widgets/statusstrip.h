#pragma once

#include "core/base/clock.h"
#include "core/card/pcsc/readerwatch.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace dsr {

class SignLabel;
struct ServiceState;

/// What is always in sight: card readers, service, clock, language.
class StatusStrip : public QFrame
{
    Q_OBJECT
public:
    explicit StatusStrip(const Clock &clock, QWidget *parent = nullptr);

    void setReaders(CardServiceState service, const QList<ReaderInfo> &readers);
    void setService(const ServiceState &state);
    void setLanguage(const QString &language);
    QPushButton *languageButton(const QString &language) const;
    QString readersText() const;
    QString serviceText() const;

Q_SIGNALS:
    void languageWanted(const QString &language);

protected:
    void changeEvent(QEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    void retranslate();
    void showReaders();
    void showService();
    void showTime();

    const Clock &m_clock;
    CardServiceState m_cardService = CardServiceState::Unknown;
    QList<ReaderInfo> m_readers;
    bool m_known = false; ///< the service's state was told
    bool m_running = false;
    int m_port = 0;
    SignLabel *m_cards;
    SignLabel *m_service;
    QLabel *m_time;
    QPushButton *m_german;
    QPushButton *m_english;
};

} // namespace dsr

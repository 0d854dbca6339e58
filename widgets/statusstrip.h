#pragma once

#include "core/base/clock.h"
#include "core/flow/cardstate.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace dsr {

class SignLabel;
struct ServiceState;

/// What is always in sight: the card, service, clock, language.
class StatusStrip : public QFrame
{
    Q_OBJECT
public:
    explicit StatusStrip(const Clock &clock, QWidget *parent = nullptr);

    void setCard(const CardSituation &situation);
    void setService(const ServiceState &state);
    void setLanguage(const QString &language);
    QPushButton *languageButton(const QString &language) const;
    QString cardText() const;
    QString serviceText() const;

Q_SIGNALS:
    void languageWanted(const QString &language);

protected:
    void changeEvent(QEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    void retranslate();
    void showCard();
    void showService();
    void showTime();

    const Clock &m_clock;
    CardSituation m_situation;
    bool m_known = false; ///< the service's state was told
    bool m_running = false;
    int m_port = 0;
    SignLabel *m_card;
    SignLabel *m_service;
    QLabel *m_time;
    QPushButton *m_german;
    QPushButton *m_english;
};

} // namespace dsr

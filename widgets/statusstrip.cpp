#include "widgets/statusstrip.h"

#include "widgets/service/serviceplace.h"
#include "widgets/shared/cardpicture.h"
#include "widgets/shared/signlabel.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace dsr {

StatusStrip::StatusStrip(const Clock &clock, QWidget *parent)
    : QFrame(parent)
    , m_clock(clock)
    , m_card(new SignLabel)
    , m_service(new SignLabel)
    , m_time(new QLabel)
    , m_german(new QPushButton(QStringLiteral("DE")))
    , m_english(new QPushButton(QStringLiteral("EN")))
{
    setLook(this, "strip");
    setLook(m_time, "quiet");
    auto *languages = new QButtonGroup(this);
    for (QPushButton *button : {m_german, m_english}) {
        setLook(button, "language");
        button->setCheckable(true);
        languages->addButton(button);
    }
    connect(languages, &QButtonGroup::buttonClicked, this, [this](const QAbstractButton *button) {
        Q_EMIT languageWanted(button == m_german ? QStringLiteral("de") : QStringLiteral("en"));
    });
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 5, 12, 5);
    row->setSpacing(28);
    row->addWidget(m_card);
    row->addWidget(m_service);
    row->addStretch();
    row->addWidget(m_time);
    auto *pair = new QHBoxLayout;
    pair->setSpacing(2);
    pair->addWidget(m_german);
    pair->addWidget(m_english);
    row->addLayout(pair);
    constexpr int second = 1000;
    startTimer(second, Qt::CoarseTimer);
    retranslate();
}

void StatusStrip::setCard(const CardSituation &situation)
{
    m_situation = situation;
    showCard();
}

void StatusStrip::setService(const ServiceState &state)
{
    m_known = true;
    m_running = state.running;
    m_port = state.tls.port();
    showService();
}

void StatusStrip::setLanguage(const QString &language)
{
    languageButton(language)->setChecked(true);
}

QPushButton *StatusStrip::languageButton(const QString &language) const
{
    return language == QLatin1StringView("de") ? m_german : m_english;
}

QString StatusStrip::cardText() const
{
    return m_card->words();
}

QString StatusStrip::serviceText() const
{
    return m_service->words();
}

void StatusStrip::showCard()
{
    m_card->setMark(markOf(m_situation));
}

void StatusStrip::showService()
{
    if (!m_known)
        m_service->setMark({Sign::Dot, Tone::Neutral, tr("Service is starting…")});
    else if (m_running)
        m_service->setMark({Sign::Tick, Tone::Good, tr("Service on port %1").arg(m_port)});
    else
        m_service->setMark({Sign::Ring, Tone::Neutral, tr("Service is stopped")});
}

void StatusStrip::showTime()
{
    m_time->setText(
        QLocale().toString(m_clock.now().toLocalTime(), tr("yyyy-MM-dd  HH:mm:ss", "date and time")));
}

void StatusStrip::timerEvent(QTimerEvent *)
{
    showTime();
}

void StatusStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void StatusStrip::retranslate()
{
    showCard();
    showService();
    showTime();
    m_time->setAccessibleName(tr("Time of this computer"));
    m_german->setAccessibleName(tr("German"));
    m_english->setAccessibleName(tr("English"));
    m_german->setToolTip(tr("German"));
    m_english->setToolTip(tr("English"));
}

} // namespace dsr

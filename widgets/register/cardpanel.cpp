#include "widgets/register/cardpanel.h"

#include "widgets/shared/cardpicture.h"
#include "widgets/shared/theme.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace dsr {

namespace {

constexpr QSize pictureSize(96, 72);

/// What the button does; nothing where only a person can act.
enum class Help { Nothing, UseOtherReader, Choose, LookAgain, ManagePin };

Help helpFor(const CardSituation &situation)
{
    switch (situation.state) {
    case CardState::NoCard:
        return situation.otherReader.isEmpty() ? Help::Nothing : Help::UseOtherReader;
    case CardState::SeveralCards:
    case CardState::NoReader:
    case CardState::ReaderUnplugged:
        return Help::Choose;
    case CardState::ReaderInUse:
    case CardState::CardMute:
        return Help::LookAgain;
    case CardState::TransportPin:
    case CardState::PinBlocked:
        return Help::ManagePin;
    default:
        return Help::Nothing;
    }
}

/// Screen readers speak a notification by themselves when it appears.
QAccessibleInterface *notification(const QString &, QObject *object)
{
    auto *panel = qobject_cast<CardPanel *>(object);
    return panel ? new QAccessibleWidget(panel, QAccessible::Notification) : nullptr;
}

void announce(QWidget *widget)
{
    for (const auto what : {QAccessible::NameChanged, QAccessible::DescriptionChanged}) {
        QAccessibleEvent changed(widget, what);
        QAccessible::updateAccessibility(&changed);
    }
    if (!widget->isVisible())
        return;
    for (const auto what : {QAccessible::ObjectShow, QAccessible::Alert}) {
        QAccessibleEvent appeared(widget, what);
        QAccessible::updateAccessibility(&appeared);
    }
}

} // namespace

CardPanel::CardPanel(QWidget *parent)
    : QFrame(parent)
    , m_picture(new QLabel)
    , m_sentence(new QLabel)
    , m_action(new QLabel)
    , m_button(new QPushButton)
{
    static const bool installed = [] {
        QAccessible::installFactory(notification);
        return true;
    }();
    Q_UNUSED(installed)
    setLook(this, "state");
    setLook(m_sentence, "section");
    m_picture->setFixedSize(pictureSize);
    m_sentence->setWordWrap(true);
    m_action->setWordWrap(true);

    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addStretch();
    words->addWidget(m_sentence);
    words->addWidget(m_action);
    words->addSpacing(4);
    words->addWidget(m_button, 0, Qt::AlignLeft);
    words->addStretch();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 12, 18, 12);
    row->setSpacing(18);
    row->addWidget(m_picture, 0, Qt::AlignVCenter);
    row->addLayout(words, 1);
    connect(m_button, &QPushButton::clicked, this, &CardPanel::act);
    retranslate();
    paintPicture();
}

void CardPanel::showSituation(const CardSituation &situation)
{
    m_situation = situation;
    retranslate();
    paintPicture();
    announce(this);
}

void CardPanel::act()
{
    switch (helpFor(m_situation)) {
    case Help::UseOtherReader:
        Q_EMIT readerWanted(m_situation.otherReader);
        break;
    case Help::Choose:
        Q_EMIT choiceWanted();
        break;
    case Help::LookAgain:
        Q_EMIT lookWanted();
        break;
    case Help::ManagePin:
        Q_EMIT pinWanted();
        break;
    case Help::Nothing:
        break;
    }
}

void CardPanel::paintPicture()
{
    m_picture->setPixmap(
        cardPicture(m_situation.state, pictureSize, devicePixelRatioF(), Theme::of(palette())));
}

void CardPanel::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        paintPicture();
}

void CardPanel::retranslate()
{
    const Advice advice = cardStateAdvice(m_situation);
    m_sentence->setText(advice.title);
    m_action->setText(advice.action);
    setAccessibleName(advice.title);
    setAccessibleDescription(advice.action);
    const Help help = helpFor(m_situation);
    m_button->setVisible(help != Help::Nothing);
    m_button->setText(help == Help::UseOtherReader ? tr("&Use the card there")
            : help == Help::Choose                 ? tr("Choose another &reader")
            : help == Help::ManagePin              ? tr("Set up the P&IN…")
                                                   : tr("&Look again"));
}

} // namespace dsr

#include "widgets/register/pinpanel.h"

#include "widgets/shared/secretfield.h"
#include "widgets/shared/signlabel.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace dsr {

namespace {
constexpr int shortest = 6; // egk-card 2.2
constexpr int longest = 8;
} // namespace

PinPanel::PinPanel(QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel)
    , m_tries(new SignLabel)
    , m_hint(new QLabel)
    , m_field(new SecretField(longest))
    , m_lastTry(new QCheckBox)
    , m_confirm(new QPushButton)
    , m_testPin(new QPushButton)
{
    setLook(this, "ask");
    setLook(m_title, "section");
    setLook(m_hint, "quiet");
    setLook(m_field, "pin");
    setLook(m_confirm, "primary");
    m_field->setFixedWidth(190);
    m_title->setBuddy(m_field);

    auto *head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addStretch();
    head->addWidget(m_tries);
    auto *entry = new QHBoxLayout;
    entry->setSpacing(8);
    entry->addWidget(m_field);
    entry->addWidget(m_confirm);
    entry->addWidget(m_testPin);
    entry->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(18, 13, 18, 14);
    column->setSpacing(9);
    column->addLayout(head);
    column->addWidget(m_lastTry);
    column->addLayout(entry);
    column->addWidget(m_hint);

    connect(m_field, &QLineEdit::textChanged, this, &PinPanel::enableConfirm);
    connect(m_lastTry, &QCheckBox::toggled, this, &PinPanel::enableConfirm);
    connect(m_confirm, &QPushButton::clicked, this, &PinPanel::confirmed);
    connect(m_testPin, &QPushButton::clicked, this, &PinPanel::testPinWanted);
    connect(m_field, &QLineEdit::returnPressed, m_confirm, &QPushButton::click);
    retranslate();
}

void PinPanel::ask(const PinQuestion &question, bool training)
{
    m_question = question;
    m_training = training;
    m_field->clear();
    m_lastTry->setChecked(false);
    m_lastTry->setVisible(question.triesLeft == 1);
    m_testPin->setVisible(training);
    retranslate();
    enableConfirm();
    show();
    m_field->setFocus(Qt::OtherFocusReason);
}

Secret PinPanel::takePin()
{
    return m_field->take();
}

QString PinPanel::triesText() const
{
    return m_tries->words();
}

void PinPanel::enableConfirm()
{
    const auto digits = m_field->text().size();
    m_confirm->setEnabled(
        digits >= shortest && digits <= longest && (m_question.triesLeft != 1 || m_lastTry->isChecked()));
}

void PinPanel::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void PinPanel::retranslate()
{
    const int tries = m_question.triesLeft;
    m_title->setText(m_question.wrongBefore ? tr("The &PIN was not correct. Enter it again.")
                                            : tr("Enter the &PIN of the health card"));
    const QString left = tries < 0 ? tr("The card does not say how many tries are left.")
                                   : tr("%n try(s) left", nullptr, tries);
    const bool careful = tries == 1 || m_question.wrongBefore;
    const Tone tone = tries == 1 ? Tone::Bad : careful ? Tone::Warn : Tone::Neutral;
    m_tries->setMark({careful ? Sign::Bang : Sign::Ring, tone, left});
    m_lastTry->setText(tr("I am &sure of the PIN. If it is wrong, it will be blocked."));
    m_confirm->setText(tr("&Confirm PIN"));
    m_testPin->setText(tr("Use &test PIN"));
    m_hint->setText(m_training ? tr("This is the built-in card for training. Its PIN is the test PIN.")
                               : tr("Card in the reader %1").arg(m_question.reader));
    m_field->setAccessibleName(tr("PIN of the health card"));
    m_field->setAccessibleDescription(left);
    m_field->setPlaceholderText(tr("6 to 8 digits"));
}

} // namespace dsr

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
constexpr int shortestPin = 6; // egk-card 2.2
constexpr int longestPin = 8;
constexpr int canDigits = 6;
} // namespace

PinPanel::PinPanel(QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel)
    , m_tries(new SignLabel)
    , m_hint(new QLabel)
    , m_field(new SecretField(longestPin))
    , m_lastTry(new QCheckBox)
    , m_confirm(new QPushButton)
    , m_test(new QPushButton)
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
    entry->addWidget(m_test);
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
    connect(m_test, &QPushButton::clicked, this, &PinPanel::testWanted);
    connect(m_field, &QLineEdit::returnPressed, m_confirm, &QPushButton::click);
    retranslate();
}

bool PinPanel::needsLastTry() const
{
    return m_asking != Asking::Can && m_question.triesLeft == 1;
}

void PinPanel::begin(bool training)
{
    m_training = training;
    m_field->clear();
    m_field->setMaxLength(m_asking == Asking::Can ? canDigits : longestPin);
    m_field->setVisible(m_asking != Asking::PinAtReader);
    m_lastTry->setChecked(false);
    m_lastTry->setVisible(needsLastTry());
    m_confirm->show();
    m_test->setVisible(training && m_asking != Asking::PinAtReader);
    retranslate();
    enableConfirm();
    show();
    (m_asking == Asking::PinAtReader ? static_cast<QWidget *>(m_lastTry) : m_field)
        ->setFocus(Qt::OtherFocusReason);
}

void PinPanel::ask(const SecretQuestion &question, bool training)
{
    m_asking = question.kind == SecretKind::Can ? Asking::Can
        : question.atReader                     ? Asking::PinAtReader
                                                : Asking::Pin;
    m_question = question;
    begin(training);
    if (m_asking == Asking::PinAtReader && !needsLastTry())
        Q_EMIT confirmed();
}

Secret PinPanel::take()
{
    if (m_asking != Asking::PinAtReader)
        return m_field->take();
    m_asking = Asking::EntryAtReader;
    m_lastTry->hide();
    m_confirm->hide();
    retranslate();
    return Secret();
}

QString PinPanel::triesText() const
{
    return m_tries->words();
}

void PinPanel::enableConfirm()
{
    const auto digits = m_field->text().size();
    const bool isTyped = m_asking == Asking::PinAtReader
        || (m_asking == Asking::Can ? digits == canDigits : digits >= shortestPin && digits <= longestPin);
    m_confirm->setEnabled(isTyped && (!needsLastTry() || m_lastTry->isChecked()));
}

void PinPanel::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void PinPanel::retranslate()
{
    if (m_asking == Asking::Can)
        describeCan();
    else
        describePin();
    if (m_asking == Asking::PinAtReader || m_asking == Asking::EntryAtReader)
        describeReader();
    m_hint->setText(m_training ? m_asking == Asking::Can
                ? tr("This is the built-in card for training. Its access number is known.")
                : tr("This is the built-in card for training. Its PIN is the test PIN.")
                               : tr("Card in the reader %1").arg(m_question.reader));
}

void PinPanel::describePin()
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
    m_test->setText(tr("Use &test PIN"));
    m_field->setAccessibleName(tr("PIN of the health card"));
    m_field->setAccessibleDescription(left);
    m_field->setPlaceholderText(tr("6 to 8 digits"));
}

void PinPanel::describeReader()
{
    m_title->setText(m_asking == Asking::EntryAtReader
            ? tr("Please enter the PIN on the keys of the card reader now.")
            : tr("The PIN will be entered on the keys of the card reader."));
    m_confirm->setText(tr("Start the &entry at the reader"));
}

void PinPanel::describeCan()
{
    m_title->setText(m_question.wrongBefore ? tr("The access &number was not correct. Enter it again.")
                                            : tr("Enter the access &number (CAN) of the health card"));
    const QString where = tr("Six digits on the front of the card");
    m_tries->setMark({Sign::Ring, m_question.wrongBefore ? Tone::Warn : Tone::Neutral, where});
    m_confirm->setText(tr("&Confirm access number"));
    m_test->setText(tr("Use number of the &test card"));
    m_field->setAccessibleName(tr("Card access number (CAN)"));
    m_field->setAccessibleDescription(where);
    m_field->setPlaceholderText(tr("6 digits"));
}

} // namespace dsr

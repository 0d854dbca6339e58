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

/// How many digits a secret has (egk-card 1.3, 2.2).
struct Digits
{
    int fewest;
    int most;
};

Digits digitsOf(SecretKind kind)
{
    switch (kind) {
    case SecretKind::Can:
        return {6, 6};
    case SecretKind::TransportPin:
        return {5, 6};
    case SecretKind::Puk:
        return {8, 8};
    case SecretKind::Pin:
    case SecretKind::NewPin:
        break;
    }
    return {6, 8};
}

constexpr int longestSecret = 8;

} // namespace

PinPanel::PinPanel(QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel)
    , m_tries(new SignLabel)
    , m_hint(new QLabel)
    , m_field(new SecretField(longestSecret))
    , m_repeat(new SecretField(longestSecret))
    , m_lastTry(new QCheckBox)
    , m_confirm(new QPushButton)
    , m_test(new QPushButton)
{
    setLook(this, "ask");
    setLook(m_title, "section");
    setLook(m_hint, "quiet");
    setLook(m_field, "pin");
    setLook(m_repeat, "pin");
    setLook(m_confirm, "primary");
    m_field->setFixedWidth(190);
    m_repeat->setFixedWidth(190);
    m_title->setBuddy(m_field);

    auto *head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addStretch();
    head->addWidget(m_tries);
    auto *entry = new QHBoxLayout;
    entry->setSpacing(8);
    entry->addWidget(m_field);
    entry->addWidget(m_repeat);
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

    for (const SecretField *field : {m_field, m_repeat}) {
        connect(field, &QLineEdit::textChanged, this, &PinPanel::enableConfirm);
        connect(field, &QLineEdit::returnPressed, m_confirm, &QPushButton::click);
    }
    connect(m_lastTry, &QCheckBox::toggled, this, &PinPanel::enableConfirm);
    connect(m_confirm, &QPushButton::clicked, this, &PinPanel::confirmed);
    connect(m_test, &QPushButton::clicked, this, &PinPanel::testWanted);
    retranslate();
}

bool PinPanel::needsLastTry() const
{
    return m_question.triesLeft == 1;
}

void PinPanel::begin(bool training)
{
    m_training = training;
    m_entering = false;
    m_field->clear();
    m_repeat->clear();
    m_field->setMaxLength(digitsOf(m_question.kind).most);
    m_field->setVisible(!m_question.atReader);
    m_repeat->setVisible(m_question.kind == SecretKind::NewPin);
    m_lastTry->setChecked(false);
    m_lastTry->setVisible(needsLastTry());
    m_confirm->show();
    m_test->setVisible(training && !m_question.atReader);
    retranslate();
    enableConfirm();
    show();
    (m_question.atReader ? static_cast<QWidget *>(m_lastTry) : m_field)->setFocus(Qt::OtherFocusReason);
}

void PinPanel::ask(const SecretQuestion &question, bool training)
{
    m_question = question;
    begin(training);
    if (question.atReader && !needsLastTry())
        Q_EMIT confirmed();
}

Secret PinPanel::take()
{
    m_repeat->take();
    if (!m_question.atReader)
        return m_field->take();
    m_entering = true;
    m_lastTry->hide();
    m_confirm->hide();
    retranslate();
    return Secret();
}

QString PinPanel::triesText() const
{
    return m_tries->words();
}

bool PinPanel::isTyped() const
{
    const Digits digits = digitsOf(m_question.kind);
    const auto size = m_field->text().size();
    const bool fits = size >= digits.fewest && size <= digits.most;
    return fits && (m_question.kind != SecretKind::NewPin || m_field->isEqualTo(*m_repeat));
}

void PinPanel::enableConfirm()
{
    m_confirm->setEnabled((m_question.atReader || isTyped()) && (!needsLastTry() || m_lastTry->isChecked()));
}

void PinPanel::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void PinPanel::retranslate()
{
    describeField();
    describeTries();
    m_lastTry->setText(m_question.kind == SecretKind::Puk
            ? tr("I am &sure of the PUK. If it is wrong, the card can never be unblocked.")
            : tr("I am &sure of the PIN. If it is wrong, it will be blocked."));
    if (m_question.atReader) {
        m_title->setText(m_entering ? tr("Please enter the PIN on the keys of the card reader now.")
                                    : tr("The PIN will be entered on the keys of the card reader."));
        m_confirm->setText(tr("Start the &entry at the reader"));
    }
    m_hint->setText(m_training ? tr("This is the built-in card for training. Its secrets are known.")
                               : tr("Card in the reader %1").arg(m_question.reader));
}

void PinPanel::describeField()
{
    const bool again = m_question.wrongBefore;
    m_repeat->setPlaceholderText(tr("once more"));
    m_repeat->setAccessibleName(tr("New PIN once more"));
    m_confirm->setText(tr("&Confirm"));
    m_test->setText(tr("Use &test PIN"));
    switch (m_question.kind) {
    case SecretKind::Pin:
        m_title->setText(again ? tr("The &PIN was not correct. Enter it again.")
                               : tr("Enter the &PIN of the health card"));
        m_field->setAccessibleName(tr("PIN of the health card"));
        m_field->setPlaceholderText(tr("6 to 8 digits"));
        m_confirm->setText(tr("&Confirm PIN"));
        break;
    case SecretKind::TransportPin:
        m_title->setText(again ? tr("The transport &PIN was not correct. Enter it again.")
                               : tr("Enter the transport &PIN from the insurer's letter"));
        m_field->setAccessibleName(tr("Transport PIN"));
        m_field->setPlaceholderText(tr("5 or 6 digits"));
        break;
    case SecretKind::NewPin:
        m_title->setText(tr("Let the insured person choose a new &PIN and enter it twice"));
        m_field->setAccessibleName(tr("New PIN"));
        m_field->setPlaceholderText(tr("6 to 8 digits"));
        break;
    case SecretKind::Puk:
        m_title->setText(again ? tr("The &PUK was not correct. Enter it again.")
                               : tr("Enter the &PUK from the insurer's letter"));
        m_field->setAccessibleName(tr("PUK"));
        m_field->setPlaceholderText(tr("8 digits"));
        break;
    case SecretKind::Can:
        m_title->setText(again ? tr("The access &number was not correct. Enter it again.")
                               : tr("Enter the access &number (CAN) of the health card"));
        m_field->setAccessibleName(tr("Card access number (CAN)"));
        m_field->setPlaceholderText(tr("6 digits"));
        m_confirm->setText(tr("&Confirm access number"));
        m_test->setText(tr("Use number of the &test card"));
        break;
    }
}

void PinPanel::describeTries()
{
    const int tries = m_question.triesLeft;
    const bool isCounted = m_question.kind == SecretKind::Pin || m_question.kind == SecretKind::Puk;
    const QString words = m_question.kind == SecretKind::Can ? tr("Six digits on the front of the card")
        : tries >= 0                                         ? tr("%n try(s) left", nullptr, tries)
        : isCounted ? tr("The card does not say how many tries are left.")
                    : QString();
    const bool careful = tries == 1 || m_question.wrongBefore;
    const Tone tone = tries == 1 ? Tone::Bad : careful ? Tone::Warn : Tone::Neutral;
    m_tries->setMark({careful ? Sign::Bang : Sign::Ring, tone, words});
    m_tries->setVisible(!words.isEmpty());
    m_field->setAccessibleDescription(words);
}

} // namespace dsr

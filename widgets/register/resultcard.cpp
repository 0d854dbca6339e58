#include "widgets/register/resultcard.h"

#include "core/base/advice.h"
#include "core/check/kvnr.h"
#include "core/crypto/certificate.h"
#include "widgets/shared/signlabel.h"

#include <QEvent>
#include <QGridLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace dsr {

ResultCard::ResultCard(QWidget *parent)
    : QFrame(parent)
    , m_title(new SignLabel)
    , m_action(new QLabel)
    , m_note(new QLabel)
{
    m_title->setLarge();
    m_action->setWordWrap(true);
    m_note->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(18, 14, 18, 14);
    column->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(makeDetailsButton(), 0, Qt::AlignTop);
    column->addLayout(head);
    column->addWidget(m_action);
    column->addWidget(makeFacts());
    column->addWidget(m_note);
    column->addWidget(makeButtons());
    retranslate();
}

QWidget *ResultCard::makeFacts()
{
    m_personLabel = new QLabel;
    m_person = new QLabel;
    m_showPerson = new QPushButton;
    m_showPerson->setCheckable(true);
    m_validityLabel = new QLabel;
    m_validity = new QLabel;
    setLook(m_personLabel, "quiet");
    setLook(m_validityLabel, "quiet");
    setLook(m_showPerson, "link");
    m_facts = new QWidget;
    auto *grid = new QGridLayout(m_facts);
    grid->setContentsMargins(40, 0, 0, 0);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(2, 1);
    grid->addWidget(m_personLabel, 0, 0);
    grid->addWidget(m_person, 0, 1);
    grid->addWidget(m_showPerson, 0, 2, Qt::AlignLeft);
    grid->addWidget(m_validityLabel, 1, 0);
    grid->addWidget(m_validity, 1, 1, 1, 2);
    connect(m_showPerson, &QPushButton::toggled, this, &ResultCard::retranslateFacts);
    return m_facts;
}

QWidget *ResultCard::makeButtons()
{
    const auto make = [this](const char *look, auto signal) {
        auto *button = new QPushButton;
        setLook(button, look);
        connect(button, &QPushButton::clicked, this, signal);
        return button;
    };
    m_prove = make("", &ResultCard::proveWanted);
    m_again = make("primary", &ResultCard::againWanted);
    auto *all = new QWidget;
    auto *row = new QHBoxLayout(all);
    row->setContentsMargins(0, 4, 0, 0);
    row->setSpacing(8);
    for (QPushButton *button : {m_again, m_prove})
        row->addWidget(button);
    row->addStretch();
    return all;
}

QPushButton *ResultCard::makeDetailsButton()
{
    m_details = new QPushButton;
    m_details->setCheckable(true);
    setLook(m_details, "link");
    connect(m_details, &QPushButton::toggled, this, [this](bool open) {
        retranslateButtons();
        Q_EMIT detailsToggled(open);
    });
    return m_details;
}

void ResultCard::showRecord(const RunRecord &record, bool live)
{
    m_record = record;
    m_live = live;
    m_proof.reset();
    m_note->clear();
    m_showPerson->setChecked(false);
    m_details->setChecked(false);
    const bool good = record.outcome == Outcome::Registered;
    setLook(this, good ? "goodCard" : "badCard");
    m_action->setVisible(!good || record.error);
    m_facts->setVisible(good || !record.kvnr.isEmpty());
    m_prove->setVisible(good && live);
    m_prove->setEnabled(true);
    m_note->hide();
    retranslate();
    show();
}

void ResultCard::showProof(const Result<QByteArray> &answer)
{
    m_proof = answer;
    retranslateNote();
}

void ResultCard::showNote(const QString &note, bool good)
{
    m_proof.reset();
    m_note->setText(note);
    setLook(m_note, good ? "good" : "bad");
    m_note->show();
}

void ResultCard::setProving(bool proving)
{
    m_prove->setEnabled(!proving);
}

QString ResultCard::title() const
{
    return m_title->words();
}

QString ResultCard::personText() const
{
    return m_person->text();
}

QString ResultCard::noteText() const
{
    return m_note->text();
}

void ResultCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ResultCard::retranslate()
{
    retranslateOutcome();
    retranslateFacts();
    retranslateButtons();
    retranslateNote();
}

void ResultCard::retranslateOutcome()
{
    const Mark mark = markOf(m_record.outcome);
    QString title = tr("The device is registered.");
    if (m_record.error) {
        const Advice advice = adviceFor(*m_record.error);
        title = advice.title;
        m_action->setText(advice.action);
    } else if (m_record.outcome != Outcome::Registered) {
        title = tr("The registration was not finished.");
    }
    m_title->setMark({mark.sign, mark.tone, title});
    setAccessibleName(title);
}

void ResultCard::retranslateFacts()
{
    const bool shown = m_showPerson->isChecked();
    m_personLabel->setText(tr("Insured person"));
    m_person->setText(shown ? m_record.kvnr : maskedKvnr(m_record.kvnr));
    m_showPerson->setText(shown ? tr("&Hide") : tr("S&how"));
    m_validityLabel->setText(tr("Certificate valid"));
    const auto certificate = Certificate::fromPem(m_record.certificatePem.toLatin1());
    m_validityLabel->setVisible(certificate.has_value());
    m_validity->setVisible(certificate.has_value());
    if (certificate) {
        const auto date = [](const QDateTime &time) {
            return QLocale().toString(time.toLocalTime().date(), tr("d MMM yyyy", "a date"));
        };
        m_validity->setText(
            tr("from %1 to %2", "dates").arg(date(certificate->notBefore()), date(certificate->notAfter())));
    }
}

void ResultCard::retranslateButtons()
{
    m_prove->setText(tr("&Prove certificate"));
    m_prove->setToolTip(tr("Asks the service for the devices of this person, with the new certificate."));
    m_again->setText(m_live ? tr("Register &another device") : tr("Register &a device"));
    m_details->setText(m_details->isChecked() ? tr("▾  &Technical details") : tr("▸  &Technical details"));
}

void ResultCard::retranslateNote()
{
    if (!m_proof)
        return;
    if (*m_proof) {
        const auto devices = QJsonDocument::fromJson(**m_proof).array().size();
        m_note->setText(tr("The service accepts the certificate. It knows %n device(s) of this person.",
            nullptr, static_cast<int>(devices)));
    } else {
        const Advice advice = adviceFor(m_proof->error());
        m_note->setText(QStringLiteral("%1 %2").arg(advice.title, advice.action));
    }
    setLook(m_note, *m_proof ? "good" : "bad");
    m_note->show();
}

} // namespace dsr

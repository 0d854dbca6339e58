#include "widgets/register/pindialog.h"

#include "core/base/advice.h"
#include "core/card/healthcard.h"
#include "core/flow/run.h"
#include "widgets/register/dialogoperator.h"
#include "widgets/register/pinpanel.h"
#include "widgets/shared/background.h"
#include "widgets/shared/theme.h"

#include <QHBoxLayout>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>

namespace dsr {

namespace {

/// State and tries as the run left them.
QJsonDocument stateOf(const RunRecord &record)
{
    QJsonDocument state;
    for (const StepRecord &step : record.steps) {
        for (const Artifact &artifact : step.artifacts) {
            if (artifact.name == QLatin1StringView("pin.state"))
                state = QJsonDocument::fromJson(artifact.bytes);
        }
    }
    return state;
}

} // namespace

PinDialog::PinDialog(const WindowSetup &setup, const QString &reader, QWidget *parent)
    : QDialog(parent)
    , m_setup(setup)
    , m_reader(reader)
    , m_title(new QLabel(tr("PIN of the health card")))
    , m_message(new QLabel)
    , m_panel(new PinPanel)
    , m_change(new QPushButton(tr("Ch&ange PIN")))
    , m_activate(new QPushButton(tr("Choose &first PIN")))
    , m_unblock(new QPushButton(tr("&Unblock PIN with the PUK")))
    , m_close(new QPushButton(tr("C&lose")))
{
    setWindowTitle(m_title->text());
    setLook(m_title, "title");
    m_message->setWordWrap(true);
    m_message->setMinimumWidth(520);
    m_message->setAccessibleName(tr("State of the PIN"));
    m_panel->hide();
    auto *row = new QHBoxLayout;
    for (QPushButton *button : {m_change, m_activate, m_unblock})
        row->addWidget(button);
    row->addStretch();
    row->addWidget(m_close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(14);
    column->addWidget(m_title);
    column->addWidget(m_message);
    column->addWidget(m_panel);
    column->addStretch();
    column->addLayout(row);

    connect(m_change, &QPushButton::clicked, this, [this] { start(PinTask::Change); });
    connect(m_activate, &QPushButton::clicked, this, [this] { start(PinTask::Activate); });
    connect(m_unblock, &QPushButton::clicked, this, [this] { start(PinTask::Unblock); });
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_panel, &PinPanel::confirmed, this, &PinDialog::answer);
    offer(false);
}

PinDialog::~PinDialog() = default;

QPushButton *PinDialog::button(PinTask task) const
{
    return task == PinTask::Change  ? m_change
        : task == PinTask::Activate ? m_activate
        : task == PinTask::Unblock  ? m_unblock
                                    : m_close;
}

QString PinDialog::message() const
{
    return m_message->text();
}

void PinDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    if (!m_run)
        start(PinTask::Look);
}

void PinDialog::offer(bool enabled)
{
    for (QPushButton *button : {m_change, m_activate, m_unblock})
        button->setEnabled(enabled);
}

void PinDialog::start(PinTask task)
{
    offer(false);
    m_message->setText(tr("Looking at the card…"));
    inBackground<Result<CardSource *>>(
        this, [&workbench = m_setup.workbench, reader = m_reader] { return workbench.cardSource(reader); },
        [this, task](const Result<CardSource *> &source) {
            if (source)
                run(*source, task);
            else
                m_message->setText(adviceFor(source.error()).title);
        });
}

void PinDialog::run(CardSource *source, PinTask task)
{
    const QString reader = m_reader.isEmpty() ? VirtualSource::readerName() : m_reader;
    const auto pinPad =
        pinPadStructureFromId(m_setup.settings.text(Setting::PinPad)).value_or(PinPadStructure::Auto);
    m_run.reset();
    m_operator = std::make_unique<DialogOperator>(false);
    m_run =
        std::make_unique<Run>(managePin({.cards = source, .reader = reader, .task = task, .pinPad = pinPad}),
            *m_operator, m_setup.clock);
    connect(m_operator.get(), &DialogOperator::secretAsked, this, [this](const SecretQuestion &question) {
        m_panel->ask(question, false);
        Q_EMIT asked();
    });
    connect(m_run.get(), &Run::finished, this, [this, task](const RunRecord &record) { tell(record, task); });
    m_run->start();
}

void PinDialog::answer()
{
    Secret secret = m_panel->take();
    m_panel->setVisible(secret.isEmpty());
    m_operator->answer(std::move(secret));
}

void PinDialog::tell(const RunRecord &record, PinTask task)
{
    m_panel->hide();
    const QJsonDocument pin = stateOf(record);
    const QString state = pin[QLatin1StringView("state")].toString();
    const int tries = pin[QLatin1StringView("triesLeft")].toInt(-1);
    const bool isFresh = state == pinStateId(PinState::Transport) || state == pinStateId(PinState::Empty);
    const bool isBlocked = state == pinStateId(PinState::Blocked);
    m_change->setEnabled(!state.isEmpty() && !isFresh && !isBlocked);
    m_activate->setEnabled(isFresh);
    m_unblock->setEnabled(!state.isEmpty() && !isFresh);
    if (record.error) {
        const Advice advice = adviceFor(*record.error);
        m_message->setText(QStringLiteral("%1 %2").arg(advice.title, advice.action));
    } else {
        const QString now = isFresh ? tr("The insured person has not chosen a PIN yet.")
            : isBlocked             ? tr("The PIN is blocked. It can be unblocked with the PUK.")
            : tries >= 0            ? tr("The PIN can be used, %n try(s) left.", nullptr, tries)
                                    : tr("The PIN can be used.");
        m_message->setText(task == PinTask::Look ? now : tr("Done. %1").arg(now));
    }
    Q_EMIT finished(record);
}

} // namespace dsr

#include "widgets/register/registerplace.h"

#include "core/base/advice.h"
#include "core/base/files.h"
#include "core/flow/report.h"
#include "core/flow/sessionfile.h"
#include "widgets/register/dialogoperator.h"
#include "widgets/register/pinpanel.h"
#include "widgets/register/resultcard.h"
#include "widgets/register/resultdetails.h"
#include "widgets/shared/background.h"
#include "widgets/shared/filedialog.h"
#include "widgets/shared/selection.h"
#include "widgets/shared/theme.h"
#include "widgets/steps/sequenceview.h"
#include "widgets/steps/stepdetail.h"
#include "widgets/steps/stepmodel.h"
#include "widgets/steps/stepview.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>

namespace dsr {

/// What a run needs; shared with the jobs that outlive the place.
struct RegisterPlace::Prepared
{
    PreparedRegistration registration;
    std::shared_ptr<const Secret> testPin; ///< of the built-in card; nullptr for other cards
    std::shared_ptr<const Secret> testCan;
};

namespace {

QFrame *cardAround(QWidget *content)
{
    auto *card = new QFrame;
    setLook(card, "card");
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(5, 5, 5, 5);
    column->addWidget(content);
    return card;
}

/// A scroll area that does not ask for sizes before it is shown: they change with every part and with the
/// style sheet until then, and each time all texts are measured.
class PageArea : public QScrollArea
{
protected:
    bool event(QEvent *event) override
    {
        m_shown = m_shown || event->type() == QEvent::Show;
        if (m_shown)
            return QScrollArea::event(event);
        return QAbstractScrollArea::event(event); // NOLINT(bugprone-parent-virtual-call): that is the point
    }

private:
    bool m_shown = false;
};

} // namespace

RegisterPlace::RegisterPlace(const WindowSetup &setup, QWidget *parent)
    : QWidget(parent)
    , m_setup(setup)
    , m_steps(new StepModel(this))
    , m_selection(new Selection(this))
    , m_pages(new QStackedWidget)
{
    setLook(this, "page");
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_pages);
    m_pages->addWidget(makeSetupPage());
}

void RegisterPlace::makeReady()
{
    if (m_pages->count() > 1)
        return;
    m_pages->addWidget(makeRunPage());
    connect(m_steps, &QAbstractItemModel::dataChanged, this, &RegisterPlace::updateHead);
    connect(m_steps, &QAbstractItemModel::modelReset, this, &RegisterPlace::updateHead);
    retranslate();
}

RegisterPlace::~RegisterPlace()
{
    m_stop.request_stop();
}

QWidget *RegisterPlace::makeSetupPage()
{
    auto *page = new QWidget;
    setLook(page, "page");
    auto *scroll = new PageArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page);
    constexpr int widest = 860;
    m_setupCard = new SetupCard(m_setup.settings);
    m_setupCard->setMaximumWidth(widest);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(32, 32, 32, 32);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_setupCard, 20);
    row->addStretch(1);
    column->addLayout(row);
    column->addStretch(1);
    connect(m_setupCard, &SetupCard::startWanted, this,
        [this](const SetupChoice &choice, bool stepwise) { start(choice, stepwise); });
    connect(m_setupCard, &SetupCard::openSessionWanted, this, &RegisterPlace::askForSession);
    return scroll;
}

QWidget *RegisterPlace::makeRunHead()
{
    m_runTitle = new QLabel;
    m_progressText = new QLabel;
    m_progress = new QProgressBar;
    m_next = new QPushButton;
    m_rest = new QPushButton;
    m_cancel = new QPushButton;
    m_saveSession = new QPushButton;
    m_saveReport = new QPushButton;
    m_open = new QPushButton;
    for (QPushButton *button : {m_saveSession, m_saveReport, m_open})
        setLook(button, "link");
    setLook(m_runTitle, "title");
    setLook(m_progressText, "quiet");
    setLook(m_next, "primary");
    m_next->setEnabled(false);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(150);
    connect(m_next, &QPushButton::clicked, this, [this] {
        m_next->setEnabled(false);
        m_operator->nextStep();
    });
    connect(m_rest, &QPushButton::clicked, this, [this] {
        m_next->hide();
        m_rest->hide();
        m_operator->runTheRest();
    });
    connect(m_cancel, &QPushButton::clicked, this, &RegisterPlace::cancel);
    connect(m_saveSession, &QPushButton::clicked, this, &RegisterPlace::saveSession);
    connect(m_saveReport, &QPushButton::clicked, this, &RegisterPlace::saveReport);
    connect(m_open, &QPushButton::clicked, this, &RegisterPlace::askForSession);

    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(2, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(m_runTitle);
    row->addSpacing(12);
    row->addWidget(m_progress);
    row->addWidget(m_progressText);
    row->addStretch();
    row->addWidget(m_next);
    row->addWidget(m_rest);
    row->addWidget(m_cancel);
    row->addWidget(m_saveSession);
    row->addWidget(m_saveReport);
    row->addWidget(m_open);
    return head;
}

QWidget *RegisterPlace::makeRunPage()
{
    m_pinPanel = new PinPanel;
    m_resultCard = new ResultCard;
    m_resultDetails = new ResultDetails;
    m_stepList = new StepView(m_steps, m_selection);
    m_stepList->setMinimumWidth(270);
    m_diagram = new SequenceView(m_steps, m_selection);
    m_detail = new StepDetail(m_steps, m_selection);
    connect(m_detail, &StepDetail::inspectWanted, this, &RegisterPlace::inspectWanted);

    auto *halves = new QSplitter(Qt::Vertical);
    halves->setChildrenCollapsible(false);
    halves->setHandleWidth(9);
    halves->addWidget(cardAround(m_diagram));
    halves->addWidget(m_detail);
    halves->setSizes({400, 600});
    m_lower = new QStackedWidget;
    m_lower->addWidget(halves);
    m_lower->addWidget(m_resultDetails);

    auto *right = new QWidget;
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(9);
    column->addWidget(m_pinPanel);
    column->addWidget(m_resultCard);
    column->addWidget(m_lower, 1);
    auto *sides = new QSplitter(Qt::Horizontal);
    sides->setChildrenCollapsible(false);
    sides->setHandleWidth(9);
    sides->addWidget(cardAround(m_stepList));
    sides->addWidget(right);
    sides->setSizes({280, 820});
    sides->setStretchFactor(0, 0);
    sides->setStretchFactor(1, 1);

    auto *page = new QWidget;
    setLook(page, "page");
    auto *all = new QVBoxLayout(page);
    all->setContentsMargins(16, 12, 16, 14);
    all->setSpacing(10);
    all->addWidget(makeRunHead());
    all->addWidget(sides, 1);

    connect(m_pinPanel, &PinPanel::confirmed, this, &RegisterPlace::answer);
    connect(m_pinPanel, &PinPanel::testWanted, this, &RegisterPlace::useTestSecret);
    connect(m_resultCard, &ResultCard::proveWanted, this, &RegisterPlace::prove);
    connect(m_resultCard, &ResultCard::againWanted, this, &RegisterPlace::showSetup);
    connect(m_resultCard, &ResultCard::detailsToggled, this,
        [this](bool open) { m_lower->setCurrentIndex(open ? 1 : 0); });
    return page;
}

void RegisterPlace::setReaders(CardServiceState service, const QList<ReaderInfo> &readers)
{
    m_setupCard->setReaders(service, readers);
}

void RegisterPlace::start(const SetupChoice &choice, bool stepwise, const QString &identityFolder)
{
    if (isRunning() || m_preparing)
        return;
    makeReady();
    m_preparing = true;
    m_setupCard->setBusy(true);
    m_setupCard->showError({});
    const QString folder = !identityFolder.isEmpty()
        ? identityFolder
        : QStringLiteral("%1/identities/%2")
              .arg(m_setup.dataDir,
                  m_setup.clock.now().toLocalTime().toString(QStringLiteral("yyyyMMdd-HHmmss")));
    const auto pinPad =
        pinPadStructureFromId(m_setup.settings.text(Setting::PinPad)).value_or(PinPadStructure::Auto);
    const auto work = [&workbench = m_setup.workbench, choice, pinPad, folder]() -> Result<PreparedPtr> {
        RegistrationChoice wanted{.reader = choice.reader,
            .dms = {},
            .profile = choice.profile,
            .pinPad = pinPad,
            .identityFolder = folder};
        if (!choice.dmsUrl.isEmpty()) {
            const auto dms = remoteDms(choice.dmsUrl, choice.dmsCa);
            if (!dms)
                return fail(dms.error());
            wanted.dms = *dms;
        }
        auto registration = workbench.prepare(wanted);
        if (!registration)
            return fail(registration.error());
        auto prepared = std::make_shared<Prepared>(Prepared{std::move(*registration), nullptr, nullptr});
        if (prepared->registration.setup.reader == VirtualSource::readerName()) {
            // The card that is in now, which may be another one, or have another PIN by now.
            const auto reader = workbench.builtInReader();
            const auto card = reader ? (*reader)->card() : nullptr;
            prepared->testPin = card ? std::make_shared<const Secret>(card->memory().pin.clone())
                                     : (*workbench.testBed())->pin;
            prepared->testCan = (*workbench.testBed())->can;
        }
        return prepared;
    };
    inBackground<Result<PreparedPtr>>(this, work, [this, stepwise](const Result<PreparedPtr> &prepared) {
        m_preparing = false;
        m_setupCard->setBusy(false);
        if (prepared) {
            begin(*prepared, stepwise);
            return;
        }
        m_setupCard->showError(prepared.error());
        Q_EMIT failed(prepared.error());
    });
}

void RegisterPlace::begin(const PreparedPtr &prepared, bool stepwise)
{
    m_run.reset();
    m_prepared = prepared;
    m_operator = std::make_unique<DialogOperator>(stepwise);
    m_run = std::make_unique<Run>(registerDevice(m_prepared->registration.setup), *m_operator, m_setup.clock);
    m_live = true;
    m_pinPanel->hide();
    m_resultCard->hide();
    m_lower->setCurrentIndex(0);
    m_next->setVisible(stepwise);
    m_next->setEnabled(false);
    m_rest->setVisible(stepwise);
    m_cancel->setEnabled(true);
    showHead(true);
    m_selection->select(-1);
    m_steps->show(m_run->record());
    m_pages->setCurrentIndex(1);
    retranslate();
    connectRun();
    Q_EMIT begun();
    m_run->start();
}

void RegisterPlace::connectRun()
{
    connect(m_run.get(), &Run::stepChanged, this, &RegisterPlace::showStep);
    connect(m_run.get(), &Run::finished, this, [this](const RunRecord &record) {
        showResult(record, true);
        Q_EMIT finished(record);
    });
    connect(m_operator.get(), &DialogOperator::secretAsked, this, &RegisterPlace::ask);
    connect(m_operator.get(), &DialogOperator::waitsForGo, this, [this] {
        m_next->setEnabled(true);
        m_next->setFocus();
    });
}

void RegisterPlace::showStep(int index, const StepRecord &step)
{
    // The selection follows the run until the person looks at something else.
    const int before = m_steps->runningStep() >= 0 ? m_steps->runningStep() : index - 1;
    m_steps->update(index, step);
    if (step.status != StepStatus::Running)
        m_pinPanel->hide();
    if (step.status == StepStatus::Running && (m_selection->step() < 0 || m_selection->step() == before))
        m_selection->select(index);
    Q_EMIT stepChanged(index, step);
}

void RegisterPlace::ask(const SecretQuestion &question)
{
    m_testSecret = question.kind == SecretKind::Can ? m_prepared->testCan : m_prepared->testPin;
    m_pinPanel->ask(question, m_testSecret != nullptr);
    Q_EMIT secretAsked();
}

/// An empty answer leaves the entry to the reader; the panel says so until the step is over.
void RegisterPlace::answer()
{
    Secret secret = m_pinPanel->take();
    m_pinPanel->setVisible(secret.isEmpty());
    m_operator->answer(std::move(secret));
}

void RegisterPlace::useTestSecret()
{
    if (!m_testSecret)
        return;
    m_pinPanel->hide();
    m_operator->answer(m_testSecret->clone());
}

void RegisterPlace::showResult(const RunRecord &record, bool live)
{
    m_live = live;
    m_pinPanel->hide();
    m_next->hide();
    m_rest->hide();
    showHead(false);
    m_lower->setCurrentIndex(0);
    if (live)
        m_steps->complete(record);
    else
        m_steps->show(record);
    m_resultDetails->showRecord(record);
    m_resultCard->showRecord(record, live);
    for (int i = 0; i < record.steps.size(); ++i) {
        if (record.steps.at(i).status == StepStatus::Failed)
            m_selection->select(i);
    }
    if (m_selection->step() < 0)
        m_selection->select(0);
    m_resultCard->againButton()->setFocus();
    retranslate();
}

void RegisterPlace::showSetup()
{
    m_run.reset();
    m_pages->setCurrentIndex(0);
    m_setupCard->runAllButton()->setFocus();
}

bool RegisterPlace::isRunning() const
{
    return m_run && m_run->record().outcome == Outcome::Running;
}

void RegisterPlace::cancel()
{
    if (!isRunning())
        return;
    m_cancel->setEnabled(false);
    m_pinPanel->hide();
    m_run->cancel();
}

void RegisterPlace::prove()
{
    const RunRecord record = m_steps->record();
    const auto certificate = Certificate::fromPem(record.certificatePem.toLatin1());
    if (!certificate || !m_prepared)
        return;
    m_resultCard->setProving(true);
    // The job holds what it works with; the place may go away meanwhile.
    const auto work = [prepared = m_prepared, certificate = *certificate, kvnr = record.kvnr,
                          stop = m_stop.get_token()] {
        PreparedRegistration &registration = prepared->registration;
        return proveCertificate(*registration.dms, certificate, registration.device->mtlsKey(), kvnr, stop);
    };
    inBackground<Result<QByteArray>>(this, work, [this](const Result<QByteArray> &answer) {
        m_resultCard->setProving(false);
        m_resultCard->showProof(answer);
        Q_EMIT proved(answer.has_value());
    });
}

void RegisterPlace::openSession(const QString &path)
{
    makeReady();
    const auto work = [path]() -> Result<RunRecord> {
        const auto bytes = readFile(path);
        if (!bytes)
            return fail(bytes.error());
        return sessionFromBytes(*bytes, path);
    };
    inBackground<Result<RunRecord>>(this, work, [this](const Result<RunRecord> &record) {
        if (isRunning())
            return;
        if (!record) {
            m_pages->setCurrentIndex(0);
            m_setupCard->showError(record.error());
            Q_EMIT failed(record.error());
            return;
        }
        m_run.reset();
        m_setupCard->showError({});
        m_selection->select(-1);
        showResult(*record, false);
        m_pages->setCurrentIndex(1);
    });
}

void RegisterPlace::askForSession()
{
    askOpenPath(window(), tr("Open session"), tr("Sessions (*.dsrsession);;All files (*)"),
        [this](const QString &path) { openSession(path); });
}

void RegisterPlace::saveSession()
{
    saveAs(tr("Save session"), QStringLiteral("registration.dsrsession"), tr("Sessions (*.dsrsession)"),
        [record = m_steps->record()] { return sessionBytes(record); });
}

void RegisterPlace::saveReport()
{
    saveAs(tr("Save report"), QStringLiteral("registration.html"), tr("Web pages (*.html)"),
        [record = m_steps->record()] { return htmlReport(record); });
}

void RegisterPlace::saveAs(const QString &title, const QString &name, const QString &filter,
    const std::function<QByteArray()> &bytes)
{
    askSavePath(window(), title, name, filter, [this, bytes](const QString &path) {
        inBackground<Result<void>>(
            this, [bytes, path] { return writeFile(path, bytes(), FileAccess::OwnerOnly); },
            [this, path](const Result<void> &saved) {
                if (saved) {
                    m_resultCard->showNote(tr("Saved as %1.").arg(path), true);
                    return;
                }
                const Advice advice = adviceFor(saved.error());
                m_resultCard->showNote(QStringLiteral("%1 %2").arg(advice.title, advice.action), false);
            });
    });
}

void RegisterPlace::showHead(bool running)
{
    m_progress->setVisible(running);
    m_cancel->setVisible(running);
    for (QPushButton *button : {m_saveSession, m_saveReport, m_open})
        button->setVisible(!running);
}

void RegisterPlace::updateHead()
{
    const auto all = m_steps->rowCount();
    const int done = m_steps->doneSteps();
    m_progress->setRange(0, qMax(1, all));
    m_progress->setValue(done);
    m_progressText->setText(tr("%1 of %2 steps", "done, all").arg(done).arg(all));
    m_progress->setAccessibleName(tr("Progress"));
}

void RegisterPlace::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_steps->retranslate();
        if (m_pages->count() > 1)
            retranslate();
    }
}

void RegisterPlace::retranslate()
{
    m_runTitle->setText(m_live ? tr("Registration") : tr("Recorded session"));
    m_next->setText(tr("&Next step"));
    m_rest->setText(tr("Run the &rest"));
    m_cancel->setText(tr("Cance&l"));
    m_saveSession->setText(tr("&Save session…"));
    m_saveReport->setText(tr("Save &report…"));
    m_open->setText(tr("&Open session…"));
    updateHead();
}

} // namespace dsr

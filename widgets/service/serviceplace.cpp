#include "widgets/service/serviceplace.h"

#include "core/base/advice.h"
#include "core/base/files.h"
#include "core/check/kvnr.h"
#include "widgets/service/registrationmodel.h"
#include "widgets/service/requestmodel.h"
#include "widgets/shared/background.h"
#include "widgets/shared/filedialog.h"
#include "widgets/shared/signlabel.h"
#include "widgets/shared/table.h"
#include "widgets/steps/findingmodel.h"

#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>

namespace dsr {

namespace {

ServiceState stateOf(LocalDms &dms)
{
    ServiceState state;
    state.running = dms.isRunning();
    state.mode = dms.mode();
    if (!state.running)
        return state;
    const DmsAddress address = dms.address();
    state.tls = address.tls;
    state.mtls = address.mtls;
    state.ocsp = dms.ocspUrl();
    for (const Certificate &ca : address.tlsCa)
        state.caPem += ca.pem();
    if (const auto registrations = dms.store()->registrations())
        state.registrations = *registrations;
    else
        state.error = registrations.error();
    return state;
}

} // namespace

ServicePlace::ServicePlace(const WindowSetup &setup, QWidget *parent)
    : QWidget(parent)
    , m_setup(setup)
    , m_requests(new RequestModel(this))
    , m_findings(new FindingModel(this))
    , m_registrations(new RegistrationModel(this))
    , m_error(new QLabel)
    , m_note(new QLabel)
    , m_tabs(new QTabWidget)
{
    // One worker: jobs that start, stop and look never meet.
    m_worker.setMaxThreadCount(1);
    setLook(this, "page");
    setLook(m_error, "bad");
    setLook(m_note, "quiet");
    m_error->setWordWrap(true);
    auto *headCard = new QFrame;
    setLook(headCard, "card");
    auto *head = new QVBoxLayout(headCard);
    head->setContentsMargins(22, 18, 22, 18);
    head->setSpacing(12);
    head->addWidget(makeHead());
    head->addWidget(m_error);
    head->addWidget(makeAddresses());
    head->addWidget(m_note);

    auto *tableCard = new QFrame;
    setLook(tableCard, "card");
    auto *tables = new QVBoxLayout(tableCard);
    tables->setContentsMargins(12, 8, 12, 12);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(makeRequests(), QString());
    m_tabs->addTab(makeRegistrations(), QString());
    tables->addWidget(m_tabs);

    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 16, 16, 14);
    all->setSpacing(12);
    all->addWidget(headCard);
    all->addWidget(tableCard, 1);
    retranslate();
    showState({});
}

ServicePlace::~ServicePlace()
{
    m_worker.clear();
    m_worker.waitForDone();
}

QWidget *ServicePlace::makeHead()
{
    m_title = new QLabel;
    m_running = new SignLabel;
    m_modeLabel = new QLabel;
    m_mode = new QComboBox;
    m_switch = new QPushButton;
    setLook(m_title, "title");
    setLook(m_modeLabel, "quiet");
    m_modeLabel->setBuddy(m_mode);
    m_mode->addItem(QString(), QStringLiteral("strict"));
    m_mode->addItem(QString(), QStringLiteral("lenient"));
    m_mode->setCurrentIndex(m_setup.settings.text(Setting::Mode) == QLatin1StringView("lenient") ? 1 : 0);
    connect(m_mode, &QComboBox::activated, this, [this] {
        m_setup.settings.setValue(Setting::Mode, m_mode->currentData());
        if (m_state.running)
            startService();
    });
    connect(m_switch, &QPushButton::clicked, this, [this] {
        if (m_state.running)
            stopService();
        else
            startService();
    });
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_title);
    row->addSpacing(8);
    row->addWidget(m_running);
    row->addStretch();
    row->addWidget(m_modeLabel);
    row->addWidget(m_mode);
    row->addWidget(m_switch);
    return head;
}

QLineEdit *ServicePlace::addAddress(QGridLayout *grid, QLabel *label)
{
    auto *field = new QLineEdit;
    field->setReadOnly(true);
    setLook(field, "address");
    setLook(label, "quiet");
    label->setBuddy(field);
    auto *copy = new QPushButton;
    setLook(copy, "link");
    copy->setIcon(lineIcon(QStringLiteral("copy"), Theme::of(palette()).ink(Tone::Accent)));
    connect(copy, &QPushButton::clicked, this, [this, field] {
        QGuiApplication::clipboard()->setText(field->text());
        m_note->setText(tr("%1 was copied.").arg(field->text()));
        m_note->show();
    });
    m_copies.append(copy);
    const int row = grid->rowCount();
    grid->addWidget(label, row, 0);
    grid->addWidget(field, row, 1);
    grid->addWidget(copy, row, 2);
    return field;
}

QWidget *ServicePlace::makeAddresses()
{
    m_tlsLabel = new QLabel;
    m_mtlsLabel = new QLabel;
    m_ocspLabel = new QLabel;
    auto *fields = new QWidget;
    auto *grid = new QGridLayout(fields);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(2);
    grid->setColumnMinimumWidth(1, 200);
    grid->setColumnStretch(3, 1);
    m_tls = addAddress(grid, m_tlsLabel);
    m_mtls = addAddress(grid, m_mtlsLabel);
    m_ocsp = addAddress(grid, m_ocspLabel);
    m_exportCa = new QPushButton;
    grid->addWidget(m_exportCa, 0, 4, grid->rowCount(), 1, Qt::AlignBottom);
    connect(m_exportCa, &QPushButton::clicked, this, &ServicePlace::exportCa);
    return fields;
}

QWidget *ServicePlace::makeRequests()
{
    m_requestTable = makeTable(m_requests);
    m_requestTable->setColumnWidth(RequestModel::TimeColumn, 120);
    m_requestTable->setColumnWidth(RequestModel::MethodColumn, 80);
    m_requestTable->setColumnWidth(RequestModel::PathColumn, 240);
    m_requestTable->setColumnWidth(RequestModel::StatusColumn, 90);
    m_requestTable->setColumnWidth(RequestModel::CodeColumn, 220);
    m_findingsTitle = new QLabel;
    setLook(m_findingsTitle, "quiet");
    m_findingTable = makeTable(m_findings);
    m_findingTable->setColumnHidden(FindingModel::JudgeColumn, true);
    m_findingTable->setColumnWidth(FindingModel::ResultColumn, 130);
    m_findingTable->setColumnWidth(FindingModel::CheckColumn, 340);
    m_findingTable->setColumnWidth(FindingModel::ExpectedColumn, 200);
    auto *judged = new QWidget;
    auto *column = new QVBoxLayout(judged);
    column->setContentsMargins(0, 6, 0, 0);
    m_inspectRequest = new QPushButton;
    m_inspectAnswer = new QPushButton;
    auto *head = new QHBoxLayout;
    head->addWidget(m_findingsTitle, 1);
    for (QPushButton *button : {m_inspectRequest, m_inspectAnswer}) {
        setLook(button, "link");
        head->addWidget(button);
    }
    connect(m_inspectRequest, &QPushButton::clicked, this,
        [this] { inspectBody("request", &RequestLogEntry::request); });
    connect(m_inspectAnswer, &QPushButton::clicked, this,
        [this] { inspectBody("answer", &RequestLogEntry::answer); });
    column->addLayout(head);
    column->addWidget(m_findingTable, 1);
    auto *halves = new QSplitter(Qt::Vertical);
    halves->setChildrenCollapsible(false);
    halves->addWidget(m_requestTable);
    halves->addWidget(judged);
    connect(m_requestTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &ServicePlace::showFindings);
    return halves;
}

QWidget *ServicePlace::makeRegistrations()
{
    m_registrationTable = makeTable(m_registrations);
    m_registrationTable->setColumnWidth(RegistrationModel::PersonColumn, 150);
    m_registrationTable->setColumnWidth(RegistrationModel::DeviceColumn, 420);
    m_registrationTable->setColumnWidth(RegistrationModel::TypeColumn, 110);
    m_delete = new QPushButton;
    m_reallyDelete = new QPushButton;
    m_keep = new QPushButton;
    m_confirmText = new QLabel;
    setLook(m_delete, "danger");
    setLook(m_reallyDelete, "danger");
    m_confirm = new QWidget;
    auto *question = new QHBoxLayout(m_confirm);
    question->setContentsMargins(0, 0, 0, 0);
    question->addWidget(m_confirmText);
    question->addWidget(m_reallyDelete);
    question->addWidget(m_keep);
    auto *row = new QHBoxLayout;
    row->addWidget(m_delete);
    row->addWidget(m_confirm);
    row->addStretch();
    auto *all = new QWidget;
    auto *column = new QVBoxLayout(all);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_registrationTable, 1);
    column->addLayout(row);
    connect(m_registrationTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this] { askDelete(false); });
    connect(m_delete, &QPushButton::clicked, this, [this] { askDelete(true); });
    connect(m_keep, &QPushButton::clicked, this, [this] { askDelete(false); });
    connect(m_reallyDelete, &QPushButton::clicked, this, &ServicePlace::deleteChosen);
    askDelete(false);
    return all;
}

Mode ServicePlace::chosenMode() const
{
    return m_mode->currentIndex() == 1 ? Mode::Lenient : Mode::Strict;
}

void ServicePlace::startService()
{
    work([mode = chosenMode()](LocalDms &dms) -> Result<void> {
        if (dms.isRunning() && dms.mode() == mode)
            return {};
        dms.stop();
        dms.setMode(mode);
        return dms.start();
    });
}

void ServicePlace::stopService()
{
    work([](LocalDms &dms) -> Result<void> {
        dms.stop();
        return {};
    });
}

void ServicePlace::work(std::function<Result<void>(LocalDms &)> job)
{
    m_busy = true;
    m_switch->setEnabled(false);
    const auto onWorker = [this, &workbench = m_setup.workbench, job = std::move(job)]() -> ServiceState {
        // `this` lives: the worker's jobs end before the place does.
        const auto dms = workbench.localDms();
        if (!dms)
            return {.error = dms.error()};
        listen(**dms);
        const auto done = job(**dms);
        ServiceState state = stateOf(**dms);
        if (!done)
            state.error = done.error();
        return state;
    };
    inBackground<ServiceState>(
        this, onWorker, [this](const ServiceState &state) { showState(state); }, &m_worker);
}

void ServicePlace::listen(LocalDms &dms)
{
    if (m_listening)
        return;
    m_listening = true;
    connect(
        &dms, &LocalDms::requestAnswered, this,
        [this](const RequestLogEntry &entry) {
            constexpr int created = 201;
            m_requests->add(entry);
            if (entry.status == created)
                work([](LocalDms &) -> Result<void> { return {}; });
        },
        Qt::QueuedConnection);
}

void ServicePlace::showState(const ServiceState &state)
{
    m_busy = false;
    m_state = state;
    if (state.running)
        m_running->setMark({Sign::Tick, Tone::Good, tr("running")});
    else
        m_running->setMark({Sign::Ring, Tone::Neutral, tr("stopped")});
    m_switch->setEnabled(true);
    m_switch->setText(state.running ? tr("&Stop") : tr("&Start"));
    m_tls->setText(state.tls.toString());
    m_mtls->setText(state.mtls.toString());
    m_ocsp->setText(state.ocsp.toString());
    m_exportCa->setEnabled(!state.caPem.isEmpty());
    for (QPushButton *copy : std::as_const(m_copies))
        copy->setEnabled(state.running);
    m_error->setVisible(state.error.has_value());
    if (state.error) {
        const Advice advice = adviceFor(*state.error);
        m_error->setText(QStringLiteral("%1 %2").arg(advice.title, advice.action));
    }
    if (!state.running)
        m_note->hide();
    m_registrations->show(state.registrations);
    askDelete(false);
    Q_EMIT stateChanged(state);
}

void ServicePlace::showFindings()
{
    const RequestLogEntry *entry = m_requests->entry(m_requestTable->currentIndex().row());
    m_findings->show(entry ? entry->findings : QList<Finding>());
    m_inspectRequest->setEnabled(entry && !entry->request.isEmpty());
    m_inspectAnswer->setEnabled(entry && !entry->answer.isEmpty());
    m_findingsTitle->setText(!entry     ? tr("Select a request to see what was checked.")
            : entry->findings.isEmpty() ? tr("Nothing had to be checked for this request.")
                                        : tr("What was checked for this request:"));
}

void ServicePlace::inspectBody(const char *name, QByteArray RequestLogEntry::*body)
{
    const RequestLogEntry *entry = m_requests->entry(m_requestTable->currentIndex().row());
    if (entry)
        Q_EMIT inspectWanted({entry->path.mid(1) + QLatin1Char('.') + QLatin1StringView(name),
            DataKind::Guess, entry->*body, body == &RequestLogEntry::request});
}

void ServicePlace::askDelete(bool open)
{
    const DeviceRegistration *chosen =
        m_registrations->registration(m_registrationTable->currentIndex().row());
    m_delete->setEnabled(chosen != nullptr);
    m_delete->setVisible(!open);
    m_confirm->setVisible(open && chosen);
    if (!open || !chosen)
        return;
    m_confirmText->setText(
        tr("Delete this device of %1? Its certificate is revoked.").arg(maskedKvnr(chosen->userIdentifier)));
    m_keep->setFocus();
}

void ServicePlace::deleteChosen()
{
    const DeviceRegistration *chosen =
        m_registrations->registration(m_registrationTable->currentIndex().row());
    if (!chosen)
        return;
    work([kvnr = chosen->userIdentifier, device = chosen->deviceIdentifier, now = m_setup.clock.now()](
             LocalDms &dms) -> Result<void> {
        if (!dms.isRunning())
            return {};
        if (const auto deleted = dms.store()->deleteRegistration(kvnr, device, now); !deleted)
            return fail(deleted.error());
        return {};
    });
}

void ServicePlace::exportCa()
{
    askSavePath(window(), tr("Export certificate authority"), QStringLiteral("dsr-service-ca.pem"),
        tr("Certificates (*.pem)"), [this](const QString &path) {
            inBackground<Result<void>>(
                this, [path, pem = m_state.caPem] { return writeFile(path, pem); },
                [this, path](const Result<void> &written) {
                    const Advice advice =
                        written ? Advice{tr("Saved as %1.").arg(path), {}} : adviceFor(written.error());
                    m_note->setText(QStringLiteral("%1 %2").arg(advice.title, advice.action).trimmed());
                    m_note->show();
                });
        });
}

void ServicePlace::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ServicePlace::retranslate()
{
    m_title->setText(tr("Service of this computer"));
    m_modeLabel->setText(tr("C&hecks"));
    m_mode->setItemText(0, tr("strict"));
    m_mode->setItemText(1, tr("lenient"));
    m_tlsLabel->setText(tr("Registration"));
    m_mtlsLabel->setText(tr("With client certificate"));
    m_ocspLabel->setText(tr("Status of card certificates"));
    for (QPushButton *copy : std::as_const(m_copies)) {
        copy->setToolTip(tr("Copy"));
        copy->setAccessibleName(tr("Copy"));
    }
    m_tls->setAccessibleName(m_tlsLabel->text());
    m_mtls->setAccessibleName(m_mtlsLabel->text());
    m_ocsp->setAccessibleName(m_ocspLabel->text());
    m_exportCa->setText(tr("&Export certificate authority…"));
    m_tabs->setTabText(0, tr("Requests"));
    m_tabs->setTabText(1, tr("Registrations"));
    m_requestTable->setAccessibleName(tr("Requests"));
    m_inspectRequest->setText(tr("Open re&quest in Inspect"));
    m_inspectAnswer->setText(tr("Open a&nswer in Inspect"));
    m_findingTable->setAccessibleName(tr("Checks of the request"));
    m_registrationTable->setAccessibleName(tr("Registrations"));
    m_delete->setText(tr("&Delete…"));
    m_reallyDelete->setText(tr("&Delete device"));
    m_keep->setText(tr("&Keep it"));
    m_requests->retranslate();
    m_findings->retranslate();
    m_registrations->retranslate();
    showFindings();
    if (!m_busy)
        showState(m_state);
}

} // namespace dsr

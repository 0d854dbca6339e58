#include "widgets/mainwindow.h"

#include "core/flow/cardmonitor.h"
#include "widgets/inspect/inspectplace.h"
#include "widgets/register/cardpanel.h"
#include "widgets/register/pindialog.h"
#include "widgets/register/readerchoice.h"
#include "widgets/register/registerplace.h"
#include "widgets/register/trainingdialog.h"
#include "widgets/service/serviceplace.h"
#include "widgets/shared/background.h"
#include "widgets/shared/theme.h"
#include "widgets/statusstrip.h"

#include <QButtonGroup>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>

namespace dsr {

MainWindow::MainWindow(const WindowSetup &setup, const QString &language)
    : m_setup(setup)
    , m_watch(std::make_unique<ReaderWatch>())
    , m_monitor(std::make_unique<CardMonitor>(
          [&workbench = setup.workbench](const QString &reader) { return workbench.cardSource(reader); },
          setup.clock))
    , m_places(new QStackedWidget)
    , m_register(new RegisterPlace(setup))
    , m_strip(new StatusStrip(setup.clock))
{
    m_places->addWidget(m_register);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(makeRail());
    middle->addWidget(m_places, 1);
    auto *all = new QWidget;
    auto *column = new QVBoxLayout(all);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(middle, 1);
    column->addWidget(m_strip);
    setCentralWidget(all);
    setMinimumSize(1100, 700);
    if (!restoreGeometry(setup.settings.value(Setting::WindowGeometry).toByteArray()))
        resize(1280, 800);

    connect(m_watch.get(), &ReaderWatch::changed, m_register, &RegisterPlace::setReaders);
    connectMonitor();
    connect(m_strip, &StatusStrip::languageWanted, this, &MainWindow::languageWanted);
    m_strip->setLanguage(language);
    retranslate();
    m_register->setupCard()->runAllButton()->setFocus();
}

MainWindow::~MainWindow() = default;

void MainWindow::connectMonitor()
{
    SetupCard *setup = m_register->setupCard();
    CardMonitor *monitor = m_monitor.get();
    connect(m_watch.get(), &ReaderWatch::changed, monitor, &CardMonitor::setReaders);
    connect(setup->readerChoice(), &ReaderChoice::chosenChanged, this, &MainWindow::chooseReader);
    connect(setup, &SetupCard::purposeChanged, monitor, &CardMonitor::setPurpose);
    connect(setup->cardPanel(), &CardPanel::lookWanted, monitor, &CardMonitor::lookAgain);
    connect(monitor, &CardMonitor::situationChanged, setup->cardPanel(), &CardPanel::showSituation);
    connect(monitor, &CardMonitor::situationChanged, m_strip, &StatusStrip::setCard);
    connect(setup, &SetupCard::pinWanted, this, &MainWindow::openPin);
    connect(setup, &SetupCard::trainingWanted, this, &MainWindow::openTraining);
    connect(m_register, &RegisterPlace::begun, monitor, &CardMonitor::pause);
    connect(m_register, &RegisterPlace::finished, monitor,
        [monitor](const RunRecord &record) { monitor->resume(interruptionOf(record)); });
}

void MainWindow::chooseReader(const QString &reader)
{
    m_monitor->choose(reader.isEmpty() ? VirtualSource::readerName() : reader);
}

void MainWindow::openPin(const QString &reader)
{
    auto *dialog = new PinDialog(m_setup, reader, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_monitor->pause();
    connect(dialog, &QObject::destroyed, m_monitor.get(), [this] { m_monitor->resume(); });
    dialog->open();
}

/// Stays open beside the work, so that the card can be played during it.
void MainWindow::openTraining()
{
    if (!m_training) {
        m_training = new TrainingDialog(m_setup, this);
        m_training->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_training, &TrainingDialog::played, m_monitor.get(), &CardMonitor::lookAgain);
    }
    m_training->show();
    m_training->raise();
}

void MainWindow::openInInspect(const Artifact &artifact)
{
    m_inspectButton->click();
    m_inspect->open({artifact.name, artifact.bytes, artifact.kind});
}

QWidget *MainWindow::makeRail()
{
    auto *rail = new QFrame;
    setLook(rail, "rail");
    auto *column = new QVBoxLayout(rail);
    column->setContentsMargins(10, 16, 10, 12);
    column->setSpacing(6);
    auto *brand = new QLabel;
    brand->setPixmap(brandPicture(36, devicePixelRatioF()));
    brand->setContentsMargins(6, 0, 0, 10);
    column->addWidget(brand);
    auto *places = new QButtonGroup(this);
    const auto addPlace = [&](const QString &icon, int place) {
        auto *button = new QPushButton(lineIcon(icon, Theme::of(palette()).ink(Tone::Accent)), QString());
        button->setIconSize(QSize(22, 22));
        button->setCheckable(true);
        setLook(button, "place");
        places->addButton(button);
        column->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, place] { m_places->setCurrentIndex(place); });
        return button;
    };
    m_registerButton = addPlace(QStringLiteral("register"), 0);
    m_serviceButton = addPlace(QStringLiteral("service"), 1);
    m_inspectButton = addPlace(QStringLiteral("inspect"), 2);
    m_registerButton->setChecked(true);
    column->addStretch();
    return rail;
}

bool MainWindow::event(QEvent *event)
{
    const bool handled = QMainWindow::event(event);
    if (event->type() == QEvent::Paint && !m_opened) {
        m_opened = true;
        QMetaObject::invokeMethod(
            this,
            [this] {
                Q_EMIT painted();
                open();
            },
            Qt::QueuedConnection);
    }
    return handled;
}

void MainWindow::open()
{
    setWindowIcon(QIcon(QStringLiteral(":/icons/dsr-workstation.svg")));
    m_service = new ServicePlace(m_setup);
    m_places->addWidget(m_service);
    m_inspect = new InspectPlace(m_setup);
    m_places->addWidget(m_inspect);
    connect(m_service, &ServicePlace::stateChanged, m_strip, &StatusStrip::setService);
    connect(m_service, &ServicePlace::inspectWanted, this, &MainWindow::openInInspect);
    connect(m_register, &RegisterPlace::inspectWanted, this, &MainWindow::openInInspect);
    m_register->makeReady();
    inBackground<Result<VirtualSource *>>(
        this, [&workbench = m_setup.workbench] { return workbench.builtInReader(); },
        [this](const Result<VirtualSource *> &reader) {
            if (!reader)
                return;
            const auto listener = m_monitor->builtInListener();
            (*reader)->setChangeListener(listener);
            listener(); // the first look may be older than what nobody was told of yet
        });
    m_monitor->setPurpose(m_register->setupCard()->purpose());
    chooseReader(m_register->setupCard()->readerChoice()->chosen());
    m_watch->start();
    m_service->startService();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_register->isRunning()) {
        // The window goes when the run has ended: nothing is left half done.
        event->ignore();
        connect(m_register, &RegisterPlace::finished, this, &QWidget::close, Qt::SingleShotConnection);
        m_register->cancel();
        return;
    }
    m_setup.settings.setValue(Setting::WindowGeometry, saveGeometry());
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void MainWindow::retranslate()
{
    setWindowTitle(tr("DSR Workstation"));
    m_registerButton->setText(tr("Re&gister"));
    m_serviceButton->setText(tr("Ser&vice"));
    m_inspectButton->setText(tr("&Inspect"));
}

} // namespace dsr

// The states of a card as assistive technology hears them: a window of its own program on a real AT-SPI bus,
// read by a client of that bus. With --panel it is that program.

#include "core/base/language.h"
#include "tests/support/virtualdisplay.h"
#include "tests/widgets/register/situations.h"
#include "widgets/register/cardpanel.h"

#include <QApplication>
#include <QFile>
#include <QProcess>
#include <QSocketNotifier>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <unistd.h>

using namespace dsr;

namespace {

constexpr int patience = 30'000; // milliseconds

/// A line that comes out of a process; empty if none comes.
QString lineOf(QProcess &process)
{
    while (!process.canReadLine() && process.waitForReadyRead(patience)) { }
    return QString::fromUtf8(process.readLine()).trimmed();
}

QString ask(QProcess &process, const QByteArray &question)
{
    process.write(question + '\n');
    return lineOf(process);
}

/// "de 7": shows the seventh state in German.
void obey(CardPanel &panel)
{
    QByteArray order;
    char c = '\0';
    while (read(STDIN_FILENO, &c, 1) == 1 && c != '\n')
        order += c;
    if (order.isEmpty())
        return QCoreApplication::quit();
    useLanguage(QString::fromLatin1(order.left(2)));
    panel.showSituation(situationOf(static_cast<CardState>(order.mid(3).toInt())));
    std::puts("shown");
    std::fflush(stdout);
}

int showPanel(int argc, char **argv)
{
    const QApplication application(argc, argv);
    CardPanel panel;
    panel.show();
    QSocketNotifier orders(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&orders, &QSocketNotifier::activated, &panel, [&] { obey(panel); });
    return QApplication::exec();
}

} // namespace

class TestCardHeard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyState_data();
    void everyState();
    void cleanupTestCase();

private:
    QTemporaryDir m_home;
    std::unique_ptr<VirtualDisplay> m_display;
    QProcess m_bus;
    QProcess m_window;
    QProcess m_listener;
};

void TestCardHeard::initTestCase()
{
    const QString python = QStringLiteral("/usr/bin/python3");
    QProcess look;
    look.start(
        python, {QStringLiteral("-c"), QStringLiteral("import gi; gi.require_version('Atspi', '2.0')")});
    const bool hasClient = look.waitForFinished(patience) && look.exitCode() == 0;
    if (!hasClient || QStandardPaths::findExecutable(QStringLiteral("dbus-daemon")).isEmpty()
        || !QFile::exists(QStringLiteral("/usr/share/dbus-1/services/org.a11y.Bus.service")))
        QSKIP("AT-SPI is not installed");
    m_display = std::make_unique<VirtualDisplay>();
    QVERIFY(!m_display->name().isEmpty());

    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DISPLAY"), QString::fromLatin1(m_display->name()));
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    environment.insert(QStringLiteral("QT_LINUX_ACCESSIBILITY_ALWAYS_ON"), QStringLiteral("1"));
    environment.insert(QStringLiteral("HOME"), m_home.path());
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_home.path());
    environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
    environment.remove(QStringLiteral("AT_SPI_BUS_ADDRESS"));
    m_bus.setProcessEnvironment(environment);
    m_bus.start(QStringLiteral("dbus-daemon"),
        {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address=1")});
    const QString address = lineOf(m_bus);
    QVERIFY(!address.isEmpty());
    environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), address);
    for (QProcess *process : {&m_window, &m_listener}) {
        process->setProcessEnvironment(environment);
        process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    }
    m_window.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--panel")});
    m_listener.start(python, {QStringLiteral(DSR_SOURCE "/tests/widgets/register/listen.py")});
    QVERIFY(m_window.waitForStarted(patience) && m_listener.waitForStarted(patience));
}

void TestCardHeard::everyState_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << "en";
    QTest::newRow("German") << "de";
}

void TestCardHeard::everyState()
{
    QFETCH(QString, language);
    useLanguage(language);
    for (int i = 0; i < cardStateCount; ++i) {
        QCOMPARE(ask(m_window, language.toLatin1() + ' ' + QByteArray::number(i)), QStringLiteral("shown"));
        const Advice advice = cardStateAdvice(situationOf(static_cast<CardState>(i)));
        // The bus takes its time, above all until the window is known to it.
        QTRY_COMPARE_WITH_TIMEOUT(
            ask(m_listener, "what"), advice.title + QLatin1Char('\t') + advice.action, patience);
    }
}

void TestCardHeard::cleanupTestCase()
{
    for (QProcess *process : {&m_listener, &m_window, &m_bus}) {
        process->closeWriteChannel();
        process->terminate();
        if (process->state() != QProcess::NotRunning)
            process->waitForFinished(patience);
    }
}

int main(int argc, char **argv)
{
    if (argc > 1 && qstrcmp(argv[1], "--panel") == 0)
        return showPanel(argc, argv);
    QCoreApplication application(argc, argv);
    TestCardHeard test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_cardheard.moc"

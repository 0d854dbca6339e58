// The PIN in the real programs: typed with real keys into the real window, which then works with a card
// behind a real card service. Searched are its memory, as far as a core dump would have it, and all that the
// programs print.

#include "core/base/clock.h"
#include "core/card/pcsc/pcscsource.h"
#include "core/testbed/testbed.h"
#include "tests/app/process.h"
#include "tests/support/pcscdaemon.h"
#include "tests/support/secretsearch.h"
#include "tests/support/virtualdisplay.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTest>

#include <winscard.h>

#include <algorithm>

using namespace dsr;

namespace {

constexpr int patience = 30'000;
const QByteArray pin = "73919284"; // occurs nowhere by chance
const QByteArray mark = "60417853"; // stands in the name of the data folder

/// The memory of a process that a core dump would have: all readable mappings but those that the program left
/// out (VmFlags "dd"). Read from /proc while it runs, as where the system puts a core dump is not ours to
/// decide.
struct Memory
{
    QByteArray bytes;
    int leftOut = 0; ///< mappings
};

Memory memoryOf(qint64 process)
{
    const QString folder = QStringLiteral("/proc/%1/").arg(process);
    Memory memory;
    QFile pages(folder + QStringLiteral("mem"));
    if (!pages.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return memory;
    quint64 from = 0;
    quint64 to = 0;
    for (const QByteArray &line : contentOf(folder + QStringLiteral("smaps")).split('\n')) {
        const QByteArray first = line.left(line.indexOf(' '));
        if (const auto dash = first.indexOf('-'); dash > 0) {
            from = first.first(dash).toULongLong(nullptr, 16);
            to = first.sliced(dash + 1).toULongLong(nullptr, 16);
        }
        if (!line.startsWith("VmFlags:"))
            continue;
        const QList<QByteArray> flags = line.sliced(8).simplified().split(' ');
        if (flags.contains("dd")) {
            ++memory.leftOut;
        } else if (flags.contains("rd") && !flags.contains("io") && pages.seek(static_cast<qint64>(from))) {
            memory.bytes += pages.read(static_cast<qint64>(to - from));
            memory.bytes += '\n';
        }
    }
    return memory;
}

/// The surroundings of what was found, to find where it came from.
QByteArray around(const QByteArray &bytes, const QByteArray &digits)
{
    QByteArray needles[] = {digits, QByteArray::fromHex("28" + digits)};
    const QString text = QString::fromLatin1(digits);
    for (const QByteArray &needle :
        {needles[0], QByteArray(reinterpret_cast<const char *>(text.utf16()), 2 * text.size()), needles[1]}) {
        if (const auto at = bytes.indexOf(needle); at >= 0)
            return bytes.mid(std::max(at - 48, qsizetype(0)), 128).toHex(' ');
    }
    return {};
}

/// Whether a program has the card of the reader.
bool isInUse(const QString &reader)
{
    SCARDCONTEXT context = 0;
    SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context);
    const QByteArray name = reader.toUtf8();
    SCARD_READERSTATE state{};
    state.szReader = name.constData();
    SCardGetStatusChange(context, 0, &state, 1);
    SCardReleaseContext(context);
    return (state.dwEventState & SCARD_STATE_INUSE) != 0;
}

bool isPresent()
{
    const auto readers = PcscSource().readers();
    return readers && !readers->isEmpty() && readers->first().cardPresent;
}

} // namespace

class TestPinLeaks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void theMemoryOfTheWindowIsClean();
    void theCommandLineToolSaysNothing();

private:
    /// Sends keys to the window like a keyboard.
    void press(const QStringList &arguments) const
    {
        QProcess keys;
        keys.setProcessEnvironment(m_environment);
        keys.start(QStringLiteral("xdotool"), arguments);
        keys.waitForFinished(patience);
    }
    /// The program asked how many tries are left, and gave the card back to ask a person.
    bool waitsForThePin() const
    {
        const auto records = m_inReader->records();
        return std::any_of(records.cbegin(), records.cend(), [](const ApduRecord &record) {
            return record.command.startsWith(QLatin1StringView("80 20 00 02"));
        }) && !isInUse(m_daemon.readerName(0));
    }
    QStringList identities() const
    {
        return QDir(m_dataDir + QStringLiteral("/identities")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    }
    /// No form of the PIN in the memory of the process; the mark in its data folder's name is there.
    void searchMemory(qint64 process) const
    {
        const Memory memory = memoryOf(process);
        QVERIFY(memory.leftOut > 0); // the pages of secrets
        QVERIFY(memory.bytes.contains(mark));
        const QString text = QString::fromLatin1(mark);
        QVERIFY(
            memory.bytes.contains(QByteArray(reinterpret_cast<const char *>(text.utf16()), 2 * text.size())));
        const QByteArray form = formOfDigitsIn(memory.bytes, pin);
        QVERIFY2(form.isEmpty(), form + ": " + around(memory.bytes, pin));
    }

    PcscDaemon m_daemon;
    std::unique_ptr<VirtualDisplay> m_display;
    std::unique_ptr<Sandbox> m_sandbox;
    QProcessEnvironment m_environment;
    QString m_dataDir;
    std::shared_ptr<VirtualCard> m_card;
    std::unique_ptr<InsertedCard> m_inReader;
};

void TestPinLeaks::initTestCase()
{
    if (const QString missing = PcscDaemon::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    for (const char *program : {"Xvfb", "xdotool"}) {
        if (QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty())
            QSKIP(qPrintable(QStringLiteral("%1 is not installed").arg(QString::fromLatin1(program))));
    }
    QVERIFY2(m_daemon.start(), qPrintable(m_daemon.log()));
    m_display = std::make_unique<VirtualDisplay>();
    QVERIFY(!m_display->name().isEmpty());
}

void TestPinLeaks::init()
{
    m_sandbox = std::make_unique<Sandbox>();
    m_dataDir = m_sandbox->path(QString::fromLatin1("data-" + mark));
    m_environment = m_sandbox->environment();
    m_environment.insert(QStringLiteral("PCSCLITE_CSOCK_NAME"), qEnvironmentVariable("PCSCLITE_CSOCK_NAME"));
    m_environment.insert(QStringLiteral("DSR_DATA_DIR"), m_dataDir);
    m_environment.insert(QStringLiteral("DSR_READER"), m_daemon.readerName(0));
    m_environment.insert(QStringLiteral("DISPLAY"), QString::fromLatin1(m_display->name()));
    m_environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    const SystemClock clock;
    const auto bed = openTestBed(m_dataDir, clock);
    QVERIFY(bed);
    CardImage image = bed->cardImage();
    image.pin = Secret(QByteArray(pin));
    m_card = std::make_shared<VirtualCard>(std::move(image));
    m_inReader.reset();
    QTRY_VERIFY_WITH_TIMEOUT(!isPresent(), patience);
    m_inReader = std::make_unique<InsertedCard>(m_card, m_daemon.port(0));
    QTRY_VERIFY_WITH_TIMEOUT(isPresent(), patience);
}

void TestPinLeaks::theMemoryOfTheWindowIsClean()
{
    QProcess window;
    window.setProcessEnvironment(m_environment);
    window.start(
        QStringLiteral(DSR_BIN "/dsr-workstation"), {QStringLiteral("--lang"), QStringLiteral("en")});
    QVERIFY(window.waitForStarted(patience));
    press({QStringLiteral("search"), QStringLiteral("--sync"), QStringLiteral("--onlyvisible"),
        QStringLiteral("--name"), QStringLiteral("DSR Workstation"), QStringLiteral("windowfocus"),
        QStringLiteral("--sync")});
    // The reader is chosen as soon as the window has seen it; until then the built-in card would be used.
    QElapsedTimer timer;
    timer.start();
    while (!waitsForThePin() && timer.elapsed() < patience && window.state() == QProcess::Running) {
        press({QStringLiteral("key"), QStringLiteral("alt+r")});
        (void)QTest::qWaitFor([this] { return waitsForThePin(); }, 1000);
    }
    QVERIFY2(waitsForThePin(), window.readAllStandardError());
    // The window is a moment later than the reader: what came too early is typed again, from the beginning.
    while (identities().isEmpty() && timer.elapsed() < patience) {
        press({QStringLiteral("key"), QStringLiteral("Delete")});
        press({QStringLiteral("type"), QStringLiteral("--delay"), QStringLiteral("15"),
            QString::fromLatin1(pin)});
        searchMemory(window.processId()); // while it stands in the field
        if (QTest::currentTestFailed())
            return;
        press({QStringLiteral("key"), QStringLiteral("Return")});
        (void)QTest::qWaitFor([this] { return !identities().isEmpty(); }, 3000);
    }
    QCOMPARE(identities().size(), qsizetype(1)); // so it was the PIN of the card
    QCOMPARE(m_card->pinTriesLeft(), 3);
    searchMemory(window.processId());
    if (QTest::currentTestFailed())
        return;
    window.terminate();
    const Call call = ended(window);
    QCOMPARE(formOfDigitsIn(call.out + call.err, pin), QByteArray());
}

void TestPinLeaks::theCommandLineToolSaysNothing()
{
    m_sandbox->setEnvironment(
        QStringLiteral("PCSCLITE_CSOCK_NAME"), qEnvironmentVariable("PCSCLITE_CSOCK_NAME"));
    m_sandbox->setEnvironment(QStringLiteral("DSR_DATA_DIR"), m_dataDir);
    const QString out = m_sandbox->path(QStringLiteral("out"));
    const QStringList arguments{QStringLiteral("register"), QStringLiteral("--verbose"),
        QStringLiteral("--json"), QStringLiteral("--reader"), m_daemon.readerName(0),
        QStringLiteral("--pin-file"), QStringLiteral("-"), QStringLiteral("--out"), out};
    for (const bool right : {false, true}) {
        const Call call = m_sandbox->ctl(arguments, (right ? pin : mark) + '\n');
        QVERIFY2((call.exitCode == 0) == right, call.err);
        QByteArray told = call.out + call.err;
        QVERIFY(told.contains("sign-token"));
        for (const QFileInfo &file : QDir(out).entryInfoList(QDir::Files))
            told += contentOf(file.filePath());
        QVERIFY(told.contains("card.exchange.sign"));
        QCOMPARE(formOfDigitsIn(told, pin), QByteArray());
        told.replace(m_dataDir.toUtf8(), QByteArray()); // the mark is in its name
        QCOMPARE(formOfDigitsIn(told, mark), QByteArray());
    }
    QCOMPARE(m_card->pinTriesLeft(), 3);
}

QTEST_GUILESS_MAIN(TestPinLeaks)
#include "tst_pinleaks.moc"

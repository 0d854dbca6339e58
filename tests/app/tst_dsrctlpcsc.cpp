// The program with a real card service: one process serves the built-in card into a reader, another one uses
// it like any card.

#include "core/base/error.h"
#include "tests/app/process.h"
#include "tests/support/cardimagewriter.h"
#include "tests/support/pcscdaemon.h"
#include "tests/support/samplecard.h"

#include <QJsonDocument>
#include <QLocalSocket>
#include <QtTest>

#include <csignal>

using namespace dsr;

class TestDsrctlPcsc : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void readersOfTheService();
    void emptyReader();
    void unknownReader();
    void servedCard();
    void registrationThroughTheService();
    void wrongPinNeverTwice();
    void testPinIsForTheBuiltInCardOnly();
    void serveEndsOnSignal_data();
    void serveEndsOnSignal();
    void serveEndsWithTheService();
    void nothingToServe();
    void cardOfAnImageFile();
    void contactlessCard();
    void otherTestCards();
    void cardMovedByItsControl();
    void countersOutliveTheProgram();

private:
    /// "card serve" into the first slot, once the service has seen the card.
    std::unique_ptr<QProcess> servedBuiltInCard(QJsonObject *ready = nullptr);
    /// The same with more options.
    std::unique_ptr<QProcess> servedCard(const QStringList &options, QJsonObject *ready = nullptr);
    /// One command to the control socket, one answer.
    QJsonObject control(const QString &path, const QByteArray &line) const;
    QJsonObject shown() const
    {
        return m_sandbox->ctl({"card", "show", "--reader", reader(), "--json"}).object();
    }
    bool seesCard() const;
    int triesLeft() const;
    QString reader() const { return m_daemon->readerName(0); }

    std::unique_ptr<PcscDaemon> m_daemon;
    std::unique_ptr<Sandbox> m_sandbox;
};

void TestDsrctlPcsc::initTestCase()
{
    const QString missing = PcscDaemon::missing();
    if (!missing.isEmpty())
        QSKIP(qPrintable(missing));
    m_daemon = std::make_unique<PcscDaemon>();
    QVERIFY2(m_daemon->start(), qPrintable(m_daemon->log()));
}

void TestDsrctlPcsc::init()
{
    m_sandbox = std::make_unique<Sandbox>();
    m_sandbox->setEnvironment("PCSCLITE_CSOCK_NAME", qEnvironmentVariable("PCSCLITE_CSOCK_NAME"));
    QTRY_VERIFY_WITH_TIMEOUT(!seesCard(), 30'000);
}

bool TestDsrctlPcsc::seesCard() const
{
    for (const QJsonValue &entry : m_sandbox->ctl({"readers", "--json"}).array()) {
        if (entry.toObject().value("name").toString() == reader())
            return entry.toObject().value("cardPresent").toBool();
    }
    return false;
}

int TestDsrctlPcsc::triesLeft() const
{
    const QJsonObject card = m_sandbox->ctl({"card", "show", "--reader", reader(), "--json"}).object();
    return card.value("pin").toObject().value("triesLeft").toInt(-1);
}

std::unique_ptr<QProcess> TestDsrctlPcsc::servedBuiltInCard(QJsonObject *ready)
{
    return servedCard({}, ready);
}

std::unique_ptr<QProcess> TestDsrctlPcsc::servedCard(const QStringList &options, QJsonObject *ready)
{
    auto process = m_sandbox->start(QStringList{"card", "serve", "--vpcd",
                                        QStringLiteral("127.0.0.1:%1").arg(m_daemon->port(0)), "--json"}
        + options);
    const QJsonObject line = nextObject(*process);
    if (ready)
        *ready = line;
    // The caller gets the process in any case, and fails by what it finds.
    if (!QTest::qWaitFor([this] { return seesCard(); }, 30'000))
        qWarning("the service does not see the card: %s", process->readAllStandardError().constData());
    return process;
}

void TestDsrctlPcsc::readersOfTheService()
{
    const Call call = m_sandbox->ctl({"readers", "--json"});
    QVERIFY2(call.exitCode == 0, call.err);
    QStringList kinds;
    QStringList names;
    for (const QJsonValue &entry : call.array()) {
        kinds.append(entry.toObject().value("kind").toString());
        names.append(entry.toObject().value("name").toString());
    }
    QCOMPARE(kinds, QStringList({"virtual", "pcsc", "pcsc"}));
    QVERIFY(names.contains(m_daemon->readerName(0)));
    QVERIFY(names.contains(m_daemon->readerName(1)));
}

void TestDsrctlPcsc::emptyReader()
{
    const Call call = m_sandbox->ctl({"card", "show", "--reader", reader(), "--json"});
    QCOMPARE(call.exitCode, 4);
    QCOMPARE(
        call.object().value("error").toObject().value("code").toString(), errorId(ErrorCode::CardNoCard));
}

void TestDsrctlPcsc::unknownReader()
{
    const Call call = m_sandbox->ctl({"card", "show", "--reader", "No such reader", "--json"});
    QCOMPARE(call.exitCode, 4);
    QCOMPARE(
        call.object().value("error").toObject().value("code").toString(), errorId(ErrorCode::CardNoReader));
}

void TestDsrctlPcsc::servedCard()
{
    QJsonObject ready;
    const auto service = servedBuiltInCard(&ready);
    QCOMPARE(membersOf(ready), QStringList({"iccsn", "image", "kvnr", "ready"}));
    const QJsonObject seen = m_sandbox->ctl({"card", "show", "--reader", reader(), "--json"}).object();
    const QJsonObject builtIn = m_sandbox->ctl({"card", "show", "--virtual-card", "--json"}).object();
    QCOMPARE(seen.value("iccsn"), ready.value("iccsn"));
    QCOMPARE(seen.value("kvnr"), ready.value("kvnr"));
    QCOMPARE(seen.value("certificate"), builtIn.value("certificate"));
    QCOMPARE(seen.value("pin"), builtIn.value("pin"));
    sendSignal(*service, SIGTERM);
    for (const QByteArray &line : ended(*service).out.trimmed().split('\n')) {
        QCOMPARE(membersOf(QJsonDocument::fromJson(line).object()),
            QStringList({"command", "meaning", "microseconds", "response"}));
    }
}

void TestDsrctlPcsc::registrationThroughTheService()
{
    const auto service = servedBuiltInCard();
    const QString out = m_sandbox->path("out");
    const Call call =
        m_sandbox->ctl({"register", "--reader", reader(), "--test-pin", "--json", "--out", out});
    QVERIFY2(call.exitCode == 0, call.err);
    QCOMPARE(call.object().value("outcome").toString(), QStringLiteral("registered"));
    QVERIFY(QFile::exists(out + "/certificate.pem"));
    sendSignal(*service, SIGTERM);
    const Call served = ended(*service);
    QCOMPARE(served.exitCode, 0);
    QVERIFY2(served.out.contains("00 20 "), "the PIN went through the service");
    for (const char *spelling : {"123456", "12 34 56", "261234"})
        QVERIFY2(!served.out.contains(spelling), spelling);
    QVERIFY(served.out.contains("**"));
}

void TestDsrctlPcsc::wrongPinNeverTwice()
{
    const auto service = servedBuiltInCard();
    const auto registered = [&](const QByteArray &pin, const QStringList &more = {}) {
        return m_sandbox->ctl(
            QStringList{"register", "--reader", reader(), "--json", "--pin-file", "-"} + more, pin);
    };
    for (const int left : {2, 1}) {
        const Call call = registered("654321");
        QCOMPARE(call.exitCode, 5);
        const QJsonObject error = call.object().value("error").toObject();
        QCOMPARE(error.value("facts").toObject().value("triesLeft").toInt(), left);
        QCOMPARE(triesLeft(), left);
    }
    // The last try is not used by a script, not even with the right PIN …
    QCOMPARE(registered("123456").exitCode, 2);
    QCOMPARE(triesLeft(), 1);
    // … unless it says so.
    QCOMPARE(registered("123456", {"--use-last-try"}).exitCode, 0);
    QCOMPARE(triesLeft(), 3);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(registered("654321", {"--use-last-try"}).exitCode, 5);
    const Call blocked = registered("123456", {"--use-last-try"});
    QCOMPARE(blocked.exitCode, 5);
    QCOMPARE(blocked.object().value("error").toObject().value("code").toString(),
        errorId(ErrorCode::CardPinBlocked));
    service->kill();
    service->waitForFinished();
}

void TestDsrctlPcsc::testPinIsForTheBuiltInCardOnly()
{
    const InsertedCard other(std::make_shared<VirtualCard>(sampleCardImage()), m_daemon->port(0));
    QTRY_VERIFY_WITH_TIMEOUT(seesCard(), 30'000);
    const Call call = m_sandbox->ctl({"register", "--reader", reader(), "--test-pin", "--json"});
    QCOMPARE(call.exitCode, 2);
    QCOMPARE(call.object().value("stoppedAt").toString(), QStringLiteral("sign-token"));
    for (const ApduRecord &record : other.records())
        QVERIFY2(!record.command.startsWith("00 20"), qPrintable(record.meaning));
    QCOMPARE(triesLeft(), 3);
}

void TestDsrctlPcsc::serveEndsOnSignal_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("SIGTERM is the regular end") << SIGTERM << 0;
    QTest::newRow("SIGINT is an interruption") << SIGINT << 130;
}

void TestDsrctlPcsc::serveEndsOnSignal()
{
    QFETCH(int, number);
    QFETCH(int, exitCode);
    const auto service = servedBuiltInCard();
    sendSignal(*service, number);
    const Call call = ended(*service);
    QCOMPARE(call.exitCode, exitCode);
    QCOMPARE(call.err, QByteArray());
}

void TestDsrctlPcsc::serveEndsWithTheService()
{
    const auto service = servedBuiltInCard();
    m_daemon->stop();
    QCOMPARE(ended(*service).exitCode, 0);
    QCOMPARE(m_sandbox->ctl({"card", "show", "--reader", reader()}).exitCode, 4);
    QVERIFY2(m_daemon->start(), qPrintable(m_daemon->log()));
}

void TestDsrctlPcsc::nothingToServe()
{
    const Call call = m_sandbox->ctl({"card", "serve", "--vpcd", "127.0.0.1:1", "--json"});
    QCOMPARE(call.exitCode, 6);
    QCOMPARE(
        call.object().value("error").toObject().value("code").toString(), errorId(ErrorCode::NetUnreachable));
}

QJsonObject TestDsrctlPcsc::control(const QString &path, const QByteArray &line) const
{
    QLocalSocket socket;
    socket.connectToServer(path);
    if (!socket.waitForConnected(5'000))
        return {};
    socket.write(line + '\n');
    while (!socket.canReadLine() && socket.waitForReadyRead(5'000)) { }
    return QJsonDocument::fromJson(socket.readLine()).object();
}

void TestDsrctlPcsc::cardOfAnImageFile()
{
    const QString image = m_sandbox->file("card.xml", cardImageFile(sampleCardImage()));
    QJsonObject ready;
    const auto service = servedCard({"--image", image}, &ready);
    QCOMPARE(ready.value("image").toString(), image);
    QCOMPARE(ready.value("iccsn").toString(), QStringLiteral("80276883110000168584"));
    QCOMPARE(shown().value("iccsn"), ready.value("iccsn"));
    // The same card in the built-in reader.
    const QJsonObject built = m_sandbox->ctl({"card", "show", "--virtual-card", image, "--json"}).object();
    QCOMPARE(built.value("iccsn"), ready.value("iccsn"));
    QCOMPARE(m_sandbox->ctl({"card", "show", "--virtual-card", image, "more"}).exitCode, 2);
    QCOMPARE(m_sandbox->ctl({"card", "show", image}).exitCode, 2);
    const QString damaged = m_sandbox->file("damaged.xml", "<card>");
    const Call refused = m_sandbox->ctl({"card", "show", "--virtual-card", damaged, "--json"});
    const QJsonObject error = refused.object().value("error").toObject();
    QCOMPARE(error.value("code").toString(), errorId(ErrorCode::InputMalformed));
    QCOMPARE(error.value("facts").toObject().value("path").toString(), damaged);
    sendSignal(*service, SIGTERM);
    QCOMPARE(ended(*service).exitCode, 0);
}

void TestDsrctlPcsc::contactlessCard()
{
    const auto service = servedCard({"--contactless"});
    bool contactless = false;
    for (const QJsonValue &entry : m_sandbox->ctl({"readers", "--json"}).array()) {
        if (entry.toObject().value("name").toString() == reader())
            contactless = entry.toObject().value("contactless").toBool();
    }
    QVERIFY(contactless);
    const QString apdus = m_sandbox->file("apdus", "00B0820000\n00B0910001\n");
    const Call call = m_sandbox->ctl({"card", "apdu", "--reader", reader(), apdus, "--json"});
    QCOMPARE(call.array().at(0).toObject().value("sw").toString(), QStringLiteral("6982"));
    QCOMPARE(call.array().at(1).toObject().value("sw").toString(), QStringLiteral("9000"));
    sendSignal(*service, SIGTERM);
    QCOMPARE(ended(*service).exitCode, 0);
}

void TestDsrctlPcsc::otherTestCards()
{
    QJsonObject ready;
    const auto service = servedCard({"--card", "hba"}, &ready);
    QCOMPARE(ready.value("image").toString(), QStringLiteral("hba"));
    QCOMPARE(
        shown().value("error").toObject().value("code").toString(), errorId(ErrorCode::CardNotHealthCard));
    sendSignal(*service, SIGTERM);
    QCOMPARE(ended(*service).exitCode, 0);
    QCOMPARE(m_sandbox->ctl({"card", "serve", "--card", "joker"}).exitCode, 2);
    QCOMPARE(m_sandbox->ctl({"card", "serve", "--card", "hba", "--image", "x"}).exitCode, 2);
}

void TestDsrctlPcsc::cardMovedByItsControl()
{
    const QString path = m_sandbox->path("control");
    const auto service = servedCard({"--control", path});
    QCOMPARE(control(path, "status").value("inserted").toBool(), true);
    QCOMPARE(control(path, "remove").value("inserted").toBool(true), false);
    QTRY_VERIFY_WITH_TIMEOUT(!seesCard(), 30'000);
    QCOMPARE(control(path, "pin tries=1").value("ok").toBool(), true);
    QCOMPARE(control(path, "insert").value("inserted").toBool(), true);
    QTRY_VERIFY_WITH_TIMEOUT(seesCard(), 30'000);
    QCOMPARE(triesLeft(), 1);
    QCOMPARE(control(path, "faults pull-inside=2").value("ok").toBool(), true);
    QCOMPARE(shown().value("error").toObject().value("code").toString(), errorId(ErrorCode::CardRemoved));
    QTRY_VERIFY_WITH_TIMEOUT(!control(path, "status").value("inserted").toBool(), 30'000);
    QCOMPARE(control(path, "explode").value("ok").toBool(true), false);
    // Two programs cannot have the same socket.
    const Call second = m_sandbox->ctl({"card", "serve", "--control", path, "--json"});
    QCOMPARE(
        second.object().value("error").toObject().value("code").toString(), errorId(ErrorCode::PortInUse));
    sendSignal(*service, SIGTERM);
    QCOMPARE(ended(*service).exitCode, 0);
    QVERIFY(!QFile::exists(path));
    // pcscd 1.9.9 misses the next card if a connection to a lost one is closed before it noticed.
    m_daemon->stop();
    QVERIFY2(m_daemon->start(), qPrintable(m_daemon->log()));
}

void TestDsrctlPcsc::countersOutliveTheProgram()
{
    const QString state = m_sandbox->path("card.state");
    const QString wrong = m_sandbox->file("wrong", "00200002 08 26999999FFFFFFFF\n");
    const QString change = m_sandbox->file("change", "00240002 10 26123456FFFFFFFF 26654321FFFFFFFF\n");
    const QString fresh = m_sandbox->file("fresh", "00200002 08 26654321FFFFFFFF\n");
    const auto sw = [&](const QString &file) {
        return m_sandbox->ctl({"card", "apdu", "--reader", reader(), file, "--json"})
            .array()
            .at(0)
            .toObject()
            .value("sw")
            .toString();
    };
    {
        const auto service = servedCard({"--state", state});
        QCOMPARE(sw(wrong), QStringLiteral("63C2"));
        service->kill(); // no chance to write anything at the end
        service->waitForFinished();
    }
    QTRY_VERIFY_WITH_TIMEOUT(!seesCard(), 30'000);
    {
        const auto service = servedCard({"--state", state});
        QCOMPARE(triesLeft(), 2);
        QCOMPARE(sw(change), QStringLiteral("9000"));
        sendSignal(*service, SIGTERM);
        QCOMPARE(ended(*service).exitCode, 0);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!seesCard(), 30'000);
    {
        const auto service = servedCard({"--state", state});
        QCOMPARE(sw(fresh), QStringLiteral("9000"));
        sendSignal(*service, SIGTERM);
        QCOMPARE(ended(*service).exitCode, 0);
    }
    const QString damaged = m_sandbox->file("damaged.state", "{}");
    const Call refused = m_sandbox->ctl({"card", "serve", "--state", damaged, "--json"});
    QCOMPARE(refused.object().value("error").toObject().value("code").toString(),
        errorId(ErrorCode::InputMalformed));
}

QTEST_GUILESS_MAIN(TestDsrctlPcsc)
#include "tst_dsrctlpcsc.moc"

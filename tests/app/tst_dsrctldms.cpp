// The local DMS as a process of its own, with curl and OpenSSL as its clients.

#include "core/base/encoding.h"
#include "core/base/error.h"
#include "tests/app/process.h"
#include "tests/app/tokenmaker.h"

#include <QJsonDocument>
#include <QSslSocket>
#include <QTcpServer>
#include <QtTest>

#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace dsr;

namespace {

const QStringList requestMembers{"errorCode", "findings", "method", "milliseconds", "path", "status", "time"};

/// A running "dms serve".
class Service
{
public:
    explicit Service(const Sandbox &sandbox, const QStringList &more = {})
        : m_sandbox(sandbox)
        , m_process(sandbox.start(QStringList{"dms", "serve", "--json"} + more))
        , m_ready(nextObject(*m_process))
    {
    }
    ~Service()
    {
        m_process->kill();
        m_process->waitForFinished();
    }
    Service(const Service &) = delete;
    Service &operator=(const Service &) = delete;

    const QJsonObject &ready() const { return m_ready; }
    QProcess &process() { return *m_process; }
    QString tls() const { return m_ready.value("tls").toString(); }
    DmsAddress address() const { return *remoteDms(tls(), m_ready.value("ca").toString()); }
    /// The log line of the next request.
    QJsonObject logged() { return nextObject(*m_process); }
    Call end(int signal)
    {
        sendSignal(*m_process, signal);
        return ended(*m_process);
    }

    /// One call of curl that trusts the service; the last line of stdout is the HTTP status.
    Call curl(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return m_sandbox.run("curl",
            QStringList{"--silent", "--show-error", "--max-time", "30", "--cacert",
                m_ready.value("ca").toString(), "--write-out", "\n%{http_code}\n"}
                + arguments,
            input);
    }
    int post(const QByteArray &token) const
    {
        return statusOf(curl(
            {"--header", "Content-Type: application/json", "--data-binary", "@-", tls() + "/register-device"},
            bodyOf(token)));
    }

    static QByteArray bodyOf(const QByteArray &token)
    {
        return QJsonDocument(QJsonObject{{"token", QString::fromLatin1(token)}})
            .toJson(QJsonDocument::Compact);
    }
    static int statusOf(const Call &call)
    {
        return call.exitCode == 0 ? call.out.trimmed().split('\n').last().toInt() : -call.exitCode;
    }
    static QByteArray contentOf(const Call &call)
    {
        return call.out.left(call.out.trimmed().lastIndexOf('\n'));
    }

private:
    const Sandbox &m_sandbox;
    std::unique_ptr<QProcess> m_process;
    QJsonObject m_ready;
};

} // namespace

class TestDsrctlDms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readinessLine();
    void chosenAddresses_data();
    void chosenAddresses();
    void portInUse();
    void curlGetsANonce();
    void sameTokenCountsOnce();
    void hundredPostsOfOneToken();
    void refusals_data();
    void refusals();
    void lineForEveryRequest();
    void linesForPeople();
    void endsOnSignal_data();
    void endsOnSignal();
    void answersWhatWasBegun();
    void closedPipe();
    void lenientMode();
    void twoServicesOnOneStore();
    void devicesAndDelete();
    void storeThatIsNotThere();
    void idleMemory();
};

void TestDsrctlDms::readinessLine()
{
    const Sandbox sandbox;
    Service service(sandbox);
    const QJsonObject &ready = service.ready();
    QCOMPARE(membersOf(ready), QStringList({"ca", "google", "mode", "mtls", "ocsp", "ready", "tls"}));
    QCOMPARE(ready.value("ready"), QJsonValue(true));
    QVERIFY(ready.value("google").isNull());
    QCOMPARE(ready.value("mode").toString(), QStringLiteral("strict"));
    for (const char *name : {"tls", "mtls"})
        QVERIFY(ready.value(name).toString().startsWith("https://127.0.0.1:"));
    QVERIFY(ready.value("ocsp").toString().startsWith("http://127.0.0.1:"));
    // The authorities confirm the server itself.
    const Call client = sandbox.run("openssl",
        {"s_client", "-connect", QUrl(service.tls()).authority(), "-CAfile", ready.value("ca").toString(),
            "-verify_return_error"},
        "");
    QVERIFY2(client.out.contains("Verify return code: 0"), client.out + client.err);
}

void TestDsrctlDms::chosenAddresses_data()
{
    QTest::addColumn<QString>("listen");
    QTest::addColumn<QString>("url");
    QTest::newRow("loopback") << "127.0.0.1:0" << "https://127.0.0.1:";
    QTest::newRow("by name") << "localhost:0" << "https://127.0.0.1:";
    QTest::newRow("IPv6") << "[::1]:0" << "https://[::1]:";
}

void TestDsrctlDms::chosenAddresses()
{
    QFETCH(QString, listen);
    QFETCH(QString, url);
    if (listen.startsWith('[')) {
        QTcpServer probe;
        if (!probe.listen(QHostAddress::LocalHostIPv6))
            QSKIP("this machine has no IPv6");
    }
    const Sandbox sandbox;
    Service service(sandbox, {"--listen", listen, "--mtls-listen", listen});
    QVERIFY2(service.tls().startsWith(url), qPrintable(service.tls()));
    QCOMPARE(Service::statusOf(service.curl({service.tls() + "/nonce"})), 200);
}

void TestDsrctlDms::portInUse()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const QString address = QStringLiteral("127.0.0.1:%1").arg(taken.serverPort());
    for (const char *option : {"--listen", "--mtls-listen"}) {
        const Call call = Sandbox().ctl({"dms", "serve", "--json", option, address});
        QCOMPARE(call.exitCode, 4);
        QCOMPARE(
            call.object().value("error").toObject().value("code").toString(), errorId(ErrorCode::PortInUse));
        QVERIFY(call.err.contains(address.toUtf8()));
    }
}

void TestDsrctlDms::curlGetsANonce()
{
    const Sandbox sandbox;
    Service service(sandbox);
    const Call first = service.curl({service.tls() + "/nonce"});
    QCOMPARE(Service::statusOf(first), 200);
    const auto nonce = fromBase64(Service::contentOf(first).trimmed(), Base64Form::Standard);
    QVERIFY(nonce);
    QCOMPARE(nonce->size(), 64);
    QVERIFY(Service::contentOf(service.curl({service.tls() + "/nonce"})) != Service::contentOf(first));
}

void TestDsrctlDms::sameTokenCountsOnce()
{
    const Sandbox sandbox;
    Service service(sandbox);
    const auto fresh = TokenMaker(sandbox.dataDir(), service.address()).make();
    QVERIFY(fresh);
    QCOMPARE(service.post(fresh->token), 201);
    QCOMPARE(service.post(fresh->token), 400);
    QCOMPARE(sandbox.ctl({"dms", "devices", "--json"}).array().size(), 1);
}

void TestDsrctlDms::hundredPostsOfOneToken()
{
    const Sandbox sandbox;
    Service service(sandbox);
    const auto fresh = TokenMaker(sandbox.dataDir(), service.address()).make();
    QVERIFY(fresh);
    const QString body = sandbox.file("body", Service::bodyOf(fresh->token));
    QByteArray config;
    for (int i = 0; i < 100; ++i)
        config += "url = \"" + service.tls().toUtf8() + "/register-device\"\noutput = /dev/null\n";
    const Call call = service.curl({"--parallel", "--parallel-immediate", "--parallel-max", "100", "--header",
        "Content-Type: application/json", "--data-binary", "@" + body, "--config",
        sandbox.file("config", config)});
    QVERIFY2(call.exitCode == 0, call.err);
    QList<QByteArray> statuses = call.out.split('\n');
    statuses.removeAll(QByteArray());
    QCOMPARE(statuses.size(), 100);
    QCOMPARE(statuses.count("201"), 1);
    QCOMPARE(statuses.count("400"), 99);
    QCOMPARE(sandbox.ctl({"dms", "devices", "--json"}).array().size(), 1);
}

void TestDsrctlDms::refusals_data()
{
    QTest::addColumn<QStringList>("arguments"); // "@" stands for the address
    QTest::addColumn<int>("inputSize");
    QTest::addColumn<int>("status");
    const QStringList json{"--header", "Content-Type: application/json"};
    QTest::newRow("no such path") << QStringList{"@/none"} << 0 << 404;
    QTest::newRow("device list without client certificate listener")
        << QStringList{"@/device-registrations?userIdentifier=X"} << 0 << 404;
    QTest::newRow("other method") << QStringList{"--request", "DELETE", "@/nonce"} << 0 << 405;
    QTest::newRow("other media type")
        << QStringList{"--header", "Content-Type: text/plain", "--data-binary", "@-", "@/register-device"}
        << 10 << 415;
    QTest::newRow("no token in it") << json + QStringList{"--data-binary", "{}", "@/register-device"} << 0
                                    << 400;
    QTest::newRow("body too large") << json
            + QStringList{"--header", "Expect:", "--data-binary", "@-", "@/register-device"}
                                    << 4'000'000 << 413;
    QTest::newRow("header too large")
        << QStringList{"--header", "X-Large: " + QString(40'000, 'x'), "@/nonce"} << 0 << 431;
}

void TestDsrctlDms::refusals()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, inputSize);
    QFETCH(int, status);
    const Sandbox sandbox;
    Service service(sandbox);
    for (QString &argument : arguments) {
        if (argument.startsWith("@/"))
            argument = service.tls() + argument.sliced(1);
    }
    const Call call = service.curl(arguments, QByteArray(inputSize, 'x'));
    QCOMPARE(Service::statusOf(call), status);
    const QJsonObject error = QJsonDocument::fromJson(Service::contentOf(call)).object();
    QCOMPARE(membersOf(error), QStringList({"description", "errorCode", "traceId"}));
    const QJsonObject line = service.logged();
    QCOMPARE(line.value("status").toInt(), status);
    QCOMPARE(line.value("errorCode"), error.value("errorCode"));
    // It goes on serving.
    QCOMPARE(Service::statusOf(service.curl({service.tls() + "/nonce"})), 200);
}

void TestDsrctlDms::lineForEveryRequest()
{
    const Sandbox sandbox;
    Service service(sandbox);
    service.curl({service.tls() + "/nonce?secret=1"});
    const QJsonObject good = service.logged();
    QCOMPARE(membersOf(good), requestMembers);
    QCOMPARE(good.value("method").toString(), QStringLiteral("GET"));
    QCOMPARE(good.value("path").toString(), QStringLiteral("/nonce"));
    QCOMPARE(good.value("status").toInt(), 200);
    QVERIFY(good.value("errorCode").isNull());
    QVERIFY(good.value("milliseconds").toDouble() > 0);
    QVERIFY(QDateTime::fromString(good.value("time").toString(), Qt::ISODateWithMs).isValid());
    service.curl({"--header", "Content-Type: application/json", "--data", "{\"token\":\"x\"}",
        service.tls() + "/register-device"});
    const QJsonObject bad = service.logged();
    QCOMPARE(membersOf(bad), requestMembers);
    QVERIFY(bad.value("errorCode").isString());
    bool hasFailed = false;
    for (const QJsonValue &finding : bad.value("findings").toArray())
        hasFailed = hasFailed || finding.toObject().value("status").toString() == QStringLiteral("fail");
    QVERIFY(hasFailed);
}

void TestDsrctlDms::linesForPeople()
{
    const Sandbox sandbox;
    const auto process = sandbox.start({"dms", "serve"});
    QCOMPARE(nextLine(*process), QByteArray("The service is running.\n"));
    const QByteArray tls = nextLine(*process).trimmed().split(' ').last();
    for (int i = 0; i < 3; ++i)
        QVERIFY(!nextLine(*process).isEmpty());
    sandbox.run("curl", {"--silent", "--insecure", QString::fromLatin1(tls) + "/nonce"});
    const QByteArray line = nextLine(*process);
    QVERIFY2(line.contains("200") && line.contains("GET") && line.contains("/nonce"), line);
    sendSignal(*process, SIGTERM);
    QCOMPARE(ended(*process).err, QByteArray());
}

void TestDsrctlDms::endsOnSignal_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("SIGTERM is the regular end") << SIGTERM << 0;
    QTest::newRow("SIGINT is an interruption") << SIGINT << 130;
}

void TestDsrctlDms::endsOnSignal()
{
    QFETCH(int, number);
    QFETCH(int, exitCode);
    const Sandbox sandbox;
    Service service(sandbox);
    const Call call = service.end(number);
    QCOMPARE(call.exitCode, exitCode);
    QCOMPARE(call.err, QByteArray());
}

void TestDsrctlDms::answersWhatWasBegun()
{
    // Half of a request is there when the signal comes; the other half follows.
    const Sandbox sandbox;
    Service service(sandbox);
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    const QUrl url(service.tls());
    socket.connectToHostEncrypted(url.host(), static_cast<quint16>(url.port()));
    QVERIFY(socket.waitForEncrypted(30'000));
    socket.write("GET /nonce HTTP/1.1\r\nHost: localhost\r\n\r\nGET /nonce HTTP/1.1\r\n");
    QByteArray answer;
    while (!answer.contains("\r\n\r\n") && socket.waitForReadyRead(30'000))
        answer += socket.readAll();
    QVERIFY(answer.startsWith("HTTP/1.1 200"));
    const Call call = service.end(SIGTERM);
    QCOMPARE(call.exitCode, 0);
    QCOMPARE(
        QJsonDocument::fromJson(call.out.trimmed().split('\n').last()).object().value("status").toInt(), 200);
}

void TestDsrctlDms::closedPipe()
{
    // The reader of the lines leaves: the service ends at the next line, without a word.
    const Sandbox sandbox;
    const QByteArray pipe = QFile::encodeName(sandbox.path("pipe"));
    QCOMPARE(mkfifo(pipe.constData(), 0600), 0);
    const int reader = open(pipe.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    QVERIFY(reader >= 0);
    QProcess process;
    process.setProcessEnvironment(sandbox.environment());
    process.setStandardOutputFile(sandbox.path("pipe"));
    process.start(ctlProgram(), {"dms", "serve", "--json"});
    QByteArray line;
    pollfd entry{reader, POLLIN, 0};
    while (!line.contains('\n') && poll(&entry, 1, 30'000) > 0) {
        char buffer[1024];
        const ssize_t count = read(reader, buffer, sizeof buffer);
        line.append(buffer, qMax<ssize_t>(count, 0));
    }
    close(reader);
    const QString tls = QJsonDocument::fromJson(line).object().value("tls").toString();
    sandbox.run("curl", {"--silent", "--insecure", tls + "/nonce"});
    const Call call = ended(process);
    QCOMPARE(call.exitCode, 0);
    QCOMPARE(call.err, QByteArray());
}

void TestDsrctlDms::lenientMode()
{
    const Sandbox sandbox;
    Service service(sandbox, {"--mode", "lenient"});
    QCOMPARE(service.ready().value("mode").toString(), QStringLiteral("lenient"));
    const auto fresh = TokenMaker(sandbox.dataDir(), service.address()).make();
    QVERIFY(fresh);
    QCOMPARE(service.post(fresh->token), 201);
}

void TestDsrctlDms::twoServicesOnOneStore()
{
    const Sandbox sandbox;
    Service first(sandbox);
    Service second(sandbox);
    const auto fresh = TokenMaker(sandbox.dataDir(), first.address()).make();
    QVERIFY(fresh);
    // The nonce of one service counts at the other, and still only once.
    QCOMPARE(second.post(fresh->token), 201);
    QCOMPARE(first.post(fresh->token), 400);
}

void TestDsrctlDms::devicesAndDelete()
{
    const Sandbox sandbox;
    const QString store = sandbox.path("store.sqlite");
    Service service(sandbox, {"--store", store});
    TokenMaker maker(sandbox.dataDir(), service.address());
    for (int i = 0; i < 2; ++i) {
        const auto fresh = maker.make();
        QVERIFY(fresh);
        QCOMPARE(service.post(fresh->token), 201);
    }
    const QJsonArray devices = sandbox.ctl({"dms", "devices", "--store", store, "--json"}).array();
    QCOMPARE(devices.size(), 2);
    const QJsonObject first = devices.first().toObject();
    QCOMPARE(membersOf(first),
        QStringList({"certificateSerial", "createdAt", "deviceIdentifier", "deviceType", "deviceUuid",
            "userIdentifier"}));
    QCOMPARE(first.value("userIdentifier").toString(), maker.kvnr());
    QCOMPARE(
        sandbox.ctl({"dms", "devices", "--store", store, "--kvnr", maker.kvnr(), "--json"}).array().size(),
        2);
    QCOMPARE(
        sandbox.ctl({"dms", "devices", "--store", store, "--kvnr", "Z999999999", "--json"}).array().size(),
        0);

    const QString device = first.value("deviceIdentifier").toString();
    QCOMPARE(sandbox.ctl({"dms", "delete", device, "--store", store, "--kvnr", "Z999999999"}).exitCode, 1);
    const Call deleted = sandbox.ctl({"dms", "delete", device, "--store", store, "--json"});
    QCOMPARE(deleted.exitCode, 0);
    QCOMPARE(deleted.object().value("deleted"), QJsonValue(true));
    QCOMPARE(deleted.object().value("registration").toObject(), first);
    QCOMPARE(sandbox.ctl({"dms", "delete", device, "--store", store}).exitCode, 1);
    const QString uuid = devices.at(1).toObject().value("deviceUuid").toString();
    QCOMPARE(sandbox.ctl({"dms", "delete", uuid, "--store", store}).exitCode, 0);
    const Call nobody = sandbox.ctl({"dms", "devices", "--store", store});
    QCOMPARE(nobody.exitCode, 0);
    QCOMPARE(nobody.out, QByteArray());
}

void TestDsrctlDms::storeThatIsNotThere()
{
    const Sandbox sandbox;
    const QString store = sandbox.path("missing.sqlite");
    QCOMPARE(sandbox.ctl({"dms", "devices", "--store", store}).exitCode, 3);
    QVERIFY(!QFile::exists(store));
    // A service makes its store, but not its folder's file.
    const Call service =
        sandbox.ctl({"dms", "serve", "--store", sandbox.file("file", "x") + "/store", "--json"});
    QCOMPARE(service.exitCode, 4);
}

void TestDsrctlDms::idleMemory()
{
    if (qEnvironmentVariableIsSet("ASAN_OPTIONS") || QByteArray(DSR_BIN).contains("sanitize"))
        QSKIP("the sanitizers need memory of their own");
    const Sandbox sandbox;
    Service service(sandbox);
    QCOMPARE(Service::statusOf(service.curl({service.tls() + "/nonce"})), 200);
    const QByteArray status = contentOf(QStringLiteral("/proc/%1/status").arg(service.process().processId()));
    const qsizetype at = status.indexOf("VmRSS:");
    QVERIFY(at >= 0);
    const int kilobytes = status.mid(at + 6, 20).trimmed().split(' ').first().toInt();
    qInfo("resident memory of the idle service: %d KB", kilobytes);
    QVERIFY(kilobytes > 0);
    QVERIFY(kilobytes < 60 * 1024);
}

QTEST_GUILESS_MAIN(TestDsrctlDms)
#include "tst_dsrctldms.moc"

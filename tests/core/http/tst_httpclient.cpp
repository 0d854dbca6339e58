#include "core/http/httpclient.h"
#include "tests/core/http/tlsworld.h"

#include <QElapsedTimer>
#include <QHostInfo>
#include <QMutex>
#include <QSemaphore>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <thread>

using dsr::ErrorCode;
using dsr::HttpClient;
using dsr::HttpClientSetup;
using dsr::HttpReply;
using dsr::HttpRequest;
using dsr::HttpServer;
using dsr::HttpServerSetup;

namespace {

HttpRequest get(const QByteArray &target)
{
    return {.method = "GET", .target = target, .headers = {}, .body = {}};
}

QUrl urlOf(const char *scheme, quint16 port, const QString &host = QStringLiteral("127.0.0.1"))
{
    return QUrl(QStringLiteral("%1://%2:%3").arg(QString::fromLatin1(scheme), host).arg(port));
}

/// Answers every connection with the same bytes, whatever was asked, and closes it; on a thread of its own.
class Parrot
{
public:
    explicit Parrot(QByteArray bytes)
        : m_thread(QThread::create([this, bytes = std::move(bytes)] {
            QTcpServer server;
            server.listen(QHostAddress::LocalHost);
            m_port = server.serverPort();
            m_ready.release();
            while (!QThread::currentThread()->isInterruptionRequested()) {
                if (!server.waitForNewConnection(20))
                    continue;
                const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
                socket->waitForReadyRead(1'000);
                socket->write(bytes);
                socket->waitForBytesWritten(1'000);
                socket->disconnectFromHost();
            }
        }))
    {
        m_thread->start();
        m_ready.acquire();
    }
    ~Parrot()
    {
        m_thread->requestInterruption();
        m_thread->wait();
    }
    quint16 port() const { return m_port; }

private:
    quint16 m_port = 0;
    QSemaphore m_ready;
    std::unique_ptr<QThread> m_thread;
};

} // namespace

class TestHttpClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestArrivesAsGiven();
    void pathOfTheBaseIsKept();
    void everyStatusIsAnAnswer_data();
    void everyStatusIsAnAnswer();
    void interimAnswersAreNotTheAnswer();
    void redirectIsNotFollowed();
    void nobodyThereIsUnreachable();
    void unknownHostIsUnreachable();
    void onlyHttpIsSpoken_data();
    void onlyHttpIsSpoken();
    void serverCertificate_data();
    void serverCertificate();
    void plainServerIsNoTlsServer();
    void garbage_data();
    void garbage();
    void silenceTimesOut();
    void drippingAnswerTimesOut();
    void cancelledWithinAMoment();
    void cancelledBeforeItBegan();
    void comesAsItsIdentity();
    void connectionsAreKeptWhicheverThreadCalls();
    void manyThreadsAtOnce();
    void mayEndInAnotherThread();
    void serverMayRestart();

private:
    HttpServerSetup setup(dsr::HttpHandler handler) const
    {
        HttpServerSetup made;
        made.handler = std::move(handler);
        made.refusal = [](int status) { return HttpReply{.status = status, .headers = {}, .body = {}}; };
        return made;
    }
    HttpClientSetup trusting() const
    {
        return {.anchors = {m_world.ca.certificate}, .clientCertificate = std::nullopt, .clientKey = {}};
    }
    const TlsWorld m_world;
};

void TestHttpClient::requestArrivesAsGiven()
{
    HttpRequest seen;
    HttpServer server(setup([&](const HttpRequest &request, const dsr::HttpPeer &) {
        seen = request;
        return HttpReply{.status = 201, .headers = {{"X-Trace-Id", "t"}}, .body = "answer"};
    }));
    QVERIFY(server.start());
    HttpClient client(trusting());
    const auto reply = client.send(urlOf("http", server.port()),
        {.method = "POST",
            .target = "/a/b?userIdentifier=X1&d=%2B%2F%3D",
            .headers = {{"Content-Type", "application/json"}, {"Accept", "text/plain"}},
            .body = QByteArray("{\0}", 3)},
        {});
    QVERIFY(reply);
    QCOMPARE(reply->status, 201);
    QCOMPARE(reply->body, QByteArray("answer"));
    QCOMPARE(reply->header("x-trace-ID"), QByteArray("t"));
    QCOMPARE(seen.method, QByteArray("POST"));
    QCOMPARE(seen.target, QByteArray("/a/b?userIdentifier=X1&d=%2B%2F%3D"));
    QCOMPARE(seen.header("Content-Type"), QByteArray("application/json"));
    QCOMPARE(seen.header("Accept"), QByteArray("text/plain"));
    QCOMPARE(seen.body, QByteArray("{\0}", 3));
}

void TestHttpClient::pathOfTheBaseIsKept()
{
    QByteArrayList seen;
    HttpServer server(setup([&](const HttpRequest &request, const dsr::HttpPeer &) {
        seen.append(request.target);
        return HttpReply{};
    }));
    QVERIFY(server.start());
    HttpClient client(trusting());
    for (const char *path : {"", "/", "/dms", "/dms/"}) {
        QUrl base = urlOf("http", server.port());
        base.setPath(QString::fromLatin1(path));
        QVERIFY(client.send(base, get("/nonce"), {}));
    }
    QCOMPARE(seen, QByteArrayList({"/nonce", "/nonce", "/dms/nonce", "/dms/nonce"}));
}

void TestHttpClient::everyStatusIsAnAnswer_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {200, 201, 202, 204, 302, 400, 401, 403, 404, 405, 407, 413, 418, 500, 501, 503})
        QTest::addRow("%d", status) << status;
}

void TestHttpClient::everyStatusIsAnAnswer()
{
    QFETCH(int, status);
    HttpServer server(setup([&](const HttpRequest &, const dsr::HttpPeer &) {
        return HttpReply{.status = status, .headers = {}, .body = status == 204 ? "" : "body"};
    }));
    QVERIFY(server.start());
    HttpClient client(trusting());
    const auto reply = client.send(urlOf("http", server.port()), get("/"), {});
    QVERIFY2(reply, qPrintable(reply ? QString() : dsr::errorId(reply.error().code)));
    QCOMPARE(reply->status, status);
    QCOMPARE(reply->body, QByteArray(status == 204 ? "" : "body"));
}

void TestHttpClient::interimAnswersAreNotTheAnswer()
{
    const Parrot parrot("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody");
    HttpClient client(trusting());
    const auto reply = client.send(urlOf("http", parrot.port()), get("/"), {});
    QVERIFY(reply);
    QCOMPARE(reply->status, 200);
    QCOMPARE(reply->body, QByteArray("body"));
}

void TestHttpClient::redirectIsNotFollowed()
{
    int asked = 0;
    HttpServer server(setup([&](const HttpRequest &, const dsr::HttpPeer &) {
        ++asked;
        return HttpReply{.status = 302, .headers = {{"Location", "/elsewhere"}}, .body = {}};
    }));
    QVERIFY(server.start());
    HttpClient client(trusting());
    const auto reply = client.send(urlOf("http", server.port()), get("/"), {});
    QVERIFY(reply);
    QCOMPARE(reply->status, 302);
    QCOMPARE(asked, 1);
}

void TestHttpClient::nobodyThereIsUnreachable()
{
    quint16 port = 0;
    {
        QTcpServer nobody;
        QVERIFY(nobody.listen(QHostAddress::LocalHost));
        port = nobody.serverPort();
    }
    HttpClient client(trusting());
    const auto reply = client.send(urlOf("https", port), get("/nonce"), {});
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, ErrorCode::NetUnreachable);
    QCOMPARE(
        reply.error().facts.value(QStringLiteral("address")).toString(), urlOf("https", port).toString());
}

void TestHttpClient::unknownHostIsUnreachable()
{
    HttpClient client(trusting());
    const auto reply = client.send(urlOf("https", 443, QStringLiteral("dms.invalid")), get("/nonce"), {});
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, ErrorCode::NetUnreachable);
}

void TestHttpClient::onlyHttpIsSpoken_data()
{
    QTest::addColumn<QUrl>("base");
    QTest::newRow("another protocol") << QUrl(QStringLiteral("ftp://127.0.0.1:1"));
    QTest::newRow("a file") << QUrl(QStringLiteral("file:///etc/hostname"));
    QTest::newRow("no host") << QUrl(QStringLiteral("https:/nonce"));
    QTest::newRow("nothing") << QUrl();
}

void TestHttpClient::onlyHttpIsSpoken()
{
    QFETCH(QUrl, base);
    HttpClient client(trusting());
    const auto reply = client.send(base, get("/"), {});
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, ErrorCode::NetProtocol);
}

void TestHttpClient::serverCertificate_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("anchors");
    QTest::addColumn<bool>("otherName");
    QTest::addColumn<bool>("trusted");
    const QString ip = QStringLiteral("127.0.0.1");
    const QString own = QStringLiteral("own");
    QTest::newRow("of the CA, by address") << ip << own << false << true;
    QTest::newRow("of the CA, by name") << QStringLiteral("localhost") << own << false << true;
    QTest::newRow("of the CA for another host") << ip << own << true << false;
    QTest::newRow("of another CA") << ip << QStringLiteral("other") << false << false;
    QTest::newRow("nobody is trusted") << ip << QString() << false << false;
}

void TestHttpClient::serverCertificate()
{
    QFETCH(QString, host);
    QFETCH(QString, anchors);
    QFETCH(bool, otherName);
    QFETCH(bool, trusted);
    if (QHostInfo::fromName(host).error() != QHostInfo::NoError)
        QSKIP("This machine does not know the name localhost (/etc/hosts).");
    int asked = 0;
    HttpServerSetup made = setup([&](const HttpRequest &, const dsr::HttpPeer &) {
        ++asked;
        return HttpReply{};
    });
    made.tls = m_world.listener();
    if (otherName) {
        made.tls->certificate = m_world.elsewhere.certificate;
        made.tls->key = m_world.elsewhere.key;
    }
    HttpServer server(std::move(made));
    QVERIFY(server.start());
    HttpClientSetup clientSetup = trusting();
    if (anchors == QStringLiteral("other"))
        clientSetup.anchors = {TlsWorld().ca.certificate};
    else if (anchors.isEmpty())
        clientSetup.anchors = {};
    HttpClient client(clientSetup);
    const auto reply = client.send(urlOf("https", server.port(), host), get("/"), {});
    QCOMPARE(reply.has_value(), trusted);
    QCOMPARE(asked, trusted ? 1 : 0);
    if (!trusted)
        QCOMPARE(reply.error().code, ErrorCode::NetTlsUntrusted);
}

void TestHttpClient::plainServerIsNoTlsServer()
{
    HttpServer server(setup([](const HttpRequest &, const dsr::HttpPeer &) { return HttpReply{}; }));
    QVERIFY(server.start());
    HttpClient client(trusting());
    const auto reply = client.send(urlOf("https", server.port()), get("/"), {});
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, ErrorCode::NetProtocol);
}

void TestHttpClient::garbage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no HTTP") << QByteArray("220 mail.example ESMTP\r\n");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half a header") << QByteArray("HTTP/1.1 200 OK\r\nContent-Le");
    QTest::newRow("half a body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
    QTest::newRow("body larger than any answer of ours")
        << "HTTP/1.1 200 OK\r\nContent-Length: 6000000\r\n\r\n" + QByteArray(6'000'000, 'x');
    QTest::newRow("body without end")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 90000000\r\n\r\n") + QByteArray(6'000'000, 'x');
}

void TestHttpClient::garbage()
{
    QFETCH(QByteArray, bytes);
    const Parrot parrot(bytes);
    HttpClient client(trusting());
    const auto reply = client.send(urlOf("http", parrot.port()), get("/"), {});
    QVERIFY(!reply);
    QVERIFY2(reply.error().code == ErrorCode::NetProtocol || reply.error().code == ErrorCode::NetUnreachable,
        qPrintable(dsr::errorId(reply.error().code)));
}

void TestHttpClient::silenceTimesOut()
{
    QTcpServer silent; // accepts, as the system does for it, and never says a word
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    HttpClientSetup clientSetup = trusting();
    clientSetup.timeoutMilliseconds = 200;
    HttpClient client(clientSetup);
    for (const char *scheme : {"http", "https"}) {
        const auto reply = client.send(urlOf(scheme, silent.serverPort()), get("/"), {});
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, ErrorCode::NetTimeout);
    }
}

void TestHttpClient::drippingAnswerTimesOut()
{
    QSemaphore ready;
    quint16 port = 0;
    const std::unique_ptr<QThread> dripping(QThread::create([&] {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        port = server.serverPort();
        ready.release();
        server.waitForNewConnection(10'000);
        const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        while (socket->state() == QAbstractSocket::ConnectedState) {
            socket->write("x");
            socket->waitForReadyRead(20);
        }
    }));
    dripping->start();
    ready.acquire();
    HttpClientSetup clientSetup = trusting();
    clientSetup.timeoutMilliseconds = 400;
    {
        HttpClient client(clientSetup);
        const auto reply = client.send(urlOf("http", port), get("/"), {});
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, ErrorCode::NetTimeout);
    }
    QVERIFY(dripping->wait(10'000));
}

void TestHttpClient::cancelledWithinAMoment()
{
    QSemaphore begun;
    QSemaphore mayEnd;
    HttpServer server(setup([&](const HttpRequest &, const dsr::HttpPeer &) {
        begun.release();
        mayEnd.acquire();
        return HttpReply{};
    }));
    QVERIFY(server.start());
    HttpClient client(trusting());
    std::stop_source stop;
    std::jthread canceller([&] {
        begun.acquire();
        stop.request_stop();
    });
    QElapsedTimer timer;
    timer.start();
    const auto reply = client.send(urlOf("http", server.port()), get("/"), stop.get_token());
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, ErrorCode::Cancelled);
    QVERIFY(timer.elapsed() < 5'000); // far below the timeout of 10 s
    mayEnd.release();
}

void TestHttpClient::cancelledBeforeItBegan()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    std::stop_source stop;
    stop.request_stop();
    HttpClient client(trusting());
    const auto reply = client.send(urlOf("http", silent.serverPort()), get("/"), stop.get_token());
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, ErrorCode::Cancelled);
}

void TestHttpClient::comesAsItsIdentity()
{
    HttpServerSetup made = setup([](const HttpRequest &, const dsr::HttpPeer &peer) {
        return HttpReply{.status = 200,
            .headers = {},
            .body = peer.certificate ? peer.certificate->subject().text().toUtf8() : "nobody"};
    });
    made.tls = m_world.listener(true);
    HttpServer server(std::move(made));
    QVERIFY(server.start());
    HttpClient nobody(trusting());
    HttpClientSetup known = trusting();
    known.clientCertificate = m_world.client.certificate;
    known.clientKey = m_world.client.key;
    HttpClient somebody(known);
    for (int i = 0; i < 3; ++i) { // kept connections of one never serve the other
        QCOMPARE(nobody.send(urlOf("https", server.port()), get("/"), {})->body, QByteArray("nobody"));
        QCOMPARE(somebody.send(urlOf("https", server.port()), get("/"), {})->body, QByteArray("CN=client"));
    }
}

void TestHttpClient::connectionsAreKeptWhicheverThreadCalls()
{
    // A server that takes a single connection shows whether a second one was opened.
    HttpServerSetup made = setup([](const HttpRequest &, const dsr::HttpPeer &) { return HttpReply{}; });
    made.tls = m_world.listener();
    made.maximumConnections = 1;
    HttpServer server(std::move(made));
    QVERIFY(server.start());
    HttpClient client(trusting());
    for (int i = 0; i < 5; ++i) {
        std::optional<dsr::Result<HttpReply>> reply;
        std::jthread([&] { reply = client.send(urlOf("https", server.port()), get("/"), {}); }).join();
        QVERIFY(reply->has_value());
        QVERIFY(client.send(urlOf("https", server.port()), get("/"), {}));
    }
}

void TestHttpClient::manyThreadsAtOnce()
{
    HttpServer server(setup([](const HttpRequest &request, const dsr::HttpPeer &) {
        return HttpReply{.status = 200, .headers = {}, .body = request.target};
    }));
    QVERIFY(server.start());
    HttpClient client(trusting());
    std::atomic<int> good = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&, i] {
                const QByteArray target = '/' + QByteArray::number(i);
                for (int k = 0; k < 20; ++k) {
                    const auto reply = client.send(urlOf("http", server.port()), get(target), {});
                    good += reply && reply->body == target ? 1 : 0;
                }
            });
        }
    }
    QCOMPARE(good.load(), 160);
}

void TestHttpClient::mayEndInAnotherThread()
{
    HttpServer server(setup([](const HttpRequest &, const dsr::HttpPeer &) { return HttpReply{}; }));
    QVERIFY(server.start());
    std::unique_ptr<HttpClient> client;
    std::jthread([&] {
        client = std::make_unique<HttpClient>(trusting());
        client->send(urlOf("http", server.port()), get("/"), {}).value();
    }).join();
    client.reset();
}

void TestHttpClient::serverMayRestart()
{
    auto server = std::make_unique<HttpServer>(
        setup([](const HttpRequest &, const dsr::HttpPeer &) { return HttpReply{}; }));
    QVERIFY(server->start());
    const quint16 port = server->port();
    HttpClient client(trusting());
    QVERIFY(client.send(urlOf("http", port), get("/"), {}));
    server.reset();
    const auto meanwhile = client.send(urlOf("http", port), get("/"), {});
    QVERIFY(!meanwhile);
    QCOMPARE(meanwhile.error().code, ErrorCode::NetUnreachable);
    HttpServerSetup again = setup([](const HttpRequest &, const dsr::HttpPeer &) { return HttpReply{}; });
    again.port = port;
    server = std::make_unique<HttpServer>(std::move(again));
    QVERIFY(server->start());
    QVERIFY(client.send(urlOf("http", port), get("/"), {}));
}

QTEST_GUILESS_MAIN(TestHttpClient)
#include "tst_httpclient.moc"

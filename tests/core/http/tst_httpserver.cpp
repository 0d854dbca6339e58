#include "tests/core/http/tlsworld.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QSslSocket>
#include <QTest>

#include <atomic>

using dsr::HttpReply;
using dsr::HttpRequest;
using dsr::HttpServer;
using dsr::HttpServerSetup;

namespace {

constexpr int waitMilliseconds = 10'000;

/// Echoes method, target and body; says in a header whom it sees.
HttpReply echo(const HttpRequest &request, const dsr::HttpPeer &peer)
{
    HttpReply reply;
    reply.body = request.method + ' ' + request.target + ' ' + request.body;
    reply.headers = {{"X-Peer", peer.certificate ? peer.certificate->subject().text().toUtf8() : "none"},
        {"X-Tls", peer.tls ? "yes" : "no"}};
    return reply;
}

HttpServerSetup plain(dsr::HttpHandler handler = echo)
{
    HttpServerSetup setup;
    setup.handler = std::move(handler);
    setup.refusal = [](int status) { return HttpReply{.status = status, .headers = {}, .body = "refused"}; };
    return setup;
}

/// Reads from a socket until the bytes end with `end`, the peer closes or patience ends.
QByteArray readUntil(QTcpSocket &socket, const QByteArray &end)
{
    QByteArray bytes = socket.readAll();
    while (!bytes.endsWith(end) && socket.waitForReadyRead(waitMilliseconds))
        bytes += socket.readAll();
    return bytes + socket.readAll();
}

/// Everything until the peer closes.
QByteArray readToEnd(QTcpSocket &socket)
{
    QByteArray bytes;
    while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead(waitMilliseconds))
        bytes += socket.readAll();
    return bytes + socket.readAll();
}

std::unique_ptr<QTcpSocket> connected(const HttpServer &server)
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(QStringLiteral("127.0.0.1"), server.port());
    return socket->waitForConnected(waitMilliseconds) ? std::move(socket) : nullptr;
}

void send(QTcpSocket &socket, const QByteArray &bytes)
{
    socket.write(bytes);
    while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(waitMilliseconds)) { }
}

QByteArray get(const QByteArray &target, const QByteArray &headers = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
}

bool isAnsweredWith(QTcpSocket &socket, const QByteArray &target)
{
    send(socket, get(target));
    return readUntil(socket, "GET " + target + ' ').startsWith("HTTP/1.1 200 ");
}

} // namespace

class TestHttpServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectionIsKept();
    void connectionIsClosedOnWish();
    void pipelinedRequestsAreAnsweredInOrder();
    void answerToHeadHasNoBody();
    void largeBodyArrivesWhole();
    void clientThatWaitsIsToldToContinue();
    void slowClientGets408AndHoldsUpNobody();
    void idleConnectionIsClosed();
    void manyIdleConnectionsHoldUpNobody();
    void connectionBeyondTheMaximumIsClosed();
    void tooLargeBodyIsRefusedWhileItIsSent();
    void clientThatClosesItsSideIsTakenAsGone();
    void clientMayGoWhileItsAnswerIsMade();
    void slowHandlerHoldsUpNobody();
    void stopAnswersWhatWasBegun();
    void stopDoesNotWaitForIdleConnections();
    void stopCutsOffWhoDoesNotRead();
    void startsAgainOnTheSamePort();
    void takenPortIsAnError();
    void onlyLoopbackIsServed_data();
    void onlyLoopbackIsServed();
    void requestOverTls();
    void clientCertificate_data();
    void clientCertificate();
    void failedHandshakeHoldsUpNobody();
    void plainRequestOnTheTlsPortIsClosed();

private:
    const TlsWorld m_world;
};

void TestHttpServer::connectionIsKept()
{
    HttpServer server(plain());
    QVERIFY(server.start());
    const auto socket = connected(server);
    QVERIFY(socket);
    for (int i = 0; i < 5; ++i)
        QVERIFY(isAnsweredWith(*socket, "/" + QByteArray::number(i)));
    QCOMPARE(socket->state(), QAbstractSocket::ConnectedState);
}

void TestHttpServer::connectionIsClosedOnWish()
{
    HttpServer server(plain());
    QVERIFY(server.start());
    const auto socket = connected(server);
    send(*socket, get("/x", "Connection: close\r\n"));
    const QByteArray answer = readToEnd(*socket);
    QVERIFY(answer.contains("Connection: close\r\n"));
    QVERIFY(answer.endsWith("GET /x "));
    QCOMPARE(socket->state(), QAbstractSocket::UnconnectedState);
}

void TestHttpServer::pipelinedRequestsAreAnsweredInOrder()
{
    HttpServer server(plain());
    QVERIFY(server.start());
    const auto socket = connected(server);
    send(*socket, get("/1") + get("/2") + get("/3", "Connection: close\r\n"));
    const QByteArray answer = readToEnd(*socket);
    QCOMPARE(answer.count("HTTP/1.1 200 OK"), 3);
    const qsizetype first = answer.indexOf("GET /1 ");
    const qsizetype second = answer.indexOf("GET /2 ");
    QVERIFY(0 < first && first < second && second < answer.indexOf("GET /3 "));
}

void TestHttpServer::answerToHeadHasNoBody()
{
    HttpServer server(plain());
    QVERIFY(server.start());
    const auto socket = connected(server);
    send(*socket, "HEAD /h HTTP/1.1\r\nHost: a\r\n\r\n" + get("/after", "Connection: close\r\n"));
    const QByteArray answer = readToEnd(*socket);
    QVERIFY(answer.contains("Content-Length: 8\r\n"));
    QVERIFY(!answer.contains("HEAD /h"));
    QVERIFY(answer.endsWith("GET /after "));
}

void TestHttpServer::largeBodyArrivesWhole()
{
    HttpServerSetup setup = plain();
    setup.tls = m_world.listener();
    HttpServer server(std::move(setup));
    QVERIFY(server.start());
    QSslSocket socket;
    socket.setSslConfiguration(m_world.clientConfiguration());
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), server.port());
    QVERIFY(socket.waitForEncrypted(waitMilliseconds));
    const QByteArray body(256 * 1024, 'b');
    for (int i = 0; i < 2; ++i) {
        send(socket,
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n"
                + body);
        QVERIFY(readUntil(socket, "POST / " + body).startsWith("HTTP/1.1 200 "));
    }
}

void TestHttpServer::clientThatWaitsIsToldToContinue()
{
    HttpServer server(plain());
    QVERIFY(server.start());
    const auto socket = connected(server);
    send(*socket, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    QCOMPARE(readUntil(*socket, "\r\n\r\n"), QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
    send(*socket, "abc");
    QVERIFY(readUntil(*socket, "abc").endsWith("POST / abc"));
}

void TestHttpServer::slowClientGets408AndHoldsUpNobody()
{
    HttpServerSetup setup = plain();
    setup.patienceMilliseconds = 300;
    setup.threads = 1;
    HttpServer server(std::move(setup));
    QVERIFY(server.start());
    const auto slow = connected(server);
    send(*slow, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na");
    const auto other = connected(server);
    QVERIFY(isAnsweredWith(*other, "/other"));
    const QByteArray answer = readUntil(*slow, "refused");
    QVERIFY(answer.startsWith("HTTP/1.1 408 Request Timeout"));
    QVERIFY(answer.contains("Connection: close"));
}

void TestHttpServer::idleConnectionIsClosed()
{
    HttpServerSetup setup = plain();
    setup.idleMilliseconds = 100;
    HttpServer server(std::move(setup));
    QVERIFY(server.start());
    const auto silent = connected(server);
    QCOMPARE(readToEnd(*silent), QByteArray());
    QCOMPARE(silent->state(), QAbstractSocket::UnconnectedState);
    const auto once = connected(server);
    QVERIFY(isAnsweredWith(*once, "/once"));
    QCOMPARE(readToEnd(*once), QByteArray());
    QCOMPARE(once->state(), QAbstractSocket::UnconnectedState);
}

void TestHttpServer::manyIdleConnectionsHoldUpNobody()
{
    HttpServer server(plain());
    QVERIFY(server.start());
    std::vector<std::unique_ptr<QTcpSocket>> idle;
    for (int i = 0; i < 300; ++i) {
        idle.push_back(connected(server));
        QVERIFY(idle.back());
        send(*idle.back(), i % 2 == 0 ? "" : "GET / HT"); // half of them in the middle of a request
    }
    const auto busy = connected(server);
    QVERIFY(isAnsweredWith(*busy, "/busy"));
    QCOMPARE(idle.front()->state(), QAbstractSocket::ConnectedState);
}

void TestHttpServer::connectionBeyondTheMaximumIsClosed()
{
    HttpServerSetup setup = plain();
    setup.maximumConnections = 2;
    HttpServer server(std::move(setup));
    QVERIFY(server.start());
    const auto first = connected(server);
    const auto second = connected(server);
    QVERIFY(isAnsweredWith(*first, "/1"));
    QVERIFY(isAnsweredWith(*second, "/2"));
    const auto third = connected(server);
    QCOMPARE(readToEnd(*third), QByteArray());
    QCOMPARE(third->state(), QAbstractSocket::UnconnectedState);
    QVERIFY(isAnsweredWith(*first, "/3"));
}

void TestHttpServer::tooLargeBodyIsRefusedWhileItIsSent()
{
    HttpServer server(plain());
    QVERIFY(server.start());
    const auto socket = connected(server);
    // A client that sends a great deal before it looks: it must still find the answer, not a reset.
    send(*socket, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n");
    for (int i = 0; i < 40; ++i)
        send(*socket, QByteArray(100'000, 'x'));
    const QByteArray answer = readUntil(*socket, "refused");
    QVERIFY2(answer.startsWith("HTTP/1.1 413 "), answer.constData());
}

void TestHttpServer::clientThatClosesItsSideIsTakenAsGone()
{
    HttpServer server(plain());
    QVERIFY(server.start());
    const auto half = connected(server);
    send(*half, "GET / HTTP/1.1\r\nHo");
    half->disconnectFromHost();
    const auto other = connected(server);
    QVERIFY(isAnsweredWith(*other, "/other"));
    server.stop(); // would hang if the half request were still waited for
}

void TestHttpServer::clientMayGoWhileItsAnswerIsMade()
{
    QSemaphore begun;
    QSemaphore mayEnd;
    HttpServer server(plain([&](const HttpRequest &request, const dsr::HttpPeer &peer) {
        if (request.target == "/long") {
            begun.release();
            mayEnd.acquire();
        }
        return echo(request, peer);
    }));
    QVERIFY(server.start());
    {
        const auto socket = connected(server);
        send(*socket, get("/long"));
        QVERIFY(begun.tryAcquire(1, waitMilliseconds));
        socket->abort();
    }
    const auto other = connected(server);
    QVERIFY(isAnsweredWith(*other, "/other"));
    mayEnd.release();
    QVERIFY(isAnsweredWith(*other, "/another"));
}

void TestHttpServer::slowHandlerHoldsUpNobody()
{
    QSemaphore mayEnd;
    HttpServer server(plain([&](const HttpRequest &request, const dsr::HttpPeer &peer) {
        if (request.target == "/long")
            mayEnd.acquire();
        return echo(request, peer);
    }));
    QVERIFY(server.start());
    const auto slow = connected(server);
    send(*slow, get("/long"));
    const auto other = connected(server);
    for (int i = 0; i < 10; ++i)
        QVERIFY(isAnsweredWith(*other, "/other"));
    mayEnd.release();
    QVERIFY(readUntil(*slow, "GET /long ").startsWith("HTTP/1.1 200 "));
}

void TestHttpServer::stopAnswersWhatWasBegun()
{
    QSemaphore begun;
    QSemaphore mayEnd;
    HttpServerSetup setup = plain([&](const HttpRequest &request, const dsr::HttpPeer &peer) {
        begun.release();
        mayEnd.acquire();
        HttpReply reply = echo(request, peer);
        reply.body = QByteArray(3'000'000, 'y') + reply.body; // more than the socket takes at once
        return reply;
    });
    setup.tls = m_world.listener();
    HttpServer server(std::move(setup));
    QVERIFY(server.start());
    QSslSocket socket;
    socket.setSslConfiguration(m_world.clientConfiguration());
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), server.port());
    QVERIFY(socket.waitForEncrypted(waitMilliseconds));
    send(socket, get("/begun"));
    QVERIFY(begun.tryAcquire(1, waitMilliseconds));
    const std::unique_ptr<QThread> stopping(QThread::create([&] { server.stop(); }));
    stopping->start();
    QTRY_VERIFY(!connected(server)); // from here on it is stopping
    mayEnd.release();
    const QByteArray answer = readToEnd(socket);
    QVERIFY(answer.contains("Connection: close"));
    QVERIFY(answer.endsWith("yGET /begun "));
    QVERIFY(stopping->wait(waitMilliseconds));
}

void TestHttpServer::stopDoesNotWaitForIdleConnections()
{
    HttpServer server(plain());
    QVERIFY(server.start());
    const auto idle = connected(server);
    QVERIFY(isAnsweredWith(*idle, "/idle"));
    const auto half = connected(server);
    send(*half, "GET / HTTP/1.1\r\nHo");
    QElapsedTimer timer;
    timer.start();
    server.stop();
    QVERIFY(timer.elapsed() < 5'000);
    QCOMPARE(readToEnd(*idle), QByteArray());
}

void TestHttpServer::stopCutsOffWhoDoesNotRead()
{
    HttpServerSetup setup = plain([](const HttpRequest &, const dsr::HttpPeer &) {
        return HttpReply{.status = 200, .headers = {}, .body = QByteArray(20'000'000, 'z')};
    });
    setup.patienceMilliseconds = 300;
    HttpServer server(std::move(setup));
    QVERIFY(server.start());
    const auto socket = connected(server);
    socket->setReadBufferSize(1);
    send(*socket, get("/"));
    QVERIFY(socket->waitForReadyRead(waitMilliseconds));
    server.stop(); // returns although 20 MB are still waiting for the client
}

void TestHttpServer::startsAgainOnTheSamePort()
{
    HttpServer server(plain());
    QVERIFY(server.start());
    const quint16 port = server.port();
    const auto before = connected(server);
    QVERIFY(isAnsweredWith(*before, "/before"));
    server.stop();
    HttpServerSetup setup = plain();
    setup.port = port;
    HttpServer again(std::move(setup));
    QVERIFY(again.start());
    QCOMPARE(again.port(), port);
    const auto after = connected(again);
    QVERIFY(isAnsweredWith(*after, "/after"));
    QVERIFY(again.start()); // a second start is a restart
    const auto later = connected(again);
    QVERIFY(isAnsweredWith(*later, "/later"));
}

void TestHttpServer::takenPortIsAnError()
{
    HttpServer first(plain());
    QVERIFY(first.start());
    HttpServerSetup setup = plain();
    setup.port = first.port();
    HttpServer second(std::move(setup));
    const auto started = second.start();
    QVERIFY(!started);
    QCOMPARE(started.error().code, dsr::ErrorCode::PortInUse);
    QCOMPARE(started.error().facts.value(QStringLiteral("address")).toString(),
        QStringLiteral("127.0.0.1:%1").arg(first.port()));
    QVERIFY(!started.error().facts.value(QStringLiteral("reason")).toString().isEmpty());
}

void TestHttpServer::onlyLoopbackIsServed_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("served");
    QTest::newRow("IPv4") << QStringLiteral("127.0.0.1") << true;
    QTest::newRow("localhost") << QStringLiteral("localhost") << true;
    QTest::newRow("every address") << QStringLiteral("0.0.0.0") << false;
    QTest::newRow("every IPv6 address") << QStringLiteral("::") << false;
    QTest::newRow("another address") << QStringLiteral("192.0.2.1") << false;
    QTest::newRow("a name") << QStringLiteral("dms.example") << false;
    QTest::newRow("nothing") << QString() << false;
}

void TestHttpServer::onlyLoopbackIsServed()
{
    QFETCH(QString, host);
    QFETCH(bool, served);
    HttpServerSetup setup = plain();
    setup.host = host;
    HttpServer server(std::move(setup));
    const auto started = server.start();
    QCOMPARE(started.has_value(), served);
    if (!served)
        QCOMPARE(started.error().code, dsr::ErrorCode::PortInUse);
}

void TestHttpServer::requestOverTls()
{
    HttpServerSetup setup = plain();
    setup.tls = m_world.listener();
    HttpServer server(std::move(setup));
    QVERIFY(server.start());
    QSslSocket socket;
    socket.setSslConfiguration(m_world.clientConfiguration());
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), server.port(), QStringLiteral("localhost"));
    QVERIFY2(socket.waitForEncrypted(waitMilliseconds), qPrintable(socket.errorString()));
    QCOMPARE(socket.sessionProtocol(), QSsl::TlsV1_3);
    send(socket, get("/tls"));
    const QByteArray answer = readUntil(socket, "GET /tls ");
    QVERIFY(answer.contains("X-Tls: yes"));
    QVERIFY(answer.contains("X-Peer: none"));
}

void TestHttpServer::clientCertificate_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QSsl::SslProtocol>("protocol");
    QTest::addColumn<QByteArray>("seen");
    for (const auto &[version, protocol] :
        {std::pair("TLS 1.2", QSsl::TlsV1_2), {"TLS 1.3", QSsl::TlsV1_3}}) {
        QTest::addRow("none, %s", version) << QString() << protocol << QByteArray("X-Peer: none");
        QTest::addRow("of the CA, %s", version)
            << QStringLiteral("good") << protocol << QByteArray("X-Peer: CN=client");
        QTest::addRow("of a foreign CA, %s", version)
            << QStringLiteral("foreign") << protocol << QByteArray("X-Peer: CN=stranger");
    }
}

void TestHttpServer::clientCertificate()
{
    QFETCH(QString, kind);
    QFETCH(QSsl::SslProtocol, protocol);
    QFETCH(QByteArray, seen);
    HttpServerSetup setup = plain();
    setup.tls = m_world.listener(true);
    HttpServer server(std::move(setup));
    QVERIFY(server.start());
    const TlsWorld::Identity foreign = TlsWorld::make(QStringLiteral("stranger"), nullptr, {});
    const TlsWorld::Identity *as = kind.isEmpty() ? nullptr
        : kind == QStringLiteral("good")          ? &m_world.client
                                                  : &foreign;
    QSslConfiguration configuration = m_world.clientConfiguration(as);
    configuration.setProtocol(protocol);
    QSslSocket socket;
    socket.setSslConfiguration(configuration);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), server.port());
    QVERIFY(socket.waitForEncrypted(waitMilliseconds));
    send(socket, get("/who"));
    const QByteArray answer = readUntil(socket, "GET /who ");
    QVERIFY2(answer.contains(seen + "\r\n"), answer.constData());
}

void TestHttpServer::failedHandshakeHoldsUpNobody()
{
    HttpServerSetup setup = plain();
    setup.tls = m_world.listener();
    HttpServer server(std::move(setup));
    QVERIFY(server.start());
    const auto silent = connected(server); // never begins its handshake
    QSslSocket distrustful;
    QSslConfiguration nobody = m_world.clientConfiguration();
    nobody.setCaCertificates({});
    distrustful.setSslConfiguration(nobody);
    distrustful.connectToHostEncrypted(QStringLiteral("127.0.0.1"), server.port());
    QVERIFY(!distrustful.waitForEncrypted(waitMilliseconds));
    QSslSocket socket;
    socket.setSslConfiguration(m_world.clientConfiguration());
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), server.port());
    QVERIFY(socket.waitForEncrypted(waitMilliseconds));
    QVERIFY(isAnsweredWith(socket, "/good"));
    server.stop();
    QCOMPARE(readToEnd(*silent), QByteArray());
}

void TestHttpServer::plainRequestOnTheTlsPortIsClosed()
{
    HttpServerSetup setup = plain();
    setup.tls = m_world.listener();
    HttpServer server(std::move(setup));
    QVERIFY(server.start());
    const auto socket = connected(server);
    send(*socket, get("/secret"));
    const QByteArray answer = readToEnd(*socket);
    QVERIFY(!answer.contains("HTTP/1.1"));
    QCOMPARE(socket->state(), QAbstractSocket::UnconnectedState);
}

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_httpserver.moc"

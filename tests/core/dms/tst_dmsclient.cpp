#include "core/dms/dmsclient.h"
#include "core/http/httpserver.h"

#include <QTest>

using dsr::DmsClient;
using dsr::DmsExchange;
using dsr::ErrorCode;
using dsr::HttpReply;

namespace {

const QByteArray goodNonce = QByteArray(64, '\x07').toBase64();

HttpReply text(const QByteArray &body)
{
    return {.status = 200, .headers = {{"Content-Type", "text/plain"}}, .body = body};
}

HttpReply json(int status, const QByteArray &body)
{
    return {.status = status,
        .headers = {{"Content-Type", "application/json"}, {"X-Trace-Id", "trace-1"}},
        .body = body};
}

QString fact(const dsr::Error &error, const char *name)
{
    return error.facts.value(QLatin1StringView(name)).toString();
}

} // namespace

Q_DECLARE_METATYPE(dsr::HttpReply)

/// The client against a DMS that answers whatever the test wants, over plain HTTP.
class TestDmsClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void goodNonce_();
    void unusableNonce_data();
    void unusableNonce();
    void goodCertificate();
    void unusableCertificate_data();
    void unusableCertificate();
    void refusal_data();
    void refusal();
    void deviceListThatIsNone();
    void exchangeIsKeptWithoutAnAnswer();

private:
    DmsClient client() const
    {
        dsr::DmsAddress address;
        address.tls = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server->port()));
        return DmsClient(address);
    }
    HttpReply m_reply;
    dsr::HttpRequest m_request;
    std::unique_ptr<dsr::HttpServer> m_server;
};

void TestDmsClient::initTestCase()
{
    dsr::HttpServerSetup setup;
    setup.handler = [this](const dsr::HttpRequest &request, const dsr::HttpPeer &) {
        m_request = request;
        return m_reply;
    };
    setup.refusal = [](int status) { return HttpReply{.status = status, .headers = {}, .body = {}}; };
    m_server = std::make_unique<dsr::HttpServer>(std::move(setup));
    QVERIFY(m_server->start());
}

void TestDmsClient::goodNonce_()
{
    m_reply = text(goodNonce);
    m_reply.headers[0].second = "text/plain;charset=UTF-8";
    DmsExchange exchange;
    const auto nonce = client().nonce(exchange, {});
    QVERIFY(nonce);
    QCOMPARE(*nonce, QByteArray(64, '\x07'));
    QCOMPARE(m_request.method, QByteArray("GET"));
    QCOMPARE(m_request.target, QByteArray("/nonce"));
    QCOMPARE(m_request.header("Accept"), QByteArray("text/plain"));
    QCOMPARE(exchange.status, 200);
    QVERIFY(exchange.request.startsWith(QStringLiteral("GET /nonce HTTP/1.1\n")));
    QVERIFY(exchange.response.endsWith(QString::fromLatin1(goodNonce)));
}

void TestDmsClient::unusableNonce_data()
{
    QTest::addColumn<HttpReply>("reply");
    QTest::newRow("63 octets") << text(QByteArray(63, 'n').toBase64());
    QTest::newRow("65 octets") << text(QByteArray(65, 'n').toBase64());
    QTest::newRow("nothing") << text({});
    QTest::newRow("without padding") << text(goodNonce.chopped(2));
    QTest::newRow("line end behind it") << text(goodNonce + '\n');
    QTest::newRow("quotes around it") << text('"' + goodNonce + '"');
    QTest::newRow("URL alphabet") << text(QByteArray(64, '\xff').toBase64(QByteArray::Base64UrlEncoding));
    QTest::newRow("spare bits set") << text(goodNonce.left(85) + "x==");
    QTest::newRow("as JSON") << json(200, goodNonce);
    QTest::newRow("no media type") << HttpReply{.status = 200, .headers = {}, .body = goodNonce};
}

void TestDmsClient::unusableNonce()
{
    QFETCH(HttpReply, reply);
    m_reply = reply;
    DmsExchange exchange;
    const auto nonce = client().nonce(exchange, {});
    QVERIFY(!nonce);
    QCOMPARE(nonce.error().code, ErrorCode::DmsAnswerUnusable);
    QCOMPARE(fact(nonce.error(), "check"), QStringLiteral("answer.nonce"));
    QCOMPARE(exchange.status, 200);
}

void TestDmsClient::goodCertificate()
{
    m_reply = json(201, R"({"cert":"AQID","more":1})");
    DmsExchange exchange;
    const auto certificate = client().registerDevice("a.b.c", exchange, {});
    QVERIFY(certificate);
    QCOMPARE(*certificate, QByteArray("\1\2\3"));
    QCOMPARE(m_request.method, QByteArray("POST"));
    QCOMPARE(m_request.target, QByteArray("/register-device"));
    QCOMPARE(m_request.header("Content-Type"), QByteArray("application/json"));
    QCOMPARE(m_request.body, QByteArray(R"({"token":"a.b.c"})"));
    QCOMPARE(exchange.traceId, QStringLiteral("trace-1"));
}

void TestDmsClient::unusableCertificate_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("AQID");
    QTest::newRow("a list") << QByteArray(R"(["AQID"])");
    QTest::newRow("another member") << QByteArray(R"({"certificate":"AQID"})");
    QTest::newRow("a number") << QByteArray(R"({"cert":1})");
    QTest::newRow("empty") << QByteArray(R"({"cert":""})");
    QTest::newRow("no base64") << QByteArray(R"({"cert":"A?ID"})");
}

void TestDmsClient::unusableCertificate()
{
    QFETCH(QByteArray, body);
    m_reply = json(201, body);
    DmsExchange exchange;
    const auto certificate = client().registerDevice("a.b.c", exchange, {});
    QVERIFY(!certificate);
    QCOMPARE(certificate.error().code, ErrorCode::DmsAnswerUnusable);
    QCOMPARE(fact(certificate.error(), "check"), QStringLiteral("answer.certificate"));
}

void TestDmsClient::refusal_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("errorCode");
    QTest::addColumn<QString>("traceId");
    QTest::newRow("error object")
        << 400
        << QByteArray(R"({"errorCode":"NONCE_INVALID","description":"nonce.known: …","traceId":"trace-1"})")
        << QStringLiteral("NONCE_INVALID") << QStringLiteral("trace-1");
    QTest::newRow("error object of a server fault")
        << 503 << QByteArray(R"({"errorCode":"OCSP_UNAVAILABLE","description":"","traceId":"t"})")
        << QStringLiteral("OCSP_UNAVAILABLE") << QStringLiteral("t");
    QTest::newRow("empty body") << 401 << QByteArray() << QString() << QString();
    QTest::newRow("page of a gateway")
        << 502 << QByteArray("<html>Bad gateway</html>") << QString() << QString();
    QTest::newRow("members of other types")
        << 400 << QByteArray(R"({"errorCode":7,"traceId":null})") << QString() << QString();
    QTest::newRow("a list") << 400 << QByteArray("[]") << QString() << QString();
    QTest::newRow("good, but not the status of this call")
        << 202 << QByteArray(R"({"cert":"AQID"})") << QString() << QString();
    QTest::newRow("redirect") << 302 << QByteArray() << QString() << QString();
}

void TestDmsClient::refusal()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, errorCode);
    QFETCH(QString, traceId);
    m_reply = json(status, body);
    DmsExchange exchange;
    const auto registered = client().registerDevice("a.b.c", exchange, {});
    const auto nonce = client().nonce(exchange, {});
    for (const auto &result : {registered, nonce}) {
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::DmsRefused);
        QCOMPARE(result.error().facts.value(QStringLiteral("status")).toInt(), status);
        QCOMPARE(fact(result.error(), "errorCode"), errorCode);
        QCOMPARE(fact(result.error(), "traceId"), traceId);
    }
}

void TestDmsClient::deviceListThatIsNone()
{
    m_reply = json(200, "{}");
    DmsExchange exchange;
    const auto list = client().deviceRegistrations(QStringLiteral("X110411675"), {}, {}, exchange, {});
    QVERIFY(!list);
    QCOMPARE(list.error().code, ErrorCode::DmsAnswerUnusable);
    QCOMPARE(m_request.target, QByteArray("/device-registrations?userIdentifier=X110411675"));
}

void TestDmsClient::exchangeIsKeptWithoutAnAnswer()
{
    dsr::DmsAddress nowhere;
    nowhere.tls = QUrl(QStringLiteral("https://127.0.0.1:1"));
    DmsExchange exchange;
    const auto nonce = DmsClient(nowhere).nonce(exchange, {});
    QVERIFY(!nonce);
    QCOMPARE(nonce.error().code, ErrorCode::NetUnreachable);
    QCOMPARE(exchange.status, 0);
    QVERIFY(exchange.request.startsWith(QStringLiteral("GET /nonce")));
    QVERIFY(exchange.response.isEmpty());
}

QTEST_GUILESS_MAIN(TestDmsClient)
#include "tst_dmsclient.moc"

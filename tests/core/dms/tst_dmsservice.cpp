#include "core/dms/deviceissuer.h"
#include "core/dms/dmsservice.h"
#include "core/dms/ocspresponder.h"
#include "tests/core/dms/softwareclient.h"

#include <QTemporaryDir>
#include <QTest>

#include <thread>

using dsr::DmsListener;
using dsr::DmsService;
using dsr::FindingStatus;
using dsr::HttpPeer;
using dsr::HttpReply;
using dsr::HttpRequest;
using dsr::RequestLogEntry;

namespace {

const HttpPeer tlsPeer{.tls = true, .certificate = std::nullopt};

HttpRequest request(const char *method, const QByteArray &target, const QByteArray &body = {},
    const QByteArray &type = "application/json")
{
    HttpRequest made{.method = method, .target = target, .headers = {}, .body = body};
    if (!body.isNull())
        made.headers.append({"Content-Type", type});
    return made;
}

QJsonObject objectOf(const HttpReply &reply)
{
    return QJsonDocument::fromJson(reply.body).object();
}

QString errorCode(const HttpReply &reply)
{
    return objectOf(reply).value(QStringLiteral("errorCode")).toString();
}

FindingStatus statusOf(const RequestLogEntry &log, const char *check)
{
    for (const dsr::Finding &finding : log.findings) {
        if (finding.check == QLatin1StringView(check))
            return finding.status;
    }
    return FindingStatus::NotChecked;
}

} // namespace

Q_DECLARE_METATYPE(SoftwareClient::Changes)

/// The service without sockets of its own; only the responder that it asks has one.
class TestDmsService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void nonceIsIssuedAndStored();
    void noncesDiffer();
    void route_data();
    void route();
    void everyAnswerHasATrace();
    void errorObjectHasItsMembers();
    void refusalOfWhatIsNoRequest_data();
    void refusalOfWhatIsNoRequest();
    void mediaType_data();
    void mediaType();
    void body_data();
    void body();
    void goodRegistration();
    void findingsComeInTheOrderOfTheRegistry();
    void issuedCertificateIsStored();
    void sameDeviceTwiceIsRefused();
    void sameDeviceForAnotherUser();
    void twoTokensForOnePairAtOnce();
    void nonceBurns_data();
    void nonceBurns();
    void nonceOfAnHourAgo();
    void nonceOfAnotherService();
    void refusals_data();
    void refusals();
    void lenientDoesNotAskTheResponder();
    void responderThatIsDown();
    void revokedCard();
    void deviceList();
    void deviceListCertificate_data();
    void deviceListCertificate();
    void deviceListOfAnother();
    void deviceListQuery_data();
    void deviceListQuery();
    void deletedDeviceIsSentAway();
    void noTokenAndNoKvnrInTheLog();

private:
    HttpReply ask(const HttpRequest &what, DmsListener listener = DmsListener::Tls, HttpPeer peer = tlsPeer)
    {
        m_log = {};
        return m_service->answer(what, peer, listener, m_log);
    }
    QByteArray nonce() { return QByteArray::fromBase64(ask(request("GET", "/nonce")).body); }
    HttpReply registerToken(const QByteArray &token)
    {
        return ask(request("POST", "/register-device", SoftwareClient::body(token)));
    }
    HttpReply list(const HttpPeer &peer, const QByteArray &query)
    {
        return ask(request("GET", "/device-registrations" + query), DmsListener::Mtls, peer);
    }
    /// Registers a device and gives back how it comes to the mTLS listener.
    HttpPeer registeredPeer()
    {
        const HttpReply reply = registerToken(m_client->token(nonce()));
        const QByteArray der =
            QByteArray::fromBase64(objectOf(reply).value(QStringLiteral("cert")).toString().toLatin1());
        return {.tls = true, .certificate = dsr::Certificate::fromDer(der).value_or(dsr::Certificate())};
    }
    void makeService(dsr::Mode mode, const QUrl &ocsp)
    {
        m_service = std::make_unique<DmsService>(dsr::DmsServiceSetup{.testBed = &m_bed,
            .store = m_store.get(),
            .clock = &m_clock,
            .randomness = &m_randomness,
            .mode = mode,
            .ocspUrl = ocsp});
    }

    QTemporaryDir m_folder;
    int m_stores = 0;
    MovableClock m_clock{QDateTime::currentDateTimeUtc()};
    dsr::SystemRandomness m_randomness;
    dsr::TestBed m_bed;
    std::unique_ptr<dsr::OcspResponder> m_responder;
    std::unique_ptr<dsr::HttpServer> m_responderServer;
    std::unique_ptr<dsr::DmsStore> m_store;
    std::unique_ptr<DmsService> m_service;
    std::unique_ptr<SoftwareClient> m_client;
    RequestLogEntry m_log;
};

void TestDmsService::initTestCase()
{
    auto bed = dsr::openTestBed(m_folder.path(), m_clock);
    QVERIFY(bed);
    m_bed = std::move(*bed);
    dsr::HttpServerSetup setup;
    setup.handler = [this](const HttpRequest &what, const HttpPeer &) { return m_responder->answer(what); };
    setup.refusal = [](int status) { return HttpReply{.status = status, .headers = {}, .body = {}}; };
    m_responderServer = std::make_unique<dsr::HttpServer>(std::move(setup));
    QVERIFY(m_responderServer->start());
}

void TestDmsService::init()
{
    m_service.reset();
    m_responder = std::make_unique<dsr::OcspResponder>(m_bed, m_clock);
    auto store = dsr::DmsStore::open(m_folder.filePath(QStringLiteral("store-%1").arg(++m_stores)));
    QVERIFY(store);
    m_store = std::move(*store);
    makeService(
        dsr::Mode::Strict, QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_responderServer->port())));
    m_client = std::make_unique<SoftwareClient>(m_bed, m_clock);
}

void TestDmsService::nonceIsIssuedAndStored()
{
    const HttpReply reply = ask(request("GET", "/nonce"));
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.header("Content-Type"), QByteArray("text/plain"));
    QCOMPARE(reply.body.size(), 88);
    const QByteArray octets = QByteArray::fromBase64(reply.body);
    QCOMPARE(octets.size(), 64);
    QCOMPARE(octets.toBase64(), reply.body);
    const auto stored = m_store->nonce(octets);
    QVERIFY(stored && *stored);
    QCOMPARE((*stored)->issuedAt, m_clock.now());
    QCOMPARE((*stored)->expiresAt, m_clock.now().addSecs(3600));
    QCOMPARE(reply.header("Cache-Control"), QByteArray("no-store"));
}

void TestDmsService::noncesDiffer()
{
    QVERIFY(nonce() != nonce());
}

void TestDmsService::route_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<bool>("mtls");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("allow");
    const QByteArray none;
    QTest::newRow("nonce") << QByteArray("GET") << QByteArray("/nonce") << false << 200 << none;
    QTest::newRow("nonce with a query")
        << QByteArray("GET") << QByteArray("/nonce?x=1") << false << 200 << none;
    QTest::newRow("nonce by POST") << QByteArray("POST") << QByteArray("/nonce") << false << 405
                                   << QByteArray("GET");
    QTest::newRow("registration by GET")
        << QByteArray("GET") << QByteArray("/register-device") << false << 405 << QByteArray("POST");
    QTest::newRow("registration by PUT")
        << QByteArray("PUT") << QByteArray("/register-device") << false << 405 << QByteArray("POST");
    QTest::newRow("list by POST") << QByteArray("POST") << QByteArray("/device-registrations") << true << 405
                                  << QByteArray("GET");
    QTest::newRow("nonce on the mTLS listener")
        << QByteArray("GET") << QByteArray("/nonce") << true << 404 << none;
    QTest::newRow("list on the TLS listener")
        << QByteArray("GET") << QByteArray("/device-registrations") << false << 404 << none;
    QTest::newRow("root") << QByteArray("GET") << QByteArray("/") << false << 404 << none;
    QTest::newRow("path in other letters")
        << QByteArray("GET") << QByteArray("/Nonce") << false << 404 << none;
    QTest::newRow("path with a slash behind")
        << QByteArray("GET") << QByteArray("/nonce/") << false << 404 << none;
    QTest::newRow("path of a file") << QByteArray("GET") << QByteArray("/../dms.sqlite") << false << 404
                                    << none;
}

void TestDmsService::route()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(bool, mtls);
    QFETCH(int, status);
    QFETCH(QByteArray, allow);
    const HttpReply reply =
        ask(request(method.constData(), target), mtls ? DmsListener::Mtls : DmsListener::Tls);
    QCOMPARE(reply.status, status);
    QCOMPARE(reply.header("Allow"), allow);
    if (status != 200)
        QCOMPARE(errorCode(reply), QStringLiteral("CONSTRAINT_VIOLATION"));
    QCOMPARE(statusOf(m_log, "transport.route"), status == 200 ? FindingStatus::Pass : FindingStatus::Fail);
}

void TestDmsService::everyAnswerHasATrace()
{
    QSet<QByteArray> traces;
    for (const char *target : {"/nonce", "/register-device", "/nowhere"}) {
        const HttpReply reply = ask(request("GET", target));
        QCOMPARE(reply.header("X-Trace-Id"), m_log.traceId.toLatin1());
        QCOMPARE(m_log.traceId.size(), 36);
        QCOMPARE(m_log.method, QStringLiteral("GET"));
        QCOMPARE(m_log.path, QString::fromLatin1(target));
        QCOMPARE(m_log.status, reply.status);
        traces.insert(reply.header("X-Trace-Id"));
    }
    QCOMPARE(traces.size(), 3);
}

void TestDmsService::errorObjectHasItsMembers()
{
    const HttpReply reply = registerToken("no token");
    QCOMPARE(reply.status, 400);
    QCOMPARE(reply.header("Content-Type"), QByteArray("application/json"));
    const QJsonObject object = objectOf(reply);
    QCOMPARE(object.keys(),
        QStringList({QStringLiteral("description"), QStringLiteral("errorCode"), QStringLiteral("traceId")}));
    QCOMPARE(object.value(QStringLiteral("errorCode")).toString(), QStringLiteral("INVALID_TOKEN"));
    QVERIFY(
        object.value(QStringLiteral("description")).toString().startsWith(QStringLiteral("token.form: ")));
    QCOMPARE(object.value(QStringLiteral("traceId")).toString(), m_log.traceId);
    QCOMPARE(m_log.errorCode, QStringLiteral("INVALID_TOKEN"));
}

void TestDmsService::refusalOfWhatIsNoRequest_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    for (const int status : {400, 408, 431, 505})
        QTest::addRow("%d", status) << status << QStringLiteral("CONSTRAINT_VIOLATION");
    QTest::newRow("413") << 413 << QStringLiteral("REQUEST_TOO_LARGE");
}

void TestDmsService::refusalOfWhatIsNoRequest()
{
    QFETCH(int, status);
    QFETCH(QString, code);
    const HttpReply reply = m_service->refusal(status, m_log);
    QCOMPARE(reply.status, status);
    QCOMPARE(errorCode(reply), code);
    QCOMPARE(m_log.status, status);
    QCOMPARE(reply.header("X-Trace-Id"), m_log.traceId.toLatin1());
}

void TestDmsService::mediaType_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("taken");
    QTest::newRow("JSON") << QByteArray("application/json") << true;
    QTest::newRow("JSON with a parameter") << QByteArray("application/json; charset=utf-8") << true;
    QTest::newRow("JSON in other letters") << QByteArray("Application/JSON") << true;
    QTest::newRow("text") << QByteArray("text/plain") << false;
    QTest::newRow("something like JSON") << QByteArray("application/json-patch") << false;
    QTest::newRow("nothing") << QByteArray() << false;
}

void TestDmsService::mediaType()
{
    QFETCH(QByteArray, type);
    QFETCH(bool, taken);
    const HttpReply reply = ask(request("POST", "/register-device", "{}", type));
    QCOMPARE(reply.status, taken ? 400 : 415);
    QCOMPARE(errorCode(reply), QStringLiteral("CONSTRAINT_VIOLATION"));
    QCOMPARE(statusOf(m_log, "transport.mediatype"), taken ? FindingStatus::Pass : FindingStatus::Fail);
}

void TestDmsService::body_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray("");
    QTest::newRow("no JSON") << QByteArray("token");
    QTest::newRow("JSON cut off") << QByteArray(R"({"token":"a)");
    QTest::newRow("JSON with something behind") << QByteArray(R"({"token":"a.b.c"} x)");
    QTest::newRow("a list") << QByteArray(R"(["token"])");
    QTest::newRow("no token") << QByteArray(R"({"Token":"a.b.c"})");
    QTest::newRow("token is null") << QByteArray(R"({"token":null})");
    QTest::newRow("token is a number") << QByteArray(R"({"token":1})");
    QTest::newRow("token is empty") << QByteArray(R"({"token":""})");
    QTest::newRow("token of two blanks") << QByteArray(R"({"token":"  "})");
}

void TestDmsService::body()
{
    QFETCH(QByteArray, body);
    const HttpReply reply = ask(request("POST", "/register-device", body));
    QCOMPARE(reply.status, 400);
    QCOMPARE(errorCode(reply), QStringLiteral("CONSTRAINT_VIOLATION"));
    QCOMPARE(statusOf(m_log, "transport.body"), FindingStatus::Fail);
}

void TestDmsService::goodRegistration()
{
    const HttpReply reply = registerToken(m_client->token(nonce()));
    QVERIFY2(reply.status == 201, reply.body.constData());
    QCOMPARE(reply.header("Content-Type"), QByteArray("application/json"));
    QCOMPARE(objectOf(reply).keys(), QStringList{QStringLiteral("cert")});
    const auto certificate = dsr::Certificate::fromDer(
        QByteArray::fromBase64(objectOf(reply).value(QStringLiteral("cert")).toString().toLatin1()));
    QVERIFY(certificate);
    QCOMPARE(dsr::deviceCertificateDeviation(
                 *certificate, m_bed.dmsCa, m_client->key().publicKey(), m_client->kvnr()),
        QString());
    QVERIFY(m_log.errorCode.isEmpty());
}

void TestDmsService::findingsComeInTheOrderOfTheRegistry()
{
    registerToken(m_client->token(nonce()));
    QList<QByteArray> judged;
    for (const dsr::Finding &finding : m_log.findings) {
        if (finding.check != QStringLiteral("trust.simulated"))
            judged.append(finding.check.toLatin1());
        QVERIFY2(finding.status != FindingStatus::Fail, qPrintable(finding.check));
    }
    QCOMPARE(judged, dsr::androidRegistrationOrder());
}

void TestDmsService::issuedCertificateIsStored()
{
    const HttpPeer peer = registeredPeer();
    const auto stored = m_store->registration(m_client->kvnr(), m_client->deviceIdentifier());
    QVERIFY(stored && *stored);
    QCOMPARE((*stored)->certificate, peer.certificate->der());
    QCOMPARE((*stored)->deviceType, QStringLiteral("ANDROID"));
    QCOMPARE((*stored)->createdAt, m_clock.now());
    QCOMPARE((*stored)->serial.toLatin1(), peer.certificate->serialHex());
    QCOMPARE(peer.certificate->subject().values("2.5.4.5"), QStringList{(*stored)->deviceUuid});
    const QJsonObject evidence = QJsonDocument::fromJson((*stored)->evidence).object();
    QCOMPARE(evidence.value(QStringLiteral("attestCertChain")).toArray().size(), 4);
    QVERIFY(!evidence.value(QStringLiteral("subjectCert")).toString().isEmpty());
    QVERIFY(evidence.value(QStringLiteral("simulated")).toBool());
}

void TestDmsService::sameDeviceTwiceIsRefused()
{
    QCOMPARE(registerToken(m_client->token(nonce())).status, 201);
    const HttpReply again = registerToken(m_client->token(nonce()));
    QCOMPARE(again.status, 400);
    QCOMPARE(errorCode(again), QStringLiteral("DEVICE_ALREADY_REGISTERED"));
    QCOMPARE(m_store->registrations()->size(), 1);
    m_client->newKeys();
    QCOMPARE(registerToken(m_client->token(nonce())).status, 201);
}

void TestDmsService::sameDeviceForAnotherUser()
{
    QCOMPARE(registerToken(m_client->token(nonce())).status, 201);
    const auto key = dsr::PrivateKey::generate(dsr::Curve::BrainpoolP256r1);
    const auto card = dsr::issueCardCertificate(m_bed, QStringLiteral("A123456780"),
        m_clock.now().addDays(-1), m_clock.now().addYears(1), *key, QStringLiteral("http://ocsp.invalid/"));
    m_responder->know(card->certificate);
    m_client->useCard(*card);
    QCOMPARE(registerToken(m_client->token(nonce())).status, 201);
    QCOMPARE(m_store->registrations()->size(), 2);
}

void TestDmsService::twoTokensForOnePairAtOnce()
{
    QList<QByteArray> tokens;
    for (int i = 0; i < 6; ++i)
        tokens.append(m_client->token(nonce()));
    std::atomic<int> registered = 0;
    std::atomic<int> refused = 0;
    {
        std::vector<std::jthread> threads;
        for (const QByteArray &token : tokens) {
            threads.emplace_back([&, token] {
                RequestLogEntry log;
                const HttpReply reply =
                    m_service->answer(request("POST", "/register-device", SoftwareClient::body(token)),
                        tlsPeer, DmsListener::Tls, log);
                registered += reply.status == 201 ? 1 : 0;
                refused += errorCode(reply) == QStringLiteral("DEVICE_ALREADY_REGISTERED") ? 1 : 0;
            });
        }
    }
    QCOMPARE(registered.load(), 1);
    QCOMPARE(refused.load(), 5);
}

void TestDmsService::nonceBurns_data()
{
    QTest::addColumn<SoftwareClient::Changes>("changes");
    QTest::addColumn<bool>("burns");
    using Changes = SoftwareClient::Changes;
    const auto claim = [](const char *name, const QJsonValue &value) {
        return Changes{.header = {},
            .claims = [name, value](QJsonObject &claims) { claims.insert(QLatin1StringView(name), value); },
            .token = {}};
    };
    QTest::newRow("a wrong signature does not burn it") << Changes{
        .header = {}, .claims = {}, .token = [](QByteArray &token) {
            token[token.size() - 10] = token.at(token.size() - 10) == 'A' ? 'B' : 'A';
        }} << false;
    QTest::newRow("a token that is cut off does not burn it")
        << Changes{.header = {}, .claims = {}, .token = [](QByteArray &token) { token.chop(50); }} << false;
    QTest::newRow("a missing claim does not burn it") << claim("sub", QJsonValue()) << false;
    QTest::newRow("a wrong issuer burns it") << claim("iss", QStringLiteral("Other_1.0")) << true;
    QTest::newRow("an old token burns it") << claim("iat", 1'000'000) << true;
    QTest::newRow("a wrong CSR burns it") << claim("csr", QStringLiteral("AAAA")) << true;
}

void TestDmsService::nonceBurns()
{
    QFETCH(SoftwareClient::Changes, changes);
    QFETCH(bool, burns);
    const QByteArray value = nonce();
    QCOMPARE(registerToken(m_client->token(value, changes)).status, 400);
    QCOMPARE((*m_store->nonce(value))->consumedAt.isValid(), burns);
    const HttpReply second = registerToken(m_client->token(value));
    QCOMPARE(second.status, burns ? 400 : 201);
    if (burns) {
        QCOMPARE(errorCode(second), QStringLiteral("NONCE_INVALID"));
        QCOMPARE(statusOf(m_log, "nonce.unused"), FindingStatus::Fail);
    }
}

void TestDmsService::nonceOfAnHourAgo()
{
    const QByteArray value = nonce();
    m_clock.advance(61 * 60);
    const HttpReply reply = registerToken(m_client->token(value));
    QCOMPARE(reply.status, 400);
    QCOMPARE(errorCode(reply), QStringLiteral("NONCE_EXPIRED"));
    QVERIFY(m_store->registrations()->isEmpty());
}

void TestDmsService::nonceOfAnotherService()
{
    const HttpReply reply = registerToken(m_client->token(m_randomness.bytes(64)));
    QCOMPARE(reply.status, 400);
    QCOMPARE(errorCode(reply), QStringLiteral("NONCE_INVALID"));
    QCOMPARE(statusOf(m_log, "nonce.known"), FindingStatus::Fail);
}

void TestDmsService::refusals_data()
{
    QTest::addColumn<SoftwareClient::Changes>("changes");
    QTest::addColumn<QString>("check");
    QTest::addColumn<QString>("code");
    using Changes = SoftwareClient::Changes;
    const auto claim = [](const char *name, const QJsonValue &value) {
        return Changes{.header = {},
            .claims = [name, value](QJsonObject &claims) { claims.insert(QLatin1StringView(name), value); },
            .token = {}};
    };
    const auto header = [](const char *name, const QJsonValue &value) {
        return Changes{
            .header = [name, value](QJsonObject &object) { object.insert(QLatin1StringView(name), value); },
            .claims = {},
            .token = {}};
    };
    const auto row = [](const char *name, const Changes &changes, const char *check, const char *code) {
        QTest::newRow(name) << changes << QString::fromLatin1(check) << QString::fromLatin1(code);
    };
    row("algorithm none", header("alg", QStringLiteral("none")), "token.algorithm", "INVALID_TOKEN");
    row("critical member", header("crit", QJsonArray{QStringLiteral("x")}), "token.crit", "INVALID_TOKEN");
    row("no certificate", header("x5c", QJsonArray()), "token.x5c", "INVALID_TOKEN_SYNTAX");
    row("no card nonce", header("nonce", QJsonValue::Undefined), "nonce.smartcard", "NONCE_INVALID");
    row("unknown type", claim("type", QStringLiteral("toaster")), "token.type", "UNKNOWN_DEVICE_TYPE");
    row("no issue time", claim("iat", QStringLiteral("now")), "token.claims", "INVALID_TOKEN_SYNTAX");
    row("old SDK", claim("iss", QStringLiteral("TrustSDK_9")), "token.sdkversion",
        "UNSUPPORTED_ISSUER_VERSION");
    row("chain of one", claim("attestCertChain", QJsonArray{QStringLiteral("AAAA")}), "android.chain.form",
        "NOT_PARSABLE_CERTIFICATE_CHAIN");
    row("CSR that is none", claim("csr", QStringLiteral("AAAA")), "csr.form", "CSR_ERROR");
}

void TestDmsService::refusals()
{
    QFETCH(SoftwareClient::Changes, changes);
    QFETCH(QString, check);
    QFETCH(QString, code);
    const HttpReply reply = registerToken(m_client->token(nonce(), changes));
    QCOMPARE(reply.status, 400);
    QCOMPARE(errorCode(reply), code);
    QVERIFY2(
        objectOf(reply).value(QStringLiteral("description")).toString().startsWith(check + QLatin1Char(':')),
        reply.body.constData());
    QCOMPARE(statusOf(m_log, check.toLatin1().constData()), FindingStatus::Fail);
    QVERIFY(m_store->registrations()->isEmpty());
}

void TestDmsService::lenientDoesNotAskTheResponder()
{
    makeService(dsr::Mode::Lenient, QUrl(QStringLiteral("http://127.0.0.1:1")));
    QCOMPARE(registerToken(m_client->token(nonce())).status, 201);
    QCOMPARE(statusOf(m_log, "egk.ocsp.reachable"), FindingStatus::NotChecked);
}

void TestDmsService::responderThatIsDown()
{
    makeService(dsr::Mode::Strict, QUrl(QStringLiteral("http://127.0.0.1:1")));
    const HttpReply reply = registerToken(m_client->token(nonce()));
    QCOMPARE(reply.status, 503);
    QCOMPARE(errorCode(reply), QStringLiteral("OCSP_UNAVAILABLE"));
    QVERIFY(m_store->registrations()->isEmpty());
}

void TestDmsService::revokedCard()
{
    m_responder->revoke(m_bed.card.certificate, m_clock.now().addSecs(-60));
    const HttpReply reply = registerToken(m_client->token(nonce()));
    QCOMPARE(reply.status, 400);
    QCOMPARE(errorCode(reply), QStringLiteral("EGK_CERTIFICATE_REVOKED"));
}

void TestDmsService::deviceList()
{
    const HttpPeer peer = registeredPeer();
    m_clock.advance(10);
    m_client->newKeys();
    registeredPeer();
    const HttpReply reply = list(peer, "?userIdentifier=" + m_client->kvnr().toLatin1());
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.header("Content-Type"), QByteArray("application/json"));
    const QJsonArray devices = QJsonDocument::fromJson(reply.body).array();
    QCOMPARE(devices.size(), 2);
    const QJsonObject last = devices.at(1).toObject();
    QCOMPARE(last.keys(),
        QStringList({QStringLiteral("createdAt"), QStringLiteral("deviceIdentifier"),
            QStringLiteral("deviceType"), QStringLiteral("userIdentifier")}));
    QCOMPARE(last.value(QStringLiteral("deviceIdentifier")).toString(), m_client->deviceIdentifier());
    QCOMPARE(last.value(QStringLiteral("userIdentifier")).toString(), m_client->kvnr());
    QCOMPARE(last.value(QStringLiteral("deviceType")).toString(), QStringLiteral("ANDROID"));
    QCOMPARE(last.value(QStringLiteral("createdAt")).toString(), dsr::isoUtc(m_clock.now()));
    QVERIFY(devices.at(0).toObject().value(QStringLiteral("createdAt")).toString()
        < last.value(QStringLiteral("createdAt")).toString());
}

void TestDmsService::deviceListCertificate_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind :
        {"none", "of another CA", "expired", "not yet valid", "of a key never registered"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestDmsService::deviceListCertificate()
{
    QFETCH(QString, kind);
    HttpPeer peer = registeredPeer();
    const QByteArray query = "?userIdentifier=" + m_client->kvnr().toLatin1();
    QCOMPARE(list(peer, query).status, 200);
    const auto issue = [&](const dsr::Identity &ca, const dsr::PublicKey &key) {
        return dsr::issueDeviceCertificate(ca, key, m_client->kvnr(), m_clock.now(), m_randomness)
            ->certificate;
    };
    const dsr::PublicKey own = m_client->key().publicKey();
    const char *check = "mtls.path";
    if (kind == QStringLiteral("none")) {
        peer.certificate.reset();
    } else if (kind == QStringLiteral("of another CA")) {
        // Same name, other key: whoever makes a CA can call it as he likes.
        const dsr::Identity forged{m_bed.dmsCa.certificate, *dsr::PrivateKey::generate(dsr::Curve::P256)};
        peer.certificate = issue(forged, own);
    } else if (kind == QStringLiteral("expired")) {
        m_clock.advance(366LL * 24 * 3600);
    } else if (kind == QStringLiteral("not yet valid")) {
        m_clock.advance(-3600);
    } else {
        peer.certificate = issue(m_bed.dmsCa, dsr::PrivateKey::generate(dsr::Curve::P256)->publicKey());
        check = "mtls.registered";
    }
    const HttpReply reply = list(peer, query);
    QCOMPARE(reply.status, 401);
    QCOMPARE(errorCode(reply), QStringLiteral("INVALID_CLIENT_CERTIFICATE"));
    QCOMPARE(statusOf(m_log, check), FindingStatus::Fail);
}

void TestDmsService::deviceListOfAnother()
{
    const HttpReply reply = list(registeredPeer(), "?userIdentifier=A123456780");
    QCOMPARE(reply.status, 403);
    QCOMPARE(errorCode(reply), QStringLiteral("USER_MISMATCH"));
}

void TestDmsService::deviceListQuery_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("empty") << QByteArray("?");
    QTest::newRow("another name") << QByteArray("?user=X110411675");
    QTest::newRow("no value") << QByteArray("?userIdentifier=");
    QTest::newRow("blanks") << QByteArray("?userIdentifier=%20%20");
}

void TestDmsService::deviceListQuery()
{
    QFETCH(QByteArray, query);
    const HttpReply reply = list(registeredPeer(), query);
    QCOMPARE(reply.status, 400);
    QCOMPARE(errorCode(reply), QStringLiteral("CONSTRAINT_VIOLATION"));
}

void TestDmsService::deletedDeviceIsSentAway()
{
    const HttpPeer peer = registeredPeer();
    QVERIFY(
        m_store->deleteRegistration(m_client->kvnr(), m_client->deviceIdentifier(), m_clock.now()).value());
    const HttpReply reply = list(peer, "?userIdentifier=" + m_client->kvnr().toLatin1());
    QCOMPARE(reply.status, 401);
    QCOMPARE(errorCode(reply), QStringLiteral("INVALID_CLIENT_CERTIFICATE"));
}

void TestDmsService::noTokenAndNoKvnrInTheLog()
{
    const HttpPeer peer = registeredPeer();
    list(peer, "?userIdentifier=" + m_client->kvnr().toLatin1());
    QVERIFY(!m_log.path.contains(m_client->kvnr()));
    QVERIFY(!m_log.path.contains(QLatin1Char('?')));
}

QTEST_GUILESS_MAIN(TestDmsService)
#include "tst_dmsservice.moc"

#include "core/crypto/ocsp.h"
#include "core/dms/dmsservice.h"
#include "core/dms/localdms.h"
#include "tests/core/dms/softwareiphone.h"

#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <mutex>
#include <thread>

using dsr::DmsClient;
using dsr::DmsExchange;
using dsr::ErrorCode;
using dsr::LocalDms;

namespace {

QString fact(const dsr::Error &error, const char *name)
{
    return error.facts.value(QLatin1StringView(name)).toString();
}

} // namespace

Q_DECLARE_METATYPE(dsr::Identity dsr::TestBed::*)

/// The DMS as a client sees it: real sockets, TLS, mTLS, and the responder asked over HTTP.
class TestLocalDms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void registersOverTls();
    void registersAnIphone();
    void refusesEvidenceOfAnIphone_data();
    void refusesEvidenceOfAnIphone();
    void appAttestKeyBelongsToOneDevice();
    void asksItsResponder();
    void provesTheCertificateOverMtls();
    void foreignCertificateIsAnsweredNotCutOff();
    void noCertificateIsAnsweredNotCutOff();
    void listOfAnotherUser();
    void issuedInAnotherTime();
    void clientOfAnotherCaIsKeptAway();
    void tooLargeBodyIsRefused();
    void unreadableRequestGetsTheErrorObject();
    void findingsAreToldByTraceId();
    void everyRequestIsTold();
    void manyRegistrationsAtOnce();
    void stopAndStartKeepsTheRegistrations();
    void stoppedIsUnreachable();
    void takenPort();
    void takenSecondPortLeavesNothingBehind();
    void damagedStore();
    void storeIsClosedProperly();
    void mayBeThrownAwayWhileBusy();

private:
    dsr::LocalDmsSetup setup() const
    {
        dsr::LocalDmsSetup made;
        made.testBed = m_bed;
        made.storePath = m_folder.filePath(QStringLiteral("dms-%1.sqlite").arg(m_stores));
        made.clock = &m_clock;
        made.randomness = &m_randomness;
        return made;
    }
    /// A whole registration: the certificate, or why there is none.
    dsr::Result<dsr::Certificate> registerDevice(
        DmsExchange *exchange = nullptr, const SoftwareIphone *iphone = nullptr)
    {
        DmsClient dms(m_dms->address());
        DmsExchange kept;
        const auto nonce = dms.nonce(kept, {});
        if (!nonce)
            return dsr::fail(nonce.error());
        const QByteArray token = iphone ? iphone->token(*m_client, *nonce) : m_client->token(*nonce);
        const auto der = dms.registerDevice(token, exchange ? *exchange : kept, {});
        return der ? dsr::Certificate::fromDer(*der) : dsr::fail(der.error());
    }
    dsr::AppleAuthority authority(const dsr::Identity &keys, const dsr::Identity &receipts) const
    {
        return dsr::makeAppleAuthority(keys, receipts, m_clock.now()).value();
    }
    dsr::Result<QByteArray> list(const dsr::Certificate &as, const dsr::PrivateKey &key, const QString &kvnr)
    {
        DmsExchange exchange;
        return DmsClient(m_dms->address()).deviceRegistrations(kvnr, as, key, exchange, {});
    }

    QTemporaryDir m_folder;
    int m_stores = 0;
    MovableClock m_clock{QDateTime::currentDateTimeUtc()};
    mutable dsr::SystemRandomness m_randomness;
    dsr::TestBed m_bed;
    std::unique_ptr<LocalDms> m_dms;
    std::unique_ptr<SoftwareClient> m_client;
};

void TestLocalDms::initTestCase()
{
    auto bed = dsr::openTestBed(m_folder.path(), m_clock);
    QVERIFY(bed);
    m_bed = std::move(*bed);
}

void TestLocalDms::init()
{
    ++m_stores;
    m_dms = std::make_unique<LocalDms>(setup());
    QVERIFY(m_dms->start());
    m_client = std::make_unique<SoftwareClient>(m_bed, m_clock);
}

void TestLocalDms::cleanup()
{
    m_dms.reset();
}

void TestLocalDms::registersOverTls()
{
    QCOMPARE(m_dms->address().tls.scheme(), QStringLiteral("https"));
    const auto certificate = registerDevice();
    QVERIFY2(certificate, qPrintable(certificate ? QString() : fact(certificate.error(), "description")));
    QCOMPARE(certificate->publicKey(), m_client->key().publicKey());
    QVERIFY(certificate->isSignedBy(m_dms->address().dmsCa->publicKey()));
    QCOMPARE(m_dms->store()->registrations()->size(), 1);
}

void TestLocalDms::registersAnIphone()
{
    const dsr::AppleAuthority apple = authority(m_bed.appleRoot, m_bed.appleReceiptRoot);
    const SoftwareIphone iphone(apple, m_clock);
    DmsExchange exchange;
    const auto certificate = registerDevice(&exchange, &iphone);
    QVERIFY2(certificate, qPrintable(certificate ? QString() : fact(certificate.error(), "description")));
    QCOMPARE(certificate->publicKey(), m_client->key().publicKey());

    const auto stored = m_dms->store()->registrations();
    QCOMPARE(stored->size(), 1);
    const dsr::DeviceRegistration &registration = stored->first();
    QCOMPARE(registration.deviceType, QStringLiteral("IOS"));
    QCOMPARE(registration.userIdentifier, m_client->kvnr());
    QCOMPARE(registration.deviceIdentifier, m_client->deviceIdentifier());
    const QJsonObject evidence = QJsonDocument::fromJson(registration.evidence).object();
    QCOMPARE(evidence.value(QStringLiteral("keyId")).toString().toLatin1(), dsr::toBase64(iphone.keyId()));
    QVERIFY(!evidence.value(QStringLiteral("attestation")).toString().isEmpty());
    QVERIFY(evidence.value(QStringLiteral("simulated")).toBool());

    const auto devices = list(*certificate, m_client->key(), m_client->kvnr());
    QVERIFY(devices);
    QCOMPARE(QJsonDocument::fromJson(*devices).array().first().toObject().value(QStringLiteral("deviceType")),
        QJsonValue(QStringLiteral("IOS")));

    QStringList failed;
    int judgedOfApple = 0;
    for (const dsr::Finding &finding : m_dms->findings(exchange.traceId)) {
        if (finding.status == dsr::FindingStatus::Fail)
            failed.append(finding.check);
        if (finding.check.startsWith(QLatin1StringView("apple."))
            && finding.status == dsr::FindingStatus::Pass)
            ++judgedOfApple;
    }
    QCOMPARE(failed, QStringList());
    QVERIFY(judgedOfApple > 30);
}

void TestLocalDms::refusesEvidenceOfAnIphone_data()
{
    QTest::addColumn<dsr::Identity dsr::TestBed::*>("keys");
    QTest::addColumn<dsr::Identity dsr::TestBed::*>("receipts");
    QTest::addColumn<QString>("appId");
    QTest::addColumn<QString>("errorCode");
    const QString known = QStringLiteral("A9FL89PFFL.de.gematik.dsr");
    QTest::newRow("receipt under the root of keys")
        << &dsr::TestBed::appleRoot << &dsr::TestBed::appleRoot << known
        << QStringLiteral("INVALID_CERTIFICATE_CHAIN_PATH");
    QTest::newRow("key under the root of receipts")
        << &dsr::TestBed::appleReceiptRoot << &dsr::TestBed::appleReceiptRoot << known
        << QStringLiteral("INVALID_CERTIFICATE_CHAIN");
    QTest::newRow("app that is not enrolled")
        << &dsr::TestBed::appleRoot << &dsr::TestBed::appleReceiptRoot
        << QStringLiteral("A9FL89PFFL.de.gematik.other") << QStringLiteral("INVALID_RP_ID");
}

void TestLocalDms::refusesEvidenceOfAnIphone()
{
    QFETCH(dsr::Identity dsr::TestBed::*, keys);
    QFETCH(dsr::Identity dsr::TestBed::*, receipts);
    QFETCH(QString, appId);
    QFETCH(QString, errorCode);
    const dsr::AppleAuthority apple = authority(m_bed.*keys, m_bed.*receipts);
    const SoftwareIphone iphone(apple, m_clock, appId);
    const auto refused = registerDevice(nullptr, &iphone);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::DmsRefused);
    QCOMPARE(fact(refused.error(), "errorCode"), errorCode);
    QCOMPARE(m_dms->store()->registrations()->size(), 0);
}

void TestLocalDms::appAttestKeyBelongsToOneDevice()
{
    const dsr::AppleAuthority apple = authority(m_bed.appleRoot, m_bed.appleReceiptRoot);
    const SoftwareIphone iphone(apple, m_clock);
    QVERIFY(registerDevice(nullptr, &iphone));
    m_client->newKeys();
    const auto refused = registerDevice(nullptr, &iphone);
    QVERIFY(!refused);
    QCOMPARE(fact(refused.error(), "errorCode"), QStringLiteral("KEY_ALREADY_BOUND"));
    const SoftwareIphone another(apple, m_clock);
    QVERIFY(registerDevice(nullptr, &another));
    QCOMPARE(m_dms->store()->registrations()->size(), 2);
}

void TestLocalDms::asksItsResponder()
{
    // A card of the CA that the responder was never told of: only its answer can lead to this refusal.
    const auto key = dsr::PrivateKey::generate(dsr::Curve::BrainpoolP256r1);
    m_client->useCard(*dsr::issueCardCertificate(m_bed, QStringLiteral("A123456780"),
        m_clock.now().addDays(-1), m_clock.now().addYears(1), *key, QStringLiteral("http://ocsp.invalid/")));
    const auto certificate = registerDevice();
    QVERIFY(!certificate);
    QCOMPARE(fact(certificate.error(), "errorCode"), QStringLiteral("EGK_STATUS_UNKNOWN"));

    dsr::HttpClient client(dsr::HttpClientSetup{});
    const auto reply = client.send(m_dms->ocspUrl(),
        {.method = "POST",
            .target = "/",
            .headers = {{"Content-Type", "application/ocsp-request"}},
            .body = *dsr::ocspRequest(m_bed.card.certificate, m_bed.egkCa.certificate)},
        {});
    QVERIFY(reply);
    QCOMPARE(dsr::parseOcspResponse(reply->body)->answer.status, dsr::OcspCertStatus::Good);
}

void TestLocalDms::provesTheCertificateOverMtls()
{
    const auto certificate = registerDevice();
    QVERIFY(certificate);
    const auto devices = list(*certificate, m_client->key(), m_client->kvnr());
    QVERIFY(devices);
    const QJsonArray array = QJsonDocument::fromJson(*devices).array();
    QCOMPARE(array.size(), 1);
    QCOMPARE(array.first().toObject().value(QStringLiteral("deviceIdentifier")).toString(),
        m_client->deviceIdentifier());
}

void TestLocalDms::foreignCertificateIsAnsweredNotCutOff()
{
    QVERIFY(registerDevice());
    const auto devices = list(m_bed.tlsServer.certificate, m_bed.tlsServer.key, m_client->kvnr());
    QVERIFY(!devices);
    QCOMPARE(devices.error().code, ErrorCode::DmsRefused);
    QCOMPARE(devices.error().facts.value(QStringLiteral("status")).toInt(), 401);
    QCOMPARE(fact(devices.error(), "errorCode"), QStringLiteral("INVALID_CLIENT_CERTIFICATE"));
    QVERIFY(!fact(devices.error(), "traceId").isEmpty());
}

void TestLocalDms::noCertificateIsAnsweredNotCutOff()
{
    dsr::HttpClient nobody(dsr::HttpClientSetup{
        .anchors = m_dms->address().tlsCa, .clientCertificate = std::nullopt, .clientKey = {}});
    const auto reply = nobody.send(m_dms->address().mtls,
        {.method = "GET",
            .target = "/device-registrations?userIdentifier=X110411675",
            .headers = {},
            .body = {}},
        {});
    QVERIFY(reply);
    QCOMPARE(reply->status, 401);
}

void TestLocalDms::listOfAnotherUser()
{
    const auto certificate = registerDevice();
    const auto devices = list(*certificate, m_client->key(), QStringLiteral("A123456780"));
    QVERIFY(!devices);
    QCOMPARE(devices.error().facts.value(QStringLiteral("status")).toInt(), 403);
    QCOMPARE(fact(devices.error(), "errorCode"), QStringLiteral("USER_MISMATCH"));
}

void TestLocalDms::issuedInAnotherTime()
{
    // The service lives two years ahead of this machine: its own clock decides, not that of the TLS library.
    m_clock.advance(2LL * 365 * 24 * 3600);
    const auto certificate = registerDevice();
    QVERIFY2(certificate, qPrintable(certificate ? QString() : fact(certificate.error(), "description")));
    QVERIFY(list(*certificate, m_client->key(), m_client->kvnr()));
    m_clock.advance(-2LL * 365 * 24 * 3600);
}

void TestLocalDms::clientOfAnotherCaIsKeptAway()
{
    dsr::DmsAddress address = m_dms->address();
    address.tlsCa = {m_bed.dmsCa.certificate};
    DmsExchange exchange;
    const auto nonce = DmsClient(address).nonce(exchange, {});
    QVERIFY(!nonce);
    QCOMPARE(nonce.error().code, ErrorCode::NetTlsUntrusted);
}

void TestLocalDms::tooLargeBodyIsRefused()
{
    DmsExchange exchange;
    const auto refused =
        DmsClient(m_dms->address()).registerDevice(QByteArray(257 * 1024, 'x'), exchange, {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::DmsRefused);
    QCOMPARE(refused.error().facts.value(QStringLiteral("status")).toInt(), 413);
    QCOMPARE(fact(refused.error(), "errorCode"), QStringLiteral("REQUEST_TOO_LARGE"));
}

void TestLocalDms::unreadableRequestGetsTheErrorObject()
{
    QSslConfiguration configuration;
    configuration.setCaCertificates({QSslCertificate(m_bed.tlsCa.certificate.der(), QSsl::Der)});
    QSslSocket socket;
    socket.setSslConfiguration(configuration);
    socket.connectToHostEncrypted(
        QStringLiteral("127.0.0.1"), static_cast<quint16>(m_dms->address().tls.port()));
    QVERIFY(socket.waitForEncrypted());
    socket.write("GET /nonce HTTP/1.1\r\n\r\n"); // no Host
    QByteArray answer;
    while (!answer.endsWith('}') && socket.waitForReadyRead())
        answer += socket.readAll();
    QVERIFY(answer.startsWith("HTTP/1.1 400 "));
    QVERIFY(answer.contains("\"errorCode\":\"CONSTRAINT_VIOLATION\""));
    QVERIFY(answer.contains("X-Trace-Id: "));
}

void TestLocalDms::findingsAreToldByTraceId()
{
    DmsExchange good;
    QVERIFY(registerDevice(&good));
    DmsExchange bad;
    QVERIFY(!registerDevice(&bad)); // the same device again
    QVERIFY(good.traceId != bad.traceId);
    const auto last = [&](const DmsExchange &exchange) {
        for (const dsr::Finding &finding : m_dms->findings(exchange.traceId)) {
            if (finding.check == QStringLiteral("store.unique"))
                return finding.status;
        }
        return dsr::FindingStatus::NotChecked;
    };
    QCOMPARE(last(good), dsr::FindingStatus::Pass);
    QCOMPARE(last(bad), dsr::FindingStatus::Fail);
    QVERIFY(m_dms->findings(QStringLiteral("unknown")).isEmpty());
}

void TestLocalDms::everyRequestIsTold()
{
    std::mutex mutex;
    QStringList told;
    connect(
        m_dms.get(), &LocalDms::requestAnswered, this,
        [&](const dsr::RequestLogEntry &entry) {
            const std::lock_guard guard(mutex);
            told.append(QStringLiteral("%1 %2 %3 %4")
                    .arg(entry.method, entry.path, QString::number(entry.status), entry.errorCode));
        },
        Qt::DirectConnection);
    QVERIFY(registerDevice());
    QVERIFY(!registerDevice());
    m_dms->stop();
    const QString nonce = QStringLiteral("GET /nonce 200 ");
    QCOMPARE(told,
        QStringList({nonce, QStringLiteral("POST /register-device 201 "), nonce,
            QStringLiteral("POST /register-device 400 DEVICE_ALREADY_REGISTERED")}));
}

void TestLocalDms::manyRegistrationsAtOnce()
{
    std::atomic<int> registered = 0;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 6; ++t) {
            threads.emplace_back([&] {
                SoftwareClient client(m_bed, m_clock);
                DmsClient dms(m_dms->address());
                for (int i = 0; i < 4; ++i) {
                    DmsExchange exchange;
                    client.newKeys();
                    const auto nonce = dms.nonce(exchange, {});
                    registered += nonce && dms.registerDevice(client.token(*nonce), exchange, {}) ? 1 : 0;
                }
            });
        }
    }
    QCOMPARE(registered.load(), 24);
    QCOMPARE(m_dms->store()->registrations()->size(), 24);
}

void TestLocalDms::stopAndStartKeepsTheRegistrations()
{
    QVERIFY(registerDevice());
    for (int i = 0; i < 3; ++i) {
        m_dms->stop();
        QVERIFY(!m_dms->isRunning());
        QVERIFY(m_dms->start());
        QVERIFY(m_dms->isRunning());
    }
    QCOMPARE(m_dms->store()->registrations()->size(), 1);
    const auto again = registerDevice();
    QCOMPARE(fact(again.error(), "errorCode"), QStringLiteral("DEVICE_ALREADY_REGISTERED"));
}

void TestLocalDms::stoppedIsUnreachable()
{
    DmsClient dms(m_dms->address());
    DmsExchange exchange;
    QVERIFY(dms.nonce(exchange, {}));
    m_dms->stop();
    const auto nonce = dms.nonce(exchange, {});
    QVERIFY(!nonce);
    QCOMPARE(nonce.error().code, ErrorCode::NetUnreachable);
    QVERIFY(m_dms->address().tls.isEmpty());
    QVERIFY(m_dms->ocspUrl().isEmpty());
}

void TestLocalDms::takenPort()
{
    dsr::LocalDmsSetup taken = setup();
    taken.tls.port = static_cast<quint16>(m_dms->address().tls.port());
    LocalDms second(taken);
    const auto started = second.start();
    QVERIFY(!started);
    QCOMPARE(started.error().code, ErrorCode::PortInUse);
    QCOMPARE(fact(started.error(), "address"), QStringLiteral("127.0.0.1:%1").arg(taken.tls.port));
    QVERIFY(!second.isRunning());
    QVERIFY(registerDevice()); // the first one does not mind
}

void TestLocalDms::takenSecondPortLeavesNothingBehind()
{
    quint16 free = 0;
    {
        QTcpServer probe;
        QVERIFY(probe.listen(QHostAddress::LocalHost));
        free = probe.serverPort();
    }
    dsr::LocalDmsSetup taken = setup();
    taken.tls.port = free;
    taken.mtls.port = static_cast<quint16>(m_dms->address().mtls.port());
    LocalDms second(taken);
    QCOMPARE(second.start().error().code, ErrorCode::PortInUse);
    QVERIFY(!second.isRunning());
    QTcpServer again;
    QVERIFY(again.listen(QHostAddress::LocalHost, free));
}

void TestLocalDms::damagedStore()
{
    ++m_stores;
    QFile file(setup().storePath);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    LocalDms dms(setup());
    const auto started = dms.start();
    QVERIFY(!started);
    QCOMPARE(started.error().code, ErrorCode::StoreMalformed);
    QVERIFY(!dms.isRunning());
    QVERIFY(!dms.store());
}

void TestLocalDms::storeIsClosedProperly()
{
    QVERIFY(registerDevice());
    const QString path = m_dms->store()->path();
    QVERIFY(QFile::exists(path + QStringLiteral("-wal")));
    m_dms->stop();
    // The last connection that closes writes the log back and removes it.
    QVERIFY(!QFile::exists(path + QStringLiteral("-wal")));
    QVERIFY(!QFile::exists(path + QStringLiteral("-shm")));
}

void TestLocalDms::mayBeThrownAwayWhileBusy()
{
    std::atomic<bool> running = true;
    std::jthread busy([&, address = m_dms->address()] {
        DmsClient dms(address);
        while (running) {
            DmsExchange exchange;
            (void)dms.nonce(exchange, {}); // answered or unreachable, both are fine
        }
    });
    QTRY_VERIFY(m_dms->store()->nonce({}).has_value());
    m_dms.reset();
    running = false;
}

QTEST_GUILESS_MAIN(TestLocalDms)
#include "tst_localdms.moc"

#include "core/base/digest.h"
#include "core/crypto/ocsp.h"
#include "core/dms/ocspresponder.h"
#include "core/http/httpserver.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using dsr::OcspCertStatus;

namespace {

dsr::HttpRequest post(const QByteArray &body, const QByteArray &type = "application/ocsp-request")
{
    return {.method = "POST", .target = "/", .headers = {{"Content-Type", type}}, .body = body};
}

} // namespace

class TestOcspResponder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void knownCardIsGood();
    void strangeCardIsUnknown();
    void cardMadeKnownIsGood();
    void revokedCardIsRevoked();
    void sameSerialOfAnotherCaIsUnknown();
    void answerFollowsTheClock();
    void garbageIsAMalformedRequest_data();
    void garbageIsAMalformedRequest();
    void onlyOcspRequestsAreTaken();
    void opensslAccepts_data();
    void opensslAccepts();

private:
    dsr::OcspResponse ask(const dsr::Certificate &certificate)
    {
        const auto request = dsr::ocspRequest(certificate, m_bed.egkCa.certificate);
        const dsr::HttpReply reply = m_responder->answer(post(*request));
        return dsr::parseOcspResponse(reply.body).value_or(dsr::OcspResponse());
    }
    dsr::Identity anotherCard()
    {
        const auto key = dsr::PrivateKey::generate(dsr::Curve::BrainpoolP256r1);
        return *dsr::issueCardCertificate(m_bed, QStringLiteral("X110411675"), m_clock.now().addDays(-1),
            m_clock.now().addYears(1), *key, QStringLiteral("http://ocsp.invalid/"));
    }

    QTemporaryDir m_folder;
    dsr::SystemClock m_clock; // openssl has no other
    dsr::TestBed m_bed;
    std::unique_ptr<dsr::OcspResponder> m_responder;
};

void TestOcspResponder::initTestCase()
{
    auto bed = dsr::openTestBed(m_folder.path(), m_clock);
    QVERIFY(bed);
    m_bed = std::move(*bed);
}

void TestOcspResponder::init()
{
    m_responder = std::make_unique<dsr::OcspResponder>(m_bed, m_clock);
}

void TestOcspResponder::knownCardIsGood()
{
    const QDateTime before = m_clock.now();
    const dsr::OcspResponse response = ask(m_bed.card.certificate);
    QCOMPARE(response.responseStatus, 0);
    QCOMPARE(response.singleResponses, 1);
    QCOMPARE(response.answer.status, OcspCertStatus::Good);
    QCOMPARE(response.answer.certHash, dsr::sha256(m_bed.card.certificate.der()));
    QVERIFY(response.answer.id == dsr::ocspCertId(m_bed.card.certificate, m_bed.egkCa.certificate));
    QVERIFY(response.answer.producedAt.secsTo(before) <= 1);
    QVERIFY(response.answer.nextUpdate > m_clock.now());
    QCOMPARE(response.responder, m_bed.ocspSigner.certificate);
    QVERIFY(response.isSignedBy(m_bed.ocspSigner.certificate.publicKey()));
}

void TestOcspResponder::strangeCardIsUnknown()
{
    const dsr::OcspResponse response = ask(anotherCard().certificate);
    QCOMPARE(response.answer.status, OcspCertStatus::Unknown);
    QVERIFY(response.answer.certHash.isEmpty());
}

void TestOcspResponder::cardMadeKnownIsGood()
{
    const dsr::Identity card = anotherCard();
    m_responder->know(card.certificate);
    QCOMPARE(ask(card.certificate).answer.status, OcspCertStatus::Good);
}

void TestOcspResponder::revokedCardIsRevoked()
{
    const QDateTime at = m_clock.now().addSecs(-3600);
    m_responder->revoke(m_bed.card.certificate, at);
    const dsr::OcspResponse response = ask(m_bed.card.certificate);
    QCOMPARE(response.answer.status, OcspCertStatus::Revoked);
    QCOMPARE(response.answer.revokedAt.toSecsSinceEpoch(), at.toSecsSinceEpoch());
    QCOMPARE(response.answer.certHash, dsr::sha256(m_bed.card.certificate.der()));
}

void TestOcspResponder::sameSerialOfAnotherCaIsUnknown()
{
    const auto request = dsr::ocspRequest(m_bed.card.certificate, m_bed.egkRoot.certificate);
    const auto response = dsr::parseOcspResponse(m_responder->answer(post(*request)).body);
    QVERIFY(response);
    QCOMPARE(response->answer.status, OcspCertStatus::Unknown);
}

void TestOcspResponder::answerFollowsTheClock()
{
    const dsr::FixedClock clock(QDateTime(QDate(2031, 1, 2), QTime(3, 4, 5), Qt::UTC));
    const dsr::OcspResponder later(m_bed, clock);
    const auto request = dsr::ocspRequest(m_bed.card.certificate, m_bed.egkCa.certificate);
    const auto response = dsr::parseOcspResponse(later.answer(post(*request)).body);
    QCOMPARE(response->answer.producedAt, clock.now());
    QCOMPARE(response->answer.thisUpdate, clock.now());
}

void TestOcspResponder::garbageIsAMalformedRequest_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("Is this card good?");
    QTest::newRow("empty sequence") << QByteArray::fromHex("3000");
    QTest::newRow("a request that is cut off")
        << dsr::ocspRequest(m_bed.card.certificate, m_bed.egkCa.certificate)->chopped(1);
}

void TestOcspResponder::garbageIsAMalformedRequest()
{
    QFETCH(QByteArray, body);
    const dsr::HttpReply reply = m_responder->answer(post(body));
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body.toHex(), QByteArray("30030a0101")); // OCSPResponse { malformedRequest }
}

void TestOcspResponder::onlyOcspRequestsAreTaken()
{
    QCOMPARE(m_responder->answer({.method = "GET", .target = "/", .headers = {}, .body = {}}).status, 405);
    QCOMPARE(m_responder->answer(post("x", "text/plain")).status, 415);
}

void TestOcspResponder::opensslAccepts_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("good") << QStringLiteral("good") << QByteArray("card.pem: good");
    QTest::newRow("revoked") << QStringLiteral("revoked") << QByteArray("card.pem: revoked");
    QTest::newRow("unknown") << QStringLiteral("unknown") << QByteArray("card.pem: unknown");
}

void TestOcspResponder::opensslAccepts()
{
    QFETCH(QString, state);
    QFETCH(QByteArray, says);
    if (QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty())
        QSKIP("The program openssl is not there to be the foreign client.");
    const dsr::Identity other = anotherCard();
    const dsr::Certificate &card =
        state == QStringLiteral("unknown") ? other.certificate : m_bed.card.certificate;
    if (state == QStringLiteral("revoked"))
        m_responder->revoke(card, m_clock.now().addSecs(-60));
    dsr::HttpServerSetup setup;
    setup.handler = [this](const dsr::HttpRequest &request, const dsr::HttpPeer &) {
        return m_responder->answer(request);
    };
    setup.refusal = [](int status) { return dsr::HttpReply{.status = status, .headers = {}, .body = {}}; };
    dsr::HttpServer server(std::move(setup));
    QVERIFY(server.start());
    const QTemporaryDir folder;
    const auto write = [&](const char *name, const dsr::Certificate &certificate) {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(certificate.pem());
    };
    write("card.pem", card);
    write("ca.pem", m_bed.egkCa.certificate);
    write("root.pem", m_bed.egkRoot.certificate);
    QProcess openssl;
    openssl.setWorkingDirectory(folder.path());
    openssl.start(QStringLiteral("openssl"),
        {QStringLiteral("ocsp"), QStringLiteral("-issuer"), QStringLiteral("ca.pem"), QStringLiteral("-cert"),
            QStringLiteral("card.pem"), QStringLiteral("-CAfile"), QStringLiteral("root.pem"),
            QStringLiteral("-verify_other"), QStringLiteral("ca.pem"), QStringLiteral("-url"),
            QStringLiteral("http://127.0.0.1:%1/").arg(server.port())});
    QVERIFY(openssl.waitForFinished());
    const QByteArray output = openssl.readAllStandardOutput();
    const QByteArray errors = openssl.readAllStandardError();
    QVERIFY2(output.contains(says), (output + errors).constData());
    QVERIFY2(errors.contains("Response verify OK"), errors.constData());
}

QTEST_GUILESS_MAIN(TestOcspResponder)
#include "tst_ocspresponder.moc"

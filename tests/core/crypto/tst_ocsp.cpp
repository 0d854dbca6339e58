#include "core/crypto/ocsp.h"

#include "core/base/digest.h"
#include "core/crypto/derwriter.h"
#include "tests/core/crypto/certificates.h"

#include <QTest>

using namespace dsr;

Q_DECLARE_METATYPE(dsr::OcspCertStatus)
Q_DECLARE_METATYPE(dsr::Certificate)

class TestOcsp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void requestAsksForTheCertificate();
    void answerThereAndBack_data();
    void answerThereAndBack();
    void responderIsFound_data();
    void responderIsFound();
    void withoutOptionalParts();
    void signatures();
    void errorAnswers_data();
    void errorAnswers();
    void refused_data();
    void refused();

private:
    OcspAnswer answer(OcspCertStatus status) const
    {
        const QDateTime now(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
        return {.id = ocspCertId(m_pki.leaf, m_pki.ca),
            .status = status,
            .revokedAt = status == OcspCertStatus::Revoked ? now.addDays(-1) : QDateTime(),
            .producedAt = now,
            .thisUpdate = now.addSecs(-10),
            .nextUpdate = now.addSecs(3600),
            .certHash = sha256(m_pki.leaf.der())};
    }
    test::Pki m_pki;
};

void TestOcsp::initTestCase()
{
    m_pki = test::makePki(Curve::BrainpoolP256r1);
}

void TestOcsp::requestAsksForTheCertificate()
{
    const auto request = ocspRequest(m_pki.leaf, m_pki.ca);
    QVERIFY(request);
    const auto ids = ocspRequestedIds(*request);
    QVERIFY(ids);
    QCOMPARE(*ids, QList<OcspCertId>{ocspCertId(m_pki.leaf, m_pki.ca)});
    QCOMPARE(ids->first().serial, m_pki.leaf.serialBytes());
    QCOMPARE(ids->first().issuerNameHash, sha1(m_pki.ca.subject().der));
    QCOMPARE(ids->first().issuerKeyHash, sha1(m_pki.ca.publicKey().point()));
}

void TestOcsp::answerThereAndBack_data()
{
    QTest::addColumn<OcspCertStatus>("status");
    QTest::newRow("good") << OcspCertStatus::Good;
    QTest::newRow("revoked") << OcspCertStatus::Revoked;
    QTest::newRow("unknown") << OcspCertStatus::Unknown;
}

void TestOcsp::answerThereAndBack()
{
    QFETCH(OcspCertStatus, status);
    const OcspAnswer given = answer(status);
    const auto response = ocspResponse(given, m_pki.ca, m_pki.caKey);
    QVERIFY(response);
    const auto read = parseOcspResponse(*response);
    QVERIFY(read);
    QCOMPARE(read->responseStatus, 0);
    QCOMPARE(read->singleResponses, 1);
    QCOMPARE(read->answer.id, given.id);
    QCOMPARE(read->answer.status, status);
    QCOMPARE(read->answer.revokedAt, given.revokedAt);
    QCOMPARE(read->answer.producedAt, given.producedAt);
    QCOMPARE(read->answer.thisUpdate, given.thisUpdate);
    QCOMPARE(read->answer.nextUpdate, given.nextUpdate);
    QCOMPARE(read->answer.certHash, given.certHash);
    QCOMPARE(read->responder, m_pki.ca);
    QCOMPARE(read->signatureAlgorithm, QByteArray("1.2.840.10045.4.3.2"));
    QVERIFY(read->isSignedBy(m_pki.caKey.publicKey()));
}

void TestOcsp::responderIsFound_data()
{
    const QByteArray byKey = der::explicitTag(2, der::octetString(sha1(m_pki.ca.publicKey().point())));
    const QByteArray byOtherKey = der::explicitTag(2, der::octetString(sha1("another key")));
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QList<QByteArray>>("certificates");
    QTest::addColumn<Certificate>("responder");
    const QByteArray byName = der::explicitTag(1, m_pki.ca.subject().der);
    const QList<QByteArray> both{m_pki.leaf.der(), m_pki.ca.der()};
    QTest::newRow("by its name, among others") << byName << both << m_pki.ca;
    QTest::newRow("by its key, among others") << byKey << both << m_pki.ca;
    QTest::newRow("another one came along") << byKey << QList<QByteArray>{m_pki.leaf.der()} << Certificate();
    QTest::newRow("another key") << byOtherKey << both << Certificate();
    QTest::newRow("none came along") << byName << QList<QByteArray>() << Certificate();
}

void TestOcsp::responderIsFound()
{
    QFETCH(const QByteArray, id);
    QFETCH(const QList<QByteArray>, certificates);
    QFETCH(const Certificate, responder);
    const QByteArray good = *ocspResponse(answer(OcspCertStatus::Good), m_pki.ca, m_pki.caKey);
    // The same single response under another ResponderID.
    const QByteArray known = parseOcspResponse(good)->signedBytes;
    const QByteArray single = known.sliced(known.indexOf("20260102030405Z") + 15);
    const QByteArray content =
        der::sequence({id, der::generalizedTime(answer(OcspCertStatus::Good).producedAt), single});
    QList<QByteArray> parts{content, der::sequence({der::objectIdentifier("1.2.840.10045.4.3.2")}),
        der::bitString(*m_pki.caKey.sign(content))};
    if (!certificates.isEmpty())
        parts.append(der::explicitTag(0, der::sequence(certificates)));
    const auto read = parseOcspResponse(der::sequence({der::enumerated(0),
        der::explicitTag(0,
            der::sequence(
                {der::objectIdentifier("1.3.6.1.5.5.7.48.1.1"), der::octetString(der::sequence(parts))}))}));
    QVERIFY(read);
    QCOMPARE(read->responder, responder);
    QCOMPARE(read->signedBytes, content);
    QVERIFY(read->isSignedBy(m_pki.caKey.publicKey()));
    QCOMPARE(read->answer.certHash, sha256(m_pki.leaf.der()));
}

void TestOcsp::withoutOptionalParts()
{
    OcspAnswer given = answer(OcspCertStatus::Good);
    given.nextUpdate = {};
    given.certHash.clear();
    const auto read = parseOcspResponse(*ocspResponse(given, m_pki.ca, m_pki.caKey));
    QVERIFY(!read->answer.nextUpdate.isValid());
    QVERIFY(read->answer.certHash.isEmpty());
}

void TestOcsp::signatures()
{
    const QByteArray good = *ocspResponse(answer(OcspCertStatus::Good), m_pki.ca, m_pki.caKey);
    const auto read = parseOcspResponse(good);
    QVERIFY(!read->isSignedBy(m_pki.leafKey.publicKey()));
    QVERIFY(!read->isSignedBy(PublicKey()));
    // Another date: the signature is over the old one.
    QByteArray changed = good;
    changed.replace("20260102030405Z", "20260102030406Z");
    QVERIFY(changed != good);
    QVERIFY(!parseOcspResponse(changed)->isSignedBy(m_pki.caKey.publicKey()));
    QVERIFY(!ocspResponse(answer(OcspCertStatus::Good), m_pki.ca, PrivateKey()));
}

void TestOcsp::errorAnswers_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {1, 2, 3, 6})
        QTest::addRow("status %d", status) << status;
}

void TestOcsp::errorAnswers()
{
    QFETCH(int, status);
    const auto read = parseOcspResponse(ocspErrorResponse(status));
    QVERIFY(read);
    QCOMPARE(read->responseStatus, status);
    QCOMPARE(read->singleResponses, 0);
    QVERIFY(!read->isSignedBy(m_pki.caKey.publicKey()));
}

void TestOcsp::refused_data()
{
    QTest::addColumn<QByteArray>("der");
    const QByteArray good = *ocspResponse(answer(OcspCertStatus::Good), m_pki.ca, m_pki.caKey);
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("octet behind") << good + '\0';
    QTest::newRow("cut off") << good.chopped(1);
    QTest::newRow("successful without an answer") << ocspErrorResponse(0);
    QTest::newRow("text") << QByteArray("<html>");
}

void TestOcsp::refused()
{
    QFETCH(QByteArray, der);
    QVERIFY(!parseOcspResponse(der));
    QVERIFY(!ocspRequestedIds(der));
}

QTEST_GUILESS_MAIN(TestOcsp)
#include "tst_ocsp.moc"

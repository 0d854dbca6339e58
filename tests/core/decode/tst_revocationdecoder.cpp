#include "core/crypto/derwriter.h"
#include "core/crypto/ocsp.h"
#include "core/decode/inspect.h"
#include "tests/core/decode/examples.h"
#include "tests/core/decode/tiling.h"

#include <QTest>

using namespace dsr;

namespace {

QDateTime at(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
}

} // namespace

class TestRevocationDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void request();
    void response_data();
    void response();
    void errorResponse_data();
    void errorResponse();
    void list_data();
    void list();

private:
    QByteArray answer(OcspCertStatus status);

    PrivateKey m_key = *PrivateKey::generate(Curve::P256);
    Certificate m_certificate;
};

void TestRevocationDecoder::initTestCase()
{
    m_certificate = *Certificate::fromDer(test::certificateDer(m_key));
}

QByteArray TestRevocationDecoder::answer(OcspCertStatus status)
{
    const OcspAnswer answer{.id = ocspCertId(m_certificate, m_certificate),
        .status = status,
        .revokedAt = at(1600000000),
        .producedAt = at(1700000000),
        .thisUpdate = at(1700000001),
        .nextUpdate = at(1700000002),
        .certHash = QByteArray(32, '\xab')};
    return *ocspResponse(answer, m_certificate, m_key);
}

void TestRevocationDecoder::request()
{
    const QByteArray der = *ocspRequest(m_certificate, m_certificate);
    const InspectionPtr inspection = inspect(der);
    QCOMPARE(inspection->kind(), QStringLiteral("ocspRequest"));
    QCOMPARE(inspect(der.toBase64())->kind(), QStringLiteral("ocspRequest"));
    const QString id = QStringLiteral("tbsRequest.requestList.0.reqCert");
    QCOMPARE(inspection->find(id)->text, QStringLiteral("ff01"));
    QCOMPARE(inspection->find(id + ".hashAlgorithm")->text, QStringLiteral("sha1"));
    QCOMPARE(inspection->find(id + ".issuerKeyHash")->value.toByteArray(),
        ocspCertId(m_certificate, m_certificate).issuerKeyHash);
    QCOMPARE(test::tilingFault(*inspection), QString());
}

void TestRevocationDecoder::response_data()
{
    QTest::addColumn<OcspCertStatus>("status");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("value");
    QTest::newRow("good") << OcspCertStatus::Good << "good" << "good";
    QTest::newRow("revoked") << OcspCertStatus::Revoked << "revoked since 2020-09-13T12:26:40Z" << "revoked";
    QTest::newRow("unknown") << OcspCertStatus::Unknown << "not known to the responder" << "unknown";
}

void TestRevocationDecoder::response()
{
    QFETCH(OcspCertStatus, status);
    QFETCH(QString, text);
    const QByteArray der = answer(status);
    const InspectionPtr inspection = inspect(der);
    QCOMPARE(inspection->kind(), QStringLiteral("ocspResponse"));
    QCOMPARE(inspection->root().text, "ff01: " + text);
    QCOMPARE(inspection->find(QStringLiteral("responseStatus"))->text, QStringLiteral("successful (0)"));
    const QString data = QStringLiteral("responseBytes.response.tbsResponseData.");
    const QString single = data + "responses.0.";
    QCOMPARE(inspection->find(data + "producedAt")->text, QStringLiteral("2023-11-14T22:13:20Z"));
    QCOMPARE(inspection->find(single + "certStatus")->text, text);
    QTEST(inspection->find(single + "certStatus")->value.toString(), "value");
    QCOMPARE(inspection->find(single + "thisUpdate")->text, QStringLiteral("2023-11-14T22:13:21Z"));
    QCOMPARE(inspection->find(single + "nextUpdate")->text, QStringLiteral("2023-11-14T22:13:22Z"));
    QCOMPARE(inspection->find(single + "singleExtensions.certHash")->text,
        "sha256 " + QString::fromLatin1(QByteArray(32, '\xab').toHex()));
    const Node *responder = inspection->find(QStringLiteral("responseBytes.response.certs.0"));
    QCOMPARE(QByteArray(responder->kind), QByteArray("certificate"));
    QCOMPARE(test::tilingFault(*inspection), QString());
}

void TestRevocationDecoder::errorResponse_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("text");
    QTest::newRow("malformed request") << 1 << "the request was malformed (1)";
    QTest::newRow("internal error") << 2 << "internal error of the responder (2)";
    QTest::newRow("try later") << 3 << "try again later (3)";
    QTest::newRow("number without a meaning") << 4 << "4";
    QTest::newRow("unauthorized") << 6 << "the responder may not answer this (6)";
}

void TestRevocationDecoder::errorResponse()
{
    QFETCH(int, status);
    const InspectionPtr inspection = inspect(ocspErrorResponse(status), DataKind::OcspResponse);
    QTEST(inspection->root().text, "text");
}

void TestRevocationDecoder::list_data()
{
    QTest::addColumn<bool>("hasEntries");
    QTest::addColumn<bool>("hasNextUpdate");
    QTest::newRow("empty list") << false << true;
    QTest::newRow("list with entries") << true << true;
    QTest::newRow("list without a date of the next one") << true << false;
}

void TestRevocationDecoder::list()
{
    QFETCH(bool, hasEntries);
    QFETCH(bool, hasNextUpdate);
    const auto element = [](int tag, const QByteArray &content) {
        return der::tlv(static_cast<quint8>(tag), content);
    };
    const auto time = [&](const char *text) { return element(23, text); };
    const QByteArray algorithm = element(0x30, element(6, QByteArray::fromHex("2a8648ce3d040302")));
    const QByteArray reason = element(
        0x30, element(6, QByteArray::fromHex("551d15")) + element(4, element(10, QByteArray::fromHex("01"))));
    const QByteArray entry = element(
        0x30, element(2, QByteArray::fromHex("00ff01")) + time("230102030405Z") + element(0x30, reason));
    QByteArray content =
        element(2, "\x01") + algorithm + nameDer({{"2.5.4.3", QStringLiteral("CA")}}) + time("240102030405Z");
    if (hasNextUpdate)
        content += time("250102030405Z");
    if (hasEntries)
        content += element(0x30, entry + entry);
    const QByteArray crl = element(0x30,
        element(0x30, content) + algorithm + element(3, QByteArray::fromHex("00300602010102") + "\x01\x01"));
    const QByteArray armour = "-----BEGIN X509 CRL-----\n" + crl.toBase64() + "\n-----END X509 CRL-----\n";
    for (const QByteArray &bytes : {crl, armour}) {
        const InspectionPtr inspection = inspect(bytes);
        QCOMPARE(inspection->kind(), QStringLiteral("crl"));
        QCOMPARE(inspection->root().text, QStringLiteral("CN=CA, 2024-01-02T03:04:05Z"));
        QCOMPARE(inspection->find(QStringLiteral("tbsCertList.nextUpdate")) != nullptr, hasNextUpdate);
        if (hasEntries) {
            const QString second = QStringLiteral("tbsCertList.revokedCertificates.1");
            QCOMPARE(inspection->find(second)->text, QStringLiteral("ff01, 2023-01-02T03:04:05Z"));
            QCOMPARE(inspection->find(second + ".crlEntryExtensions.reasonCode")->text,
                QStringLiteral("the key was compromised (1)"));
        }
        QCOMPARE(test::tilingFault(*inspection), QString());
    }
}

QTEST_GUILESS_MAIN(TestRevocationDecoder)
#include "tst_revocationdecoder.moc"

// Lists signed by xmlsec1, verified as the product does it.

#include "core/base/files.h"
#include "core/crypto/certificatebuilder.h"
#include "core/flow/trustlistsignature.h"
#include "tests/core/check/trustlistwriter.h"
#include "tests/core/crypto/certificates.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace dsr;
using namespace dsr::test;

class TestTrustListSignature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void rightSigner_data();
    void rightSigner();
    void refused_data();
    void refused();
};

namespace {

QByteArray listWith(const QByteArray &signature)
{
    return trustListXml(
        {{.certificate = publicTrust().anchors.last().certificate.der().toBase64()}}, signature);
}

QByteArray signedBy(const Pki &pki, const QByteArray &unsignedList)
{
    const QTemporaryDir folder;
    const auto path = [&](const char *name) { return folder.filePath(QString::fromLatin1(name)); };
    QByteArray key;
    pki.caKey.toPem().use([&](QByteArrayView pem) { key = pem.toByteArray(); });
    writeFile(path("key.pem"), key).value();
    writeFile(path("cert.pem"), pki.ca.pem()).value();
    writeFile(path("list.xml"), unsignedList).value();
    QProcess process;
    process.start(QStringLiteral("xmlsec1"),
        {QStringLiteral("--sign"), QStringLiteral("--privkey-pem"),
            path("key.pem") + QLatin1Char(',') + path("cert.pem"), QStringLiteral("--output"),
            path("signed.xml"), path("list.xml")});
    process.waitForFinished();
    return readFile(path("signed.xml")).value_or(QByteArray());
}

} // namespace

void TestTrustListSignature::initTestCase()
{
    if (QStandardPaths::findExecutable(QStringLiteral("xmlsec1")).isEmpty())
        QSKIP("xmlsec1 is not installed");
}

void TestTrustListSignature::rightSigner_data()
{
    QTest::addColumn<Curve>("curve");
    QTest::newRow("P-256") << Curve::P256;
    QTest::newRow("brainpoolP256r1") << Curve::BrainpoolP256r1;
}

void TestTrustListSignature::rightSigner()
{
    QFETCH(Curve, curve);
    const Pki pki = makePki(curve);
    const auto snapshot =
        verifiedTrustList(signedBy(pki, listWith(signatureTemplate())), QStringLiteral("f"), pki.ca);
    QVERIFY(snapshot);
    QCOMPARE(snapshot->name, QStringLiteral("tsl-10042"));
    QCOMPARE(snapshot->anchors.size(), 2);
    QCOMPARE(snapshot->date, QDateTime::fromString(QStringLiteral("2026-11-01T10:00:00Z"), Qt::ISODate));
}

void TestTrustListSignature::refused_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QByteArray>("signer");
    QTest::addColumn<QString>("reason");
    const QByteArray stranger = makePki(Curve::P256).ca.pem();
    const Pki pki = makePki(Curve::P256);
    const QByteArray good = signedBy(pki, listWith(signatureTemplate()));
    QVERIFY(!good.isEmpty());
    const QString notHis = QStringLiteral("the signature is not of this signer");
    const QString notWhole = QStringLiteral("it is not signed as a whole");
    QTest::newRow("signed by somebody else, whose certificate is inside") << good << stranger << notHis;
    QTest::newRow("changed after it was signed")
        << QByteArray(good).replace("10042", "10043") << pki.ca.pem() << notHis;
    QTest::newRow("not signed") << listWith({}) << pki.ca.pem() << notWhole;
    QTest::newRow("a signature without values") << listWith(signatureTemplate()) << pki.ca.pem() << notHis;
    QTest::newRow("only a part is signed") << listWith(signatureTemplate("#x")) << pki.ca.pem() << notWhole;
}

void TestTrustListSignature::refused()
{
    QFETCH(QByteArray, list);
    QFETCH(QByteArray, signer);
    const auto snapshot = verifiedTrustList(list, QStringLiteral("f"), Certificate::fromPem(signer).value());
    QVERIFY(!snapshot);
    QCOMPARE(snapshot.error().code, ErrorCode::InputMalformed);
    QTEST(snapshot.error().facts.value(QStringLiteral("reason")).toString(), "reason");
}

QTEST_GUILESS_MAIN(TestTrustListSignature)
#include "tst_trustlistsignature.moc"

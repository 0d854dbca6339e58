#include "core/dms/deviceissuer.h"
#include "tests/core/dms/testidentity.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

namespace {

const QString kvnr = QStringLiteral("X110411675");

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class TestDeviceIssuer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void profile();
    void nameOctetForOctet();
    void neverOutlivesTheCa();
    void serialsDiffer();
    void goodCertificateHasNoDeviation();
    void deviation_data();
    void deviation();
    void opensslVerifies();
    void opensslReads();

private:
    dsr::IssuedCertificate issue(const QDateTime &at)
    {
        return *dsr::issueDeviceCertificate(m_ca, m_key.publicKey(), kvnr, at, m_randomness);
    }
    QDateTime m_now{QDate(2026, 3, 2), QTime(9, 0), Qt::UTC};
    dsr::Identity m_ca = makeDmsCa(m_now);
    dsr::PrivateKey m_key = *dsr::PrivateKey::generate(dsr::Curve::P256);
    dsr::SystemRandomness m_randomness;
};

void TestDeviceIssuer::profile()
{
    const auto [certificate, uuid] = issue(m_now);
    QCOMPARE(certificate.version(), 3);
    QCOMPARE(certificate.serialBytes().size(), 16);
    QVERIFY((certificate.serialBytes().front() & 0x80) == 0);
    QCOMPARE(certificate.signatureAlgorithm(), QByteArray("1.2.840.10045.4.3.2"));
    QCOMPARE(certificate.issuer().der, m_ca.certificate.subject().der);
    QCOMPARE(certificate.notBefore(), m_now.addSecs(-60));
    QCOMPARE(certificate.notAfter(), m_now.addDays(365));
    QCOMPARE(certificate.spki(), m_key.publicKey().spki());
    QVERIFY(certificate.isSignedBy(m_ca.certificate.publicKey()));

    struct Expected
    {
        const char *oid;
        bool critical;
        QByteArray value;
    };
    const QByteArray uri = "urn:uuid:" + uuid.toLatin1();
    const QByteArray keyId = dsr::keyIdentifier(m_key.publicKey());
    const QByteArray caKeyId = dsr::keyIdentifier(m_ca.certificate.publicKey());
    const Expected expected[] = {
        {"2.5.29.19", true, QByteArray::fromHex("3000")},
        {"2.5.29.15", true, QByteArray::fromHex("03020780")},
        {"2.5.29.37", false, QByteArray::fromHex("300a06082b06010505070302")},
        {"2.5.29.14", false, QByteArray::fromHex("0414") + keyId},
        {"2.5.29.35", false, QByteArray::fromHex("30168014") + caKeyId},
        {"2.5.29.17", false,
            QByteArray::fromHex("30") + static_cast<char>(uri.size() + 2) + QByteArray::fromHex("86")
                + static_cast<char>(uri.size()) + uri},
    };
    QCOMPARE(certificate.extensions().size(), qsizetype(std::size(expected)));
    for (const Expected &one : expected) {
        const auto extension = certificate.extension(one.oid);
        QVERIFY2(extension, one.oid);
        QCOMPARE(extension->critical, one.critical);
        QCOMPARE(extension->value.toHex(), one.value.toHex());
    }
}

void TestDeviceIssuer::nameOctetForOctet()
{
    const auto [certificate, uuid] = issue(m_now);
    QCOMPARE(uuid.size(), 36);
    const auto rdn = [](const char *attribute, quint8 tag, const QByteArray &text) {
        const QByteArray value =
            QByteArray(1, static_cast<char>(tag)) + static_cast<char>(text.size()) + text;
        const QByteArray pair = QByteArray::fromHex("0603") + QByteArray::fromHex(attribute) + value;
        const QByteArray sequence = QByteArray("\x30") + static_cast<char>(pair.size()) + pair;
        return QByteArray("\x31") + static_cast<char>(sequence.size()) + sequence;
    };
    const QByteArray rdns = rdn("550406", 19, "DE") + rdn("55040a", 12, "DSR_POC")
        + rdn("55040b", 12, kvnr.toLatin1()) + rdn("550405", 19, uuid.toLatin1())
        + rdn("550403", 12, "TRUST_CLIENT");
    QCOMPARE(certificate.subject().der.toHex(),
        (QByteArray("\x30") + static_cast<char>(rdns.size()) + rdns).toHex());
}

void TestDeviceIssuer::neverOutlivesTheCa()
{
    const dsr::Identity shortLived = makeDmsCa(m_now, 30);
    const auto issued = dsr::issueDeviceCertificate(shortLived, m_key.publicKey(), kvnr, m_now, m_randomness);
    QCOMPARE(issued->certificate.notAfter(), shortLived.certificate.notAfter());
}

void TestDeviceIssuer::serialsDiffer()
{
    QSet<QByteArray> serials;
    QSet<QString> uuids;
    for (int i = 0; i < 50; ++i) {
        const auto issued = issue(m_now);
        serials.insert(issued.certificate.serialHex());
        uuids.insert(issued.deviceUuid);
    }
    QCOMPARE(serials.size(), 50);
    QCOMPARE(uuids.size(), 50);
}

void TestDeviceIssuer::goodCertificateHasNoDeviation()
{
    QCOMPARE(
        dsr::deviceCertificateDeviation(issue(m_now).certificate, m_ca, m_key.publicKey(), kvnr), QString());
}

void TestDeviceIssuer::deviation_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"key", "issuer", "subject", "extensions", "validity"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

void TestDeviceIssuer::deviation()
{
    QFETCH(QString, what);
    const dsr::Certificate good = issue(m_now).certificate;
    dsr::CertificateContent content;
    content.serial = dsr::randomSerial();
    content.subject = good.subject().der;
    content.notBefore = good.notBefore();
    content.notAfter = good.notAfter();
    content.publicKey = m_key.publicKey();
    content.extensions = good.extensions();
    if (what == QStringLiteral("key"))
        content.publicKey = m_ca.certificate.publicKey();
    else if (what == QStringLiteral("subject")) // as a CA would write it that copies the request's
        content.subject = dsr::nameDer({{"2.5.4.6", QStringLiteral("DE"), 19},
            {"2.5.4.10", QStringLiteral("DSR_POC"), 12}, {"2.5.4.3", QStringLiteral("TRUST_CLIENT"), 12}});
    else if (what == QStringLiteral("extensions"))
        content.extensions[0] = dsr::basicConstraints(true);
    else if (what == QStringLiteral("validity"))
        content.notAfter = m_ca.certificate.notAfter().addDays(1);
    const dsr::Identity other = makeDmsCa(m_now);
    const auto certificate = dsr::signCertificate(
        content, m_ca.certificate.subject().der, what == QStringLiteral("issuer") ? other.key : m_ca.key);
    QCOMPARE(dsr::deviceCertificateDeviation(*certificate, m_ca, m_key.publicKey(), kvnr), what);
}

void TestDeviceIssuer::opensslVerifies()
{
    if (QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty())
        QSKIP("The program openssl is not there to be asked for its opinion.");
    const QTemporaryDir folder;
    const auto issued = issue(QDateTime::currentDateTimeUtc());
    write(folder.filePath(QStringLiteral("ca.pem")), m_ca.certificate.pem());
    write(folder.filePath(QStringLiteral("leaf.pem")), issued.certificate.pem());
    QProcess openssl;
    openssl.setWorkingDirectory(folder.path());
    openssl.start(QStringLiteral("openssl"),
        {QStringLiteral("verify"), QStringLiteral("-x509_strict"), QStringLiteral("-purpose"),
            QStringLiteral("sslclient"), QStringLiteral("-CAfile"), QStringLiteral("ca.pem"),
            QStringLiteral("leaf.pem")});
    QVERIFY(openssl.waitForFinished());
    QVERIFY2(openssl.exitCode() == 0, openssl.readAllStandardError().constData());
}

void TestDeviceIssuer::opensslReads()
{
    if (QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty())
        QSKIP("The program openssl is not there to be asked for its opinion.");
    const auto [certificate, uuid] = issue(m_now);
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"),
        {QStringLiteral("x509"), QStringLiteral("-noout"), QStringLiteral("-text"),
            QStringLiteral("-nameopt"), QStringLiteral("RFC2253")});
    openssl.write(certificate.pem());
    openssl.closeWriteChannel();
    QVERIFY(openssl.waitForFinished());
    const QString text = QString::fromUtf8(openssl.readAllStandardOutput());
    for (const QString &part :
        {QStringLiteral("CN=TRUST_CLIENT,serialNumber=%1,OU=X110411675,O=DSR_POC,C=DE").arg(uuid),
            QStringLiteral("Not Before: Mar  2 08:59:00 2026 GMT"),
            QStringLiteral("Not After : Mar  2 09:00:00 2027 GMT"), QStringLiteral("CA:FALSE"),
            QStringLiteral("TLS Web Client Authentication"), QStringLiteral("URI:urn:uuid:") + uuid,
            QStringLiteral("ecdsa-with-SHA256")})
        QVERIFY2(text.contains(part), qPrintable(part + QLatin1Char('\n') + text));
}

QTEST_GUILESS_MAIN(TestDeviceIssuer)
#include "tst_deviceissuer.moc"

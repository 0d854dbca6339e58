#include "core/crypto/certificate.h"
#include "core/decode/inspect.h"
#include "tests/core/decode/examples.h"

#include <QDirIterator>
#include <QTest>

using namespace dsr;

/// What the decoder shows must be what OpenSSL reads (core/crypto is OpenSSL).
class TestCertificateDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameAsOpenSsl_data();
    void sameAsOpenSsl();
    void extensions_data();
    void extensions();
    void fingerprint();
    void rsaKey();
};

static bool isCertificate(const Node &node)
{
    return qstrcmp(node.kind, "certificate") == 0;
}

void TestCertificateDecoder::sameAsOpenSsl_data()
{
    QTest::addColumn<QByteArray>("der");
    QTest::newRow("our own certificate")
        << test::certificateDer(*PrivateKey::generate(Curve::BrainpoolP256r1));
    const QString samples = QStringLiteral(DSR_SAMPLES);
    if (!QDir(samples).exists()) {
        qWarning("the foreign samples are not beside this checkout: only our own certificate is compared");
        return;
    }
    for (const char *folder : {"/android", "/egk"}) {
        QDirIterator files(samples + QLatin1StringView(folder),
            {QStringLiteral("*.pem"), QStringLiteral("*.der")}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString name = QDir(samples).relativeFilePath(file.fileName());
            const QByteArray bytes = file.readAll();
            const InspectionPtr inspection = inspect(bytes);
            const Node &root = inspection->root();
            if (isCertificate(root))
                QTest::newRow(qPrintable(name)) << inspection->contentOf(root);
            for (const Node &child : root.children) {
                if (isCertificate(child))
                    QTest::addRow("%s %d", qPrintable(name), child.row) << inspection->contentOf(child);
            }
        }
    }
}

void TestCertificateDecoder::sameAsOpenSsl()
{
    QFETCH(QByteArray, der);
    const auto certificate = Certificate::fromDer(der);
    const InspectionPtr inspection = inspect(der);
    QVERIFY(certificate);
    QCOMPARE(inspection->kind(), QStringLiteral("certificate"));
    const auto text = [&](const QString &path) {
        const Node *node = inspection->find(QStringLiteral("tbsCertificate.") + path);
        return node ? node->text : QStringLiteral("missing: ") + path;
    };
    QCOMPARE(text(QStringLiteral("version")), QStringLiteral("v%1").arg(certificate->version()));
    QCOMPARE(text(QStringLiteral("serialNumber")), QString::fromLatin1(certificate->serialHex()));
    QCOMPARE(text(QStringLiteral("validity.notBefore")), certificate->notBefore().toString(Qt::ISODate));
    QCOMPARE(text(QStringLiteral("validity.notAfter")), certificate->notAfter().toString(Qt::ISODate));
    QCOMPARE(inspection->find(QStringLiteral("tbsCertificate.signature.algorithm"))->value.toString(),
        QString::fromLatin1(certificate->signatureAlgorithm()));

    for (const auto &[path, name] : {std::pair(QStringLiteral("subject"), certificate->subject()),
             std::pair(QStringLiteral("issuer"), certificate->issuer())}) {
        const Node *node = inspection->find(QStringLiteral("tbsCertificate.") + path);
        QVERIFY(node);
        QCOMPARE(der.mid(node->range.start, node->range.length), name.der);
        QStringList values;
        for (const Node &part : node->children) {
            if (!part.syntax)
                values.append(part.value.toString());
        }
        QStringList expected;
        for (const NameAttribute &attribute : name.attributes)
            expected.append(attribute.value);
        QCOMPARE(values, expected);
    }

    QStringList extensions;
    if (const Node *list = inspection->find(QStringLiteral("tbsCertificate.extensions"))) {
        for (const Node &extension : list->children) {
            if (!extension.syntax)
                extensions.append(
                    inspection->find(extension.path() + QStringLiteral(".extnID"))->value.toString());
        }
    }
    QStringList expected;
    for (const Extension &extension : certificate->extensions())
        expected.append(QString::fromLatin1(extension.oid));
    QCOMPARE(extensions, expected);
}

void TestCertificateDecoder::extensions_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::newRow("constraints") << "basicConstraints" << "cA=false";
    QTest::newRow("usage") << "keyUsage" << "digitalSignature";
    QTest::newRow("critical") << "keyUsage.critical" << "true";
    QTest::newRow("address of the responder")
        << "authorityInfoAccess.extnValue.0.accessLocation" << "http://ocsp.invalid/";
}

void TestCertificateDecoder::extensions()
{
    QFETCH(QString, path);
    const InspectionPtr inspection = inspect(test::certificateDer(*PrivateKey::generate(Curve::P256)));
    const Node *node = inspection->find(QStringLiteral("tbsCertificate.extensions.") + path);
    QVERIFY(node);
    QTEST(node->text, "text");
}

void TestCertificateDecoder::fingerprint()
{
    const Certificate certificate =
        *Certificate::fromDer(test::certificateDer(*PrivateKey::generate(Curve::P256)));
    QCOMPARE(inspect(certificate.der())->root().value.toString(),
        QString::fromLatin1(certificate.sha256Fingerprint().toHex()));
}

void TestCertificateDecoder::rsaKey()
{
    const InspectionPtr inspection = inspect(test::certificateDer(*PrivateKey::generateRsa(2048)));
    QCOMPARE(inspection->find(QStringLiteral("tbsCertificate.subjectPublicKeyInfo"))->text,
        QStringLiteral("RSA, 2048 bits"));
    QCOMPARE(inspection
                 ->find(QStringLiteral("tbsCertificate.subjectPublicKeyInfo.subjectPublicKey.publicExponent"))
                 ->text,
        QStringLiteral("65537"));
}

QTEST_GUILESS_MAIN(TestCertificateDecoder)
#include "tst_certificatedecoder.moc"

#include "core/base/digest.h"
#include "core/base/files.h"
#include "core/crypto/ecdsa.h"
#include "core/crypto/ocsp.h"
#include "core/crypto/request.h"
#include "tests/core/crypto/certificates.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace dsr;

Q_DECLARE_METATYPE(dsr::Curve)

/// The openssl program looks at what our code made, and our code at what the program made.
class TestForeignVerifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void signature_data() { curves(); }
    void signature();
    void foreignSignature_data();
    void foreignSignature();
    void certificate_data() { curves(); }
    void certificate();
    void request();
    void ocspAnswer();
    void ocspQuestion();

private:
    static void curves()
    {
        QTest::addColumn<Curve>("curve");
        QTest::newRow("P-256") << Curve::P256;
        QTest::newRow("brainpoolP256r1") << Curve::BrainpoolP256r1;
    }
    QString path(const char *name) const { return m_dir->filePath(QString::fromLatin1(name)); }
    void store(const char *name, const QByteArray &bytes) { QVERIFY(writeFile(path(name), bytes)); }
    /// Runs openssl in the test's folder; all it said.
    QByteArray openssl(const QStringList &arguments, int expectedExit = 0)
    {
        QProcess process;
        process.setWorkingDirectory(m_dir->path());
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(m_program, arguments);
        const bool finished = process.waitForFinished(30'000);
        QByteArray said = process.readAll();
        if (!finished || process.exitCode() != expectedExit)
            said.prepend("openssl " + arguments.join(QLatin1Char(' ')).toUtf8() + " failed: ");
        return said;
    }
    static QByteArray pemOf(const QByteArray &label, const QByteArray &der)
    {
        return "-----BEGIN " + label + "-----\n" + der.toBase64() + "\n-----END " + label + "-----\n";
    }

    QString m_program;
    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestForeignVerifier::initTestCase()
{
    m_program = QStandardPaths::findExecutable(QStringLiteral("openssl"));
    if (m_program.isEmpty())
        QSKIP("the openssl program is not installed");
}

void TestForeignVerifier::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
}

void TestForeignVerifier::signature()
{
    QFETCH(Curve, curve);
    const PrivateKey key = *PrivateKey::generate(curve);
    store("message", "message");
    store("key.pem", pemOf("PUBLIC KEY", key.publicKey().spki()));
    store("raw.der", *ecdsaDerFromRaw(*key.signDigest(sha256("message"))));
    store("direct.der", *key.sign("message"));
    const QStringList verify{QStringLiteral("dgst"), QStringLiteral("-sha256"), QStringLiteral("-verify"),
        QStringLiteral("key.pem"), QStringLiteral("-signature")};
    for (const char *file : {"raw.der", "direct.der"})
        QCOMPARE(openssl(verify + QStringList{QString::fromLatin1(file), QStringLiteral("message")}),
            QByteArray("Verified OK\n"));
    store("message", "massage");
    QVERIFY(openssl(verify + QStringList{QStringLiteral("raw.der"), QStringLiteral("message")}, 1)
            .startsWith("Verification failure"));
}

void TestForeignVerifier::foreignSignature_data()
{
    QTest::addColumn<QString>("group");
    QTest::addColumn<Curve>("curve");
    QTest::newRow("P-256") << "P-256" << Curve::P256;
    QTest::newRow("brainpoolP256r1") << "brainpoolP256r1" << Curve::BrainpoolP256r1;
}

void TestForeignVerifier::foreignSignature()
{
    QFETCH(QString, group);
    QFETCH(Curve, curve);
    openssl({QStringLiteral("genpkey"), QStringLiteral("-algorithm"), QStringLiteral("EC"),
        QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:") + group, QStringLiteral("-out"),
        QStringLiteral("key.pem")});
    store("message", "message");
    openssl({QStringLiteral("dgst"), QStringLiteral("-sha256"), QStringLiteral("-sign"),
        QStringLiteral("key.pem"), QStringLiteral("-out"), QStringLiteral("signature"),
        QStringLiteral("message")});
    const auto key = PrivateKey::fromPem(Secret(readFile(path("key.pem")).value_or(QByteArray())));
    QVERIFY(key);
    QCOMPARE(key->publicKey().curve(), curve);
    const QByteArray der = *readFile(path("signature"));
    QVERIFY(key->publicKey().verify("message", der));
    QVERIFY(key->publicKey().verifyDigest(sha256("message"), *ecdsaRawFromDer(der)));
}

void TestForeignVerifier::certificate()
{
    QFETCH(Curve, curve);
    const test::Pki pki = test::makePki(curve);
    store("ca.pem", pki.ca.pem());
    store("leaf.pem", pki.leaf.pem());
    QCOMPARE(
        openssl({QStringLiteral("verify"), QStringLiteral("-x509_strict"), QStringLiteral("-check_ss_sig"),
            QStringLiteral("-CAfile"), QStringLiteral("ca.pem"), QStringLiteral("leaf.pem")}),
        QByteArray("leaf.pem: OK\n"));
    const QByteArray fields =
        openssl({QStringLiteral("x509"), QStringLiteral("-in"), QStringLiteral("leaf.pem"),
            QStringLiteral("-noout"), QStringLiteral("-serial"), QStringLiteral("-subject"),
            QStringLiteral("-issuer"), QStringLiteral("-enddate"), QStringLiteral("-nameopt"),
            QStringLiteral("oneline,-space_eq"), QStringLiteral("-fingerprint"), QStringLiteral("-sha256")});
    QVERIFY2(
        fields.contains("serial=" + pki.leaf.serialBytes().toHex().toUpper() + '\n'), fields.constData());
    QVERIFY2(fields.contains("subject=C=DE, CN=Test leaf\n"), fields.constData());
    QVERIFY2(fields.contains("issuer=C=DE, CN=Test CA\n"), fields.constData());
    QVERIFY2(fields.contains("notAfter=Jan  1 00:00:00 2060 GMT\n"), fields.constData());
    QVERIFY2(fields.contains(pki.leaf.sha256Fingerprint().toHex(':').toUpper()), fields.constData());
    store("ca.pem", test::makePki(curve).ca.pem());
    QVERIFY(openssl({QStringLiteral("verify"), QStringLiteral("-CAfile"), QStringLiteral("ca.pem"),
                        QStringLiteral("leaf.pem")},
        2)
            .contains("verification failed"));
}

void TestForeignVerifier::request()
{
    const PrivateKey key = *PrivateKey::generate(Curve::P256);
    const QByteArray subject =
        nameDer({{"2.5.4.6", QStringLiteral("DE"), 19}, {"2.5.4.3", QStringLiteral("X")}});
    store("request.pem",
        pemOf("CERTIFICATE REQUEST", signRequest(subject, QStringLiteral("password"), key)->der()));
    const QByteArray said =
        openssl({QStringLiteral("req"), QStringLiteral("-in"), QStringLiteral("request.pem"),
            QStringLiteral("-verify"), QStringLiteral("-noout"), QStringLiteral("-text")});
    QVERIFY2(said.contains("verify OK"), said.constData());
    QVERIFY2(said.contains("Subject: C = DE, CN = X"), said.constData());
    QVERIFY2(said.contains("challengePassword        :password"), said.constData());
}

void TestForeignVerifier::ocspAnswer()
{
    const test::Pki pki = test::makePki(Curve::BrainpoolP256r1);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const OcspAnswer answer{.id = ocspCertId(pki.leaf, pki.ca),
        .producedAt = now,
        .thisUpdate = now.addSecs(-60),
        .nextUpdate = now.addSecs(600),
        .certHash = sha256(pki.leaf.der())};
    store("ca.pem", pki.ca.pem());
    store("leaf.pem", pki.leaf.pem());
    store("answer", *ocspResponse(answer, pki.ca, pki.caKey));
    const QByteArray said =
        openssl({QStringLiteral("ocsp"), QStringLiteral("-respin"), QStringLiteral("answer"),
            QStringLiteral("-issuer"), QStringLiteral("ca.pem"), QStringLiteral("-cert"),
            QStringLiteral("leaf.pem"), QStringLiteral("-CAfile"), QStringLiteral("ca.pem")});
    QVERIFY2(said.contains("Response verify OK"), said.constData());
    QVERIFY2(said.contains("leaf.pem: good"), said.constData());
}

void TestForeignVerifier::ocspQuestion()
{
    const test::Pki pki = test::makePki(Curve::P256);
    store("ca.pem", pki.ca.pem());
    store("leaf.pem", pki.leaf.pem());
    openssl({QStringLiteral("ocsp"), QStringLiteral("-issuer"), QStringLiteral("ca.pem"),
        QStringLiteral("-cert"), QStringLiteral("leaf.pem"), QStringLiteral("-no_nonce"),
        QStringLiteral("-reqout"), QStringLiteral("question")});
    QCOMPARE(*readFile(path("question")), *ocspRequest(pki.leaf, pki.ca));
}

QTEST_GUILESS_MAIN(TestForeignVerifier)
#include "tst_foreignverifier.moc"

#include "core/crypto/certificate.h"

#include "core/base/digest.h"
#include "core/crypto/derwriter.h"
#include "tests/core/crypto/certificates.h"

#include <openssl/x509.h>

#include <QTest>

#include <memory>

using namespace dsr;

Q_DECLARE_METATYPE(dsr::Extension)

class TestCertificate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void builtIsRead();
    void signatures();
    void damageIsJudgedAsByOpenSsl();
    void names();
    void serials_data();
    void serials();
    void datesAroundTheYear2050();
    void refusedBytes_data();
    void refusedBytes();
    void pem();
    void extensionValues_data();
    void extensionValues();
    void keyIdentifiers();
    void serialsAreRandomAndPositive();
    void buildingFails_data();
    void buildingFails();
    void noCertificate();
};

void TestCertificate::builtIsRead()
{
    const test::Pki pki = test::makePki(Curve::BrainpoolP256r1);
    const Certificate leaf = *Certificate::fromDer(pki.leaf.der());
    QCOMPARE(leaf.version(), 3);
    QCOMPARE(leaf.issuer().der, pki.ca.subject().der);
    QCOMPARE(leaf.subject().text(), QStringLiteral("C=DE, CN=Test leaf"));
    QCOMPARE(leaf.notBefore(), QDateTime(QDate(2020, 1, 1), QTime(0, 0), Qt::UTC));
    QCOMPARE(leaf.notAfter(), QDateTime(QDate(2060, 1, 1), QTime(0, 0), Qt::UTC));
    QCOMPARE(leaf.signatureAlgorithm(), QByteArray("1.2.840.10045.4.3.2"));
    QCOMPARE(leaf.publicKey(), pki.leafKey.publicKey());
    QCOMPARE(leaf.spki(), pki.leafKey.publicKey().spki());
    QCOMPARE(leaf.sha256Fingerprint(), sha256(leaf.der()));
    QCOMPARE(leaf.extensions().size(), 3);
    QVERIFY(leaf.extension("2.5.29.19")->critical);
    QVERIFY(!leaf.extension("2.5.29.35")->critical);
    QVERIFY(!leaf.extension("2.5.29.14"));
    QVERIFY(leaf == pki.leaf);
    QVERIFY(!(leaf == pki.ca));
}

void TestCertificate::signatures()
{
    const test::Pki pki = test::makePki(Curve::P256);
    QVERIFY(pki.leaf.isSignedBy(pki.caKey.publicKey()));
    QVERIFY(pki.ca.isSignedBy(pki.caKey.publicKey()));
    QVERIFY(!pki.leaf.isSignedBy(pki.leafKey.publicKey()));
    QVERIFY(!pki.leaf.isSignedBy(PublicKey()));
    QByteArray changed = pki.leaf.der();
    const qsizetype name = changed.indexOf("Test leaf");
    changed[name] = 'B';
    QVERIFY(!Certificate::fromDer(changed)->isSignedBy(pki.caKey.publicKey()));
    CertificateContent content = test::contentFor(pki.leafKey.publicKey(), QStringLiteral("x"));
    content.hash = Hash::Sha384;
    const Certificate sha384 = *signCertificate(content, pki.ca.subject().der, pki.caKey);
    QCOMPARE(sha384.signatureAlgorithm(), QByteArray("1.2.840.10045.4.3.3"));
    QVERIFY(sha384.isSignedBy(pki.caKey.publicKey()));
    const PrivateKey rsa = *PrivateKey::generateRsa(2048);
    QVERIFY(signCertificate(content, content.subject, rsa)->isSignedBy(rsa.publicKey()));
}

/// We take certificates apart ourselves; whatever OpenSSL's own type reads and verifies, we do, and nothing
/// else.
void TestCertificate::damageIsJudgedAsByOpenSsl()
{
    const test::Pki pki = test::makePki(Curve::P256);
    const PublicKey key = pki.caKey.publicKey();
    int readable = 0;
    int verified = 0;
    for (qsizetype bit = 0; bit <= 8 * pki.leaf.der().size(); ++bit) {
        QByteArray der = pki.leaf.der();
        if (bit < 8 * der.size())
            der[bit / 8] = static_cast<char>(der.at(bit / 8) ^ (1 << (bit % 8)));
        const auto *next = reinterpret_cast<const unsigned char *>(der.constData());
        const auto *end = next + der.size();
        const std::unique_ptr<X509, decltype(&X509_free)> theirs(
            d2i_X509(nullptr, &next, static_cast<long>(der.size())), X509_free);
        const auto ours = Certificate::fromDer(der);
        const QByteArray place = QByteArray::number(bit / 8) + '.' + QByteArray::number(bit % 8);
        QVERIFY2(ours.has_value() == (theirs && next == end), place);
        if (!ours)
            continue;
        ++readable;
        const bool isSigned = ours->isSignedBy(key);
        QVERIFY2(isSigned == (X509_verify(theirs.get(), key.handle()) == 1), place);
        verified += isSigned ? 1 : 0;
    }
    QVERIFY(readable > 1000);
    QCOMPARE(verified, 1);
}

void TestCertificate::names()
{
    // Two attributes in one relative name, one more behind it, and a type without a name.
    const auto attribute = [](const char *oid, const QByteArray &value) {
        return der::sequence({der::objectIdentifier(oid), value});
    };
    const QByteArray name =
        der::sequence({der::setOf({attribute("2.5.4.11", der::utf8String(QStringLiteral("ä"))),
                           attribute("2.5.4.11", der::printableString(QStringLiteral("b")))}),
            der::setOf({attribute("1.2.3.4", der::ia5String(QStringLiteral("c")))})});
    const DistinguishedName read = crypto::nameFromDer(name);
    QCOMPARE(read.der, name);
    QCOMPARE(read.attributes.size(), 3);
    QStringList units = read.values("2.5.4.11");
    units.sort();
    QCOMPARE(units, (QStringList{QStringLiteral("b"), QStringLiteral("ä")}));
    QCOMPARE(read.values("1.2.3.4"), QStringList{QStringLiteral("c")});
    QCOMPARE(read.attributes.last().stringTag, 22);
    QVERIFY(read.text().endsWith(QStringLiteral("1.2.3.4=c")));
    QVERIFY(crypto::nameFromDer("broken").attributes.isEmpty());
    QCOMPARE(
        crypto::nameFromDer(nameDer({{"2.5.4.6", QStringLiteral("DE"), 19}})).attributes.first().stringTag,
        19);
}

void TestCertificate::serials_data()
{
    QTest::addColumn<QByteArray>("serial");
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("small") << QByteArray::fromHex("07") << QByteArray("7") << QByteArray::fromHex("07");
    QTest::newRow("leading zeros") << QByteArray::fromHex("000a") << QByteArray("a")
                                   << QByteArray::fromHex("0a");
    QTest::newRow("top bit set") << QByteArray::fromHex("ff01") << QByteArray("ff01")
                                 << QByteArray::fromHex("ff01");
    QTest::newRow("zero") << QByteArray::fromHex("00") << QByteArray("0") << QByteArray::fromHex("00");
    QTest::newRow("twenty octets") << QByteArray(20, '\x7a') << QByteArray(20, '\x7a').toHex()
                                   << QByteArray(20, '\x7a');
}

void TestCertificate::serials()
{
    QFETCH(QByteArray, serial);
    const PrivateKey key = *PrivateKey::generate(Curve::P256);
    CertificateContent content = test::contentFor(key.publicKey(), QStringLiteral("x"));
    content.serial = serial;
    const Certificate certificate = *signCertificate(content, content.subject, key);
    QTEST(certificate.serialHex(), "hex");
    QTEST(certificate.serialBytes(), "bytes");
}

void TestCertificate::datesAroundTheYear2050()
{
    const PrivateKey key = *PrivateKey::generate(Curve::P256);
    CertificateContent content = test::contentFor(key.publicKey(), QStringLiteral("x"));
    content.notBefore = QDateTime(QDate(2049, 12, 31), QTime(23, 59, 59), Qt::UTC);
    content.notAfter = content.notBefore.addSecs(1);
    const Certificate certificate = *signCertificate(content, content.subject, key);
    QCOMPARE(certificate.notBefore(), content.notBefore);
    QCOMPARE(certificate.notAfter(), content.notAfter);
    // RFC 5280 4.1.2.5: two digits of the year up to 2049, four from then on.
    QVERIFY(certificate.der().contains("\x17\x0d"
                                       "491231235959Z"));
    QVERIFY(certificate.der().contains("\x18\x0f"
                                       "20500101000000Z"));
}

void TestCertificate::refusedBytes_data()
{
    QTest::addColumn<QByteArray>("der");
    const QByteArray good = test::makePki(Curve::P256).leaf.der();
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("octet behind") << good + '\0';
    QTest::newRow("cut off") << good.chopped(1);
    QTest::newRow("text") << QByteArray("certificate");
    QTest::newRow("sequence of nothing") << QByteArray::fromHex("3000");
}

void TestCertificate::refusedBytes()
{
    QFETCH(QByteArray, der);
    const auto certificate = Certificate::fromDer(der);
    QVERIFY(!certificate);
    QCOMPARE(certificate.error().code, ErrorCode::InputMalformed);
}

void TestCertificate::pem()
{
    const test::Pki pki = test::makePki(Curve::P256);
    QCOMPARE(*Certificate::fromPem(pki.leaf.pem()), pki.leaf);
    QCOMPARE(*Certificate::fromPem("text before\n" + pki.leaf.pem() + pki.ca.pem()), pki.leaf);
    for (const QByteArray &line : pki.leaf.pem().split('\n'))
        QVERIFY(line.size() <= 64);
    QVERIFY(!Certificate::fromPem(pki.leaf.der()));
    QVERIFY(!Certificate::fromPem({}));
}

void TestCertificate::extensionValues_data()
{
    QTest::addColumn<Extension>("extension");
    QTest::addColumn<QByteArray>("oid");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char *name, const Extension &extension, const char *oid, const char *hex) {
        QTest::newRow(name) << extension << QByteArray(oid) << QByteArray(hex);
    };
    row("no CA", basicConstraints(false), "2.5.29.19", "3000");
    row("CA", basicConstraints(true), "2.5.29.19", "30030101ff");
    row("CA with path length", basicConstraints(true, 0), "2.5.29.19", "30060101ff020100");
    row("signature only", keyUsage(keyusage::digitalSignature), "2.5.29.15", "03020780");
    row("CA key", keyUsage(keyusage::keyCertSign | keyusage::crlSign), "2.5.29.15", "03020106");
    row("no usage", keyUsage(0), "2.5.29.15", "030100");
    row("client", extendedKeyUsage({"1.3.6.1.5.5.7.3.2"}), "2.5.29.37", "300a06082b06010505070302");
    row("URI", subjectAltNameUri(QStringLiteral("a:b")), "2.5.29.17", "30058603613a62");
    row("server", subjectAltNameServer({QStringLiteral("a")}, {QByteArray::fromHex("7f000001")}), "2.5.29.17",
        "300982016187047f000001");
    row("responder", ocspAddress(QStringLiteral("a")), "1.3.6.1.5.5.7.1.1",
        "300f300d06082b06010505073001860161");
    row("policies", certificatePolicies({"1.2.276.0.76.4.70"}), "2.5.29.32", "300b300906072a8214004c0446");
}

void TestCertificate::extensionValues()
{
    QFETCH(Extension, extension);
    QTEST(extension.oid, "oid");
    QTEST(extension.value.toHex(), "value");
}

void TestCertificate::keyIdentifiers()
{
    const PublicKey key = PrivateKey::generate(Curve::BrainpoolP256r1)->publicKey();
    QCOMPARE(keyIdentifier(key), sha1(key.point()));
    QCOMPARE(subjectKeyIdentifier(key).value, der::octetString(sha1(key.point())));
    QCOMPARE(authorityKeyIdentifier(key).value, der::sequence({der::implicitTag(0, sha1(key.point()))}));
    // RSA: the content of the BIT STRING, which ends the SubjectPublicKeyInfo.
    const PublicKey rsa = PrivateKey::generateRsa(2048)->publicKey();
    QCOMPARE(keyIdentifier(rsa), sha1(rsa.spki().last(270)));
}

void TestCertificate::serialsAreRandomAndPositive()
{
    QSet<QByteArray> seen;
    for (int i = 0; i < 200; ++i) {
        const QByteArray serial = randomSerial();
        QCOMPARE(serial.size(), 16);
        QVERIFY((serial.at(0) & 0x80) == 0);
        seen.insert(serial);
    }
    QCOMPARE(seen.size(), 200);
}

void TestCertificate::buildingFails_data()
{
    QTest::addColumn<bool>("withKey");
    QTest::addColumn<bool>("withIssuerKey");
    QTest::addColumn<QByteArray>("subject");
    const QByteArray name = nameDer({{"2.5.4.3", QStringLiteral("x")}});
    QTest::newRow("no key") << false << true << name;
    QTest::newRow("no key of the issuer") << true << false << name;
    QTest::newRow("subject that is no name") << true << true << QByteArray("x");
}

void TestCertificate::buildingFails()
{
    QFETCH(bool, withKey);
    QFETCH(bool, withIssuerKey);
    QFETCH(QByteArray, subject);
    const PrivateKey key = *PrivateKey::generate(Curve::P256);
    CertificateContent content =
        test::contentFor(withKey ? key.publicKey() : PublicKey(), QStringLiteral("x"));
    content.subject = subject;
    QVERIFY(!signCertificate(
        content, nameDer({{"2.5.4.3", QStringLiteral("x")}}), withIssuerKey ? key : PrivateKey()));
}

void TestCertificate::noCertificate()
{
    QVERIFY(!Certificate().isValid());
    QVERIFY(Certificate().der().isEmpty());
    QVERIFY(!Certificate().publicKey().isValid());
    QVERIFY(!Certificate().isSignedBy(PrivateKey::generate(Curve::P256)->publicKey()));
    QCOMPARE(Certificate(), Certificate());
}

QTEST_GUILESS_MAIN(TestCertificate)
#include "tst_certificate.moc"

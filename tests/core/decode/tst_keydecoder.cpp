#include "core/crypto/keypair.h"
#include "core/decode/inspect.h"
#include "tests/core/decode/examples.h"
#include "tests/core/decode/tiling.h"

#include <QCryptographicHash>
#include <QTest>

using namespace dsr;

namespace {

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

QByteArray pemOf(const PrivateKey &key)
{
    QByteArray pem;
    key.toPem().use([&](QByteArrayView bytes) { pem = bytes.toByteArray(); });
    return pem;
}

QByteArray derOf(const QByteArray &pem)
{
    const QByteArrayList lines = pem.trimmed().split('\n');
    return QByteArray::fromBase64(lines.mid(1, lines.size() - 2).join());
}

/// Everything that a report could print.
QString allTold(const Node &node)
{
    QString told = node.text + QLatin1Char('\n') + QString::fromLatin1(node.value.toByteArray().toHex())
        + QLatin1Char('\n') + node.value.toString() + QLatin1Char('\n');
    for (const Node &child : node.children)
        told += allTold(child);
    return told;
}

bool isAllPersonal(const Node &node)
{
    return node.personal && std::all_of(node.children.begin(), node.children.end(), isAllPersonal);
}

} // namespace

class TestKeyDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void publicKeys_data();
    void publicKeys();
    void keyInACertificateHasItsFingerprint();
    void rsaKeyHasNoPoint();
    void point();
    void privateKeys_data();
    void privateKeys();
    void damagedPrivateKeyIsHiddenToo();
};

void TestKeyDecoder::publicKeys_data()
{
    QTest::addColumn<Curve>("curve");
    QTest::addColumn<QString>("text");
    QTest::newRow("P-256") << Curve::P256 << "elliptic curve prime256v1";
    QTest::newRow("brainpoolP256r1") << Curve::BrainpoolP256r1 << "elliptic curve brainpoolP256r1";
}

void TestKeyDecoder::publicKeys()
{
    QFETCH(Curve, curve);
    const PublicKey key = PrivateKey::generate(curve)->publicKey();
    const QByteArray armour =
        "-----BEGIN PUBLIC KEY-----\n" + key.spki().toBase64() + "\n-----END PUBLIC KEY-----\n";
    for (const QByteArray &bytes : {key.spki(), key.spki().toBase64(), armour}) {
        const InspectionPtr inspection = inspect(bytes);
        QCOMPARE(inspection->kind(), QStringLiteral("publicKey"));
        QTEST(inspection->root().text, "text");
        const QString spkiHash = QString::fromLatin1(sha256(key.spki()).toHex());
        QCOMPARE(inspection->root().value.toString(), spkiHash);
        QCOMPARE(inspection->find(QStringLiteral("sha256"))->value.toString(), spkiHash);
        const Node *fingerprint = inspection->find(QStringLiteral("fingerprint"));
        QCOMPARE(fingerprint->value.toString(), QString::fromLatin1(sha256(key.point()).toHex()));
        QVERIFY(fingerprint->text.contains(QString::fromLatin1(sha256(key.point()).toBase64())));
        QCOMPARE(test::tilingFault(*inspection), QString());
    }
}

void TestKeyDecoder::keyInACertificateHasItsFingerprint()
{
    const PrivateKey key = *PrivateKey::generate(Curve::P256);
    const InspectionPtr inspection = inspect(test::certificateDer(key));
    const Node *info = inspection->find(QStringLiteral("tbsCertificate.subjectPublicKeyInfo"));
    QCOMPARE(QByteArray(info->kind), QByteArray("publicKey"));
    const Node *fingerprint =
        inspection->find(QStringLiteral("tbsCertificate.subjectPublicKeyInfo.fingerprint"));
    QCOMPARE(fingerprint->value.toString(), QString::fromLatin1(sha256(key.publicKey().point()).toHex()));
}

void TestKeyDecoder::rsaKeyHasNoPoint()
{
    const QByteArray spki = PrivateKey::generateRsa(2048)->publicKey().spki();
    const InspectionPtr inspection = inspect(spki);
    QCOMPARE(inspection->kind(), QStringLiteral("publicKey"));
    QCOMPARE(inspection->root().text, QStringLiteral("RSA, 2048 bits"));
    QVERIFY(inspection->find(QStringLiteral("sha256")));
    QVERIFY(!inspection->find(QStringLiteral("fingerprint")));
    // The two numbers alone, as PKCS#1 has them.
    const Node *key = inspection->find(QStringLiteral("subjectPublicKey"));
    const QByteArray numbers = spki.mid(key->range.start + 5, key->range.length - 5);
    const InspectionPtr alone =
        inspect("-----BEGIN RSA PUBLIC KEY-----\n" + numbers.toBase64() + "\n-----END RSA PUBLIC KEY-----\n");
    QCOMPARE(alone->find(QStringLiteral("publicExponent"))->text, QStringLiteral("65537"));
}

void TestKeyDecoder::point()
{
    const PublicKey key = PrivateKey::generate(Curve::P256)->publicKey();
    const InspectionPtr inspection = inspect(key.point().toBase64());
    QCOMPARE(inspection->kind(), QStringLiteral("point"));
    QCOMPARE(inspection->find(QStringLiteral("y"))->value.toByteArray(), key.point().right(32));
    QCOMPARE(inspection->find(QStringLiteral("fingerprint"))->value.toString(),
        QString::fromLatin1(sha256(key.point()).toHex()));
    QCOMPARE(test::tilingFault(*inspection), QString());
    QVERIFY(!inspect(key.point().left(60), DataKind::Point)->find(QStringLiteral("rest"))->flaw.isEmpty());
}

void TestKeyDecoder::privateKeys_data()
{
    QTest::addColumn<QByteArray>("der");
    QTest::addColumn<QByteArray>("armour");
    QTest::addColumn<QString>("path"); ///< what anybody may know
    const PrivateKey ec = *PrivateKey::generate(Curve::P256);
    const QByteArray pkcs8 = derOf(pemOf(ec));
    QTest::newRow("PKCS#8 with a curve") << pkcs8 << pemOf(ec) << "algorithm.parameters";
    const InspectionPtr inspection = inspect(pkcs8);
    const QByteArray sec1 = pkcs8.mid(pkcs8.indexOf(QByteArray::fromHex("020101")) - 2);
    QTest::newRow("SEC 1") << sec1
                           << "-----BEGIN EC PRIVATE KEY-----\n" + sec1.toBase64()
            + "\n-----END EC PRIVATE KEY-----\n"
                           << "publicKey";
    const PrivateKey rsa = *PrivateKey::generateRsa(2048);
    const QByteArray rsaPkcs8 = derOf(pemOf(rsa));
    QTest::newRow("PKCS#8 with RSA") << rsaPkcs8 << pemOf(rsa) << "privateKey.modulus";
    const QByteArray pkcs1 = rsaPkcs8.mid(26);
    QTest::newRow("PKCS#1") << pkcs1
                            << "-----BEGIN RSA PRIVATE KEY-----\n" + pkcs1.toBase64()
            + "\n-----END RSA PRIVATE KEY-----\n"
                            << "modulus";
}

void TestKeyDecoder::privateKeys()
{
    QFETCH(QByteArray, der);
    QFETCH(QByteArray, armour);
    QFETCH(QString, path);
    // The octets that make the key private are the longest run right behind the middle of it.
    const QByteArray secret = der.contains(QByteArray::fromHex("0420"))
        ? der.mid(der.indexOf(QByteArray::fromHex("0420")) + 2, 32)
        : der.mid(der.indexOf(QByteArray::fromHex("0203010001")) + 12, 32);
    QCOMPARE(secret.size(), 32);
    for (const QByteArray &bytes : {der, armour, der.toBase64(), "key: " + der.toBase64() + "\n"}) {
        const InspectionPtr inspection = inspect(bytes);
        QCOMPARE(inspection->kind(), QStringLiteral("privateKey"));
        QVERIFY(isAllPersonal(inspection->root()) || bytes.startsWith("key"));
        QVERIFY(inspection->root().personal);
        const QString told = allTold(inspection->root());
        QVERIFY(!told.contains(QString::fromLatin1(secret.left(8).toHex())));
        const Node *known = inspection->find(path);
        QVERIFY(known);
        QVERIFY(!known->text.isEmpty());
        QCOMPARE(test::tilingFault(*inspection), QString());
    }
}

void TestKeyDecoder::damagedPrivateKeyIsHiddenToo()
{
    const QByteArray pem = pemOf(*PrivateKey::generate(Curve::P256));
    const QByteArray secret = derOf(pem).mid(derOf(pem).indexOf(QByteArray::fromHex("0420")) + 2, 32);
    QByteArray der = derOf(pem);
    der[4] = 0x05; // no version any more
    const InspectionPtr inspection = inspect(der, DataKind::PrivateKey);
    QVERIFY(!allTold(inspection->root()).contains(QString::fromLatin1(secret.left(8).toHex())));
    const InspectionPtr cut = inspect(QByteArray(pem).replace(100, 1, "!"));
    QVERIFY(cut->root().personal);
    QVERIFY(!cut->root().flaw.isEmpty());
    QCOMPARE(cut->sources().size(), 1);
}

QTEST_GUILESS_MAIN(TestKeyDecoder)
#include "tst_keydecoder.moc"

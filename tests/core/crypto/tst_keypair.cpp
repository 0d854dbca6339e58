#include "core/crypto/keypair.h"

#include "core/base/digest.h"
#include "core/crypto/derwriter.h"
#include "core/crypto/ecdsa.h"

#include <QTest>

using namespace dsr;

Q_DECLARE_METATYPE(dsr::Curve)

namespace {

/// Key K1 of dsr-protocol 13.
const QByteArray k1 =
    QByteArray::fromHex("0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb67903"
                        "fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");

QByteArray pemText(const PrivateKey &key)
{
    QByteArray text;
    key.toPem().use([&](QByteArrayView bytes) { text = bytes.toByteArray(); });
    return text;
}

} // namespace

class TestKeyPair : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fingerprintOfThePoint();
    void vectorSignature();
    void signedIsVerified_data();
    void signedIsVerified();
    void rsa();
    void wrongSignatures();
    void signaturesDiffer();
    void keysOfOtherKindsHaveNoPoint();
    void pemThereAndBack_data();
    void pemThereAndBack();
    void pemOfOthers_data();
    void pemOfOthers();
    void scalar_data();
    void scalar();
    void refusedScalars();
    void refusedPoints_data();
    void refusedPoints();
    void refusedPublicKeys_data();
    void refusedPublicKeys();
    void compressedKeyHasTheSamePoint();
    void emptyKeys();
};

void TestKeyPair::fingerprintOfThePoint()
{
    const PublicKey key = *PublicKey::fromPoint(Curve::P256, k1);
    QCOMPARE(key.point(), k1);
    QCOMPARE(key.curve(), Curve::P256);
    QCOMPARE(key.fingerprint().toHex(),
        QByteArray("b18b86ce1389e46de87aa4a5131ce83c1160fa33c087ab15b863574d31d8ff3c"));
    QCOMPARE(key.fingerprint().toBase64(), QByteArray("sYuGzhOJ5G3oeqSlExzoPBFg+jPAh6sVuGNXTTHY/zw="));
    // The typical wrong result: the hash over all of the 91 octets.
    QCOMPARE(key.spki().size(), 91);
    QCOMPARE(sha256(key.spki()).toHex(),
        QByteArray("5a7a78cca4a0f420d9bc62bb669c3c2759e39f723d3ae10dcbe0f0815a07ecd4"));
    // Key K2 is the base point: private key 1.
    QByteArray one(31, '\0');
    one.append('\1');
    QCOMPARE(PrivateKey::fromScalar(Curve::P256, Secret(std::move(one)))->publicKey().fingerprint().toHex(),
        QByteArray("698bea63dc44a344663ff1429aea10842df27b6b991ef25866b2c6c02cdcc5be"));
}

void TestKeyPair::vectorSignature()
{
    // dsr-protocol 13: RFC 6979 A.2.5, SHA-256, "sample".
    const QByteArray der = QByteArray::fromHex("3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34"
                                               "d0ea84eaf3716022100f7cb1c942d657c41d436c7"
                                               "a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
    const PublicKey key = *PublicKey::fromPoint(Curve::P256, k1);
    QVERIFY(key.verify("sample", der));
    QVERIFY(key.verifyDigest(sha256("sample"), *ecdsaRawFromDer(der)));
    QVERIFY(!key.verify("samplf", der));
    QVERIFY(!key.verify("sample", der, Hash::Sha384));
}

void TestKeyPair::signedIsVerified_data()
{
    QTest::addColumn<Curve>("curve");
    QTest::newRow("P-256") << Curve::P256;
    QTest::newRow("brainpoolP256r1") << Curve::BrainpoolP256r1;
}

void TestKeyPair::signedIsVerified()
{
    QFETCH(Curve, curve);
    const PrivateKey key = *PrivateKey::generate(curve);
    const PublicKey publicKey = key.publicKey();
    QCOMPARE(publicKey.curve(), curve);
    QCOMPARE(publicKey.point().size(), 65);
    QCOMPARE(*PublicKey::fromSpki(publicKey.spki()), publicKey);
    QCOMPARE(*PublicKey::fromPoint(curve, publicKey.point()), publicKey);
    // Enough signatures to see numbers with leading zeros.
    for (int i = 0; i < 300; ++i) {
        const QByteArray digest = sha256(QByteArray::number(i));
        const auto raw = key.signDigest(digest);
        QVERIFY(raw);
        QCOMPARE(raw->size(), 64);
        QVERIFY(publicKey.verifyDigest(digest, *raw));
    }
    for (const Hash hash : {Hash::Sha256, Hash::Sha384})
        QVERIFY(publicKey.verify("message", *key.sign("message", hash), hash));
}

void TestKeyPair::rsa()
{
    const PrivateKey key = *PrivateKey::generateRsa(2048);
    const QByteArray signature = *key.sign("message");
    QCOMPARE(signature.size(), 256);
    QVERIFY(key.publicKey().verify("message", signature));
    QVERIFY(!key.publicKey().verify("massage", signature));
    QVERIFY(key.publicKey().curve() == Curve::Other);
}

void TestKeyPair::wrongSignatures()
{
    const PrivateKey key = *PrivateKey::generate(Curve::BrainpoolP256r1);
    const PublicKey publicKey = key.publicKey();
    const QByteArray digest = sha256("x");
    const QByteArray good = *key.signDigest(digest);
    QVERIFY(publicKey.verifyDigest(digest, good));
    for (qsizetype i = 0; i < good.size(); ++i) {
        QByteArray bad = good;
        bad[i] = static_cast<char>(bad.at(i) ^ 1);
        QVERIFY(!publicKey.verifyDigest(digest, bad));
    }
    QVERIFY(!publicKey.verifyDigest(digest, good.chopped(1)));
    QVERIFY(!publicKey.verifyDigest(digest, good + '\0'));
    QVERIFY(!publicKey.verifyDigest(digest, *ecdsaDerFromRaw(good)));
    QVERIFY(!publicKey.verifyDigest(digest, good.last(32) + good.first(32)));
    QVERIFY(!publicKey.verifyDigest(digest, QByteArray(64, '\0')));
    QVERIFY(!publicKey.verifyDigest(sha256("y"), good));
    QVERIFY(!PrivateKey::generate(Curve::BrainpoolP256r1)->publicKey().verifyDigest(digest, good));
    QVERIFY(!PrivateKey::generate(Curve::P256)->publicKey().verifyDigest(digest, good));
}

void TestKeyPair::signaturesDiffer()
{
    const PrivateKey key = *PrivateKey::generate(Curve::P256);
    QVERIFY(*key.signDigest(sha256("x")) != *key.signDigest(sha256("x")));
}

void TestKeyPair::keysOfOtherKindsHaveNoPoint()
{
    const PublicKey key = PrivateKey::generateRsa(2048)->publicKey();
    QVERIFY(key.point().isEmpty());
    QVERIFY(key.fingerprint().isEmpty());
    QVERIFY(!key.spki().isEmpty());
    QVERIFY(!key.verifyDigest(sha256("x"), QByteArray(64, '\1')));
}

void TestKeyPair::pemThereAndBack_data()
{
    QTest::addColumn<Curve>("curve");
    for (const Curve curve : {Curve::P256, Curve::P384, Curve::BrainpoolP256r1})
        QTest::newRow(qPrintable(curveName(curve))) << curve;
}

void TestKeyPair::pemThereAndBack()
{
    QFETCH(const Curve, curve);
    const PrivateKey key = *PrivateKey::generate(curve);
    QByteArray pem = pemText(key);
    QVERIFY(pem.startsWith("-----BEGIN PRIVATE KEY-----\n"));
    const PrivateKey again = *PrivateKey::fromPem(Secret(std::move(pem)));
    QCOMPARE(again.publicKey(), key.publicKey());
    QVERIFY(key.publicKey().verify("x", *again.sign("x")));
    QCOMPARE(pemText(again), pemText(key));
}

// One key (RFC 6979 A.2.5), as OpenSSL's tools write it.
void TestKeyPair::pemOfOthers_data()
{
    QTest::addColumn<QByteArray>("label");
    QTest::addColumn<QByteArray>("base64");
    QTest::addColumn<bool>("isKey");
    QTest::newRow("PKCS #8") << QByteArray("PRIVATE KEY")
                             << QByteArray(
                                    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgya+p2EW6dRZrXCFX\n"
                                    "Z7HWk05Qw9s26JsSe4piKxIPZyGhRANCAARg/tS6JVqdMclh63TGNW1owEm4kjth\n"
                                    "+mzmaWIuYPKftnkD/hAIuLyZpBrp6VYovGTy8bIMLX6fUXejwpTURiKZ\n")
                             << true;
    QTest::newRow("PKCS #8 without the point")
        << QByteArray("PRIVATE KEY")
        << QByteArray("MEECAQAwEwYHKoZIzj0CAQYIKoZIzj0DAQcEJzAlAgEBBCDJr6nYRbp1FmtcIVdn\n"
                      "sdaTTlDD2zbomxJ7imIrEg9nIQ==\n")
        << true;
    QTest::newRow("PKCS #8 with the point compressed")
        << QByteArray("PRIVATE KEY")
        << QByteArray("MGcCAQAwEwYHKoZIzj0CAQYIKoZIzj0DAQcETTBLAgEBBCDJr6nYRbp1FmtcIVdn\n"
                      "sdaTTlDD2zbomxJ7imIrEg9nIaEkAyIAA2D+1LolWp0xyWHrdMY1bWjASbiSO2H6\n"
                      "bOZpYi5g8p+2\n")
        << true;
    QTest::newRow("SEC 1") << QByteArray("EC PRIVATE KEY")
                           << QByteArray("MHcCAQEEIMmvqdhFunUWa1whV2ex1pNOUMPbNuibEnuKYisSD2choAoGCCqGSM49\n"
                                         "AwEHoUQDQgAEYP7UuiVanTHJYet0xjVtaMBJuJI7Yfps5mliLmDyn7Z5A/4QCLi8\n"
                                         "maQa6elWKLxk8vGyDC1+n1F3o8KU1EYimQ==\n")
                           << true;
    QTest::newRow("PKCS #8 with a point beside the curve")
        << QByteArray("PRIVATE KEY")
        << QByteArray("MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgya+p2EW6dRZrXCFX\n"
                      "Z7HWk05Qw9s26JsSe4piKxIPZyGhRANCAARg/tS6JVqdMclh63TGNW1owEm4kjth\n"
                      "+mzmaWIuYPKftnkD/hAIuLyZpBrp6VYovGTy8bIMLX6fUXejwpTURiKa\n")
        << false;
    QTest::newRow("cut off") << QByteArray("PRIVATE KEY") << QByteArray("AAAA\n") << false;
}

void TestKeyPair::pemOfOthers()
{
    QFETCH(const QByteArray, label);
    QFETCH(const QByteArray, base64);
    QFETCH(const bool, isKey);
    const auto key = PrivateKey::fromPem(
        Secret(QByteArray("-----BEGIN " + label + "-----\n" + base64 + "-----END " + label + "-----\n")));
    QCOMPARE(key.has_value(), isKey);
    if (!isKey)
        return;
    QCOMPARE(key->publicKey().point(), k1);
    QVERIFY(PublicKey::fromPoint(Curve::P256, k1)->verifyDigest(sha256("x"), *key->signDigest(sha256("x"))));
    QVERIFY(!PrivateKey::fromPem(Secret(QByteArray())));
}

void TestKeyPair::scalar_data()
{
    QTest::addColumn<Curve>("curve");
    QTest::addColumn<QByteArray>("d");
    QTest::addColumn<QByteArray>("point");
    QTest::newRow("key K1") << Curve::P256
                            << QByteArray("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721")
                            << k1.toHex();
    // RFC 5639 3.4: the base point belongs to the private key 1.
    QTest::newRow("base point of brainpoolP256r1")
        << Curve::BrainpoolP256r1 << QByteArray(62, '0') + "01"
        << QByteArray(
               "048bd2aeb9cb7e57cb2c4b482ffc81b7afb9de27e1e3bd23c23a4453bd9ace3262547ef835c3dac4fd97f8461a"
               "14611dc9c27745132ded8e545c1d54c72f046997");
}

void TestKeyPair::scalar()
{
    QFETCH(Curve, curve);
    QFETCH(QByteArray, d);
    const auto key = PrivateKey::fromScalar(curve, Secret(QByteArray::fromHex(d)));
    QVERIFY(key);
    QTEST(key->publicKey().point().toHex(), "point");
    QVERIFY(key->publicKey().verifyDigest(sha256("x"), *key->signDigest(sha256("x"))));
}

void TestKeyPair::refusedScalars()
{
    QVERIFY(!PrivateKey::fromScalar(Curve::P256, Secret(QByteArray(32, '\0'))));
    QVERIFY(!PrivateKey::fromScalar(Curve::P256, Secret(QByteArray(32, '\xff'))));
    QVERIFY(!PrivateKey::fromScalar(Curve::P256, Secret()));
    QVERIFY(!PrivateKey::fromScalar(Curve::Other, Secret(QByteArray(32, '\1'))));
}

void TestKeyPair::refusedPoints_data()
{
    QTest::addColumn<QByteArray>("point");
    QByteArray off = k1;
    off[64] = static_cast<char>(off.at(64) ^ 1);
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("point off the curve") << off;
    QTest::newRow("point at infinity") << QByteArray(1, '\0');
    QTest::newRow("without its first octet") << k1.sliced(1);
    QTest::newRow("one octet short") << k1.chopped(1);
    QTest::newRow("one octet long") << k1 + '\0';
    QTest::newRow("hybrid form") << '\x07' + k1.sliced(1);
    QTest::newRow("compressed form") << '\x03' + k1.sliced(1, 32);
    QTest::newRow("coordinates beyond the field") << '\x04' + QByteArray(64, '\xff');
}

void TestKeyPair::refusedPoints()
{
    QFETCH(QByteArray, point);
    const auto key = PublicKey::fromPoint(Curve::P256, point);
    QVERIFY(!key);
    QCOMPARE(key.error().code, ErrorCode::InputMalformed);
    QVERIFY(!PublicKey::fromPoint(Curve::BrainpoolP256r1, k1));
}

void TestKeyPair::refusedPublicKeys_data()
{
    QTest::addColumn<QByteArray>("spki");
    const QByteArray good = PublicKey::fromPoint(Curve::P256, k1)->spki();
    QByteArray off = good;
    off[off.size() - 1] = static_cast<char>(off.back() ^ 1);
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("octet behind") << good + '\0';
    QTest::newRow("cut off") << good.chopped(1);
    QTest::newRow("point off the curve") << off;
}

void TestKeyPair::refusedPublicKeys()
{
    QFETCH(QByteArray, spki);
    QVERIFY(!PublicKey::fromSpki(spki));
}

void TestKeyPair::compressedKeyHasTheSamePoint()
{
    const QByteArray algorithm = der::sequence(
        {der::objectIdentifier("1.2.840.10045.2.1"), der::objectIdentifier("1.2.840.10045.3.1.7")});
    const QByteArray compressed = '\x03' + k1.sliced(1, 32);
    const auto key = PublicKey::fromSpki(der::sequence({algorithm, der::bitString(compressed)}));
    QVERIFY(key);
    QCOMPARE(key->point().toHex(), k1.toHex());
    // What was received stays what it is.
    QVERIFY(key->spki().endsWith(compressed));
}

void TestKeyPair::emptyKeys()
{
    QVERIFY(!PublicKey().isValid());
    QVERIFY(PublicKey().spki().isEmpty());
    QVERIFY(PublicKey().point().isEmpty());
    QVERIFY(!PublicKey().verify("x", "y"));
    QVERIFY(!PublicKey().verifyDigest(sha256("x"), QByteArray(64, '\1')));
    QVERIFY(!PrivateKey().signDigest(sha256("x")));
    QVERIFY(!PrivateKey().sign("x"));
    QVERIFY(PrivateKey().toPem().isEmpty());
    QVERIFY(!PrivateKey().publicKey().isValid());
    QVERIFY(!PrivateKey::generate(Curve::Other));
}

QTEST_GUILESS_MAIN(TestKeyPair)
#include "tst_keypair.moc"

#include "core/crypto/noncederivation.h"

#include "core/base/digest.h"

#include <QTest>

using namespace dsr;

/// The worked example of dsr-protocol 3.3.
class TestNonceDerivation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void derived_data();
    void derived();
    void typicalWrongResults();
};

namespace {

QByteArray counting()
{
    QByteArray nonce;
    for (int i = 0; i < nonceSize; ++i)
        nonce.append(static_cast<char>(i));
    return nonce;
}

using Derivation = QByteArray (*)(QByteArrayView);

} // namespace

Q_DECLARE_METATYPE(Derivation)

void TestNonceDerivation::derived_data()
{
    QTest::addColumn<Derivation>("derive");
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<QByteArray>("base64");
    const auto row = [](const char *name, Derivation derive, const char *hex, const char *base64) {
        QTest::newRow(name) << derive << QByteArray(hex) << QByteArray(base64);
    };
    row("key pair of mTLS", nonceKeypairMtls,
        "151138f95db718bef82b51014f6a14c63e1a482257f2892959ab3dd460e8934a",
        "FRE4+V23GL74K1EBT2oUxj4aSCJX8okpWas91GDok0o=");
    row("request of mTLS", nonceCsrMtls, "2fc4652f6b123e549807243c1e9fdee1ae87f8891c05a0abd3439bd9d0801cd0",
        "L8RlL2sSPlSYByQ8Hp/e4a6H+IkcBaCr00Ob2dCAHNA=");
    row("integrity", nonceIntegrity, "31dde22a2d00a078e2c5842e8d767b3977efda928c840149afa6ef3a7c5f22da",
        "Md3iKi0AoHjixYQujXZ7OXfv2pKMhAFJr6bvOnxfIto=");
    row("smartcard", nonceSmartcard, "9ded70e4ca8f4f0d90de36eb5af402aa117444c83a6874938796e95938774612",
        "ne1w5MqPTw2Q3jbrWvQCqhF0RMg6aHSTh5bpWTh3RhI=");
    row("attest key", nonceAttest, "01b9bd5fc53af2dee4e5b8037cf65df3a6ec1fb3ffd05f3ce31723795eb08177",
        "Abm9X8U68t7k5bgDfPZd86bsH7P/0F884xcjeV6wgXc=");
    row("fresh key and assertion", nonceAttestDerived,
        "2c3c124160ac2e6fdb522714cba32dee7ea592ed874f1c65b04ec3743ef718af",
        "LDwSQWCsLm/bUicUy6Mt7n6lku2HTxxlsE7DdD73GK8=");
    row("integrity at attestation", noncePlayIntegrity,
        "76fcf279faf0b2f7f1e76f59963591e9321187c21a5251c58b6dd1c35ac4157c",
        "dvzyefrwsvfx529ZljWR6TIRh8IaUlHFi23Rw1rEFXw=");
}

void TestNonceDerivation::derived()
{
    QFETCH(Derivation, derive);
    const QByteArray value = derive(counting());
    QTEST(value.toHex(), "hex");
    QTEST(value.toBase64(), "base64");
}

void TestNonceDerivation::typicalWrongResults()
{
    // Whoever hashes the text, or takes the bar of the formula for an octet, gets these.
    QCOMPARE(nonceKeypairMtls(counting().toBase64()).toHex(),
        QByteArray("b835bfbfe6409eb739d290a5e6bc3bc179dcac4e6348324ffbec793839bf0eca"));
    QCOMPARE(sha256(counting() + "|KEYPAIR_MTLS").toHex(),
        QByteArray("4b7fb2f34174ddd0a440b742d79bb5a5169473a19da70558636479e52c979980"));
}

QTEST_GUILESS_MAIN(TestNonceDerivation)
#include "tst_noncederivation.moc"

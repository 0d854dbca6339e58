#include "core/base/digest.h"
#include "core/crypto/noncederivation.h"
#include "core/decode/inspect.h"
#include "tests/core/decode/tiling.h"
#include "tests/support/appleevidence.h"

#include <QTest>

using namespace dsr;

namespace {

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

/// The fixed numbers of apple-app-attest 12: nonce 00…3f, mTLS key 1, attested key of RFC 6979 A.2.5.
struct Vector
{
    QByteArray nonce;
    QByteArray mtlsPoint = hex("046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                               "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");
    QByteArray attestedPoint = hex("0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                                   "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");
    Vector()
    {
        for (int i = 0; i < nonceSize; ++i)
            nonce += static_cast<char>(i);
    }
    AuthenticatorContent statement() const
    {
        return {.rpIdHash = sha256("A9FL89PFFL.de.gematik.dsr"),
            .aaguid = aaguidOf(AppleEnvironment::Production),
            .credentialId = sha256(attestedPoint),
            .point = attestedPoint};
    }
};

} // namespace

class TestAppleEvidence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bindingOfTheFixedVector();
    void statementOfTheFixedVector();
    void assertionOfTheFixedVector();
    void timesOfReceipts_data();
    void timesOfReceipts();
    void writtenIsRead();
    void everyFlippedBitIsATree();
};

void TestAppleEvidence::bindingOfTheFixedVector()
{
    const Vector vector;
    QCOMPARE(nonceIntegrity(vector.nonce).toHex(),
        "31dde22a2d00a078e2c5842e8d767b3977efda928c840149afa6ef3a7c5f22da");
    QCOMPARE(sha256(vector.mtlsPoint).toBase64(), "aYvqY9xEo0RmP/FCmuoQhC3ye2uZHvJYZrLGwCzcxb4=");
    QCOMPARE(sha256(nonceIntegrity(vector.nonce) + sha256(vector.mtlsPoint)).toHex(),
        "c5815f82c5216d8bc705747eefb0dce53ed51f557c646392c1e5db34975deda8");
    QCOMPARE(sha256(vector.attestedPoint).toBase64(), "sYuGzhOJ5G3oeqSlExzoPBFg+jPAh6sVuGNXTTHY/zw=");
}

void TestAppleEvidence::statementOfTheFixedVector()
{
    const Vector vector;
    const QByteArray hash = sha256(nonceIntegrity(vector.nonce) + sha256(vector.mtlsPoint));
    AuthenticatorContent content = vector.statement();
    QByteArray data = toBytes(content);
    QCOMPARE(data.size(), 164);
    QCOMPARE(data.first(32).toHex(), "f3f151dbbc322085c84cd2d291ea4df6778d7151be8002952f493cf7f1441a56");
    QCOMPARE(sha256(data).toHex(), "579ae1db2481c1de1f097f809b64a2846a6523105e6773a8fa456edc52c087c1");
    QCOMPARE(sha256(data + hash).toHex(), "e8fba70493868d7cde6354888d3b3577fe5950cce6a28b14d57c5ce46da5ccb1");
    content.flags = 0xc0;
    content.extensions = appAttestExtensionsCbor(QStringLiteral("1"), 4);
    QCOMPARE(content.extensions.toHex(),
        "a2776170706c655f62756e646c655f76657273696f6e5f30316131781c6170706c655f76616c69646174696f6e5f63617465"
        "67"
        "6f72795f30314404000000");
    data = toBytes(content);
    QCOMPARE(data.size(), 226);
    QCOMPARE(sha256(data).toHex(), "ffd382281fc9a282d6445dfb532bb1efef7fd43cb21b0eda27741c32e8a926be");
    QCOMPARE(sha256(data + hash).toHex(), "a1716b7d151b54b0f56406d8102cfe7125b31417a41f56c1f27d642c11806039");
}

void TestAppleEvidence::assertionOfTheFixedVector()
{
    const Vector vector;
    const QByteArray derived = sha256(vector.nonce + '1');
    QCOMPARE(derived.toHex(), "2c3c124160ac2e6fdb522714cba32dee7ea592ed874f1c65b04ec3743ef718af");
    const QByteArray hash = sha256(derived + sha256(vector.mtlsPoint));
    QCOMPARE(hash.toHex(), "049c2bb413d798c184aeb5e74fb7736fb0194d09ef6ba4f73e3108fbeb5dcd16");
    AuthenticatorContent content;
    content.rpIdHash = sha256("A9FL89PFFL.de.gematik.dsr");
    content.counter = 1;
    const QByteArray nonce = sha256(toBytes(content) + hash);
    QCOMPARE(nonce.toHex(), "2ad04c68313690c196b1d6d971659e2721219e88de355815f2c3e8c9cb4404f3");
    QCOMPARE(sha256(nonce).toHex(), "3e441bf672c9ffa70f85c5f2e3387e63d8339ee61a252ce00d94875af805729c");
}

void TestAppleEvidence::timesOfReceipts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<bool>("isWrittenSo");
    const auto row = [](const char *text, qint64 milliseconds, bool isWrittenSo = false) {
        QTest::newRow(text) << QString::fromLatin1(text) << milliseconds << isWrittenSo;
    };
    row("2020-11-27T22:41:40.46Z", 1606516900460, true);
    row("2020-11-27T22:41:40.4Z", 1606516900400, true);
    row("2020-11-27T22:41:40Z", 1606516900000, true);
    row("2020-11-27T22:41:40.123456789Z", 1606516900123);
    row("2020-11-27T22:41:40.Z", -1);
    row("2020-11-27T22:41:40.1234567890Z", -1);
    row("2020-11-27T22:41:40+01:00", -1);
    row("2020-11-31T22:41:40Z", -1);
    row("2020-11-27", -1);
    row("", -1);
}

void TestAppleEvidence::timesOfReceipts()
{
    QFETCH(QString, text);
    QFETCH(qint64, milliseconds);
    QFETCH(bool, isWrittenSo);
    const QDateTime time = receiptTime(text);
    QCOMPARE(time.isValid(), milliseconds >= 0);
    if (time.isValid())
        QCOMPARE(time.toMSecsSinceEpoch(), milliseconds);
    if (isWrittenSo)
        QCOMPARE(QString::fromLatin1(receiptTimeText(time)), text);
}

void TestAppleEvidence::writtenIsRead()
{
    const Vector vector;
    AuthenticatorContent content = vector.statement();
    content.counter = 0xfffffffe;
    content.flags = 0xc1;
    content.extensions = appAttestExtensionsCbor(QStringLiteral("2.7"), 10);
    QString why;
    const auto data = parseAuthenticatorData(toBytes(content), AuthenticatorLayout::Attestation, &why);
    QVERIFY2(data, qPrintable(why));
    QCOMPARE(data->counter, content.counter);
    QCOMPARE(data->flags, content.flags);
    QCOMPARE(data->point, vector.attestedPoint);
    QCOMPARE(*data->extensions->bundleVersion, QStringLiteral("2.7"));
    QCOMPARE(*data->extensions->validationCategory, 10u);
    const InspectionPtr inspection = inspect(toBytes(content));
    QCOMPARE(inspection->kind(), QStringLiteral("authenticatorData"));
    QCOMPARE(inspection->find(QStringLiteral("flags"))->text, QStringLiteral("UP, AT, ED (c1)"));
    QCOMPARE(inspection->find(QStringLiteral("aaguid"))->text, QStringLiteral("production (appattest)"));
    QCOMPARE(inspection->find(QStringLiteral("extensions.apple_validation_category_01"))->text,
        QStringLiteral("signed with another identity (10)"));
    QCOMPARE(QString::fromLatin1(inspection->find(QStringLiteral("credentialPublicKey"))->kind),
        QStringLiteral("coseKey"));
    QCOMPARE(inspect(inspection->contentOf(*inspection->find(QStringLiteral("credentialPublicKey"))))->kind(),
        QStringLiteral("coseKey"));
}

/// Damage anywhere leaves a tree that covers every octet, and readers that come to an end.
void TestAppleEvidence::everyFlippedBitIsATree()
{
    const QDateTime now(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);
    const Identity root = makeAppleRoot(QStringLiteral("SIMULATED root"), now).value();
    const AppleAuthority authority = makeAppleAuthority(root, root, now).value();
    AppAttestKey phone(authority, PrivateKey::generate(Curve::P256).value(), QStringLiteral("T.app"),
        AppleEnvironment::Development);
    const QByteArray statement = phone.attest(sha256("x"), now).value();
    constexpr qsizetype step = 61;
    for (qsizetype bit = 0; bit < statement.size() * 8; bit += step) {
        QByteArray damaged = statement;
        damaged[bit / 8] = static_cast<char>(damaged.at(bit / 8) ^ (1 << (bit % 8)));
        const QString fault = test::tilingFault(*inspect(damaged, DataKind::Attestation));
        QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral("bit %1: %2").arg(bit).arg(fault)));
        const auto object = parseAttestation(damaged);
        if (object && object->receipt)
            QCOMPARE(test::tilingFault(*inspect(*object->receipt, DataKind::Receipt)), QString());
    }
}

QTEST_GUILESS_MAIN(TestAppleEvidence)
#include "tst_appleevidence.moc"

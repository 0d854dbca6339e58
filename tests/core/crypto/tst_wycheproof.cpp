#include "core/crypto/keypair.h"

#include "core/crypto/digest.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace dsr;

/// Vectors of Project Wycheproof, where they lie beside the checkout: no answer may be wrong.
class TestWycheproof : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ecdsa_data();
    void ecdsa();
};

void TestWycheproof::ecdsa_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("isRaw");
    QTest::addColumn<int>("tests");
    QTest::newRow("P-256, DER") << "ecdsa_secp256r1_sha256_test.json" << false << 484;
    QTest::newRow("P-256, r and s") << "ecdsa_secp256r1_sha256_p1363_test.json" << true << 262;
    QTest::newRow("brainpoolP256r1, DER") << "ecdsa_brainpoolP256r1_sha256_test.json" << false << 485;
    QTest::newRow("brainpoolP256r1, r and s")
        << "ecdsa_brainpoolP256r1_sha256_p1363_test.json" << true << 261;
}

void TestWycheproof::ecdsa()
{
    QFETCH(QString, file);
    QFETCH(bool, isRaw);
    QFile vectors(QStringLiteral(DSR_SAMPLES "/wycheproof/") + file);
    if (!vectors.open(QIODevice::ReadOnly))
        QSKIP("the Wycheproof vectors are not beside this checkout");
    int seen = 0;
    QStringList wrong;
    const QJsonArray groups =
        QJsonDocument::fromJson(vectors.readAll()).object().value(QStringLiteral("testGroups")).toArray();
    for (const QJsonValue &group : groups) {
        const auto key = PublicKey::fromSpki(
            QByteArray::fromHex(group[QStringLiteral("publicKeyDer")].toString().toLatin1()));
        QVERIFY(key);
        for (const QJsonValue &test : group[QStringLiteral("tests")].toArray()) {
            const QByteArray message = QByteArray::fromHex(test[QStringLiteral("msg")].toString().toLatin1());
            const QByteArray signature =
                QByteArray::fromHex(test[QStringLiteral("sig")].toString().toLatin1());
            const bool accepted =
                isRaw ? key->verifyDigest(sha256(message), signature) : key->verify(message, signature);
            const QString result = test[QStringLiteral("result")].toString();
            if (result != QLatin1StringView("acceptable")
                && accepted != (result == QLatin1StringView("valid")))
                wrong.append(QStringLiteral("%1 %2")
                        .arg(test[QStringLiteral("tcId")].toInt())
                        .arg(test[QStringLiteral("comment")].toString()));
            ++seen;
        }
    }
    QCOMPARE(wrong, QStringList());
    QTEST(seen, "tests");
}

QTEST_GUILESS_MAIN(TestWycheproof)
#include "tst_wycheproof.moc"

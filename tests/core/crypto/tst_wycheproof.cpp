#include "core/base/digest.h"
#include "core/crypto/aes.h"
#include "core/crypto/keypair.h"
#include "core/crypto/pace.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace dsr;

/// Vectors of Project Wycheproof, where they lie beside the checkout: no answer may be wrong.
class TestWycheproof : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ecdsa_data();
    void ecdsa();
    void ecdh();
    void cmac();
};

namespace {

QByteArray bytesOf(const QJsonValue &test, const char *member)
{
    return QByteArray::fromHex(test[QLatin1StringView(member)].toString().toLatin1());
}

/// "17 what it is about"
QString nameOf(const QJsonValue &test)
{
    return QStringLiteral("%1 %2")
        .arg(test[QStringLiteral("tcId")].toInt())
        .arg(test[QStringLiteral("comment")].toString());
}

/// The groups of a file; empty where the vectors are not beside the checkout.
QJsonArray groupsOf(const QString &file)
{
    QFile vectors(QStringLiteral(DSR_SAMPLES "/wycheproof/") + file);
    return vectors.open(QIODevice::ReadOnly)
        ? QJsonDocument::fromJson(vectors.readAll()).object().value(QStringLiteral("testGroups")).toArray()
        : QJsonArray();
}

/// The bit of the tag that is wrong; -1 if it is none or another fault.
int flippedBit(const QJsonValue &test)
{
    static const QRegularExpression pattern(QStringLiteral("^Flipped bit (\\d+) in tag$"));
    const auto match = pattern.match(test[QStringLiteral("comment")].toString());
    return match.hasMatch() ? match.captured(1).toInt() : -1;
}

constexpr const char *absent = "the Wycheproof vectors are not beside this checkout";

/// The key for encryption that PACE makes of a shared secret (BSI TR-03110: KDF with counter 1).
QByteArray derivedKey(const QByteArray &shared)
{
    return sha1(shared + QByteArray("\0\0\0\1", 4)).left(16);
}

/// What this side of PACE makes of the other's point; nothing if it refuses it.
std::optional<QByteArray> agree(const QByteArray &scalar, const QByteArray &spki)
{
    const auto key = PublicKey::fromSpki(spki);
    if (!key || key->curve() != Curve::BrainpoolP256r1)
        return std::nullopt;
    const QByteArray one = QByteArray(31, '\0') + '\1';
    // An agreement takes place on the mapped generator, but what it gives depends on scalar and point alone.
    PaceParty party(
        Secret(QByteArray(paceNonceSize, '\1')), {Secret(QByteArray(one)), Secret(QByteArray(scalar))});
    const auto other = PrivateKey::generate(Curve::BrainpoolP256r1);
    if (!party.agreementPoint(other->publicKey().point()))
        return std::nullopt;
    const auto keys = party.keys(key->point());
    if (!keys)
        return std::nullopt;
    QByteArray agreed;
    keys->encryption.use([&](QByteArrayView bytes) { agreed = bytes.toByteArray(); });
    return agreed;
}

} // namespace

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
    const QJsonArray groups = groupsOf(file);
    if (groups.isEmpty())
        QSKIP(absent);
    int seen = 0;
    QStringList wrong;
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
                wrong.append(nameOf(test));
            ++seen;
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QStringLiteral(", "))));
    QTEST(seen, "tests");
}

void TestWycheproof::ecdh()
{
    const QJsonArray groups = groupsOf(QStringLiteral("ecdh_brainpoolP256r1_test.json"));
    if (groups.isEmpty())
        QSKIP(absent);
    int seen = 0;
    QStringList wrong;
    for (const QJsonValue &group : groups) {
        for (const QJsonValue &test : group[QStringLiteral("tests")].toArray()) {
            const QByteArray scalar = bytesOf(test, "private").right(32).rightJustified(32, '\0');
            const auto agreed = agree(scalar, bytesOf(test, "public"));
            const QString result = test[QStringLiteral("result")].toString();
            const bool right = agreed == derivedKey(bytesOf(test, "shared"));
            // What is acceptable may be refused, but nothing else may come out of it.
            if (result == QLatin1StringView("valid") ? !right : agreed.has_value() && !right)
                wrong.append(nameOf(test));
            if (result == QLatin1StringView("invalid") && agreed)
                wrong.append(nameOf(test));
            ++seen;
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QStringLiteral(", "))));
    QCOMPARE(seen, 804);
}

void TestWycheproof::cmac()
{
    const QJsonArray groups = groupsOf(QStringLiteral("aes_cmac_test.json"));
    if (groups.isEmpty())
        QSKIP(absent);
    int seen = 0;
    QStringList wrong;
    for (const QJsonValue &group : groups) {
        if (group[QStringLiteral("keySize")].toInt() != 128)
            continue;
        for (const QJsonValue &test : group[QStringLiteral("tests")].toArray()) {
            const QByteArray message = bytesOf(test, "msg");
            const QByteArray expected = bytesOf(test, "tag").left(8);
            const QByteArray tag = aesCmac8(Secret(bytesOf(test, "key")), message);
            // Half of the tag is sent, so a flipped bit in the other half is none of ours.
            const bool isCutOff = flippedBit(test) >= 64;
            const bool isValid = test[QStringLiteral("result")].toString() == QLatin1StringView("valid");
            if ((tag == expected) != (isValid || isCutOff))
                wrong.append(nameOf(test));
            ++seen;
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QStringLiteral(", "))));
    QCOMPARE(seen, 102);
}

QTEST_GUILESS_MAIN(TestWycheproof)
#include "tst_wycheproof.moc"

#include "core/jose/jws.h"

#include "core/base/digest.h"
#include "core/base/encoding.h"
#include "core/crypto/ecdsa.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace dsr;

class TestJws : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vectorsOfTheProtocol();
    void signedIsVerified_data();
    void signedIsVerified();
    void bytesAreKeptAsReceived();
    void malformed_data();
    void malformed();
    void wrongSignatures_data();
    void wrongSignatures();
    void algorithmNames_data();
    void algorithmNames();
    void algorithmMustFitTheCurve();
    void wycheproof();
};

namespace {
const QByteArray header = QByteArrayLiteral(R"({"typ":"JWT","alg":"BP256R1","x5c":["AA=="]})");
const QByteArray payload = QByteArrayLiteral(R"({"iss":"TrustSDK_1.0","type":"android"})");
} // namespace

void TestJws::vectorsOfTheProtocol()
{
    // dsr-protocol 13.
    const QByteArray input = jwsSigningInput(header, payload);
    QCOMPARE(input,
        QByteArray("eyJ0eXAiOiJKV1QiLCJhbGciOiJCUDI1NlIxIiwieDVjIjpbIkFBPT0iXX0."
                   "eyJpc3MiOiJUcnVzdFNES18xLjAiLCJ0eXBlIjoiYW5kcm9pZCJ9"));
    QCOMPARE(sha256(input).toHex(),
        QByteArray("3c9560126fcf89f0a15ab9a6ba6c64cb6984ba31388136275e9f8474af01aab6"));
    const QByteArray der = QByteArray::fromHex("3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34"
                                               "d0ea84eaf3716022100f7cb1c942d657c41d436c7"
                                               "a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
    QVERIFY(jwsCompact(input, *ecdsaRawFromDer(der))
            .endsWith(".79SLKqy2qP0RQN2c1F6B1p0sh3tWqvmRw00OqE6vNxb3yxyULWV8QdQ2x6G24p9l8-"
                      "kA27mv9AZNxKsvhDrNqA"));
}

void TestJws::signedIsVerified_data()
{
    QTest::addColumn<int>("algorithm");
    QTest::newRow("BP256R1") << static_cast<int>(JwsAlgorithm::BP256R1);
    QTest::newRow("ES256") << static_cast<int>(JwsAlgorithm::ES256);
}

void TestJws::signedIsVerified()
{
    QFETCH(int, algorithm);
    const auto name = static_cast<JwsAlgorithm>(algorithm);
    const PrivateKey key = *PrivateKey::generate(curveOf(name));
    const auto compact = signJws(header, payload, key);
    QVERIFY(compact);
    const auto jws = Jws::parse(*compact);
    QVERIFY(jws);
    QCOMPARE(jws->headerBytes, header);
    QCOMPARE(jws->payloadBytes, payload);
    QCOMPARE(jws->signature.size(), 64);
    QCOMPARE(compact->size() - compact->lastIndexOf('.') - 1, 86);
    QCOMPARE(jws->header.value(QStringLiteral("typ")).toString(), QStringLiteral("JWT"));
    QVERIFY(verifyJws(*jws, name, key.publicKey()));
    QVERIFY(!verifyJws(*jws, name, PrivateKey::generate(curveOf(name))->publicKey()));
    QVERIFY(!verifyJws(*jws, name, PublicKey()));
    QVERIFY(!signJws(header, payload, PrivateKey()));
}

void TestJws::bytesAreKeptAsReceived()
{
    // Escapes and order of another encoder must not be touched: the signature is over them.
    const QByteArray odd = R"({ "b" : "\/", "a":1,"a":2 })";
    const PrivateKey key = *PrivateKey::generate(Curve::P256);
    const auto jws = Jws::parse(*signJws(odd, odd, key));
    QVERIFY(jws);
    QCOMPARE(jws->headerBytes, odd);
    QCOMPARE(jws->payloadBytes, odd);
    QCOMPARE(jws->signingInput, toBase64Url(odd) + '.' + toBase64Url(odd));
    QVERIFY(verifyJws(*jws, JwsAlgorithm::ES256, key.publicKey()));
}

void TestJws::malformed_data()
{
    QTest::addColumn<QByteArray>("compact");
    QTest::addColumn<int>("segment");
    const QByteArray h = toBase64Url(header);
    const QByteArray p = toBase64Url(payload);
    const QByteArray s = toBase64Url(QByteArray(64, 's'));
    QTest::newRow("nothing") << QByteArray() << 1;
    QTest::newRow("two segments") << h + '.' + p << 2;
    QTest::newRow("four segments") << h + '.' + p + '.' + s + '.' + s << 2;
    QTest::newRow("empty header") << '.' + p + '.' + s << 0;
    QTest::newRow("empty payload") << h + ".." + s << 1;
    QTest::newRow("empty signature") << h + '.' + p + '.' << 2;
    QTest::newRow("padding behind the signature") << h + '.' + p + '.' + s + "==" << 2;
    QTest::newRow("standard alphabet") << h + '.' + p + '.' + "+/" + s.mid(2) << 2;
    QTest::newRow("spare bits in the payload") << h + ".e31." + s << 1;
    QTest::newRow("space before") << ' ' + h + '.' + p + '.' + s << 0;
    QTest::newRow("line end") << h + '.' + p + '.' + s + '\n' << 2;
    QTest::newRow("header is an array") << toBase64Url("[1]") + '.' + p + '.' + s << 0;
    QTest::newRow("header is no JSON") << toBase64Url("{alg}") + '.' + p + '.' + s << 0;
    QTest::newRow("more behind the header") << toBase64Url("{} {}") + '.' + p + '.' + s << 0;
}

void TestJws::malformed()
{
    QFETCH(QByteArray, compact);
    const auto jws = Jws::parse(compact);
    QVERIFY(!jws);
    QCOMPARE(jws.error().code, ErrorCode::InputMalformed);
    QTEST(jws.error().facts.value(QStringLiteral("segment")).toInt(), "segment");
}

void TestJws::wrongSignatures_data()
{
    QTest::addColumn<QString>("change");
    for (const char *change :
        {"63 octets", "65 octets", "DER", "one bit", "halves swapped", "zeros", "payload"})
        QTest::newRow(change) << QString::fromLatin1(change);
}

void TestJws::wrongSignatures()
{
    QFETCH(QString, change);
    const PrivateKey key = *PrivateKey::generate(Curve::BrainpoolP256r1);
    Jws jws = *Jws::parse(*signJws(header, payload, key));
    QVERIFY(verifyJws(jws, JwsAlgorithm::BP256R1, key.publicKey()));
    if (change == QLatin1StringView("63 octets"))
        jws.signature.chop(1);
    else if (change == QLatin1StringView("65 octets"))
        jws.signature.append('\0');
    else if (change == QLatin1StringView("DER"))
        jws.signature = *ecdsaDerFromRaw(jws.signature);
    else if (change == QLatin1StringView("one bit"))
        jws.signature[40] = static_cast<char>(jws.signature.at(40) ^ 4);
    else if (change == QLatin1StringView("halves swapped"))
        jws.signature = jws.signature.last(32) + jws.signature.first(32);
    else if (change == QLatin1StringView("zeros"))
        jws.signature.fill('\0');
    else
        jws.signingInput = jwsSigningInput(header, payload + ' ');
    QVERIFY(!verifyJws(jws, JwsAlgorithm::BP256R1, key.publicKey()));
}

void TestJws::algorithmNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isKnown");
    QTest::newRow("BP256R1") << "BP256R1" << true;
    QTest::newRow("ES256") << "ES256" << true;
    for (const char *name : {"none", "None", "", "HS256", "RS256", "ES384", "bp256r1", "es256", "BP256R1 "})
        QTest::addRow("refused \"%s\"", name) << QString::fromLatin1(name) << false;
}

void TestJws::algorithmNames()
{
    QFETCH(QString, name);
    QTEST(jwsAlgorithm(name).has_value(), "isKnown");
}

void TestJws::algorithmMustFitTheCurve()
{
    for (const auto &[algorithm, other] : {std::pair(JwsAlgorithm::BP256R1, JwsAlgorithm::ES256),
             std::pair(JwsAlgorithm::ES256, JwsAlgorithm::BP256R1)}) {
        const PrivateKey key = *PrivateKey::generate(curveOf(algorithm));
        const Jws jws = *Jws::parse(*signJws(header, payload, key));
        QVERIFY(verifyJws(jws, algorithm, key.publicKey()));
        QVERIFY(!verifyJws(jws, other, key.publicKey()));
    }
}

void TestJws::wycheproof()
{
    QFile file(QStringLiteral(DSR_SAMPLES "/wycheproof/json_web_signature_test.json"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("the Wycheproof vectors are not beside this checkout");
    int seen = 0;
    QStringList wrong;
    const QJsonArray groups =
        QJsonDocument::fromJson(file.readAll()).object().value(QStringLiteral("testGroups")).toArray();
    for (const QJsonValue &group : groups) {
        // Keys that are marked for ES256; what a key may be used for is not the business of a JWS here.
        const QJsonValue jwk = group[QStringLiteral("public")];
        if (jwk[QStringLiteral("alg")].toString() != QLatin1StringView("ES256")
            || jwk[QStringLiteral("crv")].toString() != QLatin1StringView("P-256"))
            continue;
        const auto coordinate = [&](const char *name) {
            return fromBase64(jwk[QLatin1StringView(name)].toString().toLatin1(), Base64Form::Url)
                .value_or(QByteArray());
        };
        const auto key = PublicKey::fromPoint(Curve::P256, '\x04' + coordinate("x") + coordinate("y"));
        QVERIFY(key);
        for (const QJsonValue &test : group[QStringLiteral("tests")].toArray()) {
            const auto jws = Jws::parse(test[QStringLiteral("jws")].toString().toUtf8());
            const auto algorithm =
                jws ? jwsAlgorithm(jws->header.value(QStringLiteral("alg")).toString()) : std::nullopt;
            const bool accepted = algorithm && verifyJws(*jws, *algorithm, *key);
            if (accepted != (test[QStringLiteral("result")].toString() == QLatin1StringView("valid")))
                wrong.append(QStringLiteral("%1 %2")
                        .arg(test[QStringLiteral("tcId")].toInt())
                        .arg(test[QStringLiteral("comment")].toString()));
            ++seen;
        }
    }
    QCOMPARE(wrong, QStringList());
    QVERIFY(seen >= 39);
}

QTEST_GUILESS_MAIN(TestJws)
#include "tst_jws.moc"

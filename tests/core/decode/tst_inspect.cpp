#include "core/base/encoding.h"
#include "core/crypto/ecdsa.h"
#include "core/decode/inspect.h"
#include "tests/core/decode/examples.h"
#include "tests/core/decode/tiling.h"

#include <QTest>

using namespace dsr;

namespace {
/// The signature segment of a token in the form of OpenSSL.
QByteArray ecdsaDerOf(const QByteArray &segment)
{
    return *ecdsaDerFromRaw(QByteArray::fromBase64(segment, QByteArray::Base64UrlEncoding));
}
} // namespace

class TestInspect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void guess_data();
    void guess();
    void hintWins();
    void token_data();
    void token();
    void childSourcesKnowWhereTheyCameFrom();
    void personalData_data();
    void personalData();
    void brokenToken_data();
    void brokenToken();
    void verdictTokenInsideAToken();
    void encryptedToken();
    void encryptedTokenIsOpened();
    void cardExchange_data();
    void cardExchange();
    void armours();
    void textLines();
    void binaryLines();

private:
    QByteArray m_token;
    InspectionPtr m_inspection;
};

void TestInspect::initTestCase()
{
    m_token = test::token();
    m_inspection = inspect(m_token, DataKind::Guess, QStringLiteral("token"));
}

void TestInspect::guess_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("kind");
    const PrivateKey key = *PrivateKey::generate(Curve::P256);
    const QByteArray certificate = test::certificateDer(key);
    const QByteArray request = signRequest(nameDer({{"2.5.4.3", QStringLiteral("x")}}), {}, key)->der();
    const auto armour = [](const QByteArray &label, const QByteArray &der) {
        return "-----BEGIN " + label + "-----\n" + der.toBase64() + "\n-----END " + label + "-----\n";
    };
    QTest::newRow("compact token") << m_token << "jws";
    QTest::newRow("token with a line end") << m_token + "\r\n" << "jws";
    QTest::newRow("token with padding")
        << QByteArray("{\"alg\":1}").toBase64() + ".e30=." + QByteArray(64, 's').toBase64() << "jws";
    QTest::newRow("object") << QByteArray(" {\"a\":1}") << "json";
    QTest::newRow("cut off array") << QByteArray("[1,") << "json";
    QTest::newRow("certificate") << certificate << "certificate";
    QTest::newRow("cut off certificate") << certificate.left(300) << "certificate";
    QTest::newRow("request") << request << "request";
    QTest::newRow("public key") << key.publicKey().spki() << "publicKey";
    QTest::newRow("certificate in armour") << armour("CERTIFICATE", certificate) << "certificate";
    QTest::newRow("request in armour") << armour("CERTIFICATE REQUEST", request) << "request";
    QTest::newRow("two certificates in armour")
        << armour("CERTIFICATE", certificate) + armour("CERTIFICATE", certificate) << "pem";
    QTest::newRow("text") << QByteArray("Guten Tag, schöne Grüße\n") << "text";
    QTest::newRow("dotted name is text") << QByteArray("www.example.org") << "text";
    QTest::newRow("octets") << QByteArray("\x00\x01\xfe\xff", 4) << "binary";
    QTest::newRow("Latin 1 is no text of ours") << QByteArray("gr\xfc\xdf") << "binary";
    QTest::newRow("nothing") << QByteArray() << "text";
}

void TestInspect::guess()
{
    QFETCH(QByteArray, bytes);
    QTEST(inspect(bytes)->kind(), "kind");
}

void TestInspect::hintWins()
{
    QCOMPARE(inspect(m_token, DataKind::Text)->kind(), QStringLiteral("text"));
    QCOMPARE(inspect("{}", DataKind::Binary)->kind(), QStringLiteral("binary"));
    const InspectionPtr wrong = inspect("no certificate", DataKind::Certificate);
    QCOMPARE(wrong->kind(), QStringLiteral("certificate"));
    QVERIFY(!wrong->root().flaw.isEmpty());
}

void TestInspect::token_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QByteArray>("bytes"); ///< of the node; empty = not compared
    const QByteArray nonce = QByteArray(64, 'n');
    QTest::newRow("algorithm") << "header.alg" << "BP256R1" << "header" << QByteArray("\"BP256R1\"");
    QTest::newRow("date in words") << "payload.iat" << "1700000000 (2023-11-14T22:13:20Z)" << "payload"
                                   << QByteArray("1700000000");
    QTest::newRow("text without its escapes")
        << "payload.type" << QStringLiteral("andr\"oid\u00e4\U0001F600") << "payload" << QByteArray();
    QTest::newRow("nonce as written") << "payload.nonce" << QString::fromLatin1(nonce.toBase64()) << "payload"
                                      << '"' + nonce.toBase64() + '"';
    QTest::newRow("nonce as octets") << "payload.nonce.bytes" << QString::fromLatin1(nonce.toHex()) << "nonce"
                                     << nonce;
    QTest::newRow("name with a dot") << "payload.deviceAttributes.a.b" << "true" << "payload"
                                     << QByteArray("true");
    QTest::newRow("serial of the card")
        << "header.x5c.0.tbsCertificate.serialNumber" << "ff01" << "x5c" << QByteArray::fromHex("020300ff01");
    QTest::newRow("second certificate is its own source")
        << "header.x5c.1.tbsCertificate.serialNumber" << "ff01" << "x5c" << QByteArray();
    QTest::newRow("key on its curve") << "header.x5c.0.tbsCertificate.subjectPublicKeyInfo"
                                      << "elliptic curve brainpoolP256r1" << "x5c" << QByteArray();
    QTest::newRow("certificate is called by its subject")
        << "payload.subjectCert" << QStringLiteral("C=DE, OU=X110411675, SN=Müller, CN=Eva Müller")
        << "payload" << QByteArray();
    QTest::newRow("request subject") << "payload.csr.certificationRequestInfo.subject" << "CN=TRUST_CLIENT"
                                     << "csr" << QByteArray();
    QTest::newRow("request attribute")
        << "payload.csr.certificationRequestInfo.attributes.challengePassword.values" << "secret" << "csr"
        << QByteArray();
    QTest::newRow("punctuation can be addressed") << "payload.open" << "" << "payload" << QByteArray("{");
}

void TestInspect::token()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, bytes);
    const Node *node = m_inspection->find(path);
    QVERIFY(node);
    QTEST(node->text, "text");
    QCOMPARE(node->path(), path);
    QCOMPARE(node->flaw, QString());
    const ByteSource &source = m_inspection->sources().at(node->source);
    QTEST(source.name, "source");
    if (!bytes.isEmpty())
        QCOMPARE(source.bytes.mid(node->range.start, node->range.length), bytes);
}

void TestInspect::childSourcesKnowWhereTheyCameFrom()
{
    const Node *node = m_inspection->find(QStringLiteral("payload.nonce.bytes"));
    const ByteSource &octets = m_inspection->sources().at(node->source);
    const ByteSource &payload = m_inspection->sources().at(octets.cameFrom);
    QCOMPARE(payload.bytes.mid(octets.origin.start, octets.origin.length), octets.bytes.toBase64());
    const ByteSource &given = m_inspection->sources().at(payload.cameFrom);
    QCOMPARE(given.bytes, m_token);
    QCOMPARE(given.name, QStringLiteral("token"));
    QCOMPARE(given.cameFrom, -1);
    QCOMPARE(given.bytes.mid(payload.origin.start, payload.origin.length), m_token.split('.').at(1));
}

void TestInspect::personalData_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("personal");
    const QString subject = QStringLiteral("header.x5c.0.tbsCertificate.subject");
    QTest::newRow("insurance number") << subject + ".organizationalUnitName.0.value" << true;
    QTest::newRow("its octets") << subject + ".organizationalUnitName.0.value.content" << true;
    QTest::newRow("surname") << subject + ".surname" << true;
    QTest::newRow("common name of a person") << subject + ".commonName.0" << true;
    QTest::newRow("whole subject") << subject << true;
    QTest::newRow("certificate that is called by it") << "header.x5c.0" << true;
    QTest::newRow("country") << subject + ".countryName" << false;
    QTest::newRow("common name of a program")
        << "payload.csr.certificationRequestInfo.subject.commonName" << false;
    QTest::newRow("request of a program") << "payload.csr" << false;
    QTest::newRow("key") << "header.x5c.0.tbsCertificate.subjectPublicKeyInfo" << false;
    QTest::newRow("nonce") << "payload.nonce" << false;
}

void TestInspect::personalData()
{
    QFETCH(QString, path);
    const Node *node = m_inspection->find(path);
    QVERIFY(node);
    QTEST(node->personal, "personal");
}

void TestInspect::brokenToken_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("flawed"); ///< path of the node that carries the flaw
    QTest::addColumn<QString>("alive"); ///< path of a node that is there all the same
    const QList<QByteArray> parts = m_token.split('.');
    QTest::newRow("two segments") << parts.at(0) + '.' + parts.at(1) << "" << "payload.iat";
    QTest::newRow("four segments") << m_token + ".AAAA" << "" << "payload.iat";
    QTest::newRow("padding behind the payload")
        << parts.at(0) + '.' + parts.at(1) + "==." + parts.at(2) << "payload" << "payload.nonce";
    QTest::newRow("foreign character late in the payload")
        << parts.at(0) + '.' + parts.at(1).left(200) + '!' + parts.at(1).mid(201) + '.' + parts.at(2)
        << "payload" << "payload.open";
    QTest::newRow("signature of 63 octets")
        << parts.at(0) + '.' + parts.at(1) + '.' + QByteArray(63, 's').toBase64(QByteArray::Base64UrlEncoding)
        << "signature" << "signature.bytes";
    QTest::newRow("signature in DER") << parts.at(0) + '.' + parts.at(1) + '.'
            + ecdsaDerOf(parts.at(2)).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
                                      << "signature" << "signature.1";
    QTest::newRow("empty payload") << parts.at(0) + ".." + parts.at(2) << "payload" << "signature.r";
}

void TestInspect::brokenToken()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, flawed);
    QFETCH(QString, alive);
    const InspectionPtr inspection = inspect(bytes, DataKind::Jws);
    const Node *node = inspection->find(flawed);
    QVERIFY(node);
    QVERIFY(!node->flaw.isEmpty());
    QVERIFY(inspection->find(alive));
}

void TestInspect::verdictTokenInsideAToken()
{
    const QByteArray json = "{\"integrityVerdict\":\"" + m_token + "\"}";
    const InspectionPtr inspection = inspect(json);
    const Node *type = inspection->find(QStringLiteral("integrityVerdict.payload.iat"));
    QVERIFY(type);
    QCOMPARE(type->value, QVariant(1700000000LL));
    // An opaque text stays what it is.
    const InspectionPtr other = inspect("{\"integrityVerdict\":\"abc\"}");
    const Node *opaque = other->find(QStringLiteral("integrityVerdict"));
    QVERIFY(opaque->children.empty());
    QCOMPARE(opaque->flaw, QString());
}

void TestInspect::encryptedToken()
{
    const QByteArray header = toBase64Url("{\"alg\":\"A256KW\"}");
    const InspectionPtr inspection = inspect(header + ".AAAA.AQEB.AgIC.AwMD");
    QCOMPARE(inspection->find(QStringLiteral("header.alg"))->text, QStringLiteral("A256KW"));
    QCOMPARE(inspection->find(QStringLiteral("iv.bytes"))->text, QStringLiteral("010101"));
    QCOMPARE(inspection->root().flaw, QString());
    QVERIFY(inspection->hasClosedTokens());
    QVERIFY(!inspection->find(QStringLiteral("plaintext")));
}

void TestInspect::encryptedTokenIsOpened()
{
    const QByteArray token = toBase64Url("{\"alg\":\"A256KW\"}") + ".AAAA.AQEB.AgIC.AwMD";
    const QByteArray json = "{\"integrityVerdict\":\"" + token + "\"}";
    QByteArray asked;
    const TokenOpener opener = [&](QByteArrayView sealed) {
        asked = sealed.toByteArray();
        return std::optional<QByteArray>("{\"a\":1}");
    };
    const InspectionPtr inspection = inspect(json, DataKind::Guess, {}, opener);
    QCOMPARE(asked, token);
    const Node *inside = inspection->find(QStringLiteral("integrityVerdict.plaintext.a"));
    QVERIFY(inside);
    QCOMPARE(inside->text, QStringLiteral("1"));
    QVERIFY(!inspection->hasClosedTokens());
    QCOMPARE(test::tilingFault(*inspection), QString());
    // A key that does not fit is as good as none.
    const InspectionPtr other =
        inspect(json, DataKind::Guess, {}, [](QByteArrayView) { return std::optional<QByteArray>(); });
    QVERIFY(other->hasClosedTokens());
}

void TestInspect::cardExchange_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isFlawed");
    QTest::newRow("header only") << QByteArray("80200002") << "p2" << "02" << false;
    QTest::newRow("expected length") << QByteArray("00b0840000") << "le" << "0" << false;
    QTest::newRow("data") << QByteArray("00a4040c023f00") << "data" << "3f00" << false;
    QTest::newRow("data and expected length") << QByteArray("002a9e9a0201020a") << "le" << "10" << false;
    QTest::newRow("extended expected length") << QByteArray("00b08400000100") << "le" << "256" << false;
    QTest::newRow("extended data") << QByteArray("00d60000000002aabb0000") << "data" << "aabb" << false;
    QTest::newRow("data that is cut off") << QByteArray("00a4040c053f00") << "rest" << "" << true;
    QTest::newRow("shorter than a header") << QByteArray("00a4") << "rest" << "" << true;
}

void TestInspect::cardExchange()
{
    QFETCH(QByteArray, command);
    QFETCH(QString, path);
    QFETCH(bool, isFlawed);
    const InspectionPtr inspection =
        inspect("[{\"command\":\"" + command + "\",\"response\":\"01029000\"}]", DataKind::Apdus);
    const Node *node = inspection->find(QStringLiteral("0.command.") + path);
    QVERIFY(node);
    QTEST(node->text, "text");
    QCOMPARE(!node->flaw.isEmpty(), isFlawed);
    QCOMPARE(inspection->find(QStringLiteral("0.response.data"))->text, QStringLiteral("0102"));
    QCOMPARE(inspection->find(QStringLiteral("0.response.sw"))->text, QStringLiteral("9000"));
    // What the log masks is no hex any more and stays text.
    QVERIFY(inspect("[{\"command\":\"0020000208**\"}]")->find(QStringLiteral("0.command"))->children.empty());
}

void TestInspect::armours()
{
    const PrivateKey key = *PrivateKey::generate(Curve::P256);
    const Certificate certificate = *Certificate::fromDer(test::certificateDer(key));
    const InspectionPtr single = inspect(certificate.pem());
    const InspectionPtr bare = inspect(certificate.der());
    const QString path = QStringLiteral("tbsCertificate.validity.notAfter");
    QCOMPARE(single->find(path)->text, bare->find(path)->text);
    QCOMPARE(single->sources().at(1).bytes, certificate.der());
    QCOMPARE(single->root().value.toString(), bare->root().value.toString());
    const InspectionPtr chain = inspect("Bag\n" + certificate.pem() + certificate.pem());
    QCOMPARE(chain->find(QStringLiteral("1.") + path)->text, bare->find(path)->text);
    QVERIFY(!inspect(certificate.pem().left(300))->root().flaw.isEmpty());
}

void TestInspect::textLines()
{
    const InspectionPtr inspection = inspect("one\r\ntwo\n\nX110411675");
    QCOMPARE(inspection->root().children.size(), 4U);
    QCOMPARE(inspection->find(QStringLiteral("0"))->text, QStringLiteral("one"));
    QCOMPARE(inspection->find(QStringLiteral("1"))->range, (ByteRange{5, 4}));
    QVERIFY(inspection->find(QStringLiteral("3"))->personal);
    QVERIFY(!inspect("a\xff", DataKind::Text)->find(QStringLiteral("0"))->flaw.isEmpty());
}

void TestInspect::binaryLines()
{
    const InspectionPtr inspection = inspect(QByteArray(100, 'A'), DataKind::Binary);
    const Node *last = inspection->find(QStringLiteral("000060"));
    QVERIFY(last);
    QCOMPARE(last->range, (ByteRange{96, 4}));
    QVERIFY(last->text.startsWith(QLatin1StringView("41 41 41 41 ")));
    QVERIFY(last->text.endsWith(QLatin1StringView("  AAAA")));
}

QTEST_GUILESS_MAIN(TestInspect)
#include "tst_inspect.moc"

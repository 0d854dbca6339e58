#include "core/base/encoding.h"
#include "core/decode/inspect.h"
#include "tests/core/decode/tiling.h"

#include <QCryptographicHash>
#include <QTest>

using namespace dsr;

class TestJsonDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values_data();
    void values();
    void wholeTextIsAValue();
    void damage_data();
    void damage();
    void nestingIsBounded();
    void knownMembers_data();
    void knownMembers();
    void meanings_data();
    void meanings();
    void oneObjectALine();
    void webKey();
    void privateWebKeyIsHidden();
    void recordedRun();
    void recordedTraffic();
};

void TestJsonDecoder::values_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QVariant>("value");
    const auto row = [](const char *name, const char *written, const QString &text, const QVariant &value) {
        QTest::newRow(name) << QByteArray(written) << text << value;
    };
    row("whole number", "42", QStringLiteral("42"), 42LL);
    row("negative number", "-7", QStringLiteral("-7"), -7LL);
    row("largest number of 64 bits", "9223372036854775807", QStringLiteral("9223372036854775807"),
        9223372036854775807LL);
    row("number beyond 64 bits keeps its digits", "9223372036854775808",
        QStringLiteral("9223372036854775808"), 9223372036854775808.0);
    row("fraction", "2.50", QStringLiteral("2.50"), 2.5);
    row("exponent", "1E+2", QStringLiteral("1E+2"), 100.0);
    row("true", "true", QStringLiteral("true"), true);
    row("false", "false", QStringLiteral("false"), false);
    row("null has no value", "null", QStringLiteral("null"), QVariant());
    row("empty text", "\"\"", QStringLiteral(""), QStringLiteral(""));
    row("UTF-8", "\"\xc3\xa4\"", QStringLiteral("ä"), QStringLiteral("ä"));
    row("every short escape", R"("\"\\\/\b\f\n\r\t")", QStringLiteral("\"\\/\b\f\n\r\t"),
        QStringLiteral("\"\\/\b\f\n\r\t"));
    row("escapes by number", R"("\u0041\uD83d\ude00")", QStringLiteral("A\U0001F600"),
        QStringLiteral("A\U0001F600"));
}

void TestJsonDecoder::values()
{
    QFETCH(QByteArray, written);
    const InspectionPtr inspection = inspect("{ \"m\" :" + written + ", \"n\":[" + written + "]}");
    for (const char *path : {"m", "n.0"}) {
        const Node *node = inspection->find(QString::fromLatin1(path));
        QVERIFY(node);
        QTEST(node->text, "text");
        QTEST(node->value, "value");
        QCOMPARE(node->flaw, QString());
        QCOMPARE(inspection->sources().first().bytes.mid(node->range.start, node->range.length), written);
    }
}

void TestJsonDecoder::wholeTextIsAValue()
{
    const InspectionPtr inspection = inspect(" \"abc\" ", DataKind::Json);
    QCOMPARE(inspection->find(QStringLiteral("value"))->text, QStringLiteral("abc"));
    QVERIFY(inspect({}, DataKind::Json)->root().children.empty());
}

void TestJsonDecoder::damage_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("flawed"); ///< path of the node with the flaw
    QTest::addColumn<QString>("alive"); ///< what is understood all the same
    const auto row = [](const char *name, const char *json, const char *flawed, const char *alive) {
        QTest::newRow(name) << QByteArray(json) << flawed << alive;
    };
    row("not closed", R"({"a":1)", "", "a");
    row("inner object not closed", R"({"a":{"b":1)", "a", "a.b");
    row("text not closed", R"({"a":1,"b":"x)", "b", "a");
    row("comma missing", R"({"a":1 "b":2})", "key", "b");
    row("colon missing", R"({"a" 1,"b":2})", "a", "b");
    row("comma too many", R"([1,,2])", "comma", "1");
    row("comma before the end", R"([1,])", "close", "0");
    row("value missing", R"({"a":})", "close", "open");
    row("number with leading zero", R"([01,2])", "0", "1");
    row("number ends at its point", R"([1.,2])", "0", "1");
    row("bare word", R"({"a":nope,"b":2})", "a", "b");
    row("name without quotes", R"({a:1,"b":2})", "", "b");
    row("unknown escape", R"(["\x",2])", "0", "1");
    row("escape cut off", R"(["\u12",2])", "0", "1");
    row("half of a surrogate pair", R"(["\ud83d",2])", "0", "1");
    row("line end in a text", "[\"a\nb\",2]", "0", "1");
    row("octets that are no UTF-8", "[\"\xff\",2]", "0", "1");
    row("same name again", R"({"a":1,"a":2})", "a[1]", "a");
    row("more behind the end", R"({"a":1} x)", "rest", "a");
    row("wrong bracket", R"({"a":[1}])", "a.1", "a.0");
}

void TestJsonDecoder::damage()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, flawed);
    QFETCH(QString, alive);
    const InspectionPtr inspection = inspect(json, DataKind::Json);
    bool found = false;
    const auto look = [&](const auto &self, const Node &node) -> void {
        found = found || (!node.flaw.isEmpty() && (flawed.isEmpty() || node.path() == flawed));
        for (const Node &child : node.children)
            self(self, child);
    };
    look(look, inspection->root());
    QVERIFY(found);
    QVERIFY(inspection->find(alive));
    QCOMPARE(test::tilingFault(*inspection), QString());
}

void TestJsonDecoder::nestingIsBounded()
{
    const auto nested = [](int depth) { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
    const auto depthOf = [](const Node &root) {
        int depth = 0;
        for (const Node *node = &root; !node->children.empty(); ++depth) {
            const Node *next = nullptr;
            for (const Node &child : node->children)
                next = child.syntax ? next : &child;
            if (!next)
                break;
            node = next;
        }
        return depth;
    };
    QCOMPARE(depthOf(inspect(nested(60))->root()), 59);
    QVERIFY(depthOf(inspect(nested(5000))->root()) < 70);
}

void TestJsonDecoder::knownMembers_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isOpened");
    QTest::addColumn<bool>("isFlawed");
    QTest::newRow("nonce in base64") << QByteArray(R"({"nonce":"AQID"})") << "nonce" << true << false;
    QTest::newRow("nonce in base64url") << QByteArray(R"({"nonce":"-_8"})") << "nonce" << true << false;
    QTest::newRow("base64 with an escaped slash")
        << QByteArray(R"({"sub":"\/w=="})") << "sub" << true << false;
    QTest::newRow("nonce that is a word") << QByteArray(R"({"nonce":"a b"})") << "nonce" << false << false;
    QTest::newRow("certificate that is none") << QByteArray(R"({"x5c":["AA=="]})") << "x5c.0" << true << true;
    QTest::newRow("certificate that is no base64")
        << QByteArray(R"({"x5c":["?"]})") << "x5c.0" << false << true;
    QTest::newRow("other member") << QByteArray(R"({"other":"AQID"})") << "other" << false << false;
    QTest::newRow("number where a text belongs") << QByteArray(R"({"nonce":5})") << "nonce" << false << false;
}

void TestJsonDecoder::knownMembers()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, path);
    const InspectionPtr inspection = inspect(json);
    const Node *node = inspection->find(path);
    QVERIFY(node);
    QTEST(!node->children.empty(), "isOpened");
    QTEST(!node->flaw.isEmpty(), "isFlawed");
}

void TestJsonDecoder::meanings_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::newRow("seconds") << QByteArray(R"({"exp":1700000000})") << "1700000000 (2023-11-14T22:13:20Z)";
    QTest::newRow("milliseconds as a text")
        << QByteArray(R"({"timestampMillis":"1700000000000"})") << "1700000000000 (2023-11-14T22:13:20Z)";
    QTest::newRow("hardware") << QByteArray(R"({"attestationSecurityLevel":1})") << "1 (TrustedEnvironment)";
    QTest::newRow("hardware of its own") << QByteArray(R"({"securityLevel":2})") << "2 (StrongBox)";
    // 32 octets; whose fingerprint it is says the protocol (dsr-protocol 4.2, 4.3, 10).
    const QByteArray hash = QByteArray(32, '\x07').toBase64();
    const auto fingerprint = [&](const char *name, const char *words) {
        QTest::newRow(name) << QByteArray("{\"" + QByteArray(name) + "\":\"" + hash + "\"}")
                            << QString::fromLatin1(hash) + QStringLiteral(" (fingerprint of the ")
                + QString::fromLatin1(words) + QLatin1Char(')');
    };
    fingerprint("sub", "mTLS key");
    fingerprint("deviceIdentifier", "mTLS key");
    fingerprint("attestPublicKey", "attest key");
    fingerprint("keyId", "App Attest key");
    fingerprint("x5t#S256", "certificate");
    QTest::newRow("a subject that is no fingerprint") << QByteArray(R"({"sub":"AQID"})") << "AQID";
    QTest::newRow("a subject that is a name") << QByteArray(R"({"sub":"jane@doe"})") << "jane@doe";
    QTest::newRow("level without a meaning") << QByteArray(R"({"securityLevel":3})") << "3";
    QTest::newRow("number of another member") << QByteArray(R"({"count":1700000000})") << "1700000000";
    QTest::newRow("no whole number") << QByteArray(R"({"exp":1.5})") << "1.5";
}

void TestJsonDecoder::meanings()
{
    QFETCH(QByteArray, json);
    const InspectionPtr inspection = inspect(json);
    for (const Node &child : inspection->root().children) {
        if (!child.syntax)
            QTEST(child.text, "text");
    }
}

void TestJsonDecoder::oneObjectALine()
{
    const InspectionPtr inspection = inspect("{\"a\":1}\n{\"a\":2}\n\n{\"a\":3}\n");
    QCOMPARE(inspection->kind(), QStringLiteral("json"));
    QCOMPARE(inspection->find(QStringLiteral("2.a"))->text, QStringLiteral("3"));
    QCOMPARE(test::tilingFault(*inspection), QString());
}

void TestJsonDecoder::webKey()
{
    const QByteArray x(32, '\x11');
    const QByteArray y(32, '\x22');
    const QByteArray key = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + toBase64Url(x) + "\",\"y\":\""
        + toBase64Url(y) + "\"}";
    const QByteArray hash = QCryptographicHash::hash('\4' + x + y, QCryptographicHash::Sha256).toHex();
    const InspectionPtr inspection = inspect(key);
    QCOMPARE(inspection->kind(), QStringLiteral("jwk"));
    QCOMPARE(inspection->find(QStringLiteral("fingerprint"))->value.toString(), QString::fromLatin1(hash));
    const InspectionPtr inside = inspect("{\"cnf\":{\"jwk\":" + key + "}}");
    QCOMPARE(inside->kind(), QStringLiteral("json"));
    QCOMPARE(
        inside->find(QStringLiteral("cnf.jwk.fingerprint"))->value.toString(), QString::fromLatin1(hash));
    QCOMPARE(test::tilingFault(*inside), QString());
}

void TestJsonDecoder::privateWebKeyIsHidden()
{
    const InspectionPtr inspection = inspect(R"({"d":"c2VjcmV0","kty":"EC","n":"bnVtYmVy"})");
    const Node *hidden = inspection->find(QStringLiteral("d"));
    QVERIFY(hidden->personal);
    QVERIFY(!hidden->value.isValid());
    QVERIFY(!hidden->text.contains(QStringLiteral("c2Vj")));
    QCOMPARE(inspection->find(QStringLiteral("n"))->text, QStringLiteral("bnVtYmVy"));
}

void TestJsonDecoder::recordedRun()
{
    const QByteArray request = "POST / HTTP/1.1\r\n\r\n{\"token\":\"eyJhbGciOiJFUzI1NiJ9.e30.AAAA\"}";
    const InspectionPtr inspection =
        inspect(R"({"format":"dsrsession","steps":[{"artifacts":[{"bytes":"AQID","kind":"binary"},)"
                R"({"bytes":"AKQEDA==","kind":"command"},{"bytes":")"
            + request.toBase64() + R"(","kind":"text"},{"bytes":"AQID","kind":"unheard"}]}]})");
    QCOMPARE(inspection->kind(), QStringLiteral("session"));
    const QString artifacts = QStringLiteral("steps.0.artifacts.");
    QCOMPARE(inspection->find(artifacts + "0.bytes.bytes")->text, QStringLiteral("010203"));
    QCOMPARE(inspection->find(artifacts + "1.bytes.ins")->text, QStringLiteral("a4"));
    QCOMPARE(inspection->find(artifacts + "2.bytes.header.alg")->text, QStringLiteral("ES256"));
    QVERIFY(inspection->find(artifacts + "3.bytes")->children.empty());
    QCOMPARE(test::tilingFault(*inspection), QString());
}

void TestJsonDecoder::recordedTraffic()
{
    const InspectionPtr inspection = inspect(
        R"({"log":{"entries":[{"request":{"headers":[{"name":"Authorization",)"
        R"("value":"Bearer eyJhbGciOiJFUzI1NiJ9.e30.AAAA"}],"postData":{"text":"{\"iat\":1700000000}"}},)"
        R"("response":{"content":{"encoding":"base64","text":"eyJub25jZSI6ICJBUUlEIiwgImlhdCI6IDF9"}}}]}})");
    QCOMPARE(inspection->kind(), QStringLiteral("har"));
    const QString entry = QStringLiteral("log.entries.0.");
    QVERIFY(inspection->find(entry + "request.headers.0.value.header.alg"));
    QCOMPARE(inspection->find(entry + "request.postData.text.iat")->value, QVariant(1700000000LL));
    QVERIFY(inspection->find(entry + "response.content.text.nonce"));
    QCOMPARE(test::tilingFault(*inspection), QString());
}

QTEST_GUILESS_MAIN(TestJsonDecoder)
#include "tst_jsondecoder.moc"

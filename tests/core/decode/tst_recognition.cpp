#include "core/decode/inspect.h"
#include "tests/core/decode/examples.h"
#include "tests/core/decode/tiling.h"

#include <QTest>

using namespace dsr;

namespace {

QByteArray wrapped(
    const QByteArray &letters, qsizetype width, const QByteArray &lineEnd, const QByteArray &lineStart = {})
{
    QByteArray text;
    for (qsizetype at = 0; at < letters.size(); at += width)
        text += lineStart + letters.mid(at, width) + lineEnd;
    return text;
}

QByteArray spaced(const QByteArray &bytes, const QByteArray &between, const QByteArray &before = {})
{
    QByteArrayList octets;
    for (const char c : bytes)
        octets.append(before + QByteArray(1, c).toHex());
    return octets.join(between);
}

/// As xxd, hexdump -C and openssl write it.
QByteArray dump(const QByteArray &bytes, const char *format)
{
    QByteArray text;
    for (qsizetype at = 0; at < bytes.size(); at += 16) {
        const QByteArray line = bytes.mid(at, 16);
        QByteArray characters = line;
        for (char &c : characters)
            c = c >= 0x20 && c < 0x7f ? c : '.';
        const QByteArray offset = QByteArray::number(at, 16);
        if (qstrcmp(format, "xxd") == 0) {
            QByteArray groups = line.toHex();
            for (qsizetype i = groups.size() / 4 * 4; i > 0; i -= 4)
                groups.insert(i, i == groups.size() ? "" : " ");
            text += offset.rightJustified(8, '0') + ": " + groups.leftJustified(40) + " " + characters + "\n";
        } else if (qstrcmp(format, "hexdump") == 0) {
            const QByteArray left = line.left(8).toHex(' ');
            const QByteArray right = line.mid(8).toHex(' ');
            text += offset.rightJustified(8, '0') + "  " + left.leftJustified(23) + "  "
                + right.leftJustified(23) + "  |" + characters + "|\n";
        } else {
            text += offset.rightJustified(4, '0') + " - " + line.left(8).toHex(' ') + '-'
                + line.mid(8).toHex(' ').leftJustified(23) + "   " + characters + "\n";
        }
    }
    if (qstrcmp(format, "hexdump") == 0)
        text += QByteArray::number(bytes.size(), 16).rightJustified(8, '0') + "\n";
    return text;
}

QByteArray urlEncoded(QByteArray base64)
{
    return base64.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
}

/// The node with this text, wherever it is.
const Node *nodeWith(const Node &node, const QString &text)
{
    if (node.text == text && !node.syntax)
        return &node;
    for (const Node &child : node.children) {
        if (const Node *found = nodeWith(child, text))
            return found;
    }
    return nullptr;
}

int countOf(const Node &node, const char *kind)
{
    int count = qstrcmp(node.kind, kind) == 0 ? 1 : 0;
    for (const Node &child : node.children)
        count += countOf(child, kind);
    return count;
}

} // namespace

class TestRecognition : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void oneObject_data();
    void oneObject();
    void severalObjects_data();
    void severalObjects();
    void plainText_data();
    void plainText();
    void hintedObject_data();
    void hintedObject();
    void sourcesLeadBack();
    void textAroundIsTold();
    void nested();
    void objectsOfALineHaveNumbers();
    void stringsOfUnknownMembers_data();
    void stringsOfUnknownMembers();
    void largeTexts_data();
    void largeTexts();

private:
    QByteArray m_token;
    QByteArray m_certificate;
    QByteArray m_base64;
    QByteArray m_pem;
};

void TestRecognition::initTestCase()
{
    m_token = test::token();
    m_certificate = test::certificateDer(*PrivateKey::generate(Curve::P256));
    m_base64 = m_certificate.toBase64();
    m_pem = Certificate::fromDer(m_certificate)->pem();
}

void TestRecognition::oneObject_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("kind");
    const QByteArray unpadded =
        m_certificate.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const auto certificate = [](const char *name, const QByteArray &text) {
        QTest::newRow(name) << text << "certificate";
    };
    certificate("base64", m_base64);
    certificate("base64 with a line end", m_base64 + "\r\n");
    certificate("base64url without padding", unpadded);
    certificate("base64 in lines", wrapped(m_base64, 64, "\n"));
    certificate("base64 in lines of another system", wrapped(m_base64, 76, "\r\n"));
    certificate("base64 in indented lines", wrapped(m_base64, 60, "\n", "    "));
    certificate("base64 in a quoted mail",
        "Hello,\n\nthis is it:\n" + wrapped(m_base64, 72, "\n", "> ") + "\nGood bye\n");
    certificate("base64 in quotes", '"' + m_base64 + '"');
    certificate("base64 in single quotes", '\'' + m_base64 + "';");
    certificate("base64 with escaped slashes", '"' + QByteArray(m_base64).replace('/', "\\/") + '"');
    certificate("base64 with escaped line ends", '"' + wrapped(m_base64, 64, "\\r\\n") + '"');
    certificate("base64 with escapes by number",
        '"' + QByteArray(m_base64).replace('+', "\\u002b").replace('=', "\\u003d") + '"');
    certificate("base64 in strings of source code",
        "String s =\n" + wrapped(m_base64, 64, "\" +\n", "    \"").chopped(4) + "\";\n");
    certificate("data URL", "data:application/pkix-cert;base64," + m_base64);
    certificate("parameter of a URL", "https://host/path?cert=" + urlEncoded(m_base64) + "&other=1");
    certificate("member of a log line",
        "2026-11-25T07:00:00Z INFO [worker-1] chain x5c[0]=" + m_base64 + " (1 of 1)\n");
    certificate("lines behind a label", "x5c: " + wrapped(m_base64, 64, "\n"));
    certificate("hex", m_certificate.toHex());
    certificate("hex in capitals", m_certificate.toHex().toUpper());
    certificate("hex in lines", wrapped(m_certificate.toHex(), 64, "\n"));
    certificate("hex with blanks", m_certificate.toHex(' '));
    certificate("hex with colons", m_certificate.toHex(':'));
    certificate("hex with colons in lines", wrapped(m_certificate.toHex(':'), 45, "\n", "    "));
    certificate("hex as octets of source code", "{ " + spaced(m_certificate, ", ", "0x") + " };");
    certificate("hex behind a label", "leaf: " + m_certificate.toHex() + "\n");
    certificate("dump of xxd", dump(m_certificate, "xxd"));
    certificate("dump of hexdump", dump(m_certificate, "hexdump"));
    certificate("dump of openssl", dump(m_certificate, "openssl"));
    certificate("armour in quotes", '"' + QByteArray(m_pem).replace("\n", "\\n") + '"');
    certificate("armour in a mail", "Hello\n> " + QByteArray(m_pem).replace("\n", "\n> ") + "\nBye");
    certificate("armour of a header",
        "X-Client-Certificate: " + urlEncoded(QByteArray(m_pem).replace('\n', "%0A")).replace(' ', "%20")
            + "\r\n");
    certificate("base64 of an armour", m_pem.toBase64());
    certificate("base64 of base64", m_base64.toBase64());
    certificate("base64 of hex of base64", m_base64.toHex().toBase64());
    const auto token = [](const char *name, const QByteArray &text) { QTest::newRow(name) << text << "jws"; };
    token("authorization header", "Authorization: Bearer " + m_token);
    token("bearer token", "Bearer " + m_token + "\r\n");
    token("token in quotes", '"' + m_token + '"');
    token("token in a sentence", "The token is " + m_token + ". It was refused.");
    token("token in wrapped lines", wrapped(m_token, 80, "\n"));
    token("token of a terminal", "$ cat token\n" + wrapped(m_token, 80, "\n"));
    token("curl command",
        "curl -X POST https://dms.invalid/register \\\n  -H 'Content-Type: application/json' \\\n"
        "  -d '{\"token\": \""
            + m_token + "\"}'\n");
    token("request with headers",
        "POST /register HTTP/1.1\r\nHost: dms.invalid\r\n\r\n{\"token\":\"" + m_token + "\"}");
    token("parameter of a form", "grant_type=x&assertion=" + m_token + "&scope=y");
    token("base64 of a token", m_token.toBase64());
    QTest::newRow("base64 of JSON") << QByteArray("{\"alg\": \"ES256\", \"nonce\":1}").toBase64() << "json";
    QTest::newRow("base64 of a sentence") << QByteArray("Guten Tag, wie geht es?").toBase64() << "text";
    QTest::newRow("hex of a sentence") << QByteArray("Guten Tag, wie geht es?").toHex() << "text";
    QTest::newRow("cut off certificate in base64") << m_certificate.left(300).toBase64() << "certificate";
    QTest::newRow("request in base64")
        << signRequest(nameDer({{"2.5.4.3", QStringLiteral("x")}}), {}, *PrivateKey::generate(Curve::P256))
               ->der()
               .toBase64()
        << "request";
}

void TestRecognition::oneObject()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, kind);
    const InspectionPtr inspection = inspect(text);
    QCOMPARE(inspection->kind(), kind);
    QCOMPARE(test::tilingFault(*inspection), QString());
    if (kind == QLatin1StringView("certificate") && inspection->contentOf(inspection->root()).size() > 300) {
        QCOMPARE(inspection->contentOf(inspection->root()), m_certificate);
        QCOMPARE(inspection->find(QStringLiteral("tbsCertificate.validity.notAfter"))->text,
            QStringLiteral("2055-07-24T00:00:00Z"));
    } else if (kind == QLatin1StringView("jws")) {
        QCOMPARE(inspection->contentOf(inspection->root()).trimmed(), m_token);
        QCOMPARE(inspection->find(QStringLiteral("payload.iat"))->value, QVariant(1700000000LL));
        QCOMPARE(inspection->find(QStringLiteral("signature"))->flaw, QString());
    }
}

void TestRecognition::severalObjects_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<int>("count");
    QTest::newRow("tokens one a line") << m_token + '\n' + m_token + "\n" + m_token << QByteArray("jws") << 3;
    QTest::newRow("tokens in one line") << m_token + ", " + m_token << QByteArray("jws") << 2;
    QTest::newRow("certificates one a line")
        << m_base64 + '\n' + m_base64 + '\n' + m_base64 << QByteArray("certificate") << 3;
    QTest::newRow("certificates of one size without padding")
        << QByteArray(m_base64).replace('=', "") + '\n' + QByteArray(m_base64).replace('=', "")
        << QByteArray("certificate") << 2;
    QTest::newRow("certificates in hex one a line")
        << m_certificate.toHex() + '\n' + m_certificate.toHex() << QByteArray("certificate") << 2;
    QTest::newRow("junk of the same size among them") << QByteArray(m_base64.size(), 'x') + '\n' + m_base64
            + '\n' + QByteArray(m_base64.size(), 'y') + '\n'
            + m_base64 << QByteArray("certificate") << 2;
    QTest::newRow("log with a token and a certificate in lines")
        << "one " + m_token + "\ntwo\n" + wrapped(m_base64, 64, "\n") + "three\n"
        << QByteArray("certificate") << 4; // one of its own, two in the header and one in the payload
    QTest::newRow("array of certificates")
        << "[\"" + m_base64 + "\",\n\"" + m_base64 + "\"]" << QByteArray("certificate") << 2;
    QTest::newRow("array of certificates with escaped slashes")
        << "[\"" + QByteArray(m_base64).replace('/', "\\/") + "\"]" << QByteArray("certificate") << 1;
    QTest::newRow("array of bare certificates")
        << '[' + m_base64 + ", " + m_base64 + ']' << QByteArray("certificate") << 2;
    QTest::newRow("array of armours")
        << "[\"" + QByteArray(m_pem).replace('\n', "\\n") + "\"]" << QByteArray("certificate") << 1;
    QTest::newRow("array in a text that was put into JSON")
        << "{\"chain\":\"[\\\"" + m_base64 + "\\\",\\\"" + m_base64 + "\\\"]\"}" << QByteArray("certificate")
        << 2;
    QTest::newRow("two armours in a string")
        << "{\"chain\":\"" + QByteArray(m_pem + m_pem).replace('\n', "\\n") + "\"}"
        << QByteArray("certificate") << 2;
    QTest::newRow("armours between which a token stands")
        << m_pem + "Bearer " + m_token + '\n' + m_pem << QByteArray("jws") << 1;
}

void TestRecognition::severalObjects()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, kind);
    const InspectionPtr inspection = inspect(text);
    QTEST(countOf(inspection->root(), kind.constData()), "count");
    QCOMPARE(test::tilingFault(*inspection), QString());
}

void TestRecognition::plainText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("sentence") << QByteArray("Der schnelle braune Fuchs springt ueber den faulen Hund.\n");
    QTest::newRow("long words") << QByteArray("Donaudampfschifffahrtsgesellschaftskapitaenspatent\n");
    QTest::newRow("words that begin like DER") << QByteArray("MIICROSCOPEMIICROSCOPEMIICROSCOPEMIICROSCOPE");
    QTest::newRow("word of base64 letters") << QByteArray("eyebrowseyebrowseyebrowseyebrowseyebrows");
    QTest::newRow("dotted name") << QByteArray("eyewear.and.browsers.example.and.more.of.the.same");
    QTest::newRow("path") << QByteArray("/usr/lib/x86_64-linux-gnu/qt6/plugins/platforms/libqoffscreen.so");
    QTest::newRow("hash") << QByteArray(32, '\xab').toHex() + "  file\n";
    QTest::newRow("hash in base64") << QByteArray(32, '\xab').toBase64();
    QTest::newRow("random octets in base64") << QByteArray("\x83\x01\x9f\xc4", 4).repeated(20).toBase64();
    QTest::newRow("random octets in hex") << QByteArray("\x83\x01\x9f\xc4", 4).repeated(20).toHex();
    QTest::newRow("number") << QByteArray("80276883110000168584");
    QTest::newRow("serial number in hex") << QByteArray("30:0b:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00");
    QTest::newRow("UUID") << QByteArray("5b8f1f60-6a9b-4e4a-9d3b-3c2f1d0a9e77");
    QTest::newRow("armour without an end") << QByteArray("see -----BEGIN CERTIFICATE----- and so on");
    QTest::newRow("backslashes") << QByteArray("C:\\new\\release\\notes\\u00e4\\u00e4\\/\\/\n");
    QTest::newRow("percent signs") << QByteArray("100%2 %zz %2B%2B%2B 50%\n");
    QTest::newRow("a hash on every line") << (QByteArray(20, '\xcd').toHex() + '\n').repeated(100);
    QTest::newRow("short base64") << QByteArray("MAMCAQE=");
}

void TestRecognition::plainText()
{
    QFETCH(QByteArray, text);
    const InspectionPtr inspection = inspect(text);
    QCOMPARE(inspection->kind(), QStringLiteral("text"));
    QCOMPARE(inspection->sources().size(), 1);
    // In a message it is no more than a string either.
    const InspectionPtr message =
        inspect("[\"" + QByteArray(text).replace('\\', "\\\\").replace('\n', "\\n") + "\"]");
    QCOMPARE(message->sources().size(), 1);
}

void TestRecognition::hintedObject_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<DataKind>("hint");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("path"); ///< a node that has to be there
    QTest::newRow("command in hex") << QByteArray("00 a4 04 0c 02 3f 00\n") << DataKind::CommandApdu
                                    << "command"
                                    << "data";
    QTest::newRow("answer in hex") << QByteArray("01029000") << DataKind::ResponseApdu << "response" << "sw";
    QTest::newRow("certificate in base64") << m_base64 << DataKind::Certificate << "certificate"
                                           << "tbsCertificate.issuer";
    QTest::newRow("certificate in armour") << m_pem << DataKind::Certificate << "certificate"
                                           << "tbsCertificate.issuer";
    QTest::newRow("structure in hex") << m_certificate.toHex() << DataKind::Der << "der" << "0.1";
    QTest::newRow("base64 by force") << QByteArray("AAECAw==") << DataKind::Base64 << "binary" << "bytes";
    QTest::newRow("hex by force") << QByteArray("00:01:02") << DataKind::Hex << "binary" << "bytes";
    QTest::newRow("token that must stay text") << m_token << DataKind::Text << "text" << "0";
    QTest::newRow("letters that must stay octets") << m_base64 << DataKind::Binary << "binary" << "000000";
}

void TestRecognition::hintedObject()
{
    QFETCH(QByteArray, text);
    QFETCH(DataKind, hint);
    QFETCH(QString, path);
    const InspectionPtr inspection = inspect(text, hint);
    QTEST(inspection->kind(), "kind");
    QVERIFY(inspection->find(path));
    QCOMPARE(inspection->root().flaw, QString());
    QCOMPARE(test::tilingFault(*inspection), QString());
}

void TestRecognition::sourcesLeadBack()
{
    const QByteArray before = "log \"";
    const QByteArray inner = QByteArray(m_base64).replace('/', "\\/");
    const InspectionPtr inspection = inspect(before + inner + "\" end");
    QCOMPARE(inspection->sources().size(), 2);
    const ByteSource &source = inspection->sources().at(1);
    QCOMPARE(source.bytes, m_certificate);
    QCOMPARE(source.cameFrom, 0);
    QCOMPARE(source.origin, (ByteRange{before.size(), inner.size()}));
    const Node *serial = inspection->find(QStringLiteral("tbsCertificate.serialNumber"));
    QCOMPARE(serial->source, 1);
    QCOMPARE(m_certificate.mid(serial->range.start, serial->range.length), QByteArray::fromHex("020300ff01"));
}

void TestRecognition::textAroundIsTold()
{
    const InspectionPtr inspection = inspect("log \"" + m_base64 + "\" end");
    QStringList tiles;
    for (const Node &child : inspection->root().children) {
        if (child.source == 0)
            tiles.append(child.name);
    }
    QCOMPARE(tiles, (QStringList{QStringLiteral("text"), QStringLiteral("base64"), QStringLiteral("text")}));
}

void TestRecognition::nested()
{
    QByteArray bytes = m_certificate;
    for (int i = 0; i < 8; ++i)
        bytes = i % 2 == 0 ? wrapped(bytes.toBase64(), 76, "\n") : bytes.toHex(':');
    const InspectionPtr inspection = inspect(bytes);
    QCOMPARE(inspection->sources().size(), 9);
    QCOMPARE(inspection->contentOf(inspection->root()), m_certificate);
    QCOMPARE(test::tilingFault(*inspection), QString());
}

void TestRecognition::objectsOfALineHaveNumbers()
{
    const InspectionPtr inspection =
        inspect("first\n" + m_token + ' ' + m_base64 + " x\n" + m_token + "\nlast");
    QCOMPARE(inspection->kind(), QStringLiteral("envelope"));
    QCOMPARE(inspection->find(QStringLiteral("0"))->text, QStringLiteral("first"));
    QVERIFY(inspection->find(QStringLiteral("1.0.payload.iat")));
    QVERIFY(inspection->find(QStringLiteral("1.1.tbsCertificate.serialNumber")));
    QVERIFY(inspection->find(QStringLiteral("2.payload.iat")));
    QCOMPARE(inspection->find(QStringLiteral("3"))->text, QStringLiteral("last"));
}

void TestRecognition::stringsOfUnknownMembers_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("text"); ///< of a node that shows that it was opened
    const QString opened = QStringLiteral("1700000000 (2023-11-14T22:13:20Z)");
    const QString validity = QStringLiteral("2055-07-24T00:00:00Z");
    QTest::newRow("token") << '"' + m_token + '"' << opened;
    QTest::newRow("token with its scheme") << "\"Bearer " + m_token + '"' << opened;
    QTest::newRow("base64") << '"' + m_base64 + '"' << validity;
    QTest::newRow("base64url") << '"' + m_certificate.toBase64(QByteArray::Base64UrlEncoding) + '"'
                               << validity;
    QTest::newRow("base64 with escaped line ends") << '"' + wrapped(m_base64, 76, "\\n") + '"' << validity;
    QTest::newRow("data URL") << "\"data:;base64," + m_base64 + '"' << validity;
    QTest::newRow("hex") << '"' + m_certificate.toHex() + '"' << validity;
    QTest::newRow("armour") << '"' + QByteArray(m_pem).replace('\n', "\\n") + '"' << validity;
    QTest::newRow("message with a token") << "\"{\\\"token\\\":\\\"" + m_token + "\\\"}\"" << opened;
    QTest::newRow("sentence with a token") << "\"refused: " + m_token + " was old\"" << opened;
    QTest::newRow("base64 of a message")
        << '"' + QByteArray("{\"token\":\"" + m_token + "\"}").toBase64() + '"' << opened;
}

void TestRecognition::stringsOfUnknownMembers()
{
    QFETCH(QByteArray, value);
    QFETCH(QString, text);
    const InspectionPtr inspection = inspect("{\"unheard\": [{\"of\": " + value + "}]}");
    QVERIFY(nodeWith(inspection->root(), text));
    QCOMPARE(test::tilingFault(*inspection), QString());
}

void TestRecognition::largeTexts_data()
{
    QTest::addColumn<QByteArray>("text");
    constexpr qsizetype size = 1 << 18; // enough for quadratic work not to end
    const auto repeated = [&](const QByteArray &part) { return part.repeated(size / part.size()); };
    QTest::newRow("sentences")
        << QByteArray("The quick brown fox jumps over the lazy dog.\n").repeated(1'200'000);
    QTest::newRow("one word") << QByteArray(size, 'e');
    QTest::newRow("base64 of nothing known in lines") << repeated(QByteArray(57, '\x9c').toBase64() + '\n');
    QTest::newRow("long hashes") << repeated(QByteArray(32, '\x3c').toHex() + '\n');
    QTest::newRow("armours without ends") << repeated("-----BEGIN ");
    QTest::newRow("armour without an end") << "-----BEGIN " + QByteArray(size, 'A');
    QTest::newRow("starts of tokens") << repeated("eyJ.");
    QTest::newRow("starts of tokens in lines") << repeated("eyJhbGciOiJFUzI1NiJ9.e30.\n");
    QTest::newRow("slashes between letters") << repeated("abcdefghijklmnop/");
    QTest::newRow("backslashes") << QByteArray(size, '\\');
    QTest::newRow("quotes") << QByteArray(size, '"');
    QTest::newRow("words with quotes behind them") << repeated("abcdefghijklmnop" + QByteArray(100, '"'));
    QTest::newRow("percent signs") << QByteArray(size, '%');
    QTest::newRow("hex with colons") << repeated("ab:");
    QTest::newRow("lines that begin like DER") << repeated(QByteArray("MIIB").leftJustified(76, 'A') + '\n');
    QTest::newRow("open brackets") << QByteArray(size, '[');
    QTest::newRow("zeros") << QByteArray(size, '\0');
}

/// Quadratic work would not end within the time of a test.
void TestRecognition::largeTexts()
{
    QFETCH(QByteArray, text);
    const InspectionPtr inspection = inspect(text);
    QVERIFY(inspection->sources().size() < 3);
    QVERIFY(inspection->root().children.size() <= 200'001);
    const QByteArray inJson =
        "{\"log\":\"" + text.left(1 << 16).replace('\\', "\\\\").replace('"', "'") + "\"}";
    QVERIFY(inspect(inJson, DataKind::Json)->root().children.size() < 10);
}

QTEST_GUILESS_MAIN(TestRecognition)
#include "tst_recognition.moc"

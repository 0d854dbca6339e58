#include "core/base/encoding.h"

#include <QTest>

using namespace dsr;

Q_DECLARE_METATYPE(dsr::Base64Form)

class TestEncoding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void base64_data();
    void base64();
    void base64OffsetOfTheFault_data();
    void base64OffsetOfTheFault();
    void everyLengthThereAndBack();
    void hex_data();
    void hex();
    void latin9_data();
    void latin9();
    void latin9SaysWhatItCannot();
    void everyLatin9OctetThereAndBack();
};

void TestEncoding::base64_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("bytes");
    // which forms take the text: standard, optional padding, URL, any
    QTest::addColumn<QList<bool>>("taken");
    const auto row = [](const char *name, const QByteArray &text, const QByteArray &bytes,
                         const QList<bool> &taken) { QTest::newRow(name) << text << bytes << taken; };
    const QByteArray oneOctet = "f";
    const QByteArray twoOctets = "fo";
    const QByteArray high = QByteArray::fromHex("fbff");
    row("nothing", "", "", {true, true, true, true});
    row("full group", "Zm9v", "foo", {true, true, true, true});
    row("two signs of padding", "Zg==", oneOctet, {true, true, false, true});
    row("one sign of padding", "Zm8=", twoOctets, {true, true, false, true});
    row("padding left out", "Zg", oneOctet, {false, true, true, true});
    row("half of the padding", "Zg=", oneOctet, {false, false, false, false});
    row("too much padding", "Zg===", oneOctet, {false, false, false, false});
    row("padding behind a full group", "Zm9v=", "foo", {false, false, false, false});
    row("a whole group of padding", "Zm9v====", "foo", {false, false, false, false});
    row("padding only", "====", "", {false, false, false, false});
    row("padding inside", "Zg==Zg==", oneOctet, {false, false, false, false});
    row("one character alone", "Z", "", {false, false, false, false});
    row("spare bits set, one octet", "Zh==", oneOctet, {false, false, false, false});
    row("spare bits set, two octets", "Zm9=", twoOctets, {false, false, false, false});
    row("standard alphabet", "+/8=", high, {true, true, false, true});
    row("URL alphabet", "-_8", high, {false, false, true, true});
    row("URL alphabet with padding", "-_8=", high, {false, false, false, true});
    row("line end", "Zm9v\n", "foo", {false, false, false, false});
    row("space inside", "Zm 9v", "foo", {false, false, false, false});
    row("null octet", QByteArray("Zm9\0", 4), "foo", {false, false, false, false});
    row("letter beyond ASCII", "Zm9\xc3", "foo", {false, false, false, false});
}

void TestEncoding::base64()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, bytes);
    QFETCH(QList<bool>, taken);
    constexpr Base64Form forms[] = {
        Base64Form::Standard, Base64Form::StandardOptionalPadding, Base64Form::Url, Base64Form::Any};
    for (int i = 0; i < 4; ++i) {
        const auto decoded = fromBase64(text, forms[i]);
        QCOMPARE(decoded.has_value(), taken.at(i));
        if (decoded)
            QCOMPARE(*decoded, bytes);
        else
            QCOMPARE(decoded.error().code, ErrorCode::InputMalformed);
    }
}

void TestEncoding::base64OffsetOfTheFault_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("offset");
    QTest::newRow("first character") << QByteArray("?m9v") << 0;
    QTest::newRow("fifth character") << QByteArray("Zm9v!m9v") << 4;
    QTest::newRow("spare bits are in the last one") << QByteArray("Zm9vZh") << 5;
}

void TestEncoding::base64OffsetOfTheFault()
{
    QFETCH(QByteArray, text);
    const auto decoded = fromBase64(text, Base64Form::Any);
    QVERIFY(!decoded);
    QTEST(decoded.error().facts.value(QStringLiteral("offset")).toInt(), "offset");
}

void TestEncoding::everyLengthThereAndBack()
{
    QByteArray bytes;
    for (int length = 0; length < 260; ++length) {
        QCOMPARE(*fromBase64(toBase64(bytes), Base64Form::Standard), bytes);
        QCOMPARE(*fromBase64(toBase64Url(bytes), Base64Form::Url), bytes);
        QCOMPARE(*fromHex(toHex(bytes)), bytes);
        QCOMPARE(hexText(bytes), QString::fromLatin1(toHex(bytes)));
        bytes.append(static_cast<char>(length * 7));
    }
}

void TestEncoding::hex_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("offset"); ///< of the fault; -1 = taken
    QTest::newRow("nothing") << QByteArray() << -1;
    QTest::newRow("lower case") << QByteArray("00ff") << -1;
    QTest::newRow("upper case") << QByteArray("00FF") << -1;
    QTest::newRow("odd number of digits") << QByteArray("00f") << 3;
    QTest::newRow("letter beyond f") << QByteArray("0g") << 1;
    QTest::newRow("space") << QByteArray("00 f") << 2;
    QTest::newRow("prefix") << QByteArray("0x00") << 1;
}

void TestEncoding::hex()
{
    QFETCH(QByteArray, text);
    QFETCH(int, offset);
    const auto decoded = fromHex(text);
    QCOMPARE(decoded.has_value(), offset < 0);
    if (decoded)
        QCOMPARE(toHex(*decoded), text.toLower());
    else
        QCOMPARE(decoded.error().facts.value(QStringLiteral("offset")).toInt(), offset);
}

void TestEncoding::latin9_data()
{
    QTest::addColumn<QByteArray>("octet");
    QTest::addColumn<QString>("character");
    QTest::newRow("ASCII") << QByteArray("A") << QStringLiteral("A");
    QTest::newRow("umlaut") << QByteArray("\xE4") << QStringLiteral("ä");
    QTest::newRow("sharp s") << QByteArray("\xDF") << QStringLiteral("ß");
    QTest::newRow("euro sign") << QByteArray("\xA4") << QStringLiteral("€");
    QTest::newRow("S with caron") << QByteArray("\xA6") << QStringLiteral("Š");
    QTest::newRow("s with caron") << QByteArray("\xA8") << QStringLiteral("š");
    QTest::newRow("Z with caron") << QByteArray("\xB4") << QStringLiteral("Ž");
    QTest::newRow("z with caron") << QByteArray("\xB8") << QStringLiteral("ž");
    QTest::newRow("ligature OE") << QByteArray("\xBC") << QStringLiteral("Œ");
    QTest::newRow("ligature oe") << QByteArray("\xBD") << QStringLiteral("œ");
    QTest::newRow("Y with diaeresis") << QByteArray("\xBE") << QStringLiteral("Ÿ");
    QTest::newRow("section sign between them") << QByteArray("\xA7") << QStringLiteral("§");
}

void TestEncoding::latin9()
{
    QFETCH(QByteArray, octet);
    QFETCH(QString, character);
    QCOMPARE(fromLatin9(octet), character);
    QCOMPARE(toLatin9(character), octet);
}

void TestEncoding::latin9SaysWhatItCannot()
{
    // Characters of ISO-8859-1 that gave way to others, one beyond both, and one beyond the first plane.
    QCOMPARE(toLatin9(QStringLiteral("¤¦¨´¸¼½¾")), QByteArray("????????"));
    QCOMPARE(toLatin9(QStringLiteral("Ł\U0001F600.")), QByteArray("??."));
}

void TestEncoding::everyLatin9OctetThereAndBack()
{
    QByteArray all;
    for (int i = 0; i < 256; ++i)
        all.append(static_cast<char>(i));
    QCOMPARE(toLatin9(fromLatin9(all)), all);
}

QTEST_GUILESS_MAIN(TestEncoding)
#include "tst_encoding.moc"

#include "core/card/securechannel.h"
#include "core/card/tlv.h"

#include <QTest>

using namespace dsr;

namespace {

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

struct Keys
{
    const char *encryption;
    const char *mac;
};

constexpr Keys published{"68406B4162100563D9C901A6154D2901", "73FF268784F72AF833FDC9464049AFC9"};
constexpr Keys recorded{"BBC3208449BB05FA3F8AB92BB63C216E", "5C8B39147C8F54FA96A83C130C834986"};

SecureChannel channel(const Keys &keys, ApduLength length = ApduLength::Extended)
{
    return SecureChannel({Secret(hex(keys.encryption)), Secret(hex(keys.mac)), {}, {}}, length);
}

/// The card's end of a channel with the published keys, before its first answer.
SessionCipher cardSide(int messages = 1)
{
    SessionCipher cipher(Secret(hex(published.encryption)), Secret(hex(published.mac)));
    for (int i = 0; i < messages; ++i)
        cipher.advance();
    return cipher;
}

/// Any objects with a good checksum behind them, as the first answer.
ResponseApdu sealed(const QByteArray &objects, quint16 sw = 0x9000)
{
    return {objects + encodeTlv(0x8E, cardSide().mac({}, objects)), sw};
}

QByteArray cryptogram(const QByteArray &plain)
{
    return encodeTlv(0x87, '\x01' + cardSide().encrypt(plain));
}

const QByteArray good = hex("99029000");

ResponseApdu response(const char *text)
{
    return ResponseApdu::parse(hex(text)).value();
}

CommandApdu command(const char *text)
{
    return CommandApdu::parse(hex(text)).value();
}

template <typename T> QString errorOf(const Result<T> &result)
{
    return result ? QStringLiteral("none") : errorId(result.error().code);
}

} // namespace

Q_DECLARE_METATYPE(CommandApdu)
Q_DECLARE_METATYPE(ResponseApdu)

/// The examples of egk-card 3.4, and everything that a card must not answer.
class TestSecureChannel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void protectsCommands_data();
    void protectsCommands();
    void opensAnswers_data();
    void opensAnswers();
    void followsARealCard();
    void carriesEverySize_data();
    void carriesEverySize();
    void asksForLengths_data();
    void asksForLengths();
    void keepsToShortLengths();
    void isLostWithABadAnswer_data();
    void isLostWithABadAnswer();
    void isLostWithEveryChangedBit();
    void isLostWithAnAnswerOfBefore();
    void tellsABareStatusWord_data();
    void tellsABareStatusWord();
};

void TestSecureChannel::protectsCommands_data()
{
    QTest::addColumn<CommandApdu>("plain");
    QTest::addColumn<QByteArray>("wire");
    const auto row = [](const char *name, const char *data, std::optional<int> ne, const char *wire) {
        QTest::newRow(name) << CommandApdu{1, 2, 3, 4, hex(data), ne} << QByteArray(wire);
    };
    row("neither data nor Ne", "", {}, "0D0203040A8E08D92B4FDDC2BBED8C00");
    row("Ne of one octet", "", 127, "0D02030400000D97017F8E0871D8E0418DAE20F30000");
    row("Ne of two octets", "", 257, "0D02030400000E970201018E089F3EDDFBB1D3971D0000");
    row("data", "05060708090A", {}, "0D0203041D871101496C26D36306679609665A385C54DB378E08E7AAD918F260D8EF00");
    row("data and Ne", "05060708090A", 127,
        "0D020304000020871101496C26D36306679609665A385C54DB3797017F8E0863D541F262BD445A0000");
}

void TestSecureChannel::protectsCommands()
{
    QFETCH(CommandApdu, plain);
    QFETCH(QByteArray, wire);
    const auto sent = channel(published).protect(plain);
    QVERIFY(sent);
    QCOMPARE(sent->encoded().toHex().toUpper(), wire);
}

void TestSecureChannel::opensAnswers_data()
{
    QTest::addColumn<ResponseApdu>("wire");
    QTest::addColumn<QByteArray>("plain");
    const auto row = [](const char *name, const ResponseApdu &wire, const char *plain) {
        QTest::newRow(name) << wire << QByteArray(plain);
    };
    row("a status", response("990290008E08087631D746F872729000"), "9000");
    row("data and status", response("871101496C26D36306679609665A385C54DB37990290008E08B7E9ED2A0C89FB3A9000"),
        "05060708090a9000");
    row("plain data with a checksum", sealed(hex("8103050607") + good), "0506079000");
    row("plain data of no octets", sealed(hex("8100") + good), "9000");
    row("a warning with data", sealed(cryptogram("end") + hex("99026282"), 0x6282), "656e646282");
    row("a wrong PIN", sealed(hex("990263C2"), 0x63C2), "63c2");
    row("a length in two octets", sealed(encodeTlv(0x81, QByteArray(200, '\0')) + good),
        QByteArray(QByteArray(200, '\0').toHex() + "9000").constData());
}

void TestSecureChannel::opensAnswers()
{
    QFETCH(ResponseApdu, wire);
    QFETCH(QByteArray, plain);
    const auto opened = channel(published).open(wire);
    QCOMPARE(errorOf(opened), QStringLiteral("none"));
    QCOMPARE(opened->encoded().toHex(), plain);
}

void TestSecureChannel::followsARealCard()
{
    SecureChannel real = channel(recorded);
    struct Exchange
    {
        const char *plain;
        const char *wire;
        const char *answer;
        const char *opened;
    };
    constexpr Exchange exchanges[]{
        {"00A4040C", "0ca4040c0a8e08c0ca98b2e7f94d4700", "990290008E089ED0FCE2BB08677E9000", "9000"},
        {"80200002", "8c2000020a8e0837da583c24cd668e00", "990263C38E08EB5EA0B519CFE80863C3", "63c3"},
        {"002000020826123456FFFFFFFF",
            "0c2000021d8711018c8b10eaf4a2d793e9b1d76763d05d748e08d6c0184d9a91548700",
            "990290008E08A2A45A77205853C29000", "9000"},
    };
    for (const Exchange &exchange : exchanges) {
        const auto sent = real.protect(command(exchange.plain));
        QVERIFY(sent);
        QCOMPARE(sent->encoded().toHex(), QByteArray(exchange.wire));
        const auto opened = real.open(response(exchange.answer));
        QVERIFY(opened);
        QCOMPARE(opened->encoded().toHex(), QByteArray(exchange.opened));
    }
}

void TestSecureChannel::carriesEverySize_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {1, 15, 16, 17, 95, 96, 111, 112, 223, 224, 239, 240, 255, 256, 1000, 65000})
        QTest::addRow("%d octets", size) << size;
}

void TestSecureChannel::carriesEverySize()
{
    QFETCH(int, size);
    const QByteArray data(size, 'd');
    SecureChannel terminal = channel(published);
    const auto sent = terminal.protect({.ins = 0xB0, .data = data, .ne = {}});
    QVERIFY(sent);
    const auto onWire = CommandApdu::parse(sent->encoded());
    QVERIFY(onWire);
    const SessionCipher card = cardSide();
    const auto object = findTlv(onWire->data, 0x87);
    QVERIFY(object && object->startsWith('\x01'));
    QCOMPARE(card.decrypt(object->sliced(1)), std::optional(data));
    QCOMPARE(findTlv(onWire->data, 0x8E)->toByteArray(), card.mac(hex("0CB00000"), encodeTlv(0x87, *object)));

    const SessionCipher answering = cardSide(2);
    const QByteArray objects = encodeTlv(0x87, '\x01' + answering.encrypt(data)) + good;
    const auto opened = terminal.open({objects + encodeTlv(0x8E, answering.mac({}, objects)), 0x9000});
    QVERIFY(opened);
    QCOMPARE(opened->data, data);
}

void TestSecureChannel::asksForLengths_data()
{
    QTest::addColumn<int>("ne");
    QTest::addColumn<QByteArray>("object");
    const auto row = [](int ne, const char *object) { QTest::addRow("%d", ne) << ne << QByteArray(object); };
    row(1, "970101");
    row(255, "9701ff");
    row(256, "970100");
    row(257, "97020101");
    row(65535, "9702ffff");
    row(65536, "97020000");
}

void TestSecureChannel::asksForLengths()
{
    QFETCH(int, ne);
    QFETCH(QByteArray, object);
    const auto sent = channel(published).protect({.ins = 0xB0, .data = {}, .ne = ne});
    QVERIFY(sent);
    QCOMPARE(sent->data.chopped(10).toHex(), object);
    QCOMPARE(sent->ne, std::optional(65536)); // the answer is longer than what is asked for
}

void TestSecureChannel::keepsToShortLengths()
{
    SecureChannel narrow = channel(published, ApduLength::Short);
    const auto sent = narrow.protect({.ins = 0xB0, .data = {}, .ne = 223});
    QVERIFY(sent);
    QVERIFY(!sent->isExtended());
    QCOMPARE(sent->encoded().size(), 4 + 1 + 3 + 10 + 1);
    QCOMPARE(sent->encoded().last(1), QByteArray(1, '\0'));
    // 223 octets, padded to 224, with all around them are what a short answer holds.
    const SessionCipher card = cardSide(2);
    const QByteArray objects = encodeTlv(0x87, '\x01' + card.encrypt(QByteArray(223, 'x'))) + good;
    const ResponseApdu answer{objects + encodeTlv(0x8E, card.mac({}, objects)), 0x9000};
    QVERIFY(answer.data.size() <= 256);
    QVERIFY(narrow.open(answer));
}

void TestSecureChannel::isLostWithABadAnswer_data()
{
    QTest::addColumn<ResponseApdu>("answer");
    const auto row = [](const char *name, const ResponseApdu &answer) { QTest::newRow(name) << answer; };
    const ResponseApdu perfect = sealed(cryptogram("data") + good);
    const auto withData = [&](const QByteArray &data) { return ResponseApdu{data, 0x9000}; };
    row("no checksum", withData(good));
    row("a checksum of seven octets", withData(good + hex("8E07") + perfect.data.last(7)));
    row("a checksum with a long length",
        withData(perfect.data.chopped(10) + hex("8E8108") + perfect.data.last(8)));
    row("a checksum alone", sealed({}));
    row("the checksum not at the end", withData(encodeTlv(0x8E, cardSide().mac({}, good)) + good));
    row("two checksums", withData(sealed(good).data + sealed(good).data.last(10)));
    row("no status", sealed(cryptogram("data")));
    row("a status of one octet", sealed(hex("990190")));
    row("a status of three octets", sealed(hex("9903900000")));
    row("two status words", sealed(good + good));
    row("another status word outside", sealed(hex("990263C2"), 0x9000));
    row("another status word inside", sealed(good, 0x63C2));
    row("the status before the data", sealed(good + cryptogram("data")));
    row("two cryptograms", sealed(cryptogram("data") + cryptogram("data") + good));
    row("a cryptogram and plain data", sealed(cryptogram("data") + hex("810105") + good));
    row("plain data twice", sealed(hex("810105810105") + good));
    row("another object", sealed(hex("8501058501") + good));
    row("an Le object", sealed(hex("970100") + good));
    row("an object that is cut off", sealed(hex("8710") + good));
    row("another padding indicator", sealed(encodeTlv(0x87, '\x02' + cardSide().encrypt("data")) + good));
    row("a cryptogram of no octets", sealed(hex("8700") + good));
    row("a padding indicator alone", sealed(hex("870101") + good));
    row("a cryptogram without whole blocks", sealed(hex("87080101020304050607") + good));
    // Decrypts to zeros: no padding in it.
    row("no padding", sealed(hex("871101") + hex("3297D4AA774AB26AF8AD539C0A829BCA") + good));
    row("octets behind the checksum", withData(perfect.data + hex("00")));
    row("octets in front", withData(hex("00") + perfect.data));
    row("the checksum of another counter", withData(good + encodeTlv(0x8E, cardSide(2).mac({}, good))));
}

void TestSecureChannel::isLostWithABadAnswer()
{
    QFETCH(ResponseApdu, answer);
    SecureChannel terminal = channel(published);
    const auto opened = terminal.open(answer);
    QCOMPARE(errorOf(opened), QStringLiteral("card.channelLost"));
    QVERIFY(!opened.error().facts.contains(QStringLiteral("sw")));
    // It stays lost, whatever comes.
    QCOMPARE(errorOf(terminal.protect(command("00A4040C"))), QStringLiteral("card.channelLost"));
    QCOMPARE(errorOf(terminal.open(sealed(good))), QStringLiteral("card.channelLost"));
}

void TestSecureChannel::isLostWithEveryChangedBit()
{
    const QByteArray perfect = sealed(cryptogram("data") + good).encoded();
    QVERIFY(channel(published).open(ResponseApdu::parse(perfect).value()));
    for (qsizetype bit = 0; bit < 8 * perfect.size(); ++bit) {
        QByteArray changed = perfect;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ 1 << bit % 8);
        const auto opened = channel(published).open(ResponseApdu::parse(changed).value());
        QVERIFY2(errorOf(opened) == QStringLiteral("card.channelLost"), qPrintable(QString::number(bit)));
    }
}

void TestSecureChannel::isLostWithAnAnswerOfBefore()
{
    SecureChannel terminal = channel(published);
    QVERIFY(terminal.open(sealed(good)));
    QCOMPARE(errorOf(terminal.open(sealed(good))), QStringLiteral("card.channelLost"));
}

void TestSecureChannel::tellsABareStatusWord_data()
{
    QTest::addColumn<QString>("sw");
    for (const char *sw : {"9000", "6882", "6987", "6988", "6982", "63C2", "6102"})
        QTest::newRow(sw) << QString::fromLatin1(sw);
}

void TestSecureChannel::tellsABareStatusWord()
{
    QFETCH(QString, sw);
    SecureChannel terminal = channel(published);
    QVERIFY(terminal.protect(command("002000020826123456FFFFFFFF")));
    const auto opened = terminal.open(response(sw.toLatin1().constData()));
    QCOMPARE(errorOf(opened), QStringLiteral("card.channelLost"));
    QCOMPARE(opened.error().facts.value(QStringLiteral("sw")).toString(), sw);
    QCOMPARE(errorOf(terminal.protect(command("00A4040C"))), QStringLiteral("card.channelLost"));
}

QTEST_GUILESS_MAIN(TestSecureChannel)
#include "tst_securechannel.moc"

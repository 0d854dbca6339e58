#include "core/crypto/sessioncipher.h"

#include <QTest>

#include <limits>

using namespace dsr;

/// The worked examples of egk-card 3.4, octet by octet.
class TestSessionCipher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksums_data();
    void checksums();
    void encrypts_data();
    void encrypts();
    void padsUpToAWholeBlock_data();
    void padsUpToAWholeBlock();
    void refusesCryptograms_data();
    void refusesCryptograms();
    void everyMessageHasItsOwnCounter();
    void endsWithTheCounter();
};

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
constexpr Keys recordedRandom{"118494F2E03FF8DD618C639383E71D23", "615651C2FECFF3054E860E25D1BCD732"};

/// A cipher that was advanced `count` times.
SessionCipher at(const Keys &keys, int count)
{
    SessionCipher cipher(Secret(hex(keys.encryption)), Secret(hex(keys.mac)));
    for (int i = 0; i < count; ++i)
        cipher.advance();
    return cipher;
}

} // namespace

Q_DECLARE_METATYPE(Keys)

void TestSessionCipher::checksums_data()
{
    QTest::addColumn<Keys>("keys");
    QTest::addColumn<int>("counter");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("objects");
    QTest::addColumn<QByteArray>("mac");
    const auto row = [](const char *name, const Keys &keys, int counter, const char *header,
                         const char *objects, const char *mac) {
        QTest::newRow(name) << keys << counter << hex(header) << hex(objects) << QByteArray(mac);
    };
    row("SELECT of a real card", recorded, 1, "0CA4040C", "", "c0ca98b2e7f94d47");
    row("its response", recorded, 2, "", "99029000", "9ed0fce2bb08677e");
    row("GET PIN STATUS", recorded, 3, "8C200002", "", "37da583c24cd668e");
    row("its response 63C3", recorded, 4, "", "990263C3", "eb5ea0b519cfe808");
    row("VERIFY", recorded, 5, "0C200002", "8711018C8B10EAF4A2D793E9B1D76763D05D74", "d6c0184d9a915487");
    row("its response", recorded, 6, "", "99029000", "a2a45a77205853c2");
    row("GET RANDOM", recordedRandom, 3, "8C840000", "970120", "ec90db99f67e54f7");
    row("its response", recordedRandom, 4, "",
        "8731019608D04F2D57FD8E0FEF87F4EC242E71C842211331D77DB0D60ADB373D4998AE217D928E969846D7837FC19EE62D8"
        "A0E99029000",
        "ced696693974b5c2");
    row("a header alone", published, 1, "0D020304", "", "d92b4fddc2bbed8c");
    row("an Le of one octet", published, 1, "0D020304", "97017F", "71d8e0418dae20f3");
    row("an Le of two octets", published, 1, "0D020304", "97020101", "9f3eddfbb1d3971d");
    row("data", published, 1, "0D020304", "871101496C26D36306679609665A385C54DB37", "e7aad918f260d8ef");
    row("data and Le", published, 1, "0D020304", "871101496C26D36306679609665A385C54DB3797017F",
        "63d541f262bd445a");
    row("a status", published, 1, "", "99029000", "087631d746f87272");
    row("data and status", published, 1, "", "871101496C26D36306679609665A385C54DB3799029000",
        "b7e9ed2a0c89fb3a");
}

void TestSessionCipher::checksums()
{
    QFETCH(Keys, keys);
    QFETCH(int, counter);
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, objects);
    QTEST(at(keys, counter).mac(header, objects).toHex(), "mac");
}

void TestSessionCipher::encrypts_data()
{
    QTest::addColumn<Keys>("keys");
    QTest::addColumn<int>("counter");
    QTest::addColumn<QByteArray>("plain");
    QTest::addColumn<QByteArray>("cryptogram");
    QTest::newRow("a PIN for a real card")
        << recorded << 5 << hex("26123456FFFFFFFF") << QByteArray("8c8b10eaf4a2d793e9b1d76763d05d74");
    QTest::newRow("random octets of a real card")
        << recordedRandom << 4 << hex("A505CBB197367E913D5513AD531E81ED40B589CCB3AB8BB634B19C97EB241137")
        << QByteArray("9608d04f2d57fd8e0fef87f4ec242e71c842211331d77db0d60adb373d4998ae"
                      "217d928e969846d7837fc19ee62d8a0e");
    QTest::newRow("six octets") << published << 1 << hex("05060708090A")
                                << QByteArray("496c26d36306679609665a385c54db37");
}

void TestSessionCipher::encrypts()
{
    QFETCH(Keys, keys);
    QFETCH(int, counter);
    QFETCH(QByteArray, plain);
    QFETCH(QByteArray, cryptogram);
    const SessionCipher cipher = at(keys, counter);
    QCOMPARE(cipher.encrypt(plain).toHex(), cryptogram);
    QCOMPARE(cipher.decrypt(QByteArray::fromHex(cryptogram)), std::optional(plain));
}

void TestSessionCipher::padsUpToAWholeBlock_data()
{
    QTest::addColumn<int>("plain");
    QTest::addColumn<int>("blocks");
    QTest::newRow("nothing") << 0 << 1;
    QTest::newRow("one octet") << 1 << 1;
    QTest::newRow("one less than a block") << 15 << 1;
    QTest::newRow("a block") << 16 << 2;
    QTest::newRow("one more") << 17 << 2;
    QTest::newRow("64 KiB") << 65536 << 4097;
}

void TestSessionCipher::padsUpToAWholeBlock()
{
    QFETCH(int, plain);
    QFETCH(int, blocks);
    const SessionCipher cipher = at(published, 1);
    for (const char filler : {'\0', '\x80', 'x'}) {
        const QByteArray bytes(plain, filler);
        const QByteArray cryptogram = cipher.encrypt(bytes);
        QCOMPARE(cryptogram.size(), 16 * blocks);
        QCOMPARE(cipher.decrypt(cryptogram), std::optional(bytes));
    }
}

void TestSessionCipher::refusesCryptograms_data()
{
    QTest::addColumn<QByteArray>("cryptogram");
    // Made by "openssl enc -aes-128-cbc -nopad" with the IV of counter 1.
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no whole block") << QByteArray(15, 'x');
    QTest::newRow("half a block more") << QByteArray(24, 'x');
    QTest::newRow("zeros only") << hex("3297D4AA774AB26AF8AD539C0A829BCA");
    QTest::newRow("no padding") << hex("224717B24AB50733A56FEEDF6B6A26EB");
    QTest::newRow("another octet than 80") << hex("653ED65C7E0185048139E05A17D2CF36");
    QTest::newRow("something behind the padding") << hex("F36A9D8AAD43BC21AF1FE14FF272EEB7");
    QTest::newRow("a block of zeros too much")
        << hex("496C26D36306679609665A385C54DB372F1807AF7ACF88AB99439FE9B9D7D114");
}

void TestSessionCipher::refusesCryptograms()
{
    QFETCH(QByteArray, cryptogram);
    QVERIFY(!at(published, 1).decrypt(cryptogram));
}

void TestSessionCipher::everyMessageHasItsOwnCounter()
{
    SessionCipher cipher = at(published, 1);
    const QByteArray mac = cipher.mac("head", "objects");
    const QByteArray cryptogram = cipher.encrypt("plain");
    QCOMPARE(cipher.encrypt("plain"), cryptogram); // asking does not count
    QVERIFY(cipher.advance());
    QVERIFY(cipher.mac("head", "objects") != mac);
    QVERIFY(cipher.encrypt("plain") != cryptogram);
}

void TestSessionCipher::endsWithTheCounter()
{
    constexpr quint64 most = std::numeric_limits<quint64>::max();
    SessionCipher cipher(Secret(hex(published.encryption)), Secret(hex(published.mac)), most - 1);
    QVERIFY(cipher.advance());
    const QByteArray last = cipher.mac("head", {});
    QVERIFY(!cipher.advance());
    QCOMPARE(cipher.mac("head", {}), last);
}

QTEST_GUILESS_MAIN(TestSessionCipher)
#include "tst_sessioncipher.moc"

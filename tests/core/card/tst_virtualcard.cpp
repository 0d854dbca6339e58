#include "core/base/randomness.h"
#include "core/card/apdu.h"
#include "core/card/tlv.h"
#include "core/card/virtual/virtualcard.h"
#include "tests/support/samplecard.h"

#include <QTest>

#include <thread>

using namespace dsr;

namespace {

constexpr const char *selectEsign = "00A4040C 0A A000000167455349474E";
constexpr const char *selectHca = "00A4040C 06 D27600000102";
constexpr const char *chooseKey = "002241B6 06 840184800100";
constexpr const char *verifyHome = "00200002 08 26123456FFFFFFFF";
constexpr const char *verifyPinCh = "00200001 08 26123456FFFFFFFF";
constexpr const char *verifyWrong = "00200002 08 26999999FFFFFFFF";
constexpr const char *hash32 = "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F";

QByteArray hex(const QByteArray &text)
{
    return QByteArray::fromHex(text);
}

/// One line of a dialogue: "command > answer"; "reset" presses the reset line, and an answer that starts with
/// "*" names the status word alone.
using Dialogue = QList<const char *>;

void play(VirtualCard &card, const Dialogue &dialogue)
{
    for (const char *line : dialogue) {
        if (qstrcmp(line, "reset") == 0) {
            card.reset();
            continue;
        }
        const QList<QByteArray> parts = QByteArray(line).split('>');
        QCOMPARE(parts.size(), 2);
        QByteArray expected = parts[1].toLower().replace(" ", "");
        QByteArray answer = card.transmit(hex(parts[0])).toHex();
        if (expected.startsWith('*')) {
            expected.remove(0, 1);
            answer = answer.right(4);
        }
        QVERIFY2(answer == expected, QByteArray(line) + " but was " + answer);
    }
}

} // namespace

Q_DECLARE_METATYPE(Dialogue)
Q_DECLARE_METATYPE(ImagePinState)

class TestVirtualCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void keepsItsPasswords_data();
    void keepsItsPasswords();
    void readsEveryByteOfAFile();
    void honoursSmallBuffers();
    void guardsFilesByTheirRules();
    void carriesTheFilesOfAHealthCard();
    void signsWithFreshRandomness();
    void repeatsRandomNumbersOnlyWhenSeeded();
    void answersEveryPrefixOfEveryCommand();
    void usesOneCounterFromManyThreads();
};

void TestVirtualCard::answers_data()
{
    QTest::addColumn<Dialogue>("dialogue");
    const auto row = [](const char *name, const Dialogue &dialogue) { QTest::newRow(name) << dialogue; };

    // selecting
    row("SELECT MF without data", {"00A4040C > 9000"});
    row("SELECT MF with FCP", {"00A4040400 > 6213 820178 83023F00 8A0105 8407D2760001448000 9000"});
    row("SELECT MF with FCI", {"00A4040000 > 6F09 8407D2760001448000 9000"});
    row("SELECT MF by its AID", {"00A4040C07D2760001448000 > 9000"});
    row("SELECT an application by part of its AID", {"00A4040C06A00000016745 > 9000", "00B0840001 > 309000"});
    row("SELECT DF.HCA with FCP", {"00A4040406D2760000010200 > 620E 820178 8A0105 8406D27600000102 9000"});
    row("SELECT an application that is not there", {"00A4040C05A000000003 > 6A82"});
    row("SELECT with an AID that is too long", {"00A4040C1100112233445566778899AABBCCDDEEFF00 > 6700"});
    row("SELECT EF with FCP",
        {"00A40204022F0200 > 6215 8002000C 820141 83022F02 880110 8A0105 C502000C 9000"});
    row("SELECT EF with FCP, extended",
        {"00A40204000002 2F02 0000 > 6215 8002000C 820141 83022F02 880110 8A0105 C502000C 9000"});
    row("SELECT a record EF with FCP",
        {"00A40204022F0000 > 6211 82054441000E03 83022F00 8801F0 8A0105 9000"});
    row("FCP does not fit into Le", {"00A40204022F0205 > 6C17"});
    row("SELECT EF only in the current folder",
        {"00A4020C02C504 > 6A82", "00A4040C0AA000000167455349474E > 9000", "00A4020C02C504 > 9000",
            "00A4020C022F02 > 6A82"});
    row("a wrong file leaves the current one",
        {"00A4020C022F02 > 9000", "00A4020C02FFFF > 6A82", "00B0000002 > 5A0A9000"});
    row("SELECT EF with half a file identifier", {"00A4020C012F > 6700"});
    row("SELECT the folder above",
        {"00A4040C06D27600000102 > 9000", "00A4030C > 9000", "00B0820002 > 5A0A9000"});
    row("nothing is above the MF", {"00A4030C > 6A82"});
    row("SELECT with a wrong P1", {"00A4050C > 6A86"});
    row("SELECT with a wrong P2", {"00A4040D > 6A86"});
    // as OpenSC asks
    row("SELECT MF by file identifier",
        {"00A4000C023F00 > 9000", "00A40000023F0000 > 6F098407D27600014480009000"});
    row("SELECT EF by file identifier of any kind", {"00A40000022F0200 > *9000", "00B0000001 > 5A9000"});
    row("P1 02 does not know the MF", {"00A4020C023F00 > 6A82"});

    // reading
    row("READ BINARY without a file", {"00B0000000 > 6986"});
    row("READ BINARY, SFID not there", {"00B0950000 > 6A82"});
    row("READ BINARY, bits that mean nothing", {"00B0C20000 > 6A86"});
    row("READ BINARY of all, short", {"00B0820000 > 5A0A802768831100001685849000"});
    row("READ BINARY of all, extended", {"00B08200000000 > 5A0A802768831100001685849000"});
    row("READ BINARY of less", {"00B0820002 > 5A0A9000"});
    row("READ BINARY of exactly all", {"00B082000C > 5A0A802768831100001685849000"});
    row("READ BINARY past the end", {"00B082000D > 5A0A802768831100001685846282"});
    row("READ BINARY past the end, extended with 256", {"00B08200000100 > 5A0A802768831100001685846282"});
    row("READ BINARY of the last octet", {"00B0820B00 > 849000"});
    row("READ BINARY at the end", {"00B0820C00 > 6B00"});
    row("READ BINARY far behind the end", {"00B0820000 > *9000", "00B07FFF00 > 6B00"});
    row("READ BINARY from the current file", {"00B0820001 > 5A9000", "00B0000A02 > 85849000"});
    row("READ BINARY of an empty file", {"00A4040C06D27600000102 > 9000", "00B0820000 > 6B00"});
    row("READ BINARY without Le", {"00B08200 > 6700"});
    row("READ BINARY with data", {"00B0820001AA00 > 6700"});
    row("READ BINARY of a record file", {"00B09E0000 > 6981"});
    row("SFID counts in the current folder",
        {"00A4040C06D27600000102 > 9000", "00B0810000 > 706572736F6E616C20646174619000"});
    row("READ RECORD",
        {"00B201F400 > 61094F07D27600014480009000", "00B202F400 > 61084F06D276000001029000",
            "00B203F400 > 610C4F0AA000000167455349474E9000", "00B204F400 > 6A83"});
    row("READ RECORD of the current file",
        {"00A4020C022F00 > 9000", "00B2010400 > 61094F07D27600014480009000"});
    row("READ RECORD number 0", {"00B200F400 > 6A83"});
    row("READ RECORD of less", {"00B201F402 > 61099000"});
    row("READ RECORD of a transparent file", {"00B2011400 > 6981"});
    row("READ RECORD without a file", {"00B2010400 > 6986"});
    row("READ RECORD in another mode", {"00B201F500 > 6A86"});
    row("READ RECORD, SFID not there", {"00B201AC00 > 6A82"});

    // the key
    row("MSE outside of DF.ESIGN", {"002241B606840184800100 > 6A88"});
    row("MSE in either order",
        {"00A4040C0AA000000167455349474E > 9000", "002241B606840184800100 > 9000",
            "002241B606800100840184 > 9000"});
    row("MSE with another key", {"00A4040C0AA000000167455349474E > 9000", "002241B606840182800100 > 6A88"});
    row("MSE with another algorithm",
        {"00A4040C0AA000000167455349474E > 9000", "002241B606840184800105 > 6A81"});
    row("MSE with half a data object",
        {"00A4040C0AA000000167455349474E > 9000", "002241B6058401848001 > 6A80"});
    row("MSE without an algorithm", {"00A4040C0AA000000167455349474E > 9000", "002241B603840184 > 6A80"});
    row("MSE with other parameters", {"002241A406840184800100 > 6A86"});
    row("PSO without a key",
        {"002A9E9A20 000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F 00 > 6985"});
    row("PSO without a PIN",
        {"00A4040C0AA000000167455349474E > 9000", "002241B606840184800100 > 9000",
            "002A9E9A20 000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F 00 > 6982"});
    row("PSO with PIN.CH alone",
        {"002000010826123456FFFFFFFF > 9000", "00A4040C0AA000000167455349474E > 9000",
            "002241B606840184800100 > 9000",
            "002A9E9A20 000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F 00 > 6982"});
    row("PSO with a short hash",
        {"002000020826123456FFFFFFFF > 9000", "00A4040C0AA000000167455349474E > 9000",
            "002241B606840184800100 > 9000", "002A9E9A020001 00 > 6A80"});
    row("PSO with other parameters",
        {"002A9E9B20 000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F 00 > 6A86"});
    row("PSO without Le",
        {"002A9E9A20 000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F > 6700"});
    row("another folder forgets the key",
        {"002000020826123456FFFFFFFF > 9000", "00A4040C0AA000000167455349474E > 9000",
            "002241B606840184800100 > 9000", "00A4040C > 9000",
            "002A9E9A20 000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F 00 > 6985"});

    // the rest
    row("GET CHALLENGE of 8 octets", {"0084000008 > *9000"});
    row("GET CHALLENGE of 9 octets", {"0084000009 > 6700"});
    row("GET RANDOM without Le", {"80840000 > 6700"});
    row("GET RANDOM with parameters", {"8084000120 > 6A86"});
    row("an unknown command", {"00EE0000 > 6D00"});
    row("an unknown command of the proprietary class", {"80EE0000 > 6D00"});
    row("an unknown class", {"A0A4040C > 6E00"});
    row("secure messaging without a channel", {"0CA4040C > 6882"});
    row("chaining", {"10A4040C > 6884"});
    row("no command at all", {" > 6700"});
    row("half a header", {"00A4 > 6700"});
    row("Lc and data disagree", {"00A4020C052F02 > 6700"});
    row("RESET APPLICATION forgets everything",
        {"002000020826123456FFFFFFFF > 9000", "00A4040C06D27600000102 > 9000", "00704001 > 9000",
            "80200002 > 63C3", "00B0820002 > 5A0A9000"});
    row("MANAGE CHANNEL", {"0070000001 > 6A86"});
    row("a reset forgets everything",
        {"002000020826123456FFFFFFFF > 9000", "00A4040C06D27600000102 > 9000", "reset", "80200002 > 63C3",
            "00B0820002 > 5A0A9000", "00A4040C > 9000", "reset", "00B0000000 > 6986"});
}

void TestVirtualCard::answers()
{
    QFETCH(Dialogue, dialogue);
    VirtualCard card(sampleCardImage());
    play(card, dialogue);
}

void TestVirtualCard::keepsItsPasswords_data()
{
    QTest::addColumn<ImagePinState>("state");
    QTest::addColumn<int>("tries");
    QTest::addColumn<int>("pukUses");
    QTest::addColumn<Dialogue>("dialogue");
    const auto row = [](const char *name, const Dialogue &dialogue,
                         ImagePinState state = ImagePinState::Regular, int tries = 3,
                         int pukUses = 10) { QTest::newRow(name) << state << tries << pukUses << dialogue; };

    row("asking costs nothing", {"80200002 > 63C3", "80200001 > 63C3", "80200002 > 63C3"});
    row("asking for a password that is not there", {"80200003 > 6A88", "80200082 > 6A88"});
    row("asking with parameters or data", {"80200102 > 6A86", "8020000201AA > 6700"});
    row("VERIFY", {"002000020826123456FFFFFFFF > 9000", "80200002 > 9000"});
    row("one secret, two states",
        {"002000020826123456FFFFFFFF > 9000", "80200001 > 63C3", "002000010826123456FFFFFFFF > 9000",
            "80200001 > 9000"});
    row("one counter",
        {"002000010826999999FFFFFFFF > 63C2", "002000020826999999FFFFFFFF > 63C1", "80200001 > 63C1",
            "80200002 > 63C1"});
    row("wrong takes back only its own state",
        {"002000020826123456FFFFFFFF > 9000", "002000010826123456FFFFFFFF > 9000",
            "002000020826999999FFFFFFFF > 63C2", "80200002 > 63C2", "80200001 > 9000"});
    row("right fills the counter up",
        {"002000020826999999FFFFFFFF > 63C2", "002000020826123456FFFFFFFF > 9000", "reset",
            "80200002 > 63C3"});
    row("three wrong ones block",
        {"002000020826999999FFFFFFFF > 63C2", "002000020826999999FFFFFFFF > 63C1",
            "002000020826999999FFFFFFFF > 63C0", "002000020826123456FFFFFFFF > 6983", "80200002 > 63C0",
            "reset", "002000020826123456FFFFFFFF > 6983"});
    row("a longer PIN with the same start is wrong", {"002000020827123456 7FFFFFFF > 63C2"});
    row("a block of another format is wrong", {"002000020806123456FFFFFFFF > 63C2"});
    row("VERIFY with a wrong length",
        {"0020000207261234 56FFFFFF > 6700", "00200002 > 6700", "80200002 > 63C3"});
    row("VERIFY with a parameter", {"002001020826123456FFFFFFFF > 6A86"});
    row("VERIFY of a password that is not there", {"002000030826123456FFFFFFFF > 6A88"});
    row("VERIFY, extended", {"0020000200000826123456FFFFFFFF > 9000"});

    row("CHANGE",
        {"002400021026123456FFFFFFFF2765432 10FFFFFFF > 9000", "002000020826123456FFFFFFFF > 63C2",
            "0020000208276543210FFFFFFF > 9000"});
    row("CHANGE with a wrong old PIN costs a try",
        {"002400021026999999FFFFFFFF26654321FFFFFFFF > 63C2", "002000020826123456FFFFFFFF > 9000"});
    row("CHANGE to a PIN that is too short costs nothing",
        {"002400021026123456FFFFFFFF2512345FFFFFFFFF > 6985", "80200002 > 63C3"});
    row("CHANGE to a PIN that is too long costs nothing",
        {"002400021026123456FFFFFFFF29123456789FFFFF > 6985", "80200002 > 63C3"});
    row("CHANGE to something that is no PIN block",
        {"002400021026123456FFFFFFFF26ABCDEFFFFFFFFF > 6985",
            "002400021026123456FFFFFFFF2612345600000000 > 6985"});
    row("CHANGE of a blocked PIN", {"002400021026123456FFFFFFFF26654321FFFFFFFF > 6983"},
        ImagePinState::Regular, 0);
    row("CHANGE without the old PIN",
        {"002401020826654321FFFFFFFF > 6985", "002000020826123456FFFFFFFF > 9000"});
    row("CHANGE with a wrong length", {"002400020826654321FFFFFFFF > 6700"});
    row("CHANGE with other parameters", {"002402020826654321FFFFFFFF > 6A86"});
    row("CHANGE of a password that is not there", {"002400031026123456FFFFFFFF26654321FFFFFFFF > 6A88"});
    row("CHANGE lasts through a reset",
        {"002400021026123456FFFFFFFF26654321FFFFFFFF > 9000", "reset", "002000020826654321FFFFFFFF > 9000"});

    row("PUK", {"002C0102082812345678FFFFFF > 9000", "80200002 > 63C3", "002000020826123456FFFFFFFF > 9000"},
        ImagePinState::Regular, 0);
    row("PUK and new PIN",
        {"002C0002102812345678FFFFFF26654321FFFFFFFF > 9000", "002000020826654321FFFFFFFF > 9000"},
        ImagePinState::Regular, 0);
    row("wrong PUK",
        {"002C0102082899999999FFFFFF > 63C9", "002C0102082899999999FFFFFF > 63C8", "80200002 > 63C0"},
        ImagePinState::Regular, 0);
    row("a right PUK is a use too",
        {"002C0102082812345678FFFFFF > 9000", "002C0102082899999999FFFFFF > 63C8"});
    row("PUK used up",
        {"002C0102082899999999FFFFFF > 63C0", "002C0102082812345678FFFFFF > 6983", "80200002 > 63C0"},
        ImagePinState::Regular, 0, 1);
    row("PUK with a new PIN that is too short costs nothing",
        {"002C0002102812345678FFFFFF2512345FFFFFFFFF > 6985", "002C0102082899999999FFFFFF > 63C9"});
    row("PUK with a wrong length", {"002C010201 28 > 6700"});
    row("PUK with other parameters", {"002C0202082812345678FFFFFF > 6A86"});
    row("PUK for a password that is not there", {"002C0105082812345678FFFFFF > 6A88"});

    row("transport PIN",
        {"80200002 > 62C1", "002000020826123456FFFFFFFF > 6985", "80200002 > 62C1",
            "002400021026123456FFFFFFFF26654321FFFFFFFF > 9000", "80200002 > 63C3",
            "002000020826654321FFFFFFFF > 9000"},
        ImagePinState::Transport);
    row("no PIN set",
        {"80200002 > 62C7", "002000020826123456FFFFFFFF > 6985", "002401020826654321FFFFFFFF > 9000",
            "80200002 > 63C3", "002000020826654321FFFFFFFF > 9000"},
        ImagePinState::Empty);
    row("no PIN set cannot be changed with an old one", {"002400021026123456FFFFFFFF26654321FFFFFFFF > 6985"},
        ImagePinState::Empty);
}

void TestVirtualCard::keepsItsPasswords()
{
    QFETCH(ImagePinState, state);
    QFETCH(int, tries);
    QFETCH(int, pukUses);
    QFETCH(Dialogue, dialogue);
    CardImage image = sampleCardImage();
    image.pinState = state;
    image.pinTries = tries;
    image.pukUses = pukUses;
    VirtualCard card(std::move(image));
    play(card, dialogue);
}

void TestVirtualCard::readsEveryByteOfAFile()
{
    VirtualCard card(sampleCardImage());
    const QByteArray whole = sampleCardCertificate().der();
    play(card, {"00A4040C0AA000000167455349474E > 9000"});
    QCOMPARE(card.transmit(hex("00B08400000000")), whole + hex("9000"));
    QCOMPARE(card.transmit(hex("00B0840000")), whole.first(256) + hex("9000"));
    for (qsizetype offset = 0; offset < whole.size(); ++offset) {
        const CommandApdu read{
            .ins = 0xB0, .p1 = static_cast<quint8>(offset >> 8), .p2 = static_cast<quint8>(offset), .ne = 1};
        QCOMPARE(card.transmit(read.encoded()), whole.sliced(offset, 1) + hex("9000"));
    }
}

void TestVirtualCard::honoursSmallBuffers()
{
    CardImage image = sampleCardImage();
    image.file(QStringLiteral("EF.ATR"))->content =
        hex("E010 02020040 02020020 02020040 02020020"); // 64 octets in, 32 out
    VirtualCard card(std::move(image));
    const CommandApdu fits{.ins = 0x2A, .p1 = 0x9E, .p2 = 0x9A, .data = QByteArray(58, 'x'), .ne = 256};
    const CommandApdu tooLarge{.ins = 0x2A, .p1 = 0x9E, .p2 = 0x9A, .data = QByteArray(59, 'x'), .ne = 256};
    QCOMPARE(fits.encoded().size(), 64);
    QCOMPARE(card.transmit(fits.encoded()).toHex(), QByteArray("6985"));
    QCOMPARE(card.transmit(tooLarge.encoded()).toHex(), QByteArray("6700"));
    play(card, {"00A4040C0AA000000167455349474E > 9000"});
    QCOMPARE(card.transmit(hex("00B08400000000")), sampleCardCertificate().der().first(30) + hex("9000"));
    QCOMPARE(card.transmit(hex("80840000000200")).size(), 32);
}

void TestVirtualCard::guardsFilesByTheirRules()
{
    CardImage image = sampleCardImage();
    image.file(QStringLiteral("EF.GDO"))->rule =
        AccessRule::parse("CB{ [ACTIVATED,1,{ ({00||b0||??||??},PWD(02)) }]}").value();
    image.file(QStringLiteral("EF.DIR"))->rule = AccessRule();
    VirtualCard card(std::move(image));
    play(card,
        {"00B0820000 > 6982", "00A4020C022F02 > 9000", "00B0000000 > 6982", "00B201F400 > 6982",
            "00B0910001 > EF9000", "002000020826123456FFFFFFFF > 9000", "00B0820001 > 5A9000",
            "00B201F400 > 6982"});
}

void TestVirtualCard::carriesTheFilesOfAHealthCard()
{
    VirtualCard card(sampleCardImage());
    QCOMPARE(card.atr(), hex("3BD096FF81B1FE451F072A"));
    const auto read = [&](const char *command) {
        const QByteArray answer = card.transmit(hex(command));
        return answer.endsWith(hex("9000")) ? answer.chopped(2) : QByteArray();
    };
    const QByteArray atr = read("00B09D0000");
    QCOMPARE(findTlv(atr, 0xE0)->toByteArray(), hex("02020809 0203008000 02020809 02020809"));
    QCOMPARE(findTlv(atr, 0xD4)->size(), 16);
    QCOMPARE(read("00B09C0000"), hex("31143012060A04007F0007020204020202010202010D"));
    const QByteArray version = read("00B0910000");
    QCOMPARE(version.size(), 0x2D);
    QCOMPARE(findTlv(*findTlv(version, 0xEF), 0xC1)->toByteArray(), hex("040502"));
    QCOMPARE(read("00B2048400"), hex("0040000000"));
    QVERIFY(card.transmit(hex(selectHca)).endsWith(hex("9000")));
    QCOMPARE(read("00B08C0000").size(), 25);
    QCOMPARE(read("00B0810000"), QByteArray("personal data"));
}

void TestVirtualCard::signsWithFreshRandomness()
{
    VirtualCard card(sampleCardImage(), std::make_shared<SeededRandomness>(1));
    play(card,
        {"002000020826123456FFFFFFFF > 9000", "00A4040C0AA000000167455349474E > 9000",
            "002241B606840184800100 > 9000"});
    QSet<QByteArray> seen;
    for (const QByteArray &command : {QByteArray("002A9E9A20") + hash32 + "00",
             QByteArray("002A9E9A20") + hash32 + "40", QByteArray("002A9E9A000020") + hash32 + "0000"}) {
        const QByteArray answer = card.transmit(hex(command));
        QCOMPARE(answer.size(), 66);
        QVERIFY(answer.endsWith(hex("9000")));
        QVERIFY(sampleCardCertificate().publicKey().verifyDigest(hex(hash32), answer.first(64)));
        seen.insert(answer);
    }
    QCOMPARE(seen.size(), 3);
}

void TestVirtualCard::repeatsRandomNumbersOnlyWhenSeeded()
{
    VirtualCard first(sampleCardImage());
    VirtualCard second(sampleCardImage());
    QVERIFY(first.transmit(hex("8084000020")) != second.transmit(hex("8084000020")));
    VirtualCard seeded(sampleCardImage(), std::make_shared<SeededRandomness>(7));
    VirtualCard again(sampleCardImage(), std::make_shared<SeededRandomness>(7));
    const QByteArray random = seeded.transmit(hex("8084000020"));
    QCOMPARE(random.size(), 34);
    QCOMPARE(again.transmit(hex("8084000020")), random);
    QCOMPARE(seeded.transmit(hex("0084000010")).size(), 18);
}

void TestVirtualCard::answersEveryPrefixOfEveryCommand()
{
    VirtualCard card(sampleCardImage());
    for (const char *command : {selectEsign, selectHca, chooseKey, verifyHome, verifyPinCh, verifyWrong}) {
        const QByteArray whole = hex(command);
        for (qsizetype size = 0; size < whole.size(); ++size) {
            const QByteArray answer = card.transmit(QByteArrayView(whole).first(size));
            QVERIFY(answer.size() >= 2);
            QVERIFY(answer != hex("6F00"));
        }
    }
    QCOMPARE(card.pinTriesLeft(), 3);
}

void TestVirtualCard::usesOneCounterFromManyThreads()
{
    VirtualCard card(sampleCardImage());
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] { card.transmit(hex(verifyWrong)); });
    threads.clear();
    QCOMPARE(card.pinTriesLeft(), 0);
    play(card, {"002000020826123456FFFFFFFF > 6983"});
}

QTEST_GUILESS_MAIN(TestVirtualCard)
#include "tst_virtualcard.moc"

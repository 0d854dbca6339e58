#include "core/card/virtual/cardchannel.h"

#include "core/base/files.h"
#include "core/card/virtual/cardimagefile.h"
#include "core/card/virtual/virtualcard.h"
#include "tests/support/samplecard.h"
#include "tests/support/terminal.h"

#include <QFileInfo>
#include <QTest>

using namespace dsr;

namespace {

constexpr const char *chooseCan = "0022C1A40F800A04007F0007020204020283 0102";
constexpr const char *askNonce = "10860000027C0000";

QByteArray hex(const QByteArray &text)
{
    return QByteArray::fromHex(text);
}

Secret secret(const char *text)
{
    return Secret(QByteArray::fromHex(text));
}

PaceKeys keysOf(const char *encryption, const char *mac)
{
    return {secret(encryption), secret(mac), {}, {}};
}

QString swOf(const ResponseApdu &answer)
{
    return swText(answer.sw);
}

CardImage contactlessImage()
{
    CardImage image = sampleCardImage();
    image.interface = CardInterface::Contactless;
    return image;
}

// The worked example of BSI TR-03110: the card's secrets and what both sides said.
constexpr const char *exampleNonce = "7D98C00FC6C9E9543BBF94A87073A123";
constexpr const char *exampleMapping = "19C428715663DE745D1824B855D2B967890C99D68ED5FEEE9DCDF8D7BBA289D2";
constexpr const char *exampleAgreement = "15872C56908C144002177994CFAAEDD5467CE150853C44535051FF24183039D8";
constexpr const char *exampleEncryption = "68406B4162100563D9C901A6154D2901";
constexpr const char *exampleMac = "73FF268784F72AF833FDC9464049AFC9";
// A recorded card.
constexpr const char *recordedEncryption = "BBC3208449BB05FA3F8AB92BB63C216E";
constexpr const char *recordedMac = "5C8B39147C8F54FA96A83C130C834986";

} // namespace

class TestCardChannel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersTheWorkedExampleOfPace();
    void opensTheUnitVectors_data();
    void opensTheUnitVectors();
    void sealsTheUnitVectors();
    void speaksLikeTheRecordedCard_data();
    void speaksLikeTheRecordedCard();
    void refusesBrokenCommands_data();
    void refusesBrokenCommands();
    void knowsHowMuchFits();

    void runsPaceInOrderOnly_data();
    void runsPaceInOrderOnly();
    void refusesPointsThatAreNone_data();
    void refusesPointsThatAreNone();
    void noticesAWrongCan();
    void hasNoPaceWithoutACan();

    void shutsItsFilesWithoutAChannel_data();
    void shutsItsFilesWithoutAChannel();
    void opensItsFilesInTheChannel();
    void takesShortAndExtendedCommands_data();
    void takesShortAndExtendedCommands();
    void wantsThePinEncrypted();
    void signsInTheChannel();
    void worksOverContactsToo();
    void dropsTheChannelWithAPlainCommand_data();
    void dropsTheChannelWithAPlainCommand();
    void dropsTheChannelWithABadChecksum();
    void dropsTheChannelWithAReplayedCommand();
    void endsTheChannelWithResetApplication();
    void honoursItsBuffers();
    void servesTheSimulatorsCard();
};

void TestCardChannel::answersTheWorkedExampleOfPace()
{
    CardImage image = sampleCardImage();
    image.can = secretOf("123456");
    VirtualCard card(std::move(image));
    card.scriptPace({secret(exampleNonce), {secret(exampleMapping), secret(exampleAgreement)}});
    const auto said = [&](const QByteArray &command) {
        return card.transmit(hex(command)).toHex().toUpper();
    };
    QCOMPARE(said(chooseCan), QByteArray("9000"));
    QCOMPARE(said(askNonce), QByteArray("7C128010CE834CDE69FFBB1D1EB21585CD709F189000"));
    QCOMPARE(
        said("10860000457C438141"
             "043DD29BBE5907FD21A152ADA4895FAAE7ACC55F5E50EFBFDE5AB0C6EB54F198D615913635F0FDF5BEB383E00355F8"
             "2D3C41ED0DF2E28363433DFB73856A15DC9F00"),
        QByteArray(
            "7C438241"
            "049CFCF7582AC986D0DD52FA53123414C3E1B96B4D00ABA8E574679B70EFB5BC3B45D2F13729CC2AE178E7E241B44321"
            "3533B77DBB44649A815DDC4A2384BA422A9000"));
    // Extended length as well.
    QCOMPARE(
        said("10860000000045 7C438341"
             "04518BC4E532AD2A9BD6527804D5D665ABD51041037A0CC8AA922804EB501C222B3427388599AFAAE9FBACE2DF93E1"
             "3C3C4979CD12F0AE3E3C01260283915545820000"),
        QByteArray("7C438441"
                   "04282CF38073036AFAC216AF135BD994DA0C357F10BD4C34AFEA1042B2EB0FD6804DF3658B835AC2E7133F136"
                   "91184542"
                   "BB50B109963A4662ABDC08B9763AF4B5B9000"));
    QCOMPARE(said("008600000C7C0A8508A27AE7B36573C1D900"), QByteArray("7C0A8608A2658C2F38600B0F9000"));
    // The script is used once: the next run brings another nonce.
    QCOMPARE(said(chooseCan), QByteArray("9000"));
    QVERIFY(said(askNonce) != QByteArray("7C128010CE834CDE69FFBB1D1EB21585CD709F189000"));
}

void TestCardChannel::opensTheUnitVectors_data()
{
    QTest::addColumn<QByteArray>("sealed");
    QTest::addColumn<QByteArray>("plain");
    const auto row = [](const char *name, const char *sealed, const char *plain) {
        QTest::newRow(name) << QByteArray(sealed) << QByteArray(plain);
    };
    row("no data, no Le", "0D0203040A8E08D92B4FDDC2BBED8C00", "01020304");
    row("no data, Ne 127", "0D02030400000D97017F8E0871D8E0418DAE20F30000", "010203047F");
    row("no data, Ne 257", "0D02030400000E970201018E089F3EDDFBB1D3971D0000", "01020304000101");
    row("data", "0D0203041D871101496C26D36306679609665A385C54DB378E08E7AAD918F260D8EF00",
        "010203040605060708090A");
    row("data and Ne 127",
        "0D020304000020871101496C26D36306679609665A385C54DB3797017F8E0863D541F262BD445A0000",
        "010203040605060708090A7F");
}

void TestCardChannel::opensTheUnitVectors()
{
    QFETCH(QByteArray, sealed);
    QFETCH(QByteArray, plain);
    CardChannel channel(keysOf(exampleEncryption, exampleMac));
    const auto opened = channel.open(CommandApdu::parse(hex(sealed)).value());
    QVERIFY(opened);
    QCOMPARE(opened->command.encoded().toHex().toUpper(), plain);
    QVERIFY(opened->encrypted);
    QVERIFY(!opened->wildcard);
}

void TestCardChannel::sealsTheUnitVectors()
{
    const auto sealed = [](const char *data) {
        CardChannel channel(keysOf(exampleEncryption, exampleMac));
        return channel.seal({hex(data), 0x9000}, CardChannel::Data::Encrypted).encoded().toHex().toUpper();
    };
    QCOMPARE(sealed(""), QByteArray("990290008E08087631D746F872729000"));
    QCOMPARE(sealed("05060708090A"),
        QByteArray("871101496C26D36306679609665A385C54DB37990290008E08B7E9ED2A0C89FB3A9000"));
}

void TestCardChannel::speaksLikeTheRecordedCard_data()
{
    QTest::addColumn<quint64>("counter");
    QTest::addColumn<QByteArray>("sealed");
    QTest::addColumn<QByteArray>("plain");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<int>("sw");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, quint64 counter, const char *sealed, const char *plain,
                         const char *data, int sw, const char *answer) {
        QTest::newRow(name) << counter << QByteArray(sealed) << QByteArray(plain) << QByteArray(data) << sw
                            << QByteArray(answer);
    };
    row("SELECT MF", 0, "0CA4040C0A8E08C0CA98B2E7F94D4700", "00A4040C", "", 0x9000,
        "990290008E089ED0FCE2BB08677E9000");
    row("GET PIN STATUS", 2, "8C2000020A8E0837DA583C24CD668E00", "80200002", "", 0x63C3,
        "990263C38E08EB5EA0B519CFE80863C3");
    row("VERIFY", 4, "0C2000021D8711018C8B10EAF4A2D793E9B1D76763D05D748E08D6C0184D9A91548700",
        "002000020826123456FFFFFFFF", "", 0x9000, "990290008E08A2A45A77205853C29000");
}

void TestCardChannel::speaksLikeTheRecordedCard()
{
    QFETCH(quint64, counter);
    QFETCH(QByteArray, sealed);
    QFETCH(QByteArray, plain);
    QFETCH(QByteArray, data);
    QFETCH(int, sw);
    QFETCH(QByteArray, answer);
    CardChannel channel(keysOf(recordedEncryption, recordedMac), counter);
    const auto opened = channel.open(CommandApdu::parse(hex(sealed)).value());
    QVERIFY(opened);
    QCOMPARE(opened->command.encoded().toHex().toUpper(), plain);
    QCOMPARE(channel.seal({hex(data), static_cast<quint16>(sw)}, CardChannel::Data::Encrypted)
                 .encoded()
                 .toHex()
                 .toUpper(),
        answer);

    // And an encrypted answer of the same card.
    CardChannel other(keysOf("118494F2E03FF8DD618C639383E71D23", "615651C2FECFF3054E860E25D1BCD732"), 2);
    const auto random =
        other.open(CommandApdu::parse(hex("8C840000 00000D 970120 8E08EC90DB99F67E54F7 0000")).value());
    QVERIFY(random);
    QCOMPARE(random->command.encoded().toHex(), QByteArray("8084000020"));
    QCOMPARE(other
                 .seal({hex("A505CBB197367E913D5513AD531E81ED40B589CCB3AB8BB634B19C97EB241137"), 0x9000},
                     CardChannel::Data::Encrypted)
                 .encoded()
                 .toHex()
                 .toUpper(),
        QByteArray(
            "873101"
            "9608D04F2D57FD8E0FEF87F4EC242E71C842211331D77DB0D60ADB373D4998AE217D928E969846D7837FC19EE62D8A0E"
            "990290008E08CED696693974B5C29000"));
}

void TestCardChannel::refusesBrokenCommands_data()
{
    QTest::addColumn<QByteArray>("body"); // with a good checksum behind it
    QTest::addColumn<int>("sw");
    const auto row = [](const char *name, const char *body, int sw) {
        QTest::newRow(name) << QByteArray(body) << sw;
    };
    row("a whole one", "970100", 0x9000);
    row("Le of no octets", "9700", 0x6988);
    row("Le of three octets", "9703000000", 0x6988);
    row("Le twice", "970100970100", 0x6988);
    row("Le before data", "970100810101", 0x6988);
    row("data twice", "810101810102", 0x6988);
    row("an unknown object", "850101", 0x6988);
    row("a cryptogram of no octets", "8700", 0x6988);
    row("a cryptogram without its indicator", "871100496C26D36306679609665A385C54DB37", 0x6988);
    row("half a block", "870901496C26D363066796", 0x6988);
    row("a cryptogram of something else", "87110100000000000000000000000000000000", 0x6988);
    row("half an object", "9702", 0x6988);
}

void TestCardChannel::refusesBrokenCommands()
{
    QFETCH(QByteArray, body);
    QFETCH(int, sw);
    SessionCipher terminal(secret(exampleEncryption), secret(exampleMac));
    QVERIFY(terminal.advance());
    CommandApdu command{.cla = 0x0C, .ins = 0xB0, .p1 = 0x82, .p2 = 0x00};
    const QByteArray mac = terminal.mac(command.encoded(), hex(body));
    command.data = hex(body) + encodeTlv(0x8E, mac);
    command.ne = 256;
    CardChannel channel(keysOf(exampleEncryption, exampleMac));
    const auto opened = channel.open(command);
    QCOMPARE(opened ? 0x9000 : opened.error(), sw);

    const auto refusal = [](const QByteArray &data) {
        CardChannel fresh(keysOf(exampleEncryption, exampleMac));
        const auto result = fresh.open({.cla = 0x0C, .ins = 0xB0, .p1 = 0x82, .data = data, .ne = 256});
        return result ? 0x9000 : static_cast<int>(result.error());
    };
    QCOMPARE(refusal(hex(body) + encodeTlv(0x8E, mac.first(7))), 0x6988);
    QCOMPARE(refusal(encodeTlv(0x8E, QByteArray(8, '\0')) + encodeTlv(0x97, "x")), 0x6987);
    QCOMPARE(refusal({}), 0x6987);
}

void TestCardChannel::knowsHowMuchFits()
{
    QCOMPARE(CardChannel::room(987 - 2), 959);
    QCOMPARE(CardChannel::room(1033 - 2), 1007);
    QCOMPARE(CardChannel::room(2057 - 2), 2031);
    QCOMPARE(CardChannel::room(256), 223);
    QCOMPARE(CardChannel::room(10), 0);
    // Exactly so much: one octet more would be a block more.
    for (const qsizetype field : {256, 985, 1031, 2055}) {
        CardChannel channel(keysOf(exampleEncryption, exampleMac));
        const auto sealed = [&](qsizetype size) {
            return channel.seal({QByteArray(size, 'x'), 0x9000}, CardChannel::Data::Encrypted).data.size();
        };
        QVERIFY(sealed(CardChannel::room(field)) <= field);
        QVERIFY(sealed(CardChannel::room(field) + 1) > field);
    }
}

void TestCardChannel::runsPaceInOrderOnly_data()
{
    QTest::addColumn<QByteArrayList>("dialogue"); // command, status word, …
    const auto row = [](const char *name, const QByteArrayList &dialogue) {
        QTest::newRow(name) << dialogue;
    };
    const QByteArray point = PaceParty(secret(exampleNonce)).mappingPoint().toHex();
    const QByteArray map = "10860000457C438141" + point + "00";
    const QByteArray agree = "10860000457C438341" + point + "00";
    const QByteArray token = "008600000C7C0A8508000000000000000000";
    row("nothing chosen", {askNonce, "6985"});
    row("mapping before the nonce", {chooseCan, "9000", map, "6985", askNonce, "6985"});
    row("agreement before the mapping", {chooseCan, "9000", askNonce, "9000", agree, "6985", map, "6985"});
    row("token before the agreement", {chooseCan, "9000", askNonce, "9000", map, "9000", token, "6985"});
    row("the nonce twice", {chooseCan, "9000", askNonce, "9000", askNonce, "6985"});
    row("the nonce without chaining", {chooseCan, "9000", "00860000027C0000", "6985"});
    row("the token with chaining",
        {chooseCan, "9000", askNonce, "9000", map, "9000", agree, "9000",
            "108600000C7C0A8508000000000000000000", "6985"});
    row("something between", {chooseCan, "9000", askNonce, "9000", "00A4040C", "9000", map, "6985"});
    row("chosen again in between",
        {chooseCan, "9000", askNonce, "9000", chooseCan, "9000", askNonce, "9000"});
    row("a wrong token starts again",
        {chooseCan, "9000", askNonce, "9000", map, "9000", agree, "9000", token, "6300", token, "6985",
            chooseCan, "9000", askNonce, "9000"});
    row("half a token",
        {chooseCan, "9000", askNonce, "9000", map, "9000", agree, "9000",
            "008600000B7C09850700000000000000 00", "6A80"});
    row("no data", {chooseCan, "9000", "1086000000", "6700"});
    row("no Le", {chooseCan, "9000", "10860000027C00", "6700"});
    row("parameters", {chooseCan, "9000", "10860100027C0000", "6A86"});
    row("another wrapper", {chooseCan, "9000", "10860000027D0000", "6A80"});
    row("two wrappers", {chooseCan, "9000", "10860000047C007C0000", "6A80"});
    row("two objects", {chooseCan, "9000", askNonce, "9000", "10860000067C048100810000", "6A80"});
    row("half an object", {chooseCan, "9000", askNonce, "9000", "10860000047C02810500", "6A80"});
    row("another key", {"0022C1A40F800A04007F00070202040202830103", "6A88"});
    row("another protocol", {"0022C1A40F800A04007F00070202040203830102", "6A81"});
    row("the key first", {"0022C1A40F830102800A04007F00070202040202", "9000", askNonce, "9000"});
    row("no key", {"0022C1A40C800A04007F00070202040202", "6A80"});
    row("something more", {"0022C1A412800A04007F00070202040202830102840 10D", "6A80"});
    row("chaining of another command", {"10A4040C", "6884"});
    row("a channel without PACE", {"0CA4040C0A8E08000000000000000000", "6882"});
}

void TestCardChannel::runsPaceInOrderOnly()
{
    QFETCH(QByteArrayList, dialogue);
    VirtualCard card(contactlessImage());
    for (qsizetype i = 0; i < dialogue.size(); i += 2) {
        const QByteArray answer = card.transmit(hex(dialogue.at(i)));
        QVERIFY2(answer.endsWith(hex(dialogue.at(i + 1))), dialogue.at(i) + " gave " + answer.toHex());
    }
}

void TestCardChannel::refusesPointsThatAreNone_data()
{
    QTest::addColumn<QByteArray>("point");
    const QByteArray good = PaceParty(secret(exampleNonce)).mappingPoint();
    QByteArray off = good;
    off[64] = static_cast<char>(off[64] ^ 1);
    QByteArray form = good;
    form[0] = 0x06;
    QTest::newRow("off the curve") << off;
    QTest::newRow("another form") << form;
    QTest::newRow("infinity") << QByteArray(1, '\0');
    QTest::newRow("zeros") << QByteArray(1, '\x04') + QByteArray(64, '\0');
    QTest::newRow("coordinates beyond the prime") << QByteArray(1, '\x04') + QByteArray(64, '\xFF');
    QTest::newRow("too short") << good.chopped(1);
    QTest::newRow("too long") << good + '\0';
    QTest::newRow("nothing") << QByteArray();
}

void TestCardChannel::refusesPointsThatAreNone()
{
    QFETCH(QByteArray, point);
    VirtualCard card(contactlessImage());
    Terminal terminal(card);
    QCOMPARE(swOf(terminal.plain(chooseCan)), QStringLiteral("9000"));
    QCOMPARE(swOf(terminal.plain(askNonce)), QStringLiteral("9000"));
    QCOMPARE(swOf(terminal.authenticate(0x10, encodeTlv(0x81, point))), QStringLiteral("6A80"));
    QCOMPARE(swOf(terminal.plain(chooseCan)), QStringLiteral("9000"));
    QCOMPARE(swOf(terminal.plain(askNonce)), QStringLiteral("9000"));
    const QByteArray good = PaceParty(secret(exampleNonce)).mappingPoint();
    QCOMPARE(swOf(terminal.authenticate(0x10, encodeTlv(0x81, good))), QStringLiteral("9000"));
    QCOMPARE(swOf(terminal.authenticate(0x10, encodeTlv(0x83, point))), QStringLiteral("6A80"));
    QCOMPARE(swText(terminal.pace("123123")), QStringLiteral("9000"));
}

void TestCardChannel::noticesAWrongCan()
{
    VirtualCard card(contactlessImage());
    Terminal terminal(card);
    QCOMPARE(swText(terminal.pace("123124")), QStringLiteral("6300"));
    QCOMPARE(swOf(terminal.plain("00B0820000")), QStringLiteral("6982"));
    QCOMPARE(swText(terminal.pace("123123")), QStringLiteral("9000"));
}

void TestCardChannel::hasNoPaceWithoutACan()
{
    CardImage image = contactlessImage();
    image.can = Secret();
    VirtualCard card(std::move(image));
    QCOMPARE(swText(Terminal(card).pace("123123")), QStringLiteral("6A88"));
}

void TestCardChannel::shutsItsFilesWithoutAChannel_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("sw");
    const auto row = [](const char *name, const char *command, const char *sw) {
        QTest::newRow(name) << QByteArray(command) << QByteArray(sw);
    };
    row("EF.ATR is free", "00B09D0000", "9000");
    row("EF.CardAccess is free", "00B09C0000", "9000");
    row("EF.Version2 is free", "00B0910000", "9000");
    row("EF.Version is free", "00B2018400", "9000");
    row("EF.GDO is shut", "00B0820000", "6982");
    row("EF.DIR is shut", "00B201F400", "6982");
    row("SELECT is free", "00A4040C0AA000000167455349474E", "9000");
    row("GET PIN STATUS is shut", "80200002", "6982");
    row("VERIFY is shut", "002000020826123456FFFFFFFF", "6982");
    row("CHANGE REFERENCE DATA is shut", "002400021026123456FFFFFFFF26654321FFFFFFFF", "6982");
    row("RESET RETRY COUNTER is shut", "002C0102082812345678FFFFFF", "6982");
    row("GET RANDOM is shut", "8084000008", "6982");
    row("GET CHALLENGE is free", "0084000008", "9000");
}

void TestCardChannel::shutsItsFilesWithoutAChannel()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, sw);
    VirtualCard card(contactlessImage());
    QCOMPARE(card.atr().toHex(), QByteArray("3b858001300101303034"));
    QCOMPARE(card.transmit(hex(command)).right(2).toHex().toUpper(), sw);
    QCOMPARE(card.pinTriesLeft(), 3);
}

void TestCardChannel::opensItsFilesInTheChannel()
{
    VirtualCard card(contactlessImage());
    Terminal terminal(card);
    QCOMPARE(swText(terminal.pace("123123")), QStringLiteral("9000"));
    QCOMPARE(terminal.send("00B0820000").data.toHex(), QByteArray("5a0a80276883110000168584"));
    QCOMPARE(terminal.send("00B201F400").data.toHex(), QByteArray("61094f07d2760001448000"));
    QCOMPARE(swOf(terminal.send("80200002")), QStringLiteral("63C3"));
    QCOMPARE(terminal.send("8084000020").data.size(), 32);
    quint32 tag = 0;
    // A description comes plain but sealed, contents come encrypted, and a status word needs no object.
    const ResponseApdu fcp = terminal.send(CommandApdu::parse(hex("00A40204022F0200")).value(), true, &tag);
    QCOMPARE(fcp.data.toHex(), QByteArray("62158002000c82014183022f028801108a0105c502000c"));
    QCOMPARE(tag, 0x81U);
    terminal.send(CommandApdu::parse(hex("00B0000000")).value(), true, &tag);
    QCOMPARE(tag, 0x87U);
    QCOMPARE(swOf(terminal.send(CommandApdu::parse(hex("00B0000C00")).value(), true, &tag)),
        QStringLiteral("6B00"));
    QCOMPARE(tag, 0U);
    QCOMPARE(swOf(terminal.send("00EE0000")), QStringLiteral("6D00"));
    QCOMPARE(swOf(terminal.send("0022C1A40F800A04007F00070202040202830102")), QStringLiteral("6985"));
    QCOMPARE(swOf(terminal.send("00B0820001")), QStringLiteral("9000"));
    card.reset();
    QCOMPARE(swOf(terminal.plain("00B0820000")), QStringLiteral("6982"));
}

void TestCardChannel::takesShortAndExtendedCommands_data()
{
    QTest::addColumn<bool>("extended");
    QTest::addColumn<int>("ne");
    QTest::addColumn<qsizetype>("size");
    const qsizetype whole = sampleCardCertificate().der().size();
    QTest::newRow("extended, as much as there is") << true << 65536 << whole;
    QTest::newRow("extended, 256") << true << 256 << qsizetype(256);
    QTest::newRow("extended, 300") << true << 300 << qsizetype(300);
    QTest::newRow("short, as much as there is") << false << 256 << qsizetype(223);
    QTest::newRow("short, what fits") << false << 223 << qsizetype(223);
    QTest::newRow("short, one octet") << false << 1 << qsizetype(1);
}

void TestCardChannel::takesShortAndExtendedCommands()
{
    QFETCH(bool, extended);
    QFETCH(int, ne);
    QFETCH(qsizetype, size);
    VirtualCard card(contactlessImage());
    Terminal terminal(card);
    QCOMPARE(swText(terminal.pace("123123")), QStringLiteral("9000"));
    QCOMPARE(swOf(terminal.send("00A4040C0AA000000167455349474E")), QStringLiteral("9000"));
    const ResponseApdu answer = terminal.send({.ins = 0xB0, .p1 = 0x84, .ne = ne}, extended);
    QCOMPARE(swOf(answer), QStringLiteral("9000"));
    QCOMPARE(answer.data, sampleCardCertificate().der().first(size));
}

void TestCardChannel::wantsThePinEncrypted()
{
    VirtualCard card(contactlessImage());
    Terminal terminal(card);
    QCOMPARE(swText(terminal.pace("123123")), QStringLiteral("9000"));
    const CommandApdu verify = CommandApdu::parse(hex("002000020826123456FFFFFFFF")).value();
    QCOMPARE(swOf(terminal.open(card.transmit(terminal.seal(verify, true, 0x81)))), QStringLiteral("6982"));
    QCOMPARE(swOf(terminal.send("80200002")), QStringLiteral("63C3"));
    QCOMPARE(swOf(terminal.send("002000020826999999FFFFFFFF")), QStringLiteral("63C2"));
    QCOMPARE(swOf(terminal.send(verify)), QStringLiteral("9000"));
    QCOMPARE(swOf(terminal.send("80200002")), QStringLiteral("9000"));
}

void TestCardChannel::signsInTheChannel()
{
    VirtualCard card(contactlessImage());
    Terminal terminal(card);
    QCOMPARE(swText(terminal.pace("123123")), QStringLiteral("9000"));
    QCOMPARE(swOf(terminal.send("00A4040C0AA000000167455349474E")), QStringLiteral("9000"));
    QCOMPARE(swOf(terminal.send("002241B606840184800100")), QStringLiteral("9000"));
    const QByteArray hash(32, 'h');
    const CommandApdu sign{.ins = 0x2A, .p1 = 0x9E, .p2 = 0x9A, .data = hash, .ne = 256};
    QCOMPARE(swOf(terminal.send(sign)), QStringLiteral("6982"));
    QCOMPARE(swOf(terminal.send("002000020826123456FFFFFFFF")), QStringLiteral("9000"));
    QCOMPARE(swOf(terminal.open(card.transmit(terminal.seal(sign, true, 0x81)))), QStringLiteral("6982"));
    const ResponseApdu signature = terminal.send(sign);
    QCOMPARE(swOf(signature), QStringLiteral("9000"));
    QVERIFY(sampleCardCertificate().publicKey().verifyDigest(hash, signature.data));
}

void TestCardChannel::worksOverContactsToo()
{
    VirtualCard card(sampleCardImage());
    Terminal terminal(card);
    QCOMPARE(swText(terminal.pace("123123")), QStringLiteral("9000"));
    QCOMPARE(terminal.send("00B0820002").data.toHex(), QByteArray("5a0a"));
    QCOMPARE(swOf(terminal.send("002000020826123456FFFFFFFF")), QStringLiteral("9000"));
    QCOMPARE(swOf(terminal.plain("80200002")), QStringLiteral("63C3"));
    QCOMPARE(swOf(terminal.plain("00B0820000")), QStringLiteral("9000"));
}

void TestCardChannel::dropsTheChannelWithAPlainCommand_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("sw");
    QTest::newRow("a command that is free") << QByteArray("00B0910001") << QByteArray("9000");
    QTest::newRow("a command that is shut") << QByteArray("00B0820000") << QByteArray("6982");
    QTest::newRow("a new run of PACE") << QByteArray(chooseCan) << QByteArray("9000");
    QTest::newRow("octets that are no command") << QByteArray("00") << QByteArray("6700");
    QTest::newRow("another kind of secure messaging") << QByteArray("04A4040C") << QByteArray("6E00");
}

void TestCardChannel::dropsTheChannelWithAPlainCommand()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, sw);
    VirtualCard card(contactlessImage());
    Terminal terminal(card);
    QCOMPARE(swText(terminal.pace("123123")), QStringLiteral("9000"));
    QCOMPARE(swOf(terminal.send("002000020826123456FFFFFFFF")), QStringLiteral("9000"));
    QCOMPARE(card.transmit(hex(command)).right(2).toHex().toUpper(), sw);
    QCOMPARE(card.transmit(terminal.seal({.ins = 0xB0, .p1 = 0x82, .ne = 256})).toHex(), QByteArray("6882"));
    // The PIN has to be shown again, too.
    QCOMPARE(swText(terminal.pace("123123")), QStringLiteral("9000"));
    QCOMPARE(swOf(terminal.send("80200002")), QStringLiteral("63C3"));
}

void TestCardChannel::dropsTheChannelWithABadChecksum()
{
    VirtualCard card(contactlessImage());
    Terminal terminal(card);
    const CommandApdu read{.ins = 0xB0, .p1 = 0x82, .ne = 256};
    const qsizetype size = [&] {
        terminal.pace("123123");
        return terminal.seal(read).size();
    }();
    for (qsizetype at = 0; at < size; ++at) {
        QCOMPARE(swText(terminal.pace("123123")), QStringLiteral("9000"));
        QByteArray sealed = terminal.seal(read);
        sealed[at] = static_cast<char>(sealed[at] ^ 0x01);
        const QByteArray answer = card.transmit(sealed);
        // The last two octets are the length of the answer, which is not protected.
        const bool isLength = at >= size - 2;
        QVERIFY2(isLength || answer.size() == 2, QByteArray::number(at) + answer.toHex());
        if (!isLength)
            QVERIFY(card.transmit(terminal.seal(read)).size() == 2);
    }
    QCOMPARE(swText(terminal.pace("123123")), QStringLiteral("9000"));
    QByteArray sealed = terminal.seal(read);
    sealed[sealed.size() - 3] = static_cast<char>(sealed[sealed.size() - 3] ^ 0x01);
    QCOMPARE(card.transmit(sealed).toHex(), QByteArray("6988"));
    QCOMPARE(card.transmit(terminal.seal(read)).toHex(), QByteArray("6882"));
}

void TestCardChannel::dropsTheChannelWithAReplayedCommand()
{
    VirtualCard card(contactlessImage());
    Terminal terminal(card);
    QCOMPARE(swText(terminal.pace("123123")), QStringLiteral("9000"));
    const QByteArray verify = terminal.seal(CommandApdu::parse(hex("002000020826123456FFFFFFFF")).value());
    QCOMPARE(swOf(terminal.open(card.transmit(verify))), QStringLiteral("9000"));
    QCOMPARE(card.transmit(verify).toHex(), QByteArray("6988"));
    QCOMPARE(swOf(terminal.plain("80200002")), QStringLiteral("6982"));
}

void TestCardChannel::endsTheChannelWithResetApplication()
{
    VirtualCard card(contactlessImage());
    Terminal terminal(card);
    QCOMPARE(swText(terminal.pace("123123")), QStringLiteral("9000"));
    QCOMPARE(swOf(terminal.send("00704001")), QStringLiteral("9000"));
    QCOMPARE(card.transmit(terminal.seal({.ins = 0xB0, .p1 = 0x82, .ne = 256})).toHex(), QByteArray("6882"));
}

void TestCardChannel::honoursItsBuffers()
{
    CardImage image = contactlessImage();
    image.file(QStringLiteral("EF.ATR"))->content = hex("E010 020203F6 020203FE 020203AF 020203DB");
    VirtualCard card(std::move(image));
    Terminal terminal(card);
    QCOMPARE(swText(terminal.pace("123123")), QStringLiteral("9000"));
    QCOMPARE(swOf(terminal.send("00A4040C0AA000000167455349474E")), QStringLiteral("9000"));
    const QByteArray answer = card.transmit(terminal.seal({.ins = 0xB0, .p1 = 0x84, .ne = 65536}));
    QVERIFY(answer.size() <= 987);
    QCOMPARE(terminal.open(answer).data,
        sampleCardCertificate().der().first(qMin<qsizetype>(959, sampleCardCertificate().der().size())));
    const QByteArray large =
        terminal.seal({.ins = 0x2A, .p1 = 0x9E, .p2 = 0x9A, .data = QByteArray(930, 'x'), .ne = 256});
    QVERIFY(large.size() > 943);
    QCOMPARE(card.transmit(large).toHex(), QByteArray("6700"));
}

void TestCardChannel::servesTheSimulatorsCard()
{
    const QString path = QStringLiteral(DSR_SAMPLES "/egk/EGK_80276883110000168584_gema5.xml");
    if (!QFileInfo::exists(path))
        QSKIP("the sample card image is not there");
    CardImage image = loadCardImage(*readFile(path)).value();
    image.interface = CardInterface::Contactless;
    const PublicKey key = image.authKey.publicKey();
    VirtualCard card(std::move(image));
    Terminal terminal(card);
    QCOMPARE(swOf(terminal.plain("00B0820000")), QStringLiteral("6982"));
    QCOMPARE(swOf(terminal.plain("80200002")), QStringLiteral("6982"));
    QCOMPARE(swText(terminal.pace("123123")), QStringLiteral("9000"));
    QCOMPARE(terminal.send("00B0820000").data.toHex(), QByteArray("5a0a80276883110000168584"));
    QCOMPARE(swOf(terminal.send("00A4040C06D27600000102")), QStringLiteral("9000"));
    QCOMPARE(terminal.send({.ins = 0xB0, .p1 = 0x81, .ne = 65536}).data.size(), 0x195);
    QCOMPARE(swOf(terminal.send("00B0830000")), QStringLiteral("6982"));
    QCOMPARE(swOf(terminal.send("002000020826123456FFFFFFFF")), QStringLiteral("9000"));
    QCOMPARE(terminal.send({.ins = 0xB0, .p1 = 0x83, .ne = 65536}).data.size(), 0xE4);
    QCOMPARE(swOf(terminal.send("00A4040C0AA000000167455349474E")), QStringLiteral("9000"));
    QCOMPARE(swOf(terminal.send("002241B606840184800100")), QStringLiteral("9000"));
    const QByteArray hash(32, 'h');
    const ResponseApdu signature =
        terminal.send({.ins = 0x2A, .p1 = 0x9E, .p2 = 0x9A, .data = hash, .ne = 256});
    QVERIFY(key.verifyDigest(hash, signature.data));
}

QTEST_GUILESS_MAIN(TestCardChannel)
#include "tst_cardchannel.moc"

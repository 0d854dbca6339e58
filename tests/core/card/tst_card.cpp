#include "tests/core/card/scriptedcard.h"

#include <QTest>

using namespace dsr;

namespace {

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

} // namespace

Q_DECLARE_METATYPE(ScriptedCard::Script)

/// What Card does on top of an exchange, whatever the connection is.
class TestCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fetchesWhatAnAdapterHoldsBack_data();
    void fetchesWhatAnAdapterHoldsBack();
    void passesRawOctetsAsTheyAre();
    void sendsNothingAfterALoss_data();
    void sendsNothingAfterALoss();
    void protectsWhatPasses();
    void passesNothingThroughALostChannel();
    void hasNoFeaturesUnlessTheReaderSaysSo();
    void guessesTheInterfaceFromTheAtr_data();
    void guessesTheInterfaceFromTheAtr();
};

void TestCard::fetchesWhatAnAdapterHoldsBack_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<ScriptedCard::Script>("script");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, const char *command, const ScriptedCard::Script &script,
                         const char *answer) {
        QTest::newRow(name) << hex(command) << script << hex(answer);
    };
    row("nothing held back", "00B0820000", {{"00B0820000", "5A0A9000"}}, "5A0A9000");
    row("more data", "00B0820000", {{"00B0820000", "6102"}, {"00C0000002", "5A0A9000"}}, "5A0A9000");
    row("more data twice", "00B0820000",
        {{"00B0820000", "5A6101"}, {"00C0000001", "0A6100"}, {"00C0000000", "809000"}}, "5A0A809000");
    row("more data that ends badly", "00B0820000", {{"00B0820000", "5A6101"}, {"00C0000001", "6281"}},
        "5A6281");
    row("another length", "00B0820000", {{"00B0820000", "6C02"}, {"00B0820002", "5A0A9000"}}, "5A0A9000");
    row("another length once", "00B0820000", {{"00B0820000", "6C02"}, {"00B0820002", "6C01"}}, "6C01");
    row("a VERIFY is never repeated", "002000020826123456FFFFFFFF", {{"002000020826123456FFFFFFFF", "6C02"}},
        "6C02");
    row("not under secure messaging", "0CB0820000", {{"0CB0820000", "6102"}}, "6102");
}

void TestCard::fetchesWhatAnAdapterHoldsBack()
{
    QFETCH(QByteArray, command);
    QFETCH(ScriptedCard::Script, script);
    QFETCH(QByteArray, answer);
    ScriptedCard card(script);
    const auto response = card.transmit(CommandApdu::parse(command).value());
    QVERIFY2(response, response ? "" : qPrintable(response.error().where));
    QCOMPARE(response->encoded().toHex(), answer.toHex());
    QVERIFY(card.isDone());
}

void TestCard::passesRawOctetsAsTheyAre()
{
    ScriptedCard card({{"00B0820000", "6C02"}, {"00", "6700"}});
    QList<ApduRecord> records;
    card.setObserver([&](const ApduRecord &record) { records.append(record); });
    QCOMPARE(card.transmitBytes(hex("00B0820000")).value().toHex(), QByteArray("6c02"));
    QCOMPARE(card.transmitBytes(hex("00")).value().toHex(), QByteArray("6700"));
    QCOMPARE(records.size(), 2);
    QCOMPARE(records[1].command, QStringLiteral("**"));
    QCOMPARE(records[1].meaning, QStringLiteral("Octets that are no command: A length is wrong."));
}

void TestCard::sendsNothingAfterALoss_data()
{
    QTest::addColumn<ScriptedCard::Script>("script");
    QTest::addColumn<QString>("error");
    QTest::newRow("no octets") << ScriptedCard::Script{{"00A4040C", ""}, {"00A4040C", "9000"}}
                               << "card.removed";
    QTest::newRow("one octet") << ScriptedCard::Script{{"00A4040C", "90"}, {"00A4040C", "9000"}}
                               << "card.removed";
    QTest::newRow("an error") << ScriptedCard::Script{{"FF", ""}, {"00A4040C", "9000"}} << "internal";
}

void TestCard::sendsNothingAfterALoss()
{
    QFETCH(ScriptedCard::Script, script);
    QFETCH(QString, error);
    ScriptedCard card(script);
    int records = 0;
    card.setObserver([&](const ApduRecord &) { ++records; });
    for (int i = 0; i < 3; ++i) {
        const auto response = card.transmitBytes(hex("00A4040C"));
        QVERIFY(!response);
        QCOMPARE(errorId(response.error().code), error);
    }
    QCOMPARE(records, 1);
}

namespace {

/// The example of egk-card 3.4 with a real card.
SecureChannel recordedChannel()
{
    return SecureChannel({Secret(hex("BBC3208449BB05FA3F8AB92BB63C216E")),
        Secret(hex("5C8B39147C8F54FA96A83C130C834986")), {}, {}});
}

} // namespace

void TestCard::protectsWhatPasses()
{
    ScriptedCard card({{"0CA4040C0A8E08C0CA98B2E7F94D4700", "990290008E089ED0FCE2BB08677E9000"},
        {"8C2000020A8E0837DA583C24CD668E00", "990263C38E08EB5EA0B519CFE80863C3"},
        {"0C2000021D8711018C8B10EAF4A2D793E9B1D76763D05D748E08D6C0184D9A91548700",
            "990290008E08A2A45A77205853C29000"},
        {"00A4040C", "9000"}});
    QList<ApduRecord> records;
    card.setObserver([&](const ApduRecord &record) { records.append(record); });
    QVERIFY(!card.hasChannel());
    card.useChannel(recordedChannel());
    QVERIFY(card.hasChannel());
    QCOMPARE(swText(card.transmit(CommandApdu::parse(hex("00A4040C")).value())->sw), QStringLiteral("9000"));
    QCOMPARE(swText(card.transmit(CommandApdu::parse(hex("80200002")).value())->sw), QStringLiteral("63C3"));
    QVERIFY(card.transmit(CommandApdu::parse(hex("002000020826123456FFFFFFFF")).value())->isGood());
    QVERIFY(card.transmitBytes(hex("00A4040C"))); // as it is
    QVERIFY(card.isDone());

    QCOMPARE(records.size(), 4);
    QCOMPARE(records[1].command, QStringLiteral("8C 20 00 02 0A ** ** ** ** ** ** ** ** ** ** **"));
    QCOMPARE(records[1].response, QStringLiteral("99 02 63 C3 8E 08 EB 5E A0 B5 19 CF E8 08 63 C3"));
    QCOMPARE(records[1].plainCommand, QStringLiteral("80 20 00 02"));
    QCOMPARE(records[1].plainResponse, QStringLiteral("63 C3"));
    QCOMPARE(records[1].meaning,
        QStringLiteral("GET PIN STATUS of MRPIN.home: The PIN is not verified; 3 try(s) left."));
    QCOMPARE(records[2].plainCommand, QStringLiteral("00 20 00 02 08 ** ** ** ** ** ** ** **"));
    QCOMPARE(records[2].meaning, QStringLiteral("VERIFY MRPIN.home: Done."));
    QVERIFY(records[3].plainCommand.isEmpty() && records[3].plainResponse.isEmpty());
}

void TestCard::passesNothingThroughALostChannel()
{
    ScriptedCard card({{"0CA4040C0A8E08C0CA98B2E7F94D4700", "9000"}, {"00A4040C", "9000"}});
    QList<ApduRecord> records;
    card.setObserver([&](const ApduRecord &record) { records.append(record); });
    card.useChannel(recordedChannel());
    const CommandApdu select = CommandApdu::parse(hex("00A4040C")).value();
    for (int i = 0; i < 3; ++i) {
        const auto answer = card.transmit(select);
        QVERIFY(!answer);
        QCOMPARE(errorId(answer.error().code), QStringLiteral("card.channelLost"));
    }
    QCOMPARE(records.size(), 1);
    QCOMPARE(records[0].response, QStringLiteral("90 00"));
    QVERIFY(records[0].plainResponse.isEmpty());
    QCOMPARE(records[0].meaning, QStringLiteral("SELECT MF: The answer was not protected as it has to be."));
    // The connection itself is not lost.
    card.dropChannel();
    QVERIFY(card.transmit(select));
}

void TestCard::hasNoFeaturesUnlessTheReaderSaysSo()
{
    ScriptedCard card(ScriptedCard::Script{});
    QVERIFY(!card.hasFeature(ReaderFeature::VerifyPin));
    const auto answer = card.useFeature(ReaderFeature::VerifyPin, {});
    QVERIFY(!answer);
    QCOMPARE(errorId(answer.error().code), QStringLiteral("card.refused"));
}

void TestCard::guessesTheInterfaceFromTheAtr_data()
{
    QTest::addColumn<QByteArray>("atr");
    QTest::addColumn<bool>("contactless");
    const auto row = [](const char *name, const char *atr, bool contactless) {
        QTest::newRow(name) << hex(atr) << contactless;
    };
    row("eGK over contacts", "3BD096FF81B1FE451F032E", false);
    row("eGK with historical bytes", "3BD396FF81B1FE451F078081052D", false);
    row("simulator", "3B909681B1FE451F0391", false);
    row("eGK without contacts", "3B858001300101303034", true);
    row("HBA without contacts", "3B88800150FFFF117783D50069", true);
    row("nothing", "", false);
    row("a cut one", "3B8580", false);
}

void TestCard::guessesTheInterfaceFromTheAtr()
{
    QFETCH(QByteArray, atr);
    QFETCH(bool, contactless);
    QCOMPARE(looksContactless(atr), contactless);
}

QTEST_GUILESS_MAIN(TestCard)
#include "tst_card.moc"

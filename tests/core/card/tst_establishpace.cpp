#include "core/card/pace.h"
#include "tests/core/card/scriptedcard.h"

#include <QTest>

using namespace dsr;

namespace {

// A run with a real card (egk-card 3.4 B).
constexpr const char *mappingScalar = "93375C287BD80A761F420E43454176A998FB9A97DEA5A7502707C21503F1A765";
constexpr const char *agreementScalar = "3323B2073BE0658E0F6E697A3B2B2AA0FAA0B743996A22D7DB38ADE47CD7828B";
const QByteArray nonceAnswer = "7C128010E6D1421D67CBF018B966BF65C18DA2D99000";
const QByteArray mappingPoint = "04A8493EBD235ABDF8C1279040463C7D9D4680F6265BBA94AE2FF5EA893761A4FC"
                                "9AC4B464CDE3CB6BF8343578FAC336CEC0DCD050F35292C442964EC3FF46B424";
const QByteArray cardMappingPoint = "048DA08C6A1FBDCCB649BF5F4C8E0F1E373F79F0FA0BCD5CD2267D128F45144F85"
                                    "0F3821D377CE902D2A50961D2F320CE7EE2C70F2EDAE8AAADA9F60375A5FEA2F";
const QByteArray agreementPoint = "0483F6492EAAADEFBD9172C8FAE9359A2D8DC2A4BA52F5356273F3BBD49844832D"
                                  "185D90DBA34F14DCA5CA8207B491B8CE8C8E6E6366FCFB16623C0FF94934A96C";
const QByteArray cardAgreementPoint = "049138B2B615218C9AEC3D5D828A28FD6A40594C03E64885FB4E3FD55DDB7A6E15"
                                      "574F9853550C480C6D4C34AE7B568A7634D197D3FCF0B8A01CB38F98D42CB01D";

ScriptedCard::Script recordedRun()
{
    return {{"0022C1A40F800A04007F00070202040202830102", "9000"}, {"10860000027C0000", nonceAnswer},
        {"10860000457C438141" + mappingPoint + "00", "7C438241" + cardMappingPoint + "9000"},
        {"10860000457C438341" + agreementPoint + "00", "7C438441" + cardAgreementPoint + "9000"},
        {"008600000C7C0A8508585E7A2DF1A8E76000", "7C0A8608F4C8D0A6865C51119000"}};
}

PaceParty::Scalars recordedScalars()
{
    return {Secret(QByteArray::fromHex(mappingScalar)), Secret(QByteArray::fromHex(agreementScalar))};
}

Secret can(const QByteArray &digits)
{
    return Secret(QByteArray(digits.constData(), digits.size()));
}

template <typename T> QString errorOf(const Result<T> &result)
{
    return result ? QStringLiteral("none") : errorId(result.error().code);
}

} // namespace

class TestEstablishPace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsARealCard();
    void refusesACanThatIsNoneBeforeTheCardSeesIt_data();
    void refusesACanThatIsNoneBeforeTheCardSeesIt();
    void tellsAWrongCanFromEverythingElse_data();
    void tellsAWrongCanFromEverythingElse();
    void tellsALostCard_data();
    void tellsALostCard();
    void givesUpTheChannelOfBefore();
    void keepsToWhatTheReaderPasses_data();
    void keepsToWhatTheReaderPasses();
};

void TestEstablishPace::followsARealCard()
{
    ScriptedCard card(recordedRun());
    auto channel = establishPace(card, can("123123"), recordedScalars());
    QCOMPARE(errorOf(channel), QStringLiteral("none"));
    QVERIFY(card.isDone());
    QVERIFY(!card.hasChannel()); // that is for the caller to decide
    const auto select = channel->protect({.ins = 0xA4, .p1 = 0x04, .p2 = 0x0C, .data = {}, .ne = {}});
    QVERIFY(select);
    QCOMPARE(select->encoded().toHex(), QByteArray("0ca4040c0a8e08c0ca98b2e7f94d4700"));
}

void TestEstablishPace::refusesACanThatIsNoneBeforeTheCardSeesIt_data()
{
    QTest::addColumn<QByteArray>("digits");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("five digits") << QByteArray("12312");
    QTest::newRow("seven digits") << QByteArray("1231231");
    QTest::newRow("a letter") << QByteArray("12312a");
    QTest::newRow("a space") << QByteArray("123 23");
    QTest::newRow("a zero octet") << QByteArray("12312\0", 6);
}

void TestEstablishPace::refusesACanThatIsNoneBeforeTheCardSeesIt()
{
    QFETCH(QByteArray, digits);
    ScriptedCard card(ScriptedCard::Script{});
    int exchanges = 0;
    card.setObserver([&](const ApduRecord &) { ++exchanges; });
    QCOMPARE(errorOf(establishPace(card, can(digits))), QStringLiteral("card.canFormat"));
    QCOMPARE(exchanges, 0);
}

void TestEstablishPace::tellsAWrongCanFromEverythingElse_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("error");
    QTest::addColumn<QString>("sw");
    const auto row = [](const char *name, int step, const QByteArray &answer, const char *error,
                         const char *sw) {
        QTest::newRow(name) << step << answer << QString::fromLatin1(error) << QString::fromLatin1(sw);
    };
    row("step 4 refused as documented", 4, "6300", "card.canWrong", "6300");
    row("step 4 refused with a counter", 4, "63C2", "card.canWrong", "63C2");
    row("step 4 refused otherwise", 4, "6982", "card.canWrong", "6982");
    row("step 4 refused as malformed", 4, "6A80", "card.canWrong", "6A80");
    row("no CAN on the card", 0, "6A88", "card.refused", "6A88");
    row("no PACE", 0, "6A81", "card.refused", "6A81");
    row("step 1 refused", 1, "6985", "card.refused", "6985");
    row("step 2 refused", 2, "6A80", "card.refused", "6A80");
    row("step 3 refused", 3, "6300", "card.refused", "6300");
    const char *malformed = "card.answerMalformed";
    row("no nonce", 1, "9000", malformed, "");
    row("an empty nonce", 1, "7C0280009000", malformed, "");
    row("a nonce of 15 octets", 1, "7C11800FE6D1421D67CBF018B966BF65C18DA29000", malformed, "");
    row("a nonce of 32 octets", 1,
        "7C228020E6D1421D67CBF018B966BF65C18DA2D9E6D1421D67CBF018B966BF65C18DA2D99000", malformed, "");
    row("a nonce in another object", 1, "7C128110E6D1421D67CBF018B966BF65C18DA2D99000", malformed, "");
    row("a nonce without the outer object", 1, "8010E6D1421D67CBF018B966BF65C18DA2D99000", malformed, "");
    row("a nonce that is cut off", 1, "7C128010E6D1421D67CBF018B966BF65C18DA29000", malformed, "");
    row("a mapping point off the curve", 2, "7C438241" + cardMappingPoint.chopped(2) + "2E9000", malformed,
        "");
    row("a mapping point at infinity", 2, "7C0382010" + QByteArray("09000"), malformed, "");
    row("a mapping point of zeros", 2, "7C438241" + QByteArray(130, '0') + "9000", malformed, "");
    row("an agreement point off the curve", 3, "7C438441" + cardAgreementPoint.chopped(2) + "1C9000",
        malformed, "");
    row("our own agreement point", 3, "7C438441" + agreementPoint + "9000", malformed, "");
    row("another token", 4, "7C0A8608F4C8D0A6865C51109000", malformed, "");
    row("our own token", 4, "7C0A8608585E7A2DF1A8E7609000", malformed, "");
    row("no token", 4, "9000", malformed, "");
}

void TestEstablishPace::tellsAWrongCanFromEverythingElse()
{
    QFETCH(int, step);
    QFETCH(QByteArray, answer);
    QFETCH(QString, error);
    QFETCH(QString, sw);
    ScriptedCard::Script script = recordedRun().first(step + 1);
    script.last().second = answer;
    ScriptedCard card(script);
    const auto channel = establishPace(card, can("123123"), recordedScalars());
    QCOMPARE(errorOf(channel), error);
    QCOMPARE(channel.error().facts.value(QStringLiteral("sw")).toString(), sw);
    QVERIFY(card.isDone()); // it stops there
}

void TestEstablishPace::tellsALostCard_data()
{
    QTest::addColumn<int>("step");
    for (int step = 0; step < 5; ++step)
        QTest::addRow("step %d", step) << step;
}

void TestEstablishPace::tellsALostCard()
{
    QFETCH(int, step);
    ScriptedCard::Script script = recordedRun().first(step + 1);
    script.last().second.clear();
    ScriptedCard card(script);
    QCOMPARE(errorOf(establishPace(card, can("123123"), recordedScalars())), QStringLiteral("card.removed"));
}

void TestEstablishPace::givesUpTheChannelOfBefore()
{
    ScriptedCard card(recordedRun());
    card.useChannel(SecureChannel({Secret(QByteArray(16, 'e')), Secret(QByteArray(16, 'm')), {}, {}}));
    QVERIFY(establishPace(card, can("123123"), recordedScalars()));
    QVERIFY(!card.hasChannel());
}

void TestEstablishPace::keepsToWhatTheReaderPasses_data()
{
    QTest::addColumn<bool>("extendedLength");
    QTest::newRow("extended length") << true;
    QTest::newRow("short length only") << false;
}

void TestEstablishPace::keepsToWhatTheReaderPasses()
{
    QFETCH(bool, extendedLength);
    ScriptedCard card(recordedRun());
    card.setPassesExtendedLength(extendedLength);
    auto channel = establishPace(card, can("123123"), recordedScalars());
    QVERIFY(channel);
    const auto read = channel->protect({.ins = 0xB0, .data = {}, .ne = 16});
    QVERIFY(read);
    QCOMPARE(read->isExtended(), extendedLength);
}

QTEST_GUILESS_MAIN(TestEstablishPace)
#include "tst_establishpace.moc"

#include "core/card/card.h"

#include <QTest>

using namespace dsr;

namespace {

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

/// Expects these commands in this order and gives these answers; everything in hex.
class ScriptedCard : public Card
{
public:
    using Script = QList<std::pair<const char *, const char *>>;
    explicit ScriptedCard(Script script)
        : m_script(std::move(script))
    {
    }
    QByteArray atr() const override { return {}; }
    bool isDone() const { return m_script.isEmpty(); }

protected:
    Result<QByteArray> exchange(const QByteArray &command) override
    {
        if (m_script.isEmpty() || command != hex(m_script.first().first))
            return fail(ErrorCode::Internal, QString::fromLatin1(command.toHex()));
        return hex(m_script.takeFirst().second);
    }

private:
    Script m_script;
};

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

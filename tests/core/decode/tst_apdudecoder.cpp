#include "core/decode/inspect.h"
#include "tests/core/decode/tiling.h"

#include <QTest>

using namespace dsr;

class TestApduDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lists_data();
    void lists();
    void noLists_data();
    void noLists();
    void maskedLinesStayText();
    void endlessLists();
};

void TestApduDecoder::lists_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("exchanges");
    QTest::addColumn<bool>("hasAnswers");
    QTest::newRow("commands one a line") << QByteArray("00a4040c\n00B0840000\n") << 2 << false;
    QTest::newRow("commands with blanks") << QByteArray("00 a4 04 0c\r\n00 b0 84 00 00\r\n") << 2 << false;
    QTest::newRow("comments and empty lines")
        << QByteArray("# the card\n00a4040c\n\n// its number\n00b0820000\n") << 2 << false;
    QTest::newRow("answers behind their commands")
        << QByteArray("00a4040c\n9000\n00b0820000\n5a0a802768831100001685849000\n") << 2 << true;
    QTest::newRow("arrows") << QByteArray("> 00a4040c\n< 9000\n> 00b0820000\n< 6982\n") << 2 << true;
    QTest::newRow("letters in front")
        << QByteArray("C: 00A4040C\nR: 9000\nC: 00B0820000\nR: 6982\n") << 2 << true;
    QTest::newRow("names in front") << QByteArray(
        "C-APDU: 00A4040C\nR-APDU: 9000\nC-APDU: 00B0820000\nR-APDU: 6982")
                                    << 2 << true;
    QTest::newRow("objects one a line")
        << QByteArray("{\"type\":\"exchange\",\"tx\":\"00a4040c\",\"rx\":\"9000\"}\n"
                      "{\"type\":\"exchange\",\"tx\":\"00b0820000\",\"rx\":\"6982\"}\n")
        << 2 << true;
}

void TestApduDecoder::lists()
{
    QFETCH(QByteArray, text);
    QFETCH(int, exchanges);
    QFETCH(bool, hasAnswers);
    const bool isJson = text.startsWith('{');
    for (const DataKind hint : {DataKind::Guess, DataKind::Apdus}) {
        const InspectionPtr inspection = inspect(text, hint);
        if (!isJson)
            QCOMPARE(inspection->kind(), QStringLiteral("apdus"));
        QVERIFY(inspection->find(QString::number(exchanges - 1)));
        QVERIFY(!inspection->find(QString::number(exchanges)));
        for (const QString &number : {QStringLiteral("0"), QStringLiteral("1")}) {
            const QString command = number + (isJson ? QStringLiteral(".tx") : QStringLiteral(".command"));
            const QString answer = number + (isJson ? QStringLiteral(".rx") : QStringLiteral(".response"));
            QCOMPARE(inspection->find(command + ".ins")->text, number == "0" ? "a4" : "b0");
            QCOMPARE(inspection->find(answer + ".sw") != nullptr, hasAnswers);
        }
        QCOMPARE(test::tilingFault(*inspection), QString());
    }
}

void TestApduDecoder::noLists_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("one command") << QByteArray("00a4040c\n");
    QTest::newRow("words among them") << QByteArray("00a4040c\nhello\n00b0820000\n");
    QTest::newRow("hashes") << (QByteArray(20, '\x9d').toHex() + '\n').repeated(3);
    QTest::newRow("numbers") << QByteArray("12345678\n23456789\n");
    QTest::newRow("lengths that do not fit") << QByteArray("00a4040c05aa\n00a4040c05bb\n");
}

void TestApduDecoder::noLists()
{
    QFETCH(QByteArray, text);
    QCOMPARE(inspect(text)->kind(), QStringLiteral("text"));
    QCOMPARE(test::tilingFault(*inspect(text, DataKind::Apdus)), QString());
}

void TestApduDecoder::maskedLinesStayText()
{
    const InspectionPtr inspection =
        inspect("00a4040c\n0020000208****************\n9000\n00b0820000\n9000\n");
    QCOMPARE(inspection->kind(), QStringLiteral("apdus"));
    QCOMPARE(test::tilingFault(*inspection), QString());
}

void TestApduDecoder::endlessLists()
{
    for (const char *line : {"x\n", "\n", "9000\n", "00a4040c\n"}) {
        const InspectionPtr inspection = inspect(QByteArray(line).repeated(300'000), DataKind::Apdus);
        QVERIFY(inspection->root().children.size() <= 200'001);
        QCOMPARE(test::tilingFault(*inspection), QString());
    }
}

QTEST_GUILESS_MAIN(TestApduDecoder)
#include "tst_apdudecoder.moc"

#include "core/decode/inspect.h"
#include "tests/core/decode/tiling.h"

#include <QTest>

using namespace dsr;

class TestDerDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void primitives_data();
    void primitives();
    void structure();
    void stringsThatHoldDer();
    void damage_data();
    void damage();
};

void TestDerDecoder::primitives_data()
{
    QTest::addColumn<QByteArray>("element");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isFlawed");
    const auto row = [](const char *name, const char *hex, const QString &text, bool isFlawed = false) {
        QTest::newRow(name) << QByteArray::fromHex(hex) << text << isFlawed;
    };
    row("integer", "020300ff01", QStringLiteral("65281"));
    row("negative integer", "0201ff", QStringLiteral("-1"));
    row("integer of more than 64 bits", "020900ffffffffffffffff", QStringLiteral("ffffffffffffffff"));
    row("integer with needless octets", "02020001", QStringLiteral("1"), true);
    row("integer without octets", "0200", QString(), true);
    row("true", "0101ff", QStringLiteral("true"));
    row("true of another octet", "010101", QStringLiteral("true"), true);
    row("false", "010100", QStringLiteral("false"));
    row("null", "0500", QString());
    row("null with content", "050100", QString(), true);
    row("known OID", "06082a8648ce3d040302", QStringLiteral("ecdsa-with-SHA256 (1.2.840.10045.4.3.2)"));
    row("unknown OID", "06032a0304", QStringLiteral("1.2.3.4"));
    row("OID without end", "06022a80", QString(), true);
    row("octets", "0402dead", QStringLiteral("dead"));
    row("bits", "0303040a50", QStringLiteral("0a50"));
    row("UTF-8", "0c02c3a4", QStringLiteral("ä"));
    row("UTF-8 that is none", "0c01ff", QStringLiteral("\uFFFD"), true);
    row("printable", "13024142", QStringLiteral("AB"));
    row("two octets a character", "1e04004100e4", QStringLiteral("Aä"));
    row("date of this century", "170d3236303130323033303430355a", QStringLiteral("2026-01-02T03:04:05Z"));
    row("date of the last century", "170d3939313233313233353935395a", QStringLiteral("1999-12-31T23:59:59Z"));
    row("first year of the last century", "170d3530303130313030303030305a",
        QStringLiteral("1950-01-01T00:00:00Z"));
    row("last year of this century", "170d3439313233313233353935395a",
        QStringLiteral("2049-12-31T23:59:59Z"));
    row("date with four digits", "180f32303530303130313030303030305a",
        QStringLiteral("2050-01-01T00:00:00Z"));
    row("date that does not exist", "170d3236303233303030303030305a", QStringLiteral("260230000000Z"), true);
    row("long length", "04810201ff", QStringLiteral("01ff"), true);
}

void TestDerDecoder::primitives()
{
    QFETCH(QByteArray, element);
    QByteArray bytes = element;
    bytes.prepend(static_cast<char>(bytes.size()));
    bytes.prepend('\x30');
    const InspectionPtr inspection = inspect(bytes, DataKind::Der);
    const Node *node = inspection->find(QStringLiteral("0"));
    QVERIFY(node);
    QTEST(node->text, "text");
    QTEST(!node->flaw.isEmpty(), "isFlawed");
    QCOMPARE(test::tilingFault(*inspection), QString());
}

void TestDerDecoder::structure()
{
    // SEQUENCE { [0] { INTEGER 5 }, SET { NULL, NULL } }
    const InspectionPtr inspection =
        inspect(QByteArray::fromHex("300ba003020105310405000500"), DataKind::Der);
    QCOMPARE(inspection->kind(), QStringLiteral("der"));
    QCOMPARE(inspection->find(QStringLiteral("[0].0"))->text, QStringLiteral("5"));
    QCOMPARE(inspection->find(QStringLiteral("1.1"))->range, (ByteRange{11, 2}));
    QCOMPARE(inspection->find(QStringLiteral("tag"))->range, (ByteRange{0, 1}));
    QCOMPARE(inspection->find(QStringLiteral("[0].0.content"))->range, (ByteRange{6, 1}));
    QVERIFY(inspection->find(QStringLiteral("[0].length"))->syntax);
}

void TestDerDecoder::stringsThatHoldDer()
{
    // OCTET STRING { SEQUENCE { INTEGER 7 } } and BIT STRING of the same
    const InspectionPtr inspection =
        inspect(QByteArray::fromHex("300f04053003020107030600") + QByteArray::fromHex("3003020107"));
    QCOMPARE(inspection->find(QStringLiteral("0.0"))->text, QStringLiteral("7"));
    QCOMPARE(inspection->find(QStringLiteral("1.0"))->text, QStringLiteral("7"));
    QVERIFY(inspection->find(QStringLiteral("1.unusedBits")));
}

void TestDerDecoder::damage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("flawed");
    QTest::addColumn<QString>("alive");
    const auto row = [](const char *name, const char *hex, const char *flawed, const char *alive) {
        QTest::newRow(name) << QByteArray::fromHex(hex) << flawed << alive;
    };
    row("content cut off", "30060201010201", "", "0");
    row("inner content cut off", "30050201010205", "1", "0");
    row("indefinite length inside", "300702010130800000", "1", "0");
    row("indefinite length without an end", "3006020101308005", "1", "0");
    row("indefinite length of a value", "30060201010480", "rest", "0");
    row("more behind the end", "30030201010500", "rest", "0");
    row("length too large", "3085ff", "", "rest");
}

void TestDerDecoder::damage()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, flawed);
    QFETCH(QString, alive);
    const InspectionPtr inspection = inspect(bytes, DataKind::Der);
    const Node *node = inspection->find(flawed);
    QVERIFY(node);
    QVERIFY(!node->flaw.isEmpty());
    QVERIFY(inspection->find(alive));
    QCOMPARE(test::tilingFault(*inspection), QString());
}

QTEST_GUILESS_MAIN(TestDerDecoder)
#include "tst_derdecoder.moc"

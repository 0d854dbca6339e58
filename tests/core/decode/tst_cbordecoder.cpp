#include "core/decode/cborcursor.h"
#include "core/decode/inspect.h"
#include "tests/core/decode/tiling.h"

#include <QTest>

using namespace dsr;

class TestCborDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values_data();
    void values();
    void heads_data();
    void heads();
    void structure();
    void damage_data();
    void damage();
    void everyPrefixIsDamage();
    void nestingIsBounded();
    void recognised_data();
    void recognised();
};

// Most rows are examples of RFC 8949, appendix A.
void TestCborDecoder::values_data()
{
    QTest::addColumn<QByteArray>("item");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QVariant>("value");
    const auto row = [](const char *name, const char *hex, const QString &text, const QVariant &value) {
        QTest::newRow(name) << QByteArray::fromHex(hex) << text << value;
    };
    row("small number", "17", QStringLiteral("23"), 23LL);
    row("number in one octet", "1818", QStringLiteral("24"), 24LL);
    row("number in two octets", "1903e8", QStringLiteral("1000"), 1000LL);
    row("number in four octets", "1a000f4240", QStringLiteral("1000000"), 1000000LL);
    row("number in eight octets", "1b000000e8d4a51000", QStringLiteral("1000000000000"), 1000000000000LL);
    row("largest number", "1bffffffffffffffff", QStringLiteral("18446744073709551615"),
        QStringLiteral("18446744073709551615"));
    row("negative number", "3903e7", QStringLiteral("-1000"), -1000LL);
    row("smallest number of 64 bits", "3b7fffffffffffffff", QStringLiteral("-9223372036854775808"),
        std::numeric_limits<qint64>::min());
    row("smallest number", "3bffffffffffffffff", QStringLiteral("-18446744073709551616"),
        QStringLiteral("-18446744073709551616"));
    row("half precision", "f93e00", QStringLiteral("1.5"), 1.5);
    row("single precision", "fa47c35000", QStringLiteral("1e+05"), 100000.0);
    row("double precision", "fbc010666666666666", QStringLiteral("-4.1"), -4.1);
    row("false", "f4", QStringLiteral("false"), false);
    row("true", "f5", QStringLiteral("true"), true);
    row("null", "f6", QStringLiteral("null"), QVariant());
    row("undefined", "f7", QStringLiteral("undefined"), QVariant());
    row("other simple value", "f8ff", QStringLiteral("simple(255)"), 255LL);
    row("bytes", "4401020304", QStringLiteral("01020304"), QByteArray::fromHex("01020304"));
    row("bytes in chunks", "5f42010243030405ff", QStringLiteral("0102030405"),
        QByteArray::fromHex("0102030405"));
    row("text", "62c3a4", QStringLiteral("ä"), QStringLiteral("ä"));
    row("text in chunks", "7f657374726561646d696e67ff", QStringLiteral("streaming"),
        QStringLiteral("streaming"));
    row("number with a tag", "c11a514b67b0", QStringLiteral("1363896240"), 1363896240LL);
}

void TestCborDecoder::values()
{
    QFETCH(QByteArray, item);
    // {"m": item, "n": [_ item]}
    const InspectionPtr inspection = inspect(QByteArray::fromHex("a2616d") + item
            + QByteArray::fromHex("616e9f") + item + QByteArray::fromHex("ff"),
        DataKind::Cbor);
    QCOMPARE(test::tilingFault(*inspection), QString());
    for (const char *path : {"m", "n.0"}) {
        const Node *node = inspection->find(QString::fromLatin1(path));
        QVERIFY(node);
        QTEST(node->text, "text");
        QTEST(node->value, "value");
        QCOMPARE(node->flaw, QString());
    }
    CborCursor cursor(item);
    QVERIFY(cursor.skipItem());
    QVERIFY(cursor.atEnd());
}

void TestCborDecoder::heads_data()
{
    QTest::addColumn<QByteArray>("item");
    QTest::addColumn<QString>("head");
    QTest::newRow("map") << QByteArray::fromHex("a10102") << QStringLiteral("map(1)");
    QTest::newRow("map without count") << QByteArray::fromHex("bf0102ff") << QStringLiteral("map(*)");
    QTest::newRow("array") << QByteArray::fromHex("820102") << QStringLiteral("array(2)");
    QTest::newRow("tag") << QByteArray::fromHex("d81801") << QStringLiteral("tag(24)");
    QTest::newRow("length with needless octets")
        << QByteArray::fromHex("590001aa") << QStringLiteral("bytes(1)");
    QTest::newRow("float") << QByteArray::fromHex("fa00000000") << QStringLiteral("float32");
}

void TestCborDecoder::heads()
{
    QFETCH(QByteArray, item);
    const InspectionPtr inspection = inspect(item, DataKind::Cbor);
    QTEST(inspection->find(QStringLiteral("head"))->text, "head");
    QCOMPARE(inspection->root().flaw, QString());
}

void TestCborDecoder::structure()
{
    // {"fmt": "ab", -2: h'0102', [1]: 5, "x": {"y": true}}
    const InspectionPtr inspection = inspect(QByteArray::fromHex("a463666d746261622142010281010561"
                                                                 "78a16179f5"));
    QCOMPARE(inspection->kind(), QStringLiteral("cbor"));
    QCOMPARE(inspection->find(QStringLiteral("fmt"))->range, (ByteRange{1, 7}));
    QCOMPARE(inspection->find(QStringLiteral("fmt.key"))->range, (ByteRange{1, 4}));
    QVERIFY(inspection->find(QStringLiteral("fmt.key"))->syntax);
    QCOMPARE(inspection->find(QStringLiteral("fmt.content"))->range, (ByteRange{6, 2}));
    QCOMPARE(inspection->find(QStringLiteral("-2"))->text, QStringLiteral("0102"));
    QCOMPARE(inspection->find(QStringLiteral("2"))->text, QStringLiteral("5"));
    QCOMPARE(inspection->find(QStringLiteral("x.y"))->value.toBool(), true);
    QCOMPARE(test::tilingFault(*inspection), QString());
}

void TestCborDecoder::damage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("flawed");
    QTest::addColumn<QString>("alive");
    const auto row = [](const char *name, const char *hex, const char *flawed, const char *alive) {
        QTest::newRow(name) << QByteArray::fromHex(hex) << flawed << alive;
    };
    row("the same key twice", "a2616101616102", "a[1]", "a");
    row("more behind the end", "a161610100", "rest", "a");
    row("content cut off", "a161614401", "a", "a.content");
    row("a value is missing", "a26161016162", "b", "a");
    row("entries are missing", "a3616101", "", "a");
    row("a head cut off", "a2616101616219ff", "b.rest", "a");
    row("a reserved head", "a261610161621c00", "b.rest", "a");
    row("a tag without a length", "a26161016162df00", "b.rest", "a");
    row("a chunk of another kind", "a161615f4101610061", "a.rest", "a.head");
    row("a break in a container that has a count", "82ff01", "0", "1");
    row("no UTF-8", "a1616161ff", "a", "a");
    row("a simple value that needs no second octet", "81f810", "0", "0");
}

void TestCborDecoder::damage()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, flawed);
    QFETCH(QString, alive);
    const InspectionPtr inspection = inspect(bytes, DataKind::Cbor);
    const Node *node = inspection->find(flawed);
    QVERIFY(node);
    QVERIFY(!node->flaw.isEmpty());
    QVERIFY(inspection->find(alive));
    QCOMPARE(test::tilingFault(*inspection), QString());
}

void TestCborDecoder::everyPrefixIsDamage()
{
    const QByteArray whole =
        QByteArray::fromHex("a563666d74626162616142010261625f4101ff6163bf617a81f5ff6164c11a514b67b0");
    QVERIFY(CborCursor(whole).skipItem());
    for (qsizetype length = 0; length < whole.size(); ++length) {
        const QByteArray prefix = whole.left(length);
        QVERIFY(!CborCursor(prefix).skipItem());
        const InspectionPtr inspection = inspect(prefix, DataKind::Cbor);
        QCOMPARE(test::tilingFault(*inspection), QString());
    }
}

void TestCborDecoder::nestingIsBounded()
{
    for (const char *opening : {"81", "9f", "c1", "a101", "a1"}) {
        const QByteArray bytes = QByteArray::fromHex(opening).repeated(50'000);
        QCOMPARE(test::tilingFault(*inspect(bytes, DataKind::Cbor)), QString());
        QVERIFY(!CborCursor(bytes).skipItem());
    }
}

void TestCborDecoder::recognised_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("kind");
    const auto row = [](const char *name, const QByteArray &bytes, const char *kind) {
        QTest::newRow(name) << bytes << QString::fromLatin1(kind);
    };
    row("map", QByteArray::fromHex("a1616101"), "cbor");
    row("map with numbers as keys", QByteArray::fromHex("a201020304"), "cbor");
    row("array", QByteArray::fromHex("83010203"), "cbor");
    row("map that is cut off", QByteArray::fromHex("a263666d74636162"), "cbor");
    row("map with more behind it", QByteArray::fromHex("a16161010000"), "binary");
    row("text that begins like a map", QByteArray("\xc3\xa4 b"), "text");
    row("text in letters", QByteArray("abcd"), "text");
    row("one octet", QByteArray::fromHex("a0"), "binary");
    row("a byte string", QByteArray::fromHex("4401020304"), "binary");
    row("DER", QByteArray::fromHex("3003020101"), "der");
}

void TestCborDecoder::recognised()
{
    QFETCH(QByteArray, bytes);
    QTEST(inspect(bytes)->kind(), "kind");
}

QTEST_GUILESS_MAIN(TestCborDecoder)
#include "tst_cbordecoder.moc"

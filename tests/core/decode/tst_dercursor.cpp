#include "core/decode/dercursor.h"

#include <QTest>

using namespace dsr;

class TestDerCursor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void next_data();
    void next();
    void damage_data();
    void damage();
    void cutContent();
    void indefiniteLength_data();
    void indefiniteLength();
    void siblings();
    void integer_data();
    void integer();
    void objectIdentifier_data();
    void objectIdentifier();
};

void TestDerCursor::next_data()
{
    QTest::addColumn<QByteArray>("der");
    QTest::addColumn<int>("tagClass");
    QTest::addColumn<bool>("constructed");
    QTest::addColumn<uint>("tag");
    QTest::addColumn<qsizetype>("contentStart");
    QTest::addColumn<qsizetype>("contentLength");
    const auto row = [](const char *name, const QByteArray &der, int tagClass, bool constructed, uint tag,
                         qsizetype start, qsizetype length) {
        QTest::newRow(name) << der << tagClass << constructed << tag << start << length;
    };
    row("integer", QByteArray::fromHex("020105"), 0, false, 2, 2, 1);
    row("empty sequence", QByteArray::fromHex("3000"), 0, true, 16, 2, 0);
    row("explicit tag", QByteArray::fromHex("a0020500"), 2, true, 0, 2, 2);
    row("tag of two octets", QByteArray::fromHex("bf814800"), 2, true, 200, 4, 0);
    row("tag of three octets", QByteArray::fromHex("bf85400100"), 2, true, 704, 4, 1);
    row("length of one more octet", QByteArray::fromHex("0481") + '\x80' + QByteArray(128, 'x'), 0, false, 4,
        3, 128);
    row("length of two more octets", QByteArray::fromHex("04820100") + QByteArray(256, 'x'), 0, false, 4, 4,
        256);
    row("private class", QByteArray::fromHex("c10100"), 3, false, 1, 2, 1);
}

void TestDerCursor::next()
{
    QFETCH(QByteArray, der);
    QFETCH(uint, tag);
    QFETCH(qsizetype, contentStart);
    DerCursor cursor(der);
    const auto element = cursor.next();
    QVERIFY(element);
    QTEST(static_cast<int>(element->tagClass), "tagClass");
    QTEST(element->constructed, "constructed");
    QCOMPARE(element->tag, tag);
    QCOMPARE(element->content.start, contentStart);
    QTEST(element->content.length, "contentLength");
    QCOMPARE(element->identifier.length + element->length.length, contentStart);
    QCOMPARE(element->whole(), (ByteRange{0, der.size()}));
    QVERIFY(cursor.atEnd());
    QCOMPARE(cursor.flaw(), nullptr);
}

void TestDerCursor::damage_data()
{
    QTest::addColumn<QByteArray>("der");
    QTest::addColumn<QByteArray>("flaw");
    QTest::newRow("nothing") << QByteArray() << QByteArray("no element");
    QTest::newRow("tag only") << QByteArray::fromHex("30") << QByteArray("length is missing");
    QTest::newRow("tag cut off") << QByteArray::fromHex("bf81") << QByteArray("tag is cut off");
    QTest::newRow("tag without end") << QByteArray::fromHex("bf8181818181")
                                     << QByteArray("tag number is too large");
    QTest::newRow("indefinite length") << QByteArray::fromHex("30800000") << QByteArray("indefinite length");
    QTest::newRow("length of five octets")
        << QByteArray::fromHex("04850000000001ff") << QByteArray("length is too large");
    QTest::newRow("length cut off") << QByteArray::fromHex("048201") << QByteArray("length is cut off");
    QTest::newRow("content cut off") << QByteArray::fromHex("0403aabb") << QByteArray("content is cut off");
    QTest::newRow("length of four times ff")
        << QByteArray::fromHex("0484ffffffff") << QByteArray("content is cut off");
}

void TestDerCursor::damage()
{
    QFETCH(QByteArray, der);
    DerCursor cursor(der);
    QVERIFY(!cursor.next());
    QTEST(QByteArray(cursor.flaw()), "flaw");
    QCOMPARE(cursor.position(), 0);
}

void TestDerCursor::cutContent()
{
    const QByteArray der = QByteArray::fromHex("3005020101");
    DerCursor cursor(der);
    const auto element = cursor.nextOrCut();
    QVERIFY(element);
    QCOMPARE(QByteArray(cursor.flaw()), QByteArray("content is cut off"));
    QCOMPARE(element->content, (ByteRange{2, 3}));
    QVERIFY(cursor.atEnd());
    QVERIFY(!cursor.nextOrCut());
}

void TestDerCursor::indefiniteLength_data()
{
    QTest::addColumn<QByteArray>("ber");
    QTest::addColumn<ByteRange>("content");
    QTest::addColumn<ByteRange>("whole");
    QTest::addColumn<bool>("isCut");
    const auto row = [](const char *name, const char *hex, ByteRange content, ByteRange whole,
                         bool isCut = false) {
        QTest::newRow(name) << QByteArray::fromHex(hex) << content << whole << isCut;
    };
    row("empty", "30800000", {2, 0}, {0, 4});
    row("one element", "30800500000005", {2, 2}, {0, 6});
    row("zero octets inside an element", "3080040200000000", {2, 4}, {0, 8});
    row("one inside another", "3080308005000000020105000005", {2, 9}, {0, 13});
    row("tag of three octets inside", "3080bf893480050000000000", {2, 8}, {0, 12});
    row("no end", "3080050002", {2, 3}, {0, 5}, true);
    row("only the inner end", "3080308005000000", {2, 6}, {0, 8}, true);
}

void TestDerCursor::indefiniteLength()
{
    QFETCH(QByteArray, ber);
    DerCursor cursor(ber, DerCursor::Rules::Ber);
    const auto element = cursor.nextOrCut();
    QVERIFY(element);
    QTEST(element->content, "content");
    QTEST(element->whole(), "whole");
    QTEST(cursor.flaw() != nullptr, "isCut");
    QVERIFY(!DerCursor(ber).nextOrCut());
}

void TestDerCursor::siblings()
{
    const QByteArray der = QByteArray::fromHex("30060201010201020500");
    DerCursor outer(der);
    const auto sequence = outer.next();
    QVERIFY(sequence && sequence->isUniversal(16));
    DerCursor inside = outer.inside(*sequence);
    QCOMPARE(derInteger(inside.bytes(inside.next()->content)), std::optional<qint64>(1));
    QCOMPARE(inside.position(), 5);
    QCOMPARE(derInteger(inside.bytes(inside.next()->content)), std::optional<qint64>(2));
    QVERIFY(inside.atEnd());
    QVERIFY(!inside.next());
    QVERIFY(outer.next()->isUniversal(5));
    QVERIFY(outer.atEnd());
}

void TestDerCursor::integer_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("fits");
    QTest::addColumn<qint64>("value");
    QTest::newRow("zero") << QByteArray::fromHex("00") << true << qint64(0);
    QTest::newRow("minus one") << QByteArray::fromHex("ff") << true << qint64(-1);
    QTest::newRow("sign octet") << QByteArray::fromHex("0080") << true << qint64(128);
    QTest::newRow("smallest") << QByteArray::fromHex("8000000000000000") << true
                              << std::numeric_limits<qint64>::min();
    QTest::newRow("largest") << QByteArray::fromHex("7fffffffffffffff") << true
                             << std::numeric_limits<qint64>::max();
    QTest::newRow("nine octets") << QByteArray::fromHex("00ffffffffffffffff") << false << qint64(0);
    QTest::newRow("nothing") << QByteArray() << false << qint64(0);
}

void TestDerCursor::integer()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, fits);
    const auto number = derInteger(content);
    QCOMPARE(number.has_value(), fits);
    if (fits)
        QTEST(*number, "value");
}

void TestDerCursor::objectIdentifier_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("dotted");
    QTest::newRow("ecdsa-with-SHA256")
        << QByteArray::fromHex("2a8648ce3d040302") << QByteArray("1.2.840.10045.4.3.2");
    QTest::newRow("brainpoolP256r1") << QByteArray::fromHex("2b2403030208010107")
                                     << QByteArray("1.3.36.3.3.2.8.1.1.7");
    QTest::newRow("arc 2 with a large second part") << QByteArray::fromHex("883703") << QByteArray("2.999.3");
    QTest::newRow("0.9") << QByteArray::fromHex("09") << QByteArray("0.9");
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("part without end") << QByteArray::fromHex("2a86") << QByteArray();
    QTest::newRow("part with leading zeros") << QByteArray::fromHex("2a8001") << QByteArray();
    QTest::newRow("part beyond 64 bits") << QByteArray::fromHex("2affffffffffffffffffff7f") << QByteArray();
}

void TestDerCursor::objectIdentifier()
{
    QFETCH(QByteArray, content);
    QTEST(derObjectIdentifier(content), "dotted");
}

QTEST_GUILESS_MAIN(TestDerCursor)
#include "tst_dercursor.moc"

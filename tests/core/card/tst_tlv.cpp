#include "core/card/tlv.h"

#include <QTest>

using namespace dsr;

class TestTlv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndWritesObjects_data();
    void readsAndWritesObjects();
    void readsLongerLengthFieldsThanNeeded();
    void refusesWhatIsNotComplete_data();
    void refusesWhatIsNotComplete();
    void findsAnObject();
    void tellsTheSizeBeforeAllIsThere();
};

void TestTlv::readsAndWritesObjects_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<quint32>("tag");
    QTest::addColumn<qsizetype>("size");
    const auto row = [](const char *name, const char *header, quint32 tag, qsizetype size) {
        QTest::newRow(name) << QByteArray::fromHex(header) << tag << size;
    };
    row("empty", "8400", 0x84, 0);
    row("one octet length", "847F", 0x84, 127);
    row("two octets length", "8481FF", 0x84, 255);
    row("three octets length", "62820100", 0x62, 256);
    row("four octets length", "6283010000", 0x62, 65536);
    row("two octets tag", "5F5203", 0x5F52, 3);
    row("two octets tag, constructed", "7F4902", 0x7F49, 2);
    row("three octets tag", "5F810101", 0x5F8101, 1);
    row("private class", "EF2B", 0xEF, 43);
}

void TestTlv::readsAndWritesObjects()
{
    QFETCH(QByteArray, header);
    QFETCH(quint32, tag);
    QFETCH(qsizetype, size);
    const QByteArray value(size, 'v');
    QCOMPARE(encodeTlv(tag, value), header + value);
    const auto all = parseTlvs(header + value);
    QVERIFY(all);
    QCOMPARE(all->size(), 1);
    QCOMPARE(all->first().tag, tag);
    QCOMPARE(tlvSize(header).value(), header.size() + size);
}

void TestTlv::readsLongerLengthFieldsThanNeeded()
{
    const QByteArray bytes = QByteArray::fromHex("8482000101");
    QCOMPARE(findTlv(bytes, 0x84).value().toByteArray(), QByteArray(1, '\x01'));
}

void TestTlv::refusesWhatIsNotComplete_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, const char *bytes) {
        QTest::newRow(name) << QByteArray::fromHex(bytes);
    };
    row("tag alone", "84");
    row("half a tag", "5F");
    row("tag of four octets", "5F81828301AA");
    row("half a length", "648201");
    row("indefinite length", "6480AA0000");
    row("length of four octets", "648400000001AA");
    row("value cut off", "8402AA");
    row("something behind it", "8401AA84");
}

void TestTlv::refusesWhatIsNotComplete()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!parseTlvs(bytes));
    QVERIFY(!findTlv(bytes, 0x84));
}

void TestTlv::findsAnObject()
{
    const QByteArray bytes = QByteArray::fromHex("8201788407D2760001448000");
    QCOMPARE(findTlv(bytes, 0x84).value().toByteArray().toHex(), QByteArray("d2760001448000"));
    QVERIFY(!findTlv(bytes, 0x83));
    QVERIFY(parseTlvs({})->isEmpty());
}

void TestTlv::tellsTheSizeBeforeAllIsThere()
{
    QCOMPARE(tlvSize(QByteArray::fromHex("3082036A3082")).value(), 0x36A + 4);
    QVERIFY(!tlvSize(QByteArray::fromHex("308203")));
    QVERIFY(!tlvSize({}));
}

QTEST_GUILESS_MAIN(TestTlv)
#include "tst_tlv.moc"

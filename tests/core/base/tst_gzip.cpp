#include "core/base/gzip.h"

#include <QTest>

using namespace dsr;

class TestGzip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatOthersWrote();
    void thereAndBack_data();
    void thereAndBack();
    void refuses_data();
    void refuses();
    void keepsTheLimit();
    void ignoresWhatFollows();
};

void TestGzip::readsWhatOthersWrote()
{
    // printf 'health card' | gzip -9n
    const auto content =
        gunzip(QByteArray::fromHex("1f8b0800000000000203cb484dcc29c950484e2c4a0100723813700b000000"), 100);
    QVERIFY(content);
    QCOMPARE(*content, QByteArray("health card"));
}

void TestGzip::thereAndBack_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("one octet") << QByteArray("x");
    QTest::newRow("octets of every value") << [] {
        QByteArray all;
        for (int i = 0; i < 256; ++i)
            all.append(static_cast<char>(i));
        return all;
    }();
    QTest::newRow("much of the same") << QByteArray(60000, 'a');
}

void TestGzip::thereAndBack()
{
    QFETCH(QByteArray, content);
    const QByteArray packed = gzip(content);
    QVERIFY(packed.startsWith(QByteArray::fromHex("1f8b08")));
    QCOMPARE(gzip(content), packed);
    const auto again = gunzip(packed, 65536);
    QVERIFY(again);
    QCOMPARE(*again, content);
}

void TestGzip::refuses_data()
{
    QTest::addColumn<QByteArray>("packed");
    QTest::addColumn<QString>("reason");
    const QByteArray good = gzip("the content of a file that is long enough to be cut");
    const auto changed = [&](qsizetype at) {
        QByteArray bytes = good;
        bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
        return bytes;
    };
    const auto row = [](const char *name, const QByteArray &packed, const char *reason) {
        QTest::newRow(name) << packed << QString::fromLatin1(reason);
    };
    row("nothing", {}, "cut short");
    row("header only", good.first(10), "cut short");
    row("end missing", good.chopped(1), "cut short");
    row("checksum missing", good.chopped(8), "cut short");
    row("no gzip", "plain text", "damaged");
    row("other method", changed(2), "damaged");
    row("wrong checksum", changed(good.size() - 8), "damaged");
    row("wrong length", changed(good.size() - 1), "damaged");
    row("bomb", gzip(QByteArray(50'000'000, 'a')), "too long");
}

void TestGzip::refuses()
{
    QFETCH(QByteArray, packed);
    QFETCH(QString, reason);
    const auto content = gunzip(packed, 65536);
    QVERIFY(!content);
    QCOMPARE(content.error().code, ErrorCode::InputMalformed);
    QCOMPARE(content.error().facts.value(QStringLiteral("reason")).toString(), reason);
}

void TestGzip::keepsTheLimit()
{
    const QByteArray packed = gzip(QByteArray(1000, 'x'));
    QVERIFY(gunzip(packed, 1000));
    QVERIFY(!gunzip(packed, 999));
}

void TestGzip::ignoresWhatFollows()
{
    const auto content = gunzip(gzip("text") + QByteArray(40, '\0'), 100);
    QVERIFY(content);
    QCOMPARE(*content, QByteArray("text"));
}

QTEST_GUILESS_MAIN(TestGzip)
#include "tst_gzip.moc"

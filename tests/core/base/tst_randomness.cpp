#include "core/base/randomness.h"

#include <QCryptographicHash>
#include <QSet>
#include <QTest>
#include <QUuid>

using namespace dsr;

class TestRandomness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void systemBytesDiffer();
    void seedRepeats();
    void seedIsCounterMode();
    void chunksDoNotMatter();
    void uuids();
};

void TestRandomness::systemBytesDiffer()
{
    SystemRandomness randomness;
    QSet<QByteArray> seen;
    for (int i = 0; i < 100; ++i)
        seen.insert(randomness.bytes(16));
    QCOMPARE(seen.size(), 100);
    QCOMPARE(randomness.bytes(0).size(), 0);
    QCOMPARE(randomness.bytes(100'000).size(), 100'000);
}

void TestRandomness::seedRepeats()
{
    SeededRandomness a(7);
    SeededRandomness b(7);
    SeededRandomness c(8);
    const QByteArray first = a.bytes(64);
    QCOMPARE(b.bytes(64), first);
    QVERIFY(c.bytes(64) != first);
    QVERIFY(a.bytes(64) != first);
}

void TestRandomness::seedIsCounterMode()
{
    const auto block = [](const char *input) {
        return QCryptographicHash::hash(input, QCryptographicHash::Sha256);
    };
    QCOMPARE(SeededRandomness(42).bytes(64), block("42:0") + block("42:1"));
}

void TestRandomness::chunksDoNotMatter()
{
    SeededRandomness whole(1);
    SeededRandomness parts(1);
    QByteArray joined;
    for (int i = 0; i < 20; ++i)
        joined += parts.bytes(i);
    QCOMPARE(joined, whole.bytes(joined.size()));
}

void TestRandomness::uuids()
{
    SystemRandomness system;
    SeededRandomness seeded(3);
    for (Randomness *source : {static_cast<Randomness *>(&system), static_cast<Randomness *>(&seeded)}) {
        QSet<QString> seen;
        for (int i = 0; i < 50; ++i) {
            const QString text = source->uuid();
            const QUuid uuid = QUuid::fromString(text);
            QCOMPARE(uuid.version(), QUuid::Random);
            QCOMPARE(uuid.variant(), QUuid::DCE);
            QCOMPARE(uuid.toString(QUuid::WithoutBraces), text);
            seen.insert(text);
        }
        QCOMPARE(seen.size(), 50);
    }
}

QTEST_GUILESS_MAIN(TestRandomness)
#include "tst_randomness.moc"

#include "core/base/clock.h"

#include <QTest>

using namespace dsr;

class TestClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void systemClockIsUtc();
    void fixedClockStandsStill();
    void isoForm_data();
    void isoForm();
};

void TestClock::systemClockIsUtc()
{
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    const QDateTime now = SystemClock().now();
    QCOMPARE(now.timeSpec(), Qt::UTC);
    QVERIFY(now.toMSecsSinceEpoch() >= before);
    QVERIFY(now.toMSecsSinceEpoch() <= QDateTime::currentMSecsSinceEpoch());
}

void TestClock::fixedClockStandsStill()
{
    const QDateTime time(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
    const FixedClock clock(time);
    QCOMPARE(clock.now(), time);
    QCOMPARE(clock.now(), time);
}

void TestClock::isoForm_data()
{
    QTest::addColumn<QDateTime>("time");
    QTest::addColumn<QString>("text");
    QTest::newRow("UTC") << QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5, 6), Qt::UTC)
                         << "2026-01-02T03:04:05.006Z";
    QTest::newRow("two hours east") << QDateTime(QDate(2026, 1, 1), QTime(1, 0), Qt::OffsetFromUTC, 7200)
                                    << "2025-12-31T23:00:00.000Z";
}

void TestClock::isoForm()
{
    QFETCH(QDateTime, time);
    QTEST(isoUtc(time), "text");
}

QTEST_GUILESS_MAIN(TestClock)
#include "tst_clock.moc"

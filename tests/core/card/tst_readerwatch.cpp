#include "core/card/pcsc/readerwatch.h"
#include "tests/support/pcscdaemon.h"
#include "tests/support/samplecard.h"

#include <winscard.h>

#include <QSignalSpy>
#include <QTest>

using namespace dsr;

namespace {

/// Everything that a watch said so far.
struct Listener
{
    explicit Listener(ReaderWatch &watch)
        : spy(&watch, &ReaderWatch::changed)
    {
    }
    CardServiceState service() const
    {
        return spy.isEmpty() ? CardServiceState::Unknown : spy.last().at(0).value<CardServiceState>();
    }
    QList<ReaderInfo> readers() const
    {
        return spy.isEmpty() ? QList<ReaderInfo>() : spy.last().at(1).value<QList<ReaderInfo>>();
    }
    bool cardIn(int slot) const { return readers().size() == 2 && readers().at(slot).cardPresent; }

    QSignalSpy spy;
};

} // namespace

class TestReaderWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void tellsTheStateOnceAtTheStart();
    void seesACardComeAndGo();
    void isSilentWhileACardIsUsed();
    void livesWithoutAServiceAndSeesItCome();
    void seesTheServiceDieAndComeBack();
    void seesAServiceWithoutReaders();
    void endsAtOnce();

private:
    std::unique_ptr<InsertedCard> insertCard(int slot)
    {
        return std::make_unique<InsertedCard>(
            std::make_shared<VirtualCard>(sampleCardImage()), m_daemon.port(slot));
    }
    PcscDaemon m_daemon;
};

void TestReaderWatch::initTestCase()
{
    if (const QString missing = PcscDaemon::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
}

void TestReaderWatch::init()
{
    m_daemon.stop();
    QVERIFY2(m_daemon.start(), qPrintable(m_daemon.log()));
}

void TestReaderWatch::tellsTheStateOnceAtTheStart()
{
    ReaderWatch watch;
    const Listener listener(watch);
    watch.start();
    QTRY_COMPARE(listener.service(), CardServiceState::Running);
    QCOMPARE(listener.readers().size(), 2);
    QCOMPARE(listener.readers().first().name, m_daemon.readerName(0));
    QVERIFY(!listener.cardIn(0) && !listener.cardIn(1));
    QCOMPARE(listener.spy.size(), 1);
}

void TestReaderWatch::seesACardComeAndGo()
{
    ReaderWatch watch;
    const Listener listener(watch);
    watch.start();
    for (const int slot : {0, 1, 0}) {
        auto card = insertCard(slot);
        QTRY_VERIFY(listener.cardIn(slot));
        QVERIFY(!listener.cardIn(1 - slot));
        QCOMPARE(listener.readers().at(slot).atr.toHex(), QByteArray("3bd096ff81b1fe451f072a"));
        card.reset();
        QTRY_VERIFY(!listener.cardIn(slot));
    }
}

void TestReaderWatch::isSilentWhileACardIsUsed()
{
    const auto card = insertCard(0);
    ReaderWatch watch;
    const Listener listener(watch);
    watch.start();
    QTRY_VERIFY(listener.cardIn(0));
    const auto before = listener.spy.size();
    SCARDCONTEXT context = 0;
    SCARDHANDLE handle = 0;
    DWORD protocol = 0;
    QCOMPARE(SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context), SCARD_S_SUCCESS);
    QCOMPARE(SCardConnect(context, m_daemon.readerName(0).toUtf8().constData(), SCARD_SHARE_SHARED,
                 SCARD_PROTOCOL_T1, &handle, &protocol),
        SCARD_S_SUCCESS);
    QCOMPARE(SCardDisconnect(handle, SCARD_LEAVE_CARD), SCARD_S_SUCCESS);
    SCardReleaseContext(context);
    // The next thing that is told is the second card, and nothing before it.
    const auto second = insertCard(1);
    QTRY_VERIFY(listener.cardIn(1));
    QCOMPARE(listener.spy.size(), before + 1);
}

void TestReaderWatch::livesWithoutAServiceAndSeesItCome()
{
    m_daemon.stop();
    ReaderWatch watch;
    const Listener listener(watch);
    watch.start();
    QTRY_COMPARE(listener.service(), CardServiceState::Missing);
    QVERIFY(listener.readers().isEmpty());
    QVERIFY(m_daemon.start());
    QTRY_COMPARE(listener.service(), CardServiceState::Running);
    QCOMPARE(listener.readers().size(), 2);
    QCOMPARE(listener.spy.size(), 2);
}

void TestReaderWatch::seesTheServiceDieAndComeBack()
{
    ReaderWatch watch;
    const Listener listener(watch);
    watch.start();
    QTRY_COMPARE(listener.service(), CardServiceState::Running);
    m_daemon.kill();
    QTRY_COMPARE(listener.service(), CardServiceState::Missing);
    QVERIFY(m_daemon.start());
    QTRY_COMPARE(listener.service(), CardServiceState::Running);
    const auto card = insertCard(0);
    QTRY_VERIFY(listener.cardIn(0));
}

void TestReaderWatch::seesAServiceWithoutReaders()
{
    m_daemon.stop();
    QVERIFY(m_daemon.start(PcscDaemon::Readers::None));
    ReaderWatch watch;
    const Listener listener(watch);
    watch.start();
    QTRY_COMPARE(listener.service(), CardServiceState::Running);
    QVERIFY(listener.readers().isEmpty());
}

void TestReaderWatch::endsAtOnce()
{
    for (int i = 0; i < 20; ++i) {
        ReaderWatch watch;
        QElapsedTimer timer;
        watch.start();
        timer.start();
        {
            const ReaderWatch other;
        }
        QVERIFY(timer.elapsed() < 1000);
    }
    auto watch = std::make_unique<ReaderWatch>();
    const Listener listener(*watch);
    watch->start();
    QTRY_COMPARE(listener.service(), CardServiceState::Running);
    QElapsedTimer timer;
    timer.start();
    watch.reset();
    QVERIFY(timer.elapsed() < 1000);
}

QTEST_GUILESS_MAIN(TestReaderWatch)
#include "tst_readerwatch.moc"

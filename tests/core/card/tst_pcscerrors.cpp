// Every error that the PC/SC interface documents, at every call, and readers that come and go: with a fake
// pcsc-lite, because no real service can be brought to do all this.

#include "core/card/pcsc/pcscsource.h"
#include "core/card/pcsc/readerwatch.h"
#include "core/card/virtual/virtualcard.h"
#include "tests/support/fakepcsc.h"
#include "tests/support/samplecard.h"

#include <QSignalSpy>
#include <QTest>

#include <future>

using namespace dsr;

namespace {

const QByteArray reader = "Reader A";

struct Known
{
    const char *name;
    LONG status;
};

constexpr Known everyStatus[] = {
    {"SCARD_F_INTERNAL_ERROR", SCARD_F_INTERNAL_ERROR},
    {"SCARD_E_CANCELLED", SCARD_E_CANCELLED},
    {"SCARD_E_INVALID_HANDLE", SCARD_E_INVALID_HANDLE},
    {"SCARD_E_INVALID_PARAMETER", SCARD_E_INVALID_PARAMETER},
    {"SCARD_E_NO_MEMORY", SCARD_E_NO_MEMORY},
    {"SCARD_E_UNKNOWN_READER", SCARD_E_UNKNOWN_READER},
    {"SCARD_E_TIMEOUT", SCARD_E_TIMEOUT},
    {"SCARD_E_NO_SMARTCARD", SCARD_E_NO_SMARTCARD},
    {"SCARD_E_UNKNOWN_CARD", SCARD_E_UNKNOWN_CARD},
    {"SCARD_E_PROTO_MISMATCH", SCARD_E_PROTO_MISMATCH},
    {"SCARD_E_NOT_READY", SCARD_E_NOT_READY},
    {"SCARD_E_INVALID_VALUE", SCARD_E_INVALID_VALUE},
    {"SCARD_F_COMM_ERROR", SCARD_F_COMM_ERROR},
    {"SCARD_F_UNKNOWN_ERROR", SCARD_F_UNKNOWN_ERROR},
    {"SCARD_E_NOT_TRANSACTED", SCARD_E_NOT_TRANSACTED},
    {"SCARD_E_READER_UNAVAILABLE", SCARD_E_READER_UNAVAILABLE},
    {"SCARD_E_NO_SERVICE", SCARD_E_NO_SERVICE},
    {"SCARD_E_SERVICE_STOPPED", SCARD_E_SERVICE_STOPPED},
    {"SCARD_E_NO_READERS_AVAILABLE", SCARD_E_NO_READERS_AVAILABLE},
    {"SCARD_W_UNSUPPORTED_CARD", SCARD_W_UNSUPPORTED_CARD},
    {"SCARD_W_UNRESPONSIVE_CARD", SCARD_W_UNRESPONSIVE_CARD},
    {"SCARD_W_UNPOWERED_CARD", SCARD_W_UNPOWERED_CARD},
    {"SCARD_W_RESET_CARD", SCARD_W_RESET_CARD},
    {"SCARD_W_REMOVED_CARD", SCARD_W_REMOVED_CARD},
    {"SCARD_W_SECURITY_VIOLATION", SCARD_W_SECURITY_VIOLATION},
};

/// What a caller is told where it differs from "internal".
QString expectedId(const char *function, LONG status)
{
    const bool transmitting = qstrcmp(function, "SCardTransmit") == 0;
    const auto is = [status](
                        LONG other) { return static_cast<quint32>(status) == static_cast<quint32>(other); };
    if (is(SCARD_E_NO_SERVICE))
        return transmitting ? QStringLiteral("card.serviceStopped") : QStringLiteral("card.serviceMissing");
    if (is(SCARD_E_SERVICE_STOPPED))
        return QStringLiteral("card.serviceStopped");
    if (is(SCARD_W_SECURITY_VIOLATION))
        return QStringLiteral("card.serviceMissing");
    if (is(SCARD_E_UNKNOWN_READER) || is(SCARD_E_READER_UNAVAILABLE) || is(SCARD_E_NO_READERS_AVAILABLE))
        return transmitting ? QStringLiteral("card.removed") : QStringLiteral("card.noReader");
    if (is(SCARD_E_NO_SMARTCARD) || is(SCARD_W_REMOVED_CARD))
        return transmitting ? QStringLiteral("card.removed") : QStringLiteral("card.noCard");
    if (is(SCARD_W_RESET_CARD))
        return QStringLiteral("card.reset");
    if (is(SCARD_E_CANCELLED))
        return QStringLiteral("run.cancelled");
    for (const LONG mute :
        {LONG(SCARD_W_UNRESPONSIVE_CARD), LONG(SCARD_W_UNPOWERED_CARD), LONG(SCARD_W_UNSUPPORTED_CARD),
            LONG(SCARD_E_PROTO_MISMATCH), LONG(SCARD_E_NOT_TRANSACTED), LONG(SCARD_F_COMM_ERROR)}) {
        if (is(mute))
            return QStringLiteral("card.mute");
    }
    return QStringLiteral("internal");
}

} // namespace

class TestPcscErrors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void everyErrorAtEveryCall_data();
    void everyErrorAtEveryCall();
    void resetBetweenConnectAndTransactionIsNoLoss();
    void otherProgramResetsTheCard();
    void cardPulledWhileACommandIsUnderWay();
    void giveUpWhileTheCardIsTaken();

    void watchSeesReadersComeAndGo();
    void watchSeesAMuteCard();
    void watchSeesAQuickExchange();
    void watchOutlivesErrors_data();
    void watchOutlivesErrors();

private:
    void insertCard()
    {
        FakePcsc::instance().insert(reader,
            {m_card->atr(), [card = m_card](const QByteArray &command) { return card->transmit(command); },
                [card = m_card] { card->reset(); }});
    }

    PcscSource m_source;
    std::shared_ptr<VirtualCard> m_card;
};

void TestPcscErrors::init()
{
    FakePcsc::instance().reset();
    m_card = std::make_shared<VirtualCard>(sampleCardImage());
    FakePcsc::instance().plugIn(reader);
    insertCard();
}

void TestPcscErrors::everyErrorAtEveryCall_data()
{
    QTest::addColumn<QByteArray>("function");
    QTest::addColumn<LONG>("status");
    for (const char *function :
        {"SCardEstablishContext", "SCardConnect", "SCardBeginTransaction", "SCardStatus", "SCardTransmit"}) {
        for (const Known &known : everyStatus) {
            const bool once = qstrcmp(function, "SCardBeginTransaction") == 0
                && static_cast<quint32>(known.status) == static_cast<quint32>(SCARD_W_RESET_CARD);
            if (!once) // that one is repaired, see below
                QTest::addRow("%s at %s", known.name, function) << QByteArray(function) << known.status;
        }
    }
}

void TestPcscErrors::everyErrorAtEveryCall()
{
    QFETCH(const QByteArray, function);
    QFETCH(const LONG, status);
    FakePcsc::instance().failNext(function.constData(), status);
    auto card = m_source.open(QString::fromUtf8(reader), {});
    QString told;
    if (!card) {
        told = errorId(card.error().code);
    } else if (const auto answer = (*card)->transmit({.ins = 0xA4, .p1 = 0x04, .p2 = 0x0C}); !answer) {
        told = errorId(answer.error().code);
        QVERIFY(!(*card)->transmit({.ins = 0xA4, .p1 = 0x04, .p2 = 0x0C})); // dead from then on
    }
    QCOMPARE(told, expectedId(function.constData(), status));
}

void TestPcscErrors::resetBetweenConnectAndTransactionIsNoLoss()
{
    FakePcsc::instance().failNext("SCardBeginTransaction", SCARD_W_RESET_CARD);
    const auto card = m_source.open(QString::fromUtf8(reader), {});
    QVERIFY(card);
    QVERIFY((*card)->transmit({.ins = 0xA4, .p1 = 0x04, .p2 = 0x0C})->isGood());
}

void TestPcscErrors::otherProgramResetsTheCard()
{
    const auto card = m_source.open(QString::fromUtf8(reader), {});
    QVERIFY((*card)->transmit({.ins = 0xA4, .p1 = 0x04, .p2 = 0x0C})->isGood());
    FakePcsc::instance().resetByOther(reader);
    const auto answer = (*card)->transmit({.ins = 0xA4, .p1 = 0x04, .p2 = 0x0C});
    QVERIFY(!answer);
    QCOMPARE(errorId(answer.error().code), errorId(ErrorCode::CardReset));
}

void TestPcscErrors::cardPulledWhileACommandIsUnderWay()
{
    const auto card = m_source.open(QString::fromUtf8(reader), {});
    QVERIFY(card);
    FakePcsc::instance().hold();
    auto answer = std::async(
        std::launch::async, [&] { return (*card)->transmit({.ins = 0xA4, .p1 = 0x04, .p2 = 0x0C}); });
    QTRY_VERIFY(FakePcsc::instance().isHolding());
    FakePcsc::instance().remove(reader);
    FakePcsc::instance().release();
    const auto told = answer.get();
    QVERIFY(!told);
    QCOMPARE(errorId(told.error().code), errorId(ErrorCode::CardRemoved));
}

void TestPcscErrors::giveUpWhileTheCardIsTaken()
{
    FakePcsc::instance().takeExclusively(reader, true);
    std::stop_source stop;
    auto opened = std::async(
        std::launch::async, [&] { return m_source.open(QString::fromUtf8(reader), stop.get_token()); });
    stop.request_stop();
    const auto card = opened.get();
    QVERIFY(!card);
    QCOMPARE(errorId(card.error().code), errorId(ErrorCode::Cancelled));
}

void TestPcscErrors::watchSeesReadersComeAndGo()
{
    FakePcsc::instance().reset();
    ReaderWatch watch;
    QSignalSpy spy(&watch, &ReaderWatch::changed);
    const auto readers = [&] { return spy.last().at(1).value<QList<ReaderInfo>>(); };
    watch.start();
    QTRY_COMPARE(spy.size(), 1);
    QVERIFY(readers().isEmpty());
    FakePcsc::instance().plugIn(reader);
    QTRY_COMPARE(readers().size(), 1);
    FakePcsc::instance().plugIn("Reader B");
    QTRY_COMPARE(readers().size(), 2);
    insertCard();
    QTRY_VERIFY(readers().first().cardPresent);
    QCOMPARE(readers().first().atr, m_card->atr());
    FakePcsc::instance().unplug(reader);
    QTRY_COMPARE(readers().size(), 1);
    QCOMPARE(readers().first().name, QStringLiteral("Reader B"));
    FakePcsc::instance().unplug("Reader B");
    QTRY_VERIFY(readers().isEmpty());
}

void TestPcscErrors::watchSeesAMuteCard()
{
    FakePcsc::instance().remove(reader);
    ReaderWatch watch;
    QSignalSpy spy(&watch, &ReaderWatch::changed);
    watch.start();
    QTRY_COMPARE(spy.size(), 1);
    FakePcsc::instance().insertMute(reader);
    QTRY_VERIFY(spy.last().at(1).value<QList<ReaderInfo>>().first().mute);
}

void TestPcscErrors::watchSeesAQuickExchange()
{
    ReaderWatch watch;
    QSignalSpy spy(&watch, &ReaderWatch::changed);
    watch.start();
    QTRY_COMPARE(spy.size(), 1);
    // Out and in again before anybody looks: only the counter of events tells.
    FakePcsc::instance().remove(reader);
    insertCard();
    QTRY_VERIFY(spy.size() >= 2);
    QVERIFY(spy.last().at(1).value<QList<ReaderInfo>>().first().cardPresent);
}

void TestPcscErrors::watchOutlivesErrors_data()
{
    QTest::addColumn<LONG>("status");
    for (const Known &known : everyStatus)
        QTest::newRow(known.name) << known.status;
}

void TestPcscErrors::watchOutlivesErrors()
{
    QFETCH(const LONG, status);
    FakePcsc::instance().remove(reader);
    ReaderWatch watch;
    QSignalSpy spy(&watch, &ReaderWatch::changed);
    watch.start();
    QTRY_COMPARE(spy.size(), 1);
    FakePcsc::instance().failNext("SCardGetStatusChange", status);
    insertCard();
    QTRY_VERIFY(spy.last().at(0).value<CardServiceState>() == CardServiceState::Running
        && spy.last().at(1).value<QList<ReaderInfo>>().size() == 1
        && spy.last().at(1).value<QList<ReaderInfo>>().first().cardPresent);
}

QTEST_GUILESS_MAIN(TestPcscErrors)
#include "tst_pcscerrors.moc"

#include "core/card/pcsc/pcscsource.h"
#include "core/card/virtual/virtualsource.h"
#include "core/flow/cardmonitor.h"
#include "tests/support/pcscdaemon.h"
#include "tests/support/samplecard.h"

#include <QSignalSpy>
#include <QTest>

#include <condition_variable>

using namespace dsr;

namespace {

const QString desk = QStringLiteral("Desk Reader");
const QString pad = QStringLiteral("Pad Reader");

/// Two readers of a card service with virtual cards in them. A closed gate makes cards slow.
class TwoReaders : public CardSource
{
public:
    Result<QList<ReaderInfo>> readers() override { return QList<ReaderInfo>{info(desk), info(pad)}; }
    Result<std::unique_ptr<Card>> open(const QString &reader, std::stop_token stop) override
    {
        ++opened;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, stop, [this] { return m_gateOpen; });
        }
        auto card = slot(reader).open(VirtualSource::readerName(), stop);
        if (card) {
            (*card)->setObserver([this](const ApduRecord &record) {
                const std::scoped_lock lock(m_mutex);
                m_commands.append(record.command);
            });
        }
        ++answered;
        return card;
    }

    VirtualSource &slot(const QString &reader) { return reader == desk ? m_desk : m_pad; }
    ReaderInfo info(const QString &reader)
    {
        ReaderInfo now = slot(reader).readers()->first();
        now.name = reader;
        return now;
    }
    void insert(const QString &reader, CardImage image = sampleCardImage())
    {
        slot(reader).insert(std::make_shared<VirtualCard>(std::move(image)));
    }
    void setGate(bool isOpen)
    {
        const std::scoped_lock lock(m_mutex);
        m_gateOpen = isOpen;
        m_changed.notify_all();
    }
    QStringList commands()
    {
        const std::scoped_lock lock(m_mutex);
        return m_commands;
    }

    std::atomic<int> opened = 0;
    std::atomic<int> answered = 0;

private:
    VirtualSource m_desk{nullptr};
    VirtualSource m_pad{nullptr};
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_gateOpen = true;
    QStringList m_commands;
};

/// A monitor over two readers and the built-in one, with everything it said.
struct Bench
{
    Bench()
        : spy(&monitor, &CardMonitor::situationChanged)
    {
    }
    /// What a ReaderWatch would say now.
    void tellReaders() { monitor.setReaders(CardServiceState::Running, *source.readers()); }
    CardState state() const { return monitor.situation().state; }
    bool wasTold(CardState wanted) const
    {
        return std::ranges::any_of(spy, [&](const QList<QVariant> &arguments) {
            return arguments.first().value<CardSituation>().state == wanted;
        });
    }

    TwoReaders source;
    VirtualSource builtIn{nullptr};
    SystemClock clock;
    CardMonitor monitor{[this](const QString &reader) -> Result<CardSource *> {
                            return reader.isEmpty() ? static_cast<CardSource *>(&builtIn) : &source;
                        },
        clock};
    QSignalSpy spy;
};

CardImage imageOfAnotherKind(const char *mfAid, const char *applicationAid)
{
    CardImage image = sampleCardImage();
    image.folders[0].aid = QByteArray::fromHex(mfAid);
    image.folders[2].aid = QByteArray::fromHex(applicationAid);
    return image;
}

} // namespace

class TestCardMonitor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysNothingBeforeItKnowsAnything();
    void tellsWhatNeedsNoCardAtOnce();
    void readsACardThatComes();
    void tellsThatACardIsGoneAtOnce();
    void tellsASlowCardAsBeingRead();
    void dropsWhatItSawOfACardThatIsGone();
    void looksAgainWhenTheCardWasOutAndInAgain();
    void newsOfAnotherReaderTouchNoCard();
    void followsTheChoice();
    void leavesTheCardToARun();
    void tellsARemovalDuringWorkUntilACardIsBack();
    void readsTheBuiltInCardWithoutACardService();
    void judgesByPurpose();
    void asksForTheCanOfAContactlessCard();
    void neverVerifiesAPin();
    void namesOtherCards_data();
    void namesOtherCards();
    void endsWhileACardIsSlow();
    void worksWithTheRealCardService();
};

void TestCardMonitor::saysNothingBeforeItKnowsAnything()
{
    Bench bench;
    QCOMPARE(bench.state(), CardState::Reading);
    bench.monitor.choose(desk);
    QCOMPARE(bench.state(), CardState::Reading);
    QCOMPARE(bench.source.opened, 0);
}

void TestCardMonitor::tellsWhatNeedsNoCardAtOnce()
{
    Bench bench;
    bench.monitor.choose(desk);
    bench.monitor.setReaders(CardServiceState::Missing, {});
    QCOMPARE(bench.state(), CardState::NoService);
    bench.monitor.setReaders(CardServiceState::Running, {});
    QCOMPARE(bench.state(), CardState::NoReader);
    bench.tellReaders();
    QCOMPARE(bench.state(), CardState::NoCard);
    bench.monitor.setReaders(CardServiceState::Running, {});
    QCOMPARE(bench.state(), CardState::ReaderUnplugged);
    ReaderInfo used = bench.source.info(desk);
    used.inUse = true;
    bench.monitor.setReaders(CardServiceState::Running, {used});
    QCOMPARE(bench.state(), CardState::ReaderInUse);
    used.inUse = false;
    used.mute = true;
    bench.monitor.setReaders(CardServiceState::Running, {used});
    QCOMPARE(bench.state(), CardState::CardMute);
    QCOMPARE(bench.spy.size(), 6);
    QCOMPARE(bench.source.opened, 0);
}

void TestCardMonitor::readsACardThatComes()
{
    Bench bench;
    bench.monitor.choose(desk);
    bench.tellReaders();
    bench.source.insert(desk);
    bench.tellReaders();
    QTRY_COMPARE(bench.state(), CardState::PinNeeded);
    QCOMPARE(bench.monitor.situation().triesLeft, 3);
    QCOMPARE(bench.monitor.situation().reader, desk);
    QCOMPARE(bench.source.opened, 1);
}

void TestCardMonitor::tellsThatACardIsGoneAtOnce()
{
    Bench bench;
    bench.monitor.choose(desk);
    bench.source.insert(desk);
    bench.tellReaders();
    QTRY_COMPARE(bench.state(), CardState::PinNeeded);
    bench.source.slot(desk).remove();
    bench.tellReaders();
    QCOMPARE(bench.state(), CardState::NoCard);
}

void TestCardMonitor::tellsASlowCardAsBeingRead()
{
    Bench bench;
    bench.monitor.choose(desk);
    bench.tellReaders();
    bench.source.setGate(false);
    bench.source.insert(desk);
    bench.tellReaders();
    QTRY_COMPARE(bench.state(), CardState::Reading);
    bench.source.setGate(true);
    QTRY_COMPARE(bench.state(), CardState::PinNeeded);
}

void TestCardMonitor::dropsWhatItSawOfACardThatIsGone()
{
    Bench bench;
    bench.monitor.choose(desk);
    bench.source.insert(desk);
    bench.source.setGate(false);
    bench.tellReaders();
    QTRY_COMPARE(bench.source.opened, 1);
    // The reader says empty, while the card behind the gate could still be read.
    ReaderInfo empty = bench.source.info(desk);
    empty.cardPresent = false;
    bench.monitor.setReaders(CardServiceState::Running, {empty});
    QCOMPARE(bench.state(), CardState::NoCard);
    bench.source.setGate(true);
    QTRY_COMPARE(bench.source.answered, 1);
    // The next look comes after the old one on the same thread.
    bench.tellReaders();
    QTRY_COMPARE(bench.state(), CardState::PinNeeded);
    QCOMPARE(bench.source.opened, 2);
}

void TestCardMonitor::looksAgainWhenTheCardWasOutAndInAgain()
{
    Bench bench;
    bench.monitor.choose(desk);
    bench.source.insert(desk);
    bench.tellReaders();
    QTRY_COMPARE(bench.state(), CardState::PinNeeded);
    CardImage tired = sampleCardImage();
    tired.pinTries = 1;
    bench.source.insert(desk, std::move(tired));
    bench.tellReaders();
    QTRY_COMPARE(bench.state(), CardState::LastTry);
}

void TestCardMonitor::newsOfAnotherReaderTouchNoCard()
{
    Bench bench;
    bench.monitor.choose(desk);
    bench.source.insert(desk);
    bench.tellReaders();
    QTRY_COMPARE(bench.state(), CardState::PinNeeded);
    bench.source.insert(pad);
    bench.tellReaders();
    bench.source.slot(pad).remove();
    bench.tellReaders();
    QCOMPARE(bench.state(), CardState::PinNeeded);
    QCOMPARE(bench.source.opened, 1);
}

void TestCardMonitor::followsTheChoice()
{
    Bench bench;
    bench.monitor.choose(desk);
    CardImage blocked = sampleCardImage();
    blocked.pinTries = 0;
    bench.source.insert(pad, std::move(blocked));
    bench.tellReaders();
    QCOMPARE(bench.state(), CardState::NoCard);
    QCOMPARE(bench.monitor.situation().otherReader, pad);
    bench.monitor.choose(pad);
    QTRY_COMPARE(bench.state(), CardState::PinBlocked);
    // Without a choice the only card counts, and of two neither.
    bench.monitor.choose({});
    QTRY_COMPARE(bench.monitor.situation().reader, pad);
    bench.source.insert(desk);
    bench.tellReaders();
    QCOMPARE(bench.state(), CardState::SeveralCards);
}

void TestCardMonitor::leavesTheCardToARun()
{
    Bench bench;
    bench.monitor.choose(desk);
    bench.source.insert(desk);
    bench.tellReaders();
    QTRY_COMPARE(bench.state(), CardState::PinNeeded);
    bench.monitor.pause();
    const auto told = bench.spy.size();
    CardImage tired = sampleCardImage();
    tired.pinTries = 1;
    bench.source.insert(desk, std::move(tired));
    bench.tellReaders();
    bench.monitor.lookAgain();
    bench.monitor.setPurpose(CardPurpose::Production);
    bench.monitor.setPurpose(CardPurpose::Any);
    QCOMPARE(bench.spy.size(), told);
    QCOMPARE(bench.source.opened, 1);
    bench.monitor.resume();
    QTRY_COMPARE(bench.state(), CardState::LastTry);
    QCOMPARE(bench.source.opened, 2);
}

void TestCardMonitor::tellsARemovalDuringWorkUntilACardIsBack()
{
    Bench bench;
    bench.monitor.choose(desk);
    bench.source.insert(desk);
    bench.tellReaders();
    QTRY_COMPARE(bench.state(), CardState::PinNeeded);
    bench.monitor.pause();
    bench.source.slot(desk).remove();
    // The run has noticed the removal; the card service has not said so yet.
    bench.monitor.resume(Interruption::AfterPin);
    QTRY_COMPARE(bench.state(), CardState::CardRemoved);
    QCOMPARE(bench.monitor.situation().interruption, Interruption::AfterPin);
    bench.tellReaders();
    QCOMPARE(bench.state(), CardState::CardRemoved);
    bench.source.insert(desk);
    bench.tellReaders();
    QTRY_COMPARE(bench.state(), CardState::PinNeeded);
    bench.source.slot(desk).remove();
    bench.tellReaders();
    QCOMPARE(bench.state(), CardState::NoCard);
}

void TestCardMonitor::readsTheBuiltInCardWithoutACardService()
{
    Bench bench;
    bench.monitor.setReaders(CardServiceState::Missing, {});
    QCOMPARE(bench.state(), CardState::NoService);
    bench.builtIn.insert(std::make_shared<VirtualCard>(sampleCardImage()));
    bench.builtIn.setChangeListener(bench.monitor.builtInListener());
    bench.monitor.choose(VirtualSource::readerName());
    QTRY_COMPARE(bench.state(), CardState::PinNeeded);
    bench.builtIn.remove();
    QTRY_COMPARE(bench.state(), CardState::NoCard);
    bench.builtIn.insert(std::make_shared<VirtualCard>(sampleCardImage()));
    QTRY_COMPARE(bench.state(), CardState::PinNeeded);
    bench.monitor.choose(desk);
    QCOMPARE(bench.state(), CardState::NoService);
    QVERIFY(!bench.wasTold(CardState::NoReader));
}

void TestCardMonitor::judgesByPurpose()
{
    Bench bench;
    bench.monitor.choose(desk);
    bench.source.insert(desk);
    bench.tellReaders();
    QTRY_COMPARE(bench.state(), CardState::PinNeeded);
    bench.monitor.setPurpose(CardPurpose::Production);
    QCOMPARE(bench.state(), CardState::TestCard);
    bench.monitor.setPurpose(CardPurpose::Tests);
    QCOMPARE(bench.state(), CardState::PinNeeded);
    QCOMPARE(bench.source.opened, 1);
}

void TestCardMonitor::asksForTheCanOfAContactlessCard()
{
    Bench bench;
    const auto can = [](const char *digits) { return std::make_shared<const Secret>(QByteArray(digits)); };
    CardImage image = sampleCardImage();
    image.interface = CardInterface::Contactless;
    bench.source.insert(desk, std::move(image));
    bench.monitor.choose(desk);
    bench.tellReaders();
    QTRY_COMPARE(bench.state(), CardState::CanNeeded);
    for (const QString &command : bench.source.commands())
        QVERIFY2(!command.startsWith(QStringLiteral("0022")), "no channel is tried without a CAN");
    bench.monitor.setCan(can("000000"));
    QTRY_COMPARE(bench.state(), CardState::CanWrong);
    // It is not tried a second time by itself.
    bench.monitor.lookAgain();
    QTRY_COMPARE(bench.state(), CardState::CanNeeded);
    bench.monitor.setCan(can("123123"));
    QTRY_COMPARE(bench.state(), CardState::PinNeeded);
    QCOMPARE(bench.monitor.situation().triesLeft, 3);
}

void TestCardMonitor::neverVerifiesAPin()
{
    Bench bench;
    bench.monitor.choose(desk);
    bench.source.insert(desk);
    bench.tellReaders();
    QTRY_COMPARE(bench.state(), CardState::PinNeeded);
    bench.monitor.lookAgain();
    QTRY_COMPARE(bench.source.answered, 2);
    QTRY_COMPARE(bench.state(), CardState::PinNeeded);
    const QStringList commands = bench.source.commands();
    QVERIFY(commands.size() >= 6);
    QVERIFY2(commands.size() <= 14, qPrintable(commands.join(QLatin1Char('\n'))));
    for (const QString &command : commands) {
        const QString header = QString(command).remove(QLatin1Char(' ')).first(4).toUpper();
        QVERIFY2(header == QStringLiteral("00A4") || header == QStringLiteral("00B0")
                || header == QStringLiteral("8020"),
            qPrintable(command));
    }
}

void TestCardMonitor::namesOtherCards_data()
{
    QTest::addColumn<QByteArray>("mfAid");
    QTest::addColumn<QByteArray>("applicationAid");
    QTest::addColumn<QString>("kind");
    const auto row = [](const char *name, const char *mf, const char *application, const char *kind) {
        QTest::newRow(name) << QByteArray(mf) << QByteArray(application) << QString::fromLatin1(kind);
    };
    row("health professional", "D27600014601", "A000000167455349474E", "hba");
    row("institution", "D27600014606", "A000000167455349474E", "smcb");
    row("bank, contacts", "A00000000401", "315041592E5359532E4444463031", "bank");
    row("bank, contactless", "A00000000401", "325041592E5359532E4444463031", "bank");
    row("identity card", "A00000000401", "E80704007F00070302", "eid");
    row("none of them", "A00000000401", "A00000000402", "unknown");
}

void TestCardMonitor::namesOtherCards()
{
    QFETCH(QByteArray, mfAid);
    QFETCH(QByteArray, applicationAid);
    QFETCH(QString, kind);
    Bench bench;
    bench.monitor.choose(desk);
    bench.source.insert(desk, imageOfAnotherKind(mfAid.constData(), applicationAid.constData()));
    bench.tellReaders();
    QTRY_COMPARE(bench.state(), CardState::OtherCard);
    QCOMPARE(bench.monitor.situation().cardKind, kind);
}

void TestCardMonitor::endsWhileACardIsSlow()
{
    TwoReaders source;
    VirtualSource builtIn{nullptr};
    source.setGate(false);
    source.insert(desk);
    const SystemClock clock;
    {
        CardMonitor monitor(
            [&](const QString &) -> Result<CardSource *> { return static_cast<CardSource *>(&source); },
            clock);
        builtIn.setChangeListener(monitor.builtInListener());
        monitor.choose(desk);
        monitor.setReaders(CardServiceState::Running, *source.readers());
        QTRY_COMPARE(source.opened, 1);
    }
    QCOMPARE(source.answered, 1);
    builtIn.remove(); // nobody listens any more
}

void TestCardMonitor::worksWithTheRealCardService()
{
    if (const QString missing = PcscDaemon::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    PcscDaemon daemon;
    QVERIFY2(daemon.start(), qPrintable(daemon.log()));
    PcscSource source;
    const SystemClock clock;
    CardMonitor monitor(
        [&](const QString &) -> Result<CardSource *> { return static_cast<CardSource *>(&source); }, clock);
    ReaderWatch watch;
    connect(&watch, &ReaderWatch::changed, &monitor, &CardMonitor::setReaders);
    monitor.choose(daemon.readerName(0));
    watch.start();
    QTRY_COMPARE(monitor.situation().state, CardState::NoCard);
    auto card =
        std::make_unique<InsertedCard>(std::make_shared<VirtualCard>(sampleCardImage()), daemon.port(0));
    QTRY_COMPARE(monitor.situation().state, CardState::PinNeeded);
    card.reset();
    QTRY_COMPARE(monitor.situation().state, CardState::NoCard);
    daemon.stop();
    QTRY_COMPARE_WITH_TIMEOUT(monitor.situation().state, CardState::NoService, 20000);
    QVERIFY2(daemon.start(), qPrintable(daemon.log()));
    QTRY_COMPARE_WITH_TIMEOUT(monitor.situation().state, CardState::NoCard, 20000);
}

QTEST_GUILESS_MAIN(TestCardMonitor)
#include "tst_cardmonitor.moc"

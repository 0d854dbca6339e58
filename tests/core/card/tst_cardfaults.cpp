#include "core/card/healthcard.h"
#include "core/card/virtual/imagevariants.h"
#include "core/card/virtual/virtualcard.h"
#include "core/card/virtual/virtualsource.h"
#include "tests/support/samplecard.h"
#include "tests/support/terminal.h"

#include <QElapsedTimer>
#include <QTest>

using namespace dsr;

namespace {

const CommandApdu readNumber{.ins = 0xB0, .p1 = 0x82, .ne = 256};
constexpr const char *readNumberPlain = "00B0820000";
constexpr const char *number = "5a0a80276883110000168584";

using Change = void (*)(CardImage &);

QByteArray sent(VirtualCard &card, const char *command)
{
    return card.transmit(QByteArray::fromHex(command)).toHex();
}

} // namespace

class TestCardFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsBeforeEveryAnswer();
    void isPulledAfterAnAnswer();
    void isPulledInsideACommand();
    void damagesTheChecksumOnce();
    void showsAnotherStatusOutside();
    void losesHalfOfAnAnswer();
    void forcesAStatus();
    void forcesAStatusInsideTheChannel();
    void changesNothingWithoutFaults();
    void tellsTheListenerOfComingAndGoing();
    void tellsTheListenerThatAFaultPulledTheCard();
    void becomesAnotherCard_data();
    void becomesAnotherCard();
    void changesWhatOneReads();
};

void TestCardFaults::waitsBeforeEveryAnswer()
{
    VirtualCard card(sampleCardImage());
    card.setFaults({.delayMilliseconds = 30});
    QElapsedTimer timer;
    timer.start();
    QVERIFY(sent(card, readNumberPlain).endsWith("9000"));
    QVERIFY(timer.elapsed() >= 30);
}

void TestCardFaults::isPulledAfterAnAnswer()
{
    VirtualCard card(sampleCardImage());
    card.setFaults({.pullAfter = 2});
    QVERIFY(sent(card, "002000020826123456FFFFFFFF").endsWith("9000"));
    QVERIFY(!card.isPulled());
    QVERIFY(sent(card, "80200002").endsWith("9000"));
    QVERIFY(card.isPulled());
    QCOMPARE(sent(card, "80200002"), QByteArray());
    card.insert();
    QVERIFY(!card.isPulled());
    QCOMPARE(sent(card, "80200002"), QByteArray("63c3")); // and without power the PIN was forgotten
    QCOMPARE(sent(card, "80200002"), QByteArray("63c3"));
}

void TestCardFaults::isPulledInsideACommand()
{
    VirtualCard card(sampleCardImage());
    card.setFaults({.pullAfter = 1, .pullInside = true});
    QCOMPARE(sent(card, "002000020826999999FFFFFFFF"), QByteArray());
    QVERIFY(card.isPulled());
    QCOMPARE(card.pinTriesLeft(), 2); // the card had it, only its answer was lost
}

void TestCardFaults::damagesTheChecksumOnce()
{
    VirtualCard card(sampleCardImage());
    Terminal terminal(card);
    QCOMPARE(terminal.pace("123123"), 0x9000);
    card.setFaults({.wrongMacAt = 2});
    QCOMPARE(terminal.send(readNumber).data.toHex(), QByteArray(number));
    const QByteArray damaged = card.transmit(terminal.seal(readNumber));
    QCOMPARE(terminal.open(damaged).sw, 0);
    QVERIFY(damaged.endsWith(QByteArray::fromHex("9000")));
    QCOMPARE(terminal.send(readNumber).data.toHex(), QByteArray(number));
    // Plain answers have no checksum.
    card.setFaults({.wrongMacAt = 1});
    QCOMPARE(sent(card, readNumberPlain), QByteArray(number) + "9000");
}

void TestCardFaults::showsAnotherStatusOutside()
{
    VirtualCard card(sampleCardImage());
    Terminal terminal(card);
    QCOMPARE(terminal.pace("123123"), 0x9000);
    card.setFaults({.otherStatusAt = 1});
    const QByteArray good = card.transmit(terminal.seal(readNumber));
    QVERIFY(good.endsWith(QByteArray::fromHex("6300")));
    QVERIFY(good.contains(QByteArray::fromHex("99029000")));
    terminal.open(good);
    card.setFaults({.otherStatusAt = 1});
    const QByteArray refused = card.transmit(terminal.seal({.cla = 0x80, .ins = 0x20, .p2 = 0x02}));
    QVERIFY(refused.endsWith(QByteArray::fromHex("9000")));
    QVERIFY(refused.contains(QByteArray::fromHex("990263C3")));
}

void TestCardFaults::losesHalfOfAnAnswer()
{
    VirtualCard card(sampleCardImage());
    card.setFaults({.truncateAt = 1});
    QCOMPARE(sent(card, readNumberPlain), QByteArray("5a0a8027688311"));
    QCOMPARE(sent(card, readNumberPlain), QByteArray(number) + "9000");
    card.setFaults({.truncateAt = 1});
    QCOMPARE(sent(card, "80200002"), QByteArray("63"));
}

void TestCardFaults::forcesAStatus()
{
    VirtualCard card(sampleCardImage());
    card.setFaults({.statusFor = {{0x20, 0x6581}, {0xB0, 0x6281}}});
    QCOMPARE(sent(card, readNumberPlain), QByteArray("6281"));
    QCOMPARE(sent(card, "002000020826999999FFFFFFFF"), QByteArray("6581"));
    QCOMPARE(sent(card, "00A4040C"), QByteArray("9000"));
    QCOMPARE(card.pinTriesLeft(), 3);
    card.setFaults({});
    QCOMPARE(sent(card, readNumberPlain), QByteArray(number) + "9000");
}

void TestCardFaults::forcesAStatusInsideTheChannel()
{
    VirtualCard card(sampleCardImage());
    Terminal terminal(card);
    QCOMPARE(terminal.pace("123123"), 0x9000);
    card.setFaults({.statusFor = {{0xB0, 0x6281}}});
    QCOMPARE(terminal.send(readNumber).sw, 0x6281);
    card.setFaults({});
    QCOMPARE(terminal.send(readNumber).data.toHex(), QByteArray(number));
}

void TestCardFaults::changesNothingWithoutFaults()
{
    VirtualCard card(sampleCardImage());
    card.setFaults({.wrongMacAt = 9, .otherStatusAt = 9, .truncateAt = 9});
    for (int i = 0; i < 8; ++i)
        QCOMPARE(sent(card, readNumberPlain), QByteArray(number) + "9000");
    QCOMPARE(card.commandCount(), 8);
}

void TestCardFaults::tellsTheListenerOfComingAndGoing()
{
    const auto card = std::make_shared<VirtualCard>(sampleCardImage());
    VirtualSource source(card);
    int calls = 0;
    // The listener looks at the reader: it is called outside of every lock.
    source.setChangeListener([&] { calls += source.readers()->size() == 1 ? 1 : 100; });
    source.remove();
    QCOMPARE(calls, 1);
    QVERIFY(!source.card());
    source.insert(card);
    QCOMPARE(calls, 2);
    QCOMPARE(source.card(), card);
    source.setChangeListener({});
    source.remove();
    QCOMPARE(calls, 2);
}

void TestCardFaults::tellsTheListenerThatAFaultPulledTheCard()
{
    VirtualSource source(std::make_shared<VirtualCard>(sampleCardImage()));
    int calls = 0;
    source.setChangeListener([&] { ++calls; });
    const auto connection = source.open(VirtualSource::readerName(), {});
    QVERIFY(connection);
    source.removeAfter(1, false);
    QVERIFY((*connection)->transmit(readNumber));
    QCOMPARE(calls, 1);
    QVERIFY(!source.readers()->first().cardPresent);
}

void TestCardFaults::becomesAnotherCard_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, Change change, const char *error) {
        QTest::newRow(name) << change << QString::fromLatin1(error);
    };
    row("the sample", [](CardImage &) { }, "none");
    row("generation 2.0", [](CardImage &image) { setObjectSystemVersion(image, 4, 3, 2); }, "card.tooOld");
    row("a newer one", [](CardImage &image) { setObjectSystemVersion(image, 4, 6, 0); }, "none");
    row(
        "a health professional card", [](CardImage &image) { setCardKind(image, hbaAid()); },
        "card.notHealthCard");
    row(
        "a card of an institution", [](CardImage &image) { setCardKind(image, smcbAid()); },
        "card.notHealthCard");
    row("small buffers", [](CardImage &image) { useSmallBuffers(image); }, "none");
}

void TestCardFaults::becomesAnotherCard()
{
    QFETCH(Change, change);
    QFETCH(QString, error);
    CardImage image = sampleCardImage();
    change(image);
    VirtualSource source(std::make_shared<VirtualCard>(std::move(image)));
    const auto connection = source.open(VirtualSource::readerName(), {});
    QVERIFY(connection);
    const auto info = HealthCard(**connection).identify();
    QCOMPARE(info ? QStringLiteral("none") : errorId(info.error().code), error);
}

void TestCardFaults::changesWhatOneReads()
{
    CardImage image = sampleCardImage();
    useSmallBuffers(image);
    setPaceParameters(image, 0x63);
    corruptPersonalData(image);
    setCertificate(image, "no certificate");
    VirtualCard card(std::move(image));
    QVERIFY(sent(card, "00B09D0000").startsWith("e010020203f6020203fe020203af020203dbd003"));
    QCOMPARE(sent(card, "00B09C0000"), QByteArray("31143012060a04007f00070202040202020102020163") + "9000");
    QCOMPARE(sent(card, "00A4040C06D27600000102"), QByteArray("9000"));
    QVERIFY(sent(card, "00B0810000") != QByteArray("personal data").toHex() + "9000");
    QCOMPARE(sent(card, "00A4040C0AA000000167455349474E"), QByteArray("9000"));
    QCOMPARE(sent(card, "00B0840000"), QByteArray("no certificate").toHex() + "9000");
    CardImage empty;
    empty.folders.append(ImageFolder{});
    useSmallBuffers(empty);
    setPaceParameters(empty, 0x63);
    corruptPersonalData(empty);
    setCertificate(empty, "no certificate");
    setCardKind(empty, hbaAid());
    QCOMPARE(empty.folders.size(), 1);
}

QTEST_GUILESS_MAIN(TestCardFaults)
#include "tst_cardfaults.moc"

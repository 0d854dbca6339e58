// A card that is pulled anywhere in a registration: before and inside every single command, over its contacts
// and through the air, whether somebody is asked in between or not.

#include "core/base/advice.h"
#include "tests/core/flow/flowbench.h"

#include <QTest>

using namespace dsr;

namespace {

/// The bench with the kind of card and of operator that a row wants.
struct PullBench : FlowBench
{
    PullBench(CardInterface interface, Tempo tempo)
    {
        card->setInterface(interface);
        driver.pace = tempo;
    }
    RunRecord runWithRightAnswers()
    {
        driver.pins = {pin()};
        driver.cans = {QByteArray()};
        bed.can->use([&](QByteArrayView digits) { driver.cans.first() = digits.toByteArray(); });
        return run();
    }
    /// Commands of a registration that nothing disturbs.
    int commandsOfOneRun()
    {
        card->setFaults({}); // counts from here
        return runWithRightAnswers().outcome == Outcome::Registered ? card->commandCount() : 0;
    }
};

/// For a failing QVERIFY2.
QByteArray told(const RunRecord &record)
{
    return (record.stoppedAt + QLatin1Char(' ')
        + (record.error ? technicalText(*record.error) : QStringLiteral("no error")))
        .toUtf8();
}

} // namespace

class TestCardPulled : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void atEveryCommand_data();
    void atEveryCommand();
    void whileSomebodyIsAsked_data();
    void whileSomebodyIsAsked();
};

void TestCardPulled::atEveryCommand_data()
{
    QTest::addColumn<CardInterface>("interface");
    QTest::addColumn<Tempo>("tempo");
    QTest::addColumn<bool>("inside");
    QTest::addColumn<int>("atLeast");
    for (const bool inside : {false, true}) {
        const auto row = [&](const char *name, CardInterface interface, Tempo tempo, int atLeast) {
            QTest::addRow("%s, %s a command", name, inside ? "inside" : "before")
                << interface << tempo << inside << atLeast;
        };
        row("contacts, at once", CardInterface::Contact, Tempo::AtOnce, 9);
        row("contacts, person asked", CardInterface::Contact, Tempo::Asks, 13);
        row("contactless, at once", CardInterface::Contactless, Tempo::AtOnce, 16);
        row("contactless, person asked", CardInterface::Contactless, Tempo::Asks, 26);
    }
}

void TestCardPulled::atEveryCommand()
{
    QFETCH(const CardInterface, interface);
    QFETCH(const Tempo, tempo);
    QFETCH(const bool, inside);
    QFETCH(const int, atLeast);
    PullBench bench(interface, tempo);
    const int commands = bench.commandsOfOneRun();
    QVERIFY2(commands >= atLeast, QByteArray::number(commands).constData());
    const int requests = bench.registrationRequests;
    for (int command = 1; command <= commands; ++command) {
        bench.cards.insert(bench.card);
        bench.cards.removeAfter(inside ? command : command - 1, inside);
        const RunRecord record = bench.runWithRightAnswers();
        const QByteArray where = QByteArray::number(command) + ": " + told(record);
        QVERIFY2(record.outcome == Outcome::Failed && record.error, where.constData());
        QVERIFY2(record.error->code == ErrorCode::CardRemoved, where.constData());
        QVERIFY2(!record.artifact(QStringLiteral("token")), where.constData());
        QVERIFY2(bench.card->pinTriesLeft() == 3, where.constData());
        QVERIFY2(!bench.cards.card(), where.constData());
    }
    QCOMPARE(bench.registrationRequests.load(), requests);
    QCOMPARE(bench.registrations(), 1);
    bench.cards.insert(bench.card); // and then everything is well again
    const RunRecord again = bench.runWithRightAnswers();
    QVERIFY2(again.outcome == Outcome::Registered, told(again).constData());
    QCOMPARE(bench.registrations(), 2);
}

void TestCardPulled::whileSomebodyIsAsked_data()
{
    QTest::addColumn<CardInterface>("interface");
    QTest::newRow("for the PIN") << CardInterface::Contact;
    QTest::newRow("for the access number") << CardInterface::Contactless;
}

void TestCardPulled::whileSomebodyIsAsked()
{
    QFETCH(const CardInterface, interface);
    PullBench bench(interface, Tempo::Asks);
    bench.driver.whileAsked = [&] { bench.cards.remove(); };
    const RunRecord record = bench.runWithRightAnswers();
    QVERIFY2(record.error && record.error->code == ErrorCode::CardRemoved, told(record).constData());
    QCOMPARE(bench.driver.questions.size(), 1);
    QCOMPARE(bench.card->pinTriesLeft(), 3);
    QCOMPARE(bench.registrations(), 0);
}

QTEST_GUILESS_MAIN(TestCardPulled)
#include "tst_cardpulled.moc"

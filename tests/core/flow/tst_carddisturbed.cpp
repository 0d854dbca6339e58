// Whole registrations through the real card service, and what disturbs them: cards that are pulled, other
// programs, a service that goes away (egk-card 9, number 2).

#include "tests/core/flow/servicebench.h"

using namespace dsr;

class TestCardDisturbed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void theSameCardIsWellAfterwards_data();
    void theSameCardIsWellAfterwards();
    void aStrangerResetsTheCard_data();
    void aStrangerResetsTheCard();
    void aStrangerKeepsTheCard();
    void aStrangerLetsGoInTime();
    void theServiceRestartsBetweenTwoRegistrations();
    void theServiceDiesBetweenTwoSteps();

private:
    PcscDaemon m_daemon;
};

void TestCardDisturbed::initTestCase()
{
    if (const QString missing = PcscDaemon::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
}

void TestCardDisturbed::init()
{
    if (PcscSource().readers().value_or(QList<ReaderInfo>()).size() == 2)
        return; // the one of the last test still runs
    m_daemon.stop();
    QVERIFY2(m_daemon.start(), qPrintable(m_daemon.log()));
}

void TestCardDisturbed::theSameCardIsWellAfterwards_data()
{
    QTest::addColumn<CardInterface>("interface");
    QTest::addColumn<Course>("course");
    const auto row = [](const char *name, CardInterface interface, CardFaults faults, Course course) {
        course.tempo = Tempo::AtOnce;
        course.faults = std::move(faults);
        QTest::newRow(name) << interface << course;
    };
    const auto pulled = [](const char *step, int questions, int pinsSeen) {
        return Course{
            .error = ErrorCode::CardRemoved, .stoppedAt = step, .questions = questions, .pinsSeen = pinsSeen};
    };
    // Commands: type, version, number; PACE (5); number, buffers; application, certificate; state of the
    // PIN; PIN, key, signature.
    row("pulled at once", CardInterface::Contact, {.pullAfter = 0}, pulled("connect-card", 0, 0));
    row("pulled before the certificate", CardInterface::Contact, {.pullAfter = 3},
        pulled("read-certificate", 0, 0));
    row("pulled inside the certificate", CardInterface::Contact, {.pullAfter = 5, .pullInside = true},
        pulled("read-certificate", 0, 0));
    row("pulled before the signature", CardInterface::Contact, {.pullAfter = 8}, pulled("sign-token", 1, 1));
    row("pulled inside the signature", CardInterface::Contact, {.pullAfter = 9, .pullInside = true},
        pulled("sign-token", 1, 1));
    row("pulled before PACE", CardInterface::Contactless, {.pullAfter = 3}, pulled("connect-card", 1, 0));
    row("pulled inside PACE", CardInterface::Contactless, {.pullAfter = 6, .pullInside = true},
        pulled("connect-card", 1, 0));
    row("pulled after PACE", CardInterface::Contactless, {.pullAfter = 8}, pulled("connect-card", 1, 0));
    row("pulled inside a protected command", CardInterface::Contactless,
        {.pullAfter = 12, .pullInside = true}, pulled("read-certificate", 1, 0));
    row("pulled inside the protected signature", CardInterface::Contactless,
        {.pullAfter = 16, .pullInside = true}, pulled("sign-token", 2, 1));
    row("a checksum is wrong", CardInterface::Contactless, {.wrongMacAt = 15},
        {.error = ErrorCode::CardChannelLost, .stoppedAt = "sign-token", .questions = 2, .pinsSeen = 1});
    row("half an answer", CardInterface::Contactless, {.truncateAt = 16},
        {.error = ErrorCode::CardChannelLost, .stoppedAt = "sign-token", .questions = 2, .pinsSeen = 1});
}

void TestCardDisturbed::theSameCardIsWellAfterwards()
{
    QFETCH(const CardInterface, interface);
    QFETCH(const Course, course);
    ServiceBench bench(m_daemon);
    QVERIFY(bench.insertTestCard(QString::fromLatin1(course.card), interface));
    bench.cardIn[0]->setFaults(course.faults);
    bench.driver.pace = course.tempo;
    bench.answerWith(course.cans, course.pins);
    judge(bench.run(), bench, course);
    if (QTest::currentTestFailed())
        return;
    bench.cardIn[0]->setFaults({});
    QVERIFY(bench.insertAgain());
    bench.answerWith(course.cans, course.pins);
    const RunRecord again = bench.run();
    QVERIFY2(again.outcome == Outcome::Registered, told(again).constData());
}

void TestCardDisturbed::aStrangerResetsTheCard_data()
{
    QTest::addColumn<CardInterface>("interface");
    QTest::addColumn<Tempo>("tempo");
    for (const auto interface : {CardInterface::Contact, CardInterface::Contactless}) {
        const char *way = interface == CardInterface::Contact ? "contacts" : "contactless";
        QTest::addRow("%s, card kept for the whole run", way) << interface << Tempo::AtOnce;
        QTest::addRow("%s, card given back at every step", way) << interface << Tempo::StepByStep;
    }
}

void TestCardDisturbed::aStrangerResetsTheCard()
{
    QFETCH(const CardInterface, interface);
    QFETCH(const Tempo, tempo);
    ServiceBench bench(m_daemon);
    QVERIFY(bench.insertTestCard(QStringLiteral("builtIn"), interface));
    bench.driver.pace = tempo;
    bench.answerWith({"right"}, {"right"});
    // Before each step from the moment when the card is known. While we have it, the reset has to wait.
    QList<std::shared_ptr<Stranger>> strangers;
    std::vector<std::jthread> resets;
    std::atomic<int> done = 0;
    bench.driver.beforeStep = [&](const Step &step, std::stop_token) {
        if (step.id == QLatin1StringView("fetch-nonce") && tempo == Tempo::AtOnce) {
            for (int i = 0; i < 3; ++i)
                strangers.append(std::make_shared<Stranger>(bench.setup.reader, SCARD_SHARE_SHARED));
        }
        for (const char *disturbed : {"read-certificate", "verify-pin", "sign-token"}) {
            if (step.id != QLatin1StringView(disturbed))
                continue;
            const auto stranger = tempo == Tempo::AtOnce
                ? strangers.takeFirst()
                : std::make_shared<Stranger>(bench.setup.reader, SCARD_SHARE_SHARED);
            resets.emplace_back([stranger, &done] { done += stranger->letGo(SCARD_RESET_CARD) ? 1 : 0; });
            if (tempo != Tempo::AtOnce)
                resets.back().join();
        }
        return true;
    };
    const RunRecord record = bench.run();
    resets.clear();
    QCOMPARE(done.load(), 3);
    judge(record, bench, {.questions = interface == CardInterface::Contact ? 1 : 2, .pinsSeen = 1});
}

void TestCardDisturbed::aStrangerKeepsTheCard()
{
    ServiceBench bench(m_daemon);
    QVERIFY(bench.insertTestCard(QStringLiteral("builtIn"), CardInterface::Contact));
    const Stranger stranger(bench.setup.reader, SCARD_SHARE_EXCLUSIVE);
    QVERIFY(stranger.isConnected());
    judge(bench.run(), bench, {.error = ErrorCode::CardInUse, .stoppedAt = "connect-card"});
}

void TestCardDisturbed::aStrangerLetsGoInTime()
{
    ServiceBench bench(m_daemon);
    QVERIFY(bench.insertTestCard(QStringLiteral("builtIn"), CardInterface::Contact));
    Stranger stranger(bench.setup.reader, SCARD_SHARE_EXCLUSIVE);
    QVERIFY(stranger.isConnected());
    std::jthread goes;
    bench.driver.beforeStep = [&](const Step &step, std::stop_token) {
        if (step.id == QLatin1StringView("connect-card"))
            goes = std::jthread([&] { stranger.letGo(SCARD_RESET_CARD); });
        return true;
    };
    judge(bench.run(), bench, {.questions = 1, .pinsSeen = 1});
}

void TestCardDisturbed::theServiceRestartsBetweenTwoRegistrations()
{
    ServiceBench bench(m_daemon);
    QVERIFY(bench.insertTestCard(QStringLiteral("builtIn"), CardInterface::Contactless));
    bench.answerWith({"right"}, {"right"});
    QCOMPARE(bench.run().outcome, Outcome::Registered);

    m_daemon.stop();
    bench.answerWith({"right"}, {"right"});
    const RunRecord between = bench.run();
    QVERIFY2(
        between.error && between.error->code == ErrorCode::CardServiceMissing, told(between).constData());
    QVERIFY(isPlainSentence(*between.error));

    QVERIFY2(m_daemon.start(), qPrintable(m_daemon.log()));
    QVERIFY(bench.insertAgain());
    bench.answerWith({"right"}, {"right"});
    const RunRecord again = bench.run();
    QVERIFY2(again.outcome == Outcome::Registered, told(again).constData());
    QCOMPARE(bench.registrations(), 2);
}

void TestCardDisturbed::theServiceDiesBetweenTwoSteps()
{
    ServiceBench bench(m_daemon);
    QVERIFY(bench.insertTestCard(QStringLiteral("builtIn"), CardInterface::Contact));
    bench.driver.pace = Tempo::AtOnce;
    bench.driver.beforeStep = [&](const Step &step, std::stop_token) {
        if (step.id == QLatin1StringView("verify-pin"))
            m_daemon.kill();
        return true;
    };
    judge(bench.run(), bench, {.error = ErrorCode::CardServiceStopped, .stoppedAt = "verify-pin"});
}

QTEST_GUILESS_MAIN(TestCardDisturbed)
#include "tst_carddisturbed.moc"

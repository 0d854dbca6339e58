// Whole registrations through the real card service: every situation of egk-card 9, number 2.

#include "tests/core/flow/servicebench.h"

using namespace dsr;

class TestCardAcceptance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void goesItsWay_data();
    void goesItsWay();
    void theOtherSlotIsLeftAlone();

private:
    PcscDaemon m_daemon;
};

void TestCardAcceptance::initTestCase()
{
    if (const QString missing = PcscDaemon::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
}

void TestCardAcceptance::init()
{
    if (PcscSource().readers().value_or(QList<ReaderInfo>()).size() == 2)
        return; // the one of the last test still runs
    m_daemon.stop();
    QVERIFY2(m_daemon.start(), qPrintable(m_daemon.log()));
}

void TestCardAcceptance::goesItsWay_data()
{
    QTest::addColumn<CardInterface>("interface");
    QTest::addColumn<Course>("course");
    const auto contacts = [](const char *name, const Course &course) {
        QTest::addRow("%s, contacts", name) << CardInterface::Contact << course;
    };
    const auto antenna = [](const char *name, Course course) {
        ++course.questions; // for the access number
        QTest::addRow("%s, contactless", name) << CardInterface::Contactless << course;
    };
    const auto both = [&](const char *name, const Course &course) {
        contacts(name, course);
        antenna(name, course);
    };
    both("signs", {.questions = 1, .pinsSeen = 1});
    both("signs at once", {.tempo = Tempo::AtOnce, .questions = 1, .pinsSeen = 1});
    both("wrong PIN, then the right one",
        {.pins = {"999999", "right"}, .questions = 2, .pinsSeen = 2}); // the right one gives the tries back
    both("wrong PIN, then nobody goes on",
        {.pins = {"999999"},
            .error = ErrorCode::Cancelled,
            .stoppedAt = "sign-token",
            .questions = 2,
            .triesLeft = 2,
            .pinsSeen = 1});
    both("PIN of five digits",
        {.pins = {"12345"}, .error = ErrorCode::Cancelled, .stoppedAt = "sign-token", .questions = 2});
    both("last try with a wrong PIN",
        {.card = "lastTry",
            .pins = {"999999"},
            .error = ErrorCode::CardPinBlocked,
            .stoppedAt = "sign-token",
            .questions = 1,
            .triesLeft = 0,
            .pinsSeen = 1});
    both("blocked PIN",
        {.card = "blockedPin",
            .error = ErrorCode::CardPinBlocked,
            .stoppedAt = "verify-pin",
            .triesLeft = 0});
    both("transport PIN",
        {.card = "transportPin", .error = ErrorCode::CardPinTransport, .stoppedAt = "verify-pin"});
    both("no PIN yet", {.card = "emptyPin", .error = ErrorCode::CardPinTransport, .stoppedAt = "verify-pin"});
    both("expired certificate",
        {.card = "expired", .error = ErrorCode::CardCertificateUnusable, .stoppedAt = "read-certificate"});
    both("key of another card",
        {.card = "otherKey",
            .error = ErrorCode::CardSignatureWrong,
            .stoppedAt = "sign-token",
            .questions = 1,
            .pinsSeen = 1});
    both("small buffers", {.card = "smallBuffers", .questions = 1, .pinsSeen = 1});
    contacts(
        "generation 2.0", {.card = "tooOld", .error = ErrorCode::CardTooOld, .stoppedAt = "connect-card"});
    contacts("card of a professional",
        {.card = "hba", .error = ErrorCode::CardNotHealthCard, .stoppedAt = "connect-card"});
    contacts("card of a practice",
        {.card = "smcb", .error = ErrorCode::CardNotHealthCard, .stoppedAt = "connect-card"});
    contacts("some other card",
        {.card = "otherCard", .error = ErrorCode::CardNotHealthCard, .stoppedAt = "connect-card"});
    antenna("wrong access number, then the right one",
        {.cans = {"000000", "right"}, .questions = 2, .pinsSeen = 1});
    antenna("wrong access number, then nobody goes on",
        {.cans = {"000000"}, .error = ErrorCode::Cancelled, .stoppedAt = "connect-card", .questions = 1});
}

void TestCardAcceptance::goesItsWay()
{
    QFETCH(const CardInterface, interface);
    QFETCH(const Course, course);
    ServiceBench bench(m_daemon);
    QVERIFY(bench.insertTestCard(QString::fromLatin1(course.card), interface));
    bench.driver.pace = course.tempo;
    bench.answerWith(course.cans, course.pins);
    judge(bench.run(), bench, course);
}

void TestCardAcceptance::theOtherSlotIsLeftAlone()
{
    ServiceBench bench(m_daemon);
    QVERIFY(bench.insertTestCard(QStringLiteral("lastTry"), CardInterface::Contact, 0));
    QVERIFY(bench.insertTestCard(QStringLiteral("builtIn"), CardInterface::Contactless, 1));
    bench.setup.reader = m_daemon.readerName(1);
    bench.answerWith({"right"}, {"999999", "right"});
    const RunRecord second = bench.run();
    QVERIFY2(second.outcome == Outcome::Registered, told(second).constData());
    QVERIFY(bench.inSlot[0]->records().isEmpty());
    QCOMPARE(bench.cardIn[0]->pinTriesLeft(), 1);

    bench.setup.reader = m_daemon.readerName(0);
    const auto commands = bench.inSlot[1]->records().size();
    bench.answerWith({}, {"999999"});
    const RunRecord first = bench.run();
    QVERIFY2(first.error && first.error->code == ErrorCode::CardPinBlocked, told(first).constData());
    QCOMPARE(bench.cardIn[0]->pinTriesLeft(), 0);
    QCOMPARE(bench.cardIn[1]->pinTriesLeft(), 3);
    QCOMPARE(bench.inSlot[1]->records().size(), commands);
    QCOMPARE(bench.registrations(), 1);
}

QTEST_GUILESS_MAIN(TestCardAcceptance)
#include "tst_cardacceptance.moc"

#include "core/flow/run.h"

#include <QCoreApplication>
#include <QSemaphore>
#include <QTest>

#include <condition_variable>

using dsr::ErrorCode;
using dsr::Outcome;
using dsr::Run;
using dsr::RunRecord;
using dsr::StepStatus;

namespace {

const dsr::FixedClock fixedClock(QDateTime(QDate(2026, 3, 2), QTime(9, 0), Qt::UTC));

class Willing : public dsr::Operator
{
public:
    bool proceed(const dsr::Step &step, std::stop_token) override
    {
        seen.append(step.id);
        return step.id != stopBefore;
    }
    dsr::Result<dsr::Secret> secret(const dsr::SecretQuestion &, std::stop_token) override
    {
        return dsr::fail(ErrorCode::Internal);
    }
    QStringList seen;
    QString stopBefore;
};

using Body = std::function<dsr::Result<void>(Run &)>;

dsr::Step step(const char *id, Body body = [](Run &) { return dsr::Result<void>(); })
{
    dsr::Step made;
    made.id = QString::fromLatin1(id);
    made.number = QStringLiteral("01");
    made.title = QStringLiteral("Title of ") + made.id;
    made.purpose = QStringLiteral("Purpose");
    made.clause = QStringLiteral("RFC-01");
    made.arrows = {{QStringLiteral("01"), dsr::Participant::TrustClient, dsr::Participant::Dms,
        QStringLiteral("label"), QStringLiteral("artifact")}};
    made.body = std::move(body);
    return made;
}

dsr::Recipe recipe(QList<dsr::Step> steps)
{
    return {QStringLiteral("test"), QStringLiteral("A test"), std::move(steps)};
}

QList<StepStatus> statesOf(const RunRecord &record)
{
    QList<StepStatus> states;
    for (const dsr::StepRecord &one : record.steps)
        states.append(one.status);
    return states;
}

} // namespace

class TestRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordBeforeTheStart();
    void stepsRunInTheirOrder();
    void failureSkipsTheRest();
    void refusalIsAnOutcomeOfItsOwn();
    void operatorMaySayNo();
    void artifactsBelongToTheirStep();
    void signalsTellEachChange();
    void howAnArrowStands_data();
    void howAnArrowStands();
    void aStepIsWhereItsBodySays();
    void runsOnAThreadOfItsOwn();
    void cancelEndsTheWaitOfAStep();
    void cancelBeforeTheStart();
    void whatIsDoneEvenThenIsDoneOnlyAfterTheRest();
    void cancelDuringTheLastStepChangesNothing();
    void destructionCancelsAndWaits();
};

void TestRun::recordBeforeTheStart()
{
    Willing driver;
    const Run run(recipe({step("a"), step("b")}), driver, fixedClock);
    const RunRecord record = run.record();
    QCOMPARE(record.recipe, QStringLiteral("test"));
    QCOMPARE(record.title, QStringLiteral("A test"));
    QCOMPARE(record.outcome, Outcome::Running);
    QCOMPARE(statesOf(record), QList<StepStatus>({StepStatus::Waiting, StepStatus::Waiting}));
    QCOMPARE(record.steps.first().title, QStringLiteral("Title of a"));
    QCOMPARE(record.steps.first().arrows.size(), 1);
}

void TestRun::stepsRunInTheirOrder()
{
    QStringList ran;
    const auto note = [&](const char *id) {
        return step(id, [&ran, id](Run &) {
            ran.append(QString::fromLatin1(id));
            return dsr::Result<void>();
        });
    };
    Willing driver;
    const RunRecord record = Run(recipe({note("a"), note("b"), note("c")}), driver, fixedClock).runHere();
    const QStringList order{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")};
    QCOMPARE(ran, order);
    QCOMPARE(driver.seen, order);
    QCOMPARE(record.outcome, Outcome::Registered);
    QCOMPARE(record.startedAt, fixedClock.now());
    QCOMPARE(record.finishedAt, fixedClock.now());
    QVERIFY(record.stoppedAt.isEmpty());
}

void TestRun::failureSkipsTheRest()
{
    Willing driver;
    const RunRecord record = Run(recipe({step("a"),
                                     step("b",
                                         [](Run &) -> dsr::Result<void> {
                                             return dsr::fail(ErrorCode::CardRemoved, QStringLiteral("here"),
                                                 {{QStringLiteral("sw"), QStringLiteral("6A82")}});
                                         }),
                                     step("c"), step("d")}),
        driver, fixedClock)
                                 .runHere();
    QCOMPARE(record.outcome, Outcome::Failed);
    QCOMPARE(record.stoppedAt, QStringLiteral("b"));
    QCOMPARE(record.error->code, ErrorCode::CardRemoved);
    QCOMPARE(record.steps.at(1).error->facts.value(QStringLiteral("sw")).toString(), QStringLiteral("6A82"));
    QVERIFY(!record.steps.at(0).error);
    QCOMPARE(statesOf(record),
        QList<StepStatus>({StepStatus::Done, StepStatus::Failed, StepStatus::Skipped, StepStatus::Skipped}));
}

void TestRun::refusalIsAnOutcomeOfItsOwn()
{
    Willing driver;
    const auto refused = [](Run &) -> dsr::Result<void> { return dsr::fail(ErrorCode::DmsRefused); };
    QCOMPARE(Run(recipe({step("a", refused)}), driver, fixedClock).runHere().outcome, Outcome::Refused);
}

void TestRun::operatorMaySayNo()
{
    Willing driver;
    driver.stopBefore = QStringLiteral("b");
    const RunRecord record = Run(recipe({step("a"), step("b"), step("c")}), driver, fixedClock).runHere();
    QCOMPARE(record.outcome, Outcome::Failed);
    QCOMPARE(record.error->code, ErrorCode::Cancelled);
    QCOMPARE(record.stoppedAt, QStringLiteral("b"));
    QCOMPARE(driver.seen.size(), 2);
}

void TestRun::artifactsBelongToTheirStep()
{
    const auto keep = [](const char *name) {
        return [name](Run &run) {
            run.keep({QString::fromLatin1(name), dsr::DataKind::Text, name, true});
            return dsr::Result<void>();
        };
    };
    Willing driver;
    const RunRecord record =
        Run(recipe({step("a", keep("first")), step("b", keep("second"))}), driver, fixedClock).runHere();
    QCOMPARE(record.steps.at(0).artifacts.size(), 1);
    QCOMPARE(record.steps.at(1).artifacts.size(), 1);
    QCOMPARE(record.artifact(QStringLiteral("second"))->bytes, QByteArray("second"));
    QVERIFY(record.artifact(QStringLiteral("second"))->incoming);
    QVERIFY(!record.artifact(QStringLiteral("third")));
}

void TestRun::signalsTellEachChange()
{
    Willing driver;
    Run run(recipe({step("a",
                [](Run &inside) {
                    inside.keep({QStringLiteral("x"), dsr::DataKind::Text, "x"});
                    return dsr::Result<void>();
                })}),
        driver, fixedClock);
    QStringList told;
    connect(&run, &Run::stepChanged, this, [&](int index, const dsr::StepRecord &one) {
        told.append(QStringLiteral("%1 %2 %3")
                .arg(index)
                .arg(dsr::stepStatusId(one.status))
                .arg(one.artifacts.size()));
    });
    connect(&run, &Run::finished, this,
        [&](const RunRecord &record) { told.append(dsr::outcomeId(record.outcome)); });
    run.start();
    QTRY_COMPARE(told,
        QStringList({QStringLiteral("0 running 0"), QStringLiteral("0 running 1"), QStringLiteral("0 done 1"),
            QStringLiteral("registered")}));
}

void TestRun::howAnArrowStands_data()
{
    QTest::addColumn<StepStatus>("step");
    QTest::addColumn<int>("arrow");
    QTest::addColumn<int>("done");
    QTest::addColumn<QString>("arrows");
    QTest::newRow("ahead") << StepStatus::Waiting << 0 << 0 << "waiting waiting waiting";
    QTest::newRow("not reached") << StepStatus::Skipped << 0 << 0 << "skipped skipped skipped";
    QTest::newRow("just begun") << StepStatus::Running << 0 << 0 << "running waiting waiting";
    QTest::newRow("in the middle") << StepStatus::Running << 1 << 1 << "done running waiting";
    QTest::newRow("done wherever it said it was") << StepStatus::Done << 0 << 0 << "done done done";
    QTest::newRow("failed at the first") << StepStatus::Failed << 0 << 0 << "failed skipped skipped";
    QTest::newRow("failed at the last") << StepStatus::Failed << 2 << 2 << "done done failed";
    QTest::newRow("failed behind what nobody knows") << StepStatus::Failed << 2 << 1 << "done ? failed";
    QTest::newRow("failed nobody knows where") << StepStatus::Failed << -1 << 0 << "? ? ?";
    QTest::newRow("failed somewhere after the first") << StepStatus::Failed << -1 << 1 << "done ? ?";
}

void TestRun::howAnArrowStands()
{
    QFETCH(const StepStatus, step);
    QFETCH(const int, arrow);
    QFETCH(const int, done);
    QFETCH(const QString, arrows);
    dsr::StepRecord record;
    record.status = step;
    record.arrow = arrow;
    record.arrowsDone = done;
    QStringList found;
    for (int i = 0; i < 3; ++i) {
        const auto status = dsr::arrowStatus(record, i);
        found.append(status ? dsr::stepStatusId(*status) : QStringLiteral("?"));
    }
    QCOMPARE(found.join(QLatin1Char(' ')), arrows);
}

void TestRun::aStepIsWhereItsBodySays()
{
    Willing driver;
    Run run(recipe({step("a",
                [](Run &inside) -> dsr::Result<void> {
                    inside.reach(1);
                    inside.reach(3, 2);
                    return dsr::fail(ErrorCode::CardRemoved);
                })}),
        driver, fixedClock);
    QStringList told;
    connect(&run, &Run::stepChanged, this, [&](int, const dsr::StepRecord &one) {
        told.append(QStringLiteral("%1 %2").arg(one.arrow).arg(one.arrowsDone));
    });
    const RunRecord record = run.runHere();
    QCOMPARE(told,
        QStringList(
            {QStringLiteral("0 0"), QStringLiteral("1 1"), QStringLiteral("3 2"), QStringLiteral("3 2")}));
    QCOMPARE(record.steps.first().arrow, 3);
    QCOMPARE(record.steps.first().arrowsDone, 2);
}

void TestRun::runsOnAThreadOfItsOwn()
{
    std::atomic<QThread *> seen = nullptr;
    Willing driver;
    Run run(recipe({step("a",
                [&](Run &) {
                    seen = QThread::currentThread();
                    return dsr::Result<void>();
                })}),
        driver, fixedClock);
    bool ended = false;
    connect(&run, &Run::finished, this, [&] { ended = true; });
    run.start();
    QTRY_VERIFY(ended);
    QVERIFY(seen.load() != nullptr && seen.load() != QThread::currentThread());
}

namespace {
/// A step that waits until it is told to stop.
dsr::Step waiting(QSemaphore &begun)
{
    return step("wait", [&begun](Run &run) -> dsr::Result<void> {
        std::mutex mutex;
        std::condition_variable_any never;
        std::unique_lock lock(mutex);
        begun.release();
        never.wait(lock, run.stopToken(), [] { return false; });
        return dsr::fail(ErrorCode::Cancelled, QStringLiteral("wait"));
    });
}
} // namespace

void TestRun::cancelEndsTheWaitOfAStep()
{
    QSemaphore begun;
    Willing driver;
    Run run(recipe({waiting(begun), step("b")}), driver, fixedClock);
    bool ended = false;
    connect(&run, &Run::finished, this, [&] { ended = true; });
    run.start();
    begun.acquire();
    run.cancel();
    QTRY_VERIFY(ended);
    QCOMPARE(run.record().error->code, ErrorCode::Cancelled);
    QCOMPARE(statesOf(run.record()), QList<StepStatus>({StepStatus::Failed, StepStatus::Skipped}));
}

void TestRun::cancelBeforeTheStart()
{
    Willing driver;
    Run run(recipe({step("a")}), driver, fixedClock);
    run.cancel();
    const RunRecord record = run.runHere();
    QCOMPARE(record.error->code, ErrorCode::Cancelled);
    QVERIFY(driver.seen.isEmpty());
}

void TestRun::whatIsDoneEvenThenIsDoneOnlyAfterTheRest()
{
    Willing driver;
    dsr::Step owed = step("c");
    owed.evenIfStopped = true;
    driver.stopBefore = QStringLiteral("b");
    const RunRecord early = Run(recipe({step("a"), step("b"), owed}), driver, fixedClock).runHere();
    QCOMPARE(early.outcome, Outcome::Failed);
    QCOMPARE(early.stoppedAt, QStringLiteral("b"));
    QCOMPARE(statesOf(early), QList<StepStatus>({StepStatus::Done, StepStatus::Failed, StepStatus::Skipped}));

    driver.stopBefore = QStringLiteral("c");
    const RunRecord late = Run(recipe({step("a"), owed, step("d")}), driver, fixedClock).runHere();
    QCOMPARE(late.outcome, Outcome::Failed); // the stop holds for what comes after it
    QCOMPARE(late.stoppedAt, QStringLiteral("d"));
    QCOMPARE(statesOf(late), QList<StepStatus>({StepStatus::Done, StepStatus::Done, StepStatus::Failed}));
}

void TestRun::cancelDuringTheLastStepChangesNothing()
{
    Willing driver;
    const RunRecord record = Run(recipe({step("a",
                                     [](Run &inside) {
                                         inside.cancel();
                                         return dsr::Result<void>();
                                     })}),
        driver, fixedClock)
                                 .runHere();
    QCOMPARE(record.outcome, Outcome::Registered);
    QVERIFY(!record.error);
}

void TestRun::destructionCancelsAndWaits()
{
    QSemaphore begun;
    bool ended = false;
    Willing driver;
    {
        Run run(recipe({waiting(begun)}), driver, fixedClock);
        connect(&run, &Run::finished, &run, [&] { ended = true; }, Qt::DirectConnection);
        run.start();
        begun.acquire();
    }
    QVERIFY(ended);
}

QTEST_GUILESS_MAIN(TestRun)
#include "tst_run.moc"

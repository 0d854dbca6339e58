#include "widgets/steps/sequenceview.h"

#include "tests/widgets/samplerecord.h"
#include "widgets/shared/selection.h"
#include "widgets/steps/stepmodel.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace dsr;
using namespace dsr::test;

namespace {
struct Bench
{
    explicit Bench(const RunRecord &record)
        : view(&model, &selection)
    {
        model.show(record);
        view.resize(800, 220);
        view.show();
    }
    StepModel model;
    Selection selection;
    SequenceView view;
};
} // namespace

class TestSequenceView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aClickSelectsStepAndMessage()
    {
        Bench bench(waitingRecord());
        QVERIFY(QTest::qWaitForWindowExposed(&bench.view));
        // Row 1 is the request for the nonce.
        QTest::mouseClick(bench.view.viewport(), Qt::LeftButton, {}, bench.view.rowCenter(1));
        QCOMPARE(bench.selection.step(), 1);
        QCOMPARE(bench.selection.artifact(), QStringLiteral("nonce.request"));
    }

    void arrowKeysReachEveryRow()
    {
        Bench bench(waitingRecord());
        QTest::keyClick(&bench.view, Qt::Key_Home);
        QCOMPARE(bench.selection.step(), 0);
        QSet<int> reached{bench.selection.step()};
        const auto rows = bench.view.sequence().rows().size();
        for (int i = 1; i < rows; ++i) {
            QTest::keyClick(&bench.view, Qt::Key_Down);
            QCOMPARE(bench.selection.step(), bench.view.sequence().rows().at(i).step);
            reached.insert(bench.selection.step());
        }
        QCOMPARE(reached.size(), bench.model.rowCount());
        QTest::keyClick(&bench.view, Qt::Key_Down);
        QCOMPARE(bench.selection.step(), bench.model.rowCount() - 1);
        QTest::keyClick(&bench.view, Qt::Key_Home);
        QTest::keyClick(&bench.view, Qt::Key_Up);
        QCOMPARE(bench.selection.step(), 0);
        QTest::keyClick(&bench.view, Qt::Key_End);
        QCOMPARE(bench.selection.step(), bench.model.rowCount() - 1);
    }

    void theRunningStepScrollsIntoView()
    {
        Bench bench(waitingRecord());
        QVERIFY(QTest::qWaitForWindowExposed(&bench.view));
        const int last = bench.model.rowCount() - 1;
        const int row = bench.view.sequence().spanOf(last)->first;
        QVERIFY(bench.view.rowCenter(row).y() > bench.view.viewport()->height());
        bench.model.update(last, runningRecord(last).steps.at(last));
        QVERIFY(bench.view.rowCenter(row).y() < bench.view.viewport()->height());
        QVERIFY(bench.view.rowCenter(row).y() > 0);
    }

    void theSelectedMessageIsSaidInWords()
    {
        Bench bench(runningRecord(2));
        bench.selection.select(1, QStringLiteral("nonce.answer"));
        const QString words = bench.view.accessibleDescription();
        for (const char *part : {"03", "DMS", "TrustClient", "nonce", "done"})
            QVERIFY2(words.contains(QLatin1StringView(part)), qPrintable(words));
        bench.selection.select(-1);
        QVERIFY(bench.view.accessibleDescription().isEmpty());
    }

    void onlyTheArrowThatFailedIsSaidToHaveFailed_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<QString>("word");
        QTest::newRow("what was done") << 0 << "done";
        QTest::newRow("what nobody can tell") << 1 << "not known";
        QTest::newRow("what failed") << 2 << "failed";
        QTest::newRow("what was not reached") << 3 << "not reached";
    }

    void onlyTheArrowThatFailedIsSaidToHaveFailed()
    {
        QFETCH(const int, row);
        QFETCH(const QString, word);
        RunRecord record = waitingRecord();
        const int step = stepIndex(record, "send-registration");
        record.steps[step].status = StepStatus::Failed;
        record.steps[step].arrow = 2;
        record.steps[step].arrowsDone = 1;
        Bench bench(record);
        QTest::keyClick(&bench.view, Qt::Key_Home);
        for (int i = 0; i < bench.view.sequence().spanOf(step)->first + row; ++i)
            QTest::keyClick(&bench.view, Qt::Key_Down);
        const QString words = bench.view.accessibleDescription();
        QVERIFY2(words.endsWith(QStringLiteral(", ") + word), qPrintable(words));
    }

    void anotherArrowThatFailedIsAnotherPicture()
    {
        QList<QImage> pictures;
        for (const int arrow : {-1, 0, 1, 2}) {
            RunRecord record = runningRecord(1);
            record.steps[1].status = StepStatus::Failed;
            record.steps[1].arrow = arrow;
            record.steps[1].arrowsDone = std::max(0, arrow);
            Bench bench(record);
            const QImage picture = bench.view.grab().toImage();
            QVERIFY(!pictures.contains(picture));
            pictures.append(picture);
        }
    }

    void statesLookDifferent()
    {
        QList<QImage> pictures;
        for (const auto status : {StepStatus::Waiting, StepStatus::Running, StepStatus::Done,
                 StepStatus::Failed, StepStatus::Skipped}) {
            RunRecord record = waitingRecord();
            record.steps[0].status = status;
            Bench bench(record);
            const QImage picture = bench.view.grab().toImage();
            QVERIFY(!pictures.contains(picture));
            pictures.append(picture);
        }
    }
};

QTEST_MAIN(TestSequenceView)
#include "tst_sequenceview.moc"

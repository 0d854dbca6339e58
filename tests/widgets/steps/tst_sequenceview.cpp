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

#include "widgets/steps/stepdetail.h"

#include "tests/widgets/samplerecord.h"
#include "widgets/inspect/inspectpane.h"
#include "widgets/inspect/nodemodel.h"
#include "widgets/shared/selection.h"
#include "widgets/steps/stepmodel.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

using namespace dsr;
using namespace dsr::test;

namespace {
RunRecord recordWithMessages()
{
    RunRecord record = runningRecord(2);
    record.steps[1].artifacts = {{QStringLiteral("nonce.request"), DataKind::Text, "GET /nonce"},
        {QStringLiteral("nonce"), DataKind::Binary, QByteArray(64, 'n'), true}};
    return record;
}

QByteArray inspected(const StepDetail &detail)
{
    const InspectionPtr &inspection = detail.pane()->model()->inspection();
    return inspection ? inspection->sources().first().bytes : QByteArray();
}
} // namespace

class TestStepDetail : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsWhatTheSelectionSays()
    {
        StepModel model;
        Selection selection;
        StepDetail detail(&model, &selection);
        model.show(recordWithMessages());
        selection.select(1);
        QCOMPARE(detail.artifacts()->count(), 2);
        QTRY_COMPARE(inspected(detail), QByteArrayLiteral("GET /nonce"));
        selection.select(1, QStringLiteral("nonce"));
        QCOMPARE(detail.artifacts()->currentIndex(), 1);
        QTRY_COMPARE(inspected(detail), QByteArray(64, 'n'));
    }

    void theChosenArtifactCanBeOpenedInInspect()
    {
        StepModel model;
        Selection selection;
        StepDetail detail(&model, &selection);
        model.show(recordWithMessages());
        QVERIFY(detail.inspectButton()->isHidden());
        selection.select(1, QStringLiteral("nonce"));
        QByteArray wanted;
        connect(&detail, &StepDetail::inspectWanted, this,
            [&](const Artifact &artifact) { wanted = artifact.bytes; });
        detail.inspectButton()->click();
        QCOMPARE(wanted, QByteArray(64, 'n'));
    }

    void aChosenTabIsSelected()
    {
        StepModel model;
        Selection selection;
        StepDetail detail(&model, &selection);
        model.show(recordWithMessages());
        selection.select(1);
        detail.artifacts()->setCurrentIndex(1);
        QCOMPARE(selection.artifact(), QStringLiteral("nonce"));
    }

    void aNewMessageOfTheShownStepAppears()
    {
        StepModel model;
        Selection selection;
        StepDetail detail(&model, &selection);
        model.show(recordWithMessages());
        selection.select(2);
        QCOMPARE(detail.artifacts()->count(), 0);
        StepRecord step = model.record().steps.at(2);
        step.artifacts.append({QStringLiteral("nonces.derived"), DataKind::Json, "{}"});
        model.update(2, step);
        QCOMPARE(detail.artifacts()->count(), 1);
        QTRY_COMPARE(inspected(detail), QByteArrayLiteral("{}"));
    }

    void nothingSelectedIsNothingShown()
    {
        StepModel model;
        Selection selection;
        StepDetail detail(&model, &selection);
        model.show(recordWithMessages());
        selection.select(1);
        QTRY_VERIFY(!inspected(detail).isEmpty());
        selection.select(-1);
        QCOMPARE(detail.artifacts()->count(), 0);
        QVERIFY(inspected(detail).isEmpty());
    }
};

QTEST_MAIN(TestStepDetail)
#include "tst_stepdetail.moc"

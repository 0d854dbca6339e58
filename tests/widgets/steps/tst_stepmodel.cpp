#include "widgets/steps/stepmodel.h"

#include "tests/widgets/samplerecord.h"
#include "tests/widgets/windowbench.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace dsr;
using namespace dsr::test;

class TestStepModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsThePromisesOfAModel()
    {
        StepModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(waitingRecord());
        model.update(1, runningRecord(1).steps.at(1));
        model.complete(runningRecord(3));
        model.retranslate();
        model.show({});
        QCOMPARE(model.rowCount(), 0);
    }

    void followsARun()
    {
        StepModel model;
        model.show(waitingRecord());
        QCOMPARE(model.runningStep(), -1);
        QCOMPARE(model.doneSteps(), 0);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        StepRecord step = waitingRecord().steps.at(2);
        step.status = StepStatus::Running;
        model.update(2, step);
        QCOMPARE(model.runningStep(), 2);
        step.status = StepStatus::Done;
        step.milliseconds = 41;
        model.update(2, step);
        QCOMPARE(model.runningStep(), -1);
        QCOMPARE(model.doneSteps(), 1);
        QCOMPARE(model.index(2).data(StepModel::DurationRole).toString(), QStringLiteral("41 ms"));
        QCOMPARE(changed.size(), 2);
        QCOMPARE(changed.last().first().toModelIndex().row(), 2);
        model.update(99, step);
        QCOMPARE(changed.size(), 2);
    }

    void stateIsSaidInWords()
    {
        StepModel model;
        model.show(runningRecord(1));
        const QString done = model.index(0).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(done.contains(QStringLiteral("done")), qPrintable(done));
        QVERIFY(done.contains(model.record().steps.first().title));
        QVERIFY(model.index(1).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("running")));
        QVERIFY(!model.index(0).data(Qt::AccessibleDescriptionRole).toString().isEmpty());
    }

    void textsAreThoseOfTheLanguageOfNow()
    {
        StepModel model;
        RunRecord record = waitingRecord();
        record.steps[0].title = QStringLiteral("recorded in another language");
        model.show(record);
        QCOMPARE(model.index(0).data().toString(), registerDevice({}).steps.first().title);
        LongTranslator translator;
        QCoreApplication::installTranslator(&translator);
        model.retranslate();
        QVERIFY(model.index(0).data().toString().contains(QStringLiteral("ß")));
        QVERIFY(model.record().steps.at(1).arrows.first().label.contains(QStringLiteral("ß")));
        QCoreApplication::removeTranslator(&translator);
    }

    void anUnknownRecipeKeepsItsTexts()
    {
        RunRecord record = waitingRecord();
        record.recipe = QStringLiteral("something-else");
        record.steps[0].title = QStringLiteral("Its own title");
        StepModel model;
        model.show(record);
        QCOMPARE(model.index(0).data().toString(), QStringLiteral("Its own title"));
    }
};

QTEST_GUILESS_MAIN(TestStepModel)
#include "tst_stepmodel.moc"

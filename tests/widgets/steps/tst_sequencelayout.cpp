#include "widgets/steps/sequencelayout.h"

#include "tests/widgets/samplerecord.h"

#include <QTest>

using namespace dsr;
using namespace dsr::test;

class TestSequenceLayout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyPartiesThatDoSomethingHaveALifeline()
    {
        const SequenceLayout layout(waitingRecord().steps);
        QCOMPARE(layout.lifelines(),
            (QList<Participant>{Participant::TrustClient, Participant::Smartcard, Participant::Dms,
                Participant::Google, Participant::Ocsp}));
        QVERIFY(SequenceLayout().lifelines().isEmpty());
        QVERIFY(SequenceLayout(QList<StepRecord>()).rows().isEmpty());
    }

    void everyArrowHasARowInOrder()
    {
        const QList<StepRecord> steps = waitingRecord().steps;
        const SequenceLayout layout(steps);
        int row = 0;
        for (int step = 0; step < steps.size(); ++step) {
            const auto span = layout.spanOf(step);
            QVERIFY(span.has_value());
            QCOMPARE(span->first, row);
            QCOMPARE(span->count, static_cast<int>(steps.at(step).arrows.size()));
            for (int i = 0; i < span->count; ++i, ++row) {
                const SequenceRow &placed = layout.rows().at(row);
                const Arrow &arrow = steps.at(step).arrows.at(i);
                QCOMPARE(placed.step, step);
                QCOMPARE(placed.arrow, i);
                QCOMPARE(layout.lifelines().at(placed.from), arrow.from);
                QCOMPARE(layout.lifelines().at(placed.to), arrow.to);
                QCOMPARE(placed.isAlone(), arrow.from == arrow.to);
            }
        }
        QCOMPARE(layout.rows().size(), row);
    }

    void aStepWithoutArrowsHasNoSpan()
    {
        QList<StepRecord> steps = waitingRecord().steps;
        steps[1].arrows.clear();
        const SequenceLayout layout(steps);
        QVERIFY(!layout.spanOf(1).has_value());
        QVERIFY(!layout.spanOf(-1).has_value());
        QVERIFY(!layout.spanOf(99).has_value());
        QCOMPARE(layout.spanOf(2)->first, layout.spanOf(0)->count);
    }

    void findsTheRowOfAMessage()
    {
        const RunRecord record = waitingRecord();
        const SequenceLayout layout(record.steps);
        const int fetch = stepIndex(record, "fetch-nonce");
        const int first = layout.spanOf(fetch)->first;
        QCOMPARE(layout.rowOf(fetch, QStringLiteral("nonce.answer"), record.steps), first + 2);
        QCOMPARE(layout.rowOf(fetch, QStringLiteral("token"), record.steps), -1);
        QCOMPARE(layout.rowOf(fetch, {}, record.steps), -1);
        QCOMPARE(layout.rowOf(-1, QStringLiteral("token"), record.steps), -1);
    }
};

QTEST_APPLESS_MAIN(TestSequenceLayout)
#include "tst_sequencelayout.moc"

#include "widgets/steps/findingmodel.h"

#include "core/check/registry.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace dsr;

namespace {
Finding finding(const char *check, FindingStatus status)
{
    Finding result;
    result.check = QString::fromLatin1(check);
    result.status = status;
    result.expected = QStringLiteral("this");
    result.actual = QStringLiteral("that");
    return result;
}
} // namespace

class TestFindingModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsThePromisesOfAModel()
    {
        FindingModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show({finding("token.signature", FindingStatus::Pass)},
            {finding("answer.nonce", FindingStatus::Fail)});
        model.retranslate();
        model.show({});
        QCOMPARE(model.rowCount(), 0);
    }

    void brokenRulesComeFirst()
    {
        FindingModel model;
        model.show({finding("a", FindingStatus::Pass), finding("b", FindingStatus::NotChecked),
                       finding("c", FindingStatus::Fail), finding("d", FindingStatus::Warn)},
            {finding("e", FindingStatus::Fail), finding("f", FindingStatus::Pass)});
        QStringList order;
        for (int row = 0; row < model.rowCount(); ++row)
            order.append(model.index(row, FindingModel::CheckColumn).data().toString());
        QCOMPARE(order.join(QString()), QStringLiteral("cedafb"));
        QCOMPARE(model.index(0, FindingModel::JudgeColumn).data().toString(), QStringLiteral("Service"));
        QCOMPARE(model.index(1, FindingModel::JudgeColumn).data().toString(), QStringLiteral("Client"));
    }

    void whatCameOutDifferentlyIsMarked()
    {
        Finding placed = finding("a", FindingStatus::Fail);
        placed.path = QStringLiteral("payload"); // a passed rule may name no place
        FindingModel model;
        model.show({finding("a", FindingStatus::Pass), finding("b", FindingStatus::Pass),
                       finding("b", FindingStatus::Fail), finding("new", FindingStatus::Fail)},
            {}, {placed, finding("b", FindingStatus::Pass), finding("b", FindingStatus::Warn)});
        QStringList changed;
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.isChanged(row))
                changed.append(model.finding(row).check
                    + model.index(row, FindingModel::ResultColumn).data().toString());
        }
        QCOMPARE(changed,
            (QStringList{
                QStringLiteral("bfailed (before: warning)"), QStringLiteral("apassed (before: failed)")}));
        QCOMPARE(model.changedCount(), 2);
    }

    void saysWhatTheRuleIsAndWhatWasFound()
    {
        FindingModel model;
        model.show({finding("token.signature", FindingStatus::Fail)});
        QCOMPARE(model.index(0, FindingModel::ResultColumn).data().toString(), QStringLiteral("failed"));
        QCOMPARE(model.index(0, FindingModel::CheckColumn).data().toString(),
            checkTitle(QStringLiteral("token.signature")));
        QCOMPARE(model.index(0, FindingModel::ExpectedColumn).data().toString(), QStringLiteral("this"));
        QCOMPARE(model.index(0, FindingModel::FoundColumn).data().toString(), QStringLiteral("that"));
        QVERIFY(model.index(0, FindingModel::ResultColumn).data(Qt::DecorationRole).isValid());
    }
};

QTEST_MAIN(TestFindingModel)
#include "tst_findingmodel.moc"

#include "widgets/inspect/nodemodel.h"

#include "core/decode/inspect.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace dsr;

namespace {

/// {"sub":…,"kvnr":…} written by hand: two fields with their punctuation, one of them personal, one damaged.
InspectionPtr sample()
{
    const auto leaf = [](const char *name, const char *text, qsizetype start, qsizetype length) {
        Node node;
        node.name = QString::fromLatin1(name);
        node.text = QString::fromLatin1(text);
        node.range = {start, length};
        return node;
    };
    Node root = leaf("", "object", 0, 20);
    Node open = leaf("open", "{", 0, 1);
    open.syntax = true;
    Node outer = leaf("outer", "two members", 1, 18);
    Node colon = leaf("colon", ":", 1, 1);
    colon.syntax = true;
    Node person = leaf("kvnr", "X110411675", 2, 10);
    person.personal = true;
    Node damaged = leaf("rest", "?", 12, 7);
    damaged.flaw = QStringLiteral("not text");
    outer.children = {colon, person, damaged};
    Node close = leaf("close", "}", 19, 1);
    close.syntax = true;
    root.children = {open, outer, close};
    root.kind = "json";
    return std::make_shared<Inspection>(
        QList<ByteSource>{{QStringLiteral("sample"), QByteArray(20, 'x')}}, std::move(root));
}

} // namespace

class TestNodeModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsThePromisesOfAModel()
    {
        NodeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const InspectionPtr inspection = sample();
        model.show(inspection, PersonalBytes::of(*inspection));
        model.setSyntaxShown(true);
        model.setPersonalShown(true);
        model.show(inspect(QByteArrayLiteral("{\"a\":[1,2,{\"b\":null}]}"), DataKind::Json), {});
        model.show(nullptr, {});
        QCOMPARE(model.rowCount(), 0);
    }

    void leavesOutWhatIsMereEncoding()
    {
        NodeModel model;
        const InspectionPtr inspection = sample();
        model.show(inspection, PersonalBytes::of(*inspection));
        const QModelIndex root = model.index(0, 0);
        QCOMPARE(model.data(root).toString(), QStringLiteral("json"));
        QCOMPARE(model.rowCount(root), 1);
        const QModelIndex outer = model.index(0, 0, root);
        QCOMPARE(model.data(outer).toString(), QStringLiteral("outer"));
        QCOMPARE(model.rowCount(outer), 2);
        model.setSyntaxShown(true);
        QCOMPARE(model.rowCount(model.index(0, 0)), 3);
    }

    void findsTheRowOfANode()
    {
        NodeModel model;
        const InspectionPtr inspection = sample();
        model.show(inspection, PersonalBytes::of(*inspection));
        const Node &root = model.inspection()->root();
        const Node &outer = root.children.at(1);
        const QModelIndex damaged = model.indexOf(&outer.children.at(2));
        QCOMPARE(damaged.row(), 1);
        QCOMPARE(model.data(damaged).toString(), QStringLiteral("rest"));
        QCOMPARE(model.nodeOf(damaged), &outer.children.at(2));
        // What has no row stands for what it is part of.
        QCOMPARE(model.nodeOf(model.indexOf(&outer.children.at(0))), &outer);
        QCOMPARE(model.nodeOf(model.indexOf(&root.children.at(0))), &root);
        QVERIFY(!model.indexOf(nullptr).isValid());
    }

    void masksPersonalValuesEverywhere()
    {
        NodeModel model;
        const InspectionPtr inspection = sample();
        model.show(inspection, PersonalBytes::of(*inspection));
        const QModelIndex person = model.indexOf(&model.inspection()->root().children.at(1).children.at(1));
        const QModelIndex value = person.siblingAtColumn(NodeModel::ValueColumn);
        for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)}) {
            QVERIFY(!model.data(value, role).toString().contains(QStringLiteral("X110411675")));
            QVERIFY(!model.data(person, role).toString().contains(QStringLiteral("X110411675")));
        }
        model.setPersonalShown(true);
        QCOMPARE(model.data(value).toString(), QStringLiteral("X110411675"));
    }

    void aJudgedNodeHasTheSignOfItsWorstFinding()
    {
        NodeModel model;
        const InspectionPtr inspection = sample();
        model.show(inspection, {});
        const Node *outer = &inspection->root().children.at(1);
        const QModelIndex name = model.indexOf(outer);
        const QModelIndex value = name.siblingAtColumn(NodeModel::ValueColumn);
        QVERIFY(!model.data(value, Qt::DecorationRole).isValid());
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        const auto finding = [](FindingStatus status, int source) {
            Finding made;
            made.path = QStringLiteral("outer");
            made.status = status;
            made.source = source;
            return made;
        };
        model.setFindings({finding(FindingStatus::Pass, 0), finding(FindingStatus::Fail, 0),
            finding(FindingStatus::NotChecked, 0)});
        QVERIFY(!changed.isEmpty());
        QVERIFY(!model.data(value, Qt::DecorationRole).value<QIcon>().isNull());
        QVERIFY(model.data(name, Qt::AccessibleTextRole).toString().contains(QStringLiteral("failed")));
        const QModelIndex root = model.index(0, NodeModel::NameColumn);
        QVERIFY(model.data(root, Qt::AccessibleTextRole).toString().contains(QStringLiteral("failed")));
        model.setFindings({finding(FindingStatus::Pass, 0)});
        QVERIFY(!model.data(root.siblingAtColumn(NodeModel::ValueColumn), Qt::DecorationRole).isValid());
        // A finding whose path leads nowhere is no judgement of what happens to have that path.
        model.setFindings({finding(FindingStatus::Fail, -1)});
        QVERIFY(!model.data(value, Qt::DecorationRole).isValid());
    }

    void damageIsSaidInWords()
    {
        NodeModel model;
        const InspectionPtr inspection = sample();
        model.show(inspection, PersonalBytes::of(*inspection));
        const QModelIndex damaged = model.indexOf(&model.inspection()->root().children.at(1).children.at(2));
        const QModelIndex value = damaged.siblingAtColumn(NodeModel::ValueColumn);
        QVERIFY(model.data(value).toString().contains(QStringLiteral("not text")));
        QVERIFY(model.data(value, Qt::ForegroundRole).isValid());
        QVERIFY(model.data(damaged, Qt::AccessibleTextRole).toString().contains(QStringLiteral("not text")));
    }
};

QTEST_MAIN(TestNodeModel)
#include "tst_nodemodel.moc"

#include "widgets/inspect/inspectpane.h"

#include "widgets/inspect/hexpane.h"
#include "widgets/inspect/nodemodel.h"

#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QTreeView>

using namespace dsr;

namespace {
const QByteArray json = QByteArrayLiteral("{\"iss\":\"TrustSDK\",\"iat\":1700000000}");

void show(InspectPane &pane, const QByteArray &bytes, DataKind kind = DataKind::Json)
{
    QSignalSpy shown(&pane, &InspectPane::shown);
    pane.inspectBytes(bytes, kind, QStringLiteral("sample"));
    QTRY_COMPARE(shown.size(), 1);
}

const Node *chosenNode(const InspectPane &pane)
{
    return pane.model()->nodeOf(pane.tree()->currentIndex());
}
} // namespace

class TestInspectPane : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aChosenByteSelectsTheDeepestNode()
    {
        InspectPane pane;
        show(pane, json);
        const qsizetype inText = json.indexOf("SDK");
        Q_EMIT pane.bytes()->byteChosen(inText);
        const Node *node = chosenNode(pane);
        QVERIFY(node);
        QVERIFY(node->parent);
        QVERIFY(node->path().startsWith(QStringLiteral("iss")));
        QVERIFY(node->range.contains(inText));
        QCOMPARE(pane.bytes()->marked(), node->range);
    }

    void aChosenNodeMarksItsBytes()
    {
        InspectPane pane;
        show(pane, json);
        const Node *iat = pane.model()->inspection()->find(QStringLiteral("iat"));
        QVERIFY(iat);
        pane.tree()->setCurrentIndex(pane.model()->indexOf(iat));
        QCOMPARE(pane.bytes()->marked(), iat->range);
    }

    void namesOfDeepNodesCanBeRead()
    {
        InspectPane pane;
        pane.resize(1000, 600);
        pane.show();
        const QByteArray name = "recognitionVerdict";
        show(pane, QByteArray("{\"a\":").repeated(10) + "{\"" + name + "\":1}" + QByteArray(10, '}'));
        const Node *deep =
            pane.model()->inspection()->find(QStringLiteral("a.").repeated(10) + QString::fromLatin1(name));
        QVERIFY(deep);
        pane.select(deep);
        const QModelIndex chosen = pane.tree()->currentIndex();
        const int needed = pane.tree()->fontMetrics().horizontalAdvance(chosen.data().toString());
        QVERIFY(pane.tree()->visualRect(chosen).width() > needed);
        QVERIFY(pane.tree()->columnWidth(NodeModel::NameColumn) < pane.tree()->width());
    }

    void everySourceHasATab()
    {
        InspectPane pane;
        pane.show();
        show(pane, QByteArrayLiteral("{\"nonce\":\"AAECAwQFBgcICQoLDA0ODw==\"}"));
        auto *tabs = pane.findChild<QTabBar *>();
        QVERIFY(tabs);
        QCOMPARE(tabs->count(), static_cast<int>(pane.model()->inspection()->sources().size()));
        QVERIFY2(tabs->count() > 1, "the base64 text of the nonce is a source of its own");
        const Node *nonce = nullptr;
        for (const Node *node = pane.model()->inspection()->nodeAt(1, 0); node; node = node->parent) {
            if (node->source == 1)
                nonce = node;
        }
        QVERIFY(nonce);
        pane.tree()->setCurrentIndex(pane.model()->indexOf(nonce));
        QCOMPARE(tabs->currentIndex(), 1);
    }

    void onlyTheLastOfManyIsShown()
    {
        InspectPane pane;
        QSignalSpy shown(&pane, &InspectPane::shown);
        for (int i = 0; i < 20; ++i)
            pane.inspectBytes(QByteArrayLiteral("[") + QByteArray::number(i) + ']', DataKind::Json, {});
        QTRY_VERIFY(!shown.isEmpty());
        QTest::qWait(1);
        QCOMPARE(pane.model()->inspection()->sources().first().bytes, QByteArrayLiteral("[19]"));
    }

    void clearsAtOnce()
    {
        InspectPane pane;
        show(pane, json);
        pane.clear();
        QCOMPARE(pane.model()->rowCount(), 0);
        QCOMPARE(pane.bytes()->hexLayout().byteCount(), qsizetype(0));
    }
};

QTEST_MAIN(TestInspectPane)
#include "tst_inspectpane.moc"

#include "widgets/inspect/searchbar.h"

#include "widgets/inspect/inspectpane.h"
#include "widgets/inspect/nodeselection.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace dsr;

namespace {

struct Bench
{
    Bench()
        : bar(&pane)
    {
        QSignalSpy shown(&pane, &InspectPane::shown);
        pane.inspectBytes("{\"a\":\"x1\",\"b\":\"x2\",\"c\":\"x3\"}", DataKind::Json, {});
        ready = !shown.isEmpty() || shown.wait();
    }
    void search(SearchKind kind, const QString &text)
    {
        QSignalSpy searched(&bar, &SearchBar::searched);
        bar.begin(kind);
        bar.field()->setText(text);
        QTest::keyClick(bar.field(), Qt::Key_Return);
        QVERIFY(!searched.isEmpty() || searched.wait());
    }
    QString selected() const
    {
        return pane.selection()->node() ? pane.selection()->node()->path() : QString();
    }

    InspectPane pane;
    SearchBar bar;
    bool ready = false;
};

} // namespace

class TestSearchBar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goesFromHitToHitAndAround()
    {
        Bench bench;
        QVERIFY(bench.ready);
        bench.search(SearchKind::Text, QStringLiteral("x"));
        QCOMPARE(bench.selected(), QStringLiteral("a"));
        QCOMPARE(bench.bar.result(), QStringLiteral("1 of 3"));
        QTest::keyClick(bench.bar.field(), Qt::Key_Return);
        QCOMPARE(bench.selected(), QStringLiteral("b"));
        bench.bar.next();
        bench.bar.next();
        QCOMPARE(bench.selected(), QStringLiteral("a"));
        bench.bar.previous();
        QCOMPARE(bench.selected(), QStringLiteral("c"));
    }

    void saysWhatCameOfIt_data()
    {
        QTest::addColumn<SearchKind>("kind");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("result");
        QTest::newRow("nothing there") << SearchKind::Text << "zzz" << "Not found.";
        QTest::newRow("no hex") << SearchKind::Bytes << "zz" << "This cannot be looked for.";
        QTest::newRow("an offset") << SearchKind::Offset << "0x6" << "1 of 1";
    }
    void saysWhatCameOfIt()
    {
        QFETCH(SearchKind, kind);
        QFETCH(QString, text);
        Bench bench;
        QVERIFY(bench.ready);
        bench.search(kind, text);
        QTEST(bench.bar.result(), "result");
    }

    void anotherTextIsAnotherSearch()
    {
        Bench bench;
        QVERIFY(bench.ready);
        bench.search(SearchKind::Text, QStringLiteral("x"));
        bench.bar.field()->setText(QStringLiteral("x2"));
        QVERIFY(bench.bar.result().isEmpty());
        bench.search(SearchKind::Text, QStringLiteral("x2"));
        QCOMPARE(bench.selected(), QStringLiteral("b"));
    }
};

QTEST_MAIN(TestSearchBar)
#include "tst_searchbar.moc"

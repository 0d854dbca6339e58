#include "widgets/inspect/nodeselection.h"

#include <QSignalSpy>
#include <QTest>

using namespace dsr;

class TestNodeSelection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Steps of a way through the nodes 'a' to 'c', "<" is back, ">" forward, "!" forget; the nodes that were
    /// shown.
    void goesBackAndForward_data()
    {
        QTest::addColumn<QByteArray>("steps");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("back and forward") << QByteArray("abc<<>") << QByteArray("abcbab");
        QTest::newRow("the same again is no step") << QByteArray("aab<") << QByteArray("aba");
        QTest::newRow("nothing before the first") << QByteArray("a<<") << QByteArray("a");
        QTest::newRow("nothing behind the last") << QByteArray("ab>") << QByteArray("ab");
        QTest::newRow("a new way ends the old one") << QByteArray("ab<c>") << QByteArray("abac");
        QTest::newRow("forgotten is forgotten") << QByteArray("ab!<") << QByteArray("ab-");
    }
    void goesBackAndForward()
    {
        QFETCH(QByteArray, steps);
        Node nodes[3];
        NodeSelection selection;
        QByteArray shown;
        connect(&selection, &NodeSelection::changed, this,
            [&](const Node *node) { shown += node ? static_cast<char>('a' + (node - nodes)) : '-'; });
        for (const char step : std::as_const(steps)) {
            if (step == '<')
                selection.goBack();
            else if (step == '>')
                selection.goForward();
            else if (step == '!')
                selection.reset();
            else
                selection.select(&nodes[step - 'a']);
        }
        QTEST(shown, "shown");
    }
};

QTEST_APPLESS_MAIN(TestNodeSelection)
#include "tst_nodeselection.moc"

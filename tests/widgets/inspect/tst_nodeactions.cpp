#include "widgets/inspect/nodeactions.h"

#include "core/crypto/certificate.h"
#include "tests/core/decode/examples.h"
#include "widgets/inspect/inspectpane.h"
#include "widgets/inspect/nodeselection.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace dsr;

namespace {

/// A pane with the focus in its tree.
class Bench
{
public:
    explicit Bench(const QByteArray &bytes)
    {
        QGuiApplication::clipboard()->clear();
        pane.show();
        QSignalSpy shown(&pane, &InspectPane::shown);
        pane.inspectBytes(bytes, DataKind::Guess, QStringLiteral("sample"));
        ready = QTest::qWaitForWindowExposed(&pane) && (!shown.isEmpty() || shown.wait());
        pane.activateWindow();
        pane.tree()->setFocus();
    }
    const Node *select(const QString &path)
    {
        const Node *node = pane.inspection()->find(path);
        pane.selection()->select(node);
        return node;
    }
    static QString copied() { return QGuiApplication::clipboard()->text(); }

    InspectPane pane;
    bool ready = false;
};

} // namespace

class TestNodeActions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void copiesByKey_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("key");
        QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
        QTest::addColumn<QString>("copied");
        const Qt::KeyboardModifiers plain = Qt::ControlModifier;
        const Qt::KeyboardModifiers shifted = Qt::ControlModifier | Qt::ShiftModifier;
        QTest::newRow("a text as value") << "a.b" << int(Qt::Key_C) << plain << "x";
        QTest::newRow("a number as value") << "a.n" << int(Qt::Key_C) << plain << "17";
        QTest::newRow("a path") << "a.b" << int(Qt::Key_C) << shifted << "a.b";
        QTest::newRow("bytes as hex") << "a.b" << int(Qt::Key_H) << shifted << "227822";
        QTest::newRow("bytes as base64") << "a.b" << int(Qt::Key_B) << shifted << "Ingi";
        QTest::newRow("decoded bytes as hex") << "nonce" << int(Qt::Key_H) << shifted << "000102";
        QTest::newRow("no PEM of what has none") << "a.b" << int(Qt::Key_P) << shifted << "";
    }
    void copiesByKey()
    {
        QFETCH(QString, path);
        QFETCH(int, key);
        QFETCH(Qt::KeyboardModifiers, modifiers);
        Bench bench("{\"a\":{\"b\":\"x\",\"n\":17},\"nonce\":\"AAEC\"}");
        QVERIFY(bench.ready);
        QVERIFY(bench.select(path));
        QTest::keyClick(bench.pane.tree(), static_cast<Qt::Key>(key), Qt::KeyboardModifiers(modifiers));
        QTEST(Bench::copied(), "copied");
    }

    void aCertificateIsCopiedAsPem()
    {
        Bench bench(test::token());
        QVERIFY(bench.ready);
        const Node *node = bench.select(QStringLiteral("header.x5c.1"));
        QVERIFY(node);
        bench.pane.actions()->copyPem()->trigger();
        const auto certificate = Certificate::fromPem(Bench::copied().toLatin1());
        QVERIFY(certificate);
        QCOMPARE(certificate->der(), bench.pane.inspection()->contentOf(*node));
    }

    void everyActionHasAName()
    {
        const InspectPane pane; // a pane with something in it selects when it gets the focus
        for (const QAction *action : pane.actions()->all()) {
            QVERIFY(!action->text().isEmpty());
            QVERIFY2(!action->isEnabled(), "nothing is selected");
        }
    }

    void keysGoBackAndForward()
    {
        Bench bench("{\"a\":1,\"b\":2}");
        QVERIFY(bench.ready);
        const Node *a = bench.select(QStringLiteral("a"));
        const Node *b = bench.select(QStringLiteral("b"));
        QTest::keyClick(bench.pane.tree(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(bench.pane.selection()->node(), a);
        QTest::keyClick(bench.pane.tree(), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(bench.pane.selection()->node(), b);
    }
};

QTEST_MAIN(TestNodeActions)
#include "tst_nodeactions.moc"

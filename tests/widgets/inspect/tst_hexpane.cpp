#include "widgets/inspect/hexpane.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace dsr;

class TestHexPane : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void clickChoosesTheByte()
    {
        HexPane pane;
        pane.resize(700, 200);
        pane.setBytes(QByteArray(100, 'x'));
        pane.show();
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        QSignalSpy chosen(&pane, &HexPane::byteChosen);
        // Somewhere in the window stands every byte of the first line.
        QSet<qsizetype> found;
        for (int x = 0; x < pane.viewport()->width(); x += 2) {
            QTest::mouseClick(pane.viewport(), Qt::LeftButton, {}, QPoint(x, 14));
        }
        for (const QList<QVariant> &signal : chosen)
            found.insert(signal.first().value<qsizetype>());
        QCOMPARE(found.size(), pane.hexLayout().bytesPerLine());
        QVERIFY(found.contains(0));
    }

    void arrowKeysMove_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<qsizetype>("from");
        QTest::addColumn<qsizetype>("to");
        QTest::newRow("right goes behind the mark") << int(Qt::Key_Right) << qsizetype(4) << qsizetype(6);
        QTest::newRow("left goes before the mark") << int(Qt::Key_Left) << qsizetype(4) << qsizetype(3);
        QTest::newRow("down goes one line down") << int(Qt::Key_Down) << qsizetype(4) << qsizetype(20);
        QTest::newRow("up goes one line up") << int(Qt::Key_Up) << qsizetype(20) << qsizetype(4);
        QTest::newRow("up stops at the first byte") << int(Qt::Key_Up) << qsizetype(4) << qsizetype(0);
        QTest::newRow("down stops at the last byte") << int(Qt::Key_Down) << qsizetype(97) << qsizetype(99);
    }
    void arrowKeysMove()
    {
        QFETCH(int, key);
        QFETCH(qsizetype, from);
        HexPane pane;
        pane.resize(1200, 300);
        pane.setBytes(QByteArray(100, 'x'));
        QCOMPARE(pane.hexLayout().bytesPerLine(), 16);
        pane.mark({from, 2}, {});
        QSignalSpy chosen(&pane, &HexPane::byteChosen);
        QTest::keyClick(&pane, static_cast<Qt::Key>(key));
        QCOMPARE(chosen.size(), 1);
        QTEST(chosen.first().first().value<qsizetype>(), "to");
    }

    void marksScrollIntoView()
    {
        HexPane pane;
        pane.resize(700, 120);
        pane.setBytes(QByteArray(5000, 'x'));
        pane.show();
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        QCOMPARE(pane.verticalScrollBar()->value(), 0);
        pane.mark({4000, 3}, {3990, 100});
        const int line = pane.hexLayout().lineOf(4000);
        QVERIFY(pane.verticalScrollBar()->value() <= line);
        QVERIFY(pane.verticalScrollBar()->value() > line - 10);
    }

    void saysWhatIsMarked()
    {
        HexPane pane;
        pane.setBytes(QByteArray(64, 'x'));
        pane.mark({10, 4}, {});
        QCOMPARE(pane.accessibleName(), QStringLiteral("Bytes"));
        QCOMPARE(pane.accessibleDescription(), QStringLiteral("Bytes 10 to 13 of 64 are marked."));
    }

    void markedAndHiddenBytesLookDifferent()
    {
        HexPane pane;
        pane.resize(700, 200);
        pane.setBytes(QByteArray::fromHex("000102030405060708090a0b0c0d0e0f"));
        const QImage plain = pane.grab().toImage();
        pane.mark({2, 3}, {0, 8});
        const QImage marked = pane.grab().toImage();
        QVERIFY(plain != marked);
        pane.setHidden({{2, 3}});
        QVERIFY(marked != pane.grab().toImage());
    }
};

QTEST_MAIN(TestHexPane)
#include "tst_hexpane.moc"

#include "widgets/inspect/hexlayout.h"

#include <QTest>

using namespace dsr;

class TestHexLayout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsLinesAndColumns_data()
    {
        QTest::addColumn<qsizetype>("bytes");
        QTest::addColumn<int>("perLine");
        QTest::addColumn<int>("lines");
        QTest::addColumn<int>("columns");
        QTest::newRow("nothing has no line") << qsizetype(0) << 16 << 0 << 4 + 2 + 48 + 2 + 16;
        QTest::newRow("one byte has one line") << qsizetype(1) << 16 << 1 << 4 + 2 + 48 + 2 + 16;
        QTest::newRow("a full line stays one line") << qsizetype(16) << 16 << 1 << 4 + 2 + 48 + 2 + 16;
        QTest::newRow("one byte more needs a second line") << qsizetype(17) << 16 << 2 << 72;
        QTest::newRow("eight bytes a line have no group gap")
            << qsizetype(64) << 8 << 8 << 4 + 2 + 23 + 2 + 8;
        QTest::newRow("large data have eight offset digits")
            << qsizetype(0x10001) << 16 << 4097 << 8 + 2 + 48 + 2 + 16;
    }
    void countsLinesAndColumns()
    {
        QFETCH(qsizetype, bytes);
        QFETCH(int, perLine);
        const HexLayout layout(bytes, perLine);
        QTEST(layout.lineCount(), "lines");
        QTEST(layout.columnCount(), "columns");
    }

    void placesBytes_data()
    {
        QTest::addColumn<qsizetype>("offset");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("hexColumn");
        QTest::addColumn<int>("characterColumn");
        QTest::newRow("the first byte") << qsizetype(0) << 0 << 6 << 56;
        QTest::newRow("the last of the first group") << qsizetype(7) << 0 << 27 << 63;
        QTest::newRow("the first behind the group gap") << qsizetype(8) << 0 << 31 << 64;
        QTest::newRow("the last of a line") << qsizetype(15) << 0 << 52 << 71;
        QTest::newRow("the first of the second line") << qsizetype(16) << 1 << 6 << 56;
    }
    void placesBytes()
    {
        QFETCH(qsizetype, offset);
        const HexLayout layout(40, 16);
        QCOMPARE(layout.lineOf(offset), layout.hexCell(offset).line);
        QTEST(layout.hexCell(offset).line, "line");
        QTEST(layout.hexCell(offset).column, "hexColumn");
        QTEST(layout.characterCell(offset).column, "characterColumn");
    }

    void everyCellLeadsBackToItsByte()
    {
        for (const int perLine : {4, 8, 16}) {
            const HexLayout layout(45, perLine);
            for (qsizetype offset = 0; offset < 45; ++offset) {
                const HexCell digits = layout.hexCell(offset);
                QCOMPARE(layout.byteAt(digits), std::optional(offset));
                QCOMPARE(layout.byteAt({digits.line, digits.column + 1}), std::optional(offset));
                QCOMPARE(layout.byteAt(layout.characterCell(offset)), std::optional(offset));
            }
        }
    }

    void noByteStandsBesideTheCells_data()
    {
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::newRow("in the offset") << 0 << 2;
        QTest::newRow("between two bytes") << 0 << 8;
        QTest::newRow("in the group gap") << 0 << 30;
        QTest::newRow("behind the end of a short line") << 2 << 6 + 8 * 3 + 1;
        QTest::newRow("above the first line") << -1 << 6;
        QTest::newRow("below the last line") << 3 << 6;
    }
    void noByteStandsBesideTheCells()
    {
        QFETCH(int, line);
        QFETCH(int, column);
        QVERIFY(!HexLayout(40, 16).byteAt({line, column}).has_value());
    }

    void theLastLineIsShort()
    {
        const HexLayout layout(40, 16);
        QCOMPARE(layout.bytesOf(1), (ByteRange{16, 16}));
        QCOMPARE(layout.bytesOf(2), (ByteRange{32, 8}));
        QCOMPARE(layout.bytesOf(3).length, qsizetype(0));
    }

    void takesAsManyBytesALineAsFit_data()
    {
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("perLine");
        QTest::newRow("just enough for sixteen") << 72 << 16;
        QTest::newRow("one column less") << 71 << 8;
        QTest::newRow("just enough for eight") << 39 << 8;
        QTest::newRow("too narrow even for that") << 38 << 4;
        QTest::newRow("no room at all") << 0 << 4;
    }
    void takesAsManyBytesALineAsFit()
    {
        QFETCH(int, columns);
        QTEST(HexLayout::bytesPerLineFor(100, columns), "perLine");
    }
};

QTEST_APPLESS_MAIN(TestHexLayout)
#include "tst_hexlayout.moc"

#include "widgets/shared/mark.h"

#include <QImage>
#include <QPainter>
#include <QSet>
#include <QTest>

using namespace dsr;

namespace {
/// The sign without its colour.
QImage shape(const Mark &mark)
{
    QImage image(32, 32, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintSign(painter, QRectF(0, 0, 32, 32), mark.sign, Tone::Neutral, Theme::light());
    return image;
}
} // namespace

class TestMark : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void statesOfStepsDifferInShapeAndWord()
    {
        QList<QImage> shapes;
        QSet<QString> words;
        for (const auto status : {StepStatus::Waiting, StepStatus::Running, StepStatus::Done,
                 StepStatus::Failed, StepStatus::Skipped}) {
            const Mark mark = markOf(status);
            QVERIFY(!shapes.contains(shape(mark)));
            shapes.append(shape(mark));
            words.insert(mark.word);
        }
        QCOMPARE(words.size(), 5);
    }

    void resultsOfChecksDifferInShapeAndWord()
    {
        QList<QImage> shapes;
        QSet<QString> words;
        for (const auto status :
            {FindingStatus::Pass, FindingStatus::Fail, FindingStatus::Warn, FindingStatus::NotChecked}) {
            const Mark mark = markOf(status);
            QVERIFY(!shapes.contains(shape(mark)));
            shapes.append(shape(mark));
            words.insert(mark.word);
        }
        QCOMPARE(words.size(), 4);
    }

    void durationsAreShort_data()
    {
        QTest::addColumn<qint64>("milliseconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << qint64(0) << QStringLiteral("0 ms");
        QTest::newRow("just below a second") << qint64(999) << QStringLiteral("999 ms");
        QTest::newRow("a second") << qint64(1000) << QStringLiteral("1.0 s");
        QTest::newRow("more") << qint64(12340) << QStringLiteral("12.3 s");
    }
    void durationsAreShort()
    {
        QFETCH(qint64, milliseconds);
        QLocale::setDefault(QLocale(QStringLiteral("en")));
        QTEST(durationText(milliseconds), "text");
    }
};

QTEST_MAIN(TestMark)
#include "tst_mark.moc"

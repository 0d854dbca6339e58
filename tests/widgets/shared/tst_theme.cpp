#include "widgets/shared/theme.h"

#include <QApplication>
#include <QTest>

using namespace dsr;

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyTextCanBeRead_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("in light colours") << false;
        QTest::newRow("in dark colours") << true;
    }
    void everyTextCanBeRead()
    {
        QFETCH(bool, dark);
        constexpr double enough = 4.5;
        const Theme theme = dark ? Theme::darkness() : Theme::light();
        for (const QColor &behind : {theme.window, theme.surface}) {
            QVERIFY(contrast(theme.text, behind) >= enough);
            QVERIFY(contrast(theme.quiet, behind) >= enough);
            for (const Tone tone : {Tone::Neutral, Tone::Accent, Tone::Good, Tone::Warn, Tone::Bad})
                QVERIFY2(contrast(theme.ink(tone), behind) >= enough, qPrintable(theme.ink(tone).name()));
        }
        for (const Tone tone : {Tone::Neutral, Tone::Accent, Tone::Good, Tone::Warn, Tone::Bad}) {
            QVERIFY2(
                contrast(theme.ink(tone), theme.tint(tone)) >= enough, qPrintable(theme.ink(tone).name()));
            QVERIFY(contrast(theme.text, theme.tint(tone)) >= enough);
            QVERIFY(contrast(theme.quiet, theme.tint(tone)) >= enough);
        }
        QVERIFY(contrast(theme.onAccent, theme.ink(Tone::Accent)) >= enough);
    }

    void contrastIsThatOfWcag()
    {
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrast(Qt::white, Qt::black), 21.0);
        QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
    }

    void aThemeIsFoundByThePalette()
    {
        QVERIFY(Theme::of(Theme::darkness().palette()).dark);
        QVERIFY(!Theme::of(Theme::light().palette()).dark);
    }

    void theNamedThemeIsUsed()
    {
        for (const bool dark : {true, false}) {
            useTheme(*qApp, dark ? QStringLiteral("dark") : QStringLiteral("light"));
            useStyleSheet(*qApp);
            QCOMPARE(Theme::of(QApplication::palette()).dark, dark);
            QVERIFY(!qApp->styleSheet().isEmpty());
            QVERIFY2(!qApp->styleSheet().contains(QLatin1Char('@')), "every word with @ is filled in");
        }
    }

    void iconsTakeTheColour()
    {
        const QImage red = lineIcon(QStringLiteral("register"), Qt::red).pixmap(32, 32).toImage();
        const QImage blue = lineIcon(QStringLiteral("register"), Qt::blue).pixmap(32, 32).toImage();
        QVERIFY(!red.isNull());
        QVERIFY(red != blue);
        QVERIFY(lineIcon(QStringLiteral("no such icon"), Qt::red).isNull());
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"

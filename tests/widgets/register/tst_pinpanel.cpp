#include "widgets/register/pinpanel.h"

#include "tests/widgets/windowbench.h"
#include "widgets/shared/secretfield.h"

#include <QCheckBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace dsr;

class TestPinPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void triesLeftAreShownBeforeAnybodyTypes_data()
    {
        QTest::addColumn<int>("tries");
        QTest::addColumn<QString>("words");
        QTest::newRow("three") << 3 << QStringLiteral("3");
        QTest::newRow("two") << 2 << QStringLiteral("2");
        QTest::newRow("the last one") << 1 << QStringLiteral("1");
        QTest::newRow("not told by the card") << -1 << QStringLiteral("does not say");
    }
    void triesLeftAreShownBeforeAnybodyTypes()
    {
        QFETCH(int, tries);
        QFETCH(QString, words);
        PinPanel panel;
        panel.ask({.reader = QStringLiteral("Reader"), .triesLeft = tries}, false);
        QVERIFY2(panel.triesText().contains(words), qPrintable(panel.triesText()));
        QVERIFY(panel.field()->accessibleDescription().contains(words));
    }

    void aPinHasSixToEightDigits_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("enabled");
        QTest::newRow("nothing") << QString() << false;
        QTest::newRow("five digits") << QStringLiteral("12345") << false;
        QTest::newRow("six digits") << QStringLiteral("123456") << true;
        QTest::newRow("eight digits") << QStringLiteral("12345678") << true;
        QTest::newRow("letters do not count") << QStringLiteral("12345a") << false;
    }
    void aPinHasSixToEightDigits()
    {
        QFETCH(QString, typed);
        PinPanel panel;
        panel.ask({.triesLeft = 3}, false);
        QTest::keyClicks(panel.field(), typed);
        QTEST(panel.confirmButton()->isEnabled(), "enabled");
    }

    void returnConfirmsAndTheFieldIsCleared()
    {
        PinPanel panel;
        panel.ask({.triesLeft = 3}, false);
        QSignalSpy confirmed(&panel, &PinPanel::confirmed);
        QTest::keyClicks(panel.field(), QStringLiteral("123456"));
        QTest::keyClick(panel.field(), Qt::Key_Return);
        QCOMPARE(confirmed.size(), 1);
        const Secret pin = panel.take();
        QVERIFY(pin.equals(Secret(QByteArray("123456"))));
        QVERIFY(panel.field()->text().isEmpty());
        QVERIFY(!panel.confirmButton()->isEnabled());
    }

    void aReaderWithKeysTakesThePin()
    {
        PinPanel panel;
        QSignalSpy confirmed(&panel, &PinPanel::confirmed);
        panel.ask({.triesLeft = 3, .atReader = true}, false);
        QVERIFY(!panel.field()->isVisibleTo(&panel)); // never a field for it
        QCOMPARE(confirmed.size(), 1); // nothing has to be confirmed
        QVERIFY(panel.take().isEmpty());
        QVERIFY(!panel.confirmButton()->isVisibleTo(&panel));
    }

    void theLastTryIsConfirmedBeforeTheReaderAsks()
    {
        PinPanel panel;
        QSignalSpy confirmed(&panel, &PinPanel::confirmed);
        panel.ask({.triesLeft = 1, .atReader = true}, false);
        QCOMPARE(confirmed.size(), 0);
        QVERIFY(!panel.field()->isVisibleTo(&panel));
        QVERIFY(!panel.confirmButton()->isEnabled());
        QTest::keyClick(panel.lastTryBox(), Qt::Key_Space);
        QVERIFY(panel.confirmButton()->isEnabled());
    }

    void aCanHasSixDigits_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("enabled");
        QTest::newRow("five digits") << QStringLiteral("12345") << false;
        QTest::newRow("six digits") << QStringLiteral("123123") << true;
        QTest::newRow("no more can be typed") << QStringLiteral("12312399") << true;
    }
    void aCanHasSixDigits()
    {
        QFETCH(QString, typed);
        PinPanel panel;
        panel.ask({.kind = SecretKind::Can}, false);
        QTest::keyClicks(panel.field(), typed);
        QTEST(panel.confirmButton()->isEnabled(), "enabled");
        QVERIFY(panel.take().size() <= 6);
        QVERIFY(!panel.lastTryBox()->isVisibleTo(&panel));
    }

    void theLastTryNeedsAConfirmationOfItsOwn()
    {
        PinPanel panel;
        panel.ask({.triesLeft = 1}, false);
        QVERIFY(panel.lastTryBox()->isVisibleTo(&panel));
        QSignalSpy confirmed(&panel, &PinPanel::confirmed);
        QTest::keyClicks(panel.field(), QStringLiteral("123456"));
        QVERIFY(!panel.confirmButton()->isEnabled());
        QTest::keyClick(panel.field(), Qt::Key_Return);
        QCOMPARE(confirmed.size(), 0);
        QTest::keyClick(panel.lastTryBox(), Qt::Key_Space);
        QVERIFY(panel.confirmButton()->isEnabled());
        QTest::keyClick(panel.field(), Qt::Key_Return);
        QCOMPARE(confirmed.size(), 1);
        // The confirmation is for one try.
        panel.ask({.triesLeft = 1, .wrongBefore = true}, false);
        QVERIFY(!panel.lastTryBox()->isChecked());
    }

    void twoTriesNeedNone()
    {
        PinPanel panel;
        panel.ask({.triesLeft = 2}, false);
        QVERIFY(!panel.lastTryBox()->isVisibleTo(&panel));
    }

    void theTestPinIsOfferedForTheBuiltInCardOnly()
    {
        PinPanel panel;
        panel.ask({.triesLeft = 3}, false);
        QVERIFY(!panel.testButton()->isVisibleTo(&panel));
        panel.ask({.triesLeft = 3}, true);
        QVERIFY(panel.testButton()->isVisibleTo(&panel));
        QSignalSpy wanted(&panel, &PinPanel::testWanted);
        QTest::mouseClick(panel.testButton(), Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
    }

    void switchingTheLanguageKeepsTheQuestion()
    {
        PinPanel panel;
        panel.ask({.triesLeft = 2, .wrongBefore = true}, true);
        QTest::keyClicks(panel.field(), QStringLiteral("1234"));
        test::LongTranslator translator;
        QCoreApplication::installTranslator(&translator);
        QTRY_VERIFY(panel.confirmButton()->text().contains(QStringLiteral("ß")));
        QVERIFY(panel.triesText().contains(QStringLiteral("2")));
        QCOMPARE(panel.field()->text().size(), 4);
        QCoreApplication::removeTranslator(&translator);
    }
};

QTEST_MAIN(TestPinPanel)
#include "tst_pinpanel.moc"

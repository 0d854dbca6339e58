#include "tests/widgets/windowbench.h"
#include "widgets/register/pindialog.h"
#include "widgets/register/pinpanel.h"
#include "widgets/shared/secretfield.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace dsr;
using dsr::test::WindowBench;

class TestPinDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void looksFirstAndOffersWhatIsPossible_data()
    {
        QTest::addColumn<ImagePinState>("state");
        QTest::addColumn<int>("tries");
        QTest::addColumn<bool>("change");
        QTest::addColumn<bool>("activate");
        QTest::addColumn<bool>("unblock");
        QTest::newRow("usable") << ImagePinState::Regular << 3 << true << false << true;
        QTest::newRow("blocked") << ImagePinState::Regular << 0 << false << false << true;
        QTest::newRow("transport PIN") << ImagePinState::Transport << 3 << false << true << false;
        QTest::newRow("no PIN") << ImagePinState::Empty << 3 << false << true << false;
    }
    void looksFirstAndOffersWhatIsPossible()
    {
        QFETCH(const ImagePinState, state);
        QFETCH(const int, tries);
        WindowBench bench;
        play(bench, state, tries);
        PinDialog dialog(bench.setup(), {});
        QSignalSpy finished(&dialog, &PinDialog::finished);
        dialog.show();
        QTRY_COMPARE(finished.size(), 1);
        QTEST(dialog.button(PinTask::Change)->isEnabled(), "change");
        QTEST(dialog.button(PinTask::Activate)->isEnabled(), "activate");
        QTEST(dialog.button(PinTask::Unblock)->isEnabled(), "unblock");
        QVERIFY(!dialog.message().isEmpty());
    }

    void unblocksWithThePuk()
    {
        WindowBench bench;
        play(bench, ImagePinState::Regular, 0);
        PinDialog dialog(bench.setup(), {});
        QSignalSpy finished(&dialog, &PinDialog::finished);
        QSignalSpy asked(&dialog, &PinDialog::asked);
        dialog.show();
        QTRY_COMPARE(finished.size(), 1);
        dialog.button(PinTask::Unblock)->click();
        QTRY_COMPARE(asked.size(), 1);
        QVERIFY(dialog.panel()->isVisible());
        type(dialog.panel()->field(), digitsOf(*bench.workbench().testBed().value()->puk));
        dialog.panel()->confirmButton()->click();
        QTRY_COMPARE(asked.size(), 2);
        QTest::keyClicks(dialog.panel()->field(), QStringLiteral("87654321"));
        QVERIFY(!dialog.panel()->confirmButton()->isEnabled()); // once more
        QTest::keyClicks(dialog.panel()->repeatField(), QStringLiteral("87654320"));
        QVERIFY(!dialog.panel()->confirmButton()->isEnabled());
        dialog.panel()->repeatField()->clear();
        QTest::keyClicks(dialog.panel()->repeatField(), QStringLiteral("87654321"));
        dialog.panel()->confirmButton()->click();
        QTRY_COMPARE(finished.size(), 2);
        QVERIFY(!dialog.panel()->isVisible());
        QCOMPARE(bench.card()->pinTriesLeft(), 3);
        QVERIFY(bench.card()->memory().pin.equals(Secret("87654321")));
    }

    void closingInTheMiddleCostsNothing()
    {
        WindowBench bench;
        play(bench, ImagePinState::Regular, 2);
        {
            PinDialog dialog(bench.setup(), {});
            QSignalSpy finished(&dialog, &PinDialog::finished);
            QSignalSpy asked(&dialog, &PinDialog::asked);
            dialog.show();
            QTRY_COMPARE(finished.size(), 1);
            dialog.button(PinTask::Change)->click();
            QTRY_COMPARE(asked.size(), 1);
        }
        QCOMPARE(bench.card()->pinTriesLeft(), 2);
    }

private:
    static QByteArray digitsOf(const Secret &secret)
    {
        QByteArray digits;
        secret.use([&](QByteArrayView bytes) { digits = bytes.toByteArray(); });
        return digits;
    }
    static void type(SecretField *field, const QByteArray &digits)
    {
        QTest::keyClicks(field, QString::fromLatin1(digits));
    }
    static void play(WindowBench &bench, ImagePinState state, int tries)
    {
        CardMemory memory = bench.card()->memory();
        memory.pinState = state;
        memory.pinTries = tries;
        QVERIFY(bench.card()->setMemory(std::move(memory)));
    }
};

QTEST_MAIN(TestPinDialog)
#include "tst_pindialog.moc"

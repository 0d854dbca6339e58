#include "tests/widgets/windowbench.h"
#include "widgets/register/trainingdialog.h"

#include "core/card/healthcard.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace dsr;
using dsr::test::WindowBench;

namespace {

/// A dialog whose deeds can be waited for.
struct Play
{
    Play()
        : dialog(bench.setup())
        , played(&dialog, &TrainingDialog::played)
    {
    }
    bool click(QPushButton *button)
    {
        const auto before = played.size();
        button->click();
        return QTest::qWaitFor([&] { return played.size() > before; });
    }
    bool insert(const char *id)
    {
        const int index = dialog.cards()->findData(QString::fromLatin1(id));
        dialog.cards()->setCurrentIndex(index);
        return index >= 0 && click(dialog.insertButton());
    }
    VirtualSource &reader() { return *bench.workbench().builtInReader().value(); }

    WindowBench bench;
    TrainingDialog dialog;
    QSignalSpy played;
};

} // namespace

class TestTrainingDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void offersEveryTestCard()
    {
        Play play;
        QVERIFY(play.dialog.cards()->count() > 5);
        for (int i = 0; i < play.dialog.cards()->count(); ++i)
            QVERIFY2(play.insert(play.dialog.cards()->itemData(i).toString().toLatin1().constData()),
                qPrintable(play.dialog.cards()->itemText(i)));
    }

    void insertsAndRemoves()
    {
        Play play;
        QVERIFY(play.click(play.dialog.removeButton()));
        QVERIFY(!play.reader().readers().value().first().cardPresent);
        QVERIFY(play.insert("otherHolder"));
        QVERIFY(play.reader().readers().value().first().cardPresent);
        QVERIFY(play.dialog.message().contains(play.dialog.cards()->currentText()));
        QVERIFY(play.reader().card()->iccsn() != play.bench.workbench().testBed().value()->iccsn);
    }

    void liesOnTheAntenna()
    {
        Play play;
        play.dialog.interfaces()->setCurrentIndex(1);
        QVERIFY(play.insert("builtIn"));
        const auto card = play.reader().open(VirtualSource::readerName(), {});
        QVERIFY(card);
        QVERIFY(HealthCard(**card).identify().value().contactless);
    }

    void blocksThePin()
    {
        Play play;
        QVERIFY(play.insert("builtIn"));
        QVERIFY(play.click(play.dialog.blockButton()));
        QCOMPARE(play.reader().card()->pinTriesLeft(), 0);
        QVERIFY(play.click(play.dialog.removeButton()));
        QVERIFY(play.click(play.dialog.blockButton())); // says that there is none
        QVERIFY(play.dialog.message().contains(QStringLiteral("no card")));
    }

    void pullsTheCardDuringTheWork_data()
    {
        QTest::addColumn<bool>("inside");
        QTest::newRow("between two commands") << false;
        QTest::newRow("in the middle of one") << true;
    }
    void pullsTheCardDuringTheWork()
    {
        QFETCH(const bool, inside);
        Play play;
        QVERIFY(play.insert("builtIn"));
        play.dialog.pullAfter()->setValue(2);
        play.dialog.pullInside()->setChecked(inside);
        QVERIFY(play.click(play.dialog.pullButton()));
        const auto card = play.reader().open(VirtualSource::readerName(), {});
        const CommandApdu select{.ins = 0xA4, .p1 = 0x04, .p2 = 0x0C};
        QVERIFY((*card)->transmit(select));
        QCOMPARE((*card)->transmit(select).has_value(), !inside);
        QVERIFY(!(*card)->transmit(select));
    }
};

QTEST_MAIN(TestTrainingDialog)
#include "tst_trainingdialog.moc"

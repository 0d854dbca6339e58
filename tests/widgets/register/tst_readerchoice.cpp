#include "widgets/register/readerchoice.h"

#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

using namespace dsr;

namespace {
ReaderInfo reader(const char *name, bool card)
{
    ReaderInfo info;
    info.name = QString::fromLatin1(name);
    info.cardPresent = card;
    return info;
}
} // namespace

class TestReaderChoice : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theBuiltInCardIsAlwaysThere()
    {
        ReaderChoice choice({});
        QCOMPARE(choice.findChildren<QRadioButton *>().size(), 1);
        QVERIFY(choice.findChild<QRadioButton *>()->isChecked());
        QVERIFY(choice.chosen().isEmpty());
    }

    void readersComeWithTheirState_data()
    {
        QTest::addColumn<ReaderInfo>("info");
        QTest::addColumn<QString>("words");
        ReaderInfo mute = reader("R", true);
        mute.mute = true;
        ReaderInfo used = reader("R", true);
        used.inUse = true;
        ReaderInfo contactless = reader("R", true);
        contactless.contactless = true;
        QTest::newRow("empty") << reader("R", false) << QStringLiteral("no card");
        QTest::newRow("with a card") << reader("R", true) << QStringLiteral("card inserted");
        QTest::newRow("with a mute card") << mute << QStringLiteral("the card does not answer");
        QTest::newRow("used elsewhere") << used << QStringLiteral("used by another program");
        QTest::newRow("without contact") << contactless << QStringLiteral("contactless card");
    }
    void readersComeWithTheirState()
    {
        QFETCH(ReaderInfo, info);
        QFETCH(QString, words);
        ReaderChoice choice({});
        choice.setReaders(CardServiceState::Running, {info});
        const auto buttons = choice.findChildren<QRadioButton *>();
        QCOMPARE(buttons.size(), 2);
        QVERIFY2(buttons.last()->text().contains(words), qPrintable(buttons.last()->text()));
    }

    void theChosenReaderStaysChosen()
    {
        ReaderChoice choice({});
        choice.setReaders(CardServiceState::Running, {reader("A", true), reader("B", false)});
        choice.findChildren<QRadioButton *>().at(2)->click();
        QCOMPARE(choice.chosen(), QStringLiteral("B"));
        choice.setReaders(CardServiceState::Running, {reader("A", true), reader("B", true)});
        QCOMPARE(choice.chosen(), QStringLiteral("B"));
        QVERIFY(choice.findChildren<QRadioButton *>().at(2)->isChecked());
    }

    void aReaderThatIsAwayStaysChosen()
    {
        ReaderChoice choice(QStringLiteral("B"));
        const auto checked = [&] {
            for (const QRadioButton *button : choice.findChildren<QRadioButton *>()) {
                if (button->isChecked())
                    return button->text();
            }
            return QString();
        };
        QCOMPARE(choice.chosen(), QStringLiteral("B"));
        QVERIFY2(checked().contains(QStringLiteral("not connected")), qPrintable(checked()));
        choice.setReaders(CardServiceState::Running, {reader("A", true), reader("B", true)});
        QCOMPARE(choice.findChildren<QRadioButton *>().size(), 3);
        QVERIFY(checked().startsWith(QStringLiteral("B")));
        choice.setReaders(CardServiceState::Running, {reader("A", true)});
        QCOMPARE(choice.chosen(), QStringLiteral("B"));
        QVERIFY(checked().contains(QStringLiteral("not connected")));
    }

    void tellsTheChoice()
    {
        ReaderChoice choice({});
        choice.setReaders(CardServiceState::Running, {reader("A", true)});
        QSignalSpy told(&choice, &ReaderChoice::chosenChanged);
        choice.findChildren<QRadioButton *>().last()->click();
        choice.choose(QStringLiteral("A"));
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().first().toString(), QStringLiteral("A"));
        choice.choose({});
        QCOMPARE(told.size(), 2);
        QTRY_VERIFY(choice.findChildren<QRadioButton *>().first()->isChecked());
    }
};

QTEST_MAIN(TestReaderChoice)
#include "tst_readerchoice.moc"

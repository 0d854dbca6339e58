#include "widgets/register/cardpanel.h"

#include "core/base/language.h"
#include "tests/widgets/register/situations.h"
#include "widgets/shared/cardpicture.h"
#include "widgets/shared/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace dsr;

namespace {

/// All panels side by side, as somebody who looks at them wants them.
std::unique_ptr<QWidget> sheet()
{
    constexpr int columns = 3;
    constexpr int width = 400;
    auto page = std::make_unique<QWidget>();
    setLook(page.get(), "page");
    page->setAutoFillBackground(true);
    auto *grid = new QGridLayout(page.get());
    for (int i = 0; i < cardStateCount; ++i) {
        auto *panel = new CardPanel;
        panel->setFixedWidth(width);
        panel->showSituation(situationOf(static_cast<CardState>(i)));
        grid->addWidget(panel, i / columns, i % columns);
    }
    return page;
}

} // namespace

class TestCardPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        useTheme(*qApp, QStringLiteral("light"));
        useStyleSheet(*qApp);
    }
    void cleanup() { useLanguage(QStringLiteral("en")); }

    void speaksToAssistiveTechnology_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("German") << QStringLiteral("de");
        QTest::newRow("English") << QStringLiteral("en");
    }
    void speaksToAssistiveTechnology()
    {
        QFETCH(QString, language);
        useLanguage(language);
        CardPanel panel;
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(&panel);
        QVERIFY(face);
        QCOMPARE(face->role(), QAccessible::Notification);
        QSet<QString> names;
        for (int i = 0; i < cardStateCount; ++i) {
            const CardSituation situation = situationOf(static_cast<CardState>(i));
            panel.showSituation(situation);
            const Advice advice = cardStateAdvice(situation);
            QCOMPARE(face->text(QAccessible::Name), advice.title);
            QCOMPARE(face->text(QAccessible::Description), advice.action);
            QStringList words;
            for (const QLabel *label : panel.findChildren<QLabel *>())
                words.append(label->text());
            QVERIFY(words.contains(advice.title) && words.contains(advice.action));
            names.insert(advice.title);
        }
        QCOMPARE(names.size(), cardStateCount);
    }

    void changesTheLanguageWhileItIsSeen()
    {
        CardPanel panel;
        panel.showSituation(situationOf(CardState::NoCard));
        const QString english = panel.accessibleName();
        useLanguage(QStringLiteral("de"));
        QCoreApplication::sendPostedEvents();
        QVERIFY(panel.accessibleName() != english);
        QCOMPARE(panel.accessibleName(), cardStateAdvice(panel.situation()).title);
    }

    void everyStateHasAPictureOfItsOwn_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void everyStateHasAPictureOfItsOwn()
    {
        QFETCH(bool, dark);
        const Theme theme = dark ? Theme::darkness() : Theme::light();
        QList<QImage> seen;
        for (int i = 0; i < cardStateCount; ++i) {
            const QImage picture = cardPicture(static_cast<CardState>(i), QSize(96, 72), 2, theme).toImage();
            QImage blank(picture.size(), picture.format());
            blank.fill(Qt::transparent);
            blank.setDevicePixelRatio(picture.devicePixelRatio());
            QVERIFY2(picture != blank, qPrintable(cardStateId(static_cast<CardState>(i))));
            QVERIFY2(!seen.contains(picture), qPrintable(cardStateId(static_cast<CardState>(i))));
            seen.append(picture);
        }
    }

    void helpsWhereTheProgramCan()
    {
        CardPanel panel;
        QSignalSpy reader(&panel, &CardPanel::readerWanted);
        QSignalSpy choice(&panel, &CardPanel::choiceWanted);
        QSignalSpy look(&panel, &CardPanel::lookWanted);
        QSignalSpy pin(&panel, &CardPanel::pinWanted);
        panel.showSituation(situationOf(CardState::NoCard));
        QVERIFY(panel.actionButton()->isHidden());
        CardSituation elsewhere = situationOf(CardState::NoCard);
        elsewhere.otherReader = QStringLiteral("Pad Reader");
        panel.showSituation(elsewhere);
        QVERIFY(!panel.actionButton()->isHidden());
        panel.actionButton()->click();
        QCOMPARE(reader.size(), 1);
        QCOMPARE(reader.first().first().toString(), elsewhere.otherReader);
        panel.showSituation(situationOf(CardState::SeveralCards));
        panel.actionButton()->click();
        QCOMPARE(choice.size(), 1);
        panel.showSituation(situationOf(CardState::CardMute));
        panel.actionButton()->click();
        QCOMPARE(look.size(), 1);
        for (const CardState state : {CardState::PinBlocked, CardState::TransportPin}) {
            panel.showSituation(situationOf(state));
            QVERIFY(!panel.actionButton()->isHidden());
            panel.actionButton()->click();
        }
        QCOMPARE(pin.size(), 2);
    }

    /// Leaves pictures of all states beside the programs, for people to look at.
    void allStatesOnOneSheet_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("theme");
        for (const char *language : {"de", "en"}) {
            for (const char *theme : {"light", "dark"})
                QTest::addRow("%s, %s", language, theme)
                    << QString::fromLatin1(language) << QString::fromLatin1(theme);
        }
    }
    void allStatesOnOneSheet()
    {
        QFETCH(QString, language);
        QFETCH(QString, theme);
        useLanguage(language);
        useTheme(*qApp, theme);
        useStyleSheet(*qApp);
        const auto page = sheet();
        page->resize(page->sizeHint());
        const QPixmap picture = page->grab();
        for (const CardPanel *panel : page->findChildren<CardPanel *>()) {
            for (const QLabel *label : panel->findChildren<QLabel *>()) {
                QVERIFY2(label->heightForWidth(label->width()) <= label->height(),
                    qPrintable(QStringLiteral("cut off: ") + label->text()));
            }
        }
        QVERIFY(picture.save(QStringLiteral(DSR_BIN "/../card-states-%1-%2.png").arg(language, theme)));
        useTheme(*qApp, QStringLiteral("light"));
        useStyleSheet(*qApp);
    }
};

QTEST_MAIN(TestCardPanel)
#include "tst_cardpanel.moc"

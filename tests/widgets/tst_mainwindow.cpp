#include "widgets/mainwindow.h"

#include "tests/widgets/windowbench.h"
#include "widgets/inspect/inspectpane.h"
#include "widgets/inspect/inspectplace.h"
#include "widgets/register/cardpanel.h"
#include "widgets/register/pinpanel.h"
#include "widgets/register/registerplace.h"
#include "widgets/register/resultcard.h"
#include "widgets/service/serviceplace.h"
#include "widgets/shared/selection.h"
#include "widgets/shared/theme.h"
#include "widgets/statusstrip.h"
#include "widgets/steps/stepdetail.h"
#include "widgets/steps/stepmodel.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

using namespace dsr;
using namespace dsr::test;

namespace {

constexpr int patience = 30'000;

/// Main controls whose text does not fit into them.
QStringList clipped(const QWidget &window)
{
    QStringList names;
    for (const QAbstractButton *button : window.findChildren<QAbstractButton *>()) {
        if (button->isVisible() && !button->text().isEmpty() && button->width() < button->sizeHint().width())
            names.append(button->text());
    }
    for (const QLabel *label : window.findChildren<QLabel *>()) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        const bool fits = label->wordWrap() ? label->height() >= label->heightForWidth(label->width())
                                            : label->width() >= label->sizeHint().width();
        if (!fits)
            names.append(label->text());
    }
    return names;
}

void runToPin(MainWindow &window)
{
    QSignalSpy asked(window.registerPlace(), &RegisterPlace::secretAsked);
    window.registerPlace()->setupCard()->runAllButton()->click();
    QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, patience);
}

void runToEnd(MainWindow &window)
{
    QSignalSpy finished(window.registerPlace(), &RegisterPlace::finished);
    window.registerPlace()->useTestSecret();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        useTheme(*qApp, QStringLiteral("light"));
        useStyleSheet(*qApp);
    }

    void paintsBeforeAnythingIsOpened()
    {
        WindowBench bench;
        MainWindow window(bench.setup(), QStringLiteral("en"));
        bool cleanAtFirstPaint = false;
        connect(&window, &MainWindow::painted, &window,
            [&] { cleanAtFirstPaint = !QDir(bench.dataDir()).exists(); });
        QSignalSpy painted(&window, &MainWindow::painted);
        window.show();
        QTRY_COMPARE(painted.size(), 1);
        QVERIFY2(cleanAtFirstPaint, "the data folder is made later");
        QTRY_VERIFY_WITH_TIMEOUT(window.servicePlace() && window.servicePlace()->state().running, patience);
        QVERIFY(window.statusStrip()->serviceText().contains(
            QString::number(window.servicePlace()->state().tls.port())));
        window.repaint();
        QCOMPARE(painted.size(), 1);
    }

    void theRailLeadsToEveryPlace()
    {
        WindowBench bench;
        MainWindow window(bench.setup(), QStringLiteral("en"));
        window.show();
        QVERIFY(window.registerPlace()->isVisible());
        QTRY_VERIFY(window.servicePlace());
        QTest::mouseClick(window.serviceButton(), Qt::LeftButton);
        QVERIFY(window.servicePlace()->isVisible());
        QVERIFY(!window.registerPlace()->isVisible());
        QTest::mouseClick(window.inspectButton(), Qt::LeftButton);
        QVERIFY(window.inspectPlace()->isVisible());
        QVERIFY(!window.servicePlace()->isVisible());
        QTest::keyClick(window.registerButton(), Qt::Key_Space);
        QVERIFY(window.registerPlace()->isVisible());
    }

    void whatARunMadeCanBeOpenedInInspect()
    {
        WindowBench bench;
        MainWindow window(bench.setup(), QStringLiteral("en"));
        window.show();
        runToPin(window);
        runToEnd(window);
        RegisterPlace *place = window.registerPlace();
        const int step = [&] {
            for (int row = 0; row < place->steps()->rowCount(); ++row) {
                const StepRecord *record = place->steps()->step(row);
                if (std::ranges::any_of(record->artifacts,
                        [](const Artifact &artifact) { return artifact.name == QStringLiteral("token"); }))
                    return row;
            }
            return -1;
        }();
        place->selection()->select(step, QStringLiteral("token"));
        place->detail()->inspectButton()->click();
        QVERIFY(window.inspectPlace()->isVisible());
        QVERIFY(window.inspectButton()->isChecked());
        const InspectDocument *document = window.inspectPlace()->current();
        QVERIFY(document);
        QTRY_VERIFY_WITH_TIMEOUT(!document->findings().isEmpty(), patience);
        QVERIFY(std::ranges::none_of(document->findings(),
            [](const Finding &finding) { return finding.status == FindingStatus::Fail; }));
    }

    void everyControlHasANameForAssistiveTechnology()
    {
        WindowBench bench;
        MainWindow window(bench.setup(), QStringLiteral("en"));
        window.show();
        QTRY_VERIFY(window.inspectPlace());
        window.inspectPlace()->open({QStringLiteral("sample"), "{\"nonce\":\"AAEC\"}"});
        for (const QAbstractButton *button : window.findChildren<QAbstractButton *>()) {
            if (button->focusPolicy() != Qt::NoFocus)
                QVERIFY2(!button->text().isEmpty() || !button->accessibleName().isEmpty(),
                    qPrintable(button->objectName()));
        }
        QList<const QWidget *> labelled;
        for (const QLabel *label : window.findChildren<QLabel *>()) {
            if (label->buddy())
                labelled.append(label->buddy());
        }
        const auto named = [&](const QWidget *widget) {
            const bool isInner = qobject_cast<const QAbstractSpinBox *>(widget->parent()) != nullptr;
            const QWidget *told = isInner ? widget->parentWidget() : widget;
            return !told->accessibleName().isEmpty() || labelled.contains(told);
        };
        for (const QLineEdit *field : window.findChildren<QLineEdit *>())
            QVERIFY2(named(field), qPrintable(field->placeholderText()));
        for (const QComboBox *box : window.findChildren<QComboBox *>())
            QVERIFY(named(box));
        for (const auto *view : window.findChildren<QAbstractScrollArea *>()) {
            if (view->focusPolicy() == Qt::StrongFocus
                && !qobject_cast<const QAbstractItemView *>(view->parent()))
                QVERIFY2(!view->accessibleName().isEmpty() || view->inherits("QComboBoxListView"),
                    view->metaObject()->className());
        }
    }

    void switchingTheLanguageTranslatesAtOnce()
    {
        WindowBench bench;
        MainWindow window(bench.setup(), QStringLiteral("en"));
        window.show();
        QSignalSpy wanted(&window, &MainWindow::languageWanted);
        QTest::mouseClick(window.statusStrip()->languageButton(QStringLiteral("de")), Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().toString(), QStringLiteral("de"));
        runToPin(window);
        LongTranslator translator;
        QCoreApplication::installTranslator(&translator);
        QCoreApplication::processEvents();
        QStringList left;
        for (const QAbstractButton *button : window.findChildren<QAbstractButton *>()) {
            const bool language = button->text().size() == 2;
            if (button->isVisible() && !button->text().isEmpty() && !language
                && !button->text().contains(QStringLiteral("ß")))
                left.append(button->text());
        }
        QCoreApplication::removeTranslator(&translator);
        QVERIFY2(left.isEmpty(), qPrintable(left.join(QLatin1Char('|'))));
    }

    void theCardIsToldWhileItComesAndGoes()
    {
        WindowBench bench;
        MainWindow window(bench.setup(), QStringLiteral("en"));
        window.show();
        const CardPanel *panel = window.registerPlace()->setupCard()->cardPanel();
        const auto state = [&] { return panel->situation().state; };
        QTRY_COMPARE_WITH_TIMEOUT(state(), CardState::PinNeeded, patience);
        VirtualSource *reader = bench.workbench().builtInReader().value();
        const auto card = reader->card();
        QVERIFY(card);
        reader->remove();
        QTRY_COMPARE(state(), CardState::NoCard);
        QCOMPARE(window.statusStrip()->cardText(), panel->accessibleName());
        reader->insert(card);
        QTRY_COMPARE(state(), CardState::PinNeeded);
        QCOMPARE(window.statusStrip()->cardText(), panel->accessibleName());
        // A run has the card for itself; afterwards it is looked at again.
        runToPin(window);
        reader->remove();
        QCOMPARE(state(), CardState::PinNeeded);
        runToEnd(window);
        QTRY_COMPARE(state(), CardState::CardRemoved);
        reader->insert(card);
        QTRY_COMPARE(state(), CardState::PinNeeded);
    }

    void aReaderThatIsNotThereIsSaidToBeMissing()
    {
        WindowBench bench;
        bench.settings().setValue(Setting::Reader, QStringLiteral("Desk Reader"));
        MainWindow window(bench.setup(), QStringLiteral("en"));
        window.show();
        const CardPanel *panel = window.registerPlace()->setupCard()->cardPanel();
        QTRY_VERIFY_WITH_TIMEOUT(panel->situation().state == CardState::NoService
                || panel->situation().state == CardState::NoReader,
            patience);
        QCOMPARE(window.registerPlace()->setupCard()->choice().reader, QStringLiteral("Desk Reader"));
    }

    void noTextIsClipped_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("longTexts");
        QTest::newRow("English in the smallest window") << QSize(1100, 700) << false;
        QTest::newRow("a third longer in the smallest window") << QSize(1100, 700) << true;
        QTest::newRow("a third longer at 1280 x 800") << QSize(1280, 800) << true;
        QTest::newRow("English at 1920 x 1080") << QSize(1920, 1080) << false;
    }
    void noTextIsClipped()
    {
        QFETCH(QSize, size);
        QFETCH(bool, longTexts);
        LongTranslator translator;
        if (longTexts)
            QCoreApplication::installTranslator(&translator);
        WindowBench bench;
        MainWindow window(bench.setup(), QStringLiteral("en"));
        window.resize(size);
        window.show();
        QTRY_VERIFY_WITH_TIMEOUT(window.servicePlace() && window.servicePlace()->state().running, patience);
        const auto check = [&](const char *where) {
            const bool fits = QTest::qWaitFor([&] { return clipped(window).isEmpty(); }, 1000);
            const QStringList names = clipped(window);
            QVERIFY2(fits,
                qPrintable(
                    QLatin1StringView(where) + QStringLiteral(": ") + names.join(QStringLiteral(" | "))));
            QCOMPARE(window.size(), size);
        };
        check("setup");
        window.serviceButton()->click();
        check("service");
        window.inspectButton()->click();
        check("inspect");
        window.inspectPlace()->open(
            {QStringLiteral("sample"), "{\"nonce\":\"AAEC\",\"kvnr\":\"X110411675\"}"});
        QTRY_VERIFY(window.inspectPlace()->current()->pane()->inspection());
        check("inspected");
        window.registerButton()->click();
        runToPin(window);
        check("PIN");
        runToEnd(window);
        check("result");
        window.registerPlace()->resultCard()->detailsButton()->click();
        check("details");
        QCoreApplication::removeTranslator(&translator);
    }

    void closingWhileRunningCancelsFirst()
    {
        WindowBench bench;
        MainWindow window(bench.setup(), QStringLiteral("en"));
        window.show();
        runToPin(window);
        QSignalSpy finished(window.registerPlace(), &RegisterPlace::finished);
        window.close();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
        QCOMPARE(finished.first().first().value<RunRecord>().error->code, ErrorCode::Cancelled);
        QTRY_VERIFY(!window.isVisible());
    }

    void theWindowComesBackWhereItWas()
    {
        WindowBench bench;
        {
            MainWindow window(bench.setup(), QStringLiteral("en"));
            window.resize(1200, 750);
            window.show();
            window.close();
        }
        const MainWindow window(bench.setup(), QStringLiteral("en"));
        QCOMPARE(window.size(), QSize(1200, 750));
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"

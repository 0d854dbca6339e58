// The PIN that a person types into the window: not in what is kept of the run, not on either clipboard, not
// told to assistive technology, not on the screen. Each search first finds what it must find.

#include "core/flow/report.h"
#include "core/flow/sessionfile.h"
#include "tests/support/secretsearch.h"
#include "tests/support/virtualdisplay.h"
#include "tests/widgets/windowbench.h"
#include "widgets/register/pinpanel.h"
#include "widgets/register/registerplace.h"
#include "widgets/shared/secretfield.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace dsr;
using namespace dsr::test;

namespace {

constexpr int patience = 30'000;
const QByteArray pin = "73919284"; // occurs nowhere by chance
const QByteArray mark = "60417853";

/// All that assistive technology can read of an object and what is in it.
QString spoken(QAccessibleInterface *object)
{
    QString words;
    for (const auto kind :
        {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
        words += object->text(kind) + QLatin1Char('\n');
    if (QAccessibleTextInterface *text = object->textInterface())
        words += text->text(0, text->characterCount()) + QLatin1Char('\n');
    if (QAccessibleValueInterface *value = object->valueInterface())
        words += value->currentValue().toString() + QLatin1Char('\n');
    for (int i = 0; i < object->childCount(); ++i) {
        if (QAccessibleInterface *child = object->child(i))
            words += spoken(child);
    }
    return words;
}

QByteArray spokenBy(QWidget &window)
{
    return spoken(QAccessible::queryAccessibleInterface(&window)).toUtf8();
}

/// Both clipboards, as text.
QByteArray onClipboards()
{
    QByteArray all = QApplication::clipboard()->text().toUtf8() + '\n';
    if (QApplication::clipboard()->supportsSelection())
        all += QApplication::clipboard()->text(QClipboard::Selection).toUtf8();
    return all;
}

/// What a person may try to get text out of a field.
void tryToCopy(QLineEdit &field)
{
    QTest::keyClick(&field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&field, Qt::Key_C, Qt::ControlModifier);
    QTest::keyClick(&field, Qt::Key_Home);
    QTest::keyClick(&field, Qt::Key_End, Qt::ShiftModifier);
    QTest::keyClick(&field, Qt::Key_Insert, Qt::ControlModifier);
    QTest::mouseDClick(&field, Qt::LeftButton);
    const int middle = field.height() / 2;
    QTest::mousePress(&field, Qt::LeftButton, {}, {4, middle});
    QTest::mouseMove(&field, {field.width() - 4, middle});
    QTest::mouseRelease(&field, Qt::LeftButton, {}, {field.width() - 4, middle});
}

/// Without a window manager nobody else gives the keyboard to a window.
bool showActive(QWidget &window)
{
    window.show();
    if (!QTest::qWaitForWindowExposed(&window))
        return false;
    window.activateWindow();
    return QTest::qWaitForWindowActive(&window);
}

/// Everything of a run that can be stored or shown.
QByteArray everythingOf(const RunRecord &record)
{
    QByteArray all = sessionBytes(record) + htmlReport(record);
    for (const StepRecord &step : record.steps) {
        for (const Artifact &artifact : step.artifacts)
            all += '\n' + artifact.bytes;
    }
    return all;
}

} // namespace

class TestPinSecrecy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QApplication::setCursorFlashTime(0); // for pictures that can be compared
    }

    void theSearchFindsEveryForm_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("form");
        const QString text = QString::fromLatin1(pin);
        QTest::newRow("text") << "x" + pin + "x" << QByteArray("text");
        QTest::newRow("UTF-16") << 'x' + QByteArray(reinterpret_cast<const char *>(text.utf16()), 16)
                                << QByteArray("UTF-16");
        QTest::newRow("command to a card")
            << QByteArray::fromHex("00200002082873919284FFFFFF") << QByteArray("PIN block");
        QTest::newRow("the same in a report")
            << QByteArray("00 20 00 02 08 28 73 91 92 84 FF FF FF") << QByteArray("hex of the PIN block");
        QTest::newRow("hex") << pin.toHex() << QByteArray("hex of the text");
        QTest::newRow("base64") << pin.toBase64() << QByteArray("base64 of the text");
        QTest::newRow("other digits") << mark << QByteArray();
    }
    void theSearchFindsEveryForm()
    {
        QFETCH(const QByteArray, bytes);
        QTEST(formOfDigitsIn(bytes, pin), "form");
    }

    void aRegistrationGivesNothingAway()
    {
        WindowBench bench;
        CardImage image = (*bench.workbench().testBed())->cardImage();
        image.pin = Secret(QByteArray(pin));
        (*bench.workbench().builtInReader())->insert(std::make_shared<VirtualCard>(std::move(image)));
        RegisterPlace place(bench.setup());
        place.resize(1150, 720);
        QVERIFY(showActive(place));
        QSignalSpy asked(&place, &RegisterPlace::secretAsked);
        QSignalSpy finished(&place, &RegisterPlace::finished);
        place.start({}, false);
        QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, patience);
        SecretField &field = *place.pinPanel()->field();
        for (const char digit : pin) {
            QTest::keyClick(&field, digit);
            QCOMPARE(formOfDigitsIn(spokenBy(place), pin), QByteArray());
        }
        QCOMPARE(field.text().size(), pin.size());
        tryToCopy(field);
        QCOMPARE(formOfDigitsIn(onClipboards(), pin), QByteArray());
        QTest::keyClick(&field, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
        QCOMPARE(formOfDigitsIn(spokenBy(place), pin), QByteArray());
        QCOMPARE(formOfDigitsIn(onClipboards(), pin), QByteArray());

        RunRecord record = finished.last().first().value<RunRecord>();
        QCOMPARE(record.outcome, Outcome::Registered); // so it was the PIN of the card
        QVERIFY(record.artifact(QStringLiteral("card.exchange.sign"))->bytes.contains("00 20 00 02"));
        QCOMPARE(formOfDigitsIn(everythingOf(record), pin), QByteArray());
        QVERIFY(everythingOf(record).contains(record.kvnr.toLatin1()));
        record.steps.last().artifacts.append({QStringLiteral("card.exchange.sign"), DataKind::Text, mark});
        QCOMPARE(formOfDigitsIn(everythingOf(record), mark), QByteArray("text"));
    }

    void assistiveTechnologyWouldTellOtherText()
    {
        QWidget window;
        QLineEdit field(&window);
        QVERIFY(showActive(window));
        QTest::keyClicks(&field, QString::fromLatin1(mark));
        QCOMPARE(formOfDigitsIn(spokenBy(window), mark), QByteArray("text"));
    }

    void otherTextWouldReachTheClipboards()
    {
        QLineEdit field;
        QVERIFY(showActive(field));
        QTest::keyClicks(&field, QString::fromLatin1(mark));
        tryToCopy(field);
        QCOMPARE(formOfDigitsIn(QApplication::clipboard()->text().toUtf8(), mark), QByteArray("text"));
        if (!QApplication::clipboard()->supportsSelection())
            QSKIP("no display with a primary selection (package xvfb)");
        QCOMPARE(formOfDigitsIn(QApplication::clipboard()->text(QClipboard::Selection).toUtf8(), mark),
            QByteArray("text"));
        QApplication::clipboard()->clear();
        QApplication::clipboard()->clear(QClipboard::Selection);
    }

    void theScreenShowsHowManyDigitsAndNotWhich()
    {
        PinPanel panel;
        panel.ask({.triesLeft = 3}, false);
        QVERIFY(showActive(panel));
        const auto picture = [&](const QByteArray &digits) {
            (void)panel.field()->take();
            QTest::keyClicks(panel.field(), QString::fromLatin1(digits));
            return panel.grab().toImage();
        };
        const QImage shown = picture(pin);
        QVERIFY(!shown.isNull());
        QVERIFY(shown == picture(mark));
        QVERIFY(shown == picture("11111111"));
        QVERIFY(shown != picture(pin.chopped(1))); // a picture that shows something
        panel.field()->setEchoMode(QLineEdit::Normal);
        const QImage open = picture(pin); // and even then not the digits
        QVERIFY(open != shown);
        QVERIFY(open == picture(mark));
        QLineEdit other;
        other.setText(QString::fromLatin1(pin));
        const QImage readable = other.grab().toImage();
        other.setText(QString::fromLatin1(mark));
        QVERIFY(readable != other.grab().toImage());
    }
};

int main(int argc, char **argv)
{
    // With a display there is a primary selection as well.
    const VirtualDisplay display;
    if (!display.name().isEmpty()) {
        qputenv("DISPLAY", display.name());
        qputenv("QT_QPA_PLATFORM", "xcb");
    }
    QApplication application(argc, argv);
    TestPinSecrecy test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}
#include "tst_pinsecrecy.moc"

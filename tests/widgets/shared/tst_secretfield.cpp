#include "widgets/shared/secretfield.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

using namespace dsr;

namespace {
QByteArray bytesOf(const Secret &secret)
{
    QByteArray copy;
    secret.use([&](QByteArrayView bytes) { copy = bytes.toByteArray(); });
    return copy;
}
} // namespace

class TestSecretField : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesDigitsOnlyAndNotTooMany()
    {
        SecretField field(8);
        QTest::keyClicks(&field, QStringLiteral("12ab 34-567890"));
        QCOMPARE(bytesOf(field.take()), QByteArrayLiteral("12345678"));
    }

    void isEmptyAfterwards()
    {
        SecretField field(8);
        QTest::keyClicks(&field, QStringLiteral("123456"));
        field.take();
        QVERIFY(field.text().isEmpty());
        QTest::keyClick(&field, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY2(field.text().isEmpty(), "undo brings nothing back");
        QVERIFY(!field.isUndoAvailable());
    }

    void typingGoesOnAtTheEnd_data()
    {
        QTest::addColumn<QList<int>>("keys");
        QTest::addColumn<QByteArray>("digits");
        using Keys = QList<int>;
        QTest::newRow("nothing") << Keys() << QByteArray("123456");
        QTest::newRow("Backspace takes the last digit") << Keys{Qt::Key_Backspace} << QByteArray("12345");
        QTest::newRow("as often as it is pressed")
            << Keys{Qt::Key_Backspace, Qt::Key_Backspace, Qt::Key_9} << QByteArray("12349");
        QTest::newRow("Delete takes all") << Keys{Qt::Key_Delete, Qt::Key_7} << QByteArray("7");
        QTest::newRow("nowhere else") << Keys{Qt::Key_Home, Qt::Key_7} << QByteArray("1234567");
        QTest::newRow("Backspace in an empty field")
            << Keys{Qt::Key_Delete, Qt::Key_Backspace} << QByteArray();
    }
    void typingGoesOnAtTheEnd()
    {
        QFETCH(const QList<int>, keys);
        QFETCH(const QByteArray, digits);
        SecretField field(8);
        QTest::keyClicks(&field, QStringLiteral("123456"));
        for (const int key : keys)
            QTest::keyClick(&field, static_cast<Qt::Key>(key));
        QCOMPARE(field.text().size(), digits.size());
        QCOMPARE(bytesOf(field.take()), digits);
    }

    void takesWhatIsPastedAndWhatAnInputMethodSays()
    {
        SecretField field(8);
        QGuiApplication::clipboard()->setText(QStringLiteral("12 34"));
        QTest::keyClick(&field, Qt::Key_V, Qt::ControlModifier);
        QInputMethodEvent event;
        event.setCommitString(QStringLiteral("5x6"));
        QCoreApplication::sendEvent(&field, &event);
        QCOMPARE(bytesOf(field.take()), QByteArrayLiteral("123456"));
        QGuiApplication::clipboard()->clear();
    }

    void twoFieldsCanBeCompared()
    {
        SecretField one(8);
        SecretField other(8);
        QVERIFY(one.isEqualTo(other));
        QTest::keyClicks(&one, QStringLiteral("123456"));
        QTest::keyClicks(&other, QStringLiteral("123457"));
        QVERIFY(!one.isEqualTo(other));
        QTest::keyClick(&other, Qt::Key_Backspace);
        QTest::keyClicks(&other, QStringLiteral("6"));
        QVERIFY(one.isEqualTo(other));
    }

    void theLineEditNeverKnowsTheDigits()
    {
        SecretField field(8);
        QTest::keyClicks(&field, QStringLiteral("123456"));
        field.selectAll();
        QCOMPARE(field.text(), QStringLiteral("000000"));
        QCOMPARE(field.selectedText(), QStringLiteral("000000"));
    }

    void nothingReachesTheClipboard()
    {
        QGuiApplication::clipboard()->setText(QStringLiteral("before"));
        SecretField field(8);
        QTest::keyClicks(&field, QStringLiteral("123456"));
        for (const auto key : {Qt::Key_C, Qt::Key_X}) {
            field.selectAll();
            QTest::keyClick(&field, key, Qt::ControlModifier);
        }
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
        QCOMPARE(field.text().size(), 6);
    }

    void isHiddenFromEyesAndKeyboards()
    {
        SecretField field(8);
        QTest::keyClicks(&field, QStringLiteral("123456"));
        QVERIFY(!field.displayText().contains(QLatin1Char('1')));
        QVERIFY(field.inputMethodHints().testFlag(Qt::ImhHiddenText));
        QVERIFY(field.inputMethodHints().testFlag(Qt::ImhSensitiveData));
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&field);
        QVERIFY(accessible);
        QVERIFY(accessible->state().passwordEdit);
        QVERIFY(!accessible->text(QAccessible::Value).contains(QStringLiteral("123456")));
    }
};

QTEST_MAIN(TestSecretField)
#include "tst_secretfield.moc"

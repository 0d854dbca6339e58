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

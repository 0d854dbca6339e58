#include "tests/app/process.h"

#include <QJsonDocument>
#include <QTest>

using namespace dsr;

/// `dsrctl pin …` and the secrets from files, as a script uses them.
class TestDsrctlPin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheState();
    void changesWithFiles();
    void wrongPinIsUsedOnce();
    void wrongPukIsUsedOnce();
    void taskThatDoesNotFit();
    void missingSecretNamesItsOption();
};

void TestDsrctlPin::showsTheState()
{
    const Call call = Sandbox().ctl({"pin", "show", "--virtual-card", "--pin-file", "-", "--json"}, "\n");
    QCOMPARE(call.exitCode, 2); // it takes no PIN
    Sandbox sandbox;
    const Call shown =
        sandbox.ctl({"pin", "show", "--virtual-card", "--json", "--can-file", sandbox.file("can", "123123")});
    QCOMPARE(shown.exitCode, 0);
    const QJsonObject pin = shown.object().value(QStringLiteral("pin")).toObject();
    QCOMPARE(pin.value(QStringLiteral("state")).toString(), QStringLiteral("notVerified"));
    QCOMPARE(pin.value(QStringLiteral("triesLeft")).toInt(), 3);
}

void TestDsrctlPin::changesWithFiles()
{
    const Sandbox sandbox;
    const Call call = sandbox.ctl({"pin", "change", "--virtual-card", "--pin-file",
        sandbox.file("old", "123456"), "--new-pin-file", sandbox.file("new", "87654321")});
    QCOMPARE(call.exitCode, 0);
    QVERIFY(call.out.contains("changed"));
    for (const QByteArray &text : {call.out, call.err})
        QVERIFY(!text.contains("123456") && !text.contains("87654321"));
}

void TestDsrctlPin::wrongPinIsUsedOnce()
{
    const Sandbox sandbox;
    const Call call = sandbox.ctl({"pin", "change", "--virtual-card", "--json", "--pin-file",
        sandbox.file("old", "111111"), "--new-pin-file", sandbox.file("new", "87654321")});
    QCOMPARE(call.exitCode, 5);
    const QJsonObject error = call.object().value(QStringLiteral("error")).toObject();
    QCOMPARE(error.value(QStringLiteral("code")).toString(), QStringLiteral("card.pinWrong"));
    QCOMPARE(error.value(QStringLiteral("facts")).toObject().value(QStringLiteral("triesLeft")).toInt(), 2);
}

void TestDsrctlPin::wrongPukIsUsedOnce()
{
    Sandbox sandbox;
    const QStringList unblock{"pin", "unblock", "--virtual-card", "--puk-file",
        sandbox.file("puk", "00000000"), "--new-pin-file", sandbox.file("new", "87654321")};
    const Call call = sandbox.ctl(unblock);
    QCOMPARE(call.exitCode, 5);
    QVERIFY(call.err.contains("9"));
}

void TestDsrctlPin::taskThatDoesNotFit()
{
    const Sandbox sandbox;
    const Call call = sandbox.ctl({"pin", "activate", "--virtual-card", "--json", "--pin-file",
        sandbox.file("old", "123456"), "--new-pin-file", sandbox.file("new", "87654321")});
    QCOMPARE(call.exitCode, 5);
    QCOMPARE(call.object().value(QStringLiteral("error")).toObject().value(QStringLiteral("code")).toString(),
        QStringLiteral("card.pinAlreadySet"));
}

void TestDsrctlPin::missingSecretNamesItsOption()
{
    const Sandbox sandbox;
    const Call call =
        sandbox.ctl({"pin", "change", "--virtual-card", "--pin-file", sandbox.file("old", "123456")});
    QCOMPARE(call.exitCode, 2);
    QVERIFY(call.err.contains("--new-pin-file"));
}

QTEST_GUILESS_MAIN(TestDsrctlPin)
#include "tst_dsrctlpin.moc"

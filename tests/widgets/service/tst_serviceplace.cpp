#include "widgets/service/serviceplace.h"

#include "core/dms/dmsclient.h"
#include "tests/widgets/windowbench.h"
#include "widgets/service/registrationmodel.h"
#include "widgets/service/requestmodel.h"
#include "widgets/steps/findingmodel.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <future>

using namespace dsr;
using namespace dsr::test;

namespace {

constexpr int patience = 30'000;

DeviceRegistration device(const char *id)
{
    DeviceRegistration result;
    result.userIdentifier = QStringLiteral("X110411675");
    result.deviceIdentifier = QString::fromLatin1(id);
    result.deviceType = QStringLiteral("ANDROID");
    result.deviceUuid = QString::fromLatin1(id);
    result.createdAt = QDateTime::currentDateTimeUtc();
    result.certificate = "der";
    result.serial = QString::fromLatin1(id);
    result.evidence = "{}";
    return result;
}

/// Asks the running service for a nonce, from another thread as a client does.
bool askForNonce(WindowBench &bench)
{
    return std::async(std::launch::async, [&] {
        DmsClient client((*bench.workbench().localDms())->address());
        DmsExchange exchange;
        return client.nonce(exchange, {}).has_value();
    }).get();
}

} // namespace

class TestServicePlace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void startsAndStops()
    {
        WindowBench bench;
        ServicePlace place(bench.setup());
        QVERIFY(!place.state().running);
        place.startService();
        QTRY_VERIFY_WITH_TIMEOUT(place.state().running, patience);
        QVERIFY(place.state().tls.port() > 0);
        QVERIFY(!place.state().caPem.isEmpty());
        QVERIFY(askForNonce(bench));
        QTest::mouseClick(place.switchButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!place.state().running, patience);
        QVERIFY(!askForNonce(bench));
        QTest::mouseClick(place.switchButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(place.state().running, patience);
        QVERIFY(askForNonce(bench));
    }

    void requestsAppear()
    {
        WindowBench bench;
        ServicePlace place(bench.setup());
        place.startService();
        QTRY_VERIFY_WITH_TIMEOUT(place.state().running, patience);
        QVERIFY(askForNonce(bench));
        QTRY_COMPARE_WITH_TIMEOUT(place.requests()->rowCount(), 1, patience);
        QCOMPARE(place.requests()->entry(0)->path, QStringLiteral("/nonce"));
        QVERIFY(!place.inspectAnswerButton()->isEnabled());
        place.requestTable()->selectRow(0);
        QVERIFY2(!place.inspectRequestButton()->isEnabled(), "a GET has no body");
        QByteArray wanted;
        connect(&place, &ServicePlace::inspectWanted, this,
            [&](const Artifact &artifact) { wanted = artifact.bytes; });
        place.inspectAnswerButton()->click();
        QCOMPARE(QByteArray::fromBase64(wanted).size(), 64);
        QCOMPARE(place.findings()->rowCount(), place.requests()->entry(0)->findings.size());
    }

    void aModeTakesEffectAtOnceAndIsRemembered()
    {
        WindowBench bench;
        ServicePlace place(bench.setup());
        place.startService();
        QTRY_VERIFY_WITH_TIMEOUT(place.state().running, patience);
        QCOMPARE(place.state().mode, Mode::Strict);
        QTest::keyClick(place.modeBox(), Qt::Key_Down);
        QTRY_COMPARE_WITH_TIMEOUT(place.state().mode, Mode::Lenient, patience);
        QVERIFY(place.state().running);
        QCOMPARE(bench.settings().text(Setting::Mode), QStringLiteral("lenient"));
    }

    void aDeviceIsDeletedOnlyAfterAQuestion()
    {
        WindowBench bench;
        const auto dms = bench.workbench().localDms();
        QVERIFY(dms);
        QVERIFY((*dms)->store()->addRegistration(device("one")));
        QVERIFY((*dms)->store()->addRegistration(device("two")));
        ServicePlace place(bench.setup());
        place.startService();
        QTRY_COMPARE_WITH_TIMEOUT(place.registrations()->rowCount(), 2, patience);
        QVERIFY(!place.deleteButton()->isEnabled());
        place.registrationTable()->selectRow(1);
        QVERIFY(place.deleteButton()->isEnabled());
        place.deleteButton()->click();
        QVERIFY(!place.reallyDeleteButton()->isHidden());
        QCOMPARE(place.registrations()->rowCount(), 2);
        place.reallyDeleteButton()->click();
        QTRY_COMPARE_WITH_TIMEOUT(place.registrations()->rowCount(), 1, patience);
        QCOMPARE(place.registrations()->registration(0)->deviceIdentifier, QStringLiteral("two"));
    }

    void addressesCanBeCopied()
    {
        WindowBench bench;
        ServicePlace place(bench.setup());
        place.startService();
        QTRY_VERIFY_WITH_TIMEOUT(place.state().running, patience);
        for (QPushButton *button : place.findChildren<QPushButton *>()) {
            if (button->accessibleName() == QStringLiteral("Copy")) {
                button->click();
                break;
            }
        }
        QCOMPARE(QGuiApplication::clipboard()->text(), place.state().tls.toString());
    }

    void aServiceThatCannotStartSaysWhy()
    {
        WindowBench bench;
        QVERIFY(QDir().mkpath(bench.dataDir()));
        QFile damaged(bench.dataDir() + QStringLiteral("/dms.sqlite"));
        QVERIFY(damaged.open(QIODevice::WriteOnly));
        damaged.write(QByteArray(4096, 'x'));
        damaged.close();
        ServicePlace place(bench.setup());
        place.startService();
        QTRY_VERIFY_WITH_TIMEOUT(place.state().error.has_value(), patience);
        QCOMPARE(place.state().error->code, ErrorCode::StoreMalformed);
        QVERIFY(!place.state().running);
    }
};

QTEST_MAIN(TestServicePlace)
#include "tst_serviceplace.moc"

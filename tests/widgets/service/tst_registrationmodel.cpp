#include "widgets/service/registrationmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace dsr;

namespace {
DeviceRegistration device(const char *kvnr, const char *id)
{
    DeviceRegistration result;
    result.userIdentifier = QString::fromLatin1(kvnr);
    result.deviceIdentifier = QString::fromLatin1(id);
    result.deviceType = QStringLiteral("ANDROID");
    result.createdAt = QDateTime::currentDateTimeUtc();
    return result;
}
} // namespace

class TestRegistrationModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsThePromisesOfAModel()
    {
        RegistrationModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show({device("X110411675", "one"), device("X110411675", "two")});
        model.retranslate();
        model.show({});
        QCOMPARE(model.rowCount(), 0);
    }

    void theNewestComesFirstAndPersonsAreMasked()
    {
        RegistrationModel model;
        model.show({device("X110411675", "old"), device("A123456780", "new")});
        QCOMPARE(model.index(0, RegistrationModel::DeviceColumn).data().toString(), QStringLiteral("new"));
        QCOMPARE(model.registration(1)->deviceIdentifier, QStringLiteral("old"));
        QVERIFY(!model.registration(2));
        for (int row = 0; row < 2; ++row) {
            for (int column = 0; column < RegistrationModel::ColumnCount; ++column) {
                const QString text = model.index(row, column).data().toString();
                QVERIFY(!text.contains(QStringLiteral("X110411675")));
                QVERIFY(!text.contains(QStringLiteral("A123456780")));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestRegistrationModel)
#include "tst_registrationmodel.moc"

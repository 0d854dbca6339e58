#include "widgets/service/requestmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace dsr;

namespace {
RequestLogEntry entry(const char *path, int status)
{
    RequestLogEntry result;
    result.time = QDateTime::currentDateTimeUtc();
    result.method = QStringLiteral("GET");
    result.path = QString::fromLatin1(path);
    result.status = status;
    if (status >= 400)
        result.errorCode = QStringLiteral("NONCE_INVALID");
    return result;
}
} // namespace

class TestRequestModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsThePromisesOfAModel()
    {
        RequestModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int i = 0; i < 5; ++i)
            model.add(entry("/nonce", 200));
        model.retranslate();
        QCOMPARE(model.rowCount(), 5);
    }

    void theNewestComesFirst()
    {
        RequestModel model;
        model.add(entry("/nonce", 200));
        model.add(entry("/register-device", 403));
        QCOMPARE(
            model.index(0, RequestModel::PathColumn).data().toString(), QStringLiteral("/register-device"));
        QCOMPARE(model.index(0, RequestModel::StatusColumn).data().toString(), QStringLiteral("403"));
        QCOMPARE(model.index(0, RequestModel::CodeColumn).data().toString(), QStringLiteral("NONCE_INVALID"));
        QCOMPARE(model.entry(1)->path, QStringLiteral("/nonce"));
        QVERIFY(!model.entry(2));
        QVERIFY(!model.entry(-1));
    }

    void refusalsStandOut()
    {
        RequestModel model;
        model.add(entry("/nonce", 200));
        model.add(entry("/nonce", 404));
        const QModelIndex bad = model.index(0, RequestModel::StatusColumn);
        const QModelIndex good = model.index(1, RequestModel::StatusColumn);
        QVERIFY(bad.data(Qt::ForegroundRole).isValid());
        QVERIFY(!good.data(Qt::ForegroundRole).isValid());
        QVERIFY(bad.data(Qt::DecorationRole).isValid());
    }

    void theOldestAreForgotten()
    {
        RequestModel model;
        model.add(entry("/oldest", 200));
        for (int i = 0; i < 1000; ++i)
            model.add(entry("/nonce", 200));
        QCOMPARE(model.rowCount(), 1000);
        QCOMPARE(model.entry(999)->path, QStringLiteral("/nonce"));
    }
};

QTEST_MAIN(TestRequestModel)
#include "tst_requestmodel.moc"

#include "widgets/register/dialogoperator.h"

#include <QSignalSpy>
#include <QTest>

#include <future>

using namespace dsr;

namespace {
template <typename Work> auto elsewhere(Work work)
{
    return std::async(std::launch::async, std::move(work));
}

Secret secret(const char *text)
{
    return Secret(QByteArray(text));
}
} // namespace

class TestDialogOperator : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void runningAllAsksNobody()
    {
        DialogOperator driver(false);
        QSignalSpy waits(&driver, &DialogOperator::waitsForGo);
        QVERIFY(driver.proceed({}, {}));
        QCOMPARE(waits.size(), 0);
    }

    void everyStepWaitsForItsGo()
    {
        DialogOperator driver(true);
        QSignalSpy waits(&driver, &DialogOperator::waitsForGo);
        for (int i = 1; i <= 2; ++i) {
            auto go = elsewhere([&] { return driver.proceed({.id = QStringLiteral("step")}, {}); });
            QTRY_COMPARE(waits.size(), i);
            QCOMPARE(waits.last().first().toString(), QStringLiteral("step"));
            driver.nextStep();
            QVERIFY(go.get());
        }
    }

    void theRestRunsWithoutQuestions()
    {
        DialogOperator driver(true);
        auto first = elsewhere([&] { return driver.proceed({}, {}); });
        driver.runTheRest();
        QVERIFY(first.get());
        QVERIFY(driver.proceed({}, {}));
    }

    void cancellingEndsEveryWait()
    {
        DialogOperator driver(true);
        std::stop_source stop;
        auto go = elsewhere([&] { return driver.proceed({}, stop.get_token()); });
        auto pin = elsewhere([&] { return driver.secret({}, stop.get_token()); });
        stop.request_stop();
        QVERIFY(!go.get());
        const auto answer = pin.get();
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::Cancelled);
    }

    void thePinGoesToTheOneWhoAsked()
    {
        DialogOperator driver(false);
        QSignalSpy asked(&driver, &DialogOperator::secretAsked);
        auto pin =
            elsewhere([&] { return driver.secret({.reader = QStringLiteral("R"), .triesLeft = 2}, {}); });
        QTRY_COMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().value<SecretQuestion>().triesLeft, 2);
        driver.answer(secret("123456"));
        const auto answer = pin.get();
        QVERIFY(answer);
        QVERIFY(answer->equals(secret("123456")));
    }

    void theTempoFollowsThePerson()
    {
        DialogOperator driver(true);
        QCOMPARE(driver.tempo(), Tempo::StepByStep);
        driver.runTheRest();
        QCOMPARE(driver.tempo(), Tempo::Asks);
    }

    void anOldAnswerIsNotUsedTwice()
    {
        DialogOperator driver(false);
        driver.answer(secret("111111"));
        QSignalSpy asked(&driver, &DialogOperator::secretAsked);
        std::stop_source stop;
        auto pin = elsewhere([&] { return driver.secret({}, stop.get_token()); });
        QTRY_COMPARE(asked.size(), 1);
        stop.request_stop();
        const auto answer = pin.get();
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestDialogOperator)
#include "tst_dialogoperator.moc"

#include "widgets/shared/background.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

using namespace dsr;

class TestBackground : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void worksElsewhereAndReportsHere()
    {
        QObject receiver;
        QThread *worker = nullptr;
        QThread *reporter = nullptr;
        std::unique_ptr<int> result;
        inBackground<std::unique_ptr<int>>(
            &receiver,
            [&] {
                worker = QThread::currentThread();
                return std::make_unique<int>(42);
            },
            [&](std::unique_ptr<int> value) {
                reporter = QThread::currentThread();
                result = std::move(value);
            });
        QTRY_VERIFY(result);
        QCOMPARE(*result, 42);
        QVERIFY(worker != QThread::currentThread());
        QCOMPARE(reporter, QThread::currentThread());
    }

    void aReceiverThatWentAwayHearsNothing()
    {
        QThreadPool pool;
        QSemaphore go;
        bool reported = false;
        auto receiver = std::make_unique<QObject>();
        inBackground<int>(
            receiver.get(),
            [&] {
                go.acquire();
                return 1;
            },
            [&](int) { reported = true; }, &pool);
        receiver.reset();
        go.release();
        pool.waitForDone();
        QCoreApplication::processEvents();
        QVERIFY(!reported);
    }

    void aDroppedJobReportsNothing()
    {
        QThreadPool pool;
        pool.setMaxThreadCount(1);
        QSemaphore go;
        QObject receiver;
        int reported = 0;
        for (int i = 0; i < 3; ++i) {
            inBackground<int>(
                &receiver,
                [&go, i] {
                    if (i == 0)
                        go.acquire();
                    return i;
                },
                [&](int) { ++reported; }, &pool);
        }
        pool.clear();
        go.release();
        pool.waitForDone();
        QTRY_COMPARE(reported, 1);
        QCoreApplication::processEvents();
        QCOMPARE(reported, 1);
    }
};

QTEST_GUILESS_MAIN(TestBackground)
#include "tst_background.moc"

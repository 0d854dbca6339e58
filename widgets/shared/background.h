#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace dsr {

/// Runs `work` in a pool thread and hands its result to `done` in the receiver's thread. If the receiver goes
/// away first, the result is dropped. What `work` points to must outlive the pool's jobs.
template <typename T>
void inBackground(QObject *receiver, std::function<T()> work, std::function<void(T)> done,
    QThreadPool *pool = QThreadPool::globalInstance())
{
    auto promise = std::make_shared<QPromise<T>>();
    auto *watcher = new QFutureWatcher<T>(receiver);
    QObject::connect(watcher, &QFutureWatcher<T>::finished, receiver, [watcher, done = std::move(done)] {
        watcher->deleteLater();
        // A job that the pool dropped has no result.
        if (watcher->future().resultCount() > 0)
            done(watcher->future().takeResult());
    });
    watcher->setFuture(promise->future());
    promise->start();
    pool->start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
}

} // namespace dsr

#pragma once

#include "core/card/card.h"

#include <QObject>

namespace dsr {

/// State of the PC/SC service as the watch sees it.
enum class CardServiceState { Unknown, Running, Missing };

/// Waits for readers and cards to come and go on a thread of its own with its own PC/SC context; never
/// transmits. Signals arrive queued in the receiver's thread. Survives a stopped or restarted service.
class ReaderWatch : public QObject
{
    Q_OBJECT
public:
    explicit ReaderWatch(QObject *parent = nullptr);
    ~ReaderWatch() override;
    void start();

Q_SIGNALS:
    /// Sent once after start and after every change.
    void changed(dsr::CardServiceState service, const QList<dsr::ReaderInfo> &readers);

private:
    class Loop;
    std::unique_ptr<Loop> m_loop;
};

} // namespace dsr

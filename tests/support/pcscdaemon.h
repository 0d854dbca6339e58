#pragma once

#include "core/card/virtual/virtualcard.h"
#include "core/card/virtual/vpcdlink.h"

#include <QTemporaryDir>

#include <sys/types.h>

#include <atomic>
#include <future>
#include <memory>
#include <thread>

namespace dsr {

/// A pcscd for one test run, with a virtual reader of two slots and a socket of its own; any number can run
/// side by side. Making one points this process and its children to the socket, before the service runs.
class PcscDaemon
{
public:
    /// What this machine lacks to run one, as a sentence for QSKIP; empty if nothing.
    static QString missing();

    PcscDaemon();
    ~PcscDaemon();
    enum class Readers { None, TwoSlots };
    /// Starts the service and waits until it answers; may be called again after a stop. False with a line in
    /// `log` if it does not come up.
    bool start(Readers readers = Readers::TwoSlots);
    /// Ends it like an administrator would.
    void stop();
    /// Ends it without a chance to say good-bye.
    void kill();

    QString readerName(int slot) const; ///< slot 0 or 1
    quint16 port(int slot) const;
    QString log() const;

private:
    bool launch(Readers readers);
    void end(int signal);

    QTemporaryDir m_folder;
    quint16 m_port = 0;
    pid_t m_process = -1;
};

/// A virtual card in a slot of a PcscDaemon, on a thread of its own; pulled when it goes away.
class InsertedCard
{
public:
    InsertedCard(std::shared_ptr<VirtualCard> card, quint16 port);
    ~InsertedCard();
    /// Pulls the card while the next command but `count` waits for its answer.
    void pullInside(int count) { m_answersLeft = count; }
    QList<ApduRecord> records() const;

private:
    void record(const ApduRecord &record);

    std::shared_ptr<VirtualCard> m_card;
    mutable std::mutex m_mutex;
    QList<ApduRecord> m_records;
    std::atomic<int> m_answersLeft = -1;
    std::stop_source m_pull;
    std::promise<void> m_connected;
    std::jthread m_thread;
};

} // namespace dsr

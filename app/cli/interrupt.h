#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace dsr {

/// Turns SIGINT, SIGTERM and SIGHUP into a stop request. Make the one object before any other thread: it
/// blocks the signals for all of them and waits for them on a thread of its own, so that nothing runs inside
/// a signal handler. The second signal ends the program at once.
class Interrupt
{
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt &) = delete;
    Interrupt &operator=(const Interrupt &) = delete;

    std::stop_token token() const { return m_stop.get_token(); }
    /// Asks for the stop without a signal: nobody reads the output any more.
    void request() { m_stop.request_stop(); }
    /// The signal that came; 0 = none.
    int signal() const { return m_signal; }

private:
    void wait();

    std::stop_source m_stop;
    std::atomic<int> m_signal = 0;
    int m_signals = -1;
    int m_end = -1;
    std::jthread m_thread;
};

/// Waits until the descriptor can be read; false as soon as `stop` is requested. Any thread.
bool waitReadable(int descriptor, const std::stop_token &stop);

} // namespace dsr

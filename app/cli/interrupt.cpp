#include "app/cli/interrupt.h"

#include "app/cli/exitcode.h"

#include <cerrno>
#include <csignal>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace dsr {

namespace {

sigset_t waitedFor()
{
    sigset_t set;
    sigemptyset(&set);
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        sigaddset(&set, number);
    return set;
}

/// Index of the first descriptor that has something to read.
int firstReadable(int first, int second)
{
    pollfd entries[] = {{first, POLLIN, 0}, {second, POLLIN, 0}};
    while (poll(entries, 2, -1) < 0 && errno == EINTR) { }
    return entries[0].revents != 0 ? 0 : 1;
}

void ring(int event)
{
    const eventfd_t one = 1;
    eventfd_write(event, one);
}

} // namespace

Interrupt::Interrupt()
{
    // A closed pipe and a file size limit are told by write(), not by a signal.
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    const sigset_t set = waitedFor();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_signals = signalfd(-1, &set, SFD_CLOEXEC);
    m_end = eventfd(0, EFD_CLOEXEC);
    m_thread = std::jthread([this] { wait(); });
}

Interrupt::~Interrupt()
{
    ring(m_end);
    m_thread.join();
    close(m_signals);
    close(m_end);
}

void Interrupt::wait()
{
    while (firstReadable(m_signals, m_end) == 0) {
        signalfd_siginfo info = {};
        if (read(m_signals, &info, sizeof info) != sizeof info)
            continue;
        if (m_signal != 0)
            _exit(static_cast<int>(ExitCode::Interrupted));
        m_signal = static_cast<int>(info.ssi_signo);
        m_stop.request_stop();
    }
}

bool waitReadable(int descriptor, const std::stop_token &stop)
{
    const int event = eventfd(0, EFD_CLOEXEC);
    bool readable = false;
    {
        const std::stop_callback callback(stop, [event] { ring(event); });
        readable = firstReadable(event, descriptor) == 1;
    }
    close(event);
    return readable && !stop.stop_requested();
}

} // namespace dsr

#include "core/card/pcsc/readerwatch.h"

#include "core/card/pcsc/pcscapi.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace dsr {

using namespace pcsc;

namespace {

constexpr const char *plugAndPlay = "\\\\?PnP?\\Notification";
constexpr DWORD longestWait = 5000; ///< ms; a reader that slips through between two calls is seen then
constexpr std::chrono::milliseconds firstPause{200};
constexpr std::chrono::milliseconds longestPause{2000};
constexpr std::chrono::milliseconds cancelPause{10};

/// What a listener is told. The insertion counters tell apart two insertions of the same card.
struct Seen
{
    CardServiceState service = CardServiceState::Unknown;
    QList<ReaderInfo> readers;
    QList<quint32> insertions;
    friend bool operator==(const Seen &, const Seen &) = default;
};

} // namespace

/// The thread of a watch.
class ReaderWatch::Loop
{
public:
    explicit Loop(ReaderWatch &watch)
        : m_watch(watch)
        , m_thread([this](const std::stop_token &stop) { run(stop); })
    {
    }
    ~Loop();

private:
    void run(const std::stop_token &stop);
    void watchService(const std::stop_token &stop);
    LONG refresh();
    void listKnown(const std::vector<QByteArray> &names);
    LONG wait(DWORD milliseconds);
    void tell(Seen seen);

    ReaderWatch &m_watch;
    Context m_context; // used by the thread; other threads only cancel, under the mutex
    std::vector<QByteArray> m_names; // the states point into them
    std::vector<SCARD_READERSTATE> m_states; // the last one stands for coming and going readers
    Seen m_seen;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    bool m_cancellable = false;
    bool m_finished = false;
    std::jthread m_thread;
};

ReaderWatch::Loop::~Loop()
{
    m_thread.request_stop();
    // A cancel that comes just before the wait begins has no effect, so it is repeated.
    std::unique_lock lock(m_mutex);
    while (!m_finished) {
        if (m_cancellable)
            SCardCancel(m_context.handle());
        m_wake.wait_for(lock, cancelPause);
    }
}

void ReaderWatch::Loop::run(const std::stop_token &stop)
{
    auto pause = firstPause;
    while (!stop.stop_requested()) {
        if (is(m_context.establish(), SCARD_S_SUCCESS)) {
            pause = firstPause;
            watchService(stop);
        }
        if (stop.stop_requested())
            break;
        tell({CardServiceState::Missing, {}, {}});
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, stop, pause, [] { return false; });
        pause = std::min(2 * pause, longestPause);
    }
    const std::scoped_lock lock(m_mutex);
    m_finished = true;
    m_wake.notify_all();
}

/// Until the service goes away or a stop is requested.
void ReaderWatch::Loop::watchService(const std::stop_token &stop)
{
    m_names.clear();
    m_states = {readerState(plugAndPlay)};
    while (!stop.stop_requested()) {
        LONG status = refresh();
        if (is(status, SCARD_S_SUCCESS))
            status = wait(longestWait);
        const bool goesOn = is(status, SCARD_S_SUCCESS) || is(status, SCARD_E_TIMEOUT)
            || is(status, SCARD_E_CANCELLED) || is(status, SCARD_E_UNKNOWN_READER);
        if (!goesOn)
            break;
    }
    m_context.release();
}

/// Looks at all readers as they are now and tells what is new.
LONG ReaderWatch::Loop::refresh()
{
    std::vector<QByteArray> names;
    if (const LONG status = m_context.readerNames(names); !is(status, SCARD_S_SUCCESS))
        return status;
    if (names != m_names)
        listKnown(names);
    const LONG status = wait(0);
    if (!is(status, SCARD_S_SUCCESS) && !is(status, SCARD_E_TIMEOUT))
        return status;
    Seen seen{CardServiceState::Running, {}, {}};
    for (size_t i = 0; i + 1 < m_states.size(); ++i) {
        seen.readers.append(readerInfo(m_states[i]));
        seen.insertions.append(static_cast<quint32>(m_states[i].dwEventState) >> 16);
    }
    tell(std::move(seen));
    return SCARD_S_SUCCESS;
}

/// Takes over a new list of readers; what is known of the old ones starts afresh.
void ReaderWatch::Loop::listKnown(const std::vector<QByteArray> &names)
{
    m_names = names;
    m_states.clear();
    for (const QByteArray &name : m_names)
        m_states.push_back(readerState(name.constData()));
    m_states.push_back(readerState(plugAndPlay));
}

/// SCardGetStatusChange, and feeds the states back with their counters.
LONG ReaderWatch::Loop::wait(DWORD milliseconds)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_cancellable = true;
    }
    const LONG status = SCardGetStatusChange(
        m_context.handle(), milliseconds, m_states.data(), static_cast<DWORD>(m_states.size()));
    {
        const std::scoped_lock lock(m_mutex);
        m_cancellable = false;
    }
    if (is(status, SCARD_S_SUCCESS)) {
        for (SCARD_READERSTATE &state : m_states)
            state.dwCurrentState = state.dwEventState & ~static_cast<DWORD>(SCARD_STATE_CHANGED);
    }
    return status;
}

void ReaderWatch::Loop::tell(Seen seen)
{
    if (seen == m_seen)
        return;
    m_seen = std::move(seen);
    QMetaObject::invokeMethod(
        &m_watch, [watch = &m_watch, now = m_seen] { Q_EMIT watch->changed(now.service, now.readers); },
        Qt::QueuedConnection);
}

ReaderWatch::ReaderWatch(QObject *parent)
    : QObject(parent)
{
}

ReaderWatch::~ReaderWatch() = default;

void ReaderWatch::start()
{
    if (!m_loop)
        m_loop = std::make_unique<Loop>(*this);
}

} // namespace dsr

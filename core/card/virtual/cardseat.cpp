#include "core/card/virtual/cardseat.h"

namespace dsr {

void CardSeat::insert()
{
    const std::scoped_lock lock(m_mutex);
    m_inserted = true;
    m_changed.notify_all();
}

void CardSeat::remove()
{
    const std::scoped_lock lock(m_mutex);
    m_inserted = false;
    m_pull.request_stop();
}

bool CardSeat::isInserted() const
{
    const std::scoped_lock lock(m_mutex);
    return m_inserted;
}

Result<void> CardSeat::run(
    const std::stop_token &stop, const std::function<Result<void>(const std::stop_token &)> &serve)
{
    for (;;) {
        std::stop_source pull;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, stop, [this] { return m_inserted; });
            if (stop.stop_requested())
                return {};
            m_pull = pull;
        }
        m_card.insert();
        {
            const std::stop_callback forward(stop, [&] { pull.request_stop(); });
            if (auto served = serve(pull.get_token()); !served)
                return served;
        }
        if (m_card.isPulled())
            remove();
        if (stop.stop_requested() || !pull.stop_requested())
            return {};
    }
}

} // namespace dsr

#pragma once

#include "core/card/virtual/virtualcard.h"

#include <condition_variable>
#include <stop_token>

namespace dsr {

/// A card that lies in a reader or beside it, and the hand that moves it. Thread-safe.
class CardSeat
{
public:
    explicit CardSeat(VirtualCard &card)
        : m_card(card)
    {
    }
    void insert();
    void remove();
    bool isInserted() const;

    /// Calls `serve` whenever the card lies in the reader, with a token that is stopped when it is taken out.
    /// Ends with `stop`, with an error of `serve`, or when it returns while the card is still in: the reader
    /// has gone then.
    Result<void> run(
        const std::stop_token &stop, const std::function<Result<void>(const std::stop_token &)> &serve);

private:
    VirtualCard &m_card;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_inserted = true;
    std::stop_source m_pull;
};

} // namespace dsr

#pragma once

#include "core/card/virtual/cardseat.h"

namespace dsr {

/// Moves and disturbs a served card by commands of one line each, for tests and shows (egk-card 6.3):
///
///     status | insert | remove | reset
///     interface contact|contactless
///     pin [tries=N] [state=regular|transport|empty]
///     faults none | faults [delay=MS] [pull-after=N] [pull-inside=N] [wrong-mac=N] [other-status=N]
///            [truncate=N] [status=INS:SW]…
///
/// A reader learns of another interface when the card is inserted the next time. Faults count commands from
/// the line that sets them, and take the place of earlier ones. The answer is one line of JSON: `{"ok":true,
/// …}` with the status after the command, or `{"ok":false,"error":…}`, and nothing was changed. Thread-safe.
class CardControl
{
public:
    CardControl(VirtualCard &card, CardSeat &seat)
        : m_card(card)
        , m_seat(seat)
    {
    }
    /// The answer without its line break. Takes any octets.
    QByteArray answer(QByteArrayView line);

private:
    VirtualCard &m_card;
    CardSeat &m_seat;
};

/// Answers on a UNIX socket at `path` (0600), one caller after the other, until `stop` is requested; then the
/// socket is gone. Calls `onListening` before the first caller. PortInUse (facts "address", "reason") if the
/// place is taken or cannot be used.
Result<void> serveCardControl(CardControl &control, const QString &path, std::stop_token stop,
    const std::function<void()> &onListening);

} // namespace dsr

#pragma once

#include "core/flow/cardsession.h"
#include "core/flow/run.h"

#include <QJsonArray>

namespace dsr {

// What steps that use the health card have in common. On the run's worker thread.

/// Collects the exchanges of one step and keeps them as an artifact when the step ends, also after an error.
class ExchangeKeeper
{
public:
    ExchangeKeeper(Run &run, CardSession &card, const char *artifact);
    ~ExchangeKeeper();
    ExchangeKeeper(const ExchangeKeeper &) = delete;
    ExchangeKeeper &operator=(const ExchangeKeeper &) = delete;

private:
    Run &m_run;
    CardSession &m_card;
    QString m_artifact;
    QJsonArray m_records;
};

/// Work that only reads is repeated once where another program interrupted it (egk-card 2.3). Never used for
/// anything that may cost a try.
Result<void> repeatOnce(CardSession &card, const std::function<Result<void>()> &work);

/// Finds out which card it is and opens the channel of a contactless one; its CAN is asked for until it is
/// right, as cards do not count these tries. Artifacts card.exchange.identify and card.info.
Result<void> findHealthCard(Run &run, CardSession &card, const QString &reader);

/// Asks the state of the PIN, which costs nothing. Artifact card.exchange.pin.
Result<PinStatus> askPinStatus(Run &run, CardSession &card);

/// Gives the card back if a person is asked now.
void releaseForQuestion(Run &run, CardSession &card);

} // namespace dsr

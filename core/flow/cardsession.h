#pragma once

#include "core/card/healthcard.h"

namespace dsr {

/// The health card of one run: opened when a step needs it and kept as long as nobody has to be asked, so
/// that no command is sent twice. While a person is asked it is given back: people take their time, and other
/// programs wait for the card. A card that is opened again must be the one of before, and a contactless one
/// gets its channel again. Worker threads only, one at a time.
class CardSession
{
public:
    CardSession(CardSource *source, QString reader);

    /// Opens the card and finds out what it is. Errors of CardSource::open and HealthCard::identify.
    Result<HealthCardInfo> identify(const std::stop_token &stop);
    /// Opens the channel with this CAN and remembers it; by the reader where it can. Errors of
    /// HealthCard::openChannel and openChannelAtReader.
    Result<void> openChannel(Secret can, const std::stop_token &stop);
    /// The card of before, ready for commands. CardRemoved if it is gone, with the fact "reason" if another
    /// one is there.
    Result<HealthCard *> use(const std::stop_token &stop);
    /// Lets go of the card: its transaction ends, and it forgets a verified PIN.
    void release();

    const HealthCardInfo &info() const { return m_info; }
    /// The reader takes the PIN on its own keys, and no channel of ours forces it through this computer. As
    /// it was when the card was opened last.
    bool takesPinAtReader() const { return m_takesPinAtReader; }
    /// Told of every exchange from now on; an empty one ends that.
    void setObserver(ApduObserver observer);

private:
    Result<void> open(const std::stop_token &stop);
    Result<void> openAgain(const std::stop_token &stop);
    Result<void> openChannelNow();
    Result<void> compareNumber();

    CardSource *m_source;
    QString m_reader;
    ApduObserver m_observer;
    std::unique_ptr<Card> m_card;
    std::optional<HealthCard> m_healthCard;
    HealthCardInfo m_info;
    std::optional<Secret> m_can;
    bool m_takesPinAtReader = false;
};

} // namespace dsr

#include "core/flow/cardsession.h"

#include "core/card/pinpad.h"

namespace dsr {

CardSession::CardSession(CardSource *source, QString reader)
    : m_source(source)
    , m_reader(std::move(reader))
{
}

void CardSession::setObserver(ApduObserver observer)
{
    m_observer = std::move(observer);
    if (m_card)
        m_card->setObserver(m_observer);
}

Result<void> CardSession::open(const std::stop_token &stop)
{
    release();
    auto card = m_source->open(m_reader, stop);
    if (!card)
        return fail(card.error());
    m_card = std::move(*card);
    m_card->setObserver(m_observer);
    m_healthCard.emplace(*m_card);
    m_takesPinAtReader = m_card->hasFeature(ReaderFeature::VerifyPin);
    return {};
}

/// The card was here before: an empty reader means that it was pulled.
Result<void> CardSession::openAgain(const std::stop_token &stop)
{
    const auto opened = open(stop);
    if (!opened && opened.error().code == ErrorCode::CardNoCard)
        return fail(ErrorCode::CardRemoved, opened.error().where, opened.error().facts);
    return opened;
}

void CardSession::release()
{
    m_healthCard.reset();
    m_card.reset();
}

Result<HealthCardInfo> CardSession::identify(const std::stop_token &stop)
{
    if (const auto opened = open(stop); !opened)
        return fail(opened.error());
    const auto info = m_healthCard->identify();
    if (!info)
        return fail(info.error());
    m_info = *info;
    return m_info;
}

Result<void> CardSession::openChannelNow()
{
    if (m_card->hasFeature(ReaderFeature::ExecutePace))
        return openChannelAtReader(*m_card, *m_can);
    m_takesPinAtReader = false;
    return m_healthCard->openChannel(*m_can);
}

Result<void> CardSession::openChannel(Secret can, const std::stop_token &stop)
{
    if (!m_card) {
        if (const auto opened = openAgain(stop); !opened)
            return opened;
    }
    m_can = std::move(can);
    if (const auto opened = openChannelNow(); !opened) {
        m_can.reset();
        release(); // what the card makes of the attempt is not worth knowing
        return opened;
    }
    return compareNumber();
}

/// The first number that can be read is remembered; from then on it must be the same.
Result<void> CardSession::compareNumber()
{
    const auto iccsn = m_healthCard->iccsn();
    if (!iccsn)
        return fail(iccsn.error());
    if (m_info.iccsn.isEmpty())
        m_info.iccsn = *iccsn;
    if (m_info.iccsn != *iccsn) {
        return fail(ErrorCode::CardRemoved, QStringLiteral("open card"),
            {{QStringLiteral("reason"), QStringLiteral("another card was inserted meanwhile")}});
    }
    return {};
}

Result<HealthCard *> CardSession::use(const std::stop_token &stop)
{
    if (!m_card) {
        Result<void> ready = openAgain(stop);
        if (ready && m_info.contactless)
            ready = m_can ? openChannelNow() : fail(ErrorCode::CardNeedsCan, QStringLiteral("open card"));
        if (ready)
            ready = compareNumber();
        if (!ready) {
            release();
            return fail(ready.error());
        }
    }
    return &*m_healthCard;
}

} // namespace dsr

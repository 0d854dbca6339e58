#pragma once

#include "core/card/healthcard.h"
#include "core/card/virtual/virtualsource.h"
#include "tests/support/samplecard.h"

namespace dsr {

/// An open contactless card and what passed over it.
struct ContactlessBench
{
    explicit ContactlessBench(CardImage image = sampleCardImage())
        : card(std::make_shared<VirtualCard>(contactless(std::move(image))))
        , source(card)
    {
        open();
    }

    /// A new connection: power on, nothing selected, no channel.
    void open()
    {
        healthCard.reset();
        connection.reset();
        connection = source.open(VirtualSource::readerName(), {}).value();
        connection->setObserver([this](const ApduRecord &record) {
            records.append(record);
            if (afterExchange)
                afterExchange(records.size());
        });
        healthCard.emplace(*connection);
        records.clear();
    }

    static CardImage contactless(CardImage image)
    {
        image.interface = CardInterface::Contactless;
        return image;
    }

    std::shared_ptr<VirtualCard> card;
    VirtualSource source;
    std::unique_ptr<Card> connection;
    std::optional<HealthCard> healthCard;
    QList<ApduRecord> records;
    std::function<void(qsizetype count)> afterExchange; ///< called between commands
};

/// A registration as far as the card sees it; the signature, which is verified.
inline Result<QByteArray> signOnce(HealthCard &card, QByteArrayView hash)
{
    const auto info = card.identify();
    if (!info)
        return fail(info.error());
    if (info->contactless) {
        if (const auto opened = card.openChannel(secretOf("123123")); !opened)
            return fail(opened.error());
    }
    const auto certificate = card.certificate();
    if (!certificate)
        return fail(certificate.error());
    if (const auto verified = card.verifyPin(secretOf("123456")); !verified)
        return fail(verified.error());
    return card.sign(hash, *certificate);
}

} // namespace dsr

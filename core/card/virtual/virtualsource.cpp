#include "core/card/virtual/virtualsource.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>

namespace dsr {

namespace {
constexpr std::chrono::seconds patience{5};
}

/// The slot of the reader, shared with the open connection. `insertion` counts up whenever the card changes,
/// so that a connection notices that its card is gone even if another one is in.
struct VirtualSource::Slot
{
    std::mutex mutex;
    std::condition_variable_any freed;
    std::shared_ptr<VirtualCard> card;
    quint64 insertion = 0;
    bool busy = false;
    std::function<void()> listener;

    /// Takes the card out and puts another one in, or none. `which`: only if that insertion still lasts.
    void change(std::shared_ptr<VirtualCard> other, std::optional<quint64> which = std::nullopt)
    {
        std::function<void()> toTell;
        {
            const std::scoped_lock lock(mutex);
            if (which && insertion != *which)
                return;
            if (card)
                card->reset();
            if (other)
                other->insert();
            card = std::move(other);
            ++insertion;
            busy = false;
            freed.notify_all();
            toTell = listener;
        }
        if (toTell)
            toTell();
    }
};

namespace {

class VirtualConnection : public Card
{
public:
    /// The slot's mutex is held.
    explicit VirtualConnection(std::shared_ptr<VirtualSource::Slot> slot)
        : m_slot(std::move(slot))
        , m_insertion(m_slot->insertion)
        , m_atr(m_slot->card->atr())
    {
        m_slot->busy = true;
    }

    ~VirtualConnection() override
    {
        const std::scoped_lock lock(m_slot->mutex);
        if (m_slot->insertion != m_insertion)
            return;
        m_slot->card->reset();
        m_slot->busy = false;
        m_slot->freed.notify_all();
    }

    QByteArray atr() const override { return m_atr; }

protected:
    Result<QByteArray> exchange(const QByteArray &command) override
    {
        QByteArray response;
        bool pulled = false;
        {
            const std::scoped_lock lock(m_slot->mutex);
            if (m_slot->insertion != m_insertion)
                return fail(ErrorCode::CardRemoved, QStringLiteral("transmit"));
            response = m_slot->card->transmit(command);
            pulled = m_slot->card->isPulled();
        }
        if (pulled)
            m_slot->change(nullptr, m_insertion);
        return response;
    }

private:
    std::shared_ptr<VirtualSource::Slot> m_slot;
    quint64 m_insertion;
    QByteArray m_atr;
};

} // namespace

QString VirtualSource::readerName()
{
    return QStringLiteral("DSR Virtual Card Reader");
}

VirtualSource::VirtualSource(std::shared_ptr<VirtualCard> card)
    : m_slot(std::make_shared<Slot>())
{
    m_slot->card = std::move(card);
}

void VirtualSource::insert(std::shared_ptr<VirtualCard> card)
{
    m_slot->change(std::move(card));
}

void VirtualSource::remove()
{
    m_slot->change(nullptr);
}

std::shared_ptr<VirtualCard> VirtualSource::card() const
{
    const std::scoped_lock lock(m_slot->mutex);
    return m_slot->card;
}

void VirtualSource::removeAfter(int count, bool inside)
{
    const auto inReader = card();
    if (!inReader)
        return;
    CardFaults faults = inReader->faults();
    faults.pullAfter = count;
    faults.pullInside = inside;
    inReader->setFaults(std::move(faults));
}

void VirtualSource::setChangeListener(std::function<void()> listener)
{
    const std::scoped_lock lock(m_slot->mutex);
    m_slot->listener = std::move(listener);
}

Result<QList<ReaderInfo>> VirtualSource::readers()
{
    const std::scoped_lock lock(m_slot->mutex);
    ReaderInfo reader;
    reader.name = readerName();
    reader.kind = ReaderKind::Virtual;
    reader.cardPresent = m_slot->card != nullptr;
    if (m_slot->card) {
        reader.atr = m_slot->card->atr();
        reader.contactless = looksContactless(reader.atr);
    }
    return QList<ReaderInfo>{reader};
}

Result<std::unique_ptr<Card>> VirtualSource::open(const QString &reader, std::stop_token stop)
{
    const QString where = QStringLiteral("open card");
    if (reader != readerName())
        return fail(ErrorCode::CardNoReader, where);
    std::unique_lock lock(m_slot->mutex);
    const bool free = m_slot->freed.wait_for(lock, stop, patience, [&] { return !m_slot->busy; });
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, where);
    if (!free)
        return fail(ErrorCode::CardInUse, where);
    if (!m_slot->card)
        return fail(ErrorCode::CardNoCard, where);
    return std::make_unique<VirtualConnection>(m_slot);
}

} // namespace dsr

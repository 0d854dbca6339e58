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
    std::optional<int> answersLeft; ///< until the card is pulled
    bool pullInside = false;

    /// Takes the card out; the mutex is held.
    void empty()
    {
        if (card)
            card->reset();
        card.reset();
        ++insertion;
        busy = false;
        answersLeft.reset();
        freed.notify_all();
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
        const std::scoped_lock lock(m_slot->mutex);
        if (m_slot->answersLeft == 0)
            m_slot->empty();
        if (m_slot->insertion != m_insertion)
            return fail(ErrorCode::CardRemoved, QStringLiteral("transmit"));
        QByteArray response = m_slot->card->transmit(command);
        if (m_slot->answersLeft && --*m_slot->answersLeft == 0 && m_slot->pullInside) {
            m_slot->empty();
            response.clear();
        }
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
    const std::scoped_lock lock(m_slot->mutex);
    m_slot->empty();
    m_slot->card = std::move(card);
}

void VirtualSource::remove()
{
    const std::scoped_lock lock(m_slot->mutex);
    m_slot->empty();
}

void VirtualSource::removeAfter(int count, bool inside)
{
    const std::scoped_lock lock(m_slot->mutex);
    m_slot->answersLeft = count;
    m_slot->pullInside = inside;
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

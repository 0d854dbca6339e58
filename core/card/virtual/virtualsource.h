#pragma once

#include "core/card/card.h"
#include "core/card/virtual/virtualcard.h"

namespace dsr {

/// The built-in reader: a CardSource whose one reader may hold a VirtualCard. Thread-safe; the person at the
/// window inserts and removes the card while a run uses it.
class VirtualSource : public CardSource
{
public:
    /// Name of the reader as `dsrctl readers` prints it.
    static QString readerName();

    explicit VirtualSource(std::shared_ptr<VirtualCard> card);
    /// Puts a card in, instead of the one that is there.
    void insert(std::shared_ptr<VirtualCard> card);
    /// The card in the reader; null if there is none.
    std::shared_ptr<VirtualCard> card() const;
    /// Pulls the card: a connection in use answers CardRemoved from the next command on.
    void remove();
    /// Pulls the card when `count` more commands were answered; `inside`: the last of them gets no answer.
    /// Without a card in the reader it does nothing.
    void removeAfter(int count, bool inside);
    /// Called whenever a card came or went, on the thread that did it.
    void setChangeListener(std::function<void()> listener);

    Result<QList<ReaderInfo>> readers() override;
    Result<std::unique_ptr<Card>> open(const QString &reader, std::stop_token stop) override;

    struct Slot;

private:
    std::shared_ptr<Slot> m_slot;
};

} // namespace dsr

#pragma once

#include "core/base/randomness.h"
#include "core/card/virtual/cardchannel.h"
#include "core/card/virtual/cardfaults.h"
#include "core/card/virtual/cardimage.h"
#include "core/card/virtual/cardmemory.h"

#include <functional>
#include <memory>
#include <mutex>

namespace dsr {

/// An eGK G2.1 in software: octets in, octets out, no sockets (egk-card 6). Lies on its contacts or on an
/// antenna, as its image says; PACE and secure messaging work over both.
/// Volatile state (selected files, PIN status, chosen key, channel) goes with power; retry counters and
/// changed PINs stay. Never fails on any input: unknown things answer with a status word, inner errors with
/// 6F00. Thread-safe.
class VirtualCard
{
public:
    /// `randomness` feeds GET CHALLENGE, GET RANDOM and the nonce of PACE, never a signature.
    explicit VirtualCard(
        CardImage image, std::shared_ptr<Randomness> randomness = std::make_shared<SystemRandomness>());
    ~VirtualCard();

    QByteArray atr() const;
    QString iccsn() const; ///< in EF.GDO; empty if it is not there
    CardInterface interface() const;
    /// Takes the card from one kind of reader to the other.
    void setInterface(CardInterface interface);
    /// Power on, power off and reset all clear the volatile state (V2).
    void reset();
    /// Exactly one response APDU of at least two octets for any octets; nothing if a fault pulled the card
    /// before the answer was out.
    QByteArray transmit(QByteArrayView command);

    /// Takes the place of earlier faults, and begins to count.
    void setFaults(CardFaults faults);
    CardFaults faults() const;
    /// A fault pulled the card: nothing answers until it is inserted again.
    bool isPulled() const;
    /// Puts a pulled card back; the fault that pulled it is over.
    void insert();
    int commandCount() const; ///< since the faults were set

    CardMemory memory() const;
    /// Presets retry counter and PIN. Goes to the writer first; with an error of it nothing changes.
    Result<void> setMemory(CardMemory memory);
    /// Called with the new memory before the answer to the command that changed it leaves. If it fails, the
    /// card answers 6581 instead.
    using MemoryWriter = std::function<Result<void>(const CardMemory &memory)>;
    void setMemoryWriter(MemoryWriter writer);
    /// Retry counter of PIN.CH, for tests and the training panel.
    int pinTriesLeft() const;

    /// The next run of PACE takes its nonce and scalars from here; for replaying recordings.
    void scriptPace(PaceScript script);

private:
    class Engine;
    mutable std::mutex m_mutex;
    std::unique_ptr<Engine> m_engine;
    CardFaults m_faults;
    int m_commands = 0;
    bool m_pulled = false;
};

} // namespace dsr

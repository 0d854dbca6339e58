#pragma once

#include "core/base/randomness.h"
#include "core/card/virtual/cardimage.h"

#include <memory>
#include <mutex>

namespace dsr {

/// An eGK G2.1 in software: octets in, octets out, no sockets (egk-card 6, contact interface).
/// Volatile state (selected files, PIN status, chosen key) goes with power; retry counters and changed PINs
/// stay. Never fails on any input: unknown things answer with a status word, inner errors with 6F00.
/// Thread-safe.
class VirtualCard
{
public:
    /// `randomness` feeds GET CHALLENGE and GET RANDOM, never a signature.
    explicit VirtualCard(
        CardImage image, std::shared_ptr<Randomness> randomness = std::make_shared<SystemRandomness>());
    ~VirtualCard();

    QByteArray atr() const;
    /// Power on, power off and reset all clear the volatile state (V2).
    void reset();
    /// Exactly one response APDU of at least two octets for any octets.
    QByteArray transmit(QByteArrayView command);
    /// Retry counter of PIN.CH, for tests and the training panel.
    int pinTriesLeft() const;

private:
    class Engine;
    mutable std::mutex m_mutex;
    std::unique_ptr<Engine> m_engine;
};

} // namespace dsr

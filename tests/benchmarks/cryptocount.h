#pragma once

#include <array>
#include <chrono>
#include <cstddef>

/// What OpenSSL is asked to do by core/crypto.
enum class CryptoOperation { Keygen, Sign, Verify };
/// On which keys.
enum class CryptoKind { P256, P384, BrainpoolP256r1, Other };

constexpr size_t cryptoOperations = 3;
constexpr size_t cryptoKinds = 4;

/// How often each operation was done since the start, by operation and kind.
using CryptoCounts = std::array<std::array<long, cryptoKinds>, cryptoOperations>;
CryptoCounts cryptoCounts();
/// What signing and verifying took since the start: processor time of the threads that did them.
std::chrono::nanoseconds cryptoTime();

#pragma once

#include <QByteArray>
#include <QString>

#include <mutex>

namespace dsr {

/// Where random bytes for nonces, identifiers and serial numbers come from. Thread-safe.
/// Keys and signatures always use OpenSSL's own generator, never this one.
class Randomness
{
public:
    virtual ~Randomness() = default;
    virtual QByteArray bytes(qsizetype count) = 0;
    /// Version 4 UUID without braces, lower case.
    QString uuid();
};

/// The generator of OpenSSL.
class SystemRandomness : public Randomness
{
public:
    QByteArray bytes(qsizetype count) override;
};

/// Repeatable bytes for tests and `--seed`: SHA-256 in counter mode over the seed. Never the default.
class SeededRandomness : public Randomness
{
public:
    explicit SeededRandomness(quint64 seed);
    QByteArray bytes(qsizetype count) override;

private:
    std::mutex m_mutex;
    quint64 m_seed;
    quint64 m_counter = 0;
    QByteArray m_rest;
};

} // namespace dsr

#pragma once

#include <QByteArray>

#include <functional>
#include <memory>

namespace dsr {

/// Bytes that must never be seen: PIN, PUK, CAN, session keys, private keys.
/// There is no text form, no stream operator, no copy, no implicit conversion; the memory is wiped when the
/// object goes away. Reading happens inside `use`, so that every place that sees the bytes can be found by
/// name.
class Secret
{
public:
    Secret();
    /// Takes the bytes over and wipes the source.
    explicit Secret(QByteArray &&bytes);
    ~Secret();
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;

    /// A second holder of the same bytes, asked for on purpose.
    Secret clone() const;

    qsizetype size() const;
    bool isEmpty() const { return size() == 0; }

    /// Calls `reader` with the bytes. The view is valid during the call only; copies are the caller's duty to
    /// wipe.
    void use(const std::function<void(QByteArrayView)> &reader) const;

    /// Constant-time comparison.
    bool equals(const Secret &other) const;

private:
    struct Buffer;
    std::unique_ptr<Buffer> m_buffer;
};

/// Overwrites and empties a byte array that held secret bytes for a moment.
void wipe(QByteArray &bytes);

/// Constant-time comparison of two byte strings; different lengths are different.
bool constantTimeEqual(QByteArrayView a, QByteArrayView b);

} // namespace dsr

#pragma once

#include <QDateTime>

namespace dsr {

/// Where the time comes from. Handed in everywhere: nothing in core asks the system clock by itself,
/// so that evidence can be judged at another time and tests can move it. Thread-safe.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Now, UTC, with milliseconds.
    virtual QDateTime now() const = 0;
};

/// The clock of this machine.
class SystemClock : public Clock
{
public:
    QDateTime now() const override;
};

/// A clock that stands still at a given time (option `--at`).
class FixedClock : public Clock
{
public:
    explicit FixedClock(QDateTime time)
        : m_time(std::move(time))
    {
    }
    QDateTime now() const override { return m_time; }

private:
    QDateTime m_time;
};

/// ISO 8601 UTC with milliseconds and `Z`, the form of all our JSON.
QString isoUtc(const QDateTime &time);

} // namespace dsr

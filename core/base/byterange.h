#pragma once

#include <QtGlobal>

namespace dsr {

/// Half-open range of bytes [start, start + length) in one ByteSource.
struct ByteRange
{
    qsizetype start = 0;
    qsizetype length = 0;

    qsizetype end() const { return start + length; }
    bool isEmpty() const { return length == 0; }
    bool contains(qsizetype offset) const { return offset >= start && offset < end(); }
    bool contains(const ByteRange &other) const { return other.start >= start && other.end() <= end(); }
    friend bool operator==(const ByteRange &, const ByteRange &) = default;
};

} // namespace dsr

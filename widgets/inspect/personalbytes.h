#pragma once

#include "core/decode/inspection.h"

namespace dsr {

/// Where personal data stands in the bytes of an inspection: at the nodes that are personal, and in every
/// encoding around them, to the character where the encoding allows it. A value.
class PersonalBytes
{
public:
    PersonalBytes() = default;
    /// Walks the whole tree; for a pool thread.
    static PersonalBytes of(const Inspection &inspection);

    bool isEmpty() const { return m_empty; }
    /// Sorted ranges that do not touch each other.
    const QList<ByteRange> &in(int source) const;
    /// A text of this node may tell something personal.
    bool reaches(const Node &node) const;

private:
    QList<QList<ByteRange>> m_ranges; ///< by source
    bool m_empty = true;
};

/// Whether one of the sorted ranges overlaps with `range`.
bool overlaps(const QList<ByteRange> &sorted, const ByteRange &range);

} // namespace dsr

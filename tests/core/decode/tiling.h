#pragma once

#include "core/decode/inspection.h"

#include <QString>

#include <algorithm>

/// The promise every decoder gives: the leaves of each source cover each of its bytes exactly once, and each
/// child source lies in the source it came from. Used by tests and fuzz targets.
namespace dsr::test {

inline void collectLeaves(const Node &node, QList<QList<ByteRange>> &leaves)
{
    bool hasChildInSource = false;
    for (const Node &child : node.children) {
        hasChildInSource = hasChildInSource || child.source == node.source;
        collectLeaves(child, leaves);
    }
    if (!hasChildInSource && node.range.length > 0)
        leaves[node.source].append(node.range);
}

/// What is wrong with the tiling, empty if nothing is.
inline QString tilingFault(const Inspection &inspection)
{
    const QList<ByteSource> &sources = inspection.sources();
    QList<QList<ByteRange>> leaves(sources.size());
    collectLeaves(inspection.root(), leaves);
    for (qsizetype i = 0; i < sources.size(); ++i) {
        QList<ByteRange> &ranges = leaves[i];
        std::sort(ranges.begin(), ranges.end(),
            [](const ByteRange &a, const ByteRange &b) { return a.start < b.start; });
        qsizetype at = 0;
        for (const ByteRange &range : ranges) {
            if (range.start != at)
                return QStringLiteral("source %1: leaf at %2, expected at %3")
                    .arg(i)
                    .arg(range.start)
                    .arg(at);
            at = range.end();
        }
        if (at != sources.at(i).bytes.size())
            return QStringLiteral("source %1: covered %2 of %3")
                .arg(i)
                .arg(at)
                .arg(sources.at(i).bytes.size());
        const int parent = sources.at(i).cameFrom;
        if (i == 0 ? parent != -1 : parent < 0 || parent >= i)
            return QStringLiteral("source %1 came from %2").arg(i).arg(parent);
        if (i > 0 && sources.at(i).origin.end() > sources.at(parent).bytes.size())
            return QStringLiteral("source %1 lies outside of its parent").arg(i);
    }
    return {};
}

} // namespace dsr::test

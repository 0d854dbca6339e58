#include "widgets/inspect/personalbytes.h"

#include <algorithm>

namespace dsr {

namespace {

using Ranges = QList<ByteRange>;

/// Notes what is personal itself, not all that contains it; tells whether anything is.
bool collect(const Node &node, QList<Ranges> &ranges)
{
    bool inside = false;
    for (const Node &child : node.children)
        inside = collect(child, ranges) || inside;
    if (node.personal && !inside)
        ranges[node.source].append(node.range);
    return node.personal || inside;
}

bool isBase64(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
            || QByteArrayView("+/-_=").contains(c);
    });
}

/// The part of `text` that holds `range` of what it encodes; all of it for an encoding that is not plain.
ByteRange encoded(QByteArrayView text, QByteArrayView bytes, const ByteRange &range)
{
    if (text == bytes)
        return range;
    if (text.size() == 2 * bytes.size())
        return {2 * range.start, 2 * range.length};
    const qsizetype unpadded = (bytes.size() * 4 + 2) / 3;
    const qsizetype padded = (bytes.size() + 2) / 3 * 4;
    if ((text.size() != unpadded && text.size() != padded) || !isBase64(text))
        return {0, text.size()};
    const qsizetype first = range.start * 4 / 3;
    return {first, (range.end() * 4 + 2) / 3 - first};
}

Ranges merged(Ranges ranges)
{
    std::ranges::sort(ranges, {}, &ByteRange::start);
    Ranges result;
    for (const ByteRange &range : std::as_const(ranges)) {
        if (result.isEmpty() || range.start > result.last().end())
            result.append(range);
        else
            result.last().length = std::max(result.last().end(), range.end()) - result.last().start;
    }
    return result;
}

} // namespace

PersonalBytes PersonalBytes::of(const Inspection &inspection)
{
    const QList<ByteSource> &sources = inspection.sources();
    PersonalBytes result;
    result.m_ranges.resize(sources.size());
    result.m_empty = !collect(inspection.root(), result.m_ranges);
    // A source stands behind the one it was cut out of, so each is complete when its turn comes.
    for (qsizetype index = sources.size() - 1; index >= 0; --index) {
        Ranges &ranges = result.m_ranges[index];
        ranges = merged(std::move(ranges));
        const ByteSource &source = sources.at(index);
        if (source.cameFrom < 0)
            continue;
        const QByteArrayView text = QByteArrayView(sources.at(source.cameFrom).bytes)
                                        .sliced(source.origin.start, source.origin.length);
        for (const ByteRange &range : std::as_const(ranges)) {
            const ByteRange around = encoded(text, source.bytes, range);
            result.m_ranges[source.cameFrom].append({source.origin.start + around.start, around.length});
        }
    }
    return result;
}

const QList<ByteRange> &PersonalBytes::in(int source) const
{
    static const Ranges none;
    return source >= 0 && source < m_ranges.size() ? m_ranges.at(source) : none;
}

bool PersonalBytes::reaches(const Node &node) const
{
    return node.personal || overlaps(in(node.source), node.range);
}

bool overlaps(const QList<ByteRange> &sorted, const ByteRange &range)
{
    const auto next = std::ranges::upper_bound(sorted, range.start, {}, &ByteRange::end);
    return next != sorted.end() && next->start < range.end();
}

} // namespace dsr

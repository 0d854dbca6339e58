#include "widgets/inspect/nodesearch.h"

#include "core/base/digest.h"
#include "core/base/encoding.h"

#include <algorithm>
#include <functional>
#include <unordered_set>

namespace dsr {

namespace {

constexpr qsizetype sha1Length = 20;
constexpr qsizetype sha256Length = 32;

using Test = std::function<bool(const Node &)>;
using Found = std::unordered_set<const Node *>;

QString withoutSeparators(QString text)
{
    return text.remove(QLatin1Char(' ')).remove(QLatin1Char(':')).remove(QLatin1Char('\n'));
}

std::optional<QByteArray> bytesOf(const QString &query)
{
    const auto bytes = fromHex(withoutSeparators(query).toLatin1());
    return bytes && !bytes->isEmpty() ? std::optional(*bytes) : std::nullopt;
}

std::optional<QByteArray> hashOf(const QString &query)
{
    std::optional<QByteArray> hash = bytesOf(query);
    if (const auto base64 = fromBase64(query.trimmed().toLatin1(), Base64Form::Any); !hash && base64)
        hash = *base64;
    return hash && (hash->size() == sha1Length || hash->size() == sha256Length) ? hash : std::nullopt;
}

std::optional<qsizetype> offsetOf(const QString &query)
{
    bool isNumber = false;
    const qsizetype offset = query.trimmed().toLongLong(&isNumber, 0); // "0x24" is hex
    return isNumber ? std::optional(offset) : std::nullopt;
}

void collect(const Node &node, const Test &matches, Found &found)
{
    if (!node.syntax && matches(node))
        found.insert(&node);
    for (const Node &child : node.children)
        collect(child, matches, found);
}

/// Finds where bytes stand by one walk through the leaves, which cover each source from start to end.
class ByteSearch
{
public:
    ByteSearch(const Inspection &inspection, const QByteArray &bytes)
        : m_sources(inspection.sources())
        , m_bytes(bytes)
        , m_next(static_cast<size_t>(m_sources.size()), unknown)
    {
    }

    void collect(const Node &node, Found &found)
    {
        bool isLeaf = true;
        for (const Node &child : node.children) {
            collect(child, found);
            isLeaf = isLeaf && child.source != node.source;
        }
        if (!isLeaf || !startsIn(node))
            return;
        const Node *field = &node;
        while (field->syntax && field->parent)
            field = field->parent;
        found.insert(field);
    }

private:
    static constexpr qsizetype unknown = -2;
    static constexpr qsizetype none = -1;

    bool startsIn(const Node &leaf)
    {
        qsizetype &next = m_next[static_cast<size_t>(leaf.source)];
        if (next == unknown || (next != none && next < leaf.range.start))
            next = m_sources.at(leaf.source).bytes.indexOf(m_bytes, leaf.range.start);
        return leaf.range.contains(next);
    }

    const QList<ByteSource> &m_sources;
    QByteArray m_bytes;
    std::vector<qsizetype> m_next; ///< by source: the next place at or behind the last leaf
};

void inOrder(const Node &node, const Found &found, std::vector<const Node *> &ordered)
{
    if (found.contains(&node))
        ordered.push_back(&node);
    for (const Node &child : node.children)
        inOrder(child, found, ordered);
}

Test textTest(const QString &words)
{
    return [words](const Node &node) {
        const auto has = [&](const QString &text) { return text.contains(words, Qt::CaseInsensitive); };
        return has(node.name) || has(node.text) || has(node.flaw)
            || (node.value.typeId() == QMetaType::QString && has(node.value.toString()));
    };
}

/// The outermost objects that match: what fills its only part has the same hash.
void collectOutermost(const Node &node, const Test &matches, Found &found)
{
    if (!node.syntax && matches(node)) {
        found.insert(&node);
        return;
    }
    for (const Node &child : node.children)
        collectOutermost(child, matches, found);
}

Test hashTest(const Inspection &inspection, const QByteArray &hash)
{
    return [&inspection, hash](const Node &node) {
        const QByteArray content = inspection.contentOf(node);
        if (content == hash || node.value == QVariant(hexText(hash)))
            return true;
        return (hash.size() == sha1Length ? sha1(content) : sha256(content)) == hash;
    };
}

Test oidTest(const QString &oid)
{
    return [oid](const Node &node) {
        if (node.value.typeId() != QMetaType::QString)
            return false;
        const QString value = node.value.toString();
        return value == oid || value.startsWith(oid + QLatin1Char('.'));
    };
}

bool isOid(const QString &text)
{
    return !text.isEmpty() && text.contains(QLatin1Char('.'))
        && std::ranges::all_of(text, [](QChar c) { return c.isDigit() || c == QLatin1Char('.'); });
}

} // namespace

std::optional<std::vector<const Node *>> findNodes(
    const Inspection &inspection, SearchKind kind, const QString &query, int source)
{
    Found found;
    switch (kind) {
    case SearchKind::Text:
        if (query.isEmpty())
            return std::nullopt;
        collect(inspection.root(), textTest(query), found);
        ByteSearch(inspection, query.toUtf8()).collect(inspection.root(), found);
        break;
    case SearchKind::Bytes: {
        const auto bytes = bytesOf(query);
        if (!bytes)
            return std::nullopt;
        ByteSearch(inspection, *bytes).collect(inspection.root(), found);
        break;
    }
    case SearchKind::Hash: {
        const auto hash = hashOf(query);
        if (!hash)
            return std::nullopt;
        collectOutermost(inspection.root(), hashTest(inspection, *hash), found);
        break;
    }
    case SearchKind::Oid: {
        const QString oid = query.trimmed();
        if (!isOid(oid))
            return std::nullopt;
        collect(inspection.root(), oidTest(oid), found);
        break;
    }
    case SearchKind::Offset: {
        const auto offset = offsetOf(query);
        if (!offset)
            return std::nullopt;
        if (const Node *node = inspection.nodeAt(source, *offset))
            return std::vector{node};
        return std::vector<const Node *>();
    }
    }
    std::vector<const Node *> ordered;
    ordered.reserve(found.size());
    inOrder(inspection.root(), found, ordered);
    return ordered;
}

} // namespace dsr

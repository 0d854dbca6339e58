#include "core/decode/inspection.h"

namespace dsr {

namespace {

void seal(Node &node, std::vector<const Node *> &openings)
{
    int row = 0;
    for (Node &child : node.children) {
        child.parent = &node;
        child.row = row++;
        auto &opening = openings[static_cast<size_t>(child.source)];
        if (child.source != node.source && !opening)
            opening = &node;
        seal(child, openings);
    }
}

const Node *findBelow(const Node &node, QStringView path)
{
    for (const bool syntax : {false, true}) {
        for (const Node &child : node.children) {
            if (child.syntax != syntax || !path.startsWith(child.name))
                continue;
            if (path.size() == child.name.size())
                return &child;
            if (path.at(child.name.size()) != QLatin1Char('.'))
                continue;
            if (const Node *found = findBelow(child, path.sliced(child.name.size() + 1)))
                return found;
        }
    }
    return nullptr;
}

} // namespace

Inspection::Inspection(QList<ByteSource> sources, Node root, bool hasClosedTokens)
    : m_sources(std::move(sources))
    , m_root(std::move(root))
    , m_hasClosedTokens(hasClosedTokens)
    , m_openings(static_cast<size_t>(m_sources.size()), nullptr)
{
    m_openings.front() = &m_root;
    seal(m_root, m_openings);
}

const Node *Inspection::nodeAt(int source, qsizetype offset) const
{
    if (source < 0 || source >= m_sources.size() || offset < 0 || offset >= m_sources[source].bytes.size())
        return nullptr;
    const Node *deepest = m_openings[static_cast<size_t>(source)];
    const Node *inside = deepest;
    while (inside) {
        deepest = inside;
        inside = nullptr;
        for (const Node &child : deepest->children) {
            if (child.source == source && child.range.contains(offset)) {
                inside = &child;
                break;
            }
        }
    }
    return deepest;
}

QByteArray Inspection::contentOf(const Node &node) const
{
    // The innermost of several encodings around one object was opened last.
    int source = node.source;
    for (const Node &child : node.children)
        source = qMax(source, child.source);
    if (source != node.source)
        return m_sources.at(source).bytes;
    return m_sources.at(source).bytes.mid(node.range.start, node.range.length);
}

const Node *Inspection::find(const QString &path) const
{
    return path.isEmpty() ? &m_root : findBelow(m_root, path);
}

} // namespace dsr

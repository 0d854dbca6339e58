#pragma once

#include "core/decode/node.h"

#include <QList>

#include <memory>

namespace dsr {

/// A finished decoding: byte sources and one tree. Immutable and shared between threads as InspectionPtr.
class Inspection
{
public:
    /// Seals the tree: sets parents and rows.
    Inspection(QList<ByteSource> sources, Node root, bool hasClosedTokens = false);
    Inspection(const Inspection &) = delete;
    Inspection &operator=(const Inspection &) = delete;

    /// What the whole is: "jws", "certificate", "json" …
    QString kind() const { return QString::fromLatin1(m_root.kind); }
    const QList<ByteSource> &sources() const { return m_sources; }
    const Node &root() const { return m_root; }
    /// There are encrypted tokens for which no key was at hand.
    bool hasClosedTokens() const { return m_hasClosedTokens; }

    /// The deepest node that covers this byte of this source; nullptr outside.
    const Node *nodeAt(int source, qsizetype offset) const;
    /// The node with this dotted path below the root; nullptr if there is none. "" is the root. Names may
    /// hold dots themselves; a field goes before syntax of the same name.
    const Node *find(const QString &path) const;
    /// The bytes of the object that a node stands for: decoded where its text was an encoding.
    QByteArray contentOf(const Node &node) const;

private:
    QList<ByteSource> m_sources;
    Node m_root;
    bool m_hasClosedTokens;
    std::vector<const Node *> m_openings; ///< by source: the node whose children lie in it
};

using InspectionPtr = std::shared_ptr<const Inspection>;

} // namespace dsr

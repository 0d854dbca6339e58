#pragma once

#include "core/decode/node.h"

#include <QList>

#include <memory>

namespace dsr {

/// A finished decoding: byte sources and one tree. Immutable and shared between threads as InspectionPtr.
class Inspection
{
public:
    /// Seals the tree: sets parents and rows. `kind` says what it is: "jws", "certificate", "json" …
    Inspection(QString kind, QList<ByteSource> sources, Node root);
    Inspection(const Inspection &) = delete;
    Inspection &operator=(const Inspection &) = delete;

    const QString &kind() const { return m_kind; }
    const QList<ByteSource> &sources() const { return m_sources; }
    const Node &root() const { return m_root; }

    /// The deepest node that covers this byte of this source; nullptr outside.
    const Node *nodeAt(int source, qsizetype offset) const;
    /// The node with this dotted path below the root; nullptr if there is none. "" is the root. Names may
    /// hold dots themselves; a field goes before syntax of the same name.
    const Node *find(const QString &path) const;

private:
    QString m_kind;
    QList<ByteSource> m_sources;
    Node m_root;
    std::vector<const Node *> m_openings; ///< by source: the node whose children lie in it
};

using InspectionPtr = std::shared_ptr<const Inspection>;

} // namespace dsr

#pragma once

#include "core/decode/inspection.h"

#include <optional>

namespace dsr {

/// What is looked for in an inspection.
enum class SearchKind {
    Text, ///< in names, values and bytes, upper or lower case
    Bytes, ///< hex digits, spaces and colons between them do not count
    Hash, ///< SHA-1 or SHA-256 of an object in it, or the value itself; hex or base64
    Oid, ///< dotted, and what is below it
    Offset ///< of a byte in one source: "36", "0x24"
};

/// Finds nodes. Pure; for a pool thread, because a hash is compared with that of every object.
/// The nodes that match, in the order of the tree, each once. nullopt if `query` is no such thing.
/// `source`: the one that an offset is of.
std::optional<std::vector<const Node *>> findNodes(
    const Inspection &inspection, SearchKind kind, const QString &query, int source);

} // namespace dsr

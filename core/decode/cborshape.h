#pragma once

#include "core/decode/decoding.h"

#include <span>

namespace dsr {

struct CborShape;

/// A member of a map that is known by its key.
struct CborField
{
    QStringView key; ///< text, or a number in decimal: "fmt", "-2"
    QStringView name = {}; ///< of the node; null: the key itself
    const CborShape *shape = nullptr;
};

/// What is known about a CBOR item beyond what its head says. All of it static tables.
struct CborShape
{
    std::span<const CborField> fields = {}; ///< of a map
    const CborShape *element = nullptr; ///< of an array
    std::optional<DataKind> opens; ///< what a byte string holds, in a source of its own
    void (*finish)(Node &node) = nullptr; ///< gives the finished node its text
};

/// One item, and what is behind it as a flaw.
void decodeCbor(Decoding &decoding, const Part &part, Node &into, const CborShape *shape);
/// One item at the beginning of `part`; gives its length.
qsizetype decodeCborItem(Decoding &decoding, const Part &part, Node &into, const CborShape *shape);

} // namespace dsr

#pragma once

#include "core/decode/dercursor.h"
#include "core/decode/node.h"

#include <span>

namespace dsr {

struct DerShape;

constexpr int anyTag = -1;
constexpr int contextTag(int number)
{
    return 0x10000 + number;
}

/// A named element inside a SEQUENCE or SET.
struct DerField
{
    const char *name = nullptr; ///< nullptr: "0" by its position, "[0]" by its context tag
    int tag = anyTag; ///< universal number, contextTag(n), or anyTag
    const DerShape *shape = nullptr; ///< nullptr: as its tag says
};

/// What is known about the content of an element beyond what its tag says. All of it static tables.
struct DerShape
{
    enum class Kind {
        Value, ///< as the tag says
        Fields, ///< members in order; an element that fits none is named by its position
        List, ///< any number of elements of one shape
        Wrapped ///< one element inside an explicit tag, OCTET STRING or BIT STRING, shown without a level of
                ///< its own
    };
    Kind kind = Kind::Value;
    std::span<const DerField> fields = {};
    const DerShape *element = nullptr; ///< List, Wrapped: what is inside
    bool namedByOid = false; ///< List: an element is called after the first OID in it
    DerField (*fieldOf)(const DerElement &element) = nullptr; ///< List: name and shape by tag
    const DerShape *(*shapeOf)(
        const QByteArray &oid) = nullptr; ///< Wrapped: by the OID in the sibling before
    int readAs = 0; ///< Value: universal number behind an implicit tag
    void (*finish)(Node &node) = nullptr; ///< gives the finished node its text
};

// X.509 (RFC 5280), PKCS#10 (RFC 2986)
extern const DerShape certificateShape;
extern const DerShape requestShape;
// Android key attestation
extern const DerShape keyDescriptionShape;

/// The field of this name; nullptr if there is none.
Node *childOf(Node &node, const char *name);
/// The text of all fields with commas between them.
void textOfFields(Node &node);

} // namespace dsr

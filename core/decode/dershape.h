#pragma once

#include "core/decode/decoding.h"
#include "core/decode/dercursor.h"

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
    QStringView name = {}; ///< static; null: "0" by its position, "[0]" by its context tag
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
    /// By what the sibling before says: its OID, or the first number where there is none.
    const DerShape *(*shapeOf)(const QByteArray &oid) = nullptr;
    int readAs = 0; ///< Value: universal number behind an implicit tag
    void (*finish)(Node &node) = nullptr; ///< gives the finished node its text
    void (*finishWhole)(Node &node, QByteArrayView der) = nullptr; ///< the same by the element's octets
    std::optional<DataKind> object; ///< the whole element is an object of its own
    /// OCTET STRING: what its octets hold, joined where they come in pieces; they become a source of their
    /// own.
    DecodeFunction opens = nullptr;
};

/// One element of a shape, and what is behind it as a flaw. `rules` is what may be in it without a flaw.
void decodeShape(Decoding &decoding, const Part &part, Node &into, const DerShape *shape,
    DerCursor::Rules rules = DerCursor::Rules::Der);

// X.509 (RFC 5280), PKCS#10 (RFC 2986)
extern const DerShape nameShape;
extern const DerShape algorithmShape;
extern const DerShape signatureShape; ///< BIT STRING or OCTET STRING behind its algorithm
extern const DerShape serialShape;
extern const DerShape extensionsShape;
extern const DerShape keyInfoShape; ///< SubjectPublicKeyInfo
extern const DerShape certificateShape;
extern const DerShape requestShape;
// RFC 5280 5.3.1; certHash of Common PKI, part 4, 3.1.2
extern const DerShape revocationReasonShape;
extern const DerShape certHashShape;
// Apple, behind an explicit tag or an OCTET STRING (apple-app-attest 3.2)
extern const DerShape appleNonceShape;
extern const DerShape appleKeyUsageShape;
extern const DerShape appleAccessControlShape;
extern const DerShape appleOperatingSystemShape;
// Android key attestation, and what stands beside it as CBOR
extern const DerShape keyDescriptionShape;
extern const DerShape provisioningInfoShape;
extern const DerShape entityAttestationShape;

/// The field of this name; nullptr if there is none.
Node *childOf(Node &node, QStringView name);
/// The text of all fields with commas between them.
void textOfFields(Node &node);

} // namespace dsr

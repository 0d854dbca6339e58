#include "core/base/digest.h"
#include "core/decode/decoders.h"
#include "core/decode/dershape.h"
#include "core/decode/oids.h"

#include <QCoreApplication>

#include <algorithm>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::KeyDecoder)
};

using Kind = DerShape::Kind;

constexpr int integer = 2;
constexpr int bitString = 3;
constexpr int octetString = 4;
constexpr int objectIdentifier = 6;
constexpr int sequence = 16;

constexpr qsizetype coordinateSize = 32;
constexpr qsizetype pointSize = 1 + 2 * coordinateSize;
constexpr char uncompressed = 4;

constexpr DerShape plainShape{};
template <const DerShape &inside> constexpr DerShape wrapped{.kind = Kind::Wrapped, .element = &inside};

constexpr DerField rsaPublicFields[] = {{u"modulus", integer}, {u"publicExponent", integer}};
constexpr DerShape rsaPublicShape{.kind = Kind::Fields, .fields = rsaPublicFields};

// RFC 8017 A.1.2
constexpr DerField rsaPrivateFields[] = {{u"version", integer}, {u"modulus", integer},
    {u"publicExponent", integer}, {u"privateExponent", integer}, {u"prime1", integer}, {u"prime2", integer},
    {u"exponent1", integer}, {u"exponent2", integer}, {u"coefficient", integer}};
constexpr DerShape rsaPrivateShape{.kind = Kind::Fields, .fields = rsaPrivateFields};

// RFC 5915
constexpr DerField ecPrivateFields[] = {{u"version", integer}, {u"privateKey", octetString, &plainShape},
    {u"parameters", contextTag(0), &wrapped<plainShape>},
    {u"publicKey", contextTag(1), &wrapped<plainShape>}};
constexpr DerShape ecPrivateShape{.kind = Kind::Fields, .fields = ecPrivateFields};

// RFC 5208, RFC 5958
const DerShape *privateShapeOf(const QByteArray &oid)
{
    return oid == "1.2.840.10045.2.1"   ? &wrapped<ecPrivateShape>
        : oid == "1.2.840.113549.1.1.1" ? &wrapped<rsaPrivateShape>
                                        : &plainShape;
}
constexpr DerShape privateShape{.shapeOf = privateShapeOf};
constexpr DerField keyFields[] = {{u"version", integer}, {u"algorithm", sequence, &algorithmShape},
    {u"privateKey", octetString, &privateShape}, {u"attributes", contextTag(0)},
    {u"publicKey", contextTag(1)}};
constexpr DerShape keyShape{.kind = Kind::Fields, .fields = keyFields};

bool isInteger(const DerElement &element)
{
    return element.isUniversal(integer);
}

const DerShape *privateKeyShape(const std::vector<DerElement> &members)
{
    constexpr size_t numbersOfRsa = 9;
    if (members.size() >= 3 && isInteger(members[0]) && members[1].isUniversal(sequence)
        && members[2].isUniversal(octetString))
        return &keyShape;
    if (members.size() >= 2 && isInteger(members[0]) && members[0].content.length == 1
        && members[1].isUniversal(octetString)
        && std::all_of(members.begin() + 2, members.end(),
            [](const DerElement &element) { return element.isContext(0) || element.isContext(1); }))
        return &ecPrivateShape;
    if (members.size() >= numbersOfRsa
        && std::all_of(members.begin(), members.begin() + numbersOfRsa, isInteger))
        return &rsaPrivateShape;
    return nullptr;
}

/// Takes every value away but those that anybody may know.
void hidePrivate(Node &node)
{
    static constexpr QLatin1StringView known[] = {QLatin1StringView("version"),
        QLatin1StringView("algorithm"), QLatin1StringView("parameters"), QLatin1StringView("publicKey"),
        QLatin1StringView("modulus"), QLatin1StringView("publicExponent")};
    if (node.syntax || std::ranges::find(known, node.name) != std::end(known))
        return;
    node.value.clear();
    node.text = Text::tr("not shown");
    for (Node &child : node.children) {
        hidePrivate(child);
        if (!child.syntax)
            node.text.clear();
    }
}

Node &coordinate(Tiles &tiles, QStringView name)
{
    const QByteArrayView bytes = tiles.ahead().first(coordinateSize);
    Node &node = tiles.field(staticText(name), coordinateSize);
    node.text = hexForPeople(bytes);
    node.value = bytes.toByteArray();
    return node;
}

} // namespace

int fitPublicKey(QByteArrayView bytes)
{
    const std::vector<DerElement> members = derMembers(bytes);
    if (members.size() != 2 || !members[0].isUniversal(sequence) || !members[1].isUniversal(bitString))
        return 0;
    DerCursor algorithm(bytes, members[0].content);
    const auto oid = algorithm.next();
    return oid && oid->isUniversal(objectIdentifier) ? certainFit + 5 : 0;
}

// SubjectPublicKeyInfo (RFC 5280 4.1.2.7), or the two numbers of RSA alone. `sha256` is what certificates and
// browsers pin, `fingerprint` is the hash of the point (dsr-protocol 0.1: FP).
void decodePublicKey(Decoding &decoding, const Part &part, Node &into)
{
    const QByteArrayView bytes = decoding.bytes(part);
    const std::vector<DerElement> members = derMembers(bytes);
    const bool isRsaAlone = members.size() == 2 && std::all_of(members.begin(), members.end(), isInteger);
    decodeShape(decoding, part, into, isRsaAlone ? &rsaPublicShape : &keyInfoShape);
    into.value = hexText(sha256(bytes));
    const Node *key = childOf(into, u"subjectPublicKey");
    const QByteArray point = key ? key->value.toByteArray() : QByteArray();
    addSha256(decoding, u"sha256", bytes, into);
    if (point.size() == pointSize && point.front() == uncompressed)
        addSha256(decoding, u"fingerprint", point, into);
}

int fitPrivateKey(QByteArrayView bytes)
{
    return privateKeyShape(derMembers(bytes)) ? certainFit + 5 : 0;
}

// PKCS#8, SEC 1 or PKCS#1. The private value is covered, and nothing more is said about it.
void decodePrivateKey(Decoding &decoding, const Part &part, Node &into)
{
    decodeShape(decoding, part, into, privateKeyShape(derMembers(decoding.bytes(part))));
    const Node *algorithm = childOf(into, u"algorithm");
    const QString text = algorithm ? algorithm->text : QString();
    hidePrivate(into);
    into.text = text.isEmpty() ? Text::tr("private key") : Text::tr("private key, %1").arg(text);
    markPersonal(into);
}

int fitPoint(QByteArrayView bytes)
{
    constexpr int byAppearance = 60;
    return bytes.size() == pointSize && bytes.front() == uncompressed ? byAppearance : 0;
}

// SEC 1 2.3.3, for curves of 256 bits
void decodePoint(Decoding &decoding, const Part &part, Node &into)
{
    Tiles tiles(decoding, part, into);
    const QByteArrayView bytes = decoding.bytes(part);
    if (bytes.size() != pointSize || bytes.front() != uncompressed) {
        tiles.rest(QT_TRANSLATE_NOOP("dsr::Flaw", "not an uncompressed point of a curve of 256 bits"));
        return;
    }
    tiles.syntax(u"format", 1);
    coordinate(tiles, u"x");
    coordinate(tiles, u"y");
    into.text = hexForPeople(bytes);
    into.value = bytes.toByteArray();
    addSha256(decoding, u"fingerprint", bytes, into);
}

} // namespace dsr

#include "core/decode/decoders.h"

#include <QCoreApplication>

#include <algorithm>
#include <span>

namespace dsr {

namespace {

constexpr qsizetype signatureHalf = 32;

/// Of any base64, so that a token in the wrong one is still seen to be a token.
bool isSegmentByte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
        || QByteArrayView("-_+/=").contains(c);
}

void decodeSignature(Decoding &decoding, const Part &part, Node &into)
{
    Tiles tiles(decoding, part, into);
    if (tiles.left() != 2 * signatureHalf) {
        (fitDer(decoding.bytes(part)) > 0 ? decodeDer : decodeBinary)(decoding, part, into);
        return;
    }
    into.text = hexForPeople(decoding.bytes(part));
    into.value = decoding.bytes(part).toByteArray();
    for (const QStringView name : {u"r", u"s"}) {
        const QByteArrayView half = tiles.ahead().first(signatureHalf);
        Node &node = tiles.field(staticText(name), signatureHalf);
        node.text = hexForPeople(half);
        node.value = half.toByteArray();
    }
}

struct Segment
{
    QStringView name;
    DecodeFunction decode;
};
constexpr Segment signedSegments[] = {
    {u"header", decodeJson}, {u"payload", decodeGuess}, {u"signature", decodeSignature}};
constexpr Segment encryptedSegments[] = {{u"header", decodeJson}, {u"encryptedKey", decodeBinary},
    {u"iv", decodeBinary}, {u"ciphertext", decodeBinary}, {u"tag", decodeBinary}};

Node *childOf(Node &node, const char *name)
{
    const auto found = std::ranges::find_if(node.children,
        [&](const Node &child) { return !child.syntax && child.name == QLatin1StringView(name); });
    return found == node.children.end() ? nullptr : &*found;
}

QString algorithmOf(Node &token)
{
    Node *header = childOf(token, "header");
    const Node *algorithm = header ? childOf(*header, "alg") : nullptr;
    return algorithm ? algorithm->text : QString();
}

/// The protocol's two algorithms have signatures of one size; others are not known here.
void lookAtSignature(Node &into)
{
    constexpr qsizetype letters = 86;
    const QString algorithm = algorithmOf(into);
    Node *signature = childOf(into, "signature");
    if (signature && signature->range.length != letters
        && (algorithm == QLatin1StringView("BP256R1") || algorithm == QLatin1StringView("ES256")))
        setFlaw(*signature, QT_TRANSLATE_NOOP("dsr::Flaw", "a signature of this algorithm has 64 octets"));
}

/// What a token is for is told by its claims, because nothing else says it (dsr-protocol 4); nullptr for a
/// registration token or a foreign one.
const char *purposeOf(Node &token)
{
    Node *payload = childOf(token, "payload");
    const auto hasOne = [&](std::initializer_list<const char *> names) {
        return payload
            && std::ranges::any_of(names, [&](const char *name) { return childOf(*payload, name); });
    };
    if (hasOne({"csr", "subjectCert", "attestPublicKey", "attestation"}))
        return nullptr;
    if (hasOne({"deviceHealth"}) || (hasOne({"cnf"}) && hasOne({"userIdentifier"})))
        return "deviceToken";
    const bool isAttestation = hasOne({"attestationCertChain", "assertion", "deviceAttributes"})
        || (hasOne({"attestCertChain"}) && algorithmOf(token) == QLatin1StringView("ES256"));
    return isAttestation ? "attestationToken" : nullptr;
}

} // namespace

int fitJws(QByteArrayView bytes)
{
    const QByteArrayView text = bytes.trimmed();
    const qsizetype firstDot = text.indexOf('.');
    const auto dots = std::count(text.begin(), text.end(), '.');
    if (firstDot < 1 || (dots != 2 && dots != 4)
        || !std::all_of(text.begin(), text.end(), [](char c) { return c == '.' || isSegmentByte(c); }))
        return 0;
    return readBase64(text.first(firstDot), Base64Form::Url).bytes.trimmed().startsWith('{') ? 95 : 0;
}

// Compact serialization of a signed (RFC 7515 7.1) or encrypted (RFC 7516 7.1) object. What is in an
// encrypted one stands behind its segments, if somebody has the key.
void decodeJws(Decoding &decoding, const Part &part, Node &into)
{
    Tiles tiles(decoding, part, into);
    const QByteArrayView text = decoding.bytes(part);
    const QByteArrayView token = text.trimmed();
    const qsizetype space = token.isEmpty() ? text.size() : token.data() - text.data();
    const auto dots = std::count(text.begin(), text.end(), '.');
    const std::span<const Segment> segments =
        dots == 4 ? std::span<const Segment>(encryptedSegments) : std::span<const Segment>(signedSegments);
    if (space > 0)
        tiles.syntax(u"space", space);
    if (dots + 1 != static_cast<qsizetype>(segments.size()))
        setFlaw(into, QT_TRANSLATE_NOOP("dsr::Flaw", "not three segments with dots between them"));

    qsizetype left = token.size();
    bool first = true;
    for (const Segment &segment : segments) {
        if (left <= 0)
            break;
        if (!first) {
            tiles.syntax(u"dot", 1);
            --left;
        }
        first = false;
        const QByteArrayView ahead = tiles.ahead().first(left);
        const qsizetype dot = ahead.indexOf('.');
        const qsizetype length = dot < 0 ? left : dot;
        const QByteArrayView encoded = ahead.first(length);
        Node &node = tiles.field(staticText(segment.name), length);
        left -= length;
        if (length == 0)
            setFlaw(node, QT_TRANSLATE_NOOP("dsr::Flaw", "empty"));
        const LenientBase64 decoded = readBase64(encoded, Base64Form::Url);
        setFlaw(node, decoded.flaw);
        decoding.openSource(node.name, decoded.bytes, Tiles::partOf(node), segment.decode, node);
    }
    lookAtSignature(into);
    if (const char *purpose = purposeOf(into))
        into.kind = purpose;
    if (left == 0 && segments.size() == std::size(encryptedSegments)) {
        if (const auto plaintext = decoding.opened(token)) {
            const Part origin{part.source, {tiles.position() - token.size(), token.size()}};
            Node &node = tiles.field(QStringLiteral("plaintext"), 0);
            decoding.openSource(node.name, *plaintext, origin, DataKind::Guess, node);
        }
    }
    if (left > 0)
        setFlaw(tiles.field(QStringLiteral("rest"), left), QT_TRANSLATE_NOOP("dsr::Flaw", "more segments"));
    if (tiles.left() > 0)
        tiles.syntax(u"space", tiles.left());
}

} // namespace dsr

#include "core/decode/decoders.h"

#include <algorithm>

namespace dsr {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isBase64(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
        || QByteArrayView("+/-_=").contains(c);
}

QByteArray withoutSpace(QByteArrayView text)
{
    QByteArray letters;
    letters.reserve(text.size());
    std::copy_if(text.begin(), text.end(), std::back_inserter(letters), [](char c) { return !isSpace(c); });
    return letters;
}

} // namespace

std::optional<QByteArray> readBase64Text(QByteArrayView text)
{
    if (!std::all_of(text.begin(), text.end(), [](char c) { return isBase64(c) || isSpace(c); }))
        return std::nullopt;
    const auto bytes = fromBase64(withoutSpace(text), Base64Form::Any);
    return bytes && !bytes->isEmpty() ? std::optional(*bytes) : std::nullopt;
}

int fitInside(QByteArrayView bytes)
{
    constexpr int byAppearance = 15; // gives way to objects that are certain
    constexpr int beyondDoubt = 85;
    constexpr qsizetype enough = 16; // less may be an accident
    if (bytes.size() < enough)
        return 0;
    const Fit fit = bestFit(bytes);
    if (fit.kind == DataKind::Binary)
        return 0;
    return fit.certainty >= certainFit ? beyondDoubt : byAppearance;
}

int fitBase64(QByteArrayView bytes)
{
    const auto inside = readBase64Text(bytes);
    return inside ? fitInside(*inside) : 0;
}

void decodeBase64(Decoding &decoding, const Part &part, Node &into)
{
    Tiles tiles(decoding, part, into);
    if (tiles.left() == 0)
        return;
    const LenientBase64 decoded = readBase64(withoutSpace(tiles.ahead()), Base64Form::Any);
    setFlaw(into, decoded.flaw);
    const Part origin = Tiles::partOf(tiles.syntax(u"base64", tiles.left()));
    decoding.openSource(QStringLiteral("base64"), decoded.bytes, origin, DataKind::Guess, into);
}

} // namespace dsr

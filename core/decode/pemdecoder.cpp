#include "core/decode/decoders.h"

#include <QCoreApplication>

#include <algorithm>

namespace dsr {

namespace {

constexpr QByteArrayView beginMark = "-----BEGIN ";
constexpr QByteArrayView endMark = "-----END ";
constexpr QByteArrayView dashes = "-----";

/// Offset of the first line that starts with `mark`; -1 if there is none.
qsizetype lineStart(QByteArrayView text, QByteArrayView mark)
{
    for (qsizetype at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
        if (at == 0 || text.at(at - 1) == '\n')
            return at;
    }
    return -1;
}

qsizetype lineLength(QByteArrayView text)
{
    const qsizetype newline = text.indexOf('\n');
    return newline < 0 ? text.size() : newline + 1;
}

struct Content
{
    const char *label;
    DataKind kind;
};
constexpr Content contents[] = {{"CERTIFICATE", DataKind::Certificate},
    {"CERTIFICATE REQUEST", DataKind::Request}, {"NEW CERTIFICATE REQUEST", DataKind::Request},
    {"PUBLIC KEY", DataKind::PublicKey}, {"RSA PUBLIC KEY", DataKind::PublicKey},
    {"PRIVATE KEY", DataKind::PrivateKey}, {"EC PRIVATE KEY", DataKind::PrivateKey},
    {"RSA PRIVATE KEY", DataKind::PrivateKey}, {"ENCRYPTED PRIVATE KEY", DataKind::PrivateKey},
    {"X509 CRL", DataKind::Crl}, {"PKCS7", DataKind::Cms}, {"CMS", DataKind::Cms}};

DataKind contentOf(const QString &label)
{
    const auto *known = std::ranges::find_if(
        contents, [&](const Content &content) { return label == QLatin1StringView(content.label); });
    return known == std::end(contents) ? DataKind::Guess : known->kind;
}

/// One block (RFC 7468), from its first line to the end of its last one.
void decodeBlock(Decoding &decoding, const Part &part, Node &into)
{
    Tiles tiles(decoding, part, into);
    const qsizetype firstLine = lineLength(tiles.ahead());
    QByteArrayView label = tiles.ahead().first(firstLine).sliced(beginMark.size()).trimmed();
    if (label.endsWith(dashes))
        label.chop(dashes.size());
    tiles.syntax(u"begin", firstLine);
    into.text = QString::fromLatin1(label);
    const DataKind content = contentOf(into.text);

    const qsizetype end = lineStart(tiles.ahead(), endMark);
    const qsizetype bodySize = end < 0 ? tiles.left() : end;
    const QByteArrayView body = tiles.ahead().first(bodySize);
    Part origin;
    if (bodySize > 0)
        origin = Tiles::partOf(tiles.syntax(u"base64", bodySize));
    if (tiles.left() > 0)
        tiles.syntax(u"end", tiles.left());
    else
        setFlaw(into, QT_TRANSLATE_NOOP("dsr::Flaw", "no end line"));
    QByteArray characters;
    for (const char c : body) {
        if (c != '\n' && c != '\r' && c != ' ' && c != '\t')
            characters += c;
    }
    const LenientBase64 decoded = readBase64(characters, Base64Form::Standard);
    setFlaw(into, decoded.flaw);
    const bool isPrivate = label.endsWith("PRIVATE KEY");
    if (bodySize > 0 && !(isPrivate && decoded.flaw))
        decoding.openSource(
            into.text.toLower(), decoded.bytes, origin, isPrivate ? DataKind::PrivateKey : content, into);
    if (isPrivate)
        markPersonal(into);
}

/// What stands before, between and behind the blocks, which may hold things of another kind.
void textAround(Decoding &decoding, Tiles &tiles, qsizetype length)
{
    const QByteArrayView text = tiles.ahead().first(length);
    if (fitEnvelope(text) == 0) {
        tiles.syntax(u"text", length);
        return;
    }
    Node &node = tiles.field(QStringLiteral("text"), length);
    decodeAs(DataKind::Envelope, decoding, Tiles::partOf(node), node);
}

} // namespace

int fitPem(QByteArrayView bytes)
{
    return lineStart(bytes, beginMark) >= 0 && fitText(bytes) > 0 ? 90 : 0;
}

void decodePem(Decoding &decoding, const Part &part, Node &into)
{
    Tiles tiles(decoding, part, into);
    for (int number = 0; tiles.mayGrow(); ++number) {
        const qsizetype begin = lineStart(tiles.ahead(), beginMark);
        if (begin != 0)
            textAround(decoding, tiles, begin < 0 ? tiles.left() : begin);
        if (begin < 0)
            return;
        const QByteArrayView ahead = tiles.ahead();
        const qsizetype next = lineStart(ahead.sliced(1), beginMark);
        const qsizetype end = lineStart(ahead, endMark);
        qsizetype size = end < 0 ? ahead.size() : end + lineLength(ahead.sliced(end));
        if (next >= 0)
            size = qMin(size, next + 1);
        // A single certificate has the same paths in PEM as in DER.
        if (number == 0 && next < 0) {
            const Part block{part.source, {tiles.position(), size}};
            decodeBlock(decoding, block, into);
            tiles.skip(size);
        } else {
            Node &node = tiles.field(QString::number(number), size);
            decodeBlock(decoding, Tiles::partOf(node), node);
        }
    }
    tiles.rest(nullptr);
}

} // namespace dsr

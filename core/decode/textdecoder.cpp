#include "core/decode/decoders.h"
#include "core/decode/embedded.h"

#include <QCoreApplication>

#include <algorithm>

namespace dsr {

namespace {

bool isTextByte(char c)
{
    const auto octet = static_cast<quint8>(c);
    return octet >= 0x20 ? octet != 0x7f : octet == '\t' || octet == '\n' || octet == '\r';
}

qsizetype lineLength(QByteArrayView text)
{
    const qsizetype newline = text.indexOf('\n');
    return newline < 0 ? text.size() : newline + 1;
}

Node &lineField(Tiles &tiles, int number, qsizetype length)
{
    QByteArrayView line = tiles.ahead().first(length);
    if (line.endsWith('\n'))
        line.chop(1);
    if (line.endsWith('\r'))
        line.chop(1);
    Node &node = tiles.field(QString::number(number), length);
    if (!line.isValidUtf8())
        setFlaw(node, QT_TRANSLATE_NOOP("dsr::Flaw", "not UTF-8"));
    node.text = QString::fromUtf8(line);
    node.value = node.text;
    node.personal = looksLikeKvnr(node.text);
    return node;
}

/// One object is the whole part, several are fields with text between them.
void openObjects(Decoding &decoding, const Part &part, const QList<Embedded> &objects, Node &into)
{
    if (objects.size() == 1)
        return openEmbedded(decoding, part, objects.first(), into);
    Tiles tiles(decoding, part, into);
    int number = 0;
    for (const Embedded &object : objects) {
        const qsizetype start = part.range.start + object.range.start;
        if (start > tiles.position())
            tiles.syntax(u"text", start - tiles.position());
        Node &node = tiles.field(QString::number(number++), object.range.length);
        Embedded alone = object;
        alone.range.start = 0;
        openEmbedded(decoding, Tiles::partOf(node), alone, node);
    }
    if (!objects.isEmpty() && tiles.left() > 0)
        tiles.syntax(u"text", tiles.left());
}

} // namespace

int fitText(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), isTextByte) && bytes.isValidUtf8() ? 10 : 0;
}

void decodeText(Decoding &decoding, const Part &part, Node &into)
{
    Tiles tiles(decoding, part, into);
    for (int number = 0; tiles.mayGrow(); ++number)
        lineField(tiles, number, lineLength(tiles.ahead()));
    tiles.rest(nullptr);
}

int fitEnvelope(QByteArrayView bytes)
{
    return fitText(bytes) > 0 && !findEmbedded(bytes, 1).isEmpty() ? 20 : 0;
}

// A text with one object in it is this object, as an armour is the certificate in it. With several it is
// taken apart in lines, and the same is true for each line. An object may take up several lines, which are
// then one.
void decodeEnvelope(Decoding &decoding, const Part &part, Node &into)
{
    constexpr qsizetype most = 100'000;
    const QList<Embedded> objects = findEmbedded(decoding.bytes(part), most);
    if (objects.size() == 1) {
        openEmbedded(decoding, part, objects.first(), into);
        return;
    }
    Tiles tiles(decoding, part, into);
    auto next = objects.begin();
    for (int number = 0; tiles.mayGrow(); ++number) {
        const qsizetype start = tiles.position() - part.range.start;
        qsizetype length = lineLength(tiles.ahead());
        QList<Embedded> inside;
        for (; next != objects.end() && next->range.start < start + length; ++next) {
            const qsizetype objectEnd = next->range.end() - start;
            if (objectEnd > length)
                length = objectEnd + lineLength(tiles.ahead().sliced(objectEnd));
            inside.append(*next);
            inside.last().range.start -= start;
        }
        Node &line = lineField(tiles, number, length);
        openObjects(decoding, Tiles::partOf(line), inside, line);
    }
    tiles.rest(nullptr);
}

} // namespace dsr

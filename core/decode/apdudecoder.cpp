#include "core/decode/decoders.h"

#include <QCoreApplication>

namespace dsr {

namespace {

constexpr qsizetype headerSize = 4;
constexpr qsizetype statusSize = 2;

qsizetype number(QByteArrayView bytes)
{
    qsizetype value = 0;
    for (const char c : bytes)
        value = (value << 8) | static_cast<quint8>(c);
    return value;
}

/// A field with its octets in hex, the form APDUs are read in.
Node &hexField(Tiles &tiles, const char *name, qsizetype length)
{
    const QByteArrayView bytes = tiles.ahead().first(length);
    Node &node = tiles.field(QString::fromLatin1(name), length);
    node.text = hexForPeople(bytes);
    node.value = bytes.toByteArray();
    return node;
}

Node &lengthField(Tiles &tiles, const char *name, qsizetype length)
{
    const qsizetype value = number(tiles.ahead().first(length));
    Node &node = tiles.field(QString::fromLatin1(name), length);
    node.value = value;
    node.text = QString::number(value);
    return node;
}

} // namespace

// ISO 7816-4 5.1: header, then nothing, Le, Lc and data, or all three; extended lengths start with a zero
// octet.
void decodeCommandApdu(Decoding &decoding, const Part &part, Node &into)
{
    constexpr const char *wrongLength = QT_TRANSLATE_NOOP("dsr::Flaw", "length field and size disagree");
    Tiles tiles(decoding, part, into);
    if (tiles.left() < headerSize) {
        tiles.rest(QT_TRANSLATE_NOOP("dsr::Flaw", "shorter than a command header"));
        return;
    }
    for (const char *name : {"cla", "ins", "p1", "p2"})
        hexField(tiles, name, 1);
    if (tiles.left() == 0)
        return;
    const bool extended = tiles.left() >= 3 && tiles.ahead().front() == 0;
    const qsizetype lengthSize = extended ? 3 : 1;
    if (tiles.left() == lengthSize) {
        lengthField(tiles, "le", lengthSize);
        return;
    }
    const qsizetype dataSize = lengthField(tiles, "lc", lengthSize).value.toLongLong();
    if (dataSize > tiles.left()) {
        tiles.rest(wrongLength);
        return;
    }
    if (dataSize > 0)
        hexField(tiles, "data", dataSize);
    if (tiles.left() == (extended ? 2 : 1))
        lengthField(tiles, "le", tiles.left());
    tiles.rest(wrongLength);
}

void decodeResponseApdu(Decoding &decoding, const Part &part, Node &into)
{
    Tiles tiles(decoding, part, into);
    if (tiles.left() < statusSize) {
        tiles.rest(QT_TRANSLATE_NOOP("dsr::Flaw", "shorter than a status word"));
        return;
    }
    if (tiles.left() > statusSize)
        hexField(tiles, "data", tiles.left() - statusSize);
    hexField(tiles, "sw", statusSize);
}

} // namespace dsr

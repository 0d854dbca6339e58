#include "core/decode/decoders.h"

namespace dsr {

namespace {
constexpr qsizetype shownWhole = 64;
constexpr qsizetype lineSize = 16;

QString hexLine(QByteArrayView bytes)
{
    QString characters;
    for (const char c : bytes)
        characters += c >= 0x20 && c < 0x7f ? QLatin1Char(c) : QLatin1Char('.');
    return QString::fromLatin1(bytes.toByteArray().toHex(' ')).leftJustified(lineSize * 3 - 1)
        + QStringLiteral("  ") + characters;
}
} // namespace

int fitBinary(QByteArrayView)
{
    return 1;
}

void decodeBinary(Decoding &decoding, const Part &part, Node &into)
{
    // Part of something else or not: bytes that nobody understands are one thing.
    into.kind = "binary";
    Tiles tiles(decoding, part, into);
    if (tiles.left() > 0 && tiles.left() <= shownWhole) {
        const QByteArrayView bytes = tiles.ahead();
        Node &node = tiles.field(QStringLiteral("bytes"), bytes.size());
        node.text = hexForPeople(bytes);
        node.value = bytes.toByteArray();
        return;
    }
    while (tiles.mayGrow()) {
        const QByteArrayView line = tiles.ahead().first(qMin(tiles.left(), lineSize));
        const QString name = QStringLiteral("%1").arg(tiles.position(), 6, 16, QLatin1Char('0'));
        tiles.field(name, line.size()).text = hexLine(line);
    }
    tiles.rest(nullptr);
}

} // namespace dsr

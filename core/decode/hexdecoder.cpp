#include "core/decode/decoders.h"

#include <QCoreApplication>

namespace dsr {

namespace {

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

bool startsPair(QByteArrayView text)
{
    return text.size() >= 2 && isHexDigit(text[0]) && isHexDigit(text[1]);
}

struct HexText
{
    QByteArray digits;
    qsizetype length = 0; ///< octets of the text that were understood
};

/// Pairs of digits with what people put between them.
HexText readPairs(QByteArrayView text)
{
    HexText hex;
    while (hex.length < text.size()) {
        const QByteArrayView ahead = text.sliced(hex.length);
        if (startsPair(ahead)) {
            hex.digits.append(ahead.data(), 2);
            hex.length += 2;
        } else if (ahead.startsWith("0x") && startsPair(ahead.sliced(2))) {
            hex.length += 2;
        } else if (QByteArrayView(" \t\r\n:,-").contains(ahead.front())) {
            ++hex.length;
        } else {
            return hex;
        }
    }
    return hex;
}

/// One line of a dump: an offset, something behind it that names the format, octets, and perhaps the
/// characters they stand for.
struct DumpFormat
{
    QByteArrayView behindOffset;
    QByteArrayView behindOctets;
};
constexpr DumpFormat dumpFormats[] = {{": ", "  "}, {" - ", "   "}, {"  ", "|"}}; // xxd, openssl, hexdump

/// Adds the octets of a line whose offset is what was read so far.
bool readDumpLine(QByteArrayView line, const DumpFormat &format, QByteArray &digits)
{
    qsizetype offsetSize = 0;
    while (offsetSize < line.size() && isHexDigit(line[offsetSize]))
        ++offsetSize;
    bool isNumber = false;
    const qlonglong offset = line.first(offsetSize).toByteArray().toLongLong(&isNumber, 16);
    if (!isNumber || offsetSize < 4 || offset != digits.size() / 2)
        return false;
    QByteArrayView octets = line.sliced(offsetSize);
    if (octets.trimmed().isEmpty())
        return true;
    if (!octets.startsWith(format.behindOffset))
        return false;
    octets = octets.sliced(format.behindOffset.size());
    if (const qsizetype end = octets.indexOf(format.behindOctets); end >= 0)
        octets = octets.first(end);
    const HexText hex = readPairs(octets);
    digits.append(hex.digits);
    return hex.length == octets.size();
}

std::optional<QByteArray> readDump(QByteArrayView text, const DumpFormat &format)
{
    QByteArray digits;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype newline = text.indexOf('\n', at);
        const qsizetype end = newline < 0 ? text.size() : newline;
        QByteArrayView line = text.sliced(at, end - at);
        if (line.endsWith('\r'))
            line.chop(1);
        if (!readDumpLine(line, format, digits))
            return std::nullopt;
        at = end + 1;
    }
    return digits;
}

} // namespace

std::optional<QByteArray> readHexText(QByteArrayView text)
{
    const QByteArrayView trimmed = text.trimmed();
    if (!startsPair(trimmed) && !trimmed.startsWith("0x"))
        return std::nullopt;
    std::optional<QByteArray> digits;
    if (trimmed.startsWith("0000")) {
        for (const DumpFormat &format : dumpFormats) {
            if (!digits)
                digits = readDump(trimmed, format);
        }
    }
    if (!digits) {
        const HexText hex = readPairs(trimmed);
        if (hex.length == trimmed.size())
            digits = hex.digits;
    }
    return digits ? std::optional(QByteArray::fromHex(*digits)) : std::nullopt;
}

int fitHex(QByteArrayView bytes)
{
    const auto inside = readHexText(bytes);
    return inside ? fitInside(*inside) : 0;
}

void decodeHex(Decoding &decoding, const Part &part, Node &into)
{
    Tiles tiles(decoding, part, into);
    if (tiles.left() == 0)
        return;
    const QByteArrayView text = tiles.ahead();
    auto bytes = readHexText(text);
    if (!bytes) {
        setFlaw(into, QT_TRANSLATE_NOOP("dsr::Flaw", "not hex"));
        bytes = QByteArray::fromHex(readPairs(text).digits);
    }
    const Part origin = Tiles::partOf(tiles.syntax(u"hex", tiles.left()));
    decoding.openSource(QStringLiteral("hex"), *bytes, origin, DataKind::Guess, into);
}

} // namespace dsr

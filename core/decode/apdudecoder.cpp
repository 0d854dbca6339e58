#include "core/decode/decoders.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

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
Node &hexField(Tiles &tiles, QStringView name, qsizetype length)
{
    const QByteArrayView bytes = tiles.ahead().first(length);
    Node &node = tiles.field(staticText(name), length);
    node.text = hexForPeople(bytes);
    node.value = bytes.toByteArray();
    return node;
}

Node &lengthField(Tiles &tiles, QStringView name, qsizetype length)
{
    const qsizetype value = number(tiles.ahead().first(length));
    Node &node = tiles.field(staticText(name), length);
    node.value = value;
    node.text = QString::number(value);
    return node;
}

/// A line of a list: what it holds and what stands around.
struct ApduLine
{
    ByteRange range;
    ByteRange hex; ///< in the text
    QByteArray bytes; ///< empty: no octets in this line
    bool isCommand = false;
};

/// A mark in front says in which direction octets went; nullopt if there is none.
struct Direction
{
    const char *mark;
    bool isCommand;
};
constexpr Direction directions[] = {{"C-APDU:", true}, {"R-APDU:", false}, {"C-APDU", true},
    {"R-APDU", false}, {"APDU:", true}, {"SW:", false}, {"-->", true}, {"<--", false}, {">>", true},
    {"<<", false}, {"=>", true}, {"<=", false}, {"C:", true}, {"R:", false}, {">", true}, {"<", false}};

/// Length fields and size agree as ISO 7816-4 5.1 wants it.
bool isCommandForm(QByteArrayView bytes)
{
    const qsizetype body = bytes.size() - headerSize;
    if (body < 0 || (static_cast<quint8>(bytes[0]) & 0x60) != 0 || static_cast<quint8>(bytes[0]) == 0xff)
        return false;
    if (body <= 1)
        return true;
    const bool extended = bytes[headerSize] == 0 && body >= 3;
    const qsizetype lengthSize = extended ? 3 : 1;
    const qsizetype data = number(bytes.sliced(headerSize + (extended ? 1 : 0), extended ? 2 : 1));
    const qsizetype left = body - lengthSize - data;
    return body == lengthSize || left == 0 || left == (extended ? 2 : 1);
}

bool isAnswerForm(QByteArrayView bytes)
{
    const quint8 sw1 = bytes.size() < statusSize ? 0 : static_cast<quint8>(bytes[bytes.size() - statusSize]);
    return sw1 == 0x90 || (sw1 >= 0x61 && sw1 <= 0x6f);
}

/// nullopt if the line is neither empty, nor a comment, nor octets.
std::optional<ApduLine> readApduLine(QByteArrayView line, bool afterCommand)
{
    ApduLine result{{0, line.size()}, {}, {}, false};
    QByteArrayView text = line.trimmed();
    if (text.isEmpty() || text.startsWith('#') || text.startsWith("//") || text.startsWith(';'))
        return result;
    std::optional<bool> isCommand;
    for (const Direction &direction : directions) {
        if (text.startsWith(direction.mark)) {
            isCommand = direction.isCommand;
            text = text.sliced(static_cast<qsizetype>(qstrlen(direction.mark))).trimmed();
            break;
        }
    }
    const bool isMasked = std::ranges::all_of(text, [](char c) {
        return c == '*' || c == ' ' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F')
            || (c >= 'a' && c <= 'f');
    });
    if (isMasked && text.contains('*'))
        return result;
    const auto bytes = readHexText(text);
    if (!bytes || bytes->size() < statusSize)
        return std::nullopt;
    result.hex = {text.data() - line.data(), text.size()};
    result.bytes = *bytes;
    result.isCommand = isCommand.value_or(isCommandForm(*bytes) && !(afterCommand && isAnswerForm(*bytes)));
    return result;
}

qsizetype lineLength(QByteArrayView text)
{
    const qsizetype newline = text.indexOf('\n');
    return newline < 0 ? text.size() : newline + 1;
}

/// One line as part of an exchange.
void putLine(Decoding &decoding, Tiles &tiles, const ApduLine &line, Node &exchange)
{
    const auto around = [&](qsizetype length) {
        if (length > 0)
            tiles.syntax(u"text", length);
    };
    if (line.bytes.isEmpty())
        return around(line.range.length);
    const QStringView name = line.isCommand ? QStringView(u"command") : QStringView(u"response");
    around(line.hex.start);
    Node &node = tiles.field(staticText(name), line.hex.length);
    const Part origin = Tiles::partOf(node);
    node.text = hexForPeople(line.bytes);
    decoding.openSource(
        node.name, line.bytes, origin, line.isCommand ? DataKind::CommandApdu : DataKind::ResponseApdu, node);
    around(line.range.length - line.hex.end());
    if (line.isCommand)
        exchange.text = hexForPeople(line.bytes);
}

} // namespace

int fitApdus(QByteArrayView bytes)
{
    constexpr int likely = 50;
    constexpr qsizetype linesLookedAt = 200;
    constexpr int fewestExchanges = 2;
    if (bytes.isEmpty() || fitText(bytes.first(qMin<qsizetype>(bytes.size(), 64))) == 0)
        return 0;
    int commands = 0;
    bool afterCommand = false;
    qsizetype at = 0;
    for (int count = 0; at < bytes.size() && count < linesLookedAt; ++count) {
        const qsizetype length = lineLength(bytes.sliced(at));
        const auto line = readApduLine(bytes.sliced(at, length), afterCommand);
        if (!line || (line->isCommand && !isCommandForm(line->bytes))
            || (!line->bytes.isEmpty() && !line->isCommand && !isAnswerForm(line->bytes)))
            return 0;
        if (!line->bytes.isEmpty())
            afterCommand = line->isCommand;
        commands += line->isCommand ? 1 : 0;
        at += length;
    }
    return commands >= fewestExchanges ? likely : 0;
}

// A list in JSON as runs keep it, or lines of hex: a command and, if it is there, its answer.
void decodeApdus(Decoding &decoding, const Part &part, Node &into)
{
    if (fitJson(decoding.bytes(part)) > 0) {
        decodeJson(decoding, part, into);
        return;
    }
    Tiles tiles(decoding, part, into);
    bool afterCommand = false;
    for (int number = 0; tiles.mayGrow(); ++number) {
        // up to the next command
        QList<ApduLine> lines;
        qsizetype length = 0;
        bool hasCommand = false;
        constexpr qsizetype mostLines = 1000;
        while (length < tiles.left() && lines.size() < mostLines) {
            const QByteArrayView text = tiles.ahead().sliced(length);
            const qsizetype size = lineLength(text);
            ApduLine line =
                readApduLine(text.first(size), afterCommand).value_or(ApduLine{{0, size}, {}, {}, false});
            if (line.isCommand && hasCommand)
                break;
            if (!line.bytes.isEmpty())
                afterCommand = line.isCommand;
            hasCommand = hasCommand || line.isCommand;
            lines.append(line);
            length += size;
        }
        Node &exchange = tiles.field(QString::number(number), length);
        Tiles inside(decoding, Tiles::partOf(exchange), exchange);
        for (const ApduLine &line : lines) {
            if (!inside.mayGrow())
                break;
            putLine(decoding, inside, line, exchange);
        }
        inside.rest(nullptr);
    }
    tiles.rest(nullptr);
}

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
    for (const QStringView name : {u"cla", u"ins", u"p1", u"p2"})
        hexField(tiles, name, 1);
    if (tiles.left() == 0)
        return;
    const bool extended = tiles.left() >= 3 && tiles.ahead().front() == 0;
    const qsizetype lengthSize = extended ? 3 : 1;
    if (tiles.left() == lengthSize) {
        lengthField(tiles, u"le", lengthSize);
        return;
    }
    const qsizetype dataSize = lengthField(tiles, u"lc", lengthSize).value.toLongLong();
    if (dataSize > tiles.left()) {
        tiles.rest(wrongLength);
        return;
    }
    if (dataSize > 0)
        hexField(tiles, u"data", dataSize);
    if (tiles.left() == (extended ? 2 : 1))
        lengthField(tiles, u"le", tiles.left());
    tiles.rest(wrongLength);
}

void decodeResponseApdu(Decoding &decoding, const Part &part, Node &into)
{
    Tiles tiles(decoding, part, into);
    if (tiles.left() < statusSize) {
        tiles.rest(QT_TRANSLATE_NOOP("dsr::Flaw", "shorter than a status word"));
        return;
    }
    if (tiles.left() > statusSize) {
        Node &data = hexField(tiles, u"data", tiles.left() - statusSize);
        // What files of the card hold; a piece of one stays octets.
        const Fit fit = bestFit(decoding.bytes(Tiles::partOf(data)));
        if (fit.kind == DataKind::Tlv || fit.certainty >= certainFit)
            decodeAs(fit.kind, decoding, Tiles::partOf(data), data);
    }
    hexField(tiles, u"sw", statusSize);
}

} // namespace dsr

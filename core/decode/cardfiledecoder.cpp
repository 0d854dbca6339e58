#include "core/base/gzip.h"
#include "core/decode/decoders.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace dsr {

namespace {

constexpr QByteArrayView gzipStart = "\x1f\x8b\x08";
constexpr const char *wrongOffsets = QT_TRANSLATE_NOOP("dsr::Flaw", "offsets that lead nowhere");

qsizetype number(QByteArrayView bytes)
{
    return static_cast<quint8>(bytes[0]) << 8 | static_cast<quint8>(bytes[1]);
}

Node &offsetField(Tiles &tiles, QStringView name)
{
    const qsizetype value = number(tiles.ahead());
    Node &node = tiles.field(staticText(name), 2);
    node.value = value;
    node.text = QString::number(value);
    return node;
}

void filler(Tiles &tiles, qsizetype length)
{
    if (length > 0)
        tiles.syntax(u"filler", length);
}

bool isDigits(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Three, three and four digits, packed.
void versionField(Tiles &tiles, QStringView name)
{
    constexpr qsizetype size = 5;
    const QByteArray digits = toHex(tiles.ahead().first(size));
    Node &node = tiles.field(staticText(name), size);
    if (!isDigits(digits)) {
        setFlaw(node, QT_TRANSLATE_NOOP("dsr::Flaw", "not packed digits"));
        return;
    }
    node.text = QStringLiteral("%1.%2.%3")
                    .arg(digits.first(3).toInt())
                    .arg(digits.sliced(3, 3).toInt())
                    .arg(digits.sliced(6).toInt());
    node.value = node.text;
}

constexpr qsizetype statusSize = 25;
constexpr qsizetype timeSize = 14;
constexpr qsizetype offsetsSize = 8;

} // namespace

int fitGzip(QByteArrayView bytes)
{
    return bytes.startsWith(gzipStart) ? certainFit + 20 : 0;
}

// A bomb stays small: what is inside is looked at up to 1 MiB.
void decodeGzip(Decoding &decoding, const Part &part, Node &into)
{
    constexpr qsizetype largest = 1 << 20;
    Tiles tiles(decoding, part, into);
    if (tiles.left() == 0)
        return;
    const auto inside = gunzip(tiles.ahead(), largest);
    const Part origin = Tiles::partOf(tiles.syntax(u"gzip", tiles.left()));
    if (inside)
        decoding.openSource(QStringLiteral("gzip"), *inside, origin, DataKind::Guess, into);
    else
        setFlaw(into, QT_TRANSLATE_NOOP("dsr::Flaw", "compressed data that is damaged or too large"));
}

int fitPersonalData(QByteArrayView bytes)
{
    return bytes.size() > 2 + gzipStart.size() && bytes.sliced(2).startsWith(gzipStart)
            && number(bytes) <= bytes.size() - 2
        ? certainFit + 20
        : 0;
}

// EF.PD (egk-card 1.8): the size of the compressed XML in front of it
void decodePersonalData(Decoding &decoding, const Part &part, Node &into)
{
    Tiles tiles(decoding, part, into);
    if (tiles.left() < 2) {
        tiles.rest(QT_TRANSLATE_NOOP("dsr::Flaw", "shorter than its length field"));
        return;
    }
    const qsizetype length = offsetField(tiles, u"length").value.toLongLong();
    Node &data = tiles.field(QStringLiteral("data"), qMin(length, tiles.left()));
    if (data.range.length < length)
        setFlaw(data, QT_TRANSLATE_NOOP("dsr::Flaw", "content is cut off"));
    decodeAs(DataKind::Gzip, decoding, Tiles::partOf(data), data);
    filler(tiles, tiles.left());
    markPersonal(into);
}

int fitInsuranceData(QByteArrayView bytes)
{
    return bytes.size() > offsetsSize + gzipStart.size() && number(bytes) == offsetsSize
            && bytes.sliced(offsetsSize).startsWith(gzipStart)
        ? certainFit + 20
        : 0;
}

// EF.VD (egk-card 1.9): where two parts start and end, the ends included
void decodeInsuranceData(Decoding &decoding, const Part &part, Node &into)
{
    constexpr qsizetype absent = 0xFFFF;
    Tiles tiles(decoding, part, into);
    if (tiles.left() < offsetsSize) {
        tiles.rest(QT_TRANSLATE_NOOP("dsr::Flaw", "shorter than its length field"));
        return;
    }
    struct Content
    {
        QStringView name;
        qsizetype start;
        qsizetype end;
    };
    const QByteArrayView head = tiles.ahead();
    Content contents[] = {{u"insurance", number(head), number(head.sliced(2))},
        {u"protected", number(head.sliced(4)), number(head.sliced(6))}};
    for (const QStringView name : {u"startVd", u"endVd", u"startGvd", u"endGvd"})
        offsetField(tiles, name);
    std::ranges::sort(contents, {}, &Content::start);
    for (const Content &content : contents) {
        if (content.start == absent || content.start > content.end)
            continue;
        const qsizetype gap = part.range.start + content.start - tiles.position();
        const qsizetype length = content.end - content.start + 1;
        if (gap < 0 || gap + length > tiles.left()) {
            setFlaw(into, wrongOffsets);
            continue;
        }
        filler(tiles, gap);
        Node &node = tiles.field(staticText(content.name), length);
        decodeAs(DataKind::Gzip, decoding, Tiles::partOf(node), node);
    }
    filler(tiles, tiles.left());
    markPersonal(into);
}

int fitStatusData(QByteArrayView bytes)
{
    return bytes.size() == statusSize && isDigits(bytes.first(1 + timeSize))
            && isDigits(toHex(bytes.sliced(1 + timeSize)))
        ? certainFit
        : 0;
}

// EF.StatusVD (egk-card 1.10)
void decodeStatusData(Decoding &decoding, const Part &part, Node &into)
{
    Tiles tiles(decoding, part, into);
    if (tiles.left() < statusSize) {
        tiles.rest(QT_TRANSLATE_NOOP("dsr::Flaw", "content is cut off"));
        return;
    }
    const QString status = QString::fromLatin1(tiles.ahead().first(1));
    tiles.field(QStringLiteral("status"), 1).text = status;
    const QString digits = QString::fromLatin1(tiles.ahead().first(timeSize));
    Node &changed = tiles.field(QStringLiteral("changed"), timeSize);
    const QDateTime time = QDateTime::fromString(digits, QStringLiteral("yyyyMMddHHmmss"));
    changed.text = time.isValid() ? time.toString(Qt::ISODate) : digits;
    changed.value = digits;
    if (!time.isValid())
        setFlaw(changed, QT_TRANSLATE_NOOP("dsr::Flaw", "not a date"));
    versionField(tiles, u"schema");
    versionField(tiles, u"storage");
    filler(tiles, tiles.left());
}

} // namespace dsr

#include "core/decode/decoders.h"
#include "core/decode/dercursor.h"

#include <QCoreApplication>

#include <algorithm>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::TlvDecoder)
};

using Say = void (*)(Node &node, QByteArrayView value);

void sayNumber(Node &node, QByteArrayView value)
{
    qlonglong number = 0;
    for (const char c : value.first(qMin<qsizetype>(value.size(), 7)))
        number = (number << 8) | static_cast<quint8>(c);
    node.value = number;
    node.text = QString::number(number);
}

/// Three octets: major, minor, patch.
void sayVersion(Node &node, QByteArrayView value)
{
    if (value.size() != 3)
        return;
    node.text = QStringLiteral("%1.%2.%3")
                    .arg(static_cast<quint8>(value[0]))
                    .arg(static_cast<quint8>(value[1]))
                    .arg(static_cast<quint8>(value[2]));
    node.value = node.text;
}

/// Five characters for the maker, eight for the product, three octets of version.
void sayProduct(Node &node, QByteArrayView value)
{
    if (value.size() != 16)
        return;
    Node version;
    sayVersion(version, value.last(3));
    node.text = QStringLiteral("%1 %2 %3")
                    .arg(QString::fromLatin1(value.first(5).toByteArray().trimmed()),
                        QString::fromLatin1(value.sliced(5, 8).toByteArray().trimmed()), version.text);
}

void sayFileKind(Node &node, QByteArrayView value)
{
    switch (value.isEmpty() ? 0 : static_cast<quint8>(value[0])) {
    case 0x38:
    case 0x78:
        node.text = Text::tr("folder");
        break;
    case 0x01:
    case 0x41:
        node.text = Text::tr("file without structure");
        break;
    case 0x02:
    case 0x42:
        node.text = Text::tr("file with records of one size");
        break;
    case 0x04:
    case 0x44:
        node.text = Text::tr("file with records of different sizes");
        break;
    case 0x06:
    case 0x46:
        node.text = Text::tr("file that overwrites its oldest record");
        break;
    default:
        break;
    }
}

void sayLifeCycle(Node &node, QByteArrayView value)
{
    const int state = value.size() == 1 ? static_cast<quint8>(value[0]) : 0;
    if (state == 1)
        node.text = Text::tr("being created");
    else if (state == 3)
        node.text = Text::tr("being initialised");
    else if (state == 4 || state == 6)
        node.text = Text::tr("deactivated");
    else if (state == 5 || state == 7)
        node.text = Text::tr("activated");
    else if (state >= 12 && state <= 15)
        node.text = Text::tr("terminated");
}

void sayShortIdentifier(Node &node, QByteArrayView value)
{
    constexpr int shift = 3;
    if (value.size() != 1)
        return;
    node.value = static_cast<quint8>(value[0]) >> shift;
    node.text = QStringLiteral("%1").arg(node.value.toInt(), 2, 16, QLatin1Char('0'));
}

/// Packed digits of the number that is printed on the card.
void sayCardNumber(Node &node, QByteArrayView value)
{
    node.text = hexText(value);
    node.value = node.text;
    node.personal = true;
}

struct KnownTag
{
    quint32 parent; ///< identifier octets as a number; 0 = outermost
    quint32 tag;
    QStringView name;
    Say say = nullptr; ///< nullptr: hex
};

constexpr quint32 fcp = 0x62;
constexpr quint32 fci = 0x6F;
constexpr quint32 bufferSizes = 0xE0;
constexpr quint32 version2 = 0xEF;

// ISO 7816-4 5.3.3 for files, egk-card 1.4 (EF.ATR), 1.6 (EF.GDO), 1.7 (EF.Version2), 1.11 (FCP)
constexpr KnownTag knownTags[] = {
    {0, fcp, u"fcp"},
    {0, fci, u"fci"},
    {0, 0x64, u"fmd"},
    {0, bufferSizes, u"bufferSizes"},
    {0, 0x5F52, u"historicalBytes"},
    {0, 0x66, u"cardData"},
    {0, 0xD0, u"cosVersion", sayVersion},
    {0, 0xD2, u"chip", sayProduct},
    {0, 0xD3, u"cos", sayProduct},
    {0, 0xD4, u"objectSystem", sayProduct},
    {0, 0xCF, u"personalisation"},
    {0, 0x5A, u"iccsn", sayCardNumber},
    {0, version2, u"version2"},
    {fcp, 0x80, u"allocatedSize", sayNumber},
    {fcp, 0x81, u"totalSize", sayNumber},
    {fcp, 0x82, u"fileDescriptor", sayFileKind},
    {fcp, 0x83, u"fid"},
    {fcp, 0x84, u"aid"},
    {fcp, 0x88, u"sfid", sayShortIdentifier},
    {fcp, 0x8A, u"lifeCycle", sayLifeCycle},
    {fcp, 0xA1, u"accessRules"},
    {fcp, 0xC5, u"logicalEnd", sayNumber},
    {fci, 0x84, u"aid"},
    {version2, 0xC0, u"fillingRules", sayVersion},
    {version2, 0xC1, u"objectSystemVersion", sayVersion},
    {version2, 0xC2, u"product", sayProduct},
    {version2, 0xC3, u"fillingRulesOfSettings", sayVersion},
    {version2, 0xC4, u"fillingRulesOfGdo", sayVersion},
    {version2, 0xC5, u"fillingRulesOfAtr", sayVersion},
    {version2, 0xC6, u"fillingRulesOfKeyInfo", sayVersion},
    {version2, 0xC7, u"fillingRulesOfLogging", sayVersion},
};

const KnownTag *knownTag(quint32 parent, quint32 tag)
{
    const auto *known = std::ranges::find_if(
        knownTags, [&](const KnownTag &entry) { return entry.parent == parent && entry.tag == tag; });
    return known == std::end(knownTags) ? nullptr : known;
}

/// The sizes in EF.ATR differ by their place only.
QStringView bufferSizeName(int position)
{
    constexpr QStringView names[] = {
        u"largestCommand", u"largestResponse", u"largestProtectedCommand", u"largestProtectedResponse"};
    return position < static_cast<int>(std::size(names)) ? names[position] : QStringView();
}

quint32 tagNumber(QByteArrayView identifier)
{
    quint32 number = 0;
    for (const char c : identifier)
        number = (number << 8) | static_cast<quint8>(c);
    return number;
}

/// Files of a card are filled up with zeros or ones behind their content.
bool isFiller(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == '\0'; })
        || std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == '\xff'; });
}

class TlvReader
{
public:
    TlvReader(Decoding &decoding, const Part &part)
        : m_decoding(decoding)
        , m_source(part.source)
        , m_buffer(decoding.bytes({part.source, {0, part.range.end()}}))
    {
    }

    void readObjects(ByteRange range, quint32 parent, Node &into)
    {
        const Decoding::Level level(m_decoding);
        if (level.isTooDeep()) {
            tiles(range, into).rest(QT_TRANSLATE_NOOP("dsr::Flaw", "nested too deeply"));
            return;
        }
        DerCursor cursor(m_buffer, range);
        for (int position = 0; !cursor.atEnd() && !m_decoding.isFull(); ++position) {
            const ByteRange ahead{cursor.position(), range.end() - cursor.position()};
            if (parent == 0 && isFiller(cursor.bytes(ahead))) {
                tiles(ahead, into).syntax(u"filler", ahead.length);
                return;
            }
            const auto element = cursor.nextOrCut();
            if (!element) {
                tiles(ahead, into).rest(cursor.flaw());
                return;
            }
            readObject(*element, parent, position, cursor.flaw(), into);
        }
        const ByteRange rest{cursor.position(), range.end() - cursor.position()};
        tiles(rest, into).rest(nullptr);
    }

private:
    Tiles tiles(ByteRange range, Node &into) { return Tiles(m_decoding, {m_source, range}, into); }

    void readObject(const DerElement &element, quint32 parent, int position, const char *flaw, Node &into)
    {
        const QByteArrayView identifier =
            m_buffer.sliced(element.identifier.start, element.identifier.length);
        const quint32 tag = tagNumber(identifier);
        const KnownTag *known = knownTag(parent, tag);
        const QStringView name = known ? known->name
            : parent == bufferSizes    ? bufferSizeName(position)
                                       : QStringView();
        Node &node =
            tiles(element.whole(), into)
                .field(name.isNull() ? hexText(identifier) : staticText(name), element.whole().length);
        setFlaw(node, flaw);
        tiles(element.identifier, node).syntax(u"tag", element.identifier.length);
        tiles(element.length, node).syntax(u"length", element.length.length);
        if (element.constructed) {
            readObjects(element.content, tag, node);
            return;
        }
        const QByteArrayView value = m_buffer.sliced(element.content.start, element.content.length);
        node.text = hexForPeople(value);
        node.value = value.toByteArray();
        if (known && known->say)
            known->say(node, value);
        else if (parent == bufferSizes)
            sayNumber(node, value);
        if (!value.isEmpty())
            tiles(element.content, node).syntax(u"content", value.size());
    }

    Decoding &m_decoding;
    int m_source;
    QByteArrayView m_buffer;
};

} // namespace

int fitTlv(QByteArrayView bytes)
{
    constexpr int byItsTag = 65;
    DerCursor cursor(bytes);
    const auto first = cursor.next();
    if (!first || first->content.isEmpty()
        || !knownTag(0, tagNumber(bytes.sliced(first->identifier.start, first->identifier.length))))
        return 0;
    while (!cursor.atEnd()) {
        if (isFiller(bytes.sliced(cursor.position())))
            break;
        if (!cursor.next())
            return 0;
    }
    return fitText(bytes) > 0 ? 0 : byItsTag;
}

void decodeTlv(Decoding &decoding, const Part &part, Node &into)
{
    TlvReader(decoding, part).readObjects(part.range, 0, into);
}

} // namespace dsr

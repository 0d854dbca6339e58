#include "core/base/digest.h"
#include "core/decode/decoders.h"
#include "core/decode/dershape.h"
#include "core/decode/oids.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHash>
#include <QStringBuilder>
#include <QStringDecoder>

#include <algorithm>
#include <utility>

namespace dsr {

namespace {

enum Universal {
    tagBoolean = 1,
    tagInteger = 2,
    tagBitString = 3,
    tagOctetString = 4,
    tagNull = 5,
    tagOid = 6,
    tagEnumerated = 10,
    tagUtf8String = 12,
    tagSequence = 16,
    tagSet = 17,
    tagNumericString = 18,
    tagPrintableString = 19,
    tagTeletexString = 20,
    tagIa5String = 22,
    tagUtcTime = 23,
    tagGeneralizedTime = 24,
    tagVisibleString = 26,
    tagBmpString = 30
};

constexpr const char *trailing = QT_TRANSLATE_NOOP("dsr::Flaw", "more behind the end of the element");

int tagOf(const DerElement &element)
{
    constexpr int foreignClass = 0x20000;
    const auto number = static_cast<int>(element.tag);
    return element.tagClass == 0 ? number : element.tagClass == 2 ? contextTag(number) : foreignClass;
}

/// The first OID in an element or in the first elements inside it; empty if there is none.
QByteArray firstOid(const DerCursor &cursor, const DerElement &element, int depth = 0)
{
    constexpr int deepest = 3;
    if (element.isUniversal(tagOid))
        return derObjectIdentifier(cursor.bytes(element.content));
    if (!element.constructed || depth == deepest)
        return {};
    DerCursor inside = cursor.inside(element);
    const auto first = inside.next();
    return first ? firstOid(inside, *first, depth + 1) : QByteArray();
}

void readInteger(Node &node, QByteArrayView content)
{
    const auto number = derInteger(content);
    node.value = number ? QVariant(*number) : QVariant(content.toByteArray());
    if (content.isEmpty())
        setFlaw(node, QT_TRANSLATE_NOOP("dsr::Flaw", "a number without octets"));
    const bool hasZeroOctet = content.size() > 1 && content[0] == 0;
    if (hasZeroOctet && (content[1] & 0x80) == 0)
        setFlaw(node, QT_TRANSLATE_NOOP("dsr::Flaw", "a number with needless octets"));
    node.text = number ? QString::number(*number) : hexForPeople(content.sliced(hasZeroOctet ? 1 : 0));
}

/// What the elements up to `end` say about the one behind them: the last OID, or the first number where
/// there is none. Few elements ask, so nothing is kept for those that do not.
QByteArray saidBefore(DerCursor cursor, qsizetype end)
{
    QByteArray said;
    while (cursor.position() < end) {
        const auto element = cursor.nextOrCut();
        if (!element)
            break;
        if (QByteArray oid = firstOid(cursor, *element); !oid.isEmpty()) {
            said = oid;
        } else if (said.isEmpty() && element->isUniversal(tagInteger)) {
            Node number;
            readInteger(number, cursor.bytes(element->content));
            said = number.text.toLatin1();
        }
    }
    return said;
}

void readBoolean(Node &node, QByteArrayView content)
{
    const bool value = !content.isEmpty() && content.front() != 0;
    node.value = value;
    node.text = value ? QStringLiteral("true") : QStringLiteral("false");
    if (content.size() != 1 || (value && static_cast<quint8>(content.front()) != 0xff))
        setFlaw(node, QT_TRANSLATE_NOOP("dsr::Flaw", "not a truth value as DER writes it"));
}

void readOid(Node &node, QByteArrayView content)
{
    const QByteArray oid = derObjectIdentifier(content);
    const QString dotted = QString::fromLatin1(oid);
    const OidName *known = oidName(oid);
    node.value = dotted;
    node.text = known ? QString(known->name % u" (" % dotted % u')') : dotted;
    if (oid.isEmpty())
        setFlaw(node, QT_TRANSLATE_NOOP("dsr::Flaw", "not an object identifier"));
}

void readText(Node &node, QByteArrayView content, int tag)
{
    const QStringConverter::Encoding encoding = tag == tagUtf8String ? QStringConverter::Utf8
        : tag == tagBmpString                                        ? QStringConverter::Utf16BE
                                                                     : QStringConverter::Latin1;
    QStringDecoder decoder(encoding, QStringConverter::Flag::Stateless);
    node.text = decoder(content);
    node.value = node.text;
    if (decoder.hasError())
        setFlaw(node, QT_TRANSLATE_NOOP("dsr::Flaw", "octets that are no characters"));
}

void readTime(Node &node, QByteArrayView content, int tag)
{
    // RFC 5280 4.1.2.5: seconds and Z are always there; two digits of a year from 50 on mean 19xx.
    constexpr QByteArrayView form = "yyyyMMddHHmmssZ";
    QByteArray digits = content.toByteArray();
    if (tag == tagUtcTime)
        digits.prepend(!content.isEmpty() && content.front() >= '5' ? "19" : "20");
    const bool isComplete = digits.size() == form.size() && digits.endsWith('Z')
        && std::all_of(digits.begin(), digits.end() - 1, [](char c) { return c >= '0' && c <= '9'; });
    const auto number = [&](qsizetype start, qsizetype length) {
        return QByteArrayView(digits).sliced(start, length).toInt();
    };
    if (!isComplete || !QDate::isValid(number(0, 4), number(4, 2), number(6, 2))
        || !QTime::isValid(number(8, 2), number(10, 2), number(12, 2))) {
        node.text = QString::fromLatin1(content);
        setFlaw(node, QT_TRANSLATE_NOOP("dsr::Flaw", "not a date as certificates write it"));
        return;
    }
    for (const auto &[position, character] : {std::pair(12, ':'), {10, ':'}, {8, 'T'}, {6, '-'}, {4, '-'}})
        digits.insert(position, character);
    node.text = QString::fromLatin1(digits);
    node.value = node.text;
}

void readValue(Node &node, QByteArrayView content, int tag)
{
    switch (tag) {
    case tagBoolean:
        return readBoolean(node, content);
    case tagInteger:
    case tagEnumerated:
        return readInteger(node, content);
    case tagOid:
        return readOid(node, content);
    case tagNull:
        if (!content.isEmpty())
            setFlaw(node, QT_TRANSLATE_NOOP("dsr::Flaw", "NULL has no content"));
        return;
    case tagUtf8String:
    case tagNumericString:
    case tagPrintableString:
    case tagTeletexString:
    case tagIa5String:
    case tagVisibleString:
    case tagBmpString:
        return readText(node, content, tag);
    case tagUtcTime:
    case tagGeneralizedTime:
        return readTime(node, content, tag);
    default:
        node.value = content.toByteArray();
        node.text = hexForPeople(content);
    }
}

/// Exactly one constructed element, which is what hides in many strings.
bool holdsDer(QByteArrayView content)
{
    DerCursor cursor(content);
    const auto element = cursor.next();
    return element && cursor.atEnd() && element->constructed && element->tagClass == 0
        && (element->tag == tagSequence || element->tag == tagSet);
}

class DerReader
{
public:
    DerReader(Decoding &decoding, const Part &part, DerCursor::Rules rules)
        : m_decoding(decoding)
        , m_part(part)
        , m_rules(rules)
        , m_buffer(decoding.bytes({part.source, {0, part.range.end()}}))
    {
    }

    /// The one element that `part` holds, opened in `into`.
    void readWhole(const DerShape *shape, Node &into) { readOne(m_part.range, shape, into); }

private:
    Tiles tiles(ByteRange range, Node &into) { return Tiles(m_decoding, {m_part.source, range}, into); }

    void readOne(ByteRange range, const DerShape *shape, Node &into)
    {
        DerCursor cursor(m_buffer, range, DerCursor::Rules::Ber);
        const auto element = cursor.nextOrCut();
        setFlaw(into, cursor.flaw());
        if (element)
            open(*element, shape, into);
        tiles({cursor.position(), range.end() - cursor.position()}, into)
            .rest(element ? trailing : cursor.flaw());
    }

    /// Puts identifier, length and content of an element below `into`.
    void open(const DerElement &element, const DerShape *shape, Node &into)
    {
        if (shape && shape->object) {
            decodeAs(*shape->object, m_decoding, {m_part.source, element.whole()}, into);
            return;
        }
        const Decoding::Level level(m_decoding);
        constexpr size_t usualParts = 3; // tag, length, content
        into.children.reserve(into.children.size() + usualParts
            + (shape && shape->kind == DerShape::Kind::Fields ? shape->fields.size() : 0));
        Tiles whole = tiles(element.whole(), into);
        if (level.isTooDeep()) {
            whole.rest(QT_TRANSLATE_NOOP("dsr::Flaw", "nested too deeply"));
            return;
        }
        whole.syntax(u"tag", element.identifier.length);
        whole.syntax(u"length", element.length.length);
        const auto lengthOctets = element.length.length;
        const bool needlesslyLong = (lengthOctets == 2 && element.content.length < 0x80)
            || (lengthOctets > 2 && element.content.length >> (8 * (lengthOctets - 2)) == 0);
        if (needlesslyLong && into.flaw.isEmpty())
            setFlaw(into, QT_TRANSLATE_NOOP("dsr::Flaw", "length is not in its shortest form"));
        if (element.isIndefinite() && m_rules == DerCursor::Rules::Der)
            setFlaw(into, QT_TRANSLATE_NOOP("dsr::Flaw", "indefinite length"));
        openContent(element, shape, into);
        if (element.isIndefinite())
            tiles(element.end, into).syntax(u"endOfContents", element.end.length);
        if (shape && shape->finish)
            shape->finish(into);
        if (shape && shape->finishWhole)
            shape->finishWhole(into, m_buffer.sliced(element.identifier.start, element.whole().length));
    }

    void openContent(const DerElement &element, const DerShape *shape, Node &into)
    {
        const int tag = shape && shape->readAs != 0 ? shape->readAs : tagOf(element);
        const QByteArrayView content = m_buffer.sliced(element.content.start, element.content.length);
        ByteRange inner = element.content;
        if (tag == tagBitString && !element.constructed && !content.isEmpty()) {
            tiles(inner, into).syntax(u"unusedBits", 1);
            inner = {inner.start + 1, inner.length - 1};
        }
        const QByteArrayView value = m_buffer.sliced(inner.start, inner.length);
        const bool isWrapped = shape && shape->kind == DerShape::Kind::Wrapped;
        const bool isString = !element.constructed && (tag == tagOctetString || tag == tagBitString);
        if (shape && shape->opens && tag == tagOctetString) {
            readOctets(element, shape->opens, into);
        } else if (isWrapped && (element.constructed || isString)) {
            readOne(inner, shape->element, into);
        } else if (element.constructed) {
            readElements(inner, shape, into);
        } else if (!shape && isString && holdsDer(value)) {
            readOne(inner, nullptr, into);
        } else {
            readValue(into, value, tag);
            if (inner.length > 0)
                tiles(inner, into).syntax(u"content", inner.length);
        }
    }

    void readOctets(const DerElement &element, DecodeFunction decode, Node &into)
    {
        QByteArray octets = m_buffer.sliced(element.content.start, element.content.length).toByteArray();
        if (element.constructed) {
            octets = joined(element.content);
            readElements(element.content, nullptr, into);
        } else if (element.content.length > 0) {
            tiles(element.content, into).syntax(u"content", element.content.length);
        }
        into.value = octets;
        into.text = hexForPeople(octets);
        m_decoding.openSource(into.name, octets, {m_part.source, element.content}, decode, into);
    }

    /// The octets of an OCTET STRING in pieces (X.690 8.7.3).
    QByteArray joined(ByteRange pieces) const
    {
        QByteArray octets;
        DerCursor cursor(m_buffer, pieces, DerCursor::Rules::Ber);
        while (const auto piece = cursor.nextOrCut()) {
            if (piece->isUniversal(tagOctetString) && !piece->constructed)
                octets += m_buffer.sliced(piece->content.start, piece->content.length).toByteArray();
        }
        return octets;
    }

    void readElements(ByteRange range, const DerShape *shape, Node &into)
    {
        DerCursor cursor(m_buffer, range, DerCursor::Rules::Ber);
        size_t nextField = 0;
        QHash<QString, int> seen;
        const bool mayRepeatNames = !shape || shape->fieldOf || shape->namedByOid;
        for (int position = 0; !cursor.atEnd() && !m_decoding.isFull(); ++position) {
            const qsizetype start = cursor.position();
            const auto element = cursor.nextOrCut();
            if (!element) {
                tiles({start, range.end() - start}, into).rest(cursor.flaw());
                return;
            }
            const DerField field = fieldFor(*element, shape, nextField);
            QString name = nameOf(field, cursor, *element, position, shape && shape->namedByOid);
            if (const int before = mayRepeatNames ? seen[name]++ : 0; before > 0)
                name += QStringLiteral("[%1]").arg(before);
            Node &node = tiles({start, range.end() - start}, into).field(name, element->whole().length);
            setFlaw(node, cursor.flaw());
            const DerShape *chosen = field.shape;
            if (chosen && chosen->shapeOf)
                chosen =
                    chosen->shapeOf(saidBefore(DerCursor(m_buffer, range, DerCursor::Rules::Ber), start));
            open(*element, chosen, node);
        }
        tiles({cursor.position(), range.end() - cursor.position()}, into).rest(nullptr);
    }

    static QString nameOf(
        const DerField &field, const DerCursor &cursor, const DerElement &element, int position, bool byOid)
    {
        if (!field.name.isNull())
            return staticText(field.name);
        if (byOid) {
            if (const QByteArray oid = firstOid(cursor, element); !oid.isEmpty())
                return oidText(oid);
        }
        return element.tagClass == 2 ? QStringLiteral("[%1]").arg(element.tag) : positionName(position);
    }

    static DerField fieldFor(const DerElement &element, const DerShape *shape, size_t &nextField)
    {
        if (!shape)
            return {};
        if (shape->kind == DerShape::Kind::List)
            return shape->fieldOf ? shape->fieldOf(element) : DerField{.shape = shape->element};
        for (size_t i = nextField; i < shape->fields.size(); ++i) {
            const DerField &field = shape->fields[i];
            if (field.tag == anyTag || field.tag == tagOf(element)) {
                nextField = i + 1;
                return field;
            }
        }
        return {};
    }

    Decoding &m_decoding;
    Part m_part;
    DerCursor::Rules m_rules;
    QByteArrayView m_buffer;
};

/// All elements down to the last are there, and nothing else.
bool isWhole(DerCursor cursor, int depth = 0)
{
    constexpr int deepest = 32;
    while (!cursor.atEnd()) {
        const auto element = cursor.next();
        if (!element || depth > deepest
            || (element->constructed && !isWhole(cursor.inside(*element), depth + 1)))
            return false;
    }
    return true;
}

/// What certificates and the like start with; most other bytes fail at the first or second octet.
bool isWholeSequence(QByteArrayView bytes)
{
    DerCursor cursor(bytes);
    const auto element = cursor.next();
    return element && element->isUniversal(tagSequence) && element->constructed && cursor.atEnd()
        && !element->content.isEmpty() && isWhole(cursor.inside(*element)) && fitText(bytes) == 0;
}

constexpr int looksLikeDer = 50;
constexpr int looksLikeSigned = 60;

/// The members of the first SEQUENCE in the outer SEQUENCE, which has more than that one element; empty if
/// the bytes look otherwise. Damage further inside does not matter.
QList<DerElement> signedMembers(QByteArrayView bytes)
{
    DerCursor cursor(bytes);
    const auto outer = cursor.nextOrCut();
    if (!outer || !outer->isUniversal(tagSequence) || outer->length.length < 2)
        return {};
    DerCursor inside = cursor.inside(*outer);
    const auto content = inside.nextOrCut();
    if (!content || !content->isUniversal(tagSequence))
        return {};
    QList<DerElement> members;
    DerCursor fields = inside.inside(*content);
    while (const auto field = fields.nextOrCut())
        members.append(*field);
    return members;
}

bool isSequence(const QList<DerElement> &members, qsizetype index)
{
    return index < members.size() && members.at(index).isUniversal(tagSequence);
}

} // namespace

int fitCertificate(QByteArrayView bytes)
{
    const QList<DerElement> members = signedMembers(bytes);
    const qsizetype serial = !members.isEmpty() && members.first().isContext(0) ? 1 : 0;
    return members.size() > serial + 2 && members.at(serial).isUniversal(tagInteger)
            && isSequence(members, serial + 1) && isSequence(members, serial + 2)
            && (serial == 1 || isSequence(members, serial + 5))
        ? (isWholeSequence(bytes) ? certainFit + 10 : looksLikeSigned)
        : 0;
}

int fitRequest(QByteArrayView bytes)
{
    const QList<DerElement> members = signedMembers(bytes);
    return members.size() >= 3 && members.size() <= 4 && members.first().isUniversal(tagInteger)
            && isSequence(members, 1) && isSequence(members, 2)
        ? (isWholeSequence(bytes) ? certainFit + 10 : looksLikeSigned)
        : 0;
}

int fitDer(QByteArrayView bytes)
{
    if (isWholeSequence(bytes))
        return certainFit;
    DerCursor cursor(bytes);
    const auto element = cursor.nextOrCut();
    if (!element || !element->constructed || element->content.isEmpty() || fitText(bytes) > 0)
        return 0;
    const bool isComplete = !cursor.flaw() && cursor.atEnd();
    if (isComplete)
        return looksLikeDer;
    DerCursor inside = cursor.inside(*element);
    const auto first = inside.nextOrCut();
    const bool isCut = cursor.flaw() && element->isUniversal(tagSequence) && element->length.length > 1
        && first && first->tagClass == 0;
    return isCut ? looksLikeDer : 0;
}

void decodeShape(
    Decoding &decoding, const Part &part, Node &into, const DerShape *shape, DerCursor::Rules rules)
{
    DerReader(decoding, part, rules).readWhole(shape, into);
}

void decodeDer(Decoding &decoding, const Part &part, Node &into)
{
    decodeShape(decoding, part, into, nullptr);
}

void decodeCertificate(Decoding &decoding, const Part &part, Node &into)
{
    decodeShape(decoding, part, into, &certificateShape);
    into.value = hexText(sha256(decoding.bytes(part)));
}

void decodeRequest(Decoding &decoding, const Part &part, Node &into)
{
    decodeShape(decoding, part, into, &requestShape);
}

} // namespace dsr

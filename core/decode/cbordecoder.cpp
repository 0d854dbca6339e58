#include "core/decode/cborcursor.h"
#include "core/decode/cborshape.h"
#include "core/decode/decoders.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>
#include <QStringDecoder>

#include <algorithm>

namespace dsr {

namespace {

using Type = CborHead::Type;

constexpr const char *cutOff = QT_TRANSLATE_NOOP("dsr::Flaw", "content is cut off");

QString textOf(QByteArrayView octets, const char *&flaw)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    QString text = decoder(octets);
    if (decoder.hasError())
        flaw = QT_TRANSLATE_NOOP("dsr::Flaw", "not UTF-8");
    return text;
}

class CborReader
{
public:
    CborReader(Decoding &decoding, const Part &part)
        : m_decoding(decoding)
        , m_source(part.source)
        , m_cursor(decoding.bytes({part.source, {0, part.range.end()}}), part.range)
    {
    }

    qsizetype position() const { return m_cursor.position(); }

    void giveUp(Node &into, const char *flaw)
    {
        setFlaw(into, flaw);
        tiles(into).rest(flaw);
        m_cursor.skip(m_cursor.left());
    }

    /// The item at the position: its parts become children of `into`.
    void item(Node &into, const CborShape *shape)
    {
        const Decoding::Level level(m_decoding);
        const auto head = level.isTooDeep() ? std::nullopt : m_cursor.next();
        if (!head) {
            giveUp(into,
                level.isTooDeep() ? QT_TRANSLATE_NOOP("dsr::Flaw", "nested too deeply") : m_cursor.flaw());
            return;
        }
        put(into, u"head", head->range).text = head->text();
        content(*head, into, shape);
        if (shape && shape->finish)
            shape->finish(into);
    }

private:
    Part rest() const { return {m_source, {m_cursor.position(), m_cursor.left()}}; }
    Tiles tiles(Node &into) { return Tiles(m_decoding, rest(), into); }

    /// Octets that the cursor has passed.
    Node &put(Node &into, QStringView name, ByteRange range)
    {
        return Tiles(m_decoding, {m_source, range}, into).syntax(name, range.length);
    }

    void content(const CborHead &head, Node &into, const CborShape *shape)
    {
        switch (head.type) {
        case Type::Unsigned:
        case Type::Negative:
            number(head, into);
            break;
        case Type::Bytes:
        case Type::Text:
            string(head, into, shape);
            break;
        case Type::Array:
        case Type::Map:
            container(head, into, shape);
            break;
        case Type::Tag:
            item(into, shape);
            break;
        case Type::Simple:
            simple(head, into);
        }
    }

    static void number(const CborHead &head, Node &into)
    {
        into.text = cborNumberText(head);
        constexpr quint64 largest = ~Q_UINT64_C(0) >> 1;
        if (head.argument > largest)
            into.value = into.text;
        else if (head.type == Type::Unsigned)
            into.value = static_cast<qint64>(head.argument);
        else
            into.value = -1 - static_cast<qint64>(head.argument);
    }

    static void simple(const CborHead &head, Node &into)
    {
        constexpr quint64 falseValue = 20;
        constexpr const char *names[] = {"false", "true", "null", "undefined"};
        constexpr quint64 smallestOfTwoOctets = 32;
        if (head.isBreak()) {
            setFlaw(into, QT_TRANSLATE_NOOP("dsr::Flaw", "an end where nothing was open"));
        } else if (head.isFloat()) {
            into.value = cborFloat(head);
            into.text = QString::number(cborFloat(head), 'g', QLocale::FloatingPointShortest);
        } else if (head.argument >= falseValue && head.argument - falseValue < std::size(names)) {
            into.text = QString::fromLatin1(names[head.argument - falseValue]);
            if (head.argument <= falseValue + 1)
                into.value = head.argument == falseValue + 1;
        } else {
            into.value = static_cast<qint64>(head.argument);
            into.text = QStringLiteral("simple(%1)").arg(head.argument);
        }
        if (head.information == 24 && head.argument < smallestOfTwoOctets)
            setFlaw(into, QT_TRANSLATE_NOOP("dsr::Flaw", "length is not in its shortest form"));
    }

    /// The octets behind a head, as many as are there.
    QByteArrayView take(const CborHead &head, Node &into)
    {
        if (head.contentLength() > static_cast<quint64>(m_cursor.left()))
            setFlaw(into, cutOff);
        const auto length =
            static_cast<qsizetype>(std::min(head.contentLength(), static_cast<quint64>(m_cursor.left())));
        const ByteRange range{m_cursor.position(), length};
        if (length > 0)
            put(into, u"content", range);
        m_cursor.skip(length);
        return m_cursor.bytes(range);
    }

    QByteArray chunks(Type type, Node &into)
    {
        QByteArray all;
        while (!m_decoding.isFull()) {
            const auto head = m_cursor.next();
            if (!head) {
                giveUp(into, m_cursor.flaw());
                return all;
            }
            put(into, head->isBreak() ? QStringView(u"break") : QStringView(u"head"), head->range).text =
                head->text();
            if (head->isBreak())
                return all;
            if (head->type != type || head->isIndefinite()) {
                giveUp(into, QT_TRANSLATE_NOOP("dsr::Flaw", "a chunk of another kind"));
                return all;
            }
            all += take(*head, into);
        }
        giveUp(into, nullptr);
        return all;
    }

    void string(const CborHead &head, Node &into, const CborShape *shape)
    {
        const qsizetype start = m_cursor.position();
        QByteArray octets;
        if (head.isIndefinite())
            octets = chunks(head.type, into);
        else
            octets = take(head, into).toByteArray();
        if (head.type == Type::Text) {
            const char *flaw = nullptr;
            into.text = textOf(octets, flaw);
            into.value = into.text;
            into.personal = looksLikeKvnr(into.text);
            setFlaw(into, flaw);
            return;
        }
        into.value = octets;
        into.text = hexForPeople(octets);
        if (shape && shape->opens)
            m_decoding.openSource(
                into.name, octets, {m_source, {start, m_cursor.position() - start}}, *shape->opens, into);
    }

    void container(const CborHead &head, Node &into, const CborShape *shape)
    {
        const bool isMap = head.type == Type::Map;
        QHash<QString, int> seen;
        for (quint64 i = 0; head.isIndefinite() || i < head.argument; ++i) {
            if (m_decoding.isFull()) {
                giveUp(into, nullptr);
                return;
            }
            if (m_cursor.atEnd()) {
                setFlaw(into, cutOff);
                return;
            }
            const auto ahead = m_cursor.peek();
            if (ahead && ahead->isBreak() && head.isIndefinite()) {
                put(into, u"break", ahead->range).text = ahead->text();
                m_cursor.skip(ahead->range.length);
                return;
            }
            if (isMap)
                entry(into, shape, i, seen);
            else
                element(into, shape, i);
        }
    }

    void element(Node &into, const CborShape *shape, quint64 index)
    {
        Node &node = tiles(into).field(QString::number(index), 0);
        item(node, shape ? shape->element : nullptr);
        node.range.length = m_cursor.position() - node.range.start;
    }

    /// Key and value; the node stands for the value and is called by the key.
    void entry(Node &into, const CborShape *shape, quint64 index, QHash<QString, int> &seen)
    {
        Node &node = tiles(into).field(QString::number(index), 0);
        Node &key = tiles(node).syntax(u"key", 0);
        item(key, nullptr);
        key.range.length = m_cursor.position() - key.range.start;
        const auto head = CborCursor(m_cursor.bytes({key.range.start, key.range.length})).next();
        QString name = head && !head->isContainer() && !key.text.isEmpty() ? key.text : node.name;
        const CborField *field = fieldOf(shape, name);
        if (field && !field->name.isNull())
            name = staticText(field->name);
        node.name = name;
        if (const int before = seen[name]++; before > 0) {
            node.name += QStringLiteral("[%1]").arg(before);
            setFlaw(node, QT_TRANSLATE_NOOP("dsr::Flaw", "this name stands here more than once"));
        }
        item(node, field ? field->shape : nullptr);
        node.range.length = m_cursor.position() - node.range.start;
    }

    static const CborField *fieldOf(const CborShape *shape, const QString &key)
    {
        if (!shape)
            return nullptr;
        const auto found =
            std::ranges::find_if(shape->fields, [&](const CborField &field) { return key == field.key; });
        return found == shape->fields.end() ? nullptr : &*found;
    }

    Decoding &m_decoding;
    int m_source;
    CborCursor m_cursor;
};

} // namespace

/// Text is never CBOR here, although much of it could be read as such.
int fitCbor(QByteArrayView bytes)
{
    constexpr int wholeMap = 65;
    constexpr int begunMap = 40;
    constexpr int wholeOther = 20;
    CborCursor cursor(bytes);
    const auto head = cursor.peek();
    const bool holdsMore = head && (head->isContainer() || head->type == Type::Tag);
    if (!holdsMore || bytes.size() < 3 || fitText(bytes) > 0)
        return 0;
    const bool isMap = head->type == Type::Map;
    if (cursor.skipItem())
        return !cursor.atEnd() ? 0 : isMap ? wholeMap : wholeOther;
    if (!isMap)
        return 0;
    // damaged or cut off behind a name that somebody can read
    CborCursor inside(bytes.sliced(head->range.length));
    const auto key = inside.next();
    const bool isName = key && key->type == Type::Text && key->contentLength() > 1
        && key->contentLength() < static_cast<quint64>(inside.left())
        && fitText(inside.bytes({inside.position(), static_cast<qsizetype>(key->contentLength())})) > 0;
    return isName ? begunMap : 0;
}

qsizetype decodeCborItem(Decoding &decoding, const Part &part, Node &into, const CborShape *shape)
{
    CborReader reader(decoding, part);
    reader.item(into, shape);
    return reader.position() - part.range.start;
}

void decodeCbor(Decoding &decoding, const Part &part, Node &into, const CborShape *shape)
{
    CborReader reader(decoding, part);
    reader.item(into, shape);
    reader.giveUp(into,
        reader.position() < part.range.end()
            ? QT_TRANSLATE_NOOP("dsr::Flaw", "more behind the end of the item")
            : nullptr);
}

void decodeCbor(Decoding &decoding, const Part &part, Node &into)
{
    decodeCbor(decoding, part, into, nullptr);
}

} // namespace dsr

#include "core/decode/decoders.h"
#include "core/decode/embedded.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace dsr {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isNameByte(char c)
{
    return !isSpace(c) && !QByteArrayView("<>/='\"").contains(c);
}

/// Names are told apart without their prefixes, as the card's readers do (egk-card 1.8).
QString localName(QByteArrayView name)
{
    return QString::fromUtf8(name.sliced(name.lastIndexOf(':') + 1));
}

struct Entity
{
    QByteArrayView name;
    char16_t meaning;
};
constexpr Entity entities[] = {{"lt", u'<'}, {"gt", u'>'}, {"amp", u'&'}, {"quot", u'"'}, {"apos", u'\''}};

/// What stands between "&" and ";"; nothing if it means nothing.
QString meaningOf(QByteArrayView name)
{
    for (const Entity &entity : entities) {
        if (name == entity.name)
            return QString(QChar(entity.meaning));
    }
    if (!name.startsWith('#'))
        return {};
    const bool isHex = name.startsWith("#x");
    bool isNumber = false;
    const uint code = name.sliced(isHex ? 2 : 1).toByteArray().toUInt(&isNumber, isHex ? 16 : 10);
    return isNumber && code <= 0x10FFFF ? QString::fromUcs4(reinterpret_cast<const char32_t *>(&code), 1)
                                        : QString();
}

/// A cursor of our own, because every octet has to have its place and damage has to be shown as far as it
/// goes. Knows no document types: entities of their own stay as they are written.
class XmlReader
{
public:
    XmlReader(Decoding &decoding, const Part &part)
        : m_decoding(decoding)
        , m_source(part.source)
        , m_position(part.range.start)
        , m_end(part.range.end())
    {
        constexpr qsizetype declarationSize = 200;
        const QByteArray start =
            ahead().first(qMin(declarationSize, m_end - m_position)).toByteArray().toUpper();
        m_isLatin9 = start.contains("ISO-8859-15") || start.contains("ISO-8859-1\"");
    }

    void readWhole(Node &into)
    {
        content(into);
        if (m_position < m_end)
            tiles(into).rest(QT_TRANSLATE_NOOP("dsr::Flaw", "an end where nothing was open"));
    }

private:
    Part rest() const { return {m_source, {m_position, m_end - m_position}}; }
    Tiles tiles(Node &into) { return Tiles(m_decoding, rest(), into); }
    QByteArrayView ahead() const { return m_decoding.bytes(rest()); }

    Node &syntax(Node &into, QStringView name, qsizetype length)
    {
        Node &node = tiles(into).syntax(name, length);
        m_position += length;
        return node;
    }
    Node &field(Node &into, const QString &name, qsizetype length)
    {
        Node &node = tiles(into).field(name, length);
        m_position += length;
        return node;
    }

    void giveUp(Node &into, const char *flaw)
    {
        tiles(into).rest(flaw);
        m_position = m_end;
    }

    QString characters(QByteArrayView bytes) const
    {
        QString text;
        qsizetype at = 0;
        while (at < bytes.size()) {
            const qsizetype ampersand = bytes.indexOf('&', at);
            const qsizetype end = ampersand < 0 ? bytes.size() : ampersand;
            text += m_isLatin9 ? fromLatin9(bytes.sliced(at, end - at))
                               : QString::fromUtf8(bytes.sliced(at, end - at));
            at = end;
            if (at == bytes.size())
                break;
            constexpr qsizetype longest = 10;
            const QByteArrayView name = bytes.sliced(at + 1, qMin(longest, bytes.size() - at - 1));
            const qsizetype semicolon = name.indexOf(';');
            const QString meaning = semicolon < 0 ? QString() : meaningOf(name.first(semicolon));
            text += meaning.isEmpty() ? QStringLiteral("&") : meaning;
            at += meaning.isEmpty() ? 1 : semicolon + 2;
        }
        return text;
    }

    /// Everything up to the end tag of the element around it, or up to the end.
    void content(Node &into)
    {
        struct Mark
        {
            QByteArrayView start;
            QByteArrayView end;
            QStringView name;
        };
        static constexpr Mark marks[] = {{"<!--", "-->", u"comment"}, {"<?", "?>", u"declaration"},
            {"<![CDATA[", "]]>", u"characterData"}, {"<!", ">", u"documentType"}};
        QHash<QString, int> seen;
        while (m_position < m_end) {
            if (m_decoding.isFull()) {
                giveUp(into, nullptr);
                return;
            }
            const QByteArrayView text = ahead();
            if (text.front() != '<') {
                characterData(into);
                continue;
            }
            if (text.startsWith("</"))
                return;
            const auto *mark =
                std::ranges::find_if(marks, [&](const Mark &known) { return text.startsWith(known.start); });
            if (mark == std::end(marks)) {
                element(into, seen);
                continue;
            }
            const qsizetype end = text.indexOf(mark->end, mark->start.size());
            if (end < 0)
                giveUp(into, QT_TRANSLATE_NOOP("dsr::Flaw", "not closed"));
            else
                syntax(into, mark->name, end + mark->end.size());
        }
    }

    void characterData(Node &into)
    {
        const QByteArrayView text = ahead();
        const qsizetype tag = text.indexOf('<');
        const QByteArrayView data = tag < 0 ? text : text.first(tag);
        if (std::all_of(data.begin(), data.end(), isSpace)) {
            syntax(into, u"space", data.size());
            return;
        }
        const Part part = Tiles::partOf(syntax(into, u"text", data.size()));
        into.text += characters(data).trimmed();
        openIfCertain(m_decoding, data.toByteArray(), part, into);
    }

    void element(Node &into, QHash<QString, int> &seen)
    {
        const Decoding::Level level(m_decoding);
        if (level.isTooDeep()) {
            giveUp(into, QT_TRANSLATE_NOOP("dsr::Flaw", "nested too deeply"));
            return;
        }
        const QByteArrayView text = ahead();
        const auto nameEnd = std::find_if_not(text.begin() + 1, text.end(), isNameByte);
        const QByteArrayView tag = text.first(nameEnd - text.begin());
        QString name = localName(tag.sliced(1));
        if (const int before = seen[name]++; before > 0)
            name += QStringLiteral("[%1]").arg(before);
        const qsizetype start = m_position;
        Node &node = tiles(into).field(name, 0);
        syntax(node, u"tag", tag.size());
        if (attributes(node)) {
            content(node);
            endTag(node, tag.sliced(1));
        }
        if (!node.text.isEmpty())
            node.value = node.text;
        node.personal = looksLikeKvnr(node.text);
        node.range.length = m_position - start;
    }

    /// Up to the end of the start tag; false if the element ends with it.
    bool attributes(Node &node)
    {
        QHash<QString, int> seen;
        while (m_position < m_end) {
            if (m_decoding.isFull()) {
                giveUp(node, nullptr);
                return false;
            }
            const QByteArrayView text = ahead();
            if (text.front() == '>' || text.startsWith("/>")) {
                const bool isOpen = text.front() == '>';
                syntax(node, u"close", isOpen ? 1 : 2);
                return isOpen;
            }
            if (isSpace(text.front())) {
                const auto end = std::find_if_not(text.begin(), text.end(), isSpace);
                syntax(node, u"space", end - text.begin());
            } else if (!attribute(node, seen)) {
                giveUp(node, QT_TRANSLATE_NOOP("dsr::Flaw", "a tag that is damaged"));
                return false;
            }
        }
        setFlaw(node, QT_TRANSLATE_NOOP("dsr::Flaw", "not closed"));
        return false;
    }

    bool attribute(Node &node, QHash<QString, int> &seen)
    {
        const QByteArrayView text = ahead();
        const qsizetype nameSize = std::find_if_not(text.begin(), text.end(), isNameByte) - text.begin();
        if (nameSize == 0 || nameSize + 2 > text.size() || text[nameSize] != '='
            || (text[nameSize + 1] != '"' && text[nameSize + 1] != '\''))
            return false;
        const qsizetype valueStart = nameSize + 2;
        const qsizetype valueEnd = text.indexOf(text[nameSize + 1], valueStart);
        if (valueEnd < 0)
            return false;
        QString name = QString::fromUtf8(text.first(nameSize));
        if (const int before = seen[name]++; before > 0)
            name += QStringLiteral("[%1]").arg(before);
        const QString value = characters(text.sliced(valueStart, valueEnd - valueStart));
        Node &child = field(node, name, valueEnd + 1);
        child.text = value;
        child.value = value;
        child.personal = looksLikeKvnr(value);
        return true;
    }

    void endTag(Node &node, QByteArrayView name)
    {
        const QByteArrayView text = ahead();
        const qsizetype close = text.indexOf('>');
        if (close < 0) {
            setFlaw(node, QT_TRANSLATE_NOOP("dsr::Flaw", "not closed"));
            return;
        }
        if (text.first(close).sliced(2).trimmed() != name) {
            // The end of one further out, most likely.
            setFlaw(node, QT_TRANSLATE_NOOP("dsr::Flaw", "not closed"));
            return;
        }
        syntax(node, u"end", close + 1);
    }

    Decoding &m_decoding;
    int m_source;
    qsizetype m_position;
    qsizetype m_end;
    bool m_isLatin9 = false;
};

} // namespace

int fitXml(QByteArrayView bytes)
{
    constexpr int looksLikeXml = 30;
    const QByteArrayView text = bytes.trimmed();
    if (text.startsWith("<?xml"))
        return certainFit + 5;
    const bool isElement =
        text.size() > 3 && text.front() == '<' && isNameByte(text[1]) && text.back() == '>';
    return isElement && fitText(bytes) > 0 ? looksLikeXml : 0;
}

void decodeXml(Decoding &decoding, const Part &part, Node &into)
{
    XmlReader(decoding, part).readWhole(into);
}

} // namespace dsr

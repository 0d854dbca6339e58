#include "core/decode/decoders.h"
#include "core/decode/dershape.h"
#include "core/decode/embedded.h"
#include "core/decode/members.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHash>
#include <QStringDecoder>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::JsonDecoder)
};

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Octets of a number as RFC 8259 writes it at the start of `text`; 0 if there is none.
qsizetype numberLength(QByteArrayView text)
{
    qsizetype at = 0;
    const auto peek = [&] { return at < text.size() ? text[at] : '\0'; };
    const auto digits = [&] {
        const qsizetype start = at;
        while (isDigit(peek()))
            ++at;
        return at > start;
    };
    if (peek() == '-')
        ++at;
    if (peek() == '0')
        ++at;
    else if (!digits())
        return 0;
    if (peek() == '.') {
        ++at;
        if (!digits())
            return 0;
    }
    if (peek() == 'e' || peek() == 'E') {
        ++at;
        if (peek() == '+' || peek() == '-')
            ++at;
        if (!digits())
            return 0;
    }
    return at;
}

struct JsonString
{
    qsizetype length = 0; ///< with the quotes
    bool closed = false;
    QString text;
    const char *flaw = nullptr;
};

/// The four digits of an escape \uXXXX at the start of `digits`; -1 if they are none.
int codeUnit(QByteArrayView digits)
{
    if (digits.size() < 4)
        return -1;
    const auto octets = fromHex(digits.first(4));
    return octets ? (static_cast<quint8>(octets->at(0)) << 8) | static_cast<quint8>(octets->at(1)) : -1;
}

QString utf8Text(QByteArrayView bytes, const char *&flaw)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    QString text = decoder(bytes);
    if (decoder.hasError() && !flaw)
        flaw = QT_TRANSLATE_NOOP("dsr::Flaw", "not UTF-8");
    return text;
}

/// Reads one escape at the start of `ahead` (which starts with a backslash); returns its octets.
qsizetype readEscape(QByteArrayView ahead, QString &text, const char *&flaw)
{
    constexpr QByteArrayView letters = "\"\\/bfnrt";
    constexpr QByteArrayView meanings = "\"\\/\b\f\n\r\t";
    const char letter = ahead.size() > 1 ? ahead[1] : '\0';
    if (const qsizetype index = letter == '\0' ? -1 : letters.indexOf(letter); index >= 0) {
        text += QLatin1Char(meanings[index]);
        return 2;
    }
    const int unit = letter == 'u' ? codeUnit(ahead.sliced(2)) : -1;
    if (unit < 0) {
        flaw = QT_TRANSLATE_NOOP("dsr::Flaw", "unknown escape");
        return 1;
    }
    text += QChar(static_cast<char16_t>(unit));
    return 6;
}

/// Reads the string at the start of `ahead`, which starts with a quote.
JsonString readString(QByteArrayView ahead)
{
    JsonString result;
    qsizetype at = 1;
    while (at < ahead.size() && ahead[at] != '"') {
        if (ahead[at] == '\\') {
            at += readEscape(ahead.sliced(at), result.text, result.flaw);
            continue;
        }
        const qsizetype start = at;
        while (at < ahead.size() && ahead[at] != '"' && ahead[at] != '\\') {
            if (static_cast<quint8>(ahead[at]) < 0x20)
                result.flaw = QT_TRANSLATE_NOOP("dsr::Flaw", "control character in a text");
            ++at;
        }
        result.text += utf8Text(ahead.sliced(start, at - start), result.flaw);
    }
    result.closed = at < ahead.size();
    if (!result.closed)
        result.flaw = QT_TRANSLATE_NOOP("dsr::Flaw", "text without closing quote");
    else if (!result.text.isValidUtf16())
        result.flaw = QT_TRANSLATE_NOOP("dsr::Flaw", "half of a surrogate pair");
    result.length = result.closed ? at + 1 : ahead.size();
    return result;
}

/// A cursor of our own, because a broken text has to be shown as far as it goes, every octet of it.
class JsonReader
{
public:
    JsonReader(Decoding &decoding, const Part &part)
        : m_decoding(decoding)
        , m_source(part.source)
        , m_position(part.range.start)
        , m_end(part.range.end())
    {
    }

    void readWhole(Node &into)
    {
        space(into);
        if (holdsLines())
            lines(into);
        else if (next() == '{' || next() == '[')
            container(into, nullptr);
        else if (m_position < m_end)
            value(into, QStringLiteral("value"), nullptr);
        space(into);
        tiles(into).rest(QT_TRANSLATE_NOOP("dsr::Flaw", "more behind the end of the JSON text"));
    }

private:
    Part rest() const { return {m_source, {m_position, m_end - m_position}}; }
    Tiles tiles(Node &into) { return Tiles(m_decoding, rest(), into); }
    QByteArrayView ahead() const { return m_decoding.bytes(rest()); }
    char next() const { return m_position < m_end ? ahead().front() : '\0'; }

    Node &field(Node &into, const QString &name, qsizetype length)
    {
        Node &node = tiles(into).field(name, length);
        m_position += length;
        return node;
    }
    Node &syntax(Node &into, QStringView name, qsizetype length = 1)
    {
        Node &node = tiles(into).syntax(name, length);
        m_position += length;
        return node;
    }

    void space(Node &into)
    {
        qsizetype length = 0;
        for (const char c : ahead()) {
            if (!isSpace(c))
                break;
            ++length;
        }
        if (length > 0)
            syntax(into, u"space", length);
    }

    /// One object a line, as logs are written.
    bool holdsLines() const
    {
        const QByteArrayView text = ahead();
        const qsizetype newline = text.indexOf('\n');
        return newline > 0 && text.startsWith('{') && text.first(newline).trimmed().endsWith('}')
            && text.sliced(newline).trimmed().startsWith('{');
    }

    void lines(Node &into)
    {
        for (int number = 0; m_position < m_end && !m_decoding.isFull(); ++number) {
            value(into, QString::number(number), nullptr);
            space(into);
        }
    }

    /// Everything up to the end as one node, where no sense can be made of it any more.
    void giveUp(Node &into, const char *flaw)
    {
        tiles(into).rest(flaw);
        m_position = m_end;
    }

    /// An object or an array; `m_position` is at its bracket. `member` is the one that the array belongs to.
    void container(Node &into, const Member *member)
    {
        const bool isObject = next() == '{';
        const char close = isObject ? '}' : ']';
        const Decoding::Level level(m_decoding);
        if (level.isTooDeep()) {
            giveUp(into, QT_TRANSLATE_NOOP("dsr::Flaw", "nested too deeply"));
            return;
        }
        syntax(into, u"open");
        QHash<QString, int> seen;
        QString name;
        enum class Want { Item, Colon, Value, Comma } want = isObject ? Want::Item : Want::Value;
        int count = 0;
        bool afterComma = false;
        while (m_position < m_end) {
            if (m_decoding.isFull()) {
                giveUp(into, nullptr);
                return;
            }
            const char c = next();
            if (isSpace(c)) {
                space(into);
            } else if (c == close) {
                Node &end = syntax(into, u"close");
                if (afterComma || want == Want::Colon || (isObject && want == Want::Value))
                    setFlaw(end, QT_TRANSLATE_NOOP("dsr::Flaw", "a member is missing before this"));
                if (isObject)
                    finishObject(into);
                return;
            } else if (c == ',') {
                Node &comma = syntax(into, u"comma");
                if (want != Want::Comma)
                    setFlaw(comma, QT_TRANSLATE_NOOP("dsr::Flaw", "a member is missing before this"));
                want = isObject ? Want::Item : Want::Value;
                afterComma = true;
            } else if (c == ':') {
                Node &colon = syntax(into, u"colon");
                if (want != Want::Colon)
                    setFlaw(colon, QT_TRANSLATE_NOOP("dsr::Flaw", "a name is missing before this"));
                want = Want::Value;
            } else if (isObject && c == '"' && want != Want::Value) {
                name = key(into, want != Want::Item);
                want = Want::Colon;
                afterComma = false;
            } else {
                const QString called = isObject ? unique(name, seen) : QString::number(count);
                Node &node = value(into, called, isObject ? knownMember(name) : member);
                if (isObject && seen.value(name) > 1)
                    setFlaw(node, QT_TRANSLATE_NOOP("dsr::Flaw", "this name stands here more than once"));
                if (want != Want::Value)
                    setFlaw(node, QT_TRANSLATE_NOOP("dsr::Flaw", "a separator is missing before this"));
                name.clear();
                want = Want::Comma;
                afterComma = false;
                ++count;
            }
        }
        setFlaw(into, QT_TRANSLATE_NOOP("dsr::Flaw", "not closed"));
    }

    /// What only shows when all members are known.
    void finishObject(Node &object)
    {
        if (childOf(object, u"kty"))
            finishKey(object);
        Node *bytes = childOf(object, u"bytes");
        const Node *kind = childOf(object, u"kind");
        if (bytes && kind && bytes->children.empty() && bytes->range.length > 2)
            openArtifact(*bytes, kind->text);
    }

    /// A JSON Web Key (RFC 7517, RFC 7518 6)
    void finishKey(Node &object)
    {
        for (const QStringView name : {u"d", u"p", u"q", u"dp", u"dq", u"qi", u"oth", u"k"}) {
            if (Node *hidden = childOf(object, name))
                hide(*hidden);
        }
        const Node *x = childOf(object, u"x");
        const Node *y = childOf(object, u"y");
        if (!x || !y)
            return;
        const auto first = fromBase64(x->text.toLatin1(), Base64Form::Any);
        const auto second = fromBase64(y->text.toLatin1(), Base64Form::Any);
        if (first && second && first->size() == second->size())
            addSha256(m_decoding, u"fingerprint", '\4' + *first + *second, object);
    }

    static void hide(Node &node)
    {
        node.text = node.syntax ? QString() : Text::tr("not shown");
        node.value.clear();
        node.personal = true;
        for (Node &child : node.children)
            hide(child);
    }

    /// A thing in a recorded run: base64 of the kind that stands beside it.
    void openArtifact(Node &node, const QString &kindId)
    {
        const auto kind = dataKindFromId(kindId);
        const auto content = fromBase64(node.text.toLatin1(), Base64Form::Standard);
        if (!kind || !content)
            return;
        const Part origin{node.source, {node.range.start + 1, node.range.length - 2}};
        m_decoding.openSource(QStringLiteral("bytes"), *content, origin,
            *kind == DataKind::Text ? DataKind::Guess : *kind, node);
    }

    static QString unique(const QString &name, QHash<QString, int> &seen)
    {
        const int before = seen[name]++;
        return before == 0 ? name : QStringLiteral("%1[%2]").arg(name).arg(before);
    }

    QString key(Node &into, bool separatorMissing)
    {
        const JsonString text = readString(ahead());
        Node &node = syntax(into, u"key", text.length);
        node.text = text.text;
        setFlaw(node, text.flaw);
        if (separatorMissing)
            setFlaw(node, QT_TRANSLATE_NOOP("dsr::Flaw", "a separator is missing before this"));
        return text.text;
    }

    Node &value(Node &into, const QString &name, const Member *member)
    {
        const char c = next();
        if (c == '{' || c == '[')
            return nested(into, name, c == '[' ? member : nullptr);
        if (c == '"')
            return string(into, name, member);
        return word(into, name, member);
    }

    Node &nested(Node &into, const QString &name, const Member *member)
    {
        // The length is known only when the end was found.
        Node &node = tiles(into).field(name, 0);
        container(node, member);
        node.range.length = m_position - node.range.start;
        return node;
    }

    Node &string(Node &into, const QString &name, const Member *member)
    {
        const JsonString text = readString(ahead());
        Node &node = field(into, name, text.length);
        node.text = text.text;
        node.value = text.text;
        node.personal = (member && member->personal) || looksLikeKvnr(text.text);
        setFlaw(node, text.flaw);
        bool isNumber = false;
        if (const qint64 number = text.text.toLongLong(&isNumber); isNumber && member)
            node.text = withMeaning(node.text, number, member->encoding);
        if (member && member->content)
            open(node, *member, text);
        else
            openIfCertain(m_decoding, text.text.toUtf8(), insideOf(node, text), node);
        return node;
    }

    static Part insideOf(const Node &node, const JsonString &string)
    {
        return {node.source, {node.range.start + 1, string.length - (string.closed ? 2 : 1)}};
    }

    /// What a text carries becomes a source of its own.
    void open(Node &node, const Member &member, const JsonString &string)
    {
        const QByteArray text = string.text.toUtf8();
        QByteArray inside = text;
        if (member.encoding == Member::Encoding::Hex) {
            inside = fromHex(text).value_or(QByteArray());
        } else if (member.encoding == Member::Encoding::Base64) {
            // A nonce elsewhere may well be plain text; a certificate is nothing else.
            const LenientBase64 decoded = readBase64(text, Base64Form::Any);
            if (decoded.flaw && member.content == DataKind::Binary)
                return;
            setFlaw(node, decoded.flaw);
            inside = decoded.bytes;
            if (member.fingerprint && inside.size() == fingerprintSize)
                node.text += QStringLiteral(" (%1)").arg(
                    QCoreApplication::translate("dsr::Member", member.fingerprint));
        } else if (fitJws(text) == 0) {
            return;
        }
        m_decoding.openSource(
            QString::fromLatin1(member.name), inside, insideOf(node, string), *member.content, node);
    }

    /// A number, true, false, null, or something that is none of them.
    Node &word(Node &into, const QString &name, const Member *member)
    {
        const QByteArrayView text = ahead();
        qsizetype length = 1;
        while (length < text.size() && !isSpace(text[length])
            && !QByteArrayView("{}[]:,\"").contains(text[length]))
            ++length;
        const QByteArrayView token = text.first(length);
        Node &node = field(into, name, length);
        const char *flaw = nullptr;
        node.text = utf8Text(token, flaw);
        if (numberLength(token) == length)
            number(node, token, member);
        else if (token == QByteArrayView("true") || token == QByteArrayView("false"))
            node.value = token.front() == 't';
        else if (token != QByteArrayView("null")) {
            setFlaw(node, QT_TRANSLATE_NOOP("dsr::Flaw", "not a JSON value"));
            openIfCertain(m_decoding, token.toByteArray(), Tiles::partOf(node), node);
        }
        return node;
    }

    static void number(Node &node, QByteArrayView token, const Member *member)
    {
        bool isInteger = false;
        const qint64 integer = token.toByteArray().toLongLong(&isInteger);
        node.value = isInteger ? QVariant(integer) : QVariant(token.toByteArray().toDouble());
        if (isInteger && member)
            node.text = withMeaning(node.text, integer, member->encoding);
    }

    /// Numbers that are dates or words; some services write them as texts.
    static QString withMeaning(const QString &text, qint64 number, Member::Encoding encoding)
    {
        constexpr const char *levels[] = {"Software", "TrustedEnvironment", "StrongBox"};
        QString meaning;
        if (encoding == Member::Encoding::Seconds)
            meaning = QDateTime::fromSecsSinceEpoch(number, Qt::UTC).toString(Qt::ISODate);
        else if (encoding == Member::Encoding::Milliseconds)
            meaning = QDateTime::fromMSecsSinceEpoch(number, Qt::UTC).toString(Qt::ISODate);
        else if (encoding == Member::Encoding::SecurityLevel && number >= 0 && number < 3)
            meaning = QString::fromLatin1(levels[number]);
        return meaning.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, meaning);
    }

    static constexpr qsizetype fingerprintSize = 32; // octets

    Decoding &m_decoding;
    int m_source;
    qsizetype m_position;
    qsizetype m_end;
};

} // namespace

int fitJson(QByteArrayView bytes)
{
    constexpr int looksLikeJson = 60;
    constexpr int mayBeJson = 15;
    const QByteArrayView text = bytes.trimmed();
    if (text.isEmpty() || (text.front() != '{' && text.front() != '[') || fitText(bytes) == 0)
        return 0;
    const QByteArrayView inside = text.sliced(1).trimmed();
    const bool holdsText = inside.startsWith('"');
    if (text.front() == '{') {
        const bool isWhole = holdsText && inside.endsWith('}') && inside.contains(':');
        const bool mayGoOn = inside.isEmpty() || holdsText || inside.front() == '}';
        return isWhole ? certainFit + 5 : mayGoOn ? looksLikeJson : mayBeJson;
    }
    const bool isWhole = (holdsText || inside.startsWith('{')) && inside.endsWith(']');
    return isWhole ? certainFit + 5 : looksLikeJson;
}

int fitHar(QByteArrayView bytes)
{
    return fitJson(bytes) >= certainFit && bytes.contains("\"log\"") && bytes.contains("\"entries\"")
            && bytes.contains("\"request\"")
        ? certainFit + 20
        : 0;
}

int fitSession(QByteArrayView bytes)
{
    return fitJson(bytes) >= certainFit && bytes.contains("\"dsrsession\"") ? certainFit + 20 : 0;
}

int fitJwk(QByteArrayView bytes)
{
    constexpr qsizetype largest = 1 << 16;
    return bytes.size() < largest && fitJson(bytes) >= certainFit && bytes.contains("\"kty\"")
            && bytes.count('{') == 1
        ? certainFit + 10
        : 0;
}

void decodeJson(Decoding &decoding, const Part &part, Node &into)
{
    JsonReader(decoding, part).readWhole(into);
}

} // namespace dsr

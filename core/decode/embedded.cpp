#include "core/decode/embedded.h"

#include "core/decode/decoders.h"

#include <limits>
#include <optional>
#include <vector>

namespace dsr {

namespace {

constexpr qsizetype fewestLetters = 32; ///< less than that may be anything

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

bool isAlphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// One character as it was before a text was escaped.
struct Unit
{
    enum class Kind { Character, Break, Other };
    Kind kind = Kind::Other;
    char character = '\0';
    qsizetype length = 1; ///< octets it takes in the text
};

Unit escapeOfJson(QByteArrayView text)
{
    // A text that was put into JSON twice has its backslashes doubled.
    qsizetype slashes = 0;
    while (slashes < text.size() && text[slashes] == '\\')
        ++slashes;
    const QByteArrayView behind = text.sliced(slashes);
    const char letter = behind.isEmpty() ? '\0' : behind.front();
    if (letter == 'n' || letter == 'r' || letter == '\n' || letter == '\r')
        return {Unit::Kind::Break, '\n', slashes + 1};
    if (letter == '/')
        return {Unit::Kind::Character, '/', slashes + 1};
    if (letter == 'u' && behind.size() >= 5 && behind.sliced(1).startsWith("00")) {
        if (const auto octet = fromHex(behind.sliced(3, 2)))
            return {Unit::Kind::Character, octet->front(), slashes + 5};
    }
    return {Unit::Kind::Other, '\\', slashes};
}

Unit escapeOfUrl(QByteArrayView text)
{
    const auto octet = text.size() >= 3 ? fromHex(text.sliced(1, 2)) : fromHex("x");
    if (!octet)
        return {};
    const char c = octet->front();
    return {c == '\n' || c == '\r' ? Unit::Kind::Break : Unit::Kind::Character, c, 3};
}

Unit unitAt(QByteArrayView text, qsizetype at)
{
    const char c = text[at];
    switch (c) {
    case '\n':
    case '\r':
        return {Unit::Kind::Break, '\n', 1};
    case '\\':
        return escapeOfJson(text.sliced(at));
    case '%':
        return escapeOfUrl(text.sliced(at));
    default:
        return {Unit::Kind::Character, c, 1};
    }
}

/// What stands between two lines of one object: line breaks, indentation, the marks of quoted mails, and in
/// source code the quotes around each line with a plus between them.
struct Filler
{
    qsizetype end = 0;
    bool hasBreak = false;
};

Filler fillerAt(QByteArrayView text, qsizetype at)
{
    Filler filler{at};
    bool betweenQuotes = false;
    while (filler.end < text.size()) {
        const Unit unit = unitAt(text, filler.end);
        const char c = unit.character;
        if (unit.kind == Unit::Kind::Break)
            filler.hasBreak = true;
        else if (c == '"' || c == '\'')
            betweenQuotes = !betweenQuotes;
        else if (c != ' ' && c != '\t' && c != '>' && (c != '+' || !betweenQuotes))
            break;
        filler.end += unit.length;
    }
    return filler;
}

/// A run of letters over one or more lines.
struct Run
{
    struct Line
    {
        ByteRange range; ///< in the text
        ByteRange letters;
    };
    QByteArray letters;
    std::vector<Line> lines;
    qsizetype end() const { return lines.back().range.end(); }
};

/// An open brace in base64.
bool startsToken(QByteArrayView text)
{
    return text.size() > 1 && text[0] == 'e' && text[1] >= 'w' && text[1] <= 'z';
}

bool isTokenLetter(const QByteArray &, char next)
{
    return isAlphanumeric(next) || next == '-' || next == '_' || next == '.';
}

bool isBase64Letter(const QByteArray &letters, char next)
{
    if (next == '=')
        return !letters.isEmpty();
    return !letters.endsWith('=') && (isAlphanumeric(next) || QByteArrayView("+/-_").contains(next));
}

/// Decides what belongs to a run and how it goes on in the next line: wrapped text has lines of one size,
/// except a first one that starts in the middle and a last one that is shorter.
class RunReader
{
public:
    using Accept = bool (*)(const QByteArray &letters, char next);

    RunReader(QByteArrayView text, Accept accept)
        : m_text(text)
        , m_accept(accept)
    {
    }

    Run read(qsizetype start, size_t mostLines)
    {
        Run run;
        qsizetype at = start;
        qsizetype full = 0;
        const bool startsLine = start == 0 || m_text[start - 1] == '\n';
        while (run.lines.size() < mostLines && readLine(run, at, full)) {
            const qsizetype size = run.lines.back().letters.length;
            if (size < full)
                break;
            if (full == 0 && (startsLine || run.lines.size() > 1))
                full = size;
            const Filler filler = fillerAt(m_text, run.end());
            if (!filler.hasBreak)
                break;
            at = filler.end;
        }
        return run;
    }

private:
    /// Appends one line; takes it back and returns false if it is empty or longer than a full one.
    bool readLine(Run &run, qsizetype at, qsizetype full)
    {
        if (m_accept == isTokenLetter && !run.lines.empty() && startsToken(m_text.sliced(at)))
            return false;
        const qsizetype before = run.letters.size();
        const qsizetype start = at;
        while (at < m_text.size()) {
            const Unit unit = unitAt(m_text, at);
            if (unit.kind != Unit::Kind::Character || !m_accept(run.letters, unit.character))
                break;
            run.letters.append(unit.character);
            at += unit.length;
            if (full > 0 && run.letters.size() - before > full) {
                run.letters.truncate(before);
                return false;
            }
        }
        const qsizetype count = run.letters.size() - before;
        if (count > 0)
            run.lines.push_back({{start, at - start}, {before, count}});
        return count > 0;
    }

    QByteArrayView m_text;
    Accept m_accept;
};

/// "30:82:01", "30 82", "0x30, 0x82": pairs with the same few things between them.
Run readHexRun(QByteArrayView text, qsizetype start, size_t mostLines)
{
    Run run;
    qsizetype at = start;
    bool newLine = true;
    const auto pairAt = [&](qsizetype offset) {
        return offset + 1 < text.size() && isHexDigit(text[offset]) && isHexDigit(text[offset + 1]);
    };
    while (at < text.size()) {
        qsizetype digits = at;
        if (text[digits] == '0' && digits + 1 < text.size() && text[digits + 1] == 'x')
            digits += 2;
        if (!pairAt(digits))
            break;
        if (newLine && run.lines.size() == mostLines)
            break;
        if (newLine)
            run.lines.push_back({{at, 0}, {run.letters.size(), 0}});
        newLine = false;
        run.letters.append(text[digits]).append(text[digits + 1]);
        at = digits + 2;
        Run::Line &line = run.lines.back();
        line.range.length = at - line.range.start;
        line.letters.length = run.letters.size() - line.letters.start;
        qsizetype separators = 0;
        while (at < text.size() && separators < 2 && QByteArrayView(" :,-").contains(text[at])) {
            ++at;
            ++separators;
        }
        if (const Filler filler = fillerAt(text, at); filler.hasBreak) {
            at = filler.end;
            newLine = true;
        }
    }
    return run;
}

constexpr QByteArrayView beginMark = "-----BEGIN";
constexpr QByteArrayView endMark = "-----END";
constexpr QByteArrayView dashes = "-----";

/// The octets of the armoured blocks at the start of `text`, one behind the other; 0 if there is none.
qsizetype armourLength(QByteArrayView text)
{
    qsizetype length = 0;
    qsizetype at = 0;
    while (text.sliced(at).startsWith(beginMark)) {
        const qsizetype next = text.indexOf(beginMark, at + 1);
        const QByteArrayView block = text.first(next < 0 ? text.size() : next);
        const qsizetype end = block.indexOf(endMark, at);
        const qsizetype close = end < 0 ? -1 : block.indexOf(dashes, end + endMark.size());
        if (close < 0)
            break;
        length = close + dashes.size();
        at = fillerAt(text, length).end;
    }
    return length;
}

/// The same with line breaks of its own and without indentation.
QByteArray plainArmour(QByteArrayView text)
{
    QByteArray plain;
    for (qsizetype at = 0; at < text.size();) {
        const Unit unit = unitAt(text, at);
        if (unit.kind == Unit::Kind::Break) {
            plain.append('\n');
            at = fillerAt(text, at).end;
        } else {
            plain.append(unit.character);
            at += unit.length;
        }
    }
    return plain + '\n';
}

class Finder
{
public:
    Finder(QByteArrayView text, qsizetype most)
        : m_text(text)
        , m_most(most)
    {
    }

    QList<Embedded> find()
    {
        char before = '\0';
        qsizetype at = 0;
        while (at < m_text.size() && m_found.size() < m_most) {
            const Unit unit = unitAt(m_text, at);
            if (unit.kind == Unit::Kind::Character && lookAt(at, unit.character, before)) {
                at = m_found.back().range.end();
                before = '\0';
                continue;
            }
            before = unit.kind == Unit::Kind::Character ? unit.character : '\0';
            at += unit.length;
        }
        return std::move(m_found);
    }

private:
    using Recognise = std::optional<Embedded> (*)(const QByteArray &letters);

    /// Whether an object starts here.
    bool lookAt(qsizetype at, char first, char before)
    {
        if (first == '-')
            return before != '-' && armour(at);
        if (!isAlphanumeric(first) || isAlphanumeric(before) || before == '_' || before == '-')
            return false;
        return token(at) || hex(at) || base64(at, before);
    }

    bool armour(qsizetype at)
    {
        if (!m_text.sliced(at).startsWith(beginMark))
            return false;
        const qsizetype length = armourLength(m_text.sliced(at));
        if (length == 0)
            return false;
        m_found.append({{at, length}, u"pem", plainArmour(m_text.sliced(at, length)), DataKind::Pem});
        return true;
    }

    bool token(qsizetype at)
    {
        if (at < m_tokenTried || !startsToken(m_text.sliced(at)))
            return false;
        RunReader reader(m_text, isTokenLetter);
        return take([&](size_t most) { return reader.read(at, most); }, m_tokenTried, recogniseToken);
    }

    bool base64(qsizetype at, char before)
    {
        constexpr qsizetype enoughToLook = 12;
        if (at < m_base64Tried || before == '/' || before == '+' || at + enoughToLook > m_text.size())
            return false;
        for (qsizetype i = at; i < at + enoughToLook; ++i) {
            if (!isAlphanumeric(m_text[i]) && !QByteArrayView("+/-_\\%").contains(m_text[i]))
                return false;
        }
        RunReader reader(m_text, isBase64Letter);
        return take([&](size_t most) { return reader.read(at, most); }, m_base64Tried, recogniseBase64);
    }

    bool hex(qsizetype at)
    {
        if (at < m_hexTried || at + fewestLetters > m_text.size() || !isHexDigit(m_text[at])
            || (!isHexDigit(m_text[at + 1]) && m_text[at + 1] != 'x'))
            return false;
        return take([&](size_t most) { return readHexRun(m_text, at, most); }, m_hexTried, recogniseHex);
    }

    /// The first line if it is whole by itself, else all lines as one object, else those lines that are one.
    template <typename Read> bool take(Read read, qsizetype &tried, Recognise recognise)
    {
        const auto takeLine = [&](const Run &run, const Run::Line &line) {
            return add(run.letters.sliced(line.letters.start, line.letters.length), line.range, recognise);
        };
        const Run start = read(1);
        if (start.lines.empty())
            return false;
        tried = start.end();
        if (takeLine(start, start.lines.front()))
            return true;
        const Run run = read(std::numeric_limits<size_t>::max());
        tried = run.end();
        if (run.lines.size() == 1)
            return false;
        const qsizetype first = run.lines.front().range.start;
        if (add(run.letters, {first, run.end() - first}, recognise))
            return true;
        bool isFound = false;
        for (const Run::Line &line : run.lines)
            isFound = takeLine(run, line) || isFound;
        return isFound;
    }

    bool add(const QByteArray &letters, ByteRange range, Recognise recognise)
    {
        std::optional<Embedded> object = recognise(letters);
        if (!object)
            return false;
        object->range = range;
        if (object->kind == DataKind::Jws) // a full stop of the sentence around it
            object->range.length -= letters.size() - object->bytes.size();
        m_found.append(*object);
        return true;
    }

    static std::optional<Embedded> recogniseToken(const QByteArray &letters)
    {
        QByteArray token = letters;
        while (token.endsWith('.'))
            token.chop(1);
        if (fitJws(token) < certainFit)
            return std::nullopt;
        return Embedded{.dress = u"token", .bytes = token, .kind = DataKind::Jws};
    }

    static std::optional<Embedded> recogniseBase64(const QByteArray &letters)
    {
        if (letters.size() < fewestLetters)
            return std::nullopt;
        const auto bytes = fromBase64(letters, Base64Form::Any);
        return bytes ? recogniseBytes(u"base64", *bytes) : std::nullopt;
    }

    static std::optional<Embedded> recogniseHex(const QByteArray &letters)
    {
        if (letters.size() < fewestLetters)
            return std::nullopt;
        const auto bytes = fromHex(letters);
        return bytes ? recogniseBytes(u"hex", *bytes) : std::nullopt;
    }

    static std::optional<Embedded> recogniseBytes(QStringView dress, const QByteArray &bytes)
    {
        const Fit fit = bestFit(bytes);
        if (fit.certainty < certainFit)
            return std::nullopt;
        return Embedded{.dress = dress, .bytes = bytes, .kind = fit.kind};
    }

    QByteArrayView m_text;
    qsizetype m_most;
    QList<Embedded> m_found;
    // Up to where a text is known to be no such thing: each octet is looked at a few times at most.
    qsizetype m_tokenTried = 0;
    qsizetype m_base64Tried = 0;
    qsizetype m_hexTried = 0;
};

} // namespace

QList<Embedded> findEmbedded(QByteArrayView text, qsizetype most)
{
    return Finder(text, most).find();
}

void openEmbedded(Decoding &decoding, const Part &part, const Embedded &object, Node &into)
{
    Tiles tiles(decoding, part, into);
    if (object.range.start > 0)
        tiles.syntax(u"text", object.range.start);
    const Part origin = Tiles::partOf(tiles.syntax(object.dress, object.range.length));
    if (tiles.left() > 0)
        tiles.syntax(u"text", tiles.left());
    decoding.openSource(dataKindId(object.kind), object.bytes, origin, object.kind, into);
}

void openIfCertain(Decoding &decoding, const QByteArray &text, const Part &origin, Node &into)
{
    const auto openAs = [&](DataKind kind, const QByteArray &bytes) {
        decoding.openSource(dataKindId(kind), bytes, origin, kind, into);
    };
    if (fitJson(text) >= certainFit)
        return openAs(DataKind::Json, text);
    if (fitPem(text) >= certainFit)
        return openAs(DataKind::Pem, text);
    const QList<Embedded> objects = findEmbedded(text, 2);
    if (objects.isEmpty())
        return;
    const Embedded &first = objects.first();
    if (first.range.length == QByteArrayView(text).trimmed().size())
        openAs(first.kind, first.bytes);
    else
        openAs(DataKind::Envelope, text);
}

} // namespace dsr

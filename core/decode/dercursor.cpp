#include "core/decode/dercursor.h"

#include <QCoreApplication>
#include <QVarLengthArray>

#include <charconv>

namespace dsr {

DerCursor::DerCursor(QByteArrayView buffer, Rules rules)
    : DerCursor(buffer, {0, buffer.size()}, rules)
{
}

DerCursor::DerCursor(QByteArrayView buffer, ByteRange range, Rules rules)
    : m_buffer(buffer)
    , m_range(range)
    , m_rules(rules)
    , m_position(range.start)
{
}

std::optional<DerElement> DerCursor::next()
{
    const qsizetype start = m_position;
    auto element = nextOrCut();
    if (m_flaw) {
        m_position = start;
        return std::nullopt;
    }
    return element;
}

std::optional<DerElement> DerCursor::nextOrCut()
{
    m_flaw = nullptr;
    qsizetype at = m_position;
    const auto octet = [&](qsizetype offset) { return static_cast<quint8>(m_buffer[offset]); };
    const auto broken = [&](const char *why) {
        m_flaw = why;
        return std::nullopt;
    };
    if (at >= m_range.end())
        return broken(QT_TRANSLATE_NOOP("dsr::Flaw", "no element"));

    DerElement element;
    const quint8 identifier = octet(at++);
    element.tagClass = identifier >> 6;
    element.constructed = (identifier & 0x20) != 0;
    element.tag = identifier & 0x1f;
    if (element.tag == 0x1f) {
        element.tag = 0;
        bool more = true;
        for (int i = 0; more; ++i) {
            if (at >= m_range.end())
                return broken(QT_TRANSLATE_NOOP("dsr::Flaw", "tag is cut off"));
            if (i == 4)
                return broken(QT_TRANSLATE_NOOP("dsr::Flaw", "tag number is too large"));
            const quint8 part = octet(at++);
            element.tag = (element.tag << 7) | (part & 0x7f);
            more = (part & 0x80) != 0;
        }
    }
    element.identifier = {m_position, at - m_position};
    if (at >= m_range.end())
        return broken(QT_TRANSLATE_NOOP("dsr::Flaw", "length is missing"));
    qsizetype length = octet(at++);
    if (length == 0x80) {
        if (m_rules == Rules::Der || !element.constructed)
            return broken(QT_TRANSLATE_NOOP("dsr::Flaw", "indefinite length"));
        element.length = {element.identifier.end(), 1};
        const auto end = endOfContents(at);
        if (!end)
            m_flaw = QT_TRANSLATE_NOOP("dsr::Flaw", "content is cut off");
        element.end = end.value_or(ByteRange{m_range.end(), 0});
        element.content = {at, element.end.start - at};
        m_position = element.end.end();
        return element;
    }
    if (length > 0x80) {
        const qsizetype count = length & 0x7f;
        if (count > 4)
            return broken(QT_TRANSLATE_NOOP("dsr::Flaw", "length is too large"));
        if (count > m_range.end() - at)
            return broken(QT_TRANSLATE_NOOP("dsr::Flaw", "length is cut off"));
        length = 0;
        for (qsizetype i = 0; i < count; ++i)
            length = (length << 8) | octet(at++);
    }
    element.length = {element.identifier.end(), at - element.identifier.end()};
    if (length > m_range.end() - at) {
        m_flaw = QT_TRANSLATE_NOOP("dsr::Flaw", "content is cut off");
        length = m_range.end() - at;
    }
    element.content = {at, length};
    element.end = {at + length, 0};
    m_position = at + length;
    return element;
}

/// The two zero octets that close what was opened before `from`; nothing if the range ends first. More
/// elements and levels than anybody would show are not searched: time is bounded.
std::optional<ByteRange> DerCursor::endOfContents(qsizetype from) const
{
    constexpr int mostElements = 200'000;
    constexpr int deepest = 64;
    DerCursor inside(m_buffer, {from, m_range.end() - from});
    int open = 1;
    for (int count = 0; !inside.atEnd() && open <= deepest && count < mostElements; ++count) {
        const qsizetype at = inside.m_position;
        const auto octet = [&](qsizetype offset) { return static_cast<quint8>(m_buffer[offset]); };
        if (inside.next()) {
            if (octet(at) == 0 && octet(at + 1) == 0 && --open == 0)
                return ByteRange{at, 2};
            continue;
        }
        // Whatever is not a whole element of known length opens another one, or is damage.
        qsizetype length = at + 1;
        if ((octet(at) & 0x1f) == 0x1f) {
            while (length < m_range.end() && (octet(length) & 0x80) != 0)
                ++length;
            ++length;
        }
        if ((octet(at) & 0x20) == 0 || length >= m_range.end() || octet(length) != 0x80)
            return std::nullopt;
        ++open;
        inside.m_position = length + 1;
    }
    return std::nullopt;
}

std::optional<qint64> derInteger(QByteArrayView content)
{
    if (content.isEmpty() || content.size() > 8)
        return std::nullopt;
    auto value = static_cast<quint64>((content[0] & 0x80) != 0 ? -1 : 0);
    for (const char c : content)
        value = (value << 8) | static_cast<quint8>(c);
    return static_cast<qint64>(value);
}

QByteArray derObjectIdentifier(QByteArrayView content)
{
    QVarLengthArray<char, 64> text;
    const auto append = [&](quint64 number) {
        char digits[20];
        const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
        text.append(digits, end - digits);
    };
    quint64 arc = 0;
    bool open = false;
    for (const char c : content) {
        const auto part = static_cast<quint8>(c);
        if (arc > (Q_UINT64_C(1) << 56) || (!open && part == 0x80))
            return {};
        arc = (arc << 7) | (part & 0x7f);
        open = (part & 0x80) != 0;
        if (open)
            continue;
        if (text.isEmpty()) {
            const quint64 first = arc < 80 ? arc / 40 : 2;
            append(first);
            arc -= first * 40;
        }
        text.append('.');
        append(arc);
        arc = 0;
    }
    return open ? QByteArray() : QByteArray(text.data(), text.size());
}

std::vector<DerElement> derMembers(QByteArrayView bytes)
{
    constexpr quint32 sequence = 16;
    constexpr size_t most = 16; // more than what anybody asks about
    DerCursor cursor(bytes);
    const auto outer = cursor.next();
    if (!outer || !outer->isUniversal(sequence) || !cursor.atEnd())
        return {};
    std::vector<DerElement> members;
    DerCursor inside = cursor.inside(*outer);
    while (!inside.atEnd() && members.size() < most) {
        const auto member = inside.next();
        if (!member)
            return {};
        members.push_back(*member);
    }
    return members;
}

} // namespace dsr

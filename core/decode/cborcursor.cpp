#include "core/decode/cborcursor.h"

#include <QCoreApplication>
#include <QFloat16>

#include <bit>

namespace dsr {

QString CborHead::text() const
{
    constexpr const char *names[] = {
        "unsigned", "negative", "bytes", "text", "array", "map", "tag", "simple"};
    if (isBreak())
        return QStringLiteral("break");
    if (isFloat())
        return QStringLiteral("float%1").arg(8 << (information - 24));
    const QString name = QString::fromLatin1(names[static_cast<int>(type)]);
    return isIndefinite() ? QStringLiteral("%1(*)").arg(name)
                          : QStringLiteral("%1(%2)").arg(name).arg(argument);
}

CborCursor::CborCursor(QByteArrayView buffer)
    : CborCursor(buffer, {0, buffer.size()})
{
}

CborCursor::CborCursor(QByteArrayView buffer, ByteRange range)
    : m_buffer(buffer)
    , m_range(range)
    , m_position(range.start)
{
}

std::optional<CborHead> CborCursor::next()
{
    m_flaw = nullptr;
    const auto broken = [&](const char *why) {
        m_flaw = why;
        return std::nullopt;
    };
    if (atEnd())
        return broken(QT_TRANSLATE_NOOP("dsr::Flaw", "an item is missing"));
    const auto first = static_cast<quint8>(m_buffer[m_position]);
    CborHead head;
    head.type = static_cast<CborHead::Type>(first >> 5);
    head.information = first & 0x1f;
    qsizetype length = 1;
    if (head.information < 24) {
        head.argument = static_cast<quint64>(head.information);
    } else if (head.information < 28) {
        length += qsizetype(1) << (head.information - 24);
        if (length > left())
            return broken(QT_TRANSLATE_NOOP("dsr::Flaw", "length is cut off"));
        for (const char c : m_buffer.sliced(m_position + 1, length - 1))
            head.argument = (head.argument << 8) | static_cast<quint8>(c);
    } else if (head.information < 31) {
        return broken(QT_TRANSLATE_NOOP("dsr::Flaw", "a first octet that CBOR reserves"));
    } else if (head.type < CborHead::Type::Bytes || head.type == CborHead::Type::Tag) {
        return broken(QT_TRANSLATE_NOOP("dsr::Flaw", "indefinite length"));
    }
    head.range = {m_position, length};
    m_position += length;
    return head;
}

std::optional<CborHead> CborCursor::peek() const
{
    return CborCursor(m_buffer, {m_position, left()}).next();
}

bool CborCursor::skipItem(int depth)
{
    constexpr int deepest = 64;
    const auto head = next();
    if (!head)
        return false;
    if (depth >= deepest) {
        m_flaw = QT_TRANSLATE_NOOP("dsr::Flaw", "nested too deeply");
        return false;
    }
    if (head->isBreak()) {
        m_flaw = QT_TRANSLATE_NOOP("dsr::Flaw", "an end where nothing was open");
        return false;
    }
    if (head->contentLength() > static_cast<quint64>(left())) {
        m_flaw = QT_TRANSLATE_NOOP("dsr::Flaw", "content is cut off");
        return false;
    }
    m_position += static_cast<qsizetype>(head->contentLength());
    if (head->type == CborHead::Type::Tag)
        return skipItem(depth + 1);
    return head->isContainer() || head->isIndefinite() ? skipItems(*head, depth) : true;
}

/// What is inside a container, or the chunks of a string.
bool CborCursor::skipItems(const CborHead &head, int depth)
{
    const int perEntry = head.type == CborHead::Type::Map ? 2 : 1;
    for (quint64 i = 0; head.isIndefinite() || i < head.argument; ++i) {
        if (head.isIndefinite()) {
            const auto inner = peek();
            if (inner && inner->isBreak()) {
                m_position += inner->range.length;
                return true;
            }
            if (inner && head.isString() && (inner->type != head.type || inner->isIndefinite())) {
                m_flaw = QT_TRANSLATE_NOOP("dsr::Flaw", "a chunk of another kind");
                return false;
            }
        }
        for (int part = 0; part < perEntry; ++part) {
            if (!skipItem(depth + 1))
                return false;
        }
    }
    return true;
}

QString cborNumberText(const CborHead &head)
{
    if (head.type == CborHead::Type::Unsigned)
        return QString::number(head.argument);
    // -1 - argument; the largest one needs 65 bits
    return head.argument == ~Q_UINT64_C(0) ? QStringLiteral("-18446744073709551616")
                                           : QLatin1Char('-') + QString::number(head.argument + 1);
}

double cborFloat(const CborHead &head)
{
    switch (head.information) {
    case 25:
        return static_cast<double>(
            static_cast<float>(std::bit_cast<qfloat16>(static_cast<quint16>(head.argument))));
    case 26:
        return static_cast<double>(std::bit_cast<float>(static_cast<quint32>(head.argument)));
    default:
        return std::bit_cast<double>(head.argument);
    }
}

} // namespace dsr

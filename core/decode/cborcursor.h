#pragma once

#include "core/base/byterange.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace dsr {

/// The first octets of a CBOR item (RFC 8949 3): what it is, and its number, length or count.
struct CborHead
{
    enum class Type { Unsigned, Negative, Bytes, Text, Array, Map, Tag, Simple };
    Type type = Type::Unsigned;
    int information = 0; ///< low five bits: 31 = indefinite, for Simple 25…27 = a float
    quint64 argument = 0;
    ByteRange range;
    bool isIndefinite() const { return information == 31 && type != Type::Simple; }
    bool isBreak() const { return information == 31 && type == Type::Simple; }
    bool isFloat() const { return type == Type::Simple && information >= 25 && information <= 27; }
    bool isString() const { return type == Type::Bytes || type == Type::Text; }
    bool isContainer() const { return type == Type::Array || type == Type::Map; }
    /// Content octets of a string of known length; 0 for everything else.
    quint64 contentLength() const { return isString() && !isIndefinite() ? argument : 0; }
    /// As diagnostic notation counts: "map(3)", "bytes(*)".
    QString text() const;
};

/// Walks CBOR inside one range of a buffer; every position is checked. Our own instead of QCborStreamReader,
/// which has the offsets too but says nothing any more about what stands before a damage.
class CborCursor
{
public:
    explicit CborCursor(QByteArrayView buffer);
    CborCursor(QByteArrayView buffer, ByteRange range);

    bool atEnd() const { return m_position >= m_range.end(); }
    qsizetype position() const { return m_position; }
    qsizetype left() const { return m_range.end() - m_position; }
    /// The head at the position, and moves behind it. nullopt where no complete head is: `flaw` then says
    /// why and the position stays.
    std::optional<CborHead> next();
    /// The head at the position, which stays.
    std::optional<CborHead> peek() const;
    /// Moves over octets that are known to be there.
    void skip(qsizetype length) { m_position += length; }
    /// Moves over one whole well-formed item; false and `flaw` where there is none. The position is then
    /// somewhere in it.
    bool skipItem(int depth = 0);
    /// English, marked for translation in the context "dsr::Flaw".
    const char *flaw() const { return m_flaw; }

    QByteArrayView bytes(ByteRange range) const { return m_buffer.sliced(range.start, range.length); }

private:
    bool skipItems(const CborHead &head, int depth);

    QByteArrayView m_buffer;
    ByteRange m_range;
    qsizetype m_position;
    const char *m_flaw = nullptr;
};

/// Unsigned or negative number as text; numbers beyond 64 bits included.
QString cborNumberText(const CborHead &head);
/// The number of a float head of 2, 4 or 8 octets.
double cborFloat(const CborHead &head);

} // namespace dsr

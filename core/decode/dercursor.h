#pragma once

#include "core/base/byterange.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace dsr {

/// One DER element with exact positions in the buffer that the cursor walks.
struct DerElement
{
    quint8 tagClass = 0; ///< 0 universal, 1 application, 2 context, 3 private
    bool constructed = false;
    quint32 tag = 0;
    ByteRange identifier;
    ByteRange length;
    ByteRange content;
    ByteRange end; ///< end-of-contents octets of an indefinite length; else empty, behind the content
    ByteRange whole() const { return {identifier.start, end.end() - identifier.start}; }
    bool isIndefinite() const { return end.length > 0; }
    bool isUniversal(quint32 number) const { return tagClass == 0 && tag == number; }
    bool isContext(quint32 number) const { return tagClass == 2 && tag == number; }
};

/// Walks sibling elements inside one range of a buffer; every position is checked.
class DerCursor
{
public:
    /// Der: definite lengths only. Ber: indefinite ones too (X.690 8.1.3.6), as CMS is often written.
    enum class Rules { Der, Ber };

    explicit DerCursor(QByteArrayView buffer, Rules rules = Rules::Der);
    DerCursor(QByteArrayView buffer, ByteRange range, Rules rules = Rules::Der);

    bool atEnd() const { return m_position >= m_range.end(); }
    qsizetype position() const { return m_position; }
    /// The element at the position, and moves behind it. nullopt where no complete element is: `flaw` then
    /// says why and the position stays.
    std::optional<DerElement> next();
    /// As `next`, but content that is cut off is given as far as it goes, with `flaw` set.
    std::optional<DerElement> nextOrCut();
    /// English, marked for translation in the context "dsr::Flaw".
    const char *flaw() const { return m_flaw; }

    QByteArrayView bytes(ByteRange range) const { return m_buffer.sliced(range.start, range.length); }
    DerCursor inside(const DerElement &element) const
    {
        return DerCursor(m_buffer, element.content, m_rules);
    }

private:
    std::optional<ByteRange> endOfContents(qsizetype from) const;

    QByteArrayView m_buffer;
    ByteRange m_range;
    Rules m_rules;
    qsizetype m_position;
    const char *m_flaw = nullptr;
};

/// INTEGER or ENUMERATED content as number; nullopt if empty or wider than 64 bits.
std::optional<qint64> derInteger(QByteArrayView content);
/// OBJECT IDENTIFIER content as dotted text; empty if malformed.
QByteArray derObjectIdentifier(QByteArrayView content);

/// The members of the SEQUENCE that `bytes` are; empty if they are anything else or not whole. Bytes of
/// another kind fail at their first octets.
std::vector<DerElement> derMembers(QByteArrayView bytes);

} // namespace dsr

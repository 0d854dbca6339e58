#pragma once

#include "core/base/byterange.h"

#include <optional>

namespace dsr {

/// A place in the hex pane, counted in characters of a fixed-width font.
struct HexCell
{
    int line = 0;
    int column = 0;
    friend bool operator==(const HexCell &, const HexCell &) = default;
};

/// Where offset, hex digits and characters of bytes stand, without a pixel:
/// `0010  61 62 63 64 65 66 67 68  69 …  abcdefghi…`.
class HexLayout
{
public:
    HexLayout() = default;
    HexLayout(qsizetype byteCount, int bytesPerLine);

    qsizetype byteCount() const { return m_byteCount; }
    int bytesPerLine() const { return m_bytesPerLine; }
    int lineCount() const;
    int columnCount() const { return columnsFor(m_byteCount, m_bytesPerLine); }
    int offsetDigits() const { return offsetDigitsFor(m_byteCount); }

    int lineOf(qsizetype offset) const { return static_cast<int>(offset / m_bytesPerLine); }
    /// The bytes of a line; shorter for the last one.
    ByteRange bytesOf(int line) const;
    HexCell hexCell(qsizetype offset) const;
    HexCell characterCell(qsizetype offset) const;
    /// The byte whose digits or character stand there; nothing beside them.
    std::optional<qsizetype> byteAt(const HexCell &cell) const;

    /// The largest of 16, 8 and 4 bytes a line that fits into so many columns; 4 if none does.
    static int bytesPerLineFor(qsizetype byteCount, int columns);

private:
    static int offsetDigitsFor(qsizetype byteCount);
    static int columnsFor(qsizetype byteCount, int bytesPerLine);
    int hexColumn(int index) const;
    int characterColumn(int index) const;

    qsizetype m_byteCount = 0;
    int m_bytesPerLine = 16;
};

} // namespace dsr

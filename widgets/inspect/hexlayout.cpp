#include "widgets/inspect/hexlayout.h"

#include <algorithm>

namespace dsr {

namespace {
constexpr int gap = 2; ///< columns between the three blocks
constexpr int cellWidth = 3; ///< two digits and a space
constexpr int group = 8; ///< bytes between wider gaps

int hexWidth(int bytesPerLine)
{
    return bytesPerLine * cellWidth - 1 + (bytesPerLine - 1) / group;
}
} // namespace

HexLayout::HexLayout(qsizetype byteCount, int bytesPerLine)
    : m_byteCount(byteCount)
    , m_bytesPerLine(bytesPerLine)
{
}

int HexLayout::lineCount() const
{
    return static_cast<int>((m_byteCount + m_bytesPerLine - 1) / m_bytesPerLine);
}

int HexLayout::offsetDigitsFor(qsizetype byteCount)
{
    constexpr qsizetype fourDigits = 0x10000;
    return byteCount <= fourDigits ? 4 : 8;
}

int HexLayout::columnsFor(qsizetype byteCount, int bytesPerLine)
{
    return offsetDigitsFor(byteCount) + gap + hexWidth(bytesPerLine) + gap + bytesPerLine;
}

int HexLayout::bytesPerLineFor(qsizetype byteCount, int columns)
{
    for (const int bytes : {16, 8}) {
        if (columnsFor(byteCount, bytes) <= columns)
            return bytes;
    }
    return 4;
}

int HexLayout::hexColumn(int index) const
{
    return offsetDigits() + gap + index * cellWidth + index / group;
}

int HexLayout::characterColumn(int index) const
{
    return offsetDigits() + gap + hexWidth(m_bytesPerLine) + gap + index;
}

ByteRange HexLayout::bytesOf(int line) const
{
    const qsizetype start = static_cast<qsizetype>(line) * m_bytesPerLine;
    return {start, std::clamp<qsizetype>(m_byteCount - start, 0, m_bytesPerLine)};
}

HexCell HexLayout::hexCell(qsizetype offset) const
{
    return {lineOf(offset), hexColumn(static_cast<int>(offset % m_bytesPerLine))};
}

HexCell HexLayout::characterCell(qsizetype offset) const
{
    return {lineOf(offset), characterColumn(static_cast<int>(offset % m_bytesPerLine))};
}

std::optional<qsizetype> HexLayout::byteAt(const HexCell &cell) const
{
    if (cell.line < 0 || cell.line >= lineCount())
        return {};
    const ByteRange bytes = bytesOf(cell.line);
    for (int i = 0; i < bytes.length; ++i) {
        const bool onDigits = cell.column >= hexColumn(i) && cell.column < hexColumn(i) + 2;
        if (onDigits || cell.column == characterColumn(i))
            return bytes.start + i;
    }
    return {};
}

} // namespace dsr

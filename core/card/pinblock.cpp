#include "core/card/pinblock.h"

namespace dsr {

namespace {
constexpr qsizetype blockSize = 8;
}

QByteArray pinBlock(const Secret &digits)
{
    QByteArray block(blockSize, '\xFF');
    block[0] = static_cast<char>(0x20 | digits.size());
    digits.use([&](QByteArrayView text) {
        for (qsizetype i = 0; i < text.size() && i < 14; ++i) {
            const int digit = text[i] - '0';
            char &octet = block[1 + i / 2];
            octet = static_cast<char>(i % 2 == 0 ? digit << 4 | 0x0F : (octet & 0xF0) | digit);
        }
    });
    return block;
}

Secret pinBlockDigits(QByteArrayView block)
{
    if (block.size() != blockSize)
        return {};
    const qsizetype count = static_cast<quint8>(block[0]) & 0x0F;
    bool wellFormed = (block[0] & 0xF0) == 0x20 && count >= 4 && count <= 12;
    QByteArray digits(count, '\0');
    for (qsizetype i = 0; i < 2 * (blockSize - 1); ++i) {
        const int octet = static_cast<quint8>(block[1 + i / 2]);
        const int nibble = i % 2 == 0 ? octet >> 4 : octet & 0x0F;
        wellFormed = wellFormed && (i < count ? nibble <= 9 : nibble == 0x0F);
        if (i < count)
            digits[i] = static_cast<char>('0' + nibble);
    }
    Secret secret(std::move(digits));
    return wellFormed ? std::move(secret) : Secret();
}

} // namespace dsr

#include "core/card/pinblock.h"

namespace dsr {

QByteArray pinBlock(const Secret &digits)
{
    QByteArray block(8, '\xFF');
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

} // namespace dsr

#include "core/card/virtual/cardimagefile.h"
#include "core/card/virtual/virtualcard.h"

#include <cstdint>
#include <cstdlib>

using namespace dsr;

/// Any file: a card or a refusal. A card that was accepted answers what every reader asks first.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    auto image = loadCardImage(QByteArrayView(data, static_cast<qsizetype>(size)));
    if (!image)
        return 0;
    VirtualCard card(std::move(*image));
    if (card.atr().size() < 2)
        std::abort();
    for (const char *command : {"00A4040400", "00B0820000", "00B201F400", "80200002", "00A4030C"}) {
        const QByteArray answer = card.transmit(QByteArray::fromHex(command));
        if (answer.size() < 2 || answer == QByteArray::fromHex("6F00"))
            std::abort();
    }
    return 0;
}

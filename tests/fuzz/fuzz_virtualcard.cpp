#include "core/card/apdu.h"
#include "core/card/virtual/virtualcard.h"

#include <cstdint>
#include <cstdlib>

using namespace dsr;

namespace {

Secret secretOf(const char *text)
{
    return Secret(QByteArray(text));
}

CardImage image()
{
    static const CardImage made = standardCardImage({.iccsn = QStringLiteral("80276883110000168584"),
        .certificate = QByteArray::fromHex("3003020101"),
        .key = PrivateKey::generate(Curve::BrainpoolP256r1).value(),
        .pin = secretOf("123456"),
        .puk = secretOf("12345678"),
        .can = secretOf("123123"),
        .personalData = {},
        .insuranceData = {}});
    return made.clone();
}

} // namespace

/// Any sequence of commands: two octets length before each. Every one gets a well-formed answer, and no log
/// line shows the PIN.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    QByteArrayView input(data, static_cast<qsizetype>(size));
    VirtualCard card(image());
    while (input.size() >= 2) {
        const qsizetype wanted = static_cast<quint8>(input[0]) << 8 | static_cast<quint8>(input[1]);
        const qsizetype length = qMin(wanted, input.size() - 2);
        const QByteArrayView command = input.sliced(2, length);
        input = input.sliced(2 + length);
        const QByteArray answer = card.transmit(command);
        if (answer.size() < 2 || answer == QByteArray::fromHex("6F00"))
            std::abort();
        if (card.pinTriesLeft() < 0 || card.pinTriesLeft() > 3)
            std::abort();
        const QString shown = maskedHex(command);
        if (const auto parsed = CommandApdu::parse(command)) {
            if (const auto again = CommandApdu::parse(parsed->encoded());
                !again || again->data != parsed->data || again->ne != parsed->ne)
                std::abort();
            if (parsed->ins == 0x20 && parsed->data.size() == 8 && shown.count(QStringLiteral("**")) < 8)
                std::abort();
            (void)commandMeaning(*parsed);
            (void)statusMeaning(*parsed, ResponseApdu::parse(answer)->sw);
        }
    }
    return 0;
}

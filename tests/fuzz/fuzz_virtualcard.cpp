#include "core/card/apdu.h"
#include "core/card/virtual/virtualcard.h"
#include "tests/support/terminal.h"

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

/// One command in the input: two octets length before it, of which the highest bit says that it goes through
/// the channel, and the next one that a bit of it is wrong there.
struct Input
{
    QByteArrayView command;
    bool sealed = false;
    bool damaged = false;
};

std::optional<Input> nextInput(QByteArrayView &rest)
{
    if (rest.size() < 2)
        return std::nullopt;
    const auto first = static_cast<quint8>(rest[0]);
    const qsizetype length =
        qMin<qsizetype>((first & 0x3F) << 8 | static_cast<quint8>(rest[1]), rest.size() - 2);
    const Input input{rest.sliced(2, length), (first & 0x80) != 0, (first & 0x40) != 0};
    rest = rest.sliced(2 + length);
    return input;
}

void check(bool good)
{
    if (!good)
        std::abort();
}

/// No log line shows the PIN, and every command survives being written again.
void describe(QByteArrayView command, const QByteArray &answer)
{
    const QString shown = maskedHex(command);
    const auto parsed = CommandApdu::parse(command);
    if (!parsed)
        return;
    const auto again = CommandApdu::parse(parsed->encoded());
    check(again && again->data == parsed->data && again->ne == parsed->ne);
    check(parsed->ins != 0x20 || parsed->data.size() != 8 || shown.count(QStringLiteral("**")) >= 8);
    (void)commandMeaning(*parsed);
    (void)statusMeaning(*parsed, ResponseApdu::parse(answer)->sw);
}

/// The commands of one input, to a card on its contacts or on an antenna.
void play(QByteArrayView rest, CardInterface interface)
{
    CardImage fresh = image();
    fresh.interface = interface;
    VirtualCard card(std::move(fresh));
    Terminal terminal(card);
    bool hasChannel = false;
    while (const auto input = nextInput(rest)) {
        const auto parsed = CommandApdu::parse(input->command);
        // Secure messaging is announced in bits that a command must not use for anything else.
        const bool sealed = input->sealed && parsed && (parsed->cla & 0x0F) == 0;
        if (sealed && !hasChannel)
            check(terminal.pace("123123") == 0x9000);
        QByteArray command = sealed ? terminal.seal(*parsed) : input->command.toByteArray();
        if (sealed && input->damaged)
            command[command.size() - 4] = static_cast<char>(command[command.size() - 4] ^ 0x10);
        const QByteArray answer = card.transmit(command);
        check(answer.size() >= 2 && answer != QByteArray::fromHex("6F00"));
        check(card.pinTriesLeft() >= 0 && card.pinTriesLeft() <= 3);
        describe(input->command, answer);
        if (sealed && !input->damaged && command.size() <= 2057)
            check(terminal.open(answer).sw != 0);
        else if (sealed && command.size() <= 2057)
            check(answer == QByteArray::fromHex("6988"));
        // A plain command ends the channel, and so does RESET APPLICATION inside of it.
        hasChannel = sealed && !input->damaged && command.size() <= 2057 && parsed->ins != 0x70;
    }
}

} // namespace

/// Any sequence of commands, in the clear or through a good channel, gets well-formed answers.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    play(input, CardInterface::Contact);
    play(input, CardInterface::Contactless);
    return 0;
}

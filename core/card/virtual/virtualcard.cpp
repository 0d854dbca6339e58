#include "core/card/virtual/virtualcard.h"

#include "core/base/secret.h"
#include "core/card/tlv.h"
#include "core/card/virtual/virtualcardengine.h"

#include <exception>

namespace dsr {

namespace {

struct BufferSizes
{
    qsizetype command = 1033; // what a card of this generation offers at least
    qsizetype response = 32770;
};

/// The first two numbers of DO E0 in EF.ATR: largest plain command and response (egk-card 1.4).
BufferSizes bufferSizes(const CardImage &image)
{
    const ImageFile *atr = image.file(QStringLiteral("EF.ATR"));
    const auto object = atr ? findTlv(atr->content, 0xE0) : std::nullopt;
    const auto numbers = object ? parseTlvs(*object) : std::nullopt;
    if (!numbers || numbers->size() != 4)
        return {};
    const auto number = [&](qsizetype i) {
        return static_cast<qsizetype>(numbers->at(i).value.toByteArray().toHex().toLongLong(nullptr, 16));
    };
    return {number(0), number(1)};
}

/// Le that stands for "as much as there is", which differs between short and extended length.
bool asksForAll(QByteArrayView bytes, const CommandApdu &command)
{
    const bool extended = bytes.size() >= 7 && bytes[4] == 0;
    return command.ne == (extended ? 65536 : 256);
}

} // namespace

VirtualCard::Engine::Engine(CardImage image, std::shared_ptr<Randomness> randomness)
    : m_image(std::move(image))
    , m_randomness(std::move(randomness))
{
    const BufferSizes sizes = bufferSizes(m_image);
    m_largestCommand = sizes.command;
    m_largestResponse = sizes.response;
}

QByteArray VirtualCard::Engine::atr() const
{
    return m_image.interface == CardInterface::Contact ? m_image.contactAtr : m_image.contactlessAtr;
}

AccessState VirtualCard::Engine::accessState() const
{
    AccessState state;
    state.contactless = m_image.interface == CardInterface::Contactless;
    state.activated = folder().activated;
    for (const ImagePassword &password : m_image.passwords) {
        if (!password.enabled || isVerified(password.reference))
            state.passwords |= 1U << password.reference;
    }
    return state;
}

bool VirtualCard::Engine::isAllowed(const AccessRule &rule, const CommandApdu &command) const
{
    return rule.allows(command, accessState());
}

void VirtualCard::Engine::reset()
{
    m_folder = 0;
    m_file = -1;
    m_verified = 0;
    m_keyChosen = false;
}

ResponseApdu VirtualCard::Engine::answer(QByteArrayView bytes)
{
    if (bytes.size() > m_largestCommand)
        return status(0x6700);
    auto command = CommandApdu::parse(bytes);
    if (!command)
        return status(0x6700);
    const bool wildcard = asksForAll(bytes, *command);
    const Answer answer =
        command->cla == 0x80 ? dispatchProprietary(*command, wildcard) : dispatch(*command, wildcard);
    wipe(command->data); // it may have been a PIN
    return answer;
}

ResponseApdu VirtualCard::Engine::dispatch(const CommandApdu &command, bool wildcard)
{
    if (command.cla == 0x0C)
        return status(0x6882);
    if (command.cla == 0x10)
        return status(0x6884);
    if (command.cla != 0x00)
        return status(0x6E00);
    switch (command.ins) {
    case 0xA4:
        return select(command);
    case 0xB0:
        return readBinary(command, wildcard);
    case 0xB2:
        return readRecord(command);
    case 0x20:
        return verify(command);
    case 0x24:
        return changePin(command);
    case 0x2C:
        return resetRetryCounter(command);
    case 0x22:
        return manageSecurityEnvironment(command);
    case 0x2A:
        return computeSignature(command);
    case 0x84:
        return random(command, wildcard);
    case 0x70:
        if (command.p1 != 0x40 || command.p2 != 0x01)
            return status(0x6A86);
        reset(); // RESET APPLICATION
        return status(0x9000);
    default:
        return status(0x6D00);
    }
}

ResponseApdu VirtualCard::Engine::dispatchProprietary(const CommandApdu &command, bool wildcard)
{
    switch (command.ins) {
    case 0x20:
        return pinStatus(command);
    case 0x84:
        return random(command, wildcard);
    default:
        return status(0x6D00);
    }
}

VirtualCard::VirtualCard(CardImage image, std::shared_ptr<Randomness> randomness)
    : m_engine(std::make_unique<Engine>(std::move(image), std::move(randomness)))
{
}

VirtualCard::~VirtualCard() = default;

QByteArray VirtualCard::atr() const
{
    const std::scoped_lock lock(m_mutex);
    return m_engine->atr();
}

void VirtualCard::reset()
{
    const std::scoped_lock lock(m_mutex);
    m_engine->reset();
}

QByteArray VirtualCard::transmit(QByteArrayView command)
{
    const std::scoped_lock lock(m_mutex);
    try {
        return m_engine->answer(command).encoded();
    } catch (const std::exception &) {
        return QByteArray::fromHex("6F00");
    }
}

int VirtualCard::pinTriesLeft() const
{
    const std::scoped_lock lock(m_mutex);
    return m_engine->pinTriesLeft();
}

} // namespace dsr

#include "core/card/virtual/virtualcard.h"

#include "core/base/secret.h"
#include "core/card/tlv.h"
#include "core/card/virtual/virtualcardengine.h"

#include <chrono>
#include <exception>
#include <thread>

namespace dsr {

namespace {

constexpr quint8 canKey = 0x02;

/// Le that stands for "as much as there is", which differs between short and extended length.
bool asksForAll(QByteArrayView bytes, const CommandApdu &command)
{
    const bool extended = bytes.size() >= 7 && bytes[4] == 0;
    return command.ne == (extended ? 65536 : 256);
}

bool isSealed(const CommandApdu &command)
{
    return (command.cla & 0x0F) == 0x0C;
}

bool isSame(const CardMemory &a, const CardMemory &b)
{
    return a.pinState == b.pinState && a.pinTries == b.pinTries && a.pukUses == b.pukUses
        && a.pin.equals(b.pin);
}

/// What the faults do to an answer on its way.
void disturb(QByteArray &answer, const CardFaults &faults, int command)
{
    constexpr qsizetype shortest = 4 + 10 + 2; // DO99, DO8E, status word
    const bool isProtected = answer.size() >= shortest && answer.sliced(answer.size() - 12, 2) == "\x8E\x08";
    if (isProtected && faults.wrongMacAt == command)
        answer[answer.size() - 3] = static_cast<char>(answer.at(answer.size() - 3) ^ 0x01);
    if (isProtected && faults.otherStatusAt == command) {
        const QByteArray done = QByteArray::fromHex("9000");
        answer.replace(answer.size() - 2, 2, answer.endsWith(done) ? QByteArray::fromHex("6300") : done);
    }
    if (faults.truncateAt == command)
        answer.truncate(qMax<qsizetype>(answer.size() / 2, 1));
}

} // namespace

/// The four numbers of DO E0 in EF.ATR.
VirtualCard::Engine::Buffers VirtualCard::Engine::buffersOf(const CardImage &image)
{
    const ImageFile *atr = image.file(QStringLiteral("EF.ATR"));
    const auto object = atr ? findTlv(atr->content, 0xE0) : std::nullopt;
    const auto numbers = object ? parseTlvs(*object) : std::nullopt;
    if (!numbers || numbers->size() != 4)
        return {};
    const auto number = [&](qsizetype i) {
        return static_cast<qsizetype>(numbers->at(i).value.toByteArray().toHex().toLongLong(nullptr, 16));
    };
    return {number(0), number(1), number(2), number(3)};
}

VirtualCard::Engine::Engine(CardImage image, std::shared_ptr<Randomness> randomness)
    : m_image(std::move(image))
    , m_randomness(std::move(randomness))
    , m_buffers(buffersOf(m_image))
{
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
    if (m_channel) {
        state.channelKey = canKey;
        state.commandEncrypted = m_commandEncrypted;
        state.responseEncrypted = true; // every answer but a description of a file is
    }
    return state;
}

bool VirtualCard::Engine::isAllowed(const AccessRule &rule, const CommandApdu &command) const
{
    return rule.allows(command, accessState());
}

void VirtualCard::Engine::setInterface(CardInterface interface)
{
    m_image.interface = interface;
    reset();
}

void VirtualCard::Engine::reset()
{
    m_folder = 0;
    m_file = -1;
    m_keyChosen = false;
    m_pace.reset();
    dropChannel();
}

void VirtualCard::Engine::dropChannel()
{
    m_channel.reset();
    m_verified = 0;
}

CardMemory VirtualCard::Engine::memory() const
{
    return {m_image.pin.clone(), m_image.pinState, m_image.pinTries, m_image.pukUses};
}

Result<void> VirtualCard::Engine::setMemory(CardMemory memory)
{
    if (m_writer) {
        if (auto written = m_writer(memory); !written)
            return written;
    }
    m_image.pin = std::move(memory.pin);
    m_image.pinState = memory.pinState;
    m_image.pinTries = memory.pinTries;
    m_image.pukUses = memory.pukUses;
    return {};
}

ResponseApdu VirtualCard::Engine::answer(QByteArrayView bytes)
{
    const auto command = CommandApdu::parse(bytes);
    const bool sealed = command && isSealed(*command);
    if (!sealed && m_channel)
        dropChannel(); // whoever speaks in the clear is not who proved to know the CAN
    if (!command || bytes.size() > (sealed ? m_buffers.sealedCommand : m_buffers.command))
        return status(0x6700);
    if (sealed)
        return answerSealed(*command);
    return answerPlain(*command, asksForAll(bytes, *command));
}

ResponseApdu VirtualCard::Engine::answerPlain(CommandApdu command, bool wildcard)
{
    m_room = m_buffers.response - 2;
    m_commandEncrypted = false;
    Answer answer = execute(command, wildcard);
    wipe(command.data); // it may have been a PIN
    return answer;
}

ResponseApdu VirtualCard::Engine::answerSealed(const CommandApdu &sealed)
{
    if (!m_channel)
        return status(0x6882);
    const auto channel = m_channel; // the command may end it, and its answer is sealed all the same
    auto inside = channel->open(sealed);
    if (!inside) {
        dropChannel();
        return status(inside.error());
    }
    m_room = CardChannel::room(qMin<qsizetype>(sealed.ne.value_or(65536), m_buffers.sealedResponse - 2));
    m_commandEncrypted = inside->encrypted;
    const Answer answer = execute(inside->command, inside->wildcard);
    wipe(inside->command.data); // it may have been a PIN
    const bool isDescription = inside->command.ins == 0xA4;
    return channel->seal(answer, isDescription ? CardChannel::Data::Plain : CardChannel::Data::Encrypted);
}

/// One command with everything around it that is the same for all.
ResponseApdu VirtualCard::Engine::execute(const CommandApdu &command, bool wildcard)
{
    if (const auto forced = m_forcedStatus.constFind(command.ins); forced != m_forcedStatus.cend())
        return status(*forced);
    if (command.ins != 0x86)
        m_pace.reset();
    const CardMemory before = m_writer ? memory() : CardMemory();
    const Answer answer =
        command.cla == 0x80 ? dispatchProprietary(command, wildcard) : dispatch(command, wildcard);
    if (m_writer) {
        const CardMemory after = memory();
        if (!isSame(before, after) && !m_writer(after))
            return status(0x6581);
    }
    return answer;
}

ResponseApdu VirtualCard::Engine::dispatch(const CommandApdu &command, bool wildcard)
{
    if (command.cla == 0x10 && command.ins != 0x86)
        return status(0x6884);
    if (command.cla != 0x00 && command.cla != 0x10)
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
    case 0x86:
        return generalAuthenticate(command);
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

QString VirtualCard::iccsn() const
{
    const std::scoped_lock lock(m_mutex);
    return m_engine->image().iccsn();
}

CardInterface VirtualCard::interface() const
{
    const std::scoped_lock lock(m_mutex);
    return m_engine->image().interface;
}

void VirtualCard::setInterface(CardInterface interface)
{
    const std::scoped_lock lock(m_mutex);
    m_engine->setInterface(interface);
}

void VirtualCard::reset()
{
    const std::scoped_lock lock(m_mutex);
    m_engine->reset();
}

QByteArray VirtualCard::transmit(QByteArrayView command)
{
    // Outside of the lock: others may look at the card meanwhile.
    if (const int delay = faults().delayMilliseconds; delay > 0)
        std::this_thread::sleep_for(std::chrono::milliseconds(delay));
    const std::scoped_lock lock(m_mutex);
    ++m_commands;
    if (m_faults.pullAfter && m_commands > *m_faults.pullAfter)
        m_pulled = true;
    if (m_pulled)
        return {};
    QByteArray answer;
    try {
        answer = m_engine->answer(command).encoded();
    } catch (const std::exception &) {
        answer = QByteArray::fromHex("6F00");
    }
    disturb(answer, m_faults, m_commands);
    if (m_faults.pullAfter == m_commands) {
        m_pulled = true;
        m_engine->reset();
        if (m_faults.pullInside)
            answer.clear();
    }
    return answer;
}

void VirtualCard::setFaults(CardFaults faults)
{
    const std::scoped_lock lock(m_mutex);
    m_engine->forceStatus(faults.statusFor);
    m_faults = std::move(faults);
    m_commands = 0;
}

CardFaults VirtualCard::faults() const
{
    const std::scoped_lock lock(m_mutex);
    return m_faults;
}

bool VirtualCard::isPulled() const
{
    const std::scoped_lock lock(m_mutex);
    return m_pulled;
}

void VirtualCard::insert()
{
    const std::scoped_lock lock(m_mutex);
    if (!m_pulled)
        return;
    m_pulled = false;
    m_faults.pullAfter.reset();
    m_engine->reset();
}

int VirtualCard::commandCount() const
{
    const std::scoped_lock lock(m_mutex);
    return m_commands;
}

CardMemory VirtualCard::memory() const
{
    const std::scoped_lock lock(m_mutex);
    return m_engine->memory();
}

Result<void> VirtualCard::setMemory(CardMemory memory)
{
    const std::scoped_lock lock(m_mutex);
    return m_engine->setMemory(std::move(memory));
}

void VirtualCard::setMemoryWriter(MemoryWriter writer)
{
    const std::scoped_lock lock(m_mutex);
    m_engine->setMemoryWriter(std::move(writer));
}

int VirtualCard::pinTriesLeft() const
{
    const std::scoped_lock lock(m_mutex);
    return m_engine->image().pinTries;
}

void VirtualCard::scriptPace(PaceScript script)
{
    const std::scoped_lock lock(m_mutex);
    m_engine->scriptPace(std::move(script));
}

} // namespace dsr

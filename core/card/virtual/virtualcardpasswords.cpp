#include "core/card/pinblock.h"
#include "core/card/virtual/virtualcardengine.h"

#include <algorithm>

namespace dsr {

namespace {

constexpr int startTries = 3;
constexpr qsizetype blockSize = 8;

bool isPinLength(const Secret &digits)
{
    return digits.size() >= 6 && digits.size() <= 8;
}

bool isSame(const Secret &digits, QByteArrayView block)
{
    QByteArray expected = pinBlock(digits);
    const bool same = constantTimeEqual(expected, block);
    wipe(expected);
    return same;
}

} // namespace

void VirtualCard::Engine::setVerified(quint8 reference, bool verified)
{
    const quint32 bit = 1U << reference;
    m_verified = verified ? m_verified | bit : m_verified & ~bit;
}

/// Why the password command is not even looked at; nothing if it is.
std::optional<ResponseApdu> VirtualCard::Engine::passwordRefusal(const CommandApdu &command) const
{
    const ImagePassword *password = m_image.password(command.p2);
    if (!password)
        return status(0x6A88);
    if (!isAllowed(password->rule, command))
        return status(0x6982);
    return std::nullopt;
}

ResponseApdu VirtualCard::Engine::wrongPin(quint8 reference)
{
    --m_image.pinTries;
    setVerified(reference, false);
    return status(static_cast<quint16>(0x63C0 | m_image.pinTries));
}

ResponseApdu VirtualCard::Engine::pinStatus(const CommandApdu &command) const
{
    if (command.p1 != 0x00)
        return status(0x6A86);
    if (!command.data.isEmpty())
        return status(0x6700);
    if (const auto refusal = passwordRefusal(command))
        return *refusal;
    if (!m_image.password(command.p2)->enabled)
        return status(0x62D0);
    if (m_image.pinState == ImagePinState::Transport)
        return status(0x62C1);
    if (m_image.pinState == ImagePinState::Empty)
        return status(0x62C7);
    if (isVerified(command.p2))
        return status(0x9000);
    return status(static_cast<quint16>(0x63C0 | m_image.pinTries));
}

ResponseApdu VirtualCard::Engine::verify(const CommandApdu &command)
{
    if (command.p1 != 0x00)
        return status(0x6A86);
    if (command.data.size() != blockSize)
        return status(0x6700);
    if (const auto refusal = passwordRefusal(command))
        return *refusal;
    if (m_image.pinState != ImagePinState::Regular)
        return status(0x6985);
    if (m_image.pinTries == 0)
        return status(0x6983);
    if (!isSame(m_image.pin, command.data))
        return wrongPin(command.p2);
    m_image.pinTries = startTries;
    setVerified(command.p2, true);
    return status(0x9000);
}

void VirtualCard::Engine::setPin(Secret digits)
{
    m_image.pin = std::move(digits);
    m_image.pinState = ImagePinState::Regular;
    m_image.pinTries = startTries;
}

ResponseApdu VirtualCard::Engine::changePin(const CommandApdu &command)
{
    if (command.p1 > 0x01)
        return status(0x6A86);
    const bool withOld = command.p1 == 0x00;
    if (command.data.size() != (withOld ? 2 : 1) * blockSize)
        return status(0x6700);
    if (const auto refusal = passwordRefusal(command))
        return *refusal;
    // Without the old PIN only where there is none, and the other way round.
    if (withOld == (m_image.pinState == ImagePinState::Empty))
        return status(0x6985);
    if (m_image.pinTries == 0)
        return status(0x6983);
    Secret fresh = pinBlockDigits(QByteArrayView(command.data).last(blockSize));
    if (!isPinLength(fresh))
        return status(0x6985);
    if (withOld && !isSame(m_image.pin, QByteArrayView(command.data).first(blockSize)))
        return wrongPin(command.p2);
    setPin(std::move(fresh));
    return status(0x9000);
}

ResponseApdu VirtualCard::Engine::resetRetryCounter(const CommandApdu &command)
{
    if (command.p1 > 0x01)
        return status(0x6A86);
    const bool withNew = command.p1 == 0x00;
    if (command.data.size() != (withNew ? 2 : 1) * blockSize)
        return status(0x6700);
    if (const auto refusal = passwordRefusal(command))
        return *refusal;
    if (m_image.pukUses == 0)
        return status(0x6983);
    Secret fresh = withNew ? pinBlockDigits(QByteArrayView(command.data).last(blockSize)) : Secret();
    if (withNew && !isPinLength(fresh))
        return status(0x6985);
    --m_image.pukUses; // every use counts, a right one too
    if (!isSame(m_image.puk, QByteArrayView(command.data).first(blockSize)))
        return status(static_cast<quint16>(0x63C0 | std::min(m_image.pukUses, 0x0F)));
    if (withNew)
        setPin(std::move(fresh));
    m_image.pinTries = startTries;
    return status(0x9000);
}

} // namespace dsr

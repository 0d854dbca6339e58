#include "core/card/tlv.h"
#include "core/card/virtual/virtualcardengine.h"

#include <utility>

namespace dsr {

namespace {

constexpr qsizetype hashSize = 32;
constexpr qsizetype signatureSize = 64;
constexpr char canKey = 0x02;
const QByteArray paceProtocol = QByteArray::fromHex("04007F00070202040202");

} // namespace

ResponseApdu VirtualCard::Engine::manageSecurityEnvironment(const CommandApdu &command)
{
    if (command.p1 == 0x41 && command.p2 == 0xB6)
        return chooseSigningKey(command);
    if (command.p1 == 0xC1 && command.p2 == 0xA4)
        return chooseCan(command);
    return status(0x6A86);
}

ResponseApdu VirtualCard::Engine::chooseSigningKey(const CommandApdu &command)
{
    const auto objects = parseTlvs(command.data);
    const auto key = findTlv(command.data, 0x84);
    const auto algorithm = findTlv(command.data, 0x80);
    if (!key || !algorithm || objects->size() != 2)
        return status(0x6A80);
    if (folder().name != QLatin1StringView("DF.ESIGN") || *key != QByteArrayView("\x84")
        || !m_image.authKey.isValid())
        return status(0x6A88);
    if (*algorithm != QByteArrayView("\0", 1))
        return status(0x6A81);
    m_keyChosen = true;
    return status(0x9000);
}

ResponseApdu VirtualCard::Engine::chooseCan(const CommandApdu &command)
{
    if (m_channel)
        return status(0x6985);
    const auto objects = parseTlvs(command.data);
    const auto protocol = findTlv(command.data, 0x80);
    const auto key = findTlv(command.data, 0x83);
    if (!key || !protocol || objects->size() != 2)
        return status(0x6A80);
    if (*key != QByteArrayView(&canKey, 1) || m_image.can.isEmpty())
        return status(0x6A88);
    if (*protocol != paceProtocol)
        return status(0x6A81);
    if (m_script)
        m_pace.emplace(m_image.can, *std::exchange(m_script, std::nullopt));
    else
        m_pace.emplace(m_image.can, Secret(m_randomness->bytes(paceNonceSize)));
    return status(0x9000);
}

ResponseApdu VirtualCard::Engine::generalAuthenticate(const CommandApdu &command)
{
    if (!m_pace)
        return status(0x6985);
    const Answer answer = isAllowed(m_image.canRule, command) ? m_pace->answer(command) : status(0x6982);
    auto keys = m_pace->takeKeys();
    if (keys)
        m_channel = std::make_shared<CardChannel>(std::move(*keys));
    if (m_channel || !answer.isGood())
        m_pace.reset();
    return answer;
}

ResponseApdu VirtualCard::Engine::computeSignature(const CommandApdu &command) const
{
    if (command.p1 != 0x9E || command.p2 != 0x9A)
        return status(0x6A86);
    if (command.ne.value_or(0) < signatureSize)
        return status(0x6700);
    if (!m_keyChosen)
        return status(0x6985);
    if (!isAllowed(m_image.authKeyRule, command))
        return status(0x6982);
    if (command.data.size() != hashSize)
        return status(0x6A80);
    const auto signature = m_image.authKey.signDigest(command.data);
    return signature ? Answer{*signature, 0x9000} : status(0x6F00);
}

ResponseApdu VirtualCard::Engine::random(const CommandApdu &command, bool wildcard)
{
    if (command.p1 != 0x00 || command.p2 != 0x00)
        return status(0x6A86);
    const int ne = command.ne.value_or(0);
    const bool isChallenge = command.cla == 0x00;
    if (!command.data.isEmpty() || ne == 0 || (isChallenge && ne != 8 && ne != 16))
        return status(0x6700);
    if (!isChallenge && !isAllowed(folder().rule, command))
        return status(0x6982);
    return {m_randomness->bytes(qMin<qsizetype>(wildcard ? 256 : ne, m_room)), 0x9000};
}

} // namespace dsr

#include "core/card/tlv.h"
#include "core/card/virtual/virtualcardengine.h"

namespace dsr {

namespace {

constexpr qsizetype hashSize = 32;
constexpr qsizetype signatureSize = 64;

} // namespace

ResponseApdu VirtualCard::Engine::manageSecurityEnvironment(const CommandApdu &command)
{
    if (command.p1 != 0x41 || command.p2 != 0xB6)
        return status(0x6A86);
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
    return {m_randomness->bytes(wildcard ? 256 : qMin<qsizetype>(ne, m_largestResponse - 2)), 0x9000};
}

} // namespace dsr

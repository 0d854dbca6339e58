#include "core/card/virtual/cardchannel.h"

#include "core/card/tlv.h"

#include <utility>

namespace dsr {

namespace {

constexpr quint32 dynamicAuthentication = 0x7C;
constexpr quint8 chainingBit = 0x10;
constexpr quint8 secureMessagingBits = 0x0C;
constexpr qsizetype macSize = 8;
constexpr qsizetype blockSize = 16;
constexpr char paddingIndicator = 0x01;
constexpr quint32 plainTag = 0x81;
constexpr quint32 cryptogramTag = 0x87;
constexpr quint32 lengthTag = 0x97;
constexpr quint32 statusTag = 0x99;
constexpr quint32 macTag = 0x8E;

ResponseApdu status(quint16 sw)
{
    return {{}, sw};
}

ResponseApdu authenticated(quint32 tag, QByteArrayView value)
{
    return {encodeTlv(dynamicAuthentication, encodeTlv(tag, value)), 0x9000};
}

/// What DO97 asks for; nothing for a value that is none.
std::optional<int> expectedLength(QByteArrayView value)
{
    if (value.isEmpty() || value.size() > 2)
        return std::nullopt;
    int ne = 0;
    for (const char octet : value)
        ne = ne << 8 | static_cast<quint8>(octet);
    return ne != 0 ? ne : value.size() == 1 ? 256 : 65536;
}

} // namespace

// --- PACE

PaceRun::PaceRun(const Secret &can, Secret nonce)
    : m_encryptedNonce(encryptPaceNonce(paceKey(can), nonce))
    , m_party(nonce)
{
}

PaceRun::PaceRun(const Secret &can, PaceScript script)
    : m_encryptedNonce(encryptPaceNonce(paceKey(can), script.nonce))
    , m_party(script.nonce, std::move(script.scalars))
{
}

ResponseApdu PaceRun::answer(const CommandApdu &command)
{
    struct Step
    {
        quint32 tag;
        Answer (PaceRun::*answer)(QByteArrayView object);
    };
    constexpr Step steps[] = {{0, &PaceRun::nonce}, {0x81, &PaceRun::mapping}, {0x83, &PaceRun::agreement},
        {0x85, &PaceRun::token}};
    constexpr int last = 3;

    if (command.p1 != 0x00 || command.p2 != 0x00)
        return status(0x6A86);
    if (!command.ne || command.data.isEmpty())
        return status(0x6700);
    const auto outer = parseTlvs(command.data);
    if (!outer || outer->size() != 1 || outer->first().tag != dynamicAuthentication)
        return status(0x6A80);
    const auto objects = parseTlvs(outer->first().value);
    if (!objects || objects->size() > 1)
        return status(0x6A80);
    const Tlv object = objects->value(0);
    const bool isChained = (command.cla & chainingBit) != 0;
    if (m_step > last || object.tag != steps[m_step].tag || isChained == (m_step == last))
        return status(0x6985);
    return (this->*steps[m_step++].answer)(object.value);
}

ResponseApdu PaceRun::nonce(QByteArrayView)
{
    return authenticated(0x80, m_encryptedNonce);
}

ResponseApdu PaceRun::mapping(QByteArrayView point)
{
    const auto agreementPoint = m_party.agreementPoint(point);
    if (!agreementPoint)
        return status(0x6A80);
    m_agreementPoint = *agreementPoint;
    return authenticated(0x82, m_party.mappingPoint());
}

ResponseApdu PaceRun::agreement(QByteArrayView point)
{
    auto keys = m_party.keys(point);
    if (!keys)
        return status(0x6A80);
    m_keys = std::move(*keys);
    return authenticated(0x84, m_agreementPoint);
}

ResponseApdu PaceRun::token(QByteArrayView token)
{
    if (token.size() != macSize)
        return status(0x6A80);
    m_proved = constantTimeEqual(token, m_keys->peerToken);
    return m_proved ? authenticated(0x86, m_keys->ownToken) : status(0x6300);
}

std::optional<PaceKeys> PaceRun::takeKeys()
{
    return m_proved ? std::exchange(m_keys, std::nullopt) : std::nullopt;
}

// --- secure messaging

CardChannel::CardChannel(PaceKeys keys, quint64 counter)
    : m_cipher(std::move(keys.encryption), std::move(keys.mac), counter)
{
}

std::expected<UnsealedCommand, quint16> CardChannel::open(const CommandApdu &sealed)
{
    constexpr quint16 missing = 0x6987;
    constexpr quint16 wrong = 0x6988;
    const auto objects = parseTlvs(sealed.data);
    if (!objects || !m_cipher.advance())
        return std::unexpected(wrong);
    if (objects->isEmpty() || objects->last().tag != macTag)
        return std::unexpected(missing);
    const Tlv &mac = objects->last();
    const QByteArray header =
        CommandApdu{.cla = sealed.cla, .ins = sealed.ins, .p1 = sealed.p1, .p2 = sealed.p2}.encoded();
    const qsizetype before = sealed.data.size() - encodeTlv(macTag, QByteArray(macSize, '\0')).size();
    if (mac.value.size() != macSize || before < 0
        || !constantTimeEqual(mac.value, m_cipher.mac(header, QByteArrayView(sealed.data).first(before))))
        return std::unexpected(wrong);

    UnsealedCommand unsealed;
    unsealed.command = {.cla = static_cast<quint8>(sealed.cla & ~secureMessagingBits),
        .ins = sealed.ins,
        .p1 = sealed.p1,
        .p2 = sealed.p2};
    qsizetype next = 0;
    const auto take = [&](quint32 tag) {
        const bool isThere = objects->at(next).tag == tag;
        next += isThere ? 1 : 0;
        return isThere ? std::optional(objects->at(next - 1).value) : std::nullopt;
    };
    if (const auto cryptogram = take(cryptogramTag)) {
        const auto plain = cryptogram->isEmpty() || cryptogram->front() != paddingIndicator
            ? std::nullopt
            : m_cipher.decrypt(cryptogram->sliced(1));
        if (!plain)
            return std::unexpected(wrong);
        unsealed.command.data = *plain;
    } else if (const auto plain = take(plainTag)) {
        unsealed.command.data = plain->toByteArray();
        unsealed.encrypted = false;
    }
    if (const auto length = take(lengthTag)) {
        unsealed.command.ne = expectedLength(*length);
        if (!unsealed.command.ne)
            return std::unexpected(wrong);
        unsealed.wildcard = unsealed.command.ne == (length->size() == 1 ? 256 : 65536);
    }
    if (next != objects->size() - 1)
        return std::unexpected(wrong);
    return unsealed;
}

ResponseApdu CardChannel::seal(const ResponseApdu &plain, Data how)
{
    if (!m_cipher.advance())
        return status(0x6988);
    QByteArray objects;
    if (!plain.data.isEmpty()) {
        objects = how == Data::Plain
            ? encodeTlv(plainTag, plain.data)
            : encodeTlv(cryptogramTag, QByteArray(1, paddingIndicator) + m_cipher.encrypt(plain.data));
    }
    objects += encodeTlv(statusTag, ResponseApdu{{}, plain.sw}.encoded());
    objects += encodeTlv(macTag, m_cipher.mac({}, objects));
    return {objects, plain.sw};
}

qsizetype CardChannel::room(qsizetype responseField)
{
    constexpr qsizetype statusAndMac = 4 + 10;
    const auto fits = [&](qsizetype blocks) {
        const qsizetype value = 1 + blocks * blockSize;
        const qsizetype header = value < 0x80 ? 2 : value <= 0xFF ? 3 : 4;
        return header + value + statusAndMac <= responseField;
    };
    qsizetype blocks = responseField / blockSize;
    while (blocks > 0 && !fits(blocks))
        --blocks;
    return qMax<qsizetype>(blocks * blockSize - 1, 0); // the padding takes at least one octet
}

} // namespace dsr

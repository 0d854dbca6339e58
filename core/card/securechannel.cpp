#include "core/card/securechannel.h"

#include "core/base/secret.h"
#include "core/card/tlv.h"

namespace dsr {

namespace {

constexpr quint8 secureMessagingBits = 0x0C;
constexpr char cryptogramFollows = '\x01'; ///< ISO 7816-4 padding, the only kind
constexpr int shortNe = 256;
constexpr int extendedNe = 65536;
constexpr qsizetype mostShortData = 255;
constexpr qsizetype macSize = 8;
constexpr qsizetype macObjectSize = macSize + 2;

enum Tag : quint8 { PlainData = 0x81, Cryptogram = 0x87, Mac = 0x8E, Le = 0x97, Status = 0x99 };

/// Ne in one octet if it fits, with zero for the most there is.
QByteArray leField(int ne)
{
    QByteArray octets;
    if (ne > shortNe)
        octets.append(static_cast<char>(ne >> 8));
    octets.append(static_cast<char>(ne));
    return octets;
}

/// The data objects of an answer. Anything but [87 or 81] 99 8E in this order is no answer.
struct AnswerObjects
{
    QByteArrayView checked; ///< all but the MAC, as received
    std::optional<Tlv> data;
    QByteArrayView status;
    QByteArrayView mac;
};

std::optional<AnswerObjects> answerObjects(QByteArrayView bytes)
{
    if (bytes.size() < macObjectSize)
        return std::nullopt;
    const QByteArrayView macObject = bytes.last(macObjectSize);
    if (static_cast<quint8>(macObject[0]) != Mac || macObject[1] != macSize)
        return std::nullopt;
    AnswerObjects objects{.checked = bytes.chopped(macObjectSize), .mac = macObject.last(macSize)};
    const auto list = parseTlvs(objects.checked);
    if (!list || list->isEmpty() || list->size() > 2)
        return std::nullopt;
    const Tlv &status = list->last();
    if (status.tag != Status || status.value.size() != 2)
        return std::nullopt;
    objects.status = status.value;
    if (list->size() == 2) {
        const Tlv &data = list->first();
        if (data.tag != PlainData && (data.tag != Cryptogram || !data.value.startsWith(cryptogramFollows)))
            return std::nullopt;
        objects.data = data;
    }
    return objects;
}

} // namespace

SecureChannel::SecureChannel(PaceKeys keys, ApduLength length)
    : m_cipher(std::in_place, std::move(keys.encryption), std::move(keys.mac))
    , m_length(length)
{
}

std::unexpected<Error> SecureChannel::lose(const char *why, QVariantMap facts)
{
    m_cipher.reset();
    return fail(ErrorCode::CardChannelLost, QString::fromLatin1(why), std::move(facts));
}

Result<CommandApdu> SecureChannel::protect(const CommandApdu &plain)
{
    if (!m_cipher || !m_cipher->advance())
        return lose("secure messaging without keys");
    CommandApdu command{.cla = static_cast<quint8>(plain.cla | secureMessagingBits),
        .ins = plain.ins,
        .p1 = plain.p1,
        .p2 = plain.p2,
        .data = {},
        .ne = {}};
    QByteArray header;
    for (const quint8 octet : {command.cla, command.ins, command.p1, command.p2})
        header.append(static_cast<char>(octet));
    if (!plain.data.isEmpty())
        command.data += encodeTlv(Cryptogram, cryptogramFollows + m_cipher->encrypt(plain.data));
    if (plain.ne)
        command.data += encodeTlv(Le, leField(*plain.ne));
    command.data += encodeTlv(Mac, m_cipher->mac(header, command.data));
    const bool longAnswer = plain.ne && m_length == ApduLength::Extended;
    command.ne = longAnswer || command.data.size() > mostShortData ? extendedNe : shortNe;
    return command;
}

Result<ResponseApdu> SecureChannel::open(const ResponseApdu &answer)
{
    if (!m_cipher || !m_cipher->advance())
        return lose("secure messaging without keys");
    if (answer.data.isEmpty())
        return lose("answer without protection", {{QStringLiteral("sw"), swText(answer.sw)}});
    const auto objects = answerObjects(answer.data);
    if (!objects)
        return lose("data objects of a protected answer");
    if (!constantTimeEqual(m_cipher->mac({}, objects->checked), objects->mac))
        return lose("checksum of a protected answer");
    const auto inside = ResponseApdu::parse(objects->status);
    if (inside->sw != answer.sw)
        return lose("status word of a protected answer");
    if (!objects->data)
        return *inside;
    if (objects->data->tag == PlainData)
        return ResponseApdu{objects->data->value.toByteArray(), inside->sw};
    const auto data = m_cipher->decrypt(objects->data->value.sliced(1));
    if (!data)
        return lose("padding of a protected answer");
    return ResponseApdu{*data, inside->sw};
}

} // namespace dsr

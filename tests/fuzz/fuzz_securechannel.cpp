#include "core/card/securechannel.h"
#include "core/card/tlv.h"

#include <cstdint>
#include <cstdlib>

using namespace dsr;

namespace {

constexpr int partCount = 6;

Secret key(char filler)
{
    return Secret(QByteArray(16, filler));
}

/// The card's end of the channel, before its first answer.
SessionCipher cardSide()
{
    SessionCipher cipher(key('e'), key('m'));
    cipher.advance();
    return cipher;
}

/// Reads the input piece by piece; zeros when it is used up.
class Input
{
public:
    explicit Input(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }
    quint8 octet()
    {
        if (m_bytes.isEmpty())
            return 0;
        const auto first = static_cast<quint8>(m_bytes.front());
        m_bytes = m_bytes.sliced(1);
        return first;
    }
    QByteArrayView octets(qsizetype wanted)
    {
        const qsizetype count = qMin(wanted, m_bytes.size());
        const QByteArrayView taken = m_bytes.first(count);
        m_bytes = m_bytes.sliced(count);
        return taken;
    }
    QByteArrayView rest() { return octets(m_bytes.size()); }

private:
    QByteArrayView m_bytes;
};

/// An answer of parts that the input chooses: objects as they have to be and others, in any order and number,
/// with a good checksum around them or none.
ResponseApdu built(Input &input)
{
    const SessionCipher cipher = cardSide();
    QByteArray objects;
    for (int left = input.octet() % 5; left > 0; --left) {
        switch (input.octet() % partCount) {
        case 0:
            objects += encodeTlv(0x87, '\x01' + cipher.encrypt(input.octets(input.octet())));
            break;
        case 1:
            objects += encodeTlv(0x81, input.octets(input.octet()));
            break;
        case 2:
            objects += encodeTlv(0x99, input.octets(2));
            break;
        case 3:
            objects += encodeTlv(0x87, input.octets(input.octet()));
            break;
        case 4:
            objects += encodeTlv(input.octet(), input.octets(input.octet()));
            break;
        default:
            objects += input.octets(input.octet());
            break;
        }
    }
    const auto sw = static_cast<quint16>(input.octet() << 8 | input.octet());
    if (input.octet() % 4 != 0)
        objects += encodeTlv(0x8E, cipher.mac({}, objects));
    objects += input.rest();
    return {objects, sw};
}

} // namespace

/// A card may answer anything. What is let through has a good checksum over all of it and the same status
/// word inside and outside; after anything else the channel is dead.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Input input(QByteArrayView(data, static_cast<qsizetype>(size)));
    const bool isRaw = input.octet() % 2 == 0;
    const auto raw = isRaw ? ResponseApdu::parse(input.rest()) : built(input);
    if (!raw)
        return 0;
    SecureChannel channel({key('e'), key('m'), {}, {}});
    const auto opened = channel.open(*raw);
    if (!opened) {
        if (opened.error().code != ErrorCode::CardChannelLost || channel.protect({.ins = 0xA4}))
            std::abort();
        return 0;
    }
    const QByteArray checked = raw->data.chopped(10);
    const auto status = findTlv(checked, 0x99);
    if (raw->data.last(8) != cardSide().mac({}, checked) || opened->sw != raw->sw || !status
        || *status != QByteArrayView(opened->encoded()).last(2) || !channel.protect({.ins = 0xA4}))
        std::abort();
    return 0;
}

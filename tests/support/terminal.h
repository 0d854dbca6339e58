#pragma once

#include "core/card/tlv.h"
#include "core/card/virtual/virtualcard.h"

namespace dsr {

/// The other end of a VirtualCard's channel, for tests of the card: unlike a client it can also be wrong.
class Terminal
{
public:
    explicit Terminal(VirtualCard &card)
        : m_card(card)
    {
    }

    /// All of PACE; the status word of the step that failed, else 9000.
    quint16 pace(const char *can)
    {
        quint16 sw = plain("0022C1A40F800A04007F0007020204020283 0102").sw;
        if (sw != 0x9000)
            return sw;
        const auto nonce = authenticate(0x10, {});
        if (nonce.sw != 0x9000)
            return nonce.sw;
        PaceParty party(decryptPaceNonce(paceKey(Secret(QByteArray(can))), inside(nonce, 0x80)));
        const auto mapping = authenticate(0x10, encodeTlv(0x81, party.mappingPoint()));
        if (mapping.sw != 0x9000)
            return mapping.sw;
        const QByteArray own = party.agreementPoint(inside(mapping, 0x82)).value();
        const auto agreement = authenticate(0x10, encodeTlv(0x83, own));
        if (agreement.sw != 0x9000)
            return agreement.sw;
        PaceKeys keys = party.keys(inside(agreement, 0x84)).value();
        const auto token = authenticate(0x00, encodeTlv(0x85, keys.ownToken));
        if (token.sw != 0x9000)
            return token.sw;
        if (inside(token, 0x86) != keys.peerToken)
            return 0;
        m_cipher.emplace(std::move(keys.encryption), std::move(keys.mac));
        return 0x9000;
    }

    ResponseApdu plain(const char *hex)
    {
        return ResponseApdu::parse(m_card.transmit(QByteArray::fromHex(hex))).value_or(ResponseApdu());
    }
    ResponseApdu authenticate(quint8 cla, const QByteArray &object)
    {
        const CommandApdu command{.cla = cla, .ins = 0x86, .data = encodeTlv(0x7C, object), .ne = 256};
        return ResponseApdu::parse(m_card.transmit(command.encoded())).value_or(ResponseApdu());
    }

    /// The data objects of a protected command, without the checksum.
    QByteArray objects(const CommandApdu &plain, quint32 dataTag = 0x87) const
    {
        QByteArray all;
        if (!plain.data.isEmpty()) {
            all = dataTag == 0x87 ? encodeTlv(0x87, QByteArray(1, '\x01') + m_cipher->encrypt(plain.data))
                                  : encodeTlv(dataTag, plain.data);
        }
        if (plain.ne) {
            QByteArray le;
            if (*plain.ne > 256)
                le.append(static_cast<char>(*plain.ne >> 8));
            all += encodeTlv(0x97, le + static_cast<char>(*plain.ne));
        }
        return all;
    }
    /// The protected command around these objects.
    CommandApdu sealed(const CommandApdu &plain, const QByteArray &objects, bool extended) const
    {
        CommandApdu sealed{
            .cla = static_cast<quint8>(plain.cla | 0x0C), .ins = plain.ins, .p1 = plain.p1, .p2 = plain.p2};
        const QByteArray header = sealed.encoded();
        sealed.data = objects + encodeTlv(0x8E, m_cipher->mac(header, objects));
        sealed.ne = extended ? 65536 : 256;
        return sealed;
    }
    QByteArray seal(const CommandApdu &plain, bool extended = true, quint32 dataTag = 0x87)
    {
        m_cipher->advance();
        return sealed(plain, objects(plain, dataTag), extended).encoded();
    }

    /// What the protected answer carries; a status word of 0 for one that is not protected as it should be.
    /// `dataTag` gets the tag of the data object, 0 if there is none.
    ResponseApdu open(const QByteArray &bytes, quint32 *dataTag = nullptr)
    {
        const auto answer = ResponseApdu::parse(bytes);
        const auto all = answer ? parseTlvs(answer->data) : std::nullopt;
        m_cipher->advance();
        if (!all || all->size() < 2 || all->last().tag != 0x8E
            || m_cipher->mac({}, QByteArrayView(answer->data).chopped(10)) != all->last().value)
            return {};
        const Tlv &status = all->at(all->size() - 2);
        if (status.tag != 0x99 || status.value != QByteArrayView(ResponseApdu{{}, answer->sw}.encoded()))
            return {};
        const Tlv first = all->first();
        if (dataTag)
            *dataTag = all->size() == 3 ? first.tag : 0;
        if (all->size() == 2)
            return {{}, answer->sw};
        if (first.tag == 0x81)
            return {first.value.toByteArray(), answer->sw};
        const auto data = first.tag == 0x87 && first.value.startsWith('\x01')
            ? m_cipher->decrypt(first.value.sliced(1))
            : std::nullopt;
        return data ? ResponseApdu{*data, answer->sw} : ResponseApdu();
    }

    /// One command through the channel.
    ResponseApdu send(const CommandApdu &plain, bool extended = true, quint32 *dataTag = nullptr)
    {
        return open(m_card.transmit(seal(plain, extended)), dataTag);
    }
    ResponseApdu send(const char *hex) { return send(CommandApdu::parse(QByteArray::fromHex(hex)).value()); }

private:
    static QByteArray inside(const ResponseApdu &answer, quint32 tag)
    {
        const auto outer = findTlv(answer.data, 0x7C);
        const auto value = outer ? findTlv(*outer, tag) : std::nullopt;
        return value ? value->toByteArray() : QByteArray();
    }

    VirtualCard &m_card;
    std::optional<SessionCipher> m_cipher;
};

} // namespace dsr

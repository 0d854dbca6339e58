#include "core/card/pace.h"

#include "core/card/tlv.h"

namespace dsr {

namespace {

constexpr quint8 canReference = 0x02; ///< SK.CAN
constexpr quint32 dynamicData = 0x7C;
constexpr qsizetype canSize = 6;
constexpr qsizetype tokenSize = 8;

const QByteArray paceOid = QByteArray::fromHex("04007F00070202040202");

/// One of the four steps: what is sent and what comes back has a tag of its own each time.
struct Step
{
    quint32 sent = 0; ///< 0: nothing is sent
    quint32 received = 0;
    qsizetype size = 0; ///< of what comes back
};

constexpr Step nonceStep{0x00, 0x80, paceNonceSize};
constexpr Step mappingStep{0x81, 0x82, pacePointSize};
constexpr Step agreementStep{0x83, 0x84, pacePointSize};
constexpr Step tokenStep{0x85, 0x86, tokenSize};

std::unexpected<Error> refused(const CommandApdu &command, quint16 sw)
{
    return fail(ErrorCode::CardRefused, commandMeaning(command),
        {{QStringLiteral("sw"), swText(sw)}, {QStringLiteral("command"), commandMeaning(command)}});
}

std::unexpected<Error> malformed()
{
    return fail(ErrorCode::CardAnswerMalformed, QStringLiteral("PACE"));
}

Result<void> chooseCan(Card &card)
{
    const CommandApdu command{.ins = 0x22,
        .p1 = 0xC1,
        .p2 = 0xA4,
        .data = encodeTlv(0x80, paceOid) + encodeTlv(0x83, QByteArray(1, canReference)),
        .ne = {}};
    const auto answer = card.transmit(command);
    if (!answer)
        return fail(answer.error());
    return answer->isGood() ? Result<void>() : refused(command, answer->sw);
}

Result<QByteArray> authenticate(Card &card, const Step &step, const QByteArray &value = {})
{
    const bool last = step.sent == tokenStep.sent;
    const CommandApdu command{.cla = static_cast<quint8>(last ? 0x00 : 0x10), // chained up to the last
        .ins = 0x86,
        .data = encodeTlv(dynamicData, step.sent == 0 ? QByteArray() : encodeTlv(step.sent, value)),
        .ne = 256};
    const auto answer = card.transmit(command);
    if (!answer)
        return fail(answer.error());
    // Only 6300 is documented for a wrong CAN; but nothing else is left to be wrong in the last step.
    if (!answer->isGood() && last)
        return fail(
            ErrorCode::CardCanWrong, QStringLiteral("PACE"), {{QStringLiteral("sw"), swText(answer->sw)}});
    if (!answer->isGood())
        return refused(command, answer->sw);
    const auto content = findTlv(answer->data, dynamicData);
    const auto received = content ? findTlv(*content, step.received) : std::nullopt;
    if (!received || received->size() != step.size)
        return malformed();
    return received->toByteArray();
}

/// Steps 2 to 4, once the nonce is known.
Result<PaceKeys> agree(Card &card, PaceParty party)
{
    const auto mapping = authenticate(card, mappingStep, party.mappingPoint());
    if (!mapping)
        return fail(mapping.error());
    const auto ownPoint = party.agreementPoint(*mapping);
    if (!ownPoint)
        return malformed();
    const auto agreement = authenticate(card, agreementStep, *ownPoint);
    if (!agreement)
        return fail(agreement.error());
    auto keys = party.keys(*agreement);
    if (!keys)
        return malformed();
    const auto token = authenticate(card, tokenStep, keys->ownToken);
    if (!token)
        return fail(token.error());
    return constantTimeEqual(*token, keys->peerToken) ? std::move(keys) : Result<PaceKeys>(malformed());
}

} // namespace

bool isCanWellFormed(const Secret &can)
{
    bool digits = can.size() == canSize;
    can.use([&](QByteArrayView text) {
        for (const char c : text)
            digits = digits && c >= '0' && c <= '9';
    });
    return digits;
}

Result<SecureChannel> establishPace(Card &card, const Secret &can, std::optional<PaceParty::Scalars> scalars)
{
    if (!isCanWellFormed(can))
        return fail(ErrorCode::CardCanFormat, QStringLiteral("PACE"));
    card.dropChannel();
    if (const auto chosen = chooseCan(card); !chosen)
        return fail(chosen.error());
    const auto encrypted = authenticate(card, nonceStep);
    if (!encrypted)
        return fail(encrypted.error());
    const Secret nonce = decryptPaceNonce(paceKey(can), *encrypted);
    auto keys = agree(card, scalars ? PaceParty(nonce, std::move(*scalars)) : PaceParty(nonce));
    if (!keys)
        return fail(keys.error());
    return SecureChannel(
        std::move(*keys), card.passesExtendedLength() ? ApduLength::Extended : ApduLength::Short);
}

} // namespace dsr

#include "core/card/healthcard.h"

#include "core/card/pinblock.h"
#include "core/card/tlv.h"

#include <QVersionNumber>

#include <algorithm>

namespace dsr {

namespace {

constexpr quint8 homePassword = 0x02; // MRPIN.home; PIN.CH alone does not open the signing key
constexpr int sfidGdo = 0x02;
constexpr int sfidVersion2 = 0x11;
constexpr int sfidAuthCertificate = 0x04;
constexpr int everything = 65536;
constexpr qsizetype largestCertificate = 0x76C;
constexpr qsizetype signatureSize = 64;

const QByteArray egkAid = QByteArray::fromHex("D2760001448000");
const QByteArray hbaAid = QByteArray::fromHex("D27600014601");
const QByteArray smcbAid = QByteArray::fromHex("D27600014606");
const QByteArray hcaAid = QByteArray::fromHex("D27600000102");
const QByteArray esignAid = QByteArray::fromHex("A000000167455349474E");

CommandApdu selectMf(bool withFcp)
{
    return withFcp ? CommandApdu{.ins = 0xA4, .p1 = 0x04, .p2 = 0x04, .ne = 256}
                   : CommandApdu{.ins = 0xA4, .p1 = 0x04, .p2 = 0x0C};
}

CommandApdu selectApplication(const QByteArray &aid)
{
    return {.ins = 0xA4, .p1 = 0x04, .p2 = 0x0C, .data = aid};
}

CommandApdu readShortFile(int shortFileId, int ne)
{
    return {.ins = 0xB0, .p1 = static_cast<quint8>(0x80 | shortFileId), .ne = ne};
}

CommandApdu readFrom(qsizetype offset, int ne)
{
    return {.ins = 0xB0, .p1 = static_cast<quint8>(offset >> 8), .p2 = static_cast<quint8>(offset), .ne = ne};
}

std::unexpected<Error> refused(const CommandApdu &command, quint16 sw)
{
    return fail(ErrorCode::CardRefused, commandMeaning(command),
        {{QStringLiteral("sw"), swText(sw)}, {QStringLiteral("command"), commandMeaning(command)}});
}

std::unexpected<Error> notHealthCard(const char *kind)
{
    return fail(ErrorCode::CardNotHealthCard, QStringLiteral("identify card"),
        {{QStringLiteral("kind"), QString::fromLatin1(kind)}});
}

std::unexpected<Error> certificateUnusable(const char *reason)
{
    return fail(ErrorCode::CardCertificateUnusable, QStringLiteral("read certificate"),
        {{QStringLiteral("reason"), QString::fromLatin1(reason)}});
}

/// "egk", "hba", "smcb" or "unknown" by the FCP of the MF.
const char *cardKind(QByteArrayView fcp)
{
    const auto content = findTlv(fcp, 0x62);
    const auto aid = content ? findTlv(*content, 0x84) : std::nullopt;
    if (!aid)
        return "unknown";
    return *aid == egkAid ? "egk" : *aid == hbaAid ? "hba" : *aid == smcbAid ? "smcb" : "unknown";
}

/// Product type version of the object system in EF.Version2; a null number if it is not there.
QVersionNumber objectSystemVersion(QByteArrayView version2)
{
    // The file may be longer than the data object in it.
    const auto size = tlvSize(version2);
    if (!size || *size > version2.size())
        return {};
    const auto content = findTlv(version2.first(*size), 0xEF);
    const auto version = content ? findTlv(*content, 0xC1) : std::nullopt;
    if (!version || version->size() != 3)
        return {};
    const auto part = [&](qsizetype i) { return static_cast<quint8>((*version)[i]); };
    return {part(0), part(1), part(2)};
}

/// The 20 digits of EF.GDO; empty if they are not there.
QString iccsnOf(QByteArrayView gdo)
{
    const auto digits = findTlv(gdo, 0x5A);
    const QByteArray text = digits ? digits->toByteArray().toHex() : QByteArray();
    const bool wellFormed =
        text.size() == 20 && std::all_of(text.cbegin(), text.cend(), [](char c) { return c <= '9'; });
    return wellFormed ? QString::fromLatin1(text) : QString();
}

std::unexpected<Error> pinRefused(const CommandApdu &verify, quint16 sw)
{
    const QString where = QStringLiteral("verify PIN");
    if (sw == 0x6983 || sw == 0x63C0)
        return fail(ErrorCode::CardPinBlocked, where, {{QStringLiteral("sw"), swText(sw)}});
    if ((sw & 0xFFF0) == 0x63C0) {
        return fail(ErrorCode::CardPinWrong, where,
            {{QStringLiteral("triesLeft"), sw & 0x0F}, {QStringLiteral("sw"), swText(sw)}});
    }
    if (sw == 0x6985)
        return fail(ErrorCode::CardPinTransport, where, {{QStringLiteral("sw"), swText(sw)}});
    return refused(verify, sw);
}

} // namespace

QString pinStateId(PinState state)
{
    switch (state) {
    case PinState::Verified:
        return QStringLiteral("verified");
    case PinState::NotVerified:
        return QStringLiteral("notVerified");
    case PinState::Blocked:
        return QStringLiteral("blocked");
    case PinState::Transport:
        return QStringLiteral("transport");
    case PinState::Empty:
        return QStringLiteral("empty");
    case PinState::Off:
        break;
    }
    return QStringLiteral("off");
}

bool isPinWellFormed(const Secret &pin)
{
    bool digits = pin.size() >= 6 && pin.size() <= 8;
    pin.use([&](QByteArrayView text) {
        for (const char c : text)
            digits = digits && c >= '0' && c <= '9';
    });
    return digits;
}

HealthCard::HealthCard(Card &card)
    : m_card(card)
{
}

/// Selects the MF of an eGK, or says what else it is.
Result<void> HealthCard::selectHealthCard()
{
    const CommandApdu select = selectMf(true);
    const auto fcp = m_card.transmit(select);
    if (!fcp)
        return fail(fcp.error());
    if (fcp->sw == 0x6283 || fcp->sw == 0x6285)
        return refused(select, fcp->sw);
    if (fcp->isGood()) {
        const char *kind = cardKind(fcp->data);
        return qstrcmp(kind, "egk") == 0 ? Result<void>() : notHealthCard(kind);
    }
    // Some cards show no FCP; only an eGK has the application with the insured data (egk-card 4.4).
    const auto hca = m_card.transmit(selectApplication(hcaAid));
    if (!hca)
        return fail(hca.error());
    if (!hca->isGood())
        return notHealthCard("unknown");
    const auto mf = m_card.transmit(selectMf(false));
    if (!mf)
        return fail(mf.error());
    return mf->isGood() ? Result<void>() : refused(selectMf(false), mf->sw);
}

Result<HealthCardInfo> HealthCard::identify()
{
    if (const auto selected = selectHealthCard(); !selected)
        return fail(selected.error());
    const CommandApdu readVersion = readShortFile(sfidVersion2, 256);
    const auto version2 = m_card.transmit(readVersion);
    if (!version2)
        return fail(version2.error());
    const bool absent = version2->sw == 0x6A82;
    if (!absent && !version2->isGood() && version2->sw != 0x6282)
        return refused(readVersion, version2->sw);
    const QVersionNumber version = absent ? QVersionNumber(0, 0, 0) : objectSystemVersion(version2->data);
    if (version.isNull())
        return fail(ErrorCode::CardAnswerMalformed, QStringLiteral("EF.Version2"));
    if (version < QVersionNumber(4, 4, 0)) {
        return fail(ErrorCode::CardTooOld, QStringLiteral("identify card"),
            {{QStringLiteral("objectSystemVersion"), version.toString()}});
    }
    const auto gdo = m_card.transmit(readShortFile(sfidGdo, 256));
    if (!gdo)
        return fail(gdo.error());
    if (gdo->sw == 0x6982) // free over contacts, closed without them: the ATR is only a hint
        return fail(ErrorCode::CardNeedsCan, QStringLiteral("identify card"));
    return HealthCardInfo{m_card.atr(), iccsnOf(gdo->data), version.toString(), false};
}

/// The file's first data object, read in as few commands as the card's buffer allows (egk-card 2.5).
Result<QByteArray> HealthCard::readObject(int shortFileId, qsizetype limit)
{
    QByteArray content;
    int ne = everything;
    for (;;) {
        const CommandApdu read =
            content.isEmpty() ? readShortFile(shortFileId, ne) : readFrom(content.size(), ne);
        const auto part = m_card.transmit(read);
        if (!part)
            return fail(part.error());
        if (part->sw == 0x6700 && ne == everything) { // no extended length: smaller pieces
            ne = 256;
            continue;
        }
        const bool ended = part->sw == 0x6282 || part->sw == 0x6B00;
        if (!part->isGood() && !ended)
            return refused(read, part->sw);
        content += part->data;
        const auto size = tlvSize(content);
        if (size && *size <= content.size())
            return content.first(*size);
        if (ended || part->data.isEmpty() || content.size() > limit || (size && *size > limit))
            return fail(ErrorCode::CardAnswerMalformed, commandMeaning(read));
    }
}

Result<Certificate> HealthCard::certificate()
{
    const auto selected = m_card.transmit(selectApplication(esignAid));
    if (!selected)
        return fail(selected.error());
    if (selected->sw == 0x6283 || selected->sw == 0x6285)
        return certificateUnusable("deactivated");
    if (!selected->isGood())
        return certificateUnusable("absent");
    const auto der = readObject(sfidAuthCertificate, largestCertificate);
    if (der) {
        const auto certificate = Certificate::fromDer(*der);
        return certificate ? *certificate : Result<Certificate>(certificateUnusable("malformed"));
    }
    const Error &error = der.error();
    if (error.code == ErrorCode::CardAnswerMalformed)
        return certificateUnusable("malformed");
    if (error.code != ErrorCode::CardRefused)
        return fail(error);
    const QString sw = error.facts.value(QStringLiteral("sw")).toString();
    if (sw == swText(0x6982))
        return fail(ErrorCode::CardNeedsCan, QStringLiteral("read certificate"));
    return certificateUnusable(sw == swText(0x6A82) ? "absent" : "unreadable");
}

Result<PinStatus> HealthCard::pinStatus()
{
    const CommandApdu ask{.cla = 0x80, .ins = 0x20, .p2 = homePassword};
    const auto answer = m_card.transmit(ask);
    if (!answer)
        return fail(answer.error());
    switch (answer->sw) {
    case 0x9000:
        return PinStatus{PinState::Verified, -1};
    case 0x62C1:
        return PinStatus{PinState::Transport, -1};
    case 0x62C7:
        return PinStatus{PinState::Empty, -1};
    case 0x62D0:
        return PinStatus{PinState::Off, -1};
    case 0x63C0:
        return PinStatus{PinState::Blocked, 0};
    case 0x6982:
        return fail(ErrorCode::CardNeedsCan, QStringLiteral("state of the PIN"));
    default:
        break;
    }
    if ((answer->sw & 0xFFF0) == 0x63C0)
        return PinStatus{PinState::NotVerified, answer->sw & 0x0F};
    return refused(ask, answer->sw);
}

Result<void> HealthCard::verifyPin(const Secret &pin)
{
    const QString where = QStringLiteral("verify PIN");
    if (!isPinWellFormed(pin))
        return fail(ErrorCode::CardPinFormat, where);
    const auto status = pinStatus();
    if (!status)
        return fail(status.error());
    switch (status->state) {
    case PinState::Blocked:
        return fail(ErrorCode::CardPinBlocked, where);
    case PinState::Transport:
    case PinState::Empty:
        return fail(ErrorCode::CardPinTransport, where);
    case PinState::Off:
        return {};
    case PinState::Verified: // by whom is not known: the PIN that was typed still has to be right
    case PinState::NotVerified:
        break;
    }
    CommandApdu verify{.ins = 0x20, .p2 = homePassword, .data = pinBlock(pin)};
    const auto answer = m_card.transmit(verify);
    wipe(verify.data);
    if (!answer)
        return fail(answer.error());
    return answer->isGood() ? Result<void>() : pinRefused(verify, answer->sw);
}

Result<QByteArray> HealthCard::sign(QByteArrayView hash, const Certificate &certificate)
{
    const QByteArray keyAndAlgorithm =
        encodeTlv(0x84, QByteArray("\x84", 1)) + encodeTlv(0x80, QByteArray(1, '\0'));
    const CommandApdu commands[]{
        selectApplication(esignAid),
        {.ins = 0x22, .p1 = 0x41, .p2 = 0xB6, .data = keyAndAlgorithm},
        {.ins = 0x2A, .p1 = 0x9E, .p2 = 0x9A, .data = hash.toByteArray(), .ne = 256},
    };
    QByteArray signature;
    for (const CommandApdu &command : commands) {
        const auto answer = m_card.transmit(command);
        if (!answer)
            return fail(answer.error());
        if (!answer->isGood())
            return refused(command, answer->sw);
        signature = answer->data;
    }
    if (signature.size() != signatureSize)
        return fail(ErrorCode::CardAnswerMalformed, QStringLiteral("sign"));
    if (!certificate.publicKey().verifyDigest(hash, signature))
        return fail(ErrorCode::CardSignatureWrong, QStringLiteral("sign"));
    return signature;
}

} // namespace dsr

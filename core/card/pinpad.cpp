#include "core/card/pinpad.h"

#include <QtEndian>

#include <array>
#include <initializer_list>

namespace dsr {

namespace {

constexpr int seconds = 30;
constexpr int longestPin = 8;
constexpr char german[] = "\x07\x04"; // wLangId 0x0407, little-endian

const QByteArray emptyBlock = QByteArray::fromHex("20FFFFFFFFFFFFFF");

QByteArray octets(std::initializer_list<int> values)
{
    QByteArray bytes;
    for (const int value : values)
        bytes.append(static_cast<char>(value));
    return bytes;
}

QByteArray word(qsizetype value)
{
    std::array<char, 2> octets{};
    qToLittleEndian(static_cast<quint16>(value), octets.data());
    return {octets.data(), octets.size()};
}

QByteArray longWord(qsizetype value)
{
    std::array<char, 4> octets{};
    qToLittleEndian(static_cast<quint32>(value), octets.data());
    return {octets.data(), octets.size()};
}

/// bTimerOut, bTimerOut2, then how the digits go into the block: bmFormatString, bmPINBlockString,
/// bmPINLengthFormat.
QByteArray blockDescription(PinPadStructure structure)
{
    return QByteArray(2, seconds)
        + QByteArray::fromHex(structure == PinPadStructure::Bits ? "414804" : "894704");
}

QByteArray withCommand(const QByteArray &description, const CommandApdu &command)
{
    const QByteArray bytes = command.encoded();
    return description + longWord(bytes.size()) + bytes;
}

std::unexpected<Error> entryFailed(ErrorCode code, quint16 sw)
{
    return fail(code, QStringLiteral("PIN entry at the reader"), {{QStringLiteral("sw"), swText(sw)}});
}

/// What the reader says about the entry itself, which never reached the card; everything else is the card's.
Result<ResponseApdu> entered(const Result<QByteArray> &answer)
{
    if (!answer)
        return fail(answer.error());
    const auto response = ResponseApdu::parse(*answer);
    if (!response)
        return fail(response.error());
    switch (response->sw) {
    case 0x6400:
        return entryFailed(ErrorCode::CardEntryTimedOut, response->sw);
    case 0x6401:
        return entryFailed(ErrorCode::CardEntryCancelled, response->sw);
    case 0x6402:
        return entryFailed(ErrorCode::CardPinsDiffer, response->sw);
    case 0x6403:
        return entryFailed(ErrorCode::CardPinFormat, response->sw);
    case 0x6B80:
        return entryFailed(ErrorCode::CardReaderUnsuitable, response->sw);
    default:
        return *response;
    }
}

/// Tries the second structure once, and only if the reader refused the first one before any key was pressed.
template <typename Describe>
Result<ResponseApdu> enter(Card &card, ReaderFeature feature, PinPadStructure structure, Describe describe)
{
    auto response = entered(card.useFeature(feature, describe(structure)));
    const bool refused = !response && response.error().code == ErrorCode::CardReaderUnsuitable;
    if (refused && structure == PinPadStructure::Auto)
        response = entered(card.useFeature(feature, describe(PinPadStructure::Bits)));
    return response;
}

} // namespace

QString pinPadStructureId(PinPadStructure structure)
{
    switch (structure) {
    case PinPadStructure::Octets:
        return QStringLiteral("octets");
    case PinPadStructure::Bits:
        return QStringLiteral("bits");
    case PinPadStructure::Auto:
        break;
    }
    return QStringLiteral("auto");
}

std::optional<PinPadStructure> pinPadStructureFromId(const QString &id)
{
    for (const auto known : {PinPadStructure::Auto, PinPadStructure::Octets, PinPadStructure::Bits}) {
        if (pinPadStructureId(known) == id)
            return known;
    }
    return std::nullopt;
}

QByteArray pinVerifyStructure(PinPadStructure structure)
{
    constexpr int shortestPin = 6;
    return withCommand(blockDescription(structure) + octets({longestPin, shortestPin}) // wPINMaxExtraDigit
            + octets({0x02, 0x01}) // validated by key, one message
            + QByteArray(german, 2) + QByteArray(4, '\0'), // bMsgIndex, bTeoPrologue
        {.ins = 0x20, .p2 = 0x02, .data = emptyBlock});
}

QByteArray pinModifyStructure(PinPadStructure structure, int shortestPin)
{
    constexpr int offsetOfNewPin = 8;
    return withCommand(blockDescription(structure)
            + octets({0x00, offsetOfNewPin}) // bInsertionOffsetOld, New
            + octets({longestPin, shortestPin})
            + octets({0x03, 0x02, 0x03}) // ask old and confirm new, validated by key, three messages
            + QByteArray(german, 2) + octets({0x00, 0x01, 0x02}) + QByteArray(3, '\0'),
        {.ins = 0x24, .p2 = 0x02, .data = emptyBlock + emptyBlock});
}

Result<ResponseApdu> verifyPinAtReader(Card &card, PinPadStructure structure)
{
    return enter(card, ReaderFeature::VerifyPin, structure, pinVerifyStructure);
}

Result<ResponseApdu> changePinAtReader(Card &card, PinPadStructure structure, int shortestPin)
{
    return enter(card, ReaderFeature::ModifyPin, structure,
        [shortestPin](PinPadStructure wanted) { return pinModifyStructure(wanted, shortestPin); });
}

Result<void> openChannelAtReader(Card &card, const Secret &can)
{
    const QString where = QStringLiteral("PACE at the reader");
    constexpr qsizetype resultSize = 4;
    QByteArray digits;
    can.use([&](QByteArrayView text) { digits = text.toByteArray(); });
    QByteArray data = octets({0x02, 0x00, static_cast<int>(digits.size())}); // PIN-ID 2 = CAN, no CHAT
    data += digits + QByteArray(2, '\0'); // no certificate description
    QByteArray input = octets({0x02}) + word(data.size()) + data;
    const auto answer = card.useFeature(ReaderFeature::ExecutePace, input);
    for (QByteArray *secret : {&digits, &data, &input})
        wipe(*secret);
    if (!answer)
        return fail(answer.error());
    if (answer->size() < resultSize)
        return fail(ErrorCode::CardAnswerMalformed, where);
    const auto result = qFromLittleEndian<quint32>(answer->constData());
    constexpr quint32 lineToCardLost = 0xF0100001; // these four: BSI TR-03119
    constexpr quint32 cardOutOfField = 0xF0100002;
    constexpr quint32 entryCancelled = 0xF0200001;
    constexpr quint32 entryTimedOut = 0xF0200002;
    constexpr quint32 wrongCan = 0x6300; // low half: what the card answered to the last step
    const QVariantMap facts{{QStringLiteral("result"), QString::number(result, 16).toUpper()}};
    if (result == 0)
        return {};
    if (result == lineToCardLost || result == cardOutOfField)
        return fail(ErrorCode::CardRemoved, where, facts);
    if (result == entryCancelled)
        return fail(ErrorCode::CardEntryCancelled, where, facts);
    if (result == entryTimedOut)
        return fail(ErrorCode::CardEntryTimedOut, where, facts);
    if ((result & 0xFFFF) == wrongCan)
        return fail(ErrorCode::CardCanWrong, where, facts);
    return fail(ErrorCode::CardReaderUnsuitable, where, facts);
}

} // namespace dsr

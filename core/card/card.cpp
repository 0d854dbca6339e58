#include "core/card/card.h"

#include "core/base/secret.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <utility>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::Card)
};

constexpr quint8 secureMessagingBits = 0x0C;
constexpr int mostResponses = 256; ///< 61xx in a row: 64 KiB

QString shown(QByteArrayView bytes)
{
    return QString::fromLatin1(bytes.toByteArray().toHex(' ')).toUpper();
}

QString exchangeMeaning(QByteArrayView command, QByteArrayView response)
{
    auto asked = CommandApdu::parse(command);
    const QString question = asked ? commandMeaning(*asked) : Text::tr("Octets that are no command");
    const auto answer = ResponseApdu::parse(response);
    const QString outcome = answer ? statusMeaning(asked.value_or(CommandApdu()), answer->sw)
                                   : Text::tr("The card gave no answer.");
    if (asked)
        wipe(asked->data); // it may be a PIN
    return Text::tr("%1: %2").arg(question, outcome);
}

QString lostChannelMeaning(const CommandApdu &command)
{
    return Text::tr("%1: %2").arg(
        commandMeaning(command), Text::tr("The answer was not protected as it has to be."));
}

class Stopwatch
{
public:
    Stopwatch() { m_timer.start(); }
    qint64 microseconds() const { return m_timer.nsecsElapsed() / 1000; }

private:
    QElapsedTimer m_timer;
};

} // namespace

ApduRecord apduRecord(QByteArrayView command, QByteArrayView response, qint64 microseconds)
{
    return {.command = maskedHex(command),
        .response = shown(response),
        .meaning = exchangeMeaning(command, response),
        .microseconds = microseconds,
        .plainCommand = {},
        .plainResponse = {}};
}

Card::~Card() = default;

bool Card::hasFeature(ReaderFeature)
{
    return false;
}

Result<QByteArray> Card::useFeature(ReaderFeature, const QByteArray &)
{
    return fail(ErrorCode::CardRefused, QStringLiteral("reader"));
}

void Card::record(const ApduRecord &record) const
{
    if (m_observer)
        m_observer(record);
}

/// One exchange that is not recorded yet; remembers a loss.
Result<QByteArray> Card::send(const QByteArray &command)
{
    Result<QByteArray> response = exchange(command);
    // A card that vanishes inside a command looks like one that answers nothing (egk-card rule 9).
    if (response && response->size() < 2)
        response = fail(ErrorCode::CardRemoved, QStringLiteral("transmit"));
    if (!response)
        m_lost = response.error();
    return response;
}

Result<QByteArray> Card::transmitBytes(const QByteArray &command)
{
    if (m_lost)
        return fail(*m_lost);
    const Stopwatch watch;
    const Result<QByteArray> response = send(command);
    if (m_observer)
        record(apduRecord(command, response.value_or(QByteArray()), watch.microseconds()));
    return response;
}

Result<ResponseApdu> Card::transmitOnce(const CommandApdu &command)
{
    QByteArray bytes = command.encoded();
    const auto response = transmitBytes(bytes);
    wipe(bytes);
    if (!response)
        return fail(response.error());
    return ResponseApdu::parse(*response);
}

Result<ResponseApdu> Card::transmitProtected(const CommandApdu &command)
{
    if (m_lost)
        return fail(*m_lost);
    const auto onWire = m_channel->protect(command);
    if (!onWire)
        return fail(onWire.error());
    const Stopwatch watch;
    const QByteArray bytes = onWire->encoded();
    const Result<QByteArray> response = send(bytes);
    const auto opened = response ? m_channel->open(*ResponseApdu::parse(*response))
                                 : Result<ResponseApdu>(fail(response.error()));
    if (!m_observer)
        return opened;
    QByteArray plain = command.encoded();
    const QByteArray plainAnswer = opened ? opened->encoded() : QByteArray();
    ApduRecord seen = apduRecord(plain, plainAnswer, watch.microseconds());
    wipe(plain);
    seen.plainCommand = std::exchange(seen.command, maskedHex(bytes));
    seen.plainResponse = std::exchange(seen.response, shown(response.value_or(QByteArray())));
    if (response && !opened)
        seen.meaning = lostChannelMeaning(command);
    record(seen);
    return opened;
}

Result<ResponseApdu> Card::transmit(const CommandApdu &command)
{
    return m_channel ? transmitProtected(command) : transmitPlain(command);
}

Result<ResponseApdu> Card::transmitPlain(const CommandApdu &command)
{
    auto response = transmitOnce(command);
    if ((command.cla & secureMessagingBits) != 0)
        return response;
    // Only adapters in T=0 style answer like this (egk-card 4.3). A command without Le is never repeated:
    // it might be a VERIFY.
    if (response && command.ne && (response->sw & 0xFF00) == 0x6C00) {
        CommandApdu again = command;
        again.ne = (response->sw & 0xFF) == 0 ? 256 : response->sw & 0xFF;
        response = transmitOnce(again);
    }
    for (int i = 0; i < mostResponses && response && (response->sw & 0xFF00) == 0x6100; ++i) {
        const int waiting = (response->sw & 0xFF) == 0 ? 256 : response->sw & 0xFF;
        auto more = transmitOnce({.ins = 0xC0, .ne = waiting});
        if (more)
            more->data.prepend(response->data);
        response = std::move(more);
    }
    return response;
}

bool looksContactless(QByteArrayView atr)
{
    return atr.size() >= 4 && static_cast<quint8>(atr[0]) == 0x3B && (atr[1] & 0xF0) == 0x80
        && static_cast<quint8>(atr[2]) == 0x80 && atr[3] == 0x01;
}

} // namespace dsr

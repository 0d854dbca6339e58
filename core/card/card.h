#pragma once

#include "core/card/securechannel.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <stop_token>

namespace dsr {

/// One exchange with a card, already masked: safe to keep, show and write.
struct ApduRecord
{
    QString command; ///< hex, PIN blocks masked
    QString response; ///< hex with status word; empty if the card was lost
    QString meaning; ///< what was asked and what came of it, in words
    qint64 microseconds = 0;
    QString plainCommand; ///< what a channel protected, masked as well; empty where nothing was protected
    QString plainResponse; ///< the same of the answer; empty also where the channel was lost
};
using ApduObserver = std::function<void(const ApduRecord &)>;
/// The record of one exchange, masked; an empty response means that the card was lost.
ApduRecord apduRecord(QByteArrayView command, QByteArrayView response, qint64 microseconds);

/// What a reader can do by itself, by the tags of PC/SC part 10 (egk-card 4.5).
enum class ReaderFeature : quint8 { VerifyPin = 0x06, ModifyPin = 0x07, ExecutePace = 0x20 };

/// A connection to a card that nobody else can use meanwhile: made by CardSource::open, which begins one
/// transaction; destroying it ends the transaction and resets the card, so that no verified PIN stays behind.
/// Blocking; worker threads only, one thread at a time.
class Card
{
public:
    virtual ~Card();
    virtual QByteArray atr() const = 0;
    /// Whether the way to the card passes extended length fields; most readers do.
    virtual bool passesExtendedLength() const { return true; }

    /// Sends one command, through the channel if there is one. Errors: CardRemoved, CardReset,
    /// CardServiceStopped, CardMute, CardAnswerMalformed: the connection is dead. CardChannelLost: nothing
    /// passes any more until a new channel is used or the lost one is dropped.
    Result<ResponseApdu> transmit(const CommandApdu &command);
    /// Raw octets for `card apdu`, past any channel; the same recording and errors.
    Result<QByteArray> transmitBytes(const QByteArray &command);

    /// From now on `transmit` protects commands and opens answers.
    void useChannel(SecureChannel channel) { m_channel = std::move(channel); }
    void dropChannel() { m_channel.reset(); }
    bool hasChannel() const { return m_channel.has_value(); }

    /// Whether the reader of this card has the feature; asks the reader once. False for readers without any.
    virtual bool hasFeature(ReaderFeature feature);
    /// Lets the reader do what it can do by itself; waits for the person at its keys. The reader's answer as
    /// it is. Errors of transmit; CardRefused where the reader has no such feature.
    virtual Result<QByteArray> useFeature(ReaderFeature feature, const QByteArray &input);

    void setObserver(ApduObserver observer) { m_observer = std::move(observer); }

protected:
    virtual Result<QByteArray> exchange(const QByteArray &command) = 0;

private:
    Result<QByteArray> send(const QByteArray &command);
    void record(const ApduRecord &record) const;
    Result<ResponseApdu> transmitProtected(const CommandApdu &command);
    Result<ResponseApdu> transmitPlain(const CommandApdu &command);
    Result<ResponseApdu> transmitOnce(const CommandApdu &command);

    ApduObserver m_observer;
    std::optional<SecureChannel> m_channel;
    std::optional<Error> m_lost;
};

enum class ReaderKind { Pcsc, Virtual };

/// What is known of a reader without opening its card. A value.
struct ReaderInfo
{
    QString name;
    ReaderKind kind = ReaderKind::Pcsc;
    bool cardPresent = false;
    bool mute = false; ///< a card that does not answer to reset
    bool inUse = false; ///< another program uses it exclusively
    QByteArray atr;
    bool contactless = false; ///< hint from the ATR
    bool pinPad = false;
    friend bool operator==(const ReaderInfo &, const ReaderInfo &) = default;
};

/// Something that offers cards: the PC/SC service, or the built-in virtual reader. Thread-safe.
class CardSource
{
public:
    virtual ~CardSource() = default;
    /// All readers now. Errors: CardServiceMissing, CardServiceStopped. No reader is an empty list.
    virtual Result<QList<ReaderInfo>> readers() = 0;
    /// Connects to the card in the reader and begins the transaction; waits up to a few seconds for another
    /// program to let go. Errors: CardNoReader, CardNoCard, CardMute, CardInUse, CardServiceMissing,
    /// Cancelled.
    virtual Result<std::unique_ptr<Card>> open(const QString &reader, std::stop_token stop) = 0;
};

/// True if the ATR looks like PC/SC's synthetic one of a contactless card (egk-card 4.4).
bool looksContactless(QByteArrayView atr);

} // namespace dsr

#pragma once

#include "core/base/randomness.h"
#include "core/card/apdu.h"
#include "core/crypto/pace.h"
#include "core/crypto/sessioncipher.h"

#include <expected>
#include <optional>

namespace dsr {

/// What the card brings to a run of PACE instead of chance; for replaying a recorded run, never else.
struct PaceScript
{
    Secret nonce;
    PaceParty::Scalars scalars;
};

/// The card's end of one run of PACE: MSE SET has chosen the CAN, four GENERAL AUTHENTICATE follow (egk-card
/// 3.3). Any answer but 9000 ends the run.
class PaceRun
{
public:
    PaceRun(const Secret &can, Secret nonce);
    PaceRun(const Secret &can, PaceScript script);

    ResponseApdu answer(const CommandApdu &generalAuthenticate);
    /// The keys of the channel, once: when the terminal has proved that it knows the CAN.
    std::optional<PaceKeys> takeKeys();

private:
    using Answer = ResponseApdu;
    Answer nonce(QByteArrayView object);
    Answer mapping(QByteArrayView object);
    Answer agreement(QByteArrayView object);
    Answer token(QByteArrayView object);

    QByteArray m_encryptedNonce;
    PaceParty m_party;
    int m_step = 0;
    QByteArray m_agreementPoint;
    std::optional<PaceKeys> m_keys;
    bool m_proved = false;
};

/// What secure messaging takes off a command.
struct UnsealedCommand
{
    CommandApdu command;
    bool wildcard = false; ///< asks for as much as there is
    bool encrypted = true; ///< its data, if any, came as a cryptogram
};

/// The card's end of secure messaging (egk-card 3.5).
class CardChannel
{
public:
    /// `counter` is that of the last message; a session starts at zero.
    explicit CardChannel(PaceKeys keys, quint64 counter = 0);

    /// The command inside, or the status word that ends the channel: 6987 (a data object is missing), 6988
    /// (one is wrong).
    std::expected<UnsealedCommand, quint16> open(const CommandApdu &sealed);
    enum class Data : quint8 { Plain = 0x81, Encrypted = 0x87 };
    ResponseApdu seal(const ResponseApdu &plain, Data how);
    /// How many octets of data an answer can carry whose data field has room for so many.
    static qsizetype room(qsizetype responseField);

private:
    SessionCipher m_cipher;
};

} // namespace dsr

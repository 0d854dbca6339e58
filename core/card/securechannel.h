#pragma once

#include "core/card/apdu.h"
#include "core/crypto/pace.h"
#include "core/crypto/sessioncipher.h"

namespace dsr {

/// Whether the way to the card passes extended length fields; protected answers are longer than plain ones.
enum class ApduLength { Extended, Short };

/// Secure messaging from the terminal's side (egk-card 3.5). It is lost with the first answer that is not
/// perfect, and stays lost: keys are wiped, and everything after that is CardChannelLost.
class SecureChannel
{
public:
    explicit SecureChannel(PaceKeys keys, ApduLength length = ApduLength::Extended);

    /// The command as it goes over the wire. CardChannelLost after a loss.
    Result<CommandApdu> protect(const CommandApdu &plain);
    /// What the card answered to the last command. CardChannelLost, with fact "sw" for a status word without
    /// protection: none is trusted, 9000 least of all.
    Result<ResponseApdu> open(const ResponseApdu &answer);

    ApduLength length() const { return m_length; }

private:
    std::unexpected<Error> lose(const char *why, QVariantMap facts = {});

    std::optional<SessionCipher> m_cipher;
    ApduLength m_length;
};

} // namespace dsr

#pragma once

#include "core/base/secret.h"

#include <optional>

namespace dsr {

/// Encryption and checksums of secure messaging with AES-128 (egk-card 3.5), the same for command and
/// response and for either side: IV = AES(Kenc, counter), CMAC over counter and message. Both sides advance
/// the counter before every message.
class SessionCipher
{
public:
    /// `counter` is that of the last message; a session starts at zero.
    SessionCipher(Secret encryption, Secret mac, quint64 counter = 0);

    /// Counts one message. False at the end of the counter: nothing may be sent with these keys any more.
    bool advance();
    /// Pads with 80 00…, at least one octet, and encrypts.
    QByteArray encrypt(QByteArrayView plain) const;
    /// The plain octets; nullopt if the cryptogram has no whole blocks or the padding is not exactly that.
    std::optional<QByteArray> decrypt(QByteArrayView cryptogram) const;
    /// 8 octets over the counter, the command's header and the data objects. Header and objects are padded
    /// here, each by itself; what is empty (the header of a response, the objects of a bare command) is left
    /// out.
    QByteArray mac(QByteArrayView header, QByteArrayView objects) const;

private:
    QByteArray counterBlock() const;
    QByteArray iv() const;

    Secret m_encryption;
    Secret m_mac;
    quint64 m_counter;
};

} // namespace dsr

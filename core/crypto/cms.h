#pragma once

#include "core/crypto/certificate.h"

namespace dsr {

/// A CMS SignedData (RFC 5652 5) and what can be said about it without trusting anybody.
struct SignedMessage
{
    QByteArray content; ///< the signed octets, joined where they come in pieces
    QList<Certificate> certificates; ///< in their order
    int signerCount = 0;
    std::optional<Certificate> signer; ///< the one that the first SignerInfo names
    /// Every signature verifies with its signer's key. Paths, dates and usages are not looked at.
    bool signatureVerified = false;
};

/// Reads BER and DER. InputMalformed if it is no SignedData with its content inside, if one of its
/// certificates cannot be read, or if something is behind it.
Result<SignedMessage> readSignedMessage(QByteArrayView cms);

} // namespace dsr

#pragma once

#include <QByteArray>

namespace dsr {

/// The values derived from a DMS nonce N: SHA-256(N ‖ label), 32 octets each (dsr-protocol 3.2).
/// N are the decoded 64 octets, never the base64 text.
QByteArray nonceKeypairMtls(QByteArrayView nonce);
QByteArray nonceCsrMtls(QByteArrayView nonce);
QByteArray nonceIntegrity(QByteArrayView nonce);
QByteArray nonceSmartcard(QByteArrayView nonce);
QByteArray nonceAttest(QByteArrayView nonce);
// Of an attestation (RFC-02)
QByteArray nonceAttestDerived(QByteArrayView nonce);
QByteArray noncePlayIntegrity(QByteArrayView nonce);

/// Octets of a nonce that a DMS issues.
inline constexpr qsizetype nonceSize = 64;

} // namespace dsr

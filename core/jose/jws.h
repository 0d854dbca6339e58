#pragma once

#include "core/base/result.h"
#include "core/crypto/keypair.h"

#include <QJsonObject>

#include <optional>

namespace dsr {

/// A compact JWS taken apart (RFC 7515, dsr-protocol 4.1). Nothing is verified here.
struct Jws
{
    QByteArray signingInput; ///< "b64u(header).b64u(payload)" exactly as received
    QByteArray headerBytes;
    QByteArray payloadBytes;
    QByteArray signature;
    QJsonObject header;

    /// Strict: three non-empty segments, base64url without padding or spare bits, header a JSON object.
    /// InputMalformed with fact "segment" (0 header, 1 payload, 2 signature).
    static Result<Jws> parse(QByteArrayView compact);
};

/// The two algorithms of the protocol; BP256R1 is gematik's name for ECDSA with brainpoolP256r1 and SHA-256.
enum class JwsAlgorithm { BP256R1, ES256 };
std::optional<JwsAlgorithm> jwsAlgorithm(const QString &name);
Curve curveOf(JwsAlgorithm algorithm);

/// Exactly 64 octets r‖s over SHA-256 of the signing input, with a key on the algorithm's curve.
bool verifyJws(const Jws &jws, JwsAlgorithm algorithm, const PublicKey &key);

/// "b64u(header).b64u(payload)"
QByteArray jwsSigningInput(QByteArrayView headerJson, QByteArrayView payloadJson);
/// The whole compact JWS.
QByteArray jwsCompact(QByteArrayView signingInput, QByteArrayView rawSignature);
/// Signs with a software key.
Result<QByteArray> signJws(QByteArrayView headerJson, QByteArrayView payloadJson, const PrivateKey &key);

} // namespace dsr

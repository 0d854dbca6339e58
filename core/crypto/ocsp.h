#pragma once

#include "core/crypto/certificate.h"

#include <optional>

namespace dsr {

/// What an OCSP request or single response is about: CertID with SHA-1 (egk-card 7, OCSP).
struct OcspCertId
{
    QByteArray serial; ///< content octets of the INTEGER
    QByteArray issuerNameHash;
    QByteArray issuerKeyHash;
    friend bool operator==(const OcspCertId &, const OcspCertId &) = default;
};

/// CertID of a certificate under its issuer.
OcspCertId ocspCertId(const Certificate &certificate, const Certificate &issuer);

/// DER of a request for one certificate, no nonce.
Result<QByteArray> ocspRequest(const Certificate &certificate, const Certificate &issuer);
/// The CertIDs a request asks for, as the responder sees them.
Result<QList<OcspCertId>> ocspRequestedIds(QByteArrayView request);

enum class OcspCertStatus { Good, Revoked, Unknown };

/// Content of a response that the local responder signs. Every field can be set wrong on purpose.
struct OcspAnswer
{
    OcspCertId id;
    OcspCertStatus status = OcspCertStatus::Good;
    QDateTime revokedAt;
    QDateTime producedAt;
    QDateTime thisUpdate;
    QDateTime nextUpdate; ///< invalid = absent
    QByteArray certHash; ///< SHA-256 of the certificate for extension 1.3.36.8.3.13; empty = absent
};

/// A successful response, signed with SHA-256 by the responder, its certificate embedded.
Result<QByteArray> ocspResponse(
    const OcspAnswer &answer, const Certificate &responder, const PrivateKey &responderKey);
/// A response that carries a status only: 1 malformedRequest, 2 internalError, 3 tryLater, 6 unauthorized.
QByteArray ocspErrorResponse(int status);

/// A response as read; judging is the business of core/check.
struct OcspResponse
{
    int responseStatus = -1; ///< 0 = successful
    int singleResponses = 0;
    OcspAnswer answer; ///< the first single response
    Certificate responder; ///< certificate that fits the ResponderID, if embedded
    QByteArray signedBytes; ///< tbsResponseData
    QByteArray signature;
    QByteArray signatureAlgorithm; ///< dotted OID
    /// The signature over tbsResponseData verifies with this key.
    bool isSignedBy(const PublicKey &key) const;
};
Result<OcspResponse> parseOcspResponse(QByteArrayView der);

} // namespace dsr

#pragma once

#include "core/crypto/certificate.h"

#include <optional>

namespace dsr {

/// A PKCS#10 certificate request. Implicitly shared, immutable, thread-safe to read.
class CertificateRequest
{
public:
    CertificateRequest() = default;
    /// DER with nothing behind it; InputMalformed otherwise. The attributes element [0] may be absent.
    static Result<CertificateRequest> fromDer(QByteArrayView der);

    bool isValid() const { return m_data != nullptr; }
    const QByteArray &der() const;
    int version() const; ///< 0 for PKCS#10 version 1
    const DistinguishedName &subject() const;
    PublicKey publicKey() const;
    /// PKCS#9 challengePassword attribute (1.2.840.113549.1.9.7), if there is one.
    std::optional<QString> challengePassword() const;
    /// The element [0] is there, even if empty (RFC 2986 4.1 demands it).
    bool hasAttributesElement() const;
    /// The signature verifies with the request's own key.
    bool isSelfSigned() const;

private:
    struct Data;
    std::shared_ptr<const Data> m_data;
};

/// Builds and signs a request; `challengePassword` becomes an attribute if given.
Result<CertificateRequest> signRequest(
    const QByteArray &subject, const std::optional<QString> &challengePassword, const PrivateKey &key);

} // namespace dsr

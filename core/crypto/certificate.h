#pragma once

#include "core/base/result.h"
#include "core/crypto/keypair.h"

#include <QDateTime>
#include <QList>
#include <QStringList>

#include <memory>
#include <optional>

namespace dsr {

/// One extension of a certificate or request, value as DER (content of the OCTET STRING).
struct Extension
{
    QByteArray oid; ///< dotted text
    bool critical = false;
    QByteArray value;
};

/// One attribute of a distinguished name.
struct NameAttribute
{
    QByteArray oid; ///< dotted text
    QString value;
    quint8 stringTag = 0; ///< universal tag number of the string type (12 UTF8String, 19 PrintableString …)
};

/// A distinguished name as it was encoded.
struct DistinguishedName
{
    QByteArray der;
    QList<NameAttribute> attributes; ///< all AVAs of all RDNs in order
    QStringList values(const char *oid) const;
    /// RFC 2253-like text for people, most specific part last.
    QString text() const;
};

/// An X.509 certificate. Implicitly shared, immutable, thread-safe to read.
class Certificate
{
public:
    Certificate() = default;
    /// DER with nothing behind it; InputMalformed otherwise.
    static Result<Certificate> fromDer(QByteArrayView der);
    /// The first certificate of a PEM text.
    static Result<Certificate> fromPem(QByteArrayView pem);

    bool isValid() const { return m_data != nullptr; }
    const QByteArray &der() const;
    QByteArray pem() const;
    int version() const; ///< 3 for X.509v3
    const DistinguishedName &subject() const;
    const DistinguishedName &issuer() const;
    QByteArray serialHex() const; ///< lower case, no leading zeros, "0" for zero
    QByteArray serialBytes() const; ///< content octets of the INTEGER without sign octet
    QDateTime notBefore() const;
    QDateTime notAfter() const;
    QByteArray signatureAlgorithm() const; ///< dotted OID
    /// Decoded when it is asked for first. Invalid if OpenSSL does not know the key type (ML-DSA …); `spki`
    /// is there all the same.
    PublicKey publicKey() const;
    QByteArray spki() const;
    const QList<Extension> &extensions() const;
    std::optional<Extension> extension(const char *oid) const;
    QByteArray sha256Fingerprint() const;

    /// The signature verifies with this key; names, dates and CA flags are not looked at.
    bool isSignedBy(const PublicKey &issuerKey) const;

    friend bool operator==(const Certificate &a, const Certificate &b) { return a.der() == b.der(); }

private:
    struct Data;
    std::shared_ptr<const Data> m_data;
};

namespace crypto {
/// Reads the attributes of an encoded Name; shared by certificate and request.
DistinguishedName nameFromDer(QByteArrayView der);
} // namespace crypto

} // namespace dsr

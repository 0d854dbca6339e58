#pragma once

#include "core/crypto/certificate.h"

namespace dsr {

/// Everything in a certificate but issuer and signature. The local CA, the simulated phone and the test bed
/// fill this in; extension values come from the helpers below or from core/crypto/derwriter.h.
struct CertificateContent
{
    QByteArray serial; ///< big-endian octets, positive
    QByteArray subject; ///< DER of the Name
    QDateTime notBefore;
    QDateTime notAfter;
    PublicKey publicKey;
    QList<Extension> extensions;
    Hash hash = Hash::Sha256; ///< hash of the issuer's signature
};

/// Builds and signs; `issuer` is the DER of the issuer's Name, copied byte for byte.
Result<Certificate> signCertificate(
    const CertificateContent &content, const QByteArray &issuer, const PrivateKey &issuerKey);

/// DER of a Name with one attribute per RDN, in the given order. stringTag 19 = PrintableString, else
/// UTF8String.
QByteArray nameDer(const QList<NameAttribute> &attributes);

/// Bits of keyUsage (RFC 5280 4.2.1.3), combined with |.
namespace keyusage {
inline constexpr int digitalSignature = 0x8000;
inline constexpr int keyAgreement = 0x0800;
inline constexpr int keyCertSign = 0x0400;
inline constexpr int crlSign = 0x0200;
} // namespace keyusage

Extension basicConstraints(bool ca, int pathLength = -1);
Extension keyUsage(int bits);
Extension extendedKeyUsage(const QList<QByteArray> &oids);
Extension subjectKeyIdentifier(const PublicKey &key);
Extension authorityKeyIdentifier(const PublicKey &issuerKey);
Extension subjectAltNameUri(const QString &uri);
/// DNS names and IP addresses of a TLS server.
Extension subjectAltNameServer(const QStringList &dnsNames, const QList<QByteArray> &ipAddresses);
Extension ocspAddress(const QString &url);
Extension certificatePolicies(const QList<QByteArray> &oids);
/// Admission of gematik certificates (egk-card 7): profession text and OID.
Extension admission(const QString &profession, const char *professionOid);

/// SHA-1 of the point (or of the BIT STRING content for RSA), as RFC 5280 4.2.1.2 method 1.
QByteArray keyIdentifier(const PublicKey &key);

/// A random serial number of 16 octets with the top bit clear, from OpenSSL's generator.
QByteArray randomSerial();

} // namespace dsr

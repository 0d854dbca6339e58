#include "core/decode/oids.h"

#include "core/decode/appattest.h"
#include "core/decode/keydescription.h"

namespace dsr {

namespace {

constexpr OidName names[] = {
    // attributes of names (X.520, PKCS#9)
    {"2.5.4.3", "commonName", "CN"},
    {"2.5.4.4", "surname", "SN"},
    {"2.5.4.5", "serialNumber", "serialNumber"},
    {"2.5.4.6", "countryName", "C"},
    {"2.5.4.7", "localityName", "L"},
    {"2.5.4.8", "stateOrProvinceName", "ST"},
    {"2.5.4.9", "streetAddress", "street"},
    {"2.5.4.10", "organizationName", "O"},
    {"2.5.4.11", "organizationalUnitName", "OU"},
    {"2.5.4.12", "title", "title"},
    {"2.5.4.17", "postalCode", "postalCode"},
    {"2.5.4.42", "givenName", "GN"},
    {"2.5.4.46", "dnQualifier", "dnQualifier"},
    {"0.9.2342.19200300.100.1.25", "domainComponent", "DC"},
    {"1.2.840.113549.1.9.1", "emailAddress", "emailAddress"},
    {"1.2.840.113549.1.9.7", "challengePassword", "challengePassword"},
    {"1.2.840.113549.1.9.14", "extensionRequest"},
    // keys and curves
    {"1.2.840.10045.2.1", "id-ecPublicKey"},
    {"1.2.840.10045.3.1.7", "prime256v1"},
    {"1.3.132.0.34", "secp384r1"},
    {"1.3.132.0.35", "secp521r1"},
    {"1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1"},
    {"1.3.36.3.3.2.8.1.1.11", "brainpoolP384r1"},
    {"1.3.36.3.3.2.8.1.1.13", "brainpoolP512r1"},
    {"1.2.840.113549.1.1.1", "rsaEncryption"},
    {"1.3.101.110", "X25519"},
    {"1.3.101.112", "Ed25519"},
    // signatures and hashes
    {"1.2.840.10045.4.1", "ecdsa-with-SHA1"},
    {"1.2.840.10045.4.3.2", "ecdsa-with-SHA256"},
    {"1.2.840.10045.4.3.3", "ecdsa-with-SHA384"},
    {"1.2.840.10045.4.3.4", "ecdsa-with-SHA512"},
    {"1.2.840.113549.1.1.5", "sha1WithRSAEncryption"},
    {"1.2.840.113549.1.1.10", "rsassaPss"},
    {"1.2.840.113549.1.1.11", "sha256WithRSAEncryption"},
    {"1.2.840.113549.1.1.12", "sha384WithRSAEncryption"},
    {"1.2.840.113549.1.1.13", "sha512WithRSAEncryption"},
    {"2.16.840.1.101.3.4.3.17", "id-ml-dsa-44"},
    {"2.16.840.1.101.3.4.3.18", "id-ml-dsa-65"},
    {"2.16.840.1.101.3.4.3.19", "id-ml-dsa-87"},
    {"1.3.14.3.2.26", "sha1"},
    {"2.16.840.1.101.3.4.2.1", "sha256"},
    {"2.16.840.1.101.3.4.2.2", "sha384"},
    {"2.16.840.1.101.3.4.2.3", "sha512"},
    // certificate extensions (RFC 5280)
    {"2.5.29.9", "subjectDirectoryAttributes"},
    {"2.5.29.14", "subjectKeyIdentifier"},
    {"2.5.29.15", "keyUsage"},
    {"2.5.29.17", "subjectAltName"},
    {"2.5.29.18", "issuerAltName"},
    {"2.5.29.19", "basicConstraints"},
    {"2.5.29.20", "cRLNumber"},
    {"2.5.29.21", "reasonCode"},
    {"2.5.29.24", "invalidityDate"},
    {"2.5.29.27", "deltaCRLIndicator"},
    {"2.5.29.28", "issuingDistributionPoint"},
    {"2.5.29.29", "certificateIssuer"},
    {"2.5.29.30", "nameConstraints"},
    {"2.5.29.31", "cRLDistributionPoints"},
    {"2.5.29.32", "certificatePolicies"},
    {"2.5.29.32.0", "anyPolicy"},
    {"2.5.29.35", "authorityKeyIdentifier"},
    {"2.5.29.37", "extKeyUsage"},
    {"1.3.6.1.5.5.7.1.1", "authorityInfoAccess"},
    {"1.3.6.1.5.5.7.1.3", "qcStatements"},
    {"1.3.6.1.5.5.7.2.1", "cps"},
    {"1.3.6.1.5.5.7.2.2", "unotice"},
    {"1.3.6.1.5.5.7.3.1", "serverAuth"},
    {"1.3.6.1.5.5.7.3.2", "clientAuth"},
    {"1.3.6.1.5.5.7.3.4", "emailProtection"},
    {"1.3.6.1.5.5.7.3.8", "timeStamping"},
    {"1.3.6.1.5.5.7.3.9", "OCSPSigning"},
    {"1.3.6.1.5.5.7.48.1", "ocsp"},
    {"1.3.6.1.5.5.7.48.2", "caIssuers"},
    {"1.3.6.1.5.5.7.48.1.1", "ocspBasic"},
    {"1.3.6.1.5.5.7.48.1.2", "ocspNonce"},
    {"1.3.6.1.5.5.7.48.1.4", "ocspResponse"},
    {"1.3.6.1.5.5.7.48.1.5", "ocspNoCheck"},
    // telematics infrastructure
    {"1.3.36.8.3.3", "admission"},
    {"1.3.36.8.3.13", "certHash"},
    {"1.2.276.0.76.4.49", "oid_versicherter"},
    {"1.2.276.0.76.4.70", "oid_egk_aut"},
    {"1.2.276.0.76.4.163", "oid_policy_gem_or_cp"},
    // Android and Apple
    {keyAttestationOid, "keyDescription"},
    {provisioningInfoOid, "provisioningInfo"},
    {"1.3.6.1.4.1.11129.2.1.25", "entityAttestationToken"},
    {"1.3.6.1.4.1.236.11.3.23.7", "samsungKnox"},
    {appleNonceOid, "appAttestNonce"},
    {"1.2.840.113635.100.8.4", "appleHardwareProperties"},
    {appleKeyUsageOid, "appleKeyUsageProperties"},
    {appleAccessControlOid, "appleKeyAccessControl"},
    {appleOperatingSystemOid, "appleDeviceOSInformation"},
    {appleReceiptSigningOid, "appleReceiptSigning"},
    {"1.2.840.113635.100.5.1", "appleCertificatePolicy"},
    // signed messages (CMS)
    {"1.2.840.113549.1.7.1", "data"},
    {"1.2.840.113549.1.7.2", "signedData"},
    {"1.2.840.113549.1.9.3", "contentType"},
    {"1.2.840.113549.1.9.4", "messageDigest"},
    {"1.2.840.113549.1.9.5", "signingTime"},
};

} // namespace

const OidName *oidName(const QByteArray &oid)
{
    for (const OidName &known : names) {
        if (oid == known.oid)
            return &known;
    }
    return nullptr;
}

QString oidText(const QByteArray &oid)
{
    const OidName *known = oidName(oid);
    return QString::fromLatin1(known ? QByteArray(known->name) : oid);
}

} // namespace dsr

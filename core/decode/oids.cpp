#include "core/decode/oids.h"

#include "core/decode/appattest.h"
#include "core/decode/keydescription.h"
#include "core/decode/node.h"

#include <algorithm>
#include <array>

namespace dsr {

namespace {

constexpr OidName names[] = {
    // attributes of names (X.520, PKCS#9)
    {"2.5.4.3", u"commonName", u"CN"},
    {"2.5.4.4", u"surname", u"SN"},
    {"2.5.4.5", u"serialNumber", u"serialNumber"},
    {"2.5.4.6", u"countryName", u"C"},
    {"2.5.4.7", u"localityName", u"L"},
    {"2.5.4.8", u"stateOrProvinceName", u"ST"},
    {"2.5.4.9", u"streetAddress", u"street"},
    {"2.5.4.10", u"organizationName", u"O"},
    {"2.5.4.11", u"organizationalUnitName", u"OU"},
    {"2.5.4.12", u"title", u"title"},
    {"2.5.4.17", u"postalCode", u"postalCode"},
    {"2.5.4.42", u"givenName", u"GN"},
    {"2.5.4.46", u"dnQualifier", u"dnQualifier"},
    {"0.9.2342.19200300.100.1.25", u"domainComponent", u"DC"},
    {"1.2.840.113549.1.9.1", u"emailAddress", u"emailAddress"},
    {"1.2.840.113549.1.9.7", u"challengePassword", u"challengePassword"},
    {"1.2.840.113549.1.9.14", u"extensionRequest"},
    // keys and curves
    {"1.2.840.10045.2.1", u"id-ecPublicKey"},
    {"1.2.840.10045.3.1.7", u"prime256v1"},
    {"1.3.132.0.34", u"secp384r1"},
    {"1.3.132.0.35", u"secp521r1"},
    {"1.3.36.3.3.2.8.1.1.7", u"brainpoolP256r1"},
    {"1.3.36.3.3.2.8.1.1.11", u"brainpoolP384r1"},
    {"1.3.36.3.3.2.8.1.1.13", u"brainpoolP512r1"},
    {"1.2.840.113549.1.1.1", u"rsaEncryption"},
    {"1.3.101.110", u"X25519"},
    {"1.3.101.112", u"Ed25519"},
    // signatures and hashes
    {"1.2.840.10045.4.1", u"ecdsa-with-SHA1"},
    {"1.2.840.10045.4.3.2", u"ecdsa-with-SHA256"},
    {"1.2.840.10045.4.3.3", u"ecdsa-with-SHA384"},
    {"1.2.840.10045.4.3.4", u"ecdsa-with-SHA512"},
    {"1.2.840.113549.1.1.5", u"sha1WithRSAEncryption"},
    {"1.2.840.113549.1.1.10", u"rsassaPss"},
    {"1.2.840.113549.1.1.11", u"sha256WithRSAEncryption"},
    {"1.2.840.113549.1.1.12", u"sha384WithRSAEncryption"},
    {"1.2.840.113549.1.1.13", u"sha512WithRSAEncryption"},
    {"2.16.840.1.101.3.4.3.17", u"id-ml-dsa-44"},
    {"2.16.840.1.101.3.4.3.18", u"id-ml-dsa-65"},
    {"2.16.840.1.101.3.4.3.19", u"id-ml-dsa-87"},
    {"1.3.14.3.2.26", u"sha1"},
    {"2.16.840.1.101.3.4.2.1", u"sha256"},
    {"2.16.840.1.101.3.4.2.2", u"sha384"},
    {"2.16.840.1.101.3.4.2.3", u"sha512"},
    // certificate extensions (RFC 5280)
    {"2.5.29.9", u"subjectDirectoryAttributes"},
    {"2.5.29.14", u"subjectKeyIdentifier"},
    {"2.5.29.15", u"keyUsage"},
    {"2.5.29.17", u"subjectAltName"},
    {"2.5.29.18", u"issuerAltName"},
    {"2.5.29.19", u"basicConstraints"},
    {"2.5.29.20", u"cRLNumber"},
    {"2.5.29.21", u"reasonCode"},
    {"2.5.29.24", u"invalidityDate"},
    {"2.5.29.27", u"deltaCRLIndicator"},
    {"2.5.29.28", u"issuingDistributionPoint"},
    {"2.5.29.29", u"certificateIssuer"},
    {"2.5.29.30", u"nameConstraints"},
    {"2.5.29.31", u"cRLDistributionPoints"},
    {"2.5.29.32", u"certificatePolicies"},
    {"2.5.29.32.0", u"anyPolicy"},
    {"2.5.29.35", u"authorityKeyIdentifier"},
    {"2.5.29.37", u"extKeyUsage"},
    {"1.3.6.1.5.5.7.1.1", u"authorityInfoAccess"},
    {"1.3.6.1.5.5.7.1.3", u"qcStatements"},
    {"1.3.6.1.5.5.7.2.1", u"cps"},
    {"1.3.6.1.5.5.7.2.2", u"unotice"},
    {"1.3.6.1.5.5.7.3.1", u"serverAuth"},
    {"1.3.6.1.5.5.7.3.2", u"clientAuth"},
    {"1.3.6.1.5.5.7.3.4", u"emailProtection"},
    {"1.3.6.1.5.5.7.3.8", u"timeStamping"},
    {"1.3.6.1.5.5.7.3.9", u"OCSPSigning"},
    {"1.3.6.1.5.5.7.48.1", u"ocsp"},
    {"1.3.6.1.5.5.7.48.2", u"caIssuers"},
    {"1.3.6.1.5.5.7.48.1.1", u"ocspBasic"},
    {"1.3.6.1.5.5.7.48.1.2", u"ocspNonce"},
    {"1.3.6.1.5.5.7.48.1.4", u"ocspResponse"},
    {"1.3.6.1.5.5.7.48.1.5", u"ocspNoCheck"},
    // telematics infrastructure
    {"1.3.36.8.3.3", u"admission"},
    {"1.3.36.8.3.13", u"certHash"},
    {"1.2.276.0.76.4.49", u"oid_versicherter"},
    {"1.2.276.0.76.4.70", u"oid_egk_aut"},
    {"1.2.276.0.76.4.163", u"oid_policy_gem_or_cp"},
    // Android and Apple
    {keyAttestationOid, u"keyDescription"},
    {provisioningInfoOid, u"provisioningInfo"},
    {"1.3.6.1.4.1.11129.2.1.25", u"entityAttestationToken"},
    {"1.3.6.1.4.1.236.11.3.23.7", u"samsungKnox"},
    {appleNonceOid, u"appAttestNonce"},
    {"1.2.840.113635.100.8.4", u"appleHardwareProperties"},
    {appleKeyUsageOid, u"appleKeyUsageProperties"},
    {appleAccessControlOid, u"appleKeyAccessControl"},
    {appleOperatingSystemOid, u"appleDeviceOSInformation"},
    {appleReceiptSigningOid, u"appleReceiptSigning"},
    {"1.2.840.113635.100.5.1", u"appleCertificatePolicy"},
    // signed messages (CMS)
    {"1.2.840.113549.1.7.1", u"data"},
    {"1.2.840.113549.1.7.2", u"signedData"},
    {"1.2.840.113549.1.9.3", u"contentType"},
    {"1.2.840.113549.1.9.4", u"messageDigest"},
    {"1.2.840.113549.1.9.5", u"signingTime"},
};

/// By identifier, to be searched in halves: every element with an OID asks.
constexpr auto sorted = [] {
    auto table = std::to_array(names);
    std::ranges::sort(table, {}, &OidName::oid);
    return table;
}();

} // namespace

const OidName *oidName(QByteArrayView oid)
{
    const std::string_view wanted(oid.data(), static_cast<size_t>(oid.size()));
    const auto *const found = std::ranges::lower_bound(sorted, wanted, {}, &OidName::oid);
    return found != sorted.end() && found->oid == wanted ? found : nullptr;
}

QString oidText(QByteArrayView oid)
{
    const OidName *known = oidName(oid);
    return known ? staticText(known->name) : QString::fromLatin1(oid);
}

} // namespace dsr

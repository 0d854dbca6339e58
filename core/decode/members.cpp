#include "core/decode/members.h"

#include <QCoreApplication>

namespace dsr {

namespace {

using Encoding = Member::Encoding;

constexpr const char *ofMtlsKey = QT_TRANSLATE_NOOP("dsr::Member", "fingerprint of the mTLS key");
constexpr const char *ofAttestKey = QT_TRANSLATE_NOOP("dsr::Member", "fingerprint of the attest key");
constexpr const char *ofAppleKey = QT_TRANSLATE_NOOP("dsr::Member", "fingerprint of the App Attest key");
constexpr const char *ofCertificate = QT_TRANSLATE_NOOP("dsr::Member", "fingerprint of the certificate");

// dsr-protocol 4 for tokens, 2.1 for the list of devices; card exchanges and card data are our own.
constexpr Member members[] = {
    {"x5c", Encoding::Base64, DataKind::Certificate},
    {"attestCertChain", Encoding::Base64, DataKind::Certificate},
    {"attestationCertChain", Encoding::Base64, DataKind::Certificate},
    {"deviceIdentityCertificateChain", Encoding::Base64, DataKind::Certificate},
    {"subjectCert", Encoding::Base64, DataKind::Certificate},
    {"csr", Encoding::Base64, DataKind::Request},
    {"nonce", Encoding::Base64, DataKind::Binary},
    {"sub", Encoding::Base64, DataKind::Binary, false, ofMtlsKey},
    {"attestPublicKey", Encoding::Base64, DataKind::Binary, false, ofAttestKey},
    {"attestPulicKey", Encoding::Base64, DataKind::Binary, false, ofAttestKey},
    {"keyId", Encoding::Base64, DataKind::Binary, false, ofAppleKey},
    {"x5t#S256", Encoding::Base64, DataKind::Binary, false, ofCertificate},
    {"requestHash", Encoding::Base64, DataKind::Binary},
    {"attestation", Encoding::Base64, DataKind::Attestation},
    {"assertion", Encoding::Base64, DataKind::Assertion},
    {"integrityVerdict", Encoding::None, DataKind::Jws},
    {"deviceIdentifier", Encoding::Base64, DataKind::Binary, false, ofMtlsKey},
    {"certificateSha256Digest", Encoding::Base64, DataKind::Binary},
    {"rpID", Encoding::Base64, DataKind::Binary},
    {"clientDataHash", Encoding::Base64, DataKind::Binary},
    {"challenge", Encoding::Base64, DataKind::Binary},
    {"tx", Encoding::Hex, DataKind::CommandApdu},
    {"rx", Encoding::Hex, DataKind::ResponseApdu},
    {"command", Encoding::Hex, DataKind::CommandApdu},
    {"response", Encoding::Hex, DataKind::ResponseApdu},
    {"iat", Encoding::Seconds},
    {"exp", Encoding::Seconds},
    {"nbf", Encoding::Seconds},
    {"timestampMillis", Encoding::Milliseconds},
    {"attestationSecurityLevel", Encoding::SecurityLevel},
    {"securityLevel", Encoding::SecurityLevel},
    {.name = "identifierForVendor", .personal = true},
    {.name = "userIdentifier", .personal = true},
    {.name = "kvnr", .personal = true},
    {.name = "iccsn", .personal = true},
    {.name = "holder", .personal = true},
};

} // namespace

const Member *knownMember(const QString &name)
{
    for (const Member &member : members) {
        if (name == QLatin1StringView(member.name))
            return &member;
    }
    return nullptr;
}

} // namespace dsr

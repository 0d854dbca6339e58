#include "core/decode/members.h"

#include "core/decode/decoders.h"

namespace dsr {

namespace {

using Encoding = Member::Encoding;

// dsr-protocol 4 for tokens, 2.1 for the list of devices; card exchanges and card data are our own.
constexpr Member members[] = {
    {"x5c", Encoding::Base64, decodeCertificate},
    {"attestCertChain", Encoding::Base64, decodeCertificate},
    {"attestationCertChain", Encoding::Base64, decodeCertificate},
    {"subjectCert", Encoding::Base64, decodeCertificate},
    {"csr", Encoding::Base64, decodeRequest},
    {"nonce", Encoding::Base64, decodeBinary},
    {"sub", Encoding::Base64, decodeBinary},
    {"attestPublicKey", Encoding::Base64, decodeBinary},
    {"attestPulicKey", Encoding::Base64, decodeBinary},
    {"keyId", Encoding::Base64, decodeBinary},
    {"x5t#S256", Encoding::Base64, decodeBinary},
    {"requestHash", Encoding::Base64, decodeBinary},
    {"attestation", Encoding::Base64, decodeGuess},
    {"assertion", Encoding::Base64, decodeGuess},
    {"integrityVerdict", Encoding::None, decodeJws},
    {"command", Encoding::Hex, decodeCommandApdu},
    {"response", Encoding::Hex, decodeResponseApdu},
    {"iat", Encoding::Seconds},
    {"exp", Encoding::Seconds},
    {"nbf", Encoding::Seconds},
    {"timestampMillis", Encoding::Milliseconds},
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

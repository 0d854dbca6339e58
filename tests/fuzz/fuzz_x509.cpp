// Reads certificates, requests, OCSP requests and responses, and private keys in PEM, and asks them for
// everything they know.
#include "core/crypto/ocsp.h"
#include "core/crypto/request.h"

#include <cstdlib>

namespace {

using namespace dsr;

void require(bool good)
{
    if (!good)
        std::abort();
}

void readCertificate(const QByteArray &bytes)
{
    const auto certificate = Certificate::fromDer(bytes);
    if (!certificate)
        return;
    require(certificate->der() == bytes && bytes.contains(certificate->spki()));
    for (const Extension &extension : certificate->extensions())
        require(!extension.oid.isEmpty());
    certificate->version();
    certificate->serialHex();
    certificate->notBefore();
    certificate->notAfter();
    certificate->signatureAlgorithm();
    certificate->subject().text();
    certificate->isSignedBy(certificate->publicKey());
    require(Certificate::fromPem(certificate->pem()) == *certificate);
}

void readRequest(const QByteArray &bytes)
{
    const auto request = CertificateRequest::fromDer(bytes);
    if (!request)
        return;
    require(request->der() == bytes);
    require(request->hasAttributesElement() || !request->challengePassword());
    require(request->publicKey().isValid() || !request->isSelfSigned());
    request->version();
    request->subject().text();
}

void readResponse(const QByteArray &bytes)
{
    const auto response = parseOcspResponse(bytes);
    if (!response)
        return;
    require(response->responseStatus == 0 || response->singleResponses == 0);
    require(bytes.contains(response->signedBytes) && bytes.contains(response->responder.der()));
    require(response->answer.certHash.isEmpty() || response->answer.certHash.size() == 32);
    if (response->responder.isValid())
        response->isSignedBy(response->responder.publicKey());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    readCertificate(bytes);
    readRequest(bytes);
    readResponse(bytes);
    (void)ocspRequestedIds(bytes);
    if (bytes.startsWith("-----BEGIN")) {
        if (const auto key = PrivateKey::fromPem(Secret(QByteArray(bytes))))
            require(!key->publicKey().spki().isEmpty());
    }
    return 0;
}

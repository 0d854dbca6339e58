#include "core/crypto/cms.h"

#include "core/crypto/asn1items.h"

namespace dsr {

using namespace crypto;

namespace {

std::unexpected<Error> malformed()
{
    return fail(ErrorCode::InputMalformed, QStringLiteral("CMS SignedData"));
}

} // namespace

Result<SignedMessage> readSignedMessage(QByteArrayView cms)
{
    const unsigned char *next = bytesOf(cms);
    const CmsHandle parsed(d2i_CMS_ContentInfo(nullptr, &next, static_cast<long>(cms.size())));
    const bool isWhole = parsed && next == bytesOf(cms) + cms.size()
        && OBJ_obj2nid(CMS_get0_type(parsed.get())) == NID_pkcs7_signed;
    ASN1_OCTET_STRING **content = isWhole ? CMS_get0_content(parsed.get()) : nullptr;
    if (!content || !*content)
        return malformed();
    SignedMessage message;
    message.content = viewOf(*content).toByteArray();
    const CertificatesHandle certificates(CMS_get1_certs(parsed.get()));
    STACK_OF(CMS_SignerInfo) *signers = CMS_get0_SignerInfos(parsed.get());
    message.signerCount = qMax(0, sk_CMS_SignerInfo_num(signers));
    CMS_SignerInfo *first = message.signerCount > 0 ? sk_CMS_SignerInfo_value(signers, 0) : nullptr;
    for (int i = 0; i < sk_X509_num(certificates.get()); ++i) {
        X509 *x509 = sk_X509_value(certificates.get(), i);
        const auto certificate = Certificate::fromDer(toDer(x509, i2d_X509));
        if (!certificate)
            return fail(certificate.error());
        message.certificates.append(*certificate);
        if (first && !message.signer && CMS_SignerInfo_cert_cmp(first, x509) == 0)
            message.signer = *certificate;
    }
    const BioHandle out(BIO_new(BIO_s_null()));
    message.signatureVerified = message.signer
        && CMS_verify(
               parsed.get(), nullptr, nullptr, nullptr, out.get(), CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY)
            == 1;
    return message;
}

} // namespace dsr

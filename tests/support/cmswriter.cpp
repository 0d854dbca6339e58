#include "tests/support/cmswriter.h"

#include "core/crypto/handle.h"

namespace dsr {

using namespace crypto;

namespace {

BioHandle bioOf(QByteArrayView bytes)
{
    return BioHandle(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

QByteArray contentOf(BIO *bio)
{
    char *data = nullptr;
    const long length = BIO_get_mem_data(bio, &data);
    return QByteArray(data, length);
}

} // namespace

Result<QByteArray> signMessage(QByteArrayView content, const Certificate &signer, const PrivateKey &key,
    const QList<Certificate> &certificates, CmsForm form)
{
    const CertificatesHandle others(sk_X509_new_null());
    for (const Certificate &certificate : certificates) {
        X509Handle x509 = toX509(certificate);
        if (x509 && sk_X509_push(others.get(), x509.get()) > 0)
            static_cast<void>(x509.release()); // the stack owns it now
    }
    const unsigned flags = CMS_BINARY | CMS_NOATTR | (form == CmsForm::Indefinite ? CMS_STREAM : 0u);
    const BioHandle in = bioOf(content);
    const X509Handle x509 = toX509(signer);
    const CmsHandle message(CMS_sign(x509.get(), key.handle(), others.get(), in.get(), flags));
    const BioHandle out(BIO_new(BIO_s_mem()));
    if (!message || i2d_CMS_bio_stream(out.get(), message.get(), in.get(), static_cast<int>(flags)) != 1)
        return fail(ErrorCode::Internal, QStringLiteral("sign message"));
    return contentOf(out.get());
}

} // namespace dsr

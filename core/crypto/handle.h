#pragma once

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/cms.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/ocsp.h>
#include <openssl/x509.h>

#include <QByteArray>

#include <memory>

namespace dsr {
class Certificate;
class PublicKey;
} // namespace dsr

/// Owning handles for OpenSSL objects. Included by the source files of core/crypto only.
namespace dsr::crypto {

/// Writes a key into a certificate or request that is being built, if it is an uncompressed point on one of
/// our named curves; false for others. OpenSSL's own function takes all, but encodes the key and decodes it
/// again, which costs more than a signature.
bool setPublicKey(X509_PUBKEY *field, const PublicKey &key);

template <auto Free> struct Deleter
{
    template <typename T> void operator()(T *object) const { Free(object); }
};

using BioHandle = std::unique_ptr<BIO, Deleter<BIO_free_all>>;
using BignumHandle = std::unique_ptr<BIGNUM, Deleter<BN_free>>;
using CipherHandle = std::unique_ptr<EVP_CIPHER_CTX, Deleter<EVP_CIPHER_CTX_free>>;
using CmsHandle = std::unique_ptr<CMS_ContentInfo, Deleter<CMS_ContentInfo_free>>;
using DigestHandle = std::unique_ptr<EVP_MD_CTX, Deleter<EVP_MD_CTX_free>>;
using EcGroupHandle = std::unique_ptr<EC_GROUP, Deleter<EC_GROUP_free>>;
using EcPointHandle = std::unique_ptr<EC_POINT, Deleter<EC_POINT_clear_free>>;
using EcdsaSigHandle = std::unique_ptr<ECDSA_SIG, Deleter<ECDSA_SIG_free>>;
using KeyContextHandle = std::unique_ptr<EVP_PKEY_CTX, Deleter<EVP_PKEY_CTX_free>>;
using KeyHandle = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using OcspBasicHandle = std::unique_ptr<OCSP_BASICRESP, Deleter<OCSP_BASICRESP_free>>;
using OcspRequestHandle = std::unique_ptr<OCSP_REQUEST, Deleter<OCSP_REQUEST_free>>;
using PrivateKeyInfoHandle = std::unique_ptr<PKCS8_PRIV_KEY_INFO, Deleter<PKCS8_PRIV_KEY_INFO_free>>;
using RequestHandle = std::unique_ptr<X509_REQ, Deleter<X509_REQ_free>>;
using SecretBignumHandle = std::unique_ptr<BIGNUM, Deleter<BN_clear_free>>;
using X509Handle = std::unique_ptr<X509, Deleter<X509_free>>;
using X509NameHandle = std::unique_ptr<X509_NAME, Deleter<X509_NAME_free>>;

struct CertificatesDeleter
{
    void operator()(STACK_OF(X509) * stack) const { sk_X509_pop_free(stack, X509_free); }
};
using CertificatesHandle = std::unique_ptr<STACK_OF(X509), CertificatesDeleter>;

/// OpenSSL's own type for a certificate, which it decodes for this.
X509Handle toX509(const Certificate &certificate);

/// Calls an i2d function of OpenSSL and gives the DER back; empty on failure.
template <typename T, typename Encode> QByteArray toDer(T *object, Encode encode)
{
    const int length = encode(object, nullptr);
    if (length <= 0)
        return {};
    QByteArray der(length, '\0');
    auto *out = reinterpret_cast<unsigned char *>(der.data());
    encode(object, &out);
    return der;
}

inline const unsigned char *bytesOf(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

inline unsigned char *bytesOf(QByteArray &array)
{
    return reinterpret_cast<unsigned char *>(array.data());
}

} // namespace dsr::crypto

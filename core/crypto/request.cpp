#include "core/crypto/request.h"

#include "core/crypto/asn1items.h"

namespace dsr {

using namespace crypto;

namespace {

/// CertificationRequestInfo of RFC 2986. Its attributes may be absent, as some clients have it.
struct RequestInfo
{
    ASN1_INTEGER *version;
    X509_NAME *subject;
    ASN1_STRING *subjectPublicKeyInfo;
    STACK_OF(X509_ATTRIBUTE) * attributes;
};
ASN1_SEQUENCE(RequestInfo) = {
    ASN1_SIMPLE(RequestInfo, version, ASN1_INTEGER),
    ASN1_SIMPLE(RequestInfo, subject, X509_NAME),
    ASN1_SIMPLE(RequestInfo, subjectPublicKeyInfo, ASN1_SEQUENCE),
    ASN1_IMP_SET_OF_OPT(RequestInfo, attributes, X509_ATTRIBUTE, 0),
} static_ASN1_SEQUENCE_END(RequestInfo);

} // namespace

struct CertificateRequest::Data
{
    QByteArray der;
    SignedHandle whole;
    ItemHandle<RequestInfo, RequestInfo_it> info;
    DistinguishedName subject;
    PublicKey publicKey;
};

Result<CertificateRequest> CertificateRequest::fromDer(QByteArrayView der)
{
    auto data = std::make_shared<Data>();
    data->whole = decoded<Signed, Signed_it>(der);
    if (data->whole)
        data->info = decoded<RequestInfo, RequestInfo_it>(viewOf(data->whole->content));
    if (!data->info || !isPublicKeyInfo(*data->info->subjectPublicKeyInfo))
        return fail(ErrorCode::InputMalformed, QStringLiteral("PKCS#10 request"));
    data->der = der.toByteArray();
    data->subject = nameFromDer(toDer(data->info->subject, i2d_X509_NAME));
    data->publicKey = PublicKey::fromSpki(viewOf(data->info->subjectPublicKeyInfo)).value_or(PublicKey());
    CertificateRequest request;
    request.m_data = std::move(data);
    return request;
}

const QByteArray &CertificateRequest::der() const
{
    static const QByteArray none;
    return m_data ? m_data->der : none;
}

int CertificateRequest::version() const
{
    return static_cast<int>(ASN1_INTEGER_get(m_data->info->version));
}

const DistinguishedName &CertificateRequest::subject() const
{
    return m_data->subject;
}

PublicKey CertificateRequest::publicKey() const
{
    return m_data->publicKey;
}

std::optional<QString> CertificateRequest::challengePassword() const
{
    const STACK_OF(X509_ATTRIBUTE) *attributes = m_data->info->attributes;
    const int index = X509at_get_attr_by_NID(attributes, NID_pkcs9_challengePassword, -1);
    if (index < 0)
        return std::nullopt;
    const ASN1_TYPE *value = X509_ATTRIBUTE_get0_type(X509at_get_attr(attributes, index), 0);
    if (!value || !value->value.asn1_string || value->type == V_ASN1_SEQUENCE)
        return QString();
    return QString::fromUtf8(viewOf(value->value.asn1_string));
}

bool CertificateRequest::hasAttributesElement() const
{
    return m_data->info->attributes != nullptr;
}

bool CertificateRequest::isSelfSigned() const
{
    return isSignedBy(*m_data->whole, m_data->publicKey);
}

Result<CertificateRequest> signRequest(
    const QByteArray &subject, const std::optional<QString> &challengePassword, const PrivateKey &key)
{
    const unsigned char *next = bytesOf(QByteArrayView(subject));
    const X509NameHandle name(d2i_X509_NAME(nullptr, &next, static_cast<long>(subject.size())));
    const QByteArray password = challengePassword.value_or(QString()).toUtf8();
    const RequestHandle request(X509_REQ_new());
    const bool good = request && name && key.isValid() && X509_REQ_set_version(request.get(), 0) == 1
        && X509_REQ_set_subject_name(request.get(), name.get()) == 1
        && (setPublicKey(X509_REQ_get_X509_PUBKEY(request.get()), key.publicKey())
            || X509_REQ_set_pubkey(request.get(), key.handle()) == 1)
        && (!challengePassword
            || X509_REQ_add1_attr_by_NID(request.get(), NID_pkcs9_challengePassword, V_ASN1_UTF8STRING,
                   bytesOf(QByteArrayView(password)), static_cast<int>(password.size()))
                == 1);
    if (!good || X509_REQ_sign(request.get(), key.handle(), EVP_sha256()) <= 0)
        return fail(ErrorCode::Internal, QStringLiteral("sign request"));
    return CertificateRequest::fromDer(toDer(request.get(), i2d_X509_REQ));
}

} // namespace dsr

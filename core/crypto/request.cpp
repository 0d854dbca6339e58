#include "core/crypto/request.h"

#include "core/crypto/handle.h"

namespace dsr {

using namespace crypto;

struct CertificateRequest::Data
{
    RequestHandle request;
    QByteArray der;
    DistinguishedName subject;
    PublicKey publicKey;
    bool hasAttributes = false;
};

namespace {

/// Content range of the TLV at `offset`; {-1, -1} where the length does not fit. DER was parsed before.
std::pair<qsizetype, qsizetype> contentOf(const QByteArray &der, qsizetype offset)
{
    const unsigned char *next = bytesOf(QByteArrayView(der)) + offset;
    long length = 0;
    int tag = 0;
    int tagClass = 0;
    const int kind = ASN1_get_object(&next, &length, &tag, &tagClass, static_cast<long>(der.size() - offset));
    if ((kind & 0x80) != 0)
        return {-1, -1};
    return {next - bytesOf(QByteArrayView(der)), length};
}

/// CertificationRequestInfo has a fourth element with tag [0].
bool findAttributesElement(const QByteArray &der)
{
    const auto [outer, outerLength] = contentOf(der, 0);
    if (outer < 0)
        return false;
    const auto [info, infoLength] = contentOf(der, outer);
    qsizetype offset = info;
    for (int element = 0; offset >= 0 && element < 3 && offset < info + infoLength; ++element) {
        const auto [content, length] = contentOf(der, offset);
        offset = content < 0 ? -1 : content + length;
    }
    return offset > 0 && offset < info + infoLength && static_cast<quint8>(der.at(offset)) == 0xa0;
}

} // namespace

Result<CertificateRequest> CertificateRequest::fromDer(QByteArrayView der)
{
    const unsigned char *next = bytesOf(der);
    RequestHandle request(d2i_X509_REQ(nullptr, &next, static_cast<long>(der.size())));
    if (!request || next != bytesOf(der) + der.size())
        return fail(ErrorCode::InputMalformed, QStringLiteral("PKCS#10 request"));
    PublicKey key(X509_REQ_get_pubkey(request.get()));
    return adopt(request.release(), der.toByteArray(), std::move(key));
}

CertificateRequest CertificateRequest::adopt(X509_REQ *object, QByteArray der, PublicKey key)
{
    RequestHandle request(object);
    auto data = std::make_shared<Data>();
    data->der = std::move(der);
    data->subject = nameFromDer(toDer(X509_REQ_get_subject_name(request.get()), i2d_X509_NAME));
    data->publicKey = std::move(key);
    data->hasAttributes = findAttributesElement(data->der);
    data->request = std::move(request);
    CertificateRequest result;
    result.m_data = std::move(data);
    return result;
}

const QByteArray &CertificateRequest::der() const
{
    static const QByteArray none;
    return m_data ? m_data->der : none;
}

int CertificateRequest::version() const
{
    return static_cast<int>(X509_REQ_get_version(m_data->request.get()));
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
    const int index = X509_REQ_get_attr_by_NID(m_data->request.get(), NID_pkcs9_challengePassword, -1);
    if (index < 0)
        return std::nullopt;
    X509_ATTRIBUTE *attribute = X509_REQ_get_attr(m_data->request.get(), index);
    const ASN1_TYPE *value = X509_ATTRIBUTE_get0_type(attribute, 0);
    if (!value || !value->value.asn1_string || value->type == V_ASN1_SEQUENCE)
        return QString();
    const ASN1_STRING *string = value->value.asn1_string;
    return QString::fromUtf8(
        reinterpret_cast<const char *>(ASN1_STRING_get0_data(string)), ASN1_STRING_length(string));
}

bool CertificateRequest::hasAttributesElement() const
{
    return m_data->hasAttributes;
}

bool CertificateRequest::isSelfSigned() const
{
    return m_data->publicKey.isValid()
        && X509_REQ_verify(m_data->request.get(), m_data->publicKey.handle()) == 1;
}

Result<CertificateRequest> signRequest(
    const QByteArray &subject, const std::optional<QString> &challengePassword, const PrivateKey &key)
{
    const unsigned char *next = bytesOf(QByteArrayView(subject));
    const X509NameHandle name(d2i_X509_NAME(nullptr, &next, static_cast<long>(subject.size())));
    const QByteArray password = challengePassword.value_or(QString()).toUtf8();
    RequestHandle request(X509_REQ_new());
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
    const QByteArray der = toDer(request.get(), i2d_X509_REQ);
    return CertificateRequest::adopt(request.release(), der, key.publicKey());
}

} // namespace dsr

#include "core/crypto/certificate.h"

#include "core/base/digest.h"
#include "core/crypto/asn1items.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <mutex>

namespace dsr {

using namespace crypto;

namespace {

QString textOf(const ASN1_STRING *string)
{
    unsigned char *utf8 = nullptr;
    const int length = ASN1_STRING_to_UTF8(&utf8, string);
    if (length < 0)
        return {};
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(utf8), length);
    OPENSSL_free(utf8);
    return text;
}

QString shortNameOf(const QByteArray &oid)
{
    const int id = OBJ_txt2nid(oid.constData());
    const char *name = id == NID_undef ? nullptr : OBJ_nid2sn(id);
    return QString::fromLatin1(name ? name : oid.constData());
}

DistinguishedName nameOf(const X509_NAME *given)
{
    DistinguishedName name;
    name.der = toDer(given, i2d_X509_NAME);
    const int count = X509_NAME_entry_count(given);
    for (int i = 0; i < count; ++i) {
        const X509_NAME_ENTRY *entry = X509_NAME_get_entry(given, i);
        const ASN1_STRING *value = X509_NAME_ENTRY_get_data(entry);
        name.attributes.append({dotted(X509_NAME_ENTRY_get_object(entry)), textOf(value),
            static_cast<quint8>(ASN1_STRING_type(value))});
    }
    return name;
}

// Same fields and same parser as OpenSSL's X509, RFC 5280 4.1, but for the key.

struct Content
{
    ASN1_INTEGER *version;
    ASN1_INTEGER *serial;
    X509_ALGOR *signature;
    X509_NAME *issuer;
    X509_VAL *validity;
    X509_NAME *subject;
    ASN1_STRING *subjectPublicKeyInfo;
    ASN1_BIT_STRING *issuerUniqueId;
    ASN1_BIT_STRING *subjectUniqueId;
    STACK_OF(X509_EXTENSION) * extensions;
};
ASN1_SEQUENCE(Content) = {
    ASN1_EXP_OPT(Content, version, ASN1_INTEGER, 0),
    ASN1_SIMPLE(Content, serial, ASN1_INTEGER),
    ASN1_SIMPLE(Content, signature, X509_ALGOR),
    ASN1_SIMPLE(Content, issuer, X509_NAME),
    ASN1_SIMPLE(Content, validity, X509_VAL),
    ASN1_SIMPLE(Content, subject, X509_NAME),
    ASN1_SIMPLE(Content, subjectPublicKeyInfo, ASN1_SEQUENCE),
    ASN1_IMP_OPT(Content, issuerUniqueId, ASN1_BIT_STRING, 1),
    ASN1_IMP_OPT(Content, subjectUniqueId, ASN1_BIT_STRING, 2),
    ASN1_EXP_SEQUENCE_OF_OPT(Content, extensions, X509_EXTENSION, 3),
} static_ASN1_SEQUENCE_END(Content);

} // namespace

DistinguishedName crypto::nameFromDer(QByteArrayView der)
{
    const unsigned char *next = bytesOf(der);
    const X509NameHandle parsed(d2i_X509_NAME(nullptr, &next, static_cast<long>(der.size())));
    DistinguishedName name = parsed ? nameOf(parsed.get()) : DistinguishedName();
    name.der = der.toByteArray();
    return name;
}

X509Handle crypto::toX509(const Certificate &certificate)
{
    const unsigned char *next = bytesOf(QByteArrayView(certificate.der()));
    return X509Handle(d2i_X509(nullptr, &next, static_cast<long>(certificate.der().size())));
}

QStringList DistinguishedName::values(const char *oid) const
{
    QStringList found;
    for (const NameAttribute &attribute : attributes) {
        if (attribute.oid == oid)
            found.append(attribute.value);
    }
    return found;
}

QString DistinguishedName::text() const
{
    QStringList parts;
    for (const NameAttribute &attribute : attributes)
        parts.append(shortNameOf(attribute.oid) + QLatin1Char('=') + attribute.value);
    return parts.join(QStringLiteral(", "));
}

struct Certificate::Data
{
    QByteArray der;
    SignedHandle whole;
    ItemHandle<Content, Content_it> content;
    DistinguishedName subject;
    DistinguishedName issuer;
    QList<Extension> extensions;
    mutable std::once_flag keyIsDecoded;
    mutable PublicKey publicKey;
};

Result<Certificate> Certificate::fromDer(QByteArrayView der)
{
    auto data = std::make_shared<Data>();
    data->whole = decoded<Signed, Signed_it>(der);
    if (data->whole)
        data->content = decoded<Content, Content_it>(viewOf(data->whole->content));
    // The key is not decoded yet, but has to be one by its form.
    if (!data->content || !isPublicKeyInfo(*data->content->subjectPublicKeyInfo))
        return fail(ErrorCode::InputMalformed, QStringLiteral("X.509 certificate"));
    const Content &content = *data->content;
    data->der = der.toByteArray();
    data->subject = nameOf(content.subject);
    data->issuer = nameOf(content.issuer);
    const int count = sk_X509_EXTENSION_num(content.extensions);
    for (int i = 0; i < count; ++i) {
        X509_EXTENSION *extension = sk_X509_EXTENSION_value(content.extensions, i);
        data->extensions.append(
            {dotted(X509_EXTENSION_get_object(extension)), X509_EXTENSION_get_critical(extension) == 1,
                viewOf(X509_EXTENSION_get_data(extension)).toByteArray()});
    }
    Certificate certificate;
    certificate.m_data = std::move(data);
    return certificate;
}

Result<Certificate> Certificate::fromPem(QByteArrayView pem)
{
    const BioHandle bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    unsigned char *der = nullptr;
    long length = 0;
    if (!bio || PEM_bytes_read_bio(&der, &length, nullptr, PEM_STRING_X509, bio.get(), nullptr, nullptr) != 1)
        return fail(ErrorCode::InputMalformed, QStringLiteral("X.509 certificate in PEM"));
    auto certificate = fromDer({der, length});
    OPENSSL_free(der);
    return certificate;
}

const QByteArray &Certificate::der() const
{
    static const QByteArray none;
    return m_data ? m_data->der : none;
}

QByteArray Certificate::pem() const
{
    QByteArray text = "-----BEGIN CERTIFICATE-----\n";
    const QByteArray base64 = der().toBase64();
    for (qsizetype i = 0; i < base64.size(); i += 64)
        text += base64.mid(i, 64) + '\n';
    return text + "-----END CERTIFICATE-----\n";
}

int Certificate::version() const
{
    return m_data->content->version ? static_cast<int>(ASN1_INTEGER_get(m_data->content->version)) + 1 : 1;
}

const DistinguishedName &Certificate::subject() const
{
    return m_data->subject;
}

const DistinguishedName &Certificate::issuer() const
{
    return m_data->issuer;
}

QByteArray Certificate::serialBytes() const
{
    return viewOf(m_data->content->serial).toByteArray();
}

QByteArray Certificate::serialHex() const
{
    QByteArray hex = serialBytes().toHex();
    while (hex.size() > 1 && hex.startsWith('0'))
        hex.remove(0, 1);
    return hex.isEmpty() ? QByteArray("0") : hex;
}

QDateTime Certificate::notBefore() const
{
    return timeOf(m_data->content->validity->notBefore);
}

QDateTime Certificate::notAfter() const
{
    return timeOf(m_data->content->validity->notAfter);
}

QByteArray Certificate::signatureAlgorithm() const
{
    const ASN1_OBJECT *object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, m_data->whole->algorithm);
    return dotted(object);
}

PublicKey Certificate::publicKey() const
{
    if (!m_data)
        return {};
    std::call_once(m_data->keyIsDecoded, [this] {
        if (auto key = PublicKey::fromSpki(spki()))
            m_data->publicKey = *std::move(key);
    });
    return m_data->publicKey;
}

QByteArray Certificate::spki() const
{
    return viewOf(m_data->content->subjectPublicKeyInfo).toByteArray();
}

const QList<Extension> &Certificate::extensions() const
{
    return m_data->extensions;
}

std::optional<Extension> Certificate::extension(const char *oid) const
{
    for (const Extension &extension : m_data->extensions) {
        if (extension.oid == oid)
            return extension;
    }
    return std::nullopt;
}

QByteArray Certificate::sha256Fingerprint() const
{
    return sha256(der());
}

bool Certificate::isSignedBy(const PublicKey &issuerKey) const
{
    // The algorithm stands inside and outside of what is signed (RFC 5280 4.1.1.2).
    return m_data && X509_ALGOR_cmp(m_data->whole->algorithm, m_data->content->signature) == 0
        && crypto::isSignedBy(*m_data->whole, issuerKey);
}

} // namespace dsr

#include "core/crypto/certificate.h"

#include "core/crypto/digest.h"
#include "core/crypto/handle.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace dsr {

using namespace crypto;

namespace {

QByteArray dotted(const ASN1_OBJECT *object)
{
    char text[128] = {};
    OBJ_obj2txt(text, sizeof text, object, 1);
    return text;
}

QDateTime timeOf(const ASN1_TIME *time)
{
    std::tm parts = {};
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    return QDateTime(QDate(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday),
        QTime(parts.tm_hour, parts.tm_min, parts.tm_sec), Qt::UTC);
}

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

} // namespace

DistinguishedName crypto::nameFromDer(QByteArrayView der)
{
    DistinguishedName name;
    name.der = der.toByteArray();
    const unsigned char *next = bytesOf(der);
    const X509NameHandle parsed(d2i_X509_NAME(nullptr, &next, static_cast<long>(der.size())));
    const int count = parsed ? X509_NAME_entry_count(parsed.get()) : 0;
    for (int i = 0; i < count; ++i) {
        const X509_NAME_ENTRY *entry = X509_NAME_get_entry(parsed.get(), i);
        const ASN1_STRING *value = X509_NAME_ENTRY_get_data(entry);
        name.attributes.append({dotted(X509_NAME_ENTRY_get_object(entry)), textOf(value),
            static_cast<quint8>(ASN1_STRING_type(value))});
    }
    return name;
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
    X509Handle x509;
    QByteArray der;
    DistinguishedName subject;
    DistinguishedName issuer;
    QList<Extension> extensions;
    PublicKey publicKey;
};

Result<Certificate> Certificate::fromDer(QByteArrayView der)
{
    const unsigned char *next = bytesOf(der);
    X509Handle x509(d2i_X509(nullptr, &next, static_cast<long>(der.size())));
    if (!x509 || next != bytesOf(der) + der.size())
        return fail(ErrorCode::InputMalformed, QStringLiteral("X.509 certificate"));
    PublicKey key(X509_get_pubkey(x509.get()));
    return adopt(x509.release(), der.toByteArray(), std::move(key));
}

Certificate Certificate::adopt(X509 *object, QByteArray der, PublicKey key)
{
    X509Handle x509(object);
    auto data = std::make_shared<Data>();
    data->der = std::move(der);
    data->subject = nameFromDer(toDer(X509_get_subject_name(x509.get()), i2d_X509_NAME));
    data->issuer = nameFromDer(toDer(X509_get_issuer_name(x509.get()), i2d_X509_NAME));
    const int count = X509_get_ext_count(x509.get());
    for (int i = 0; i < count; ++i) {
        X509_EXTENSION *extension = X509_get_ext(x509.get(), i);
        const ASN1_OCTET_STRING *value = X509_EXTENSION_get_data(extension);
        data->extensions.append(
            {dotted(X509_EXTENSION_get_object(extension)), X509_EXTENSION_get_critical(extension) == 1,
                QByteArray(reinterpret_cast<const char *>(ASN1_STRING_get0_data(value)),
                    ASN1_STRING_length(value))});
    }
    data->publicKey = std::move(key);
    data->x509 = std::move(x509);
    Certificate certificate;
    certificate.m_data = std::move(data);
    return certificate;
}

Result<Certificate> Certificate::fromPem(QByteArrayView pem)
{
    const BioHandle bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    X509Handle x509(bio ? PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr) : nullptr);
    if (!x509)
        return fail(ErrorCode::InputMalformed, QStringLiteral("X.509 certificate in PEM"));
    const QByteArray der = toDer(x509.get(), i2d_X509);
    PublicKey key(X509_get_pubkey(x509.get()));
    return adopt(x509.release(), der, std::move(key));
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
    return static_cast<int>(X509_get_version(m_data->x509.get())) + 1;
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
    const ASN1_INTEGER *serial = X509_get0_serialNumber(m_data->x509.get());
    return QByteArray(
        reinterpret_cast<const char *>(ASN1_STRING_get0_data(serial)), ASN1_STRING_length(serial));
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
    return timeOf(X509_get0_notBefore(m_data->x509.get()));
}

QDateTime Certificate::notAfter() const
{
    return timeOf(X509_get0_notAfter(m_data->x509.get()));
}

QByteArray Certificate::signatureAlgorithm() const
{
    const X509_ALGOR *algorithm = nullptr;
    X509_get0_signature(nullptr, &algorithm, m_data->x509.get());
    const ASN1_OBJECT *object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
    return dotted(object);
}

PublicKey Certificate::publicKey() const
{
    return m_data ? m_data->publicKey : PublicKey();
}

QByteArray Certificate::spki() const
{
    return toDer(X509_get_X509_PUBKEY(m_data->x509.get()), i2d_X509_PUBKEY);
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
    return m_data && issuerKey.isValid() && X509_verify(m_data->x509.get(), issuerKey.handle()) == 1;
}

} // namespace dsr

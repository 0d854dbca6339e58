#include "core/crypto/certificatebuilder.h"

#include "core/base/digest.h"
#include "core/base/randomness.h"
#include "core/crypto/derwriter.h"
#include "core/crypto/handle.h"

#include <openssl/x509v3.h>

namespace dsr {

using namespace crypto;

namespace {

bool setTime(ASN1_TIME *target, const QDateTime &time)
{
    // RFC 5280: UTCTime up to 2049, GeneralizedTime afterwards; ASN1_TIME_set chooses.
    return ASN1_TIME_set(target, time.toSecsSinceEpoch()) != nullptr;
}

bool addExtension(X509 *x509, const Extension &extension)
{
    const std::unique_ptr<ASN1_OBJECT, Deleter<ASN1_OBJECT_free>> oid(
        OBJ_txt2obj(extension.oid.constData(), 1));
    const std::unique_ptr<ASN1_OCTET_STRING, Deleter<ASN1_OCTET_STRING_free>> value(ASN1_OCTET_STRING_new());
    if (!oid || !value
        || ASN1_OCTET_STRING_set(value.get(), bytesOf(QByteArrayView(extension.value)),
               static_cast<int>(extension.value.size()))
            != 1)
        return false;
    const std::unique_ptr<X509_EXTENSION, Deleter<X509_EXTENSION_free>> built(
        X509_EXTENSION_create_by_OBJ(nullptr, oid.get(), extension.critical ? 1 : 0, value.get()));
    return built && X509_add_ext(x509, built.get(), -1) == 1;
}

X509NameHandle parseName(const QByteArray &der)
{
    const unsigned char *next = bytesOf(QByteArrayView(der));
    return X509NameHandle(d2i_X509_NAME(nullptr, &next, static_cast<long>(der.size())));
}

} // namespace

Result<Certificate> signCertificate(
    const CertificateContent &content, const QByteArray &issuer, const PrivateKey &issuerKey)
{
    X509Handle x509(X509_new());
    const BignumHandle serial(
        BN_bin2bn(bytesOf(QByteArrayView(content.serial)), static_cast<int>(content.serial.size()), nullptr));
    const X509NameHandle subjectName = parseName(content.subject);
    const X509NameHandle issuerName = parseName(issuer);
    bool good = x509 && serial && subjectName && issuerName && content.publicKey.isValid()
        && issuerKey.isValid() && X509_set_version(x509.get(), X509_VERSION_3) == 1
        && BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(x509.get())) != nullptr
        && X509_set_subject_name(x509.get(), subjectName.get()) == 1
        && X509_set_issuer_name(x509.get(), issuerName.get()) == 1
        && setTime(X509_getm_notBefore(x509.get()), content.notBefore)
        && setTime(X509_getm_notAfter(x509.get()), content.notAfter)
        && (setPublicKey(X509_get_X509_PUBKEY(x509.get()), content.publicKey)
            || X509_set_pubkey(x509.get(), content.publicKey.handle()) == 1);
    for (const Extension &extension : content.extensions)
        good = good && addExtension(x509.get(), extension);
    const EVP_MD *hash = content.hash == Hash::Sha384 ? EVP_sha384() : EVP_sha256();
    if (!good || X509_sign(x509.get(), issuerKey.handle(), hash) <= 0)
        return fail(ErrorCode::Internal, QStringLiteral("sign certificate"));
    return Certificate::fromDer(toDer(x509.get(), i2d_X509));
}

QByteArray nameDer(const QList<NameAttribute> &attributes)
{
    QList<QByteArray> rdns;
    for (const NameAttribute &attribute : attributes) {
        const QByteArray value = attribute.stringTag == V_ASN1_PRINTABLESTRING
            ? der::printableString(attribute.value)
            : der::utf8String(attribute.value);
        rdns.append(der::setOf({der::sequence({der::objectIdentifier(attribute.oid.constData()), value})}));
    }
    return der::sequence(rdns);
}

Extension basicConstraints(bool ca, int pathLength)
{
    QList<QByteArray> fields;
    if (ca)
        fields.append(der::boolean(true));
    if (ca && pathLength >= 0)
        fields.append(der::integer(pathLength));
    return {"2.5.29.19", true, der::sequence(fields)};
}

Extension keyUsage(int bits)
{
    // keyUsage bits live in the first nine bits of the string; ours all fit into one octet.
    const auto octet = static_cast<quint8>(bits >> 8);
    int unused = 0;
    while (unused < 7 && octet != 0 && (octet & (1 << unused)) == 0)
        ++unused;
    return {"2.5.29.15", true,
        octet == 0 ? der::bitString({}) : der::bitString(QByteArray(1, static_cast<char>(octet)), unused)};
}

Extension extendedKeyUsage(const QList<QByteArray> &oids)
{
    QList<QByteArray> fields;
    for (const QByteArray &oid : oids)
        fields.append(der::objectIdentifier(oid.constData()));
    return {"2.5.29.37", false, der::sequence(fields)};
}

QByteArray keyIdentifier(const PublicKey &key)
{
    const QByteArray point = key.point();
    if (!point.isEmpty())
        return sha1(point);
    X509_PUBKEY *spki = nullptr;
    if (X509_PUBKEY_set(&spki, key.handle()) != 1)
        return {};
    const unsigned char *bits = nullptr;
    int length = 0;
    X509_PUBKEY_get0_param(nullptr, &bits, &length, nullptr, spki);
    const QByteArray identifier = sha1(QByteArrayView(bits, length));
    X509_PUBKEY_free(spki);
    return identifier;
}

Extension subjectKeyIdentifier(const PublicKey &key)
{
    return {"2.5.29.14", false, der::octetString(keyIdentifier(key))};
}

Extension authorityKeyIdentifier(const PublicKey &issuerKey)
{
    return {"2.5.29.35", false, der::sequence({der::implicitTag(0, keyIdentifier(issuerKey))})};
}

Extension subjectAltNameUri(const QString &uri)
{
    return {"2.5.29.17", false, der::sequence({der::implicitTag(6, uri.toLatin1())})};
}

Extension subjectAltNameServer(const QStringList &dnsNames, const QList<QByteArray> &ipAddresses)
{
    QList<QByteArray> names;
    for (const QString &name : dnsNames)
        names.append(der::implicitTag(2, name.toLatin1()));
    for (const QByteArray &address : ipAddresses)
        names.append(der::implicitTag(7, address));
    return {"2.5.29.17", false, der::sequence(names)};
}

Extension ocspAddress(const QString &url)
{
    return {"1.3.6.1.5.5.7.1.1", false,
        der::sequence({der::sequence(
            {der::objectIdentifier("1.3.6.1.5.5.7.48.1"), der::implicitTag(6, url.toLatin1())})})};
}

Extension certificatePolicies(const QList<QByteArray> &oids)
{
    QList<QByteArray> policies;
    for (const QByteArray &oid : oids)
        policies.append(der::sequence({der::objectIdentifier(oid.constData())}));
    return {"2.5.29.32", false, der::sequence(policies)};
}

Extension admission(const QString &profession, const char *professionOid)
{
    const QByteArray info = der::sequence({der::sequence({der::utf8String(profession)}),
        der::sequence({der::objectIdentifier(professionOid)})});
    return {"1.3.36.8.3.3", false, der::sequence({der::sequence({der::sequence({der::sequence({info})})})})};
}

QByteArray randomSerial()
{
    QByteArray serial = SystemRandomness().bytes(16);
    serial[0] = static_cast<char>((serial.at(0) & 0x3f) | 0x40);
    return serial;
}

} // namespace dsr

#include "core/crypto/asn1items.h"

#include "core/crypto/keypair.h"

namespace dsr::crypto {

namespace {

struct PublicKeyInfo
{
    X509_ALGOR *algorithm;
    ASN1_BIT_STRING *key;
};
ASN1_SEQUENCE(PublicKeyInfo) = {
    ASN1_SIMPLE(PublicKeyInfo, algorithm, X509_ALGOR),
    ASN1_SIMPLE(PublicKeyInfo, key, ASN1_BIT_STRING),
} static_ASN1_SEQUENCE_END(PublicKeyInfo);

} // namespace

ASN1_SEQUENCE(Signed) = {
    ASN1_SIMPLE(Signed, content, ASN1_SEQUENCE),
    ASN1_SIMPLE(Signed, algorithm, X509_ALGOR),
    ASN1_SIMPLE(Signed, signature, ASN1_BIT_STRING),
} ASN1_SEQUENCE_END(Signed);

bool isPublicKeyInfo(const ASN1_STRING &sequence)
{
    return decoded<PublicKeyInfo, PublicKeyInfo_it>(viewOf(&sequence)) != nullptr;
}

bool isSignedBy(const Signed &whole, const PublicKey &key)
{
    return key.isValid()
        && ASN1_item_verify(
               ASN1_ITEM_rptr(ASN1_SEQUENCE), whole.algorithm, whole.signature, whole.content, key.handle())
        == 1;
}

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

} // namespace dsr::crypto

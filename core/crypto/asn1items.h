#pragma once

#include "core/crypto/handle.h"

#include <openssl/asn1t.h>

#include <QDateTime>

/// Reading ASN.1 with OpenSSL's parser into structures of our own: its own types decode every key in them at
/// once, which takes longer than to verify a signature. Included by the source files of core/crypto only.
namespace dsr::crypto {

template <typename Type, const ASN1_ITEM *(*item)()> struct ItemDeleter
{
    void operator()(Type *object) const { ASN1_item_free(reinterpret_cast<ASN1_VALUE *>(object), item()); }
};
template <typename Type, const ASN1_ITEM *(*item)()>
using ItemHandle = std::unique_ptr<Type, ItemDeleter<Type, item>>;

/// nullptr if `der` is anything else, or has something behind it.
template <typename Type, const ASN1_ITEM *(*item)()> ItemHandle<Type, item> decoded(QByteArrayView der)
{
    const unsigned char *next = bytesOf(der);
    ItemHandle<Type, item> object(
        reinterpret_cast<Type *>(ASN1_item_d2i(nullptr, &next, static_cast<long>(der.size()), item())));
    return next == bytesOf(der) + der.size() ? std::move(object) : nullptr;
}

/// SIGNED of X.509, of certificates and requests: a sequence, kept as its bytes, and the signature over it.
struct Signed
{
    ASN1_STRING *content;
    X509_ALGOR *algorithm;
    ASN1_BIT_STRING *signature;
};
const ASN1_ITEM *Signed_it();
using SignedHandle = ItemHandle<Signed, Signed_it>;
/// The signature verifies with this key.
bool isSignedBy(const Signed &whole, const PublicKey &key);

/// A SubjectPublicKeyInfo by its form, whether or not the key in it is one.
bool isPublicKeyInfo(const ASN1_STRING &sequence);

inline QByteArrayView viewOf(const ASN1_STRING *string)
{
    return {ASN1_STRING_get0_data(string), ASN1_STRING_length(string)};
}

/// "1.2.840.10045.4.3.2"
QByteArray dotted(const ASN1_OBJECT *object);
/// Invalid for nullptr.
QDateTime timeOf(const ASN1_TIME *time);

} // namespace dsr::crypto

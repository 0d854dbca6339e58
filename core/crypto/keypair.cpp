#include "core/crypto/keypair.h"

#include "core/base/digest.h"
#include "core/crypto/asn1items.h"
#include "core/crypto/derwriter.h"
#include "core/crypto/ecdsa.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <QHash>

#include <mutex>

namespace dsr {

using namespace crypto;

namespace {

constexpr char uncompressed = '\x04';

const char *groupName(Curve curve)
{
    switch (curve) {
    case Curve::P256:
        return "prime256v1";
    case Curve::P384:
        return "secp384r1";
    case Curve::BrainpoolP256r1:
        return "brainpoolP256r1";
    case Curve::Other:
        break;
    }
    return nullptr;
}

const EVP_MD *algorithmOf(Hash hash)
{
    return hash == Hash::Sha384 ? EVP_sha384() : EVP_sha256();
}

const char *curveOid(Curve curve)
{
    switch (curve) {
    case Curve::P256:
        return "1.2.840.10045.3.1.7";
    case Curve::P384:
        return "1.3.132.0.34";
    case Curve::BrainpoolP256r1:
        return "1.3.36.3.3.2.8.1.1.7";
    case Curve::Other:
        break;
    }
    return nullptr;
}

Curve curveOf(const EVP_PKEY *key)
{
    if (EVP_PKEY_get_base_id(key) != EVP_PKEY_EC)
        return Curve::Other;
    char name[64] = {};
    size_t length = 0;
    if (EVP_PKEY_get_group_name(key, name, sizeof name, &length) != 1)
        return Curve::Other;
    for (const Curve known : {Curve::P256, Curve::P384, Curve::BrainpoolP256r1}) {
        if (qstrcmp(name, groupName(known)) == 0)
            return known;
    }
    return Curve::Other;
}

/// The point in the form in which it came, maybe compressed; empty for keys that are not elliptic.
QByteArray pointAsGiven(const EVP_PKEY *key)
{
    unsigned char encoded[2 * 66 + 1]; // no curve is wider than P-521
    size_t length = 0;
    const bool known = EVP_PKEY_get_base_id(key) == EVP_PKEY_EC
        && EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, encoded, sizeof encoded, &length)
            == 1;
    return known ? QByteArray(reinterpret_cast<const char *>(encoded), static_cast<qsizetype>(length))
                 : QByteArray();
}

/// The point in its uncompressed form.
QByteArray pointOf(const EVP_PKEY *key, const QByteArray &asGiven)
{
    if (asGiven.isEmpty() || asGiven.startsWith(uncompressed))
        return asGiven;
    BIGNUM *rawX = nullptr;
    BIGNUM *rawY = nullptr;
    const bool known = EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_EC_PUB_X, &rawX) == 1
        && EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_EC_PUB_Y, &rawY) == 1;
    const BignumHandle x(rawX);
    const BignumHandle y(rawY);
    const int width = (EVP_PKEY_get_bits(key) + 7) / 8;
    QByteArray encoded(1 + 2 * width, uncompressed);
    unsigned char *coordinates = bytesOf(encoded) + 1;
    if (!known || BN_bn2binpad(x.get(), coordinates, width) != width
        || BN_bn2binpad(y.get(), coordinates + width, width) != width)
        return {};
    return encoded;
}

qsizetype pointSize(Curve curve)
{
    return curve == Curve::P384 ? 97 : 65;
}

/// What stands before the point in the SubjectPublicKeyInfo of a key on one of our named curves.
const QByteArray &spkiPrefix(Curve curve)
{
    static const auto prefixes = [] {
        QHash<Curve, QByteArray> all;
        for (const Curve known : {Curve::P256, Curve::P384, Curve::BrainpoolP256r1}) {
            const QByteArray algorithm = der::sequence(
                {der::objectIdentifier("1.2.840.10045.2.1"), der::objectIdentifier(curveOid(known))});
            const qsizetype size = pointSize(known);
            all.insert(
                known, der::sequence({algorithm, der::bitString(QByteArray(size, '\0'))}).chopped(size));
        }
        return all;
    }();
    return *prefixes.constFind(curve);
}

/// SubjectPublicKeyInfo as the key came; written here where that is plain, because OpenSSL's own encoder
/// searches for itself anew at every call.
QByteArray spkiOf(EVP_PKEY *key, Curve curve, const QByteArray &pointAsGiven)
{
    int explicitParameters = 0;
    EVP_PKEY_get_int_param(key, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, &explicitParameters);
    if (curve == Curve::Other || pointAsGiven.isEmpty() || explicitParameters != 0)
        return toDer(key, i2d_PUBKEY);
    return pointAsGiven.size() == pointSize(curve) ? namedSpki(curve, pointAsGiven) : toDer(key, i2d_PUBKEY);
}

/// A public key from its point; nullptr if it is not on the curve.
EVP_PKEY *keyFromPoint(const char *group, QByteArrayView point)
{
    OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, const_cast<char *>(group), 0),
        OSSL_PARAM_construct_octet_string(
            OSSL_PKEY_PARAM_PUB_KEY, const_cast<char *>(point.data()), static_cast<size_t>(point.size())),
        OSSL_PARAM_construct_end(),
    };
    const KeyContextHandle context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY *key = nullptr;
    if (!context || EVP_PKEY_fromdata_init(context.get()) != 1
        || EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params) != 1)
        return nullptr;
    return key;
}

/// A key pair from scalar and point, which are taken as they are.
EVP_PKEY *keyPairFrom(const char *group, const BIGNUM *scalar, QByteArrayView point)
{
    const std::unique_ptr<OSSL_PARAM_BLD, Deleter<OSSL_PARAM_BLD_free>> builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, group, 0);
    OSSL_PARAM_BLD_push_octet_string(
        builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), static_cast<size_t>(point.size()));
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, scalar);
    const std::unique_ptr<OSSL_PARAM, Deleter<OSSL_PARAM_free>> params(
        OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContextHandle context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY *key = nullptr;
    if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1
        || EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, params.get()) != 1)
        return nullptr;
    return key;
}

/// ECPrivateKey of RFC 5915.
struct EcPrivateKey
{
    ASN1_INTEGER *version;
    ASN1_OCTET_STRING *scalar;
    ASN1_TYPE *parameters;
    ASN1_BIT_STRING *point;
};
ASN1_SEQUENCE(EcPrivateKey) = {
    ASN1_SIMPLE(EcPrivateKey, version, ASN1_INTEGER),
    ASN1_SIMPLE(EcPrivateKey, scalar, ASN1_OCTET_STRING),
    ASN1_EXP_OPT(EcPrivateKey, parameters, ASN1_ANY, 0),
    ASN1_EXP_OPT(EcPrivateKey, point, ASN1_BIT_STRING, 1),
} static_ASN1_SEQUENCE_END(EcPrivateKey);

/// The curve of ours that a key names; `Other` for anything else.
Curve curveNamedBy(const X509_ALGOR *algorithm)
{
    const ASN1_OBJECT *type = nullptr;
    int kind = V_ASN1_UNDEF;
    const void *parameters = nullptr;
    X509_ALGOR_get0(&type, &kind, &parameters, algorithm);
    if (OBJ_obj2nid(type) != NID_X9_62_id_ecPublicKey || kind != V_ASN1_OBJECT)
        return Curve::Other;
    const int named = OBJ_obj2nid(static_cast<const ASN1_OBJECT *>(parameters));
    for (const Curve known : {Curve::P256, Curve::P384, Curve::BrainpoolP256r1}) {
        if (named == OBJ_txt2nid(groupName(known)))
            return known;
    }
    return Curve::Other;
}

/// The key pair in a PrivateKeyInfo, if it is on one of our named curves and brings its point along;
/// nullptr for every other one.
EVP_PKEY *namedKeyPairIn(const PKCS8_PRIV_KEY_INFO *info)
{
    const unsigned char *octets = nullptr;
    int length = 0;
    const X509_ALGOR *algorithm = nullptr;
    if (PKCS8_pkey_get0(nullptr, &octets, &length, &algorithm, info) != 1)
        return nullptr;
    const char *group = groupName(curveNamedBy(algorithm));
    const auto key = decoded<EcPrivateKey, EcPrivateKey_it>({octets, length});
    if (!key)
        return nullptr;
    const SecretBignumHandle scalar(BN_bin2bn(key->scalar->data, key->scalar->length, nullptr));
    OPENSSL_cleanse(key->scalar->data, static_cast<size_t>(key->scalar->length));
    if (!group || !scalar || ASN1_INTEGER_get(key->version) != 1 || key->parameters || !key->point)
        return nullptr;
    return keyPairFrom(group, scalar.get(), viewOf(key->point));
}

/// RFC 5480 wants the curve by its name; parameters of somebody's own may look like a known curve and be
/// another.
bool hasExplicitCurve(const EVP_PKEY *key)
{
    int isExplicit = 0;
    return EVP_PKEY_get_base_id(key) == EVP_PKEY_EC
        && EVP_PKEY_get_int_param(key, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, &isExplicit) == 1
        && isExplicit != 0;
}

/// An uncompressed point and its curve.
struct NamedPoint
{
    Curve curve;
    QByteArray point;
};

/// What a SubjectPublicKeyInfo holds that is exactly a named curve and an uncompressed point; nullopt for
/// every other one.
std::optional<NamedPoint> namedPointIn(QByteArrayView spki)
{
    for (const Curve curve : {Curve::P256, Curve::P384, Curve::BrainpoolP256r1}) {
        const QByteArray &prefix = spkiPrefix(curve);
        if (spki.size() == prefix.size() + pointSize(curve) && spki.startsWith(prefix)
            && spki[prefix.size()] == uncompressed)
            return NamedPoint{curve, spki.sliced(prefix.size()).toByteArray()};
    }
    return std::nullopt;
}

} // namespace

/// Read out once, so that asking costs nothing.
struct PublicKey::Data
{
    explicit Data(EVP_PKEY *given)
        : key(given)
        , curve(curveOf(given))
    {
        const QByteArray asGiven = pointAsGiven(given);
        point = pointOf(given, asGiven);
        spki = spkiOf(given, curve, asGiven);
    }
    /// `given` may be null; then OpenSSL's object is made when it is first needed.
    Data(EVP_PKEY *given, const NamedPoint &named)
        : key(given)
        , curve(named.curve)
        , point(named.point)
        , spki(namedSpki(curve, point))
    {
    }
    EVP_PKEY *handle() const
    {
        std::call_once(keyIsMade, [this] {
            if (!key)
                key.reset(keyFromPoint(groupName(curve), point));
        });
        return key.get();
    }

    mutable std::once_flag keyIsMade;
    mutable KeyHandle key;
    Curve curve;
    QByteArray point; ///< uncompressed
    QByteArray spki;
};

bool crypto::setPublicKey(X509_PUBKEY *field, const PublicKey &key)
{
    const char *group = groupName(key.curve());
    const QByteArray point = key.point();
    if (!group || namedSpki(key.curve(), point) != key.spki())
        return false;
    auto *octets =
        static_cast<unsigned char *>(OPENSSL_memdup(point.constData(), static_cast<size_t>(point.size())));
    if (octets
        && X509_PUBKEY_set0_param(field, OBJ_nid2obj(NID_X9_62_id_ecPublicKey), V_ASN1_OBJECT,
               OBJ_nid2obj(OBJ_txt2nid(group)), octets, static_cast<int>(point.size()))
            == 1)
        return true;
    OPENSSL_free(octets);
    return false;
}

PublicKey::PublicKey(EVP_PKEY *key)
    : m_data(key && !hasExplicitCurve(key) ? std::make_shared<const Data>(key) : nullptr)
{
    if (key && !m_data)
        EVP_PKEY_free(key);
}

EVP_PKEY *PublicKey::handle() const
{
    return m_data ? m_data->handle() : nullptr;
}

QString curveName(Curve curve)
{
    const char *name = groupName(curve);
    return QString::fromLatin1(name ? name : "other");
}

QByteArray namedSpki(Curve curve, QByteArrayView point)
{
    return spkiPrefix(curve) + point.toByteArray();
}

Result<PublicKey> PublicKey::fromSpki(QByteArrayView der)
{
    // OpenSSL 3.0 looks for a decoder anew every time. A named curve needs none.
    if (const auto named = namedPointIn(der)) {
        PublicKey key;
        if (EVP_PKEY *given = keyFromPoint(groupName(named->curve), named->point))
            key.m_data = std::make_shared<const Data>(given, *named);
        if (!key.isValid())
            return fail(ErrorCode::InputMalformed, QStringLiteral("SubjectPublicKeyInfo"));
        return key;
    }
    const unsigned char *next = bytesOf(der);
    PublicKey key(d2i_PUBKEY(nullptr, &next, static_cast<long>(der.size())));
    if (!key.isValid() || next != bytesOf(der) + der.size())
        return fail(ErrorCode::InputMalformed, QStringLiteral("SubjectPublicKeyInfo"));
    return key;
}

Result<PublicKey> PublicKey::fromPoint(Curve curve, QByteArrayView point)
{
    const char *name = groupName(curve);
    if (!name)
        return fail(ErrorCode::InputMalformed, QStringLiteral("curve"));
    PublicKey key(point.startsWith(uncompressed) ? keyFromPoint(name, point) : nullptr);
    const KeyContextHandle check(key.isValid() ? EVP_PKEY_CTX_new(key.handle(), nullptr) : nullptr);
    // These curves have cofactor 1: whatever is on the curve has the right order, without multiplying by it.
    if (!check || EVP_PKEY_public_check_quick(check.get()) != 1)
        return fail(ErrorCode::InputMalformed, QStringLiteral("point on ") + QString::fromLatin1(name));
    return key;
}

Curve PublicKey::curve() const
{
    return m_data ? m_data->curve : Curve::Other;
}

QByteArray PublicKey::spki() const
{
    return m_data ? m_data->spki : QByteArray();
}

QByteArray PublicKey::point() const
{
    return m_data ? m_data->point : QByteArray();
}

QByteArray PublicKey::fingerprint() const
{
    const QByteArray encoded = point();
    return encoded.isEmpty() ? QByteArray() : sha256(encoded);
}

bool PublicKey::verifyDigest(QByteArrayView digest, QByteArrayView rawSignature) const
{
    const auto der = ecdsaDerFromRaw(rawSignature);
    if (!m_data || !der)
        return false;
    const KeyContextHandle context(EVP_PKEY_CTX_new(handle(), nullptr));
    return context && EVP_PKEY_verify_init(context.get()) == 1
        && EVP_PKEY_verify(context.get(), bytesOf(*der), static_cast<size_t>(der->size()), bytesOf(digest),
               static_cast<size_t>(digest.size()))
        == 1;
}

bool PublicKey::verify(QByteArrayView message, QByteArrayView signature, Hash hash) const
{
    const DigestHandle context(EVP_MD_CTX_new());
    return m_data && context
        && EVP_DigestVerifyInit(context.get(), nullptr, algorithmOf(hash), nullptr, handle()) == 1
        && EVP_DigestVerify(context.get(), bytesOf(signature), static_cast<size_t>(signature.size()),
               bytesOf(message), static_cast<size_t>(message.size()))
        == 1;
}

PublicKey PublicKey::halfOf(EVP_PKEY *pair)
{
    const Curve curve = curveOf(pair);
    const QByteArray point = curve == Curve::Other ? QByteArray() : pointOf(pair, pointAsGiven(pair));
    PublicKey half;
    if (!point.isEmpty()) {
        half.m_data = std::make_shared<const Data>(nullptr, NamedPoint{curve, point});
        return half;
    }
    const QByteArray spki = toDer(pair, i2d_PUBKEY);
    return fromSpki(spki).value_or(PublicKey());
}

PrivateKey::PrivateKey(EVP_PKEY *key)
    : m_key(key, EVP_PKEY_free)
    , m_publicKey(key ? PublicKey::halfOf(key) : PublicKey())
{
}

Result<PrivateKey> PrivateKey::generate(Curve curve)
{
    const char *name = groupName(curve);
    PrivateKey key(name ? EVP_EC_gen(const_cast<char *>(name)) : nullptr);
    if (!key.isValid())
        return fail(ErrorCode::Internal, QStringLiteral("generate key"));
    return key;
}

Result<PrivateKey> PrivateKey::generateRsa(int bits)
{
    PrivateKey key(EVP_RSA_gen(static_cast<unsigned>(bits)));
    if (!key.isValid())
        return fail(ErrorCode::Internal, QStringLiteral("generate key"));
    return key;
}

Result<PrivateKey> PrivateKey::fromPem(const Secret &pem)
{
    PrivateKey key;
    pem.use([&](QByteArrayView text) {
        // As for public keys: what needs none of OpenSSL's decoders does not make it look for one.
        const BioHandle plain(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
        const PrivateKeyInfoHandle info(
            plain ? PEM_read_bio_PKCS8_PRIV_KEY_INFO(plain.get(), nullptr, nullptr, nullptr) : nullptr);
        EVP_PKEY *read = info ? namedKeyPairIn(info.get()) : nullptr;
        const BioHandle bio(read ? nullptr : BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
        if (bio)
            read = PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr);
        key = PrivateKey(read);
    });
    if (!key.isValid())
        return fail(ErrorCode::InputMalformed, QStringLiteral("private key"));
    return key;
}

Result<PrivateKey> PrivateKey::fromScalar(Curve curve, const Secret &scalar)
{
    const char *name = groupName(curve);
    PrivateKey key;
    const int curveId = name ? OBJ_txt2nid(name) : NID_undef;
    const std::unique_ptr<EC_GROUP, Deleter<EC_GROUP_free>> group(EC_GROUP_new_by_curve_name(curveId));
    if (!group)
        return fail(ErrorCode::InputMalformed, QStringLiteral("curve"));
    scalar.use([&](QByteArrayView bytes) {
        const std::unique_ptr<BIGNUM, Deleter<BN_clear_free>> d(
            BN_bin2bn(bytesOf(bytes), static_cast<int>(bytes.size()), nullptr));
        const std::unique_ptr<EC_POINT, Deleter<EC_POINT_free>> q(EC_POINT_new(group.get()));
        if (!d || !q || BN_is_zero(d.get()) || BN_cmp(d.get(), EC_GROUP_get0_order(group.get())) >= 0
            || EC_POINT_mul(group.get(), q.get(), d.get(), nullptr, nullptr, nullptr) != 1)
            return;
        QByteArray point(1 + 2 * ((EC_GROUP_get_degree(group.get()) + 7) / 8), '\0');
        EC_POINT_point2oct(group.get(), q.get(), POINT_CONVERSION_UNCOMPRESSED, bytesOf(point),
            static_cast<size_t>(point.size()), nullptr);
        key = PrivateKey(keyPairFrom(name, d.get(), point));
    });
    if (!key.isValid())
        return fail(ErrorCode::InputMalformed, QStringLiteral("private key"));
    return key;
}

Secret PrivateKey::toPem() const
{
    const BioHandle bio(BIO_new(BIO_s_secmem()));
    if (!m_key || !bio
        || PEM_write_bio_PKCS8PrivateKey(bio.get(), m_key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return {};
    char *data = nullptr;
    const long length = BIO_get_mem_data(bio.get(), &data);
    return Secret(QByteArray(data, length));
}

Result<QByteArray> PrivateKey::signDigest(QByteArrayView digest) const
{
    const KeyContextHandle context(m_key ? EVP_PKEY_CTX_new(m_key.get(), nullptr) : nullptr);
    size_t length = 0;
    const auto size = static_cast<size_t>(digest.size());
    if (!context || EVP_PKEY_sign_init(context.get()) != 1
        || EVP_PKEY_sign(context.get(), nullptr, &length, bytesOf(digest), size) != 1)
        return fail(ErrorCode::Internal, QStringLiteral("sign"));
    QByteArray der(static_cast<qsizetype>(length), '\0');
    if (EVP_PKEY_sign(context.get(), bytesOf(der), &length, bytesOf(digest), size) != 1)
        return fail(ErrorCode::Internal, QStringLiteral("sign"));
    der.truncate(static_cast<qsizetype>(length));
    return ecdsaRawFromDer(der);
}

Result<QByteArray> PrivateKey::sign(QByteArrayView message, Hash hash) const
{
    const DigestHandle context(EVP_MD_CTX_new());
    size_t length = 0;
    const auto size = static_cast<size_t>(message.size());
    if (!m_key || !context
        || EVP_DigestSignInit(context.get(), nullptr, algorithmOf(hash), nullptr, m_key.get()) != 1
        || EVP_DigestSign(context.get(), nullptr, &length, bytesOf(message), size) != 1)
        return fail(ErrorCode::Internal, QStringLiteral("sign"));
    QByteArray signature(static_cast<qsizetype>(length), '\0');
    if (EVP_DigestSign(context.get(), bytesOf(signature), &length, bytesOf(message), size) != 1)
        return fail(ErrorCode::Internal, QStringLiteral("sign"));
    signature.truncate(static_cast<qsizetype>(length));
    return signature;
}

} // namespace dsr

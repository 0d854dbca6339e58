#include "core/crypto/pace.h"

#include "core/base/digest.h"
#include "core/crypto/aes.h"
#include "core/crypto/handle.h"

#include <stdexcept>

namespace dsr {

using namespace crypto;

namespace {

constexpr qsizetype coordinateSize = 32;
constexpr qsizetype keySize = 16;

/// The last octet of the counter that tells apart what is derived from the same secret.
enum class KeyUse : char { Encryption = 1, Mac = 2, Password = 3 };

const QByteArray zeroIv(aesBlockSize, '\0');

/// KDF of egk-card 3.1: SHA-1 over the secret and a counter of four octets, cut to 16.
Secret derivedKey(const Secret &secret, KeyUse use)
{
    QByteArray input;
    input.reserve(secret.size() + 4); // never moved: what is wiped below is the only copy
    secret.use([&](QByteArrayView bytes) { input.append(bytes); });
    input.append(3, '\0').append(static_cast<char>(use));
    QByteArray digest = sha1(input);
    wipe(input);
    Secret key(digest.first(keySize));
    wipe(digest);
    return key;
}

/// T over the other side's agreement point.
QByteArray token(const Secret &macKey, QByteArrayView peerPoint)
{
    return aesCmac8(
        macKey, QByteArray::fromHex("7F494F060A04007F000702020402028641") + peerPoint.toByteArray());
}

void require(bool good)
{
    if (!good)
        throw std::runtime_error("elliptic-curve arithmetic failed");
}

SecretBignumHandle numberOf(const Secret &secret)
{
    SecretBignumHandle number;
    secret.use([&](QByteArrayView bytes) {
        number.reset(BN_bin2bn(bytesOf(bytes), static_cast<int>(bytes.size()), nullptr));
    });
    require(number != nullptr);
    BN_set_flags(number.get(), BN_FLG_CONSTTIME);
    return number;
}

std::unexpected<Error> badPoint(const char *which)
{
    return fail(ErrorCode::InputMalformed, QString::fromLatin1(which));
}

} // namespace

struct PaceParty::Private
{
    explicit Private(const Secret &nonceBytes)
        : group(EC_GROUP_new_by_curve_name(NID_brainpoolP256r1))
        , nonce(numberOf(nonceBytes))
    {
        require(group != nullptr);
    }

    SecretBignumHandle randomScalar() const
    {
        SecretBignumHandle scalar(BN_new());
        do
            require(scalar && BN_priv_rand_range(scalar.get(), EC_GROUP_get0_order(group.get())) == 1);
        while (BN_is_zero(scalar.get()));
        BN_set_flags(scalar.get(), BN_FLG_CONSTTIME);
        return scalar;
    }
    SecretBignumHandle scalarOf(const Secret &bytes) const
    {
        SecretBignumHandle scalar = numberOf(bytes);
        if (BN_is_zero(scalar.get()) || BN_cmp(scalar.get(), EC_GROUP_get0_order(group.get())) >= 0)
            throw std::invalid_argument("a scalar of PACE is not in 1 to n - 1");
        return scalar;
    }

    EcPointHandle newPoint() const
    {
        EcPointHandle point(EC_POINT_new(group.get()));
        require(point != nullptr);
        return point;
    }
    /// Null for anything but a point of the curve in uncompressed form. The order of the curve is a prime, so
    /// every such point generates all of it.
    EcPointHandle decoded(QByteArrayView bytes) const
    {
        EcPointHandle point = newPoint();
        if (bytes.size() != pacePointSize || bytes[0] != POINT_CONVERSION_UNCOMPRESSED
            || EC_POINT_oct2point(
                   group.get(), point.get(), bytesOf(bytes), static_cast<size_t>(bytes.size()), nullptr)
                != 1)
            return nullptr;
        return point;
    }
    QByteArray encoded(const EC_POINT *point) const
    {
        QByteArray bytes(pacePointSize, '\0');
        require(EC_POINT_point2oct(group.get(), point, POINT_CONVERSION_UNCOMPRESSED, bytesOf(bytes),
                    static_cast<size_t>(bytes.size()), nullptr)
            == static_cast<size_t>(pacePointSize));
        return bytes;
    }
    EcPointHandle multiplied(const BIGNUM *scalar, const EC_POINT *point) const
    {
        EcPointHandle product = newPoint();
        require(EC_POINT_mul(group.get(), product.get(), nullptr, point, scalar, nullptr) == 1);
        return product;
    }

    EcGroupHandle group;
    SecretBignumHandle nonce;
    SecretBignumHandle mapping;
    SecretBignumHandle agreement;
    EcPointHandle generator; ///< the mapped one
    QByteArray ownAgreementPoint;
};

Secret paceKey(const Secret &can)
{
    return derivedKey(can, KeyUse::Password);
}

QByteArray encryptPaceNonce(const Secret &paceKey, const Secret &nonce)
{
    QByteArray encrypted;
    nonce.use(
        [&](QByteArrayView bytes) { encrypted = aesCbc(AesDirection::Encrypt, paceKey, zeroIv, bytes); });
    return encrypted;
}

Secret decryptPaceNonce(const Secret &paceKey, QByteArrayView encrypted)
{
    return Secret(aesCbc(AesDirection::Decrypt, paceKey, zeroIv, encrypted));
}

PaceParty::PaceParty(const Secret &nonce)
    : m_d(std::make_unique<Private>(nonce))
{
    m_d->mapping = m_d->randomScalar();
    m_d->agreement = m_d->randomScalar();
}

PaceParty::PaceParty(const Secret &nonce, Scalars scalars)
    : m_d(std::make_unique<Private>(nonce))
{
    m_d->mapping = m_d->scalarOf(scalars.mapping);
    m_d->agreement = m_d->scalarOf(scalars.agreement);
}

PaceParty::~PaceParty() = default;
PaceParty::PaceParty(PaceParty &&other) noexcept = default;
PaceParty &PaceParty::operator=(PaceParty &&other) noexcept = default;

QByteArray PaceParty::mappingPoint() const
{
    const EC_POINT *generator = EC_GROUP_get0_generator(m_d->group.get());
    return m_d->encoded(m_d->multiplied(m_d->mapping.get(), generator).get());
}

Result<QByteArray> PaceParty::agreementPoint(QByteArrayView peerMappingPoint)
{
    const EcPointHandle peer = m_d->decoded(peerMappingPoint);
    if (!peer)
        return badPoint("PACE mapping point");
    const EC_GROUP *group = m_d->group.get();
    const EcPointHandle shared = m_d->multiplied(m_d->mapping.get(), peer.get());
    EcPointHandle mapped = m_d->multiplied(m_d->nonce.get(), EC_GROUP_get0_generator(group));
    require(EC_POINT_add(group, mapped.get(), mapped.get(), shared.get(), nullptr) == 1);
    if (EC_POINT_is_at_infinity(group, mapped.get()) == 1) // H = -s·G: the peer knows the nonce and plays
        return badPoint("PACE mapping point");
    m_d->generator = std::move(mapped);
    m_d->ownAgreementPoint = m_d->encoded(m_d->multiplied(m_d->agreement.get(), m_d->generator.get()).get());
    return m_d->ownAgreementPoint;
}

Result<PaceKeys> PaceParty::keys(QByteArrayView peerAgreementPoint) const
{
    if (!m_d->generator)
        return fail(ErrorCode::Internal, QStringLiteral("PACE keys before the agreement point"));
    const EcPointHandle peer = m_d->decoded(peerAgreementPoint);
    if (!peer || peerAgreementPoint == m_d->ownAgreementPoint)
        return badPoint("PACE agreement point");
    QByteArray shared = m_d->encoded(m_d->multiplied(m_d->agreement.get(), peer.get()).get());
    const Secret secret(shared.sliced(1, coordinateSize));
    wipe(shared);
    Secret macKey = derivedKey(secret, KeyUse::Mac);
    QByteArray ownToken = token(macKey, peerAgreementPoint);
    QByteArray peerToken = token(macKey, m_d->ownAgreementPoint);
    return PaceKeys{
        derivedKey(secret, KeyUse::Encryption), std::move(macKey), std::move(ownToken), std::move(peerToken)};
}

} // namespace dsr

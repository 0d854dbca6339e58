#include "core/crypto/ecdsa.h"

#include "core/crypto/handle.h"

namespace dsr {

using namespace crypto;

Result<QByteArray> ecdsaRawFromDer(QByteArrayView der)
{
    const unsigned char *next = bytesOf(der);
    const EcdsaSigHandle signature(d2i_ECDSA_SIG(nullptr, &next, static_cast<long>(der.size())));
    if (!signature || next != bytesOf(der) + der.size())
        return fail(ErrorCode::InputMalformed, QStringLiteral("ECDSA signature in DER"));
    const BIGNUM *r = ECDSA_SIG_get0_r(signature.get());
    const BIGNUM *s = ECDSA_SIG_get0_s(signature.get());
    QByteArray raw(2 * ecdsaWidth, '\0');
    if (BN_is_negative(r) || BN_is_negative(s)
        || BN_bn2binpad(r, bytesOf(raw), static_cast<int>(ecdsaWidth)) < 0
        || BN_bn2binpad(s, bytesOf(raw) + ecdsaWidth, static_cast<int>(ecdsaWidth)) < 0)
        return fail(ErrorCode::InputMalformed, QStringLiteral("ECDSA signature in DER"));
    return raw;
}

Result<QByteArray> ecdsaDerFromRaw(QByteArrayView raw)
{
    if (raw.size() != 2 * ecdsaWidth)
        return fail(ErrorCode::InputMalformed, QStringLiteral("ECDSA signature of r and s"));
    BignumHandle r(BN_bin2bn(bytesOf(raw), static_cast<int>(ecdsaWidth), nullptr));
    BignumHandle s(BN_bin2bn(bytesOf(raw) + ecdsaWidth, static_cast<int>(ecdsaWidth), nullptr));
    const EcdsaSigHandle signature(ECDSA_SIG_new());
    if (!r || !s || !signature || ECDSA_SIG_set0(signature.get(), r.release(), s.release()) != 1)
        return fail(ErrorCode::Internal, QStringLiteral("ECDSA signature"));
    return toDer(signature.get(), i2d_ECDSA_SIG);
}

} // namespace dsr

#include "core/crypto/noncederivation.h"

#include "core/base/digest.h"

namespace dsr {

namespace {
QByteArray derive(QByteArrayView nonce, const char *label)
{
    return sha256(nonce.toByteArray() + label);
}
} // namespace

QByteArray nonceKeypairMtls(QByteArrayView nonce)
{
    return derive(nonce, "KEYPAIR_MTLS");
}

QByteArray nonceCsrMtls(QByteArrayView nonce)
{
    return derive(nonce, "CSR_MTLS");
}

QByteArray nonceIntegrity(QByteArrayView nonce)
{
    return derive(nonce, "INTEGRITY");
}

QByteArray nonceSmartcard(QByteArrayView nonce)
{
    return derive(nonce, "SMARTCARD");
}

QByteArray nonceAttest(QByteArrayView nonce)
{
    return derive(nonce, "ATTEST");
}

QByteArray nonceAttestDerived(QByteArrayView nonce)
{
    return derive(nonce, "1");
}

QByteArray noncePlayIntegrity(QByteArrayView nonce)
{
    return derive(nonce, "2");
}

} // namespace dsr

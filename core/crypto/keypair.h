#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>

#include <memory>

struct evp_pkey_st;

namespace dsr {

/// The named curves of the protocol. Other: any other key (RSA, P-384 and P-521 with explicit parameters …).
enum class Curve { P256, P384, BrainpoolP256r1, Other };

/// Name of a curve as standards write it; "other" for the rest.
QString curveName(Curve curve);

/// SubjectPublicKeyInfo of a point on a named curve, as RFC 5480 wants it; not for `Other`.
QByteArray namedSpki(Curve curve, QByteArrayView point);

/// Hash that is signed.
enum class Hash { Sha256, Sha384 };

/// A public key. Implicitly shared, thread-safe to read.
class PublicKey
{
public:
    PublicKey() = default;
    /// SubjectPublicKeyInfo in DER, nothing behind it.
    static Result<PublicKey> fromSpki(QByteArrayView der);
    /// 65 octets 04‖X‖Y on the named curve; refuses points off the curve.
    static Result<PublicKey> fromPoint(Curve curve, QByteArrayView point);

    bool isValid() const { return m_data != nullptr; }
    Curve curve() const;
    QByteArray spki() const;
    /// P(pub): 65 octets for 256-bit curves; empty for keys that are not elliptic.
    QByteArray point() const;
    /// FP(pub) = SHA-256(P(pub)), 32 octets (dsr-protocol 0.2); empty for keys that are not elliptic.
    QByteArray fingerprint() const;

    /// ECDSA over a SHA-256 value, signature as r‖s (64 octets).
    bool verifyDigest(QByteArrayView digest, QByteArrayView rawSignature) const;
    /// Any key type: signature as X.509 stores it (ECDSA in DER, RSA PKCS#1 v1.5) over `message`.
    bool verify(QByteArrayView message, QByteArrayView signature, Hash hash = Hash::Sha256) const;

    evp_pkey_st *handle() const;
    friend bool operator==(const PublicKey &a, const PublicKey &b) { return a.spki() == b.spki(); }

    /// For core/crypto. Takes the key over; invalid for nullptr.
    explicit PublicKey(evp_pkey_st *key);
    /// For core/crypto. The public half of a key pair, which it does not hold on to.
    static PublicKey halfOf(evp_pkey_st *pair);

private:
    struct Data;
    std::shared_ptr<const Data> m_data;
};

/// A private key. Implicitly shared, thread-safe to use; leaves the process only as a Secret.
class PrivateKey
{
public:
    PrivateKey() = default;
    static Result<PrivateKey> generate(Curve curve);
    static Result<PrivateKey> generateRsa(int bits);
    /// PKCS#8 PEM, not encrypted.
    static Result<PrivateKey> fromPem(const Secret &pem);
    /// 32-octet scalar on a 256-bit curve, as card images carry it.
    static Result<PrivateKey> fromScalar(Curve curve, const Secret &scalar);

    bool isValid() const { return m_key != nullptr; }
    Secret toPem() const;
    PublicKey publicKey() const { return m_publicKey; }

    /// ECDSA over a 32-octet hash; r‖s, 64 octets, fresh random k.
    Result<QByteArray> signDigest(QByteArrayView digest) const;
    /// Signature over `message` as X.509 stores it.
    Result<QByteArray> sign(QByteArrayView message, Hash hash = Hash::Sha256) const;

    evp_pkey_st *handle() const { return m_key.get(); }

private:
    /// Takes the key over; invalid for nullptr.
    explicit PrivateKey(evp_pkey_st *key);
    std::shared_ptr<evp_pkey_st> m_key;
    PublicKey m_publicKey; ///< of its own: who holds it does not carry the private half along
};

} // namespace dsr

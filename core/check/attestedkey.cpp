#include "core/check/attestedkey.h"

#include "core/decode/dercursor.h"

namespace dsr {

namespace {

constexpr quint32 tagInteger = 2;
constexpr quint32 tagBitString = 3;
constexpr quint32 tagObjectIdentifier = 6;
constexpr qint64 algorithmRsa = 1;
constexpr qint64 algorithmEc = 3;
constexpr qint64 algorithmMlDsa = 4;

struct NamedCurve
{
    const char *oid;
    const char *name;
    qint64 curve;
    qint64 size;
};
constexpr NamedCurve curves[] = {{"1.3.132.0.33", "EC P-224", 0, 224},
    {"1.2.840.10045.3.1.7", "EC P-256", 1, 256}, {"1.3.132.0.34", "EC P-384", 2, 384},
    {"1.3.132.0.35", "EC P-521", 3, 521}, {"1.3.101.110", "X25519", 4, 256},
    {"1.3.101.112", "Ed25519", 4, 256}};

struct MlDsa
{
    const char *oid;
    const char *name;
    qint64 variant;
};
constexpr MlDsa mlDsaKeys[] = {
    {"2.16.840.1.101.3.4.3.18", "ML-DSA-65", 1}, {"2.16.840.1.101.3.4.3.19", "ML-DSA-87", 2}};

QByteArray oidOf(DerCursor &cursor)
{
    const auto element = cursor.next();
    return element && element->isUniversal(tagObjectIdentifier)
        ? derObjectIdentifier(cursor.bytes(element->content))
        : QByteArray();
}

std::optional<AttestedKey> ellipticKey(const QByteArray &oid)
{
    for (const NamedCurve &known : curves) {
        if (oid == known.oid) {
            return AttestedKey{.name = QString::fromLatin1(known.name),
                .algorithm = algorithmEc,
                .size = known.size,
                .curve = known.curve};
        }
    }
    return std::nullopt;
}

/// RSAPublicKey inside the BIT STRING.
std::optional<AttestedKey> rsaKey(QByteArrayView bits)
{
    DerCursor outer(bits.isEmpty() ? bits : bits.sliced(1));
    const auto sequence = outer.next();
    DerCursor fields = sequence ? outer.inside(*sequence) : outer;
    const auto modulus = fields.next();
    const auto exponent = fields.next();
    if (!modulus || !modulus->isUniversal(tagInteger) || !exponent || !exponent->isUniversal(tagInteger))
        return std::nullopt;
    QByteArrayView octets = fields.bytes(modulus->content);
    while (!octets.isEmpty() && octets.front() == '\0')
        octets = octets.sliced(1);
    if (octets.isEmpty())
        return std::nullopt;
    qint64 size = 8 * octets.size();
    for (auto first = static_cast<quint8>(octets.front()); (first & 0x80) == 0; first <<= 1)
        --size;
    return AttestedKey{.name = QStringLiteral("RSA %1").arg(size),
        .algorithm = algorithmRsa,
        .size = size,
        .exponent = derInteger(fields.bytes(exponent->content))};
}

} // namespace

std::optional<AttestedKey> attestedKey(QByteArrayView spki)
{
    DerCursor outer(spki);
    const auto sequence = outer.next();
    if (!sequence)
        return std::nullopt;
    DerCursor fields = outer.inside(*sequence);
    const auto algorithm = fields.next();
    const auto key = fields.next();
    if (!algorithm || !key || !key->isUniversal(tagBitString))
        return std::nullopt;
    DerCursor parameters = fields.inside(*algorithm);
    const QByteArray oid = oidOf(parameters);
    if (oid == "1.2.840.10045.2.1")
        return ellipticKey(oidOf(parameters));
    if (oid == "1.2.840.113549.1.1.1")
        return rsaKey(fields.bytes(key->content));
    for (const MlDsa &known : mlDsaKeys) {
        if (oid == known.oid) {
            return AttestedKey{.name = QString::fromLatin1(known.name),
                .algorithm = algorithmMlDsa,
                .mlDsaVariant = known.variant};
        }
    }
    return ellipticKey(oid); // the curves of 25519 stand in place of the algorithm
}

} // namespace dsr

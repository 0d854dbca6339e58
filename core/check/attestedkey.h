#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace dsr {

/// What a SubjectPublicKeyInfo says in the words of key attestation: values of the tags 2, 3, 10, 11 and 200
/// (android-attestation 3, 4). Read from the DER, so that keys which the cryptographic library cannot load
/// (ML-DSA) are known as well.
struct AttestedKey
{
    QString name; ///< "EC P-256", "RSA 2048", "ML-DSA-65"
    qint64 algorithm = 0;
    std::optional<qint64> size; ///< bits
    std::optional<qint64> curve;
    std::optional<qint64> mlDsaVariant;
    std::optional<qint64> exponent;
};

/// nullopt for keys that attestation does not know.
std::optional<AttestedKey> attestedKey(QByteArrayView spki);

} // namespace dsr

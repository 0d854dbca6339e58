#include "core/jose/jws.h"

#include "core/base/digest.h"
#include "core/base/encoding.h"

#include <QJsonDocument>

namespace dsr {

namespace {
constexpr qsizetype signatureSize = 64;

std::unexpected<Error> malformed(int segment)
{
    return fail(
        ErrorCode::InputMalformed, QStringLiteral("compact JWS"), {{QStringLiteral("segment"), segment}});
}
} // namespace

Result<Jws> Jws::parse(QByteArrayView compact)
{
    const QList<QByteArray> segments = compact.toByteArray().split('.');
    if (segments.size() != 3)
        return malformed(static_cast<int>(qMin(segments.size(), qsizetype(2))));
    QList<QByteArray> decoded;
    for (int i = 0; i < 3; ++i) {
        const auto bytes = fromBase64(segments.at(i), Base64Form::Url);
        if (!bytes || bytes->isEmpty())
            return malformed(i);
        decoded.append(*bytes);
    }
    const QJsonDocument header = QJsonDocument::fromJson(decoded.at(0));
    if (!header.isObject())
        return malformed(0);
    return Jws{.signingInput = segments.at(0) + '.' + segments.at(1),
        .headerBytes = decoded.at(0),
        .payloadBytes = decoded.at(1),
        .signature = decoded.at(2),
        .header = header.object()};
}

std::optional<JwsAlgorithm> jwsAlgorithm(const QString &name)
{
    if (name == QLatin1StringView("BP256R1"))
        return JwsAlgorithm::BP256R1;
    if (name == QLatin1StringView("ES256"))
        return JwsAlgorithm::ES256;
    return std::nullopt;
}

Curve curveOf(JwsAlgorithm algorithm)
{
    return algorithm == JwsAlgorithm::BP256R1 ? Curve::BrainpoolP256r1 : Curve::P256;
}

bool verifyJws(const Jws &jws, JwsAlgorithm algorithm, const PublicKey &key)
{
    return jws.signature.size() == signatureSize && key.curve() == curveOf(algorithm)
        && key.verifyDigest(sha256(jws.signingInput), jws.signature);
}

QByteArray jwsSigningInput(QByteArrayView headerJson, QByteArrayView payloadJson)
{
    return toBase64Url(headerJson) + '.' + toBase64Url(payloadJson);
}

QByteArray jwsCompact(QByteArrayView signingInput, QByteArrayView rawSignature)
{
    return signingInput.toByteArray() + '.' + toBase64Url(rawSignature);
}

Result<QByteArray> signJws(QByteArrayView headerJson, QByteArrayView payloadJson, const PrivateKey &key)
{
    const QByteArray input = jwsSigningInput(headerJson, payloadJson);
    const auto signature = key.signDigest(sha256(input));
    if (!signature)
        return fail(signature.error());
    return jwsCompact(input, *signature);
}

} // namespace dsr

#include "core/base/encoding.h"
#include "core/base/secret.h"
#include "core/check/registrationcase.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::DeviceTokenChecks)
};

constexpr qint64 lifeSeconds = 60LL * 60;
constexpr qsizetype hashSize = 32;
constexpr const char *thumbprint = "x5t#S256";
constexpr const char *thumbprintPath = "payload.cnf.x5t#S256";

/// Parts, algorithm and certificate are all there is to the signature, so they are judged with it.
CheckOutcome signature(RegistrationCase &item)
{
    const auto jws = Jws::parse(item.token);
    if (!jws) {
        return broken(QString(), textOf("header.payload.signature"),
            QStringLiteral("segment %1").arg(jws.error().facts.value(QStringLiteral("segment")).toInt()));
    }
    item.jws = *jws;
    const QString algorithm = jws->header.value(QStringLiteral("alg")).toString();
    if (jwsAlgorithm(algorithm) != JwsAlgorithm::ES256)
        return broken(textOf("header.alg"), textOf("ES256"), algorithm);
    const QJsonArray entries = jws->header.value(QStringLiteral("x5c")).toArray();
    const auto der = fromBase64(entries.at(0).toString().toLatin1(), Base64Form::Standard);
    const auto signer = der ? item.terms.certificates->read(*der) : Result<Certificate>(fail(der.error()));
    if (!signer) {
        return broken(textOf("header.x5c"), textOf("X.509"), QString(),
            Text::tr("The header must carry the certificate of the service that signed."));
    }
    item.cardChain = {*signer};
    return verifyJws(*jws, JwsAlgorithm::ES256, signer->publicKey())
        ? passed(textOf("signature"), signer->subject().text(),
              Text::tr("This certificate came with the token; whether it is one of the service, has to be "
                       "known by other means."))
        : broken(textOf("signature"), QString(), signer->subject().text(),
              Text::tr("The signature does not fit the signed bytes and the key of the first certificate."));
}

bool isFingerprint(const QJsonValue &value)
{
    const auto bytes = fromBase64(value.toString().toLatin1(), Base64Form::StandardOptionalPadding);
    return bytes && bytes->size() == hashSize;
}

CheckOutcome claims(RegistrationCase &item)
{
    const QJsonDocument document =
        item.jws ? QJsonDocument::fromJson(item.jws->payloadBytes) : QJsonDocument();
    if (!item.jws)
        return inputMissing();
    if (!document.isObject())
        return broken(
            textOf("payload"), QString(), QString(), Text::tr("The signed content is not a JSON object."));
    item.claims = document.object();
    const auto missing = [&](const char *name) {
        return broken(textOf("payload.") + textOf(name), textOf(name), QString(),
            Text::tr("This claim is missing, of the wrong type or of the wrong length."));
    };
    for (const char *name : {"iss", "jti", "userIdentifier"}) {
        if (item.claim(name).isEmpty())
            return missing(name);
    }
    if (!isFingerprint(item.claims->value(QStringLiteral("sub"))))
        return missing("sub");
    for (const char *name : {"iat", "exp"}) {
        if (!item.integralClaim(name))
            return missing(name);
    }
    for (const char *name : {"deviceHealth", "cnf"}) {
        if (!item.claims->value(QLatin1StringView(name)).isObject())
            return missing(name);
    }
    // The reference server writes the type in capitals (D-01).
    const QString given = item.claim("type");
    const QString type = item.lenient() ? given.toLower() : given;
    const bool known = type == textOf(androidType) || type == textOf(appleType)
        || (item.lenient() && type == QLatin1StringView("ios"));
    if (!known)
        return broken(textOf("payload.type"), textOf("android, apple"), given);
    const qint64 end = *item.integralClaim("iat") + lifeSeconds;
    if (*item.integralClaim("exp") != end)
        return broken(textOf("payload.exp"), QString::number(end),
            QString::number(*item.integralClaim("exp")), Text::tr("A device token lives for one hour."));
    return passed(textOf("payload"));
}

CheckOutcome lifetime(RegistrationCase &item)
{
    const auto end = item.integralClaim("exp");
    if (!end)
        return inputMissing();
    const qint64 now = item.terms.time.toSecsSinceEpoch();
    return compared(*end > now, textOf("payload.exp"), QStringLiteral("> %1").arg(now), QString::number(*end),
        Text::tr("The token has expired."));
}

CheckOutcome binding(RegistrationCase &item)
{
    if (!item.claims || item.cardChain.isEmpty())
        return inputMissing();
    const QString text =
        item.claims->value(QStringLiteral("cnf")).toObject().value(QLatin1StringView(thumbprint)).toString();
    const auto bound = fromBase64(text.toLatin1(), Base64Form::Url);
    if (!bound || bound->size() != hashSize)
        return broken(textOf(thumbprintPath), textOf("base64url(SHA-256)"), text,
            Text::tr("This is not the hash of a certificate in base64url."));
    if (constantTimeEqual(*bound, item.card()->sha256Fingerprint())) {
        return broken(textOf(thumbprintPath), QString(), text,
            Text::tr("The token is bound to the certificate of the service that signed it, not to the one of "
                     "the client."));
    }
    return notChecked(Text::tr("Nobody said which certificate the client has."));
}

} // namespace

const CheckFunctions &deviceTokenChecks()
{
    static const CheckFunctions functions{
        {"devicetoken.signature", signature},
        {"devicetoken.claims", claims},
        {"devicetoken.lifetime", lifetime},
        {"devicetoken.binding", binding},
    };
    return functions;
}

} // namespace dsr

#include "core/base/encoding.h"
#include "core/base/secret.h"
#include "core/check/registrationcase.h"

#include <QCoreApplication>

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

/// What a check of any token says of this one.
CheckOutcome outcomeOf(const char *id, RegistrationCase &item)
{
    return tokenChecks().value(id)(item);
}

/// Its parts, algorithm and certificate have no checks of their own here.
CheckOutcome signature(RegistrationCase &item)
{
    for (const char *id : {"token.form", "token.algorithm", "token.x5c", "token.certificate", "token.key",
             "token.signature.length", "token.signature"}) {
        const CheckOutcome outcome = outcomeOf(id, item);
        if (outcome.kind != CheckOutcome::Kind::Pass)
            return outcome;
    }
    return passed(textOf("signature"), item.card()->subject().text(),
        Text::tr("This certificate came with the token; whether it is one of the service, has to be known by "
                 "other means."));
}

bool isFingerprint(const QJsonValue &value)
{
    const auto bytes = fromBase64(value.toString().toLatin1(), Base64Form::StandardOptionalPadding);
    return bytes && bytes->size() == hashSize;
}

CheckOutcome claims(RegistrationCase &item)
{
    if (const CheckOutcome payload = outcomeOf("token.payload", item);
        payload.kind != CheckOutcome::Kind::Pass)
        return payload;
    for (const char *name : {"iss", "jti", "userIdentifier"}) {
        if (item.claim(name).isEmpty())
            return claimMissing(name);
    }
    if (!isFingerprint(item.claims->value(QStringLiteral("sub"))))
        return claimMissing("sub");
    for (const char *name : {"iat", "exp"}) {
        if (!item.integralClaim(name))
            return claimMissing(name);
    }
    for (const char *name : {"deviceHealth", "cnf"}) {
        if (!item.claims->value(QLatin1StringView(name)).isObject())
            return claimMissing(name);
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
        return broken(textOf("payload.exp"), secondsText(end), secondsText(*item.integralClaim("exp")),
            Text::tr("A device token lives for one hour."));
    return passed(textOf("payload"));
}

CheckOutcome lifetime(RegistrationCase &item)
{
    const auto end = item.integralClaim("exp");
    if (!end)
        return inputMissing();
    const qint64 now = item.terms.time.toSecsSinceEpoch();
    return compared(*end > now, textOf("payload.exp"), QStringLiteral("> ") + secondsText(now),
        secondsText(*end), Text::tr("The token has expired."));
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

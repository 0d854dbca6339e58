#include "core/base/secret.h"
#include "core/check/registrationcase.h"

#include <QCoreApplication>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::AttestationChecks)
};

CheckOutcome binding(RegistrationCase &item)
{
    return item.card() ? notChecked(Text::tr("Only the service sees the certificate of the connection."))
                       : inputMissing();
}

CheckOutcome key(RegistrationCase &item)
{
    if (!item.card() || item.keyFingerprint.isEmpty())
        return inputMissing();
    const QByteArray expected = item.card()->publicKey().fingerprint();
    const QString path = textOf("payload.sub");
    return constantTimeEqual(expected, item.keyFingerprint)
        ? passed(path, hexText(expected),
              Text::tr(
                  "This is the key of the certificate in the token; whether the client connected with it, "
                  "only the service sees."))
        : broken(path, hexText(expected), hexText(item.keyFingerprint),
              Text::tr("The token is about another key than that of its certificate."));
}

CheckOutcome chainClaim(RegistrationCase &item)
{
    if (!item.claims || !item.isAndroid())
        return inputMissing();
    const QJsonValue regular = item.claims->value(QLatin1StringView(attestationChain));
    const QJsonValue other = item.claims->value(QLatin1StringView(registrationChain));
    const QString path = textOf("payload.") + textOf(item.chainClaim());
    if (regular.isUndefined() && other.isUndefined())
        return broken(textOf("payload"), textOf(attestationChain), QString(),
            Text::tr("The token has no chain for the fresh key."));
    return compared(regular.isUndefined() || other.isUndefined() || regular == other, path, QString(),
        textOf(registrationChain), Text::tr("Two claims hold a chain, and their chains differ."));
}

CheckOutcome known(RegistrationCase &item)
{
    return item.keyFingerprint.isEmpty()
        ? inputMissing()
        : notChecked(Text::tr("Only the service can know which devices are registered."));
}

CheckOutcome registeredType(RegistrationCase &item)
{
    return item.evidence.type.isEmpty()
        ? inputMissing()
        : notChecked(Text::tr("Only the service can know as what the device was registered."));
}

} // namespace

const CheckFunctions &attestationChecks()
{
    static const CheckFunctions functions{
        {"mtls.binding", binding},
        {"mtls.key", key},
        {"token.chainclaim", chainClaim},
        {"store.known", known},
        {"token.type.registered", registeredType},
    };
    return functions;
}

} // namespace dsr

#include "core/base/advice.h"
#include "core/base/encoding.h"
#include "core/base/secret.h"
#include "core/check/certificateprofile.h"
#include "core/check/registrationcase.h"
#include "core/crypto/noncederivation.h"

#include <QCoreApplication>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::RequestChecks)
};

constexpr const char *csrPath = "payload.csr";
constexpr const char *oidChallengePassword = "1.2.840.113549.1.9.7";

std::optional<QByteArray> requestBytes(const RegistrationCase &item)
{
    const auto bytes = fromBase64(item.claim("csr").toLatin1(), Base64Form::StandardOptionalPadding);
    return bytes ? std::optional(*bytes) : std::nullopt;
}

CheckOutcome decode(RegistrationCase &item)
{
    if (item.claim("csr").isEmpty())
        return inputMissing();
    return requestBytes(item) ? passed(textOf(csrPath))
                              : broken(textOf(csrPath), textOf("base64"), QString());
}

CheckOutcome form(RegistrationCase &item)
{
    const auto bytes = item.claims ? requestBytes(item) : std::nullopt;
    if (!bytes)
        return inputMissing();
    const auto request = CertificateRequest::fromDer(*bytes);
    if (!request || request->version() != 0)
        return broken(textOf(csrPath), textOf("PKCS#10"), QString());
    item.evidence.request = *request;
    return passed(textOf(csrPath), request->subject().text());
}

CheckOutcome key(RegistrationCase &item)
{
    if (!item.evidence.request.isValid())
        return inputMissing();
    const PublicKey publicKey = item.evidence.request.publicKey();
    return compared(isNamedPoint(publicKey.spki(), publicKey, Curve::P256), textOf(csrPath),
        curveName(Curve::P256), curveName(publicKey.curve()));
}

CheckOutcome binding(RegistrationCase &item)
{
    if (!item.evidence.request.isValid() || item.keyFingerprint.isEmpty())
        return inputMissing();
    const QByteArray actual = item.evidence.request.publicKey().fingerprint();
    return compared(constantTimeEqual(actual, item.keyFingerprint), textOf(csrPath),
        hexText(item.keyFingerprint), hexText(actual));
}

std::optional<QString> nameNonce(const RegistrationCase &item)
{
    const QStringList values = item.evidence.request.subject().values(oidChallengePassword);
    return values.isEmpty() ? std::nullopt : std::optional(values.first());
}

CheckOutcome noncePresent(RegistrationCase &item)
{
    if (!item.evidence.request.isValid())
        return inputMissing();
    return nameNonce(item) || item.evidence.request.challengePassword()
        ? passed(textOf(csrPath))
        : broken(textOf(csrPath), textOf(oidChallengePassword), QString(),
              Text::tr("The request carries no nonce, neither in its subject nor as an attribute."));
}

CheckOutcome nonceConsistent(RegistrationCase &item)
{
    if (!item.evidence.request.isValid())
        return inputMissing();
    const auto inName = nameNonce(item);
    const auto inAttribute = item.evidence.request.challengePassword();
    if (!inName || !inAttribute)
        return passed(textOf(csrPath));
    return compared(*inName == *inAttribute, textOf(csrPath), *inName, *inAttribute);
}

CheckOutcome nonceValue(RegistrationCase &item)
{
    if (!item.evidence.request.isValid() || item.nonce.isEmpty())
        return inputMissing();
    const auto text = nameNonce(item) ? nameNonce(item) : item.evidence.request.challengePassword();
    if (!text)
        return inputMissing();
    const QByteArray expected = nonceCsrMtls(item.nonce);
    const auto actual = fromBase64(text->toLatin1(), Base64Form::StandardOptionalPadding);
    return compared(actual && constantTimeEqual(*actual, expected), textOf(csrPath),
        QString::fromLatin1(toBase64(expected)), *text);
}

CheckOutcome attributes(RegistrationCase &item)
{
    if (!item.evidence.request.isValid())
        return inputMissing();
    return item.evidence.request.hasAttributesElement()
        ? passed(textOf(csrPath))
        : broken(textOf(csrPath), textOf("[0]"), QString(),
              Text::tr("The element for attributes must be there, even if it is empty."));
}

CheckOutcome signature(RegistrationCase &item)
{
    if (!item.evidence.request.isValid())
        return inputMissing();
    return item.evidence.request.isSelfSigned()
        ? passed(textOf(csrPath))
        : broken(textOf(csrPath), QString(), QString(),
              Text::tr(
                  "The request is not signed with its own key, so possession of the key is not proven."));
}

CheckOutcome subject(RegistrationCase &item)
{
    if (!item.evidence.request.isValid())
        return inputMissing();
    const DistinguishedName name = item.evidence.request.subject();
    const bool good = name.values("2.5.4.3") == QStringList{textOf("TRUST_CLIENT")}
        && name.values("2.5.4.6") == QStringList{textOf("DE")}
        && name.values("2.5.4.10") == QStringList{textOf("DSR_POC")}
        && name.attributes.size() == 3 + (nameNonce(item) ? 1 : 0);
    return compared(good, textOf(csrPath), textOf("CN=TRUST_CLIENT, C=DE, O=DSR_POC"), name.text());
}

CheckOutcome cannotLook(const Error &error)
{
    CheckOutcome outcome = broken(QString(), QString(), QString(), technicalText(error));
    outcome.errorCode = textOf("INTERNAL_SERVER_ERROR");
    outcome.httpStatus = 500;
    return outcome;
}

CheckOutcome keyBound(RegistrationCase &item)
{
    if (item.apple.keyId.isEmpty() || item.evidence.kvnr.isEmpty())
        return inputMissing();
    if (!item.live)
        return notChecked(Text::tr("Only the service can know which keys are registered."));
    const auto bound =
        item.live->isKeyBoundElsewhere(item.apple.keyId, item.evidence.kvnr, item.evidence.deviceIdentifier);
    if (!bound) {
        CheckOutcome outcome = cannotLook(bound.error());
        outcome.severity = Severity::Fail;
        return outcome;
    }
    return *bound ? broken(textOf("payload.keyId"), QString(), hexText(item.apple.keyId),
                        Text::tr("This key is already bound to another person or another device."))
                  : passed(textOf("payload.keyId"));
}

CheckOutcome unique(RegistrationCase &item)
{
    if (item.evidence.kvnr.isEmpty() || item.evidence.deviceIdentifier.isEmpty())
        return inputMissing();
    if (!item.live)
        return notChecked(Text::tr("Only the service can know which devices are registered."));
    const auto registered = item.live->isRegistered(item.evidence.kvnr, item.evidence.deviceIdentifier);
    if (!registered)
        return cannotLook(registered.error());
    return *registered ? broken(textOf("payload.sub"), QString(), QString(),
                             Text::tr("This device is already registered for this person."))
                       : passed(textOf("payload.sub"));
}

} // namespace

const CheckFunctions &requestChecks()
{
    static const CheckFunctions functions{
        {"csr.decode", decode},
        {"csr.form", form},
        {"csr.key", key},
        {"csr.binding", binding},
        {"csr.nonce.present", noncePresent},
        {"csr.nonce.consistent", nonceConsistent},
        {"csr.nonce.value", nonceValue},
        {"csr.attributes", attributes},
        {"csr.signature", signature},
        {"csr.subject", subject},
        {"store.keybound", keyBound},
        {"store.unique", unique},
    };
    return functions;
}

} // namespace dsr

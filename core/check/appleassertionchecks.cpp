#include "core/base/digest.h"
#include "core/check/registrationcase.h"
#include "core/crypto/ecdsa.h"

#include <QCoreApplication>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::AppleAssertionChecks)
};

constexpr const char *dataPath = "authenticatorData";
constexpr const char *signaturePath = "signature";

CheckOutcome form(AppleCase &item)
{
    const QString expected = textOf("{signature, authenticatorData}");
    if (!item.assertion)
        return broken(item.pathOf(""), expected, QString(), Text::tr("The assertion is not base64 text."));
    QString why;
    item.parsedAssertion = parseAssertion(*item.assertion, &why);
    if (item.parsedAssertion && item.parsedAssertion->fault.isEmpty())
        return passed(item.pathOf(""));
    return broken(item.pathOf(""), expected, item.parsedAssertion ? item.parsedAssertion->fault : why);
}

CheckOutcome authData(AppleCase &item)
{
    if (!item.parsedAssertion)
        return inputMissing();
    QString why;
    item.authenticator =
        parseAuthenticatorData(item.parsedAssertion->authenticatorData, AuthenticatorLayout::Assertion, &why);
    return item.authenticator ? passed(item.pathOf(dataPath))
                              : broken(item.pathOf(dataPath), QStringLiteral("≥ 37"), why);
}

CheckOutcome onlyServiceKnows()
{
    return notChecked(
        Text::tr("Only the service where the device is registered knows what to compare with."));
}

CheckOutcome sameApp(AppleCase &item)
{
    return item.authenticator ? onlyServiceKnows() : inputMissing();
}

CheckOutcome counter(AppleCase &item)
{
    if (!item.authenticator)
        return inputMissing();
    if (item.authenticator->counter > 0)
        return onlyServiceKnows();
    CheckOutcome outcome = broken(item.pathOf("authenticatorData.counter"), QStringLiteral("> 0"),
        QStringLiteral("0"), Text::tr("The first assertion of a key already counts one."));
    outcome.severity = item.lenient() ? Severity::Warn : Severity::Fail; // lenient takes an equal one
    return outcome;
}

CheckOutcome signature(AppleCase &item)
{
    if (!item.parsedAssertion)
        return inputMissing();
    if (item.publicPoint.isEmpty())
        return notChecked(Text::tr("The key that should have signed is not known."));
    if (item.clientDataHash.isEmpty())
        return notChecked(Text::tr("Nobody said what the assertion should be about."));
    const auto key = PublicKey::fromPoint(Curve::P256, item.publicPoint);
    if (!key)
        return notChecked(Text::tr("The key that should have signed is no key on the curve P-256."));
    const Assertion &assertion = *item.parsedAssertion;
    const QByteArray composite = assertion.authenticatorData + item.clientDataHash;
    const QString computation =
        QStringLiteral("ECDSA over SHA-256(authenticatorData ‖ %1) as message").arg(item.clientDataHashRule);
    QString explanation;
    if (!ecdsaRawFromDer(assertion.signature))
        explanation = Text::tr("The signature is not one of r and s in DER.");
    else if (key->verify(composite, assertion.signature))
        explanation =
            Text::tr("The signature is over the single hash; the hash is the message, to be hashed again.");
    for (const NearMiss &miss : item.nearMisses) {
        if (key->verify(sha256(assertion.authenticatorData + miss.clientDataHash), assertion.signature))
            explanation = miss.explanation;
    }
    CheckOutcome outcome = compared(key->verify(sha256(composite), assertion.signature),
        item.pathOf(signaturePath), QString(), hexText(assertion.signature),
        explanation.isEmpty()
            ? Text::tr("The signature does not fit this key and what the assertion should be about.")
            : explanation);
    outcome.computation = computation;
    return outcome;
}

CheckOutcome changed(AppleCase &item)
{
    return item.authenticator ? onlyServiceKnows() : inputMissing();
}

CheckOutcome onFile(AppleCase &)
{
    return onlyServiceKnows();
}

} // namespace

const AppleCheckFunctions &appleAssertionChecks()
{
    static const AppleCheckFunctions functions{
        {"apple.assertion.form", form},
        {"apple.assertion.authdata", authData},
        {"apple.assertion.sameapp", sameApp},
        {"apple.assertion.counter", counter},
        {"apple.assertion.signature", signature},
        {"apple.extensions.changed", changed},
        {"apple.receipt.onfile", onFile},
    };
    return functions;
}

} // namespace dsr

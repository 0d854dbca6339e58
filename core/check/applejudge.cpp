#include "core/check/applejudge.h"

#include "core/base/digest.h"
#include "core/base/encoding.h"
#include "core/check/registrationcase.h"

#include <QCoreApplication>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::AppleJudge)
};

/// App Attest evidence that stands alone is judged by what the terms expect.
AppleCase expectedCase(const Terms &terms)
{
    const Expectations &expected = terms.expected;
    AppleCase item;
    item.terms = &terms;
    item.publicPoint = pointOf(expected.publicKey);
    item.keyId =
        expected.keyId.isEmpty() && !item.publicPoint.isEmpty() ? sha256(item.publicPoint) : expected.keyId;
    if (!expected.appId.isEmpty())
        item.appIds = {expected.appId};
    item.environment = expected.environment;
    if (!expected.clientDataHash.isEmpty()) {
        item.clientDataHash = expected.clientDataHash;
        item.clientDataHashRule = QStringLiteral("clientDataHash");
    } else if (!expected.challenge.isEmpty()) {
        item.clientDataHash = sha256(expected.challenge);
        item.clientDataHashRule = QStringLiteral("SHA-256(challenge)");
        item.nearMisses = {
            {expected.challenge, Text::tr("It is bound to the challenge as it is; its hash was expected.")},
            {sha256(item.clientDataHash),
                Text::tr("It is bound to the hash of the right hash: it was hashed once too often.")},
            {sha256(toBase64(expected.challenge)),
                Text::tr("It is bound to the base64 text of the challenge; its octets were expected.")}};
    }
    return item;
}

QList<Finding> judgeBy(const QList<QByteArray> &order, const AppleCase &apple)
{
    const QByteArray noToken;
    RegistrationCase item{.token = noToken, .terms = *apple.terms, .live = nullptr, .apple = apple};
    QList<Finding> findings;
    for (const QByteArray &id : order)
        findings.append(judgeCheck(id, item).finding);
    item.evidence.simulated = item.apple.simulated;
    if (item.apple.anchor)
        findings.append(simulatedFinding(item.evidence, QString()));
    return findings;
}

} // namespace

QByteArray pointOf(const QByteArray &key)
{
    const auto fromSpki = PublicKey::fromSpki(key);
    if (fromSpki)
        return fromSpki->point();
    const auto fromPoint = PublicKey::fromPoint(Curve::P256, key);
    return fromPoint ? fromPoint->point() : QByteArray();
}

QList<Finding> judgeAppleStatement(const QByteArray &cbor, const Terms &terms)
{
    AppleCase item = expectedCase(terms);
    item.attestation = cbor;
    item.isRegistration = true;
    return judgeBy(appleStatementOrder(), item);
}

QList<Finding> judgeAppleReceipt(const QByteArray &cms, const Terms &terms)
{
    AppleCase item = expectedCase(terms);
    item.receipt = cms;
    return judgeBy(appleReceiptOrder(), item);
}

QList<Finding> judgeAppleAssertion(const QByteArray &cbor, const Terms &terms)
{
    AppleCase item = expectedCase(terms);
    item.assertion = cbor;
    return judgeBy(appleAssertionOrder(), item);
}

} // namespace dsr

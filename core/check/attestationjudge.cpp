#include "core/check/attestationjudge.h"

#include "core/check/androidevidence.h"

namespace dsr {

namespace {

const QList<QByteArray> &orderFor(const RegistrationCase &item)
{
    return item.isApple() ? appleAttestationOrder() : androidAttestationOrder();
}

/// The chain of the attest key is not judged again (checks 2.3), but other checks want to know what it says.
void readRegisteredChain(RegistrationCase &item)
{
    for (const char *id : {"android.chain.complete", "android.chain.root", "android.extension.form"})
        judgeCheck(id, item);
}

} // namespace

QList<Finding> judgeAttestation(const QByteArray &token, const Terms &terms)
{
    RegistrationCase item{.token = token, .terms = terms, .live = nullptr, .protocol = Protocol::Attestation};
    QList<Finding> findings;
    // The type is known long before the lists part.
    for (qsizetype i = 0; i < orderFor(item).size(); ++i) {
        const QByteArray id = orderFor(item).at(i);
        findings.append(judgeCheck(id, item).finding);
        if (id == "android.chain.form")
            readRegisteredChain(item);
    }
    if (item.evidence.simulated)
        findings.append(simulatedFinding(item.evidence, chainPath(item)));
    return findings;
}

QList<Finding> judgeDeviceToken(const QByteArray &token, const Terms &terms)
{
    RegistrationCase item{.token = token, .terms = terms, .live = nullptr, .protocol = Protocol::Attestation};
    QList<Finding> findings;
    for (const QByteArray &id : deviceTokenOrder())
        findings.append(judgeCheck(id, item).finding);
    return findings;
}

} // namespace dsr

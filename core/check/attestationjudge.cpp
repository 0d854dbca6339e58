#include "core/check/attestationjudge.h"

#include "core/check/androidpaths.h"

namespace dsr {

namespace {

const QList<QByteArray> &orderFor(const RegistrationCase &item)
{
    return item.isApple() ? appleAttestationOrder() : androidAttestationOrder();
}

} // namespace

QList<Finding> judgeAttestation(const QByteArray &token, const Terms &terms)
{
    RegistrationCase item{.token = token, .terms = terms, .live = nullptr, .protocol = Protocol::Attestation};
    QList<Finding> findings;
    // The type is known long before the lists part.
    for (qsizetype i = 0; i < orderFor(item).size(); ++i)
        findings.append(judgeCheck(orderFor(item).at(i), item).finding);
    if (item.evidence.simulated)
        findings.append(simulatedFinding(item.evidence, chainPath(item)));
    return findings;
}

} // namespace dsr

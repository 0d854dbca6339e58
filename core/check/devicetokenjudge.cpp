#include "core/check/devicetokenjudge.h"

#include "core/check/registrationcase.h"

namespace dsr {

QList<Finding> judgeDeviceToken(const QByteArray &token, const Terms &terms)
{
    RegistrationCase item{.token = token, .terms = terms, .live = nullptr, .protocol = Protocol::Attestation};
    QList<Finding> findings;
    for (const QByteArray &id : deviceTokenOrder())
        findings.append(judgeCheck(id, item).finding);
    return findings;
}

} // namespace dsr

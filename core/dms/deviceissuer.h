#pragma once

#include "core/base/randomness.h"
#include "core/crypto/request.h"
#include "core/testbed/testbed.h"

namespace dsr {

/// A client certificate and the identity it names.
struct IssuedCertificate
{
    Certificate certificate;
    QString deviceUuid;
};

/// Issues cert_mTLS with the profile of dsr-protocol 6.3; every value is set by the CA, only the key comes
/// from the request.
Result<IssuedCertificate> issueDeviceCertificate(const Identity &dmsCa, const PublicKey &deviceKey,
    const QString &kvnr, const QDateTime &now, Randomness &randomness);

/// The CA's own look at its product: empty if it has the profile, else what is wrong.
QString deviceCertificateDeviation(
    const Certificate &certificate, const Identity &dmsCa, const PublicKey &deviceKey, const QString &kvnr);

} // namespace dsr

#pragma once

#include "core/card/pinpad.h"
#include "core/check/finding.h"
#include "core/crypto/certificate.h"
#include "core/device/device.h"
#include "core/dms/dmsclient.h"
#include "core/flow/step.h"

namespace dsr {

/// Dialect that our client writes (dsr-protocol 0.3).
enum class Profile { Rfc, Gms };

/// Everything one registration needs. What is pointed to must outlive the run.
struct RegistrationSetup
{
    CardSource *cards = nullptr;
    QString reader;
    Device *device = nullptr;
    DmsClient *dms = nullptr;
    Profile profile = Profile::Rfc;
    PinPadStructure pinPad = PinPadStructure::Auto; ///< for readers with keys
    QString
        identityFolder; ///< where certificate.pem and key.pem (0600) go; empty = they are not kept as files
    /// Findings of the DMS for a trace id, where the DMS tells (the local one does); may be empty.
    std::function<QList<Finding>(const QString &)> dmsFindings;
};

/// The registration of RFC-01 as steps (dsr-protocol 1.2, 1.3): choose-device, fetch-nonce, derive-nonces,
/// attest-device, request-certificate, connect-card, read-certificate, verify-pin, sign-token,
/// send-registration, keep-certificate.
Recipe registerDevice(const RegistrationSetup &setup);

/// Proves a registered identity on the mTLS listener: asks for the own device list (RFC-03) with it.
/// Blocking, worker threads only. The answer's body as JSON.
Result<QByteArray> proveCertificate(DmsClient &dms, const Certificate &certificate, const PrivateKey &key,
    const QString &kvnr, std::stop_token stop);

} // namespace dsr

#pragma once

#include "core/base/clock.h"
#include "core/crypto/request.h"

#include <QJsonObject>

namespace dsr {

/// The nonces that the phone's platform binds its evidence to (dsr-protocol 3.2), 32 octets each.
struct DeviceChallenges
{
    QByteArray keypairMtls;
    QByteArray attest;
    QByteArray integrity;
};

/// What a phone hands over for a registration: the platform part of the token's claims.
struct DeviceEvidence
{
    QJsonObject claims; ///< subjectCert, attestPublicKey, attestCertChain, integrityVerdict, packageName
    QList<Certificate> chain; ///< attestCertChain, leaf first
    Certificate subjectCert; ///< certificate of the mTLS key (profile rfc)
};

/// A phone to be registered. Blocking; worker threads only.
class Device
{
public:
    virtual ~Device() = default;
    virtual QString type() const = 0; ///< "android"
    virtual QString title() const = 0; ///< translated, "Simulated Android phone"
    /// Forgets the mTLS key and makes a new one.
    virtual Result<void> newKeys() = 0;
    virtual PrivateKey mtlsKey() const = 0;
    /// Keys, chain and integrity verdict bound to the challenges; `gmsDialect`: chain of the mTLS key itself.
    virtual Result<DeviceEvidence> attest(const DeviceChallenges &challenges, bool gmsDialect) = 0;
};

} // namespace dsr

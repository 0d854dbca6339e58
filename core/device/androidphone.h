#pragma once

#include "core/device/device.h"
#include "core/device/keydescriptionwriter.h"
#include "core/testbed/testbed.h"

#include <functional>

namespace dsr {

/// An Android phone in software: keys, key attestation under the SIMULATED root of the test bed, Play
/// Integrity token as real JWE around JWS (dsr-protocol 1.3, android-attestation 10, 13.6, 16). One thread at
/// a time; the test bed must outlive it.
class AndroidPhone : public Device
{
public:
    /// Changes what the phone says about itself before it is signed; for faults.
    struct Quirks
    {
        std::function<void(KeyDescriptionContent &)> attestKey;
        std::function<void(KeyDescriptionContent &)> mtlsKey;
        std::function<void(QJsonObject &)> verdict; ///< payload of the Play Integrity token
    };

    AndroidPhone(const TestBed &testBed, const Clock &clock, Quirks quirks = {});

    QString type() const override;
    QString title() const override;
    Result<void> newKeys() override;
    PrivateKey mtlsKey() const override { return m_mtlsKey; }
    Result<DeviceEvidence> attest(const DeviceChallenges &challenges, bool gmsDialect) override;

private:
    KeyDescriptionContent describe(const QByteArray &challenge, const QList<int> &purposes) const;
    Result<Certificate> certify(const PublicKey &key, const KeyDescriptionContent &description,
        bool attestKey, const Identity &issuer) const;
    Result<QByteArray> integrityToken(const QString &nonce) const;

    const TestBed &m_testBed;
    const Clock &m_clock;
    Quirks m_quirks;
    PrivateKey m_mtlsKey;
};

} // namespace dsr

#pragma once

#include "tests/core/dms/softwareclient.h"
#include "tests/support/appleevidence.h"

/// App Attest in software beside a SoftwareClient: puts a statement in the place of a phone's claims.
class SoftwareIphone
{
public:
    SoftwareIphone(const dsr::AppleAuthority &authority, const dsr::Clock &clock,
        const QString &appId = QStringLiteral("A9FL89PFFL.de.gematik.dsr"))
        : m_authority(authority)
        , m_clock(clock)
        , m_appId(appId)
        , m_key(dsr::PrivateKey::generate(dsr::Curve::P256).value())
    {
    }

    QByteArray keyId() const { return m_key.publicKey().fingerprint(); }

    /// The registration of the key of `client` with this phone's App Attest key.
    QByteArray token(SoftwareClient &client, const QByteArray &nonce) const
    {
        const QByteArray clientDataHash =
            dsr::sha256(dsr::nonceIntegrity(nonce) + client.key().publicKey().fingerprint());
        dsr::AppAttestKey key(m_authority, m_key, m_appId, dsr::AppleEnvironment::Production);
        const QByteArray statement = key.attest(clientDataHash, m_clock.now()).value();
        return client.token(nonce, {.claims = [&](QJsonObject &claims) {
            for (const char *name :
                {"attestCertChain", "subjectCert", "attestPublicKey", "integrityVerdict", "packageName"})
                claims.remove(QLatin1StringView(name));
            claims.insert(QStringLiteral("type"), QStringLiteral("apple"));
            claims.insert(QStringLiteral("keyId"), QString::fromLatin1(dsr::toBase64(keyId())));
            claims.insert(QStringLiteral("attestation"), QString::fromLatin1(dsr::toBase64(statement)));
        }});
    }

private:
    const dsr::AppleAuthority &m_authority;
    const dsr::Clock &m_clock;
    QString m_appId;
    dsr::PrivateKey m_key;
};

#pragma once

#include "core/crypto/certificatebuilder.h"
#include "core/decode/appattest.h"
#include "core/testbed/testbed.h"
#include "tests/support/cmswriter.h"

#include <functional>

namespace dsr {

/// What stands in for Apple: a hierarchy for keys and one for receipts, both SIMULATED (apple-app-attest
/// 11.2).
struct AppleAuthority
{
    Identity root;
    Identity intermediate;
    Identity receiptRoot;
    Identity receiptIntermediate;
    Identity receiptSigner;
};

/// Makes new intermediates and a new receipt signer below the two roots, valid around `time`.
Result<AppleAuthority> makeAppleAuthority(
    const Identity &root, const Identity &receiptRoot, const QDateTime &time);

/// A root of such a hierarchy: "… SIMULATED", P-384.
Result<Identity> makeAppleRoot(const QString &commonName, const QDateTime &time);

/// Authenticator data before it is written (apple-app-attest 1.2, 4.1).
struct AuthenticatorContent
{
    QByteArray rpIdHash;
    quint8 flags = authflags::attestedKey;
    quint32 counter = 0;
    QByteArray aaguid; ///< empty: no key follows, as in an assertion
    QByteArray credentialId;
    QByteArray point; ///< 65 octets
    bool shortCoordinates = false; ///< leading zero octets are left out, as some phones do
    QByteArray extensions; ///< CBOR; empty before iOS 27
};
QByteArray toBytes(const AuthenticatorContent &content);

/// The extensions map of iOS 27; the category says how the app was signed.
QByteArray appAttestExtensionsCbor(const QString &bundleVersion, quint32 category);

/// What the certificate of an attested key tells (apple-app-attest 3.1, 3.2).
struct CredentialContent
{
    QByteArray nonce; ///< 32 octets, extension 8.2
    QString appId; ///< extension 8.5
    QString platform = QStringLiteral("iphoneos"); ///< extension 8.7
    QByteArray accessControl; ///< extension 8.6; empty: the one of the platform
    QDateTime time; ///< of issuance, also the serial number
};
CertificateContent credentialCertificate(const PublicKey &key, const CredentialContent &content);

/// The value of extension 8.6 for a platform, "iphoneos" or "macosx".
QByteArray appleAccessControl(const QString &platform);

/// Fields of a receipt in the order in which they are written.
using ReceiptContent = QList<std::pair<int, QByteArray>>;
QByteArray toBytes(const ReceiptContent &fields);
/// "2026-11-24T12:00:00.5Z": milliseconds without the zeros behind.
QByteArray receiptTimeText(const QDateTime &time);

QByteArray attestationCbor(const QString &format, const QList<QByteArray> &x5c,
    const std::optional<QByteArray> &receipt, const QByteArray &authenticatorData);
QByteArray assertionCbor(const QByteArray &signature, const QByteArray &authenticatorData);

/// Changes what is written before it is signed, each at its stage; for faults.
struct AppAttestQuirks
{
    std::function<void(AuthenticatorContent &)> authenticator;
    std::function<void(QByteArray &)> authenticatorData; ///< as it was written
    std::function<void(CredentialContent &)> credential;
    std::function<void(CertificateContent &)> certificate;
    std::function<void(ReceiptContent &)> receipt;
    CmsForm receiptForm = CmsForm::Indefinite;
};

/// One App Attest key in software: attests itself once and signs assertions (apple-app-attest 11). One thread
/// at a time; the authority must outlive it.
class AppAttestKey
{
public:
    AppAttestKey(
        const AppleAuthority &authority, PrivateKey key, QString appId, AppleEnvironment environment);

    /// SHA-256 of the point.
    QByteArray keyId() const { return m_key.publicKey().fingerprint(); }
    const PrivateKey &key() const { return m_key; }
    /// The attestation object bound to `clientDataHash`. A second one for the same key fails as on a phone:
    /// InputMalformed.
    Result<QByteArray> attest(
        const QByteArray &clientDataHash, const QDateTime &time, const AppAttestQuirks &quirks = {});
    /// An assertion with the next counter.
    Result<QByteArray> makeAssertion(const QByteArray &clientDataHash, const AppAttestQuirks &quirks = {});

private:
    AuthenticatorContent authenticator() const;

    const AppleAuthority &m_authority;
    PrivateKey m_key;
    QString m_appId;
    AppleEnvironment m_environment;
    quint32 m_counter = 0;
    bool m_attested = false;
};

} // namespace dsr

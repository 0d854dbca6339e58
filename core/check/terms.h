#pragma once

#include "core/base/secret.h"
#include "core/check/registry.h"
#include "core/check/statuslist.h"
#include "core/crypto/knowncertificates.h"
#include "core/crypto/verifiedlinks.h"

#include <QDateTime>
#include <QSet>

#include <memory>

namespace dsr {

/// An anchor for attestation chains; simulated ones belong to the test PKI of this machine.
struct AttestationAnchor
{
    Certificate certificate;
    bool simulated = false;
};

/// An app that may register devices (dsr-protocol 0.4, master data).
struct EnrolledApp
{
    QString package;
    qint64 versionCode = 0;
    QList<QByteArray> signerDigests; ///< SHA-256 of signing certificates
};

/// What opens Play Integrity tokens here instead of at Google (android-attestation 13); empty: not at hand.
struct PlayKeys
{
    std::shared_ptr<const Secret> decryption; ///< 32 octets
    PublicKey verification; ///< of Play's signature inside
};

/// Whether the card certificate's status is asked for (dsr-protocol 7.3).
enum class OcspMode { Required, SoftFail, Off };

/// What somebody who looks at evidence knows about it: the names of `--expect`. What is empty is not known,
/// and the checks that need it say notChecked. A live DMS knows better and does not use it.
struct Expectations
{
    QByteArray nonce; ///< of the DMS, decoded
    QByteArray challenge; ///< what the evidence must be bound to: attestationChallenge, or what was hashed
    QByteArray clientDataHash; ///< of App Attest, in place of a challenge
    QString appId; ///< Apple: team and bundle, "A9FL89PFFL.de.example.app"
    QByteArray keyId; ///< Apple: SHA-256 of the attested point
    QString environment; ///< Apple: "development", "production"
    QString packageName; ///< Android
    QByteArray publicKey; ///< SPKI (DER) or uncompressed point of the attested key
    QString kvnr;
    QString deviceReferenceId; ///< Google Wallet
};

/// Whose rules count for Android evidence that stands alone.
enum class RuleSet { Dsr, Wallet };

/// The signer of Google Play services as seen in a real leaf (wallet-registration W7).
inline QList<QByteArray> defaultWalletSigners()
{
    return {QByteArray::fromHex("f0fd6c5b410f25cb25c3b53346c8972fae30f8ee7411df910480ad6b2d60db83")};
}

/// Under what evidence is judged. Changing terms and judging again needs no new evidence.
struct Terms
{
    QDateTime time;
    Mode mode = Mode::Strict;
    bool productionTrust = false; ///< trust set is production: no test card may pass
    bool simulation = true; ///< simulated roots count
    QList<Certificate> egkAnchors; ///< roots of card certificates
    QList<Certificate> egkIssuers; ///< eGK CAs in force
    QList<Certificate> ocspSigners; ///< responders listed by the trust set
    QList<AttestationAnchor> androidAnchors;
    OcspMode ocsp = OcspMode::Required;
    QStringList sdkVersions{QStringLiteral("1.0"), QStringLiteral("0.0.1")};
    QList<EnrolledApp> apps; ///< none: it is not known which apps are enrolled
    bool allowEs256 = false;
    bool enforceKvnrCheckDigit = false;
    RuleSet rules = RuleSet::Dsr;
    Expectations expected;
    QList<AttestationAnchor> appleAnchors; ///< roots of App Attest chains
    QList<AttestationAnchor> appleReceiptAnchors; ///< roots of receipts
    std::shared_ptr<const StatusList> statusList; ///< of attestation certificates; none: not known here
    PlayKeys playKeys;
    QSet<QString> switchedOn; ///< policies that count: ids of checks that are off by default
    QString announcedModel; ///< policy of device ids: "Pixel 9"
    int oldestPatchMonths = 12; ///< policy of patch levels: how far they may lie back
    qint64 provisioningLimit = 200; ///< certificates in about 30 days that are not unusual for one phone
    QList<QByteArray> walletSigners = defaultWalletSigners(); ///< SHA-256 of who signs Play services
    QStringList appleAppIds{QStringLiteral("A9FL89PFFL.de.gematik.dsr")}; ///< apps that may register devices
    bool appleDevelopment = false; ///< statements of the development environment count
    QStringList appleBundleVersions; ///< versions of the app that count; empty: any
    /// Reads the certificates; whoever judges often keeps one. It only saves time.
    std::shared_ptr<KnownCertificates> certificates = std::make_shared<KnownCertificates>();
    /// The same for signatures of authorities.
    std::shared_ptr<VerifiedLinks> links = std::make_shared<VerifiedLinks>();
};

} // namespace dsr

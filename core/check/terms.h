#pragma once

#include "core/check/registry.h"
#include "core/crypto/knowncertificates.h"

#include <QDateTime>

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
    /// Reads the certificates; whoever judges often keeps one. It only saves time.
    std::shared_ptr<KnownCertificates> certificates = std::make_shared<KnownCertificates>();
};

} // namespace dsr

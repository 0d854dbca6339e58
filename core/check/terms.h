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
    QList<EnrolledApp> apps;
    bool allowEs256 = false;
    bool enforceKvnrCheckDigit = false;
    /// Reads the certificates; whoever judges often keeps one. It only saves time.
    std::shared_ptr<KnownCertificates> certificates = std::make_shared<KnownCertificates>();
};

} // namespace dsr

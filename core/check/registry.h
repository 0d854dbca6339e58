#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace dsr {

/// Severity of a broken rule in one mode.
enum class Severity { Fail, Warn, Off, NotApplicable };

/// How strictly the DMS judges (dsr-protocol 0.3).
enum class Mode { Strict, Lenient };

/// One rule of the product as data. Ids are stable: scripts, scenarios and settings rely on them.
struct CheckInfo
{
    const char *id;
    const char *title; ///< English; translated by checkTitle
    const char *appliesTo; ///< "registration, attestation; both"
    const char *clause; ///< rules covered: "dsr C-03, T-03"
    const char *errorCode; ///< code on the wire in mode strict; empty = none
    int httpStatus; ///< status on the wire; 0 = none
    Severity strict;
    Severity lenient;
    /// The same for the attestation of a registered device, where that differs.
    std::optional<Severity> strictAtAttestation = std::nullopt;
    std::optional<Severity> lenientAtAttestation = std::nullopt;
};

/// All checks in the order of the registry.
const QList<CheckInfo> &allChecks();
/// nullptr for unknown ids.
const CheckInfo *findCheck(const QString &id);
/// Title in the language of the program.
QString checkTitle(const QString &id);
/// "android", "apple" or "both"
QString checkPlatform(const CheckInfo &check);

/// Ids in order of evaluation for a device registration of an Android-type device, without the client's
/// checks.
const QList<QByteArray> &androidRegistrationOrder();
/// The same for an attestation chain that stands alone, and for a Play Integrity verdict.
const QList<QByteArray> &androidChainOrder();
const QList<QByteArray> &playIntegrityOrder();
/// The same for a card certificate that stands alone; its status is the service's business.
const QList<QByteArray> &cardCertificateOrder();
/// Ids in order of evaluation for the chain of a device that registers at a Wallet issuer (checks 2.6).
const QList<QByteArray> &walletChainOrder();
/// The same for Apple. Both lists begin alike, up to the checks of the card.
const QList<QByteArray> &appleRegistrationOrder();
/// Ids in order of evaluation for a statement, a receipt or an assertion of App Attest that stands alone.
const QList<QByteArray> &appleStatementOrder();
const QList<QByteArray> &appleReceiptOrder();
const QList<QByteArray> &appleAssertionOrder();
/// Ids in order of evaluation for what a token attests of a registered device (checks 2.3, 2.4), without the
/// request around it, the client's checks and the session. Both lists begin alike, up to token.claims.
const QList<QByteArray> &androidAttestationOrder();
const QList<QByteArray> &appleAttestationOrder();
/// What the client checks of the token that the service gives for an attested device (checks 2.3, step 17).
const QList<QByteArray> &deviceTokenOrder();

} // namespace dsr

#pragma once

#include "core/check/applecase.h"
#include "core/check/registrationjudge.h"
#include "core/crypto/ocsp.h"
#include "core/jose/jws.h"

#include <QHash>

namespace dsr {

/// Result of one check function before the severity of the mode is applied.
struct CheckOutcome
{
    enum class Kind { Pass, Broken, NotChecked };
    Kind kind = Kind::Pass;
    QString path;
    QString expected; ///< a value, in no language
    QString actual; ///< a value, in no language
    QString explanation; ///< a sentence in the language of the program
    QString computation; ///< how `expected` comes about, in no language
    QString errorCode; ///< if it differs from the registry's
    int httpStatus = 0; ///< if it differs from the registry's
    std::optional<Severity> severity; ///< if the mode's one depends on more than the mode
};

/// What a token is for; which claims it has and how strictly it is judged depends on it.
enum class Protocol { Registration, Attestation };

/// Claim `type` of the devices judged here.
inline constexpr const char *androidType = "android";
inline constexpr const char *appleType = "apple";
/// Claims that hold a chain.
inline constexpr const char *registrationChain = "attestCertChain";
inline constexpr const char *attestationChain = "attestationCertChain";

/// Evidence that came by itself, without a token around it. Paths start at the node that it stands at.
struct StandaloneEvidence
{
    QList<QByteArray> chain; ///< DER, leaf first; without `subjectCert`
    QString chainPath;
    QStringList elementPaths;
    QByteArray subjectCert; ///< DER of the certificate that an attest key of the chain signed
    QString subjectPath;
    QByteArray verdict; ///< Play Integrity: token or payload
};

/// What the checks of one token share: the terms, and what earlier checks took out of the token. A check
/// whose input is missing says notChecked, it never passes.
struct RegistrationCase
{
    const QByteArray &token;
    const Terms &terms;
    LiveKnowledge *live;
    std::optional<StandaloneEvidence> alone; ///< in place of `token`
    Protocol protocol = Protocol::Registration;

    std::optional<Jws> jws;
    bool signatureVerified = false; ///< the key of the first certificate signed this token
    std::optional<JwsAlgorithm> algorithm;
    QList<Certificate> cardChain; ///< x5c as far as it could be read; at attestation the client's
    int cardChainEntries = 0; ///< entries of x5c, readable or not
    std::optional<QJsonObject> claims;
    QByteArray nonce;
    std::optional<NonceAnswer> nonceAnswer;
    QByteArray keyFingerprint; ///< decoded `sub`
    std::optional<Certificate> cardIssuer;
    std::optional<OcspResponse> ocsp;
    std::optional<KeyDescription> leafDescription; ///< at attestation of the attest key
    std::optional<KeyDescription> subjectDescription; ///< of the key that the attest key attested
    std::optional<Certificate>
        androidAnchor; ///< the configured root the chain ends at, or its last certificate
    std::optional<QJsonObject> verdict; ///< payload of the Play Integrity token
    AppleCase apple; ///< has terms where there is App Attest evidence
    RegistrationEvidence evidence;

    bool isAttestation() const { return protocol == Protocol::Attestation; }
    bool isWallet() const { return alone && terms.rules == RuleSet::Wallet; }
    bool isApple() const { return evidence.type == QLatin1StringView(appleType); }
    bool isAndroid() const { return evidence.type == QLatin1StringView(androidType); }
    /// Google Wallet knows one mode.
    bool lenient() const { return terms.mode == Mode::Lenient && !isWallet(); }
    const Certificate *card() const { return cardChain.isEmpty() ? nullptr : &cardChain.first(); }
    const Certificate *leaf() const
    {
        return evidence.attestChain.isEmpty() ? nullptr : &evidence.attestChain.first();
    }
    QString claim(const char *name) const
    {
        return claims ? claims->value(QLatin1StringView(name)).toString() : QString();
    }
    /// Seconds since the epoch and the like; nothing for what has a fraction.
    std::optional<qint64> integralClaim(const char *name) const
    {
        const QJsonValue value = claims ? claims->value(QLatin1StringView(name)) : QJsonValue();
        const bool integral = value.isDouble() && static_cast<double>(value.toInteger()) == value.toDouble();
        return integral ? std::optional(value.toInteger()) : std::nullopt;
    }
    /// The package that the evidence should be about.
    QString announcedPackage() const { return alone ? terms.expected.packageName : claim("packageName"); }
    /// The name of the claim with the chain; at attestation there are two (D-08).
    const char *chainClaim() const
    {
        const bool isRfc = isAttestation() && claims && claims->contains(QLatin1StringView(attestationChain));
        return isRfc ? attestationChain : registrationChain;
    }
    /// The claim of that name, also in the spelling that RFC-04 prints.
    QString attestPublicKey() const
    {
        const QString regular = claim("attestPublicKey");
        return regular.isEmpty() ? claim("attestPulicKey") : regular;
    }
};

using CheckFunction = CheckOutcome (*)(RegistrationCase &);
using CheckFunctions = QHash<QByteArray, CheckFunction>;

/// One check with what it came to.
struct JudgedCheck
{
    const CheckInfo &check;
    CheckOutcome outcome;
    Finding finding;
};
/// Runs one check and applies the severity of protocol and mode, or of the policies that are switched on.
JudgedCheck judgeCheck(const QByteArray &id, RegistrationCase &item);
/// The label that everything resting on a simulated root carries (trust.simulated).
Finding simulatedFinding(const RegistrationEvidence &evidence, const QString &path);

// One group of checks a file; registrationjudge.cpp joins them.
const CheckFunctions &tokenChecks();
const CheckFunctions &attestationChecks();
const CheckFunctions &cardCertificateChecks();
const CheckFunctions &ocspChecks();
const CheckFunctions &androidChainChecks();
const CheckFunctions &androidChecks();
const CheckFunctions &androidPolicyChecks();
const CheckFunctions &playIntegrityChecks();
const CheckFunctions &walletChecks();
const CheckFunctions &requestChecks();
const CheckFunctions &deviceTokenChecks();

using AppleCheckFunction = CheckOutcome (*)(AppleCase &);
using AppleCheckFunctions = QHash<QByteArray, AppleCheckFunction>;
const AppleCheckFunctions &appleChecks();
const AppleCheckFunctions &appleReceiptChecks();
const AppleCheckFunctions &appleAssertionChecks();

// Shorthands for check functions.
inline CheckOutcome passed(QString path = {}, QString actual = {}, QString explanation = {})
{
    return {.kind = CheckOutcome::Kind::Pass,
        .path = std::move(path),
        .actual = std::move(actual),
        .explanation = std::move(explanation)};
}
inline CheckOutcome broken(QString path, QString expected, QString actual, QString explanation = {})
{
    return {.kind = CheckOutcome::Kind::Broken,
        .path = std::move(path),
        .expected = std::move(expected),
        .actual = std::move(actual),
        .explanation = std::move(explanation)};
}
inline CheckOutcome notChecked(QString explanation)
{
    return {.kind = CheckOutcome::Kind::NotChecked, .explanation = std::move(explanation)};
}
CheckOutcome inputMissing();
/// Nobody told what the evidence should say.
CheckOutcome expectationMissing();
/// A claim that a token has to have is not there as it should be.
CheckOutcome claimMissing(const char *name);
/// Pass or broken by what a comparison said; the explanation is told when it is broken.
inline CheckOutcome compared(
    bool equal, QString path, QString expected, QString actual, QString explanation = {})
{
    return equal ? passed(std::move(path), std::move(actual))
                 : broken(std::move(path), std::move(expected), std::move(actual), std::move(explanation));
}
inline QString hexText(QByteArrayView bytes)
{
    return QString::fromLatin1(bytes.toByteArray().toHex());
}
inline QString textOf(const char *text)
{
    return QString::fromLatin1(text);
}
inline QString secondsText(qint64 sinceEpoch)
{
    return QDateTime::fromSecsSinceEpoch(sinceEpoch, Qt::UTC).toString(Qt::ISODate);
}

} // namespace dsr

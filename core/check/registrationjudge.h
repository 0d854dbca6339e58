#pragma once

#include "core/base/result.h"
#include "core/check/finding.h"
#include "core/check/terms.h"
#include "core/crypto/request.h"
#include "core/decode/keydescription.h"

#include <functional>
#include <optional>

namespace dsr {

/// What a live DMS can tell about a nonce when it consumes it.
struct NonceAnswer
{
    bool known = false;
    bool unused = false; ///< this call consumed it
    QDateTime expiresAt;
};

/// What only a live DMS knows. A judge without it reports the checks in question as notChecked.
/// Called from the judging thread; may block on disk and network.
class LiveKnowledge
{
public:
    virtual ~LiveKnowledge() = default;
    /// Consumes the nonce in a committed transaction of its own (D-19).
    virtual Result<NonceAnswer> consumeNonce(const QByteArray &nonce) = 0;
    /// OCSP response (DER) for a card certificate; an error means no answer.
    virtual Result<QByteArray> ocspAnswer(const Certificate &certificate, const Certificate &issuer) = 0;
    virtual Result<bool> isRegistered(const QString &kvnr, const QString &deviceIdentifier) = 0;
    /// An App Attest key that another person, or another device of this person, registered with.
    virtual Result<bool> isKeyBoundElsewhere(
        const QByteArray &keyId, const QString &kvnr, const QString &deviceIdentifier) = 0;
};

/// What was read out of a token on the way; valid as far as the checks came.
struct RegistrationEvidence
{
    QString kvnr;
    QString deviceIdentifier; ///< claim `sub`
    QString type; ///< "android", "apple"
    QList<Certificate> attestChain; ///< leaf first
    Certificate subjectCert;
    CertificateRequest request;
    bool gmsDialect = false;
    bool simulated = false; ///< rests on a simulated root
    QString integrityVerdict;
    QByteArray appleStatement; ///< attestation object (CBOR)
    QByteArray appleKeyId; ///< SHA-256 of the attested point
};

/// Verdict on a registration token.
struct RegistrationJudgement
{
    QList<Finding> findings; ///< in order of evaluation
    RegistrationEvidence evidence;
    /// The first failed check, with what goes on the wire.
    QString failedCheck;
    QString errorCode;
    int httpStatus = 0;
    bool passed() const { return failedCheck.isEmpty(); }
};

enum class JudgeUntil { FirstFailure, End };

/// Judges a device registration token by the checks of the registry, in the order for its type of device
/// (checks 2.1, 2.2): from token.form to store.unique. Pure but for `live`; any thread.
RegistrationJudgement judgeRegistration(
    const QByteArray &token, const Terms &terms, LiveKnowledge *live, JudgeUntil until);

} // namespace dsr

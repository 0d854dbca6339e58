#pragma once

#include "core/check/trustsnapshot.h"
#include "core/decode/inspect.h"

namespace dsr {

/// How an inspection is judged: strictly, as the reference DMS would, or as Google Wallet's issuer.
enum class JudgeProfile { Strict, Lenient, Wallet };
/// "strict", "lenient", "wallet"
QString judgeProfileId(JudgeProfile profile);
std::optional<JudgeProfile> judgeProfileFromId(const QString &id);

/// What a person or a script chooses to judge by.
struct InspectionChoice
{
    QDateTime time;
    JudgeProfile profile = JudgeProfile::Strict;
    QList<TrustSnapshot> trust;
    Expectations expected;
    PlayKeys playKeys; ///< open the Play Integrity tokens in there
    /// Whoever judges again keeps them: what was read and verified once is not done again.
    std::shared_ptr<KnownCertificates> certificates = std::make_shared<KnownCertificates>();
    std::shared_ptr<VerifiedLinks> links = std::make_shared<VerifiedLinks>();
};
Terms termsOf(const InspectionChoice &choice);
/// Opens Play Integrity tokens with these keys, so that `inspect` shows what is in them.
TokenOpener tokenOpener(const PlayKeys &keys);

/// Names for expectations: "nonce", "challenge", "appId" …
QStringList expectationNames();
/// Sets one expectation; bytes are base64, a challenge may be "text:…". UsageInvalid (fact "reason", a
/// sentence) for unknown names and values of another form.
Result<void> expect(Expectations &expected, const QString &name, const QString &value);

} // namespace dsr

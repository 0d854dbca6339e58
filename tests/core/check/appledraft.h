#pragma once

#include "tests/core/check/registrationdraft.h"
#include "tests/support/appleevidence.h"

namespace dsr {

/// The registration of a simulated iPhone in the making: each stage of its evidence is open to change, and
/// what follows is made and signed again.
class AppleDraft
{
public:
    AppleDraft(const TestBed &testBed, const AppleAuthority &appleAuthority);

    /// The statement for this registration.
    QByteArray statement() const;
    QByteArray token() const;
    RegistrationJudgement judge(Mode mode) const;
    Terms termsOf(Mode mode) const;
    /// What App Attest is given: SHA-256(nonce_Integrity ‖ FP(mTLS key)).
    QByteArray clientDataHash() const;

    mutable RegistrationDraft registration; ///< the token around it
    AppleAuthority authority;
    AppleAuthority trusted; ///< whose roots count
    PrivateKey key; ///< the attested one
    AppleEnvironment environment = AppleEnvironment::Production;
    QByteArray attestedHash; ///< given to the phone; empty: the right one
    AppAttestQuirks quirks;
    std::function<void(QByteArray &)> editLeaf; ///< DER of the certificate
    std::function<void(ReceiptContent &)> editReceipt;
    std::function<void(QByteArray &)> editReceiptBytes;
    std::function<void(AttestationObject &)> editObject;
    std::function<void(QByteArray &)> editCbor;
    std::function<void(QJsonObject &)> editClaims;
    std::function<void(Terms &)> editTerms;
};

/// One fault in a good registration of an iPhone; members as in Fault.
struct AppleFault
{
    const char *name;
    const char *check;
    void (*make)(AppleDraft &);
    const char *errorCode = "";
    FindingStatus lenient = FindingStatus::Fail;
    const char *consequences = ""; ///< "-" ids lose their input and must be notChecked
};
const QList<AppleFault> &appleFaults();

} // namespace dsr

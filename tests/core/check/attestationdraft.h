#pragma once

#include "tests/core/check/registrationdraft.h"
#include "tests/support/appleevidence.h"

namespace dsr {

/// The attestation of a registered phone in the making (RFC-02): a fresh nonce, fresh evidence, a token
/// signed with the key of the client certificate. Its parts are those of a registration, so that the same
/// change makes the same fault in both.
class AttestationDraft
{
public:
    explicit AttestationDraft(const TestBed &testBed);

    QByteArray token() const;
    /// The same for an iPhone.
    QByteArray appleToken() const;
    Terms termsOf(Mode mode) const;
    /// What App Attest is given: SHA-256(nonce_attest_derived ‖ FP(mTLS key)).
    QByteArray clientDataHash() const;

    /// Fresh evidence and what stands around it; `card` is the client's certificate.
    mutable RegistrationDraft registration;

    // An iPhone's
    PrivateKey key; ///< the attested one
    QByteArray assertedHash; ///< given to the phone; empty: the right one
    AppAttestQuirks quirks;
    std::function<void(QByteArray &)> editAssertion; ///< CBOR

private:
    /// The token with the claims of this platform, before what a fault changes in them.
    QByteArray tokenWith(const std::function<void(QJsonObject &)> &platformClaims) const;
    QByteArray assertion() const;
};

} // namespace dsr

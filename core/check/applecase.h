#pragma once

#include "core/check/terms.h"
#include "core/crypto/cms.h"
#include "core/decode/appattest.h"

#include <optional>

namespace dsr {

/// The point of a key that somebody named as SubjectPublicKeyInfo or as the point itself; empty if it is
/// neither.
QByteArray pointOf(const QByteArray &key);

/// A value that evidence might have been bound to by mistake, and the sentence that says so.
struct NearMiss
{
    QByteArray clientDataHash;
    QString explanation;
};

/// What the checks of one App Attest statement, receipt or assertion share: what it is judged by, and what
/// earlier checks took out of it. A check whose input is missing says notChecked, it never passes.
struct AppleCase
{
    const Terms *terms = nullptr;

    // What is judged; nothing: there is none
    std::optional<QByteArray> attestation; ///< CBOR
    QString attestationPath; ///< where it or the assertion stands; empty if it stands alone
    bool isRegistration = false; ///< a receipt belongs to a statement that is handed in now
    std::optional<QByteArray> receipt; ///< CMS
    QString receiptPath;
    std::optional<QByteArray> assertion; ///< CBOR

    // What it should say; empty: not known
    QByteArray keyId; ///< SHA-256 of the attested point
    QString keyIdPath;
    QByteArray publicPoint; ///< of the attested key, 65 octets
    QByteArray clientDataHash;
    QString clientDataHashRule; ///< how it comes about
    QList<NearMiss> nearMisses;
    QStringList appIds; ///< accepted ones
    QString environment; ///< the only one accepted; empty: by the policy of the terms

    // What was found
    std::optional<AttestationObject> object;
    QList<Certificate> chain; ///< leaf first
    std::optional<Certificate> anchor; ///< the configured root that issued the last of them
    QByteArray leafNonce;
    std::optional<AuthenticatorData> authenticator;
    std::optional<Assertion> parsedAssertion;
    std::optional<SignedMessage> message;
    std::optional<ReceiptFields> fields;
    bool simulated = false; ///< rests on a simulated root

    bool lenient() const { return terms->mode == Mode::Lenient; }
    const Certificate *leaf() const { return chain.isEmpty() ? nullptr : &chain.first(); }
    QString pathOf(const char *part) const { return joined(attestationPath, part); }
    QString receiptPathOf(const char *part) const { return joined(receiptPath, part); }
    /// The accepted App ID that the authenticator data names, else the only accepted one; empty if unknown.
    QString appId() const;

private:
    static QString joined(const QString &base, const char *part)
    {
        return base.isEmpty() || !*part ? base + QLatin1StringView(part)
                                        : base + QLatin1Char('.') + QLatin1StringView(part);
    }
};

} // namespace dsr

#pragma once

#include "core/check/registrationjudge.h"
#include "core/crypto/certificatebuilder.h"
#include "core/crypto/ocsp.h"
#include "core/device/androidphone.h"
#include "core/testbed/testbed.h"

#include <functional>

namespace dsr {

/// A PKCS#10 request with every part open to change.
struct RequestParts
{
    QByteArray subject;
    std::optional<QByteArray> attributes; ///< content of [0]; nothing = the element is left out
    QByteArray spki;
    int version = 0;
    bool hashedTwice = false; ///< the mistake of a known client: its signature does not verify
};

/// A registration in the making: everything a good token consists of, open to be changed in one place before
/// it is put together and signed again. It also plays the service that issued the nonce.
class RegistrationDraft : public LiveKnowledge
{
public:
    explicit RegistrationDraft(const TestBed &testBed, bool gmsDialect = false);

    /// The time at which every draft is made and judged.
    static QDateTime now();

    /// New keys and evidence of a simulated phone that was changed like this.
    void makeEvidence(AndroidPhone::Quirks quirks = {});
    /// The same change for both keys of the phone.
    void makeEvidenceAlike(const std::function<void(KeyDescriptionContent &)> &quirk);
    /// Changes a certificate of the chain and signs it again with the key that is right for it.
    void editChain(qsizetype index, const std::function<void(CertificateContent &)> &edit,
        const QByteArray &issuerName = {});
    /// Puts the map into the certificate of the phone's batch.
    void setProvisioningMap(const char *cborHex);
    void editSubjectCert(
        const std::function<void(CertificateContent &)> &edit, const QByteArray &issuerName = {});
    /// Another issuer for a certificate of the chain.
    void signChainElement(qsizetype index, const Identity &issuer);
    void editCard(const std::function<void(CertificateContent &)> &edit);
    /// A card with these organizational units in its subject.
    void setCardUnits(const QStringList &units);
    /// The card, on another curve.
    void setCardKey(Curve curve);
    /// The request as the client would write it, with these two nonces (empty = left out).
    RequestParts goodRequest(const QByteArray &nameNonce, const QByteArray &attributeNonce) const;
    RequestParts goodRequest() const;
    void setRequest(const RequestParts &parts);

    /// Puts the token together and signs it with the card.
    QByteArray token() const;
    Terms termsOf(Mode mode) const;
    RegistrationJudgement judge(Mode mode, JudgeUntil until = JudgeUntil::End);

    // What the service knows
    QByteArray issuedNonce;
    QDateTime nonceExpires;
    bool nonceUsed = false;
    bool registered = false;
    bool keyBound = false; ///< the App Attest key belongs to somebody else
    QHash<QByteArray, StatusEntry> statusEntries; ///< of the status list
    int noncesConsumed = 0;
    std::function<void(OcspAnswer &)> editOcspAnswer;
    std::function<Result<QByteArray>(const QByteArray &)> replaceOcspAnswer;
    Identity ocspSigner;

    // What the client sends
    QByteArray nonce;
    /// What the phone's platform binds its evidence to; evidence is made anew with makeEvidence.
    DeviceChallenges (*challenges)(const QByteArray &nonce);
    QByteArray algorithm = "BP256R1";
    Identity card;
    QList<QByteArray> furtherCertificates; ///< x5c[1..], DER
    QList<Identity> chain; ///< leaf first
    Certificate subjectCert;
    PrivateKey mtlsKey;
    QByteArray request;
    std::function<void(QJsonObject &)> editHeader;
    std::function<void(QJsonObject &)> editClaims;
    std::optional<QByteArray> payload; ///< instead of the claims
    std::function<QByteArray(const QByteArray &)> editToken;

    /// Changes the terms of judgement.
    std::function<void(Terms &)> editTerms;

    Result<NonceAnswer> consumeNonce(const QByteArray &value) override;
    Result<QByteArray> ocspAnswer(const Certificate &certificate, const Certificate &issuer) override;
    Result<bool> isRegistered(const QString &, const QString &) override { return registered; }
    Result<bool> isKeyBoundElsewhere(const QByteArray &, const QString &, const QString &) override
    {
        return keyBound;
    }

    const TestBed &bed;

private:
    bool m_gmsDialect;
    QJsonObject m_claims;
};

/// What a certificate says, to be changed and signed again.
CertificateContent contentOf(const Certificate &certificate);
/// Replaces one run of octets (as hex) in the value of an extension.
void patchExtension(CertificateContent &content, const char *oid, const char *from, const char *to);
void removeExtension(CertificateContent &content, const char *oid);
void replaceExtension(CertificateContent &content, const Extension &extension);
/// Changes one bit of the last octet.
QByteArray withLastBitFlipped(QByteArray bytes);

} // namespace dsr

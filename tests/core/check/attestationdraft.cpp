#include "tests/core/check/attestationdraft.h"

#include "core/base/digest.h"
#include "core/base/encoding.h"
#include "core/crypto/noncederivation.h"

#include <QJsonArray>
#include <QScopeGuard>

namespace dsr {

namespace {

constexpr const char *appId = "A9FL89PFFL.de.gematik.dsr";
constexpr quint8 utf8 = 12;

/// The platform is asked as at registration, for other values.
DeviceChallenges challengesOfAttestation(const QByteArray &nonce)
{
    return {.keypairMtls = nonceAttestDerived(nonce),
        .attest = sha256("of the registration"),
        .integrity = noncePlayIntegrity(nonce)};
}

Identity clientIdentity(const TestBed &bed)
{
    const PrivateKey key = PrivateKey::generate(Curve::P256).value();
    const CertificateContent content{.serial = randomSerial(),
        .subject = nameDer({{"2.5.4.3", QStringLiteral("TRUST_CLIENT"), utf8}}),
        .notBefore = RegistrationDraft::now().addDays(-1),
        .notAfter = RegistrationDraft::now().addDays(365),
        .publicKey = key.publicKey()};
    return {signCertificate(content, bed.dmsCa.certificate.subject().der, bed.dmsCa.key).value(), key};
}

QString base64Text(QByteArrayView bytes)
{
    return QString::fromLatin1(toBase64(bytes));
}

} // namespace

AttestationDraft::AttestationDraft(const TestBed &testBed)
    : registration(testBed)
    , key(PrivateKey::generate(Curve::P256).value())
{
    registration.card = clientIdentity(testBed);
    registration.algorithm = "ES256";
    registration.challenges = challengesOfAttestation;
    registration.makeEvidence();
}

QByteArray AttestationDraft::tokenWith(const std::function<void(QJsonObject &)> &platformClaims) const
{
    // What a fault changes comes last.
    const auto faultyHeader = std::exchange(registration.editHeader, {});
    const auto faultyClaims = std::exchange(registration.editClaims, {});
    const auto restore = qScopeGuard([&] {
        registration.editHeader = faultyHeader;
        registration.editClaims = faultyClaims;
    });
    registration.editHeader = [&](QJsonObject &header) {
        header.remove(QStringLiteral("nonce")); // no card signs
        if (faultyHeader)
            faultyHeader(header);
    };
    registration.editClaims = [&](QJsonObject &claims) {
        for (const char *name : {"csr", "attestPublicKey", "subjectCert"})
            claims.remove(QLatin1StringView(name));
        claims.insert(QStringLiteral("sub"), base64Text(registration.card.key.publicKey().fingerprint()));
        claims.insert(QStringLiteral("deviceAttributes"),
            QJsonObject{{QStringLiteral("systemName"), QStringLiteral("SIMULATED")}});
        platformClaims(claims);
        if (faultyClaims)
            faultyClaims(claims);
    };
    return registration.token();
}

QByteArray AttestationDraft::token() const
{
    return tokenWith([&](QJsonObject &claims) {
        QJsonArray chain = claims.take(QStringLiteral("attestCertChain")).toArray();
        chain.prepend(base64Text(registration.subjectCert.der()));
        claims.insert(QStringLiteral("attestationCertChain"), chain);
    });
}

QByteArray AttestationDraft::clientDataHash() const
{
    return sha256(nonceAttestDerived(registration.nonce) + registration.card.key.publicKey().fingerprint());
}

QByteArray AttestationDraft::assertion() const
{
    const AppleAuthority nobody; // whoever attested the key has no part in an assertion
    AppAttestKey phone(nobody, key, QString::fromLatin1(appId), AppleEnvironment::Production);
    QByteArray cbor =
        phone.makeAssertion(assertedHash.isEmpty() ? clientDataHash() : assertedHash, quirks).value();
    if (editAssertion)
        editAssertion(cbor);
    return cbor;
}

QByteArray AttestationDraft::appleToken() const
{
    return tokenWith([&](QJsonObject &claims) {
        for (const char *name : {"attestCertChain", "integrityVerdict", "packageName"})
            claims.remove(QLatin1StringView(name));
        claims.insert(QStringLiteral("type"), QStringLiteral("apple"));
        claims.insert(QStringLiteral("assertion"), base64Text(assertion()));
    });
}

Terms AttestationDraft::termsOf(Mode mode) const
{
    Terms terms = registration.termsOf(mode);
    if (terms.expected.publicKey.isEmpty())
        terms.expected.publicKey = key.publicKey().spki();
    return terms;
}

} // namespace dsr

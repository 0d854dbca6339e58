#include "tests/core/check/registrationdraft.h"

#include "core/base/digest.h"
#include "core/base/encoding.h"
#include "core/base/randomness.h"
#include "core/crypto/derwriter.h"
#include "core/crypto/noncederivation.h"
#include "core/jose/jws.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace dsr {

namespace {

constexpr const char *oidChallengePassword = "1.2.840.113549.1.9.7";
constexpr quint8 utf8 = 12;
constexpr quint8 printable = 19;

QString base64Text(QByteArrayView bytes)
{
    return QString::fromLatin1(toBase64(bytes));
}

DeviceChallenges challengesOfRegistration(const QByteArray &nonce)
{
    return {.keypairMtls = nonceKeypairMtls(nonce),
        .attest = nonceAttest(nonce),
        .integrity = nonceIntegrity(nonce)};
}

Certificate signedAgain(
    const CertificateContent &content, const QByteArray &issuerName, const PrivateKey &key)
{
    return signCertificate(content, issuerName, key).value();
}

} // namespace

CertificateContent contentOf(const Certificate &certificate)
{
    return {.serial = certificate.serialBytes(),
        .subject = certificate.subject().der,
        .notBefore = certificate.notBefore(),
        .notAfter = certificate.notAfter(),
        .publicKey = certificate.publicKey(),
        .extensions = certificate.extensions()};
}

void patchExtension(CertificateContent &content, const char *oid, const char *from, const char *to)
{
    for (Extension &extension : content.extensions) {
        if (extension.oid != oid)
            continue;
        const QByteArray search = QByteArray::fromHex(from);
        Q_ASSERT(extension.value.count(search) == 1);
        extension.value.replace(search, QByteArray::fromHex(to));
    }
}

void removeExtension(CertificateContent &content, const char *oid)
{
    content.extensions.removeIf([&](const Extension &extension) { return extension.oid == oid; });
}

void replaceExtension(CertificateContent &content, const Extension &extension)
{
    removeExtension(content, extension.oid.constData());
    content.extensions.append(extension);
}

QByteArray withLastBitFlipped(QByteArray bytes)
{
    bytes.back() = static_cast<char>(bytes.back() ^ 1);
    return bytes;
}

RegistrationDraft::RegistrationDraft(const TestBed &testBed, bool gmsDialect)
    : ocspSigner(testBed.ocspSigner)
    , challenges(challengesOfRegistration)
    , card(testBed.card)
    , bed(testBed)
    , m_gmsDialect(gmsDialect)
{
    nonce = SystemRandomness().bytes(nonceSize);
    issuedNonce = nonce;
    nonceExpires = now().addSecs(60LL * 60);
    makeEvidence();
}

QDateTime RegistrationDraft::now()
{
    return QDateTime(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);
}

void RegistrationDraft::makeEvidence(AndroidPhone::Quirks quirks)
{
    const FixedClock clock(now());
    AndroidPhone phone(bed, clock, std::move(quirks));
    phone.newKeys().value();
    mtlsKey = phone.mtlsKey();
    const DeviceEvidence evidence = phone.attest(challenges(nonce), m_gmsDialect).value();
    m_claims = evidence.claims;
    chain = {{evidence.chain.first(), mtlsKey}, bed.googleBatch, bed.googleIntermediate, bed.googleRoot};
    subjectCert = evidence.subjectCert;
    setProvisioningMap("a10108");
    if (!m_gmsDialect) {
        // The phone keeps its attest key to itself, so both certificates are made again with a known one.
        chain[0].key = PrivateKey::generate(Curve::P256).value();
        editChain(0, [&](CertificateContent &content) { content.publicKey = chain[0].key.publicKey(); });
        editSubjectCert([](CertificateContent &) { });
    }
    setRequest(goodRequest());
}

void RegistrationDraft::makeEvidenceAlike(const std::function<void(KeyDescriptionContent &)> &quirk)
{
    makeEvidence({.attestKey = quirk, .mtlsKey = quirk});
}

void RegistrationDraft::editChain(
    qsizetype index, const std::function<void(CertificateContent &)> &edit, const QByteArray &issuerName)
{
    CertificateContent content = contentOf(chain[index].certificate);
    edit(content);
    const Identity &issuer = chain[qMin(index + 1, chain.size() - 1)];
    chain[index].certificate = signedAgain(
        content, issuerName.isEmpty() ? issuer.certificate.subject().der : issuerName, issuer.key);
}

void RegistrationDraft::setProvisioningMap(const char *cborHex)
{
    editChain(1, [&](CertificateContent &content) {
        replaceExtension(content, {provisioningInfoOid, false, QByteArray::fromHex(cborHex)});
    });
}

void RegistrationDraft::editSubjectCert(
    const std::function<void(CertificateContent &)> &edit, const QByteArray &issuerName)
{
    CertificateContent content = contentOf(subjectCert);
    edit(content);
    subjectCert = signedAgain(content,
        issuerName.isEmpty() ? chain.first().certificate.subject().der : issuerName, chain.first().key);
}

void RegistrationDraft::signChainElement(qsizetype index, const Identity &issuer)
{
    chain[index].certificate =
        signedAgain(contentOf(chain[index].certificate), issuer.certificate.subject().der, issuer.key);
}

void RegistrationDraft::editCard(const std::function<void(CertificateContent &)> &edit)
{
    CertificateContent content = contentOf(card.certificate);
    edit(content);
    card.certificate = signedAgain(content, bed.egkCa.certificate.subject().der, bed.egkCa.key);
}

void RegistrationDraft::setCardUnits(const QStringList &units)
{
    QList<NameAttribute> name{{"2.5.4.6", QStringLiteral("DE"), printable},
        {"2.5.4.10", QStringLiteral("Testkrankenkasse NOT-VALID"), utf8}};
    for (const QString &unit : units)
        name.append({"2.5.4.11", unit, utf8});
    name.append({"2.5.4.3", QStringLiteral("Käthe Musterfrau TEST-ONLY"), utf8});
    editCard([&](CertificateContent &content) { content.subject = nameDer(name); });
}

void RegistrationDraft::setCardKey(Curve curve)
{
    card.key = PrivateKey::generate(curve).value();
    editCard([&](CertificateContent &content) {
        content.publicKey = card.key.publicKey();
        replaceExtension(content, subjectKeyIdentifier(content.publicKey));
    });
}

RequestParts RegistrationDraft::goodRequest(
    const QByteArray &nameNonce, const QByteArray &attributeNonce) const
{
    QList<NameAttribute> name{{"2.5.4.6", QStringLiteral("DE"), printable},
        {"2.5.4.10", QStringLiteral("DSR_POC"), utf8}, {"2.5.4.3", QStringLiteral("TRUST_CLIENT"), utf8}};
    if (!nameNonce.isEmpty())
        name.append({oidChallengePassword, base64Text(nameNonce), utf8});
    RequestParts parts{.subject = nameDer(name), .spki = mtlsKey.publicKey().spki()};
    parts.attributes = attributeNonce.isEmpty()
        ? QByteArray()
        : der::sequence({der::objectIdentifier(oidChallengePassword),
              der::setOf({der::utf8String(base64Text(attributeNonce))})});
    return parts;
}

RequestParts RegistrationDraft::goodRequest() const
{
    return goodRequest(nonceCsrMtls(nonce), nonceCsrMtls(nonce));
}

void RegistrationDraft::setRequest(const RequestParts &parts)
{
    QList<QByteArray> fields{der::integer(parts.version), parts.subject, parts.spki};
    if (parts.attributes)
        fields.append(der::explicitTag(0, *parts.attributes));
    const QByteArray info = der::sequence(fields);
    const QByteArray signature = mtlsKey.sign(parts.hashedTwice ? sha256(info) : info).value();
    request = der::sequence(
        {info, der::sequence({der::objectIdentifier("1.2.840.10045.4.3.2")}), der::bitString(signature)});
}

QByteArray RegistrationDraft::token() const
{
    QJsonArray x5c{base64Text(card.certificate.der())};
    for (const QByteArray &der : furtherCertificates)
        x5c.append(base64Text(der));
    QJsonObject header{{QStringLiteral("typ"), QStringLiteral("JWT")},
        {QStringLiteral("alg"), QString::fromLatin1(algorithm)}, {QStringLiteral("x5c"), x5c}};
    if (!m_gmsDialect)
        header.insert(QStringLiteral("nonce"), QString::fromLatin1(toBase64Url(nonceSmartcard(nonce))));
    if (editHeader)
        editHeader(header);

    QJsonObject claims = m_claims;
    QJsonArray chainClaim;
    for (const Identity &element : chain)
        chainClaim.append(base64Text(element.certificate.der()));
    claims.insert(QStringLiteral("iss"), QStringLiteral("TrustSDK_1.0"));
    claims.insert(QStringLiteral("sub"), base64Text(mtlsKey.publicKey().fingerprint()));
    claims.insert(QStringLiteral("iat"), now().toSecsSinceEpoch());
    claims.insert(QStringLiteral("type"), QStringLiteral("android"));
    claims.insert(QStringLiteral("nonce"), base64Text(nonce));
    claims.insert(QStringLiteral("csr"), base64Text(request));
    claims.insert(QStringLiteral("attestCertChain"), chainClaim);
    if (!m_gmsDialect) {
        claims.insert(QStringLiteral("subjectCert"), base64Text(subjectCert.der()));
        claims.insert(QStringLiteral("attestPublicKey"),
            base64Text(chain.first().certificate.publicKey().fingerprint()));
    }
    if (editClaims)
        editClaims(claims);
    const QByteArray compact = signJws(QJsonDocument(header).toJson(QJsonDocument::Compact),
        payload.value_or(QJsonDocument(claims).toJson(QJsonDocument::Compact)), card.key)
                                   .value();
    return editToken ? editToken(compact) : compact;
}

Terms RegistrationDraft::termsOf(Mode mode) const
{
    Terms terms{.time = now(),
        .mode = mode,
        .egkAnchors = {bed.egkRoot.certificate},
        .egkIssuers = {bed.egkCa.certificate},
        .ocspSigners = {bed.ocspSigner.certificate},
        .androidAnchors = {{.certificate = bed.googleRoot.certificate, .simulated = true}},
        .ocsp = mode == Mode::Strict ? OcspMode::Required : OcspMode::Off,
        .apps = {{.package = QStringLiteral("de.gematik.dsr.android"),
            .versionCode = 1,
            .signerDigests = {*fromBase64("Br8MmBmVeijVKv77d2_UxosqaKD0F2IyTJ-Ak04IhBI", Base64Form::Url)}}},
        .statusList = std::make_shared<const StatusList>(
            StatusList{.entries = statusEntries, .goodUntil = now().addDays(1)}),
        .playKeys = {bed.playDecryptionKey, bed.playSigningKey.publicKey()},
        .switchedOn = {QStringLiteral("android.patchlevel"), QStringLiteral("android.model"),
            QStringLiteral("playintegrity.strong")},
        .announcedModel = QStringLiteral("SIMULATED")};
    if (editTerms)
        editTerms(terms);
    return terms;
}

RegistrationJudgement RegistrationDraft::judge(Mode mode, JudgeUntil until)
{
    return judgeRegistration(token(), termsOf(mode), this, until);
}

Result<NonceAnswer> RegistrationDraft::consumeNonce(const QByteArray &value)
{
    ++noncesConsumed;
    const bool known = value == issuedNonce;
    return NonceAnswer{.known = known, .unused = known && !nonceUsed, .expiresAt = nonceExpires};
}

Result<QByteArray> RegistrationDraft::ocspAnswer(const Certificate &certificate, const Certificate &issuer)
{
    OcspAnswer answer{.id = ocspCertId(certificate, issuer),
        .producedAt = now(),
        .thisUpdate = now(),
        .certHash = sha256(certificate.der())};
    if (editOcspAnswer)
        editOcspAnswer(answer);
    const auto response = ocspResponse(answer, ocspSigner.certificate, ocspSigner.key);
    return response && replaceOcspAnswer ? replaceOcspAnswer(*response) : response;
}

} // namespace dsr

#include "core/device/androidphone.h"

#include "core/base/encoding.h"
#include "core/crypto/certificatebuilder.h"
#include "core/crypto/tokencipher.h"
#include "core/decode/keydescription.h"
#include "core/jose/jws.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::AndroidPhone)
};

constexpr int purposeSign = 2;
constexpr int purposeVerify = 3;
constexpr int purposeAttestKey = 7;

// The reference app, as the DMS has it in its list (dsr-protocol 0.4).
constexpr const char *packageName = "de.gematik.dsr.android";
constexpr const char *signerDigest = "Br8MmBmVeijVKv77d2_UxosqaKD0F2IyTJ-Ak04IhBI";
constexpr int versionCode = 1;
constexpr int sdkVersion = 36; // of Android 16, which the keys are described with

/// Text of the nonce in the verdict: the reference server wants it back with padding (dsr-protocol 1.4).
QString integrityNonce(const QByteArray &nonce, bool gmsDialect)
{
    const QByteArray::Base64Options form = QByteArray::Base64UrlEncoding
        | (gmsDialect ? QByteArray::KeepTrailingEquals : QByteArray::OmitTrailingEquals);
    return QString::fromLatin1(nonce.toBase64(form));
}

QString base64Of(const Certificate &certificate)
{
    return QString::fromLatin1(toBase64(certificate.der()));
}

} // namespace

AndroidPhone::AndroidPhone(const TestBed &testBed, const Clock &clock, Quirks quirks)
    : m_testBed(testBed)
    , m_clock(clock)
    , m_quirks(std::move(quirks))
{
}

QString AndroidPhone::type() const
{
    return QStringLiteral("android");
}

QString AndroidPhone::title() const
{
    return Text::tr("Simulated Android phone");
}

Result<void> AndroidPhone::newKeys()
{
    const auto key = PrivateKey::generate(Curve::P256);
    if (!key)
        return fail(key.error());
    m_mtlsKey = *key;
    return {};
}

KeyDescriptionContent AndroidPhone::describe(const QByteArray &challenge, const QList<int> &purposes) const
{
    KeyDescriptionContent content;
    content.challenge = challenge;
    content.purposes = purposes;
    content.packageName = QString::fromLatin1(packageName);
    content.packageVersion = versionCode;
    content.signerDigest = fromBase64(signerDigest, Base64Form::Url).value_or(QByteArray());
    content.createdAtMilliseconds = m_clock.now().toMSecsSinceEpoch();
    return content;
}

Result<Certificate> AndroidPhone::certify(const PublicKey &key, const KeyDescriptionContent &description,
    bool attestKey, const Identity &issuer) const
{
    CertificateContent content;
    content.serial = QByteArray(1, '\x01'); // every key of a phone has the serial number 1
    content.subject = nameDer({{"2.5.4.3", QStringLiteral("Android Keystore Key"), 12}});
    content.notBefore = QDateTime(QDate(1970, 1, 1), QTime(0, 0), Qt::UTC);
    content.notAfter = QDateTime(QDate(2048, 1, 1), QTime(0, 0), Qt::UTC);
    content.publicKey = key;
    if (attestKey)
        content.extensions = {basicConstraints(true), keyUsage(keyusage::keyCertSign)};
    else
        content.extensions = {keyUsage(keyusage::digitalSignature)};
    content.extensions.append({keyAttestationOid, false, keyDescriptionDer(description)});
    return signCertificate(content, issuer.certificate.subject().der, issuer.key);
}

Result<QByteArray> AndroidPhone::integrityToken(const QString &nonce) const
{
    const QString package = QString::fromLatin1(packageName);
    QJsonObject payload{
        {QStringLiteral("requestDetails"),
            QJsonObject{{QStringLiteral("requestPackageName"), package}, {QStringLiteral("nonce"), nonce},
                {QStringLiteral("timestampMillis"), QString::number(m_clock.now().toMSecsSinceEpoch())}}},
        {QStringLiteral("appIntegrity"),
            QJsonObject{{QStringLiteral("appRecognitionVerdict"), QStringLiteral("PLAY_RECOGNIZED")},
                {QStringLiteral("packageName"), package},
                {QStringLiteral("certificateSha256Digest"), QJsonArray{QString::fromLatin1(signerDigest)}},
                {QStringLiteral("versionCode"), QString::number(versionCode)}}},
        {QStringLiteral("deviceIntegrity"),
            QJsonObject{
                {QStringLiteral("deviceRecognitionVerdict"),
                    QJsonArray{QStringLiteral("MEETS_BASIC_INTEGRITY"),
                        QStringLiteral("MEETS_DEVICE_INTEGRITY"), QStringLiteral("MEETS_STRONG_INTEGRITY")}},
                {QStringLiteral("deviceAttributes"),
                    QJsonObject{{QStringLiteral("sdkVersion"), sdkVersion}}}}},
        {QStringLiteral("environmentDetails"),
            QJsonObject{{QStringLiteral("playProtectVerdict"), QStringLiteral("NO_ISSUES")},
                {QStringLiteral("appAccessRiskVerdict"),
                    QJsonObject{
                        {QStringLiteral("appsDetected"), QJsonArray{QStringLiteral("KNOWN_INSTALLED")}}}}}},
        {QStringLiteral("accountDetails"),
            QJsonObject{{QStringLiteral("appLicensingVerdict"), QStringLiteral("LICENSED")}}}};
    if (m_quirks.verdict)
        m_quirks.verdict(payload);
    const auto signedToken = signJws("{\"alg\":\"ES256\"}",
        QJsonDocument(payload).toJson(QJsonDocument::Compact), m_testBed.playSigningKey);
    if (!signedToken)
        return fail(signedToken.error());
    return encryptJwe(*signedToken, *m_testBed.playDecryptionKey);
}

Result<DeviceEvidence> AndroidPhone::attest(const DeviceChallenges &challenges, bool gmsDialect)
{
    KeyDescriptionContent mtls = describe(challenges.keypairMtls, {purposeSign, purposeVerify});
    mtls.deviceProperties = true;
    if (m_quirks.mtlsKey)
        m_quirks.mtlsKey(mtls);
    const auto verdict = integrityToken(integrityNonce(challenges.integrity, gmsDialect));
    if (!verdict)
        return fail(verdict.error());

    DeviceEvidence evidence;
    Result<Certificate> leaf;
    if (gmsDialect) {
        leaf = certify(m_mtlsKey.publicKey(), mtls, false, m_testBed.googleBatch);
    } else {
        const auto attestKey = PrivateKey::generate(Curve::P256);
        if (!attestKey)
            return fail(attestKey.error());
        KeyDescriptionContent description = describe(challenges.attest, {purposeAttestKey});
        if (m_quirks.attestKey)
            m_quirks.attestKey(description);
        leaf = certify(attestKey->publicKey(), description, true, m_testBed.googleBatch);
        if (!leaf)
            return fail(leaf.error());
        const auto subjectCert = certify(m_mtlsKey.publicKey(), mtls, false, {*leaf, *attestKey});
        if (!subjectCert)
            return fail(subjectCert.error());
        evidence.subjectCert = *subjectCert;
        evidence.claims.insert(QStringLiteral("subjectCert"), base64Of(*subjectCert));
        evidence.claims.insert(QStringLiteral("attestPublicKey"),
            QString::fromLatin1(toBase64(attestKey->publicKey().fingerprint())));
    }
    if (!leaf)
        return fail(leaf.error());
    evidence.chain = {*leaf, m_testBed.googleBatch.certificate, m_testBed.googleIntermediate.certificate,
        m_testBed.googleRoot.certificate};
    QJsonArray chain;
    for (const Certificate &certificate : evidence.chain)
        chain.append(base64Of(certificate));
    evidence.claims.insert(QStringLiteral("attestCertChain"), chain);
    evidence.claims.insert(QStringLiteral("integrityVerdict"), QString::fromLatin1(*verdict));
    evidence.claims.insert(QStringLiteral("packageName"), QString::fromLatin1(packageName));
    return evidence;
}

} // namespace dsr

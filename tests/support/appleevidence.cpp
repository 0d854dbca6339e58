#include "tests/support/appleevidence.h"

#include "core/base/digest.h"
#include "core/base/encoding.h"
#include "core/base/randomness.h"
#include "core/crypto/derwriter.h"

#include <QCborStreamWriter>
#include <QtEndian>

namespace dsr {

namespace {

constexpr quint8 utf8 = 12;
constexpr qsizetype coordinateSize = 32;
constexpr quint8 setTag = 0x31;

QByteArray appleName(const QString &commonName)
{
    return nameDer({{"2.5.4.3", commonName, utf8}, {"2.5.4.10", QStringLiteral("SIMULATED"), utf8}});
}

Result<Identity> makeIdentity(const QString &commonName, Curve curve, const QDateTime &from,
    const QDateTime &to, const QList<Extension> &extensions, Hash hash, const Identity *issuer)
{
    const auto key = PrivateKey::generate(curve);
    if (!key)
        return fail(key.error());
    const CertificateContent content{.serial = randomSerial(),
        .subject = appleName(commonName),
        .notBefore = from,
        .notAfter = to,
        .publicKey = key->publicKey(),
        .extensions = extensions,
        .hash = hash};
    const auto certificate = signCertificate(
        content, issuer ? issuer->certificate.subject().der : content.subject, issuer ? issuer->key : *key);
    if (!certificate)
        return fail(certificate.error());
    return Identity{*certificate, *key};
}

QList<Extension> issuerExtensions(int pathLength)
{
    return {basicConstraints(true, pathLength), keyUsage(keyusage::keyCertSign | keyusage::crlSign)};
}

/// A coordinate as COSE carries it.
void appendCoordinate(QCborStreamWriter &cbor, int label, QByteArray value, bool isShort)
{
    while (isShort && value.size() > 1 && value.startsWith('\0'))
        value.remove(0, 1);
    cbor.append(label);
    cbor.append(value);
}

QByteArray coseKey(const QByteArray &point, bool isShort)
{
    QByteArray bytes;
    QCborStreamWriter cbor(&bytes);
    cbor.startMap(5);
    cbor.append(1); // kty: EC2
    cbor.append(2);
    cbor.append(3); // alg: ES256
    cbor.append(-7);
    cbor.append(-1); // crv: P-256
    cbor.append(1);
    appendCoordinate(cbor, -2, point.sliced(1, coordinateSize), isShort);
    appendCoordinate(cbor, -3, point.sliced(1 + coordinateSize), isShort);
    cbor.endMap();
    return bytes;
}

Extension keyUsageProperties(const QString &appId, bool isMac)
{
    constexpr int onPhone = 10;
    constexpr int onMac = 13;
    const auto number = [](int tag, int value) { return der::explicitTag(tag, der::integer(value)); };
    return {appleKeyUsageOid, false,
        der::sequence({number(4, isMac ? onMac : onPhone), number(1200, 0), number(1201, 0), number(1202, 0),
            number(1203, 0),
            der::explicitTag(static_cast<int>(appleAppIdTag), der::octetString(appId.toUtf8())),
            number(1206, 4)})};
}

Extension operatingSystem(const QString &platform)
{
    const auto text = [](int tag, const QByteArray &value) {
        return der::explicitTag(tag, der::octetString(value));
    };
    return {appleOperatingSystemOid, false,
        der::sequence({text(1400, "27.0.1"), text(1403, "24A446"),
            text(static_cast<int>(applePlatformTag), platform.toUtf8())})};
}

QByteArray bigEndian(qint64 number)
{
    QByteArray bytes(sizeof number, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

} // namespace

Result<Identity> makeAppleRoot(const QString &commonName, const QDateTime &time)
{
    return makeIdentity(commonName, Curve::P384, time.addYears(-1), time.addYears(20), issuerExtensions(-1),
        Hash::Sha384, nullptr);
}

Result<AppleAuthority> makeAppleAuthority(
    const Identity &root, const Identity &receiptRoot, const QDateTime &time)
{
    // The name is the one that a known verifier looks for.
    const auto intermediate = makeIdentity(QStringLiteral("SIMULATED Apple App Attestation CA 1"),
        Curve::P384, time.addDays(-30), time.addYears(5), issuerExtensions(0), Hash::Sha384, &root);
    const auto receiptIntermediate =
        makeIdentity(QStringLiteral("SIMULATED Apple Application Integration CA"), Curve::P256,
            time.addDays(-30), time.addYears(5), issuerExtensions(0), Hash::Sha384, &receiptRoot);
    if (!intermediate || !receiptIntermediate)
        return fail(intermediate ? receiptIntermediate.error() : intermediate.error());
    const auto signer = makeIdentity(QStringLiteral("SIMULATED Fraud Receipt Signing"), Curve::P256,
        time.addDays(-30), time.addDays(365),
        {basicConstraints(false), keyUsage(keyusage::digitalSignature),
            {appleReceiptSigningOid, false, der::null()}},
        Hash::Sha256, &*receiptIntermediate);
    if (!signer)
        return fail(signer.error());
    return AppleAuthority{root, *intermediate, receiptRoot, *receiptIntermediate, *signer};
}

QByteArray toBytes(const AuthenticatorContent &content)
{
    QByteArray bytes = content.rpIdHash + static_cast<char>(content.flags);
    QByteArray counter(sizeof content.counter, '\0');
    qToBigEndian(content.counter, counter.data());
    bytes += counter;
    if (!content.aaguid.isEmpty()) {
        QByteArray length(sizeof(quint16), '\0');
        qToBigEndian(static_cast<quint16>(content.credentialId.size()), length.data());
        bytes +=
            content.aaguid + length + content.credentialId + coseKey(content.point, content.shortCoordinates);
    }
    return bytes + content.extensions;
}

QByteArray appAttestExtensionsCbor(const QString &bundleVersion, quint32 category)
{
    QByteArray littleEndian(sizeof category, '\0');
    qToLittleEndian(category, littleEndian.data());
    QByteArray bytes;
    QCborStreamWriter cbor(&bytes);
    cbor.startMap(2);
    cbor.append(QLatin1StringView("apple_bundle_version_01"));
    cbor.append(QStringView(bundleVersion));
    cbor.append(QLatin1StringView("apple_validation_category_01"));
    cbor.append(littleEndian);
    cbor.endMap();
    return bytes;
}

QByteArray appleAccessControl(const QString &platform)
{
    // Which operations with the key need what (apple-app-attest 3.2).
    const QByteArray control = platform == QLatin1StringView("macosx")
        ? macAccessControl()
        : QByteArray::fromBase64(
              "MEMMAjExMD0wCgwDb2tkoQMBAf8wCQwCb2GhAwEB/zALDARvc2duoQMBAf8wCwwEb2RlbKEDAQH/"
              "MAoMA29ja6EDAQH/");
    return der::sequence({der::explicitTag(3, der::octetString(control))});
}

CertificateContent credentialCertificate(const PublicKey &key, const CredentialContent &content)
{
    // keyUsage: digitalSignature, nonRepudiation, keyEncipherment, dataEncipherment
    constexpr int usages = 0xf000;
    const bool isMac = content.platform == QLatin1StringView("macosx");
    const QByteArray accessControl =
        content.accessControl.isEmpty() ? appleAccessControl(content.platform) : content.accessControl;
    return {.serial = bigEndian(content.time.toMSecsSinceEpoch()),
        .subject = nameDer({{"2.5.4.3", QString::fromLatin1(toHex(key.fingerprint())), utf8},
            {"2.5.4.11", QStringLiteral("AAA Certification"), utf8},
            {"2.5.4.10", QStringLiteral("SIMULATED"), utf8}}),
        .notBefore = content.time.addDays(-1),
        .notAfter = content.time.addDays(2),
        .publicKey = key,
        .extensions = {basicConstraints(false), keyUsage(usages),
            {appleNonceOid, false, der::sequence({der::explicitTag(1, der::octetString(content.nonce))})},
            keyUsageProperties(content.appId, isMac), {appleAccessControlOid, false, accessControl},
            operatingSystem(content.platform)}};
}

QByteArray toBytes(const ReceiptContent &fields)
{
    QByteArray content;
    for (const auto &[number, value] : fields)
        content += der::sequence({der::integer(number), der::integer(1), der::octetString(value)});
    return der::tlv(setTag, content); // in the given order, as Apple writes it
}

QByteArray receiptTimeText(const QDateTime &time)
{
    QByteArray text = time.toUTC().toString(QStringLiteral("yyyy-MM-dd'T'HH:mm:ss.zzz")).toLatin1();
    while (text.endsWith('0'))
        text.chop(1);
    if (text.endsWith('.'))
        text.chop(1);
    return text + 'Z';
}

QByteArray attestationCbor(const QString &format, const QList<QByteArray> &x5c,
    const std::optional<QByteArray> &receipt, const QByteArray &authenticatorData)
{
    QByteArray bytes;
    QCborStreamWriter cbor(&bytes);
    cbor.startMap(3);
    cbor.append(QLatin1StringView("fmt"));
    cbor.append(QStringView(format));
    cbor.append(QLatin1StringView("attStmt"));
    cbor.startMap(receipt ? 2 : 1);
    cbor.append(QLatin1StringView("x5c"));
    cbor.startArray(static_cast<quint64>(x5c.size()));
    for (const QByteArray &certificate : x5c)
        cbor.append(certificate);
    cbor.endArray();
    if (receipt) {
        cbor.append(QLatin1StringView("receipt"));
        cbor.append(*receipt);
    }
    cbor.endMap();
    cbor.append(QLatin1StringView("authData"));
    cbor.append(authenticatorData);
    cbor.endMap();
    return bytes;
}

QByteArray assertionCbor(const QByteArray &signature, const QByteArray &authenticatorData)
{
    QByteArray bytes;
    QCborStreamWriter cbor(&bytes);
    cbor.startMap(2);
    cbor.append(QLatin1StringView("signature"));
    cbor.append(signature);
    cbor.append(QLatin1StringView("authenticatorData"));
    cbor.append(authenticatorData);
    cbor.endMap();
    return bytes;
}

AppAttestKey::AppAttestKey(
    const AppleAuthority &authority, PrivateKey key, QString appId, AppleEnvironment environment)
    : m_authority(authority)
    , m_key(std::move(key))
    , m_appId(std::move(appId))
    , m_environment(environment)
{
}

AuthenticatorContent AppAttestKey::authenticator() const
{
    constexpr quint32 development = 3;
    constexpr quint32 appStore = 4;
    const bool isProduction = m_environment == AppleEnvironment::Production;
    return {.rpIdHash = sha256(m_appId.toUtf8()),
        .flags = authflags::attestedKey | authflags::extensions,
        .counter = m_counter,
        .extensions = appAttestExtensionsCbor(QStringLiteral("1"), isProduction ? appStore : development)};
}

Result<QByteArray> AppAttestKey::attest(
    const QByteArray &clientDataHash, const QDateTime &time, const AppAttestQuirks &quirks)
{
    if (m_attested)
        return fail(ErrorCode::InputMalformed, QStringLiteral("invalidKey"));
    AuthenticatorContent content = authenticator();
    content.aaguid = aaguidOf(m_environment);
    content.credentialId = keyId();
    content.point = m_key.publicKey().point();
    if (quirks.authenticator)
        quirks.authenticator(content);
    QByteArray data = toBytes(content);
    if (quirks.authenticatorData)
        quirks.authenticatorData(data);

    CredentialContent credential{.nonce = sha256(data + clientDataHash), .appId = m_appId, .time = time};
    if (quirks.credential)
        quirks.credential(credential);
    CertificateContent leaf = credentialCertificate(m_key.publicKey(), credential);
    if (quirks.certificate)
        quirks.certificate(leaf);
    const auto certificate = signCertificate(
        leaf, m_authority.intermediate.certificate.subject().der, m_authority.intermediate.key);
    if (!certificate)
        return fail(certificate.error());

    constexpr qsizetype tokenSize = 64;
    constexpr qint64 daysOfReceipt = 90;
    const bool isProduction = m_environment == AppleEnvironment::Production;
    ReceiptContent fields{{receiptfield::appId, m_appId.toUtf8()},
        {receiptfield::attestedKey, certificate->der()}, {receiptfield::clientHash, clientDataHash},
        {receiptfield::token, toBase64(SystemRandomness().bytes(tokenSize))}, {receiptfield::type, "ATTEST"},
        {receiptfield::environment, isProduction ? "production" : "sandbox"},
        {receiptfield::creationTime, receiptTimeText(time)},
        {receiptfield::expirationTime, receiptTimeText(time.addDays(daysOfReceipt))}};
    if (quirks.receipt)
        quirks.receipt(fields);
    const auto receipt =
        signMessage(toBytes(fields), m_authority.receiptSigner.certificate, m_authority.receiptSigner.key,
            {m_authority.receiptIntermediate.certificate, m_authority.receiptRoot.certificate},
            quirks.receiptForm);
    if (!receipt)
        return fail(receipt.error());
    m_attested = true;
    return attestationCbor(QStringLiteral("apple-appattest"),
        {certificate->der(), m_authority.intermediate.certificate.der()}, *receipt, data);
}

Result<QByteArray> AppAttestKey::makeAssertion(
    const QByteArray &clientDataHash, const AppAttestQuirks &quirks)
{
    ++m_counter;
    AuthenticatorContent content = authenticator();
    if (quirks.authenticator)
        quirks.authenticator(content);
    QByteArray data = toBytes(content);
    if (quirks.authenticatorData)
        quirks.authenticatorData(data);
    const auto signature = m_key.sign(sha256(data + clientDataHash));
    if (!signature)
        return fail(signature.error());
    return assertionCbor(*signature, data);
}

} // namespace dsr

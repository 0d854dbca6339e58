#include "core/dms/deviceissuer.h"

#include "core/crypto/certificatebuilder.h"

#include <algorithm>

namespace dsr {

namespace {
constexpr quint8 utf8 = 12;
constexpr quint8 printable = 19;
constexpr qint64 validityDays = 365;
constexpr const char *oidClientAuth = "1.3.6.1.5.5.7.3.2";

/// 16 octets, top bit clear, not zero.
QByteArray serialFrom(Randomness &randomness)
{
    QByteArray serial = randomness.bytes(16);
    serial[0] = static_cast<char>((serial.at(0) & 0x7f) | 0x01);
    return serial;
}

QByteArray subjectOf(const QString &kvnr, const QString &uuid)
{
    return nameDer({{"2.5.4.6", QStringLiteral("DE"), printable},
        {"2.5.4.10", QStringLiteral("DSR_POC"), utf8}, {"2.5.4.11", kvnr, utf8}, {"2.5.4.5", uuid, printable},
        {"2.5.4.3", QStringLiteral("TRUST_CLIENT"), utf8}});
}

QList<Extension> extensionsOf(const Identity &dmsCa, const PublicKey &deviceKey, const QString &uuid)
{
    return {basicConstraints(false), keyUsage(keyusage::digitalSignature), extendedKeyUsage({oidClientAuth}),
        subjectKeyIdentifier(deviceKey), authorityKeyIdentifier(dmsCa.certificate.publicKey()),
        subjectAltNameUri(QStringLiteral("urn:uuid:") + uuid)};
}

bool areEqual(const Extension &a, const Extension &b)
{
    return a.oid == b.oid && a.critical == b.critical && a.value == b.value;
}

} // namespace

Result<IssuedCertificate> issueDeviceCertificate(const Identity &dmsCa, const PublicKey &deviceKey,
    const QString &kvnr, const QDateTime &now, Randomness &randomness)
{
    const QString uuid = randomness.uuid();
    CertificateContent content;
    content.serial = serialFrom(randomness);
    content.subject = subjectOf(kvnr, uuid);
    content.notBefore = now.addSecs(-60);
    content.notAfter = qMin(now.addDays(validityDays), dmsCa.certificate.notAfter());
    content.publicKey = deviceKey;
    content.extensions = extensionsOf(dmsCa, deviceKey, uuid);
    const auto certificate = signCertificate(content, dmsCa.certificate.subject().der, dmsCa.key);
    if (!certificate)
        return fail(certificate.error());
    return IssuedCertificate{*certificate, uuid};
}

QString deviceCertificateDeviation(
    const Certificate &certificate, const Identity &dmsCa, const PublicKey &deviceKey, const QString &kvnr)
{
    if (certificate.publicKey() != deviceKey)
        return QStringLiteral("key");
    if (certificate.issuer().der != dmsCa.certificate.subject().der
        || !certificate.isSignedBy(dmsCa.certificate.publicKey()))
        return QStringLiteral("issuer");
    const QString uuid = certificate.subject().values("2.5.4.5").value(0);
    if (certificate.subject().der != subjectOf(kvnr, uuid))
        return QStringLiteral("subject");
    const QList<Extension> expected = extensionsOf(dmsCa, deviceKey, uuid);
    if (certificate.version() != 3 || !std::ranges::equal(certificate.extensions(), expected, areEqual))
        return QStringLiteral("extensions");
    if (certificate.notAfter() > dmsCa.certificate.notAfter())
        return QStringLiteral("validity");
    return {};
}

} // namespace dsr

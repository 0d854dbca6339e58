#pragma once

#include "core/crypto/certificatebuilder.h"
#include "core/crypto/request.h"
#include "core/jose/jws.h"

#include <QJsonArray>
#include <QJsonDocument>

/// Things to decode, made by our own crypto: no real person, no real card.
namespace dsr::test {

inline QByteArray certificateDer(const PrivateKey &key)
{
    CertificateContent content{.serial = QByteArray::fromHex("00ff01"),
        .subject = nameDer({{"2.5.4.6", QStringLiteral("DE"), 19}, {"2.5.4.11", QStringLiteral("X110411675")},
            {"2.5.4.4", QStringLiteral("Müller")}, {"2.5.4.3", QStringLiteral("Eva Müller")}}),
        .notBefore = QDateTime::fromSecsSinceEpoch(1700000000, Qt::UTC),
        .notAfter = QDateTime::fromSecsSinceEpoch(2700000000, Qt::UTC),
        .publicKey = key.publicKey(),
        .extensions = {basicConstraints(false), keyUsage(keyusage::digitalSignature),
            subjectKeyIdentifier(key.publicKey()), ocspAddress(QStringLiteral("http://ocsp.invalid/"))}};
    return signCertificate(content, content.subject, key)->der();
}

/// A token with every kind of thing inside.
inline QByteArray token()
{
    const PrivateKey key = *PrivateKey::generate(Curve::BrainpoolP256r1);
    const PrivateKey phoneKey = *PrivateKey::generate(Curve::P256);
    const auto base64 = [](const QByteArray &bytes) { return QString::fromLatin1(bytes.toBase64()); };
    const QString certificate = base64(certificateDer(key));
    const QByteArray request = signRequest(
        nameDer({{"2.5.4.3", QStringLiteral("TRUST_CLIENT")}}), QStringLiteral("secret"), phoneKey)
                                   ->der();
    const QJsonObject header{{QStringLiteral("alg"), QStringLiteral("BP256R1")},
        {QStringLiteral("x5c"), QJsonArray{certificate, certificate}}};
    const QJsonObject payload{{QStringLiteral("nonce"), base64(QByteArray(64, 'n'))},
        {QStringLiteral("csr"), base64(request)}, {QStringLiteral("subjectCert"), certificate},
        {QStringLiteral("iat"), 1700000000},
        {QStringLiteral("type"), QStringLiteral("andr\"oid\u00e4\U0001F600")},
        {QStringLiteral("deviceAttributes"),
            QJsonObject{{QStringLiteral("a.b"), true}, {QStringLiteral("c"), 1.5}}}};
    return *signJws(
        QJsonDocument(header).toJson(QJsonDocument::Compact), QJsonDocument(payload).toJson(), key);
}

} // namespace dsr::test

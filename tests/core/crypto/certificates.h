#pragma once

#include "core/crypto/certificatebuilder.h"

/// A small PKI for tests: a CA and what it signs. Valid from 2020 to 2060.
namespace dsr::test {

struct Pki
{
    PrivateKey caKey;
    Certificate ca;
    PrivateKey leafKey;
    Certificate leaf;
};

inline CertificateContent contentFor(const PublicKey &key, const QString &commonName)
{
    return {.serial = randomSerial(),
        .subject = nameDer({{"2.5.4.6", QStringLiteral("DE"), 19}, {"2.5.4.3", commonName}}),
        .notBefore = QDateTime(QDate(2020, 1, 1), QTime(0, 0), Qt::UTC),
        .notAfter = QDateTime(QDate(2060, 1, 1), QTime(0, 0), Qt::UTC),
        .publicKey = key};
}

inline Pki makePki(Curve curve)
{
    Pki pki;
    pki.caKey = *PrivateKey::generate(curve);
    CertificateContent ca = contentFor(pki.caKey.publicKey(), QStringLiteral("Test CA"));
    ca.extensions = {basicConstraints(true, 0), keyUsage(keyusage::keyCertSign | keyusage::crlSign),
        subjectKeyIdentifier(pki.caKey.publicKey())};
    pki.ca = *signCertificate(ca, ca.subject, pki.caKey);
    pki.leafKey = *PrivateKey::generate(curve);
    CertificateContent leaf = contentFor(pki.leafKey.publicKey(), QStringLiteral("Test leaf"));
    leaf.extensions = {basicConstraints(false), keyUsage(keyusage::digitalSignature),
        authorityKeyIdentifier(pki.caKey.publicKey())};
    pki.leaf = *signCertificate(leaf, ca.subject, pki.caKey);
    return pki;
}

} // namespace dsr::test

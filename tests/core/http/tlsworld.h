#pragma once

#include "core/crypto/certificatebuilder.h"
#include "core/http/httpserver.h"

#include <QSslConfiguration>
#include <QSslKey>

/// A CA with certificates for a server and a client, made for one test program.
class TlsWorld
{
public:
    struct Identity
    {
        dsr::Certificate certificate;
        dsr::PrivateKey key;
    };

    TlsWorld()
        : ca(make(QStringLiteral("Test CA"), nullptr,
              {dsr::basicConstraints(true, 0), dsr::keyUsage(dsr::keyusage::keyCertSign)}))
        , server(make(QStringLiteral("server"), &ca,
              {dsr::subjectAltNameServer({QStringLiteral("localhost")}, {QByteArray::fromHex("7f000001")})}))
        , elsewhere(make(QStringLiteral("elsewhere"), &ca,
              {dsr::subjectAltNameServer({QStringLiteral("other.invalid")}, {})}))
        , client(make(QStringLiteral("client"), &ca, {}))
    {
    }

    static Identity make(const QString &name, const Identity *issuer, const QList<dsr::Extension> &extensions)
    {
        const auto key = dsr::PrivateKey::generate(dsr::Curve::P256);
        dsr::CertificateContent content;
        content.serial = dsr::randomSerial();
        content.subject = dsr::nameDer({{"2.5.4.3", name, 12}});
        content.notBefore = QDateTime::currentDateTimeUtc().addSecs(-3600);
        content.notAfter = content.notBefore.addDays(2);
        content.publicKey = key->publicKey();
        content.extensions = extensions;
        const auto certificate = dsr::signCertificate(content,
            issuer ? issuer->certificate.subject().der : content.subject, issuer ? issuer->key : *key);
        return {*certificate, *key};
    }

    dsr::TlsListenerSetup listener(bool asksForClientCertificate = false) const
    {
        return {.certificate = server.certificate,
            .chain = {},
            .key = server.key,
            .asksForClientCertificate = asksForClientCertificate};
    }

    /// For a bare QSslSocket that trusts this CA.
    QSslConfiguration clientConfiguration(const Identity *as = nullptr) const
    {
        QSslConfiguration configuration;
        configuration.setCaCertificates({QSslCertificate(ca.certificate.der(), QSsl::Der)});
        configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
        if (as) {
            configuration.setLocalCertificate(QSslCertificate(as->certificate.der(), QSsl::Der));
            as->key.toPem().use([&](QByteArrayView pem) {
                configuration.setPrivateKey(QSslKey(pem.toByteArray(), QSsl::Ec));
            });
        }
        return configuration;
    }

    Identity ca;
    Identity server;
    Identity elsewhere; ///< a server of this CA with another name
    Identity client;
};

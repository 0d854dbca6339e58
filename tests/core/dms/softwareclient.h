#pragma once

#include "core/base/digest.h"
#include "core/base/encoding.h"
#include "core/crypto/certificatebuilder.h"
#include "core/crypto/noncederivation.h"
#include "core/device/androidphone.h"
#include "core/jose/jws.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <functional>

/// A clock that tests move.
class MovableClock : public dsr::Clock
{
public:
    explicit MovableClock(QDateTime time)
        : m_milliseconds(time.toMSecsSinceEpoch())
    {
    }
    QDateTime now() const override { return QDateTime::fromMSecsSinceEpoch(m_milliseconds, Qt::UTC); }
    void advance(qint64 seconds) { m_milliseconds += seconds * 1000; }

private:
    std::atomic<qint64> m_milliseconds;
};

/// Writes registration tokens as our client does, but with a key in software in the place of the card, and
/// with whatever faults a test wants.
class SoftwareClient
{
public:
    struct Changes
    {
        std::function<void(QJsonObject &)> header;
        std::function<void(QJsonObject &)> claims;
        std::function<void(QByteArray &)> token; ///< after signing
    };

    SoftwareClient(const dsr::TestBed &bed, const dsr::Clock &clock)
        : m_bed(bed)
        , m_clock(clock)
        , m_card(bed.card)
        , m_phone(bed, clock)
    {
        m_phone.newKeys().value();
    }

    void useCard(dsr::Identity card) { m_card = std::move(card); }
    void newKeys() { m_phone.newKeys().value(); }
    dsr::PrivateKey key() const { return m_phone.mtlsKey(); }
    QString deviceIdentifier() const
    {
        return QString::fromLatin1(dsr::toBase64(m_phone.mtlsKey().publicKey().fingerprint()));
    }
    QString kvnr() const { return m_card.certificate.subject().values("2.5.4.11").value(1); }

    QByteArray token(const QByteArray &nonce, const Changes &changes = {})
    {
        const QByteArray keypair = dsr::nonceKeypairMtls(nonce);
        QJsonObject claims = m_phone
                                 .attest({.keypairMtls = keypair,
                                             .attest = dsr::nonceAttest(nonce),
                                             .integrity = dsr::nonceIntegrity(nonce)},
                                     false)
                                 .value()
                                 .claims;
        const QString csrNonce = base64(dsr::nonceCsrMtls(nonce));
        const auto request = dsr::signRequest(
            dsr::nameDer({{"2.5.4.6", QStringLiteral("DE"), 19}, {"2.5.4.10", QStringLiteral("DSR_POC"), 12},
                {"2.5.4.3", QStringLiteral("TRUST_CLIENT"), 12}, {"1.2.840.113549.1.9.7", csrNonce, 12}}),
            csrNonce, m_phone.mtlsKey());
        claims.insert(QStringLiteral("iss"), QStringLiteral("TrustSDK_1.0"));
        claims.insert(QStringLiteral("sub"), deviceIdentifier());
        claims.insert(QStringLiteral("iat"), m_clock.now().toSecsSinceEpoch());
        claims.insert(QStringLiteral("type"), QStringLiteral("android"));
        claims.insert(QStringLiteral("nonce"), base64(nonce));
        claims.insert(QStringLiteral("csr"), base64(request->der()));
        QJsonObject header{{QStringLiteral("typ"), QStringLiteral("JWT")},
            {QStringLiteral("alg"), QStringLiteral("BP256R1")},
            {QStringLiteral("x5c"), QJsonArray{base64(m_card.certificate.der())}},
            {QStringLiteral("nonce"), QString::fromLatin1(dsr::toBase64Url(dsr::nonceSmartcard(nonce)))}};
        if (changes.header)
            changes.header(header);
        if (changes.claims)
            changes.claims(claims);
        QByteArray token = dsr::signJws(QJsonDocument(header).toJson(QJsonDocument::Compact),
            QJsonDocument(claims).toJson(QJsonDocument::Compact), m_card.key)
                               .value();
        if (changes.token)
            changes.token(token);
        return token;
    }

    static QByteArray body(const QByteArray &token)
    {
        return QJsonDocument(QJsonObject{{QStringLiteral("token"), QString::fromLatin1(token)}}).toJson();
    }

private:
    static QString base64(const QByteArray &bytes) { return QString::fromLatin1(dsr::toBase64(bytes)); }
    const dsr::TestBed &m_bed;
    const dsr::Clock &m_clock;
    dsr::Identity m_card;
    dsr::AndroidPhone m_phone;
};

#include "core/base/encoding.h"
#include "core/crypto/certificatebuilder.h"
#include "core/crypto/noncederivation.h"
#include "core/crypto/tokencipher.h"
#include "core/decode/keydescription.h"
#include "core/device/androidphone.h"
#include "core/jose/jws.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using dsr::AndroidPhone;

namespace {

QDateTime noon()
{
    return QDateTime(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);
}

dsr::DeviceChallenges challengesFor(const QByteArray &nonce)
{
    return {.keypairMtls = dsr::nonceKeypairMtls(nonce),
        .attest = dsr::nonceAttest(nonce),
        .integrity = dsr::nonceIntegrity(nonce)};
}

dsr::KeyDescription descriptionIn(const dsr::Certificate &certificate)
{
    const auto extension = certificate.extension(dsr::keyAttestationOid);
    const auto description = extension ? dsr::parseKeyDescription(extension->value) : std::nullopt;
    return description.value_or(dsr::KeyDescription());
}

/// What the foreign tool says, with its exit code in front.
QByteArray openssl(const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("openssl"), arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(20'000);
    return QByteArray::number(process.exitCode()) + '\n' + process.readAll();
}

bool hasOpenssl()
{
    return !QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty();
}

} // namespace

class TestAndroidPhone : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void chainOfTheAttestKey();
    void certificateOfTheMtlsKey();
    void chainOfTheDialect();
    void claimsFitTheEvidence();
    void certificatesLookLikeThoseOfPhones();
    void foreignToolReadsTheCertificates();
    void foreignToolVerifiesTheChain();
    void foreignToolAcceptsARequestOfTheKey();
    void integrityTokenOpensWithTheKeysOfTheTestBed();
    void integrityNonceIsPaddedInTheDialectOnly();
    void newKeysAreNew();
    void withoutKeysThereIsNoEvidence();
    void quirksEndUpInTheDescription();

private:
    dsr::DeviceEvidence evidence(bool gmsDialect = false, AndroidPhone::Quirks quirks = {});
    QString pemFile(const char *name, const dsr::Certificate &certificate) const;

    const QByteArray m_nonce = QByteArray(dsr::nonceSize, '\x42');
    const dsr::FixedClock m_clock{noon()};
    QTemporaryDir m_folder;
    std::optional<dsr::TestBed> m_bed;
    dsr::PrivateKey m_mtlsKey; ///< of the last evidence
};

void TestAndroidPhone::initTestCase()
{
    auto opened = dsr::openTestBed(m_folder.path(), m_clock);
    QVERIFY(opened);
    m_bed = std::move(*opened);
}

dsr::DeviceEvidence TestAndroidPhone::evidence(bool gmsDialect, AndroidPhone::Quirks quirks)
{
    AndroidPhone phone(*m_bed, m_clock, std::move(quirks));
    const bool made = phone.newKeys().has_value();
    const auto evidence = phone.attest(challengesFor(m_nonce), gmsDialect);
    m_mtlsKey = phone.mtlsKey();
    return made && evidence ? *evidence : dsr::DeviceEvidence();
}

QString TestAndroidPhone::pemFile(const char *name, const dsr::Certificate &certificate) const
{
    QFile file(m_folder.filePath(QString::fromLatin1(name)));
    if (file.open(QIODevice::WriteOnly))
        file.write(certificate.pem());
    return file.fileName();
}

void TestAndroidPhone::chainOfTheAttestKey()
{
    const dsr::DeviceEvidence found = evidence();
    QCOMPARE(found.chain.size(), 4);
    for (qsizetype i = 0; i < found.chain.size(); ++i) {
        const dsr::Certificate &issuer = found.chain.at(qMin(i + 1, found.chain.size() - 1));
        QCOMPARE(found.chain.at(i).issuer().der, issuer.subject().der);
        QVERIFY(found.chain.at(i).isSignedBy(issuer.publicKey()));
    }
    QVERIFY(found.chain.last() == m_bed->googleRoot.certificate);
    const dsr::KeyDescription description = descriptionIn(found.chain.first());
    QCOMPARE(description.attestationChallenge, dsr::nonceAttest(m_nonce));
    QCOMPARE(description.hardwareEnforced.sets.value(1), QSet<qint64>{7});
    QCOMPARE(description.hardwareEnforced.integers.value(702), 0);
    QVERIFY(description.hardwareEnforced.rootOfTrust->deviceLocked);
    QCOMPARE(description.hardwareEnforced.rootOfTrust->verifiedBootState, 0);
    QCOMPARE(description.deviations, QStringList());
    QVERIFY(found.chain.first().publicKey() != m_mtlsKey.publicKey());
}

void TestAndroidPhone::certificateOfTheMtlsKey()
{
    const dsr::DeviceEvidence found = evidence();
    QVERIFY(found.subjectCert.publicKey() == m_mtlsKey.publicKey());
    QCOMPARE(found.subjectCert.issuer().der, found.chain.first().subject().der);
    QVERIFY(found.subjectCert.isSignedBy(found.chain.first().publicKey()));
    const dsr::KeyDescription description = descriptionIn(found.subjectCert);
    QCOMPARE(description.attestationChallenge, dsr::nonceKeypairMtls(m_nonce));
    QCOMPARE(description.hardwareEnforced.sets.value(1), QSet<qint64>({2, 3}));
    QCOMPARE(description.hardwareEnforced.octets.value(717), QByteArray("SIMULATED"));
    QCOMPARE(description.softwareEnforced.applicationId->packages.first().name,
        QStringLiteral("de.gematik.dsr.android"));
    QCOMPARE(description.softwareEnforced.integers.value(701), noon().toMSecsSinceEpoch());
    QCOMPARE(description.deviations, QStringList());
}

void TestAndroidPhone::chainOfTheDialect()
{
    const dsr::DeviceEvidence found = evidence(true);
    QCOMPARE(found.chain.size(), 4);
    QVERIFY(found.chain.first().publicKey() == m_mtlsKey.publicKey());
    QVERIFY(found.chain.first().isSignedBy(m_bed->googleBatch.certificate.publicKey()));
    QCOMPARE(descriptionIn(found.chain.first()).attestationChallenge, dsr::nonceKeypairMtls(m_nonce));
    QVERIFY(!found.claims.contains(QStringLiteral("subjectCert")));
}

void TestAndroidPhone::claimsFitTheEvidence()
{
    const dsr::DeviceEvidence found = evidence();
    const auto claim = [&](const char *name) { return found.claims.value(QLatin1StringView(name)); };
    QJsonArray chain;
    for (const dsr::Certificate &certificate : found.chain)
        chain.append(QString::fromLatin1(dsr::toBase64(certificate.der())));
    QCOMPARE(claim("attestCertChain").toArray(), chain);
    QCOMPARE(claim("subjectCert").toString().toLatin1(), dsr::toBase64(found.subjectCert.der()));
    QCOMPARE(claim("attestPublicKey").toString().toLatin1(),
        dsr::toBase64(found.chain.first().publicKey().fingerprint()));
    QCOMPARE(claim("packageName").toString(), QStringLiteral("de.gematik.dsr.android"));
    QCOMPARE(found.claims.size(), 5);
}

void TestAndroidPhone::certificatesLookLikeThoseOfPhones()
{
    const dsr::DeviceEvidence found = evidence();
    for (const dsr::Certificate &certificate : {found.chain.first(), found.subjectCert}) {
        QCOMPARE(certificate.serialHex(), QByteArray("1"));
        QCOMPARE(certificate.subject().text(), QStringLiteral("CN=Android Keystore Key"));
        QCOMPARE(certificate.notBefore().date(), QDate(1970, 1, 1));
        QCOMPARE(certificate.notAfter().date(), QDate(2048, 1, 1));
        QVERIFY(certificate.extension("2.5.29.15")->critical);
        QVERIFY(!certificate.extension(dsr::keyAttestationOid)->critical);
    }
    for (const dsr::Certificate &certificate : found.chain.mid(1))
        QVERIFY(certificate.subject().text().contains(QStringLiteral("SIMULATED")));
}

void TestAndroidPhone::foreignToolReadsTheCertificates()
{
    if (!hasOpenssl())
        QSKIP("the program openssl is not installed");
    const dsr::DeviceEvidence found = evidence();
    for (const dsr::Certificate &certificate : found.chain + QList{found.subjectCert}) {
        const QByteArray said =
            openssl({QStringLiteral("x509"), QStringLiteral("-noout"), QStringLiteral("-text"),
                        QStringLiteral("-inform"), QStringLiteral("DER")},
                certificate.der());
        QVERIFY2(said.startsWith("0\n"), said.constData());
        QVERIFY(said.contains("Version: 3"));
    }
    const QByteArray value = found.subjectCert.extension(dsr::keyAttestationOid)->value;
    const QByteArray said =
        openssl({QStringLiteral("asn1parse"), QStringLiteral("-inform"), QStringLiteral("DER")}, value);
    QVERIFY2(said.startsWith("0\n"), said.constData());
    QVERIFY(said.contains(dsr::nonceKeypairMtls(m_nonce).toHex().toUpper()));
}

void TestAndroidPhone::foreignToolVerifiesTheChain()
{
    if (!hasOpenssl())
        QSKIP("the program openssl is not installed");
    const dsr::DeviceEvidence found = evidence();
    for (qsizetype i = 0; i + 1 < found.chain.size(); ++i) {
        const QByteArray said = openssl({QStringLiteral("verify"), QStringLiteral("-no_check_time"),
            QStringLiteral("-partial_chain"), QStringLiteral("-trusted"),
            pemFile("issuer.pem", found.chain.at(i + 1)), pemFile("subject.pem", found.chain.at(i))});
        QVERIFY2(said.startsWith("0\n"), said.constData());
    }
}

void TestAndroidPhone::foreignToolAcceptsARequestOfTheKey()
{
    if (!hasOpenssl())
        QSKIP("the program openssl is not installed");
    evidence();
    const auto request = dsr::signRequest(
        dsr::nameDer({{"2.5.4.3", QStringLiteral("TRUST_CLIENT"), 12}}), QStringLiteral("nonce"), m_mtlsKey);
    QVERIFY(request);
    const QByteArray said =
        openssl({QStringLiteral("req"), QStringLiteral("-noout"), QStringLiteral("-verify"),
                    QStringLiteral("-inform"), QStringLiteral("DER")},
            request->der());
    QVERIFY2(said.startsWith("0\n"), said.constData());
}

void TestAndroidPhone::integrityTokenOpensWithTheKeysOfTheTestBed()
{
    const QByteArray token =
        evidence().claims.value(QStringLiteral("integrityVerdict")).toString().toLatin1();
    const auto plain = dsr::decryptJwe(token, *m_bed->playDecryptionKey);
    QVERIFY(plain);
    const auto jws = dsr::Jws::parse(*plain);
    QVERIFY(jws);
    QVERIFY(dsr::verifyJws(*jws, dsr::JwsAlgorithm::ES256, m_bed->playSigningKey.publicKey()));
    const QJsonObject payload = QJsonDocument::fromJson(jws->payloadBytes).object();
    const QJsonObject details = payload.value(QStringLiteral("requestDetails")).toObject();
    QCOMPARE(details.value(QStringLiteral("timestampMillis")).toString(),
        QString::number(noon().toMSecsSinceEpoch()));
    QCOMPARE(details.value(QStringLiteral("requestPackageName")).toString(),
        QStringLiteral("de.gematik.dsr.android"));
    QVERIFY(payload.value(QStringLiteral("deviceIntegrity"))
            .toObject()
            .value(QStringLiteral("deviceRecognitionVerdict"))
            .toArray()
            .contains(QStringLiteral("MEETS_DEVICE_INTEGRITY")));
    QCOMPARE(payload.value(QStringLiteral("appIntegrity"))
                 .toObject()
                 .value(QStringLiteral("versionCode"))
                 .toString(),
        QStringLiteral("1"));

    dsr::Secret otherKey(QByteArray(32, 'k'));
    QVERIFY(!dsr::decryptJwe(token, otherKey));
}

void TestAndroidPhone::integrityNonceIsPaddedInTheDialectOnly()
{
    for (const bool gmsDialect : {false, true}) {
        const auto plain = dsr::decryptJwe(
            evidence(gmsDialect).claims.value(QStringLiteral("integrityVerdict")).toString().toLatin1(),
            *m_bed->playDecryptionKey);
        QVERIFY(plain);
        const QByteArray nonce = QJsonDocument::fromJson(dsr::Jws::parse(*plain).value().payloadBytes)
                                     .object()
                                     .value(QStringLiteral("requestDetails"))
                                     .toObject()
                                     .value(QStringLiteral("nonce"))
                                     .toString()
                                     .toLatin1();
        const QByteArray expected = dsr::toBase64Url(dsr::nonceIntegrity(m_nonce));
        QCOMPARE(nonce, gmsDialect ? expected + '=' : expected);
    }
}

void TestAndroidPhone::newKeysAreNew()
{
    AndroidPhone phone(*m_bed, m_clock);
    QVERIFY(phone.newKeys());
    const dsr::PublicKey first = phone.mtlsKey().publicKey();
    const auto before = phone.attest(challengesFor(m_nonce), false);
    const auto again = phone.attest(challengesFor(m_nonce), false);
    QVERIFY(before && again);
    QVERIFY(before->subjectCert.publicKey() == first && again->subjectCert.publicKey() == first);
    QVERIFY(phone.newKeys());
    QVERIFY(phone.mtlsKey().publicKey() != first);
    QCOMPARE(phone.type(), QStringLiteral("android"));
    QVERIFY(!phone.title().isEmpty());
}

void TestAndroidPhone::withoutKeysThereIsNoEvidence()
{
    AndroidPhone phone(*m_bed, m_clock);
    QVERIFY(!phone.attest(challengesFor(m_nonce), false));
    QVERIFY(!phone.attest(challengesFor(m_nonce), true));
}

void TestAndroidPhone::quirksEndUpInTheDescription()
{
    const auto quirk = [](dsr::KeyDescriptionContent &content) {
        content.version = 300;
        content.attestationSecurityLevel = 2;
        content.keyMintSecurityLevel = 1;
        content.allApplications = true;
        content.rootOfTrustInHardware = false;
        content.deviceLocked = false;
        content.verifiedBootState = 2;
        content.osPatchLevel = 202401;
    };
    const dsr::DeviceEvidence found = evidence(false, {.attestKey = quirk, .mtlsKey = quirk});
    for (const dsr::Certificate &certificate : {found.chain.first(), found.subjectCert}) {
        const dsr::KeyDescription description = descriptionIn(certificate);
        QCOMPARE(description.attestationVersion, 300);
        QCOMPARE(description.attestationSecurityLevel, 2);
        QCOMPARE(description.keyMintSecurityLevel, 1);
        QVERIFY(description.softwareEnforced.flags.contains(600));
        QVERIFY(!description.hardwareEnforced.rootOfTrust);
        QVERIFY(description.softwareEnforced.rootOfTrust);
        QVERIFY(!description.softwareEnforced.rootOfTrust->deviceLocked);
        QCOMPARE(description.softwareEnforced.rootOfTrust->verifiedBootState, 2);
        QCOMPARE(description.hardwareEnforced.integers.value(706), 202401);
        QCOMPARE(description.hardwareEnforced.integers.value(718), 20240105);
    }
}

QTEST_GUILESS_MAIN(TestAndroidPhone)
#include "tst_androidphone.moc"

// What verifiers that others wrote say of the same bytes.

#include "core/base/encoding.h"
#include "core/base/files.h"
#include "core/check/inspectionjudge.h"
#include "core/crypto/certificate.h"
#include "core/decode/inspect.h"
#include "core/decode/keydescription.h"
#include "core/device/androidphone.h"
#include "core/flow/inspectionterms.h"
#include "core/testbed/testbed.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace dsr;

class TestNpmVerifiers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keyDescriptions_data();
    void keyDescriptions();
    void appAttestStatements_data();
    void appAttestStatements();
    void playToken();

private:
    /// The JSON that a script of tests/foreign/npm prints.
    QJsonObject run(const char *script, const QStringList &arguments, const QByteArray &input = {}) const
    {
        QProcess process;
        process.setWorkingDirectory(QStringLiteral(DSR_NPM));
        process.start(m_node, QStringList{QString::fromLatin1(script)} + arguments);
        process.write(input);
        process.closeWriteChannel();
        process.waitForFinished(60'000);
        return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    }
    QString m_node;
};

namespace {

QString hexOf(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

QString textOf(const RootOfTrust &root)
{
    return QStringLiteral("root %1 %2 %3 %4")
        .arg(
            hexOf(root.verifiedBootKey), root.deviceLocked ? QStringLiteral("true") : QStringLiteral("false"))
        .arg(root.verifiedBootState)
        .arg(hexOf(root.verifiedBootHash));
}

/// An authorization list as the script writes it. The application id stays with us: the library does not open
/// it.
QJsonObject plain(const AuthorizationList &list)
{
    QJsonObject object;
    const auto put = [&](int tag, const QString &value) {
        object.insert(authorizationTagName(tag).toString(), value);
    };
    for (auto it = list.integers.cbegin(); it != list.integers.cend(); ++it)
        put(it.key(), QString::number(it.value()));
    for (auto it = list.octets.cbegin(); it != list.octets.cend(); ++it)
        put(it.key(), hexOf(it.value()));
    for (const int tag : list.flags)
        put(tag, QStringLiteral("null"));
    for (auto it = list.sets.cbegin(); it != list.sets.cend(); ++it) {
        QList<qint64> numbers = it.value().values();
        std::sort(numbers.begin(), numbers.end());
        QStringList texts;
        for (const qint64 number : numbers)
            texts.append(QString::number(number));
        put(it.key(), texts.join(QLatin1Char(' ')));
    }
    if (list.rootOfTrust)
        put(704, textOf(*list.rootOfTrust));
    object.remove(QStringLiteral("attestationApplicationId"));
    return object;
}

QJsonObject withoutApplicationId(QJsonObject list)
{
    list.remove(QStringLiteral("attestationApplicationId"));
    return list;
}

} // namespace

void TestNpmVerifiers::initTestCase()
{
    m_node = QStandardPaths::findExecutable(QStringLiteral("node"));
    if (m_node.isEmpty() || !QFile::exists(QStringLiteral(DSR_NPM "/node_modules")))
        QSKIP("the verifiers from npm are not installed");
}

void TestNpmVerifiers::keyDescriptions_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("whyNot");
    // The library knows neither these tags nor any other form of them; ours reads them.
    const QMap<QString, QString> beyondIt{
        {QStringLiteral("TEE_MLDSA_RKP.pem"), QStringLiteral("tags 4 and 11: keys of ML-DSA")}};
    QDirIterator files(QStringLiteral(DSR_SAMPLES "/android"), {QStringLiteral("*.pem")}, QDir::Files,
        QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        if (file.contains(QLatin1StringView("/roots/")))
            continue;
        QTest::newRow(qPrintable(QFileInfo(file).fileName()))
            << file << beyondIt.value(QFileInfo(file).fileName());
    }
    if (!QFile::exists(QStringLiteral(DSR_SAMPLES "/android")))
        QTest::newRow("no samples") << QString() << QString();
}

void TestNpmVerifiers::keyDescriptions()
{
    QFETCH(QString, file);
    QFETCH(QString, whyNot);
    if (file.isEmpty())
        QSKIP("the samples are not beside this checkout");
    QFile pem(file);
    QVERIFY(pem.open(QIODevice::ReadOnly));
    const auto certificate = Certificate::fromPem(pem.readAll());
    if (!certificate)
        QSKIP("no certificate that stands alone");
    const auto extension = certificate->extension(keyAttestationOid);
    if (!extension)
        QSKIP("no key description in the first certificate");
    const auto ours = parseKeyDescription(extension->value);
    const QJsonObject theirs = run("keydescription.mjs", {file});
    QVERIFY(!theirs.isEmpty());
    if (!whyNot.isEmpty() || !ours) {
        QVERIFY2(theirs.contains(QStringLiteral("error")), "now they can: compare");
        return;
    }
    QVERIFY2(!theirs.contains(QStringLiteral("error")),
        qPrintable(theirs.value(QStringLiteral("error")).toString()));
    QCOMPARE(theirs.value(QStringLiteral("version")).toInteger(), ours->attestationVersion);
    QCOMPARE(theirs.value(QStringLiteral("level")).toInt(), ours->attestationSecurityLevel);
    QCOMPARE(theirs.value(QStringLiteral("keyMintVersion")).toInteger(), ours->keyMintVersion);
    QCOMPARE(theirs.value(QStringLiteral("keyMintLevel")).toInt(), ours->keyMintSecurityLevel);
    QCOMPARE(theirs.value(QStringLiteral("challenge")).toString(), hexOf(ours->attestationChallenge));
    QCOMPARE(withoutApplicationId(theirs.value(QStringLiteral("software")).toObject()),
        plain(ours->softwareEnforced));
    QCOMPARE(withoutApplicationId(theirs.value(QStringLiteral("hardware")).toObject()),
        plain(ours->hardwareEnforced));
}

void TestNpmVerifiers::appAttestStatements_data()
{
    QTest::addColumn<QString>("folder");
    const QDir samples(QStringLiteral(DSR_SAMPLES "/apple"));
    const QStringList names = samples.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        if (samples.exists(name + QStringLiteral("/attestation.cbor")))
            QTest::newRow(qPrintable(name)) << samples.filePath(name);
    }
    if (names.isEmpty())
        QTest::newRow("no samples") << QString();
}

/// Both accept it as it is; with one bit of the authenticator data changed, both refuse it. The checker
/// hashes the challenge itself, so statements over a raw or unknown challenge are ours alone.
void TestNpmVerifiers::appAttestStatements()
{
    QFETCH(QString, folder);
    if (folder.isEmpty())
        QSKIP("the samples are not beside this checkout");
    const QJsonObject sample =
        QJsonDocument::fromJson(readFile(folder + QStringLiteral("/sample.json")).value()).object();
    const auto member = [&](const char *name) { return sample.value(QLatin1StringView(name)).toString(); };
    if (!member("client_data_hash_rule").startsWith(QLatin1StringView("SHA256(challenge)")))
        QSKIP("the challenge was not hashed or is not known");
    const QByteArray statement = readFile(folder + QStringLiteral("/attestation.cbor")).value();
    QByteArray damaged = statement;
    const qsizetype counter = statement.indexOf("authData") + 8 + 2 + 33;
    damaged[counter] = static_cast<char>(damaged.at(counter) ^ 1);

    InspectionChoice choice{.time = QDateTime::fromString(member("verification_time"), Qt::ISODate),
        .trust = {publicTrust()},
        .expected = {.appId = member("app_id"), .environment = member("environment")}};
    choice.expected.clientDataHash = QByteArray::fromHex(member("client_data_hash_hex").toLatin1());
    choice.expected.keyId = QByteArray::fromBase64(member("key_id_base64").toLatin1());
    const auto ours = [&](const QByteArray &bytes) {
        const QList<Finding> findings = judgeInspection(*inspect(bytes), termsOf(choice));
        return !findings.isEmpty() && std::ranges::none_of(findings, [](const Finding &finding) {
            // The checker looks neither at the receipt nor at where the app came from.
            return finding.status == FindingStatus::Fail
                && !finding.check.startsWith(QLatin1StringView("apple.receipt."));
        });
    };
    const auto theirs = [&](const QByteArray &bytes) {
        const QJsonObject input{{QStringLiteral("attestation"), QString::fromLatin1(bytes.toBase64())},
            {QStringLiteral("keyId"), member("key_id_base64")},
            {QStringLiteral("challenge"), member("challenge_base64")},
            {QStringLiteral("appId"), member("app_id")},
            {QStringLiteral("development"), member("environment") == QLatin1StringView("development")},
            {QStringLiteral("time"), member("verification_time")}};
        return run("appattest.mjs", {}, QJsonDocument(input).toJson()).contains(QStringLiteral("publicKey"));
    };
    QVERIFY(theirs(statement));
    QVERIFY(ours(statement));
    QVERIFY(!theirs(damaged));
    QVERIFY(!ours(damaged));
}

/// The token of the simulated phone, opened by a party that did not write it.
void TestNpmVerifiers::playToken()
{
    QTemporaryDir folder;
    const FixedClock clock(QDateTime::fromString(QStringLiteral("2026-11-25T12:00:00Z"), Qt::ISODate));
    const auto bed = openTestBed(folder.filePath(QStringLiteral("data")), clock);
    QVERIFY(bed);
    AndroidPhone phone(*bed, clock);
    QVERIFY(phone.newKeys());
    const DeviceChallenges challenges{};
    const auto evidence = phone.attest(challenges, false);
    QVERIFY(evidence);
    QByteArray key;
    bed->playDecryptionKey->use([&](QByteArrayView bytes) { key = toBase64(bytes); });
    const QJsonObject input{
        {QStringLiteral("token"), evidence->claims.value(QStringLiteral("integrityVerdict")).toString()},
        {QStringLiteral("decryptionKey"), QString::fromLatin1(key)},
        {QStringLiteral("verificationKey"),
            QString::fromLatin1(toBase64(bed->playSigningKey.publicKey().spki()))}};
    QVERIFY(!input.value(QStringLiteral("token")).toString().isEmpty());
    const QJsonObject payload = run("playtoken.mjs", {}, QJsonDocument(input).toJson());
    QVERIFY2(!payload.contains(QStringLiteral("error")),
        qPrintable(payload.value(QStringLiteral("error")).toString()));
    QCOMPARE(payload.value(QStringLiteral("appIntegrity"))
                 .toObject()
                 .value(QStringLiteral("appRecognitionVerdict"))
                 .toString(),
        QStringLiteral("PLAY_RECOGNIZED"));
    QCOMPARE(payload.value(QStringLiteral("accountDetails"))
                 .toObject()
                 .value(QStringLiteral("appLicensingVerdict"))
                 .toString(),
        QStringLiteral("LICENSED"));

    QJsonObject wrong = input;
    wrong.insert(QStringLiteral("decryptionKey"), QString::fromLatin1(toBase64(QByteArray(32, 'x'))));
    QVERIFY(run("playtoken.mjs", {}, QJsonDocument(wrong).toJson()).contains(QStringLiteral("error")));
}

QTEST_GUILESS_MAIN(TestNpmVerifiers)
#include "tst_npmverifiers.moc"

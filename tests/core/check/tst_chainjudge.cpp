#include "core/base/digest.h"
#include "core/base/encoding.h"
#include "core/check/inspectionjudge.h"
#include "core/crypto/noncederivation.h"
#include "core/crypto/tokencipher.h"
#include "core/decode/inspect.h"
#include "core/jose/jws.h"
#include "tests/core/check/registrationdraft.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace dsr;

namespace {

const QByteArray walletNonce = "u4X0Zr1mS9o2cYQe7bTnKw3hVd8LpAji";

QString sorted(const QSet<QString> &ids)
{
    QStringList list = ids.values();
    list.sort();
    return list.join(QLatin1Char(' '));
}

QSet<QString> idsWith(const QList<Finding> &findings, FindingStatus status)
{
    QSet<QString> ids;
    for (const Finding &finding : findings) {
        if (finding.status == status)
            ids.insert(finding.check);
    }
    return ids;
}

/// What is failed or warned about, but for the label of simulated evidence.
QSet<QString> found(const QList<Finding> &findings)
{
    return idsWith(findings, FindingStatus::Fail) + idsWith(findings, FindingStatus::Warn)
        - QSet<QString>{QStringLiteral("trust.simulated")};
}

const Finding *findingOf(const QList<Finding> &findings, const char *check)
{
    for (const Finding &finding : findings) {
        if (finding.check == QLatin1StringView(check))
            return &finding;
    }
    return nullptr;
}

QList<QByteArray> dersOf(const RegistrationDraft &draft)
{
    QList<QByteArray> ders;
    for (const Identity &element : draft.chain)
        ders.append(element.certificate.der());
    return ders;
}

QByteArray pemOf(const QList<QByteArray> &ders)
{
    QByteArray pem;
    for (const QByteArray &der : ders)
        pem += Certificate::fromDer(der)->pem();
    return pem;
}

QByteArray jsonOf(const QList<QByteArray> &ders)
{
    QJsonArray array;
    for (const QByteArray &der : ders)
        array.append(QString::fromLatin1(toBase64(der)));
    return QJsonDocument(array).toJson();
}

/// A phone that registers at an issuer of Google Wallet.
void describeWalletKey(KeyDescriptionContent &description)
{
    description.challenge = walletNonce;
    description.packageName = QStringLiteral("com.google.android.gms");
    description.signerDigest = defaultWalletSigners().first();
}

} // namespace

Q_DECLARE_METATYPE(QList<QByteArray>)
using Change = void (*)(KeyDescriptionContent &);
Q_DECLARE_METATYPE(Change)
using ChangeChain = void (*)(RegistrationDraft &);
Q_DECLARE_METATYPE(ChangeChain)

class TestChainJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cardCertificateAlone();
    void initTestCase();
    void anyFormOfAChainIsJudged_data();
    void anyFormOfAChainIsJudged();
    void chainOverAnAttestKey();
    void claimsWithoutTheirToken();
    void attestKeyWithoutItsLeaf();
    void keyBelowAKeyThatSigns();
    void certificateAlone();
    void certificatesOfOthersAreNotJudged();
    void whatNobodySaidIsNotChecked();
    void expectationsCount();
    void walletPasses();
    void walletTakesTheNonceInItsEncodings_data();
    void walletTakesTheNonceInItsEncodings();
    void walletFaults_data();
    void walletFaults();
    void verdictAlone();
    void verdictOfTheSpecification();

private:
    Terms terms(RuleSet rules = RuleSet::Dsr) const;
    RegistrationDraft walletDraft(Change change) const;

    QTemporaryDir m_folder;
    std::optional<TestBed> m_bed;
};

void TestChainJudge::initTestCase()
{
    const FixedClock clock(RegistrationDraft::now());
    auto opened = openTestBed(m_folder.path(), clock);
    QVERIFY(opened);
    m_bed = std::move(*opened);
}

Terms TestChainJudge::terms(RuleSet rules) const
{
    Terms terms;
    terms.time = RegistrationDraft::now();
    terms.rules = rules;
    terms.androidAnchors = {{.certificate = m_bed->googleRoot.certificate, .simulated = true}};
    terms.statusList = std::make_shared<const StatusList>();
    return terms;
}

void TestChainJudge::anyFormOfAChainIsJudged_data()
{
    QTest::addColumn<int>("form");
    QTest::newRow("armoured one behind the other") << 0;
    QTest::newRow("array of base64") << 1;
    QTest::newRow("message to a Wallet issuer") << 2;
}

void TestChainJudge::anyFormOfAChainIsJudged()
{
    QFETCH(int, form);
    const RegistrationDraft draft(*m_bed, true);
    const QList<QByteArray> ders = dersOf(draft);
    const QByteArray message = "{\"deviceIdentityCertificateChain\":" + jsonOf(ders) + "}";
    const QByteArray forms[] = {pemOf(ders), jsonOf(ders), message};
    const QString base = form == 2 ? QStringLiteral("deviceIdentityCertificateChain.") : QString();
    Terms given = terms();
    given.expected.challenge = nonceKeypairMtls(draft.nonce);
    const InspectionPtr inspection = inspect(forms[form]);
    const QList<Finding> findings = judgeInspection(*inspection, given);
    QCOMPARE(sorted(found(findings)), QString());
    const Finding *challenge = findingOf(findings, "android.challenge");
    QVERIFY(challenge);
    QCOMPARE(challenge->status, FindingStatus::Pass);
    QCOMPARE(challenge->path,
        base + QStringLiteral("0.tbsCertificate.extensions.keyDescription.extnValue.attestationChallenge"));
    QVERIFY(challenge->source >= 0);
    QVERIFY(inspection->sources()
            .at(challenge->source)
            .bytes.sliced(challenge->range.start, challenge->range.length)
            .endsWith(given.expected.challenge));
    QCOMPARE(findingOf(findings, "trust.simulated")->status, FindingStatus::Warn);
}

void TestChainJudge::chainOverAnAttestKey()
{
    const RegistrationDraft draft(*m_bed);
    QList<QByteArray> ders = dersOf(draft);
    ders.prepend(draft.subjectCert.der());
    Terms given = terms();
    given.expected.nonce = draft.nonce;
    given.expected.publicKey = draft.mtlsKey.publicKey().spki();
    const QList<Finding> findings = judgeInspection(*inspect(pemOf(ders)), given);
    // That the leaf is called like its issuer is worth a remark in every chain of this kind.
    QCOMPARE(sorted(found(findings)), QStringLiteral("android.deviation"));
    QCOMPARE(findingOf(findings, "android.deviation")->actual,
        QStringLiteral("LEAF_SELF_ISSUED_NAME_NOT_SELF_SIGNED"));
    for (const char *check : {"android.attestkey.purpose", "android.challenge",
             "android.subjectcert.challenge", "android.subjectcert.signature", "android.binding"}) {
        QVERIFY2(findingOf(findings, check), check);
        QVERIFY2(findingOf(findings, check)->status == FindingStatus::Pass, check);
    }
    QVERIFY(findingOf(findings, "android.challenge")->path.startsWith(QLatin1StringView("1.")));
    QVERIFY(findingOf(findings, "android.subjectcert.challenge")->path.startsWith(QLatin1StringView("0.")));
}

void TestChainJudge::claimsWithoutTheirToken()
{
    const RegistrationDraft draft(*m_bed);
    const QByteArray payload = Jws::parse(draft.token())->payloadBytes;
    Terms given = terms();
    given.expected.nonce = draft.nonce;
    given.playKeys.decryption = m_bed->playDecryptionKey;
    given.playKeys.verification = m_bed->playSigningKey.publicKey();
    const InspectionPtr inspection = inspect(payload);
    const QList<Finding> findings = judgeInspection(*inspection, given);
    QCOMPARE(sorted(found(findings)), QStringLiteral("android.deviation"));
    const std::pair<const char *, const char *> places[] = {
        {"android.attestkey.purpose", "attestCertChain.0."}, {"android.challenge", "attestCertChain.0."},
        {"android.subjectcert.challenge", "subjectCert."}, {"playintegrity.nonce", "integrityVerdict"}};
    for (const auto &[check, place] : places) {
        const Finding *finding = findingOf(findings, check);
        QVERIFY2(finding, check);
        QVERIFY2(finding->status == FindingStatus::Pass, check);
        QVERIFY2(finding->path.startsWith(QLatin1StringView(place)), qPrintable(finding->path));
    }
    QCOMPARE(std::ranges::count(findings, QStringLiteral("android.chain.form"), &Finding::check), 1);
}

void TestChainJudge::attestKeyWithoutItsLeaf()
{
    const RegistrationDraft draft(*m_bed);
    const QList<Finding> findings = judgeInspection(*inspect(pemOf(dersOf(draft))), terms());
    QCOMPARE(sorted(found(findings)), QString());
    QCOMPARE(findingOf(findings, "android.attestkey.purpose")->status, FindingStatus::Pass);
    QCOMPARE(findingOf(findings, "android.subjectcert.form")->status, FindingStatus::NotChecked);
}

void TestChainJudge::keyBelowAKeyThatSigns()
{
    RegistrationDraft draft(*m_bed);
    draft.makeEvidence({.attestKey = [](KeyDescriptionContent &description) { description.purposes = {2}; }});
    QList<QByteArray> ders = dersOf(draft);
    ders.prepend(draft.subjectCert.der());
    const QList<Finding> findings = judgeInspection(*inspect(pemOf(ders)), terms());
    QCOMPARE(sorted(idsWith(findings, FindingStatus::Fail)), QStringLiteral("android.attestkey.purpose"));
    // For Wallet there is no attest key at all.
    const QList<Finding> wallet = judgeInspection(*inspect(pemOf(ders)), terms(RuleSet::Wallet));
    QVERIFY(idsWith(wallet, FindingStatus::Fail).contains(QStringLiteral("android.extension.placement")));
}

void TestChainJudge::certificateAlone()
{
    const RegistrationDraft draft(*m_bed, true);
    const QList<Finding> findings = judgeInspection(*inspect(dersOf(draft).first()), terms());
    QCOMPARE(sorted(idsWith(findings, FindingStatus::Fail)),
        QStringLiteral("android.chain.complete android.chain.root"));
    QCOMPARE(findingOf(findings, "android.chain.signatures")->status, FindingStatus::NotChecked);
    QCOMPARE(findingOf(findings, "android.boot.locked")->status, FindingStatus::Pass);

    // An attest key's child looks as if it had issued itself.
    const RegistrationDraft other(*m_bed);
    const QList<Finding> child = judgeInspection(*inspect(other.subjectCert.der()), terms());
    QCOMPARE(findingOf(child, "android.chain.complete")->status, FindingStatus::Fail);
}

void TestChainJudge::certificatesOfOthersAreNotJudged()
{
    const QByteArray pem = m_bed->egkCa.certificate.pem() + m_bed->egkRoot.certificate.pem();
    for (const Finding &finding : judgeInspection(*inspect(pem), terms()))
        QVERIFY2(!finding.check.startsWith(QLatin1StringView("android.")), qPrintable(finding.check));
}

void TestChainJudge::whatNobodySaidIsNotChecked()
{
    const RegistrationDraft draft(*m_bed, true);
    Terms given = terms();
    given.statusList = nullptr;
    const QList<Finding> findings = judgeInspection(*inspect(pemOf(dersOf(draft))), given);
    QCOMPARE(sorted(found(findings)), QString());
    for (const char *check : {"android.challenge", "android.appid.package", "android.binding",
             "android.revocation.list", "android.revocation.entry", "android.patchlevel", "android.model"}) {
        const Finding *finding = findingOf(findings, check);
        QVERIFY2(finding, check);
        QVERIFY2(finding->status == FindingStatus::NotChecked, check);
        QVERIFY2(!finding->explanation.isEmpty(), check);
    }
}

void TestChainJudge::expectationsCount()
{
    const RegistrationDraft draft(*m_bed, true);
    const InspectionPtr chain = inspect(pemOf(dersOf(draft)));
    Terms given = terms();
    given.expected.packageName = QStringLiteral("de.gematik.dsr.android");
    given.expected.publicKey = draft.mtlsKey.publicKey().point();
    given.expected.nonce = draft.nonce;
    QList<Finding> findings = judgeInspection(*chain, given);
    QCOMPARE(sorted(found(findings)), QString());
    for (const char *check : {"android.challenge", "android.appid.package", "android.binding"})
        QVERIFY2(findingOf(findings, check)->status == FindingStatus::Pass, check);
    QCOMPARE(findingOf(findings, "android.challenge")->computation,
        QStringLiteral("SHA-256(nonce ‖ \"KEYPAIR_MTLS\")"));

    given.expected.packageName = QStringLiteral("org.example.other");
    given.expected.publicKey = m_bed->googleRoot.certificate.spki();
    given.expected.nonce = QByteArray(64, 'x');
    findings = judgeInspection(*chain, given);
    QCOMPARE(
        sorted(found(findings)), QStringLiteral("android.appid.package android.binding android.challenge"));
}

RegistrationDraft TestChainJudge::walletDraft(Change change) const
{
    RegistrationDraft draft(*m_bed, true);
    draft.makeEvidence({.mtlsKey = [change](KeyDescriptionContent &description) {
        describeWalletKey(description);
        if (change)
            change(description);
    }});
    return draft;
}

void TestChainJudge::walletPasses()
{
    Terms given = terms(RuleSet::Wallet);
    given.expected.nonce = walletNonce;
    const QList<Finding> findings = judgeInspection(*inspect(jsonOf(dersOf(walletDraft(nullptr)))), given);
    QCOMPARE(sorted(found(findings)), QString());
    QList<QByteArray> order;
    for (const Finding &finding : findings)
        order.append(finding.check.toLatin1());
    QCOMPARE(order, walletChainOrder() + QList<QByteArray>{"trust.simulated"});
    // All but the two policies had something to look at.
    QCOMPARE(sorted(idsWith(findings, FindingStatus::NotChecked)),
        QStringLiteral("android.model android.patchlevel"));
}

void TestChainJudge::walletTakesTheNonceInItsEncodings_data()
{
    QTest::addColumn<QByteArray>("nonce");
    QTest::newRow("text") << walletNonce;
    QTest::newRow("decoded base64") << *fromBase64(walletNonce, Base64Form::Any);
}

void TestChainJudge::walletTakesTheNonceInItsEncodings()
{
    QFETCH(QByteArray, nonce);
    Terms given = terms(RuleSet::Wallet);
    given.expected.nonce = nonce;
    const QByteArray chain = pemOf(dersOf(walletDraft(nullptr)));
    QCOMPARE(sorted(found(judgeInspection(*inspect(chain), given))), QString());
    given.expected.nonce[0] = static_cast<char>(given.expected.nonce.at(0) ^ 1);
    QCOMPARE(sorted(found(judgeInspection(*inspect(chain), given))), QStringLiteral("android.challenge"));
}

void TestChainJudge::walletFaults_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("checks");
    const auto row = [](const char *name, const char *checks, Change change) {
        QTest::newRow(name) << change << QString::fromLatin1(checks);
    };
    row("unlocked", "wallet.boot.locked",
        [](KeyDescriptionContent &description) { description.deviceLocked = false; });
    row("started with a key of the user", "wallet.boot.verified",
        [](KeyDescriptionContent &description) { description.verifiedBootState = 1; });
    row("boot state in the software list", "android.deviation wallet.boot.locked wallet.boot.verified",
        [](KeyDescriptionContent &description) { description.rootOfTrustInHardware = false; });
    row("another package", "wallet.app.package",
        [](KeyDescriptionContent &description) { description.packageName = QStringLiteral("org.example"); });
    row("another signer", "wallet.app.signer",
        [](KeyDescriptionContent &description) { description.signerDigest = QByteArray(32, 's'); });
    row("key that agrees on keys", "android.purpose",
        [](KeyDescriptionContent &description) { description.purposes = {2, 6}; });
    row("key in software", "android.level", [](KeyDescriptionContent &description) {
        description.attestationSecurityLevel = 0;
        description.keyMintSecurityLevel = 0;
    });
    row("imported key", "android.origin", [](KeyDescriptionContent &description) { description.origin = 2; });
    row("key for all apps", "android.allapplications",
        [](KeyDescriptionContent &description) { description.allApplications = true; });
}

void TestChainJudge::walletFaults()
{
    QFETCH(Change, change);
    QFETCH(QString, checks);
    Terms given = terms(RuleSet::Wallet);
    given.mode = Mode::Lenient; // Wallet knows one mode only
    given.expected.nonce = walletNonce;
    const QList<Finding> findings = judgeInspection(*inspect(pemOf(dersOf(walletDraft(change)))), given);
    QCOMPARE(sorted(found(findings)), checks);
}

void TestChainJudge::verdictAlone()
{
    RegistrationDraft draft(*m_bed, true);
    const Jws token = Jws::parse(draft.token()).value();
    const QByteArray verdict = QJsonDocument::fromJson(token.payloadBytes)
                                   .object()
                                   .value(QStringLiteral("integrityVerdict"))
                                   .toString()
                                   .toLatin1();
    Terms given = terms();
    given.expected.nonce = draft.nonce;
    given.expected.packageName = QStringLiteral("de.gematik.dsr.android");
    QList<Finding> findings = judgeInspection(*inspect(verdict), given);
    QCOMPARE(sorted(idsWith(findings, FindingStatus::Pass)), QString()); // no key, nothing to say
    QCOMPARE(sorted(found(findings)), QString());

    given.playKeys.decryption = m_bed->playDecryptionKey;
    given.playKeys.verification = m_bed->playSigningKey.publicKey();
    findings = judgeInspection(*inspect(verdict), given);
    QCOMPARE(sorted(found(findings)), QString());
    for (const char *check : {"playintegrity.decoded", "playintegrity.nonce", "playintegrity.requestpackage",
             "playintegrity.app.verdict", "playintegrity.device", "playintegrity.license"})
        QVERIFY2(findingOf(findings, check)->status == FindingStatus::Pass, check);
    QCOMPARE(findingOf(findings, "playintegrity.consistent")->status, FindingStatus::NotChecked);
}

void TestChainJudge::verdictOfTheSpecification()
{
    // The good payload of android-attestation 13.3, with a package of our own.
    QByteArray payload = R"({"requestDetails": {"requestPackageName": "de.example.app",
        "nonce": "AAECAwQFBgcICQoLDA0ODw", "timestampMillis": "1795000000000"},
        "appIntegrity": {"appRecognitionVerdict": "PLAY_RECOGNIZED", "packageName": "de.example.app",
        "certificateSha256Digest": ["Br8MmBmVeijVKv77d2_UxosqaKD0F2IyTJ-Ak04IhBI"], "versionCode": "1"},
        "deviceIntegrity": {"deviceRecognitionVerdict": ["MEETS_BASIC_INTEGRITY", "MEETS_DEVICE_INTEGRITY"]},
        "accountDetails": {"appLicensingVerdict": "LICENSED"}})";
    Terms given = terms();
    given.time = QDateTime::fromMSecsSinceEpoch(1795000060000, Qt::UTC);
    given.expected.challenge = QByteArray::fromHex("000102030405060708090a0b0c0d0e0f");
    given.expected.packageName = QStringLiteral("de.example.app");
    for (const QByteArray &form : {payload, "{\"tokenPayloadExternal\":" + payload + "}"}) {
        const InspectionPtr inspection = inspect(form);
        QCOMPARE(inspection->kind(), QStringLiteral("integrityVerdict"));
        const QList<Finding> findings = judgeInspection(*inspection, given);
        QCOMPARE(sorted(found(findings)), QString());
        QCOMPARE(findingOf(findings, "playintegrity.nonce")->status, FindingStatus::Pass);
    }
    const InspectionPtr inspection = inspect(payload);
    QVERIFY(inspection->find(QStringLiteral("appIntegrity.appRecognitionVerdict"))
            ->text.startsWith(QLatin1StringView("PLAY_RECOGNIZED (")));
    QCOMPARE(inspection->find(QStringLiteral("requestDetails.timestampMillis"))->text,
        QStringLiteral("1795000000000 (2026-11-18T11:06:40.000Z)"));
    given.time = given.time.addSecs(660);
    const QList<Finding> old = judgeInspection(*inspection, given);
    QCOMPARE(sorted(found(old)), QStringLiteral("playintegrity.age"));
    QCOMPARE(findingOf(old, "playintegrity.age")->path, QStringLiteral("requestDetails.timestampMillis"));
}

void TestChainJudge::cardCertificateAlone()
{
    RegistrationDraft draft(*m_bed);
    const Terms terms = draft.termsOf(Mode::Strict);
    const auto judged = [&](const Certificate &certificate, const Terms &under) {
        return judgeInspection(*inspect(certificate.der()), under);
    };
    const QList<Finding> good = judged(draft.card.certificate, terms);
    QCOMPARE(good.size(), cardCertificateOrder().size());
    QCOMPARE(sorted(found(good)), QString());
    Terms foreign = terms;
    foreign.egkIssuers.clear();
    QCOMPARE(sorted(found(judged(draft.card.certificate, foreign))), QStringLiteral("egk.certificate.path"));
    Terms late = terms;
    late.time = late.time.addYears(20);
    QCOMPARE(sorted(found(judged(draft.card.certificate, late))), QStringLiteral("egk.certificate.dates"));
    QVERIFY(judged(m_bed->egkCa.certificate, terms).isEmpty());

    Terms somebody = terms;
    somebody.expected.kvnr = m_bed->holder().kvnr;
    QCOMPARE(sorted(found(judged(m_bed->card.certificate, somebody))), QString());
    somebody.expected.kvnr = QStringLiteral("A123456780");
    QCOMPARE(sorted(found(judged(m_bed->card.certificate, somebody))), QStringLiteral("egk.kvnr.present"));
}

QTEST_GUILESS_MAIN(TestChainJudge)
#include "tst_chainjudge.moc"

#include "core/base/digest.h"
#include "core/check/inspectionjudge.h"
#include "core/decode/inspect.h"
#include "tests/core/check/appledraft.h"
#include "tests/core/decode/tiling.h"

#include <QTemporaryDir>
#include <QTest>

using namespace dsr;

namespace {

QSet<QString> idsWith(const QList<Finding> &findings, FindingStatus status)
{
    QSet<QString> ids;
    for (const Finding &finding : findings) {
        if (finding.status == status && finding.check != QLatin1StringView("trust.simulated"))
            ids.insert(finding.check);
    }
    return ids;
}

QString sorted(const QSet<QString> &ids)
{
    QStringList list = ids.values();
    list.sort();
    return list.join(QLatin1Char(' '));
}

QSet<QString> notCheckedApple(const QList<Finding> &findings)
{
    QSet<QString> ids = idsWith(findings, FindingStatus::NotChecked);
    ids.removeIf([](const QString &id) { return !id.startsWith(QLatin1StringView("apple.")); });
    ids.remove(QStringLiteral("apple.macos.acl"));
    return ids;
}

const Finding *findingOf(const QList<Finding> &findings, const char *check)
{
    for (const Finding &finding : findings) {
        if (finding.check == QLatin1StringView(check))
            return &finding;
    }
    return nullptr;
}

} // namespace

Q_DECLARE_METATYPE(dsr::Identity dsr::TestBed::*)

class TestAppleJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void goodRegistrationPassesInBothModes();
    void tolerated_data();
    void tolerated();
    void everyCheckHasAFault();
    void faultIsFoundByItsCheckOnly_data();
    void faultIsFoundByItsCheckOnly();
    void pathsLeadToTheirNodes();
    void simulatedRootsCountOnlyWhileSimulationIsOn();
    void eachRootOfTheTestBedVouchesForItsOwn_data();
    void eachRootOfTheTestBedVouchesForItsOwn();
    void standaloneStatement();
    void standaloneAssertion();
    void mistakesAreExplained_data();
    void mistakesAreExplained();
    void keyIsAttestedOnce();

private:
    QTemporaryDir m_folder;
    std::optional<TestBed> m_bed;
    std::optional<AppleAuthority> m_authority;
};

void TestAppleJudge::initTestCase()
{
    const FixedClock clock(RegistrationDraft::now());
    auto opened = openTestBed(m_folder.path(), clock);
    QVERIFY(opened);
    m_bed = std::move(*opened);
    m_authority =
        makeAppleAuthority(m_bed->appleRoot, m_bed->appleReceiptRoot, RegistrationDraft::now()).value();
}

void TestAppleJudge::goodRegistrationPassesInBothModes()
{
    for (const Mode mode : {Mode::Strict, Mode::Lenient}) {
        AppleDraft draft(*m_bed, *m_authority);
        const RegistrationJudgement judgement = draft.judge(mode);
        QVERIFY2(judgement.passed(), qPrintable(judgement.failedCheck));
        QCOMPARE(sorted(idsWith(judgement.findings, FindingStatus::Warn)), QString());
        QCOMPARE(sorted(notCheckedApple(judgement.findings)), QString());
        QCOMPARE(judgement.evidence.type, QStringLiteral("apple"));
        QVERIFY(judgement.evidence.simulated);
        QCOMPARE(judgement.evidence.attestChain.size(), 2);
        QList<QByteArray> order;
        for (const QByteArray &id : appleRegistrationOrder()) {
            if (!id.startsWith("transport.") && id != "issue.certificate" && id != "store.commit")
                order.append(id);
        }
        order.append("trust.simulated");
        QList<QByteArray> actual;
        for (const Finding &finding : judgement.findings)
            actual.append(finding.check.toLatin1());
        QCOMPARE(actual, order);
    }
}

using Edit = void (*)(AppleDraft &);
Q_DECLARE_METATYPE(Edit)

void TestAppleJudge::tolerated_data()
{
    QTest::addColumn<Edit>("edit");
    const auto row = [](const char *name, Edit edit) { QTest::newRow(name) << edit; };
    row("type ios", [](AppleDraft &d) {
        d.editClaims = [](QJsonObject &claims) {
            claims.insert(QStringLiteral("type"), QStringLiteral("iOS"));
        };
    });
    row("phone before iOS 27", [](AppleDraft &d) {
        d.quirks.authenticator = [](AuthenticatorContent &content) {
            content.flags = 0x40;
            content.extensions.clear();
        };
    });
    row("extensions without flag ED", [](AppleDraft &d) {
        d.quirks.authenticator = [](AuthenticatorContent &content) { content.flags = 0x40; };
    });
    row("unknown extension", [](AppleDraft &d) {
        d.quirks.authenticator = [](AuthenticatorContent &content) {
            content.extensions = QByteArray::fromHex("a1617801");
        };
    });
    row("key with a short coordinate", [](AppleDraft &d) {
        do {
            d.key = PrivateKey::generate(Curve::P256).value();
        } while (d.key.publicKey().point().at(1) != 0);
        d.quirks.authenticator = [](AuthenticatorContent &content) { content.shortCoordinates = true; };
    });
    row("receipt in DER", [](AppleDraft &d) { d.quirks.receiptForm = CmsForm::Definite; });
    row("fields of the receipt in another order", [](AppleDraft &d) {
        d.editReceipt = [](ReceiptContent &fields) { std::reverse(fields.begin(), fields.end()); };
    });
    row("unknown field in the receipt",
        [](AppleDraft &d) { d.editReceipt = [](ReceiptContent &fields) { fields.append({99, "x"}); }; });
    row("receipt of just before five minutes ago", [](AppleDraft &d) {
        d.editReceipt = [](ReceiptContent &fields) {
            for (auto &[number, value] : fields) {
                if (number == receiptfield::creationTime)
                    value = receiptTimeText(RegistrationDraft::now().addSecs(-299));
            }
        };
    });
    row("development where it is accepted", [](AppleDraft &d) {
        d.environment = AppleEnvironment::Development;
        d.editTerms = [](Terms &terms) { terms.appleDevelopment = true; };
    });
    row("key of a Mac in its secure state", [](AppleDraft &d) {
        d.quirks.credential = [](CredentialContent &content) { content.platform = QStringLiteral("macosx"); };
    });
}

void TestAppleJudge::tolerated()
{
    QFETCH(Edit, edit);
    AppleDraft draft(*m_bed, *m_authority);
    edit(draft);
    for (const Mode mode : {Mode::Strict, Mode::Lenient}) {
        const RegistrationJudgement judgement = draft.judge(mode);
        QVERIFY2(judgement.passed(), qPrintable(judgement.failedCheck));
        QCOMPARE(sorted(idsWith(judgement.findings, FindingStatus::Warn)), QString());
        QCOMPARE(sorted(notCheckedApple(judgement.findings)), QString());
    }
}

void TestAppleJudge::everyCheckHasAFault()
{
    QSet<QByteArray> found;
    for (const AppleFault &fault : appleFaults())
        found.insert(fault.check);
    for (const QByteArray &id : appleStatementOrder())
        QVERIFY2(found.contains(id), id.constData());
}

void TestAppleJudge::faultIsFoundByItsCheckOnly_data()
{
    QTest::addColumn<int>("number");
    for (int i = 0; i < appleFaults().size(); ++i)
        QTest::newRow(appleFaults().at(i).name) << i;
}

void TestAppleJudge::faultIsFoundByItsCheckOnly()
{
    QFETCH(int, number);
    const AppleFault &fault = appleFaults().at(number);
    AppleDraft draft(*m_bed, *m_authority);
    fault.make(draft);
    QSet<QString> lost;
    for (const QByteArray &word : QByteArray(fault.consequences).split(' ')) {
        if (word.startsWith('-'))
            lost.insert(QString::fromLatin1(word.sliced(1)));
    }
    const QString check = QString::fromLatin1(fault.check);
    const bool strictWarns = qstrlen(fault.errorCode) == 0;

    const RegistrationJudgement strict = draft.judge(Mode::Strict);
    QCOMPARE(sorted(idsWith(strict.findings, FindingStatus::Fail)), strictWarns ? QString() : check);
    QCOMPARE(sorted(idsWith(strict.findings, FindingStatus::Warn)), strictWarns ? check : QString());
    QCOMPARE(sorted(notCheckedApple(strict.findings)), sorted(lost));
    QCOMPARE(strict.errorCode, QString::fromLatin1(fault.errorCode));
    QCOMPARE(strict.httpStatus, strictWarns ? 0 : 400);

    const RegistrationJudgement lenient = draft.judge(Mode::Lenient);
    if (fault.lenient == FindingStatus::NotChecked)
        QVERIFY(idsWith(lenient.findings, FindingStatus::NotChecked).contains(check));
    else
        QCOMPARE(sorted(idsWith(lenient.findings, fault.lenient)), check);
    QCOMPARE(lenient.passed(), fault.lenient != FindingStatus::Fail);
    const Finding *finding = findingOf(strict.findings, fault.check);
    QVERIFY(!finding->path.isEmpty());
    QVERIFY(!finding->expected.isEmpty() || !finding->actual.isEmpty() || !finding->explanation.isEmpty());
}

/// Every finding that names a path names one that is there.
void TestAppleJudge::pathsLeadToTheirNodes()
{
    AppleDraft draft(*m_bed, *m_authority);
    const InspectionPtr inspection = inspect(draft.statement(), DataKind::Attestation);
    QCOMPARE(test::tilingFault(*inspection), QString());
    Terms terms = draft.termsOf(Mode::Strict);
    terms.expected.clientDataHash = draft.clientDataHash();
    terms.expected.appId = QStringLiteral("A9FL89PFFL.de.gematik.dsr");
    for (const Finding &finding : judgeInspection(*inspection, terms)) {
        QVERIFY2(finding.path.isEmpty() || inspection->find(finding.path),
            qPrintable(finding.check + QLatin1Char(' ') + finding.path));
    }
}

void TestAppleJudge::simulatedRootsCountOnlyWhileSimulationIsOn()
{
    AppleDraft draft(*m_bed, *m_authority);
    QCOMPARE(findingOf(draft.judge(Mode::Strict).findings, "trust.simulated")->status, FindingStatus::Warn);
    draft.editTerms = [](Terms &terms) { terms.simulation = false; };
    const RegistrationJudgement judgement = draft.judge(Mode::Strict);
    QCOMPARE(sorted(idsWith(judgement.findings, FindingStatus::Fail)),
        QStringLiteral("apple.chain.root apple.receipt.chain"));
}

void TestAppleJudge::eachRootOfTheTestBedVouchesForItsOwn_data()
{
    QTest::addColumn<Identity TestBed::*>("keys");
    QTest::addColumn<Identity TestBed::*>("receipts");
    QTest::addColumn<QString>("refused");
    QTest::newRow("as they should") << &TestBed::appleRoot << &TestBed::appleReceiptRoot << QString();
    QTest::newRow("receipt under the root of keys")
        << &TestBed::appleRoot << &TestBed::appleRoot << QStringLiteral("apple.receipt.chain");
    QTest::newRow("key under the root of receipts")
        << &TestBed::appleReceiptRoot << &TestBed::appleReceiptRoot << QStringLiteral("apple.chain.root");
    QTest::newRow("the other way round") << &TestBed::appleReceiptRoot << &TestBed::appleRoot
                                         << QStringLiteral("apple.chain.root apple.receipt.chain");
    QTest::newRow("receipt under the root of phones")
        << &TestBed::appleRoot << &TestBed::googleRoot << QStringLiteral("apple.receipt.chain");
}

/// As the DMS and the inspector judge under the trust of the test bed.
void TestAppleJudge::eachRootOfTheTestBedVouchesForItsOwn()
{
    QFETCH(Identity TestBed::*, keys);
    QFETCH(Identity TestBed::*, receipts);
    QFETCH(QString, refused);
    const AppleAuthority authority =
        makeAppleAuthority((*m_bed).*keys, (*m_bed).*receipts, RegistrationDraft::now()).value();
    AppleDraft draft(*m_bed, authority);
    draft.editTerms = [&](Terms &terms) {
        terms.appleAnchors.clear();
        terms.appleReceiptAnchors.clear();
        trustOf(*m_bed).addTo(terms);
    };
    for (const Mode mode : {Mode::Strict, Mode::Lenient}) {
        const RegistrationJudgement judgement = draft.judge(mode);
        QCOMPARE(sorted(idsWith(judgement.findings, FindingStatus::Fail)), refused);
    }
}

void TestAppleJudge::standaloneStatement()
{
    AppleDraft draft(*m_bed, *m_authority);
    const InspectionPtr inspection = inspect(draft.statement());
    QCOMPARE(inspection->kind(), QStringLiteral("attestation"));
    Terms terms = draft.termsOf(Mode::Strict);
    const auto notChecked = [&] { return sorted(notCheckedApple(judgeInspection(*inspection, terms))); };
    QCOMPARE(notChecked(),
        QStringLiteral(
            "apple.keyid apple.leaf.appid apple.nonce apple.receipt.appid apple.receipt.clienthash "
            "apple.rpid"));
    terms.expected.clientDataHash = draft.clientDataHash();
    terms.expected.appId = QStringLiteral("A9FL89PFFL.de.gematik.dsr");
    terms.expected.publicKey = draft.key.publicKey().spki();
    QCOMPARE(notChecked(), QString());
    QCOMPARE(sorted(idsWith(judgeInspection(*inspection, terms), FindingStatus::Fail)), QString());
    terms.expected.environment = QStringLiteral("development");
    QCOMPARE(sorted(idsWith(judgeInspection(*inspection, terms), FindingStatus::Fail)),
        QStringLiteral("apple.environment"));
}

void TestAppleJudge::standaloneAssertion()
{
    const AppleAuthority &authority = *m_authority;
    const PrivateKey key = PrivateKey::generate(Curve::P256).value();
    AppAttestKey phone(authority, key, QStringLiteral("T.app"), AppleEnvironment::Production);
    Terms terms;
    terms.time = RegistrationDraft::now();
    terms.expected.appId = QStringLiteral("T.app");
    terms.expected.challenge = "a challenge";
    terms.expected.publicKey = key.publicKey().point();
    const auto judged = [&](const QByteArray &cbor) {
        const QList<Finding> findings = judgeInspection(*inspect(cbor, DataKind::Assertion), terms);
        return sorted(idsWith(findings, FindingStatus::Fail)) + QLatin1Char('|')
            + sorted(idsWith(findings, FindingStatus::NotChecked));
    };
    const QString known = QStringLiteral(
        "|apple.assertion.counter apple.assertion.sameapp apple.extensions.changed apple.receipt.onfile");
    const QByteArray hash = sha256(terms.expected.challenge);
    QCOMPARE(judged(phone.makeAssertion(hash).value()), known);
    QCOMPARE(
        judged(phone.makeAssertion(hash).value() + '\0'), QStringLiteral("apple.assertion.form") + known);
    QCOMPARE(judged(phone.makeAssertion(sha256(hash)).value()),
        QStringLiteral("apple.assertion.signature") + known);
    QCOMPARE(judged(phone
                     .makeAssertion(
                         hash, {.authenticator = [](AuthenticatorContent &content) { content.counter = 0; }})
                     .value()),
        QStringLiteral("apple.assertion.counter|apple.assertion.sameapp apple.extensions.changed "
                       "apple.receipt.onfile"));
    QCOMPARE(
        judged(phone.makeAssertion(hash, {.authenticatorData = [](QByteArray &data) { data.truncate(36); }})
                .value()),
        QStringLiteral("apple.assertion.authdata|apple.assertion.counter apple.assertion.sameapp "
                       "apple.extensions.category apple.extensions.changed apple.extensions.form "
                       "apple.extensions.version apple.receipt.onfile apple.rpid"));
}

void TestAppleJudge::mistakesAreExplained_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QByteArray>("check");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char *check, const char *words, Edit edit) {
        QTest::newRow(name) << edit << QByteArray(check) << QString::fromLatin1(words);
    };
    row("hashed once more", "apple.nonce", "once too often",
        [](AppleDraft &d) { d.attestedHash = sha256(d.clientDataHash()); });
    row("keyId of the SPKI", "apple.keyid", "SubjectPublicKeyInfo", [](AppleDraft &d) {
        const QByteArray wrong = sha256(d.key.publicKey().spki()).toBase64();
        d.editClaims = [wrong](QJsonObject &claims) {
            claims.insert(QStringLiteral("keyId"), QString::fromLatin1(wrong));
        };
    });
    row("App ID without the team", "apple.rpid", "bundle alone", [](AppleDraft &d) {
        d.quirks.authenticator = [](AuthenticatorContent &content) {
            content.rpIdHash = sha256("de.gematik.dsr");
        };
    });
}

void TestAppleJudge::mistakesAreExplained()
{
    QFETCH(Edit, edit);
    QFETCH(QByteArray, check);
    QFETCH(QString, words);
    AppleDraft draft(*m_bed, *m_authority);
    edit(draft);
    const RegistrationJudgement judgement = draft.judge(Mode::Strict);
    const Finding *finding = findingOf(judgement.findings, check.constData());
    QCOMPARE(finding->status, FindingStatus::Fail);
    QVERIFY2(finding->explanation.contains(words), qPrintable(finding->explanation));
    QVERIFY(!finding->computation.isEmpty());
}

void TestAppleJudge::keyIsAttestedOnce()
{
    AppAttestKey phone(*m_authority, PrivateKey::generate(Curve::P256).value(), QStringLiteral("T.app"),
        AppleEnvironment::Production);
    QVERIFY(phone.attest(sha256("1"), RegistrationDraft::now()));
    QVERIFY(!phone.attest(sha256("1"), RegistrationDraft::now()));
}

QTEST_GUILESS_MAIN(TestAppleJudge)
#include "tst_applejudge.moc"

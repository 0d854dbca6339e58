#include "core/check/inspectionjudge.h"
#include "core/check/statuslist.h"
#include "core/decode/inspect.h"
#include "core/decode/keydescription.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace dsr;

namespace {

const QString folder = QStringLiteral(DSR_SAMPLES "/android/");

QByteArray bytesOf(const QString &file)
{
    QFile source(folder + file);
    return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
}

QString text(const QJsonValue &object, const char *name)
{
    return object[QLatin1StringView(name)].toString();
}

QStringList texts(const QJsonValue &object, const char *name)
{
    return object[QLatin1StringView(name)].toVariant().toStringList();
}

const QJsonArray &samples()
{
    static const QJsonArray array = QJsonDocument::fromJson(bytesOf(QStringLiteral("expected.json")))
                                        .object()
                                        .value(QStringLiteral("samples"))
                                        .toArray();
    return array;
}

QJsonObject sampleOf(const QString &id)
{
    for (const QJsonValue &sample : samples()) {
        if (text(sample, "id") == id)
            return sample.toObject();
    }
    return {};
}

QList<Certificate> certificatesOf(const QJsonObject &sample)
{
    QList<Certificate> chain;
    for (const QString &file : texts(sample, "files")) {
        const QByteArray bytes = bytesOf(file);
        if (bytes.startsWith('\x30')) {
            chain.append(Certificate::fromDer(bytes).value());
            continue;
        }
        const QByteArray begin = "-----BEGIN";
        for (qsizetype at = bytes.indexOf(begin); at >= 0; at = bytes.indexOf(begin, at + 1))
            chain.append(Certificate::fromPem(bytes.sliced(at)).value());
    }
    return chain;
}

Terms termsOf(const QJsonObject &sample, const QDateTime &time, RuleSet rules = RuleSet::Dsr)
{
    Terms terms;
    terms.time = time;
    terms.rules = rules;
    QDir roots(folder + QStringLiteral("roots"));
    for (const QString &file : roots.entryList({QStringLiteral("google-*.pem")})) {
        QFile source(roots.filePath(file));
        if (source.open(QIODevice::ReadOnly))
            terms.androidAnchors.append({.certificate = *Certificate::fromPem(source.readAll())});
    }
    terms.statusList = std::make_shared<const StatusList>();
    terms.expected.challenge = QByteArray::fromHex(
        text(sample[QStringLiteral("leafKeyDescription")], "attestationChallengeHex").toLatin1());
    return terms;
}

QDateTime timeOf(const QJsonObject &sample)
{
    return QDateTime::fromString(text(sample[QStringLiteral("evaluation")], "atTime"), Qt::ISODate);
}

const QDateTime today(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);

QList<Finding> judged(const QJsonObject &sample, const Terms &terms)
{
    QByteArray pem;
    for (const Certificate &certificate : certificatesOf(sample))
        pem += certificate.pem();
    return judgeInspection(*inspect(pem), terms);
}

const Finding *findingOf(const QList<Finding> &findings, const char *check)
{
    for (const Finding &finding : findings) {
        if (finding.check == QLatin1StringView(check))
            return &finding;
    }
    return nullptr;
}

QSet<QString> failed(const QList<Finding> &findings)
{
    QSet<QString> ids;
    for (const Finding &finding : findings) {
        if (finding.status == FindingStatus::Fail)
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

/// From the codes of the samples to the checks (checks 6.7).
QString checkOf(const QString &finding)
{
    static const QHash<QString, QString> checks = [] {
        const std::pair<const char *, const char *> pairs[] = {{"CHAIN_PARSE", "android.chain.form"},
            {"CHAIN_ORDER", "android.chain.order"}, {"CHAIN_INCOMPLETE", "android.chain.complete"},
            {"NAME_CHAINING", "android.chain.names"}, {"SIGNATURE", "android.chain.signatures"},
            {"ANCHOR_NOT_GOOGLE", "android.chain.root"}, {"NOT_YET_VALID", "android.chain.notbefore"},
            {"EXPIRED", "android.chain.notafter"}, {"EXTENSION_MISSING", "android.extension.present"},
            {"KEY_DESCRIPTION_MALFORMED", "android.extension.form"},
            {"NO_KEY_DESCRIPTION", "android.extension.form"},
            {"EXTENSION_PLACEMENT", "android.extension.placement"},
            {"ATTEST_KEY_PURPOSE", "android.attestkey.purpose"},
            {"PROVISIONING_INFO_NOT_DIRECTLY_ABOVE_EXTENSION", "android.provisioning.placement"},
            {"KEY_PARAMETERS_MISMATCH", "android.key.parameters"}, {"LEVELS_DIFFER", "android.level"},
            {"ATTESTATION_LEVEL_SOFTWARE", "android.level"}, {"KEYMINT_LEVEL_SOFTWARE", "android.level"},
            {"ORIGIN_NOT_GENERATED_IN_HARDWARE_LIST", "android.origin"},
            {"ROOT_OF_TRUST_NOT_IN_HARDWARE_LIST", "android.boot.present"},
            {"DEVICE_UNLOCKED", "android.boot.locked"}, {"ALL_APPLICATIONS", "android.allapplications"},
            {"PURPOSE", "android.purpose"}, {"W4", "wallet.boot.locked"}, {"W5", "wallet.boot.verified"},
            {"W6", "wallet.app.package"}};
        QHash<QString, QString> table;
        for (const auto &[code, check] : pairs)
            table.insert(QString::fromLatin1(code), QString::fromLatin1(check));
        return table;
    }();
    if (finding.startsWith(QLatin1StringView("BOOT_STATE_")))
        return QStringLiteral("android.boot.verified");
    return checks.value(finding.section(QLatin1Char(':'), 0, 0));
}

QSet<QString> checksOf(const QStringList &codes)
{
    QSet<QString> ids;
    for (const QString &code : codes)
        ids.insert(checkOf(code));
    return ids;
}

// --- a description in the form of the samples

QString enumName(const QString &name)
{
    QString result;
    for (const QChar c : name.section(QLatin1Char(' '), 0, 0)) {
        if (c.isUpper() && !result.isEmpty())
            result += QLatin1Char('_');
        result += c.toUpper();
    }
    return result;
}

QString hex(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

QJsonObject jsonOf(const RootOfTrust &root)
{
    return {{QStringLiteral("verifiedBootKeyHex"), hex(root.verifiedBootKey)},
        {QStringLiteral("deviceLocked"), root.deviceLocked},
        {QStringLiteral("verifiedBootState"), enumName(verifiedBootStateText(root.verifiedBootState))},
        {QStringLiteral("verifiedBootHashHex"), hex(root.verifiedBootHash)}};
}

QJsonObject jsonOf(const AttestationApplicationId &id)
{
    QJsonArray packages;
    for (const auto &package : id.packages)
        packages.append(QJsonObject{
            {QStringLiteral("name"), package.name}, {QStringLiteral("version"), package.version}});
    QJsonArray digests;
    for (const QByteArray &digest : id.signatureDigests)
        digests.append(hex(digest));
    return {{QStringLiteral("packages"), packages}, {QStringLiteral("signatureDigestsHex"), digests}};
}

QJsonObject jsonOf(const AuthorizationList &list)
{
    QJsonObject object;
    const auto name = [](int tag) { return QStringLiteral("%1 %2").arg(tag).arg(authorizationTagName(tag)); };
    for (auto it = list.integers.begin(); it != list.integers.end(); ++it)
        object.insert(name(it.key()), it.value());
    for (auto it = list.sets.begin(); it != list.sets.end(); ++it) {
        QList<qint64> values = it.value().values();
        std::sort(values.begin(), values.end());
        QJsonArray array;
        for (const qint64 value : values)
            array.append(value);
        object.insert(name(it.key()), array);
    }
    for (const int tag : list.flags)
        object.insert(name(tag), true);
    for (auto it = list.octets.begin(); it != list.octets.end(); ++it) {
        if (it.key() != 709)
            object.insert(name(it.key()) + QStringLiteral(" hex"), hex(it.value()));
    }
    if (list.rootOfTrust)
        object.insert(name(704), jsonOf(*list.rootOfTrust));
    if (list.applicationId)
        object.insert(name(709), jsonOf(*list.applicationId));
    return object;
}

QJsonObject jsonOf(const KeyDescription &description)
{
    return {{QStringLiteral("attestationVersion"), description.attestationVersion},
        {QStringLiteral("attestationSecurityLevel"),
            enumName(securityLevelText(description.attestationSecurityLevel))},
        {QStringLiteral("keyMintVersion"), description.keyMintVersion},
        {QStringLiteral("keyMintSecurityLevel"),
            enumName(securityLevelText(description.keyMintSecurityLevel))},
        {QStringLiteral("attestationChallengeHex"), hex(description.attestationChallenge)},
        {QStringLiteral("uniqueIdHex"), hex(description.uniqueId)},
        {QStringLiteral("softwareEnforced"), jsonOf(description.softwareEnforced)},
        {QStringLiteral("hardwareEnforced"), jsonOf(description.hardwareEnforced)}};
}

/// Sets in ascending order: what the typed description has no place for.
QJsonObject withSortedSets(QJsonObject object)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it->isObject()) {
            *it = withSortedSets(it->toObject());
        } else if (it->isArray() && it->toArray().first().isDouble()) {
            QList<qint64> values;
            for (const QJsonValue &value : it->toArray())
                values.append(value.toInteger());
            std::sort(values.begin(), values.end());
            QJsonArray array;
            for (const qint64 value : values)
                array.append(value);
            *it = array;
        }
    }
    return object;
}

} // namespace

class TestAndroidSamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void certificates_data() { rows(); }
    void certificates();
    void descriptions_data() { rows(); }
    void descriptions();
    void treeHasTheValues_data() { rows(); }
    void treeHasTheValues();
    void deviations_data() { rows(); }
    void deviations();
    void anchorAndSignatures_data() { rows(); }
    void anchorAndSignatures();
    void rulesAtBothTimes_data() { rows(); }
    void rulesAtBothTimes();
    void walletRules_data() { rows(); }
    void walletRules();
    void anotherChallengeFails_data() { rows(); }
    void anotherChallengeFails();
    void malformedDescriptionIsTakenApart();
    void statusList();
    void revokedIssuerIsFound();

private:
    static void rows();
};

void TestAndroidSamples::rows()
{
    QTest::addColumn<QJsonObject>("sample");
    for (const QJsonValue &sample : samples())
        QTest::newRow(qPrintable(text(sample, "id"))) << sample.toObject();
}

void TestAndroidSamples::initTestCase()
{
    if (samples().isEmpty())
        QSKIP("the foreign samples are not beside this checkout");
    QCOMPARE(samples().size(), 17);
    QCOMPARE(termsOf({}, today).androidAnchors.size(), 5);
}

void TestAndroidSamples::certificates()
{
    QFETCH(QJsonObject, sample);
    const QList<Certificate> chain = certificatesOf(sample);
    const QJsonArray expected = sample[QStringLiteral("certificates")].toArray();
    QCOMPARE(chain.size(), expected.size());
    for (qsizetype i = 0; i < chain.size(); ++i) {
        QCOMPARE(hex(chain.at(i).sha256Fingerprint()), text(expected.at(i), "sha256"));
        QCOMPARE(
            QString::fromLatin1(chain.at(i).serialHex()), text(expected.at(i), "serialHexForStatusLookup"));
        QCOMPARE(chain.at(i).notBefore().toString(Qt::ISODate), text(expected.at(i), "notBefore"));
        QCOMPARE(chain.at(i).notAfter().toString(Qt::ISODate), text(expected.at(i), "notAfter"));
        QStringList extensions;
        for (const Extension &extension : chain.at(i).extensions())
            extensions.append(QString::fromLatin1(extension.oid)
                + (extension.critical ? QStringLiteral(" critical") : QString()));
        QCOMPARE(extensions, texts(expected.at(i), "extensions"));
        const auto provisioning = chain.at(i).extension(provisioningInfoOid);
        QCOMPARE(hex(provisioning ? provisioning->value : QByteArray()),
            text(expected.at(i), "provisioningInfoCborHex"));
    }
}

void TestAndroidSamples::descriptions()
{
    QFETCH(QJsonObject, sample);
    const QList<Certificate> chain = certificatesOf(sample);
    qsizetype index = 0;
    for (const char *name : {"leafKeyDescription", "attestKeyDescription"}) {
        const QJsonObject expected = sample[QLatin1StringView(name)].toObject();
        const auto extension =
            index < chain.size() ? chain.at(index).extension(keyAttestationOid) : std::nullopt;
        const auto description = extension ? parseKeyDescription(extension->value) : std::nullopt;
        QCOMPARE(description.has_value(), !expected.isEmpty());
        if (description)
            QCOMPARE(jsonOf(*description), withSortedSets(expected));
        ++index;
    }
}

void TestAndroidSamples::treeHasTheValues()
{
    QFETCH(QJsonObject, sample);
    const InspectionPtr inspection = inspect(certificatesOf(sample).first().der());
    const QJsonObject expected = sample[QStringLiteral("leafKeyDescription")].toObject();
    const QString base = QStringLiteral("tbsCertificate.extensions.keyDescription.extnValue.");
    int seen = 0;
    for (const char *list : {"softwareEnforced", "hardwareEnforced"}) {
        const QJsonObject members = expected[QLatin1StringView(list)].toObject();
        for (auto it = members.begin(); it != members.end(); ++it) {
            const Node *node = inspection->find(
                base + QLatin1StringView(list) + QLatin1Char('.') + it.key().section(QLatin1Char(' '), 1, 1));
            QVERIFY2(node, qPrintable(it.key()));
            if (it->isDouble())
                QCOMPARE(node->value.toLongLong(), it->toInteger());
            else if (it->isString())
                QCOMPARE(hex(node->value.toByteArray()), it->toString());
            ++seen;
        }
    }
    QVERIFY(expected.isEmpty() || seen > 5);
}

void TestAndroidSamples::deviations()
{
    QFETCH(QJsonObject, sample);
    const QList<Finding> findings = judged(sample, termsOf(sample, timeOf(sample)));
    const Finding *deviation = findingOf(findings, "android.deviation");
    QVERIFY(deviation);
    QSet<QString> found;
    for (const QString &code : deviation->actual.split(QStringLiteral(", "), Qt::SkipEmptyParts))
        found.insert(code);
    QSet<QString> expected;
    for (const QString &code : texts(sample, "deviations")) {
        if (code.startsWith(QLatin1StringView("KEY_DESCRIPTION_MALFORMED")))
            QCOMPARE(findingOf(findings, "android.extension.form")->status, FindingStatus::Fail);
        else
            expected.insert(code);
    }
    found.remove(QStringLiteral("KEY_ALGORITHM_UNSUPPORTED")); // depends on the library, not on the sample
    QCOMPARE(sorted(found), sorted(expected));
    QCOMPARE(deviation->status, deviation->actual.isEmpty() ? FindingStatus::Pass : FindingStatus::Warn);
}

void TestAndroidSamples::anchorAndSignatures()
{
    QFETCH(QJsonObject, sample);
    const QList<Finding> findings = judged(sample, termsOf(sample, timeOf(sample)));
    const QJsonObject anchor = sample[QStringLiteral("trustAnchor")].toObject();
    const Finding *root = findingOf(findings, "android.chain.root");
    QVERIFY(root);
    QCOMPARE(
        root->status == FindingStatus::Pass, text(anchor, "class") == QLatin1StringView("google-hardware"));
    const QString name = text(anchor, "name").isEmpty() ? text(anchor, "sha256") : text(anchor, "name");
    QVERIFY2(root->actual.startsWith(name), qPrintable(root->actual));
    if (text(anchor, "class") == QLatin1StringView("android-software"))
        QVERIFY(root->actual.startsWith(QLatin1StringView("android-software-")));

    const QJsonArray signatures = sample[QStringLiteral("signaturesOkLeafToAnchor")].toArray();
    const Finding *chain = findingOf(findings, "android.chain.signatures");
    QVERIFY(chain);
    const bool anyWrong = signatures.contains(QJsonValue(false));
    const bool unknown = signatures.contains(QJsonValue(QJsonValue::Null));
    QCOMPARE(chain->status,
        unknown        ? FindingStatus::NotChecked
            : anyWrong ? FindingStatus::Fail
                       : FindingStatus::Pass);
    if (anyWrong)
        QCOMPARE(chain->path, QString::number(signatures.toVariantList().indexOf(false)));
    const Finding *names = findingOf(findings, "android.chain.names");
    QVERIFY(names);
    QCOMPARE(names->status == FindingStatus::Pass, sample[QStringLiteral("nameChainingOk")].toBool());
    // What kind of chain it is stands where it matters: expiry.
    const Finding *expiry = findingOf(findings, "android.chain.notafter");
    QVERIFY(expiry);
    QCOMPARE(expiry->actual, text(sample, "provisioning"));
}

void TestAndroidSamples::rulesAtBothTimes()
{
    QFETCH(QJsonObject, sample);
    const QJsonObject evaluation = sample[QStringLiteral("evaluation")].toObject();
    const std::pair<QDateTime, const char *> times[] = {
        {timeOf(sample), "chainRuleFailuresAtTime"}, {today, "chainRuleFailuresAt2026-11-22"}};
    for (const auto &[time, name] : times) {
        const QList<Finding> findings = judged(sample, termsOf(sample, time));
        const QStringList chainRules = texts(evaluation, name);
        QCOMPARE(
            sorted(failed(findings)), sorted(checksOf(chainRules + texts(evaluation, "policyFailures"))));
        const auto expired = chainRules.filter(QStringLiteral("EXPIRED"));
        if (!expired.isEmpty()) {
            QCOMPARE(QStringLiteral("EXPIRED:cert") + findingOf(findings, "android.chain.notafter")->path,
                expired.first());
        }
    }
}

void TestAndroidSamples::walletRules()
{
    QFETCH(QJsonObject, sample);
    const QList<Finding> findings = judged(sample, termsOf(sample, timeOf(sample), RuleSet::Wallet));
    const QStringList expected =
        texts(sample[QStringLiteral("evaluation")], "walletRuleFailuresIfChallengeMatches");
    // Rules that lost their input to an unreadable description are not passed.
    const bool readable = findingOf(findings, "android.extension.form")->status == FindingStatus::Pass;
    bool chainFails = false;
    for (const QString &id : failed(findings)) {
        chainFails = chainFails
            || (id.startsWith(QLatin1StringView("android.chain.")) && !id.contains(QStringLiteral(".not")));
    }
    QCOMPARE(chainFails, expected.contains(QStringLiteral("W1")));
    for (const char *rule : {"W4", "W5", "W6"}) {
        const Finding *finding =
            findingOf(findings, checkOf(QString::fromLatin1(rule)).toLatin1().constData());
        QVERIFY2(finding, rule);
        QCOMPARE(finding->status,
            !expected.contains(QLatin1StringView(rule)) ? FindingStatus::Pass
                : readable                              ? FindingStatus::Fail
                                                        : FindingStatus::NotChecked);
    }
}

void TestAndroidSamples::anotherChallengeFails()
{
    QFETCH(QJsonObject, sample);
    if (!sample[QStringLiteral("leafKeyDescription")].isObject())
        return; // nothing to compare with
    Terms terms = termsOf(sample, timeOf(sample));
    const QSet<QString> before = failed(judged(sample, terms));
    terms.expected.challenge.append('x');
    const QSet<QString> newly = failed(judged(sample, terms)) - before;
    QVERIFY(newly.contains(QStringLiteral("android.challenge")));
    QCOMPARE(sorted(newly - QSet<QString>{QStringLiteral("android.subjectcert.challenge")}),
        QStringLiteral("android.challenge"));
}

void TestAndroidSamples::malformedDescriptionIsTakenApart()
{
    const QJsonObject sample = sampleOf(QStringLiteral("kv-p256_sha384_intermediate"));
    const InspectionPtr inspection = inspect(certificatesOf(sample).first().der());
    const QString path = QStringLiteral("tbsCertificate.extensions.keyDescription.extnValue");
    const Node *node = inspection->find(path);
    QVERIFY(node);
    QVERIFY(!node->flaw.isEmpty());
    QCOMPARE(node->value.toByteArray().toHex(), QByteArray("04020500"));
    const QList<Finding> findings = judged(sample, termsOf(sample, today));
    QCOMPARE(findingOf(findings, "android.extension.form")->actual, QStringLiteral("not a SEQUENCE"));
    QCOMPARE(findingOf(findings, "android.level")->status, FindingStatus::NotChecked);
}

void TestAndroidSamples::statusList()
{
    const QByteArray json =
        bytesOf(QStringLiteral("google-android-key-attestation/src/test/resources/status.json"));
    const auto list = StatusList::fromJson(json);
    QVERIFY(list);
    QCOMPARE(list->entries.size(), 5);
    QCOMPARE(std::ranges::count_if(list->entries, &StatusEntry::isRevoked), 4);
    const StatusEntry *suspended = list->find("cc66e9a93713b6e643b26c15879786f7");
    QVERIFY(suspended && suspended->isSuspended());
    QCOMPARE(suspended->reason, QStringLiteral("KEY_COMPROMISE"));
    QCOMPARE(suspended->comment, QStringLiteral("Entry for testing only"));
    QVERIFY(!list->find("1"));
    QCOMPARE(inspect(json)->kind(), QStringLiteral("statusList"));
    QCOMPARE(inspect(json)->find(QStringLiteral("entries.6681152659205225093"))->text,
        QStringLiteral("REVOKED, KEY_COMPROMISE"));
}

void TestAndroidSamples::revokedIssuerIsFound()
{
    const QJsonObject sample = sampleOf(QStringLiteral("kv-caiman-sdk36-TEE_EC_RKP"));
    const QList<Certificate> chain = certificatesOf(sample);
    for (const qsizetype index : {1, 3, 4}) {
        Terms terms = termsOf(sample, timeOf(sample));
        terms.statusList = std::make_shared<const StatusList>(*StatusList::fromJson(
            "{\"entries\":{\"" + chain.at(index).serialHex() + "\":{\"status\":\"REVOKED\"}}}"));
        const QList<Finding> findings = judged(sample, terms);
        QCOMPARE(sorted(failed(findings)), QStringLiteral("android.revocation.entry"));
        QCOMPARE(findingOf(findings, "android.revocation.entry")->path, QString::number(index));
    }
}

QTEST_GUILESS_MAIN(TestAndroidSamples)
#include "tst_androidsamples.moc"

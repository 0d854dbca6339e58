#include "core/base/digest.h"
#include "core/check/inspectionjudge.h"
#include "core/check/trustsnapshot.h"
#include "core/decode/appattest.h"
#include "core/decode/inspect.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace dsr;

namespace {

QByteArray fileOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray hexOf(const QJsonObject &object, const char *name)
{
    return QByteArray::fromHex(object.value(QLatin1StringView(name)).toString().toLatin1());
}

QString textOf(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1StringView(name)).toString();
}

QStringList idsWith(const QList<Finding> &findings, FindingStatus status)
{
    QStringList ids;
    for (const Finding &finding : findings) {
        if (finding.status == status)
            ids.append(finding.check);
    }
    ids.sort();
    return ids;
}

QStringList sorted(QStringList ids)
{
    ids.sort();
    return ids;
}

QString faultsOf(const QList<Finding> &findings)
{
    return (idsWith(findings, FindingStatus::Fail) + idsWith(findings, FindingStatus::Warn))
        .join(QLatin1Char(' '));
}

Terms termsOf(const QJsonObject &sample)
{
    Terms terms;
    publicTrust().addTo(terms);
    terms.time = QDateTime::fromString(textOf(sample, "verification_time"), Qt::ISODate);
    terms.expected.appId = textOf(sample, "app_id");
    terms.expected.environment = textOf(sample, "environment");
    terms.expected.keyId = QByteArray::fromBase64(textOf(sample, "key_id_base64").toLatin1());
    terms.expected.clientDataHash = hexOf(sample, "client_data_hash_hex");
    return terms;
}

} // namespace

/// Real statements, receipts and assertions under Apple's own roots, at the time at which each is to be
/// judged.
class TestAppleSamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void attestations_data() { rows("attestation.cbor"); }
    void attestations();
    void withoutAChallengeTheReceiptTells_data() { rows("attestation.cbor"); }
    void withoutAChallengeTheReceiptTells();
    void expiredStatementSaysWhenItWasGood();
    void receipts_data() { lists("receipts"); }
    void receipts();
    void assertions_data() { lists("assertions"); }
    void assertions();
    void assertionOverTheSingleHashIsExplained();

private:
    static void rows(const char *file);
    static void lists(const char *list);
};

void TestAppleSamples::initTestCase()
{
    if (!QDir(QStringLiteral(DSR_SAMPLES "/apple")).exists())
        QSKIP("the foreign samples are not beside this checkout");
}

void TestAppleSamples::rows(const char *file)
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QJsonObject>("sample");
    QDirIterator files(QStringLiteral(DSR_SAMPLES "/apple"), {QLatin1StringView(file)}, QDir::Files,
        QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString folder = QFileInfo(files.next()).path();
        const QByteArray json = fileOf(folder + QStringLiteral("/sample.json"));
        QTest::addRow("%s", qPrintable(QFileInfo(folder).fileName()))
            << folder << QJsonDocument::fromJson(json).object();
    }
}

void TestAppleSamples::lists(const char *list)
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QJsonObject>("sample");
    QTest::addColumn<QJsonObject>("entry");
    QDirIterator files(QStringLiteral(DSR_SAMPLES "/apple"), {QStringLiteral("sample.json")}, QDir::Files,
        QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QFileInfo file(files.next());
        const QJsonObject sample = QJsonDocument::fromJson(fileOf(file.filePath())).object();
        int number = 0;
        for (const QJsonValue entry : sample.value(QLatin1StringView(list)).toArray())
            QTest::addRow("%s %d", qPrintable(QFileInfo(file.path()).fileName()), number++)
                << file.path() << sample << entry.toObject();
    }
}

void TestAppleSamples::attestations()
{
    QFETCH(QString, folder);
    QFETCH(QJsonObject, sample);
    const InspectionPtr inspection = inspect(fileOf(folder + QStringLiteral("/attestation.cbor")));
    const QList<Finding> findings = judgeInspection(*inspection, termsOf(sample));
    QStringList expected;
    const QString embedded =
        textOf(sample.value(QStringLiteral("receipts")).toArray().first().toObject(), "expected");
    if (embedded.startsWith(QLatin1StringView("INVALID")))
        expected.append(QStringLiteral("apple.receipt.chain"));
    const QJsonObject extensions = sample.value(QStringLiteral("extensions")).toObject();
    const int category = extensions.value(QStringLiteral("apple_validation_category_01"))
                             .toObject()
                             .value(QStringLiteral("u32_le"))
                             .toInt(-1);
    const bool isProduction = textOf(sample, "environment") == QLatin1StringView("production");
    const QList<int> accepted = isProduction ? QList<int>{-1, 2, 4} : QList<int>{-1, 3, 5};
    if (!accepted.contains(category))
        expected.append(QStringLiteral("apple.extensions.category"));
    QCOMPARE(faultsOf(findings), sorted(expected).join(QLatin1Char(' ')));
    const QStringList notChecked = idsWith(findings, FindingStatus::NotChecked);
    const bool isBroken = expected.contains(QStringLiteral("apple.receipt.chain"));
    QCOMPARE(notChecked, QStringList{QStringLiteral("apple.macos.acl")});
    for (const Finding &finding : findings) {
        if (finding.check != QLatin1StringView("apple.nonce"))
            continue;
        QCOMPARE(finding.actual, textOf(sample, "attestation_nonce_hex"));
        QVERIFY(!finding.computation.isEmpty() || isBroken);
        QVERIFY(finding.source > 0);
    }
}

void TestAppleSamples::withoutAChallengeTheReceiptTells()
{
    QFETCH(QString, folder);
    QFETCH(QJsonObject, sample);
    Terms terms = termsOf(sample);
    terms.expected = {};
    const InspectionPtr inspection = inspect(fileOf(folder + QStringLiteral("/attestation.cbor")));
    for (const Finding &finding : judgeInspection(*inspection, terms)) {
        if (finding.check != QLatin1StringView("apple.nonce"))
            continue;
        QCOMPARE(finding.status, FindingStatus::NotChecked);
        QVERIFY2(
            finding.explanation.contains(QStringLiteral("belong together")), qPrintable(finding.explanation));
    }
}

void TestAppleSamples::expiredStatementSaysWhenItWasGood()
{
    const QString folder = QStringLiteral(DSR_SAMPLES "/apple/ios17.3.1-dev");
    const QJsonObject sample =
        QJsonDocument::fromJson(fileOf(folder + QStringLiteral("/sample.json"))).object();
    if (!QFileInfo::exists(QStringLiteral(DSR_SAMPLES "/apple")))
        QSKIP("the foreign samples are not beside this checkout");
    QVERIFY(!sample.isEmpty());
    Terms terms = termsOf(sample);
    terms.time = terms.time.addYears(3);
    const QList<Finding> findings =
        judgeInspection(*inspect(fileOf(folder + QStringLiteral("/attestation.cbor"))), terms);
    for (const Finding &finding : findings) {
        if (finding.check != QLatin1StringView("apple.chain.dates"))
            continue;
        QCOMPARE(finding.status, FindingStatus::Fail);
        const QDateTime issued = QDateTime::fromMSecsSinceEpoch(
            sample.value(QStringLiteral("leaf_serial_ms")).toInteger(), Qt::UTC);
        QVERIFY(finding.explanation.contains(issued.toString(Qt::ISODate)));
    }
}

void TestAppleSamples::receipts()
{
    QFETCH(QString, folder);
    QFETCH(QJsonObject, sample);
    QFETCH(QJsonObject, entry);
    const bool isEmbedded = textOf(entry, "file").startsWith(QLatin1Char('('));
    const QByteArray bytes = isEmbedded
        ? *parseAttestation(fileOf(folder + QStringLiteral("/attestation.cbor")))->receipt
        : fileOf(folder + QLatin1Char('/') + textOf(entry, "file"));
    Terms terms = termsOf(sample);
    // A refreshed receipt is judged at its own time (apple-app-attest 6.4).
    terms.time = receiptTime(textOf(entry, "creation_time")).addSecs(1);
    const QList<Finding> findings = judgeInspection(*inspect(bytes), terms);
    QStringList expected;
    const bool isValid = textOf(entry, "expected") == QLatin1StringView("valid");
    if (!isValid)
        expected.append(QStringLiteral("apple.receipt.chain"));
    const bool isRefreshed = textOf(entry, "type") == QLatin1StringView("RECEIPT");
    if (isRefreshed)
        expected.append(QStringLiteral("apple.receipt.window"));
    if (textOf(entry, "risk_metric").toInt() > 5)
        expected.append(QStringLiteral("apple.receipt.metric"));
    const QStringList faults =
        (idsWith(findings, FindingStatus::Fail) + idsWith(findings, FindingStatus::Warn));
    QCOMPARE(sorted(faults), sorted(expected));
    QStringList notChecked{QStringLiteral("apple.receipt.age")};
    if (!isRefreshed)
        notChecked.append(QStringLiteral("apple.receipt.metric"));
    QCOMPARE(idsWith(findings, FindingStatus::NotChecked), sorted(notChecked));
    QVERIFY(isValid == entry.value(QStringLiteral("chain_to_apple_root_ca_g3")).toBool());
}

void TestAppleSamples::assertions()
{
    QFETCH(QString, folder);
    QFETCH(QJsonObject, sample);
    QFETCH(QJsonObject, entry);
    const QByteArray bytes = fileOf(folder + QLatin1Char('/') + textOf(entry, "file"));
    Terms terms = termsOf(sample);
    terms.expected.publicKey = hexOf(sample, "public_key_point_hex");
    terms.expected.clientDataHash = hexOf(entry, "client_data_hash_hex");
    const InspectionPtr inspection = inspect(bytes);
    QList<Finding> findings = judgeInspection(*inspection, terms);
    QCOMPARE(faultsOf(findings), QString());
    QVERIFY(
        !idsWith(findings, FindingStatus::NotChecked).contains(QStringLiteral("apple.assertion.signature")));
    terms.expected.clientDataHash = sha256("another");
    findings = judgeInspection(*inspection, terms);
    QCOMPARE(faultsOf(findings), QStringLiteral("apple.assertion.signature"));
}

void TestAppleSamples::assertionOverTheSingleHashIsExplained()
{
    const PrivateKey key = *PrivateKey::generate(Curve::P256);
    const QByteArray data = sha256("an app") + QByteArray::fromHex("4000000001");
    const QByteArray hash = sha256("client data");
    const QByteArray signature = *key.sign(data + hash);
    QByteArray cbor = QByteArray::fromHex("a2697369676e617475726558");
    cbor += static_cast<char>(signature.size());
    cbor += signature + QByteArray::fromHex("7161757468656e74696361746f72446174615825") + data;
    Terms terms;
    terms.time = QDateTime::fromSecsSinceEpoch(1800000000, Qt::UTC);
    terms.expected.publicKey = key.publicKey().spki();
    terms.expected.clientDataHash = hash;
    for (const Finding &finding : judgeInspection(*inspect(cbor, DataKind::Assertion), terms)) {
        if (finding.check != QLatin1StringView("apple.assertion.signature"))
            continue;
        QCOMPARE(finding.status, FindingStatus::Fail);
        QVERIFY(finding.explanation.contains(QStringLiteral("single hash")));
        QCOMPARE(finding.path, QStringLiteral("signature"));
    }
}

QTEST_GUILESS_MAIN(TestAppleSamples)
#include "tst_applesamples.moc"

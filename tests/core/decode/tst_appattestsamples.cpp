#include "core/decode/appattest.h"
#include "core/decode/inspect.h"
#include "tests/core/decode/tiling.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace dsr;

namespace {

QByteArray hexOf(const QJsonValue &value)
{
    return QByteArray::fromHex(value.toString().toLatin1());
}

QByteArray sha256Hex(QByteArrayView bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

QByteArray fileOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Every real object that can be had, against the values that others read out of it.
class TestAppAttestSamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void attestations_data();
    void attestations();
    void assertions_data();
    void assertions();
    void receipts_data();
    void receipts();
    void everyCutFormIsATree_data();
    void everyCutFormIsATree();

private:
    static void rows(const char *list);
};

void TestAppAttestSamples::rows(const char *list)
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QJsonObject>("expected");
    QDirIterator files(QStringLiteral(DSR_SAMPLES "/apple"), {QStringLiteral("sample.json")}, QDir::Files,
        QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QFileInfo file(files.next());
        const QJsonObject sample = QJsonDocument::fromJson(fileOf(file.filePath())).object();
        const QString name = sample.value(QStringLiteral("name")).toString();
        if (!list) {
            if (QFile::exists(file.path() + QStringLiteral("/attestation.cbor")))
                QTest::addRow("%s", qPrintable(name)) << file.path() << sample;
            continue;
        }
        int number = 0;
        for (const QJsonValue entry : sample.value(QLatin1StringView(list)).toArray())
            QTest::addRow("%s %d", qPrintable(name), number++) << file.path() << entry.toObject();
    }
}

void TestAppAttestSamples::attestations_data()
{
    rows(nullptr);
}

void TestAppAttestSamples::attestations()
{
    if (!QDir(QStringLiteral(DSR_SAMPLES "/apple")).exists())
        QSKIP("the foreign samples are not beside this checkout");
    QFETCH(QString, folder);
    QFETCH(QJsonObject, expected);
    const auto want = [&](const char *name) { return expected.value(QLatin1StringView(name)); };
    const QByteArray bytes = fileOf(folder + QStringLiteral("/attestation.cbor"));
    QString why;
    const auto object = parseAttestation(bytes, &why);
    QVERIFY2(object, qPrintable(why));
    QCOMPARE(object->format, QStringLiteral("apple-appattest"));
    QCOMPARE(object->x5c.size(), 2);
    QCOMPARE(sha256Hex(object->x5c.first()), want("leaf_sha256").toString().toLatin1());
    QCOMPARE(object->authenticatorData.size(), want("auth_data_length").toInt());
    const auto data =
        parseAuthenticatorData(object->authenticatorData, AuthenticatorLayout::Attestation, &why);
    QVERIFY2(data, qPrintable(why));
    QCOMPARE(QByteArray(1, static_cast<char>(data->flags)), hexOf(want("flags_hex")));
    QCOMPARE(data->counter, static_cast<quint32>(want("counter").toInt()));
    QCOMPARE(data->aaguid, hexOf(want("aaguid_hex")));
    QCOMPARE(appleEnvironmentId(appleEnvironment(data->aaguid)), want("environment").toString());
    QCOMPARE(data->keyLength, want("cose_key_length").toInt());
    QCOMPARE(data->point, hexOf(want("public_key_point_hex")));
    QCOMPARE(data->credentialId.toBase64(), want("key_id_base64").toString().toLatin1());
    QCOMPARE(data->rpIdHash.toHex(), sha256Hex(want("app_id").toString().toUtf8()));
    QCOMPARE(sha256Hex(object->authenticatorData + hexOf(want("client_data_hash_hex"))),
        want("attestation_nonce_hex").toString().toLatin1());
    const QJsonObject extensions = want("extensions").toObject();
    QCOMPARE(data->hasExtensions, !extensions.isEmpty());
    QCOMPARE(data->extensions.has_value(), !extensions.isEmpty());
    if (data->extensions) {
        QCOMPARE(*data->extensions->bundleVersion,
            extensions.value(QStringLiteral("apple_bundle_version_01")).toString());
        QCOMPARE(*data->extensions->validationCategory,
            static_cast<quint32>(extensions.value(QStringLiteral("apple_validation_category_01"))
                    .toObject()
                    .value(QStringLiteral("u32_le"))
                    .toInt()));
    }

    const InspectionPtr inspection = inspect(bytes);
    QCOMPARE(inspection->kind(), QStringLiteral("attestation"));
    QCOMPARE(test::tilingFault(*inspection), QString());
    const auto node = [&](const char *path) { return inspection->find(QString::fromLatin1(path)); };
    QCOMPARE(node("attStmt.x5c.0")->value.toString(), want("leaf_sha256").toString());
    QCOMPARE(node("authData.aaguid")->value.toByteArray(), data->aaguid);
    QCOMPARE(node("authData.credentialPublicKey.alg")->text, QStringLiteral("ES256 (-7)"));
    QCOMPARE(node("authData.credentialPublicKey.x")->value.toByteArray(), data->point.sliced(1, 32));
    const QString extensionsPath =
        QStringLiteral("attStmt.x5c.0.tbsCertificate.extensions.%1").arg(QStringLiteral("appAttestNonce"));
    QCOMPARE(inspection->find(extensionsPath + QStringLiteral(".extnValue.nonce"))->value.toByteArray(),
        hexOf(want("attestation_nonce_hex")));
    QSet<QString> oids;
    for (const Node &extension : node("attStmt.x5c.0.tbsCertificate.extensions")->children) {
        for (const Node &part : extension.children) {
            if (part.name == QLatin1StringView("extnID"))
                oids.insert(part.value.toString());
        }
    }
    for (const QJsonValue oid : want("leaf_extension_oids").toArray())
        QVERIFY2(oids.contains(oid.toString()), qPrintable(oid.toString()));
    QCOMPARE(oids.size(), want("leaf_extension_oids").toArray().size());
    const Node *appId =
        node("attStmt.x5c.0.tbsCertificate.extensions.appleKeyUsageProperties.extnValue.appId");
    QVERIFY(appId);
    QCOMPARE(appId->text, want("app_id").toString());
}

void TestAppAttestSamples::assertions_data()
{
    rows("assertions");
}

void TestAppAttestSamples::assertions()
{
    if (!QDir(QStringLiteral(DSR_SAMPLES "/apple")).exists())
        QSKIP("the foreign samples are not beside this checkout");
    QFETCH(QString, folder);
    QFETCH(QJsonObject, expected);
    const auto want = [&](const char *name) { return expected.value(QLatin1StringView(name)); };
    const QByteArray bytes = fileOf(folder + QLatin1Char('/') + want("file").toString());
    QString why;
    const auto assertion = parseAssertion(bytes, &why);
    QVERIFY2(assertion, qPrintable(why));
    QCOMPARE(assertion->authenticatorData.size(), want("authenticator_data_length").toInt());
    const auto data =
        parseAuthenticatorData(assertion->authenticatorData, AuthenticatorLayout::Assertion, &why);
    QVERIFY2(data, qPrintable(why));
    QCOMPARE(data->counter, static_cast<quint32>(want("counter").toInt()));
    QCOMPARE(QByteArray(1, static_cast<char>(data->flags)), hexOf(want("flags_hex")));
    QCOMPARE(data->extensions.has_value(), want("extensions").isObject());

    const InspectionPtr inspection = inspect(bytes);
    QCOMPARE(inspection->kind(), QStringLiteral("assertion"));
    QCOMPARE(test::tilingFault(*inspection), QString());
    QCOMPARE(inspection->find(QStringLiteral("authenticatorData.counter"))->value.toInt(),
        want("counter").toInt());
}

void TestAppAttestSamples::receipts_data()
{
    rows("receipts");
}

void TestAppAttestSamples::receipts()
{
    if (!QDir(QStringLiteral(DSR_SAMPLES "/apple")).exists())
        QSKIP("the foreign samples are not beside this checkout");
    QFETCH(QString, folder);
    QFETCH(QJsonObject, expected);
    const auto want = [&](const char *name) { return expected.value(QLatin1StringView(name)); };
    const bool isEmbedded = want("file").toString().startsWith(QLatin1Char('('));
    const QByteArray bytes = isEmbedded
        ? *parseAttestation(fileOf(folder + QStringLiteral("/attestation.cbor")))->receipt
        : fileOf(folder + QLatin1Char('/') + want("file").toString());
    const InspectionPtr inspection = inspect(bytes);
    QCOMPARE(inspection->kind(), QStringLiteral("receipt"));
    QCOMPARE(test::tilingFault(*inspection), QString());
    const Node *content = inspection->find(QStringLiteral("content.encapContentInfo.eContent"));
    QVERIFY(content);
    QString why;
    const auto fields = parseReceiptFields(inspection->contentOf(*content), &why);
    QVERIFY2(fields, qPrintable(why));
    QJsonArray order;
    for (const int number : fields->order)
        order.append(number);
    QCOMPARE(order, want("field_order").toArray());
    QCOMPARE(fields->text(receiptfield::type), want("type").toString());
    QCOMPARE(fields->text(receiptfield::appId), want("app_id").toString());
    QCOMPARE(fields->text(receiptfield::environment), want("environment_field7").toString());
    QCOMPARE(fields->text(receiptfield::creationTime), want("creation_time").toString());
    QVERIFY(fields->time(receiptfield::creationTime).isValid());
    QCOMPARE(fields->text(receiptfield::notBefore), want("not_before").toString());
    QCOMPARE(fields->text(receiptfield::expirationTime), want("expiration_time").toString());
    QCOMPARE(fields->text(receiptfield::riskMetric), want("risk_metric").toString());
    QCOMPARE(fields->text(receiptfield::token), want("token").toString());
    QCOMPARE(fields->values.value(receiptfield::clientHash), hexOf(want("client_hash_hex")));
    QCOMPARE(sha256Hex(fields->values.value(receiptfield::attestedKey)),
        want("attested_certificate_sha256").toString().toLatin1());
    const auto field = [&](const char *name) {
        return inspection->find(content->path() + QLatin1Char('.') + QLatin1StringView(name));
    };
    QCOMPARE(field("appId")->text, want("app_id").toString());
    QCOMPARE(field("creationTime")->text, want("creation_time").toString());
    QCOMPARE(field("attestedPublicKey")->value.toString(), want("attested_certificate_sha256").toString());
    QCOMPARE(QString::fromLatin1(field("attestedPublicKey.value")->kind), QStringLiteral("certificate"));
    QSet<QString> certificates;
    for (const Node &certificate : inspection->find(QStringLiteral("content.certificates"))->children)
        certificates.insert(certificate.value.toString());
    QVERIFY(certificates.contains(want("signer_certificate_sha256").toString()));
    const Node *outer = inspection->find(QStringLiteral("content"));
    const bool isIndefinite = want("cms_encoding").toString().startsWith(QLatin1StringView("BER"));
    QCOMPARE(inspection->find(QStringLiteral("content.endOfContents")) != nullptr, isIndefinite);
    QCOMPARE(outer->flaw, QString());
}

void TestAppAttestSamples::everyCutFormIsATree_data()
{
    rows(nullptr);
}

void TestAppAttestSamples::everyCutFormIsATree()
{
    if (!QDir(QStringLiteral(DSR_SAMPLES "/apple")).exists())
        QSKIP("the foreign samples are not beside this checkout");
    QFETCH(QString, folder);
    QDirIterator files(folder, {QStringLiteral("*.cbor"), QStringLiteral("*.der")}, QDir::Files);
    while (files.hasNext()) {
        const QByteArray whole = fileOf(files.next());
        constexpr qsizetype step = 37;
        for (qsizetype length = 0; length < whole.size(); length += step) {
            const QByteArray cut = whole.left(length);
            const QString fault = test::tilingFault(*inspect(cut));
            QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral("%1: %2").arg(length).arg(fault)));
            QVERIFY(!parseAttestation(cut));
            QVERIFY(!parseAssertion(cut));
        }
    }
}

QTEST_GUILESS_MAIN(TestAppAttestSamples)
#include "tst_appattestsamples.moc"

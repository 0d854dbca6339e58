#include "core/decode/keydescription.h"

#include "core/crypto/certificate.h"
#include "core/crypto/derwriter.h"
#include "core/decode/inspect.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace dsr;

namespace {

/// The vector of android-attestation 2.3.
const QByteArray vector = QByteArray::fromHex(
    "30820118020201900a0101020201900a010104116368616c6c656e67652d303132333435360400304fbf853d08020601"
    "9b76daa800bf85453f043d303b31153013040e64652e6578616d706c652e61707002010731220420fb600c0ce4b41d9a"
    "59a30c4f6d2aa35c141e0fc74c879565a75d45dd91096f3e3081a1a1053103020102a203020103a30402020100a50531"
    "03020104aa03020101bf8377020500bf853e03020100bf85404c304a0420000102030405060708090a0b0c0d0e0f1011"
    "12131415161718191a1b1c1d1e1f0101ff0a01000420202122232425262728292a2b2c2d2e2f30313233343536373839"
    "3a3b3c3d3e3fbf8541050203027100bf8542050203031769bf854e06020401352509bf854f06020401352509");

/// A description with these lists.
QByteArray description(const QByteArray &software, const QByteArray &hardware)
{
    return der::sequence({der::integer(400), der::enumerated(1), der::integer(400), der::enumerated(2),
        der::octetString("challenge"), der::octetString("unique"), software, hardware});
}

QByteArray list(std::initializer_list<QByteArray> members)
{
    return der::sequence(members);
}

QByteArray rootOfTrust(const QByteArray &locked)
{
    return der::explicitTag(
        704, der::sequence({der::octetString("key"), locked, der::enumerated(1), der::octetString("hash")}));
}

} // namespace

class TestKeyDescription : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vectorOfTheSpecification();
    void vectorAsTree_data();
    void vectorAsTree();
    void deviations_data();
    void deviations();
    void unreadable_data();
    void unreadable();
    void everyPrefixIsUnreadable();
    void tagNames();
    void foreignSamples_data();
    void foreignSamples();
};

void TestKeyDescription::vectorOfTheSpecification()
{
    const auto read = parseKeyDescription(vector);
    QVERIFY(read);
    QCOMPARE(read->attestationVersion, 400);
    QCOMPARE(read->keyMintVersion, 400);
    QCOMPARE(read->attestationSecurityLevel, 1);
    QCOMPARE(read->keyMintSecurityLevel, 1);
    QCOMPARE(read->attestationChallenge, QByteArray("challenge-0123456"));
    QVERIFY(read->uniqueId.isEmpty());
    const AuthorizationList &software = read->softwareEnforced;
    QCOMPARE(software.integers.value(701), 1767225600000);
    QVERIFY(software.applicationId);
    QCOMPARE(software.applicationId->packages.size(), 1);
    QCOMPARE(software.applicationId->packages.first().name, QStringLiteral("de.example.app"));
    QCOMPARE(software.applicationId->packages.first().version, 7);
    QCOMPARE(software.applicationId->signatureDigests,
        QList<QByteArray>{
            QByteArray::fromHex("fb600c0ce4b41d9a59a30c4f6d2aa35c141e0fc74c879565a75d45dd91096f3e")});
    const AuthorizationList &hardware = read->hardwareEnforced;
    QCOMPARE(hardware.sets, (QMap<int, QSet<qint64>>{{1, {2}}, {5, {4}}}));
    QCOMPARE(hardware.integers,
        (QMap<int, qint64>{{2, 3}, {3, 256}, {10, 1}, {702, 0}, {705, 160000}, {706, 202601}, {718, 20260105},
            {719, 20260105}}));
    QCOMPARE(hardware.flags, QSet<int>{503});
    QVERIFY(hardware.rootOfTrust);
    QVERIFY(hardware.rootOfTrust->deviceLocked);
    QCOMPARE(hardware.rootOfTrust->verifiedBootState, 0);
    QVERIFY(hardware.rootOfTrust->verifiedBootKey.startsWith(QByteArray::fromHex("000102")));
    QVERIFY(hardware.rootOfTrust->verifiedBootHash.endsWith(QByteArray::fromHex("3e3f")));
    QVERIFY(read->deviations.isEmpty());
    QCOMPARE(static_cast<quint8>(vector.at(hardware.range.start)), 0x30);
    QCOMPARE(hardware.range.end(), vector.size());
}

void TestKeyDescription::vectorAsTree_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::newRow("level") << "attestationSecurityLevel" << "TrustedEnvironment (1)";
    QTest::newRow("purpose") << "hardwareEnforced.purpose" << "SIGN (2)";
    QTest::newRow("digest") << "hardwareEnforced.digest.0" << "SHA-256 (4)";
    QTest::newRow("curve") << "hardwareEnforced.ecCurve" << "P-256 (1)";
    QTest::newRow("flag without a value") << "hardwareEnforced.noAuthRequired" << "";
    QTest::newRow("boot state") << "hardwareEnforced.rootOfTrust.verifiedBootState" << "Verified (0)";
    QTest::newRow("lock") << "hardwareEnforced.rootOfTrust.deviceLocked" << "true";
    QTest::newRow("date") << "softwareEnforced.creationDateTime" << "2026-01-01T00:00:00.000Z";
    QTest::newRow("application") << "softwareEnforced.attestationApplicationId.packageInfos.0.packageName"
                                 << "de.example.app";
}

void TestKeyDescription::vectorAsTree()
{
    QFETCH(QString, path);
    const QByteArray extension =
        der::sequence({der::objectIdentifier(keyAttestationOid), der::octetString(vector)});
    // The smallest thing that is shown as a certificate: nothing but names of the shape matters.
    const QByteArray algorithm = der::sequence({der::objectIdentifier("1.2.840.10045.4.3.2")});
    const QByteArray content = der::sequence({der::explicitTag(0, der::integer(2)), der::integer(1),
        algorithm, der::sequence({}), der::sequence({}), der::sequence({}), der::sequence({}),
        der::explicitTag(3, der::sequence({extension}))});
    const InspectionPtr inspection = inspect(der::sequence({content, algorithm, der::bitString({})}));
    const Node *node =
        inspection->find(QStringLiteral("tbsCertificate.extensions.keyDescription.extnValue.") + path);
    QVERIFY(node);
    QTEST(node->text, "text");
}

void TestKeyDescription::deviations_data()
{
    QTest::addColumn<QByteArray>("der");
    QTest::addColumn<QStringList>("deviations");
    const QByteArray none = list({});
    const auto hardware = [&](std::initializer_list<QByteArray> members) {
        return description(none, list(members));
    };
    QTest::newRow("none") << hardware({}) << QStringList();
    QTest::newRow("tags out of order")
        << hardware({der::explicitTag(3, der::integer(256)), der::explicitTag(2, der::integer(3))})
        << QStringList{QStringLiteral("TAG_ORDER hardwareEnforced.2")};
    QTest::newRow("unknown tag") << hardware({der::explicitTag(9999, der::integer(1))})
                                 << QStringList{QStringLiteral("UNKNOWN_TAG hardwareEnforced.9999")};
    QTest::newRow("unknown tag in software") << description(list({der::explicitTag(700, der::null())}),
        none) << QStringList{QStringLiteral("UNKNOWN_TAG softwareEnforced.700")};
    QTest::newRow("truth value of another octet")
        << hardware({rootOfTrust(QByteArray::fromHex("010101"))})
        << QStringList{QStringLiteral("BOOLEAN_NOT_DER hardwareEnforced.704")};
    QTest::newRow("two values in one tag")
        << hardware({der::explicitTag(3, der::integer(256) + der::integer(256))})
        << QStringList{QStringLiteral("TRAILING_BYTES hardwareEnforced.3")};
    QTest::newRow("unsigned number of 64 bits")
        << hardware({der::explicitTag(502, der::unsignedInteger(QByteArray(8, '\xff')))})
        << QStringList{QStringLiteral("NUMBER_TOO_LARGE hardwareEnforced.502")};
}

void TestKeyDescription::deviations()
{
    QFETCH(QByteArray, der);
    QString why;
    const auto read = parseKeyDescription(der, &why);
    QVERIFY2(read, qPrintable(why));
    QTEST(read->deviations, "deviations");
    QCOMPARE(read->keyMintSecurityLevel, 2);
}

void TestKeyDescription::unreadable_data()
{
    QTest::addColumn<QByteArray>("der");
    QTest::addColumn<QString>("why");
    const QByteArray none = list({});
    QTest::newRow("nothing") << QByteArray() << "not a SEQUENCE";
    QTest::newRow("integer") << der::integer(5) << "not a SEQUENCE";
    QTest::newRow("bytes behind") << vector + '\0' << "bytes behind the SEQUENCE";
    QTest::newRow("empty sequence") << der::sequence({}) << "attestationVersion: no element";
    QTest::newRow("level as integer")
        << der::sequence({der::integer(400), der::integer(1)}) << "attestationSecurityLevel: wrong type";
    QTest::newRow("nine members") << der::sequence({der::integer(400), der::enumerated(1), der::integer(400),
        der::enumerated(1), der::octetString("c"), der::octetString(""), none, none, der::null()})
                                  << "more than eight members";
    QTest::newRow("flag with a number") << description(none, list({der::explicitTag(503, der::integer(1))}))
                                        << "hardwareEnforced: member of the wrong type";
    QTest::newRow("member without its tag") << description(list({der::integer(1)}), none)
                                            << "softwareEnforced: member without an explicit context tag";
    QTest::newRow("empty member") << description(none, list({der::explicitTag(3, {})}))
                                  << "hardwareEnforced: no element";
    QTest::newRow("root of trust without state") << description(
        none, list({der::explicitTag(704, der::sequence({der::octetString("k"), der::boolean(true)}))}))
                                                 << "hardwareEnforced: member of the wrong type";
}

void TestKeyDescription::unreadable()
{
    QFETCH(QByteArray, der);
    QString why;
    QVERIFY(!parseKeyDescription(der, &why));
    QTEST(why, "why");
}

void TestKeyDescription::everyPrefixIsUnreadable()
{
    for (qsizetype length = 0; length < vector.size(); ++length)
        QVERIFY(!parseKeyDescription(vector.left(length)));
}

void TestKeyDescription::tagNames()
{
    QCOMPARE(QByteArray(authorizationTagName(1)), QByteArray("purpose"));
    QCOMPARE(QByteArray(authorizationTagName(724)), QByteArray("moduleHash"));
    QCOMPARE(authorizationTagName(700), nullptr);
}

void TestKeyDescription::foreignSamples_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QJsonObject>("expected");
    QFile file(QStringLiteral(DSR_SAMPLES "/android/expected.json"));
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QJsonArray samples =
        QJsonDocument::fromJson(file.readAll()).object().value(QStringLiteral("samples")).toArray();
    for (const QJsonValue &sample : samples) {
        const QJsonObject description = sample[QStringLiteral("leafKeyDescription")].toObject();
        if (!description.isEmpty()) {
            QTest::newRow(qPrintable(sample[QStringLiteral("id")].toString()))
                << sample[QStringLiteral("files")][0].toString() << description;
        }
    }
}

void TestKeyDescription::foreignSamples()
{
    if (!QFile::exists(QStringLiteral(DSR_SAMPLES "/android/expected.json")))
        QSKIP("the foreign samples are not beside this checkout");
    QFETCH(QString, file);
    QFETCH(QJsonObject, expected);
    QFile source(QStringLiteral(DSR_SAMPLES "/android/") + file);
    QVERIFY(source.open(QIODevice::ReadOnly));
    const QByteArray bytes = source.readAll();
    const auto leaf = bytes.startsWith('\x30') ? Certificate::fromDer(bytes) : Certificate::fromPem(bytes);
    QVERIFY(leaf);
    const auto extension = leaf->extension(keyAttestationOid);
    QVERIFY(extension);
    QString why;
    const auto read = parseKeyDescription(extension->value, &why);
    QVERIFY2(read, qPrintable(why));
    QCOMPARE(read->attestationVersion, expected[QStringLiteral("attestationVersion")].toInteger());
    QCOMPARE(read->keyMintVersion, expected[QStringLiteral("keyMintVersion")].toInteger());
    QCOMPARE(QString::fromLatin1(read->attestationChallenge.toHex()),
        expected[QStringLiteral("attestationChallengeHex")].toString());
    int compared = 0;
    for (const auto &[name, list] : {std::pair("softwareEnforced", &read->softwareEnforced),
             std::pair("hardwareEnforced", &read->hardwareEnforced)}) {
        const QJsonObject members = expected[QLatin1StringView(name)].toObject();
        for (auto it = members.begin(); it != members.end(); ++it) {
            const int tag = it.key().section(QLatin1Char(' '), 0, 0).toInt();
            if (it->isDouble()) {
                QCOMPARE(list->integers.value(tag, -1), it->toInteger());
            } else if (it->isBool()) {
                QVERIFY(list->flags.contains(tag));
            } else if (it->isArray()) {
                QSet<qint64> values;
                for (const QJsonValue &value : it->toArray())
                    values.insert(value.toInteger());
                QCOMPARE(list->sets.value(tag), values);
            } else if (tag == 704) {
                QVERIFY(list->rootOfTrust);
                QCOMPARE(QString::fromLatin1(list->rootOfTrust->verifiedBootKey.toHex()),
                    (*it)[QStringLiteral("verifiedBootKeyHex")].toString());
                QCOMPARE(list->rootOfTrust->deviceLocked, (*it)[QStringLiteral("deviceLocked")].toBool());
            } else if (tag == 709) {
                QVERIFY(list->applicationId);
                QCOMPARE(
                    list->applicationId->packages.size(), (*it)[QStringLiteral("packages")].toArray().size());
                QCOMPARE(list->applicationId->packages.first().name,
                    (*it)[QStringLiteral("packages")][0][QStringLiteral("name")].toString());
            }
            ++compared;
        }
    }
    QVERIFY(compared > 3);
}

QTEST_GUILESS_MAIN(TestKeyDescription)
#include "tst_keydescription.moc"

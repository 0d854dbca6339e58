#include "core/decode/keydescription.h"

#include "core/crypto/derwriter.h"
#include "core/decode/inspect.h"

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

QByteArray members(const QList<QByteArray> &eight)
{
    return der::sequence(eight);
}

QByteArray rootOfTrust(const QByteArray &locked, const QByteArray &key = QByteArray(32, 'k'))
{
    return der::explicitTag(
        704, der::sequence({der::octetString(key), locked, der::enumerated(1), der::octetString("hash")}));
}

/// The smallest thing that is shown as a certificate: nothing but names of the shape matters.
QByteArray certificateWith(const QByteArray &value, const char *oid = keyAttestationOid)
{
    const QByteArray extension = der::sequence({der::objectIdentifier(oid), der::octetString(value)});
    const QByteArray algorithm = der::sequence({der::objectIdentifier("1.2.840.10045.4.3.2")});
    const QByteArray content = der::sequence({der::explicitTag(0, der::integer(2)), der::integer(1),
        algorithm, der::sequence({}), der::sequence({}), der::sequence({}), der::sequence({}),
        der::explicitTag(3, der::sequence({extension}))});
    return der::sequence({content, algorithm, der::bitString({})});
}

const QString extensionPath = QStringLiteral("tbsCertificate.extensions.keyDescription.extnValue.");

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
    void toleratedValuesCount();
    void flawsStandWhereTheyAre_data();
    void flawsStandWhereTheyAre();
    void unreadable_data();
    void unreadable();
    void everyPrefixIsUnreadable();
    void provisioningInformation_data();
    void provisioningInformation();
    void tagNames();
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
    QTest::newRow("challenge that is text") << "attestationChallenge"
                                            << "6368616c6c656e67652d30313233343536 \"challenge-0123456\"";
    QTest::newRow("system version") << "hardwareEnforced.osVersion" << "16.0.0 (160000)";
    QTest::newRow("patch level") << "hardwareEnforced.osPatchLevel" << "2026-01 (202601)";
    QTest::newRow("patch level with a day") << "hardwareEnforced.bootPatchLevel" << "2026-01-05 (20260105)";
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
    const InspectionPtr inspection = inspect(certificateWith(vector), DataKind::Certificate);
    const Node *node = inspection->find(extensionPath + path);
    QVERIFY(node);
    QTEST(node->text, "text");
}

void TestKeyDescription::deviations_data()
{
    QTest::addColumn<QByteArray>("der");
    QTest::addColumn<QStringList>("deviations");
    const QByteArray none = list({});
    const QByteArray good = rootOfTrust(der::boolean(true));
    const auto hardware = [&](std::initializer_list<QByteArray> members) {
        return description(none, list(members));
    };
    const auto row = [](const char *name, const QByteArray &der, const char *deviations) {
        QTest::newRow(name) << der
                            << QString::fromLatin1(deviations).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    };
    row("none", hardware({good}), "");
    row("tags out of order",
        hardware({der::explicitTag(3, der::integer(256)), der::explicitTag(2, der::integer(33)), good}),
        "TAGS_NOT_ASCENDING:hardwareEnforced");
    row("tag twice",
        hardware({der::explicitTag(3, der::integer(1)), der::explicitTag(3, der::integer(2)), good}),
        "TAG_DUPLICATE:hardwareEnforced.3");
    row("set in another order",
        hardware({der::explicitTag(1, der::tlv(0x31, der::integer(3) + der::integer(2))), good}),
        "SET_NOT_SORTED:hardwareEnforced.1");
    row("unknown tag", hardware({good, der::explicitTag(725, der::integer(1))}),
        "UNKNOWN_TAG:hardwareEnforced.725");
    row("tag that is never attested", hardware({good, der::explicitTag(9999, der::integer(1))}),
        "UNEXPECTED_TAG:hardwareEnforced.9999");
    row("tag of the challenge in software",
        description(list({der::explicitTag(708, der::octetString("c"))}), list({good})),
        "UNEXPECTED_TAG:softwareEnforced.708");
    row("truth value of another octet", hardware({rootOfTrust(QByteArray::fromHex("010101"))}),
        "BOOLEAN_NOT_DER:hardwareEnforced.704=01");
    row("two values in one tag", hardware({der::explicitTag(3, der::integer(256) + der::integer(256)), good}),
        "TRAILING_BYTES:hardwareEnforced.3");
    row("octets behind the description", hardware({good}) + '\0', "TRAILING_BYTES");
    row("unsigned number of 64 bits",
        hardware({der::explicitTag(502, der::unsignedInteger(QByteArray(8, '\xff'))), good}), "");
    row("flag with a number", hardware({der::explicitTag(503, der::integer(1)), good}),
        "TYPE_MISMATCH:hardwareEnforced.503");
    row("number with octets", hardware({der::explicitTag(2, der::octetString("3")), good}),
        "TYPE_MISMATCH:hardwareEnforced.2");
    row("flag as TRUE", hardware({der::explicitTag(503, der::boolean(true)), good}),
        "NULL_WITH_CONTENT:hardwareEnforced.503");
    row("flag as an empty string", hardware({der::explicitTag(503, der::octetString({})), good}),
        "NULL_WITH_CONTENT:hardwareEnforced.503");
    row("NULL with content", hardware({der::explicitTag(503, QByteArray::fromHex("050100")), good}),
        "NULL_WITH_CONTENT:hardwareEnforced.503");
    row("empty member", hardware({der::explicitTag(3, {}), good}), "EXPLICIT_TAG_EMPTY:hardwareEnforced.3");
    row("member without its tag", description(list({der::integer(1)}), list({good})),
        "TYPE_MISMATCH:softwareEnforced.2");
    row("number with a needless octet",
        hardware({der::explicitTag(3, QByteArray::fromHex("02020001")), good}),
        "INTEGER_NOT_MINIMAL:hardwareEnforced.3");
    row("length with a needless octet", hardware({QByteArray::fromHex("a30402810101"), good}),
        "LENGTH_NOT_MINIMAL:hardwareEnforced.3");
    row("vendor patch level without a day", hardware({good, der::explicitTag(718, der::integer(202601))}),
        "PATCHLEVEL_6_DIGITS:hardwareEnforced.718");
    row("boot patch level of day 00", hardware({good, der::explicitTag(719, der::integer(20260100))}),
        "PATCHLEVEL_DAY_00:hardwareEnforced.719");
    row("system version 0", hardware({good, der::explicitTag(705, der::integer(0))}), "OS_VERSION_ZERO");
    row("elliptic key without a curve", hardware({der::explicitTag(2, der::integer(3)), good}),
        "EC_CURVE_MISSING");
    row("RSA key without a padding", hardware({der::explicitTag(2, der::integer(1)), good}),
        "RSA_PADDING_MISSING");
    row("boot state in software", description(list({good}), none), "ROOT_OF_TRUST_IN_SOFTWARE_LIST");
    row("no boot state", hardware({}), "ROOT_OF_TRUST_MISSING");
    row("boot key of zeros", hardware({rootOfTrust(der::boolean(true), QByteArray(32, '\0'))}),
        "VERIFIED_BOOT_KEY_ALL_ZERO");
    row("empty boot key", hardware({rootOfTrust(der::boolean(true), {})}), "VERIFIED_BOOT_KEY_EMPTY");
    row("short boot key", hardware({rootOfTrust(der::boolean(true), "key")}), "VERIFIED_BOOT_KEY_LENGTH:3");
    row("date cut to 32 bits",
        description(list({der::explicitTag(701, der::integer(1234567890))}), list({good})),
        "CREATION_TIME_IMPLAUSIBLE:1234567890");
    const auto application = [&](const QByteArray &packages, const QByteArray &signers) {
        return description(
            list({der::explicitTag(709, der::octetString(der::sequence({packages, signers})))}),
            list({good}));
    };
    const auto package = [](const char *name) {
        return der::sequence({der::octetString(name), der::integer(1)});
    };
    row("app without signers", application(der::setOf({package("a")}), der::setOf({})),
        "APP_ID_WITHOUT_SIGNATURES");
    row("two apps",
        application(der::setOf({package("a"), package("b")}), der::setOf({der::octetString("d")})),
        "APP_ID_MULTIPLE_PACKAGES:2");
    row("levels as plain numbers",
        members({der::integer(400), der::integer(1), der::integer(400), der::enumerated(2),
            der::octetString("c"), der::octetString({}), none, list({good})}),
        "ENUM_AS_INTEGER:attestationSecurityLevel");
    row("version as enumerated value",
        members({der::enumerated(1), der::enumerated(1), der::integer(2), der::enumerated(2),
            der::octetString("c"), der::octetString({}), none, list({good})}),
        "INTEGER_AS_ENUM:attestationVersion");
    row("unknown version",
        members({der::integer(600), der::enumerated(1), der::integer(600), der::enumerated(2),
            der::octetString("c"), der::octetString({}), none, list({good})}),
        "VERSION_UNKNOWN:600");
    row("versions that do not belong together",
        members({der::integer(2), der::enumerated(1), der::integer(1), der::enumerated(2),
            der::octetString("c"), der::octetString({}), none, list({good})}),
        "VERSION_PAIR_UNUSUAL:2/1");
    row("empty challenge",
        members({der::integer(400), der::enumerated(1), der::integer(400), der::enumerated(2),
            der::octetString({}), der::octetString({}), none, list({good})}),
        "CHALLENGE_LENGTH:0");
    const QByteArray content = hardware({good});
    row("indefinite length",
        QByteArray::fromHex("3080") + content.sliced(content.at(1) & 0x80 ? 3 : 2) + QByteArray(2, '\0'),
        "INDEFINITE_LENGTH");
}

void TestKeyDescription::deviations()
{
    QFETCH(QByteArray, der);
    QString why;
    const auto read = parseKeyDescription(der, &why);
    QVERIFY2(read, qPrintable(why));
    QTEST(read->deviations, "deviations");
    QCOMPARE(read->keyMintSecurityLevel, 2);
    for (const QString &deviation : read->deviations)
        QVERIFY2(deviationSentence(deviation).endsWith(QLatin1Char('.')), qPrintable(deviation));
}

void TestKeyDescription::toleratedValuesCount()
{
    const auto hardware = [](std::initializer_list<QByteArray> members) {
        return parseKeyDescription(description(list({}), list(members)))->hardwareEnforced;
    };
    const QByteArray both = der::setOf({der::integer(2)});
    QCOMPARE(hardware({der::explicitTag(1, both), der::explicitTag(1, der::setOf({der::integer(7)}))})
                 .sets.value(1),
        (QSet<qint64>{2, 7}));
    QCOMPARE(hardware({der::explicitTag(702, der::integer(2)), der::explicitTag(702, der::integer(0))})
                 .integers.value(702),
        2);
    QVERIFY(hardware({der::explicitTag(600, der::boolean(true))}).flags.contains(600));
    QVERIFY(!hardware({der::explicitTag(600, der::boolean(false))}).flags.contains(600));
    QVERIFY(hardware({rootOfTrust(QByteArray::fromHex("010101"))}).rootOfTrust->deviceLocked);
    QVERIFY(!hardware({der::explicitTag(704, der::octetString("x"))}).rootOfTrust);
    QCOMPARE(hardware({der::explicitTag(502, der::unsignedInteger(QByteArray(8, '\xff')))})
                 .largeIntegers.value(502),
        '\0' + QByteArray(8, '\xff'));
    QVERIFY(hardware({der::explicitTag(702, der::octetString(QByteArray(1, '\0')))}).integers.isEmpty());
}

void TestKeyDescription::flawsStandWhereTheyAre_data()
{
    QTest::addColumn<QByteArray>("hardware");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("deviation");
    const auto row = [](const char *name, std::initializer_list<QByteArray> members, const char *path,
                         const char *deviation) {
        QTest::newRow(name) << list(members) << QString::fromLatin1(path) << QString::fromLatin1(deviation);
    };
    row("unknown tag", {der::explicitTag(725, der::integer(1))}, "hardwareEnforced.[725]", "UNKNOWN_TAG");
    row("foreign tag", {der::explicitTag(1000, der::integer(1))}, "hardwareEnforced.[1000]",
        "UNEXPECTED_TAG");
    row("flag with a number", {der::explicitTag(503, der::integer(1))}, "hardwareEnforced.noAuthRequired",
        "TYPE_MISMATCH");
    row("empty tag", {der::explicitTag(702, {})}, "hardwareEnforced.origin", "EXPLICIT_TAG_EMPTY");
    row("order", {der::explicitTag(3, der::integer(1)), der::explicitTag(2, der::integer(3))},
        "hardwareEnforced", "TAGS_NOT_ASCENDING");
    row("unsorted set", {der::explicitTag(1, der::tlv(0x31, der::integer(3) + der::integer(2)))},
        "hardwareEnforced.purpose", "SET_NOT_SORTED");
}

void TestKeyDescription::flawsStandWhereTheyAre()
{
    QFETCH(QByteArray, hardware);
    QFETCH(QString, path);
    QFETCH(QString, deviation);
    const InspectionPtr inspection =
        inspect(certificateWith(description(list({}), hardware)), DataKind::Certificate);
    const Node *node = inspection->find(extensionPath + path);
    QVERIFY(node);
    if (deviation == QLatin1StringView("EXPLICIT_TAG_EMPTY"))
        QVERIFY(!node->flaw.isEmpty()); // the decoder sees that nothing is there
    else
        QCOMPARE(node->flaw, deviationSentence(deviation));
}

void TestKeyDescription::unreadable_data()
{
    QTest::addColumn<QByteArray>("der");
    QTest::addColumn<QString>("why");
    const QByteArray none = list({});
    QTest::newRow("nothing") << QByteArray() << "no element";
    QTest::newRow("integer") << der::integer(5) << "not a SEQUENCE";
    QTest::newRow("wrapped once more") << der::octetString(vector) << "not a SEQUENCE";
    QTest::newRow("empty sequence") << der::sequence({}) << "attestationVersion: no element";
    QTest::newRow("level as text") << der::sequence({der::integer(400), der::octetString("1")})
                                   << "attestationSecurityLevel: wrong type";
    QTest::newRow("endless version") << der::sequence({der::unsignedInteger(QByteArray(9, '\x7f'))})
                                     << "attestationVersion: no number of 64 bits";
    QTest::newRow("seven members") << members({der::integer(400), der::enumerated(1), der::integer(400),
        der::enumerated(1), der::octetString("c"), der::octetString(""), none})
                                   << "hardwareEnforced: no element";
    QTest::newRow("nine members") << members({der::integer(400), der::enumerated(1), der::integer(400),
        der::enumerated(1), der::octetString("c"), der::octetString(""), none, none, der::null()})
                                  << "more than eight members";
    QTest::newRow("list cut off") << description(none, QByteArray::fromHex("3003a10502"))
                                  << "hardwareEnforced: content is cut off";
    QTest::newRow("indefinite length without an end")
        << QByteArray::fromHex("3080") + description(none, none).sliced(2) << "indefinite length";
}

void TestKeyDescription::unreadable()
{
    QFETCH(QByteArray, der);
    QString why;
    QVERIFY(!parseKeyDescription(der, &why));
    QTEST(why, "why");
    if (!der.isEmpty()) {
        const InspectionPtr inspection = inspect(certificateWith(der), DataKind::Certificate);
        const Node *node = inspection->find(extensionPath.chopped(1));
        QVERIFY(node);
        QVERIFY2(!node->flaw.isEmpty(), "the defect is named");
    }
}

void TestKeyDescription::everyPrefixIsUnreadable()
{
    for (qsizetype length = 0; length < vector.size(); ++length)
        QVERIFY(!parseKeyDescription(vector.left(length)));
}

void TestKeyDescription::provisioningInformation_data()
{
    QTest::addColumn<QByteArray>("cbor");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    // The maps of android-attestation 6.1.
    const QByteArray three = QByteArray::fromHex("a301184002f50366476f6f676c65");
    QTest::newRow("one member") << QByteArray::fromHex("a10108") << "certificatesIssued" << "8";
    QTest::newRow("number of two octets") << three << "certificatesIssued" << "64";
    QTest::newRow("member without a meaning") << three << "2" << "true";
    QTest::newRow("maker") << three << "manufacturer" << "Google";
    QTest::newRow("lost phone") << QByteArray::fromHex("a106f5") << "isLostDevice" << "true";
    QTest::newRow("cut off") << QByteArray::fromHex("a1") << "" << "";
}

void TestKeyDescription::provisioningInformation()
{
    QFETCH(QByteArray, cbor);
    QFETCH(QString, path);
    const QByteArray certificate = certificateWith(cbor, provisioningInfoOid);
    const InspectionPtr inspection = inspect(certificate, DataKind::Certificate);
    const QString value = QStringLiteral("tbsCertificate.extensions.provisioningInfo.extnValue");
    const Node *node = inspection->find(path.isEmpty() ? value : value + QLatin1Char('.') + path);
    QVERIFY(node);
    if (path.isEmpty())
        QVERIFY(!node->flaw.isEmpty());
    else
        QTEST(node->text, "text");
}

void TestKeyDescription::tagNames()
{
    QCOMPARE(authorizationTagName(1), u"purpose");
    QCOMPARE(authorizationTagName(724), u"moduleHash");
    QVERIFY(authorizationTagName(700).isNull());
}

QTEST_GUILESS_MAIN(TestKeyDescription)
#include "tst_keydescription.moc"

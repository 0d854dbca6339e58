#include "core/base/encoding.h"
#include "core/base/gzip.h"
#include "core/decode/inspect.h"
#include "tests/core/decode/tiling.h"

#include <QTest>

using namespace dsr;

namespace {

QByteArray number(qsizetype value)
{
    return QByteArray(1, static_cast<char>(value >> 8)) + static_cast<char>(value & 0xff);
}

QByteArray xml(const QByteArray &root)
{
    return "<?xml version=\"1.0\" encoding=\"ISO-8859-15\" standalone=\"yes\"?>\n<ns:" + root
        + " CDM_VERSION=\"5.2.0\" xmlns:ns=\"http://ws.invalid/v5.2\"><ns:Versicherter><ns:Name>M\xfcller "
          "&amp; "
          "S\xf6hne \xa4</ns:Name><ns:Versicherten_ID>X110411675</ns:Versicherten_ID></ns:Versicherter></ns:"
        + root + ">";
}

QByteArray personalFile()
{
    const QByteArray packed = gzip(xml("UC_PersoenlicheVersichertendatenXML"));
    return number(packed.size()) + packed + QByteArray(20, '\0');
}

QByteArray insuranceFile(bool withProtected)
{
    const QByteArray open = gzip(xml("UC_AllgemeineVersicherungsdatenXML"));
    const QByteArray closed = gzip(xml("UC_GeschuetzteVersichertendatenXML"));
    const qsizetype second = 8 + open.size();
    return number(8) + number(second - 1)
        + (withProtected ? number(second) + number(second + closed.size() - 1)
                         : QByteArray::fromHex("ffffffff"))
        + open + (withProtected ? closed : QByteArray()) + QByteArray(9, '\xff');
}

bool isAllPersonal(const Node &node)
{
    return node.personal && std::all_of(node.children.begin(), node.children.end(), isAllPersonal);
}

} // namespace

class TestCardFileDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void personalData();
    void insuranceData_data();
    void insuranceData();
    void statusData();
    void damage_data();
    void damage();
    void dataObjects_data();
    void dataObjects();
    void bombsStaySmall();
};

void TestCardFileDecoder::personalData()
{
    for (const QByteArray &bytes : {personalFile(), personalFile().toHex(), personalFile().toBase64()}) {
        const InspectionPtr inspection = inspect(bytes);
        QCOMPARE(inspection->kind(), QStringLiteral("personalData"));
        const QString person = QStringLiteral("data.UC_PersoenlicheVersichertendatenXML.Versicherter.");
        const Node *name = inspection->find(person + "Name");
        QVERIFY(name);
        QCOMPARE(name->text, QStringLiteral("Müller & Söhne €"));
        QVERIFY(inspection->root().personal);
        QVERIFY(isAllPersonal(*inspection->find(QStringLiteral("data"))));
        QCOMPARE(
            inspection->find(QStringLiteral("data.UC_PersoenlicheVersichertendatenXML.CDM_VERSION"))->text,
            QStringLiteral("5.2.0"));
        QCOMPARE(test::tilingFault(*inspection), QString());
    }
}

void TestCardFileDecoder::insuranceData_data()
{
    QTest::addColumn<bool>("withProtected");
    QTest::newRow("open part alone") << false;
    QTest::newRow("both parts") << true;
}

void TestCardFileDecoder::insuranceData()
{
    QFETCH(bool, withProtected);
    const InspectionPtr inspection = inspect(insuranceFile(withProtected));
    QCOMPARE(inspection->kind(), QStringLiteral("insuranceData"));
    QVERIFY(
        inspection->find(QStringLiteral("insurance.UC_AllgemeineVersicherungsdatenXML.Versicherter.Name")));
    QCOMPARE(inspection->find(QStringLiteral("protected.UC_GeschuetzteVersichertendatenXML")) != nullptr,
        withProtected);
    QCOMPARE(inspection->root().flaw, QString());
    QCOMPARE(test::tilingFault(*inspection), QString());
}

void TestCardFileDecoder::statusData()
{
    const QByteArray file = "020240229235959" + QByteArray::fromHex("00500200000010020000");
    const InspectionPtr inspection = inspect(file);
    QCOMPARE(inspection->kind(), QStringLiteral("statusData"));
    QCOMPARE(inspection->find(QStringLiteral("changed"))->text, QStringLiteral("2024-02-29T23:59:59"));
    QCOMPARE(inspection->find(QStringLiteral("schema"))->text, QStringLiteral("5.2.0"));
    QCOMPARE(inspection->find(QStringLiteral("storage"))->text, QStringLiteral("1.2.0"));
    QCOMPARE(test::tilingFault(*inspection), QString());
}

void TestCardFileDecoder::damage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<DataKind>("kind");
    QTest::addColumn<QString>("path"); ///< of the node with the flaw
    QTest::newRow("personal data that are cut off")
        << personalFile().left(60) << DataKind::PersonalData << "data";
    QByteArray damaged = personalFile();
    damaged[40] = static_cast<char>(damaged[40] ^ 0x55);
    QTest::newRow("compressed data that are damaged") << damaged << DataKind::PersonalData << "data";
    QTest::newRow("one octet of personal data") << QByteArray("a") << DataKind::PersonalData << "rest";
    QByteArray file = insuranceFile(true);
    QTest::newRow("parts that overlap") << file.replace(4, 2, number(9)) << DataKind::InsuranceData << "";
    QTest::newRow("part behind the end") << insuranceFile(true).left(300) << DataKind::InsuranceData << "";
    QTest::newRow("seven octets of insurance data")
        << QByteArray(7, 'a') << DataKind::InsuranceData << "rest";
    QTest::newRow("status without a date")
        << "0" + QByteArray(14, '9') + QByteArray(10, '\0') << DataKind::StatusData << "changed";
    QTest::newRow("version that is no number")
        << "020240229235959" + QByteArray(10, '\xab') << DataKind::StatusData << "schema";
    QTest::newRow("data object that is cut off")
        << QByteArray::fromHex("62088002076c83") << DataKind::Tlv << "fcp";
    QTest::newRow("tag without a length") << QByteArray::fromHex("5a") << DataKind::Tlv << "rest";
}

void TestCardFileDecoder::damage()
{
    QFETCH(QByteArray, bytes);
    QFETCH(DataKind, kind);
    QFETCH(QString, path);
    const InspectionPtr inspection = inspect(bytes, kind);
    const Node *node = inspection->find(path);
    QVERIFY(node);
    QVERIFY(!node->flaw.isEmpty());
    QCOMPARE(test::tilingFault(*inspection), QString());
}

void TestCardFileDecoder::dataObjects_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    const QByteArray file = "621a8002076c8201418302c5048801208a0105c502036ea103910103";
    QTest::newRow("size of a file") << file << "fcp.allocatedSize" << "1900";
    QTest::newRow("size of its content") << file << "fcp.logicalEnd" << "878";
    QTest::newRow("kind of a file") << file << "fcp.fileDescriptor" << "file without structure";
    QTest::newRow("identifier of a file") << file << "fcp.fid" << "c504";
    QTest::newRow("short identifier of a file") << file << "fcp.sfid" << "04";
    QTest::newRow("life cycle") << file << "fcp.lifeCycle" << "activated";
    QTest::newRow("object of an unknown tag") << file << "fcp.accessRules.91" << "03";
    const QByteArray atr = "e010020203f6020203fe020203af020203db";
    QTest::newRow("largest command") << atr << "bufferSizes.largestCommand" << "1014";
    QTest::newRow("largest protected answer") << atr << "bufferSizes.largestProtectedResponse" << "987";
    QTest::newRow("number of the card") << QByteArray("5a0a80276883110000168584") << "iccsn"
                                        << "80276883110000168584";
    const QByteArray version = "ef1cc003020000c103040502c210545359534954434f5345433230020400";
    QTest::newRow("object system") << version << "version2.objectSystemVersion" << "4.5.2";
    QTest::newRow("product") << version << "version2.product" << "TSYSI TCOSEC20 2.4.0";
}

void TestCardFileDecoder::dataObjects()
{
    QFETCH(QByteArray, hex);
    QFETCH(QString, path);
    const InspectionPtr inspection = inspect(QByteArray::fromHex(hex) + QByteArray(5, '\0'));
    QCOMPARE(inspection->kind(), QStringLiteral("tlv"));
    const Node *node = inspection->find(path);
    QVERIFY(node);
    QTEST(node->text, "text");
    QCOMPARE(test::tilingFault(*inspection), QString());
    QVERIFY(inspection->find(QStringLiteral("filler")));
    // The same in the answer of a card.
    const InspectionPtr answer =
        inspect("[{\"command\":\"00a4040400\",\"response\":\"" + hex + "9000\"}]", DataKind::Apdus);
    QVERIFY(answer->find("0.response.data." + path));
}

void TestCardFileDecoder::bombsStaySmall()
{
    const QByteArray bomb = gzip(QByteArray(100 << 20, ' '));
    QVERIFY(!inspect(bomb)->root().flaw.isEmpty());
    QByteArray nested = "text";
    for (int i = 0; i < 200; ++i)
        nested = gzip(nested);
    const InspectionPtr inspection = inspect(nested);
    QVERIFY(inspection->sources().size() < 70);
    QCOMPARE(test::tilingFault(*inspection), QString());
}

QTEST_GUILESS_MAIN(TestCardFileDecoder)
#include "tst_cardfiledecoder.moc"

#include "core/card/apdu.h"

#include <QTest>

using namespace dsr;

namespace {

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

} // namespace

class TestApdu : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encodesAndParsesTheFourCases_data();
    void encodesAndParsesTheFourCases();
    void parsesExtendedFormsOfShortCommands_data();
    void parsesExtendedFormsOfShortCommands();
    void refusesLengthsThatDoNotAddUp_data();
    void refusesLengthsThatDoNotAddUp();
    void parsesResponses();
    void refusesAResponseWithoutStatus_data();
    void refusesAResponseWithoutStatus();
    void hidesPasswords_data();
    void hidesPasswords();
    void hidesEveryCutOfAPassword();
    void saysWhatACommandDoes_data();
    void saysWhatACommandDoes();
    void saysWhatAStatusMeans_data();
    void saysWhatAStatusMeans();
};

void TestApdu::encodesAndParsesTheFourCases_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qsizetype>("dataSize");
    QTest::addColumn<int>("ne"); // 0 = none
    QTest::addColumn<bool>("extended");
    const auto row = [](const char *name, const QByteArray &bytes, qsizetype size, int ne, bool extended) {
        QTest::newRow(name) << bytes << size << ne << extended;
    };
    row("case 1", hex("00A4040C"), 0, 0, false);
    row("case 2, one octet", hex("00B0910001"), 0, 1, false);
    row("case 2, all that is there", hex("00B0910000"), 0, 256, false);
    row("case 3", hex("00A4020C02C504"), 2, 0, false);
    row("case 3, 255 octets", hex("002A9E9AFF") + QByteArray(255, 'a'), 255, 0, false);
    row("case 4", hex("00A4020402C50400"), 2, 256, false);
    row("case 2 extended, 257 octets", hex("00B0910000") + hex("0101"), 0, 257, true);
    row("case 2 extended, all that is there", hex("00B0840000") + hex("0000"), 0, 65536, true);
    row("case 3 extended, 256 octets", hex("0086000000") + hex("0100") + QByteArray(256, 'b'), 256, 0, true);
    row("case 3 extended, most octets", hex("0086000000") + hex("FFFF") + QByteArray(65535, 'b'), 65535, 0,
        true);
    row("case 4 extended", hex("0086000000") + hex("0002AABB0000"), 2, 65536, true);
    row("case 4 extended, long data and short answer",
        hex("0086000000") + hex("0100") + QByteArray(256, 'b') + hex("0008"), 256, 8, true);
}

void TestApdu::encodesAndParsesTheFourCases()
{
    QFETCH(QByteArray, bytes);
    QFETCH(qsizetype, dataSize);
    QFETCH(int, ne);
    QFETCH(bool, extended);
    const auto command = CommandApdu::parse(bytes);
    QVERIFY(command);
    QCOMPARE(command->data.size(), dataSize);
    QCOMPARE(command->ne.value_or(0), ne);
    QCOMPARE(command->isExtended(), extended);
    QCOMPARE(command->encoded().toHex(), bytes.toHex());
}

void TestApdu::parsesExtendedFormsOfShortCommands_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("shortForm");
    QTest::newRow("case 2") << hex("00B09100000020") << hex("00B0910020");
    QTest::newRow("case 3") << hex("00A4020C000002C504") << hex("00A4020C02C504");
    QTest::newRow("case 4") << hex("00A40204000002C5040100") << hex("00A4020402C50400");
}

void TestApdu::parsesExtendedFormsOfShortCommands()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, shortForm);
    const auto command = CommandApdu::parse(bytes);
    QVERIFY(command);
    QCOMPARE(command->encoded().toHex(), shortForm.toHex());
}

void TestApdu::refusesLengthsThatDoNotAddUp_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("three octets") << hex("00A404");
    QTest::newRow("data shorter than Lc") << hex("00A4020C02C5");
    QTest::newRow("two octets behind the data") << hex("00A4020C02C5040000");
    QTest::newRow("extended announced and cut") << hex("00B091000000").chopped(0);
    QTest::newRow("extended data shorter than Lc") << hex("00A4020C000002C5");
    QTest::newRow("extended data with half an Le") << hex("00A4020C000002C50400");
    QTest::newRow("extended Lc of zero") << hex("00A4020C0000000000");
    QTest::newRow("three octets behind extended data") << hex("00A4020C000002C504000000");
}

void TestApdu::refusesLengthsThatDoNotAddUp()
{
    QFETCH(QByteArray, bytes);
    const auto command = CommandApdu::parse(bytes);
    QVERIFY(!command);
    QCOMPARE(errorId(command.error().code), QStringLiteral("input.malformed"));
}

void TestApdu::parsesResponses()
{
    const auto response = ResponseApdu::parse(hex("5A0A80276883110000168584 9000"));
    QVERIFY(response);
    QVERIFY(response->isGood());
    QCOMPARE(response->data.toHex(), QByteArray("5a0a80276883110000168584"));
    QCOMPARE(response->encoded(), hex("5A0A80276883110000168584 9000"));
    const auto bare = ResponseApdu::parse(hex("63C2"));
    QVERIFY(bare && bare->data.isEmpty() && !bare->isGood());
    QCOMPARE(swText(bare->sw), QStringLiteral("63C2"));
    QCOMPARE(swText(0x0001), QStringLiteral("0001"));
}

void TestApdu::refusesAResponseWithoutStatus_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("one octet") << hex("90");
}

void TestApdu::refusesAResponseWithoutStatus()
{
    QFETCH(QByteArray, bytes);
    const auto response = ResponseApdu::parse(bytes);
    QVERIFY(!response);
    QCOMPARE(errorId(response.error().code), QStringLiteral("card.removed"));
}

void TestApdu::hidesPasswords_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *bytes, const char *text) {
        QTest::newRow(name) << hex(bytes) << QString::fromLatin1(text);
    };
    const char *verify = "00 20 00 02 08 ** ** ** ** ** ** ** **";
    row("nothing", "", "");
    row("SELECT is shown", "00A4040C06D27600000102", "00 A4 04 0C 06 D2 76 00 00 01 02");
    row("GET PIN STATUS is shown", "80200002", "80 20 00 02");
    row("VERIFY", "002000020826123456FFFFFFFF", verify);
    row("VERIFY under secure messaging", "0C20000204 AABBCCDD", "0C 20 00 02 04 ** ** ** **");
    row("VERIFY in a chain", "102000020826123456FFFFFFFF", "10 20 00 02 08 ** ** ** ** ** ** ** **");
    row("VERIFY of a proprietary class", "802000020826123456FFFFFFFF",
        "80 20 00 02 08 ** ** ** ** ** ** ** **");
    row("VERIFY with data objects", "002100020426123456", "00 21 00 02 04 ** ** ** **");
    row("VERIFY with Le", "002000020826123456FFFFFFFF00", "00 20 00 02 08 ** ** ** ** ** ** ** ** **");
    row("VERIFY, Le that belongs to the PIN", "002000020326123456", "00 20 00 02 03 ** ** ** **");
    row("VERIFY, extended", "0020000200000826123456FFFFFFFF", "00 20 00 02 00 00 08 ** ** ** ** ** ** ** **");
    row("VERIFY, no data but Le", "0020000226", "00 20 00 02 **");
    row("CHANGE REFERENCE DATA", "002401020826123456FFFFFFFF", "00 24 01 02 08 ** ** ** ** ** ** ** **");
    row("RESET RETRY COUNTER", "002C0102082812345678FFFFFF", "00 2C 01 02 08 ** ** ** ** ** ** ** **");
    row("DISABLE VERIFICATION", "002600020426123456", "00 26 00 02 04 ** ** ** **");
    row("ENABLE VERIFICATION", "002800020426123456", "00 28 00 02 04 ** ** ** **");
    row("a torn VERIFY", "00200002082612", "** ** ** ** ** ** **");
    row("a VERIFY with too much", "002000020126123456", "** ** ** ** ** ** ** ** **");
    row("a lone PIN block", "26123456FFFFFFFF", "** ** ** ** ** ** ** **");
    row("two octets", "1234", "** **");
}

void TestApdu::hidesPasswords()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(maskedHex(bytes), text);
}

void TestApdu::hidesEveryCutOfAPassword()
{
    for (const char *whole : {"002000020826123456FFFFFFFF", "0020000200000826123456FFFFFFFF",
             "00240002102612345678FFFFFF2612345678FFFFFF", "002C0002102612345678FFFFFF2612345678FFFFFF"}) {
        const QByteArray bytes = hex(whole);
        for (qsizetype size = 0; size <= bytes.size(); ++size) {
            const QString text = maskedHex(bytes.first(size));
            QVERIFY2(!text.contains(QStringLiteral("12")) && !text.contains(QStringLiteral("34")),
                qPrintable(text));
            QCOMPARE(text.size(), size == 0 ? 0 : 3 * size - 1);
        }
    }
}

void TestApdu::saysWhatACommandDoes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("meaning");
    const auto row = [](const char *bytes, const char *meaning) {
        QTest::newRow(meaning) << hex(bytes) << QString::fromLatin1(meaning);
    };
    row("00A4040C", "SELECT MF");
    row("00A4040C06D27600000102", "SELECT DF.HCA");
    row("00A4040C0AA000000167455349474E", "SELECT DF.ESIGN");
    row("00A4040C05A000000003", "SELECT application A000000003");
    row("00A4020C02C504", "SELECT file C504");
    row("00A40304", "SELECT the folder above");
    row("00B0910000", "READ BINARY of EF.Version2");
    row("00B0840000", "READ BINARY of EF.C.CH.AUT.E256");
    row("00B0010000", "READ BINARY from octet 256");
    row("00B201F400", "READ RECORD 1 of EF.DIR");
    row("80200002", "GET PIN STATUS of MRPIN.home");
    row("002000020826123456FFFFFFFF", "VERIFY MRPIN.home");
    row("002000010826123456FFFFFFFF", "VERIFY PIN.CH");
    row("002400020826123456FFFFFFFF", "CHANGE REFERENCE DATA of MRPIN.home");
    row("002C01020826123456FFFFFFFF", "RESET RETRY COUNTER of MRPIN.home");
    row("002241B606840184800100", "MANAGE SECURITY ENVIRONMENT: choose the signing key");
    row("0022C1A40F800A04007F00070202040202830102", "MANAGE SECURITY ENVIRONMENT: choose the CAN");
    row("002A9E9A0100", "PSO COMPUTE DIGITAL SIGNATURE");
    row("0084000008", "GET CHALLENGE");
    row("8084000020", "GET RANDOM");
    row("10860000027C0000", "GENERAL AUTHENTICATE");
    row("00704001", "RESET APPLICATION");
    row("00C0000010", "GET RESPONSE");
    row("00EE0000", "Command EE");
}

void TestApdu::saysWhatACommandDoes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, meaning);
    QCOMPARE(commandMeaning(CommandApdu::parse(bytes).value()), meaning);
}

void TestApdu::saysWhatAStatusMeans_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<quint16>("sw");
    QTest::addColumn<QString>("meaning");
    const auto row = [](const char *command, quint16 sw, const char *meaning) {
        QTest::addRow("%s after %s", qPrintable(swText(sw)), command)
            << hex(command) << sw << QString::fromUtf8(meaning);
    };
    const char *read = "00B0910000";
    const char *status = "80200002";
    const char *verify = "002000020826123456FFFFFFFF";
    const char *change = "002400020826123456FFFFFFFF";
    const char *unblock = "002C01020826123456FFFFFFFF";
    row(read, 0x9000, "Done.");
    row(status, 0x9000, "The PIN is verified.");
    row(status, 0x63C3, "The PIN is not verified; 3 try(s) left.");
    row(status, 0x63C0, "The PIN is blocked.");
    row(status, 0x62C1, "The PIN is a transport PIN that the holder has to change first.");
    row(verify, 0x63C2, "The PIN is wrong; 2 try(s) left.");
    row(verify, 0x63C0, "The PIN is wrong and now blocked.");
    row(verify, 0x6983, "The PIN is blocked.");
    row(verify, 0x6985, "The PIN cannot be used before the holder has set it.");
    row(change, 0x6985, "The new PIN has the wrong length.");
    row(unblock, 0x63C9, "The PUK is wrong; it can be used 9 more time(s).");
    row(unblock, 0x6983, "The PUK is used up.");
    row("002A9E9A0100", 0x6985, "Something that has to come first is missing.");
    row(read, 0x6B00, "The offset is behind the end of the file.");
    row(read, 0x6110, "Done; more data can be fetched.");
    row(read, 0x6C10, "Another number of octets has to be asked for.");
    row(read, 0x6300, "The authentication failed; the CAN is probably wrong.");
    row(read, 0x1234, "The card answered 1234.");
}

void TestApdu::saysWhatAStatusMeans()
{
    QFETCH(QByteArray, command);
    QFETCH(quint16, sw);
    QFETCH(QString, meaning);
    QCOMPARE(statusMeaning(CommandApdu::parse(command).value(), sw), meaning);
}

QTEST_GUILESS_MAIN(TestApdu)
#include "tst_apdu.moc"

#include "core/crypto/derwriter.h"

#include <QTest>

using namespace dsr;

class TestDerWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encodings_data();
    void encodings();
};

void TestDerWriter::encodings_data()
{
    QTest::addColumn<QByteArray>("der");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &der, const char *hex) {
        QTest::newRow(name) << der << QByteArray::fromHex(hex);
    };
    row("zero", der::integer(0), "020100");
    row("largest number of one octet", der::integer(127), "02017f");
    row("number that needs a sign octet", der::integer(128), "02020080");
    row("minus one", der::integer(-1), "0201ff");
    row("smallest number of one octet", der::integer(-128), "020180");
    row("negative number of two octets", der::integer(-129), "0202ff7f");
    row("minus 256", der::integer(-256), "0202ff00");
    row("largest number of 64 bits", der::integer(std::numeric_limits<qint64>::max()),
        "02087fffffffffffffff");
    row("smallest number of 64 bits", der::integer(std::numeric_limits<qint64>::min()),
        "02088000000000000000");
    row("octets with the top bit set", der::unsignedInteger(QByteArray::fromHex("ff")), "020200ff");
    row("octets with leading zeros", der::unsignedInteger(QByteArray::fromHex("000001")), "020101");
    row("no octets are zero", der::unsignedInteger({}), "020100");
    row("enumeration", der::enumerated(2), "0a0102");
    row("true", der::boolean(true), "0101ff");
    row("false", der::boolean(false), "010100");
    row("null", der::null(), "0500");
    row("OID", der::objectIdentifier("1.3.36.3.3.2.8.1.1.7"), "06092b2403030208010107");
    row("OID below 2", der::objectIdentifier("2.999.3"), "0603883703");
    row("octets", der::octetString("ab"), "04026162");
    row("bits", der::bitString(QByteArray::fromHex("80"), 7), "03020780");
    row("length of 127", der::octetString(QByteArray(127, 'x')).left(2), "047f");
    row("length of 128", der::octetString(QByteArray(128, 'x')).left(3), "048180");
    row("length of 256", der::octetString(QByteArray(256, 'x')).left(4), "04820100");
    row("UTF-8", der::utf8String(QStringLiteral("ä")), "0c02c3a4");
    row("printable", der::printableString(QStringLiteral("DE")), "13024445");
    row("date", der::generalizedTime(QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC)),
        "180f32303236303130323033303430355a");
    row("date in another zone",
        der::generalizedTime(QDateTime(QDate(2026, 1, 2), QTime(4, 4, 5), Qt::OffsetFromUTC, 3600)),
        "180f32303236303130323033303430355a");
    row("explicit tag", der::explicitTag(0, der::null()), "a0020500");
    row("explicit tag above 30", der::explicitTag(704, der::null()), "bf8540020500");
    row("implicit tag", der::implicitTag(6, "a"), "860161");
    row("sequence", der::sequence({der::null(), der::null()}), "300405000500");
    row("set is sorted", der::setOf({der::integer(2), der::integer(1)}), "3106020101020102");
    row("shorter elements come first where they start alike",
        der::setOf({der::octetString("aa"), der::octetString("a")}),
        "3107040161040261"
        "61");
}

void TestDerWriter::encodings()
{
    QFETCH(QByteArray, der);
    QFETCH(QByteArray, expected);
    QCOMPARE(der.toHex(), expected.toHex());
}

QTEST_GUILESS_MAIN(TestDerWriter)
#include "tst_derwriter.moc"

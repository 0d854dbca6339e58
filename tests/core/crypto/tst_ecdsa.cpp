#include "core/crypto/ecdsa.h"

#include "core/crypto/derwriter.h"

#include <QTest>

using namespace dsr;

class TestEcdsa : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereAndBack_data();
    void thereAndBack();
    void refusedDer_data();
    void refusedDer();
    void refusedRaw();
};

namespace {
QByteArray padded(const char *hex)
{
    const QByteArray octets = QByteArray::fromHex(hex);
    return QByteArray(ecdsaWidth - octets.size(), '\0') + octets;
}
QByteArray signatureDer(const char *r, const char *s)
{
    return der::sequence(
        {der::unsignedInteger(QByteArray::fromHex(r)), der::unsignedInteger(QByteArray::fromHex(s))});
}
} // namespace

void TestEcdsa::thereAndBack_data()
{
    QTest::addColumn<QByteArray>("der");
    QTest::addColumn<QByteArray>("raw");
    const auto row = [](const char *name, const char *r, const char *s) {
        QTest::newRow(name) << signatureDer(r, s) << padded(r) + padded(s);
    };
    // dsr-protocol 13: RFC 6979, P-256, "sample".
    QTest::newRow("vector of the protocol")
        << QByteArray::fromHex(
               "3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716022100f7cb1c942d65"
               "7c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8")
        << QByteArray::fromBase64("79SLKqy2qP0RQN2c1F6B1p0sh3tWqvmRw00OqE6vNxb3yxyULWV8QdQ2x6G24p9l8-"
                                  "kA27mv9AZNxKsvhDrNqA",
               QByteArray::Base64UrlEncoding);
    const char *full = "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff01";
    const char *high = "ff00000000000000000000000000000000000000000000000000000000000001";
    const char *shorter = "01020304050607080910111213141516171819202122232425262728293031";
    row("no sign octet needed", full, full);
    row("sign octet in both", high, high);
    row("r is one octet short", shorter, full);
    row("s is one octet short", full, shorter);
    row("r is a single octet", "01", full);
    row("s has a sign octet and is short", full, "80");
}

void TestEcdsa::thereAndBack()
{
    QFETCH(QByteArray, der);
    QFETCH(QByteArray, raw);
    QCOMPARE(*ecdsaRawFromDer(der), raw);
    QCOMPARE(*ecdsaDerFromRaw(raw), der);
}

void TestEcdsa::refusedDer_data()
{
    QTest::addColumn<QByteArray>("der");
    const char *one = "01";
    const QByteArray wide = QByteArray(33, '\x01').toHex();
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("raw form") << QByteArray(64, '\x01');
    QTest::newRow("octet behind") << signatureDer(one, one) + '\0';
    QTest::newRow("cut off") << signatureDer(one, one).chopped(1);
    QTest::newRow("r of 33 octets") << signatureDer(wide.constData(), one);
    QTest::newRow("s of 33 octets") << signatureDer(one, wide.constData());
    QTest::newRow("negative r") << der::sequence({der::integer(-1), der::integer(1)});
    QTest::newRow("negative s") << der::sequence({der::integer(1), der::integer(-5)});
    QTest::newRow("one number only") << der::sequence({der::integer(1)});
    QTest::newRow("three numbers") << der::sequence({der::integer(1), der::integer(1), der::integer(1)});
}

void TestEcdsa::refusedDer()
{
    QFETCH(QByteArray, der);
    const auto raw = ecdsaRawFromDer(der);
    QVERIFY(!raw);
    QCOMPARE(raw.error().code, ErrorCode::InputMalformed);
}

void TestEcdsa::refusedRaw()
{
    for (const qsizetype size : {0, 1, 63, 65, 128})
        QVERIFY(!ecdsaDerFromRaw(QByteArray(size, '\x01')));
}

QTEST_GUILESS_MAIN(TestEcdsa)
#include "tst_ecdsa.moc"

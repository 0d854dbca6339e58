#include "core/decode/comparison.h"
#include "core/decode/inspect.h"

#include <QTest>

using namespace dsr;

class TestComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameMeaning_data();
    void sameMeaning();
    void difference_data();
    void difference();
};

namespace {

/// {"alg":"ES256"} . payload . 64 octets
QByteArray token(const QByteArray &payload)
{
    constexpr auto form = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    return QByteArray(R"({"alg":"ES256"})").toBase64(form) + '.' + payload.toBase64(form) + '.'
        + QByteArray(64, 's').toBase64(form);
}

QString summary(const QByteArray &left, const QByteArray &right)
{
    QStringList lines;
    for (const Difference &difference : compare(*inspect(left), *inspect(right)))
        lines.append(QStringLiteral("%1 %2 %3|%4")
                .arg(differenceId(difference.kind), difference.path, difference.left, difference.right));
    return lines.join(QLatin1Char(';'));
}

} // namespace

void TestComparison::sameMeaning_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::newRow("permuted members")
        << QByteArray(R"({"a":1,"b":[true,null]})") << QByteArray(R"({"b":[true,null],"a":1})");
    QTest::newRow("white space") << QByteArray(R"({"a":1})") << QByteArray("{\n  \"a\" : 1 }\n");
    QTest::newRow("escapes") << QByteArray(R"({"a":"/ä"})") << QByteArray(R"({"a":"\/\u00e4"})");
    QTest::newRow("members permuted inside a token")
        << token(R"({"iat":1,"type":"android"})") << token(R"({"type":"android","iat":1})");
    QTest::newRow("line breaks inside base64 of a member")
        << QByteArray(R"({"csr":"MAMCAQE="})") << QByteArray(R"({"csr":"MAMCAQE"})");
    QTest::newRow("PEM with other line lengths")
        << QByteArray("-----BEGIN X-----\nMAYCAQECAQI=\n-----END X-----\n")
        << QByteArray("-----BEGIN X-----\nMAYC\nAQEC\nAQI=\n-----END X-----\n");
}

void TestComparison::sameMeaning()
{
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    QCOMPARE(summary(left, right), QString());
}

void TestComparison::difference_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<QString>("expected");
    QTest::newRow("another value") << QByteArray(R"({"a":1,"b":2})") << QByteArray(R"({"a":1,"b":3})")
                                   << QStringLiteral("changed b 2|3");
    QTest::newRow("number and text") << QByteArray(R"({"a":1})") << QByteArray(R"({"a":"1"})")
                                     << QStringLiteral("changed a 1|1");
    QTest::newRow("one member more") << QByteArray(R"({"a":1})") << QByteArray(R"({"a":1,"b":"x"})")
                                     << QStringLiteral("added b |x");
    QTest::newRow("one member less") << QByteArray(R"({"b":"x","a":1})") << QByteArray(R"({"a":1})")
                                     << QStringLiteral("removed b x|");
    QTest::newRow("order of a list") << QByteArray("[1,2]") << QByteArray("[2,1]")
                                     << QStringLiteral("changed 0 1|2;changed 1 2|1");
    QTest::newRow("deep inside a token")
        << token(R"({"a":{"b":[0,{"c":"x"}]}})") << token(R"({"a":{"b":[0,{"c":"y"}]}})")
        << QStringLiteral("changed payload.a.b.1.c x|y");
    QTest::newRow("bytes are one thing") << QByteArray(100, '\x01') << QByteArray(99, '\x01') + '\x02'
                                         << QStringLiteral("changed  %1… (100 octets)|%1… (100 octets)")
                                                .arg(QString::fromLatin1(QByteArray(32, '\x01').toHex()));
    QTest::newRow("a name that stands twice")
        << QByteArray(R"({"a":1})") << QByteArray(R"({"a":1,"a":1})") << QStringLiteral("added a[1] |1");
}

void TestComparison::difference()
{
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    QTEST(summary(left, right), "expected");
}

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"

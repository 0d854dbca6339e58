#include "widgets/inspect/personalbytes.h"

#include "core/decode/inspect.h"
#include "tests/core/decode/examples.h"

#include <QTest>

using namespace dsr;

namespace {

const QByteArray number = QByteArrayLiteral("X110411675");

/// The bytes of a source as they are seen while personal data is hidden.
QByteArray seen(const Inspection &inspection, const PersonalBytes &personal, int source)
{
    QByteArray bytes = inspection.sources().at(source).bytes;
    for (const ByteRange &range : personal.in(source)) {
        for (qsizetype at = range.start; at < range.end(); ++at)
            bytes[at] = '.';
    }
    return bytes;
}

/// What of a text a reader of base64 gets back: characters that are hidden stand for anything.
bool givesAway(const QByteArray &text, const QByteArray &secret)
{
    QByteArray readable = text;
    readable.replace('.', 'A');
    return QByteArray::fromBase64(readable, QByteArray::Base64UrlEncoding).contains(secret);
}

} // namespace

class TestPersonalBytes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingPersonalHidesNothing()
    {
        const InspectionPtr inspection = inspect(QByteArrayLiteral("{\"a\":\"b\"}"));
        const PersonalBytes personal = PersonalBytes::of(*inspection);
        QVERIFY(personal.isEmpty());
        QVERIFY(personal.in(0).isEmpty());
        QVERIFY(personal.in(7).isEmpty());
        QVERIFY(!personal.reaches(inspection->root()));
    }

    void encodingsAroundAreHiddenToo_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("seenText");
        const QByteArray inside = "{\"kvnr\":\"X110411675\",\"a\":1}";
        const QByteArray token = "eyJhbGciOiJCUDI1NlIxIn0."
            + inside.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) + ".AAAA";
        QTest::newRow("as it is") << inside << QByteArray("{\"kvnr\":............,\"a\":1}");
        QByteArray hidden = token;
        // Octets 8 to 20 of the payload stand in characters 10 to 27 of its text.
        const qsizetype start = token.indexOf('.') + 1;
        for (qsizetype at = start + 8 * 4 / 3; at < start + (20 * 4 + 2) / 3; ++at)
            hidden[at] = '.';
        QTest::newRow("in base64url") << token << hidden;
    }
    void encodingsAroundAreHiddenToo()
    {
        QFETCH(QByteArray, text);
        const InspectionPtr inspection = inspect(text);
        const PersonalBytes personal = PersonalBytes::of(*inspection);
        QVERIFY(!personal.isEmpty());
        QTEST(seen(*inspection, personal, 0), "seenText");
    }

    void anEncodingThatIsNotPlainIsHiddenAsAWhole()
    {
        const QByteArray certificate = test::certificateDer(*PrivateKey::generate(Curve::P256));
        QByteArray escaped = certificate.toBase64();
        escaped.insert(4, "\\u0041").remove(10, 1);
        const QByteArray text = "{\"x5c\":[\"" + escaped + "\"]}";
        const InspectionPtr inspection = inspect(text);
        const PersonalBytes personal = PersonalBytes::of(*inspection);
        QCOMPARE(personal.in(0).size(), 1);
        QCOMPARE(personal.in(0).first(), (ByteRange{9, escaped.size()}));
    }

    void noSourceOfATokenGivesTheNumberAway()
    {
        const InspectionPtr inspection = inspect(test::token());
        QVERIFY(inspection->sources().size() > 5);
        const PersonalBytes personal = PersonalBytes::of(*inspection);
        for (int source = 0; source < inspection->sources().size(); ++source) {
            const QByteArray bytes = seen(*inspection, personal, source);
            QVERIFY(!bytes.contains(number));
            QVERIFY(!givesAway(bytes, number));
        }
        QVERIFY(personal.reaches(*inspection->find(QStringLiteral("header.x5c.0"))));
        QVERIFY(!personal.reaches(*inspection->find(QStringLiteral("header.alg"))));
        QVERIFY2(seen(*inspection, personal, 0).count('.') < inspection->sources().first().bytes.size() / 2,
            "only what is personal is hidden");
    }

    void overlapsAreFound_data()
    {
        QTest::addColumn<qsizetype>("start");
        QTest::addColumn<qsizetype>("length");
        QTest::addColumn<bool>("overlaps");
        QTest::newRow("before all") << qsizetype(0) << qsizetype(10) << false;
        QTest::newRow("into the first") << qsizetype(0) << qsizetype(11) << true;
        QTest::newRow("inside") << qsizetype(12) << qsizetype(1) << true;
        QTest::newRow("between") << qsizetype(15) << qsizetype(5) << false;
        QTest::newRow("around the second") << qsizetype(18) << qsizetype(20) << true;
        QTest::newRow("behind all") << qsizetype(25) << qsizetype(5) << false;
    }
    void overlapsAreFound()
    {
        QFETCH(qsizetype, start);
        QFETCH(qsizetype, length);
        const QList<ByteRange> sorted{{10, 5}, {20, 5}};
        QTEST(dsr::overlaps(sorted, {start, length}), "overlaps");
    }
};

QTEST_APPLESS_MAIN(TestPersonalBytes)
#include "tst_personalbytes.moc"

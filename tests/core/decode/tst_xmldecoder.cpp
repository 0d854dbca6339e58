#include "core/decode/inspect.h"
#include "tests/core/decode/examples.h"
#include "tests/core/decode/tiling.h"

#include <QTest>

using namespace dsr;

class TestXmlDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values_data();
    void values();
    void damage_data();
    void damage();
    void certificateInside();
    void boundsHold_data();
    void boundsHold();
};

void TestXmlDecoder::values_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *xml, const char *path, const QString &text) {
        QTest::newRow(name) << QByteArray(xml) << QString::fromLatin1(path) << text;
    };
    row("text of an element", "<?xml version='1.0'?><a> x </a>", "a", QStringLiteral("x"));
    row("names without their prefixes", "<?xml?><n:a><n:b>1</n:b></n:a>", "a.b", QStringLiteral("1"));
    row("attribute", "<?xml?><a b='1' c=\"2\"/>", "a.c", QStringLiteral("2"));
    row("elements of one name", "<?xml?><a><b>1</b><b>2</b></a>", "a.b[1]", QStringLiteral("2"));
    row("entities", "<?xml?><a>&lt;&amp;&#228;&#xE4;&gt;</a>", "a", QStringLiteral("<&ää>"));
    row("entity without a meaning", "<?xml?><a>&x; &</a>", "a", QStringLiteral("&x; &"));
    row("UTF-8", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>\xc3\xa4</a>", "a", QStringLiteral("ä"));
    row("Latin 9", "<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?><a>\xe4\xa4</a>", "a",
        QStringLiteral("ä€"));
    row("behind a comment", "<?xml?><!-- <b> --><a>1</a>", "a", QStringLiteral("1"));
    row("behind a document type", "<?xml?><!DOCTYPE a><a>1</a>", "a", QStringLiteral("1"));
    row("element without a declaration", "<a>1</a>", "a", QStringLiteral("1"));
}

void TestXmlDecoder::values()
{
    QFETCH(QByteArray, xml);
    QFETCH(QString, path);
    const InspectionPtr inspection = inspect(xml);
    QCOMPARE(inspection->kind(), QStringLiteral("xml"));
    const Node *node = inspection->find(path);
    QVERIFY(node);
    QTEST(node->text, "text");
    QCOMPARE(test::tilingFault(*inspection), QString());
}

void TestXmlDecoder::damage_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<QString>("flawed");
    QTest::addColumn<QString>("alive");
    const auto row = [](const char *name, const char *xml, const char *flawed, const char *alive) {
        QTest::newRow(name) << QByteArray(xml) << QString::fromLatin1(flawed) << QString::fromLatin1(alive);
    };
    row("element without an end", "<?xml?><a><b>1</b>", "a", "a.b");
    row("inner element without an end", "<?xml?><a><b>1</a>", "a.b", "a");
    row("end of another one", "<?xml?><a>1</b></a>", "a", "a");
    row("end without a start", "<?xml?><a>1</a></b>", "rest", "a");
    row("tag that is cut off", "<?xml?><a><b c='", "a.b.rest", "a.b");
    row("attribute without quotes", "<?xml?><a b=c>1</a>", "a.rest", "a");
    row("comment without an end", "<?xml?><a><!-- x</a>", "a.rest", "a");
}

void TestXmlDecoder::damage()
{
    QFETCH(QByteArray, xml);
    QFETCH(QString, flawed);
    QFETCH(QString, alive);
    const InspectionPtr inspection = inspect(xml, DataKind::Xml);
    QVERIFY(inspection->find(flawed));
    QVERIFY(!inspection->find(flawed)->flaw.isEmpty());
    QVERIFY(inspection->find(alive));
    QCOMPARE(test::tilingFault(*inspection), QString());
}

void TestXmlDecoder::certificateInside()
{
    QByteArray base64 = test::certificateDer(*PrivateKey::generate(Curve::P256)).toBase64();
    for (qsizetype at = base64.size() / 64 * 64; at > 0; at -= 64)
        base64.insert(at, '\n');
    const InspectionPtr inspection =
        inspect("<?xml?><Service>\n <X509Certificate>" + base64.trimmed() + "</X509Certificate></Service>");
    QVERIFY(inspection->find(QStringLiteral("Service.X509Certificate.tbsCertificate.serialNumber")));
    QCOMPARE(test::tilingFault(*inspection), QString());
}

void TestXmlDecoder::boundsHold_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::newRow("deeply nested") << QByteArray("<a>").repeated(100'000);
    QTest::newRow("many elements") << "<a>" + QByteArray("<b/>x").repeated(150'000);
    QTest::newRow("many attributes") << "<a " + QByteArray("b='' ").repeated(150'000);
    QTest::newRow("many ampersands") << "<a>" + QByteArray("&").repeated(300'000);
    QTest::newRow("many ends") << QByteArray("</a>").repeated(100'000);
    QTest::newRow("starts of comments") << QByteArray("<!--").repeated(100'000);
}

void TestXmlDecoder::boundsHold()
{
    QFETCH(QByteArray, xml);
    const InspectionPtr inspection = inspect(xml, DataKind::Xml);
    QCOMPARE(test::tilingFault(*inspection), QString());
}

QTEST_GUILESS_MAIN(TestXmlDecoder)
#include "tst_xmldecoder.moc"

#include "core/decode/inspection.h"

#include "core/base/encoding.h"
#include "core/decode/inspect.h"

#include <QTest>
#include <QThread>

using namespace dsr;

class TestInspection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nodeAt_data();
    void nodeAt();
    void nodeAtOutside();
    void nodeAtInEverySource();
    void find_data();
    void find();
    void parentsAndRows();
    void builtInAnotherThread();
};

void TestInspection::nodeAt_data()
{
    QTest::addColumn<qsizetype>("offset");
    QTest::addColumn<QString>("path");
    //                0123456789012345
    // the text is    {"a": [10, "xy"]}
    QTest::newRow("bracket of the object") << qsizetype(0) << "open";
    QTest::newRow("name of the member") << qsizetype(2) << "key";
    QTest::newRow("colon") << qsizetype(4) << "colon";
    QTest::newRow("space") << qsizetype(5) << "space";
    QTest::newRow("bracket of the array") << qsizetype(6) << "a.open";
    QTest::newRow("number") << qsizetype(8) << "a.0";
    QTest::newRow("text") << qsizetype(12) << "a.1";
    QTest::newRow("last octet") << qsizetype(16) << "close";
}

void TestInspection::nodeAt()
{
    QFETCH(qsizetype, offset);
    const InspectionPtr inspection = inspect("{\"a\": [10, \"xy\"]}");
    const Node *node = inspection->nodeAt(0, offset);
    QVERIFY(node);
    QTEST(node->path(), "path");
}

void TestInspection::nodeAtOutside()
{
    const InspectionPtr inspection = inspect("{}");
    QCOMPARE(inspection->nodeAt(0, 2), nullptr);
    QCOMPARE(inspection->nodeAt(0, -1), nullptr);
    QCOMPARE(inspection->nodeAt(1, 0), nullptr);
    QCOMPARE(inspection->nodeAt(-1, 0), nullptr);
    QCOMPARE(inspect({})->nodeAt(0, 0), nullptr);
}

void TestInspection::nodeAtInEverySource()
{
    const InspectionPtr inspection =
        inspect(toBase64Url("{\"alg\":\"x\"}") + '.' + toBase64Url("[{\"nonce\":\"AQID\"}]") + ".AAAA");
    QCOMPARE(inspection->sources().size(), 5);
    QCOMPARE(inspection->nodeAt(1, 8)->path(), QStringLiteral("header.alg"));
    QCOMPARE(inspection->nodeAt(3, 2)->path(), QStringLiteral("payload.0.nonce.bytes"));
    QCOMPARE(inspection->nodeAt(4, 2)->path(), QStringLiteral("signature.bytes"));
    QCOMPARE(inspection->nodeAt(0, 0)->path(), QStringLiteral("header"));
}

void TestInspection::find_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text"); ///< null = not there
    QTest::newRow("member") << "a" << "1";
    QTest::newRow("name with dots goes before nothing else") << "b.c" << "2";
    QTest::newRow("nested behind a name with dots") << "b.c.d.e" << "3";
    QTest::newRow("name that a punctuation has too") << "close" << "4";
    QTest::newRow("second member of the same name") << "a[1]" << "5";
    QTest::newRow("empty name") << "x.." << QString();
    QTest::newRow("part of a name") << "b" << QString();
    QTest::newRow("more than there is") << "a.b" << QString();
}

void TestInspection::find()
{
    QFETCH(QString, path);
    QFETCH(QString, text);
    const InspectionPtr inspection = inspect("{\"a\":1,\"b.c\":2,\"b.c.d\":{\"e\":3},\"close\":4,\"a\":5}");
    const Node *node = inspection->find(path);
    QCOMPARE(node ? node->text : QString(), text);
    QCOMPARE(inspection->find(QString()), &inspection->root());
}

void TestInspection::parentsAndRows()
{
    const InspectionPtr inspection = inspect("[[1],2]");
    const Node *inner = inspection->find(QStringLiteral("0.0"));
    QVERIFY(inner);
    QCOMPARE(inner->parent, inspection->find(QStringLiteral("0")));
    QCOMPARE(inner->parent->parent, &inspection->root());
    QCOMPARE(inspection->root().parent, nullptr);
    for (const Node &child : inspection->root().children)
        QCOMPARE(&inspection->root().children.at(static_cast<size_t>(child.row)), &child);
}

void TestInspection::builtInAnotherThread()
{
    InspectionPtr inspection;
    const std::unique_ptr<QThread> thread(QThread::create([&] { inspection = inspect("{\"a\":[1]}"); }));
    thread->start();
    QVERIFY(thread->wait());
    QCOMPARE(inspection->find(QStringLiteral("a.0"))->text, QStringLiteral("1"));
}

QTEST_GUILESS_MAIN(TestInspection)
#include "tst_inspection.moc"

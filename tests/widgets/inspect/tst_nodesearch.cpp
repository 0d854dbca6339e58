#include "widgets/inspect/nodesearch.h"

#include "core/base/digest.h"
#include "core/base/encoding.h"
#include "core/decode/inspect.h"
#include "tests/core/decode/examples.h"

#include <QTest>

using namespace dsr;

namespace {

/// Paths of what was found; "?" if the query makes no sense.
QStringList pathsOf(const Inspection &inspection, SearchKind kind, const QString &query, int source = 0)
{
    const auto found = findNodes(inspection, kind, query, source);
    if (!found)
        return {QStringLiteral("?")};
    QStringList paths;
    for (const Node *node : *found)
        paths.append(node->path());
    return paths;
}

} // namespace

class TestNodeSearch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<SearchKind>("kind");
        QTest::addColumn<QString>("query");
        QTest::addColumn<QStringList>("paths");
        const auto row = [](const char *name, SearchKind kind, const char *query, const QStringList &paths) {
            QTest::newRow(name) << kind << QString::fromLatin1(query) << paths;
        };
        const QString hash = QString::fromLatin1(toHex(sha256(QByteArray::fromHex("000102"))));
        row("a name in any case", SearchKind::Text, "ALPHA", {"alpha"});
        row("a value", SearchKind::Text, "words", {"alpha.b", "c"});
        row("a text in bytes that nobody understands", SearchKind::Text, "WORD", {"alpha.b", "c"});
        row("no text", SearchKind::Text, "", {"?"});
        row("a text that is not there", SearchKind::Text, "nowhere", {});
        row("bytes across punctuation", SearchKind::Bytes, "7b 22 61", {""});
        row("bytes inside an encoding", SearchKind::Bytes, "01:02", {"nonce.bytes"});
        row("bytes that are no hex", SearchKind::Bytes, "0g", {"?"});
        row("no bytes", SearchKind::Bytes, " ", {"?"});
        row("the hash of an object", SearchKind::Hash, qPrintable(hash), {"nonce"});
        row("the same in base64", SearchKind::Hash,
            sha256(QByteArray::fromHex("000102")).toBase64().constData(), {"nonce"});
        row("a hash of another length", SearchKind::Hash, "0001", {"?"});
        row("a byte", SearchKind::Offset, "0x1", {""});
        row("a byte of a value", SearchKind::Offset, "15", {"alpha.b"});
        row("behind the end", SearchKind::Offset, "9999", {});
        row("no number", SearchKind::Offset, "x", {"?"});
        row("no identifier", SearchKind::Oid, "words", {"?"});
    }
    void finds()
    {
        QFETCH(SearchKind, kind);
        QFETCH(QString, query);
        QFETCH(QStringList, paths);
        const InspectionPtr inspection =
            inspect("{\"alpha\":{\"b\":\"words\"},\"c\":\"more words\",\"nonce\":\"AAEC\"}");
        QStringList found = pathsOf(*inspection, kind, query);
        found.removeDuplicates();
        if (kind == SearchKind::Offset && !found.isEmpty() && found.first() != QStringLiteral("?")
            && found.first() != paths.value(0))
            QVERIFY(found.first().startsWith(paths.value(0))); // syntax lies below
        else
            QCOMPARE(found, paths);
    }

    void findsObjectIdentifiersAndWhatIsBelow()
    {
        const InspectionPtr inspection = inspect(test::certificateDer(*PrivateKey::generate(Curve::P256)));
        const QStringList exact = pathsOf(*inspection, SearchKind::Oid, QStringLiteral("2.5.29.15"));
        QVERIFY(!exact.isEmpty());
        const QStringList below = pathsOf(*inspection, SearchKind::Oid, QStringLiteral("2.5.29"));
        QVERIFY(below.size() > exact.size());
        QVERIFY(pathsOf(*inspection, SearchKind::Oid, QStringLiteral("2.5.2")).isEmpty());
    }

    void findsACertificateByItsFingerprint()
    {
        const QByteArray der = test::certificateDer(*PrivateKey::generate(Curve::P256));
        const InspectionPtr inspection = inspect("{\"x5c\":[\"" + der.toBase64() + "\"]}");
        QCOMPARE(pathsOf(*inspection, SearchKind::Hash, QString::fromLatin1(toHex(sha256(der)))),
            QStringList{QStringLiteral("x5c.0")});
        QCOMPARE(pathsOf(*inspection, SearchKind::Hash, QString::fromLatin1(toHex(sha1(der)))),
            QStringList{QStringLiteral("x5c.0")});
    }

    void anOffsetIsOfTheSourceOnTheScreen()
    {
        const InspectionPtr inspection = inspect("{\"nonce\":\"AAEC\"}");
        QVERIFY(pathsOf(*inspection, SearchKind::Offset, QStringLiteral("1"), 1)
                .first()
                .startsWith(QStringLiteral("nonce")));
    }
};

QTEST_APPLESS_MAIN(TestNodeSearch)
#include "tst_nodesearch.moc"

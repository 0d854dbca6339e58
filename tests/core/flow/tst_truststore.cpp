#include "core/flow/truststore.h"

#include "core/base/files.h"
#include "tests/core/check/trustlistwriter.h"

#include <QTemporaryDir>
#include <QTest>

using namespace dsr;
using namespace dsr::test;

namespace {

const QDateTime now(QDate(2026, 11, 25), QTime(12, 0), Qt::UTC);

QByteArray aRoot()
{
    return publicTrust().anchors.first().certificate.pem();
}

} // namespace

class TestTrustStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFileIsKeptUnderAName_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("keptAs");
        QTest::addColumn<QString>("name");
        TrustSnapshot snapshot = publicTrust();
        snapshot.name = QStringLiteral("of-monday");
        QTest::newRow("of the file") << aRoot() << QString() << QStringLiteral("lab.2026");
        QTest::newRow("of the snapshot in it")
            << toBytes(snapshot) << QString() << QStringLiteral("of-monday");
        QTest::newRow("that was given")
            << toBytes(snapshot) << QStringLiteral("mine") << QStringLiteral("mine");
    }
    void aFileIsKeptUnderAName()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, keptAs);
        QFETCH(const QString, name);
        const auto read = readTrust({.bytes = bytes,
                                        .name = QStringLiteral("lab.2026.pem"),
                                        .role = TrustRole::Android,
                                        .signer = {},
                                        .keptAs = keptAs},
            now);
        QVERIFY(read);
        QCOMPARE(read->name, name);
        QCOMPARE(read->anchors.first().role, TrustRole::Android);
        const QTemporaryDir folder;
        const TrustStore store(folder.path());
        QVERIFY(store.keep(*read));
        QCOMPARE(store.find(name)->anchors, read->anchors);
        QCOMPARE(store.all()->size(), 2);
    }

    void aTrustListWithoutSignerIsNoTrust()
    {
        const auto read = readTrust(
            {.bytes = trustListXml({}), .name = QStringLiteral("tsl.xml"), .signer = {}, .keptAs = {}}, now);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::UsageInvalid);
        QVERIFY(!read.error().facts.value(QStringLiteral("reason")).toString().isEmpty());
    }

    void namesThatAreNotKept_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"public", "testbed", "", "../x", "a/b", ".hidden", "with blank"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void namesThatAreNotKept()
    {
        QFETCH(const QString, name);
        const QTemporaryDir folder;
        TrustSnapshot snapshot = publicTrust();
        snapshot.name = name;
        const auto kept = TrustStore(folder.path()).keep(snapshot);
        QVERIFY(!kept);
        QCOMPARE(kept.error().code, ErrorCode::UsageInvalid);
        QCOMPARE(TrustStore(folder.path()).all()->size(), 1);
    }

    void aDamagedSnapshotIsNamed()
    {
        const QTemporaryDir folder;
        const TrustStore store(folder.path());
        TrustSnapshot snapshot = publicTrust();
        snapshot.name = QStringLiteral("lab");
        QVERIFY(store.keep(snapshot));
        const QString path = folder.filePath(QStringLiteral("trust/lab.dsrtrust"));
        QVERIFY(writeFile(path, "{"));
        const auto all = store.all();
        QVERIFY(!all);
        QCOMPARE(all.error().code, ErrorCode::InputMalformed);
        QCOMPARE(all.error().facts.value(QStringLiteral("path")).toString(), path);
    }
};

QTEST_GUILESS_MAIN(TestTrustStore)
#include "tst_truststore.moc"

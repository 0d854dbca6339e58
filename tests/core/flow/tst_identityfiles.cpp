#include "core/crypto/certificatebuilder.h"
#include "core/flow/identityfiles.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace {

struct Pair
{
    dsr::PrivateKey key = *dsr::PrivateKey::generate(dsr::Curve::P256);
    dsr::Certificate certificate =
        *dsr::signCertificate({.serial = dsr::randomSerial(),
                                  .subject = dsr::nameDer({{"2.5.4.3", QStringLiteral("device"), 12}}),
                                  .notBefore = QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC),
                                  .notAfter = QDateTime(QDate(2027, 1, 1), QTime(0, 0), Qt::UTC),
                                  .publicKey = key.publicKey(),
                                  .extensions = {}},
            dsr::nameDer({{"2.5.4.3", QStringLiteral("CA"), 12}}), key);
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestIdentityFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void storesBothForTheirOwnerAlone();
    void takesThePlaceOfAnOlderOne();
    void folderThatCannotBeMade();
    void failureLeavesNoCertificateWithoutItsKey();
};

void TestIdentityFiles::storesBothForTheirOwnerAlone()
{
    const QTemporaryDir root;
    const QDir folder(root.filePath(QStringLiteral("a/b")));
    const Pair pair;
    QVERIFY(dsr::storeIdentity(folder.path(), pair.certificate, pair.key));
    QCOMPARE(folder.entryList(QDir::Files | QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot),
        QStringList({QStringLiteral("certificate.pem"), QStringLiteral("key.pem")}));
    QCOMPARE(contentOf(folder.filePath(QStringLiteral("certificate.pem"))), pair.certificate.pem());
    const auto others =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QVERIFY(!(QFile::permissions(folder.filePath(QStringLiteral("key.pem"))) & others));
    QVERIFY(!(QFile::permissions(folder.path()) & others));
}

void TestIdentityFiles::takesThePlaceOfAnOlderOne()
{
    const QTemporaryDir folder;
    const Pair older;
    const Pair newer;
    QVERIFY(dsr::storeIdentity(folder.path(), older.certificate, older.key));
    QVERIFY(dsr::storeIdentity(folder.path(), newer.certificate, newer.key));
    QCOMPARE(contentOf(folder.filePath(QStringLiteral("certificate.pem"))), newer.certificate.pem());
    const auto key =
        dsr::PrivateKey::fromPem(dsr::Secret(contentOf(folder.filePath(QStringLiteral("key.pem")))));
    QCOMPARE(key->publicKey(), newer.key.publicKey());
}

void TestIdentityFiles::folderThatCannotBeMade()
{
    const QTemporaryDir root;
    QFile file(root.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const Pair pair;
    const auto stored =
        dsr::storeIdentity(root.filePath(QStringLiteral("file/identity")), pair.certificate, pair.key);
    QVERIFY(!stored);
    QCOMPARE(stored.error().code, dsr::ErrorCode::DataDirUnusable);
}

void TestIdentityFiles::failureLeavesNoCertificateWithoutItsKey()
{
    const QTemporaryDir folder;
    const Pair pair;
    // A folder in the place of the key: it cannot be moved there.
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("key.pem/occupied")));
    QFile old(folder.filePath(QStringLiteral("certificate.pem")));
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.close();
    const auto stored = dsr::storeIdentity(folder.path(), pair.certificate, pair.key);
    QVERIFY(!stored);
    QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("certificate.pem"))));
}

QTEST_GUILESS_MAIN(TestIdentityFiles)
#include "tst_identityfiles.moc"

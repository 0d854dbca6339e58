#include "core/base/randomness.h"
#include "core/dms/dmsstore.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

#include <unistd.h>

using dsr::DeviceRegistration;
using dsr::DmsStore;
using dsr::ErrorCode;
using dsr::NonceConsumption;

namespace {

const QDateTime now(QDate(2026, 3, 2), QTime(9, 0, 0, 123), Qt::UTC);

DeviceRegistration registration(int number, const QString &kvnr = QStringLiteral("X110411675"))
{
    return {.userIdentifier = kvnr,
        .deviceIdentifier = QStringLiteral("device-%1").arg(number),
        .deviceType = QStringLiteral("ANDROID"),
        .deviceUuid = dsr::SystemRandomness().uuid(),
        .createdAt = now.addSecs(number),
        .certificate = QByteArray("der\0", 4) + QByteArray::number(number),
        .serial = QString::fromLatin1(dsr::SystemRandomness().bytes(16).toHex()),
        .evidence = "{}"};
}

QByteArray nonceOf(int number)
{
    return QByteArray(64, static_cast<char>(number));
}

/// Runs SQL on a store's file from outside.
void tamper(const QString &path, const QString &sql)
{
    {
        QSqlDatabase database =
            QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("tamper"));
        database.setDatabaseName(path);
        QVERIFY(database.open());
        QVERIFY(QSqlQuery(database).exec(sql));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("tamper"));
}

QString reasonOf(const dsr::Error &error)
{
    return error.facts.value(QStringLiteral("reason")).toString();
}

/// What the program does when a test starts it as another process: consumes nonces 0 to 199, tells how many
/// of them were its own.
int consumeAll(const QString &path)
{
    const auto store = DmsStore::open(path);
    int own = 0;
    for (int i = 0; store && i < 200; ++i) {
        const auto consumed = (*store)->consumeNonce(nonceOf(i), now);
        if (!consumed)
            return 1;
        own += *consumed == NonceConsumption::Consumed ? 1 : 0;
    }
    printf("%d\n", own);
    return store ? 0 : 1;
}

/// The same on a small file system: registers until there is no room, then counts what is still there.
int fill(const QString &path)
{
    int stored = 0;
    {
        const auto store = DmsStore::open(path);
        if (!store)
            return 1;
        for (;; ++stored) {
            DeviceRegistration next = registration(stored);
            next.evidence = QByteArray(8'000, 'e');
            const auto added = (*store)->addRegistration(next);
            if (added && stored < 10'000)
                continue;
            printf("%s ", added ? "endless" : qPrintable(dsr::errorId(added.error().code)));
            break;
        }
    }
    const auto again = DmsStore::open(path);
    const auto found = again ? (*again)->registrations() : dsr::fail(again.error());
    printf("%s\n", found && found->size() == stored && stored > 0 ? "whole" : "damaged");
    return 0;
}

} // namespace

class TestDmsStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isMadeForItsOwnerAlone();
    void nonceLives();
    void unknownNonce();
    void nonceIsNotKeptAsSuch();
    void nonceIsConsumedOnceByManyThreads();
    void nonceIsConsumedOnceByTwoProcesses();
    void manyOpenAtOnce();
    void purgeTakesExpiredNoncesOnly();
    void registrationIsKept();
    void registrationsComeOldestFirst();
    void samePairTwiceIsADuplicate();
    void sameDeviceForTwoUsers();
    void failedRegistrationLeavesNothing();
    void deletedDeviceMayRegisterAgain();
    void deletingRevokesTheCertificate();
    void changeIsSeenByAnotherStore();
    void newerVersionIsRefused();
    void damagedFile_data();
    void damagedFile();
    void folderThatCannotBeMade();
    void fileThatCannotBeWritten();
    void fullDisk();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestDmsStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("new/dms.sqlite"));
}

void TestDmsStore::isMadeForItsOwnerAlone()
{
    const auto store = DmsStore::open(m_path);
    QVERIFY(store);
    QCOMPARE((*store)->path(), m_path);
    QVERIFY((*store)->addNonce(nonceOf(1), now, now.addSecs(60)));
    const auto others =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    for (const char *suffix : {"", "-wal", "-shm"}) {
        const QString file = m_path + QString::fromLatin1(suffix);
        QVERIFY2(QFileInfo::exists(file), qPrintable(file));
        QVERIFY2(!(QFile::permissions(file) & others), qPrintable(file));
    }
}

void TestDmsStore::nonceLives()
{
    const auto store = DmsStore::open(m_path);
    QVERIFY((*store)->addNonce(nonceOf(1), now, now.addSecs(3600)));
    auto stored = (*store)->nonce(nonceOf(1));
    QVERIFY(stored && *stored);
    QCOMPARE((*stored)->issuedAt, now);
    QCOMPARE((*stored)->expiresAt, now.addSecs(3600));
    QVERIFY(!(*stored)->consumedAt.isValid());
    QCOMPARE((*store)->consumeNonce(nonceOf(1), now.addSecs(5)).value(), NonceConsumption::Consumed);
    QCOMPARE((*store)->consumeNonce(nonceOf(1), now.addSecs(6)).value(), NonceConsumption::AlreadyUsed);
    stored = (*store)->nonce(nonceOf(1));
    QCOMPARE((*stored)->consumedAt, now.addSecs(5));
}

void TestDmsStore::unknownNonce()
{
    const auto store = DmsStore::open(m_path);
    QCOMPARE((*store)->consumeNonce(nonceOf(1), now).value(), NonceConsumption::Unknown);
    QVERIFY(!(*store)->nonce(nonceOf(1)).value());
}

void TestDmsStore::nonceIsNotKeptAsSuch()
{
    const QByteArray nonce = dsr::SystemRandomness().bytes(64);
    {
        const auto store = DmsStore::open(m_path);
        QVERIFY((*store)->addNonce(nonce, now, now.addSecs(60)));
    }
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.contains("nonce")); // the table is there …
    QVERIFY(!bytes.contains(nonce) && !bytes.contains(nonce.toBase64()) && !bytes.contains(nonce.toHex()));
}

void TestDmsStore::nonceIsConsumedOnceByManyThreads()
{
    const auto store = DmsStore::open(m_path);
    for (int i = 0; i < 25; ++i)
        QVERIFY((*store)->addNonce(nonceOf(i), now, now.addSecs(60)));
    std::atomic<int> consumed = 0;
    std::atomic<int> failed = 0;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 8; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < 25; ++i) {
                    const auto result = (*store)->consumeNonce(nonceOf(i), now);
                    consumed += result && *result == NonceConsumption::Consumed ? 1 : 0;
                    failed += result ? 0 : 1;
                }
            });
        }
    }
    QCOMPARE(failed.load(), 0);
    QCOMPARE(consumed.load(), 25);
}

void TestDmsStore::nonceIsConsumedOnceByTwoProcesses()
{
    const auto store = DmsStore::open(m_path);
    for (int i = 0; i < 200; ++i)
        QVERIFY((*store)->addNonce(nonceOf(i), now, now.addSecs(60)));
    QProcess processes[2];
    for (QProcess &process : processes) {
        process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--consume"), m_path});
        QVERIFY(process.waitForStarted());
    }
    int own = 0;
    for (QProcess &process : processes) {
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 0);
        own += process.readAllStandardOutput().trimmed().toInt();
    }
    QCOMPARE(own, 200);
}

void TestDmsStore::manyOpenAtOnce()
{
    // All of them find no file; whoever makes it must not take it away from another.
    std::atomic<int> good = 0;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 8; ++t) {
            threads.emplace_back([&, t] {
                const auto store = DmsStore::open(m_path);
                good += store && (*store)->addRegistration(registration(t)) ? 1 : 0;
            });
        }
    }
    QCOMPARE(good.load(), 8);
    QCOMPARE((*DmsStore::open(m_path))->registrations()->size(), 8);
}

void TestDmsStore::purgeTakesExpiredNoncesOnly()
{
    const auto store = DmsStore::open(m_path);
    QVERIFY((*store)->addNonce(nonceOf(1), now.addSecs(-7200), now.addSecs(-3600)));
    QVERIFY((*store)->addNonce(nonceOf(2), now.addSecs(-3600), now));
    QVERIFY((*store)->addNonce(nonceOf(3), now, now.addSecs(3600)));
    QCOMPARE((*store)->purgeNonces(now).value(), 1);
    QVERIFY(!*(*store)->nonce(nonceOf(1)));
    QVERIFY(*(*store)->nonce(nonceOf(2)));
    QVERIFY(*(*store)->nonce(nonceOf(3)));
}

void TestDmsStore::registrationIsKept()
{
    const DeviceRegistration given = registration(1);
    {
        const auto store = DmsStore::open(m_path);
        QVERIFY((*store)->addRegistration(given));
    }
    const auto store = DmsStore::open(m_path);
    const auto found = (*store)->registration(given.userIdentifier, given.deviceIdentifier);
    QVERIFY(found && *found);
    QCOMPARE((*found)->userIdentifier, given.userIdentifier);
    QCOMPARE((*found)->deviceIdentifier, given.deviceIdentifier);
    QCOMPARE((*found)->deviceType, given.deviceType);
    QCOMPARE((*found)->deviceUuid, given.deviceUuid);
    QCOMPARE((*found)->createdAt, given.createdAt);
    QCOMPARE((*found)->certificate, given.certificate);
    QCOMPARE((*found)->serial, given.serial);
    QCOMPARE((*found)->evidence, given.evidence);
    QVERIFY(!*(*store)->registration(given.userIdentifier, QStringLiteral("other")));
    QVERIFY(!*(*store)->registration(QStringLiteral("other"), given.deviceIdentifier));
}

void TestDmsStore::registrationsComeOldestFirst()
{
    const auto store = DmsStore::open(m_path);
    for (const int i : {3, 1, 2})
        QVERIFY((*store)->addRegistration(registration(i)));
    QVERIFY((*store)->addRegistration(registration(0, QStringLiteral("A123456780"))));
    const auto own = (*store)->registrations(QStringLiteral("X110411675"));
    QStringList devices;
    for (const DeviceRegistration &found : *own)
        devices.append(found.deviceIdentifier);
    QCOMPARE(devices,
        QStringList({QStringLiteral("device-1"), QStringLiteral("device-2"), QStringLiteral("device-3")}));
    QCOMPARE((*store)->registrations()->size(), 4);
    QVERIFY((*store)->registrations(QStringLiteral("S040464113"))->isEmpty());
}

void TestDmsStore::samePairTwiceIsADuplicate()
{
    const auto store = DmsStore::open(m_path);
    QVERIFY((*store)->addRegistration(registration(1)));
    const auto again = (*store)->addRegistration(registration(1));
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::StoreFailed);
    QCOMPARE(reasonOf(again.error()), QStringLiteral("duplicate"));
    QCOMPARE((*store)->registrations()->size(), 1);
}

void TestDmsStore::sameDeviceForTwoUsers()
{
    const auto store = DmsStore::open(m_path);
    QVERIFY((*store)->addRegistration(registration(1)));
    QVERIFY((*store)->addRegistration(registration(1, QStringLiteral("A123456780"))));
    QCOMPARE((*store)->registrations()->size(), 2);
}

void TestDmsStore::failedRegistrationLeavesNothing()
{
    const auto store = DmsStore::open(m_path);
    QVERIFY((*store)->addRegistration(registration(1)));
    DeviceRegistration sameUuid = registration(2);
    sameUuid.deviceUuid = (*store)->registrations()->first().deviceUuid;
    QVERIFY(!(*store)->addRegistration(sameUuid)); // its certificate was inserted before its row failed
    const DeviceRegistration sameSerial = [&] {
        DeviceRegistration made = registration(3);
        made.serial = sameUuid.serial;
        return made;
    }();
    QVERIFY((*store)->addRegistration(sameSerial));
    QCOMPARE((*store)->registrations()->size(), 2);
}

void TestDmsStore::deletedDeviceMayRegisterAgain()
{
    const auto store = DmsStore::open(m_path);
    const DeviceRegistration given = registration(1);
    QVERIFY((*store)->addRegistration(given));
    QVERIFY((*store)->deleteRegistration(given.userIdentifier, given.deviceIdentifier, now).value());
    QVERIFY(!*(*store)->registration(given.userIdentifier, given.deviceIdentifier));
    QVERIFY((*store)->registrations()->isEmpty());
    QVERIFY(!(*store)->deleteRegistration(given.userIdentifier, given.deviceIdentifier, now).value());
    QVERIFY((*store)->addRegistration(registration(1)));
    QCOMPARE((*store)->registrations()->size(), 1);
}

void TestDmsStore::deletingRevokesTheCertificate()
{
    {
        const auto store = DmsStore::open(m_path);
        QVERIFY((*store)->addRegistration(registration(1)));
        QVERIFY((*store)->addRegistration(registration(2)));
        QVERIFY((*store)->deleteRegistration(QStringLiteral("X110411675"), QStringLiteral("device-1"), now));
    }
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("look"));
        database.setDatabaseName(m_path);
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(
            query.exec(QStringLiteral("SELECT COUNT(*), MAX(revoked_at) FROM certificate WHERE revoked_at "
                                      "IS NOT NULL")));
        QVERIFY(query.next());
        QCOMPARE(query.value(0).toInt(), 1);
        QCOMPARE(query.value(1).toLongLong(), now.toMSecsSinceEpoch());
    }
    QSqlDatabase::removeDatabase(QStringLiteral("look"));
}

void TestDmsStore::changeIsSeenByAnotherStore()
{
    const auto first = DmsStore::open(m_path);
    const auto second = DmsStore::open(m_path);
    QVERIFY((*first)->addNonce(nonceOf(1), now, now.addSecs(60)));
    QCOMPARE((*second)->consumeNonce(nonceOf(1), now).value(), NonceConsumption::Consumed);
    QCOMPARE((*first)->consumeNonce(nonceOf(1), now).value(), NonceConsumption::AlreadyUsed);
    QVERIFY((*second)->addRegistration(registration(1)));
    const auto again = (*first)->addRegistration(registration(1));
    QCOMPARE(reasonOf(again.error()), QStringLiteral("duplicate"));
}

void TestDmsStore::newerVersionIsRefused()
{
    QVERIFY(DmsStore::open(m_path));
    tamper(m_path, QStringLiteral("UPDATE schema_version SET version = version + 1"));
    const auto store = DmsStore::open(m_path);
    QVERIFY(!store);
    QCOMPARE(store.error().code, ErrorCode::StoreMalformed);
    QCOMPARE(store.error().facts.value(QStringLiteral("path")).toString(), m_path);
    QVERIFY(reasonOf(store.error()).contains(QStringLiteral("version")));
}

void TestDmsStore::damagedFile_data()
{
    QTest::addColumn<QString>("damage");
    QTest::newRow("another kind of file") << QStringLiteral("text");
    QTest::newRow("header overwritten") << QStringLiteral("header");
    QTest::newRow("pages overwritten") << QStringLiteral("pages");
    QTest::newRow("cut off") << QStringLiteral("cut");
}

void TestDmsStore::damagedFile()
{
    QFETCH(QString, damage);
    {
        const auto store = DmsStore::open(m_path);
        for (int i = 0; i < 50; ++i)
            QVERIFY((*store)->addRegistration(registration(i)));
    }
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    if (damage == QStringLiteral("text")) {
        file.resize(0);
        file.write("This is no database but a long enough letter to the registrar of devices.\n");
    } else if (damage == QStringLiteral("header")) {
        file.write(QByteArray(16, 'x'));
    } else if (damage == QStringLiteral("pages")) {
        file.seek(4096);
        file.write(QByteArray(static_cast<int>(file.size() - 4096), '\xa5'));
    } else {
        file.resize(file.size() / 2);
    }
    file.close();
    const auto store = DmsStore::open(m_path);
    QVERIFY(!store);
    QCOMPARE(dsr::errorId(store.error().code), dsr::errorId(ErrorCode::StoreMalformed));
    QCOMPARE(store.error().facts.value(QStringLiteral("path")).toString(), m_path);
}

void TestDmsStore::folderThatCannotBeMade()
{
    QFile file(m_folder->filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto store = DmsStore::open(m_folder->filePath(QStringLiteral("file/dms.sqlite")));
    QVERIFY(!store);
    QCOMPARE(store.error().code, ErrorCode::DataDirUnusable);
}

void TestDmsStore::fileThatCannotBeWritten()
{
    QVERIFY(DmsStore::open(m_path));
    if (geteuid() == 0) {
        // Nothing is read-only for root; a folder in the place of the file cannot be opened by anybody.
        QVERIFY(QFile::remove(m_path));
        QVERIFY(QDir().mkpath(m_path));
    } else {
        QVERIFY(QFile::setPermissions(m_path, QFileDevice::ReadOwner));
    }
    const auto store = DmsStore::open(m_path);
    QVERIFY(!store);
    QCOMPARE(dsr::errorId(store.error().code), dsr::errorId(ErrorCode::DataDirUnusable));
}

void TestDmsStore::fullDisk()
{
    // A file system of half a megabyte of its own, in namespaces that end with the process.
    const QString script = QStringLiteral("mount -t tmpfs -o size=512k none \"$1\" || exit 77; exec \"$0\" "
                                          "--fill \"$1/dms.sqlite\"");
    QProcess process;
    process.start(QStringLiteral("unshare"),
        {QStringLiteral("--user"), QStringLiteral("--map-root-user"), QStringLiteral("--mount"),
            QStringLiteral("sh"), QStringLiteral("-c"), script, QCoreApplication::applicationFilePath(),
            m_folder->path()});
    if (!process.waitForStarted())
        QSKIP("The program unshare is not there, so there is no small file system to fill.");
    QVERIFY(process.waitForFinished(60'000));
    const QByteArray output = process.readAllStandardOutput();
    if (output.isEmpty() && (process.exitCode() == 77 || process.exitCode() == 1))
        QSKIP("This machine allows no namespaces, so there is no small file system to fill.");
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(output.trimmed(), QByteArray("setup.diskFull whole"));
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QStringLiteral("--consume"))
        return consumeAll(arguments.value(2));
    if (arguments.value(1) == QStringLiteral("--fill"))
        return fill(arguments.value(2));
    TestDmsStore test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_dmsstore.moc"

#include "core/base/files.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>

using namespace dsr;

namespace {

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
    | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;

/// While it lives no file of this process grows beyond `bytes`: a disk that fills up in the middle of a
/// write.
class SmallDisk
{
public:
    explicit SmallDisk(rlim_t bytes)
        : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

private:
    void (*m_handler)(int);
    rlimit m_before{};
};

} // namespace

class TestFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void writtenIsRead_data();
    void writtenIsRead();
    void readFailures();
    void limitOfReading();
    void ownerOnlyFile();
    void writeFailures();
    void failedWriteLeavesTheOldFile();
    void privateFolder();
    void folderThatIsAFile();
    void folderWithoutWriteRight();

private:
    QString path(const char *name) const { return m_dir->filePath(QString::fromLatin1(name)); }
    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestFiles::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
}

void TestFiles::writtenIsRead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("a\r\nb");
    QTest::newRow("octets") << QByteArray("\0\xff\0", 3);
    QTest::newRow("a megabyte") << QByteArray(1 << 20, 'x');
}

void TestFiles::writtenIsRead()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(writeFile(path("a"), "something longer that was there before"));
    QVERIFY(writeFile(path("a"), bytes));
    const auto read = readFile(path("a"));
    QVERIFY(read);
    QCOMPARE(*read, bytes);
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden), QStringList{QStringLiteral("a")});
}

void TestFiles::readFailures()
{
    for (const QString &bad : {path("missing"), m_dir->path(), QString()}) {
        const auto read = readFile(bad);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::InputUnreadable);
        QCOMPARE(read.error().facts.value(QStringLiteral("path")).toString(), bad);
        QVERIFY(!read.error().facts.value(QStringLiteral("reason")).toString().isEmpty());
    }
}

void TestFiles::limitOfReading()
{
    QVERIFY(writeFile(path("a"), "12345"));
    QVERIFY(readFile(path("a"), 5));
    const auto read = readFile(path("a"), 4);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::InputMalformed);
    // A device gives octets without end; the limit holds there too.
    const auto endless = readFile(QStringLiteral("/dev/zero"), 100);
    QVERIFY(!endless);
    QCOMPARE(endless.error().code, ErrorCode::InputMalformed);
}

void TestFiles::ownerOnlyFile()
{
    QVERIFY(writeFile(path("key"), "secret", FileAccess::OwnerOnly));
    QCOMPARE(QFile::permissions(path("key")) & (others | ownerOnly), QFileDevice::Permissions(ownerOnly));
    // A file that was open to others is so no more.
    QVERIFY(writeFile(path("other"), "old"));
    QVERIFY(QFile::setPermissions(path("other"), ownerOnly | QFileDevice::ReadOther));
    QVERIFY(writeFile(path("other"), "secret", FileAccess::OwnerOnly));
    QVERIFY(!(QFile::permissions(path("other")) & others));
}

void TestFiles::writeFailures()
{
    for (const QString &bad : {path("missing/a"), m_dir->path()}) {
        const auto written = writeFile(bad, "x");
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::DataDirUnusable);
        QCOMPARE(written.error().facts.value(QStringLiteral("path")).toString(), bad);
    }
}

void TestFiles::failedWriteLeavesTheOldFile()
{
    QVERIFY(writeFile(path("a"), "old"));
    {
        const SmallDisk disk(1000);
        QVERIFY(!writeFile(path("a"), QByteArray(100'000, 'x')));
    }
    QCOMPARE(*readFile(path("a")), QByteArray("old"));
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden), QStringList{QStringLiteral("a")});
}

void TestFiles::privateFolder()
{
    const QString folder = path("new/inner");
    QVERIFY(makePrivateFolder(folder));
    QVERIFY(!(QFile::permissions(folder) & others));
    QVERIFY(makePrivateFolder(folder));
    QVERIFY(QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

void TestFiles::folderThatIsAFile()
{
    QVERIFY(writeFile(path("a"), "x"));
    for (const QString &bad : {path("a"), path("a/b")}) {
        const auto made = makePrivateFolder(bad);
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::DataDirUnusable);
        QCOMPARE(made.error().facts.value(QStringLiteral("path")).toString(), bad);
    }
}

void TestFiles::folderWithoutWriteRight()
{
    if (geteuid() == 0)
        QSKIP("the superuser may write everywhere");
    QVERIFY(QFile::setPermissions(m_dir->path(), QFileDevice::ReadOwner | QFileDevice::ExeOwner));
    const auto made = makePrivateFolder(m_dir->path());
    const auto written = writeFile(path("a"), "x");
    QVERIFY(QFile::setPermissions(m_dir->path(), ownerOnly | QFileDevice::ExeOwner));
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::DataDirUnusable);
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::DataDirUnusable);
}

QTEST_GUILESS_MAIN(TestFiles)
#include "tst_files.moc"

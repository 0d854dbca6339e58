#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QLibraryInfo>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace {

using Folders = QSet<QString>;

/// What each folder of core may include; itself besides. The libraries' link lines say the same, but a header
/// reaches further than a link line.
const QHash<QString, Folders> allowed{
    {QStringLiteral("base"), {}},
    {QStringLiteral("crypto"), {QStringLiteral("base")}},
    {QStringLiteral("decode"), {QStringLiteral("base")}},
    {QStringLiteral("jose"), {QStringLiteral("base"), QStringLiteral("crypto")}},
    {QStringLiteral("check"),
        {QStringLiteral("base"), QStringLiteral("crypto"), QStringLiteral("decode"), QStringLiteral("jose")}},
    {QStringLiteral("card"), {QStringLiteral("base"), QStringLiteral("crypto")}},
    {QStringLiteral("testbed"),
        {QStringLiteral("base"), QStringLiteral("card"), QStringLiteral("check"), QStringLiteral("crypto")}},
    {QStringLiteral("device"),
        {QStringLiteral("base"), QStringLiteral("crypto"), QStringLiteral("decode"), QStringLiteral("jose"),
            QStringLiteral("testbed")}},
    {QStringLiteral("http"), {QStringLiteral("base"), QStringLiteral("crypto")}},
    {QStringLiteral("dms"),
        {QStringLiteral("base"), QStringLiteral("check"), QStringLiteral("crypto"), QStringLiteral("http"),
            QStringLiteral("testbed")}},
    {QStringLiteral("flow"),
        {QStringLiteral("base"), QStringLiteral("card"), QStringLiteral("check"), QStringLiteral("crypto"),
            QStringLiteral("decode"), QStringLiteral("device"), QStringLiteral("dms"), QStringLiteral("jose"),
            QStringLiteral("testbed")}},
};

/// Qt modules beside QtCore.
const QHash<QString, QStringList> modules{
    {QStringLiteral("dms"), {QStringLiteral("QtSql")}},
};

/// The few files outside core/crypto that talk to OpenSSL themselves.
const Folders opensslFiles{QStringLiteral("core/base/digest.cpp"), QStringLiteral("core/base/secret.cpp"),
    QStringLiteral("core/base/randomness.cpp")};

QString folderOf(const QString &path)
{
    return path.section(QLatin1Char('/'), 1, 1);
}

bool isQtHeader(const QString &name)
{
    static const QRegularExpression form(QStringLiteral("^(Qt[A-Z]\\w*/|Q[A-Z])"));
    return form.match(name).hasMatch();
}

bool isInModules(const QString &header, const QStringList &names)
{
    for (const QString &module : names) {
        if (header.startsWith(module + QLatin1Char('/')))
            return true;
        if (!header.contains(QLatin1Char('/'))
            && QFileInfo::exists(QLibraryInfo::path(QLibraryInfo::HeadersPath) + QLatin1Char('/') + module
                + QLatin1Char('/') + header))
            return true;
    }
    return false;
}

/// What is wrong with a file including a header; empty if nothing is.
QString objection(const QString &file, const QString &header)
{
    const bool inCore = file.startsWith(QStringLiteral("core/"));
    const bool inWidgets = file.startsWith(QStringLiteral("widgets/"));
    const QString folder = folderOf(file);
    if (header.startsWith(QStringLiteral("openssl/"))) {
        return file.startsWith(QStringLiteral("core/crypto/")) || opensslFiles.contains(file)
            ? QString()
            : QStringLiteral("OpenSSL belongs to core/crypto");
    }
    if (header.startsWith(QStringLiteral("boost/"))) {
        return file.startsWith(QStringLiteral("core/http/"))
            ? QString()
            : QStringLiteral("sockets and HTTP belong to core/http");
    }
    if (header.contains(QStringLiteral("winscard")) || header.startsWith(QStringLiteral("PCSC/"))
        || header.contains(QStringLiteral("wintypes"))) {
        return file.startsWith(QStringLiteral("core/card/pcsc/"))
            ? QString()
            : QStringLiteral("PC/SC belongs to core/card/pcsc");
    }
    if (header == QStringLiteral("core/crypto/handle.h") && folder != QStringLiteral("crypto"))
        return QStringLiteral("the handles of OpenSSL stay in core/crypto");
    if (inCore) {
        if (header.startsWith(QStringLiteral("widgets/")) || header.startsWith(QStringLiteral("app/")))
            return QStringLiteral("core knows nothing above it");
        if (header.startsWith(QStringLiteral("core/")) && folderOf(header) != folder
            && !allowed.value(folder).contains(folderOf(header)))
            return QStringLiteral("core/%1 may not use core/%2").arg(folder, folderOf(header));
        if (isQtHeader(header)
            && !isInModules(header, QStringList{QStringLiteral("QtCore")} + modules.value(folder)))
            return QStringLiteral("core/%1 may not use this part of Qt").arg(folder);
    }
    if (inWidgets && header.startsWith(QStringLiteral("app/")))
        return QStringLiteral("widgets knows nothing above it");
    return {};
}

QStringList sources()
{
    const QDir root(QStringLiteral(DSR_SOURCE));
    QStringList found;
    for (const char *top : {"core", "widgets", "app"}) {
        QDirIterator files(root.filePath(QString::fromLatin1(top)),
            {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            found.append(root.relativeFilePath(files.next()));
    }
    found.sort();
    return found;
}

QStringList includesOf(const QString &path)
{
    QFile file(QStringLiteral(DSR_SOURCE "/") + path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression form(
        QStringLiteral("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]"), QRegularExpression::MultilineOption);
    QStringList found;
    auto matches = form.globalMatch(QString::fromUtf8(file.readAll()));
    while (matches.hasNext())
        found.append(matches.next().captured(1));
    return found;
}

} // namespace

class TestLayering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFolderIsInTheTable();
    void tableHasNoCircle();
    void rule_data();
    void rule();
    void sourcesKeepTheRules();
};

void TestLayering::everyFolderIsInTheTable()
{
    const QStringList folders =
        QDir(QStringLiteral(DSR_SOURCE "/core")).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    QStringList known = allowed.keys();
    known.sort();
    QCOMPARE(folders, known);
}

void TestLayering::tableHasNoCircle()
{
    // Taking away what depends on nothing that is left must empty the table.
    QHash<QString, Folders> left = allowed;
    while (!left.isEmpty()) {
        QStringList free;
        for (auto it = left.cbegin(); it != left.cend(); ++it) {
            const Folders &needed = it.value();
            if (std::ranges::none_of(needed, [&](const QString &folder) { return left.contains(folder); }))
                free.append(it.key());
        }
        QVERIFY2(!free.isEmpty(), qPrintable(QStringList(left.keys()).join(QLatin1Char(' '))));
        for (const QString &folder : free)
            left.remove(folder);
    }
}

void TestLayering::rule_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("header");
    QTest::addColumn<bool>("good");
    const auto row = [](const char *file, const char *header, bool good) {
        QTest::addRow("%s includes %s", file, header)
            << QString::fromLatin1(file) << QString::fromLatin1(header) << good;
    };
    row("core/flow/run.cpp", "core/dms/dmsclient.h", true);
    row("core/dms/dmsclient.cpp", "core/flow/run.h", false);
    row("core/decode/inspect.cpp", "core/crypto/certificate.h", false);
    row("core/check/terms.h", "core/http/httpclient.h", false);
    row("core/base/error.h", "core/crypto/ecdsa.h", false);
    row("core/flow/run.h", "QObject", true);
    row("core/flow/report.cpp", "QWidget", false);
    row("core/flow/report.cpp", "QtWidgets/QWidget", false);
    row("core/flow/report.cpp", "QColor", false);
    row("core/flow/report.cpp", "QTcpSocket", false);
    row("core/http/httpserver.cpp", "QSslServer", false);
    row("core/dms/dmsstore.cpp", "QSqlDatabase", true);
    row("core/http/httpserver.cpp", "QSqlDatabase", false);
    row("core/crypto/keypair.cpp", "openssl/evp.h", true);
    row("core/base/secret.cpp", "openssl/crypto.h", true);
    row("core/base/digest.cpp", "openssl/evp.h", true);
    row("core/base/error.cpp", "openssl/err.h", false);
    row("core/check/terms.h", "core/crypto/handle.h", false);
    row("widgets/main.cpp", "openssl/evp.h", false);
    row("app/cli/main.cpp", "openssl/evp.h", false);
    row("core/http/httpclient.cpp", "boost/asio/io_context.hpp", true);
    row("core/http/httpclient.cpp", "openssl/ssl.h", false);
    row("core/dms/dmsclient.cpp", "boost/asio/io_context.hpp", false);
    row("core/card/pcsc/pcscapi.h", "winscard.h", true);
    row("core/card/healthcard.cpp", "PCSC/winscard.h", false);
    row("widgets/main.cpp", "core/flow/run.h", true);
    row("widgets/main.cpp", "QWidget", true);
    row("widgets/main.cpp", "app/gui/application.h", false);
    row("core/flow/run.cpp", "widgets/main.h", false);
    row("app/gui/main.cpp", "widgets/main.h", true);
}

void TestLayering::rule()
{
    QFETCH(QString, file);
    QFETCH(QString, header);
    QFETCH(bool, good);
    QCOMPARE(objection(file, header).isEmpty(), good);
}

void TestLayering::sourcesKeepTheRules()
{
    const QStringList files = sources();
    QVERIFY(files.size() > 50);
    QStringList faults;
    qsizetype includes = 0;
    for (const QString &file : files) {
        for (const QString &header : includesOf(file)) {
            ++includes;
            if (const QString why = objection(file, header); !why.isEmpty())
                faults.append(QStringLiteral("%1 includes %2: %3").arg(file, header, why));
        }
    }
    QVERIFY(includes > 200);
    QVERIFY2(faults.isEmpty(), qPrintable(QLatin1Char('\n') + faults.join(QLatin1Char('\n'))));
}

QTEST_GUILESS_MAIN(TestLayering)
#include "tst_layering.moc"

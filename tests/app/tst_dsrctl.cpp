// The program as a whole: how it is called, what goes to which stream, how it ends.

#include "app/cli/command.h"
#include "app/cli/listenaddress.h"
#include "tests/app/process.h"

#include <QJsonDocument>
#include <QtTest>

#include <csignal>

using namespace dsr;

class TestDsrctl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyErrorHasItsExitCode_data();
    void everyErrorHasItsExitCode();
    void listensOnThisComputerOnly_data();
    void listensOnThisComputerOnly();
    void helpNamesEveryCommand();
    void helpOfOneCommand_data();
    void helpOfOneCommand();
    void manualNamesEverything_data();
    void manualNamesEverything();
    void wrongUsageEndsWithTwo_data();
    void wrongUsageEndsWithTwo();
    void globalOptionsStandAnywhere_data();
    void globalOptionsStandAnywhere();
    void optionBeatsEnvironmentBeatsSettings();
    void version();
    void jsonAnswers_data();
    void jsonAnswers();
    void checksAreThoseOfTheRegistry();
    void testBedIsMadeOnceAndReset();
    void testBedExport();
    void seedMakesNoncesRepeatable();
    void errorsAreOneDocument();
    void verboseTellsTechnicalFacts();
    void noColourInPipes();
    void closedPipeEndsQuietly();
    void fullOutputIsAnError();
    void folderThatCannotBe_data();
    void folderThatCannotBe();
    void damagedTestBed();
    void cardShowMasksPersonalData();
    void damagedStore_data();
    void damagedStore();
    void sessionThatCannotBeRead_data();
    void sessionThatCannotBeRead();
    void cardCommandsWithoutService_data();
    void cardCommandsWithoutService();
    void apdusInWords();
    void apdusThatAreNone_data();
    void apdusThatAreNone();
};

void TestDsrctl::everyErrorHasItsExitCode_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("exitCode");
    for (int i = 0; i <= static_cast<int>(ErrorCode::Internal); ++i) {
        const QString id = errorId(static_cast<ErrorCode>(i));
        const QString group = id.section(QLatin1Char('.'), 0, 0);
        int expected = 70;
        if (group == QStringLiteral("usage"))
            expected = 2;
        else if (group == QStringLiteral("input") || group == QStringLiteral("session"))
            expected = 3;
        else if (group == QStringLiteral("net"))
            expected = 6;
        else if (group == QStringLiteral("dms"))
            expected = 1;
        else if (id == errorId(ErrorCode::Cancelled))
            expected = 130;
        else if (group == QStringLiteral("card")) {
            const QList<ErrorCode> setUp{ErrorCode::CardServiceMissing, ErrorCode::CardServiceStopped,
                ErrorCode::CardNoReader, ErrorCode::CardNoCard, ErrorCode::CardMute, ErrorCode::CardInUse,
                ErrorCode::CardRemoved, ErrorCode::CardReset};
            expected = setUp.contains(static_cast<ErrorCode>(i)) ? 4 : 5;
        } else if (id != errorId(ErrorCode::Internal)) {
            expected = 4;
        }
        QTest::newRow(qPrintable(id)) << i << expected;
    }
}

void TestDsrctl::everyErrorHasItsExitCode()
{
    QFETCH(int, code);
    QFETCH(int, exitCode);
    QCOMPARE(static_cast<int>(exitCodeFor(static_cast<ErrorCode>(code))), exitCode);
}

void TestDsrctl::listensOnThisComputerOnly_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::newRow("loopback") << "127.0.0.1:4433" << "127.0.0.1" << 4433;
    QTest::newRow("any port") << "127.0.0.1:0" << "127.0.0.1" << 0;
    QTest::newRow("other loopback") << "127.8.8.8:1" << "127.8.8.8" << 1;
    QTest::newRow("by name") << "localhost:80" << "127.0.0.1" << 80;
    QTest::newRow("IPv6") << "[::1]:443" << "::1" << 443;
    QTest::newRow("all addresses") << "0.0.0.0:4433" << QString() << 0;
    QTest::newRow("all IPv6 addresses") << "[::]:4433" << QString() << 0;
    QTest::newRow("other computer") << "192.0.2.1:4433" << QString() << 0;
    QTest::newRow("name") << "example.test:4433" << QString() << 0;
    QTest::newRow("no port") << "127.0.0.1" << QString() << 0;
    QTest::newRow("port too large") << "127.0.0.1:65536" << QString() << 0;
    QTest::newRow("negative port") << "127.0.0.1:-1" << QString() << 0;
    QTest::newRow("nothing") << "" << QString() << 0;
}

void TestDsrctl::listensOnThisComputerOnly()
{
    QFETCH(QString, text);
    QFETCH(QString, host);
    QFETCH(int, port);
    const auto address = listenAddress(text);
    QCOMPARE(address.has_value(), !host.isEmpty());
    if (address) {
        QCOMPARE(address->host, host);
        QCOMPARE(int(address->port), port);
    } else {
        QCOMPARE(address.error().code, ErrorCode::UsageInvalid);
    }
}

void TestDsrctl::helpNamesEveryCommand()
{
    const Call help = Sandbox().ctl({QStringLiteral("--help")});
    QCOMPARE(help.exitCode, 0);
    QCOMPARE(help.err, QByteArray());
    for (const Command &command : allCommands())
        QVERIFY2(help.out.contains(("  " + command.name + " ").toUtf8()), qPrintable(command.name));
    const Call nothing = Sandbox().ctl({});
    QCOMPARE(nothing.exitCode, 2);
    QCOMPARE(nothing.out, QByteArray());
    QCOMPARE(nothing.err, help.out);
}

void TestDsrctl::helpOfOneCommand_data()
{
    QTest::addColumn<QString>("name");
    for (const Command &command : allCommands())
        QTest::newRow(qPrintable(command.name)) << command.name;
}

void TestDsrctl::helpOfOneCommand()
{
    QFETCH(QString, name);
    const Sandbox sandbox;
    const Call help = sandbox.ctl(name.split(QLatin1Char(' ')) << QStringLiteral("--help"));
    QCOMPARE(help.exitCode, 0);
    QCOMPARE(help.err, QByteArray());
    for (const Command &command : allCommands()) {
        if (command.name != name)
            continue;
        QVERIFY(help.out.startsWith(("Usage: dsrctl " + name).toUtf8()));
        for (const QCommandLineOption &option : command.options + globalOptions())
            QVERIFY2(help.out.contains(("--" + option.names().last()).toUtf8()),
                qPrintable(option.names().last()));
    }
    QVERIFY2(!QFile::exists(sandbox.dataDir()), "asking for help makes no files");
}

void TestDsrctl::manualNamesEverything_data()
{
    helpOfOneCommand_data();
}

void TestDsrctl::manualNamesEverything()
{
    QFETCH(QString, name);
    const QString manual = QString::fromUtf8(contentOf(QStringLiteral(DSR_SOURCE "/resources/man/dsrctl.1")));
    // One subsection a command, from its ".SS" line to the next one.
    QHash<QString, QString> sections;
    for (const QString &section : manual.split(QStringLiteral("\n.SS \"")).mid(1)) {
        const QString title = section.section(QLatin1Char('"'), 0, 0);
        sections.insert(title, section.section(QStringLiteral("\n.SH "), 0, 0));
    }
    QSet<QString> titles(sections.keyBegin(), sections.keyEnd());
    for (const Command &command : allCommands()) {
        const QString title =
            command.arguments.isEmpty() ? command.name : command.name + QLatin1Char(' ') + command.arguments;
        QVERIFY2(titles.remove(title), qPrintable(title));
        if (command.name != name)
            continue;
        QString text = sections.value(title);
        text.remove(QLatin1Char('\\'));
        for (const QCommandLineOption &option : command.options)
            QVERIFY2(text.contains("--" + option.names().last() + QLatin1Char(' '))
                    || text.contains("--" + option.names().last() + QLatin1Char('\n')),
                qPrintable(option.names().last()));
    }
    QVERIFY2(titles.isEmpty(), qPrintable(QStringList(titles.values()).join(QStringLiteral(", "))));
}

void TestDsrctl::wrongUsageEndsWithTwo_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::newRow("unknown command") << "frobnicate";
    QTest::newRow("unknown second word") << "card frobnicate";
    QTest::newRow("first word alone") << "card";
    QTest::newRow("unknown option") << "checks --frobnicate";
    QTest::newRow("option of another command") << "checks --store x";
    QTest::newRow("value is missing") << "dms serve --listen";
    QTest::newRow("argument is missing") << "session show";
    QTest::newRow("too many arguments") << "session show a b";
    QTest::newRow("argument where none belongs") << "checks a";
    QTest::newRow("language") << "checks --lang fr";
    QTest::newRow("time") << "checks --at yesterday";
    QTest::newRow("seed") << "checks --seed many";
    QTest::newRow("mode") << "dms serve --mode sloppy";
    QTest::newRow("listening for everybody") << "dms serve --listen 0.0.0.0:0";
    QTest::newRow("mTLS for everybody") << "dms serve --mtls-listen 0.0.0.0:0";
    QTest::newRow("device") << "register --device nokia";
    QTest::newRow("profile") << "register --profile none";
    QTest::newRow("two cards") << "register --reader R --virtual-card";
    QTest::newRow("two services") << "register --dms https://127.0.0.1:1 --local-dms";
    QTest::newRow("authority of the local service") << "register --local-dms --dms-ca x";
    QTest::newRow("two PINs") << "register --test-pin --pin-file x";
    QTest::newRow("service without TLS") << "register --test-pin --dms http://127.0.0.1:1";
    QTest::newRow("service with a path") << "register --test-pin --dms https://127.0.0.1:1/nonce";
    QTest::newRow("service that is none") << "register --test-pin --dms ftp.example";
    QTest::newRow("vpcd without port") << "card serve --vpcd 127.0.0.1";
    QTest::newRow("PIN as an argument") << "register --pin 123456";
}

void TestDsrctl::wrongUsageEndsWithTwo()
{
    QFETCH(QString, arguments);
    const Sandbox sandbox;
    const QStringList words = arguments.split(QLatin1Char(' '));
    const Call call = sandbox.ctl(words);
    QCOMPARE(call.exitCode, 2);
    QCOMPARE(call.out, QByteArray());
    QVERIFY(!call.err.isEmpty());
    const Call json = sandbox.ctl(QStringList{QStringLiteral("--json")} + words);
    QCOMPARE(json.exitCode, 2);
    QVERIFY(json.object().value(QStringLiteral("error")).isObject());
}

void TestDsrctl::globalOptionsStandAnywhere_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("in front") << QStringList{"--json", "--data-dir", "D", "testbed", "show"};
    QTest::newRow("behind") << QStringList{"testbed", "show", "--json", "--data-dir", "D"};
    QTest::newRow("on both sides") << QStringList{"--data-dir=D", "testbed", "show", "--json"};
}

void TestDsrctl::globalOptionsStandAnywhere()
{
    QFETCH(QStringList, arguments);
    const Sandbox sandbox;
    const QString folder = sandbox.path(QStringLiteral("elsewhere"));
    arguments.replaceInStrings(QRegularExpression(QStringLiteral("D$")), folder);
    const Call call = sandbox.ctl(arguments);
    QCOMPARE(call.exitCode, 0);
    QCOMPARE(membersOf(call.object()), QStringList({"created", "roots"}));
    QVERIFY(QFile::exists(folder + "/testbed"));
    QVERIFY(!QFile::exists(sandbox.dataDir()));
}

void TestDsrctl::optionBeatsEnvironmentBeatsSettings()
{
    Sandbox sandbox;
    QDir().mkpath(sandbox.path(QStringLiteral("config/dsr-workstation")));
    sandbox.file(QStringLiteral("config/dsr-workstation/dsr-workstation.ini"), "[General]\nmode=lenient\n");
    const auto mode = [&](const QStringList &more) {
        const auto service = sandbox.start(
            QStringList{QStringLiteral("dms"), QStringLiteral("serve"), QStringLiteral("--json")} + more);
        const QString found = nextObject(*service).value(QStringLiteral("mode")).toString();
        sendSignal(*service, SIGTERM);
        ended(*service);
        return found;
    };
    QCOMPARE(mode({}), QStringLiteral("lenient"));
    sandbox.setEnvironment(QStringLiteral("DSR_MODE"), QStringLiteral("strict"));
    QCOMPARE(mode({}), QStringLiteral("strict"));
    QCOMPARE(mode({QStringLiteral("--mode"), QStringLiteral("lenient")}), QStringLiteral("lenient"));
}

void TestDsrctl::version()
{
    const Call call = Sandbox().ctl({QStringLiteral("--version")});
    QCOMPARE(call.exitCode, 0);
    QCOMPARE(call.out, QByteArray("dsrctl " DSR_VERSION "\n"));
}

void TestDsrctl::jsonAnswers_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<bool>("isArray");
    QTest::addColumn<QStringList>("members"); // of the object, or of the first entry
    QTest::newRow("readers") << "readers" << 4 << true
                             << QStringList{"atr", "cardPresent", "contactless", "kind", "name", "pinPad"};
    QTest::newRow("card show") << "card show" << 0 << false
                               << QStringList{"atr", "birthday", "certificate", "contactless", "dataVersion",
                                      "holder", "iccsn", "insurer", "kvnr", "kvnrCheckDigit",
                                      "objectSystemVersion", "pin", "reader"};
    QTest::newRow("card show, card named")
        << "card show --virtual-card" << 0 << false
        << QStringList{"atr", "birthday", "certificate", "contactless", "dataVersion", "holder", "iccsn",
               "insurer", "kvnr", "kvnrCheckDigit", "objectSystemVersion", "pin", "reader"};
    QTest::newRow("checks") << "checks" << 0 << true
                            << QStringList{"appliesTo", "clause", "error", "id", "platform", "title"};
    QTest::newRow("testbed show") << "testbed show" << 0 << false << QStringList{"created", "roots"};
    QTest::newRow("testbed reset") << "testbed reset" << 0 << false << QStringList{"created", "roots"};
    QTest::newRow("dms devices, none") << "dms devices" << 0 << true << QStringList();
    QTest::newRow("dms delete, unknown")
        << "dms delete x" << 1 << false << QStringList{"deleted", "registration"};
}

void TestDsrctl::jsonAnswers()
{
    QFETCH(QString, arguments);
    QFETCH(int, exitCode);
    QFETCH(bool, isArray);
    QFETCH(QStringList, members);
    const Call call = Sandbox().ctl(arguments.split(QLatin1Char(' ')) << QStringLiteral("--json"));
    QCOMPARE(call.exitCode, exitCode);
    const auto document = QJsonDocument::fromJson(call.out);
    QCOMPARE(document.isArray(), isArray);
    const QJsonObject object = isArray ? document.array().at(0).toObject() : document.object();
    QCOMPARE(membersOf(object), members);
}

void TestDsrctl::checksAreThoseOfTheRegistry()
{
    const QJsonArray list = Sandbox().ctl({QStringLiteral("checks"), QStringLiteral("--json")}).array();
    QCOMPARE(list.size(), allChecks().size());
    for (int i = 0; i < list.size(); ++i)
        QCOMPARE(list.at(i).toObject().value(QStringLiteral("id")).toString(),
            QString::fromLatin1(allChecks().at(i).id));
}

void TestDsrctl::testBedIsMadeOnceAndReset()
{
    const Sandbox sandbox;
    const QStringList show{QStringLiteral("testbed"), QStringLiteral("show"), QStringLiteral("--json")};
    const Call first = sandbox.ctl(show);
    QCOMPARE(sandbox.ctl(show).out, first.out);
    const Call reset =
        sandbox.ctl({QStringLiteral("testbed"), QStringLiteral("reset"), QStringLiteral("--json")});
    QCOMPARE(reset.exitCode, 0);
    QVERIFY(reset.object().value(QStringLiteral("roots")) != first.object().value(QStringLiteral("roots")));
    QCOMPARE(sandbox.ctl(show).out, reset.out);
    QStringList roles;
    for (const QJsonValue &root : first.object().value(QStringLiteral("roots")).toArray()) {
        QCOMPARE(membersOf(root.toObject()), QStringList({"notAfter", "role", "sha256", "subject"}));
        roles.append(root.toObject().value(QStringLiteral("role")).toString());
    }
    QVERIFY(roles.contains(QStringLiteral("dmsCa")));
}

void TestDsrctl::testBedExport()
{
    const Sandbox sandbox;
    const QString folder = sandbox.path(QStringLiteral("exported"));
    const Call call = sandbox.ctl({QStringLiteral("testbed"), QStringLiteral("export"), folder});
    QCOMPARE(call.exitCode, 0);
    const QStringList files = QDir(folder).entryList(QDir::Files);
    QVERIFY(files.contains(QStringLiteral("dmsCa.crt.pem")));
    QVERIFY(files.filter(QStringLiteral(".key")).isEmpty());
    QCOMPARE(call.out.count('\n'), files.size());
    const QString withKeys = sandbox.path(QStringLiteral("keys"));
    const Call keys = sandbox.ctl({QStringLiteral("testbed"), QStringLiteral("export"), withKeys,
        QStringLiteral("--with-keys"), QStringLiteral("--json")});
    QCOMPARE(membersOf(keys.object()), QStringList({"created", "files", "roots"}));
    const QFileInfo key(withKeys + QStringLiteral("/dmsCa.key.pem"));
    QCOMPARE(
        key.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
        QFile::Permissions());
}

void TestDsrctl::seedMakesNoncesRepeatable()
{
    const auto nonce = [](const QStringList &seed) {
        const Sandbox sandbox;
        const Call call = sandbox.ctl(QStringList{QStringLiteral("register"), QStringLiteral("--test-pin"),
                                          QStringLiteral("--out"), sandbox.path(QStringLiteral("out"))}
            + seed);
        const auto session =
            QJsonDocument::fromJson(contentOf(sandbox.path(QStringLiteral("out/session.dsrsession"))))
                .object();
        for (const QJsonValue &step : session.value(QStringLiteral("steps")).toArray()) {
            for (const QJsonValue &artifact : step.toObject().value(QStringLiteral("artifacts")).toArray()) {
                if (artifact.toObject().value(QStringLiteral("name")) == QStringLiteral("nonce"))
                    return artifact.toObject().value(QStringLiteral("bytes")).toString();
            }
        }
        return QString::fromUtf8(call.err);
    };
    const QStringList seven{QStringLiteral("--seed"), QStringLiteral("7")};
    const QString first = nonce(seven);
    QCOMPARE(first.size(), 88);
    QCOMPARE(nonce(seven), first);
    QVERIFY(nonce({}) != first);
}

void TestDsrctl::errorsAreOneDocument()
{
    const Call call = Sandbox().ctl({QStringLiteral("session"), QStringLiteral("show"),
        QStringLiteral("/nothing/here"), QStringLiteral("--json")});
    QCOMPARE(call.exitCode, 3);
    const QJsonObject error = call.object().value(QStringLiteral("error")).toObject();
    QCOMPARE(membersOf(error), QStringList({"action", "code", "facts", "title", "where"}));
    QCOMPARE(error.value(QStringLiteral("code")).toString(), errorId(ErrorCode::InputUnreadable));
    QVERIFY(call.err.contains(error.value(QStringLiteral("title")).toString().toUtf8()));
}

void TestDsrctl::verboseTellsTechnicalFacts()
{
    const QStringList call{
        QStringLiteral("session"), QStringLiteral("show"), QStringLiteral("/nothing/here")};
    const QByteArray id = errorId(ErrorCode::InputUnreadable).toUtf8();
    QVERIFY(!Sandbox().ctl(call).err.contains(id));
    QVERIFY(Sandbox().ctl(call + QStringList{QStringLiteral("--verbose")}).err.contains(id));
}

void TestDsrctl::noColourInPipes()
{
    const Call call = Sandbox().ctl({QStringLiteral("register"), QStringLiteral("--test-pin")});
    QCOMPARE(call.exitCode, 0);
    QVERIFY(!call.out.contains('\033'));
    QVERIFY(!call.err.contains('\033'));
}

void TestDsrctl::closedPipeEndsQuietly()
{
    const Call call = Sandbox().run(QStringLiteral("bash"),
        {QStringLiteral("-c"), QStringLiteral("\"$0\" checks --json | head -1; exit ${PIPESTATUS[0]}"),
            ctlProgram()});
    QCOMPARE(call.exitCode, 0);
    QCOMPARE(call.out, QByteArray("[\n"));
    QCOMPARE(call.err, QByteArray());
}

void TestDsrctl::fullOutputIsAnError()
{
    const Call call = Sandbox().run(QStringLiteral("sh"),
        {QStringLiteral("-c"), QStringLiteral("exec \"$0\" checks >/dev/full"), ctlProgram()});
    QCOMPARE(call.exitCode, 4);
    QVERIFY(!call.err.isEmpty());
}

void TestDsrctl::folderThatCannotBe_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("readers") << QStringList{"readers"};
    QTest::newRow("card show") << QStringList{"card", "show"};
    QTest::newRow("register") << QStringList{"register", "--test-pin"};
    QTest::newRow("dms serve") << QStringList{"dms", "serve"};
    QTest::newRow("dms devices") << QStringList{"dms", "devices"};
    QTest::newRow("testbed show") << QStringList{"testbed", "show"};
    QTest::newRow("testbed reset") << QStringList{"testbed", "reset"};
}

void TestDsrctl::folderThatCannotBe()
{
    QFETCH(QStringList, arguments);
    const Sandbox sandbox;
    // Below a file there can be no folder, whoever asks.
    const QString folder = sandbox.file(QStringLiteral("file"), "x") + QStringLiteral("/data");
    const Call call =
        sandbox.ctl(arguments + QStringList{QStringLiteral("--data-dir"), folder, QStringLiteral("--json")});
    QCOMPARE(call.exitCode, 4);
    const QJsonObject error = call.object().value(QStringLiteral("error")).toObject();
    QCOMPARE(error.value(QStringLiteral("code")).toString(), errorId(ErrorCode::DataDirUnusable));
}

void TestDsrctl::damagedTestBed()
{
    const Sandbox sandbox;
    QCOMPARE(sandbox.ctl({QStringLiteral("testbed"), QStringLiteral("show")}).exitCode, 0);
    sandbox.file(QStringLiteral("data/testbed/dmsCa.crt.pem"), "no certificate");
    const Call call = sandbox.ctl({QStringLiteral("card"), QStringLiteral("show"), QStringLiteral("--json")});
    QCOMPARE(call.exitCode, 4);
    QCOMPARE(call.object().value(QStringLiteral("error")).toObject().value(QStringLiteral("code")).toString(),
        errorId(ErrorCode::TestbedMalformed));
    QCOMPARE(sandbox.ctl({QStringLiteral("testbed"), QStringLiteral("reset")}).exitCode, 0);
    QCOMPARE(sandbox.ctl({QStringLiteral("card"), QStringLiteral("show")}).exitCode, 0);
}

void TestDsrctl::cardShowMasksPersonalData()
{
    const Sandbox sandbox;
    const QStringList show{QStringLiteral("card"), QStringLiteral("show")};
    const QJsonObject all = sandbox.ctl(show + QStringList{QStringLiteral("--json")}).object();
    QCOMPARE(all.value(QStringLiteral("insurer")).toString(), QStringLiteral("Testkrankenkasse"));
    QCOMPARE(all.value(QStringLiteral("dataVersion")).toString(), QStringLiteral("5.2.0"));
    QCOMPARE(all.value(QStringLiteral("kvnrCheckDigit")).toBool(), true);
    const QByteArray masked = sandbox.ctl(show).out;
    const QByteArray personal = sandbox.ctl(show + QStringList{QStringLiteral("--personal")}).out;
    for (const char *member : {"holder", "kvnr", "birthday"}) {
        const QByteArray value = all.value(QLatin1StringView(member)).toString().toUtf8();
        QVERIFY2(!value.isEmpty(), member);
        QVERIFY2(!masked.contains(value), masked.constData());
        QVERIFY2(personal.contains(value), personal.constData());
    }
}

void TestDsrctl::damagedStore_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("dms serve") << QStringList{"dms", "serve"};
    QTest::newRow("dms devices") << QStringList{"dms", "devices"};
    QTest::newRow("dms delete") << QStringList{"dms", "delete", "x"};
    QTest::newRow("register") << QStringList{"register", "--test-pin"};
}

void TestDsrctl::damagedStore()
{
    QFETCH(QStringList, arguments);
    const Sandbox sandbox;
    QVERIFY(QDir().mkpath(sandbox.dataDir()));
    const QByteArray damage = QByteArray("this is no database, however long one looks at it").repeated(100);
    sandbox.file(QStringLiteral("data/dms.sqlite"), damage);
    const Call call = sandbox.ctl(arguments + QStringList{QStringLiteral("--json")});
    QCOMPARE(call.exitCode, 4);
    QCOMPARE(call.object().value(QStringLiteral("error")).toObject().value(QStringLiteral("code")).toString(),
        errorId(ErrorCode::StoreMalformed));
    QCOMPARE(contentOf(sandbox.path(QStringLiteral("data/dms.sqlite"))), damage);
}

void TestDsrctl::sessionThatCannotBeRead_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("other JSON") << QByteArray("{\"format\":\"other\"}");
    QTest::newRow("newer version") << QByteArray("{\"format\":\"dsrsession\",\"version\":99}");
    QTest::newRow("bytes") << QByteArray(1000, '\xff');
}

void TestDsrctl::sessionThatCannotBeRead()
{
    QFETCH(QByteArray, content);
    const Sandbox sandbox;
    const QString file = sandbox.file(QStringLiteral("x.dsrsession"), content);
    for (const char *verb : {"show", "verify"}) {
        const Call call = sandbox.ctl({QStringLiteral("session"), QString::fromLatin1(verb), file});
        QCOMPARE(call.exitCode, 3);
        QCOMPARE(call.out, QByteArray());
        QVERIFY(call.err.contains(file.toUtf8()));
        const Call piped =
            sandbox.ctl({QStringLiteral("session"), QString::fromLatin1(verb), QStringLiteral("-")}, content);
        QCOMPARE(piped.exitCode, 3);
    }
}

void TestDsrctl::cardCommandsWithoutService_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("code");
    const QByteArray missing = errorId(ErrorCode::CardServiceMissing).toUtf8();
    QTest::newRow("card show") << QStringList{"card", "show", "--reader", "R"} << missing;
    QTest::newRow("card apdu") << QStringList{"card", "apdu", "-", "--reader", "R"} << missing;
    QTest::newRow("register") << QStringList{"register", "--reader", "R", "--test-pin"} << missing;
}

void TestDsrctl::cardCommandsWithoutService()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, code);
    const Call call = Sandbox().ctl(arguments + QStringList{QStringLiteral("--json")}, "00A4040C\n");
    QCOMPARE(call.exitCode, 4);
    QCOMPARE(call.object()
                 .value(QStringLiteral("error"))
                 .toObject()
                 .value(QStringLiteral("code"))
                 .toString()
                 .toUtf8(),
        code);
}

void TestDsrctl::apdusInWords()
{
    const Sandbox sandbox;
    const QString file = sandbox.file(
        QStringLiteral("apdus"), "# select the MF\n00 A4 04 0C\n\n0020000108 26123456FFFFFFFF\n");
    const Call call =
        sandbox.ctl({QStringLiteral("card"), QStringLiteral("apdu"), file, QStringLiteral("--json")});
    const QJsonArray answers = call.array();
    QCOMPARE(answers.size(), 2);
    for (const QJsonValue &answer : answers)
        QCOMPARE(membersOf(answer.toObject()), QStringList({"command", "meaning", "response", "sw"}));
    QCOMPARE(answers.at(0).toObject().value(QStringLiteral("sw")).toString(), QStringLiteral("9000"));
    QVERIFY(!call.out.contains("123456"));
    QVERIFY(!call.out.contains("12 34 56"));
    // The same for people, from stdin.
    const Call text =
        sandbox.ctl({QStringLiteral("card"), QStringLiteral("apdu"), QStringLiteral("-")}, "00A4040C");
    QCOMPARE(text.exitCode, 0);
    QVERIFY(text.out.contains("< 90 00"));
    // A refused command is told by the exit code, too.
    const Call refused =
        sandbox.ctl({QStringLiteral("card"), QStringLiteral("apdu"), QStringLiteral("-")}, "00FF0000");
    QCOMPARE(refused.exitCode, 1);
}

void TestDsrctl::apdusThatAreNone_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("no hex") << QByteArray("00A4040C\nhello\n");
    QTest::newRow("too short") << QByteArray("00A404\n");
    QTest::newRow("half an octet") << QByteArray("00A4040C0\n");
}

void TestDsrctl::apdusThatAreNone()
{
    QFETCH(QByteArray, content);
    const Call call =
        Sandbox().ctl({QStringLiteral("card"), QStringLiteral("apdu"), QStringLiteral("-")}, content);
    QCOMPARE(call.exitCode, 3);
    QCOMPARE(call.out, QByteArray());
}

QTEST_GUILESS_MAIN(TestDsrctl)
#include "tst_dsrctl.moc"

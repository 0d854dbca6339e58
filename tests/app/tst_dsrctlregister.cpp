// Whole registrations with the real program, and everything that can come in between.

#include "core/base/encoding.h"
#include "core/base/error.h"
#include "core/crypto/certificate.h"
#include "core/crypto/keypair.h"
#include "tests/app/process.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QSqlDatabase>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

#include <cctype>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace dsr;

namespace {

const QStringList answerMembers{
    "certificate", "deviceIdentifier", "dms", "error", "kvnr", "outcome", "steps", "stoppedAt"};

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name);
}

QString errorOf(const Call &call)
{
    return call.object().value("error").toObject().value("code").toString();
}

/// dsrctl with a person in front of it: a terminal of its own, besides stdout and stderr.
class Terminal
{
public:
    Terminal(const Sandbox &sandbox, const QStringList &arguments)
        : m_master(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC))
    {
        grantpt(m_master);
        unlockpt(m_master);
        const QByteArray name = ptsname(m_master);
        // Held open: a terminal that nobody has open hangs up.
        m_slave = open(name.constData(), O_RDWR | O_NOCTTY | O_CLOEXEC);
        m_process.setProcessEnvironment(sandbox.environment());
        m_process.setChildProcessModifier([name] {
            setsid();
            const int terminal = open(name.constData(), O_RDWR);
            ioctl(terminal, TIOCSCTTY, 0);
            close(terminal);
        });
        m_process.start(ctlProgram(), arguments);
    }
    ~Terminal()
    {
        m_process.kill();
        m_process.waitForFinished();
        close(m_slave);
        close(m_master);
    }
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    /// Bare containers often come without pseudo terminals.
    static bool isPossible()
    {
        const int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
        const char *name = master < 0 ? nullptr : ptsname(master);
        const bool possible = name && access(name, R_OK | W_OK) == 0;
        if (master >= 0)
            close(master);
        return possible;
    }

    /// Waits until the text stands on the screen.
    bool shows(const QByteArray &text)
    {
        while (!m_screen.contains(text)) {
            pollfd entry{m_master, POLLIN, 0};
            char buffer[256];
            if (poll(&entry, 1, 30'000) <= 0)
                return false;
            const ssize_t count = read(m_master, buffer, sizeof buffer);
            if (count <= 0)
                return false;
            m_screen.append(buffer, count);
        }
        return true;
    }
    void type(const QByteArray &keys)
    {
        m_screen.clear();
        QCOMPARE(write(m_master, keys.constData(), static_cast<size_t>(keys.size())), keys.size());
    }
    QByteArray screen() const { return m_screen; }
    Call end() { return ended(m_process); }

private:
    int m_master;
    int m_slave = -1;
    QProcess m_process;
    QByteArray m_screen;
};

/// A listener that takes connections and never says a word.
class MuteService : public QTcpServer
{
public:
    MuteService() { listen(QHostAddress::LocalHost); }
    QString url() const { return QStringLiteral("https://127.0.0.1:%1").arg(serverPort()); }
};

/// Changes the secrets of the built-in card before anybody uses it.
void markSecrets(const Sandbox &sandbox, const QJsonObject &secrets)
{
    QCOMPARE(sandbox.ctl({"testbed", "show"}).exitCode, 0);
    sandbox.file("data/testbed/card-secrets.json", QJsonDocument(secrets).toJson());
}

/// How a secret could be written down: as it is, as PIN block, and both as hex and base64 at any offset.
QList<QByteArray> tracesOf(const QByteArray &secret)
{
    QList<QByteArray> traces{secret, secret.toHex(), secret.toHex().toUpper(), secret.toHex(' '),
        secret.toHex(' ').toUpper(), secret.toBase64(QByteArray::Base64UrlEncoding)};
    for (int offset = 0; offset < 3; ++offset) {
        // The characters that the secret alone decides, whatever stands around it.
        const QByteArray text = (QByteArray(offset, '\0') + secret).toBase64(QByteArray::OmitTrailingEquals);
        traces.append(text.mid(offset == 0 ? 0 : offset + 1).chopped(1));
    }
    return traces;
}

QList<QByteArray> tracesOfDigits(const QByteArray &digits)
{
    QByteArray block =
        QByteArray::fromHex(("2" + QByteArray::number(digits.size()) + digits).leftJustified(16, 'F'));
    return tracesOf(digits) + tracesOf(block);
}

/// The private scalar inside a PKCS#8 PEM file of an elliptic curve.
QByteArray scalarOf(const QString &pemFile)
{
    QByteArray text = contentOf(pemFile);
    text = text.mid(text.indexOf('\n') + 1);
    text = text.left(text.indexOf("-----END"));
    const QByteArray der = QByteArray::fromBase64(text);
    // ECPrivateKey: version 1, then the OCTET STRING of 32 or 48 octets.
    const QByteArray before = QByteArray::fromHex("02010104");
    const qsizetype at = der.indexOf(before) + before.size();
    return at < before.size() ? QByteArray() : der.mid(at + 1, der.at(at));
}

/// Six digits come up by chance inside longer numbers and hex: short ones count where they stand alone.
bool standsAlone(const QByteArray &haystack, qsizetype at, qsizetype length)
{
    const auto isOther = [&](qsizetype i) {
        return i < 0 || i >= haystack.size() || !std::isalnum(static_cast<unsigned char>(haystack.at(i)));
    };
    return isOther(at - 1) && isOther(at + length);
}

/// The first trace that can be found; empty if there is none.
QByteArray firstTrace(const QByteArray &haystack, const QList<QByteArray> &traces)
{
    for (const QByteArray &trace : traces) {
        for (qsizetype at = haystack.indexOf(trace); at >= 0; at = haystack.indexOf(trace, at + 1)) {
            if (trace.size() > 6 || standsAlone(haystack, at, trace.size()))
                return trace;
        }
    }
    return {};
}

} // namespace

class TestDsrctlRegister : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeRegistration();
    void opensslConfirmsTheCertificate();
    void opensslConfirmsTheTokenSignature();
    void everyDialectAndDefault_data();
    void everyDialectAndDefault();
    void answerForPeople();
    void recordedSession();
    void wrongPinCostsOneTry();
    void pinFile_data();
    void pinFile();
    void pinFromStdin();
    void personAtTheTerminal();
    void personMistypes();
    void personConfirmsTheLastTry();
    void personPressesControlC();
    void withoutTerminal();
    void serviceUnreachable();
    void serviceOfSomebodyElse();
    void authorityFileThatCannotBeRead();
    void refusedByTheService();
    void interruptedWhileWaiting_data();
    void interruptedWhileWaiting();
    void folderForResultsThatCannotBe();
    void fullDisk();
    void earlierIdentityIsKeptAfterARefusal();
    void noSecretLeavesTheCard();
};

void TestDsrctlRegister::wholeRegistration()
{
    const Sandbox sandbox;
    const QString out = sandbox.path("out");
    const Call call =
        sandbox.ctl({"register", "--virtual-card", "--test-pin", "--local-dms", "--json", "--out", out});
    QCOMPARE(call.exitCode, 0);
    const QJsonObject answer = call.object();
    QCOMPARE(membersOf(answer), answerMembers);
    QCOMPARE(answer.value("outcome").toString(), QStringLiteral("registered"));
    QVERIFY(answer.value("stoppedAt").isNull());
    QVERIFY(answer.value("error").isNull());

    QStringList ids;
    for (const QJsonValue &value : answer.value("steps").toArray()) {
        const QJsonObject step = value.toObject();
        QCOMPARE(
            membersOf(step), QStringList({"artifacts", "id", "milliseconds", "number", "status", "title"}));
        QCOMPARE(step.value("status").toString(), QStringLiteral("done"));
        QVERIFY(!step.value("artifacts").toArray().isEmpty());
        ids.append(step.value("id").toString());
    }
    QCOMPARE(ids,
        QStringList({"choose-device", "fetch-nonce", "derive-nonces", "attest-device", "request-certificate",
            "connect-card", "read-certificate", "verify-pin", "sign-token", "send-registration",
            "keep-certificate"}));
    const QJsonArray checks = answer.value("dms").toObject().value("checks").toArray();
    QVERIFY(checks.size() > 50);
    for (const QJsonValue &check : checks)
        QVERIFY(check.toObject().value("status").toString() != QStringLiteral("fail"));

    QCOMPARE(filesIn(out),
        QStringList({"certificate.pem", "key.pem", "report.html", "session.dsrsession", "token.jws"}));
    QCOMPARE(answer.value("certificate").toString().toUtf8(), contentOf(out + "/certificate.pem"));
    const auto certificate = Certificate::fromPem(contentOf(out + "/certificate.pem"));
    const auto key = PrivateKey::fromPem(Secret(contentOf(out + "/key.pem")));
    QVERIFY(certificate && key);
    QVERIFY(certificate->publicKey() == key->publicKey());
    QCOMPARE(answer.value("deviceIdentifier").toString().toUtf8(),
        toBase64(certificate->publicKey().fingerprint()));
    QVERIFY(certificate->subject().values("2.5.4.11").contains(answer.value("kvnr").toString()));
    QCOMPARE(QFileInfo(out + "/key.pem").permissions()
            & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
        QFile::Permissions());

    // What is in the answer is in the store.
    const QJsonArray devices = sandbox.ctl({"dms", "devices", "--json"}).array();
    QCOMPARE(devices.size(), 1);
    QCOMPARE(devices.first().toObject().value("deviceIdentifier"), answer.value("deviceIdentifier"));
    QCOMPARE(devices.first().toObject().value("userIdentifier"), answer.value("kvnr"));
}

void TestDsrctlRegister::opensslConfirmsTheCertificate()
{
    const Sandbox sandbox;
    const QString out = sandbox.path("out");
    const QJsonObject answer = sandbox.ctl({"register", "--test-pin", "--json", "--out", out}).object();
    QCOMPARE(sandbox.ctl({"testbed", "export", sandbox.path("pki")}).exitCode, 0);
    const Call verified = sandbox.run("openssl",
        {"verify", "-CAfile", sandbox.path("pki/dmsCa.crt.pem"), "-purpose", "sslclient",
            out + "/certificate.pem"});
    QVERIFY2(verified.exitCode == 0, verified.err);
    const Call subject =
        sandbox.run("openssl", {"x509", "-in", out + "/certificate.pem", "-noout", "-subject"});
    QVERIFY2(subject.out.contains("OU = " + answer.value("kvnr").toString().toUtf8()), subject.out);
    // The authorities that "dms serve" tells confirm it, too, and another CA does not.
    const Call other = sandbox.run(
        "openssl", {"verify", "-CAfile", sandbox.path("pki/egkRoot.crt.pem"), out + "/certificate.pem"});
    QVERIFY(other.exitCode != 0);
}

void TestDsrctlRegister::opensslConfirmsTheTokenSignature()
{
    const Sandbox sandbox;
    const QString out = sandbox.path("out");
    QCOMPARE(sandbox.ctl({"register", "--test-pin", "--out", out}).exitCode, 0);
    const QList<QByteArray> parts = contentOf(out + "/token.jws").split('.');
    QCOMPARE(parts.size(), 3);
    const QJsonObject header =
        QJsonDocument::fromJson(QByteArray::fromBase64(parts.at(0), QByteArray::Base64UrlEncoding)).object();
    QCOMPARE(header.value("alg").toString(), QStringLiteral("BP256R1"));
    const QByteArray raw = QByteArray::fromBase64(parts.at(2), QByteArray::Base64UrlEncoding);
    QCOMPARE(raw.size(), 64);
    const auto integer = [](QByteArray value) {
        while (value.size() > 1 && value.at(0) == '\0')
            value.remove(0, 1);
        if (static_cast<unsigned char>(value.at(0)) >= 0x80)
            value.prepend('\0');
        return QByteArray("\x02") + static_cast<char>(value.size()) + value;
    };
    const QByteArray both = integer(raw.left(32)) + integer(raw.mid(32));
    const QString signature =
        sandbox.file("signature.der", QByteArray("\x30") + static_cast<char>(both.size()) + both);
    const QString input = sandbox.file("input", parts.at(0) + '.' + parts.at(1));
    const QString card = sandbox.file(
        "card.der", QByteArray::fromBase64(header.value("x5c").toArray().first().toString().toLatin1()));
    const Call key = sandbox.run("openssl", {"x509", "-inform", "DER", "-in", card, "-noout", "-pubkey"});
    QCOMPARE(key.exitCode, 0);
    const QString keyFile = sandbox.file("card.pub", key.out);
    const auto verified = [&](const QString &message) {
        return sandbox
            .run("openssl", {"dgst", "-sha256", "-verify", keyFile, "-signature", signature, message})
            .exitCode;
    };
    QCOMPARE(verified(input), 0);
    QVERIFY(verified(sandbox.file("other", parts.at(0) + '.' + parts.at(1) + 'A')) != 0);
}

void TestDsrctlRegister::everyDialectAndDefault_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("mode");
    QTest::newRow("nothing said") << QStringList() << "strict";
    QTest::newRow("everything said") << QStringList{"--virtual-card", "--device", "android", "--local-dms",
        "--profile", "rfc"} << "strict";
    QTest::newRow("dialect of the reference server, which a strict service refuses")
        << QStringList{"--profile", "gms"} << "lenient";
    QTest::newRow("built-in reader by its name")
        << QStringList{"--reader", "DSR Virtual Card Reader"} << "strict";
}

void TestDsrctlRegister::everyDialectAndDefault()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, mode);
    Sandbox sandbox;
    sandbox.setEnvironment("DSR_MODE", mode);
    const Call call = sandbox.ctl(QStringList{"register", "--test-pin", "--json"} + arguments);
    QVERIFY2(call.exitCode == 0, call.err);
    QCOMPARE(call.object().value("outcome").toString(), QStringLiteral("registered"));
}

void TestDsrctlRegister::answerForPeople()
{
    const Call call = Sandbox().ctl({"register", "--test-pin"});
    QCOMPARE(call.exitCode, 0);
    QVERIFY(call.out.startsWith("The device is registered.\n"));
    QVERIFY2(call.err.contains(" 1/11 ") && call.err.contains("11/11 "), call.err);
    QVERIFY(!call.out.contains("11/11"));
    QCOMPARE(call.err.count('\n'), 11);
}

void TestDsrctlRegister::recordedSession()
{
    const Sandbox sandbox;
    const QString out = sandbox.path("out");
    const Call made = sandbox.ctl({"register", "--test-pin", "--json", "--out", out});
    const QString session = out + "/session.dsrsession";
    const Call shown = sandbox.ctl({"session", "show", session, "--json"});
    QCOMPARE(shown.exitCode, 0);
    QCOMPARE(shown.object(), made.object());
    QVERIFY(sandbox.ctl({"session", "show", session}).out.contains("The device is registered."));

    const Call verified = sandbox.ctl({"session", "verify", session, "--json"});
    QCOMPARE(verified.exitCode, 0);
    QCOMPARE(membersOf(verified.object()), QStringList({"findings", "outcome", "summary"}));
    QCOMPARE(verified.object().value("summary").toObject().value("fail").toInt(), 0);
    QVERIFY(verified.object().value("summary").toObject().value("pass").toInt() > 30);

    // A token that was changed afterwards no longer passes, and neither does one of another test bed.
    QJsonObject record = QJsonDocument::fromJson(contentOf(session)).object();
    QJsonArray steps = record.value("steps").toArray();
    for (qsizetype i = 0; i < steps.size(); ++i) {
        QJsonObject step = steps.at(i).toObject();
        QJsonArray artifacts = step.value("artifacts").toArray();
        for (qsizetype k = 0; k < artifacts.size(); ++k) {
            QJsonObject artifact = artifacts.at(k).toObject();
            if (artifact.value("name").toString() != QStringLiteral("token"))
                continue;
            QByteArray token = QByteArray::fromBase64(artifact.value("bytes").toString().toLatin1());
            const qsizetype at = token.lastIndexOf('.') + 5;
            token[at] = token.at(at) == 'A' ? 'B' : 'A';
            artifact.insert("bytes", QString::fromLatin1(token.toBase64()));
            artifacts.replace(k, artifact);
        }
        step.insert("artifacts", artifacts);
        steps.replace(i, step);
    }
    record.insert("steps", steps);
    const QString changed = sandbox.file("changed.dsrsession", QJsonDocument(record).toJson());
    QCOMPARE(sandbox.ctl({"session", "verify", changed}).exitCode, 1);
    QCOMPARE(sandbox.ctl({"session", "verify", session, "--data-dir", sandbox.path("other")}).exitCode, 1);
}

void TestDsrctlRegister::wrongPinCostsOneTry()
{
    const Sandbox sandbox;
    const QString out = sandbox.path("out");
    const QString pin = sandbox.file("pin", "654321\n");
    const Call call = sandbox.ctl({"register", "--pin-file", pin, "--json", "--out", out});
    QCOMPARE(call.exitCode, 5);
    QCOMPARE(call.object().value("outcome").toString(), QStringLiteral("failed"));
    QCOMPARE(call.object().value("stoppedAt").toString(), QStringLiteral("sign-token"));
    QCOMPARE(errorOf(call), errorId(ErrorCode::CardPinWrong));
    const QJsonObject error = call.object().value("error").toObject();
    QCOMPARE(error.value("facts").toObject().value("triesLeft").toInt(), 2);
    QVERIFY(call.err.contains("2"));
    QCOMPARE(filesIn(out), QStringList({"report.html", "session.dsrsession"}));
    // Exactly one VERIFY went to the card.
    const QJsonObject session = QJsonDocument::fromJson(contentOf(out + "/session.dsrsession")).object();
    int verifications = 0;
    for (const QJsonValue &step : session.value("steps").toArray()) {
        for (const QJsonValue &artifact : step.toObject().value("artifacts").toArray()) {
            if (!artifact.toObject().value("name").toString().startsWith("card.exchange"))
                continue;
            const auto exchange = QJsonDocument::fromJson(
                QByteArray::fromBase64(artifact.toObject().value("bytes").toString().toLatin1()))
                                      .array();
            for (const QJsonValue &command : exchange)
                verifications += command.toObject().value("command").toString().startsWith("00 20") ? 1 : 0;
        }
    }
    QCOMPARE(verifications, 1);
}

void TestDsrctlRegister::pinFile_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("PIN alone") << QByteArray("123456") << 0;
    QTest::newRow("PIN and end of line") << QByteArray("123456\n") << 0;
    QTest::newRow("PIN and end of line of Windows") << QByteArray("123456\r\n") << 0;
    QTest::newRow("first line counts") << QByteArray("123456\nsomething\n") << 0;
    QTest::newRow("empty") << QByteArray() << 5;
    QTest::newRow("too short") << QByteArray("12345\n") << 5;
    QTest::newRow("letters") << QByteArray("secret\n") << 5;
    QTest::newRow("missing") << QByteArray("-missing-") << 3;
}

void TestDsrctlRegister::pinFile()
{
    QFETCH(QByteArray, content);
    QFETCH(int, exitCode);
    const Sandbox sandbox;
    const QString file = content == "-missing-" ? sandbox.path("missing") : sandbox.file("pin", content);
    QCOMPARE(sandbox.ctl({"register", "--pin-file", file}).exitCode, exitCode);
}

void TestDsrctlRegister::pinFromStdin()
{
    QCOMPARE(Sandbox().ctl({"register", "--pin-file", "-"}, "123456\n").exitCode, 0);
}

void TestDsrctlRegister::personAtTheTerminal()
{
    if (!Terminal::isPossible())
        QSKIP("This machine has no pseudo terminals (/dev/pts is not mounted).");
    const Sandbox sandbox;
    Terminal terminal(sandbox, {"register", "--json"});
    QVERIFY(terminal.shows("3 tr"));
    QVERIFY(terminal.shows("PIN of the card in"));
    QVERIFY2(terminal.screen().indexOf("left") < terminal.screen().indexOf("PIN of"), "tries first");
    terminal.type("123456\n");
    const Call call = terminal.end();
    QCOMPARE(call.exitCode, 0);
    QCOMPARE(call.object().value("outcome").toString(), QStringLiteral("registered"));
    QVERIFY(!call.err.contains("123456"));
    QVERIFY(!terminal.screen().contains("123456"));
}

void TestDsrctlRegister::personMistypes()
{
    if (!Terminal::isPossible())
        QSKIP("This machine has no pseudo terminals (/dev/pts is not mounted).");
    const Sandbox sandbox;
    Terminal terminal(sandbox, {"register", "--json"});
    QVERIFY(terminal.shows("PIN of the card in"));
    terminal.type("111111\n");
    QVERIFY(terminal.shows("2 tr"));
    QVERIFY(terminal.shows("PIN of the card in"));
    terminal.type("12345\n"); // too short: costs nothing
    QVERIFY(terminal.shows("2 tr"));
    QVERIFY(terminal.shows("PIN of the card in"));
    terminal.type("123456\n");
    QCOMPARE(terminal.end().exitCode, 0);
}

void TestDsrctlRegister::personConfirmsTheLastTry()
{
    if (!Terminal::isPossible())
        QSKIP("This machine has no pseudo terminals (/dev/pts is not mounted).");
    const Sandbox sandbox;
    const auto upToTheLastTry = [](Terminal &terminal) {
        for (const char *left : {"2 tr", "1 tr"}) {
            if (!terminal.shows("PIN of the card in"))
                return false;
            terminal.type("111111\n");
            if (!terminal.shows(left))
                return false;
        }
        return terminal.shows("Write “yes”");
    };
    Terminal careful(sandbox, {"register", "--json"});
    QVERIFY(upToTheLastTry(careful));
    careful.type("no\n");
    QCOMPARE(careful.end().exitCode, 130);

    Terminal bold(sandbox, {"register", "--json"});
    QVERIFY(upToTheLastTry(bold));
    bold.type("yes\n");
    QVERIFY(bold.shows("PIN of the card in"));
    bold.type("111111\n");
    const Call blocked = bold.end();
    QCOMPARE(blocked.exitCode, 5);
}

void TestDsrctlRegister::personPressesControlC()
{
    if (!Terminal::isPossible())
        QSKIP("This machine has no pseudo terminals (/dev/pts is not mounted).");
    const Sandbox sandbox;
    const QString out = sandbox.path("out");
    Terminal terminal(sandbox, {"register", "--json", "--out", out});
    QVERIFY(terminal.shows("PIN of the card in"));
    terminal.type("123\x03");
    const Call call = terminal.end();
    QCOMPARE(call.exitCode, 130);
    QCOMPARE(errorOf(call), errorId(ErrorCode::Cancelled));
    QCOMPARE(filesIn(out), QStringList());
}

void TestDsrctlRegister::withoutTerminal()
{
    const Sandbox sandbox;
    QProcess process;
    process.setProcessEnvironment(sandbox.environment());
    process.setChildProcessModifier([] { setsid(); });
    process.start(ctlProgram(), {"register"});
    const Call call = ended(process);
    QCOMPARE(call.exitCode, 2);
    QVERIFY(call.err.contains("--pin-file"));
}

void TestDsrctlRegister::serviceUnreachable()
{
    QTcpServer closed;
    closed.listen(QHostAddress::LocalHost);
    const QString url = QStringLiteral("https://127.0.0.1:%1").arg(closed.serverPort());
    closed.close();
    const Call call = Sandbox().ctl({"register", "--test-pin", "--dms", url, "--json"});
    QCOMPARE(call.exitCode, 6);
    QCOMPARE(errorOf(call), errorId(ErrorCode::NetUnreachable));
    QCOMPARE(call.object().value("stoppedAt").toString(), QStringLiteral("fetch-nonce"));
}

void TestDsrctlRegister::serviceOfSomebodyElse()
{
    const Sandbox sandbox;
    const auto service = sandbox.start({"dms", "serve", "--json"});
    const QJsonObject ready = nextObject(*service);
    const QString url = ready.value("tls").toString();
    const auto registered = [&](const QStringList &more) {
        return sandbox.ctl(QStringList{"register", "--test-pin", "--json", "--dms", url} + more);
    };
    QVERIFY(sandbox.ctl({"testbed", "export", sandbox.path("pki")}).exitCode == 0);
    const Call wrong = registered({"--dms-ca", sandbox.path("pki/egkRoot.crt.pem")});
    QCOMPARE(wrong.exitCode, 6);
    QCOMPARE(errorOf(wrong), errorId(ErrorCode::NetTlsUntrusted));
    const Call nobody = registered({});
    QCOMPARE(nobody.exitCode, 6);
    QCOMPARE(errorOf(nobody), errorId(ErrorCode::NetTlsUntrusted));
    const Call right = registered({"--dms-ca", ready.value("ca").toString()});
    QVERIFY2(right.exitCode == 0, right.err);
    // A foreign service does not tell its findings.
    QCOMPARE(right.object().value("dms").toObject().value("checks").toArray(), QJsonArray());
    sendSignal(*service, SIGTERM);
    QCOMPARE(ended(*service).exitCode, 0);
}

void TestDsrctlRegister::authorityFileThatCannotBeRead()
{
    const Sandbox sandbox;
    const auto registered = [&](const QString &file) {
        return sandbox.ctl({"register", "--test-pin", "--dms", "https://127.0.0.1:1", "--dms-ca", file})
            .exitCode;
    };
    QCOMPARE(registered(sandbox.path("missing")), 3);
    QCOMPARE(registered(sandbox.file("text", "no certificate")), 3);
    QCOMPARE(
        registered(sandbox.file("broken", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")),
        3);
}

void TestDsrctlRegister::refusedByTheService()
{
    // The service lives an hour later than the client: the token is too old for it.
    const Sandbox sandbox;
    const auto service = sandbox.start({"dms", "serve", "--json", "--at",
        QDateTime::currentDateTimeUtc().addSecs(2 * 60 * 60).toString(Qt::ISODate)});
    const QJsonObject ready = nextObject(*service);
    const QString out = sandbox.path("out");
    const Call call = sandbox.ctl({"register", "--test-pin", "--json", "--dms", ready.value("tls").toString(),
        "--dms-ca", ready.value("ca").toString(), "--out", out});
    QVERIFY2(call.exitCode == 1, call.err);
    QCOMPARE(call.object().value("outcome").toString(), QStringLiteral("refused"));
    QCOMPARE(call.object().value("stoppedAt").toString(), QStringLiteral("send-registration"));
    QCOMPARE(errorOf(call), errorId(ErrorCode::DmsRefused));
    QVERIFY(call.object().value("certificate").isNull());
    QCOMPARE(filesIn(out), QStringList({"report.html", "session.dsrsession", "token.jws"}));
    QVERIFY(contentOf(out + "/report.html").contains("</html>"));
    QCOMPARE(sandbox.ctl({"session", "show", out + "/session.dsrsession"}).exitCode, 0);
    sendSignal(*service, SIGTERM);
    ended(*service);
}

void TestDsrctlRegister::interruptedWhileWaiting_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void TestDsrctlRegister::interruptedWhileWaiting()
{
    QFETCH(int, number);
    const Sandbox sandbox;
    MuteService service;
    const QString out = sandbox.path("out");
    const auto process =
        sandbox.start({"register", "--test-pin", "--json", "--dms", service.url(), "--out", out});
    QVERIFY(service.waitForNewConnection(30'000));
    sendSignal(*process, number);
    const Call call = ended(*process);
    QCOMPARE(call.exitCode, 130);
    QCOMPARE(errorOf(call), errorId(ErrorCode::Cancelled));
    QCOMPARE(filesIn(out), QStringList());
}

void TestDsrctlRegister::folderForResultsThatCannotBe()
{
    const Sandbox sandbox;
    const QString out = sandbox.file("file", "x") + "/out";
    const Call call = sandbox.ctl({"register", "--test-pin", "--json", "--out", out});
    QCOMPARE(call.exitCode, 4);
    QCOMPARE(errorOf(call), errorId(ErrorCode::DataDirUnusable));
    QVERIFY2(sandbox.ctl({"dms", "devices", "--json"}).array().isEmpty(), "nothing was registered for it");
}

void TestDsrctlRegister::fullDisk()
{
    const Sandbox sandbox;
    QVERIFY(QDir().mkpath(sandbox.path("small")));
    const auto onSmallDisk = [&](const QString &size, const QStringList &arguments) {
        return sandbox.run("unshare",
            QStringList{"-m", "sh", "-c",
                QStringLiteral(
                    "mount -t tmpfs -o size=%1 tmpfs '%2' || exit 99; \"$@\"; code=$?; ls -A '%2' >&2; "
                    "exit $code")
                    .arg(size, sandbox.path("small")),
                "sh", ctlProgram()}
                + arguments);
    };
    const Call possible = onSmallDisk("1m", {"--version"});
    if (possible.exitCode != 0)
        QSKIP("no small disk can be mounted here (needs root)");
    // No room for the test bed: there is none, rather than half of one.
    const Call bed = onSmallDisk("16k", {"testbed", "show", "--json", "--data-dir", sandbox.path("small")});
    QCOMPARE(bed.exitCode, 4);
    QCOMPARE(errorOf(bed), errorId(ErrorCode::DiskFull));
    QVERIFY2(!bed.err.contains("testbed"), bed.err);
    // No room for the session: the registration counts, what was written is whole.
    const Call out = onSmallDisk("64k", {"register", "--test-pin", "--json", "--out", sandbox.path("small")});
    QCOMPARE(out.exitCode, 4);
    QCOMPARE(errorOf(out), errorId(ErrorCode::DiskFull));
    QCOMPARE(out.object().value("outcome").toString(), QStringLiteral("registered"));
    QVERIFY2(out.err.contains("certificate.pem\nkey.pem\ntoken.jws\n"), out.err);
}

void TestDsrctlRegister::earlierIdentityIsKeptAfterARefusal()
{
    const Sandbox sandbox;
    const QString out = sandbox.path("out");
    const QStringList call{"register", "--json", "--out", out};
    QCOMPARE(sandbox.ctl(call + QStringList{"--test-pin"}).exitCode, 0);
    const QByteArray key = contentOf(out + "/key.pem");
    const QByteArray certificate = contentOf(out + "/certificate.pem");
    QCOMPARE(sandbox.ctl(call + QStringList{"--pin-file", sandbox.file("pin", "111111")}).exitCode, 5);
    QCOMPARE(contentOf(out + "/key.pem"), key);
    QCOMPARE(contentOf(out + "/certificate.pem"), certificate);
    QCOMPARE(sandbox.ctl(call + QStringList{"--test-pin"}).exitCode, 0);
    QVERIFY(contentOf(out + "/key.pem") != key);
}

void TestDsrctlRegister::noSecretLeavesTheCard()
{
    const Sandbox sandbox;
    const QByteArray pin("73519264");
    const QByteArray puk("82640915");
    const QByteArray can("640173");
    markSecrets(sandbox,
        {{"pin", QString::fromLatin1(pin)}, {"puk", QString::fromLatin1(puk)},
            {"can", QString::fromLatin1(can)}});
    const QString out = sandbox.path("out");
    const Call good = sandbox.ctl({"register", "--test-pin", "--json", "--verbose", "--out", out});
    QVERIFY2(good.exitCode == 0, good.err);
    const Call wrong = sandbox.ctl({"register", "--pin-file", sandbox.file("pin", "55667788"), "--verbose"});
    QCOMPARE(wrong.exitCode, 5);

    QList<QByteArray> traces =
        tracesOfDigits(pin) + tracesOfDigits(puk) + tracesOfDigits(can) + tracesOfDigits("55667788");
    const QString bed = sandbox.path("data/testbed");
    QStringList keys{out + "/key.pem"};
    for (const QString &name : QDir(bed).entryList({"*.key.pem"}))
        keys.append(bed + QLatin1Char('/') + name);
    QVERIFY(keys.size() > 8);
    for (const QString &file : keys) {
        const QByteArray scalar = scalarOf(file);
        QVERIFY2(scalar.size() == 32 || scalar.size() == 48, qPrintable(file));
        traces += tracesOf(scalar);
        traces.append(contentOf(file).split('\n').value(2)); // a whole line of the PEM file
    }
    traces.removeAll(QByteArray());
    for (const QByteArray &trace : traces)
        QVERIFY2(trace.size() >= 6, "shorter ones would be found by chance");

    QHash<QString, QByteArray> places{{"stdout", good.out + wrong.out}, {"stderr", good.err + wrong.err}};
    for (const QString &file : filesIn(out)) {
        if (file != QStringLiteral("key.pem"))
            places.insert(file, contentOf(out + QLatin1Char('/') + file));
    }
    for (const QString &file : filesIn(sandbox.dataDir()))
        places.insert(file, contentOf(sandbox.dataDir() + QLatin1Char('/') + file));
    QVERIFY(places.contains("session.dsrsession") && places.contains("dms.sqlite"));

    // Sessions hold artifacts as base64: look inside, too.
    QByteArray artifacts;
    const QJsonObject session = QJsonDocument::fromJson(places.value("session.dsrsession")).object();
    for (const QJsonValue &step : session.value("steps").toArray()) {
        for (const QJsonValue &artifact : step.toObject().value("artifacts").toArray())
            artifacts +=
                QByteArray::fromBase64(artifact.toObject().value("bytes").toString().toLatin1()) + '\n';
    }
    places.insert("artifacts", artifacts);

    // The search finds what is planted, in every spelling.
    for (const QByteArray &secret : {pin, puk, can}) {
        const QByteArray block =
            QByteArray::fromHex(("2" + QByteArray::number(secret.size()) + secret).leftJustified(16, 'F'));
        for (const QByteArray &planted : {secret, secret.toHex(), secret.toBase64(), block, block.toHex(' '),
                 block.toHex().toUpper(), ("x" + secret + "y").toBase64(), ("xx" + block + "y").toBase64()}) {
            const QByteArray report = places.value("report.html");
            const QByteArray spoiled = report.left(1000) + ' ' + planted + '\n' + report.mid(1000);
            QVERIFY2(!firstTrace(spoiled, traces).isEmpty(), planted);
        }
    }
    for (auto place = places.cbegin(); place != places.cend(); ++place) {
        const QByteArray found = firstTrace(place.value(), traces);
        QVERIFY2(found.isEmpty(),
            qPrintable(place.key() + QStringLiteral(": ") + QString::fromLatin1(found.toHex())));
    }
}

QTEST_GUILESS_MAIN(TestDsrctlRegister)
#include "tst_dsrctlregister.moc"

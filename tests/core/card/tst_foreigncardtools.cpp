#include "core/base/digest.h"
#include "core/base/files.h"
#include "core/card/pcsc/pcscsource.h"
#include "core/crypto/ecdsa.h"
#include "tests/support/pcscdaemon.h"
#include "tests/support/samplecard.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace dsr;

/// Programs that others wrote talk to the virtual card through the real card service.
class TestForeignCardTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isListedByOpenscTool();
    void answersOpenscTool();
    void isBrowsedByOpenscExplorer();
    void answersExtendedCommandsOfScriptor();
    void signsWhatOpensslVerifies();
    void keepsToItselfWhatNeedsPace();

private:
    /// Output of a program that is given `input`; nullopt if it is not installed or does not end well.
    std::optional<QString> run(
        const QString &program, const QStringList &arguments, const QByteArray &input = {});
    QString write(const QString &name, const QByteArray &content);

    PcscDaemon m_daemon;
    std::unique_ptr<InsertedCard> m_card;
    QTemporaryDir m_folder;
};

#define SKIP_WITHOUT(program)                                                                                \
    if (QStandardPaths::findExecutable(QStringLiteral(program)).isEmpty())                                   \
    QSKIP(program " is not installed")

void TestForeignCardTools::initTestCase()
{
    if (const QString missing = PcscDaemon::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    QVERIFY2(m_daemon.start(), qPrintable(m_daemon.log()));
    m_card =
        std::make_unique<InsertedCard>(std::make_shared<VirtualCard>(sampleCardImage()), m_daemon.port(0));
    QTRY_VERIFY(PcscSource().readers()->first().cardPresent);
}

std::optional<QString> TestForeignCardTools::run(
    const QString &program, const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(20000) || process.exitCode() != 0) {
        qWarning("%s: %s", qPrintable(program), process.readAllStandardError().constData());
        return std::nullopt;
    }
    return QString::fromLocal8Bit(process.readAllStandardOutput());
}

QString TestForeignCardTools::write(const QString &name, const QByteArray &content)
{
    const QString path = m_folder.filePath(name);
    return writeFile(path, content) ? path : QString();
}

void TestForeignCardTools::isListedByOpenscTool()
{
    SKIP_WITHOUT("opensc-tool");
    const auto list = run(QStringLiteral("opensc-tool"), {QStringLiteral("-l")});
    QVERIFY(list);
    QVERIFY2(list->contains(QRegularExpression(QStringLiteral("0 +Yes +eGK Test Reader 00 00"))),
        qPrintable(*list));
    const auto atr =
        run(QStringLiteral("opensc-tool"), {QStringLiteral("-r"), QStringLiteral("0"), QStringLiteral("-a")});
    QCOMPARE(atr.value_or(QString()).trimmed(), QStringLiteral("3b:d0:96:ff:81:b1:fe:45:1f:07:2a"));
}

void TestForeignCardTools::answersOpenscTool()
{
    SKIP_WITHOUT("opensc-tool");
    const auto answers = run(QStringLiteral("opensc-tool"),
        {QStringLiteral("-r"), QStringLiteral("0"), QStringLiteral("-s"), QStringLiteral("00:A4:04:0C"),
            QStringLiteral("-s"), QStringLiteral("00:B0:82:00:00")});
    QVERIFY(answers);
    QCOMPARE(answers->count(QStringLiteral("Received (SW1=0x90, SW2=0x00)")), 2);
    QVERIFY2(answers->contains(QStringLiteral("5A 0A 80 27 68 83 11 00 00 16 85 84")), qPrintable(*answers));
}

void TestForeignCardTools::isBrowsedByOpenscExplorer()
{
    SKIP_WITHOUT("opensc-explorer");
    const QString script =
        write(QStringLiteral("script"), "cat 2F02\nasn1 2F11\ncd aid:D27600000102\ncat D00C\nquit\n");
    const auto shown =
        run(QStringLiteral("opensc-explorer"), {QStringLiteral("-r"), QStringLiteral("0"), script});
    QVERIFY(shown);
    QVERIFY2(shown->contains(QStringLiteral("5A 0A 80 27 68 83 11 00 00 16 85 84")), qPrintable(*shown));
    QVERIFY2(shown->contains(QStringLiteral("C2 Private 2  (16 bytes)")), qPrintable(*shown));
    QVERIFY2(shown->contains(QStringLiteral("30 32 30 32 36 30 31 30 31")), qPrintable(*shown));
}

void TestForeignCardTools::answersExtendedCommandsOfScriptor()
{
    SKIP_WITHOUT("scriptor");
    const auto answers = run(QStringLiteral("scriptor"), {QStringLiteral("-r"), m_daemon.readerName(0)},
        "00 A4 04 0C\n00 B0 91 00 00 00 00\n80 20 00 02\n");
    QVERIFY(answers);
    QVERIFY2(
        answers->contains(QStringLiteral("< EF 2B C0 03 02 00 00 C1 03 04 05 02")), qPrintable(*answers));
    QVERIFY2(answers->contains(QStringLiteral("< 63 C3")), qPrintable(*answers));
}

void TestForeignCardTools::signsWhatOpensslVerifies()
{
    SKIP_WITHOUT("scriptor");
    SKIP_WITHOUT("openssl");
    const QByteArray hash = sha256("signing input");
    const auto answers = run(QStringLiteral("scriptor"), {QStringLiteral("-r"), m_daemon.readerName(0)},
        "00 20 00 02 08 26 12 34 56 FF FF FF FF\n00 A4 04 0C 0A A0 00 00 01 67 45 53 49 47 4E\n"
        "00 22 41 B6 06 84 01 84 80 01 00\n00 2A 9E 9A 20 "
            + hash.toHex(' ') + " 00\n");
    QVERIFY(answers);
    const QString last = answers->section(QLatin1Char('<'), -1).section(QLatin1Char(':'), 0, 0);
    const QByteArray response = QByteArray::fromHex(last.toLatin1());
    QCOMPARE(response.size(), 66);
    const auto der = ecdsaDerFromRaw(response.first(64));
    QVERIFY(der);
    const QStringList verify{QStringLiteral("pkeyutl"), QStringLiteral("-verify"), QStringLiteral("-certin"),
        QStringLiteral("-inkey"), write(QStringLiteral("card.pem"), sampleCardCertificate().pem()),
        QStringLiteral("-sigfile"), write(QStringLiteral("signature"), *der), QStringLiteral("-in")};
    const auto verified =
        run(QStringLiteral("openssl"), verify + QStringList{write(QStringLiteral("hash"), hash)});
    QCOMPARE(verified.value_or(QString()).trimmed(), QStringLiteral("Signature Verified Successfully"));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("^openssl")));
    QVERIFY(!run(
        QStringLiteral("openssl"), verify + QStringList{write(QStringLiteral("other"), sha256("other"))}));
}

void TestForeignCardTools::keepsToItselfWhatNeedsPace()
{
    SKIP_WITHOUT("scriptor");
    SKIP_WITHOUT("opensc-tool");
    CardImage image = sampleCardImage();
    image.interface = CardInterface::Contactless;
    m_card.reset();
    QTRY_VERIFY(!PcscSource().readers()->first().cardPresent);
    m_card =
        std::make_unique<InsertedCard>(std::make_shared<VirtualCard>(std::move(image)), m_daemon.port(0));
    QTRY_VERIFY(PcscSource().readers()->first().cardPresent);
    const auto atr =
        run(QStringLiteral("opensc-tool"), {QStringLiteral("-r"), QStringLiteral("0"), QStringLiteral("-a")});
    QCOMPARE(atr.value_or(QString()).trimmed(), QStringLiteral("3b:85:80:01:30:01:01:30:30:34"));
    const auto answers = run(QStringLiteral("scriptor"), {QStringLiteral("-r"), m_daemon.readerName(0)},
        "00 A4 04 0C\n00 B0 91 00 00 00 00\n00 B0 9C 00 00\n00 B0 82 00 00\n80 20 00 02\n"
        "00 20 00 02 08 26 12 34 56 FF FF FF FF\n80 84 00 00 08\n");
    QVERIFY(answers);
    QVERIFY2(answers->contains(QStringLiteral("< EF 2B C0 03")), qPrintable(*answers));
    QVERIFY2(answers->contains(QStringLiteral("< 31 14 30 12")), qPrintable(*answers));
    QCOMPARE(answers->count(QStringLiteral("< 69 82")), 4);
}

QTEST_GUILESS_MAIN(TestForeignCardTools)
#include "tst_foreigncardtools.moc"

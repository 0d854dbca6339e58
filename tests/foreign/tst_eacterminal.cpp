#include "core/base/digest.h"
#include "core/base/files.h"
#include "core/card/pcsc/pcscsource.h"
#include "core/crypto/certificate.h"
#include "core/crypto/ecdsa.h"
#include "tests/support/pcscdaemon.h"
#include "tests/support/samplecard.h"

#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace dsr;

/// A terminal made of OpenPACE talks to the virtual card through the real card service.
class TestEacTerminal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsAndSignsThroughTheChannel_data();
    void readsAndSignsThroughTheChannel();
    void isRefusedWithAWrongCan();

private:
    /// Plain answers in hex, the status word of PACE first.
    QList<QByteArray> answers(const char *can, const QList<QByteArray> &commands);
    void insert(CardInterface interface);

    std::unique_ptr<PcscDaemon> m_daemon;
    std::unique_ptr<InsertedCard> m_card;
    std::shared_ptr<VirtualCard> m_virtualCard;
    QTemporaryDir m_folder;
};

static const QString terminal = QStringLiteral(DSR_BIN "/eacterminal");

void TestEacTerminal::initTestCase()
{
    if (const QString missing = PcscDaemon::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    if (!QFileInfo::exists(terminal))
        QSKIP("eacterminal was not built: libeac is not installed (package libeac-dev)");
    m_daemon = std::make_unique<PcscDaemon>();
    QVERIFY2(m_daemon->start(), qPrintable(m_daemon->log()));
}

void TestEacTerminal::insert(CardInterface interface)
{
    CardImage image = sampleCardImage();
    image.interface = interface;
    m_virtualCard = std::make_shared<VirtualCard>(std::move(image));
    m_card.reset();
    QTRY_VERIFY(!PcscSource().readers()->first().cardPresent);
    m_card = std::make_unique<InsertedCard>(m_virtualCard, m_daemon->port(0));
    QTRY_VERIFY(PcscSource().readers()->first().cardPresent);
}

QList<QByteArray> TestEacTerminal::answers(const char *can, const QList<QByteArray> &commands)
{
    QProcess process;
    process.start(terminal, {m_daemon->readerName(0), QString::fromLatin1(can)});
    process.write(commands.join('\n') + '\n');
    process.closeWriteChannel();
    if (!process.waitForFinished(20'000) || process.exitCode() != 0) {
        qWarning("%s", process.readAllStandardError().constData());
        return {};
    }
    return process.readAllStandardOutput().trimmed().split('\n');
}

void TestEacTerminal::readsAndSignsThroughTheChannel_data()
{
    QTest::addColumn<CardInterface>("interface");
    QTest::newRow("contactless") << CardInterface::Contactless;
    QTest::newRow("over contacts") << CardInterface::Contact;
}

void TestEacTerminal::readsAndSignsThroughTheChannel()
{
    QFETCH(CardInterface, interface);
    insert(interface);
    const QByteArray hash = sha256("signing input");
    const QList<QByteArray> got = answers("123123",
        {"00A4040C", "00B0820000", "00A4040C06D27600000102", "00B0810000", "80200002",
            "002000020826999999FFFFFFFF", "002000020826123456FFFFFFFF", "00A4040C0AA000000167455349474E",
            "00A4020402C50400", "00B0840000", "00B0010000", "00B0020000", "00B0030000",
            "002241B606840184800100", "002A9E9A20" + hash.toHex() + "00"});
    QCOMPARE(got.size(), 16);
    QCOMPARE(got[0], QByteArray("9000"));
    QCOMPARE(got[1], QByteArray("9000"));
    QCOMPARE(got[2], QByteArray("5A0A802768831100001685849000"));
    QCOMPARE(got[3], QByteArray("9000"));
    QCOMPARE(got[4], QByteArray("personal data").toHex().toUpper() + "9000");
    QCOMPARE(got[5], QByteArray("63C3"));
    QCOMPARE(got[6], QByteArray("63C2"));
    QCOMPARE(got[7], QByteArray("9000"));
    QCOMPARE(got[8], QByteArray("9000"));
    QVERIFY2(got[9].startsWith("62") && got[9].endsWith("9000"), got[9]);
    QByteArray der;
    for (int i = 10; i < 14; ++i)
        der += QByteArray::fromHex(got[i].chopped(4));
    QCOMPARE(der, sampleCardCertificate().der());
    QCOMPARE(got[14], QByteArray("9000"));
    QCOMPARE(m_virtualCard->pinTriesLeft(), 3);

    if (QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty())
        QSKIP("openssl is not installed");
    const auto write = [&](const char *name, const QByteArray &content) {
        const QString path = m_folder.filePath(QString::fromLatin1(name));
        return writeFile(path, content) ? path : QString();
    };
    const auto signature = ecdsaDerFromRaw(QByteArray::fromHex(got[15].chopped(4)));
    QVERIFY(signature);
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"),
        {QStringLiteral("pkeyutl"), QStringLiteral("-verify"), QStringLiteral("-certin"),
            QStringLiteral("-inkey"), write("card.pem", Certificate::fromDer(der)->pem()),
            QStringLiteral("-sigfile"), write("signature", *signature), QStringLiteral("-in"),
            write("hash", hash)});
    QVERIFY(openssl.waitForFinished(20'000));
    QCOMPARE(openssl.readAllStandardOutput().trimmed(), QByteArray("Signature Verified Successfully"));
}

void TestEacTerminal::isRefusedWithAWrongCan()
{
    insert(CardInterface::Contactless);
    QCOMPARE(answers("123124", {"00B0820000"}), QList<QByteArray>{"6300"});
    QCOMPARE(answers("123123", {"00B0820001"}), (QList<QByteArray>{"9000", "5A9000"}));
}

QTEST_GUILESS_MAIN(TestEacTerminal)
#include "tst_eacterminal.moc"

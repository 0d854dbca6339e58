#include "core/base/digest.h"
#include "core/card/healthcard.h"
#include "core/card/virtual/virtualcard.h"
#include "tests/support/samplecard.h"

#include <QFileInfo>
#include <QProcess>
#include <QTest>

using namespace dsr;

namespace {

const QString program = QStringLiteral(DSR_BIN "/eaccard");
constexpr int patience = 20000; ///< milliseconds

/// A card whose PACE and secure messaging come from OpenPACE, in a process of its own; what is inside comes
/// from a virtual card that sees plain commands only.
class EacCard : public Card
{
public:
    explicit EacCard(const QString &can, CardImage image = sampleCardImage())
        : m_inside(std::move(image))
    {
        m_process.start(program, {can});
    }
    ~EacCard() override
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished(patience);
    }
    EacCard(const EacCard &) = delete;
    EacCard &operator=(const EacCard &) = delete;

    QByteArray atr() const override { return m_inside.atr(); }
    VirtualCard &inside() { return m_inside; }

protected:
    Result<QByteArray> exchange(const QByteArray &command) override
    {
        QByteArray line = asked(command);
        while (line.startsWith('?'))
            line = asked(m_inside.transmit(QByteArray::fromHex(line.sliced(1).trimmed())));
        return QByteArray::fromHex(line.startsWith('=') ? line.sliced(1).trimmed() : QByteArray());
    }

private:
    QByteArray asked(const QByteArray &octets)
    {
        m_process.write(octets.toHex() + '\n');
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(patience))
                return {};
        }
        return m_process.readLine();
    }

    VirtualCard m_inside;
    QProcess m_process;
};

template <typename T> QString outcome(const Result<T> &result)
{
    return result ? QStringLiteral("done") : errorId(result.error().code);
}

} // namespace

/// Our client and a card that others wrote (egk-card 8, I4).
class TestEacCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void opensAChannelThatCarriesEverything();
    void isRefusedWithAWrongCan();
    void opensManyChannels();
    void noticesThatTheChannelIsGone();
};

void TestEacCard::initTestCase()
{
    if (!QFileInfo::exists(program))
        QSKIP("eaccard was not built: libeac is not installed (package libeac-dev)");
}

void TestEacCard::opensAChannelThatCarriesEverything()
{
    CardImage image = sampleCardImage();
    image.file(QStringLiteral("EF.PD"))->content = QByteArray::fromHex("0708") + QByteArray(0x0708, 'p');
    image.file(QStringLiteral("EF.PD"))->allocated = 0x070A;
    EacCard card(QStringLiteral("123123"), std::move(image));
    HealthCard healthCard(card);
    QCOMPARE(outcome(healthCard.openChannel(secretOf("123123"))), QStringLiteral("done"));
    QVERIFY(card.hasChannel());
    QCOMPARE(outcome(healthCard.identify()), QStringLiteral("done"));
    QCOMPARE(healthCard.iccsn().value_or(QString()), QStringLiteral("80276883110000168584"));
    const auto certificate = healthCard.certificate();
    QCOMPARE(outcome(certificate), QStringLiteral("done"));
    QCOMPARE(*certificate, sampleCardCertificate());
    QCOMPARE(healthCard.file(CardFile::PersonalData).value_or(QByteArray()).size(), 0x070A);
    QCOMPARE(outcome(healthCard.verifyPin(secretOf("999999"))), QStringLiteral("card.pinWrong"));
    QCOMPARE(card.inside().pinTriesLeft(), 2);
    QCOMPARE(outcome(healthCard.changePin(secretOf("123456"), secretOf("87654321"))), QStringLiteral("done"));
    QCOMPARE(outcome(healthCard.verifyPin(secretOf("87654321"))), QStringLiteral("done"));
    const QByteArray hash = sha256("signing input");
    const auto signature = healthCard.sign(hash, *certificate);
    QCOMPARE(outcome(signature), QStringLiteral("done"));
    QVERIFY(certificate->publicKey().verifyDigest(hash, *signature));
}

void TestEacCard::isRefusedWithAWrongCan()
{
    EacCard card(QStringLiteral("123123"));
    HealthCard healthCard(card);
    const auto refused = healthCard.openChannel(secretOf("123124"));
    QCOMPARE(outcome(refused), QStringLiteral("card.canWrong"));
    QCOMPARE(refused.error().facts.value(QStringLiteral("sw")).toString(), QStringLiteral("6300"));
    QCOMPARE(outcome(healthCard.openChannel(secretOf("123123"))), QStringLiteral("done"));
    QCOMPARE(outcome(healthCard.pinStatus()), QStringLiteral("done"));
}

void TestEacCard::opensManyChannels()
{
    EacCard card(QStringLiteral("123123"));
    HealthCard healthCard(card);
    for (int i = 0; i < 50; ++i) {
        QCOMPARE(outcome(healthCard.openChannel(secretOf("123123"))), QStringLiteral("done"));
        const auto status = healthCard.pinStatus();
        QCOMPARE(outcome(status), QStringLiteral("done"));
        QCOMPARE(status->triesLeft, 3);
    }
}

void TestEacCard::noticesThatTheChannelIsGone()
{
    EacCard card(QStringLiteral("123123"));
    HealthCard healthCard(card);
    QCOMPARE(outcome(healthCard.openChannel(secretOf("123123"))), QStringLiteral("done"));
    QVERIFY(
        card.transmitBytes(QByteArray::fromHex("00A4040C"))); // past the channel: the card forgets its keys
    QCOMPARE(outcome(healthCard.pinStatus()), QStringLiteral("card.channelLost"));
}

QTEST_GUILESS_MAIN(TestEacCard)
#include "tst_eaccard.moc"

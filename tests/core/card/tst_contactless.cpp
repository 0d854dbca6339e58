#include "core/base/digest.h"
#include "core/card/pace.h"
#include "tests/core/card/contactlessbench.h"

#include <QTest>

using namespace dsr;

namespace {

template <typename T> QString outcome(const Result<T> &result)
{
    return result ? QStringLiteral("done") : errorId(result.error().code);
}

/// A way to the card that passes short APDUs only, and fails on others as some readers do.
class NarrowCard : public Card
{
public:
    explicit NarrowCard(std::shared_ptr<VirtualCard> card)
        : m_card(std::move(card))
    {
    }
    QByteArray atr() const override { return m_card->atr(); }
    bool passesExtendedLength() const override { return false; }

protected:
    Result<QByteArray> exchange(const QByteArray &command) override
    {
        if (command.size() > 261)
            return fail(ErrorCode::CardAnswerMalformed, QStringLiteral("command too long"));
        const QByteArray answer = m_card->transmit(command);
        if (answer.size() > 258)
            return fail(ErrorCode::CardAnswerMalformed, QStringLiteral("answer too long"));
        return answer;
    }

private:
    std::shared_ptr<VirtualCard> m_card;
};

// identify, PACE, EF.ATR, DF.ESIGN and certificate, state and VERIFY, MSE and PSO
constexpr int exchangesOfASignature = 3 + 5 + 1 + 2 + 2 + 2;

} // namespace

/// Our client and our card, each with the other's half of PACE and secure messaging.
class TestContactless : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signs();
    void needsTheCan();
    void tellsAWrongCan();
    void readsFilesInPiecesOfTheCardsBuffer();
    void readsThroughShortLengths();
    void livesThroughTheLifeOfAPin();
    void losesTheChannelWithABadAnswer_data();
    void losesTheChannelWithABadAnswer();
    void losesTheChannelWithAPlainCommand();
    void survivesPullingAtEveryCommand_data();
    void survivesPullingAtEveryCommand();
    void worksOverContactsToo();
};

void TestContactless::signs()
{
    ContactlessBench bench;
    const QByteArray hash = sha256("signing input");
    const auto signature = signOnce(*bench.healthCard, hash);
    QCOMPARE(outcome(signature), QStringLiteral("done"));
    QVERIFY(sampleCardCertificate().publicKey().verifyDigest(hash, *signature));
    QCOMPARE(bench.records.size(), exchangesOfASignature);
    // Everything behind PACE was protected, and the PIN is in none of it.
    for (qsizetype i = 0; i < bench.records.size(); ++i) {
        QCOMPARE(bench.records[i].plainCommand.isEmpty(), i < 8);
        QVERIFY(!bench.records[i].plainCommand.contains(QStringLiteral("26 12 34 56")));
        QVERIFY(!bench.records[i].command.contains(QStringLiteral("26 12 34 56")));
    }
    QCOMPARE(bench.healthCard->iccsn().value(), QStringLiteral("80276883110000168584"));
}

void TestContactless::needsTheCan()
{
    ContactlessBench bench;
    const auto info = bench.healthCard->identify();
    QVERIFY(info);
    QVERIFY(info->contactless && info->iccsn.isEmpty());
    QCOMPARE(outcome(bench.healthCard->pinStatus()), QStringLiteral("card.needsCan"));
    QCOMPARE(outcome(bench.healthCard->verifyPin(secretOf("123456"))), QStringLiteral("card.needsCan"));
    QCOMPARE(outcome(bench.healthCard->certificate()), QStringLiteral("card.needsCan"));
    QCOMPARE(outcome(bench.healthCard->file(CardFile::PersonalData)), QStringLiteral("card.needsCan"));
}

void TestContactless::tellsAWrongCan()
{
    ContactlessBench bench;
    QVERIFY(bench.healthCard->identify());
    for (const char *can : {"123124", "000000"}) {
        QCOMPARE(outcome(bench.healthCard->openChannel(secretOf(can))), QStringLiteral("card.canWrong"));
        QVERIFY(!bench.connection->hasChannel());
    }
    QCOMPARE(outcome(bench.healthCard->openChannel(secretOf("123123"))), QStringLiteral("done"));
    QCOMPARE(outcome(bench.healthCard->certificate()), QStringLiteral("done"));
    QCOMPARE(bench.card->pinTriesLeft(), 3);
}

void TestContactless::readsFilesInPiecesOfTheCardsBuffer()
{
    CardImage image = sampleCardImage();
    const QByteArray personalData = QByteArray::fromHex("0800") + QByteArray(0x0800, 'p');
    image.file(QStringLiteral("EF.PD"))->content = personalData;
    image.file(QStringLiteral("EF.PD"))->allocated = 0x0802;
    // 987 octets a protected answer, like a card of TCOS
    image.file(QStringLiteral("EF.ATR"))->content =
        QByteArray::fromHex("E010020203F6020203FE020203AF020203DB");
    ContactlessBench bench(std::move(image));
    QVERIFY(bench.healthCard->identify());
    QVERIFY(bench.healthCard->openChannel(secretOf("123123")));
    bench.records.clear();
    const auto read = bench.healthCard->file(CardFile::PersonalData);
    QVERIFY(read);
    QCOMPARE(*read, personalData);
    QStringList commands;
    for (const ApduRecord &record : std::as_const(bench.records))
        commands.append(record.plainCommand);
    QCOMPARE(commands,
        (QStringList{QStringLiteral("00 B0 9D 00 00"), QStringLiteral("00 A4 04 0C 06 D2 76 00 00 01 02"),
            QStringLiteral("00 B0 81 00 00 03 BF"), QStringLiteral("00 B0 03 BF 00 03 BF"),
            QStringLiteral("00 B0 07 7E 00 03 BF")}));
    // EF.ATR is read once.
    bench.records.clear();
    QVERIFY(bench.healthCard->certificate());
    QCOMPARE(
        bench.records.first().plainCommand, QStringLiteral("00 A4 04 0C 0A A0 00 00 01 67 45 53 49 47 4E"));
}

void TestContactless::readsThroughShortLengths()
{
    const auto inside = std::make_shared<VirtualCard>(ContactlessBench::contactless(sampleCardImage()));
    NarrowCard card(inside);
    HealthCard healthCard(card);
    const QByteArray hash = sha256("x");
    const auto signature = signOnce(healthCard, hash);
    QCOMPARE(outcome(signature), QStringLiteral("done"));
    for (const CardFile file : {CardFile::Atr, CardFile::PersonalData, CardFile::StatusData})
        QCOMPARE(outcome(healthCard.file(file)), QStringLiteral("done"));
    QCOMPARE(
        healthCard.file(CardFile::Atr).value(), sampleCardImage().file(QStringLiteral("EF.ATR"))->content);
}

void TestContactless::livesThroughTheLifeOfAPin()
{
    CardImage image = sampleCardImage();
    image.pinState = ImagePinState::Transport;
    ContactlessBench bench(std::move(image));
    HealthCard &card = *bench.healthCard;
    QVERIFY(card.identify());
    QVERIFY(card.openChannel(secretOf("123123")));
    QCOMPARE(outcome(card.verifyPin(secretOf("123456"))), QStringLiteral("card.pinTransport"));
    QCOMPARE(outcome(card.activatePin(secretOf("123456"), secretOf("111111"))), QStringLiteral("done"));
    QCOMPARE(outcome(card.verifyPin(secretOf("111111"))), QStringLiteral("done"));
    QCOMPARE(outcome(card.changePin(secretOf("111111"), secretOf("22222222"))), QStringLiteral("done"));
    for (const char *told : {"card.pinWrong", "card.pinWrong", "card.pinBlocked", "card.pinBlocked"})
        QCOMPARE(outcome(card.verifyPin(secretOf("999999"))), QString::fromLatin1(told));
    QCOMPARE(outcome(card.unblockPin(secretOf("99999999"), std::nullopt)), QStringLiteral("card.pukWrong"));
    QCOMPARE(outcome(card.unblockPin(secretOf("12345678"), secretOf("333333"))), QStringLiteral("done"));
    QCOMPARE(outcome(card.verifyPin(secretOf("333333"))), QStringLiteral("done"));
    QCOMPARE(bench.card->pinTriesLeft(), 3);
}

void TestContactless::losesTheChannelWithABadAnswer_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("command");
    for (int command = 9; command <= exchangesOfASignature; ++command) {
        QTest::addRow("checksum of answer %d", command) << 0 << command;
        QTest::addRow("status word of answer %d", command) << 1 << command;
        QTest::addRow("half of answer %d", command) << 2 << command;
    }
}

void TestContactless::losesTheChannelWithABadAnswer()
{
    QFETCH(int, kind);
    QFETCH(int, command);
    ContactlessBench bench;
    CardFaults faults;
    (kind == 0 ? faults.wrongMacAt : kind == 1 ? faults.otherStatusAt : faults.truncateAt) = command;
    bench.card->setFaults(faults);
    const QByteArray hash = sha256("x");
    QCOMPARE(outcome(signOnce(*bench.healthCard, hash)), QStringLiteral("card.channelLost"));
    QCOMPARE(bench.records.size(), command); // nothing is sent after it
    QCOMPARE(outcome(bench.healthCard->pinStatus()), QStringLiteral("card.channelLost"));
    QCOMPARE(bench.records.size(), command);
    // A new channel over the same connection.
    bench.connection->dropChannel();
    QCOMPARE(outcome(signOnce(*bench.healthCard, hash)), QStringLiteral("done"));
    QCOMPARE(bench.card->pinTriesLeft(), 3);
}

void TestContactless::losesTheChannelWithAPlainCommand()
{
    ContactlessBench bench;
    QVERIFY(signOnce(*bench.healthCard, sha256("x")));
    QVERIFY(bench.connection->transmitBytes(QByteArray::fromHex("00A4040C")));
    const auto status = bench.healthCard->pinStatus();
    QCOMPARE(outcome(status), QStringLiteral("card.channelLost"));
    QVERIFY(!status.error().facts.value(QStringLiteral("sw")).toString().isEmpty());
}

void TestContactless::survivesPullingAtEveryCommand_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("inside");
    for (int i = 0; i < exchangesOfASignature; ++i) {
        QTest::addRow("before command %d", i + 1) << i << false;
        QTest::addRow("inside command %d", i + 1) << i + 1 << true;
    }
}

void TestContactless::survivesPullingAtEveryCommand()
{
    QFETCH(int, count);
    QFETCH(bool, inside);
    ContactlessBench bench;
    bench.source.removeAfter(count, inside);
    QCOMPARE(outcome(signOnce(*bench.healthCard, sha256("x"))), QStringLiteral("card.removed"));
    QCOMPARE(bench.card->pinTriesLeft(), 3);
    bench.source.insert(bench.card);
    bench.open();
    QCOMPARE(outcome(signOnce(*bench.healthCard, sha256("x"))), QStringLiteral("done"));
}

void TestContactless::worksOverContactsToo()
{
    ContactlessBench bench;
    bench.card->setInterface(CardInterface::Contact);
    bench.open();
    const auto info = bench.healthCard->identify();
    QVERIFY(info && !info->contactless);
    QCOMPARE(outcome(bench.healthCard->openChannel(secretOf("123123"))), QStringLiteral("done"));
    QCOMPARE(bench.healthCard->certificate().value(), sampleCardCertificate());
}

QTEST_GUILESS_MAIN(TestContactless)
#include "tst_contactless.moc"

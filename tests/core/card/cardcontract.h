#pragma once

#include "core/card/card.h"
#include "core/card/virtual/virtualcard.h"
#include "tests/support/samplecard.h"

#include <QTest>

#include <algorithm>
#include <stop_token>
#include <thread>

namespace dsr {

/// What every CardSource with a sample card in it has to do; each source's test inherits this.
class CardContract : public QObject
{
    Q_OBJECT

protected:
    virtual CardSource &source() = 0;
    virtual QString reader() const = 0;
    /// A fresh card is in the reader when this returns.
    virtual void insert(std::shared_ptr<VirtualCard> card) = 0;
    /// The reader is empty when this returns.
    virtual void pull() = 0;
    /// Pulls the card while the next command waits for its answer.
    virtual void pullInsideNext() = 0;

    std::unique_ptr<Card> opened()
    {
        auto card = source().open(reader(), {});
        if (!card)
            qWarning("open: %s %s", qPrintable(errorId(card.error().code)), qPrintable(card.error().where));
        return card ? std::move(*card) : nullptr;
    }
    std::shared_ptr<VirtualCard> inserted()
    {
        const auto card = std::make_shared<VirtualCard>(sampleCardImage());
        insert(card);
        return card;
    }
    template <typename T> static QString errorOf(const Result<T> &result)
    {
        return result ? QStringLiteral("none") : errorId(result.error().code);
    }
    static CommandApdu command(const char *hex)
    {
        return CommandApdu::parse(QByteArray::fromHex(hex)).value();
    }
    static constexpr const char *verifyRight = "002000020826123456FFFFFFFF";
    static constexpr const char *verifyWrong = "002000020826999999FFFFFFFF";
    static constexpr const char *pinStatus = "80200002";

private Q_SLOTS:
    void listsTheCard()
    {
        inserted();
        const auto readers = source().readers();
        QVERIFY(readers);
        const auto mine = std::find_if(
            readers->cbegin(), readers->cend(), [&](const ReaderInfo &one) { return one.name == reader(); });
        QVERIFY(mine != readers->cend());
        QVERIFY(mine->cardPresent && !mine->mute && !mine->inUse && !mine->contactless);
        QCOMPARE(mine->atr.toHex(), QByteArray("3bd096ff81b1fe451f072a"));
    }

    void listsTheEmptyReader()
    {
        inserted();
        pull();
        const auto readers = source().readers();
        QVERIFY(readers);
        for (const ReaderInfo &one : *readers)
            QVERIFY(!one.cardPresent && one.atr.isEmpty());
        QCOMPARE(errorOf(source().open(reader(), {})), QStringLiteral("card.noCard"));
    }

    void refusesAReaderThatIsNotThere()
    {
        QCOMPARE(
            errorOf(source().open(QStringLiteral("No Such Reader"), {})), QStringLiteral("card.noReader"));
    }

    void passesCommandsAndAnswers_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QByteArray>("answer");
        const auto row = [](const char *name, const char *sent, const char *answer) {
            QTest::newRow(name) << QByteArray::fromHex(sent) << QByteArray(answer);
        };
        row("case 1", "00A4040C", "9000");
        row("case 2", "00B0820000", "5a0a802768831100001685849000");
        row("case 2 extended", "00B08200000000", "5a0a802768831100001685849000");
        row("case 3", "00A4020C022F02", "9000");
        row("case 3 extended", "00A4020C0000022F02", "9000");
        row("case 4", "00A40204022F0200", "621580020 00c8201418302 2f0288011 08a0105c502000c9000");
        row("case 4 extended", "00A402040000022F020000",
            "621580020 00c8201418302 2f0288011 08a0105c502000c9000");
        row("a status only", "80200002", "63c3");
        row("a file that is not there", "00A4020C02FFFF", "6a82");
        row("an unknown command", "00EE0000", "6d00");
    }

    void passesCommandsAndAnswers()
    {
        QFETCH(QByteArray, sent);
        QFETCH(QByteArray, answer);
        inserted();
        const auto card = opened();
        QVERIFY(card);
        const auto response = card->transmitBytes(sent);
        QCOMPARE(errorOf(response), QStringLiteral("none"));
        QCOMPARE(response->toHex(), answer.replace(" ", ""));
    }

    void passesTheLargestCommandAndAnswer()
    {
        inserted();
        const auto card = opened();
        QVERIFY(card);
        const auto refused =
            card->transmit({.ins = 0x2A, .p1 = 0x9E, .p2 = 0x9A, .data = QByteArray(2041, 'x'), .ne = 65536});
        QCOMPARE(errorOf(refused), QStringLiteral("none"));
        QCOMPARE(swText(refused->sw), QStringLiteral("6985"));
        QVERIFY(card->transmit(command("00A4040C0AA000000167455349474E"))->isGood());
        const auto certificate = card->transmit({.ins = 0xB0, .p1 = 0x84, .ne = 65536});
        QCOMPARE(errorOf(certificate), QStringLiteral("none"));
        QCOMPARE(certificate->data, sampleCardCertificate().der());
    }

    void recordsWhatPassedWithoutThePin()
    {
        inserted();
        const auto card = opened();
        QVERIFY(card);
        QList<ApduRecord> records;
        card->setObserver([&](const ApduRecord &record) { records.append(record); });
        QVERIFY(card->transmit(command(verifyRight)));
        QVERIFY(card->transmit(command("00B0820003")));
        QCOMPARE(records.size(), 2);
        QCOMPARE(records[0].command, QStringLiteral("00 20 00 02 08 ** ** ** ** ** ** ** **"));
        QCOMPARE(records[0].response, QStringLiteral("90 00"));
        QCOMPARE(records[0].meaning, QStringLiteral("VERIFY MRPIN.home: Done."));
        QCOMPARE(records[1].response, QStringLiteral("5A 0A 80 90 00"));
        QVERIFY(records[0].microseconds >= 0);
    }

    void leavesNoVerifiedPinBehind()
    {
        inserted();
        auto card = opened();
        QVERIFY(card);
        QVERIFY(card->transmit(command(verifyRight))->isGood());
        QVERIFY(card->transmit(command(pinStatus))->isGood());
        card.reset();
        card = opened();
        QVERIFY(card);
        QCOMPARE(swText(card->transmit(command(pinStatus))->sw), QStringLiteral("63C3"));
    }

    void keepsTheRetryCounterBetweenConnections()
    {
        const auto inside = inserted();
        for (const char *left : {"63C2", "63C1", "63C0", "6983"}) {
            const auto card = opened();
            QVERIFY(card);
            QCOMPARE(swText(card->transmit(command(verifyWrong))->sw), QString::fromLatin1(left));
        }
        QCOMPARE(inside->pinTriesLeft(), 0);
    }

    void keepsOthersOutUntilItIsClosed()
    {
        inserted();
        auto card = opened();
        QVERIFY(card);
        QCOMPARE(errorOf(source().open(reader(), {})), QStringLiteral("card.inUse"));
        QVERIFY(card->transmit(command("00A4040C"))->isGood());
        std::jthread closer([&] { card.reset(); });
        QVERIFY(opened());
    }

    void stopsWaitingWhenAsked()
    {
        inserted();
        const auto card = opened();
        QVERIFY(card);
        std::stop_source stop;
        std::jthread stopper([&] { stop.request_stop(); });
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(errorOf(source().open(reader(), stop.get_token())), QStringLiteral("run.cancelled"));
        QVERIFY(timer.elapsed() < 2000);
    }

    void noticesACardPulledBeforeACommand()
    {
        const auto inside = inserted();
        const auto card = opened();
        QVERIFY(card);
        QVERIFY(card->transmit(command("00A4040C")));
        pull();
        QCOMPARE(errorOf(card->transmit(command(verifyRight))), QStringLiteral("card.removed"));
        QCOMPARE(errorOf(card->transmit(command("00A4040C"))), QStringLiteral("card.removed"));
        QCOMPARE(inside->pinTriesLeft(), 3);
    }

    void noticesACardPulledInsideACommand()
    {
        const auto inside = inserted();
        const auto card = opened();
        QVERIFY(card);
        QList<ApduRecord> records;
        card->setObserver([&](const ApduRecord &record) { records.append(record); });
        pullInsideNext();
        QCOMPARE(errorOf(card->transmit(command("00A4040C"))), QStringLiteral("card.removed"));
        QCOMPARE(records.size(), 1);
        QVERIFY(records[0].response.isEmpty());
        QCOMPARE(records[0].meaning, QStringLiteral("SELECT MF: The card gave no answer."));
        pull(); // pcscd 1.9.9 misses the next card if a connection to a lost one is closed before it noticed
    }

    void doesNotTakeAnotherCardForTheFirst()
    {
        inserted();
        const auto card = opened();
        QVERIFY(card);
        pull();
        inserted();
        QCOMPARE(errorOf(card->transmit(command("00A4040C"))), QStringLiteral("card.removed"));
        QVERIFY(opened());
    }
};

} // namespace dsr

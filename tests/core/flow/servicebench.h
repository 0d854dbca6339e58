#pragma once

#include "core/base/advice.h"
#include "core/card/pcsc/pcscsource.h"
#include "core/testbed/testcards.h"
#include "tests/core/flow/flowbench.h"
#include "tests/support/pcscdaemon.h"

#include <QTest>

#include <winscard.h>

/// The registration bench with its cards in a real card service.
struct ServiceBench : FlowBench
{
    explicit ServiceBench(const dsr::PcscDaemon &service)
        : daemon(service)
    {
        setup.cards = &pcsc;
        setup.reader = daemon.readerName(0);
    }
    ~ServiceBench()
    {
        for (const int slot : {0, 1})
            pull(slot);
    }
    ServiceBench(const ServiceBench &) = delete;
    ServiceBench &operator=(const ServiceBench &) = delete;

    bool isPresent(int slot)
    {
        const auto readers = pcsc.readers();
        return readers && readers->size() > slot && readers->at(slot).cardPresent;
    }
    void pull(int slot)
    {
        inSlot[slot].reset();
        (void)QTest::qWaitFor([&] { return changesOf(slot) % 2 == 0; });
    }
    /// How often the service itself saw a card come or go; 0 if there is none. Whoever is faster than its
    /// next look can tell that a card is gone, but the service would not notice the one that follows.
    quint32 changesOf(int slot) const
    {
        SCARDCONTEXT context = 0;
        if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context) != SCARD_S_SUCCESS)
            return 0;
        const QByteArray name = daemon.readerName(slot).toUtf8();
        SCARD_READERSTATE state{};
        state.szReader = name.constData();
        SCardGetStatusChange(context, 0, &state, 1);
        SCardReleaseContext(context);
        return static_cast<quint32>(state.dwEventState >> 16);
    }
    /// The test card with this id, in the first slot if not said otherwise.
    bool insertTestCard(const QString &id, dsr::CardInterface interface, int slot = 0)
    {
        auto image = dsr::testCardImage(bed, id, clock);
        if (!image)
            return false;
        image->interface = interface;
        cardIn[slot] = std::make_shared<dsr::VirtualCard>(std::move(*image));
        return insertAgain(slot);
    }
    /// The same card once more.
    bool insertAgain(int slot = 0)
    {
        pull(slot);
        cardIn[slot]->insert();
        inSlot[slot] = std::make_unique<dsr::InsertedCard>(cardIn[slot], daemon.port(slot));
        return QTest::qWaitFor([&] { return isPresent(slot); });
    }
    QByteArray can() const
    {
        QByteArray digits;
        bed.can->use([&](QByteArrayView bytes) { digits = bytes.toByteArray(); });
        return digits;
    }
    /// Answers of the operator for the next run; "right" stands for the right secret.
    void answerWith(QList<QByteArray> cans, QList<QByteArray> pins)
    {
        std::replace(cans.begin(), cans.end(), QByteArray("right"), can());
        std::replace(pins.begin(), pins.end(), QByteArray("right"), pin());
        driver.cans = std::move(cans);
        driver.pins = std::move(pins);
        driver.questions.clear();
    }

    const dsr::PcscDaemon &daemon;
    dsr::PcscSource pcsc;
    std::shared_ptr<dsr::VirtualCard> cardIn[2];
    std::unique_ptr<dsr::InsertedCard> inSlot[2];
};

/// What may happen to a card and how the registration has to go.
struct Course
{
    const char *card = "builtIn";
    QList<QByteArray> cans = {"right"};
    QList<QByteArray> pins = {"right"};
    dsr::Tempo tempo = dsr::Tempo::Asks;
    dsr::CardFaults faults = {};
    std::optional<dsr::ErrorCode> error = std::nullopt; ///< nothing: it is registered
    const char *stoppedAt = "";
    int questions = 0;
    int triesLeft = 3; ///< afterwards
    int pinsSeen = 0; ///< VERIFY commands that the card got
};

/// VERIFY in the open and inside a channel.
inline int pinsSeenBy(const dsr::InsertedCard &card)
{
    const auto records = card.records();
    return static_cast<int>(
        std::count_if(records.cbegin(), records.cend(), [](const dsr::ApduRecord &record) {
            return record.command.startsWith(QLatin1StringView("00 20"))
                || record.command.startsWith(QLatin1StringView("0C 20"), Qt::CaseInsensitive);
        }));
}

/// For a failing QVERIFY2.
inline QByteArray told(const dsr::RunRecord &record)
{
    return (record.stoppedAt + QLatin1Char(' ')
        + (record.error ? dsr::technicalText(*record.error) : QStringLiteral("no error")))
        .toUtf8();
}

/// A sentence that was written for this situation.
inline bool isPlainSentence(const dsr::Error &error)
{
    const QString title = dsr::adviceFor(error).title;
    return title != dsr::adviceFor({dsr::ErrorCode::CardRefused, {}, {}}).title
        && title != dsr::adviceFor({dsr::ErrorCode::Internal, {}, {}}).title;
}

/// Compares how a registration went with how it had to go.
inline void judge(const dsr::RunRecord &record, ServiceBench &bench, const Course &course)
{
    const QByteArray how = told(record);
    QVERIFY2(record.error.has_value() == course.error.has_value(), how.constData());
    if (course.error) {
        QVERIFY2(record.error->code == *course.error, how.constData());
        QCOMPARE(record.outcome, dsr::Outcome::Failed);
        QVERIFY2(isPlainSentence(*record.error), qPrintable(dsr::adviceFor(*record.error).title));
        QCOMPARE(bench.registrationRequests.load(), 0);
    } else {
        QCOMPARE(record.outcome, dsr::Outcome::Registered);
    }
    QCOMPARE(record.stoppedAt, QString::fromLatin1(course.stoppedAt));
    QCOMPARE(bench.registrations(), course.error ? 0 : 1);
    QCOMPARE(bench.driver.questions.size(), course.questions);
    QCOMPARE(bench.cardIn[0]->pinTriesLeft(), course.triesLeft);
    QCOMPARE(pinsSeenBy(*bench.inSlot[0]), course.pinsSeen);
}

/// Another program that uses the card, straight through the PC/SC interface.
class Stranger
{
public:
    Stranger(const QString &reader, DWORD share)
    {
        DWORD protocol = 0;
        SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &m_context);
        m_connected = SCardConnect(m_context, reader.toUtf8().constData(), share,
                          SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &m_card, &protocol)
            == SCARD_S_SUCCESS;
    }
    ~Stranger()
    {
        letGo(SCARD_LEAVE_CARD);
        SCardReleaseContext(m_context);
    }
    Stranger(const Stranger &) = delete;
    Stranger &operator=(const Stranger &) = delete;

    bool isConnected() const { return m_connected; }
    /// Ends the connection; the service lets it wait for another program's transaction.
    bool letGo(DWORD disposition)
    {
        return std::exchange(m_connected, false) && SCardDisconnect(m_card, disposition) == SCARD_S_SUCCESS;
    }

private:
    SCARDCONTEXT m_context = 0;
    SCARDHANDLE m_card = 0;
    bool m_connected = false;
};

Q_DECLARE_METATYPE(Course)

#include "core/base/digest.h"
#include "core/card/healthcard.h"
#include "core/card/pcsc/pcscsource.h"
#include "tests/core/card/cardcontract.h"
#include "tests/support/pcscdaemon.h"

#include <winscard.h>

using namespace dsr;

namespace {

/// Another program that uses the card, straight through the PC/SC interface.
struct Stranger
{
    Stranger(const QString &reader, DWORD share)
    {
        DWORD protocol = 0;
        SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context);
        status = SCardConnect(context, reader.toUtf8().constData(), share,
            SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &card, &protocol);
    }
    ~Stranger()
    {
        if (status == SCARD_S_SUCCESS)
            SCardDisconnect(card, disposition);
        SCardReleaseContext(context);
    }
    Stranger(const Stranger &) = delete;
    Stranger &operator=(const Stranger &) = delete;

    SCARDCONTEXT context = 0;
    SCARDHANDLE card = 0;
    LONG status = SCARD_F_INTERNAL_ERROR;
    DWORD disposition = SCARD_LEAVE_CARD;
};

} // namespace

class TestPcscSource : public CardContract
{
    Q_OBJECT

protected:
    CardSource &source() override { return m_source; }
    QString reader() const override { return m_daemon.readerName(0); }
    void insert(std::shared_ptr<VirtualCard> card) override
    {
        pull();
        m_card = std::make_unique<InsertedCard>(std::move(card), m_daemon.port(0));
        QTRY_VERIFY(isPresent());
    }
    void pull() override
    {
        m_card.reset();
        QTRY_VERIFY(!isPresent());
    }
    void pullInsideNext() override { m_card->pullInside(0); }

private Q_SLOTS:
    void initTestCase();
    void init();
    void tellsAMissingServiceFromNoReader();
    void waitsForAProgramThatLetsGo();
    void reportsAProgramThatHoldsTheCard();
    void isNotDisturbedByAReset();
    void noticesAServiceThatDiesInBetween();
    void noticesAServiceThatDiesInsideACommand();
    void signsThroughTheService();
    void keepsTwoCardsApart();

private:
    bool isPresent()
    {
        const auto readers = m_source.readers();
        return readers && !readers->isEmpty() && readers->first().cardPresent;
    }

    PcscDaemon m_daemon;
    PcscSource m_source;
    std::unique_ptr<InsertedCard> m_card;
};

void TestPcscSource::initTestCase()
{
    if (const QString missing = PcscDaemon::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
}

void TestPcscSource::init()
{
    if (m_source.readers().value_or(QList<ReaderInfo>()).size() == 2)
        return; // the one of the last test still runs
    m_card.reset();
    m_daemon.stop();
    QVERIFY2(m_daemon.start(), qPrintable(m_daemon.log()));
}

void TestPcscSource::tellsAMissingServiceFromNoReader()
{
    m_daemon.stop();
    QCOMPARE(errorOf(m_source.readers()), QStringLiteral("card.serviceMissing"));
    QCOMPARE(errorOf(m_source.open(reader(), {})), QStringLiteral("card.serviceMissing"));
    QVERIFY(m_daemon.start(PcscDaemon::Readers::None));
    QVERIFY(m_source.readers()->isEmpty());
    QCOMPARE(errorOf(m_source.open(reader(), {})), QStringLiteral("card.noReader"));
}

void TestPcscSource::waitsForAProgramThatLetsGo()
{
    inserted();
    auto stranger = std::make_unique<Stranger>(reader(), SCARD_SHARE_EXCLUSIVE);
    QCOMPARE(stranger->status, SCARD_S_SUCCESS);
    QTRY_VERIFY(m_source.readers()->first().inUse);
    std::jthread closer([&] { stranger.reset(); });
    QVERIFY(opened());
}

void TestPcscSource::reportsAProgramThatHoldsTheCard()
{
    inserted();
    {
        const Stranger stranger(reader(), SCARD_SHARE_EXCLUSIVE);
        QCOMPARE(stranger.status, SCARD_S_SUCCESS);
        QCOMPARE(errorOf(m_source.open(reader(), {})), QStringLiteral("card.inUse"));
    }
    const Stranger stranger(reader(), SCARD_SHARE_SHARED);
    QCOMPARE(SCardBeginTransaction(stranger.card), SCARD_S_SUCCESS);
    QCOMPARE(errorOf(m_source.open(reader(), {})), QStringLiteral("card.inUse"));
    SCardEndTransaction(stranger.card, SCARD_LEAVE_CARD);
}

void TestPcscSource::isNotDisturbedByAReset()
{
    inserted();
    auto stranger = std::make_unique<Stranger>(reader(), SCARD_SHARE_SHARED);
    QCOMPARE(stranger->status, SCARD_S_SUCCESS);
    auto card = opened();
    QVERIFY(card);
    QVERIFY(card->transmit(command(verifyRight))->isGood());
    // The reset has to wait for the end of the transaction.
    stranger->disposition = SCARD_RESET_CARD;
    std::jthread resetter([&] { stranger.reset(); });
    QVERIFY(card->transmit(command(pinStatus))->isGood());
    card.reset();
    resetter.join();
    card = opened();
    QVERIFY(card);
    QCOMPARE(swText(card->transmit(command(pinStatus))->sw), QStringLiteral("63C3"));
}

void TestPcscSource::noticesAServiceThatDiesInBetween()
{
    inserted();
    const auto card = opened();
    QVERIFY(card);
    QVERIFY(card->transmit(command("00A4040C")));
    m_daemon.kill();
    QCOMPARE(errorOf(card->transmit(command("00A4040C"))), QStringLiteral("card.serviceStopped"));
}

void TestPcscSource::noticesAServiceThatDiesInsideACommand()
{
    // A card that answers nothing: whoever waits for it waits for the service.
    class Silent
    {
    public:
        explicit Silent(quint16 port)
            : m_thread([this, port] {
                VirtualCard card(sampleCardImage());
                (void)serveVpcd(card, QStringLiteral("127.0.0.1"), port, m_stop.get_token(), {},
                    [this](const ApduRecord &) {
                        m_asked.set_value();
                        m_release.get_future().wait();
                    });
            })
        {
        }
        ~Silent()
        {
            m_stop.request_stop();
            m_release.set_value();
        }
        void waitUntilAsked() { m_asked.get_future().wait(); }

    private:
        std::stop_source m_stop;
        std::promise<void> m_asked;
        std::promise<void> m_release;
        std::jthread m_thread;
    };
    Silent silent(m_daemon.port(0));
    QTRY_VERIFY(isPresent());
    const auto card = opened();
    QVERIFY(card);
    std::jthread killer([&] {
        silent.waitUntilAsked();
        m_daemon.kill();
    });
    QCOMPARE(errorOf(card->transmit(command("00A4040C"))), QStringLiteral("card.serviceStopped"));
}

void TestPcscSource::signsThroughTheService()
{
    inserted();
    const auto card = opened();
    QVERIFY(card);
    HealthCard healthCard(*card);
    QCOMPARE(healthCard.identify()->iccsn, QStringLiteral("80276883110000168584"));
    const auto certificate = healthCard.certificate();
    QVERIFY(certificate);
    QVERIFY(healthCard.verifyPin(secretOf("123456")));
    const auto signature = healthCard.sign(sha256("x"), *certificate);
    QCOMPARE(errorOf(signature), QStringLiteral("none"));
    for (const ApduRecord &record : m_card->records())
        QVERIFY(!record.command.contains(QStringLiteral("26 12 34 56")));
}

void TestPcscSource::keepsTwoCardsApart()
{
    inserted();
    CardImage image = sampleCardImage();
    image.contactAtr = QByteArray::fromHex("3BD097FF81B1FE451F072B");
    image.pinTries = 1;
    const InsertedCard other(std::make_shared<VirtualCard>(std::move(image)), m_daemon.port(1));
    QTRY_VERIFY(m_source.readers()->last().cardPresent);
    const auto first = opened();
    const auto second = m_source.open(m_daemon.readerName(1), {});
    QVERIFY(first && second);
    QCOMPARE((*second)->atr().toHex(), QByteArray("3bd097ff81b1fe451f072b"));
    QCOMPARE(swText(first->transmit(command(pinStatus))->sw), QStringLiteral("63C3"));
    QCOMPARE(swText((*second)->transmit(command(pinStatus))->sw), QStringLiteral("63C1"));
}

QTEST_GUILESS_MAIN(TestPcscSource)
#include "tst_pcscsource.moc"

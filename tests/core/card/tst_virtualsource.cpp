#include "core/card/virtual/virtualsource.h"
#include "tests/core/card/cardcontract.h"

using namespace dsr;

class TestVirtualSource : public CardContract
{
    Q_OBJECT

protected:
    CardSource &source() override { return m_source; }
    QString reader() const override { return VirtualSource::readerName(); }
    void insert(std::shared_ptr<VirtualCard> card) override { m_source.insert(std::move(card)); }
    void pull() override { m_source.remove(); }
    void pullInsideNext() override { m_source.removeAfter(1, true); }

private Q_SLOTS:
    void pullsTheCardAfterSoManyAnswers()
    {
        inserted();
        const auto card = opened();
        m_source.removeAfter(2, false);
        QVERIFY(card->transmit(command("00A4040C")));
        QVERIFY(card->transmit(command("00A4040C")));
        QCOMPARE(errorOf(card->transmit(command("00A4040C"))), QStringLiteral("card.removed"));
    }

    void tellsAWaitingProgramThatTheCardIsGone()
    {
        inserted();
        const auto card = opened();
        std::jthread puller([this] { pull(); });
        QCOMPARE(errorOf(source().open(reader(), {})), QStringLiteral("card.noCard"));
    }

    void startsEmptyWithoutACard()
    {
        VirtualSource empty(nullptr);
        QVERIFY(!empty.readers()->first().cardPresent);
        QCOMPARE(errorOf(empty.open(reader(), {})), QStringLiteral("card.noCard"));
    }

private:
    VirtualSource m_source{nullptr};
};

QTEST_GUILESS_MAIN(TestVirtualSource)
#include "tst_virtualsource.moc"

// Our client and our card, again and again with fresh keys. DSR_CARD_ROUNDS says how many channels are
// opened; a fifth as many registrations are disturbed. 250 by default.

#include "core/base/digest.h"
#include "core/card/pace.h"
#include "tests/core/card/contactlessbench.h"

#include <QRandomGenerator>
#include <QTest>

using namespace dsr;

namespace {

int rounds()
{
    const int set = qEnvironmentVariableIntValue("DSR_CARD_ROUNDS");
    return set > 0 ? set : 250;
}

constexpr int identifyExchanges = 3;
constexpr int exchangesBeforeToken = identifyExchanges + 4;
constexpr int exchangesOfASignature = 15;

template <typename T> QString outcome(const Result<T> &result)
{
    return result ? QStringLiteral("done") : errorId(result.error().code);
}

} // namespace

class TestCardEndurance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensChannels();
    void losesNoTryWhateverHappens();
};

void TestCardEndurance::opensChannels()
{
    ContactlessBench bench;
    QVERIFY(bench.healthCard->identify());
    const Secret can = secretOf("123123");
    const CommandApdu pinStatus{.cla = 0x80, .ins = 0x20, .p2 = 0x02, .data = {}, .ne = {}};
    for (int i = 0; i < rounds(); ++i) {
        auto channel = establishPace(*bench.connection, can);
        QVERIFY2(channel, qPrintable(QStringLiteral("round %1: %2").arg(i).arg(outcome(channel))));
        bench.connection->useChannel(std::move(*channel));
        const auto answer = bench.connection->transmit(pinStatus);
        QVERIFY2(answer, qPrintable(QStringLiteral("round %1: %2").arg(i).arg(outcome(answer))));
        QCOMPARE(swText(answer->sw), QStringLiteral("63C3"));
        bench.records.clear();
    }
}

/// The card is pulled before or inside some command, or somebody resets it between two. What the client says
/// has to be true, the right PIN never costs a try, and the next attempt succeeds.
void TestCardEndurance::losesNoTryWhateverHappens()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    enum class Disturbance { PulledBefore, PulledInside, Reset };
    for (int i = 0; i < rounds() / 5; ++i) {
        ContactlessBench bench;
        if (random.bounded(2) == 0)
            bench.card->setInterface(CardInterface::Contact);
        const bool contactless = bench.card->interface() == CardInterface::Contactless;
        bench.open();
        const auto kind = static_cast<Disturbance>(random.bounded(3));
        // Over contacts there are no PACE and no EF.ATR.
        const int at = random.bounded(exchangesOfASignature - (contactless ? 0 : 6));
        if (kind == Disturbance::Reset) {
            bench.afterExchange = [&](qsizetype count) {
                if (count == at)
                    bench.card->reset();
            };
        } else {
            const bool inside = kind == Disturbance::PulledInside;
            bench.source.removeAfter(inside ? at + 1 : at, inside);
        }
        const QByteArray hash = sha256(QByteArray::number(i));
        const auto disturbed = signOnce(*bench.healthCard, hash);
        const QString told = outcome(disturbed);
        const QString where =
            QStringLiteral("seed %1, round %2, %3 at %4 %5: %6")
                .arg(seed)
                .arg(i)
                .arg(static_cast<int>(kind))
                .arg(at)
                .arg(contactless ? QStringLiteral("contactless") : QStringLiteral("contact"), told);
        const bool isToken = contactless && at == exchangesBeforeToken;
        const bool isTrue = kind != Disturbance::Reset ? told == QLatin1StringView("card.removed")
            : contactless && at > exchangesBeforeToken ? told == QLatin1StringView("card.channelLost")
            : isToken                                  ? told == QLatin1StringView("card.canWrong")
                                                       : true;
        QVERIFY2(isTrue, qPrintable(where));
        if (disturbed)
            QVERIFY2(sampleCardCertificate().publicKey().verifyDigest(hash, *disturbed), qPrintable(where));
        QVERIFY2(bench.card->pinTriesLeft() == 3, qPrintable(where));

        bench.afterExchange = {};
        bench.source.insert(bench.card);
        bench.open();
        const auto again = signOnce(*bench.healthCard, hash);
        QVERIFY2(again, qPrintable(where));
        QVERIFY2(bench.card->pinTriesLeft() == 3, qPrintable(where));
    }
}

QTEST_GUILESS_MAIN(TestCardEndurance)
#include "tst_cardendurance.moc"

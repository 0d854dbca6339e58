#include "core/base/digest.h"
#include "core/card/healthcard.h"
#include "core/card/pcsc/pcscsource.h"
#include "core/card/virtual/virtualsource.h"
#include "tests/support/pcscdaemon.h"
#include "tests/support/samplecard.h"

#include <QTest>

using namespace dsr;

Q_DECLARE_METATYPE(CardFaults)

namespace {

std::shared_ptr<VirtualCard> contactlessCard(const std::function<void(CardImage &)> &change = {})
{
    CardImage image = sampleCardImage();
    image.interface = CardInterface::Contactless;
    if (change)
        change(image);
    return std::make_shared<VirtualCard>(std::move(image));
}

template <typename T> QString errorOf(const Result<T> &result)
{
    return result ? QStringLiteral("none") : errorId(result.error().code);
}

} // namespace

/// The client and the virtual card over the air, in one process and through the real card service.
class TestContactlessCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndSigns();
    void readsAndSignsThroughTheService();
    void wantsTheRightCan();
    void losesTheChannelWithADisturbedAnswer_data();
    void losesTheChannelWithADisturbedAnswer();
    void survivesPullingAtEveryCommand_data();
    void survivesPullingAtEveryCommand();

private:
    /// Everything that a registration wants of a card.
    static void useCard(Card &card);
};

void TestContactlessCard::useCard(Card &connection)
{
    HealthCard card(connection);
    const auto info = card.identify();
    QCOMPARE(errorOf(info), QStringLiteral("none"));
    QVERIFY(info->contactless);
    QCOMPARE(info->iccsn, QString());
    QCOMPARE(errorOf(card.pinStatus()), QStringLiteral("card.needsCan"));
    QCOMPARE(errorOf(card.identify()), QStringLiteral("none"));
    QCOMPARE(errorOf(card.openChannel(secretOf("123123"))), QStringLiteral("none"));
    QCOMPARE(card.iccsn().value_or(QString()), QStringLiteral("80276883110000168584"));
    QCOMPARE(card.file(CardFile::StatusData)->size(), 25);
    const auto certificate = card.certificate();
    QVERIFY(certificate && *certificate == sampleCardCertificate());
    QCOMPARE(errorOf(card.verifyPin(secretOf("654321"))), QStringLiteral("card.pinWrong"));
    QCOMPARE(card.pinStatus()->triesLeft, 2);
    const QByteArray hash = sha256("signing input");
    QCOMPARE(errorOf(card.sign(hash, *certificate)), QStringLiteral("card.refused"));
    QCOMPARE(errorOf(card.verifyPin(secretOf("123456"))), QStringLiteral("none"));
    const auto signature = card.sign(hash, *certificate);
    QVERIFY(signature && certificate->publicKey().verifyDigest(hash, *signature));
}

void TestContactlessCard::readsAndSigns()
{
    VirtualSource source(contactlessCard());
    QVERIFY(source.readers()->first().contactless);
    const auto connection = source.open(VirtualSource::readerName(), {});
    QVERIFY(connection);
    useCard(**connection);
}

void TestContactlessCard::readsAndSignsThroughTheService()
{
    if (const QString missing = PcscDaemon::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    PcscDaemon daemon;
    QVERIFY2(daemon.start(), qPrintable(daemon.log()));
    const InsertedCard inserted(contactlessCard(), daemon.port(0));
    PcscSource source;
    QTRY_VERIFY(source.readers()->first().cardPresent);
    const auto connection = source.open(daemon.readerName(0), {});
    QVERIFY(connection);
    useCard(**connection);
}

void TestContactlessCard::wantsTheRightCan()
{
    const auto inside = contactlessCard();
    VirtualSource source(inside);
    const auto connection = source.open(VirtualSource::readerName(), {});
    QVERIFY(connection);
    HealthCard card(**connection);
    for (const char *can : {"123124", "000000"}) {
        QCOMPARE(errorOf(card.identify()), QStringLiteral("none"));
        QCOMPARE(errorOf(card.openChannel(secretOf(can))), QStringLiteral("card.canWrong"));
    }
    QCOMPARE(errorOf(card.identify()), QStringLiteral("none"));
    QCOMPARE(errorOf(card.openChannel(secretOf("123123"))), QStringLiteral("none"));
}

void TestContactlessCard::losesTheChannelWithADisturbedAnswer_data()
{
    QTest::addColumn<CardFaults>("faults");
    QTest::newRow("wrong checksum") << CardFaults{.wrongMacAt = 1};
    QTest::newRow("another status outside") << CardFaults{.otherStatusAt = 1};
    QTest::newRow("half an answer") << CardFaults{.truncateAt = 1};
}

void TestContactlessCard::losesTheChannelWithADisturbedAnswer()
{
    QFETCH(CardFaults, faults);
    const auto inside = contactlessCard();
    VirtualSource source(inside);
    const auto connection = source.open(VirtualSource::readerName(), {});
    QVERIFY(connection);
    HealthCard card(**connection);
    QCOMPARE(errorOf(card.identify()), QStringLiteral("none"));
    QCOMPARE(errorOf(card.openChannel(secretOf("123123"))), QStringLiteral("none"));
    inside->setFaults(faults);
    QCOMPARE(errorOf(card.pinStatus()), QStringLiteral("card.channelLost"));
    QCOMPARE(errorOf(card.verifyPin(secretOf("123456"))), QStringLiteral("card.channelLost"));
    QCOMPARE(inside->commandCount(), 1); // and nothing more is sent
}

void TestContactlessCard::survivesPullingAtEveryCommand_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("inside");
    for (int count = 1; count <= 16; ++count) {
        QTest::addRow("after command %d", count) << count << false;
        QTest::addRow("inside command %d", count) << count << true;
    }
}

void TestContactlessCard::survivesPullingAtEveryCommand()
{
    QFETCH(int, count);
    QFETCH(bool, inside);
    VirtualSource source(contactlessCard());
    const auto connection = source.open(VirtualSource::readerName(), {});
    QVERIFY(connection);
    source.removeAfter(count, inside);
    HealthCard card(**connection);
    const auto use = [&]() -> QString {
        if (const auto info = card.identify(); !info)
            return errorOf(info);
        if (const auto opened = card.openChannel(secretOf("123123")); !opened)
            return errorOf(opened);
        const auto certificate = card.certificate();
        if (!certificate)
            return errorOf(certificate);
        if (const auto verified = card.verifyPin(secretOf("123456")); !verified)
            return errorOf(verified);
        return errorOf(card.sign(QByteArray(32, 'h'), *certificate));
    };
    // Whoever is pulled late enough has done it all.
    const QString error = use();
    QVERIFY2(error == QStringLiteral("card.removed") || (count > 10 && error == QStringLiteral("none")),
        qPrintable(error));
    QVERIFY(count > 10 || !source.card());
}

QTEST_GUILESS_MAIN(TestContactlessCard)
#include "tst_contactlesscard.moc"

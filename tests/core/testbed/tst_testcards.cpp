#include "core/testbed/testcards.h"

#include "core/base/error.h"
#include "core/card/cardcontents.h"
#include "core/card/healthcard.h"
#include "core/card/virtual/virtualsource.h"
#include "core/check/kvnr.h"

#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace dsr;

class TestTestCards : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void haveNamesOfTheirOwn();
    void refuseAnUnknownName();
    void behaveAsTheirNamesSay_data();
    void behaveAsTheirNamesSay();
    void carryTheirHolder();
    void carryTheNumbersInEitherOrder();

private:
    CardImage image(const char *id)
    {
        return testCardImage(*m_bed, QString::fromLatin1(id), m_clock).value();
    }
    Certificate certificate(const CardImage &image)
    {
        return Certificate::fromDer(image.file(QStringLiteral("EF.C.CH.AUT.E256"))->content).value();
    }

    QTemporaryDir m_folder;
    SystemClock m_clock;
    std::optional<TestBed> m_bed;
};

void TestTestCards::initTestCase()
{
    m_bed = openTestBed(m_folder.path(), m_clock).value();
}

void TestTestCards::haveNamesOfTheirOwn()
{
    QSet<QString> ids;
    QSet<QString> titles;
    for (const TestCard &card : testCards()) {
        ids.insert(card.id);
        titles.insert(card.title);
        QVERIFY2(testCardImage(*m_bed, card.id, m_clock), qPrintable(card.id));
    }
    QCOMPARE(ids.size(), testCards().size());
    QCOMPARE(titles.size(), testCards().size());
    QCOMPARE(testCards().first().id, QStringLiteral("builtIn"));
}

void TestTestCards::refuseAnUnknownName()
{
    const auto none = testCardImage(*m_bed, QStringLiteral("joker"), m_clock);
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::UsageInvalid);
}

void TestTestCards::behaveAsTheirNamesSay_data()
{
    QTest::addColumn<QString>("error"); // of identify, of the certificate or its dates
    QTest::addColumn<QByteArray>("pin"); // what GET PIN STATUS says
    QTest::addColumn<bool>("signs");
    const auto row = [](const char *id, const char *error, const char *pin, bool signs) {
        QTest::newRow(id) << QString::fromLatin1(error) << QByteArray(pin) << signs;
    };
    row("builtIn", "none", "63C3", true);
    row("otherHolder", "none", "63C3", true);
    row("lastTry", "none", "63C1", true);
    row("blockedPin", "none", "63C0", false);
    row("usedUpPuk", "none", "63C0", false);
    row("transportPin", "none", "62C1", false);
    row("emptyPin", "none", "62C7", false);
    row("expired", "expired", "63C3", true);
    row("notYetValid", "notYetValid", "63C3", true);
    row("otherKey", "none", "63C3", false);
    row("kvnrFirst", "none", "63C3", true);
    row("tooOld", "card.tooOld", "63C3", false);
    row("hba", "card.notHealthCard", "63C3", true);
    row("smcb", "card.notHealthCard", "63C3", true);
    row("otherCard", "card.notHealthCard", "63C3", false);
    row("smallBuffers", "none", "63C3", true);
    row("unknownPace", "none", "63C3", true);
    row("damagedData", "none", "63C3", true);
}

void TestTestCards::behaveAsTheirNamesSay()
{
    QFETCH(QString, error);
    QFETCH(QByteArray, pin);
    QFETCH(bool, signs);
    VirtualSource source(std::make_shared<VirtualCard>(image(QTest::currentDataTag())));
    const auto connection = source.open(VirtualSource::readerName(), {});
    QVERIFY(connection);
    HealthCard card(**connection);
    const auto info = card.identify();
    const auto certificate = card.certificate();
    const QDateTime now = m_clock.now();
    const QString found = !info          ? errorId(info.error().code)
        : !certificate                   ? errorId(certificate.error().code)
        : certificate->notAfter() < now  ? QStringLiteral("expired")
        : certificate->notBefore() > now ? QStringLiteral("notYetValid")
                                         : QStringLiteral("none");
    QCOMPARE(found, error);
    const auto status = (*connection)->transmit({.cla = 0x80, .ins = 0x20, .p2 = 0x02});
    QCOMPARE(swText(status->sw).toLatin1(), pin);
    const bool signedIt = certificate && card.verifyPin(Secret(QByteArray("123456")))
        && card.sign(QByteArray(32, 'h'), *certificate);
    QCOMPARE(signedIt, signs);
}

void TestTestCards::carryTheirHolder()
{
    const CardImage other = image("otherHolder");
    QVERIFY(other.iccsn() != m_bed->iccsn);
    const auto person = parsePersonalData(other.file(QStringLiteral("EF.PD"))->content);
    QVERIFY(person);
    QCOMPARE(person->name(), QStringLiteral("Jørgen Beispiel"));
    const QStringList numbers = kvnrCandidates(certificate(other).subject().values("2.5.4.11"));
    QCOMPARE(numbers, QStringList{person->kvnr});
    QVERIFY(hasKvnrCheckDigit(person->kvnr));
    const auto builtIn = parsePersonalData(image("builtIn").file(QStringLiteral("EF.PD"))->content);
    QVERIFY(builtIn);
    QCOMPARE(builtIn->name(), QStringLiteral("Käthe Musterfrau"));
    QVERIFY(!parsePersonalData(image("damagedData").file(QStringLiteral("EF.PD"))->content));
    for (const char *id : {"builtIn", "otherHolder", "expired", "kvnrFirst"})
        QVERIFY(certificate(image(id)).isSignedBy(m_bed->egkCa.certificate.publicKey()));
}

void TestTestCards::carryTheNumbersInEitherOrder()
{
    const QString kvnr = m_bed->holder().kvnr;
    QCOMPARE(certificate(image("builtIn")).subject().values("2.5.4.11").last(), kvnr);
    QCOMPARE(certificate(image("kvnrFirst")).subject().values("2.5.4.11").first(), kvnr);
}

QTEST_GUILESS_MAIN(TestTestCards)
#include "tst_testcards.moc"

// Whole registrations as the card and its reader shape them: contacts or antenna, keys at the reader, other
// programs in between. Over the built-in reader and over a fake pcsc-lite.

#include "core/card/pcsc/pcscsource.h"
#include "tests/core/flow/flowbench.h"
#include "tests/support/fakepcsc.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace dsr;

namespace {

const QByteArray readerName = "Reader with keys";

QByteArray digitsOf(const Secret &secret)
{
    QByteArray digits;
    secret.use([&](QByteArrayView bytes) { digits = bytes.toByteArray(); });
    return digits;
}

/// All exchanges of the run with the card.
QJsonArray exchangesOf(const RunRecord &record)
{
    QJsonArray all;
    for (const StepRecord &step : record.steps) {
        for (const Artifact &artifact : step.artifacts) {
            if (artifact.name.startsWith(QLatin1StringView("card.exchange.")))
                for (const QJsonValue exchange : QJsonDocument::fromJson(artifact.bytes).array())
                    all.append(exchange);
        }
    }
    return all;
}

QString commandsOf(const RunRecord &record)
{
    QStringList commands;
    for (const QJsonValue exchange : exchangesOf(record)) {
        const QString plain = exchange[QLatin1StringView("plainCommand")].toString();
        QString command = plain.isEmpty() ? exchange[QLatin1StringView("command")].toString() : plain;
        command.remove(QLatin1Char(' '));
        commands.append(command.left(8).toUpper());
    }
    return commands.join(QLatin1Char(' '));
}

/// The registration bench, with the card in a reader of the fake pcsc-lite.
struct ReaderBench : FlowBench
{
    ReaderBench()
    {
        FakePcsc::instance().reset();
        FakePcsc::instance().plugIn(readerName);
        setup.cards = &pcsc;
        setup.reader = QString::fromUtf8(readerName);
        insertInReader();
    }
    void insertInReader()
    {
        FakePcsc::instance().insert(readerName,
            {card->atr(), [held = card](const QByteArray &command) { return held->transmit(command); },
                [held = card] { held->reset(); }});
    }
    PcscSource pcsc;
};

} // namespace

class TestCardSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void registersContactless_data();
    void registersContactless();
    void asksForTheCanUntilItIsRight();
    void withoutCanNothingHappens();
    void secretsStayOutOfTheRecord();

    void noCommandIsSentThatIsNotNeeded_data();
    void noCommandIsSentThatIsNotNeeded();

    void pinIsEnteredAtTheReader();
    void wrongPinAtTheReaderIsAskedAgain();
    void entryAtTheReaderFails_data();
    void entryAtTheReaderFails();
    void personMayTypeInstead();
    void readerRunsPace();

    void resetByAnotherProgramIsSurvived_data();
    void resetByAnotherProgramIsSurvived();
    void resetWhileSigningIsTold();
    void anotherCardIsNotedBeforeThePin();
    void cardIsFreeWhileThePersonThinks();
};

void TestCardSession::registersContactless_data()
{
    QTest::addColumn<Tempo>("tempo");
    QTest::newRow("at once") << Tempo::AtOnce;
    QTest::newRow("person asked") << Tempo::Asks;
    QTest::newRow("step by step") << Tempo::StepByStep;
}

void TestCardSession::registersContactless()
{
    QFETCH(const Tempo, tempo);
    FlowBench bench;
    bench.card->setInterface(CardInterface::Contactless);
    bench.driver.pace = tempo;
    bench.driver.cans = {digitsOf(*bench.bed.can)};
    const RunRecord record = bench.run();
    QVERIFY2(!record.error, record.error ? qPrintable(errorId(record.error->code)) : "");
    QCOMPARE(record.outcome, Outcome::Registered);
    QCOMPARE(bench.registrations(), 1);
    const auto info = QJsonDocument::fromJson(record.artifact(QStringLiteral("card.info"))->bytes);
    QVERIFY(info[QLatin1StringView("contactless")].toBool());
    QCOMPARE(info[QLatin1StringView("iccsn")].toString(), bench.bed.iccsn);
    const auto canQuestions = std::count_if(bench.driver.questions.cbegin(), bench.driver.questions.cend(),
        [](const SecretQuestion &question) { return question.kind == SecretKind::Can; });
    QCOMPARE(canQuestions, 1);
}

void TestCardSession::asksForTheCanUntilItIsRight()
{
    FlowBench bench;
    bench.card->setInterface(CardInterface::Contactless);
    bench.driver.cans = {"000000", "12345", digitsOf(*bench.bed.can)};
    const RunRecord record = bench.run();
    QCOMPARE(record.outcome, Outcome::Registered);
    QCOMPARE(bench.driver.questions.size(), 4);
    QVERIFY(!bench.driver.questions.at(0).wrongBefore);
    QVERIFY(bench.driver.questions.at(1).wrongBefore);
    QVERIFY(bench.driver.questions.at(2).wrongBefore);
    QCOMPARE(bench.driver.questions.at(3).kind, SecretKind::Pin);
    QCOMPARE(bench.card->pinTriesLeft(), 3);
}

void TestCardSession::withoutCanNothingHappens()
{
    FlowBench bench;
    bench.card->setInterface(CardInterface::Contactless);
    const RunRecord record = bench.run();
    QCOMPARE(record.stoppedAt, QStringLiteral("connect-card"));
    QCOMPARE(errorId(record.error->code), errorId(ErrorCode::Cancelled));
    QCOMPARE(bench.registrations(), 0);
}

void TestCardSession::secretsStayOutOfTheRecord()
{
    FlowBench bench;
    bench.card->setInterface(CardInterface::Contactless);
    bench.driver.cans = {digitsOf(*bench.bed.can)};
    const RunRecord record = bench.run();
    QCOMPARE(record.outcome, Outcome::Registered);
    const QByteArray pin = digitsOf(*bench.bed.pin);
    const QByteArray block = '2' + QByteArray::number(pin.size()) + pin;
    for (const QJsonValue exchange : exchangesOf(record)) {
        const QByteArray text = QJsonDocument(exchange.toObject()).toJson().replace(' ', "").toLower();
        QVERIFY(!text.contains(block));
        QVERIFY(!text.contains(digitsOf(*bench.bed.can)));
    }
    QVERIFY(commandsOf(record).contains(QStringLiteral("00200002"))); // the VERIFY is there, masked
}

void TestCardSession::noCommandIsSentThatIsNotNeeded_data()
{
    QTest::addColumn<bool>("contactless");
    QTest::addColumn<Tempo>("tempo");
    QTest::addColumn<QString>("commands");
    // What is it (MF, version, number), certificate (application, file), state of the PIN; then PIN, key,
    // signature. Without contacts: the channel, the number that was closed before, the buffer sizes.
    const QString identify = QStringLiteral("00A40404 00B09100 00B08200 ");
    const QString pace = QStringLiteral("0022C1A4 10860000 10860000 10860000 00860000 ");
    const QString read = QStringLiteral("00A4040C 00B08400 80200002 ");
    const QString open = QStringLiteral("00B08200 00B09D00 ");
    // While a person thinks the card is given back: back to the MF, is it the same card, is the PIN as it
    // was.
    const QString again = QStringLiteral("00A4040C 00B08200 80200002 00200002 00A4040C ");
    const QString sign = QStringLiteral("002241B6 002A9E9A");
    QTest::newRow("contacts, at once")
        << false << Tempo::AtOnce << identify + read + QStringLiteral("00200002 ") + sign;
    QTest::newRow("contacts, person asked") << false << Tempo::Asks << identify + read + again + sign;
    QTest::newRow("contactless, at once")
        << true << Tempo::AtOnce << identify + pace + open + read + QStringLiteral("00200002 ") + sign;
    // The CAN is asked for in between as well, so the MF is chosen before the number is read.
    QTest::newRow("contactless, person asked")
        << true << Tempo::Asks
        << identify + pace + QStringLiteral("00A4040C ") + open + read + pace + again + sign;
}

void TestCardSession::noCommandIsSentThatIsNotNeeded()
{
    QFETCH(const bool, contactless);
    QFETCH(const Tempo, tempo);
    QFETCH(const QString, commands);
    FlowBench bench;
    bench.card->setInterface(contactless ? CardInterface::Contactless : CardInterface::Contact);
    bench.driver.pace = tempo;
    bench.driver.cans = {digitsOf(*bench.bed.can)};
    const RunRecord record = bench.run();
    QCOMPARE(record.outcome, Outcome::Registered);
    QCOMPARE(commandsOf(record), commands);
    qInfo("%s: %lld commands from card inserted to signature", QTest::currentDataTag(),
        static_cast<long long>(exchangesOf(record).size()));
}

void TestCardSession::pinIsEnteredAtTheReader()
{
    ReaderBench bench;
    FakePcsc::instance().giveKeys(readerName, AtTheKeys::TypesPin, *bench.bed.pin);
    bench.driver.pins = {QByteArray()}; // an empty answer: at the reader
    const RunRecord record = bench.run();
    QCOMPARE(record.outcome, Outcome::Registered);
    QVERIFY(bench.driver.questions.last().atReader);
    QVERIFY(!commandsOf(record).contains(QStringLiteral("00200002"))); // this computer never had the PIN
}

void TestCardSession::wrongPinAtTheReaderIsAskedAgain()
{
    ReaderBench bench;
    FakePcsc::instance().giveKeys(readerName, AtTheKeys::TypesPin, Secret("999999"));
    bench.driver.pins = {QByteArray(), QByteArray(), digitsOf(*bench.bed.pin)};
    const RunRecord record = bench.run();
    QCOMPARE(record.outcome, Outcome::Registered);
    QCOMPARE(bench.driver.questions.size(), 3);
    QCOMPARE(bench.driver.questions.at(1).triesLeft, 2);
    QCOMPARE(bench.driver.questions.at(2).triesLeft, 1);
    QVERIFY(bench.driver.questions.at(2).wrongBefore);
}

void TestCardSession::entryAtTheReaderFails_data()
{
    QTest::addColumn<AtTheKeys>("deed");
    QTest::addColumn<ErrorCode>("error");
    QTest::newRow("cancelled") << AtTheKeys::Cancels << ErrorCode::CardEntryCancelled;
    QTest::newRow("nobody types") << AtTheKeys::WaitsTooLong << ErrorCode::CardEntryTimedOut;
}

void TestCardSession::entryAtTheReaderFails()
{
    QFETCH(const AtTheKeys, deed);
    QFETCH(const ErrorCode, error);
    ReaderBench bench;
    FakePcsc::instance().giveKeys(readerName, deed, *bench.bed.pin);
    bench.driver.pins = {QByteArray()};
    const RunRecord record = bench.run();
    QCOMPARE(record.stoppedAt, QStringLiteral("sign-token"));
    QCOMPARE(errorId(record.error->code), errorId(error));
    QCOMPARE(bench.card->pinTriesLeft(), 3);
}

void TestCardSession::personMayTypeInstead()
{
    ReaderBench bench;
    FakePcsc::instance().giveKeys(readerName, AtTheKeys::Cancels, *bench.bed.pin);
    QCOMPARE(bench.run().outcome, Outcome::Registered); // the operator knows the PIN
}

void TestCardSession::readerRunsPace()
{
    ReaderBench bench;
    // A reader that runs PACE makes a contactless card look like one with contacts afterwards.
    bench.card->setInterface(CardInterface::Contactless);
    FakePcsc::instance().givePace(readerName, QByteArray::fromHex("006300F0"), [] { });
    bench.driver.cans = {"111111", digitsOf(*bench.bed.can)};
    const auto wrong = bench.run();
    QCOMPARE(wrong.stoppedAt, QStringLiteral("connect-card"));
    QVERIFY(bench.driver.questions.last().wrongBefore);

    bench.driver.cans = {digitsOf(*bench.bed.can)};
    FakePcsc::instance().givePace(readerName, QByteArray::fromHex("00000000"),
        [card = bench.card] { card->setInterface(CardInterface::Contact); });
    QCOMPARE(bench.run().outcome, Outcome::Registered);
}

void TestCardSession::resetByAnotherProgramIsSurvived_data()
{
    QTest::addColumn<bool>("contactless");
    QTest::addColumn<QString>("before");
    for (const bool contactless : {false, true}) {
        for (const char *step : {"read-certificate", "verify-pin"})
            QTest::addRow("%s, before %s", contactless ? "contactless" : "contacts", step)
                << contactless << QString::fromLatin1(step);
    }
}

void TestCardSession::resetByAnotherProgramIsSurvived()
{
    QFETCH(const bool, contactless);
    QFETCH(const QString, before);
    ReaderBench bench;
    bench.card->setInterface(contactless ? CardInterface::Contactless : CardInterface::Contact);
    bench.insertInReader();
    bench.driver.cans = {digitsOf(*bench.bed.can)};
    bench.driver.pace = Tempo::AtOnce; // so that the card is held when it happens
    bench.driver.beforeStep = [&](const Step &step, std::stop_token) {
        if (step.id == before)
            FakePcsc::instance().resetByOther(readerName);
        return true;
    };
    const RunRecord record = bench.run();
    QVERIFY2(!record.error, record.error ? qPrintable(errorId(record.error->code)) : "");
    QCOMPARE(record.outcome, Outcome::Registered);
    QCOMPARE(bench.card->pinTriesLeft(), 3);
}

void TestCardSession::resetWhileSigningIsTold()
{
    ReaderBench bench;
    bench.driver.pace = Tempo::AtOnce;
    bench.driver.beforeStep = [&](const Step &step, std::stop_token) {
        if (step.id == QLatin1StringView("sign-token"))
            FakePcsc::instance().resetByOther(readerName);
        return true;
    };
    const RunRecord record = bench.run();
    QCOMPARE(record.stoppedAt, QStringLiteral("sign-token"));
    QCOMPARE(errorId(record.error->code), errorId(ErrorCode::CardReset));
    QCOMPARE(bench.card->pinTriesLeft(), 3);
}

void TestCardSession::anotherCardIsNotedBeforeThePin()
{
    FlowBench bench;
    CardImage other = bench.bed.cardImage();
    for (ImageFolder &folder : other.folders) {
        for (ImageFile &file : folder.files) {
            if (file.name == QLatin1StringView("EF.GDO"))
                file.content = QByteArray::fromHex("5A0A80276883110000999999");
        }
    }
    bench.driver.beforeStep = [&](const Step &step, std::stop_token) {
        if (step.id == QLatin1StringView("verify-pin"))
            bench.insert(other.clone());
        return true;
    };
    bench.driver.pace = Tempo::StepByStep;
    const RunRecord record = bench.run();
    QCOMPARE(errorId(record.error->code), errorId(ErrorCode::CardRemoved));
    QCOMPARE(record.error->facts.value(QStringLiteral("reason")).toString(),
        QStringLiteral("another card was inserted meanwhile"));
    QVERIFY(bench.driver.questions.isEmpty());
    QCOMPARE(bench.card->pinTriesLeft(), 3);
}

void TestCardSession::cardIsFreeWhileThePersonThinks()
{
    FlowBench bench;
    int opened = 0;
    bench.driver.whileAsked = [&] {
        const auto card = bench.cards.open(VirtualSource::readerName(), {});
        opened += card ? 1 : 0;
    };
    QCOMPARE(bench.run().outcome, Outcome::Registered);
    QCOMPARE(opened, 1);
}

QTEST_GUILESS_MAIN(TestCardSession)
#include "tst_cardsession.moc"

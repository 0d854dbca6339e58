#include "core/card/virtual/virtualsource.h"
#include "core/flow/managepin.h"
#include "core/flow/run.h"
#include "tests/core/flow/flowbench.h"
#include "tests/support/samplecard.h"

#include <QJsonDocument>
#include <QTest>

using namespace dsr;

namespace {

/// Types what is said here, by kind.
class Person : public Operator
{
public:
    bool proceed(const Step &, std::stop_token) override { return true; }
    Result<Secret> secret(const SecretQuestion &question, std::stop_token) override
    {
        asked.append(question);
        if (answers[question.kind].isEmpty())
            return fail(ErrorCode::Cancelled, QStringLiteral("secret"));
        return Secret(answers[question.kind].takeFirst());
    }
    std::map<SecretKind, QList<QByteArray>> answers;
    QList<SecretQuestion> asked;
};

struct Bench
{
    explicit Bench(ImagePinState state = ImagePinState::Regular, int tries = 3, int pukUses = 10)
        : card(std::make_shared<VirtualCard>([&] {
            CardImage image = sampleCardImage();
            image.pinState = state;
            image.pinTries = tries;
            image.pukUses = pukUses;
            return image;
        }()))
        , source(card)
    {
    }
    RunRecord run(PinTask task)
    {
        return Run(
            managePin({.cards = &source, .reader = VirtualSource::readerName(), .task = task}), person, clock)
            .runHere();
    }
    std::shared_ptr<VirtualCard> card;
    VirtualSource source;
    Person person;
    SystemClock clock;
};

QString errorOf(const RunRecord &record)
{
    return record.error ? errorId(record.error->code) : QString();
}

/// State as the last look at it left it.
QString stateOf(const RunRecord &record)
{
    QString state;
    for (const StepRecord &step : record.steps) {
        for (const Artifact &artifact : step.artifacts) {
            if (artifact.name == QLatin1StringView("pin.state")) {
                const auto json = QJsonDocument::fromJson(artifact.bytes);
                state = QStringLiteral("%1 %2")
                            .arg(json[QLatin1StringView("state")].toString())
                            .arg(json[QLatin1StringView("triesLeft")].toInt(-1));
            }
        }
    }
    return state;
}

} // namespace

class TestManagePin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void taskMustFitTheState_data();
    void taskMustFitTheState();
    void looks();
    void changes();
    void wrongOldPinIsAskedAgainWithTheTriesLeft();
    void lastTryIsSaidBeforeItIsUsed();
    void activatesATransportPin();
    void setsTheFirstPinOfACardWithoutAny();
    void unblocks();
    void unblocksContactless();
    void wrongPukIsAskedAgain();
    void malformedSecretsCostNothing();
    void aFailureIsShownWhereItWas();
    void secretsStayOutOfTheRecord();
};

void TestManagePin::taskMustFitTheState_data()
{
    QTest::addColumn<PinTask>("task");
    QTest::addColumn<ImagePinState>("state");
    QTest::addColumn<int>("tries");
    QTest::addColumn<QString>("error");
    QTest::newRow("change a transport PIN")
        << PinTask::Change << ImagePinState::Transport << 3 << "card.pinTransport";
    QTest::newRow("change where there is none")
        << PinTask::Change << ImagePinState::Empty << 3 << "card.pinTransport";
    QTest::newRow("change a blocked PIN")
        << PinTask::Change << ImagePinState::Regular << 0 << "card.pinBlocked";
    QTest::newRow("activate twice") << PinTask::Activate << ImagePinState::Regular << 3
                                    << "card.pinAlreadySet";
    QTest::newRow("unblock a transport PIN")
        << PinTask::Unblock << ImagePinState::Transport << 3 << "card.pinTransport";
}

void TestManagePin::taskMustFitTheState()
{
    QFETCH(const PinTask, task);
    QFETCH(const ImagePinState, state);
    QFETCH(const int, tries);
    QFETCH(const QString, error);
    Bench bench(state, tries);
    const RunRecord record = bench.run(task);
    QCOMPARE(errorOf(record), error);
    QVERIFY(bench.person.asked.isEmpty());
    QCOMPARE(bench.card->pinTriesLeft(), tries);
}

void TestManagePin::looks()
{
    Bench bench(ImagePinState::Regular, 2);
    const RunRecord record = bench.run(PinTask::Look);
    QCOMPARE(errorOf(record), QString());
    QCOMPARE(stateOf(record), QStringLiteral("notVerified 2"));
    QCOMPARE(bench.card->pinTriesLeft(), 2);
}

void TestManagePin::changes()
{
    Bench bench(ImagePinState::Regular, 2);
    bench.person.answers = {{SecretKind::Pin, {"123456"}}, {SecretKind::NewPin, {"87654321"}}};
    QCOMPARE(errorOf(bench.run(PinTask::Change)), QString());
    QCOMPARE(bench.person.asked.first().triesLeft, 2);
    QCOMPARE(bench.card->pinTriesLeft(), 3);
    bench.person.answers = {{SecretKind::Pin, {"87654321"}}, {SecretKind::NewPin, {"123456"}}};
    QCOMPARE(errorOf(bench.run(PinTask::Change)), QString());
}

void TestManagePin::wrongOldPinIsAskedAgainWithTheTriesLeft()
{
    Bench bench;
    bench.person.answers = {
        {SecretKind::Pin, {"111111", "123456"}}, {SecretKind::NewPin, {"876543", "876543"}}};
    QCOMPARE(errorOf(bench.run(PinTask::Change)), QString());
    QCOMPARE(bench.person.asked.at(2).triesLeft, 2);
    QVERIFY(bench.person.asked.at(2).wrongBefore);
}

void TestManagePin::lastTryIsSaidBeforeItIsUsed()
{
    Bench bench(ImagePinState::Regular, 1);
    const RunRecord record = bench.run(PinTask::Change);
    QCOMPARE(errorOf(record), errorId(ErrorCode::Cancelled));
    QCOMPARE(bench.person.asked.size(), 1);
    QCOMPARE(bench.person.asked.first().triesLeft, 1);
    QCOMPARE(bench.card->pinTriesLeft(), 1);
}

void TestManagePin::activatesATransportPin()
{
    Bench bench(ImagePinState::Transport);
    bench.person.answers = {{SecretKind::TransportPin, {"123456"}}, {SecretKind::NewPin, {"876543"}}};
    const RunRecord record = bench.run(PinTask::Activate);
    QCOMPARE(errorOf(record), QString());
    QVERIFY(stateOf(record).startsWith(QStringLiteral("notVerified 3")));
}

void TestManagePin::setsTheFirstPinOfACardWithoutAny()
{
    Bench bench(ImagePinState::Empty);
    bench.person.answers = {{SecretKind::NewPin, {"876543"}}};
    QCOMPARE(errorOf(bench.run(PinTask::Activate)), QString());
    QCOMPARE(bench.person.asked.size(), 1);
}

void TestManagePin::unblocks()
{
    Bench bench(ImagePinState::Regular, 0);
    bench.person.answers = {{SecretKind::Puk, {"12345678"}}, {SecretKind::NewPin, {"876543"}}};
    const RunRecord record = bench.run(PinTask::Unblock);
    QCOMPARE(errorOf(record), QString());
    QCOMPARE(bench.card->pinTriesLeft(), 3);
    QCOMPARE(bench.card->memory().pukUses, 9);
}

void TestManagePin::unblocksContactless()
{
    Bench bench(ImagePinState::Regular, 0);
    bench.card->setInterface(CardInterface::Contactless);
    bench.person.answers = {
        {SecretKind::Can, {"123123"}}, {SecretKind::Puk, {"12345678"}}, {SecretKind::NewPin, {"876543"}}};
    QCOMPARE(errorOf(bench.run(PinTask::Unblock)), QString());
    QCOMPARE(bench.card->pinTriesLeft(), 3);
}

void TestManagePin::wrongPukIsAskedAgain()
{
    Bench bench(ImagePinState::Regular, 0);
    bench.person.answers = {
        {SecretKind::Puk, {"00000000", "12345678"}}, {SecretKind::NewPin, {"876543", "876543"}}};
    QCOMPARE(errorOf(bench.run(PinTask::Unblock)), QString());
    QVERIFY(bench.person.asked.at(2).wrongBefore);
    QCOMPARE(bench.person.asked.at(2).triesLeft, 9);
    QCOMPARE(bench.card->memory().pukUses, 8);
}

void TestManagePin::malformedSecretsCostNothing()
{
    Bench bench(ImagePinState::Regular, 2);
    bench.person.answers = {
        {SecretKind::Pin, {"12345", "123456", "123456"}}, {SecretKind::NewPin, {"876543", "1", "876543"}}};
    QCOMPARE(errorOf(bench.run(PinTask::Change)), QString());
    QCOMPARE(bench.person.asked.size(), 6);
    QCOMPARE(bench.person.asked.at(2).triesLeft, 2);
}

void TestManagePin::aFailureIsShownWhereItWas()
{
    const auto stoppedAt = [](const RunRecord &record) { return record.steps.last().arrow; };
    Bench nobody;
    QCOMPARE(stoppedAt(nobody.run(PinTask::Change)), 0);
    Bench lastTry(ImagePinState::Regular, 1);
    lastTry.person.answers = {{SecretKind::Pin, {"111111"}}, {SecretKind::NewPin, {"876543"}}};
    QCOMPARE(stoppedAt(lastTry.run(PinTask::Change)), 1);
    Bench givesUp;
    givesUp.person.answers = {{SecretKind::Pin, {"111111"}}, {SecretKind::NewPin, {"876543"}}};
    QCOMPARE(stoppedAt(givesUp.run(PinTask::Change)), 0); // asked again
}

void TestManagePin::secretsStayOutOfTheRecord()
{
    Bench bench(ImagePinState::Regular, 0);
    bench.person.answers = {{SecretKind::Puk, {"12345678"}}, {SecretKind::NewPin, {"87654321"}}};
    const RunRecord record = bench.run(PinTask::Unblock);
    QByteArray all;
    for (const StepRecord &step : record.steps) {
        for (const Artifact &artifact : step.artifacts)
            all += artifact.bytes;
    }
    all.replace(' ', "");
    QVERIFY(all.contains("002C0002"));
    for (const char *secret : {"12345678", "87654321"})
        QVERIFY(!all.contains(secret));
}

QTEST_GUILESS_MAIN(TestManagePin)
#include "tst_managepin.moc"

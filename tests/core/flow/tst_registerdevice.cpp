#include "core/base/advice.h"
#include "core/base/encoding.h"
#include "core/check/registry.h"
#include "core/crypto/certificatebuilder.h"
#include "core/flow/report.h"
#include "core/flow/sessionfile.h"
#include "core/http/httpserver.h"
#include "tests/core/flow/flowbench.h"
#include "tests/support/secretsearch.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QSemaphore>
#include <QTest>

#include <condition_variable>
#include <thread>

using dsr::ErrorCode;
using dsr::Outcome;
using dsr::RunRecord;
using dsr::StepStatus;

namespace {

QString fact(const RunRecord &record, const char *name)
{
    return record.error ? record.error->facts.value(QLatin1StringView(name)).toString() : QString();
}

/// For a failing QVERIFY2.
QByteArray told(const RunRecord &record)
{
    return (
        record.stoppedAt + QLatin1Char(' ') + (record.error ? dsr::technicalText(*record.error) : QString()))
        .toUtf8();
}

/// The arrows of the step that failed, in words; "?" = nobody can tell.
QString failedArrows(const RunRecord &record)
{
    QStringList words;
    for (const dsr::StepRecord &step : record.steps) {
        for (int i = 0; step.status == StepStatus::Failed && i < step.arrows.size(); ++i) {
            const auto status = dsr::arrowStatus(step, i);
            words.append(status ? dsr::stepStatusId(*status) : QStringLiteral("?"));
        }
    }
    return words.join(QLatin1Char(' '));
}

/// A DMS of somebody else: it hands out nonces and answers every token in one way.
class ForeignService
{
public:
    explicit ForeignService(std::function<dsr::HttpReply()> answer)
    {
        dsr::HttpServerSetup setup;
        setup.handler = [answer = std::move(answer)](const dsr::HttpRequest &request, const dsr::HttpPeer &) {
            return request.target == "/nonce" ? dsr::HttpReply{.status = 200,
                                                    .headers = {{"Content-Type", "text/plain"}},
                                                    .body = QByteArray(64, '\x07').toBase64()}
                                              : answer();
        };
        setup.refusal = [](int status) {
            return dsr::HttpReply{.status = status, .headers = {}, .body = {}};
        };
        m_server = std::make_unique<dsr::HttpServer>(std::move(setup));
        m_server->start().value();
        dsr::DmsAddress address;
        address.tls = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server->port()));
        client = std::make_unique<dsr::DmsClient>(address);
    }
    std::unique_ptr<dsr::DmsClient> client;

private:
    std::unique_ptr<dsr::HttpServer> m_server;
};

/// A phone that keeps its key, as if the app were started again after a registration.
class KeepingPhone : public dsr::Device
{
public:
    explicit KeepingPhone(dsr::Device &phone)
        : m_phone(phone)
    {
        m_phone.newKeys().value();
    }
    QString type() const override { return m_phone.type(); }
    QString title() const override { return m_phone.title(); }
    dsr::Result<void> newKeys() override { return {}; }
    dsr::PrivateKey mtlsKey() const override { return m_phone.mtlsKey(); }
    dsr::Result<dsr::DeviceEvidence> attest(const dsr::DeviceChallenges &challenges, bool gms) override
    {
        return m_phone.attest(challenges, gms);
    }

private:
    dsr::Device &m_phone;
};

bool showsDigits(const QByteArray &where, const QByteArray &digits)
{
    return !dsr::formOfDigitsIn(where, digits).isEmpty();
}

/// Everything of a run that can be stored or shown.
QByteArray everythingOf(const RunRecord &record)
{
    QByteArray all = dsr::sessionBytes(record) + dsr::htmlReport(record);
    for (const dsr::StepRecord &step : record.steps) {
        for (const dsr::Artifact &artifact : step.artifacts)
            all += '\n' + artifact.bytes;
        if (step.error)
            all += dsr::technicalText(*step.error).toUtf8();
    }
    return all;
}

} // namespace

class TestRegisterDevice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void registers();
    void everyArrowHasItsArtifact();
    void everyStepLeavesItsArtifacts_data();
    void everyStepLeavesItsArtifacts();
    void provesItsCertificate();
    void keepsTheIdentityForItsOwnerAlone();
    void identityThatCannotBeKept();
    void gmsProfile_data();
    void gmsProfile();
    void wrongPinThenTheRightOne();
    void pinOfTwoDigitsCostsNoTry();
    void wrongPinUntilItIsBlocked();
    void blockedPinIsNotAskedFor();
    void transportPinIsNotAskedFor();
    void nobodyTypesThePin();
    void noCardInTheReader();
    void anotherCardBeforeSigning();
    void unsuitableCardIsNotAskedForItsPin_data();
    void unsuitableCardIsNotAskedForItsPin();
    void cancelledAtAnyStep_data();
    void cancelledAtAnyStep();
    void stoppedTooLateIsFinished_data();
    void stoppedTooLateIsFinished();
    void cancelledWhileThePinIsAwaited();
    void refusedBecauseOfThePhone();
    void samePairAgain();
    void nonceThatExpired();
    void serviceOfAnotherCa();
    void serviceThatIsNotThere();
    void serviceStopsMidway();
    void foreignRefusalIsShownWhereTheServiceWas_data();
    void foreignRefusalIsShownWhereTheServiceWas();
    void withoutAnAnswerNobodyKnowsWhatTheServiceDid();
    void secretsLeaveNoTrace();
    void searchForSecretsWouldFindThem_data();
    void searchForSecretsWouldFindThem();
};

void TestRegisterDevice::registers()
{
    FlowBench bench;
    const RunRecord record = bench.run();
    QVERIFY2(record.outcome == Outcome::Registered, told(record).constData());
    QVERIFY(record.stoppedAt.isEmpty());
    QVERIFY(!record.error);
    QCOMPARE(record.recipe, QStringLiteral("register-device"));
    QCOMPARE(record.reader, dsr::VirtualSource::readerName());
    QCOMPARE(record.dms, bench.local.address().tls.toString());
    QCOMPARE(record.profile, QStringLiteral("rfc"));
    for (const dsr::StepRecord &step : record.steps)
        QCOMPARE(step.status, StepStatus::Done);

    const auto stored = bench.local.store()->registrations().value();
    QCOMPARE(stored.size(), 1);
    QCOMPARE(record.kvnr, stored.first().userIdentifier);
    QCOMPARE(record.deviceIdentifier, stored.first().deviceIdentifier);
    const auto certificate = dsr::Certificate::fromPem(record.certificatePem.toLatin1());
    QVERIFY(certificate);
    QCOMPARE(certificate->der(), stored.first().certificate);
    QCOMPARE(certificate->publicKey(), bench.phone.mtlsKey().publicKey());

    QVERIFY(!record.dmsFindings.isEmpty());
    for (const dsr::Finding &finding : record.dmsFindings + record.clientFindings)
        QVERIFY2(finding.status != dsr::FindingStatus::Fail, qPrintable(finding.check));
    QStringList client;
    for (const dsr::Finding &finding : record.clientFindings)
        client.append(finding.check);
    QCOMPARE(client, QStringList({QStringLiteral("answer.nonce"), QStringLiteral("answer.certificate")}));
    QCOMPARE(bench.card->pinTriesLeft(), 3);
    // The page is passed on; the person stays out of it.
    QVERIFY(!QString::fromUtf8(dsr::htmlReport(record)).contains(record.kvnr));
}

void TestRegisterDevice::everyArrowHasItsArtifact()
{
    FlowBench bench;
    const RunRecord record = bench.run();
    int arrows = 0;
    for (const dsr::StepRecord &step : record.steps) {
        for (const dsr::Arrow &arrow : step.arrows) {
            if (arrow.artifact.isEmpty())
                continue;
            ++arrows;
            QVERIFY2(record.artifact(arrow.artifact), qPrintable(arrow.artifact));
            QVERIFY2(dsr::artifactTitle(arrow.artifact) != arrow.artifact, qPrintable(arrow.artifact));
        }
    }
    QVERIFY(arrows > 10);
}

void TestRegisterDevice::everyStepLeavesItsArtifacts_data()
{
    QTest::addColumn<QString>("names");
    const auto row = [](const char *step, const char *names) {
        QTest::newRow(step) << QString::fromLatin1(names);
    };
    row("choose-device", "device.publicKey");
    row("fetch-nonce", "nonce.request nonce.answer nonce");
    row("derive-nonces", "nonces.derived");
    row("attest-device", "attestation.leaf attestation.subject attestation.claims");
    row("request-certificate", "csr");
    row("connect-card", "card.info card.exchange.identify");
    row("read-certificate", "card.certificate card.exchange.certificate");
    row("verify-pin", "card.exchange.pin");
    row("sign-token", "token.header token.payload token.hash card.exchange.sign token");
    row("send-registration", "registration.request registration.answer");
    row("keep-certificate", "certificate");
}

void TestRegisterDevice::everyStepLeavesItsArtifacts()
{
    QFETCH(QString, names);
    static const RunRecord record = FlowBench().run();
    for (const dsr::StepRecord &step : record.steps) {
        if (step.id != QString::fromLatin1(QTest::currentDataTag()))
            continue;
        QStringList found;
        for (const dsr::Artifact &artifact : step.artifacts) {
            found.append(artifact.name);
            QVERIFY2(!artifact.bytes.isEmpty(), qPrintable(artifact.name));
        }
        QCOMPARE(found.join(QLatin1Char(' ')), names);
        return;
    }
    QFAIL("no such step");
}

void TestRegisterDevice::provesItsCertificate()
{
    FlowBench bench;
    const RunRecord record = bench.run();
    const auto certificate = dsr::Certificate::fromPem(record.certificatePem.toLatin1());
    const auto devices =
        dsr::proveCertificate(*bench.dms, *certificate, bench.phone.mtlsKey(), record.kvnr, {});
    QVERIFY(devices);
    QVERIFY(devices->contains(record.deviceIdentifier.toLatin1()));
}

void TestRegisterDevice::keepsTheIdentityForItsOwnerAlone()
{
    FlowBench bench;
    bench.setup.identityFolder = bench.folder.filePath(QStringLiteral("identity"));
    const RunRecord record = bench.run();
    QVERIFY2(record.outcome == Outcome::Registered, told(record).constData());
    QFile key(bench.setup.identityFolder + QStringLiteral("/key.pem"));
    QFile certificate(bench.setup.identityFolder + QStringLiteral("/certificate.pem"));
    QVERIFY(key.open(QIODevice::ReadOnly) && certificate.open(QIODevice::ReadOnly));
    QVERIFY(!(key.permissions()
        & ~(QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadUser
            | QFileDevice::WriteUser)));
    QCOMPARE(QString::fromLatin1(certificate.readAll()), record.certificatePem);
    const auto read = dsr::PrivateKey::fromPem(dsr::Secret(key.readAll()));
    QVERIFY(read);
    QCOMPARE(read->publicKey(), bench.phone.mtlsKey().publicKey());
}

void TestRegisterDevice::identityThatCannotBeKept()
{
    FlowBench bench;
    QFile file(bench.folder.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    bench.setup.identityFolder = file.fileName();
    const RunRecord record = bench.run();
    QCOMPARE(record.outcome, Outcome::Failed);
    QCOMPARE(record.stoppedAt, QStringLiteral("keep-certificate"));
    QCOMPARE(record.error->code, ErrorCode::DataDirUnusable);
}

void TestRegisterDevice::gmsProfile_data()
{
    QTest::addColumn<bool>("lenient");
    QTest::newRow("is registered by a lenient service") << true;
    QTest::newRow("is refused by a strict service") << false;
}

void TestRegisterDevice::gmsProfile()
{
    QFETCH(bool, lenient);
    FlowBench bench(lenient ? dsr::Mode::Lenient : dsr::Mode::Strict);
    bench.setup.profile = dsr::Profile::Gms;
    const RunRecord record = bench.run();
    QVERIFY2(record.outcome == (lenient ? Outcome::Registered : Outcome::Refused), told(record).constData());
    QCOMPARE(record.profile, QStringLiteral("gms"));
    QVERIFY(!record.artifact(QStringLiteral("attestation.subject")));
    const QJsonObject header =
        QJsonDocument::fromJson(record.artifact(QStringLiteral("token.header"))->bytes).object();
    QVERIFY(!header.contains(QStringLiteral("nonce")));
}

void TestRegisterDevice::wrongPinThenTheRightOne()
{
    FlowBench bench;
    bench.driver.pins = {"999999", "888888", bench.pin()};
    const RunRecord record = bench.run();
    QVERIFY2(record.outcome == Outcome::Registered, told(record).constData());
    QCOMPARE(bench.driver.questions.size(), 3);
    QCOMPARE(bench.driver.questions.at(0).triesLeft, 3);
    QVERIFY(!bench.driver.questions.at(0).wrongBefore);
    QCOMPARE(bench.driver.questions.at(1).triesLeft, 2);
    QVERIFY(bench.driver.questions.at(1).wrongBefore);
    QCOMPARE(bench.driver.questions.at(2).triesLeft, 1);
    QCOMPARE(bench.driver.questions.at(2).reader, dsr::VirtualSource::readerName());
    QCOMPARE(bench.card->pinTriesLeft(), 3);
}

void TestRegisterDevice::pinOfTwoDigitsCostsNoTry()
{
    FlowBench bench;
    bench.driver.pins = {"12", "letters", "", bench.pin()};
    const RunRecord record = bench.run();
    QVERIFY2(record.outcome == Outcome::Registered, told(record).constData());
    QCOMPARE(bench.driver.questions.size(), 4);
    QCOMPARE(bench.driver.questions.last().triesLeft, 3);
}

void TestRegisterDevice::wrongPinUntilItIsBlocked()
{
    FlowBench bench;
    bench.driver.pins = {"999999", "888888", "777777", bench.pin()};
    const RunRecord record = bench.run();
    QCOMPARE(record.outcome, Outcome::Failed);
    QCOMPARE(record.stoppedAt, QStringLiteral("sign-token"));
    QVERIFY2(record.error->code == ErrorCode::CardPinBlocked
            || (record.error->code == ErrorCode::CardPinWrong
                && fact(record, "triesLeft") == QStringLiteral("0")),
        told(record).constData());
    QCOMPARE(bench.driver.questions.size(), 3);
    QCOMPARE(bench.card->pinTriesLeft(), 0);
    QCOMPARE(bench.registrationRequests.load(), 0);
}

void TestRegisterDevice::blockedPinIsNotAskedFor()
{
    FlowBench bench;
    dsr::CardImage image = bench.bed.cardImage();
    image.pinTries = 0;
    bench.insert(std::move(image));
    const RunRecord record = bench.run();
    QCOMPARE(record.stoppedAt, QStringLiteral("verify-pin"));
    QCOMPARE(record.error->code, ErrorCode::CardPinBlocked);
    QVERIFY(bench.driver.questions.isEmpty());
}

void TestRegisterDevice::transportPinIsNotAskedFor()
{
    FlowBench bench;
    dsr::CardImage image = bench.bed.cardImage();
    image.pinState = dsr::ImagePinState::Transport;
    bench.insert(std::move(image));
    const RunRecord record = bench.run();
    QCOMPARE(record.stoppedAt, QStringLiteral("verify-pin"));
    QCOMPARE(record.error->code, ErrorCode::CardPinTransport);
    QVERIFY(bench.driver.questions.isEmpty());
}

void TestRegisterDevice::nobodyTypesThePin()
{
    FlowBench bench;
    bench.driver.pins.clear();
    const RunRecord record = bench.run();
    QCOMPARE(record.outcome, Outcome::Failed);
    QCOMPARE(record.error->code, ErrorCode::Cancelled);
    QCOMPARE(bench.card->pinTriesLeft(), 3);
}

void TestRegisterDevice::noCardInTheReader()
{
    FlowBench bench;
    bench.cards.remove();
    const RunRecord record = bench.run();
    QCOMPARE(record.stoppedAt, QStringLiteral("connect-card"));
    QCOMPARE(record.error->code, ErrorCode::CardNoCard);
    QCOMPARE(failedArrows(record), QStringLiteral("failed skipped"));
}

void TestRegisterDevice::anotherCardBeforeSigning()
{
    FlowBench bench;
    bench.driver.beforeStep = [&](const dsr::Step &step, std::stop_token) {
        if (step.id == QStringLiteral("sign-token")) {
            dsr::TestBed other = bench.bed;
            other.iccsn = QStringLiteral("80276883110000000001");
            bench.insert(other.cardImage());
        }
        return true;
    };
    const RunRecord record = bench.run();
    QCOMPARE(record.stoppedAt, QStringLiteral("sign-token"));
    QCOMPARE(record.error->code, ErrorCode::CardRemoved);
    QCOMPARE(bench.card->pinTriesLeft(), 3);
}

void TestRegisterDevice::unsuitableCardIsNotAskedForItsPin_data()
{
    QTest::addColumn<int>("validFromDays");
    QTest::addColumn<int>("validToDays");
    QTest::addColumn<QByteArray>("without");
    QTest::addColumn<QString>("reason");
    QTest::newRow("expired yesterday") << -2000 << -1 << QByteArray() << QStringLiteral("expired");
    QTest::newRow("valid from tomorrow") << 1 << 2000 << QByteArray() << QStringLiteral("notYetValid");
    QTest::newRow("no policy of a health card")
        << -1 << 2000 << QByteArray("2.5.29.32") << QStringLiteral("policy");
    QTest::newRow("no role of an insured person")
        << -1 << 2000 << QByteArray("1.3.36.8.3.3") << QStringLiteral("role");
}

void TestRegisterDevice::unsuitableCardIsNotAskedForItsPin()
{
    QFETCH(int, validFromDays);
    QFETCH(int, validToDays);
    QFETCH(QByteArray, without);
    QFETCH(QString, reason);
    FlowBench bench;
    const dsr::Certificate regular = bench.bed.card.certificate;
    dsr::CertificateContent content{.serial = regular.serialBytes(),
        .subject = regular.subject().der,
        .notBefore = bench.clock.now().addDays(validFromDays),
        .notAfter = bench.clock.now().addDays(validToDays),
        .publicKey = regular.publicKey(),
        .extensions = regular.extensions()};
    content.extensions.removeIf([&](const dsr::Extension &extension) { return extension.oid == without; });
    dsr::TestBed other = bench.bed;
    other.card.certificate =
        *dsr::signCertificate(content, bench.bed.egkCa.certificate.subject().der, bench.bed.egkCa.key);
    bench.insert(other.cardImage());
    const RunRecord record = bench.run();
    QCOMPARE(record.stoppedAt, QStringLiteral("read-certificate"));
    QCOMPARE(record.error->code, ErrorCode::CardCertificateUnusable);
    QCOMPARE(fact(record, "reason"), reason);
    QCOMPARE(failedArrows(record), QStringLiteral("done failed"));
    QVERIFY(bench.driver.questions.isEmpty());
}

void TestRegisterDevice::cancelledAtAnyStep_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<bool>("byTheRun");
    for (const dsr::Step &step : dsr::registerDevice({}).steps) {
        if (step.evenIfStopped)
            continue;
        QTest::addRow("%s, the person says no", qPrintable(step.id)) << step.id << false;
        QTest::addRow("%s, the run is cancelled", qPrintable(step.id)) << step.id << true;
    }
}

void TestRegisterDevice::cancelledAtAnyStep()
{
    QFETCH(QString, step);
    QFETCH(bool, byTheRun);
    FlowBench bench;
    bench.setup.identityFolder = bench.folder.filePath(QStringLiteral("identity"));
    dsr::Run run(dsr::registerDevice(bench.setup), bench.driver, bench.clock);
    bench.driver.beforeStep = [&](const dsr::Step &next, std::stop_token) {
        if (next.id != step)
            return true;
        if (byTheRun)
            run.cancel();
        return byTheRun;
    };
    const RunRecord record = run.runHere();
    QVERIFY2(record.outcome == Outcome::Failed, told(record).constData());
    QCOMPARE(record.error->code, ErrorCode::Cancelled);
    QCOMPARE(record.stoppedAt, step);
    bool reached = true;
    for (const dsr::StepRecord &entry : record.steps) {
        const bool isIt = entry.id == step;
        QCOMPARE(entry.status, isIt ? StepStatus::Failed : reached ? StepStatus::Done : StepStatus::Skipped);
        reached = reached && !isIt;
    }
    QVERIFY(!QFile::exists(bench.setup.identityFolder + QStringLiteral("/certificate.pem")));
    QCOMPARE(bench.registrations(), 0);
    QCOMPARE(bench.card->pinTriesLeft(), 3);
}

void TestRegisterDevice::stoppedTooLateIsFinished_data()
{
    QTest::addColumn<bool>("byTheRun");
    QTest::newRow("the person says no") << false;
    QTest::newRow("the run is cancelled") << true;
}

void TestRegisterDevice::stoppedTooLateIsFinished()
{
    QFETCH(const bool, byTheRun);
    FlowBench bench;
    bench.setup.identityFolder = bench.folder.filePath(QStringLiteral("identity"));
    dsr::Run run(dsr::registerDevice(bench.setup), bench.driver, bench.clock);
    bench.driver.beforeStep = [&](const dsr::Step &next, std::stop_token) {
        if (next.id != QStringLiteral("keep-certificate"))
            return true;
        if (byTheRun)
            run.cancel();
        return byTheRun;
    };
    const RunRecord record = run.runHere();
    QVERIFY2(record.outcome == Outcome::Registered, told(record).constData());
    QVERIFY(record.stoppedAt.isEmpty());
    QCOMPARE(record.steps.last().status, StepStatus::Done);
    QCOMPARE(bench.registrations(), 1);
    // It is kept, and it is said that it was stopped.
    QFile certificate(bench.setup.identityFolder + QStringLiteral("/certificate.pem"));
    QVERIFY(certificate.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromLatin1(certificate.readAll()), record.certificatePem);
    QVERIFY(QFile::exists(bench.setup.identityFolder + QStringLiteral("/key.pem")));
    QCOMPARE(record.error->code, ErrorCode::Cancelled);
    QVERIFY(dsr::adviceFor(*record.error).action.contains(QStringLiteral("kept")));
    QVERIFY(QString::fromUtf8(dsr::htmlReport(record)).contains(dsr::adviceFor(*record.error).title));
}

void TestRegisterDevice::cancelledWhileThePinIsAwaited()
{
    class Waiting : public dsr::Operator
    {
    public:
        bool proceed(const dsr::Step &, std::stop_token) override { return true; }
        dsr::Result<dsr::Secret> secret(const dsr::SecretQuestion &, std::stop_token stop) override
        {
            std::unique_lock lock(mutex);
            asked = true;
            changed.notify_all();
            changed.wait(lock, stop, [] { return false; });
            return dsr::fail(ErrorCode::Cancelled, QStringLiteral("PIN"));
        }
        std::mutex mutex;
        std::condition_variable_any changed;
        bool asked = false;
    } waiting;
    FlowBench bench;
    dsr::Run run(dsr::registerDevice(bench.setup), waiting, bench.clock);
    run.start();
    {
        std::unique_lock lock(waiting.mutex);
        waiting.changed.wait(lock, [&] { return waiting.asked; });
    }
    QCOMPARE(run.record().outcome, Outcome::Running);
    run.cancel();
    QTRY_COMPARE(run.record().outcome, Outcome::Failed);
    QCOMPARE(run.record().stoppedAt, QStringLiteral("sign-token"));
    QCOMPARE(run.record().error->code, ErrorCode::Cancelled);
}

void TestRegisterDevice::refusedBecauseOfThePhone()
{
    FlowBench bench;
    dsr::AndroidPhone::Quirks quirks;
    quirks.attestKey = [](dsr::KeyDescriptionContent &content) { content.deviceLocked = false; };
    dsr::AndroidPhone unlocked(bench.bed, bench.clock, quirks);
    bench.setup.device = &unlocked;
    const RunRecord record = bench.run();
    QCOMPARE(record.outcome, Outcome::Refused);
    QCOMPARE(record.stoppedAt, QStringLiteral("send-registration"));
    QCOMPARE(record.error->code, ErrorCode::DmsRefused);
    QCOMPARE(fact(record, "errorCode"), QStringLiteral("BOOT_STATE_VIOLATION"));
    QCOMPARE(fact(record, "check"), QStringLiteral("android.boot.locked"));
    QCOMPARE(failedArrows(record), QStringLiteral("done done done failed skipped skipped skipped skipped"));
    QCOMPARE(fact(record, "status"), QStringLiteral("400"));
    QVERIFY(!fact(record, "traceId").isEmpty());
    QCOMPARE(
        record.dmsFindings.at(record.dmsFindings.size() - 2).check, QStringLiteral("android.boot.locked"));
    QVERIFY(record.artifact(QStringLiteral("registration.answer")));
    QCOMPARE(bench.registrations(), 0);
}

void TestRegisterDevice::samePairAgain()
{
    FlowBench bench;
    KeepingPhone phone(bench.phone);
    bench.setup.device = &phone;
    QCOMPARE(bench.run().outcome, Outcome::Registered);
    bench.driver.pins = {bench.pin()};
    const RunRecord record = bench.run();
    QCOMPARE(record.outcome, Outcome::Refused);
    QCOMPARE(fact(record, "errorCode"), QStringLiteral("DEVICE_ALREADY_REGISTERED"));
    QCOMPARE(fact(record, "check"), QStringLiteral("store.unique"));
    QCOMPARE(failedArrows(record), QStringLiteral("done done done done done ? failed skipped"));
    QCOMPARE(bench.registrations(), 1);
}

void TestRegisterDevice::nonceThatExpired()
{
    FlowBench bench;
    bench.driver.beforeStep = [&](const dsr::Step &step, std::stop_token) {
        if (step.id == QStringLiteral("send-registration"))
            bench.clock.advance(61 * 60);
        return true;
    };
    const RunRecord record = bench.run();
    QCOMPARE(record.outcome, Outcome::Refused);
    QCOMPARE(fact(record, "errorCode"), QStringLiteral("NONCE_EXPIRED"));
    QCOMPARE(fact(record, "check"), QStringLiteral("nonce.fresh"));
}

void TestRegisterDevice::serviceOfAnotherCa()
{
    FlowBench bench;
    dsr::DmsAddress address = bench.local.address();
    address.tlsCa = {bench.bed.dmsCa.certificate};
    dsr::DmsClient distrustful(address);
    bench.setup.dms = &distrustful;
    const RunRecord record = bench.run();
    QCOMPARE(record.outcome, Outcome::Failed);
    QCOMPARE(record.stoppedAt, QStringLiteral("fetch-nonce"));
    QCOMPARE(record.error->code, ErrorCode::NetTlsUntrusted);
    QVERIFY(record.artifact(QStringLiteral("nonce.request")));
    QVERIFY(!record.artifact(QStringLiteral("nonce.answer")));
}

void TestRegisterDevice::serviceThatIsNotThere()
{
    FlowBench bench;
    bench.local.stop();
    const RunRecord record = bench.run();
    QCOMPARE(record.outcome, Outcome::Failed);
    QCOMPARE(record.stoppedAt, QStringLiteral("fetch-nonce"));
    QCOMPARE(record.error->code, ErrorCode::NetUnreachable);
    QCOMPARE(failedArrows(record), QStringLiteral("failed skipped skipped"));
}

void TestRegisterDevice::serviceStopsMidway()
{
    FlowBench bench;
    bench.driver.beforeStep = [&](const dsr::Step &step, std::stop_token) {
        if (step.id == QStringLiteral("send-registration"))
            bench.local.stop();
        return true;
    };
    const RunRecord record = bench.run();
    QCOMPARE(record.outcome, Outcome::Failed);
    QCOMPARE(record.stoppedAt, QStringLiteral("send-registration"));
    QCOMPARE(record.error->code, ErrorCode::NetUnreachable);
    QCOMPARE(failedArrows(record),
        QStringLiteral("failed skipped skipped skipped skipped skipped skipped skipped"));
    QVERIFY(bench.local.start());
    QCOMPARE(bench.registrations(), 0);
}

void TestRegisterDevice::foreignRefusalIsShownWhereTheServiceWas_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("arrows");
    const auto row = [](const char *name, int status, const QByteArray &body, const char *arrows) {
        QTest::newRow(name) << status << body << QString::fromLatin1(arrows);
    };
    row("the request itself", 415, R"({"errorCode":"CONSTRAINT_VIOLATION"})",
        "failed skipped skipped skipped skipped skipped skipped skipped");
    row("the token", 400, R"({"errorCode":"TOKEN_EXPIRED"})",
        "done failed skipped skipped skipped skipped skipped skipped");
    row("the status of the card", 503, R"({"errorCode":"OCSP_UNAVAILABLE"})",
        "done done failed skipped skipped skipped skipped skipped");
    row("the attestation", 400, R"({"errorCode":"BOOT_STATE_VIOLATION"})",
        "done done done failed skipped skipped skipped skipped");
    row("the insured person", 400, R"({"errorCode":"MISSING_USER_IDENTITY"})",
        "done done done done failed skipped skipped skipped");
    row("the registration is there already", 400, R"({"errorCode":"DEVICE_ALREADY_REGISTERED"})",
        "done done done done done ? failed skipped");
    row("a code of more than one place", 500, R"({"errorCode":"INTERNAL_SERVER_ERROR"})",
        "done ? ? ? ? ? ? failed");
    row("a code that nobody knows", 400, R"({"errorCode":"BAD_WEATHER"})", "done ? ? ? ? ? ? failed");
    row("no code", 502, "<html>Bad gateway</html>", "done ? ? ? ? ? ? failed");
    row("all was well but the answer", 201, "{}", "done done done done done done done failed");
}

void TestRegisterDevice::foreignRefusalIsShownWhereTheServiceWas()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, arrows);
    FlowBench bench;
    ForeignService service([&] {
        return dsr::HttpReply{
            .status = status, .headers = {{"Content-Type", "application/json"}}, .body = body};
    });
    bench.setup.dms = service.client.get();
    const RunRecord record = bench.run();
    QCOMPARE(record.stoppedAt, QStringLiteral("send-registration"));
    QCOMPARE(failedArrows(record), arrows);
}

void TestRegisterDevice::withoutAnAnswerNobodyKnowsWhatTheServiceDid()
{
    FlowBench bench;
    QSemaphore runHasEnded;
    dsr::Run *run = nullptr;
    ForeignService service([&] {
        run->cancel();
        runHasEnded.acquire();
        return dsr::HttpReply{.status = 201, .headers = {}, .body = {}};
    });
    bench.setup.dms = service.client.get();
    dsr::Run stopped(dsr::registerDevice(bench.setup), bench.driver, bench.clock);
    run = &stopped;
    const RunRecord record = stopped.runHere();
    runHasEnded.release();
    QCOMPARE(record.error->code, ErrorCode::Cancelled);
    QCOMPARE(failedArrows(record), QStringLiteral("? ? ? ? ? ? ? failed"));
}

void TestRegisterDevice::secretsLeaveNoTrace()
{
    // Values that occur nowhere by chance; one PIN is wrong, one right.
    const QByteArray right = "73919284";
    const QByteArray wrong = "60417853";
    FlowBench bench;
    dsr::CardImage image = bench.bed.cardImage();
    image.pin = dsr::Secret(QByteArray(right));
    image.puk = dsr::Secret(QByteArray("58204617"));
    image.can = dsr::Secret(QByteArray("907351"));
    bench.insert(std::move(image));
    bench.setup.identityFolder = bench.folder.filePath(QStringLiteral("identity"));
    bench.driver.pins = {wrong, right};
    const RunRecord record = bench.run();
    QVERIFY2(record.outcome == Outcome::Registered, told(record).constData());
    const QByteArray all = everythingOf(record);
    QVERIFY(showsDigits(all, record.kvnr.toLatin1())); // it is the whole record that is searched
    for (const QByteArray &digits : {right, wrong, QByteArray("58204617"), QByteArray("907351")})
        QVERIFY2(!showsDigits(all, digits), digits.constData());

    QFile key(bench.setup.identityFolder + QStringLiteral("/key.pem"));
    QVERIFY(key.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = key.readAll().split('\n');
    QCOMPARE(lines.size(), 6); // three lines of base64; the last one holds nothing but the public half
    QVERIFY(!all.contains("PRIVATE KEY"));
    QVERIFY(!all.contains(lines.at(1)) && !all.contains(lines.at(2)));
    const QByteArray scalar = QByteArray::fromBase64(lines.at(1) + lines.at(2)).mid(36, 32);
    QVERIFY(!all.toLower().contains(scalar.toHex()) && !all.toLower().contains(scalar.toHex(' ')));
}

void TestRegisterDevice::searchForSecretsWouldFindThem_data()
{
    QTest::addColumn<QByteArray>("leak");
    QTest::newRow("as text") << QByteArray("PIN 73919284 sent");
    QTest::newRow("in a command") << QByteArray("00 20 00 02 08 28 73 91 92 84 FF FF FF");
    QTest::newRow("in a command without blanks") << QByteArray("00200002082873919284ffffff");
    QTest::newRow("as hex of the text") << QByteArray("3733393139323834");
    QTest::newRow("as base64 of the text") << QByteArray("73919284").toBase64();
    QTest::newRow("as base64 of the block") << QByteArray::fromHex("2873919284ffffff").toBase64();
}

void TestRegisterDevice::searchForSecretsWouldFindThem()
{
    QFETCH(QByteArray, leak);
    static const RunRecord clean = FlowBench().run();
    QVERIFY(!showsDigits(everythingOf(clean), "73919284"));
    RunRecord record = clean;
    record.steps[3].artifacts.append({QStringLiteral("leak"), dsr::DataKind::Text, leak});
    QVERIFY(showsDigits(everythingOf(record), "73919284"));
}

QTEST_GUILESS_MAIN(TestRegisterDevice)
#include "tst_registerdevice.moc"

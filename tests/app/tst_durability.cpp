// The service is killed without warning, again and again, while clients register devices. What a client was
// told must have happened, and nothing half may be left. DSR_DURABILITY_ROUNDS says how often; 20 by default.

#include "core/base/encoding.h"
#include "core/dms/dmsstore.h"
#include "tests/app/process.h"
#include "tests/app/tokenmaker.h"

#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QtTest>

#include <condition_variable>
#include <mutex>
#include <thread>

using namespace dsr;

namespace {

constexpr int clientCount = 4;
constexpr int standardRounds = 20;

/// One attempt of a client as the client saw it.
struct Attempt
{
    FreshToken fresh;
    QString kvnr;
    QByteArray certificate; ///< of the 201; empty: refused or never answered
    bool isAnswered = false;
};

/// All attempts; threads add, the test waits for their number.
class Attempts
{
public:
    void add(Attempt attempt)
    {
        const std::lock_guard guard(m_mutex);
        m_confirmed += attempt.certificate.isEmpty() ? 0 : 1;
        m_list.append(std::move(attempt));
        m_changed.notify_all();
    }
    bool waitForConfirmed(int count)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, std::chrono::seconds(60), [&] { return m_confirmed >= count; });
    }
    const QList<Attempt> &list() const { return m_list; }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    QList<Attempt> m_list;
    int m_confirmed = 0;
};

/// Registers one device after the other until the service is gone.
void registerUntilGone(const QString &dataDir, const DmsAddress &address, Attempts &attempts)
{
    TokenMaker maker(dataDir, address);
    for (;;) {
        const auto fresh = maker.make();
        if (!fresh)
            return;
        DmsExchange exchange;
        const auto certificate = maker.dms().registerDevice(fresh->token, exchange, {});
        attempts.add({.fresh = *fresh,
            .kvnr = maker.kvnr(),
            .certificate = certificate.value_or(QByteArray()),
            .isAnswered = exchange.status != 0});
        if (exchange.status == 0)
            return;
    }
}

QString deviceOf(const Attempt &attempt)
{
    return QString::fromLatin1(toBase64(attempt.fresh.deviceKey.publicKey().fingerprint()));
}

/// The number that a query counts; -1 if it fails.
int counted(const QString &store, const QString &query)
{
    int count = -1;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE", "durability");
        database.setDatabaseName(store);
        QSqlQuery sql(database);
        if (database.open() && sql.exec(query) && sql.next())
            count = sql.value(0).toInt();
    }
    QSqlDatabase::removeDatabase("durability");
    return count;
}

} // namespace

class TestDurability : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostWhenTheServiceIsKilled();

private:
    void killedOnce(const Sandbox &sandbox, int confirmedBefore, Attempts &attempts);
    void everythingIsThere(const Sandbox &sandbox, const QList<Attempt> &attempts);
    void noNonceCountsAgain(const Sandbox &sandbox, const QList<Attempt> &attempts);
};

void TestDurability::killedOnce(const Sandbox &sandbox, int confirmedBefore, Attempts &attempts)
{
    const auto service = sandbox.start({"dms", "serve", "--json"});
    const QJsonObject ready = nextObject(*service);
    QVERIFY2(ready.value("ready").toBool(), service->readAllStandardError());
    const auto address = remoteDms(ready.value("tls").toString(), ready.value("ca").toString());
    QVERIFY(address);
    std::vector<std::jthread> clients;
    for (int i = 0; i < clientCount; ++i)
        clients.emplace_back([&] { registerUntilGone(sandbox.dataDir(), *address, attempts); });
    QVERIFY(attempts.waitForConfirmed(confirmedBefore));
    service->kill(); // the other clients are anywhere now
    clients.clear();
    service->waitForFinished();
    QCOMPARE(service->exitStatus(), QProcess::CrashExit);
}

void TestDurability::everythingIsThere(const Sandbox &sandbox, const QList<Attempt> &attempts)
{
    const QString path = sandbox.dataDir() + "/dms.sqlite";
    QCOMPARE(
        counted(path,
            "SELECT COUNT(*) FROM certificate WHERE serial NOT IN (SELECT serial FROM device_registration)"),
        0);
    QCOMPARE(
        counted(path,
            "SELECT COUNT(*) FROM device_registration WHERE serial NOT IN (SELECT serial FROM certificate)"),
        0);
    const auto store = DmsStore::open(path);
    QVERIFY(store);
    for (const Attempt &attempt : attempts) {
        if (attempt.certificate.isEmpty())
            continue;
        const auto found = (*store)->registration(attempt.kvnr, deviceOf(attempt));
        QVERIFY(found);
        QVERIFY2(*found, "a client was told 201, but the registration is gone");
        QCOMPARE((*found)->certificate, attempt.certificate);
        const auto nonce = (*store)->nonce(attempt.fresh.nonce);
        QVERIFY(nonce && *nonce);
        QVERIFY((*nonce)->consumedAt.isValid());
    }
}

void TestDurability::noNonceCountsAgain(const Sandbox &sandbox, const QList<Attempt> &attempts)
{
    const auto service = sandbox.start({"dms", "serve", "--json"});
    const QJsonObject ready = nextObject(*service);
    DmsClient client(*remoteDms(ready.value("tls").toString(), ready.value("ca").toString()));
    for (const Attempt &attempt : attempts) {
        int confirmed = attempt.certificate.isEmpty() ? 0 : 1;
        // Twice: what was in flight may still be free once.
        for (int i = 0; i < 2; ++i) {
            DmsExchange exchange;
            confirmed += client.registerDevice(attempt.fresh.token, exchange, {}) ? 1 : 0;
            QVERIFY2(exchange.status == 201 || exchange.status == 400 || exchange.status == 409,
                qPrintable(exchange.response));
        }
        QVERIFY(confirmed <= 1);
        QVERIFY2(!attempt.isAnswered || confirmed == 1, "the service refused a good token");
    }
    service->kill();
    service->waitForFinished();
}

void TestDurability::nothingIsLostWhenTheServiceIsKilled()
{
    const int set = qEnvironmentVariableIntValue("DSR_DURABILITY_ROUNDS");
    const int rounds = set > 0 ? set : standardRounds;
    const Sandbox sandbox;
    QCOMPARE(sandbox.ctl({"testbed", "show"}).exitCode, 0);
    int confirmed = 0;
    int unanswered = 0;
    for (int round = 0; round < rounds; ++round) {
        Attempts attempts;
        killedOnce(sandbox, QRandomGenerator::global()->bounded(1, 10), attempts);
        if (QTest::currentTestFailed())
            return;
        everythingIsThere(sandbox, attempts.list());
        noNonceCountsAgain(sandbox, attempts.list());
        if (QTest::currentTestFailed())
            return;
        for (const Attempt &attempt : attempts.list()) {
            confirmed += attempt.certificate.isEmpty() ? 0 : 1;
            unanswered += attempt.isAnswered ? 0 : 1;
        }
    }
    qInfo("%d kills, %d registrations confirmed before them, %d cut off in the middle", rounds, confirmed,
        unanswered);
    QVERIFY2(unanswered > 0, "no kill came in the middle of a registration: this run proves nothing");
}

QTEST_GUILESS_MAIN(TestDurability)
#include "tst_durability.moc"

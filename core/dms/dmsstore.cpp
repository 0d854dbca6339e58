#include "core/dms/dmsstore.h"

#include "core/base/digest.h"
#include "core/base/encoding.h"
#include "core/base/files.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QThread>
#include <QVariant>

#include <atomic>
#include <map>
#include <mutex>

namespace dsr {

namespace {

constexpr int schemaVersion = 1;
constexpr int busyMilliseconds = 10'000;
constexpr int sqliteBusy = 5;

// Written so that other SQL databases take it too; times are milliseconds since 1970 UTC.
constexpr const char *schema[] = {
    "CREATE TABLE schema_version (version INTEGER NOT NULL)",
    "CREATE TABLE nonce (id VARCHAR(64) PRIMARY KEY, issued_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, "
    "consumed_at BIGINT)",
    "CREATE INDEX nonce_expires ON nonce (expires_at)",
    "CREATE TABLE certificate (serial VARCHAR(40) PRIMARY KEY, der BLOB NOT NULL, revoked_at BIGINT)",
    "CREATE TABLE device_registration (device_uuid VARCHAR(36) PRIMARY KEY, user_identifier VARCHAR(64) NOT "
    "NULL, "
    "device_identifier VARCHAR(64) NOT NULL, device_type VARCHAR(16) NOT NULL, created_at BIGINT NOT NULL, "
    "deleted_at BIGINT, serial VARCHAR(40) NOT NULL REFERENCES certificate (serial), evidence BLOB NOT NULL)",
    "CREATE UNIQUE INDEX active_registration ON device_registration (user_identifier, device_identifier) "
    "WHERE deleted_at IS NULL",
};

constexpr const char *registrationColumns =
    "SELECT r.user_identifier, r.device_identifier, r.device_type, r.device_uuid, r.created_at, r.serial, "
    "c.der, r.evidence FROM device_registration r JOIN certificate c ON c.serial = r.serial "
    "WHERE r.deleted_at IS NULL";

/// A statement that was run, and its rows. Lets go of the database when it is done with.
class Rows
{
public:
    explicit Rows(QSqlQuery &query)
        : m_query(&query)
    {
    }
    ~Rows()
    {
        if (m_query)
            m_query->finish();
    }
    Rows(Rows &&other) noexcept
        : m_query(std::exchange(other.m_query, nullptr))
    {
    }
    Rows &operator=(Rows &&) = delete;
    Rows(const Rows &) = delete;
    Rows &operator=(const Rows &) = delete;

    bool next() { return m_query->next(); }
    QVariant value(int column) const { return m_query->value(column); }
    int changed() const { return m_query->numRowsAffected(); }

private:
    QSqlQuery *m_query;
};

DeviceRegistration registrationFrom(const Rows &row)
{
    return {.userIdentifier = row.value(0).toString(),
        .deviceIdentifier = row.value(1).toString(),
        .deviceType = row.value(2).toString(),
        .deviceUuid = row.value(3).toString(),
        .createdAt = QDateTime::fromMSecsSinceEpoch(row.value(4).toLongLong(), Qt::UTC),
        .certificate = row.value(6).toByteArray(),
        .serial = row.value(5).toString(),
        .evidence = row.value(7).toByteArray()};
}

QString nonceKey(const QByteArray &nonce)
{
    return hexText(sha256(nonce));
}

/// Number of the calling thread that no later thread gets again, unlike its address or system id.
quint64 threadNumber()
{
    static std::atomic<quint64> last = 0;
    thread_local const quint64 number = ++last;
    return number;
}

Error storeError(const QString &path, const QSqlError &error)
{
    // Result codes of SQLite: 11 corrupt, 13 full, 14 cannot open, 8 read-only, 26 not a database.
    const int native = error.nativeErrorCode().toInt() & 0xff;
    ErrorCode code = ErrorCode::StoreFailed;
    if (native == 11 || native == 26)
        code = ErrorCode::StoreMalformed;
    else if (native == 13)
        code = ErrorCode::DiskFull;
    else if (native == 14 || native == 8)
        code = ErrorCode::DataDirUnusable;
    return {code, QStringLiteral("registration store"),
        {{QStringLiteral("path"), path}, {QStringLiteral("reason"), error.text()},
            {QStringLiteral("sqlite"), native}}};
}

} // namespace

/// A connection of one thread; closed with the store. Statements are prepared once.
class DmsStore::Connection
{
public:
    Connection(QString path, QString name)
        : m_path(std::move(path))
        , m_name(std::move(name))
    {
    }
    ~Connection()
    {
        m_statements.clear();
        m_database.close();
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(m_name);
    }
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    Result<void> open(Durability durability)
    {
        m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
        m_database.setDatabaseName(m_path);
        m_database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(busyMilliseconds));
        if (!m_database.open())
            return fail(storeError(m_path, m_database.lastError()));
        if (const auto done = useWriteAheadLog(); !done)
            return fail(done.error());
        for (const char *pragma :
            {"PRAGMA foreign_keys=ON",
                durability == Durability::OnDisk ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL"}) {
            if (const auto done = execute(QString::fromLatin1(pragma)); !done)
                return fail(done.error());
        }
        return {};
    }

    /// SQLite waits for its turn everywhere but here: while a fresh file becomes a WAL file, others are told
    /// at once that it is busy.
    Result<void> useWriteAheadLog()
    {
        const QDeadlineTimer patience(busyMilliseconds);
        for (;;) {
            const auto done = execute(QStringLiteral("PRAGMA journal_mode=WAL"));
            if (done)
                return {};
            const bool isBusy = done.error().facts.value(QStringLiteral("sqlite")).toInt() == sqliteBusy;
            if (!isBusy || patience.hasExpired())
                return fail(done.error());
            QThread::msleep(2);
        }
    }

    /// Binds and runs a statement.
    Result<Rows> execute(const QString &sql, const QVariantList &values = {})
    {
        auto known = m_statements.find(sql);
        if (known == m_statements.end()) {
            QSqlQuery fresh(m_database);
            fresh.setForwardOnly(true);
            if (!fresh.prepare(sql))
                return fail(storeError(m_path, fresh.lastError()));
            known = m_statements.emplace(sql, std::move(fresh)).first;
        }
        QSqlQuery &query = known->second;
        for (qsizetype i = 0; i < values.size(); ++i)
            query.bindValue(static_cast<int>(i), values.at(i));
        if (!query.exec())
            return fail(storeError(m_path, query.lastError()));
        return Rows(query);
    }

    /// Runs `work` between BEGIN IMMEDIATE and COMMIT; anything that fails rolls back.
    template <typename T> Result<T> inTransaction(const std::function<Result<T>()> &work)
    {
        if (const auto begun = execute(QStringLiteral("BEGIN IMMEDIATE")); !begun)
            return fail(begun.error());
        Result<T> result = work();
        const auto ended = execute(result ? QStringLiteral("COMMIT") : QStringLiteral("ROLLBACK"));
        if (result && !ended) {
            (void)execute(QStringLiteral("ROLLBACK")); // what could not be committed is what counts
            return fail(ended.error());
        }
        return result;
    }

private:
    QString m_path;
    QString m_name;
    QSqlDatabase m_database;
    std::map<QString, QSqlQuery> m_statements; ///< by their SQL
};

struct DmsStore::Data
{
    QString path;
    std::mutex mutex;
    std::map<std::pair<quint64, Durability>, std::unique_ptr<Connection>> connections; ///< by threadNumber
    static inline std::atomic<int> counter = 0;
};

DmsStore::DmsStore(QString path)
    : m_data(std::make_unique<Data>())
{
    m_data->path = std::move(path);
}

DmsStore::~DmsStore() = default;

QString DmsStore::path() const
{
    return m_data->path;
}

Result<DmsStore::Connection *> DmsStore::connection(Durability durability)
{
    const std::lock_guard guard(m_data->mutex);
    auto &slot = m_data->connections[{threadNumber(), durability}];
    if (!slot) {
        const QString name = QStringLiteral("dms-%1").arg(++Data::counter);
        auto made = std::make_unique<Connection>(m_data->path, name);
        if (const auto opened = made->open(durability); !opened)
            return fail(opened.error());
        slot = std::move(made);
    }
    return slot.get();
}

Result<std::unique_ptr<DmsStore>> DmsStore::open(const QString &path)
{
    if (const auto folder = makePrivateFolder(QFileInfo(path).absolutePath()); !folder)
        return fail(folder.error());
    // Made by us and not by SQLite for its access rights; of several programs at once one makes it.
    QFile file(path);
    const bool made = file.open(QIODevice::NewOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (!made && !QFileInfo::exists(path)) {
        return fail(ErrorCode::DataDirUnusable, QStringLiteral("registration store"),
            {{QStringLiteral("path"), path}, {QStringLiteral("reason"), file.errorString()}});
    }
    file.close();
    std::unique_ptr<DmsStore> store(new DmsStore(path));
    const auto connection = store->connection(Durability::OnDisk);
    if (!connection)
        return fail(connection.error());
    Connection &database = **connection;
    const auto prepared = database.inTransaction<void>([&]() -> Result<void> {
        auto tables = database.execute(QStringLiteral(
            "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'"));
        if (!tables)
            return fail(tables.error());
        tables->next();
        if (tables->value(0).toInt() > 0) {
            auto version = database.execute(QStringLiteral("SELECT version FROM schema_version"));
            if (!version)
                return fail(version.error());
            if (version->next() && version->value(0).toInt() == schemaVersion)
                return {};
            return fail(ErrorCode::StoreMalformed, QStringLiteral("registration store"),
                {{QStringLiteral("path"), path},
                    {QStringLiteral("reason"), QStringLiteral("schema version")}});
        }
        for (const char *statement : schema) {
            if (const auto done = database.execute(QString::fromLatin1(statement)); !done)
                return fail(done.error());
        }
        const auto versioned =
            database.execute(QStringLiteral("INSERT INTO schema_version VALUES (?)"), {schemaVersion});
        return versioned ? Result<void>() : fail(versioned.error());
    });
    if (!prepared)
        return fail(prepared.error());
    auto intact = database.execute(QStringLiteral("PRAGMA quick_check(1)"));
    if (!intact)
        return fail(intact.error());
    if (!intact->next() || intact->value(0).toString() != QLatin1StringView("ok")) {
        return fail(ErrorCode::StoreMalformed, QStringLiteral("registration store"),
            {{QStringLiteral("path"), path}, {QStringLiteral("reason"), intact->value(0).toString()}});
    }
    return store;
}

Result<void> DmsStore::addNonce(
    const QByteArray &nonce, const QDateTime &issuedAt, const QDateTime &expiresAt)
{
    // A nonce that a power cut swallows is merely unknown, so its row need not wait for the disk; what
    // consumes it or builds on it does, and takes this row along.
    const auto database = connection(Durability::Eventually);
    if (!database)
        return fail(database.error());
    const auto added =
        (*database)->execute(QStringLiteral("INSERT INTO nonce (id, issued_at, expires_at) VALUES (?, ?, ?)"),
            {nonceKey(nonce), issuedAt.toMSecsSinceEpoch(), expiresAt.toMSecsSinceEpoch()});
    return added ? Result<void>() : fail(added.error());
}

Result<std::optional<StoredNonce>> DmsStore::nonce(const QByteArray &nonce)
{
    const auto database = connection(Durability::OnDisk);
    if (!database)
        return fail(database.error());
    auto row = (*database)->execute(
        QStringLiteral("SELECT issued_at, expires_at, consumed_at FROM nonce WHERE id = ?"),
        {nonceKey(nonce)});
    if (!row)
        return fail(row.error());
    if (!row->next())
        return std::optional<StoredNonce>();
    const auto time = [&](int column) {
        return row->value(column).isNull()
            ? QDateTime()
            : QDateTime::fromMSecsSinceEpoch(row->value(column).toLongLong(), Qt::UTC);
    };
    return std::optional(StoredNonce{time(0), time(1), time(2)});
}

Result<NonceConsumption> DmsStore::consumeNonce(const QByteArray &nonce, const QDateTime &at)
{
    const auto database = connection(Durability::OnDisk);
    if (!database)
        return fail(database.error());
    // One statement is one transaction; the condition makes exactly one caller change the row.
    const auto changed = (*database)->execute(
        QStringLiteral("UPDATE nonce SET consumed_at = ? WHERE id = ? AND consumed_at IS NULL"),
        {at.toMSecsSinceEpoch(), nonceKey(nonce)});
    if (!changed)
        return fail(changed.error());
    if (changed->changed() == 1)
        return NonceConsumption::Consumed;
    const auto known = this->nonce(nonce);
    if (!known)
        return fail(known.error());
    return *known ? NonceConsumption::AlreadyUsed : NonceConsumption::Unknown;
}

Result<int> DmsStore::purgeNonces(const QDateTime &before)
{
    const auto database = connection(Durability::OnDisk);
    if (!database)
        return fail(database.error());
    const auto removed = (*database)->execute(
        QStringLiteral("DELETE FROM nonce WHERE expires_at < ?"), {before.toMSecsSinceEpoch()});
    return removed ? Result<int>(removed->changed()) : fail(removed.error());
}

Result<void> DmsStore::addRegistration(const DeviceRegistration &registration)
{
    const auto database = connection(Durability::OnDisk);
    if (!database)
        return fail(database.error());
    return (*database)->inTransaction<void>([&]() -> Result<void> {
        auto existing = (*database)->execute(
            QStringLiteral("SELECT COUNT(*) FROM device_registration WHERE user_identifier = ? AND "
                           "device_identifier = ? AND deleted_at IS NULL"),
            {registration.userIdentifier, registration.deviceIdentifier});
        if (!existing)
            return fail(existing.error());
        if (existing->next() && existing->value(0).toInt() > 0) {
            return fail(ErrorCode::StoreFailed, QStringLiteral("registration store"),
                {{QStringLiteral("reason"), QStringLiteral("duplicate")}});
        }
        const auto certificate =
            (*database)->execute(QStringLiteral("INSERT INTO certificate (serial, der) VALUES (?, ?)"),
                {registration.serial, registration.certificate});
        if (!certificate)
            return fail(certificate.error());
        const auto row = (*database)->execute(
            QStringLiteral(
                "INSERT INTO device_registration (device_uuid, user_identifier, device_identifier, "
                "device_type, created_at, serial, evidence) VALUES (?, ?, ?, ?, ?, ?, ?)"),
            {registration.deviceUuid, registration.userIdentifier, registration.deviceIdentifier,
                registration.deviceType, registration.createdAt.toMSecsSinceEpoch(), registration.serial,
                registration.evidence});
        return row ? Result<void>() : fail(row.error());
    });
}

Result<std::optional<DeviceRegistration>> DmsStore::registration(const QString &kvnr, const QString &device)
{
    const auto database = connection(Durability::OnDisk);
    if (!database)
        return fail(database.error());
    auto row = (*database)->execute(QString::fromLatin1(registrationColumns)
            + QStringLiteral(" AND r.user_identifier = ? AND r.device_identifier = ?"),
        {kvnr, device});
    if (!row)
        return fail(row.error());
    return row->next() ? std::optional(registrationFrom(*row)) : std::nullopt;
}

Result<QList<DeviceRegistration>> DmsStore::registrations(const QString &kvnr)
{
    const auto database = connection(Durability::OnDisk);
    if (!database)
        return fail(database.error());
    const bool all = kvnr.isEmpty();
    auto rows = (*database)->execute(QString::fromLatin1(registrationColumns)
            + (all ? QString() : QStringLiteral(" AND r.user_identifier = ?"))
            + QStringLiteral(" ORDER BY r.created_at, r.device_uuid"),
        all ? QVariantList() : QVariantList{kvnr});
    if (!rows)
        return fail(rows.error());
    QList<DeviceRegistration> found;
    while (rows->next())
        found.append(registrationFrom(*rows));
    return found;
}

Result<bool> DmsStore::deleteRegistration(const QString &kvnr, const QString &device, const QDateTime &at)
{
    const auto database = connection(Durability::OnDisk);
    if (!database)
        return fail(database.error());
    return (*database)->inTransaction<bool>([&]() -> Result<bool> {
        const auto revoked = (*database)->execute(
            QStringLiteral("UPDATE certificate SET revoked_at = ? WHERE serial IN (SELECT serial FROM "
                           "device_registration WHERE user_identifier = ? AND device_identifier = ? AND "
                           "deleted_at IS NULL)"),
            {at.toMSecsSinceEpoch(), kvnr, device});
        if (!revoked)
            return fail(revoked.error());
        const auto changed = (*database)->execute(
            QStringLiteral("UPDATE device_registration SET deleted_at = ? WHERE user_identifier = ? AND "
                           "device_identifier = ? AND deleted_at IS NULL"),
            {at.toMSecsSinceEpoch(), kvnr, device});
        return changed ? Result<bool>(changed->changed() > 0) : fail(changed.error());
    });
}

} // namespace dsr

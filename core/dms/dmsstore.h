#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QDateTime>
#include <QString>

#include <memory>
#include <optional>

namespace dsr {

/// A nonce as the store knows it.
struct StoredNonce
{
    QDateTime issuedAt;
    QDateTime expiresAt;
    QDateTime consumedAt; ///< invalid = not used yet
};

/// What became of the attempt to consume a nonce.
enum class NonceConsumption { Consumed, Unknown, AlreadyUsed };

/// A device registration (dsr-protocol 9).
struct DeviceRegistration
{
    QString userIdentifier; ///< KVNR
    QString deviceIdentifier; ///< base64 of FP(mTLS key)
    QString deviceType; ///< "ANDROID"
    QString deviceUuid;
    QDateTime createdAt;
    QByteArray certificate; ///< DER of cert_mTLS
    QString serial; ///< hex of its serial number
    QByteArray evidence; ///< JSON: attestCertChain, subjectCert, verdict
};

/// Nonces and registrations in SQLite (WAL), one connection per calling thread, schema with a version.
/// Every change is one committed transaction; what a caller was told is on disk, but for fresh nonces, which
/// a power cut may make unknown. Thread-safe, also between processes. Errors: StoreMalformed, StoreFailed,
/// DiskFull, DataDirUnusable.
class DmsStore
{
public:
    /// Opens or makes the store (0600). ":memory:" is not offered: threads would not share it.
    static Result<std::unique_ptr<DmsStore>> open(const QString &path);
    ~DmsStore();

    Result<void> addNonce(const QByteArray &nonce, const QDateTime &issuedAt, const QDateTime &expiresAt);
    Result<std::optional<StoredNonce>> nonce(const QByteArray &nonce);
    /// Marks the nonce as used, in its own committed transaction (D-19). Exactly one caller gets Consumed.
    Result<NonceConsumption> consumeNonce(const QByteArray &nonce, const QDateTime &at);
    /// Removes nonces whose life ended before `before`.
    Result<int> purgeNonces(const QDateTime &before);

    /// Registration and certificate in one transaction. StoreFailed with fact "reason" = "duplicate" if the
    /// pair is registered already.
    Result<void> addRegistration(const DeviceRegistration &registration);
    Result<std::optional<DeviceRegistration>> registration(const QString &kvnr, const QString &device);
    /// All active registrations of a user, or of everybody if empty; oldest first.
    Result<QList<DeviceRegistration>> registrations(const QString &kvnr = {});
    /// Marks as deleted and its certificate as revoked; false if there is no such active registration.
    Result<bool> deleteRegistration(const QString &kvnr, const QString &device, const QDateTime &at);
    QString path() const;

private:
    /// When a committed change is safe from a power cut: at once, or with the next one that is.
    enum class Durability { OnDisk, Eventually };
    explicit DmsStore(QString path);
    class Connection;
    Result<Connection *> connection(Durability durability);
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace dsr

#pragma once

#include "core/check/trustsnapshot.h"

namespace dsr {

/// A file that somebody hands over to be trusted.
struct TrustFile
{
    QByteArray bytes;
    QString name; ///< of the file, without folders
    TrustRole role = TrustRole::Any; ///< of certificates that come without one
    std::optional<Certificate> signer; ///< must have signed a trust list of the telematics infrastructure
    QString keptAs; ///< name of the snapshot; empty: its own one, else that of the file
};

/// A snapshot, PEM certificates, a list of roots, a status list, or a trust list with its signer.
/// UsageInvalid for a trust list without signer; else errors of trustSnapshotFromBytes and verifiedTrustList,
/// and as long.
Result<TrustSnapshot> readTrust(const TrustFile &file, const QDateTime &now);

/// The trust snapshots of this machine: the one the program brings along ("public"), the test bed's
/// ("testbed", once there is one), and what was imported into the data folder. Reads the disk when asked;
/// any thread.
class TrustStore
{
public:
    explicit TrustStore(QString dataDir);

    /// "public", "testbed" if there is one, then the imported ones by name. TestbedMalformed; InputMalformed
    /// for a damaged snapshot.
    Result<QList<TrustSnapshot>> all() const;
    /// The keys of the test bed's stand-in for Play Integrity; empty without a test bed. TestbedMalformed.
    Result<PlayKeys> playKeys() const;
    /// By its name, else from a file: a snapshot, PEM certificates, a list of roots, a status list.
    /// InputUnreadable, InputMalformed.
    Result<TrustSnapshot> find(const QString &nameOrFile) const;
    /// Keeps an imported snapshot, in place of one of the same name. UsageInvalid for the names of the other
    /// two and for what is no file name; DataDirUnusable, DiskFull.
    Result<void> keep(const TrustSnapshot &snapshot) const;

private:
    QString m_dataDir;
};

} // namespace dsr

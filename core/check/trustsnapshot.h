#pragma once

#include "core/check/terms.h"

#include <QStringList>

namespace dsr {

/// What a trust anchor may vouch for. Any: whatever ends at it, for certificates somebody hands over.
enum class TrustRole { Any, Android, AppleAttestation, AppleReceipt, EgkRoot, EgkIssuer, OcspSigner };
/// "any", "android", "appleAttestation" …
QString trustRoleId(TrustRole role);
std::optional<TrustRole> trustRoleFromId(const QString &id);

struct TrustAnchor
{
    TrustRole role = TrustRole::Any;
    Certificate certificate;
    QString origin; ///< where it was taken from

    /// Of a test PKI that anybody can make, as its subject says; counts only while simulation is on.
    bool isSimulated() const;
    /// Of a test environment of the telematics infrastructure, as its subject says.
    bool isTestOnly() const;
    friend bool operator==(const TrustAnchor &, const TrustAnchor &) = default;
};

/// A dated set of trust anchors under which evidence is judged, with the status list of its day. A value.
struct TrustSnapshot
{
    QString name; ///< "public", "testbed", or as it was imported
    QDateTime date; ///< of what day it is
    QList<TrustAnchor> anchors;
    QByteArray statusList; ///< Google's JSON as it was received; empty = none
    QString origin; ///< where the snapshot as a whole comes from

    /// Adds the anchors to the terms, and the status list if there is one.
    void addTo(Terms &terms) const;
};

/// The roots that the program brings along: Google's and Apple's. Their fingerprints are compared with the
/// published ones when they are read; one that differs is left out.
const TrustSnapshot &publicTrust();

/// The form of a snapshot file (JSON, version 1): name, date, origin, anchors as PEM with role, statusList.
QByteArray toBytes(const TrustSnapshot &snapshot);
/// A snapshot file, or what else tells trust: PEM certificates, Google's list of roots (a JSON array of PEM
/// texts), a status list. Anchors of the latter get `role`. InputMalformed with the facts "path" and
/// "reason".
Result<TrustSnapshot> trustSnapshotFromBytes(
    const QByteArray &bytes, const QString &path, TrustRole role, const QDateTime &date);

/// One line of the difference of two snapshots.
struct TrustDifference
{
    bool added = false; ///< only in the second; else only in the first
    QString what; ///< "anchor", "statusList"
    QString role; ///< of an anchor
    QString subject; ///< of an anchor, or the size of a list
    QString sha256; ///< lower-case hex
};
QList<TrustDifference> compare(const TrustSnapshot &first, const TrustSnapshot &second);

} // namespace dsr

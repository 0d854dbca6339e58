#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QHash>

namespace dsr {

/// What the status list says about one certificate (android-attestation 11).
struct StatusEntry
{
    QString status; ///< "REVOKED", "SUSPENDED", or a word that is not published
    QString reason; ///< "KEY_COMPROMISE"; empty if none is given
    QString comment;
    QDate expires; ///< invalid: never

    bool isRevoked() const { return status == QLatin1StringView("REVOKED"); }
    bool isSuspended() const { return status == QLatin1StringView("SUSPENDED"); }
    /// A suspension that was over on this day; a revocation never is.
    bool hasEnded(const QDate &day) const { return isSuspended() && expires.isValid() && expires < day; }
};

/// Google's list of certificates whose keys are not good any more. A value.
struct StatusList
{
    QHash<QByteArray, StatusEntry> entries; ///< by serial number: lower-case hex, no leading zeros
    QDateTime goodUntil; ///< end of its life as it was fetched; invalid: nobody said

    /// nullptr if there is none.
    const StatusEntry *find(const QByteArray &serialHex) const;

    /// The JSON of the list; InputMalformed (fact "entry" where one is to blame) if it is not one. Serial
    /// numbers are brought into the form above.
    static Result<StatusList> fromJson(const QByteArray &json);
};

} // namespace dsr

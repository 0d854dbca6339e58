#pragma once

#include "core/crypto/certificate.h"

#include <QHash>

#include <mutex>

namespace dsr {

/// Verifies the signatures of chains, and remembers which certificates of authorities were signed by which
/// issuer. Many chains share their upper part, and a signature that verified once verifies again; a link
/// counts while both certificates are valid, so that nothing outlives its certificates. Thread-safe.
class VerifiedLinks
{
public:
    /// Index of the first certificate of `chain`, leaf first, that is not signed with the key of the one
    /// behind it; -1 if all are. Links of authorities that are valid at `time` may be known, all others are
    /// verified.
    qsizetype firstUnsigned(const QList<Certificate> &chain, const QDateTime &time);

private:
    static constexpr qsizetype maximumLinks = 1024;
    bool isKnown(const QByteArray &link);
    void remember(const QByteArray &link, const QDateTime &until, const QDateTime &time);

    std::mutex m_mutex;
    QHash<QByteArray, QDateTime> m_links; ///< fingerprints of both; until when the shorter one is valid
};

} // namespace dsr

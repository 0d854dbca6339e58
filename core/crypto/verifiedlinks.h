#pragma once

#include "core/crypto/certificate.h"

#include <QHash>

#include <mutex>

namespace dsr {

/// Which certificates of authorities were seen to be signed by which issuer. Many chains share their upper
/// part, and a signature that verified once verifies again; a link counts while both certificates are valid,
/// so that nothing outlives its certificates. Thread-safe.
class VerifiedLinks
{
public:
    /// The signature of `certificate` verifies with the key of `issuer`. Looked up if both are valid at
    /// `time`, else verified.
    bool isSigned(const Certificate &certificate, const Certificate &issuer, const QDateTime &time);

private:
    static constexpr qsizetype maximumLinks = 1024;
    std::mutex m_mutex;
    QHash<QByteArray, QDateTime> m_links; ///< fingerprints of both; until when the shorter one is valid
};

} // namespace dsr

#include "core/crypto/verifiedlinks.h"

#include <algorithm>

namespace dsr {

qsizetype VerifiedLinks::firstUnsigned(const QList<Certificate> &chain, const QDateTime &time)
{
    for (qsizetype i = 0; i + 1 < chain.size(); ++i) {
        const Certificate &certificate = chain.at(i);
        const Certificate &issuer = chain.at(i + 1);
        const QDateTime from = std::max(certificate.notBefore(), issuer.notBefore());
        const QDateTime until = std::min(certificate.notAfter(), issuer.notAfter());
        // A leaf is a new one every time.
        const bool isLasting = i > 0 && time >= from && time <= until;
        const QByteArray link =
            isLasting ? certificate.sha256Fingerprint() + issuer.sha256Fingerprint() : QByteArray();
        if (isLasting && isKnown(link))
            continue;
        if (!certificate.isSignedBy(issuer.publicKey()))
            return i;
        if (isLasting)
            remember(link, until, time);
    }
    return -1;
}

bool VerifiedLinks::isKnown(const QByteArray &link)
{
    const std::lock_guard guard(m_mutex);
    return m_links.contains(link);
}

void VerifiedLinks::remember(const QByteArray &link, const QDateTime &until, const QDateTime &time)
{
    const std::lock_guard guard(m_mutex);
    if (m_links.size() >= maximumLinks)
        m_links.removeIf([&](const auto &known) { return known.value() < time; });
    if (m_links.size() < maximumLinks)
        m_links.insert(link, until);
}

} // namespace dsr

#include "core/crypto/verifiedlinks.h"

#include <algorithm>

namespace dsr {

bool VerifiedLinks::isSigned(const Certificate &certificate, const Certificate &issuer, const QDateTime &time)
{
    const QDateTime from = std::max(certificate.notBefore(), issuer.notBefore());
    const QDateTime until = std::min(certificate.notAfter(), issuer.notAfter());
    if (time < from || time > until)
        return certificate.isSignedBy(issuer.publicKey());
    const QByteArray link = certificate.sha256Fingerprint() + issuer.sha256Fingerprint();
    {
        const std::lock_guard guard(m_mutex);
        if (m_links.contains(link))
            return true;
    }
    if (!certificate.isSignedBy(issuer.publicKey()))
        return false;
    const std::lock_guard guard(m_mutex);
    if (m_links.size() >= maximumLinks)
        m_links.removeIf([&](const auto &known) { return known.value() < time; });
    if (m_links.size() < maximumLinks)
        m_links.insert(link, until);
    return true;
}

} // namespace dsr

#include "core/crypto/knowncertificates.h"

namespace dsr {

Result<Certificate> KnownCertificates::read(const QByteArray &der)
{
    {
        const std::lock_guard guard(m_mutex);
        if (const Certificate *known = m_certificates.object(der))
            return *known;
    }
    auto fresh = Certificate::fromDer(der);
    if (fresh) {
        const std::lock_guard guard(m_mutex);
        m_certificates.insert(der, new Certificate(*fresh), der.size());
    }
    return fresh;
}

} // namespace dsr

#pragma once

#include "core/crypto/certificate.h"

#include <QCache>

#include <mutex>

namespace dsr {

/// Certificates read lately. The same few issuers come with every registration, and to read one costs more
/// than to verify with it; certificates do not change, so one may stand in for all with the same octets.
/// Thread-safe.
class KnownCertificates
{
public:
    /// As Certificate::fromDer.
    Result<Certificate> read(const QByteArray &der);

private:
    static constexpr qsizetype maximumOctets = qsizetype(512) * 1024;
    std::mutex m_mutex;
    QCache<QByteArray, Certificate> m_certificates{maximumOctets};
};

} // namespace dsr

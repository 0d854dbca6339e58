#include "core/base/digest.h"

#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

namespace dsr {

namespace {

/// An algorithm of the default provider. It is looked up once: OpenSSL 3.0 takes longer for that than for
/// hashing a certificate.
class Algorithm
{
public:
    explicit Algorithm(const char *name)
        : m_algorithm(EVP_MD_fetch(nullptr, name, nullptr), EVP_MD_free)
    {
        if (!m_algorithm)
            throw std::runtime_error("message digest not available");
    }

    QByteArray hash(QByteArrayView bytes) const
    {
        QByteArray result(EVP_MD_get_size(m_algorithm.get()), '\0');
        if (EVP_Digest(bytes.data(), static_cast<size_t>(bytes.size()),
                reinterpret_cast<unsigned char *>(result.data()), nullptr, m_algorithm.get(), nullptr)
            != 1)
            throw std::runtime_error("message digest failed");
        return result;
    }

private:
    std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> m_algorithm;
};

} // namespace

QByteArray sha256(QByteArrayView bytes)
{
    static const Algorithm algorithm("SHA256");
    return algorithm.hash(bytes);
}

QByteArray sha1(QByteArrayView bytes)
{
    static const Algorithm algorithm("SHA1");
    return algorithm.hash(bytes);
}

} // namespace dsr

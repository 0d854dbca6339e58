#include "core/crypto/digest.h"

#include "core/crypto/handle.h"

#include <stdexcept>

namespace dsr {

namespace {
QByteArray digestWith(const EVP_MD *algorithm, QByteArrayView bytes)
{
    QByteArray result(EVP_MD_get_size(algorithm), '\0');
    if (EVP_Digest(bytes.data(), static_cast<size_t>(bytes.size()), crypto::bytesOf(result), nullptr,
            algorithm, nullptr)
        != 1)
        throw std::runtime_error("message digest not available");
    return result;
}
} // namespace

QByteArray sha256(QByteArrayView bytes)
{
    return digestWith(EVP_sha256(), bytes);
}

QByteArray sha1(QByteArrayView bytes)
{
    return digestWith(EVP_sha1(), bytes);
}

} // namespace dsr

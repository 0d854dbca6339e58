#include "core/crypto/aes.h"

#include "core/crypto/handle.h"

#include <stdexcept>

namespace dsr {

using namespace crypto;

QByteArray aesCbc(AesDirection direction, const Secret &key, QByteArrayView iv, QByteArrayView input)
{
    QByteArray output(input.size(), '\0');
    int length = 0;
    bool good = false;
    key.use([&](QByteArrayView keyBytes) {
        const CipherHandle context(EVP_CIPHER_CTX_new());
        good = context && keyBytes.size() == aesBlockSize && iv.size() == aesBlockSize
            && input.size() % aesBlockSize == 0
            && EVP_CipherInit_ex(context.get(), EVP_aes_128_cbc(), nullptr, bytesOf(keyBytes), bytesOf(iv),
                   direction == AesDirection::Encrypt ? 1 : 0)
                == 1
            && EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1
            && EVP_CipherUpdate(
                   context.get(), bytesOf(output), &length, bytesOf(input), static_cast<int>(input.size()))
                == 1;
    });
    if (!good || length != output.size())
        throw std::runtime_error("AES-128-CBC not possible");
    return output;
}

QByteArray aesCmac8(const Secret &key, QByteArrayView message)
{
    QByteArray mac(aesBlockSize, '\0');
    size_t length = 0;
    const unsigned char *made = nullptr;
    key.use([&](QByteArrayView keyBytes) {
        made = EVP_Q_mac(nullptr, "CMAC", nullptr, "AES-128-CBC", nullptr, keyBytes.data(),
            static_cast<size_t>(keyBytes.size()), bytesOf(message), static_cast<size_t>(message.size()),
            bytesOf(mac), static_cast<size_t>(mac.size()), &length);
    });
    if (!made || length != aesBlockSize)
        throw std::runtime_error("AES-128-CMAC not possible");
    mac.truncate(8);
    return mac;
}

} // namespace dsr

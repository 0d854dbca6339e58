#include "core/crypto/sessioncipher.h"

#include "core/crypto/aes.h"

#include <QtEndian>

#include <algorithm>
#include <limits>

namespace dsr {

namespace {

constexpr char paddingStart = '\x80';

QByteArray padded(QByteArrayView plain)
{
    QByteArray blocks;
    blocks.reserve((plain.size() / aesBlockSize + 1) * aesBlockSize); // never moved: the caller wipes it
    blocks.append(plain).append(paddingStart);
    blocks.append((aesBlockSize - blocks.size() % aesBlockSize) % aesBlockSize, '\0');
    return blocks;
}

} // namespace

SessionCipher::SessionCipher(Secret encryption, Secret mac, quint64 counter)
    : m_encryption(std::move(encryption))
    , m_mac(std::move(mac))
    , m_counter(counter)
{
}

bool SessionCipher::advance()
{
    if (m_counter == std::numeric_limits<quint64>::max())
        return false;
    ++m_counter;
    return true;
}

/// The counter has 128 bits; no session lives to see the upper half.
QByteArray SessionCipher::counterBlock() const
{
    QByteArray block(aesBlockSize, '\0');
    qToBigEndian(m_counter, block.data() + aesBlockSize / 2);
    return block;
}

/// CBC of one block from zero is AES of the block.
QByteArray SessionCipher::iv() const
{
    return aesCbc(AesDirection::Encrypt, m_encryption, QByteArray(aesBlockSize, '\0'), counterBlock());
}

QByteArray SessionCipher::encrypt(QByteArrayView plain) const
{
    QByteArray blocks = padded(plain);
    QByteArray cryptogram = aesCbc(AesDirection::Encrypt, m_encryption, iv(), blocks);
    wipe(blocks);
    return cryptogram;
}

std::optional<QByteArray> SessionCipher::decrypt(QByteArrayView cryptogram) const
{
    if (cryptogram.isEmpty() || cryptogram.size() % aesBlockSize != 0)
        return std::nullopt;
    QByteArray blocks = aesCbc(AesDirection::Decrypt, m_encryption, iv(), cryptogram);
    const auto last =
        std::find_if(blocks.crbegin(), blocks.crend(), [](char octet) { return octet != '\0'; });
    const qsizetype zeros = last - blocks.crbegin();
    if (zeros >= aesBlockSize || *last != paddingStart)
        return std::nullopt;
    blocks.chop(zeros + 1);
    return blocks;
}

QByteArray SessionCipher::mac(QByteArrayView header, QByteArrayView objects) const
{
    QByteArray message = counterBlock();
    for (const QByteArrayView part : {header, objects}) {
        if (!part.isEmpty())
            message += padded(part);
    }
    return aesCmac8(m_mac, message);
}

} // namespace dsr

#include "core/base/randomness.h"

#include "core/base/digest.h"

#include <QUuid>
#include <openssl/rand.h>

#include <stdexcept>

namespace dsr {

QString Randomness::uuid()
{
    QByteArray raw = bytes(16);
    raw[6] = static_cast<char>((raw.at(6) & 0x0f) | 0x40);
    raw[8] = static_cast<char>((raw.at(8) & 0x3f) | 0x80);
    return QUuid::fromRfc4122(raw).toString(QUuid::WithoutBraces);
}

QByteArray SystemRandomness::bytes(qsizetype count)
{
    QByteArray result(count, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char *>(result.data()), static_cast<int>(count)) != 1)
        throw std::runtime_error("no random bytes from the system");
    return result;
}

SeededRandomness::SeededRandomness(quint64 seed)
    : m_seed(seed)
{
}

QByteArray SeededRandomness::bytes(qsizetype count)
{
    const std::lock_guard guard(m_mutex);
    while (m_rest.size() < count) {
        const QByteArray input = QByteArray::number(m_seed) + ':' + QByteArray::number(m_counter++);
        m_rest += sha256(input);
    }
    const QByteArray result = m_rest.left(count);
    m_rest.remove(0, count);
    return result;
}

} // namespace dsr

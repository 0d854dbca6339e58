#include "core/base/secret.h"

#include <openssl/crypto.h>
#include <sys/mman.h>

#include <cstring>
#include <new>

namespace dsr {

/// Owns locked-down memory: left out of core dumps where the system allows, wiped before it is freed.
struct Secret::Buffer
{
    explicit Buffer(QByteArrayView bytes)
        : length(static_cast<size_t>(bytes.size()))
        , capacity(roundedToPages(length))
        , data(static_cast<char *>(
              mmap(nullptr, capacity, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)))
    {
        if (data == MAP_FAILED)
            throw std::bad_alloc();
        madvise(data, capacity, MADV_DONTDUMP);
        if (length > 0)
            std::memcpy(data, bytes.data(), length);
    }
    ~Buffer()
    {
        OPENSSL_cleanse(data, length);
        munmap(data, capacity);
    }
    Buffer(const Buffer &) = delete;
    Buffer &operator=(const Buffer &) = delete;

    static size_t roundedToPages(size_t size)
    {
        constexpr size_t page = 4096;
        return ((size + page) / page) * page;
    }

    size_t length;
    size_t capacity;
    char *data;
};

Secret::Secret() = default;
Secret::~Secret() = default;
Secret::Secret(Secret &&other) noexcept = default;
Secret &Secret::operator=(Secret &&other) noexcept = default;

Secret::Secret(QByteArray &&bytes)
    : m_buffer(std::make_unique<Buffer>(bytes))
{
    wipe(bytes);
}

Secret Secret::clone() const
{
    Secret copy;
    if (m_buffer)
        copy.m_buffer = std::make_unique<Buffer>(QByteArrayView(m_buffer->data, size()));
    return copy;
}

qsizetype Secret::size() const
{
    return m_buffer ? static_cast<qsizetype>(m_buffer->length) : 0;
}

void Secret::use(const std::function<void(QByteArrayView)> &reader) const
{
    reader(m_buffer ? QByteArrayView(m_buffer->data, size()) : QByteArrayView());
}

bool Secret::equals(const Secret &other) const
{
    bool same = false;
    use([&](QByteArrayView a) { other.use([&](QByteArrayView b) { same = constantTimeEqual(a, b); }); });
    return same;
}

void wipe(QByteArray &bytes)
{
    if (!bytes.isEmpty() && bytes.isDetached())
        OPENSSL_cleanse(bytes.data(), static_cast<size_t>(bytes.size()));
    bytes.clear();
}

bool constantTimeEqual(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), static_cast<size_t>(a.size())) == 0;
}

} // namespace dsr

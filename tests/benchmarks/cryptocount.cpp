#include "tests/benchmarks/cryptocount.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <atomic>
#include <cstdarg>
#include <cstring>
#include <ctime>

namespace {

std::atomic<long> counts[cryptoOperations][cryptoKinds];
std::atomic<long> spentNanoseconds;

/// Adds the time of its life to what was spent.
class Stopwatch
{
public:
    Stopwatch() = default;
    ~Stopwatch() { spentNanoseconds += now() - m_begin; }
    Stopwatch(const Stopwatch &) = delete;
    Stopwatch &operator=(const Stopwatch &) = delete;

private:
    static long now()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return time.tv_sec * 1'000'000'000L + time.tv_nsec;
    }
    long m_begin = now();
};

CryptoKind kindOf(const char *group)
{
    if (std::strcmp(group, "prime256v1") == 0 || std::strcmp(group, "P-256") == 0)
        return CryptoKind::P256;
    if (std::strcmp(group, "secp384r1") == 0 || std::strcmp(group, "P-384") == 0)
        return CryptoKind::P384;
    return std::strcmp(group, "brainpoolP256r1") == 0 ? CryptoKind::BrainpoolP256r1 : CryptoKind::Other;
}

void count(CryptoOperation operation, CryptoKind kind)
{
    ++counts[static_cast<size_t>(operation)][static_cast<size_t>(kind)];
}

void count(CryptoOperation operation, const EVP_PKEY *key)
{
    char group[64] = {};
    size_t length = 0;
    if (!key || EVP_PKEY_get_group_name(key, group, sizeof group, &length) != 1)
        group[0] = '\0';
    count(operation, kindOf(group));
}

} // namespace

CryptoCounts cryptoCounts()
{
    CryptoCounts now{};
    for (size_t operation = 0; operation < cryptoOperations; ++operation) {
        for (size_t kind = 0; kind < cryptoKinds; ++kind)
            now[operation][kind] = counts[operation][kind];
    }
    return now;
}

std::chrono::nanoseconds cryptoTime()
{
    return std::chrono::nanoseconds(spentNanoseconds);
}

// The names are the linker's (--wrap).
// NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" {

int __real_EVP_DigestSign(EVP_MD_CTX *, unsigned char *, size_t *, const unsigned char *, size_t);
int __wrap_EVP_DigestSign(
    EVP_MD_CTX *context, unsigned char *signature, size_t *length, const unsigned char *data, size_t size)
{
    if (signature) // else it is only asked for its length
        count(CryptoOperation::Sign, EVP_PKEY_CTX_get0_pkey(EVP_MD_CTX_get_pkey_ctx(context)));
    const Stopwatch stopwatch;
    return __real_EVP_DigestSign(context, signature, length, data, size);
}

int __real_EVP_DigestVerify(EVP_MD_CTX *, const unsigned char *, size_t, const unsigned char *, size_t);
int __wrap_EVP_DigestVerify(EVP_MD_CTX *context, const unsigned char *signature, size_t length,
    const unsigned char *data, size_t size)
{
    count(CryptoOperation::Verify, EVP_PKEY_CTX_get0_pkey(EVP_MD_CTX_get_pkey_ctx(context)));
    const Stopwatch stopwatch;
    return __real_EVP_DigestVerify(context, signature, length, data, size);
}

int __real_EVP_PKEY_sign(EVP_PKEY_CTX *, unsigned char *, size_t *, const unsigned char *, size_t);
int __wrap_EVP_PKEY_sign(
    EVP_PKEY_CTX *context, unsigned char *signature, size_t *length, const unsigned char *data, size_t size)
{
    if (signature)
        count(CryptoOperation::Sign, EVP_PKEY_CTX_get0_pkey(context));
    const Stopwatch stopwatch;
    return __real_EVP_PKEY_sign(context, signature, length, data, size);
}

int __real_EVP_PKEY_verify(EVP_PKEY_CTX *, const unsigned char *, size_t, const unsigned char *, size_t);
int __wrap_EVP_PKEY_verify(EVP_PKEY_CTX *context, const unsigned char *signature, size_t length,
    const unsigned char *data, size_t size)
{
    count(CryptoOperation::Verify, EVP_PKEY_CTX_get0_pkey(context));
    const Stopwatch stopwatch;
    return __real_EVP_PKEY_verify(context, signature, length, data, size);
}

int __real_ASN1_item_verify(
    const ASN1_ITEM *, const X509_ALGOR *, const ASN1_BIT_STRING *, const void *, EVP_PKEY *);
int __wrap_ASN1_item_verify(const ASN1_ITEM *item, const X509_ALGOR *algorithm,
    const ASN1_BIT_STRING *signature, const void *data, EVP_PKEY *key)
{
    count(CryptoOperation::Verify, key);
    const Stopwatch stopwatch;
    return __real_ASN1_item_verify(item, algorithm, signature, data, key);
}

int __real_X509_REQ_verify(X509_REQ *, EVP_PKEY *);
int __wrap_X509_REQ_verify(X509_REQ *request, EVP_PKEY *key)
{
    count(CryptoOperation::Verify, key);
    const Stopwatch stopwatch;
    return __real_X509_REQ_verify(request, key);
}

int __real_X509_REQ_sign(X509_REQ *, EVP_PKEY *, const EVP_MD *);
int __wrap_X509_REQ_sign(X509_REQ *request, EVP_PKEY *key, const EVP_MD *digest)
{
    count(CryptoOperation::Sign, key);
    const Stopwatch stopwatch;
    return __real_X509_REQ_sign(request, key, digest);
}

int __real_X509_sign(X509 *, EVP_PKEY *, const EVP_MD *);
int __wrap_X509_sign(X509 *certificate, EVP_PKEY *key, const EVP_MD *digest)
{
    count(CryptoOperation::Sign, key);
    const Stopwatch stopwatch;
    return __real_X509_sign(certificate, key, digest);
}

EVP_PKEY *__real_EVP_PKEY_Q_keygen(OSSL_LIB_CTX *, const char *, const char *, ...);
EVP_PKEY *__wrap_EVP_PKEY_Q_keygen(OSSL_LIB_CTX *library, const char *query, const char *type, ...)
{
    va_list arguments;
    va_start(arguments, type);
    EVP_PKEY *key = nullptr;
    if (std::strcmp(type, "EC") == 0) {
        char *group = va_arg(arguments, char *);
        count(CryptoOperation::Keygen, kindOf(group));
        key = __real_EVP_PKEY_Q_keygen(library, query, type, group);
    } else {
        count(CryptoOperation::Keygen, CryptoKind::Other);
        key = __real_EVP_PKEY_Q_keygen(library, query, type, va_arg(arguments, size_t));
    }
    va_end(arguments);
    return key;
}

} // extern "C"
// NOLINTEND(bugprone-reserved-identifier)

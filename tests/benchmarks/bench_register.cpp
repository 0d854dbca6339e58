// Whole registrations in one process (virtual card, phone, client, real TLS sockets, DMS with its responder
// and its store on disk) against the time that OpenSSL alone needs for the same signatures, verifications and
// key pairs. TLS handshakes are not in the floor; connections are kept, so they are hardly in the
// registrations either.

#include "core/card/virtual/virtualsource.h"
#include "core/device/androidphone.h"
#include "core/dms/localdms.h"
#include "core/flow/registerdevice.h"
#include "core/flow/run.h"
#include "tests/benchmarks/cryptocount.h"

#include <QCoreApplication>
#include <QDir>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

#include <openssl/ec.h>
#include <openssl/evp.h>

#include <memory>
#include <vector>

namespace {

class TestPin : public dsr::Operator
{
public:
    explicit TestPin(const dsr::TestBed &bed)
        : m_bed(bed)
    {
    }
    bool proceed(const dsr::Step &, std::stop_token) override { return true; }
    dsr::Tempo tempo() const override { return dsr::Tempo::AtOnce; }
    dsr::Result<dsr::Secret> secret(const dsr::SecretQuestion &, std::stop_token) override
    {
        return m_bed.pin->clone();
    }

private:
    const dsr::TestBed &m_bed;
};

class Bench
{
public:
    Bench()
        : m_folder(QDir::currentPath() + QStringLiteral("/bench-XXXXXX"))
        , m_bed(dsr::openTestBed(m_folder.path(), m_clock).value())
        , m_phone(m_bed, m_clock)
        , m_cards(std::make_shared<dsr::VirtualCard>(m_bed.cardImage()))
        , m_local({.testBed = m_bed,
              .storePath = m_folder.filePath(QStringLiteral("dms.sqlite")),
              .tls = {},
              .mtls = {},
              .mode = dsr::Mode::Strict,
              .clock = &m_clock,
              .randomness = &m_randomness})
        , m_driver(m_bed)
    {
        m_local.start().value();
        m_dms = std::make_unique<dsr::DmsClient>(m_local.address());
        m_setup.cards = &m_cards;
        m_setup.reader = dsr::VirtualSource::readerName();
        m_setup.device = &m_phone;
        m_setup.dms = m_dms.get();
        m_setup.dmsFindings = [this](const QString &traceId) { return m_local.findings(traceId); };
    }

    bool registerOnce()
    {
        return dsr::Run(dsr::registerDevice(m_setup), m_driver, m_clock).runHere().outcome
            == dsr::Outcome::Registered;
    }

private:
    QTemporaryDir m_folder; ///< on the disk of the build, so that writing is what it is
    dsr::SystemClock m_clock;
    dsr::SystemRandomness m_randomness;
    dsr::TestBed m_bed;
    dsr::AndroidPhone m_phone;
    dsr::VirtualSource m_cards;
    dsr::LocalDms m_local;
    std::unique_ptr<dsr::DmsClient> m_dms;
    TestPin m_driver;
    dsr::RegistrationSetup m_setup;
};

/// Made in main, where it also ends: service and client need the application object until they are gone.
Bench *theBench = nullptr;

Bench &bench()
{
    return *theBench;
}

/// What one registration asks of OpenSSL.
const CryptoCounts &countsOfOne()
{
    static const CryptoCounts counts = [] {
        bench().registerOnce(); // connections and statements are made now
        const CryptoCounts before = cryptoCounts();
        bench().registerOnce();
        CryptoCounts one = cryptoCounts();
        for (size_t operation = 0; operation < cryptoOperations; ++operation) {
            for (size_t kind = 0; kind < cryptoKinds; ++kind)
                one[operation][kind] -= before[operation][kind];
        }
        return one;
    }();
    return counts;
}

constexpr const char *operationNames[] = {"keygen", "sign", "verify"};
constexpr const char *kindNames[] = {"prime256v1", "secp384r1", "brainpoolP256r1", "other"};

/// The bare operations of OpenSSL on one kind of key, everything prepared that can be.
class Primitive
{
public:
    explicit Primitive(const char *group)
        : m_group(group)
        , m_key(EVP_EC_gen(m_group), EVP_PKEY_free)
        , m_signing(EVP_PKEY_CTX_new(m_key.get(), nullptr), EVP_PKEY_CTX_free)
        , m_verifying(EVP_PKEY_CTX_new(m_key.get(), nullptr), EVP_PKEY_CTX_free)
    {
        EVP_PKEY_sign_init(m_signing.get());
        EVP_PKEY_verify_init(m_verifying.get());
        sign();
    }

    void run(CryptoOperation operation)
    {
        if (operation == CryptoOperation::Keygen)
            EVP_PKEY_free(EVP_EC_gen(m_group));
        else if (operation == CryptoOperation::Sign)
            sign();
        else if (EVP_PKEY_verify(m_verifying.get(), m_signature, m_length, m_digest, sizeof m_digest) != 1)
            std::abort();
    }

private:
    void sign()
    {
        m_length = sizeof m_signature;
        if (EVP_PKEY_sign(m_signing.get(), m_signature, &m_length, m_digest, sizeof m_digest) != 1)
            std::abort();
    }

    const char *m_group;
    std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY *)> m_key;
    std::unique_ptr<EVP_PKEY_CTX, void (*)(EVP_PKEY_CTX *)> m_signing;
    std::unique_ptr<EVP_PKEY_CTX, void (*)(EVP_PKEY_CTX *)> m_verifying;
    unsigned char m_digest[32] = {1, 2, 3};
    unsigned char m_signature[256] = {};
    size_t m_length = 0;
};

Primitive &primitive(size_t kind)
{
    static Primitive all[] = {Primitive(kindNames[0]), Primitive(kindNames[1]), Primitive(kindNames[2])};
    return all[kind];
}

void registration(benchmark::State &state)
{
    countsOfOne();
    const auto begun = std::chrono::steady_clock::now();
    const auto spentBefore = cryptoTime();
    for (auto _ : state) {
        if (!bench().registerOnce()) {
            state.SkipWithError("a registration was not accepted");
            break;
        }
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
    const std::chrono::duration<double> spent = cryptoTime() - spentBefore;
    state.counters["cryptoInPlace"] = spent / taken;
}
BENCHMARK(registration)->MeasureProcessCPUTime()->UseRealTime()->Unit(benchmark::kMicrosecond);

void cryptoFloor(benchmark::State &state)
{
    const CryptoCounts &counts = countsOfOne();
    for (auto _ : state) {
        for (size_t operation = 0; operation < cryptoOperations; ++operation) {
            for (size_t kind = 0; kind + 1 < cryptoKinds; ++kind) {
                for (long i = 0; i < counts[operation][kind]; ++i)
                    primitive(kind).run(static_cast<CryptoOperation>(operation));
            }
        }
    }
}
BENCHMARK(cryptoFloor)->MeasureProcessCPUTime()->UseRealTime()->Unit(benchmark::kMicrosecond);

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    Bench made;
    theBench = &made;
    const CryptoCounts &counts = countsOfOne();
    for (size_t operation = 0; operation < cryptoOperations; ++operation) {
        for (size_t kind = 0; kind < cryptoKinds; ++kind) {
            if (counts[operation][kind] != 0) {
                benchmark::AddCustomContext(std::string(operationNames[operation]) + ' ' + kindNames[kind],
                    std::to_string(counts[operation][kind]));
            }
        }
    }
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}

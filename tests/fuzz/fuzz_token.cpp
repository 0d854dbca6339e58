// Decodes tokens whose insides are changed by what they are made of; the tiling must hold for all of them.
#include "core/decode/inspect.h"
#include "tests/core/decode/tiling.h"
#include "tests/fuzz/tokenmutator.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

// Only libFuzzer has it; the replay needs none.
extern "C" __attribute__((weak)) size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t maxSize);
extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t maxSize, unsigned int seed);

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t maxSize, unsigned int seed)
{
    using namespace dsr;
    constexpr qsizetype growth = 64;
    const auto change = [](const QByteArray &bytes) {
        QByteArray changed = bytes + QByteArray(growth, '\0');
        const size_t changedSize = LLVMFuzzerMutate(reinterpret_cast<uint8_t *>(changed.data()),
            static_cast<size_t>(bytes.size()), static_cast<size_t>(changed.size()));
        changed.truncate(static_cast<qsizetype>(changedSize));
        return changed;
    };
    const QByteArray token(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QByteArray mutated = test::TokenMutator(seed, change).mutated(token);
    const size_t newSize = qMin(maxSize, static_cast<size_t>(mutated.size()));
    std::memcpy(data, mutated.constData(), newSize);
    return newSize;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace dsr;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QString fault = test::tilingFault(*inspect(bytes, DataKind::Jws));
    if (!fault.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(fault));
        std::abort();
    }
    return 0;
}

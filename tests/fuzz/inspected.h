#pragma once

#include "core/decode/inspect.h"
#include "tests/core/decode/tiling.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace dsr::test {

/// Decodes bytes as one kind of thing and stops the program where the tiling does not hold.
inline int inspected(const uint8_t *data, size_t size, DataKind kind)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QString fault = tilingFault(*inspect(bytes, kind));
    if (!fault.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(fault));
        std::abort();
    }
    return 0;
}

} // namespace dsr::test

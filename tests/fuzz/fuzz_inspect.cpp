// Decodes anything by guess and by every hint; the first octet chooses. The tiling must hold for all of it.
#include "core/decode/inspect.h"
#include "tests/core/decode/tiling.h"

#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace dsr;
    static const QStringList hints = dataKindIds();
    if (size == 0)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data + 1), static_cast<qsizetype>(size - 1));
    const InspectionPtr inspection = inspect(bytes, *dataKindFromId(hints.at(data[0] % hints.size())));
    const QString fault = test::tilingFault(*inspection);
    if (!fault.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(fault));
        std::abort();
    }
    return 0;
}

// Takes CBOR apart. The tiling must hold, and what the cursor calls well-formed must lead to a tree whose end
// is the end of the octets.
#include "core/decode/cborcursor.h"
#include "core/decode/inspect.h"
#include "tests/core/decode/tiling.h"

#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace dsr;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const InspectionPtr inspection = inspect(bytes, DataKind::Cbor);
    const QString fault = test::tilingFault(*inspection);
    if (!fault.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(fault));
        std::abort();
    }
    CborCursor cursor(bytes);
    if (cursor.skipItem() && cursor.atEnd() && !inspection->root().children.empty()) {
        const Node &last = inspection->root().children.back();
        if (last.name == QLatin1StringView("rest") && last.children.empty())
            std::abort();
    }
    return 0;
}

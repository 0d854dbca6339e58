// Reads authenticator data in both layouts. A point has 65 octets, and the tree covers all octets.
#include "core/decode/appattest.h"
#include "core/decode/inspect.h"
#include "tests/core/decode/tiling.h"

#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace dsr;
    constexpr qsizetype pointSize = 65;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    for (const AuthenticatorLayout layout :
        {AuthenticatorLayout::Attestation, AuthenticatorLayout::Assertion}) {
        const bool hasKey = layout == AuthenticatorLayout::Attestation;
        QString why;
        const auto read = parseAuthenticatorData(bytes, layout, &why);
        if (read ? read->point.size() != (hasKey ? pointSize : 0) : why.isEmpty())
            std::abort();
        const DataKind kind = hasKey ? DataKind::AuthenticatorData : DataKind::AssertionData;
        const QString fault = test::tilingFault(*inspect(bytes, kind));
        if (!fault.isEmpty()) {
            std::fprintf(stderr, "%s\n", qPrintable(fault));
            std::abort();
        }
    }
    return 0;
}

#include "core/check/trustlist.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray xml(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto list = dsr::parseTrustList(xml, QStringLiteral("list")))
        dsr::toBytes({.name = QStringLiteral("list"),
            .date = list->issued,
            .anchors = list->anchors,
            .statusList = {},
            .origin = {}});
    return 0;
}

// A session file is read or refused; what was read can be written, shown and read again.

#include "core/flow/report.h"
#include "core/flow/sessionfile.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto record = dsr::sessionFromBytes(bytes);
    if (!record)
        return 0;
    if (dsr::htmlReport(*record).contains("<script"))
        std::abort();
    const QByteArray written = dsr::sessionBytes(*record);
    const auto again = dsr::sessionFromBytes(written);
    if (!again || dsr::sessionBytes(*again) != written)
        std::abort();
    return 0;
}

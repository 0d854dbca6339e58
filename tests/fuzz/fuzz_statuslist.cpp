// Reads a status list of attestation certificates. Every serial number that it knows is in the form that
// certificates are looked up by.
#include "core/check/statuslist.h"

#include <algorithm>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray json(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto list = dsr::StatusList::fromJson(json);
    if (!list)
        return 0;
    for (auto it = list->entries.begin(); it != list->entries.end(); ++it) {
        const bool hasLeadingZero = it.key().size() > 1 && it.key().startsWith('0');
        if (hasLeadingZero || it.key() != it.key().toLower() || it->status.isEmpty())
            std::abort();
    }
    return 0;
}

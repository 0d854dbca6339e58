#include "core/card/tlv.h"

#include <cstdint>
#include <cstdlib>

using namespace dsr;

/// What was read and is encoded again has the same meaning, and every position lies in the input.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const auto all = parseTlvs(bytes);
    if (!all)
        return 0;
    QByteArray again;
    for (const Tlv &one : *all) {
        if (one.value.data() < bytes.data()
            || one.value.data() + one.value.size() > bytes.data() + bytes.size())
            std::abort();
        again += encodeTlv(one.tag, one.value);
    }
    const auto second = parseTlvs(again);
    if (!second || second->size() != all->size())
        std::abort();
    for (qsizetype i = 0; i < all->size(); ++i) {
        if (second->at(i).tag != all->at(i).tag || second->at(i).value != all->at(i).value)
            std::abort();
    }
    return 0;
}

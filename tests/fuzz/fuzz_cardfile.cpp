// Files and data objects of a card; the first octet chooses which.
#include "tests/fuzz/inspected.h"

#include <iterator>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace dsr;
    constexpr DataKind kinds[] = {
        DataKind::Tlv, DataKind::PersonalData, DataKind::InsuranceData, DataKind::StatusData, DataKind::Gzip};
    return size == 0 ? 0 : test::inspected(data + 1, size - 1, kinds[data[0] % std::size(kinds)]);
}

// Lists of commands and answers of a card.
#include "tests/fuzz/inspected.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace dsr;
    return test::inspected(data, size, DataKind::Apdus);
}

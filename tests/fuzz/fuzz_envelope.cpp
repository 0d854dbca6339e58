// Objects in text of any dress, and text that only looks like it.
#include "tests/fuzz/inspected.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace dsr;
    test::inspected(data, size, DataKind::Guess);
    return test::inspected(data, size, DataKind::Envelope);
}

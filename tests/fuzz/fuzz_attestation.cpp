// Reads an App Attest statement or assertion. Whatever is read lies in the octets, and the tree covers them.
#include "core/decode/appattest.h"
#include "core/decode/inspect.h"
#include "tests/core/decode/tiling.h"

#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace dsr;
    const QByteArray cbor(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    QString why;
    const auto object = parseAttestation(cbor, &why);
    if (object ? !cbor.contains(object->authenticatorData) : why.isEmpty())
        std::abort();
    why.clear();
    const auto assertion = parseAssertion(cbor, &why);
    if (assertion ? !cbor.contains(assertion->signature) : why.isEmpty())
        std::abort();
    for (const DataKind kind : {DataKind::Attestation, DataKind::Assertion}) {
        const QString fault = test::tilingFault(*inspect(cbor, kind));
        if (!fault.isEmpty()) {
            std::fprintf(stderr, "%s\n", qPrintable(fault));
            std::abort();
        }
    }
    return 0;
}

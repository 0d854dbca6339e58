// Takes a compact JWS apart. What is accepted must give the same text when it is put together again.
#include "core/jose/jws.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto jws = dsr::Jws::parse(text);
    if (jws
        && dsr::jwsCompact(dsr::jwsSigningInput(jws->headerBytes, jws->payloadBytes), jws->signature) != text)
        std::abort();
    return 0;
}

// Reads a receipt: the tree of the signed message, and the fields in what OpenSSL takes out of it, or in the
// octets themselves.
#include "core/crypto/cms.h"
#include "core/decode/appattest.h"
#include "core/decode/inspect.h"
#include "tests/core/decode/tiling.h"

#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace dsr;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    for (const DataKind kind : {DataKind::Receipt, DataKind::Cms}) {
        const QString fault = test::tilingFault(*inspect(bytes, kind));
        if (!fault.isEmpty()) {
            std::fprintf(stderr, "%s\n", qPrintable(fault));
            std::abort();
        }
    }
    const auto message = readSignedMessage(bytes);
    if (message && message->signatureVerified && !message->signer)
        std::abort();
    const QByteArray content = message ? message->content : bytes;
    QString why;
    const auto fields = parseReceiptFields(content, &why);
    if (fields ? fields->order.size() != fields->values.size() : why.isEmpty())
        std::abort();
    return 0;
}

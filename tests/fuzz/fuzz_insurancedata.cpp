#include "core/base/gzip.h"
#include "core/card/cardcontents.h"

#include <QtEndian>

#include <cstdint>
#include <cstdlib>

using namespace dsr;

namespace {

/// EF.VD with this document as its open part.
QByteArray fileAround(QByteArrayView xml)
{
    constexpr quint16 header = 8;
    const QByteArray packed = gzip(xml);
    QByteArray file(header, '\xFF');
    qToBigEndian<quint16>(header, file.data());
    qToBigEndian<quint16>(static_cast<quint16>(header + packed.size() - 1), file.data() + 2);
    return file + packed;
}

} // namespace

/// What was read can be written, and is the same ever after. The first octet says what follows: "f" a whole
/// EF.VD, "s" a whole EF.StatusVD, anything else an XML document that is packed here, for no mutation finds
/// its way through a checksum.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView rest(data + 1, static_cast<qsizetype>(size - 1));
    if (data[0] == 's') {
        const auto status = parseStatusData(rest);
        if (status && statusDataFile(*status) != rest.first(25))
            std::abort();
        return 0;
    }
    const auto insurance = parseInsuranceData(data[0] == 'f' ? rest.toByteArray() : fileAround(rest));
    if (!insurance)
        return 0;
    const QByteArray written = insuranceDataFile(*insurance);
    constexpr qsizetype longest = 0xFFFF;
    if (written.size() > longest || !gunzip(written.sliced(8), longest))
        return 0; // escaping made it longer than a card takes
    const auto again = parseInsuranceData(written);
    if (!again || parseInsuranceData(insuranceDataFile(*again)).value() != *again)
        std::abort();
    return 0;
}

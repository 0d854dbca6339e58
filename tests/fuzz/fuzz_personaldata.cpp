#include "core/base/gzip.h"
#include "core/card/cardcontents.h"

#include <cstdint>
#include <cstdlib>

using namespace dsr;

/// What was read can be written, and is the same ever after. The first octet says what follows: "f" a whole
/// file, anything else an XML document that is packed here, for no mutation finds its way through a checksum.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView rest(data + 1, static_cast<qsizetype>(size - 1));
    QByteArray file = rest.toByteArray();
    if (data[0] != 'f') {
        const QByteArray packed = gzip(rest);
        file = QByteArray::fromHex(QByteArray::number(packed.size(), 16).rightJustified(4, '0')) + packed;
    }
    const auto person = parsePersonalData(file);
    if (!person)
        return 0;
    const QByteArray written = personalDataFile(*person);
    constexpr qsizetype longest = 0xFFFF;
    if (written.size() > longest || !gunzip(written.sliced(2), longest))
        return 0; // escaping made it longer than a card takes
    const auto again = parsePersonalData(written);
    if (!again || parsePersonalData(personalDataFile(*again)).value() != *again)
        std::abort();
    if (!again->birthdayIso().isEmpty() && !again->birthdayIso().startsWith(again->birthday.first(4)))
        std::abort();
    return 0;
}

// Reads an Android key description. Its two lists must lie inside the octets, one behind the other, and every
// deviation must have a sentence.
#include "core/decode/keydescription.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray der(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    QString why;
    const auto description = dsr::parseKeyDescription(der, &why);
    if (!description)
        return why.isEmpty() ? std::abort(), 0 : 0;
    for (const QString &deviation : description->deviations) {
        if (dsr::deviationSentence(deviation).isEmpty())
            std::abort();
    }
    if (description->deviations.contains(QStringLiteral("INDEFINITE_LENGTH")))
        return 0; // the ranges are those of the same value with definite lengths
    const dsr::ByteRange software = description->softwareEnforced.range;
    const dsr::ByteRange hardware = description->hardwareEnforced.range;
    if (software.end() != hardware.start || hardware.end() > der.size())
        std::abort();
    return 0;
}

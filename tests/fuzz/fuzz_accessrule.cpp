#include "core/card/virtual/accessrule.h"

#include <cstdint>
#include <cstdlib>

using namespace dsr;

/// Any text: a rule or a refusal. A rule keeps its text, and the same text is the same rule.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView text(data, static_cast<qsizetype>(size));
    const auto rule = AccessRule::parse(text);
    if (!rule)
        return 0;
    const auto again = AccessRule::parse(rule->text());
    if (!again || rule->text() != text)
        std::abort();
    const AccessState everything{
        .passwords = ~0U, .channelKey = 0x02, .commandEncrypted = true, .responseEncrypted = true};
    for (const int ins : {0x20, 0x2A, 0xB0, 0xB2}) {
        const CommandApdu command{.ins = static_cast<quint8>(ins), .p1 = 0x00, .p2 = 0x02};
        // What holds without anything holds with everything too.
        const bool bare = rule->allows(command, {});
        if (bare != again->allows(command, {}) || (bare && !rule->allows(command, everything)))
            std::abort();
    }
    return 0;
}

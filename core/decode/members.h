#pragma once

#include "core/decode/inspect.h"

namespace dsr {

/// A JSON member whose value carries more than its text says.
struct Member
{
    enum class Encoding {
        None, ///< the text itself is the content
        Base64,
        Hex,
        Seconds, ///< a number: seconds since 1970
        Milliseconds,
        SecurityLevel ///< a number: where Android keeps a key
    };
    const char *name;
    Encoding encoding = Encoding::None;
    std::optional<DataKind> content; ///< what is inside; nothing: no more than the text says
    bool personal = false;
    /// What the content is called where it is a SHA-256 value (dsr-protocol 0.1: FP), in English; translated
    /// in the context dsr::Member.
    const char *fingerprint = nullptr;
};

/// What is known about members of this name in the messages of the protocol; nullptr if nothing.
const Member *knownMember(const QString &name);

} // namespace dsr

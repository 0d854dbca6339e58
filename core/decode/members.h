#pragma once

#include "core/decode/decoding.h"

namespace dsr {

/// A JSON member whose value carries more than its text says.
struct Member
{
    enum class Encoding {
        None, ///< the text itself is what `decode` reads
        Base64,
        Hex,
        Seconds, ///< a number: seconds since 1970
        Milliseconds
    };
    const char *name;
    Encoding encoding = Encoding::None;
    DecodeFunction decode = nullptr; ///< for what is inside; nullptr: nothing is
    bool personal = false;
};

/// What is known about members of this name in the messages of the protocol; nullptr if nothing.
const Member *knownMember(const QString &name);

} // namespace dsr

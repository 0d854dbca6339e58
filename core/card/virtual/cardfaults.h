#pragma once

#include <QHash>

#include <optional>

namespace dsr {

/// What goes wrong between card and reader (egk-card 6.3). Commands are counted from 1, beginning when the
/// faults are set; 0 is never. What is wrong with the contents of a card belongs into its CardImage.
struct CardFaults
{
    int delayMilliseconds = 0; ///< before every answer
    std::optional<int> pullAfter; ///< the card is out of the reader after so many answers
    bool pullInside = false; ///< … and the last of them never arrives
    int wrongMacAt = 0; ///< the checksum of a protected answer does not fit
    int otherStatusAt = 0; ///< status word outside and inside of a protected answer differ
    int truncateAt = 0; ///< half of the answer is missing
    QHash<quint8, quint16> statusFor; ///< instruction octet to the status word that it always gets
};

} // namespace dsr

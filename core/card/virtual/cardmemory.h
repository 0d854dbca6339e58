#pragma once

#include "core/base/result.h"
#include "core/card/virtual/cardimage.h"

#include <optional>

namespace dsr {

/// What a card remembers without power.
struct CardMemory
{
    Secret pin; ///< digits; empty while none is set
    ImagePinState pinState = ImagePinState::Regular;
    int pinTries = 3;
    int pukUses = 10;
};

/// The memory of the card with this number from a state file; nothing if there is no such file.
/// InputMalformed with facts "path" and "reason" for a damaged file and for that of another card.
Result<std::optional<CardMemory>> loadCardMemory(const QString &path, const QString &iccsn);
/// Replaces the state file (0600: the PIN is in it). DiskFull, DataDirUnusable.
Result<void> storeCardMemory(const QString &path, const QString &iccsn, const CardMemory &memory);

/// "regular", "transport", "empty".
QString imagePinStateId(ImagePinState state);

} // namespace dsr

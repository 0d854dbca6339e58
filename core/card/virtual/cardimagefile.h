#pragma once

#include "core/base/result.h"
#include "core/card/virtual/cardimage.h"

namespace dsr {

/// Reads a card image as the card tools of gematik write it (egk-card 6.5, format G): folders, files, access
/// rules, PIN.CH with its references, CAN and the key for C.CH.AUT.E256. Objects that a virtual card does not
/// use are stepped over. InputMalformed with facts "line" and "reason".
Result<CardImage> loadCardImage(QByteArrayView xml);
/// The same from a file; errors have the fact "path". InputUnreadable.
Result<CardImage> readCardImage(const QString &path);

} // namespace dsr

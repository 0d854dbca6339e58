#pragma once

#include "core/card/virtual/cardimage.h"

namespace dsr {

/// A card image file of this card: its secrets and private key are in it, so for test cards only.
QByteArray cardImageFile(const CardImage &image);

} // namespace dsr

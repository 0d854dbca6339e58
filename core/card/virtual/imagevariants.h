#pragma once

#include "core/card/virtual/cardimage.h"

namespace dsr {

// What can be wrong, or merely different, with the contents of a card (egk-card 6.3). Each changes the image
// in place; a file that the image does not have stays away.

/// The object system's version in EF.Version2: 4.3.2 makes a card of generation 2.0.
void setObjectSystemVersion(CardImage &image, quint8 major, quint8 minor, quint8 patch);
/// The name of the MF, which tells one kind of card from another (egk-card 1.1).
void setCardKind(CardImage &image, const QByteArray &aid);
QByteArray hbaAid(); ///< health professional card
QByteArray smcbAid(); ///< card of an institution
/// The buffers of a recorded card with TCOS, less than half of what our own has.
void useSmallBuffers(CardImage &image);
/// The domain parameters that EF.CardAccess names; 13 are the right ones.
void setPaceParameters(CardImage &image, quint8 parameterId);
/// Turns octets of the packed data in EF.PD over.
void corruptPersonalData(CardImage &image);
void setCertificate(CardImage &image, const QByteArray &der);

} // namespace dsr

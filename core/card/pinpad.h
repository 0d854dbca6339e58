#pragma once

#include "core/base/secret.h"
#include "core/card/card.h"

#include <optional>

namespace dsr {

/// The two ways in which readers understand the description of a format 2 PIN block (egk-card 4.5). `Auto`
/// tries octets first, and bits once if the reader refuses the description before anybody typed.
enum class PinPadStructure { Auto, Octets, Bits };
QString pinPadStructureId(PinPadStructure structure); ///< "auto", "octets", "bits"
std::optional<PinPadStructure> pinPadStructureFromId(const QString &id);

/// PIN_VERIFY_STRUCTURE of PC/SC part 10 for VERIFY MRPIN.home, with the template of the command in it.
/// `Auto` stands for octets.
QByteArray pinVerifyStructure(PinPadStructure structure);
/// PIN_MODIFY_STRUCTURE for CHANGE REFERENCE DATA MRPIN.home: the old PIN, then twice the new one.
/// `shortestPin`: 6, or 5 where a transport PIN is the old one.
QByteArray pinModifyStructure(PinPadStructure structure, int shortestPin);

/// Lets the person enter the PIN on the keys of the reader, which sends the VERIFY by itself. The answer of
/// the card. CardEntryTimedOut, CardEntryCancelled, CardPinFormat (too short or too long): no try was used.
/// CardReaderUnsuitable if the reader refuses the description.
Result<ResponseApdu> verifyPinAtReader(Card &card, PinPadStructure structure);
/// The same for a change of the PIN; CardPinsDiffer if the two new ones do.
Result<ResponseApdu> changePinAtReader(Card &card, PinPadStructure structure, int shortestPin);

/// Lets the reader run PACE with the CAN and do the secure messaging; afterwards commands go to it in plain.
/// CardCanWrong, CardEntryCancelled, CardReaderUnsuitable.
Result<void> openChannelAtReader(Card &card, const Secret &can);

} // namespace dsr

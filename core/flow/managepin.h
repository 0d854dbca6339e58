#pragma once

#include "core/card/pinpad.h"
#include "core/flow/step.h"

namespace dsr {

/// What can be done with the PIN of a health card (egk-card 1.3, 2.1).
enum class PinTask {
    Look, ///< tells the state of the PIN
    Change, ///< old PIN to new PIN
    Activate, ///< transport PIN, or none at all, to the first PIN of the holder
    Unblock ///< with the PUK, and a new PIN
};

struct PinTaskSetup
{
    CardSource *cards = nullptr;
    QString reader;
    PinTask task = PinTask::Look;
    PinPadStructure pinPad = PinPadStructure::Auto; ///< for readers with keys
};

/// The task as steps: connect-card, pin-state, and unless only looked: set-pin. A state in which the task
/// makes no sense ends it before anybody is asked. Artifact "pin.state": `{state, triesLeft}` as it is in the
/// end.
Recipe managePin(const PinTaskSetup &setup);

} // namespace dsr

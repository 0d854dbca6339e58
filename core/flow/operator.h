#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/flow/step.h"

#include <stop_token>

namespace dsr {

/// What a person must know before typing a PIN.
struct PinQuestion
{
    QString reader;
    int triesLeft = -1; ///< -1 = the card did not say
    bool wrongBefore = false; ///< the PIN just entered was wrong
};

/// Whoever drives a run: a person at a dialog, a terminal, a script. Called on the run's worker thread; may
/// block until there is an answer or `stop` is requested.
class Operator
{
public:
    virtual ~Operator() = default;
    /// The go for the next step; false ends the run here (Cancelled).
    virtual bool proceed(const Step &step, std::stop_token stop) = 0;
    /// The PIN of the health card. An error ends the step with it.
    virtual Result<Secret> pin(const PinQuestion &question, std::stop_token stop) = 0;
};

} // namespace dsr

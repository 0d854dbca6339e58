#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/flow/step.h"

#include <stop_token>

namespace dsr {

/// What the card can be asked to compare with what a person types.
enum class SecretKind {
    Can, ///< access number of a contactless card; tries are not counted
    Pin,
    TransportPin,
    NewPin, ///< chosen by the person, twice the same
    Puk
};

/// What a person must know before typing a secret of the card.
struct SecretQuestion
{
    SecretKind kind = SecretKind::Pin;
    QString reader;
    int triesLeft = -1; ///< of PIN or PUK; -1 = not known
    bool wrongBefore = false; ///< what was just entered was wrong
    bool atReader = false; ///< it can be entered on the keys of the reader
};

/// How long an operator takes. The card is not held while a person thinks: other programs wait for it.
enum class Tempo {
    AtOnce, ///< answers without asking anybody
    Asks, ///< a person is asked for secrets
    StepByStep ///< a person also gives the go for each step
};

/// Whoever drives a run: a person at a dialog, a terminal, a script. Called on the run's worker thread; may
/// block until there is an answer or `stop` is requested.
class Operator
{
public:
    virtual ~Operator() = default;
    /// The go for the next step; false ends the run here (Cancelled), but for a step that is done even then.
    virtual bool proceed(const Step &step, std::stop_token stop) = 0;
    virtual Tempo tempo() const { return Tempo::Asks; }
    /// A secret of the health card. An empty one means: let the person enter it at the reader; only an answer
    /// to a question with `atReader`. An error ends the step with it.
    virtual Result<Secret> secret(const SecretQuestion &question, std::stop_token stop) = 0;
};

} // namespace dsr

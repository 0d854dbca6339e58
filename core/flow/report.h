#pragma once

#include "core/flow/runrecord.h"

namespace dsr {

/// A run as one self-contained HTML page in the language of the program: outcome, steps, messages, findings.
QByteArray htmlReport(const RunRecord &record);

/// The sentence for an outcome, translated.
QString outcomeSentence(Outcome outcome);
/// "done", translated; nothing = "not known".
QString statusWord(std::optional<StepStatus> status);

} // namespace dsr

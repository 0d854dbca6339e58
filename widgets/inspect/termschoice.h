#pragma once

#include "core/decode/inspection.h"
#include "core/flow/inspectionterms.h"

namespace dsr {

/// For which moment evidence is judged.
enum class JudgeTime { Now, Evidence, Date };

/// What is chosen in the bar of terms. A value.
struct TermsChoice
{
    JudgeTime moment = JudgeTime::Now;
    InspectionChoice inspection; ///< its time is the one for JudgeTime::Date
};

/// The latest moment that the evidence tells of itself: when it was issued, a key was made, or a certificate
/// begins to be valid. Invalid if it tells none.
QDateTime evidenceTime(const Inspection &inspection);

/// The terms that were chosen, for this inspection.
Terms inspectionTerms(TermsChoice choice, const Inspection &inspection, const QDateTime &now);

} // namespace dsr

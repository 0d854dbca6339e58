#pragma once

#include "core/check/finding.h"
#include "core/check/terms.h"
#include "core/decode/inspection.h"

namespace dsr {

/// Judges every piece of evidence that stands in an inspection, however deep: tokens, attestation chains, App
/// Attest statements, receipts, card certificates. Checks in the order of the registry (checks 2), one after
/// the other as far as there is input; what only a live DMS can know, and what the terms do not say, is
/// notChecked. Paths and ranges of the findings are those of the inspection. Pure; any thread.
QList<Finding> judgeInspection(const Inspection &inspection, const Terms &terms);

/// Fills in where the path of a finding leads, if it leads to anything.
void locate(Finding &finding, const Inspection &inspection);

} // namespace dsr

#pragma once

#include "core/check/finding.h"
#include "core/check/terms.h"
#include "core/decode/inspection.h"

namespace dsr {

/// What was found in several files that were handed over together.
struct JointJudgement
{
    QList<QList<Finding>> findings; ///< one list a file; paths and ranges are those of that file
    QList<QList<int>> chains; ///< indexes of files that are one chain together, leaf first
};

/// Judges files that were handed over together. Files of nothing but certificates that issued each other, one
/// of them an attested key's, are judged as one attestation chain: files have no order, so theirs is that of
/// their issuers; inside a file the order stays. What is about the chain as a whole is found in the leaf's
/// file. Every other file is judged by itself. Pure; any thread.
JointJudgement judgeTogether(const QList<InspectionPtr> &files, const Terms &terms);

} // namespace dsr

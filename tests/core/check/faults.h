#pragma once

#include "tests/core/check/registrationdraft.h"

namespace dsr {

/// One fault in a good registration, and what both modes must say about it.
struct Fault
{
    const char *name;
    const char *check; ///< the check that finds it
    void (*make)(RegistrationDraft &);
    const char *errorCode = ""; ///< on the wire in mode strict; empty: strict only warns
    int httpStatus = 400;
    FindingStatus lenient = FindingStatus::Fail; ///< what lenient says with the same evidence
    /// What follows from the fault: "+" ids find it as well, "-" ids lose their input and must be notChecked,
    /// "?" ids depend on the mode and have a test of their own.
    const char *consequences = "";
    bool gmsDialect = false; ///< the dialect is judged in mode lenient alone
};

/// At least one fault for each check that this version judges.
const QList<Fault> &registrationFaults();

} // namespace dsr

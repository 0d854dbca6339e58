#pragma once

#include "core/flow/registerdevice.h"
#include "core/flow/runrecord.h"

namespace dsr::test {

/// The record of a registration that has not begun.
inline RunRecord waitingRecord()
{
    const Recipe recipe = registerDevice({});
    RunRecord record;
    record.recipe = recipe.id;
    record.title = recipe.title;
    for (const Step &step : recipe.steps) {
        StepRecord entry;
        entry.id = step.id;
        entry.number = step.number;
        entry.title = step.title;
        entry.purpose = step.purpose;
        entry.clause = step.clause;
        entry.arrows = step.arrows;
        record.steps.append(entry);
    }
    return record;
}

/// The same with the first steps done and the next one running.
inline RunRecord runningRecord(int done)
{
    RunRecord record = waitingRecord();
    for (int i = 0; i < done; ++i)
        record.steps[i].status = StepStatus::Done;
    record.steps[done].status = StepStatus::Running;
    return record;
}

inline int stepIndex(const RunRecord &record, const char *id)
{
    for (int i = 0; i < record.steps.size(); ++i) {
        if (record.steps.at(i).id == QLatin1StringView(id))
            return i;
    }
    return -1;
}

} // namespace dsr::test

#include "core/flow/runrecord.h"

namespace dsr {

namespace {
constexpr const char *stepIds[] = {"waiting", "running", "done", "failed", "skipped"};
constexpr const char *outcomeIds[] = {"running", "registered", "refused", "failed"};
} // namespace

QString stepStatusId(StepStatus status)
{
    return QString::fromLatin1(stepIds[static_cast<size_t>(status)]);
}

StepStatus stepStatusFromId(const QString &id)
{
    for (size_t i = 0; i < std::size(stepIds); ++i) {
        if (id == QLatin1StringView(stepIds[i]))
            return static_cast<StepStatus>(i);
    }
    return StepStatus::Waiting;
}

std::optional<StepStatus> arrowStatus(const StepRecord &step, int arrow)
{
    if (step.status != StepStatus::Running && step.status != StepStatus::Failed)
        return step.status;
    if (arrow < step.arrowsDone)
        return StepStatus::Done;
    if (arrow == step.arrow)
        return step.status;
    if (step.arrow < 0 || arrow < step.arrow)
        return std::nullopt;
    return step.status == StepStatus::Running ? StepStatus::Waiting : StepStatus::Skipped;
}

QString outcomeId(Outcome outcome)
{
    return QString::fromLatin1(outcomeIds[static_cast<size_t>(outcome)]);
}

Outcome outcomeFromId(const QString &id)
{
    for (size_t i = 0; i < std::size(outcomeIds); ++i) {
        if (id == QLatin1StringView(outcomeIds[i]))
            return static_cast<Outcome>(i);
    }
    return Outcome::Failed;
}

const Artifact *RunRecord::artifact(const QString &name) const
{
    for (const StepRecord &step : steps) {
        for (const Artifact &candidate : step.artifacts) {
            if (candidate.name == name)
                return &candidate;
        }
    }
    return nullptr;
}

} // namespace dsr

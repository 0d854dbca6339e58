#pragma once

#include "core/check/finding.h"
#include "core/flow/artifact.h"
#include "core/flow/step.h"

#include <QDateTime>
#include <QMetaType>

#include <optional>

namespace dsr {

enum class StepStatus { Waiting, Running, Done, Failed, Skipped };
QString stepStatusId(StepStatus status);
StepStatus stepStatusFromId(const QString &id); ///< Waiting for unknown texts

/// One step as it went.
struct StepRecord
{
    QString id;
    QString number;
    QString title;
    QString purpose;
    QString clause;
    QList<Arrow> arrows;
    StepStatus status = StepStatus::Waiting;
    int arrow = 0; ///< index of the arrow it is at or stopped at; -1 = not known
    int arrowsDone = 0; ///< so many, from the first, are known to be done; up to `arrow` nobody can tell
    qint64 milliseconds = 0;
    QList<Artifact> artifacts;
    std::optional<Error> error;
};

/// How an arrow of the step stands; nothing where nobody can tell, as for what a service did before an answer
/// that does not say.
std::optional<StepStatus> arrowStatus(const StepRecord &step, int arrow);

/// How a run ended.
enum class Outcome { Running, Registered, Refused, Failed };
QString outcomeId(Outcome outcome); ///< "registered", "refused", "failed"
Outcome outcomeFromId(const QString &id); ///< Failed for unknown texts

/// All that is kept of a run: what a session file holds and what window and reports show. A value, no
/// secrets.
struct RunRecord
{
    QString recipe;
    QString title;
    QString reader;
    QString dms;
    QString profile;
    QDateTime startedAt;
    QDateTime finishedAt;
    Outcome outcome = Outcome::Running;
    QString stoppedAt; ///< id of the step that failed; empty if none
    QList<StepRecord> steps;
    QList<Finding> clientFindings; ///< what our client judged
    QList<Finding> dmsFindings; ///< what the DMS judged, where it tells (the built-in one does)
    QString certificatePem;
    QString deviceIdentifier;
    QString kvnr;
    std::optional<Error> error; ///< of the step that failed; Cancelled, fact "finished", if stopped too late

    const Artifact *artifact(const QString &name) const;
};

} // namespace dsr

Q_DECLARE_METATYPE(dsr::StepRecord)
Q_DECLARE_METATYPE(dsr::RunRecord)

#include "app/cli/answers.h"
#include "app/cli/command.h"
#include "core/base/advice.h"
#include "core/check/registrationjudge.h"
#include "core/dms/dmsservice.h"
#include "core/flow/inspectionreport.h"
#include "core/flow/report.h"
#include "core/flow/sessionfile.h"

#include <QCoreApplication>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::SessionCommands)
};

Result<RunRecord> readSession(const Context &context)
{
    const QString path = context.arguments.first();
    const auto bytes = readInput(path, context.interrupt.token());
    if (!bytes)
        return fail(bytes.error());
    return sessionFromBytes(*bytes, path);
}

Result<ExitCode> show(Context &context)
{
    const auto record = readSession(context);
    if (!record)
        return fail(record.error());
    if (context.json) {
        context.console.document(toJson(*record));
        return ExitCode::Done;
    }
    Console &console = context.console;
    console.line(QStringLiteral("%1 · %2").arg(record->title, isoUtc(record->startedAt)));
    console.line(outcomeSentence(record->outcome));
    if (record->error)
        console.line(adviceFor(*record->error).title);
    console.line();
    for (int i = 0; i < record->steps.size(); ++i) {
        const StepRecord &step = record->steps.at(i);
        console.line(stepLine(i, record->steps.size(), step, statusWord(step.status)));
    }
    return ExitCode::Done;
}

/// Judges the recorded token again: at its time, under the test certificates of this computer. What only a
/// living service knows (nonces, OCSP, other registrations) is reported as not checked.
Result<QList<Finding>> judgeAgain(const RunRecord &record, const Context &context)
{
    const Artifact *token = record.artifact(QStringLiteral("token"));
    if (!token) {
        return fail(ErrorCode::InputMalformed, QStringLiteral("verify session"),
            {{QStringLiteral("path"), context.arguments.first()},
                {QStringLiteral("reason"), QStringLiteral("the session ended before a token was signed")}});
    }
    const auto bed = openTestBed(context.dataDir, context.clock);
    if (!bed)
        return fail(bed.error());
    const FixedClock then(record.finishedAt);
    const Terms terms = DmsService(
        {.testBed = &*bed,
            .store = nullptr,
            .clock = &then,
            .randomness = &context.randomness,
            .mode = Mode::Strict,
            .ocspUrl = {}}).terms();
    return judgeRegistration(token->bytes, terms, nullptr, JudgeUntil::End).findings;
}

void printFindings(const QList<Finding> &findings, Console &console)
{
    for (const Finding &finding : findings) {
        console.line(findingStatusId(finding.status).leftJustified(12) + finding.check.leftJustified(36)
            + checkTitle(finding.check));
        if (finding.status == FindingStatus::Fail)
            console.line(QString(12, QLatin1Char(' '))
                + Text::tr("expected: %1, found: %2").arg(finding.expected, finding.actual));
    }
}

Result<ExitCode> verify(Context &context)
{
    const auto record = readSession(context);
    if (!record)
        return fail(record.error());
    const auto findings = judgeAgain(*record, context);
    if (!findings)
        return fail(findings.error());
    const QJsonObject summary = summaryOf(*findings);
    if (context.json) {
        context.console.document(QJsonObject{{QStringLiteral("outcome"), outcomeId(record->outcome)},
            {QStringLiteral("findings"), toJson(*findings)}, {QStringLiteral("summary"), summary}});
    } else {
        printFindings(*findings, context.console);
    }
    return summary.value(QStringLiteral("fail")).toInt() == 0 ? ExitCode::Done : ExitCode::Refused;
}

} // namespace

QList<Command> sessionCommands()
{
    return {{.name = ascii("session show"),
                .arguments = ascii("FILE|-"),
                .argumentCount = 1,
                .summary = Text::tr("Shows a recorded session."),
                .details = {},
                .options = {},
                .run = show},
        {.name = ascii("session verify"),
            .arguments = ascii("FILE|-"),
            .argumentCount = 1,
            .summary = Text::tr("Judges the token of a recorded session again."),
            .details = Text::tr("At the time of the session and with the test certificates of this computer. "
                                "What only a running service knows is reported as not checked."),
            .options = {},
            .run = verify}};
}

} // namespace dsr

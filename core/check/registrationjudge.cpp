#include "core/check/registrationjudge.h"

#include "core/check/registrationcase.h"

#include <QCoreApplication>
#include <QElapsedTimer>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::RegistrationJudge)
};

const CheckFunctions &allFunctions()
{
    static const CheckFunctions functions = [] {
        CheckFunctions all;
        for (const CheckFunctions *group :
            {&tokenChecks(), &cardCertificateChecks(), &ocspChecks(), &androidChecks(), &requestChecks()})
            all.insert(*group);
        return all;
    }();
    return functions;
}

/// The checks between the transport and the issuing: what can be said by looking at the token.
bool isJudgedFromToken(const QByteArray &id)
{
    return !id.startsWith("transport.") && id != "issue.certificate" && id != "store.commit";
}

Finding findingOf(const CheckInfo &check, const CheckOutcome &outcome, Severity severity)
{
    Finding finding;
    finding.check = QString::fromLatin1(check.id);
    finding.path = outcome.path;
    finding.expected = outcome.expected;
    finding.actual = outcome.actual;
    finding.explanation = outcome.explanation;
    finding.computation = outcome.computation;
    switch (outcome.kind) {
    case CheckOutcome::Kind::Pass:
        finding.status = FindingStatus::Pass;
        break;
    case CheckOutcome::Kind::NotChecked:
        finding.status = FindingStatus::NotChecked;
        break;
    case CheckOutcome::Kind::Broken:
        finding.status = severity == Severity::Fail ? FindingStatus::Fail
            : severity == Severity::Warn            ? FindingStatus::Warn
                                                    : FindingStatus::NotChecked;
        break;
    }
    return finding;
}

/// The label that everything resting on a simulated root carries (trust.simulated).
Finding simulatedFinding(const RegistrationEvidence &evidence)
{
    Finding finding;
    finding.check = QStringLiteral("trust.simulated");
    finding.path = QStringLiteral("payload.attestCertChain");
    finding.status = evidence.simulated ? FindingStatus::Warn : FindingStatus::Pass;
    if (evidence.simulated)
        finding.explanation = Text::tr("SIMULATED: this evidence rests on a root of the local test PKI.");
    return finding;
}

} // namespace

CheckOutcome inputMissing()
{
    return notChecked(Text::tr("An earlier check already found the input of this one unusable."));
}

RegistrationJudgement judgeRegistration(
    const QByteArray &token, const Terms &terms, LiveKnowledge *live, JudgeUntil until)
{
    RegistrationJudgement judgement;
    RegistrationCase evidence{.token = token, .terms = terms, .live = live};
    for (const QByteArray &id : androidRegistrationOrder()) {
        if (!isJudgedFromToken(id))
            continue;
        const CheckInfo &check = *findCheck(QString::fromLatin1(id));
        const Severity byMode = terms.mode == Mode::Strict ? check.strict : check.lenient;
        const CheckFunction function = allFunctions().value(id, nullptr);
        QElapsedTimer timer;
        timer.start();
        CheckOutcome outcome;
        if (!function)
            outcome = notChecked(Text::tr("This version does not judge this rule yet."));
        else
            outcome = function(evidence);
        const Severity severity = outcome.severity.value_or(byMode);
        Finding finding = findingOf(check, outcome, severity);
        finding.microseconds = timer.nsecsElapsed() / 1000;
        judgement.findings.append(finding);
        if (finding.status != FindingStatus::Fail)
            continue;
        if (judgement.failedCheck.isEmpty()) {
            judgement.failedCheck = finding.check;
            judgement.errorCode =
                outcome.errorCode.isEmpty() ? QString::fromLatin1(check.errorCode) : outcome.errorCode;
            judgement.httpStatus = outcome.httpStatus != 0 ? outcome.httpStatus : check.httpStatus;
        }
        if (until == JudgeUntil::FirstFailure)
            break;
    }
    judgement.evidence = evidence.evidence;
    if (evidence.androidAnchor)
        judgement.findings.append(simulatedFinding(judgement.evidence));
    return judgement;
}

} // namespace dsr

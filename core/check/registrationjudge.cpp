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
        for (const CheckFunctions *group : {&tokenChecks(), &attestationChecks(), &cardCertificateChecks(),
                 &ocspChecks(), &androidChainChecks(), &androidChecks(), &androidPolicyChecks(),
                 &playIntegrityChecks(), &walletChecks(), &requestChecks(), &deviceTokenChecks()})
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

/// What a broken rule means here. A policy that is switched on refuses.
Severity severityOf(const CheckInfo &check, const RegistrationCase &item)
{
    if (item.terms.switchedOn.contains(QString::fromLatin1(check.id)))
        return Severity::Fail;
    const Severity registration = item.lenient() ? check.lenient : check.strict;
    const auto &attestation = item.lenient() ? check.lenientAtAttestation : check.strictAtAttestation;
    return item.isAttestation() ? attestation.value_or(registration) : registration;
}

const AppleCheckFunctions &allAppleFunctions()
{
    static const AppleCheckFunctions functions = [] {
        AppleCheckFunctions all;
        for (const AppleCheckFunctions *group :
            {&appleChecks(), &appleReceiptChecks(), &appleAssertionChecks()})
            all.insert(*group);
        return all;
    }();
    return functions;
}

CheckOutcome outcomeOf(const CheckInfo &check, RegistrationCase &item)
{
    if (const AppleCheckFunction function = allAppleFunctions().value(check.id, nullptr))
        return item.apple.terms ? function(item.apple) : inputMissing();
    const CheckFunction function = allFunctions().value(check.id, nullptr);
    if (!function)
        return notChecked(Text::tr("This version does not judge this rule yet."));
    if (check.strict == Severity::Off && severityOf(check, item) == Severity::Off)
        return notChecked(Text::tr("This rule is a policy that is switched off."));
    return function(item);
}

const QList<QByteArray> &orderFor(const RegistrationCase &item)
{
    return item.isApple() ? appleRegistrationOrder() : androidRegistrationOrder();
}

} // namespace

CheckOutcome inputMissing()
{
    return notChecked(Text::tr("An earlier check already found the input of this one unusable."));
}

CheckOutcome expectationMissing()
{
    return notChecked(Text::tr("Nobody said what is expected here."));
}

JudgedCheck judgeCheck(const QByteArray &id, RegistrationCase &item)
{
    const CheckInfo &check = *findCheck(QString::fromLatin1(id));
    QElapsedTimer timer;
    timer.start();
    JudgedCheck judged{.check = check, .outcome = outcomeOf(check, item), .finding = {}};
    judged.finding =
        findingOf(check, judged.outcome, judged.outcome.severity.value_or(severityOf(check, item)));
    judged.finding.microseconds = timer.nsecsElapsed() / 1000;
    return judged;
}

Finding simulatedFinding(const RegistrationEvidence &evidence, const QString &path)
{
    Finding finding;
    finding.check = QStringLiteral("trust.simulated");
    finding.path = path;
    finding.status = evidence.simulated ? FindingStatus::Warn : FindingStatus::Pass;
    if (evidence.simulated)
        finding.explanation = Text::tr("SIMULATED: this evidence rests on a root of the local test PKI.");
    return finding;
}

RegistrationJudgement judgeRegistration(
    const QByteArray &token, const Terms &terms, LiveKnowledge *live, JudgeUntil until)
{
    RegistrationJudgement judgement;
    RegistrationCase evidence{.token = token, .terms = terms, .live = live};
    // The type is known long before the lists part.
    for (qsizetype i = 0; i < orderFor(evidence).size(); ++i) {
        const QByteArray id = orderFor(evidence).at(i);
        if (!isJudgedFromToken(id))
            continue;
        const JudgedCheck judged = judgeCheck(id, evidence);
        judgement.findings.append(judged.finding);
        if (judged.finding.status != FindingStatus::Fail)
            continue;
        if (judgement.failedCheck.isEmpty()) {
            const CheckOutcome &outcome = judged.outcome;
            judgement.failedCheck = judged.finding.check;
            judgement.errorCode =
                outcome.errorCode.isEmpty() ? QString::fromLatin1(judged.check.errorCode) : outcome.errorCode;
            judgement.httpStatus = outcome.httpStatus != 0 ? outcome.httpStatus : judged.check.httpStatus;
        }
        if (until == JudgeUntil::FirstFailure)
            break;
    }
    judgement.evidence = evidence.evidence;
    judgement.evidence.appleKeyId = evidence.apple.keyId;
    if (evidence.androidAnchor) {
        judgement.findings.append(
            simulatedFinding(judgement.evidence, QStringLiteral("payload.attestCertChain")));
    }
    if (evidence.apple.anchor) {
        judgement.evidence.simulated = evidence.apple.simulated;
        judgement.evidence.attestChain = evidence.apple.chain;
        judgement.evidence.appleStatement = evidence.apple.attestation.value_or(QByteArray());
        judgement.findings.append(simulatedFinding(judgement.evidence, evidence.apple.attestationPath));
    }
    return judgement;
}

} // namespace dsr

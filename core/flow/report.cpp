#include "core/flow/report.h"

#include "core/base/advice.h"
#include "core/base/clock.h"
#include "core/check/kvnr.h"
#include "core/check/registry.h"

#include <QCoreApplication>
#include <QLocale>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::Report)
};

constexpr qsizetype previewBytes = 4096;

constexpr const char *style =
    "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2733;"
    "background:#fff}h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2rem}table{border-collapse:collapse;"
    "width:100%}td,th{text-align:left;padding:.35rem .6rem;border-bottom:1px solid "
    "#d6dde5;vertical-align:top}"
    ".pass,.done,.registered{color:#17663a}.fail,.failed,.refused{color:#a3201d}.warn{color:#8a5a00}"
    ".notChecked,.skipped,.waiting{color:#5d6b7a}pre{background:#f3f6f9;padding:.7rem;overflow:auto;"
    "white-space:pre-wrap;word-break:break-all;font-size:12.5px}summary{cursor:pointer}"
    "@media(prefers-color-scheme:dark){body{background:#161b21;color:#dbe3ea}td,th{border-color:#323c47}"
    "pre{background:#1f262e}.pass,.done,.registered{color:#6fd39b}.fail,.failed,.refused{color:#ff9089}"
    ".warn{color:#f0c067}.notChecked,.skipped,.waiting{color:#93a1af}}";

QString cell(const QString &text)
{
    return QStringLiteral("<td>") + text.toHtmlEscaped() + QStringLiteral("</td>");
}

QString findingText(FindingStatus status)
{
    switch (status) {
    case FindingStatus::Pass:
        return Text::tr("pass");
    case FindingStatus::Fail:
        return Text::tr("fail");
    case FindingStatus::Warn:
        return Text::tr("warning");
    case FindingStatus::NotChecked:
        break;
    }
    return Text::tr("not checked");
}

QString preview(const Artifact &artifact)
{
    const bool binary = artifact.kind == DataKind::Binary || artifact.kind == DataKind::Certificate
        || artifact.kind == DataKind::Request || artifact.kind == DataKind::Der;
    const QByteArray shown = artifact.bytes.left(previewBytes);
    QString text = binary ? QString::fromLatin1(shown.toHex(' ')) : QString::fromUtf8(shown);
    if (shown.size() < artifact.bytes.size())
        text += QStringLiteral(" …");
    return text;
}

QString stepRow(const StepRecord &step)
{
    QString details;
    for (const Artifact &artifact : step.artifacts) {
        details += QStringLiteral("<details><summary>%1 <small>(%2)</small></summary><pre>%3</pre></details>")
                       .arg(artifactTitle(artifact.name).toHtmlEscaped(),
                           Text::tr("%n byte(s)", nullptr, static_cast<int>(artifact.bytes.size())),
                           preview(artifact).toHtmlEscaped());
    }
    return QStringLiteral(
        "<tr><td>%1</td><td><b>%2</b><br>%3%4</td><td class=\"%5\">%6</td><td>%7&nbsp;ms</td></tr>\n")
        .arg(step.number.toHtmlEscaped(), step.title.toHtmlEscaped(), step.purpose.toHtmlEscaped(), details,
            stepStatusId(step.status), statusWord(step.status), QString::number(step.milliseconds));
}

QString findingRows(const QList<Finding> &findings)
{
    QString rows;
    for (const Finding &finding : findings) {
        rows += QStringLiteral("<tr><td class=\"%1\">%2</td>")
                    .arg(findingStatusId(finding.status), findingText(finding.status))
            + cell(checkTitle(finding.check))
            + QStringLiteral("<td><code>%1</code></td>").arg(finding.check.toHtmlEscaped())
            + cell(finding.expected) + cell(finding.actual) + cell(finding.explanation)
            + QStringLiteral("</tr>\n");
    }
    return rows;
}

QString factRow(const QString &name, const QString &value)
{
    return value.isEmpty() ? QString()
                           : QStringLiteral("<tr><th>%1</th>").arg(name.toHtmlEscaped()) + cell(value)
            + QStringLiteral("</tr>\n");
}

} // namespace

QString outcomeSentence(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Running:
        return Text::tr("The registration is not finished.");
    case Outcome::Registered:
        return Text::tr("The device is registered.");
    case Outcome::Refused:
        return Text::tr("The service refused the registration.");
    case Outcome::Failed:
        break;
    }
    return Text::tr("The registration could not be completed.");
}

QString statusWord(StepStatus status)
{
    switch (status) {
    case StepStatus::Waiting:
        return Text::tr("waiting");
    case StepStatus::Running:
        return Text::tr("running");
    case StepStatus::Done:
        return Text::tr("done");
    case StepStatus::Failed:
        return Text::tr("failed");
    case StepStatus::Skipped:
        break;
    }
    return Text::tr("not reached");
}

QByteArray htmlReport(const RunRecord &record)
{
    // The policy is a second fence: what is shown may come from a session file of somebody else.
    QString page =
        QStringLiteral("<!doctype html>\n<html lang=\"%5\"><head><meta charset=\"utf-8\">"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                       "style-src 'unsafe-inline'\"><meta name=\"viewport\" content=\"width=device-width\">"
                       "<title>%1</title><style>%2</style></head><body>\n<h1>%1</h1>\n"
                       "<p class=\"%3\"><b>%4</b></p>\n")
            .arg(record.title.toHtmlEscaped(), QString::fromLatin1(style), outcomeId(record.outcome),
                outcomeSentence(record.outcome), QLocale().bcp47Name());
    if (record.error) {
        const Advice advice = adviceFor(*record.error);
        page += QStringLiteral("<p>%1 %2</p><pre>%3</pre>\n")
                    .arg(advice.title.toHtmlEscaped(), advice.action.toHtmlEscaped(),
                        technicalText(*record.error).toHtmlEscaped());
    }
    page += QStringLiteral("<table>\n") + factRow(Text::tr("Started"), isoUtc(record.startedAt))
        + factRow(Text::tr("Finished"), isoUtc(record.finishedAt))
        + factRow(Text::tr("Card reader"), record.reader) + factRow(Text::tr("Service"), record.dms)
        + factRow(Text::tr("Profile"), record.profile)
        + factRow(Text::tr("Insured person"), record.kvnr.isEmpty() ? QString() : maskedKvnr(record.kvnr))
        + factRow(Text::tr("Device"), record.deviceIdentifier) + QStringLiteral("</table>\n");
    page += QStringLiteral("<h2>%1</h2>\n<table>\n").arg(Text::tr("Steps").toHtmlEscaped());
    for (const StepRecord &step : record.steps)
        page += stepRow(step);
    page += QStringLiteral("</table>\n");
    const QList<Finding> findings = record.clientFindings + record.dmsFindings;
    if (!findings.isEmpty()) {
        page += QStringLiteral("<h2>%1</h2>\n<table><tr><th>%2</th><th>%3</th><th>%4</th><th>%5</th><th>%6</"
                               "th><th></th></tr>\n")
                    .arg(Text::tr("Checks"), Text::tr("Result"), Text::tr("Rule"), Text::tr("Id"),
                        Text::tr("Expected"), Text::tr("Found"))
            + findingRows(findings) + QStringLiteral("</table>\n");
    }
    if (!record.certificatePem.isEmpty())
        page += QStringLiteral("<h2>%1</h2>\n<pre>%2</pre>\n")
                    .arg(Text::tr("Client certificate"), record.certificatePem.toHtmlEscaped());
    return (page + QStringLiteral("</body></html>\n")).toUtf8();
}

} // namespace dsr

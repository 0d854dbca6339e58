#include "core/flow/report.h"

#include "core/base/advice.h"
#include "core/base/clock.h"
#include "core/check/kvnr.h"
#include "core/flow/htmlpage.h"

#include <QCoreApplication>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::Report)
};

constexpr qsizetype previewBytes = 4096;

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

/// How far a step came that stopped in the middle.
QString arrowList(const StepRecord &step)
{
    QString rows;
    for (int i = 0; i < step.arrows.size(); ++i) {
        const auto status = arrowStatus(step, i);
        const Arrow &arrow = step.arrows.at(i);
        rows += QStringLiteral("<li class=\"%1\">%2: %3</li>")
                    .arg(stepStatusId(status.value_or(StepStatus::Skipped)),
                        QStringLiteral("%1 %2").arg(arrow.number, arrow.label).trimmed().toHtmlEscaped(),
                        statusWord(status).toHtmlEscaped());
    }
    return rows.isEmpty() ? QString() : QStringLiteral("<ul>%1</ul>").arg(rows);
}

QString stepRow(const StepRecord &step)
{
    QString details = step.status == StepStatus::Failed ? arrowList(step) : QString();
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

QString statusWord(std::optional<StepStatus> status)
{
    if (!status)
        return Text::tr("not known");
    switch (*status) {
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
    QString page = QStringLiteral("<p class=\"%1\"><b>%2</b></p>\n")
                       .arg(outcomeId(record.outcome), outcomeSentence(record.outcome));
    if (record.error) {
        const Advice advice = adviceFor(*record.error);
        page += QStringLiteral("<p>%1 %2</p><pre>%3</pre>\n")
                    .arg(advice.title.toHtmlEscaped(), advice.action.toHtmlEscaped(),
                        technicalText(*record.error).toHtmlEscaped());
    }
    page += QStringLiteral("<table>\n") + htmlFact(Text::tr("Started"), isoUtc(record.startedAt))
        + htmlFact(Text::tr("Finished"), isoUtc(record.finishedAt))
        + htmlFact(Text::tr("Card reader"), record.reader) + htmlFact(Text::tr("Service"), record.dms)
        + htmlFact(Text::tr("Profile"), record.profile)
        + htmlFact(Text::tr("Insured person"), record.kvnr.isEmpty() ? QString() : maskedKvnr(record.kvnr))
        + htmlFact(Text::tr("Device"), record.deviceIdentifier) + QStringLiteral("</table>\n");
    page += QStringLiteral("<h2>%1</h2>\n<table>\n").arg(Text::tr("Steps").toHtmlEscaped());
    for (const StepRecord &step : record.steps)
        page += stepRow(step);
    page += QStringLiteral("</table>\n");
    page += htmlFindings(record.clientFindings + record.dmsFindings);
    if (!record.certificatePem.isEmpty())
        page += QStringLiteral("<h2>%1</h2>\n<pre>%2</pre>\n")
                    .arg(Text::tr("Client certificate"), record.certificatePem.toHtmlEscaped());
    return htmlPage(record.title, page);
}

} // namespace dsr

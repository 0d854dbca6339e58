#include "core/flow/htmlpage.h"

#include "core/check/registry.h"

#include <QCoreApplication>
#include <QLocale>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::Report)
};

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

QString explanationOf(const Finding &finding)
{
    return finding.computation.isEmpty()
        ? finding.explanation
        : (finding.explanation + QLatin1Char(' ') + Text::tr("Expected is: %1").arg(finding.computation))
              .trimmed();
}

QString findingRows(const QList<Finding> &findings)
{
    QString rows;
    for (const Finding &finding : findings) {
        rows += QStringLiteral("<tr><td class=\"%1\">%2</td>")
                    .arg(findingStatusId(finding.status), findingWord(finding.status))
            + cell(checkTitle(finding.check))
            + QStringLiteral("<td><code>%1</code></td>").arg(finding.check.toHtmlEscaped())
            + cell(finding.expected) + cell(finding.actual) + cell(explanationOf(finding))
            + QStringLiteral("</tr>\n");
    }
    return rows;
}

} // namespace

QByteArray htmlPage(const QString &title, const QString &body)
{
    // The policy is a second fence: what is shown may come from a file of somebody else.
    return (
        QStringLiteral("<!doctype html>\n<html lang=\"%3\"><head><meta charset=\"utf-8\">"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                       "style-src 'unsafe-inline'\"><meta name=\"viewport\" content=\"width=device-width\">"
                       "<title>%1</title><style>%2</style></head><body>\n<h1>%1</h1>\n")
            .arg(title.toHtmlEscaped(), QString::fromLatin1(style), QLocale().bcp47Name())
        + body + QStringLiteral("</body></html>\n"))
        .toUtf8();
}

QString htmlFindings(const QList<Finding> &findings)
{
    if (findings.isEmpty())
        return {};
    return QStringLiteral("<h2>%1</h2>\n<table><tr><th>%2</th><th>%3</th><th>%4</th><th>%5</th><th>%6</"
                          "th><th></th></tr>\n")
               .arg(Text::tr("Checks"), Text::tr("Result"), Text::tr("Rule"), Text::tr("Id"),
                   Text::tr("Expected"), Text::tr("Found"))
        + findingRows(findings) + QStringLiteral("</table>\n");
}

QString htmlFact(const QString &name, const QString &value)
{
    return value.isEmpty() ? QString()
                           : QStringLiteral("<tr><th>%1</th>").arg(name.toHtmlEscaped()) + cell(value)
            + QStringLiteral("</tr>\n");
}

QString findingWord(FindingStatus status)
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

} // namespace dsr

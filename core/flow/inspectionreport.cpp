#include "core/flow/inspectionreport.h"

#include "core/base/digest.h"
#include "core/base/encoding.h"
#include "core/check/registry.h"
#include "core/flow/htmlpage.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <algorithm>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::InspectionReport)
};

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue valueJson(const QVariant &value)
{
    if (!value.isValid())
        return {};
    if (value.typeId() == QMetaType::QByteArray)
        return QString::fromLatin1(toBase64(value.toByteArray()));
    return QJsonValue::fromVariant(value);
}

QJsonObject nodeJson(const Node &node, const QString &path)
{
    QJsonArray children;
    for (const Node &child : node.children)
        children.append(nodeJson(child, path.isEmpty() ? child.name : path + QLatin1Char('.') + child.name));
    return {{QStringLiteral("name"), node.name}, {QStringLiteral("path"), path},
        {QStringLiteral("kind"), node.kind ? QJsonValue(QString::fromLatin1(node.kind)) : QJsonValue()},
        {QStringLiteral("text"), orNull(node.text)}, {QStringLiteral("value"), valueJson(node.value)},
        {QStringLiteral("source"), node.source}, {QStringLiteral("start"), node.range.start},
        {QStringLiteral("length"), node.range.length}, {QStringLiteral("flaw"), orNull(node.flaw)},
        {QStringLiteral("personal"), node.personal}, {QStringLiteral("syntax"), node.syntax},
        {QStringLiteral("children"), children}};
}

QJsonObject sourceJson(const ByteSource &source)
{
    const bool isGiven = source.cameFrom < 0;
    return {{QStringLiteral("name"), source.name},
        {QStringLiteral("bytes"), QString::fromLatin1(toBase64(source.bytes))},
        {QStringLiteral("cameFrom"), isGiven ? QJsonValue() : QJsonValue(source.cameFrom)},
        {QStringLiteral("origin"),
            isGiven ? QJsonValue()
                    : QJsonObject{{QStringLiteral("start"), source.origin.start},
                          {QStringLiteral("length"), source.origin.length}}}};
}

/// A text may quote what lies below it, so it is hidden with everything personal in there.
bool isHidden(const Node &node, PersonalData personal)
{
    return personal == PersonalData::Masked
        && (node.personal || std::ranges::any_of(node.children, [](const Node &child) {
               return !child.syntax && isHidden(child, PersonalData::Masked);
           }));
}

QString textOf(const Node &node, PersonalData personal)
{
    if (node.text.isEmpty())
        return {};
    return isHidden(node, personal) ? QStringLiteral("•••") : node.text;
}

/// Findings about personal values, without the values.
QList<Finding> masked(const Inspection &inspection, QList<Finding> findings)
{
    for (Finding &finding : findings) {
        const Node *node = finding.source < 0 ? nullptr : inspection.find(finding.path);
        if (!node || !node->personal)
            continue;
        for (QString *value : {&finding.expected, &finding.actual}) {
            if (!value->isEmpty())
                *value = QStringLiteral("•••");
        }
    }
    return findings;
}

void appendLines(const Node &node, int depth, PersonalData personal, QString &lines)
{
    const QString name = node.name.isEmpty() ? QString::fromLatin1(node.kind) : node.name;
    const QString place =
        QStringLiteral("%1:%2+%3").arg(node.source).arg(node.range.start).arg(node.range.length);
    lines += place.leftJustified(16) + QString(qsizetype{depth} * 2, QLatin1Char(' ')) + name;
    if (const QString text = textOf(node, personal); !text.isEmpty())
        lines += QStringLiteral(": ") + text;
    if (!node.flaw.isEmpty())
        lines += QStringLiteral("  ⚠ ") + node.flaw;
    lines += QLatin1Char('\n');
    for (const Node &child : node.children) {
        if (!child.syntax || !child.flaw.isEmpty())
            appendLines(child, depth + 1, personal, lines);
    }
}

void appendFinding(const Finding &finding, QString &lines)
{
    constexpr int wordWidth = 16; // the longest word, "nicht bestanden", and a space
    const QString indent(wordWidth, QLatin1Char(' '));
    lines += findingWord(finding.status).leftJustified(wordWidth) + finding.check.leftJustified(34)
        + checkTitle(finding.check) + QLatin1Char('\n');
    if (finding.status == FindingStatus::Pass)
        return;
    if (!finding.path.isEmpty())
        lines += indent + Text::tr("at: %1").arg(finding.path) + QLatin1Char('\n');
    if (!finding.expected.isEmpty())
        lines += indent + Text::tr("expected: %1").arg(finding.expected) + QLatin1Char('\n');
    if (!finding.computation.isEmpty())
        lines += indent + Text::tr("computed as: %1").arg(finding.computation) + QLatin1Char('\n');
    if (!finding.actual.isEmpty())
        lines += indent + Text::tr("found: %1").arg(finding.actual) + QLatin1Char('\n');
    if (!finding.explanation.isEmpty())
        lines += indent + finding.explanation + QLatin1Char('\n');
}

QString summarySentence(const QList<Finding> &findings)
{
    const QJsonObject summary = summaryOf(findings);
    const auto count = [&](FindingStatus status) { return summary.value(findingStatusId(status)).toInt(); };
    return Text::tr("Checks: %1 passed, %2 failed, %3 warnings, %4 not checked.")
        .arg(count(FindingStatus::Pass))
        .arg(count(FindingStatus::Fail))
        .arg(count(FindingStatus::Warn))
        .arg(count(FindingStatus::NotChecked));
}

void appendHtml(const Node &node, PersonalData personal, QString &page)
{
    const QString name = node.name.isEmpty() ? QString::fromLatin1(node.kind) : node.name;
    QString line =
        QStringLiteral("<b>%1</b> %2").arg(name.toHtmlEscaped(), textOf(node, personal).toHtmlEscaped());
    if (!node.flaw.isEmpty())
        line += QStringLiteral(" <span class=\"fail\">⚠ %1</span>").arg(node.flaw.toHtmlEscaped());
    const bool hasFields =
        std::ranges::any_of(node.children, [](const Node &child) { return !child.syntax; });
    if (!hasFields) {
        page += QStringLiteral("<div>") + line + QStringLiteral("</div>\n");
        return;
    }
    page += QStringLiteral("<details open><summary>") + line + QStringLiteral("</summary>\n");
    for (const Node &child : node.children) {
        if (!child.syntax || !child.flaw.isEmpty())
            appendHtml(child, personal, page);
    }
    page += QStringLiteral("</details>\n");
}

} // namespace

QJsonObject summaryOf(const QList<Finding> &findings)
{
    QJsonObject summary;
    for (const FindingStatus status :
        {FindingStatus::Pass, FindingStatus::Fail, FindingStatus::Warn, FindingStatus::NotChecked}) {
        summary.insert(findingStatusId(status),
            std::count_if(findings.cbegin(), findings.cend(),
                [status](const Finding &finding) { return finding.status == status; }));
    }
    return summary;
}

QJsonObject inspectionJson(const Inspection &inspection, const QList<Finding> &findings)
{
    const ByteSource &given = inspection.sources().first();
    QJsonArray sources;
    for (const ByteSource &source : inspection.sources())
        sources.append(sourceJson(source));
    return {{QStringLiteral("input"),
                QJsonObject{{QStringLiteral("name"), given.name},
                    {QStringLiteral("sha256"), hexText(sha256(given.bytes))},
                    {QStringLiteral("bytes"), given.bytes.size()}}},
        {QStringLiteral("kind"), inspection.kind()}, {QStringLiteral("sources"), sources},
        {QStringLiteral("root"), nodeJson(inspection.root(), {})},
        {QStringLiteral("findings"), toJson(findings)}, {QStringLiteral("summary"), summaryOf(findings)}};
}

QString inspectionText(const Inspection &inspection, const QList<Finding> &findings, PersonalData personal)
{
    QString lines;
    appendLines(inspection.root(), 0, personal, lines);
    if (findings.isEmpty())
        return lines;
    lines += QLatin1Char('\n');
    const QList<Finding> shown = personal == PersonalData::Shown ? findings : masked(inspection, findings);
    for (const Finding &finding : shown)
        appendFinding(finding, lines);
    return lines + QLatin1Char('\n') + summarySentence(findings) + QLatin1Char('\n');
}

QByteArray inspectionHtml(const Inspection &inspection, const QList<Finding> &findings, PersonalData personal)
{
    const ByteSource &given = inspection.sources().first();
    QString body = QStringLiteral("<style>details{margin-left:1.2rem}div{margin-left:2.3rem}"
                                  "details,div{overflow-wrap:anywhere}</style>\n<table>\n")
        + htmlFact(Text::tr("Kind"), inspection.kind())
        + htmlFact(Text::tr("Size"), Text::tr("%n byte(s)", nullptr, static_cast<int>(given.bytes.size())))
        + htmlFact(Text::tr("SHA-256"), hexText(sha256(given.bytes))) + QStringLiteral("</table>\n");
    if (!findings.isEmpty())
        body += QStringLiteral("<p><b>%1</b></p>\n").arg(summarySentence(findings).toHtmlEscaped());
    body += htmlFindings(personal == PersonalData::Shown ? findings : masked(inspection, findings));
    body += QStringLiteral("<h2>%1</h2>\n").arg(Text::tr("Content").toHtmlEscaped());
    appendHtml(inspection.root(), personal, body);
    return htmlPage(given.name.isEmpty() ? Text::tr("Inspection") : given.name, body);
}

QJsonArray toJson(const QList<Difference> &differences)
{
    QJsonArray list;
    for (const Difference &difference : differences) {
        list.append(QJsonObject{{QStringLiteral("path"), difference.path},
            {QStringLiteral("kind"), differenceId(difference.kind)},
            {QStringLiteral("left"), orNull(difference.left)},
            {QStringLiteral("right"), orNull(difference.right)}});
    }
    return list;
}

} // namespace dsr

#include "widgets/inspect/nodedetail.h"

#include "core/base/digest.h"
#include "core/base/encoding.h"
#include "core/check/registry.h"
#include "widgets/inspect/inspectpane.h"
#include "widgets/inspect/nodeactions.h"
#include "widgets/inspect/nodemodel.h"
#include "widgets/inspect/nodeselection.h"
#include "widgets/shared/background.h"
#include "widgets/shared/mark.h"

#include <QEvent>

#include <algorithm>

namespace dsr {

namespace {

constexpr qsizetype shownLength = 4096; ///< characters of a long value
constexpr qsizetype hashedAtOnce = 256 * 1024; ///< bytes; more of them are hashed in a pool thread

/// Room to break long values anywhere, which rich text does only between words.
QString breakable(const QString &text)
{
    return QStringLiteral("<span style=\"white-space:pre-wrap\">%1</span>").arg(text.toHtmlEscaped());
}

QString row(const QString &label, const QString &html)
{
    return QStringLiteral("<tr><td class=\"label\">%1</td><td>%2</td></tr>").arg(label.toHtmlEscaped(), html);
}

QString textRow(const QString &label, const QString &text)
{
    return text.isEmpty() ? QString() : row(label, breakable(text));
}

QString signText(Sign sign)
{
    switch (sign) {
    case Sign::Tick:
        return QStringLiteral("✓");
    case Sign::Cross:
        return QStringLiteral("✕");
    case Sign::Bang:
        return QStringLiteral("!");
    default:
        return QStringLiteral("–");
    }
}

QString hashOf(const QByteArray &content)
{
    return hexText(sha256(content));
}

} // namespace

NodeDetail::NodeDetail(InspectPane *pane, QWidget *parent)
    : QTextBrowser(parent)
    , m_pane(pane)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setAcceptDrops(false);
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDocumentMargin(12);
    connect(pane->selection(), &NodeSelection::changed, this, &NodeDetail::followNode);
    connect(pane, &InspectPane::personalShown, this, &NodeDetail::refresh);
    refresh();
}

void NodeDetail::setFindings(const QList<Finding> &findings)
{
    m_findings = findings;
    refresh();
}

void NodeDetail::followNode(const Node *node)
{
    m_hash.clear();
    const InspectionPtr inspection = m_pane->inspection();
    const QByteArray content = node ? inspection->contentOf(*node) : QByteArray();
    if (content.size() <= hashedAtOnce) {
        m_hash = hashOf(content);
    } else {
        // The inspection is kept with the job, so that the node is the same when it ends.
        inBackground<QString>(
            this, [content] { return hashOf(content); },
            [this, inspection, node](const QString &hash) {
                if (m_pane->selection()->node() != node)
                    return;
                m_hash = hash;
                refresh();
            });
    }
    refresh();
}

void NodeDetail::refresh()
{
    setAccessibleName(tr("Details of the selected node"));
    const Node *node = m_pane->selection()->node();
    if (!node) {
        clear();
        return;
    }
    const Theme &theme = Theme::of(palette());
    const QString style =
        QStringLiteral("<style>td { padding: 2px 10px 2px 0; } .label, .quiet { color: %1; }"
                       " h3 { margin: 4px 0 6px 0; } p { margin: 2px 0 2px 0; }</style>")
            .arg(theme.quiet.name());
    const QString name = node->parent ? node->name : m_pane->inspection()->kind();
    setHtml(
        style + QStringLiteral("<h3>%1</h3>").arg(name.toHtmlEscaped()) + facts(*node) + findingsHtml(*node));
}

QString NodeDetail::facts(const Node &node) const
{
    QString rows;
    if (!node.text.isEmpty() || node.value.isValid())
        rows += row(tr("Value"), valueHtml(node));
    if (!node.flaw.isEmpty()) {
        rows += row(tr("Damage"),
            QStringLiteral("<b style=\"color:%1\">%2</b>")
                .arg(Theme::of(palette()).ink(Tone::Bad).name(), node.flaw.toHtmlEscaped()));
    }
    if (node.kind)
        rows += textRow(tr("Kind"), QString::fromLatin1(node.kind));
    rows += textRow(tr("Path"), node.path());
    rows += textRow(tr("Where"), place(node));
    rows += textRow(tr("SHA-256"), m_hash);
    return QStringLiteral("<table>") + rows + QStringLiteral("</table>");
}

/// The words for people, and what programs get where that is more.
QString NodeDetail::valueHtml(const Node &node) const
{
    if (!m_pane->model()->isPersonalShown() && m_pane->model()->personal().reaches(node))
        return QStringLiteral("•••••• <i class=\"quiet\">%1</i>")
            .arg(tr("Personal data, hidden").toHtmlEscaped());
    const auto shortened = [](const QString &text) {
        return text.size() > shownLength ? text.first(shownLength) + QStringLiteral("…") : text;
    };
    const QString words = shortened(node.text);
    QString plain;
    if (node.value.typeId() == QMetaType::QByteArray) {
        const QByteArray bytes = node.value.toByteArray();
        plain = hexText(QByteArrayView(bytes).first(std::min(bytes.size(), shownLength)));
    } else {
        plain = plainValue(node);
    }
    plain = shortened(plain);
    if (plain == words)
        return breakable(words);
    return breakable(words)
        + QStringLiteral("<br><span class=\"quiet\">%1</span>").arg(plain.toHtmlEscaped());
}

/// "token ▸ header ▸ x5c[0], bytes 12 to 40 (29, from 0x000c)"
QString NodeDetail::place(const Node &node) const
{
    const QList<ByteSource> &sources = m_pane->inspection()->sources();
    QStringList chain;
    for (int at = node.source; at >= 0; at = sources.at(at).cameFrom)
        chain.prepend(sources.at(at).name.isEmpty() ? tr("(input)") : sources.at(at).name);
    const QString way = chain.join(QStringLiteral(" ▸ "));
    if (node.range.isEmpty())
        return tr("%1, at byte %2, empty").arg(way).arg(node.range.start);
    return tr("%1, bytes %2 to %3 (%n byte(s), from 0x%4)", nullptr, static_cast<int>(node.range.length))
        .arg(way)
        .arg(node.range.start)
        .arg(node.range.end() - 1)
        .arg(node.range.start, 4, 16, QLatin1Char('0'));
}

QString NodeDetail::findingsHtml(const Node &node) const
{
    const QString path = node.path();
    QString html;
    for (const Finding &finding : m_findings) {
        if (finding.source >= 0 && finding.path == path)
            html += findingHtml(finding);
    }
    return html.isEmpty() ? html : QStringLiteral("<h3>%1</h3>").arg(tr("Checks").toHtmlEscaped()) + html;
}

QString NodeDetail::findingHtml(const Finding &finding) const
{
    const Mark mark = markOf(finding.status);
    const CheckInfo *check = findCheck(finding.check);
    QString html =
        QStringLiteral("<p><b style=\"color:%1\">%2 %3</b> &nbsp;<b>%4</b> <span "
                       "class=\"quiet\">%5</span></p>")
            .arg(Theme::of(palette()).ink(mark.tone).name(), signText(mark.sign), mark.word.toHtmlEscaped(),
                checkTitle(finding.check).toHtmlEscaped(), finding.check.toHtmlEscaped());
    const Node *node = m_pane->selection()->node();
    const bool hidden =
        !m_pane->model()->isPersonalShown() && node && m_pane->model()->personal().reaches(*node);
    const auto value = [hidden](const QString &text) {
        return hidden && !text.isEmpty() ? QStringLiteral("••••••") : text;
    };
    html += QStringLiteral("<table>") + textRow(tr("Expected"), value(finding.expected))
        + textRow(tr("Found"), value(finding.actual)) + textRow(tr("Computed as"), finding.computation)
        + textRow(tr("Why"), finding.explanation)
        + textRow(tr("Rule"), check ? QString::fromLatin1(check->clause) : QString())
        + QStringLiteral("</table>");
    return html;
}

void NodeDetail::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace dsr

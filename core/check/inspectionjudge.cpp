#include "core/check/inspectionjudge.h"

#include "core/check/registrationjudge.h"

namespace dsr {

namespace {

/// What an object of one kind is judged by. The paths of its findings start at the object.
struct EvidenceJudge
{
    const char *kind; ///< Node::kind
    QList<Finding> (*judge)(const Inspection &inspection, const Node &node, const Terms &terms);
};

QList<Finding> judgeToken(const Inspection &inspection, const Node &node, const Terms &terms)
{
    return judgeRegistration(inspection.contentOf(node), terms, nullptr, JudgeUntil::End).findings;
}

// What can be judged is one line here.
constexpr EvidenceJudge judges[] = {{"jws", judgeToken}};

void locate(Finding &finding, const Inspection &inspection, const Node &evidence)
{
    const QString base = evidence.path();
    finding.path = base.isEmpty() || finding.path.isEmpty() ? base + finding.path
                                                            : base + QLatin1Char('.') + finding.path;
    const Node *node = finding.path.isEmpty() ? nullptr : inspection.find(finding.path);
    if (!node)
        return;
    finding.source = node->source;
    finding.range = node->range;
}

void judgeBelow(const Inspection &inspection, const Node &node, const Terms &terms, QList<Finding> &findings)
{
    for (const EvidenceJudge &known : judges) {
        if (!node.kind || qstrcmp(node.kind, known.kind) != 0)
            continue;
        QList<Finding> own = known.judge(inspection, node, terms);
        for (Finding &finding : own)
            locate(finding, inspection, node);
        findings += own;
        if (!own.isEmpty())
            return; // what is inside was judged with it
    }
    for (const Node &child : node.children)
        judgeBelow(inspection, child, terms, findings);
}

} // namespace

QList<Finding> judgeInspection(const Inspection &inspection, const Terms &terms)
{
    QList<Finding> findings;
    judgeBelow(inspection, inspection.root(), terms, findings);
    return findings;
}

} // namespace dsr

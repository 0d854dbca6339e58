#include "core/check/inspectionjudge.h"

#include "core/check/applejudge.h"
#include "core/check/attestationjudge.h"
#include "core/check/chainjudge.h"
#include "core/check/devicetokenjudge.h"
#include "core/check/registrationjudge.h"

#include <algorithm>

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
    const QByteArray token = inspection.contentOf(node);
    constexpr qsizetype dotsOfEncrypted = 4;
    if (token.count('.') == dotsOfEncrypted)
        return judgeIntegrityVerdict(token, terms);
    return judgeRegistration(token, terms, nullptr, JudgeUntil::End).findings;
}

QList<Finding> judgeAttestationToken(const Inspection &inspection, const Node &node, const Terms &terms)
{
    return judgeAttestation(inspection.contentOf(node), terms);
}

QList<Finding> judgeDeviceTokenAt(const Inspection &inspection, const Node &node, const Terms &terms)
{
    return judgeDeviceToken(inspection.contentOf(node), terms);
}

QList<Finding> judgeVerdict(const Inspection &inspection, const Node &node, const Terms &terms)
{
    return judgeIntegrityVerdict(inspection.contentOf(node), terms);
}

QList<Finding> judgeStatement(const Inspection &inspection, const Node &node, const Terms &terms)
{
    return judgeAppleStatement(inspection.contentOf(node), terms);
}

QList<Finding> judgeReceipt(const Inspection &inspection, const Node &node, const Terms &terms)
{
    return judgeAppleReceipt(inspection.contentOf(node), terms);
}

QList<Finding> judgeAssertion(const Inspection &inspection, const Node &node, const Terms &terms)
{
    return judgeAppleAssertion(inspection.contentOf(node), terms);
}

QList<Finding> judgeCard(const Inspection &inspection, const Node &node, const Terms &terms)
{
    const QByteArray certificate = inspection.contentOf(node);
    return isCardCertificate(certificate) ? judgeCardCertificate(certificate, terms) : QList<Finding>();
}

// What can be judged is one line here.
constexpr EvidenceJudge judges[] = {{"jws", judgeToken}, {"attestationToken", judgeAttestationToken},
    {"deviceToken", judgeDeviceTokenAt}, {"integrityVerdict", judgeVerdict}, {"attestation", judgeStatement},
    {"receipt", judgeReceipt}, {"assertion", judgeAssertion}, {"certificate", judgeCard}};

constexpr const char *chainClaim = "attestCertChain";
constexpr const char *subjectClaim = "subjectCert";

bool isCertificate(const Node &node)
{
    return node.kind && qstrcmp(node.kind, "certificate") == 0;
}

const Node *childOf(const Node &node, const char *name)
{
    const auto found = std::ranges::find_if(node.children,
        [&](const Node &child) { return !child.syntax && child.name == QLatin1StringView(name); });
    return found == node.children.end() ? nullptr : &*found;
}

/// The certificates that stand side by side in an armour or an array, or the one that stands here. Claims of
/// a token without its token: the chain of the attest key below the certificate that it signed.
QList<PlacedCertificate> chainAt(const Inspection &inspection, const Node &node)
{
    QList<PlacedCertificate> chain;
    if (isCertificate(node))
        return {{inspection.contentOf(node), QString()}};
    const Node *subject = childOf(node, subjectClaim);
    const Node *issuers = childOf(node, chainClaim);
    if (subject && isCertificate(*subject) && issuers) {
        chain.append({inspection.contentOf(*subject), subject->name});
        for (const PlacedCertificate &issuer : chainAt(inspection, *issuers))
            chain.append({issuer.der, issuers->name + QLatin1Char('.') + issuer.path});
        return chain;
    }
    for (const Node &child : node.children) {
        if (isCertificate(child))
            chain.append({inspection.contentOf(child), child.name});
    }
    return chain;
}

/// Was judged with the chain that it belongs to.
bool isOfChain(const Node &child)
{
    return isCertificate(child) || child.name == QLatin1StringView(chainClaim);
}

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
    const QList<PlacedCertificate> chain = chainAt(inspection, node);
    const bool isChain = isAttestationChain(chain);
    if (isChain) {
        QList<Finding> own = judgeAttestationChain(chain, terms);
        for (Finding &finding : own)
            locate(finding, inspection, node);
        findings += own;
        if (isCertificate(node))
            return;
    }
    for (const Node &child : node.children) {
        if (!isChain || !isOfChain(child))
            judgeBelow(inspection, child, terms, findings);
    }
}

} // namespace

QList<Finding> judgeInspection(const Inspection &inspection, const Terms &terms)
{
    QList<Finding> findings;
    judgeBelow(inspection, inspection.root(), terms, findings);
    return findings;
}

} // namespace dsr

#include "core/check/inspectionjudge.h"

#include "core/check/applejudge.h"
#include "core/check/attestationjudge.h"
#include "core/check/chainjudge.h"
#include "core/check/registrationjudge.h"

#include <algorithm>

namespace dsr {

namespace {

/// What the bytes of an object are judged by. The paths of its findings start at the object.
struct EvidenceJudge
{
    const char *kind; ///< Node::kind
    QList<Finding> (*judge)(const QByteArray &bytes, const Terms &terms);
};

QList<Finding> judgeToken(const QByteArray &token, const Terms &terms)
{
    constexpr qsizetype dotsOfEncrypted = 4;
    if (token.count('.') == dotsOfEncrypted)
        return judgeIntegrityVerdict(token, terms);
    return judgeRegistration(token, terms, nullptr, JudgeUntil::End).findings;
}

QList<Finding> judgeCard(const QByteArray &certificate, const Terms &terms)
{
    return isCardCertificate(certificate) ? judgeCardCertificate(certificate, terms) : QList<Finding>();
}

// What can be judged is one line here.
constexpr EvidenceJudge judges[] = {
    {"jws", judgeToken},
    {"attestationToken", judgeAttestation},
    {"deviceToken", judgeDeviceToken},
    {"integrityVerdict", judgeIntegrityVerdict},
    {"attestation", judgeAppleStatement},
    {"receipt", judgeAppleReceipt},
    {"assertion", judgeAppleAssertion},
    {"certificate", judgeCard},
};

constexpr const char *chainClaim = "attestCertChain";
constexpr const char *subjectClaim = "subjectCert";

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
    if (node.is("certificate"))
        return {{inspection.contentOf(node), QString()}};
    const Node *subject = childOf(node, subjectClaim);
    const Node *issuers = childOf(node, chainClaim);
    if (subject && subject->is("certificate") && issuers) {
        chain.append({inspection.contentOf(*subject), subject->name});
        for (const PlacedCertificate &issuer : chainAt(inspection, *issuers))
            chain.append({issuer.der, issuers->name + QLatin1Char('.') + issuer.path});
        return chain;
    }
    for (const Node &child : node.children) {
        if (child.is("certificate"))
            chain.append({inspection.contentOf(child), child.name});
    }
    return chain;
}

/// Was judged with the chain that it belongs to.
bool isOfChain(const Node &child)
{
    return child.is("certificate") || child.name == QLatin1StringView(chainClaim);
}

void locate(Finding &finding, const Inspection &inspection, const Node &evidence)
{
    const QString base = evidence.path();
    finding.path = base.isEmpty() || finding.path.isEmpty() ? base + finding.path
                                                            : base + QLatin1Char('.') + finding.path;
    if (!finding.path.isEmpty())
        locate(finding, inspection);
}

void judgeBelow(const Inspection &inspection, const Node &node, const Terms &terms, QList<Finding> &findings)
{
    for (const EvidenceJudge &known : judges) {
        if (!node.is(known.kind))
            continue;
        QList<Finding> own = known.judge(inspection.contentOf(node), terms);
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
        if (node.is("certificate"))
            return;
    }
    for (const Node &child : node.children) {
        if (!isChain || !isOfChain(child))
            judgeBelow(inspection, child, terms, findings);
    }
}

} // namespace

void locate(Finding &finding, const Inspection &inspection)
{
    const Node *node = inspection.find(finding.path);
    if (!node)
        return;
    finding.source = node->source;
    finding.range = node->range;
}

QList<Finding> judgeInspection(const Inspection &inspection, const Terms &terms)
{
    QList<Finding> findings;
    judgeBelow(inspection, inspection.root(), terms, findings);
    return findings;
}

} // namespace dsr

#include "core/check/jointjudgement.h"

#include "core/check/chainjudge.h"
#include "core/check/inspectionjudge.h"

#include <algorithm>

namespace dsr {

namespace {

/// The certificates of one file, which holds nothing else.
struct Link
{
    int file = 0;
    QList<PlacedCertificate> certificates; ///< paths in that file
    QByteArray subject; ///< of the first one, DER
    QByteArray issuer; ///< of the last one
};

std::vector<const Node *> fieldsOf(const Node &node)
{
    std::vector<const Node *> fields;
    for (const Node &child : node.children) {
        if (!child.syntax)
            fields.push_back(&child);
    }
    return fields;
}

/// A certificate or some side by side, in whatever armour; nothing if there is something else.
QList<PlacedCertificate> certificatesIn(const Inspection &file)
{
    std::vector<const Node *> nodes{&file.root()};
    while (nodes.size() == 1 && !nodes.front()->is("certificate"))
        nodes = fieldsOf(*nodes.front());
    QList<PlacedCertificate> certificates;
    for (const Node *node : nodes) {
        if (!node->is("certificate"))
            return {};
        certificates.append({file.contentOf(*node), node->path()});
    }
    return certificates;
}

QList<Link> linksOf(const QList<InspectionPtr> &files)
{
    QList<Link> links;
    for (int file = 0; file < files.size(); ++file) {
        const QList<PlacedCertificate> certificates = certificatesIn(*files.at(file));
        if (certificates.isEmpty())
            continue;
        const auto first = Certificate::fromDer(certificates.first().der);
        const auto last = Certificate::fromDer(certificates.last().der);
        if (first && last)
            links.append({file, certificates, first->subject().der, last->issuer().der});
    }
    return links;
}

/// From this file up to the last one that is known of its issuers.
QList<Link> chainFrom(const Link &leaf, QList<Link> others)
{
    QList<Link> chain{leaf};
    for (;;) {
        const auto next = std::ranges::find(others, chain.last().issuer, &Link::subject);
        if (next == others.end())
            return chain;
        chain.append(*next);
        others.erase(next);
    }
}

/// The chains that go over more than one file.
QList<QList<Link>> chainsOf(const QList<Link> &links)
{
    QList<QList<Link>> chains;
    for (const Link &leaf : links) {
        const auto isAbove = [&](const Link &other) {
            return other.file != leaf.file && other.issuer == leaf.subject;
        };
        if (std::ranges::any_of(links, isAbove))
            continue;
        QList<Link> others = links;
        others.removeIf([&](const Link &other) { return other.file == leaf.file; });
        const QList<Link> chain = chainFrom(leaf, others);
        if (chain.size() > 1)
            chains.append(chain);
    }
    return chains;
}

// Inside a chain the path of a certificate begins with the number of its file.
constexpr QLatin1Char fileMark('#');

QList<PlacedCertificate> placed(const QList<Link> &chain)
{
    QList<PlacedCertificate> certificates;
    for (const Link &link : chain) {
        for (const PlacedCertificate &certificate : link.certificates) {
            const QString file = fileMark + QString::number(link.file);
            certificates.append({certificate.der,
                certificate.path.isEmpty() ? file : file + QLatin1Char('.') + certificate.path});
        }
    }
    return certificates;
}

/// The file that a finding is about; its path becomes one of that file.
int takeFile(Finding &finding, int leaf)
{
    if (!finding.path.startsWith(fileMark))
        return leaf;
    const qsizetype dot = finding.path.indexOf(QLatin1Char('.'));
    const int file = finding.path.mid(1, dot < 0 ? -1 : dot - 1).toInt();
    finding.path = dot < 0 ? QString() : finding.path.sliced(dot + 1);
    return file;
}

bool isSame(const Finding &a, const Finding &b)
{
    return a.check == b.check && a.status == b.status && a.path == b.path;
}

} // namespace

JointJudgement judgeTogether(const QList<InspectionPtr> &files, const Terms &terms)
{
    JointJudgement judgement{QList<QList<Finding>>(files.size()), {}};
    QList<bool> isInChain(files.size(), false);
    for (const QList<Link> &chain : chainsOf(linksOf(files))) {
        const QList<PlacedCertificate> certificates = placed(chain);
        if (!isAttestationChain(certificates))
            continue;
        QList<int> members;
        for (const Link &link : chain) {
            members.append(link.file);
            isInChain[link.file] = true;
        }
        judgement.chains.append(members);
        for (Finding finding : judgeAttestationChain(certificates, terms)) {
            const int file = takeFile(finding, members.first());
            locate(finding, *files.at(file));
            // Two leaves may have their issuers in common.
            QList<Finding> &known = judgement.findings[file];
            if (std::ranges::none_of(known, [&](const Finding &other) { return isSame(other, finding); }))
                known.append(finding);
        }
    }
    for (int file = 0; file < files.size(); ++file) {
        if (!isInChain.at(file))
            judgement.findings[file] = judgeInspection(*files.at(file), terms);
    }
    return judgement;
}

} // namespace dsr

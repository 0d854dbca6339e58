#include "core/check/chainjudge.h"

#include "core/check/certificateprofile.h"
#include "core/check/registrationcase.h"

#include <algorithm>

namespace dsr {

namespace {

std::optional<KeyDescription> descriptionIn(const PlacedCertificate &element)
{
    const auto certificate = Certificate::fromDer(element.der);
    const auto extension = certificate ? certificate->extension(keyAttestationOid) : std::nullopt;
    return extension ? parseKeyDescription(extension->value) : std::nullopt;
}

bool hasDescription(const PlacedCertificate &element)
{
    const auto certificate = Certificate::fromDer(element.der);
    return certificate && certificate->extension(keyAttestationOid);
}

bool isAttestKey(const PlacedCertificate &element)
{
    constexpr int tagPurpose = 1;
    constexpr qint64 purposeAttestKey = 7;
    const auto description = descriptionIn(element);
    return description
        && description->hardwareEnforced.sets.value(tagPurpose) == QSet<qint64>{purposeAttestKey};
}

QList<Finding> findingsOf(const QList<QByteArray> &order, RegistrationCase &item)
{
    QList<Finding> findings;
    for (const QByteArray &id : order)
        findings.append(judgeCheck(id, item).finding);
    return findings;
}

} // namespace

bool isAttestationChain(const QList<PlacedCertificate> &chain)
{
    return std::ranges::any_of(chain, hasDescription);
}

QList<Finding> judgeAttestationChain(const QList<PlacedCertificate> &chain, const Terms &terms)
{
    const QByteArray noToken;
    const bool isWallet = terms.rules == RuleSet::Wallet;
    StandaloneEvidence alone;
    qsizetype first = 0;
    // Two descriptions in a row: what the second key attested, or what somebody put below a key that signs.
    if (!isWallet && chain.size() > 1 && hasDescription(chain.at(0)) && hasDescription(chain.at(1))) {
        alone.subjectCert = chain.first().der;
        alone.subjectPath = chain.first().path;
        first = 1;
    }
    for (const PlacedCertificate &element : chain.sliced(first)) {
        alone.chain.append(element.der);
        alone.elementPaths.append(element.path);
    }
    RegistrationCase item{.token = noToken, .terms = terms, .live = nullptr, .alone = alone};
    item.evidence.type = QString::fromLatin1(androidType);
    item.evidence.gmsDialect = first == 0 && !isAttestKey(chain.first());
    QList<Finding> findings = findingsOf(isWallet ? walletChainOrder() : androidChainOrder(), item);
    if (item.evidence.simulated)
        findings.append(simulatedFinding(item.evidence, QString()));
    return findings;
}

bool isCardCertificate(const QByteArray &der)
{
    const auto certificate = Certificate::fromDer(der);
    return certificate && isHolderAuthentication(*certificate);
}

QList<Finding> judgeCardCertificate(const QByteArray &der, const Terms &terms)
{
    const auto certificate = Certificate::fromDer(der);
    if (!certificate)
        return {};
    const QByteArray noToken;
    RegistrationCase item{.token = noToken, .terms = terms, .live = nullptr};
    item.cardChain = {*certificate};
    item.cardChainEntries = 1;
    QList<Finding> findings = findingsOf(cardCertificateOrder(), item);
    for (Finding &finding : findings)
        finding.path.clear(); // all of them are about this one certificate
    return findings;
}

QList<Finding> judgeIntegrityVerdict(const QByteArray &verdict, const Terms &terms)
{
    const QByteArray noToken;
    StandaloneEvidence alone;
    alone.verdict = verdict;
    RegistrationCase item{.token = noToken, .terms = terms, .live = nullptr, .alone = alone};
    return findingsOf(playIntegrityOrder(), item);
}

} // namespace dsr

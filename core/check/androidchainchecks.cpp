#include "core/check/androidevidence.h"
#include "core/check/androidroots.h"
#include "core/check/certificateprofile.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::AndroidChecks)
};

constexpr qsizetype minimumChain = 2;
constexpr qsizetype maximumChain = 10;
constexpr const char *oidNameConstraints = "2.5.29.30";

bool isSelfIssued(const Certificate &certificate)
{
    return certificate.subject().der == certificate.issuer().der;
}

/// The elements of the claim, or of the chain that came by itself.
std::optional<QList<Result<Certificate>>> givenChain(const RegistrationCase &item)
{
    QList<Result<Certificate>> chain;
    if (item.alone) {
        for (const QByteArray &der : item.alone->chain)
            chain.append(der.size() > maximumCertificate ? fail(ErrorCode::InputMalformed)
                                                         : item.terms.certificates->read(der));
        return chain;
    }
    const auto entries = chainEntries(item);
    if (!entries)
        return std::nullopt;
    if (entries->size() > maximumChain) // not worth reading
        return QList<Result<Certificate>>(entries->size(), fail(ErrorCode::InputMalformed));
    for (const QJsonValue &entry : *entries)
        chain.append(certificateFrom(item, entry.toString()));
    return chain;
}

CheckOutcome chainForm(RegistrationCase &item)
{
    const auto given = givenChain(item);
    if (!given)
        return inputMissing();
    // One certificate by itself is looked at as well; that it ends nowhere is the next thing to be said.
    const qsizetype fewest = item.alone ? 1 : minimumChain;
    if (given->size() < fewest || given->size() > maximumChain)
        return broken(chainPath(item), QStringLiteral("2…10"), QString::number(given->size()));
    QList<Certificate> chain;
    // At attestation the fresh certificate has a check of its own.
    for (const auto &certificate : given->sliced(item.isAttestation() ? 1 : 0)) {
        if (!certificate) {
            return broken(elementPath(item, chain.size()), textOf("X.509"), QString(),
                Text::tr("This element is not one whole certificate in base64."));
        }
        chain.append(*certificate);
    }
    item.evidence.attestChain = chain;
    return passed(chainPath(item), QString::number(given->size()));
}

CheckOutcome chainPinned(RegistrationCase &item)
{
    return chainOf(item).isEmpty()
        ? inputMissing()
        : notChecked(Text::tr("Only the service can know the chain that the attest key registered with."));
}

/// Another element is the issuer that the neighbour should have been: the chain is reversed or mixed.
CheckOutcome chainOrder(RegistrationCase &item)
{
    const QList<Certificate> chain = chainOf(item);
    if (chain.isEmpty())
        return inputMissing();
    for (qsizetype i = 0; i + 1 < chain.size(); ++i) {
        if (chain.at(i).issuer().der == chain.at(i + 1).subject().der)
            continue;
        for (qsizetype j = 0; j < chain.size(); ++j) {
            if (j == i || chain.at(j).subject().der != chain.at(i).issuer().der)
                continue;
            item.evidence.attestChain.clear(); // nothing about a mixed chain means what it says
            return broken(elementPath(item, j), elementPath(item, i + 1), chain.at(j).subject().text(),
                Text::tr(
                    "The chain must start with the certificate of the key, each followed by its issuer."));
        }
    }
    return passed(chainPath(item));
}

CheckOutcome chainComplete(RegistrationCase &item)
{
    if (chainOf(item).isEmpty())
        return inputMissing();
    const Certificate &last = chainOf(item).last();
    // A leaf below an attest key has the name of its issuer and is no root for that.
    const bool isRoot = isSelfIssued(last) && (chainOf(item).size() > 1 || last.isSignedBy(last.publicKey()));
    if (isRoot) {
        item.androidAnchor = last;
        return passed(chainPath(item));
    }
    std::optional<Certificate> signer;
    for (const AttestationAnchor &anchor : item.terms.androidAnchors) {
        if (anchor.certificate.subject().der != last.issuer().der)
            continue;
        // Roots may share a name and even a key; the one that signed is meant, of several the one that lives
        // longest, else any of them shows the wrong signature.
        const bool signedIt = last.isSignedBy(anchor.certificate.publicKey());
        const bool isBetter = signedIt && (!signer || anchor.certificate.notAfter() > signer->notAfter());
        if (isBetter)
            signer = anchor.certificate;
        if (isBetter || !item.androidAnchor)
            item.androidAnchor = anchor.certificate;
    }
    return compared(item.androidAnchor.has_value(), elementPath(item, chainOf(item).size() - 1), QString(),
        last.issuer().text(),
        Text::tr("The chain ends before a root, and no root with the name of the last issuer is known."));
}

/// "google-rsa-4 (serialNumber=f92009e853b6b045)"; roots that are not known by name with their fingerprint.
QString anchorText(const Certificate &anchor)
{
    const AndroidRoot *known = androidRoot(anchor);
    return QStringLiteral("%1 (%2)").arg(
        known ? textOf(known->name) : hexText(anchor.sha256Fingerprint()), anchor.subject().text());
}

CheckOutcome chainRoot(RegistrationCase &item)
{
    if (!item.androidAnchor) {
        // A service stops at the missing root; who looks at a chain is told what that means for trust.
        return item.alone && !chainOf(item).isEmpty()
            ? broken(chainPath(item), QString(), QString(), Text::tr("The chain ends at no known root."))
            : inputMissing();
    }
    const QByteArray spki = item.androidAnchor->spki();
    const bool software = isSoftwareRoot(spki);
    for (const AttestationAnchor &anchor : item.terms.androidAnchors) {
        if (software || anchor.certificate.spki() != spki)
            continue;
        item.evidence.simulated = anchor.simulated;
        if (anchor.simulated && !item.terms.simulation)
            continue;
        return passed(chainPath(item), anchorText(*item.androidAnchor));
    }
    return broken(chainPath(item), QString(), anchorText(*item.androidAnchor),
        software ? Text::tr("This root is published with its key for phones in software; it proves nothing.")
                 : Text::tr("The chain ends at a root that is not trusted here."));
}

CheckOutcome chainNames(RegistrationCase &item)
{
    const QList<Certificate> &chain = chainOf(item);
    if (chain.isEmpty())
        return inputMissing();
    CheckOutcome outcome = passed(chainPath(item));
    for (qsizetype i = 0; i + 1 < chain.size(); ++i) {
        const DistinguishedName &issuer = chain.at(i).issuer();
        const DistinguishedName &expected = chain.at(i + 1).subject();
        if (issuer.der == expected.der)
            continue;
        if (!isSameNameLoosely(issuer, expected))
            return broken(elementPath(item, i), expected.text(), issuer.text());
        outcome = broken(elementPath(item, i), hexText(expected.der), hexText(issuer.der),
            Text::tr("The names are the same, but written in different encodings."));
        outcome.severity = Severity::Warn;
    }
    return outcome;
}

/// The chain with what its last certificate has to be signed with: a root signs itself, unless it is to the
/// byte a trusted one, whose signature says nothing more.
QList<Certificate> upToAnchor(const RegistrationCase &item)
{
    const QList<Certificate> &chain = chainOf(item);
    const bool isTrusted = std::ranges::any_of(item.terms.androidAnchors,
        [&](const AttestationAnchor &trusted) { return trusted.certificate.der() == chain.last().der(); });
    return isTrusted ? chain : chain + QList<Certificate>{*item.androidAnchor};
}

CheckOutcome chainSignatures(RegistrationCase &item)
{
    const QList<Certificate> &chain = chainOf(item);
    if (chain.isEmpty() || !item.androidAnchor)
        return inputMissing();
    const qsizetype wrong = item.terms.links->firstUnsigned(upToAnchor(item), item.terms.time);
    return compared(wrong < 0, wrong < 0 ? chainPath(item) : elementPath(item, wrong), QString(), QString(),
        Text::tr("The signature of this certificate is wrong."));
}

/// Certificates whose dates count: all but leaf and root.
QList<qsizetype> datedElements(const RegistrationCase &item)
{
    QList<qsizetype> elements;
    for (qsizetype i = 1; i < chainOf(item).size(); ++i) {
        if (!(i == chainOf(item).size() - 1 && isSelfIssued(chainOf(item).at(i))))
            elements.append(i);
    }
    return elements;
}

/// How the phone came by the key that signed (android-attestation 7.2, C8): told by the certificate next to
/// the root.
enum class Provisioning { Factory, Remote, Software, Unknown };

Provisioning provisioningOf(const RegistrationCase &item)
{
    if (item.androidAnchor && isSoftwareRoot(item.androidAnchor->spki()))
        return Provisioning::Software;
    const QList<qsizetype> elements = datedElements(item);
    if (elements.isEmpty())
        return Provisioning::Unknown;
    const DistinguishedName name = chainOf(item).at(elements.last()).subject();
    if (name.values("2.5.4.3").contains(textOf("Droid CA2")))
        return Provisioning::Remote;
    return name.values("2.5.4.5").isEmpty() ? Provisioning::Unknown : Provisioning::Factory;
}

QString provisioningText(Provisioning provisioning)
{
    switch (provisioning) {
    case Provisioning::Factory:
        return textOf("FACTORY");
    case Provisioning::Remote:
        return textOf("RKP");
    case Provisioning::Software:
        return textOf("SOFTWARE");
    case Provisioning::Unknown:
        break;
    }
    return textOf("UNKNOWN");
}

CheckOutcome chainNotBefore(RegistrationCase &item)
{
    if (chainOf(item).isEmpty())
        return inputMissing();
    for (const qsizetype i : datedElements(item)) {
        const QDateTime from = chainOf(item).at(i).notBefore();
        if (from > item.terms.time) {
            return broken(elementPath(item, i), QStringLiteral("≤ ") + item.terms.time.toString(Qt::ISODate),
                from.toString(Qt::ISODate));
        }
    }
    return passed(chainPath(item));
}

CheckOutcome chainNotAfter(RegistrationCase &item)
{
    if (chainOf(item).isEmpty())
        return inputMissing();
    const Provisioning provisioning = provisioningOf(item);
    for (const qsizetype i : datedElements(item)) {
        const Certificate &issuer = chainOf(item).at(i);
        const QDateTime to = issuer.notAfter();
        if (to < issuer.notBefore())
            return broken(elementPath(item, i),
                QStringLiteral("≥ ") + issuer.notBefore().toString(Qt::ISODate), to.toString(Qt::ISODate),
                Text::tr("This certificate ends before it begins."));
        if (provisioning != Provisioning::Factory && to < item.terms.time) {
            return broken(elementPath(item, i), QStringLiteral("≥ ") + item.terms.time.toString(Qt::ISODate),
                to.toString(Qt::ISODate));
        }
    }
    return passed(chainPath(item), provisioningText(provisioning),
        provisioning == Provisioning::Factory
            ? Text::tr("The keys of this chain were made in the factory; they never expire in the field.")
            : QString());
}

CheckOutcome chainPkix(RegistrationCase &item)
{
    if (chainOf(item).isEmpty())
        return inputMissing();
    for (qsizetype i = 1; i < chainOf(item).size(); ++i) {
        const Certificate &issuer = chainOf(item).at(i);
        QStringList deviations;
        if (!isCa(issuer))
            deviations.append(textOf("cA"));
        if (!maySignCertificates(issuer))
            deviations.append(textOf("keyCertSign"));
        if (pathLength(issuer).value_or(i) < i - 1) // i - 1 issuers stand between this one and the leaf
            deviations.append(textOf("pathLenConstraint"));
        if (issuer.extension(oidNameConstraints))
            deviations.append(textOf("nameConstraints"));
        if (!deviations.isEmpty()) {
            return broken(elementPath(item, i), QString(), deviations.join(QStringLiteral(", ")),
                Text::tr("A strict verifier of certificate paths would refuse this issuer."));
        }
    }
    return passed(chainPath(item));
}

} // namespace

const CheckFunctions &androidChainChecks()
{
    static const CheckFunctions functions{
        {"android.chain.form", chainForm},
        {"android.chain.pinned", chainPinned},
        {"android.chain.order", chainOrder},
        {"android.chain.complete", chainComplete},
        {"android.chain.root", chainRoot},
        {"android.chain.names", chainNames},
        {"android.chain.signatures", chainSignatures},
        {"android.chain.notbefore", chainNotBefore},
        {"android.chain.notafter", chainNotAfter},
        {"android.chain.pkix", chainPkix},
    };
    return functions;
}

} // namespace dsr

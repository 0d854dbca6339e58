#include "core/base/digest.h"
#include "core/base/encoding.h"
#include "core/base/secret.h"
#include "core/check/androidpaths.h"
#include "core/check/androidroots.h"
#include "core/check/attestedkey.h"
#include "core/check/certificateprofile.h"
#include "core/check/registrationcase.h"
#include "core/crypto/noncederivation.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::AndroidChecks)
};

struct ExpectedChallenge
{
    QByteArray value;
    QString computation;
};

constexpr qsizetype minimumChain = 2;
constexpr qsizetype maximumChain = 10;
constexpr qsizetype maximumCertificate = 16LL * 1024;

// Tag numbers of android-attestation 3 and values of 4.
constexpr int tagPurpose = 1;
constexpr int tagAllApplications = 600;
constexpr int tagOrigin = 702;
constexpr int purposeSign = 2;
constexpr int purposeVerify = 3;
constexpr int purposeAttestKey = 7;
constexpr int tagApplicationId = 709;
constexpr int buildTags[] = {705, 706, 718, 719}; // osVersion and the three patch levels
constexpr int bootVerifiedState = 0;
constexpr int originGenerated = 0;
constexpr int levelSoftware = 0;

constexpr const char *oidNameConstraints = "2.5.29.30";

bool isSelfIssued(const Certificate &certificate)
{
    return certificate.subject().der == certificate.issuer().der;
}

const QList<Certificate> &chainOf(const RegistrationCase &item)
{
    return item.evidence.attestChain;
}

Result<Certificate> certificateFrom(const RegistrationCase &item, const QString &text)
{
    const auto der =
        fromBase64(text.toLatin1(), item.lenient() ? Base64Form::Any : Base64Form::StandardOptionalPadding);
    if (!der)
        return fail(der.error());
    if (der->size() > maximumCertificate)
        return fail(ErrorCode::InputMalformed, QStringLiteral("certificate is too large"));
    return item.terms.certificates->read(*der);
}

// --- chain

void readRegisteredChain(RegistrationCase &item);

/// The entries of the claim.
std::optional<QJsonArray> chainEntries(const RegistrationCase &item)
{
    const QJsonValue value =
        item.claims ? item.claims->value(QLatin1StringView(item.chainClaim())) : QJsonValue();
    return item.isAndroid() && value.isArray() ? std::optional(value.toArray()) : std::nullopt;
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
    if (item.isAttestation())
        readRegisteredChain(item);
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

// --- key description of the leaf

CheckOutcome extensionPresent(RegistrationCase &item)
{
    if (!item.leaf())
        return inputMissing();
    return item.leaf()->extension(keyAttestationOid)
        ? passed(elementPath(item, 0))
        : broken(elementPath(item, 0), textOf(keyAttestationOid), QString(),
              Text::tr("The certificate of the key does not say anything about the key."));
}

CheckOutcome extensionForm(RegistrationCase &item)
{
    const auto extension = item.leaf() ? item.leaf()->extension(keyAttestationOid) : std::nullopt;
    if (!extension)
        return inputMissing();
    QString why;
    item.leafDescription = parseKeyDescription(extension->value, &why);
    return item.leafDescription ? passed(elementPath(item, 0))
                                : broken(elementPath(item, 0), textOf("KeyDescription"), why);
}

/// At attestation the chain of the attest key is not judged again, but other checks want to know what it
/// says.
void readRegisteredChain(RegistrationCase &item)
{
    for (const CheckFunction read : {chainComplete, chainRoot, extensionForm})
        read(item);
}

CheckOutcome extensionPlacement(RegistrationCase &item)
{
    const QList<Certificate> &chain = chainOf(item);
    if (chain.isEmpty())
        return inputMissing();
    for (qsizetype i = 1; i < chain.size(); ++i) {
        if (!chain.at(i).extension(keyAttestationOid))
            continue;
        // Dialect gms sends the mTLS key's chain, which may run over an attest key (android-attestation 10).
        const auto description = parseKeyDescription(chain.at(i).extension(keyAttestationOid)->value);
        const bool attestKey = description
            && description->hardwareEnforced.sets.value(tagPurpose) == QSet<qint64>{purposeAttestKey};
        if (i == 1 && item.evidence.gmsDialect && !item.isWallet() && attestKey)
            continue;
        return broken(elementPath(item, i), elementPath(item, 0), chain.at(i).subject().text(),
            Text::tr(
                "A key above the leaf is described too; the holder of such a key can forge what is below."));
    }
    return passed(chainPath(item));
}

CheckOutcome provisioningPlacement(RegistrationCase &item)
{
    const QList<Certificate> &chain = chainOf(item);
    if (chain.isEmpty())
        return inputMissing();
    qsizetype nearestToRoot = -1;
    QList<qsizetype> maps;
    for (qsizetype i = 0; i < chain.size(); ++i) {
        if (chain.at(i).extension(keyAttestationOid))
            nearestToRoot = i;
        if (chain.at(i).extension(provisioningInfoOid))
            maps.append(i);
    }
    if (maps.isEmpty())
        return passed(chainPath(item));
    if (nearestToRoot < 0)
        return inputMissing();
    return compared(maps == QList<qsizetype>{nearestToRoot + 1}, elementPath(item, maps.first()),
        elementPath(item, nearestToRoot + 1), elementPath(item, maps.last()));
}

/// Tags 2, 3, 10, 11 and 200 where they are present.
CheckOutcome describesKey(const KeyDescription &description, const QByteArray &spki, const QString &path)
{
    const auto key = attestedKey(spki);
    if (!key)
        return notChecked(Text::tr("Keys of this kind are not known here."));
    const std::tuple<int, const char *, std::optional<qint64>> facts[] = {{2, "algorithm", key->algorithm},
        {3, "keySize", key->size}, {10, "ecCurve", key->curve}, {11, "mlDsaVariant", key->mlDsaVariant},
        {200, "rsaPublicExponent", key->exponent}};
    for (const auto &[tag, name, expected] : facts) {
        for (const auto &[list, listName] : {std::pair(&description.hardwareEnforced, "hardwareEnforced."),
                 std::pair(&description.softwareEnforced, "softwareEnforced.")}) {
            if (!expected || !list->integers.contains(tag) || list->integers.value(tag) == *expected)
                continue;
            return broken(memberPath(path, QByteArray(listName) + name), QString::number(*expected),
                QString::number(list->integers.value(tag)),
                Text::tr("The description is about another kind of key than the certificate."));
        }
    }
    return passed(path, key->name);
}

CheckOutcome keyParameters(RegistrationCase &item)
{
    if (!item.leafDescription)
        return inputMissing();
    return describesKey(*item.leafDescription, item.leaf()->spki(), elementPath(item, 0));
}

QString levelsText(int attestation, int keyMint)
{
    return QStringLiteral("%1/%2").arg(securityLevelText(attestation), securityLevelText(keyMint));
}

CheckOutcome level(RegistrationCase &item)
{
    if (!item.leafDescription)
        return inputMissing();
    const int attestation = item.leafDescription->attestationSecurityLevel;
    const int keyMint = item.leafDescription->keyMintSecurityLevel;
    CheckOutcome outcome = compared(attestation == keyMint && (attestation == 1 || attestation == 2),
        leafMember(item, "attestationSecurityLevel"), levelsText(1, 1) + textOf(", ") + levelsText(2, 2),
        levelsText(attestation, keyMint),
        Text::tr("Key and description must both come from the same secure hardware."));
    if (item.lenient())
        outcome.severity = attestation == levelSoftware ? Severity::Fail : Severity::Warn;
    return outcome;
}

/// The challenge that the evidence must carry, and how it comes about; nothing if nobody knows it.
std::optional<ExpectedChallenge> expectedChallenge(const RegistrationCase &item, bool ofMtlsKey)
{
    const Expectations &expected = item.terms.expected;
    if (item.alone && !expected.challenge.isEmpty())
        return ExpectedChallenge{expected.challenge, {}};
    const QByteArray &nonce = item.alone ? expected.nonce : item.nonce;
    if (nonce.isEmpty())
        return std::nullopt;
    if (item.isAttestation())
        return ExpectedChallenge{nonceAttestDerived(nonce), QStringLiteral("SHA-256(nonce ‖ \"1\")")};
    return ofMtlsKey
        ? ExpectedChallenge{nonceKeypairMtls(nonce), QStringLiteral("SHA-256(nonce ‖ \"KEYPAIR_MTLS\")")}
        : ExpectedChallenge{nonceAttest(nonce), QStringLiteral("SHA-256(nonce ‖ \"ATTEST\")")};
}

CheckOutcome comparedChallenge(
    const RegistrationCase &item, const KeyDescription &description, bool ofMtlsKey, const QString &path)
{
    const auto expected = expectedChallenge(item, ofMtlsKey);
    if (!expected)
        return item.alone ? expectationMissing() : inputMissing();
    CheckOutcome outcome = comparedBytes(expected->value, description.attestationChallenge, path);
    outcome.computation = expected->computation;
    const auto other = expectedChallenge(item, !ofMtlsKey);
    const bool isSwapped = outcome.kind == CheckOutcome::Kind::Broken && other
        && other->value == description.attestationChallenge;
    const bool isOfRegistration = item.isAttestation()
        && (description.attestationChallenge == nonceKeypairMtls(item.nonce)
            || description.attestationChallenge == nonceAttest(item.nonce));
    if (isOfRegistration) {
        outcome.explanation =
            Text::tr("This is a challenge for registrations; that for attestations was expected.");
    } else if (isSwapped) {
        outcome.explanation = ofMtlsKey
            ? Text::tr("This is the challenge of the attest key; that of the mTLS key was expected.")
            : Text::tr("This is the challenge of the mTLS key; that of the attest key was expected.");
    } else if (!item.nonce.isEmpty() && description.attestationChallenge == item.nonce) {
        outcome.explanation =
            Text::tr("This is the nonce itself; a value that is derived from it was expected.");
    }
    return outcome;
}

/// The nonce of a Wallet issuer may be text, base64 or hex (wallet-registration 4.3).
CheckOutcome walletChallenge(const RegistrationCase &item, const QString &path)
{
    const Expectations &expected = item.terms.expected;
    const QByteArray nonce = expected.nonce.isEmpty() ? expected.challenge : expected.nonce;
    if (nonce.isEmpty())
        return expectationMissing();
    const QByteArray &challenge = item.leafDescription->attestationChallenge;
    for (const QByteArray &form : {nonce, toBase64Url(nonce), toBase64(nonce), toHex(nonce)}) {
        if (constantTimeEqual(form, challenge))
            return passed(path, hexText(challenge));
    }
    return comparedBytes(nonce, challenge, path);
}

CheckOutcome challenge(RegistrationCase &item)
{
    if (!item.leafDescription)
        return inputMissing();
    const QString path = leafMember(item, "attestationChallenge");
    return item.isWallet() ? walletChallenge(item, path)
                           : comparedChallenge(item, *item.leafDescription, item.evidence.gmsDialect, path);
}

CheckOutcome generatedInHardware(const std::optional<KeyDescription> &description, const QString &path)
{
    if (!description)
        return inputMissing();
    const auto &integers = description->hardwareEnforced.integers;
    return compared(integers.contains(tagOrigin) && integers.value(tagOrigin) == originGenerated,
        memberPath(path, integers.contains(tagOrigin) ? "hardwareEnforced.origin" : "hardwareEnforced"),
        originText(originGenerated),
        integers.contains(tagOrigin) ? originText(integers.value(tagOrigin)) : QString(),
        Text::tr("The secure hardware does not say that it made this key itself."));
}

CheckOutcome origin(RegistrationCase &item)
{
    return generatedInHardware(item.leafDescription, elementPath(item, 0));
}

CheckOutcome bootPresent(RegistrationCase &item)
{
    if (!item.leafDescription)
        return inputMissing();
    return item.leafDescription->hardwareEnforced.rootOfTrust
        ? passed(leafMember(item, "hardwareEnforced.rootOfTrust"))
        : broken(leafMember(item, "hardwareEnforced"), textOf("rootOfTrust"), QString(),
              Text::tr("The secure hardware says nothing about how the phone was started."));
}

const RootOfTrust *bootState(const RegistrationCase &item)
{
    const bool known = item.leafDescription && item.leafDescription->hardwareEnforced.rootOfTrust;
    return known ? &*item.leafDescription->hardwareEnforced.rootOfTrust : nullptr;
}

CheckOutcome bootLocked(RegistrationCase &item)
{
    const RootOfTrust *boot = bootState(item);
    if (!boot)
        return inputMissing();
    return compared(boot->deviceLocked, leafMember(item, "hardwareEnforced.rootOfTrust.deviceLocked"),
        textOf("true"), boot->deviceLocked ? textOf("true") : textOf("false"),
        Text::tr("The boot loader of the phone is unlocked."));
}

CheckOutcome bootVerified(RegistrationCase &item)
{
    const RootOfTrust *boot = bootState(item);
    if (!boot)
        return inputMissing();
    return compared(boot->verifiedBootState == bootVerifiedState,
        leafMember(item, "hardwareEnforced.rootOfTrust.verifiedBootState"),
        verifiedBootStateText(bootVerifiedState), verifiedBootStateText(boot->verifiedBootState),
        Text::tr("The phone did not start the system of its maker."));
}

CheckOutcome allApplications(RegistrationCase &item)
{
    if (!item.leafDescription)
        return inputMissing();
    const bool inSoftware = item.leafDescription->softwareEnforced.flags.contains(tagAllApplications);
    const bool there =
        inSoftware || item.leafDescription->hardwareEnforced.flags.contains(tagAllApplications);
    if (!there)
        return passed(elementPath(item, 0));
    return broken(leafMember(item,
                      inSoftware ? "softwareEnforced.allApplications" : "hardwareEnforced.allApplications"),
        QString(), textOf("allApplications"), Text::tr("Every app on the phone may use this key."));
}

QString purposesText(const QSet<qint64> &set)
{
    QList<qint64> purposes = set.values();
    std::sort(purposes.begin(), purposes.end());
    QStringList texts;
    for (const qint64 purpose : purposes)
        texts.append(purposeText(purpose));
    return texts.join(QStringLiteral(", "));
}

CheckOutcome noAttestKey()
{
    return notChecked(Text::tr("There is no attest key in this dialect."));
}

CheckOutcome attestKeyPurpose(RegistrationCase &item)
{
    if (item.evidence.gmsDialect)
        return noAttestKey();
    if (!item.leafDescription)
        return inputMissing();
    return compared(
        item.leafDescription->hardwareEnforced.sets.value(tagPurpose) == QSet<qint64>{purposeAttestKey},
        leafMember(item, "hardwareEnforced.purpose"), purposeText(purposeAttestKey),
        purposesText(item.leafDescription->hardwareEnforced.sets.value(tagPurpose)),
        Text::tr("A key that can sign anything else can forge the certificate of the mTLS key."));
}

CheckOutcome signsOnly(
    const RegistrationCase &item, const std::optional<KeyDescription> &description, const QString &path)
{
    if (!description)
        return inputMissing();
    // Where a phone in software puts everything into the software list, other rules say that it proves
    // nothing; only somebody who looks may take the purposes from there.
    const bool inSoftware = item.alone && !description->hardwareEnforced.sets.contains(tagPurpose);
    const AuthorizationList &list =
        inSoftware ? description->softwareEnforced : description->hardwareEnforced;
    const QSet<qint64> purposes = list.sets.value(tagPurpose);
    const QSet<qint64> others = purposes - QSet<qint64>{purposeSign, purposeVerify};
    return compared(purposes.contains(purposeSign) && others.isEmpty(),
        memberPath(path, inSoftware ? "softwareEnforced.purpose" : "hardwareEnforced.purpose"),
        purposeText(purposeSign) + textOf(", ") + purposeText(purposeVerify), purposesText(purposes));
}

CheckOutcome purpose(RegistrationCase &item)
{
    if (!item.evidence.gmsDialect && !item.isWallet())
        return notChecked(
            Text::tr("The leaf of this chain is an attest key; its purpose has a check of its own."));
    return signsOnly(item, item.leafDescription, elementPath(item, 0));
}

CheckOutcome attestKeyFingerprint(RegistrationCase &item)
{
    if (item.evidence.gmsDialect)
        return noAttestKey();
    const QString text = item.attestPublicKey();
    if (!item.leaf() || text.isEmpty())
        return inputMissing();
    const auto claimed = fromBase64(text.toLatin1(), Base64Form::Any);
    return comparedBytes(item.leaf()->publicKey().fingerprint(), claimed.value_or(QByteArray()),
        textOf("payload.attestPublicKey"));
}

// --- app identity

const AttestationApplicationId *applicationId(const RegistrationCase &item)
{
    const bool known = item.leafDescription && item.leafDescription->softwareEnforced.applicationId;
    return known ? &*item.leafDescription->softwareEnforced.applicationId : nullptr;
}

const EnrolledApp *enrolledApp(const RegistrationCase &item)
{
    for (const EnrolledApp &app : item.terms.apps) {
        if (app.package == item.announcedPackage())
            return &app;
    }
    return nullptr;
}

constexpr const char *applicationMember = "softwareEnforced.attestationApplicationId";

CheckOutcome appPackage(RegistrationCase &item)
{
    const QString announced = item.announcedPackage();
    if (!item.leafDescription || announced.isEmpty())
        return item.alone && item.leafDescription ? expectationMissing() : inputMissing();
    const AttestationApplicationId *id = applicationId(item);
    bool named = false;
    QStringList packages;
    for (const auto &package : id ? id->packages : QList<AttestationApplicationId::Package>()) {
        named = named || package.name == announced;
        packages.append(package.name);
    }
    if (named && item.terms.apps.isEmpty() && !item.alone)
        return notChecked(Text::tr("It is not known which apps are enrolled."));
    // Who looks at evidence may ask for an app that no service knows.
    const bool isEnrolled = enrolledApp(item) || item.alone;
    return compared(named && isEnrolled, leafMember(item, applicationMember), announced,
        packages.join(QStringLiteral(", ")),
        named ? Text::tr("The app is not in the list of those that may register phones.") : QString());
}

CheckOutcome appVersion(RegistrationCase &item)
{
    const AttestationApplicationId *id = applicationId(item);
    const EnrolledApp *app = enrolledApp(item);
    if (!id || !app)
        return inputMissing();
    for (const auto &package : id->packages) {
        if (package.name == app->package) {
            return compared(package.version == app->versionCode, leafMember(item, applicationMember),
                QString::number(app->versionCode), QString::number(package.version));
        }
    }
    return inputMissing();
}

CheckOutcome appSigner(RegistrationCase &item)
{
    const AttestationApplicationId *id = applicationId(item);
    const EnrolledApp *app = enrolledApp(item);
    if (!id || !app)
        return inputMissing();
    QStringList found;
    for (const QByteArray &digest : id->signatureDigests) {
        if (app->signerDigests.contains(digest))
            return passed(leafMember(item, applicationMember), hexText(digest));
        found.append(hexText(digest));
    }
    return broken(leafMember(item, applicationMember),
        app->signerDigests.isEmpty() ? QString() : hexText(app->signerDigests.first()),
        found.join(QStringLiteral(", ")));
}

// --- certificate of the mTLS key

CheckOutcome noSubjectCert()
{
    return notChecked(Text::tr("This dialect has no separate certificate of the mTLS key."));
}

/// At attestation it is the first of the chain.
QString subjectText(const RegistrationCase &item)
{
    return item.isAttestation() ? chainEntries(item).value_or(QJsonArray()).at(0).toString()
                                : item.claim("subjectCert");
}

CheckOutcome subjectForm(RegistrationCase &item)
{
    if (item.evidence.gmsDialect)
        return noSubjectCert();
    const QString text = subjectText(item);
    if (!item.alone && (!item.isAndroid() || text.isEmpty()))
        return inputMissing();
    if (item.alone && item.alone->subjectCert.isEmpty())
        return notChecked(Text::tr("No certificate that this attest key signed stands beside its chain."));
    const auto certificate =
        item.alone ? item.terms.certificates->read(item.alone->subjectCert) : certificateFrom(item, text);
    if (!certificate)
        return broken(subjectPath(item), textOf("X.509"), QString());
    item.evidence.subjectCert = *certificate;
    return passed(subjectPath(item));
}

CheckOutcome subjectExtension(RegistrationCase &item)
{
    if (item.evidence.gmsDialect)
        return noSubjectCert();
    if (!item.evidence.subjectCert.isValid())
        return inputMissing();
    const auto extension = item.evidence.subjectCert.extension(keyAttestationOid);
    if (!extension)
        return broken(subjectPath(item), textOf(keyAttestationOid), QString(),
            Text::tr("The certificate of the key does not say anything about the key."));
    QString why;
    item.subjectDescription = parseKeyDescription(extension->value, &why);
    if (item.subjectDescription)
        return passed(subjectPath(item));
    CheckOutcome outcome = broken(subjectPath(item), textOf("KeyDescription"), why);
    outcome.errorCode = textOf("NOT_PARSABLE_EXTENSION_VALUE");
    return outcome;
}

CheckOutcome subjectLevel(RegistrationCase &item)
{
    if (item.evidence.gmsDialect)
        return noSubjectCert();
    if (!item.leafDescription || !item.subjectDescription)
        return inputMissing();
    const auto text = [](const KeyDescription &description) {
        return levelsText(description.attestationSecurityLevel, description.keyMintSecurityLevel);
    };
    const QString expected = text(*item.leafDescription);
    const QString actual = text(*item.subjectDescription);
    return compared(
        expected == actual, memberPath(subjectPath(item), "attestationSecurityLevel"), expected, actual);
}

CheckOutcome subjectChallenge(RegistrationCase &item)
{
    if (item.evidence.gmsDialect)
        return noSubjectCert();
    if (!item.subjectDescription)
        return inputMissing();
    return comparedChallenge(
        item, *item.subjectDescription, true, memberPath(subjectPath(item), "attestationChallenge"));
}

CheckOutcome subjectOrigin(RegistrationCase &item)
{
    return item.evidence.gmsDialect ? noSubjectCert()
                                    : generatedInHardware(item.subjectDescription, subjectPath(item));
}

CheckOutcome subjectKey(RegistrationCase &item)
{
    if (item.evidence.gmsDialect)
        return noSubjectCert();
    if (!item.subjectDescription)
        return inputMissing();
    const PublicKey key = item.evidence.subjectCert.publicKey();
    if (key.curve() != Curve::P256)
        return broken(subjectPath(item), curveName(Curve::P256), curveName(key.curve()));
    return describesKey(*item.subjectDescription, item.evidence.subjectCert.spki(), subjectPath(item));
}

CheckOutcome subjectPurpose(RegistrationCase &item)
{
    return item.evidence.gmsDialect ? noSubjectCert()
                                    : signsOnly(item, item.subjectDescription, subjectPath(item));
}

QString bootText(const RootOfTrust &boot)
{
    return QStringLiteral("%1/%2/%3")
        .arg(hexText(boot.verifiedBootKey), boot.deviceLocked ? textOf("true") : textOf("false"))
        .arg(verifiedBootStateText(boot.verifiedBootState));
}

CheckOutcome subjectBoot(RegistrationCase &item)
{
    if (item.evidence.gmsDialect)
        return noSubjectCert();
    const RootOfTrust *boot = bootState(item);
    if (!boot || !item.subjectDescription)
        return inputMissing();
    const auto &other = item.subjectDescription->hardwareEnforced.rootOfTrust;
    const bool same = other && other->verifiedBootKey == boot->verifiedBootKey
        && other->deviceLocked == boot->deviceLocked && other->verifiedBootState == boot->verifiedBootState;
    return compared(same, memberPath(subjectPath(item), "hardwareEnforced.rootOfTrust"), bootText(*boot),
        other ? bootText(*other) : QString(),
        Text::tr("Both keys must come from one phone in the same boot state."));
}

CheckOutcome subjectBuild(RegistrationCase &item)
{
    if (item.evidence.gmsDialect)
        return noSubjectCert();
    if (!item.leafDescription || !item.subjectDescription)
        return inputMissing();
    const KeyDescription &attest = *item.leafDescription;
    const KeyDescription &mtls = *item.subjectDescription;
    QStringList differing;
    if (attest.attestationVersion != mtls.attestationVersion || attest.keyMintVersion != mtls.keyMintVersion)
        differing.append(textOf("version"));
    for (const int tag : buildTags) {
        if (attest.hardwareEnforced.integers.value(tag, -1) != mtls.hardwareEnforced.integers.value(tag, -1))
            differing.append(QString::number(tag));
    }
    if (attest.softwareEnforced.octets.value(tagApplicationId)
        != mtls.softwareEnforced.octets.value(tagApplicationId))
        differing.append(QString::number(tagApplicationId));
    const auto &boot = attest.hardwareEnforced.rootOfTrust;
    const auto &otherBoot = mtls.hardwareEnforced.rootOfTrust;
    if (boot && otherBoot && boot->verifiedBootHash != otherBoot->verifiedBootHash)
        differing.append(textOf("verifiedBootHash"));
    return compared(differing.isEmpty(), subjectPath(item), QString(), differing.join(QStringLiteral(", ")),
        Text::tr("The two keys name different apps or systems."));
}

CheckOutcome subjectIssuer(RegistrationCase &item)
{
    if (item.evidence.gmsDialect)
        return noSubjectCert();
    if (!item.evidence.subjectCert.isValid() || !item.leaf())
        return inputMissing();
    return compared(item.evidence.subjectCert.issuer().der == item.leaf()->subject().der, subjectPath(item),
        item.leaf()->subject().text(), item.evidence.subjectCert.issuer().text());
}

CheckOutcome subjectSignature(RegistrationCase &item)
{
    if (item.evidence.gmsDialect)
        return noSubjectCert();
    if (!item.evidence.subjectCert.isValid() || !item.leaf())
        return inputMissing();
    return item.evidence.subjectCert.isSignedBy(item.leaf()->publicKey())
        ? passed(subjectPath(item))
        : broken(subjectPath(item), QString(), QString(),
              Text::tr("The certificate of the mTLS key was not signed by the attest key."));
}

/// Of a chain that stands alone: is this the key that was asked for?
CheckOutcome comparedKey(const RegistrationCase &item, const Certificate &attested)
{
    const QByteArray &expected = item.terms.expected.publicKey;
    if (expected.isEmpty())
        return expectationMissing();
    const QString path = item.alone->subjectPath.isEmpty() ? elementPath(item, 0) : subjectPath(item);
    constexpr char uncompressed = '\x04';
    return comparedBytes(
        expected, expected.startsWith(uncompressed) ? attested.publicKey().point() : attested.spki(), path);
}

CheckOutcome binding(RegistrationCase &item)
{
    const Certificate *attested = item.evidence.gmsDialect ? item.leaf()
        : item.evidence.subjectCert.isValid()              ? &item.evidence.subjectCert
                                                           : nullptr;
    if (item.alone)
        return attested ? comparedKey(item, *attested) : inputMissing();
    if (item.keyFingerprint.isEmpty())
        return inputMissing();
    if (!attested) {
        // Lenient takes a broken certificate of the mTLS key as a warning, never a key that nothing attests.
        return item.lenient() ? broken(textOf("payload.sub"), hexText(item.keyFingerprint), QString(),
                                    Text::tr("No certificate of the phone names this key."))
                              : inputMissing();
    }
    return comparedBytes(attested->publicKey().fingerprint(), item.keyFingerprint, textOf("payload.sub"));
}

} // namespace

const CheckFunctions &androidChecks()
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
        {"android.extension.present", extensionPresent},
        {"android.extension.form", extensionForm},
        {"android.extension.placement", extensionPlacement},
        {"android.provisioning.placement", provisioningPlacement},
        {"android.key.parameters", keyParameters},
        {"android.level", level},
        {"android.challenge", challenge},
        {"android.origin", origin},
        {"android.boot.present", bootPresent},
        {"android.boot.locked", bootLocked},
        {"android.boot.verified", bootVerified},
        {"android.allapplications", allApplications},
        {"android.attestkey.purpose", attestKeyPurpose},
        {"android.purpose", purpose},
        {"android.attestkey.fingerprint", attestKeyFingerprint},
        {"android.appid.package", appPackage},
        {"android.appid.version", appVersion},
        {"android.appid.signer", appSigner},
        {"android.subjectcert.form", subjectForm},
        {"android.subjectcert.extension", subjectExtension},
        {"android.subjectcert.level", subjectLevel},
        {"android.subjectcert.challenge", subjectChallenge},
        {"android.subjectcert.origin", subjectOrigin},
        {"android.subjectcert.key", subjectKey},
        {"android.subjectcert.purpose", subjectPurpose},
        {"android.subjectcert.boot", subjectBoot},
        {"android.subjectcert.build", subjectBuild},
        {"android.subjectcert.issuer", subjectIssuer},
        {"android.subjectcert.signature", subjectSignature},
        {"android.binding", binding},
    };
    return functions;
}

} // namespace dsr

#include "core/base/encoding.h"
#include "core/base/secret.h"
#include "core/check/certificateprofile.h"
#include "core/check/registrationcase.h"
#include "core/crypto/digest.h"
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

constexpr const char *chainPath = "payload.attestCertChain";
constexpr const char *subjectPath = "payload.subjectCert";
constexpr qsizetype minimumChain = 2;
constexpr qsizetype maximumChain = 10;
constexpr qsizetype maximumCertificate = 16LL * 1024;

// Tag numbers of android-attestation 3 and values of 4.
constexpr int tagPurpose = 1;
constexpr int tagAlgorithm = 2;
constexpr int tagKeySize = 3;
constexpr int tagCurve = 10;
constexpr int tagAllApplications = 600;
constexpr int tagOrigin = 702;
constexpr int purposeSign = 2;
constexpr int purposeVerify = 3;
constexpr int purposeAttestKey = 7;
constexpr int algorithmEc = 3;
constexpr int curveP256 = 1;
constexpr int curveP384 = 2;
constexpr int tagApplicationId = 709;
constexpr int buildTags[] = {705, 706, 718, 719}; // osVersion and the three patch levels
constexpr int bootVerifiedState = 0;
constexpr int originGenerated = 0;
constexpr int levelSoftware = 0;

constexpr const char *oidNameConstraints = "2.5.29.30";

/// SHA-256 of the SubjectPublicKeyInfo of the two roots of phones in software (android-attestation 8).
constexpr const char *softwareRoots[] = {"d5100c7942ef2e8310dc30ef82729680cf48d690735c3f68179a33c7c370f286",
    "f2c4746f545946c100e72297f8f946344d7052f03a2f694221f9c893b0e6f711"};

QString elementPath(qsizetype index)
{
    return textOf(chainPath) + QLatin1Char('.') + QString::number(index);
}

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

CheckOutcome chainForm(RegistrationCase &item)
{
    const QJsonValue value =
        item.claims ? item.claims->value(QStringLiteral("attestCertChain")) : QJsonValue();
    if (!item.isAndroid() || !value.isArray())
        return inputMissing();
    const QJsonArray entries = value.toArray();
    if (entries.size() < minimumChain || entries.size() > maximumChain)
        return broken(textOf(chainPath), QStringLiteral("2…10"), QString::number(entries.size()));
    QList<Certificate> chain;
    for (const QJsonValue &entry : entries) {
        const auto certificate = certificateFrom(item, entry.toString());
        if (!certificate) {
            return broken(elementPath(chain.size()), textOf("X.509"), QString(),
                Text::tr("This element is not one whole certificate in base64."));
        }
        chain.append(*certificate);
    }
    item.evidence.attestChain = chain;
    return passed(textOf(chainPath), QString::number(chain.size()));
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
            return broken(elementPath(j), elementPath(i + 1), chain.at(j).subject().text(),
                Text::tr(
                    "The chain must start with the certificate of the key, each followed by its issuer."));
        }
    }
    return passed(textOf(chainPath));
}

CheckOutcome chainComplete(RegistrationCase &item)
{
    if (chainOf(item).isEmpty())
        return inputMissing();
    const Certificate &last = chainOf(item).last();
    if (isSelfIssued(last)) {
        item.androidAnchor = last;
        return passed(textOf(chainPath));
    }
    for (const AttestationAnchor &anchor : item.terms.androidAnchors) {
        if (anchor.certificate.subject().der != last.issuer().der)
            continue;
        // Roots may share a name; the one that signed is meant, else any of them shows the wrong signature.
        const bool signedIt = last.isSignedBy(anchor.certificate.publicKey());
        if (signedIt || !item.androidAnchor)
            item.androidAnchor = anchor.certificate;
        if (signedIt)
            break;
    }
    return compared(item.androidAnchor.has_value(), elementPath(chainOf(item).size() - 1), QString(),
        last.issuer().text(),
        Text::tr("The chain ends before a root, and no root with the name of the last issuer is known."));
}

CheckOutcome chainRoot(RegistrationCase &item)
{
    if (!item.androidAnchor)
        return inputMissing();
    const QByteArray spki = item.androidAnchor->spki();
    const QByteArray fingerprint = sha256(spki).toHex();
    const bool software =
        std::ranges::any_of(softwareRoots, [&](const char *root) { return fingerprint == root; });
    for (const AttestationAnchor &anchor : item.terms.androidAnchors) {
        if (software || anchor.certificate.spki() != spki)
            continue;
        item.evidence.simulated = anchor.simulated;
        if (anchor.simulated && !item.terms.simulation)
            continue;
        return passed(textOf(chainPath), anchor.certificate.subject().text());
    }
    return broken(textOf(chainPath), QString(), item.androidAnchor->subject().text(),
        software ? Text::tr("This root is published with its key for phones in software; it proves nothing.")
                 : Text::tr("The chain ends at a root that is not trusted here."));
}

CheckOutcome chainNames(RegistrationCase &item)
{
    const QList<Certificate> &chain = chainOf(item);
    if (chain.isEmpty())
        return inputMissing();
    CheckOutcome outcome = passed(textOf(chainPath));
    for (qsizetype i = 0; i + 1 < chain.size(); ++i) {
        const DistinguishedName &issuer = chain.at(i).issuer();
        const DistinguishedName &expected = chain.at(i + 1).subject();
        if (issuer.der == expected.der)
            continue;
        if (!isSameNameLoosely(issuer, expected))
            return broken(elementPath(i), expected.text(), issuer.text());
        outcome = broken(elementPath(i), hexText(expected.der), hexText(issuer.der),
            Text::tr("The names are the same, but written in different encodings."));
        outcome.severity = Severity::Warn;
    }
    return outcome;
}

CheckOutcome chainSignatures(RegistrationCase &item)
{
    const QList<Certificate> &chain = chainOf(item);
    if (chain.isEmpty() || !item.androidAnchor)
        return inputMissing();
    for (qsizetype i = 0; i < chain.size(); ++i) {
        const Certificate &issuer = i + 1 < chain.size() ? chain.at(i + 1) : *item.androidAnchor;
        if (!chain.at(i).isSignedBy(issuer.publicKey()))
            return broken(elementPath(i), QString(), QString(),
                Text::tr("The signature of this certificate is wrong."));
    }
    return passed(textOf(chainPath));
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

/// Factory chain: the certificate next to the root has a serialNumber attribute and is not "Droid CA2".
bool isFactoryChain(const RegistrationCase &item)
{
    const QList<qsizetype> elements = datedElements(item);
    if (elements.isEmpty())
        return false;
    const DistinguishedName name = chainOf(item).at(elements.last()).subject();
    return !name.values("2.5.4.5").isEmpty() && !name.values("2.5.4.3").contains(textOf("Droid CA2"));
}

CheckOutcome chainNotBefore(RegistrationCase &item)
{
    if (chainOf(item).isEmpty())
        return inputMissing();
    for (const qsizetype i : datedElements(item)) {
        const QDateTime from = chainOf(item).at(i).notBefore();
        if (from > item.terms.time) {
            return broken(elementPath(i), QStringLiteral("≤ ") + item.terms.time.toString(Qt::ISODate),
                from.toString(Qt::ISODate));
        }
    }
    return passed(textOf(chainPath));
}

CheckOutcome chainNotAfter(RegistrationCase &item)
{
    if (chainOf(item).isEmpty())
        return inputMissing();
    if (isFactoryChain(item))
        return passed(textOf(chainPath), QString(),
            Text::tr("The keys of this chain were made in the factory; they never expire in the field."));
    for (const qsizetype i : datedElements(item)) {
        const QDateTime to = chainOf(item).at(i).notAfter();
        if (to < item.terms.time) {
            return broken(elementPath(i), QStringLiteral("≥ ") + item.terms.time.toString(Qt::ISODate),
                to.toString(Qt::ISODate));
        }
    }
    return passed(textOf(chainPath));
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
            return broken(elementPath(i), QString(), deviations.join(QStringLiteral(", ")),
                Text::tr("A strict verifier of certificate paths would refuse this issuer."));
        }
    }
    return passed(textOf(chainPath));
}

// --- key description of the leaf

CheckOutcome extensionPresent(RegistrationCase &item)
{
    if (!item.leaf())
        return inputMissing();
    return item.leaf()->extension(keyAttestationOid)
        ? passed(elementPath(0))
        : broken(elementPath(0), textOf(keyAttestationOid), QString(),
              Text::tr("The certificate of the key does not say anything about the key."));
}

CheckOutcome extensionForm(RegistrationCase &item)
{
    const auto extension = item.leaf() ? item.leaf()->extension(keyAttestationOid) : std::nullopt;
    if (!extension)
        return inputMissing();
    QString why;
    item.leafDescription = parseKeyDescription(extension->value, &why);
    return item.leafDescription ? passed(elementPath(0))
                                : broken(elementPath(0), textOf("KeyDescription"), why);
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
        if (i == 1 && item.evidence.gmsDialect && attestKey)
            continue;
        return broken(elementPath(i), elementPath(0), chain.at(i).subject().text(),
            Text::tr(
                "A key above the leaf is described too; the holder of such a key can forge what is below."));
    }
    return passed(textOf(chainPath));
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
        return passed(textOf(chainPath));
    if (nearestToRoot < 0)
        return inputMissing();
    return compared(maps == QList<qsizetype>{nearestToRoot + 1}, elementPath(maps.first()),
        elementPath(nearestToRoot + 1), elementPath(maps.last()));
}

CheckOutcome describesKey(const KeyDescription &description, const PublicKey &key, const QString &path)
{
    const bool isP256 = key.curve() == Curve::P256;
    if (!isP256 && key.curve() != Curve::P384)
        return notChecked(
            Text::tr("Only keys on the curves P-256 and P-384 are compared with their description."));
    const QList<std::pair<int, qint64>> facts{{tagAlgorithm, algorithmEc}, {tagKeySize, isP256 ? 256 : 384},
        {tagCurve, isP256 ? curveP256 : curveP384}};
    for (const auto &[tag, expected] : facts) {
        for (const AuthorizationList *list : {&description.hardwareEnforced, &description.softwareEnforced}) {
            const qint64 actual = list->integers.value(tag, expected);
            if (actual != expected) {
                return broken(path, QStringLiteral("%1 = %2").arg(tag).arg(expected),
                    QStringLiteral("%1 = %2").arg(tag).arg(actual),
                    Text::tr("The description is about another kind of key than the certificate."));
            }
        }
    }
    return passed(path);
}

CheckOutcome keyParameters(RegistrationCase &item)
{
    if (!item.leafDescription)
        return inputMissing();
    return describesKey(*item.leafDescription, item.leaf()->publicKey(), elementPath(0));
}

CheckOutcome level(RegistrationCase &item)
{
    if (!item.leafDescription)
        return inputMissing();
    const int attestation = item.leafDescription->attestationSecurityLevel;
    const int keyMint = item.leafDescription->keyMintSecurityLevel;
    CheckOutcome outcome = compared(attestation == keyMint && (attestation == 1 || attestation == 2),
        elementPath(0), textOf("1/1, 2/2"), QStringLiteral("%1/%2").arg(attestation).arg(keyMint),
        Text::tr("Key and description must both come from the same secure hardware."));
    if (item.lenient())
        outcome.severity = attestation == levelSoftware ? Severity::Fail : Severity::Warn;
    return outcome;
}

CheckOutcome comparedBytes(const QByteArray &expected, const QByteArray &actual, const QString &path)
{
    return compared(constantTimeEqual(expected, actual), path, hexText(expected), hexText(actual));
}

CheckOutcome challenge(RegistrationCase &item)
{
    if (!item.leafDescription || item.nonce.isEmpty())
        return inputMissing();
    const QByteArray expected =
        item.evidence.gmsDialect ? nonceKeypairMtls(item.nonce) : nonceAttest(item.nonce);
    return comparedBytes(expected, item.leafDescription->attestationChallenge, elementPath(0));
}

CheckOutcome generatedInHardware(const std::optional<KeyDescription> &description, const QString &path)
{
    if (!description)
        return inputMissing();
    const auto &integers = description->hardwareEnforced.integers;
    return compared(integers.contains(tagOrigin) && integers.value(tagOrigin) == originGenerated, path,
        QString::number(originGenerated),
        integers.contains(tagOrigin) ? QString::number(integers.value(tagOrigin)) : QString(),
        Text::tr("The secure hardware does not say that it made this key itself."));
}

CheckOutcome origin(RegistrationCase &item)
{
    return generatedInHardware(item.leafDescription, elementPath(0));
}

CheckOutcome bootPresent(RegistrationCase &item)
{
    if (!item.leafDescription)
        return inputMissing();
    return item.leafDescription->hardwareEnforced.rootOfTrust
        ? passed(elementPath(0))
        : broken(elementPath(0), textOf("hardwareEnforced.704"), QString(),
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
    return compared(boot->deviceLocked, elementPath(0), textOf("true"),
        boot->deviceLocked ? textOf("true") : textOf("false"),
        Text::tr("The boot loader of the phone is unlocked."));
}

CheckOutcome bootVerified(RegistrationCase &item)
{
    const RootOfTrust *boot = bootState(item);
    if (!boot)
        return inputMissing();
    return compared(boot->verifiedBootState == bootVerifiedState, elementPath(0),
        QString::number(bootVerifiedState), QString::number(boot->verifiedBootState),
        Text::tr("The phone did not start the system of its maker."));
}

CheckOutcome allApplications(RegistrationCase &item)
{
    if (!item.leafDescription)
        return inputMissing();
    const bool there = item.leafDescription->softwareEnforced.flags.contains(tagAllApplications)
        || item.leafDescription->hardwareEnforced.flags.contains(tagAllApplications);
    return compared(!there, elementPath(0), QString(),
        there ? QString::number(tagAllApplications) : QString(),
        Text::tr("Every app on the phone may use this key."));
}

QString purposesText(const KeyDescription &description)
{
    QList<qint64> purposes = description.hardwareEnforced.sets.value(tagPurpose).values();
    std::sort(purposes.begin(), purposes.end());
    QStringList texts;
    for (const qint64 purpose : purposes)
        texts.append(QString::number(purpose));
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
        elementPath(0), QString::number(purposeAttestKey), purposesText(*item.leafDescription),
        Text::tr("A key that can sign anything else can forge the certificate of the mTLS key."));
}

CheckOutcome signsOnly(const std::optional<KeyDescription> &description, const QString &path)
{
    if (!description)
        return inputMissing();
    QSet<qint64> purposes = description->hardwareEnforced.sets.value(tagPurpose);
    const bool signs = purposes.remove(purposeSign);
    purposes.remove(purposeVerify);
    return compared(signs && purposes.isEmpty(), path, textOf("2, 3"), purposesText(*description));
}

CheckOutcome purpose(RegistrationCase &item)
{
    if (!item.evidence.gmsDialect)
        return notChecked(
            Text::tr("The leaf of this chain is an attest key; its purpose has a check of its own."));
    return signsOnly(item.leafDescription, elementPath(0));
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
        if (app.package == item.claim("packageName"))
            return &app;
    }
    return nullptr;
}

CheckOutcome appPackage(RegistrationCase &item)
{
    const QString claimed = item.claim("packageName");
    if (!item.leafDescription || claimed.isEmpty())
        return inputMissing();
    const AttestationApplicationId *id = applicationId(item);
    bool named = false;
    QStringList packages;
    for (const auto &package : id ? id->packages : QList<AttestationApplicationId::Package>()) {
        named = named || package.name == claimed;
        packages.append(package.name);
    }
    const QString found = packages.join(QStringLiteral(", "));
    if (named && item.terms.apps.isEmpty())
        return notChecked(Text::tr("It is not known which apps are enrolled."));
    return compared(named && enrolledApp(item), elementPath(0), claimed, found);
}

CheckOutcome appVersion(RegistrationCase &item)
{
    const AttestationApplicationId *id = applicationId(item);
    const EnrolledApp *app = enrolledApp(item);
    if (!id || !app)
        return inputMissing();
    for (const auto &package : id->packages) {
        if (package.name == app->package) {
            return compared(package.version == app->versionCode, elementPath(0),
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
            return passed(elementPath(0), hexText(digest));
        found.append(hexText(digest));
    }
    return broken(elementPath(0),
        app->signerDigests.isEmpty() ? QString() : hexText(app->signerDigests.first()),
        found.join(QStringLiteral(", ")));
}

std::optional<Extension> subjectExtensionOf(const RegistrationCase &item)
{
    const auto certificate = certificateFrom(item, item.claim("subjectCert"));
    return item.evidence.gmsDialect || !certificate ? std::nullopt
                                                    : certificate->extension(keyAttestationOid);
}

CheckOutcome deviation(RegistrationCase &item)
{
    if (!item.leafDescription)
        return inputMissing();
    QStringList deviations = item.leafDescription->deviations;
    // The certificate of the mTLS key has its own checks further on; its encoding is reported here.
    if (const auto other = subjectExtensionOf(item)) {
        if (const auto description = parseKeyDescription(other->value))
            deviations += description->deviations;
    }
    return compared(deviations.isEmpty(), elementPath(0), QString(), deviations.join(QStringLiteral(", ")));
}

// --- certificate of the mTLS key

CheckOutcome noSubjectCert()
{
    return notChecked(Text::tr("This dialect has no separate certificate of the mTLS key."));
}

CheckOutcome subjectForm(RegistrationCase &item)
{
    if (item.evidence.gmsDialect)
        return noSubjectCert();
    if (!item.isAndroid() || item.claim("subjectCert").isEmpty())
        return inputMissing();
    const auto certificate = certificateFrom(item, item.claim("subjectCert"));
    if (!certificate)
        return broken(textOf(subjectPath), textOf("X.509"), QString());
    item.evidence.subjectCert = *certificate;
    return passed(textOf(subjectPath));
}

CheckOutcome subjectExtension(RegistrationCase &item)
{
    if (item.evidence.gmsDialect)
        return noSubjectCert();
    if (!item.evidence.subjectCert.isValid())
        return inputMissing();
    const auto extension = item.evidence.subjectCert.extension(keyAttestationOid);
    if (!extension)
        return broken(textOf(subjectPath), textOf(keyAttestationOid), QString(),
            Text::tr("The certificate of the key does not say anything about the key."));
    QString why;
    item.subjectDescription = parseKeyDescription(extension->value, &why);
    if (item.subjectDescription)
        return passed(textOf(subjectPath));
    CheckOutcome outcome = broken(textOf(subjectPath), textOf("KeyDescription"), why);
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
        return QStringLiteral("%1/%2")
            .arg(description.attestationSecurityLevel)
            .arg(description.keyMintSecurityLevel);
    };
    const QString expected = text(*item.leafDescription);
    const QString actual = text(*item.subjectDescription);
    return compared(expected == actual, textOf(subjectPath), expected, actual);
}

CheckOutcome subjectChallenge(RegistrationCase &item)
{
    if (item.evidence.gmsDialect)
        return noSubjectCert();
    if (!item.subjectDescription || item.nonce.isEmpty())
        return inputMissing();
    return comparedBytes(
        nonceKeypairMtls(item.nonce), item.subjectDescription->attestationChallenge, textOf(subjectPath));
}

CheckOutcome subjectOrigin(RegistrationCase &item)
{
    return item.evidence.gmsDialect ? noSubjectCert()
                                    : generatedInHardware(item.subjectDescription, textOf(subjectPath));
}

CheckOutcome subjectKey(RegistrationCase &item)
{
    if (item.evidence.gmsDialect)
        return noSubjectCert();
    if (!item.subjectDescription)
        return inputMissing();
    const PublicKey key = item.evidence.subjectCert.publicKey();
    if (key.curve() != Curve::P256)
        return broken(textOf(subjectPath), curveName(Curve::P256), curveName(key.curve()));
    return describesKey(*item.subjectDescription, key, textOf(subjectPath));
}

CheckOutcome subjectPurpose(RegistrationCase &item)
{
    return item.evidence.gmsDialect ? noSubjectCert()
                                    : signsOnly(item.subjectDescription, textOf(subjectPath));
}

QString bootText(const RootOfTrust &boot)
{
    return QStringLiteral("%1/%2/%3")
        .arg(hexText(boot.verifiedBootKey), boot.deviceLocked ? textOf("true") : textOf("false"))
        .arg(boot.verifiedBootState);
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
    return compared(same, textOf(subjectPath), bootText(*boot), other ? bootText(*other) : QString(),
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
    return compared(differing.isEmpty(), textOf(subjectPath), QString(), differing.join(QStringLiteral(", ")),
        Text::tr("The two keys name different apps or systems."));
}

CheckOutcome subjectIssuer(RegistrationCase &item)
{
    if (item.evidence.gmsDialect)
        return noSubjectCert();
    if (!item.evidence.subjectCert.isValid() || !item.leaf())
        return inputMissing();
    return compared(item.evidence.subjectCert.issuer().der == item.leaf()->subject().der, textOf(subjectPath),
        item.leaf()->subject().text(), item.evidence.subjectCert.issuer().text());
}

CheckOutcome subjectSignature(RegistrationCase &item)
{
    if (item.evidence.gmsDialect)
        return noSubjectCert();
    if (!item.evidence.subjectCert.isValid() || !item.leaf())
        return inputMissing();
    return item.evidence.subjectCert.isSignedBy(item.leaf()->publicKey())
        ? passed(textOf(subjectPath))
        : broken(textOf(subjectPath), QString(), QString(),
              Text::tr("The certificate of the mTLS key was not signed by the attest key."));
}

CheckOutcome binding(RegistrationCase &item)
{
    const Certificate *attested = item.evidence.gmsDialect ? item.leaf()
        : item.evidence.subjectCert.isValid()              ? &item.evidence.subjectCert
                                                           : nullptr;
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
        {"android.deviation", deviation},
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

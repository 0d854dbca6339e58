#include "core/base/encoding.h"
#include "core/base/secret.h"
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

constexpr const char *chainPath = "payload.attestCertChain";
constexpr const char *subjectPath = "payload.subjectCert";
constexpr qsizetype minimumChain = 2;
constexpr qsizetype maximumChain = 10;
constexpr qsizetype maximumCertificate = 16 * 1024;

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
constexpr int originGenerated = 0;
constexpr int levelSoftware = 0;

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
    return Certificate::fromDer(*der);
}

// --- chain
// ---------------------------------------------------------------------------------------------------

CheckOutcome chainForm(RegistrationCase &item)
{
    if (!item.claims)
        return inputMissing();
    const QJsonArray entries = item.claims->value(QStringLiteral("attestCertChain")).toArray();
    if (entries.size() < minimumChain || entries.size() > maximumChain)
        return broken(textOf(chainPath), QStringLiteral("2…10"), QString::number(entries.size()));
    QList<Certificate> chain;
    for (const QJsonValue &entry : entries) {
        const auto certificate = certificateFrom(item, entry.toString());
        if (!certificate)
            return broken(elementPath(chain.size()), textOf("X.509"), QString());
        chain.append(*certificate);
    }
    item.evidence.attestChain = chain;
    return passed(textOf(chainPath), QString::number(chain.size()));
}

/// Another element is the issuer that the neighbour should have been: the chain is reversed or mixed.
CheckOutcome chainOrder(RegistrationCase &item)
{
    const QList<Certificate> &chain = chainOf(item);
    if (chain.isEmpty())
        return inputMissing();
    for (qsizetype i = 0; i + 1 < chain.size(); ++i) {
        if (chain.at(i).issuer().der == chain.at(i + 1).subject().der)
            continue;
        for (qsizetype j = 0; j < chain.size(); ++j) {
            if (j != i && chain.at(j).subject().der == chain.at(i).issuer().der)
                return broken(elementPath(j), Text::tr("leaf first"), chain.at(j).subject().text());
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
        if (anchor.certificate.subject().der == last.issuer().der) {
            item.androidAnchor = anchor.certificate;
            return passed(textOf(chainPath), anchor.certificate.subject().text());
        }
    }
    return broken(elementPath(chainOf(item).size() - 1), Text::tr("a root"), last.issuer().text());
}

CheckOutcome chainRoot(RegistrationCase &item)
{
    if (!item.androidAnchor)
        return inputMissing();
    for (const AttestationAnchor &anchor : item.terms.androidAnchors) {
        if (anchor.certificate.spki() != item.androidAnchor->spki())
            continue;
        if (anchor.simulated && !item.terms.simulation)
            break;
        item.evidence.simulated = anchor.simulated;
        return passed(textOf(chainPath), anchor.certificate.subject().text());
    }
    return broken(textOf(chainPath), Text::tr("a trusted root"), item.androidAnchor->subject().text());
}

CheckOutcome chainNames(RegistrationCase &item)
{
    const QList<Certificate> &chain = chainOf(item);
    if (chain.isEmpty())
        return inputMissing();
    for (qsizetype i = 0; i + 1 < chain.size(); ++i) {
        if (chain.at(i).issuer().der != chain.at(i + 1).subject().der)
            return broken(elementPath(i), chain.at(i + 1).subject().text(), chain.at(i).issuer().text());
    }
    return passed(textOf(chainPath));
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
        return passed(textOf(chainPath), Text::tr("factory chain, whose end dates are not judged"));
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
        const auto usage = issuer.extension("2.5.29.15");
        const bool mayCertify = usage && !usage->value.isEmpty() && (usage->value.back() & 0x04) != 0;
        if (!isCa(issuer) || !mayCertify)
            return broken(elementPath(i), Text::tr("CA flag and keyCertSign"), issuer.subject().text());
    }
    return passed(textOf(chainPath));
}

// --- key description of the leaf
// -------------------------------------------------------------------------------

CheckOutcome extensionPresent(RegistrationCase &item)
{
    if (!item.leaf())
        return inputMissing();
    return item.leaf()->extension(keyAttestationOid)
        ? passed(elementPath(0))
        : broken(elementPath(0), textOf(keyAttestationOid), Text::tr("absent"));
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
        return broken(elementPath(i), Text::tr("in the leaf only"), chain.at(i).subject().text());
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
        return passed(textOf(chainPath), Text::tr("no provisioning information"));
    return compared(maps == QList<qsizetype>{nearestToRoot + 1}, elementPath(maps.first()),
        elementPath(nearestToRoot + 1), elementPath(maps.last()));
}

CheckOutcome describesKey(const KeyDescription &description, const PublicKey &key, const QString &path)
{
    const AuthorizationList &hardware = description.hardwareEnforced;
    const bool isP256 = key.curve() == Curve::P256;
    const auto agrees = [&](int tag, qint64 expected) {
        return !hardware.integers.contains(tag) || hardware.integers.value(tag) == expected;
    };
    if (!isP256)
        return notChecked(Text::tr("Only keys on the curve P-256 are compared with their description."));
    const bool good =
        agrees(tagAlgorithm, algorithmEc) && agrees(tagKeySize, 256) && agrees(tagCurve, curveP256);
    return compared(good, path, Text::tr("the description of an EC key on P-256"),
        QStringLiteral("%1/%2/%3")
            .arg(hardware.integers.value(tagAlgorithm))
            .arg(hardware.integers.value(tagKeySize))
            .arg(hardware.integers.value(tagCurve)));
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
        elementPath(0), Text::tr("TEE or StrongBox, both the same"),
        QStringLiteral("%1/%2").arg(attestation).arg(keyMint));
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
        textOf("GENERATED"),
        integers.contains(tagOrigin) ? QString::number(integers.value(tagOrigin)) : Text::tr("absent"));
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
        : broken(elementPath(0), Text::tr("rootOfTrust in the hardware list"), Text::tr("absent"));
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
        boot->deviceLocked ? textOf("true") : textOf("false"));
}

CheckOutcome bootVerified(RegistrationCase &item)
{
    const RootOfTrust *boot = bootState(item);
    if (!boot)
        return inputMissing();
    return compared(boot->verifiedBootState == 0, elementPath(0), textOf("0 (Verified)"),
        QString::number(boot->verifiedBootState));
}

CheckOutcome allApplications(RegistrationCase &item)
{
    if (!item.leafDescription)
        return inputMissing();
    const bool there = item.leafDescription->softwareEnforced.flags.contains(tagAllApplications)
        || item.leafDescription->hardwareEnforced.flags.contains(tagAllApplications);
    return compared(
        !there, elementPath(0), Text::tr("absent"), there ? textOf("allApplications") : QString());
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

CheckOutcome attestKeyPurpose(RegistrationCase &item)
{
    if (item.evidence.gmsDialect)
        return notChecked(Text::tr("There is no attest key in this dialect."));
    if (!item.leafDescription)
        return inputMissing();
    return compared(
        item.leafDescription->hardwareEnforced.sets.value(tagPurpose) == QSet<qint64>{purposeAttestKey},
        elementPath(0), textOf("7"), purposesText(*item.leafDescription));
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
        return notChecked(Text::tr("There is no attest key in this dialect."));
    if (!item.leaf())
        return inputMissing();
    QString text = item.claim("attestPublicKey");
    if (text.isEmpty())
        text = item.claim("attestPulicKey");
    const auto claimed = fromBase64(text.toLatin1(), Base64Form::Any);
    return comparedBytes(item.leaf()->publicKey().fingerprint(), claimed.value_or(QByteArray()),
        textOf("payload.attestPublicKey"));
}

// --- app identity
// -----------------------------------------------------------------------------------------------

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
    if (!item.leafDescription)
        return inputMissing();
    const AttestationApplicationId *id = applicationId(item);
    const QString claimed = item.claim("packageName");
    bool named = false;
    QStringList packages;
    for (const auto &package : id ? id->packages : QList<AttestationApplicationId::Package>()) {
        named = named || package.name == claimed;
        packages.append(package.name);
    }
    return compared(named && enrolledApp(item), elementPath(0), claimed, packages.join(QStringLiteral(", ")));
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

CheckOutcome deviation(RegistrationCase &item)
{
    if (!item.leafDescription)
        return inputMissing();
    QStringList deviations = item.leafDescription->deviations;
    if (item.subjectDescription)
        deviations += item.subjectDescription->deviations;
    return deviations.isEmpty() ? passed(elementPath(0))
                                : broken(elementPath(0), QString(), deviations.join(QStringLiteral(", ")));
}

// --- certificate of the mTLS key
// ----------------------------------------------------------------------------------

CheckOutcome noSubjectCert()
{
    return notChecked(Text::tr("This dialect has no separate certificate of the mTLS key."));
}

CheckOutcome subjectForm(RegistrationCase &item)
{
    if (item.evidence.gmsDialect)
        return noSubjectCert();
    if (!item.claims)
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
        return broken(textOf(subjectPath), textOf(keyAttestationOid), Text::tr("absent"));
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
    return compared(same, textOf(subjectPath), hexText(boot->verifiedBootKey),
        other ? hexText(other->verifiedBootKey) : Text::tr("absent"));
}

CheckOutcome subjectBuild(RegistrationCase &item)
{
    if (item.evidence.gmsDialect)
        return noSubjectCert();
    if (!item.leafDescription || !item.subjectDescription)
        return inputMissing();
    constexpr int tagApplicationId = 709;
    QStringList differing;
    for (const int tag : {705, 706, 718, 719}) {
        if (item.leafDescription->hardwareEnforced.integers.value(tag, -1)
            != item.subjectDescription->hardwareEnforced.integers.value(tag, -1))
            differing.append(QString::number(tag));
    }
    if (item.leafDescription->softwareEnforced.octets.value(tagApplicationId)
        != item.subjectDescription->softwareEnforced.octets.value(tagApplicationId))
        differing.append(QString::number(tagApplicationId));
    return compared(
        differing.isEmpty(), textOf(subjectPath), QString(), differing.join(QStringLiteral(", ")));
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
    if (!attested || item.keyFingerprint.isEmpty())
        return inputMissing();
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

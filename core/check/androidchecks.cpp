#include "core/base/encoding.h"
#include "core/base/secret.h"
#include "core/check/androidevidence.h"
#include "core/check/attestedkey.h"
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

#include "core/base/encoding.h"
#include "core/check/androidevidence.h"
#include "core/crypto/noncederivation.h"
#include "core/crypto/tokencipher.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::PlayIntegrityChecks)
};

constexpr qint64 longestAge = 10LL * 60 * 1000;
constexpr qint64 furthestAhead = 60LL * 1000;
constexpr const char *labelDevice = "MEETS_DEVICE_INTEGRITY";
constexpr const char *labelStrong = "MEETS_STRONG_INTEGRITY";

QByteArray verdictOf(const RegistrationCase &item)
{
    return item.alone ? item.alone->verdict : item.claim("integrityVerdict").toUtf8();
}

/// A payload that was decoded elsewhere; only somebody who looks at it takes it for what it says.
bool isDecoded(const RegistrationCase &item)
{
    return item.alone && item.alone->verdict.trimmed().startsWith('{');
}

bool hasKeys(const RegistrationCase &item)
{
    return item.terms.playKeys.decryption && item.terms.playKeys.verification.isValid();
}

/// Where a member of the verdict stands: behind the token that was opened for it, or as it came.
QString verdictPath(const RegistrationCase &item, const char *member = "")
{
    QStringList steps;
    if (!item.alone)
        steps.append(textOf("payload.integrityVerdict"));
    if (*member != '\0' && !isDecoded(item))
        steps.append(textOf("plaintext.payload"));
    if (*member != '\0')
        steps.append(textOf(member));
    return steps.join(u'.');
}

QJsonObject part(const RegistrationCase &item, const char *name)
{
    return item.verdict->value(QLatin1StringView(name)).toObject();
}

QJsonValue member(const RegistrationCase &item, const char *partName, const char *name)
{
    return part(item, partName).value(QLatin1StringView(name));
}

/// 64-bit numbers come as text.
std::optional<qint64> numberOf(const QJsonValue &value)
{
    bool isNumber = value.isDouble();
    const qint64 number = isNumber ? value.toInteger() : value.toString().toLongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

CheckOutcome withCode(CheckOutcome outcome, const char *code)
{
    outcome.errorCode = textOf(code);
    return outcome;
}

// --- token

CheckOutcome service(RegistrationCase &item)
{
    if (verdictOf(item).isEmpty())
        return inputMissing();
    if (hasKeys(item) || isDecoded(item)) {
        return passed(verdictPath(item), QString(),
            isDecoded(item) ? Text::tr("The verdict was decoded already.")
                            : Text::tr("The token is opened with keys of our own; nobody is asked."));
    }
    const QString explanation = Text::tr("Neither keys nor a service are at hand to decode the token.");
    return item.live ? broken(verdictPath(item), QString(), QString(), explanation) : notChecked(explanation);
}

/// JWE around JWS around JSON (android-attestation 13.1); nothing if any of the three is not right.
std::optional<QJsonObject> openedToken(const RegistrationCase &item, QString &why)
{
    const auto inner = decryptJwe(verdictOf(item).trimmed(), *item.terms.playKeys.decryption);
    if (!inner) {
        why = Text::tr("The token is not encrypted for this key, or it is damaged.");
        return std::nullopt;
    }
    const auto jws = Jws::parse(*inner);
    const bool isSigned = jws
        && jwsAlgorithm(jws->header.value(QStringLiteral("alg")).toString()) == JwsAlgorithm::ES256
        && verifyJws(*jws, JwsAlgorithm::ES256, item.terms.playKeys.verification);
    if (!isSigned) {
        why = Text::tr("The verdict inside the token is not signed by Google Play.");
        return std::nullopt;
    }
    const QJsonDocument payload = QJsonDocument::fromJson(jws->payloadBytes);
    if (!payload.isObject()) {
        why = Text::tr("The token has no verdict inside.");
        return std::nullopt;
    }
    return payload.object();
}

CheckOutcome decoded(RegistrationCase &item)
{
    if (verdictOf(item).isEmpty() || (!hasKeys(item) && !isDecoded(item)))
        return inputMissing();
    QString why;
    if (isDecoded(item)) {
        const QJsonDocument document = QJsonDocument::fromJson(item.alone->verdict);
        const QJsonValue inside = document.object().value(QStringLiteral("tokenPayloadExternal"));
        if (document.isObject())
            item.verdict = inside.isObject() ? inside.toObject() : document.object();
        why = Text::tr("The verdict is not a JSON object.");
    } else {
        item.verdict = openedToken(item, why);
    }
    return item.verdict ? passed(verdictPath(item)) : broken(verdictPath(item), QString(), QString(), why);
}

CheckOutcome testing(RegistrationCase &item)
{
    if (!item.verdict)
        return inputMissing();
    const bool isTest = member(item, "testingDetails", "isTestingResponse").toBool();
    const bool isSaid = !part(item, "testingDetails").isEmpty();
    const QString path = verdictPath(item, isSaid ? "testingDetails.isTestingResponse" : "");
    if (isTest && item.terms.simulation)
        return passed(
            path, textOf("true"), Text::tr("This is a test answer, which counts while simulation is on."));
    return compared(!isTest, path, textOf("false"), textOf(isTest ? "true" : "false"),
        Text::tr("Google made this answer for tests."));
}

// --- request

CheckOutcome request(RegistrationCase &item)
{
    if (!item.verdict)
        return inputMissing();
    const QJsonObject details = part(item, "requestDetails");
    const bool nonce = details.contains(QStringLiteral("nonce"));
    const bool hash = details.contains(QStringLiteral("requestHash"));
    return compared(nonce != hash, verdictPath(item, "requestDetails"), textOf("nonce | requestHash"),
        nonce && hash ? textOf("nonce, requestHash") : QString(),
        Text::tr("A verdict is bound to exactly one of the two."));
}

CheckOutcome nonce(RegistrationCase &item)
{
    if (!item.verdict || request(item).kind != CheckOutcome::Kind::Pass)
        return inputMissing();
    const Expectations &expectations = item.terms.expected;
    const QByteArray &raw = item.alone ? expectations.nonce : item.nonce;
    const bool isGiven = item.alone && !expectations.challenge.isEmpty();
    if (raw.isEmpty() && !isGiven)
        return item.alone ? expectationMissing() : inputMissing();
    const QByteArray derived = item.isAttestation() ? noncePlayIntegrity(raw) : nonceIntegrity(raw);
    const QByteArray &expected = isGiven ? expectations.challenge : derived;
    const QJsonObject details = part(item, "requestDetails");
    const char *name =
        details.contains(QStringLiteral("nonce")) ? "requestDetails.nonce" : "requestDetails.requestHash";
    const QByteArray text =
        details.value(QLatin1StringView(name + qstrlen("requestDetails."))).toString().toUtf8();
    const auto actual = fromBase64(text, Base64Form::Any);
    if (!actual) {
        return broken(verdictPath(item, name), hexText(expected), QString::fromUtf8(text),
            Text::tr("This is not base64."));
    }
    CheckOutcome outcome = comparedBytes(expected, *actual, verdictPath(item, name));
    if (!isGiven)
        outcome.computation = item.isAttestation() ? QStringLiteral("SHA-256(nonce ‖ \"2\")")
                                                   : QStringLiteral("SHA-256(nonce ‖ \"INTEGRITY\")");
    return outcome;
}

CheckOutcome age(RegistrationCase &item)
{
    if (!item.verdict || part(item, "requestDetails").isEmpty())
        return inputMissing();
    const auto made = numberOf(member(item, "requestDetails", "timestampMillis"));
    const QString path = verdictPath(item, "requestDetails.timestampMillis");
    const qint64 earliest = item.terms.time.toMSecsSinceEpoch() - longestAge;
    const auto text = [](qint64 time) {
        return QDateTime::fromMSecsSinceEpoch(time, Qt::UTC).toString(Qt::ISODate);
    };
    if (!made) {
        return broken(path, QStringLiteral("≥ ") + text(earliest), QString(),
            Text::tr("The verdict does not say when it was asked for."));
    }
    CheckOutcome outcome =
        compared(*made >= earliest, path, QStringLiteral("≥ ") + text(earliest), text(*made));
    outcome.computation = QStringLiteral("now − 10 min");
    return outcome;
}

CheckOutcome future(RegistrationCase &item)
{
    const auto made =
        item.verdict ? numberOf(member(item, "requestDetails", "timestampMillis")) : std::nullopt;
    if (!made)
        return inputMissing();
    const qint64 latest = item.terms.time.toMSecsSinceEpoch() + furthestAhead;
    const auto text = [](qint64 time) {
        return QDateTime::fromMSecsSinceEpoch(time, Qt::UTC).toString(Qt::ISODate);
    };
    CheckOutcome outcome = compared(*made <= latest, verdictPath(item, "requestDetails.timestampMillis"),
        QStringLiteral("≤ ") + text(latest), text(*made));
    outcome.computation = QStringLiteral("now + 60 s");
    return outcome;
}

CheckOutcome requestPackage(RegistrationCase &item)
{
    if (!item.verdict || part(item, "requestDetails").isEmpty())
        return inputMissing();
    const QString announced = item.announcedPackage();
    if (announced.isEmpty())
        return item.alone ? expectationMissing() : inputMissing();
    const QString actual = member(item, "requestDetails", "requestPackageName").toString();
    return compared(
        actual == announced, verdictPath(item, "requestDetails.requestPackageName"), announced, actual);
}

// --- app

/// A verdict of one word: the right one, none, one that is not published, or a bad one.
struct Words
{
    const char *good;
    QList<const char *> bad;
    const char *badCode;
    const char *missingCode;
    const char *unknownCode;
};

CheckOutcome judgedWord(const QString &word, const Words &words, const QString &path)
{
    if (word == QLatin1StringView(words.good))
        return passed(path, word);
    CheckOutcome outcome = broken(path, textOf(words.good), word);
    if (word.isEmpty()) {
        outcome.severity = Severity::Fail; // also where the word itself is only recorded
        return withCode(outcome, words.missingCode);
    }
    const bool isKnown =
        std::ranges::any_of(words.bad, [&](const char *bad) { return word == QLatin1StringView(bad); });
    return withCode(outcome, isKnown ? words.badCode : words.unknownCode);
}

CheckOutcome appVerdict(RegistrationCase &item)
{
    if (!item.verdict)
        return inputMissing();
    return judgedWord(member(item, "appIntegrity", "appRecognitionVerdict").toString(),
        {"PLAY_RECOGNIZED", {"UNRECOGNIZED_VERSION", "UNEVALUATED"}, "APP_INTEGRITY_VERDICT_VIOLATIONS",
            "MISSING_APP_INTEGRITY_VERDICT", "UNKNOWN_APP_INTEGRITY_VERDICT"},
        verdictPath(item, "appIntegrity.appRecognitionVerdict"));
}

const EnrolledApp *appOf(const RegistrationCase &item, const QString &package)
{
    const auto known = std::ranges::find(item.terms.apps, package, &EnrolledApp::package);
    return known == item.terms.apps.end() ? nullptr : &*known;
}

CheckOutcome appPackage(RegistrationCase &item)
{
    if (!item.verdict)
        return inputMissing();
    const QString announced = item.announcedPackage();
    if (announced.isEmpty())
        return item.alone ? expectationMissing() : inputMissing();
    const QString actual = member(item, "appIntegrity", "packageName").toString();
    if (actual == announced && item.terms.apps.isEmpty() && !item.alone)
        return notChecked(Text::tr("It is not known which apps are enrolled."));
    const bool isEnrolled = appOf(item, actual) || item.alone;
    return compared(
        actual == announced && isEnrolled, verdictPath(item, "appIntegrity.packageName"), announced, actual);
}

/// The list entry that version and signer are compared with.
const EnrolledApp *enrolledApp(const RegistrationCase &item)
{
    return item.verdict ? appOf(item, item.announcedPackage()) : nullptr;
}

CheckOutcome appVersion(RegistrationCase &item)
{
    const EnrolledApp *app = enrolledApp(item);
    if (!app)
        return inputMissing();
    const QString actual = member(item, "appIntegrity", "versionCode").toVariant().toString();
    const QString expected = QString::number(app->versionCode);
    return compared(actual == expected, verdictPath(item, "appIntegrity.versionCode"), expected, actual);
}

CheckOutcome appSigner(RegistrationCase &item)
{
    const EnrolledApp *app = enrolledApp(item);
    if (!app)
        return inputMissing();
    const QString path = verdictPath(item, "appIntegrity.certificateSha256Digest");
    const QJsonArray digests = member(item, "appIntegrity", "certificateSha256Digest").toArray();
    QStringList found;
    for (const QJsonValue &digest : digests) {
        const auto octets = fromBase64(digest.toString().toLatin1(), Base64Form::Any);
        if (octets && app->signerDigests.contains(*octets))
            return passed(path, digest.toString());
        found.append(digest.toString());
    }
    const QByteArray expected = app->signerDigests.value(0);
    CheckOutcome outcome = broken(path, QString::fromLatin1(toBase64Url(expected)), found.join(textOf(", ")));
    return found.isEmpty() ? withCode(outcome, "MISSING_INTEGRITY_CERTIFICATE_DIGEST")
                           : withCode(outcome, "APP_INTEGRITY_CERTIFICATE_DIGEST_VIOLATIONS");
}

// --- device and account

QStringList deviceLabels(const RegistrationCase &item)
{
    QStringList labels;
    for (const QJsonValue &label : member(item, "deviceIntegrity", "deviceRecognitionVerdict").toArray())
        labels.append(label.toString());
    return labels;
}

CheckOutcome device(RegistrationCase &item)
{
    if (!item.verdict)
        return inputMissing();
    const QStringList labels = deviceLabels(item);
    const QString path = verdictPath(item, "deviceIntegrity.deviceRecognitionVerdict");
    const QString found = labels.join(textOf(", "));
    if (labels.contains(textOf(labelDevice)))
        return passed(path, found);
    CheckOutcome outcome = broken(path, textOf(labelDevice), found,
        Text::tr("Play does not vouch for a genuine phone with a locked boot loader."));
    if (!item.verdict->contains(QStringLiteral("deviceIntegrity"))) {
        outcome.severity = Severity::Fail; // also where the labels themselves are only recorded
        return withCode(outcome, "MISSING_DEVICE_INTEGRITY");
    }
    const bool allKnown = std::ranges::all_of(labels, [](const QString &label) {
        return label.startsWith(QLatin1StringView("MEETS_"))
            && label.endsWith(QLatin1StringView("_INTEGRITY"));
    });
    return allKnown ? withCode(outcome, "DEVICE_INTEGRITY_VIOLATIONS")
                    : withCode(outcome, "UNKNOWN_DEVICE_INTEGRITY_VERDICT");
}

CheckOutcome license(RegistrationCase &item)
{
    if (!item.verdict)
        return inputMissing();
    return judgedWord(member(item, "accountDetails", "appLicensingVerdict").toString(),
        {"LICENSED", {"UNLICENSED", "UNEVALUATED"}, "ACCOUNT_DETAILS_VIOLATIONS", "MISSING_ACCOUNT_DETAILS",
            "UNKNOWN_ACCOUNT_DETAILS_LICENSE_VERDICT"},
        verdictPath(item, "accountDetails.appLicensingVerdict"));
}

CheckOutcome strong(RegistrationCase &item)
{
    if (!item.verdict)
        return inputMissing();
    const QStringList labels = deviceLabels(item);
    return compared(labels.contains(textOf(labelStrong)),
        verdictPath(item, "deviceIntegrity.deviceRecognitionVerdict"), textOf(labelStrong),
        labels.join(textOf(", ")));
}

CheckOutcome environment(RegistrationCase &item)
{
    if (!item.verdict)
        return inputMissing();
    const QJsonObject details = part(item, "environmentDetails");
    if (details.isEmpty())
        return notChecked(Text::tr("The verdict says nothing about what else is on the phone."));
    const QString protect = details.value(QStringLiteral("playProtectVerdict")).toString();
    if (protect.endsWith(QLatin1StringView("_RISK"))) {
        return broken(verdictPath(item, "environmentDetails.playProtectVerdict"), textOf("NO_ISSUES"),
            protect, Text::tr("Play Protect knows of dangerous apps on the phone."));
    }
    QStringList dangerous;
    const QJsonArray apps = details.value(QStringLiteral("appAccessRiskVerdict"))
                                .toObject()
                                .value(QStringLiteral("appsDetected"))
                                .toArray();
    for (const QJsonValue &app : apps) {
        const QString word = app.toString();
        if (word.endsWith(QLatin1StringView("_CAPTURING"))
            || word.endsWith(QLatin1StringView("_CONTROLLING")))
            dangerous.append(word);
    }
    return compared(dangerous.isEmpty(),
        verdictPath(item, "environmentDetails.appAccessRiskVerdict.appsDetected"), QString(),
        dangerous.join(textOf(", ")),
        Text::tr("Another app could watch or operate the phone while it was used."));
}

/// The version of Android that an SDK level belongs to; 0 for levels that nobody attests.
qint64 androidOf(qint64 sdk)
{
    constexpr std::pair<int, int> older[] = {
        {24, 7}, {25, 7}, {26, 8}, {27, 8}, {28, 9}, {29, 10}, {30, 11}, {31, 12}, {32, 12}};
    for (const auto &[level, version] : older) {
        if (level == sdk)
            return version;
    }
    constexpr qint64 first = 33; // since Android 13 they count alike
    return sdk >= first ? sdk - 20 : 0;
}

CheckOutcome consistent(RegistrationCase &item)
{
    // At attestation the attest key may be older than the system of today.
    const auto &description = item.isAttestation() ? item.subjectDescription : item.leafDescription;
    if (!item.verdict || !description)
        return inputMissing();
    constexpr int tagOsVersion = 705;
    const AuthorizationList &hardware = description->hardwareEnforced;
    const QStringList labels = deviceLabels(item);
    const bool isVouchedFor = labels.contains(textOf(labelDevice)) || labels.contains(textOf(labelStrong));
    const bool isGood = hardware.rootOfTrust && hardware.rootOfTrust->deviceLocked
        && hardware.rootOfTrust->verifiedBootState == 0;
    if (isVouchedFor && hardware.rootOfTrust && !isGood) {
        return broken(verdictPath(item, "deviceIntegrity.deviceRecognitionVerdict"), QString(),
            labels.join(textOf(", ")),
            Text::tr(
                "Play vouches for a phone whose own hardware says that it was not started as it should be."));
    }
    const auto sdk = numberOf(part(item, "deviceIntegrity")
            .value(QStringLiteral("deviceAttributes"))
            .toObject()
            .value(QStringLiteral("sdkVersion")));
    const qint64 android = sdk ? androidOf(*sdk) : 0;
    constexpr qint64 perVersion = 10000;
    const qint64 attested = hardware.integers.value(tagOsVersion, 0) / perVersion;
    if (android == 0 || attested == 0)
        return passed(verdictPath(item));
    return compared(android == attested, verdictPath(item, "deviceIntegrity.deviceAttributes.sdkVersion"),
        QString::number(attested), QString::number(android),
        Text::tr("Play and the key attestation name different versions of Android."));
}

} // namespace

const CheckFunctions &playIntegrityChecks()
{
    static const CheckFunctions functions{
        {"playintegrity.service", service},
        {"playintegrity.decoded", decoded},
        {"playintegrity.testing", testing},
        {"playintegrity.request", request},
        {"playintegrity.nonce", nonce},
        {"playintegrity.age", age},
        {"playintegrity.future", future},
        {"playintegrity.requestpackage", requestPackage},
        {"playintegrity.app.verdict", appVerdict},
        {"playintegrity.app.package", appPackage},
        {"playintegrity.app.version", appVersion},
        {"playintegrity.app.signer", appSigner},
        {"playintegrity.device", device},
        {"playintegrity.license", license},
        {"playintegrity.strong", strong},
        {"playintegrity.environment", environment},
        {"playintegrity.consistent", consistent},
    };
    return functions;
}

} // namespace dsr

#include "core/decode/decoders.h"

#include <QCoreApplication>
#include <QDateTime>

namespace dsr {

namespace {

struct Meaning
{
    const char *member;
    const char *value;
    const char *sentence;
};
// android-attestation 13.2
constexpr Meaning meanings[] = {
    {"appRecognitionVerdict", "PLAY_RECOGNIZED",
        QT_TRANSLATE_NOOP("dsr::Verdict", "app and signer are as Play distributes them")},
    {"appRecognitionVerdict", "UNRECOGNIZED_VERSION",
        QT_TRANSLATE_NOOP("dsr::Verdict", "app or signer are not those that Play knows")},
    {"appRecognitionVerdict", "UNEVALUATED",
        QT_TRANSLATE_NOOP("dsr::Verdict", "the app was not judged, because the phone is not trusted enough")},
    {"deviceRecognitionVerdict", "MEETS_BASIC_INTEGRITY",
        QT_TRANSLATE_NOOP("dsr::Verdict", "a phone with a key attestation; its boot loader may be open")},
    {"deviceRecognitionVerdict", "MEETS_DEVICE_INTEGRITY",
        QT_TRANSLATE_NOOP(
            "dsr::Verdict", "a genuine phone with a locked boot loader and a certified system")},
    {"deviceRecognitionVerdict", "MEETS_STRONG_INTEGRITY",
        QT_TRANSLATE_NOOP("dsr::Verdict", "the same, with security updates of the last year everywhere")},
    {"deviceRecognitionVerdict", "MEETS_VIRTUAL_INTEGRITY",
        QT_TRANSLATE_NOOP("dsr::Verdict", "an emulator that Google knows")},
    {"legacyDeviceRecognitionVerdict", "MEETS_BASIC_INTEGRITY",
        QT_TRANSLATE_NOOP("dsr::Verdict", "basic integrity in its meaning before May 2025")},
    {"legacyDeviceRecognitionVerdict", "MEETS_DEVICE_INTEGRITY",
        QT_TRANSLATE_NOOP("dsr::Verdict", "device integrity in its meaning before May 2025")},
    {"legacyDeviceRecognitionVerdict", "MEETS_STRONG_INTEGRITY",
        QT_TRANSLATE_NOOP("dsr::Verdict", "strong integrity in its meaning before May 2025")},
    {"deviceActivityLevel", "LEVEL_1",
        QT_TRANSLATE_NOOP("dsr::Verdict", "few requests of this phone in the last hour")},
    {"deviceActivityLevel", "LEVEL_2",
        QT_TRANSLATE_NOOP("dsr::Verdict", "some requests of this phone in the last hour")},
    {"deviceActivityLevel", "LEVEL_3",
        QT_TRANSLATE_NOOP("dsr::Verdict", "more requests of this phone in the last hour than are usual")},
    {"deviceActivityLevel", "LEVEL_4",
        QT_TRANSLATE_NOOP("dsr::Verdict", "many requests of this phone in the last hour")},
    {"deviceActivityLevel", "UNEVALUATED",
        QT_TRANSLATE_NOOP("dsr::Verdict", "the activity of the phone was not judged")},
    {"appLicensingVerdict", "LICENSED", QT_TRANSLATE_NOOP("dsr::Verdict", "the user got the app from Play")},
    {"appLicensingVerdict", "UNLICENSED",
        QT_TRANSLATE_NOOP("dsr::Verdict", "the user did not get the app from Play")},
    {"appLicensingVerdict", "UNEVALUATED",
        QT_TRANSLATE_NOOP("dsr::Verdict", "where the app comes from was not judged")},
    {"activityLevel", "UNEVALUATED",
        QT_TRANSLATE_NOOP("dsr::Verdict", "the activity of the account was not judged")},
    {"activityLevel", "UNUSUAL", QT_TRANSLATE_NOOP("dsr::Verdict", "the account behaves unusually")},
    {"activityLevel", "UNKNOWN", QT_TRANSLATE_NOOP("dsr::Verdict", "too little is known about the account")},
    {"activityLevel", "TYPICAL_BASIC", QT_TRANSLATE_NOOP("dsr::Verdict", "the account behaves as usual")},
    {"activityLevel", "TYPICAL_STRONG",
        QT_TRANSLATE_NOOP("dsr::Verdict", "the account behaves as usual, and it is hard to imitate that")},
    {"appsDetected", "KNOWN_INSTALLED",
        QT_TRANSLATE_NOOP("dsr::Verdict", "apps from Play or of the system are installed")},
    {"appsDetected", "KNOWN_CAPTURING",
        QT_TRANSLATE_NOOP("dsr::Verdict", "an app from Play or of the system can record the screen")},
    {"appsDetected", "KNOWN_OVERLAYS",
        QT_TRANSLATE_NOOP("dsr::Verdict", "an app from Play or of the system can draw over others")},
    {"appsDetected", "KNOWN_CONTROLLING",
        QT_TRANSLATE_NOOP("dsr::Verdict", "an app from Play or of the system can operate the phone")},
    {"appsDetected", "UNKNOWN_INSTALLED",
        QT_TRANSLATE_NOOP("dsr::Verdict", "apps from elsewhere are installed")},
    {"appsDetected", "UNKNOWN_CAPTURING",
        QT_TRANSLATE_NOOP("dsr::Verdict", "an app from elsewhere can record the screen")},
    {"appsDetected", "UNKNOWN_OVERLAYS",
        QT_TRANSLATE_NOOP("dsr::Verdict", "an app from elsewhere can draw over others")},
    {"appsDetected", "UNKNOWN_CONTROLLING",
        QT_TRANSLATE_NOOP("dsr::Verdict", "an app from elsewhere can operate the phone")},
    {"playProtectVerdict", "NO_ISSUES",
        QT_TRANSLATE_NOOP("dsr::Verdict", "Play Protect is on and found nothing")},
    {"playProtectVerdict", "NO_DATA",
        QT_TRANSLATE_NOOP("dsr::Verdict", "Play Protect is on and has not looked yet")},
    {"playProtectVerdict", "POSSIBLE_RISK", QT_TRANSLATE_NOOP("dsr::Verdict", "Play Protect is off")},
    {"playProtectVerdict", "MEDIUM_RISK",
        QT_TRANSLATE_NOOP("dsr::Verdict", "Play Protect found apps that may be harmful")},
    {"playProtectVerdict", "HIGH_RISK", QT_TRANSLATE_NOOP("dsr::Verdict", "Play Protect found harmful apps")},
    {"playProtectVerdict", "UNEVALUATED", QT_TRANSLATE_NOOP("dsr::Verdict", "Play Protect was not asked")},
};
/// Members whose values are words of a list that is published.
bool hasListedValues(const QString &member)
{
    for (const Meaning &meaning : meanings) {
        if (member == QLatin1StringView(meaning.member))
            return true;
    }
    return false;
}

QString meaningOf(const QString &member, const QString &value)
{
    for (const Meaning &meaning : meanings) {
        if (member == QLatin1StringView(meaning.member) && value == QLatin1StringView(meaning.value))
            return QCoreApplication::translate("dsr::Verdict", meaning.sentence);
    }
    return QCoreApplication::translate("dsr::Verdict", "a value that is not published");
}

void describe(Node &node, const QString &member)
{
    const QString text = node.value.toString();
    if (member == QLatin1StringView("timestampMillis")) {
        bool isNumber = false;
        const QDateTime time =
            QDateTime::fromMSecsSinceEpoch(node.value.toString().toLongLong(&isNumber), Qt::UTC);
        if (isNumber && time.isValid())
            node.text = QStringLiteral("%1 (%2)").arg(text, time.toString(Qt::ISODateWithMs));
    } else if (member == QLatin1StringView("certificateSha256Digest") && !text.isEmpty()) {
        const auto digest = fromBase64(text.toLatin1(), Base64Form::Any);
        if (digest)
            node.text = QStringLiteral("%1 (%2)").arg(text, hexText(*digest));
    } else if (hasListedValues(member) && !text.isEmpty()) {
        node.text = QStringLiteral("%1 (%2)").arg(text, meaningOf(member, text));
    }
}

/// The elements of an array are described as their member.
void describeAll(Node &node, const QString &member)
{
    for (Node &child : node.children) {
        if (child.syntax || child.source != node.source)
            continue;
        bool isElement = false;
        child.name.toInt(&isElement);
        const QString name = isElement ? member : child.name;
        describe(child, name);
        describeAll(child, name);
    }
}

} // namespace

int fitIntegrityVerdict(QByteArrayView bytes)
{
    const QByteArrayView text = bytes.trimmed();
    if (!text.startsWith('{') || fitText(bytes) == 0)
        return 0;
    if (text.contains("\"tokenPayloadExternal\""))
        return 75;
    const bool hasRequest = text.contains("\"requestDetails\"");
    const bool hasApp = text.contains("\"appIntegrity\"");
    const bool hasDevice = text.contains("\"deviceIntegrity\"");
    return (hasRequest && (hasApp || hasDevice)) || (hasApp && hasDevice) ? 75 : 0;
}

void decodeIntegrityVerdict(Decoding &decoding, const Part &part, Node &into)
{
    decodeJson(decoding, part, into);
    describeAll(into, QString());
}

} // namespace dsr

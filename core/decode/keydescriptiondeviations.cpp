#include "core/decode/keydescription.h"

#include <QCoreApplication>

namespace dsr {

namespace {

struct Meaning
{
    const char *code;
    const char *sentence;
};
// The codes of android-attestation 2.1 and 12 that do not make a description unusable.
constexpr Meaning meanings[] = {
    {"BOOLEAN_NOT_DER",
        QT_TRANSLATE_NOOP("dsr::Deviation", "A truth value is written as an octet that DER does not know.")},
    {"TAGS_NOT_ASCENDING", QT_TRANSLATE_NOOP("dsr::Deviation", "The tags do not stand in ascending order.")},
    {"TAG_DUPLICATE", QT_TRANSLATE_NOOP("dsr::Deviation", "This tag stands there more than once.")},
    {"SET_NOT_SORTED",
        QT_TRANSLATE_NOOP("dsr::Deviation", "The elements of the set are not in the order of DER.")},
    {"INTEGER_NOT_MINIMAL",
        QT_TRANSLATE_NOOP("dsr::Deviation", "A number has octets that it does not need.")},
    {"LENGTH_NOT_MINIMAL", QT_TRANSLATE_NOOP("dsr::Deviation", "A length is not in its shortest form.")},
    {"INDEFINITE_LENGTH",
        QT_TRANSLATE_NOOP("dsr::Deviation", "A length is indefinite, which DER does not allow.")},
    {"NULL_WITH_CONTENT", QT_TRANSLATE_NOOP("dsr::Deviation", "A flag is not written as an empty NULL.")},
    {"TYPE_MISMATCH",
        QT_TRANSLATE_NOOP(
            "dsr::Deviation", "The value has another type than this tag has; it does not count.")},
    {"EXPLICIT_TAG_EMPTY", QT_TRANSLATE_NOOP("dsr::Deviation", "There is no value in this tag.")},
    {"UNKNOWN_TAG", QT_TRANSLATE_NOOP("dsr::Deviation", "No published version has this tag.")},
    {"UNEXPECTED_TAG",
        QT_TRANSLATE_NOOP("dsr::Deviation", "The key service never writes this tag into an attestation.")},
    {"TRAILING_BYTES", QT_TRANSLATE_NOOP("dsr::Deviation", "There are octets behind the end.")},
    {"ENUM_AS_INTEGER",
        QT_TRANSLATE_NOOP("dsr::Deviation", "An enumerated value is written as a plain number.")},
    {"INTEGER_AS_ENUM",
        QT_TRANSLATE_NOOP("dsr::Deviation", "A plain number is written as an enumerated value.")},
    {"VERSION_UNKNOWN", QT_TRANSLATE_NOOP("dsr::Deviation", "This version of attestation is not published.")},
    {"VERSION_PAIR_UNUSUAL",
        QT_TRANSLATE_NOOP(
            "dsr::Deviation", "Versions of attestation and key service do not belong together.")},
    {"CHALLENGE_LENGTH", QT_TRANSLATE_NOOP("dsr::Deviation", "A challenge has 1 to 128 octets.")},
    {"PATCHLEVEL_6_DIGITS",
        QT_TRANSLATE_NOOP(
            "dsr::Deviation", "A patch level that should have a day names only year and month.")},
    {"PATCHLEVEL_DAY_00", QT_TRANSLATE_NOOP("dsr::Deviation", "A patch level names the day 00.")},
    {"OS_VERSION_ZERO",
        QT_TRANSLATE_NOOP("dsr::Deviation", "The system has version 0, as builds of developers do.")},
    {"EC_CURVE_MISSING", QT_TRANSLATE_NOOP("dsr::Deviation", "The curve of the elliptic key is not named.")},
    {"RSA_PADDING_MISSING", QT_TRANSLATE_NOOP("dsr::Deviation", "No padding is named for the RSA key.")},
    {"VERIFIED_BOOT_KEY_EMPTY",
        QT_TRANSLATE_NOOP("dsr::Deviation", "The key that verified the system is left empty.")},
    {"VERIFIED_BOOT_KEY_ALL_ZERO",
        QT_TRANSLATE_NOOP("dsr::Deviation", "The key that verified the system is all zero.")},
    {"VERIFIED_BOOT_KEY_LENGTH",
        QT_TRANSLATE_NOOP(
            "dsr::Deviation", "The digest of the key that verified the system has not 32 octets.")},
    {"ROOT_OF_TRUST_MISSING",
        QT_TRANSLATE_NOOP("dsr::Deviation", "Nothing is said about how the phone was started.")},
    {"ROOT_OF_TRUST_IN_SOFTWARE_LIST",
        QT_TRANSLATE_NOOP(
            "dsr::Deviation", "How the phone was started is told by software, which proves nothing.")},
    {"APP_ID_WITHOUT_SIGNATURES",
        QT_TRANSLATE_NOOP("dsr::Deviation", "The app is named without those who signed it.")},
    {"APP_ID_MULTIPLE_PACKAGES",
        QT_TRANSLATE_NOOP("dsr::Deviation", "Several apps share the identity that made the key.")},
    {"CREATION_TIME_IMPLAUSIBLE",
        QT_TRANSLATE_NOOP("dsr::Deviation", "The time at which the key was made cannot be right.")},
    {"RSA_1024", QT_TRANSLATE_NOOP("dsr::Deviation", "An RSA key of 1024 bits is too short today.")},
    {"KEY_ALGORITHM_UNSUPPORTED",
        QT_TRANSLATE_NOOP("dsr::Deviation", "The cryptographic library does not know keys of this kind.")},
    {"KEY_USAGE_TRAILING_ZERO",
        QT_TRANSLATE_NOOP("dsr::Deviation", "The key usage has bits that it does not need.")},
    {"KEY_USAGE_EMPTY", QT_TRANSLATE_NOOP("dsr::Deviation", "The key usage names no usage.")},
    {"KEY_USAGE_NOT_CRITICAL",
        QT_TRANSLATE_NOOP("dsr::Deviation", "The key usage is not marked as critical.")},
    {"AKI_IN_LEAF",
        QT_TRANSLATE_NOOP("dsr::Deviation", "The certificate of the key names the key of its issuer.")},
    {"LEAF_SUBJECT_CUSTOM",
        QT_TRANSLATE_NOOP("dsr::Deviation", "The app chose the subject of the certificate.")},
    {"LEAF_SERIAL_NOT_1",
        QT_TRANSLATE_NOOP("dsr::Deviation", "The app chose the serial number of the certificate.")},
    {"VALIDITY_REVERSED", QT_TRANSLATE_NOOP("dsr::Deviation", "The certificate ends before it begins.")},
    {"LEAF_SELF_ISSUED_NAME_NOT_SELF_SIGNED",
        QT_TRANSLATE_NOOP("dsr::Deviation",
            "Issuer and subject of the key's certificate are the same name, but it did not sign itself: an "
            "attest key did.")},
    {"PROVISIONING_INFO_UNPARSABLE",
        QT_TRANSLATE_NOOP("dsr::Deviation", "The provisioning information cannot be read.")},
};

} // namespace

QString deviationSentence(const QString &deviation)
{
    const QString code = deviation.section(QLatin1Char(':'), 0, 0);
    for (const Meaning &meaning : meanings) {
        if (code == QLatin1StringView(meaning.code))
            return QCoreApplication::translate("dsr::Deviation", meaning.sentence);
    }
    return {};
}

} // namespace dsr

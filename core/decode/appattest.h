#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMap>
#include <QStringList>

#include <optional>

namespace dsr {

// Extensions of certificates that Apple issues for App Attest (apple-app-attest 3.2, 3.3).
inline constexpr const char *appleNonceOid = "1.2.840.113635.100.8.2";
inline constexpr const char *appleKeyUsageOid = "1.2.840.113635.100.8.5";
inline constexpr const char *appleAccessControlOid = "1.2.840.113635.100.8.6";
inline constexpr const char *appleOperatingSystemOid = "1.2.840.113635.100.8.7";
inline constexpr const char *appleReceiptSigningOid = "1.2.840.113635.100.12.15";

/// Flags of authenticator data.
namespace authflags {
inline constexpr quint8 attestedKey = 0x40; ///< AT
inline constexpr quint8 extensions = 0x80; ///< ED
} // namespace authflags

/// "UP, AT, ED" for the bits that are set, by their names in WebAuthn.
QString authenticatorFlagsText(quint8 flags);

/// What the AAGUID says about where the app was attested; Unknown for every other value.
enum class AppleEnvironment { Unknown, Development, Production };
AppleEnvironment appleEnvironment(QByteArrayView aaguid);
/// The 16 octets of that environment.
QByteArray aaguidOf(AppleEnvironment environment);
/// "development", "production"; empty for Unknown.
QString appleEnvironmentId(AppleEnvironment environment);

/// The map behind the key of iOS 27 and later (apple-app-attest 1.4).
struct AppAttestExtensions
{
    std::optional<QString> bundleVersion;
    std::optional<quint32> validationCategory; ///< how the app was signed
    QStringList unknownKeys;
};

/// Which authenticator data: that of an assertion has no key, whatever its flags say.
enum class AuthenticatorLayout { Attestation, Assertion };

/// Authenticator data (apple-app-attest 1.2, 4.1).
struct AuthenticatorData
{
    QByteArray rpIdHash;
    quint8 flags = 0;
    quint32 counter = 0;
    QByteArray aaguid; ///< empty in an assertion, as are the next two
    QByteArray credentialId;
    QByteArray point; ///< of the COSE key, 65 octets; short coordinates are padded
    qsizetype keyLength = 0; ///< octets of the COSE key
    bool hasExtensions = false; ///< octets follow
    std::optional<AppAttestExtensions> extensions; ///< nothing: absent or malformed
    QString extensionsFault; ///< why they are malformed; English
    /// Tolerated irregularities, stable words: "SHORT_COORDINATE x", "ED_WITHOUT_EXTENSIONS".
    QStringList deviations;
};

/// nullopt if the layout is broken; `why` then says how, in English.
std::optional<AuthenticatorData> parseAuthenticatorData(
    QByteArrayView bytes, AuthenticatorLayout layout, QString *why = nullptr);

/// An attestation object (apple-app-attest 1.1); the parts are the octets as received.
struct AttestationObject
{
    QString format;
    QList<QByteArray> x5c; ///< DER, leaf first
    std::optional<QByteArray> receipt;
    QByteArray authenticatorData;
    QString fault; ///< what breaks the form although all could be read; English
    QStringList deviations; ///< "NOT_SIGNED cdHash"
};

/// nullopt unless it is a map with the members of the right types. Octets behind it, indefinite lengths and
/// too large a size are faults.
std::optional<AttestationObject> parseAttestation(QByteArrayView cbor, QString *why = nullptr);

/// An assertion (apple-app-attest 4.1).
struct Assertion
{
    QByteArray signature; ///< ECDSA in DER
    QByteArray authenticatorData;
    QString fault; ///< what breaks the form although all could be read; English
    QStringList deviations; ///< "NOT_SIGNED cdHash"
};

std::optional<Assertion> parseAssertion(QByteArrayView cbor, QString *why = nullptr);

/// Fields of a receipt by number (apple-app-attest 1.5).
namespace receiptfield {
inline constexpr int appId = 2;
inline constexpr int attestedKey = 3; ///< a certificate
inline constexpr int clientHash = 4;
inline constexpr int token = 5;
inline constexpr int type = 6; ///< "ATTEST", "RECEIPT"
inline constexpr int environment = 7; ///< "sandbox", "production"
inline constexpr int creationTime = 12;
inline constexpr int riskMetric = 17;
inline constexpr int notBefore = 19;
inline constexpr int expirationTime = 21;
} // namespace receiptfield

/// Name of a field, "appId"; nullptr for numbers that are not known.
QStringView receiptFieldName(int number);

struct ReceiptFields
{
    QMap<int, QByteArray> values;
    QList<int> order; ///< as they stand in the receipt
    bool has(int number) const { return values.contains(number); }
    QString text(int number) const { return QString::fromUtf8(values.value(number)); }
    /// Invalid if the field is absent or is not a time of RFC 3339 in UTC.
    QDateTime time(int number) const;
};

/// Reads the signed content of a receipt. nullopt unless it is a SET of SEQUENCE {type, version, value} with
/// no type twice.
std::optional<ReceiptFields> parseReceiptFields(QByteArrayView payload, QString *why = nullptr);

/// A time of RFC 3339 in UTC with 0 to 9 digits of a second; invalid if it is none.
QDateTime receiptTime(const QString &text);

/// The 32 octets in the nonce extension; empty unless it is exactly SEQUENCE { [1] OCTET STRING }.
QByteArray attestedNonce(QByteArrayView extension);
/// The octets in the field of this context tag of the extensions 8.5 to 8.7; empty if there is none.
QByteArray appleExtensionField(QByteArrayView extension, quint32 tag);
inline constexpr quint32 appleAppIdTag = 1204; ///< in 8.5
inline constexpr quint32 applePlatformTag = 1026; ///< in 8.7
inline constexpr quint32 appleAccessControlTag = 3; ///< in 8.6
/// What 8.6 holds on a Mac in its secure state (apple-app-attest 2.2 step 4m).
QByteArray macAccessControl();

} // namespace dsr

#pragma once

#include "core/base/byterange.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QSet>
#include <QString>

#include <optional>

namespace dsr {

/// OID of the Android key attestation extension, and of the provisioning information beside it.
inline constexpr const char *keyAttestationOid = "1.3.6.1.4.1.11129.2.1.17";
inline constexpr const char *provisioningInfoOid = "1.3.6.1.4.1.11129.2.1.30";

/// RootOfTrust (android-attestation 5.1).
struct RootOfTrust
{
    QByteArray verifiedBootKey;
    bool deviceLocked = false;
    int verifiedBootState = -1; ///< 0 Verified, 1 SelfSigned, 2 Unverified, 3 Failed
    QByteArray verifiedBootHash; ///< empty = absent
};

/// AttestationApplicationId (android-attestation 5.2).
struct AttestationApplicationId
{
    struct Package
    {
        QString name;
        qint64 version = 0;
    };
    QList<Package> packages;
    QList<QByteArray> signatureDigests;
};

/// One AuthorizationList; tags as numbers of android-attestation 3.
struct AuthorizationList
{
    QMap<int, qint64> integers; ///< tags with an INTEGER that fits into 64 bits
    QMap<int, QSet<qint64>> sets; ///< tags with SET OF INTEGER
    QSet<int> flags; ///< tags with NULL
    QMap<int, QByteArray> octets; ///< tags with OCTET STRING
    std::optional<RootOfTrust> rootOfTrust; ///< tag 704
    std::optional<AttestationApplicationId> applicationId; ///< tag 709
    ByteRange range; ///< in the extension value
};

/// The content of the Android key attestation extension.
struct KeyDescription
{
    qint64 attestationVersion = 0;
    int attestationSecurityLevel = -1; ///< 0 Software, 1 TrustedEnvironment, 2 StrongBox
    qint64 keyMintVersion = 0;
    int keyMintSecurityLevel = -1;
    QByteArray attestationChallenge;
    QByteArray uniqueId;
    AuthorizationList softwareEnforced;
    AuthorizationList hardwareEnforced;
    /// Tolerated irregularities, each a short stable word with its place: "UNKNOWN_TAG
    /// hardwareEnforced.9999".
    QStringList deviations;
};

/// Name of an authorization tag, "purpose"; nullptr for tags that android-attestation 3 does not list.
const char *authorizationTagName(int tag);

/// Reads the extension value (DER of KeyDescription). nullopt if it is not a SEQUENCE of eight or a member
/// has the wrong type; `why` then says what is wrong, in English. Unknown tags and versions are deviations.
std::optional<KeyDescription> parseKeyDescription(QByteArrayView der, QString *why = nullptr);

} // namespace dsr

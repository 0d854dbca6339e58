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
    QMap<int, QByteArray> largeIntegers; ///< content of the other ones: dates of 2^64−1, unsigned 64-bit ids
    QMap<int, QSet<qint64>> sets; ///< tags with SET OF INTEGER
    QSet<int> flags; ///< tags with NULL
    QMap<int, QByteArray> octets; ///< tags with OCTET STRING
    std::optional<RootOfTrust> rootOfTrust; ///< tag 704
    std::optional<AttestationApplicationId> applicationId; ///< tag 709
    ByteRange range; ///< in the extension value, whose lengths are definite
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
    /// Tolerated irregularities (android-attestation 12), each a stable word and where it says more than that
    /// a place or value: "OS_VERSION_ZERO", "UNKNOWN_TAG:hardwareEnforced.9999", "VERSION_PAIR_UNUSUAL:2/1".
    QStringList deviations;
};

/// Name of an authorization tag, "purpose"; null for tags that android-attestation 3 does not list.
QStringView authorizationTagName(int tag);

/// Reads the extension value: strictly in what it reports, tolerantly in what it accepts (android-attestation
/// 12). nullopt if it is not a SEQUENCE of eight; `why` then says what is wrong, in English.
std::optional<KeyDescription> parseKeyDescription(QByteArrayView der, QString *why = nullptr);

/// What a deviation means, a sentence in the language of the program; empty for unknown words. `deviation`
/// may have its place behind a colon.
QString deviationSentence(const QString &deviation);

/// "StrongBox (2)"; the number alone for values that android-attestation 4 does not list.
QString securityLevelText(qint64 level);
QString verifiedBootStateText(qint64 state);
QString purposeText(qint64 purpose);
QString originText(qint64 origin);

} // namespace dsr

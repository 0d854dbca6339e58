#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace dsr {

/// What a simulated phone writes into the key attestation extension (android-attestation 2, 3, 5). The
/// defaults describe a good, locked phone with a key in its trusted environment.
struct KeyDescriptionContent
{
    int version = 400;
    int attestationSecurityLevel = 1;
    int keyMintSecurityLevel = 1;
    QByteArray challenge;
    QList<int> purposes;
    int origin = 0;
    bool allApplications = false;
    bool rootOfTrustInHardware = true; ///< else it stands in the software list, where it counts nothing
    QByteArray verifiedBootKey = QByteArray(32, '\x11');
    bool deviceLocked = true;
    int verifiedBootState = 0;
    int osVersion = 160000;
    int osPatchLevel = 202610;
    bool deviceProperties = false; ///< brand, device, product, manufacturer and model, each SIMULATED
    QString packageName;
    qint64 packageVersion = 0;
    QByteArray signerDigest;
    qint64 createdAtMilliseconds = 0;
};

/// DER of the extension's value.
QByteArray keyDescriptionDer(const KeyDescriptionContent &content);

} // namespace dsr

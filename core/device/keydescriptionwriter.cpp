#include "core/device/keydescriptionwriter.h"

#include "core/crypto/derwriter.h"

namespace dsr {

using namespace der;

namespace {

QByteArray rootOfTrust(const KeyDescriptionContent &content)
{
    return explicitTag(704,
        sequence({octetString(content.verifiedBootKey), boolean(content.deviceLocked),
            enumerated(content.verifiedBootState), octetString(QByteArray(32, '\x22'))}));
}

QByteArray softwareList(const KeyDescriptionContent &content)
{
    QList<QByteArray> members;
    if (content.allApplications)
        members.append(explicitTag(600, null()));
    members.append(explicitTag(701, integer(content.createdAtMilliseconds)));
    if (!content.rootOfTrustInHardware)
        members.append(rootOfTrust(content));
    const QByteArray package =
        sequence({octetString(content.packageName.toUtf8()), integer(content.packageVersion)});
    members.append(explicitTag(
        709, octetString(sequence({setOf({package}), setOf({octetString(content.signerDigest)})}))));
    return sequence(members);
}

QByteArray hardwareList(const KeyDescriptionContent &content)
{
    QList<QByteArray> purposes;
    for (const int purpose : content.purposes)
        purposes.append(integer(purpose));
    constexpr int patchDay = 5;
    QList<QByteArray> members{explicitTag(1, setOf(purposes)), explicitTag(2, integer(3)),
        explicitTag(3, integer(256)), explicitTag(5, setOf({integer(0), integer(4)})),
        explicitTag(10, integer(1)), explicitTag(503, null()), explicitTag(702, integer(content.origin))};
    if (content.rootOfTrustInHardware)
        members.append(rootOfTrust(content));
    members.append(explicitTag(705, integer(content.osVersion)));
    members.append(explicitTag(706, integer(content.osPatchLevel)));
    if (content.deviceProperties) {
        for (const int tag : {710, 711, 712, 716, 717})
            members.append(explicitTag(tag, octetString("SIMULATED")));
    }
    members.append(explicitTag(718, integer(content.osPatchLevel * 100 + patchDay)));
    members.append(explicitTag(719, integer(content.osPatchLevel * 100 + patchDay)));
    return sequence(members);
}

} // namespace

QByteArray keyDescriptionDer(const KeyDescriptionContent &content)
{
    return sequence({integer(content.version), enumerated(content.attestationSecurityLevel),
        integer(content.version), enumerated(content.keyMintSecurityLevel), octetString(content.challenge),
        octetString({}), softwareList(content), hardwareList(content)});
}

} // namespace dsr

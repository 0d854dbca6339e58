#include "core/check/androidevidence.h"
#include "core/check/attestedkey.h"

#include <QCoreApplication>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::WalletChecks)
};

constexpr int stateVerified = 0;
/// The two packages that act for Google Wallet (wallet-registration W6).
constexpr const char *walletPackages[] = {"com.google.android.gms", "com.google.android.gsf"};
constexpr const char *applicationMember = "softwareEnforced.attestationApplicationId";

/// A missing rootOfTrust in the hardware list breaks both rules about it.
CheckOutcome bootRule(RegistrationCase &item, bool (*holds)(const RootOfTrust &),
    QString (*text)(const RootOfTrust &), const char *member, const QString &expected)
{
    if (!item.leafDescription)
        return inputMissing();
    const auto &boot = item.leafDescription->hardwareEnforced.rootOfTrust;
    if (!boot) {
        return broken(leafMember(item, "hardwareEnforced"), textOf("rootOfTrust"), QString(),
            Text::tr("The secure hardware says nothing about how the phone was started."));
    }
    return compared(holds(*boot), leafMember(item, QByteArray("hardwareEnforced.rootOfTrust.") + member),
        expected, text(*boot));
}

CheckOutcome bootLocked(RegistrationCase &item)
{
    return bootRule(
        item, [](const RootOfTrust &boot) { return boot.deviceLocked; },
        [](const RootOfTrust &boot) { return textOf(boot.deviceLocked ? "true" : "false"); }, "deviceLocked",
        textOf("true"));
}

CheckOutcome bootVerified(RegistrationCase &item)
{
    return bootRule(
        item, [](const RootOfTrust &boot) { return boot.verifiedBootState == stateVerified; },
        [](const RootOfTrust &boot) { return verifiedBootStateText(boot.verifiedBootState); },
        "verifiedBootState", verifiedBootStateText(stateVerified));
}

CheckOutcome appPackage(RegistrationCase &item)
{
    if (!item.leafDescription)
        return inputMissing();
    const auto &id = item.leafDescription->softwareEnforced.applicationId;
    QStringList packages;
    bool isGoogles = false;
    for (const auto &package : id ? id->packages : QList<AttestationApplicationId::Package>()) {
        packages.append(package.name);
        for (const char *known : walletPackages)
            isGoogles = isGoogles || package.name == QLatin1StringView(known);
    }
    return compared(isGoogles, leafMember(item, applicationMember),
        textOf(walletPackages[0]) + textOf(", ") + textOf(walletPackages[1]), packages.join(textOf(", ")));
}

CheckOutcome appSigner(RegistrationCase &item)
{
    if (!item.leafDescription)
        return inputMissing();
    const auto &id = item.leafDescription->softwareEnforced.applicationId;
    QStringList found;
    for (const QByteArray &digest : id ? id->signatureDigests : QList<QByteArray>()) {
        if (item.terms.walletSigners.contains(digest))
            return passed(leafMember(item, applicationMember), hexText(digest));
        found.append(hexText(digest));
    }
    return broken(leafMember(item, applicationMember), hexText(item.terms.walletSigners.value(0)),
        found.join(textOf(", ")));
}

CheckOutcome keyType(RegistrationCase &item)
{
    if (!item.leaf())
        return inputMissing();
    const auto key = attestedKey(item.leaf()->spki());
    const QString expected = textOf("EC P-256");
    return compared(
        key && key->name == expected, elementPath(item, 0), expected, key ? key->name : QString());
}

} // namespace

const CheckFunctions &walletChecks()
{
    static const CheckFunctions functions{
        {"wallet.boot.locked", bootLocked},
        {"wallet.boot.verified", bootVerified},
        {"wallet.app.package", appPackage},
        {"wallet.app.signer", appSigner},
        {"android.key.type", keyType},
    };
    return functions;
}

} // namespace dsr

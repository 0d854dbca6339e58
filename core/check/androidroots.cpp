#include "core/check/androidroots.h"

#include "core/base/digest.h"

#include <algorithm>

namespace dsr {

namespace {

constexpr AndroidRoot roots[] = {
    {"google-rsa-1", "c1984a3ef45c1e2a918551de10603c86f7051b2249c4891cae3230eabd0c97d5",
        "npm @simplewebauthn/server 14.0.3"},
    {"google-rsa-2", "1ef1a04b8ba58ab94589ac498c8982a783f24ea7307e0159a0c3a73b377d87cc",
        "npm @simplewebauthn/server 14.0.3"},
    {"google-rsa-3", "ab6641178a36e179aa0c1cdddf9a16eb45fa20943e2b8cd7c7c05c26cf8b487a",
        "npm @simplewebauthn/server 14.0.3"},
    {"google-rsa-4", "cedb1cb6dc896ae5ec797348bce9286753c2b38ee71ce0fbe34a9a1248800dfc",
        "npm @simplewebauthn/server 14.0.3"},
    {"google-ec-2025", "6d9db4ce6c5c0b293166d08986e05774a8776ceb525d9e4329520de12ba4bcc0",
        "PyPI webauthn 3.0.1"},
    {"android-software-ec", "51d496ad4664190fbdaf1ad987278efa35d6fbf52e50a9c34ded8395477ede5c", nullptr},
    {"android-software-rsa", "4e42730efd521b21d77b109b7532a0b664ddfefc73e129111936200c5e58cce0", nullptr},
};

/// SHA-256 of SubjectPublicKeyInfo.
constexpr const char *softwareKeys[] = {"d5100c7942ef2e8310dc30ef82729680cf48d690735c3f68179a33c7c370f286",
    "f2c4746f545946c100e72297f8f946344d7052f03a2f694221f9c893b0e6f711"};

} // namespace

std::span<const AndroidRoot> androidRoots()
{
    return roots;
}

const AndroidRoot *androidRoot(const Certificate &certificate)
{
    const QByteArray fingerprint = certificate.sha256Fingerprint().toHex();
    const auto *known =
        std::ranges::find_if(roots, [&](const AndroidRoot &root) { return fingerprint == root.sha256; });
    return known == std::end(roots) ? nullptr : known;
}

bool isSoftwareRoot(const QByteArray &spki)
{
    const QByteArray fingerprint = sha256(spki).toHex();
    return std::ranges::any_of(softwareKeys, [&](const char *key) { return fingerprint == key; });
}

} // namespace dsr

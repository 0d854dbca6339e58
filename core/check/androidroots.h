#pragma once

#include "core/crypto/certificate.h"

#include <span>

namespace dsr {

/// A published root of Android key attestation (android-attestation 8).
struct AndroidRoot
{
    const char *name; ///< "google-rsa-1"; also of its file in resources/trust/android
    const char *sha256; ///< of the certificate, lower-case hex
    const char *origin; ///< where the file was taken from; nullptr: never trusted, so there is none
};
std::span<const AndroidRoot> androidRoots();

/// nullptr for roots that are not published. Being known here is no trust: that is for the terms to give.
const AndroidRoot *androidRoot(const Certificate &certificate);
/// One of the two roots whose private keys are in every copy of Android, of phones in software. Never
/// trusted.
bool isSoftwareRoot(const QByteArray &spki);

} // namespace dsr

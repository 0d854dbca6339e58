#pragma once

#include "core/card/virtual/cardimage.h"
#include "core/crypto/certificate.h"

namespace dsr {

/// A health card for tests: PIN 123456, PUK 12345678, CAN 123123, certificate signed by its own key. Key and
/// certificate are made once a process.
CardImage sampleCardImage();
Certificate sampleCardCertificate();
Secret secretOf(const char *text);

} // namespace dsr

#pragma once

#include <QByteArray>

namespace dsr {

/// SHA-256, 32 bytes.
QByteArray sha256(QByteArrayView bytes);
/// SHA-1, 20 bytes. Only where a format demands it (key identifiers, OCSP CertID).
QByteArray sha1(QByteArrayView bytes);

} // namespace dsr

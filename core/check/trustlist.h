#pragma once

#include "core/check/trustsnapshot.h"

namespace dsr {

/// A trust service status list of the telematics infrastructure (ETSI TS 119 612, gemSpec_TSL): the
/// authorities and responders in force. Its signature is not looked at here.
struct TrustList
{
    qint64 sequenceNumber = 0;
    QDateTime issued;
    QList<TrustAnchor> anchors; ///< authorities that issue card certificates, and OCSP responders
    /// There is one signature, a child of the root, and it covers the whole list without rewriting it.
    bool isSignedAsAWhole = false;
};

/// The bytes start like such a list.
bool looksLikeTrustList(QByteArrayView bytes);
/// No DTD, no entities, at most 32 MiB; InputMalformed with the facts "path" and "reason".
Result<TrustList> parseTrustList(const QByteArray &xml, const QString &path);

} // namespace dsr

#pragma once

#include "core/check/trustlist.h"

namespace dsr {

/// A trust list as a snapshot named by its number, if `signer` signed the whole of it. XML-DSig is verified
/// by the program xmlsec1 in a process of its own, which takes no key from the list. Errors of
/// parseTrustList; InputMalformed also for a wrong signature; InputUnreadable if the program is missing.
/// Blocks up to a minute.
Result<TrustSnapshot> verifiedTrustList(
    const QByteArray &xml, const QString &path, const Certificate &signer);

} // namespace dsr

#pragma once

#include <QByteArray>

namespace dsr {

/// What standards call an object identifier.
struct OidName
{
    const char *oid; ///< dotted
    const char *name; ///< "commonName"
    const char *shortName = nullptr; ///< for distinguished names: "CN"
};

/// nullptr if the identifier is not in the table.
const OidName *oidName(const QByteArray &oid);
/// The name, or the dotted text where there is none.
QString oidText(const QByteArray &oid);

} // namespace dsr

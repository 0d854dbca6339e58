#pragma once

#include <QByteArray>
#include <QString>

#include <string_view>

namespace dsr {

/// What standards call an object identifier.
struct OidName
{
    std::string_view oid; ///< dotted
    QStringView name; ///< "commonName"
    QStringView shortName = {}; ///< for distinguished names: "CN"
};

/// nullptr if the identifier is not in the table.
const OidName *oidName(QByteArrayView oid);
/// The name, or the dotted text where there is none.
QString oidText(QByteArrayView oid);

} // namespace dsr

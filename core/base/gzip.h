#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace dsr {

/// Compresses into one gzip member without name and time: the same bytes give the same result.
QByteArray gzip(QByteArrayView bytes);

/// Expands the gzip member that `bytes` starts with; what follows it is ignored. InputMalformed (fact
/// "reason") if it is damaged or cut short, or if it would be longer than `limit` octets.
Result<QByteArray> gunzip(QByteArrayView bytes, qsizetype limit);

} // namespace dsr

#pragma once

#include "core/flow/runrecord.h"

namespace dsr {

/// Version of the session format that this program writes; older ones are read, newer ones refused.
inline constexpr int sessionVersion = 2;

/// A recorded run as a `.dsrsession` file: JSON, described in CONTRIBUTING.md.
QByteArray sessionBytes(const RunRecord &record);
/// SessionMalformed with facts "path" and "reason" for anything that is not a whole session of a known
/// version.
Result<RunRecord> sessionFromBytes(const QByteArray &bytes, const QString &path = {});

} // namespace dsr

#pragma once

#include "core/decode/inspection.h"

namespace dsr {

/// Where two inspections do not mean the same.
struct Difference
{
    enum class Kind { Added, Removed, Changed };
    QString path; ///< the same in both; "" is the whole
    Kind kind = Kind::Changed;
    QString left; ///< in words; empty for what was added
    QString right; ///< in words; empty for what was removed
};
/// "added", "removed", "changed"
QString differenceId(Difference::Kind kind);

/// What differs in meaning, in the order of the left tree, what is only on the right last in its place. The
/// order of members, white space, the form of an encoding and every other mere syntax is no difference; the
/// order in a list is one.
QList<Difference> compare(const Inspection &left, const Inspection &right);

} // namespace dsr

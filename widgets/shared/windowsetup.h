#pragma once

#include "core/base/settings.h"
#include "core/flow/workbench.h"

#include <QString>

namespace dsr {

/// What the window works with. All of it outlives the window and the jobs of the thread pool.
struct WindowSetup
{
    Workbench &workbench; ///< asked from pool threads only
    Settings &settings; ///< asked from the window's thread only
    const Clock &clock;
    QString dataDir;
};

} // namespace dsr

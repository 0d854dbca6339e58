#pragma once

#include "app/cli/command.h"

namespace dsr {

/// The overview: all commands with their sentences, global options, how the program ends.
QString helpForAll();
/// Everything about one command.
QString helpFor(const Command &command);

} // namespace dsr

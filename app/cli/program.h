#pragma once

#include "app/cli/console.h"
#include "app/cli/exitcode.h"

#include <QStringList>

namespace dsr {

/// One call of dsrctl: finds the command, reads the options, runs it and tells its error.
/// `arguments` begin with the name of the program.
ExitCode runProgram(const QStringList &arguments, Console &console, Interrupt &interrupt);

} // namespace dsr

#include "app/cli/program.h"

#include "app/cli/interrupt.h"

#include <QCoreApplication>

#include <sys/resource.h>

int main(int argc, char *argv[])
{
    // No secret may end in a core dump.
    const rlimit noCoreDump{0, 0};
    setrlimit(RLIMIT_CORE, &noCoreDump);
    dsr::Interrupt interrupt;
    const QCoreApplication application(argc, argv);
    dsr::Console console(interrupt);
    return static_cast<int>(dsr::runProgram(QCoreApplication::arguments(), console, interrupt));
}

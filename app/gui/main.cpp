#include "app/gui/application.h"

#include <algorithm>
#include <string_view>

namespace {

/// Help and version are text: they need no display.
bool asksForTextOnly(int argc, char **argv)
{
    return std::any_of(argv + 1, argv + argc, [](std::string_view argument) {
        return argument == "--help" || argument == "-h" || argument == "--version" || argument == "-v"
            || argument == "--help-all";
    });
}

} // namespace

int main(int argc, char **argv)
{
    if (argc > 1 && asksForTextOnly(argc, argv))
        qputenv("QT_QPA_PLATFORM", "minimal");
    QApplication application(argc, argv);
    return dsr::runApplication(application);
}

#include "app/gui/application.h"

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    return dsr::runApplication(application);
}

#pragma once

#include <QApplication>

namespace dsr {

/// The composition root of the window: reads the options, makes what the window works with, shows it and
/// returns the exit code. Everything is destroyed again before it returns.
int runApplication(QApplication &application);

} // namespace dsr

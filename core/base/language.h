#pragma once

#include <QString>

namespace dsr {

/// Switches the texts of the whole program to "de" or "en"; empty: the language of the system, English where
/// that is neither. Also those of Qt itself. Call in the main thread after the application object was made;
/// may be called again. Returns the language now in use.
QString useLanguage(const QString &language);

} // namespace dsr

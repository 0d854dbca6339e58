#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace dsr {

/// Asks where to save or what to open without stopping the program; `chosen` is called with the path, or not
/// at all. One dialog at a time is open over `parent`.
void askSavePath(QWidget *parent, const QString &title, const QString &suggestion, const QString &filter,
    const std::function<void(const QString &)> &chosen);
void askOpenPath(QWidget *parent, const QString &title, const QString &filter,
    const std::function<void(const QString &)> &chosen);

} // namespace dsr

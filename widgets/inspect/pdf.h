#pragma once

#include <QByteArray>

namespace dsr {

/// A page of ours as PDF on A4. Any thread.
QByteArray pdfFromHtml(const QByteArray &html);

} // namespace dsr

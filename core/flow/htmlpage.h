#pragma once

#include "core/check/finding.h"

namespace dsr {

/// A self-contained page in the language of the program: no script, nothing loaded. `body` is HTML.
QByteArray htmlPage(const QString &title, const QString &body);
/// The findings as a section with a table; nothing for none.
QString htmlFindings(const QList<Finding> &findings);
/// A row of a table of facts; nothing for an empty value.
QString htmlFact(const QString &name, const QString &value);

/// "pass", "not checked", translated.
QString findingWord(FindingStatus status);

} // namespace dsr

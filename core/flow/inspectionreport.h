#pragma once

#include "core/check/finding.h"
#include "core/decode/comparison.h"

#include <QJsonArray>

namespace dsr {

/// What is shown of personal data in texts for people.
enum class PersonalData { Masked, Shown };

/// `inspect --json` of the command line contract: input, kind, sources, tree, findings, summary. Personal
/// values are in it, marked as such: it is for programs, and the sources hold them anyway.
QJsonObject inspectionJson(const Inspection &inspection, const QList<Finding> &findings);
/// The tree and what was found in lines for people, in the language of the program.
QString inspectionText(const Inspection &inspection, const QList<Finding> &findings, PersonalData personal);
/// The same as one self-contained page.
QByteArray inspectionHtml(
    const Inspection &inspection, const QList<Finding> &findings, PersonalData personal);

/// `diff --json`.
QJsonArray toJson(const QList<Difference> &differences);
/// How many of each result: "pass", "fail", "warn", "notChecked".
QJsonObject summaryOf(const QList<Finding> &findings);

} // namespace dsr

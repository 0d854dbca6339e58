#pragma once

#include <QString>
#include <QStringList>

namespace dsr {

/// All values that look like a KVNR: one capital letter and nine digits (dsr-protocol 7.4).
QStringList kvnrCandidates(const QStringList &organizationalUnits);
/// The last digit of a KVNR from its letter and first eight digits (dsr-protocol 7.4).
int kvnrCheckDigit(const QString &letterAndDigits);
/// The check digit of a well-formed KVNR is right.
bool hasKvnrCheckDigit(const QString &kvnr);
/// For screens and logs: "X1104…75".
QString maskedKvnr(const QString &kvnr);

} // namespace dsr

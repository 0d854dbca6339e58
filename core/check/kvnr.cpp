#include "core/check/kvnr.h"

namespace dsr {

namespace {
bool looksLikeKvnr(const QString &text)
{
    if (text.size() != 10 || text.at(0) < QLatin1Char('A') || text.at(0) > QLatin1Char('Z'))
        return false;
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text.at(i) < QLatin1Char('0') || text.at(i) > QLatin1Char('9'))
            return false;
    }
    return true;
}
} // namespace

QStringList kvnrCandidates(const QStringList &organizationalUnits)
{
    QStringList found;
    for (const QString &unit : organizationalUnits) {
        if (looksLikeKvnr(unit))
            found.append(unit);
    }
    return found;
}

int kvnrCheckDigit(const QString &letterAndDigits)
{
    const int letter = letterAndDigits.at(0).unicode() - 'A' + 1;
    QList<int> digits{letter / 10, letter % 10};
    for (qsizetype i = 1; i < 9; ++i)
        digits.append(letterAndDigits.at(i).digitValue());
    int sum = 0;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        const int product = digits.at(i) * (i % 2 == 0 ? 1 : 2);
        sum += product / 10 + product % 10;
    }
    return sum % 10;
}

bool hasKvnrCheckDigit(const QString &kvnr)
{
    return looksLikeKvnr(kvnr) && kvnrCheckDigit(kvnr) == kvnr.at(9).digitValue();
}

QString maskedKvnr(const QString &kvnr)
{
    return kvnr.size() < 8 ? QStringLiteral("…") : kvnr.left(5) + QStringLiteral("…") + kvnr.right(2);
}

} // namespace dsr

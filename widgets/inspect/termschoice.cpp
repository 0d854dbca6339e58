#include "widgets/inspect/termschoice.h"

namespace dsr {

namespace {

QDateTime momentOf(const Node &node)
{
    if (node.name == QLatin1StringView("notBefore"))
        return QDateTime::fromString(node.value.toString(), Qt::ISODate);
    bool isNumber = false;
    const qint64 number = node.value.toLongLong(&isNumber);
    if (isNumber && node.name == QLatin1StringView("iat"))
        return QDateTime::fromSecsSinceEpoch(number, Qt::UTC);
    if (isNumber && node.name == QLatin1StringView("creationDateTime"))
        return QDateTime::fromMSecsSinceEpoch(number, Qt::UTC);
    return {};
}

void findLatest(const Node &node, QDateTime &latest)
{
    const QDateTime moment = momentOf(node);
    if (moment.isValid() && (!latest.isValid() || moment > latest))
        latest = moment;
    for (const Node &child : node.children)
        findLatest(child, latest);
}

} // namespace

QDateTime evidenceTime(const Inspection &inspection)
{
    QDateTime latest;
    findLatest(inspection.root(), latest);
    return latest;
}

Terms inspectionTerms(TermsChoice choice, const Inspection &inspection, const QDateTime &now)
{
    if (choice.moment != JudgeTime::Date) {
        const QDateTime told = choice.moment == JudgeTime::Evidence ? evidenceTime(inspection) : QDateTime();
        choice.inspection.time = told.isValid() ? told : now;
    }
    return termsOf(choice.inspection);
}

} // namespace dsr

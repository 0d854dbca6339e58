#include "core/check/finding.h"

#include "core/check/registry.h"

namespace dsr {

namespace {
constexpr const char *statusIds[] = {"pass", "fail", "warn", "notChecked"};

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}
} // namespace

QString findingStatusId(FindingStatus status)
{
    return QString::fromLatin1(statusIds[static_cast<size_t>(status)]);
}

QJsonObject toJson(const Finding &finding)
{
    const CheckInfo *check = findCheck(finding.check);
    const bool located = finding.source >= 0;
    return {{QStringLiteral("check"), finding.check},
        {QStringLiteral("status"), findingStatusId(finding.status)},
        {QStringLiteral("path"), orNull(finding.path)},
        {QStringLiteral("source"), located ? QJsonValue(finding.source) : QJsonValue()},
        {QStringLiteral("start"), located ? QJsonValue(finding.range.start) : QJsonValue()},
        {QStringLiteral("length"), located ? QJsonValue(finding.range.length) : QJsonValue()},
        {QStringLiteral("expected"), orNull(finding.expected)},
        {QStringLiteral("actual"), orNull(finding.actual)},
        {QStringLiteral("clause"), check ? QJsonValue(QString::fromLatin1(check->clause)) : QJsonValue()},
        {QStringLiteral("explanation"), orNull(finding.explanation)},
        {QStringLiteral("computation"), orNull(finding.computation)},
        {QStringLiteral("microseconds"), finding.microseconds}};
}

Finding findingFromJson(const QJsonObject &object)
{
    Finding finding;
    finding.check = object.value(QStringLiteral("check")).toString();
    const QString status = object.value(QStringLiteral("status")).toString();
    for (int i = 0; i < 4; ++i) {
        if (status == QLatin1StringView(statusIds[i]))
            finding.status = static_cast<FindingStatus>(i);
    }
    finding.path = object.value(QStringLiteral("path")).toString();
    finding.expected = object.value(QStringLiteral("expected")).toString();
    finding.actual = object.value(QStringLiteral("actual")).toString();
    finding.explanation = object.value(QStringLiteral("explanation")).toString();
    finding.computation = object.value(QStringLiteral("computation")).toString();
    finding.source = object.value(QStringLiteral("source")).toInt(-1);
    finding.range = {object.value(QStringLiteral("start")).toInteger(),
        object.value(QStringLiteral("length")).toInteger()};
    finding.microseconds = object.value(QStringLiteral("microseconds")).toInteger();
    return finding;
}

QJsonArray toJson(const QList<Finding> &findings)
{
    QJsonArray array;
    for (const Finding &finding : findings)
        array.append(toJson(finding));
    return array;
}

} // namespace dsr

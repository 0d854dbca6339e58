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
    return {{QStringLiteral("check"), finding.check},
        {QStringLiteral("status"), findingStatusId(finding.status)},
        {QStringLiteral("path"), orNull(finding.path)}, {QStringLiteral("source"), QJsonValue()},
        {QStringLiteral("start"), QJsonValue()}, {QStringLiteral("length"), QJsonValue()},
        {QStringLiteral("expected"), orNull(finding.expected)},
        {QStringLiteral("actual"), orNull(finding.actual)},
        {QStringLiteral("clause"), check ? QJsonValue(QString::fromLatin1(check->clause)) : QJsonValue()},
        {QStringLiteral("explanation"), orNull(finding.explanation)},
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

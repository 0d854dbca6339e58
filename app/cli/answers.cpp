#include "app/cli/answers.h"

#include "core/base/advice.h"

#include <QCoreApplication>

namespace dsr {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::Answers)
};

QJsonObject toJson(const StepRecord &step)
{
    QJsonArray artifacts;
    for (const Artifact &artifact : step.artifacts)
        artifacts.append(artifact.name);
    return {{QStringLiteral("id"), step.id}, {QStringLiteral("number"), orNull(step.number)},
        {QStringLiteral("title"), step.title}, {QStringLiteral("status"), stepStatusId(step.status)},
        {QStringLiteral("milliseconds"), step.milliseconds}, {QStringLiteral("artifacts"), artifacts}};
}
} // namespace

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonObject toJson(const Error &error)
{
    const Advice advice = adviceFor(error);
    return {{QStringLiteral("code"), errorId(error.code)}, {QStringLiteral("title"), advice.title},
        {QStringLiteral("action"), advice.action}, {QStringLiteral("where"), orNull(error.where)},
        {QStringLiteral("facts"), QJsonObject::fromVariantMap(error.facts)}};
}

QJsonObject toJson(const PinStatus &pin)
{
    return {{QStringLiteral("state"), pinStateId(pin.state)},
        {QStringLiteral("triesLeft"), pin.triesLeft < 0 ? QJsonValue() : QJsonValue(pin.triesLeft)}};
}

QString pinSentence(const QJsonObject &pin)
{
    const QString state = pin.value(QLatin1StringView("state")).toString();
    if (state == pinStateId(PinState::Blocked))
        return Text::tr("The PIN is blocked.");
    if (state == pinStateId(PinState::Transport) || state == pinStateId(PinState::Empty))
        return Text::tr("The PIN was never set.");
    const QJsonValue left = pin.value(QLatin1StringView("triesLeft"));
    return left.isNull() ? Text::tr("The PIN can be used.")
                         : Text::tr("The PIN can be used, %n try(s) left.", nullptr, left.toInt());
}

QJsonObject toJson(const RunRecord &record)
{
    QJsonArray steps;
    for (const StepRecord &step : record.steps)
        steps.append(toJson(step));
    return {{QStringLiteral("outcome"), outcomeId(record.outcome)},
        {QStringLiteral("stoppedAt"), orNull(record.stoppedAt)}, {QStringLiteral("steps"), steps},
        {QStringLiteral("dms"), QJsonObject{{QStringLiteral("checks"), toJson(record.dmsFindings)}}},
        {QStringLiteral("certificate"), orNull(record.certificatePem)},
        {QStringLiteral("deviceIdentifier"), orNull(record.deviceIdentifier)},
        {QStringLiteral("kvnr"), orNull(record.kvnr)},
        {QStringLiteral("error"), record.error ? QJsonValue(toJson(*record.error)) : QJsonValue()}};
}

QString stepLine(int index, qsizetype count, const StepRecord &step, const QString &status)
{
    return Text::tr("%1/%2  %3  %4  %5  %6 ms", "place, RFC number, title, status, duration")
        .arg(index + 1, 2)
        .arg(count)
        .arg(step.number, -5)
        .arg(step.title, -34)
        .arg(status)
        .arg(step.milliseconds);
}

} // namespace dsr

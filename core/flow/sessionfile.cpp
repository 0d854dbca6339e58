#include "core/flow/sessionfile.h"

#include "core/base/clock.h"
#include "core/base/encoding.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace dsr {

namespace {

constexpr const char *formatName = "dsrsession";
constexpr int versionWithArrows = 2; ///< older files do not say at which arrow a step stopped

QJsonValue errorToJson(const std::optional<Error> &error)
{
    if (!error)
        return {};
    return QJsonObject{{QStringLiteral("code"), errorId(error->code)},
        {QStringLiteral("where"), error->where},
        {QStringLiteral("facts"), QJsonObject::fromVariantMap(error->facts)}};
}

std::optional<Error> errorFromJson(const QJsonValue &value)
{
    if (!value.isObject())
        return std::nullopt;
    const QJsonObject object = value.toObject();
    return Error{errorCodeFromId(object.value(QStringLiteral("code")).toString()),
        object.value(QStringLiteral("where")).toString(),
        object.value(QStringLiteral("facts")).toObject().toVariantMap()};
}

QJsonObject toJson(const Artifact &artifact)
{
    return {{QStringLiteral("name"), artifact.name}, {QStringLiteral("kind"), dataKindId(artifact.kind)},
        {QStringLiteral("incoming"), artifact.incoming},
        {QStringLiteral("bytes"), QString::fromLatin1(toBase64(artifact.bytes))}};
}

QJsonObject toJson(const Arrow &arrow)
{
    return {{QStringLiteral("number"), arrow.number}, {QStringLiteral("from"), participantId(arrow.from)},
        {QStringLiteral("to"), participantId(arrow.to)}, {QStringLiteral("label"), arrow.label},
        {QStringLiteral("artifact"), arrow.artifact}};
}

QJsonObject toJson(const StepRecord &step)
{
    QJsonArray artifacts;
    for (const Artifact &artifact : step.artifacts)
        artifacts.append(toJson(artifact));
    QJsonArray arrows;
    for (const Arrow &arrow : step.arrows)
        arrows.append(toJson(arrow));
    return {{QStringLiteral("id"), step.id}, {QStringLiteral("number"), step.number},
        {QStringLiteral("title"), step.title}, {QStringLiteral("purpose"), step.purpose},
        {QStringLiteral("clause"), step.clause}, {QStringLiteral("status"), stepStatusId(step.status)},
        {QStringLiteral("milliseconds"), step.milliseconds}, {QStringLiteral("arrows"), arrows},
        {QStringLiteral("arrow"), step.arrow}, {QStringLiteral("arrowsDone"), step.arrowsDone},
        {QStringLiteral("artifacts"), artifacts}, {QStringLiteral("error"), errorToJson(step.error)}};
}

/// Reads a session and remembers the first thing that is wrong with it.
class SessionReader
{
public:
    explicit SessionReader(int version)
        : m_version(version)
    {
    }

    QString wrong;

    QString text(const QJsonObject &object, const char *name)
    {
        const QJsonValue value = object.value(QLatin1StringView(name));
        if (!value.isString())
            complain(name);
        return value.toString();
    }

    int number(const QJsonObject &object, const char *name)
    {
        const QJsonValue value = object.value(QLatin1StringView(name));
        if (!value.isDouble())
            complain(name);
        return value.toInt();
    }

    QJsonArray array(const QJsonObject &object, const char *name)
    {
        const QJsonValue value = object.value(QLatin1StringView(name));
        if (!value.isArray())
            complain(name);
        return value.toArray();
    }

    QDateTime time(const QJsonObject &object, const char *name)
    {
        const QDateTime value = QDateTime::fromString(text(object, name), Qt::ISODateWithMs);
        if (!value.isValid())
            complain(name);
        return value;
    }

    StepRecord step(const QJsonObject &object)
    {
        StepRecord step;
        step.id = text(object, "id");
        step.number = text(object, "number");
        step.title = text(object, "title");
        step.purpose = text(object, "purpose");
        step.clause = text(object, "clause");
        step.status = stepStatusFromId(text(object, "status"));
        step.milliseconds = object.value(QStringLiteral("milliseconds")).toInteger();
        step.arrow = m_version < versionWithArrows ? -1 : number(object, "arrow");
        step.arrowsDone = m_version < versionWithArrows ? 0 : number(object, "arrowsDone");
        step.error = errorFromJson(object.value(QStringLiteral("error")));
        for (const QJsonValue &value : array(object, "arrows")) {
            const QJsonObject arrow = value.toObject();
            step.arrows.append({text(arrow, "number"), participantFromId(text(arrow, "from")),
                participantFromId(text(arrow, "to")), text(arrow, "label"), text(arrow, "artifact")});
        }
        for (const QJsonValue &value : array(object, "artifacts")) {
            const QJsonObject artifact = value.toObject();
            const auto bytes = fromBase64(text(artifact, "bytes").toLatin1(), Base64Form::Standard);
            if (!bytes)
                complain("bytes");
            step.artifacts.append(
                {text(artifact, "name"), dataKindFromId(text(artifact, "kind")).value_or(DataKind::Guess),
                    bytes.value_or(QByteArray()), artifact.value(QStringLiteral("incoming")).toBool()});
        }
        return step;
    }

private:
    void complain(const char *name)
    {
        if (wrong.isEmpty())
            wrong = QString::fromLatin1(name);
    }

    int m_version;
};

QList<Finding> findingsFrom(const QJsonArray &array)
{
    QList<Finding> findings;
    for (const QJsonValue &value : array)
        findings.append(findingFromJson(value.toObject()));
    return findings;
}

std::unexpected<Error> malformed(const QString &path, const QString &reason)
{
    return fail(ErrorCode::SessionMalformed, QStringLiteral("session file"),
        {{QStringLiteral("path"), path}, {QStringLiteral("reason"), reason}});
}

} // namespace

QByteArray sessionBytes(const RunRecord &record)
{
    QJsonArray steps;
    for (const StepRecord &step : record.steps)
        steps.append(toJson(step));
    const QJsonObject session{{QStringLiteral("format"), QString::fromLatin1(formatName)},
        {QStringLiteral("version"), sessionVersion}, {QStringLiteral("recipe"), record.recipe},
        {QStringLiteral("title"), record.title}, {QStringLiteral("reader"), record.reader},
        {QStringLiteral("dms"), record.dms}, {QStringLiteral("profile"), record.profile},
        {QStringLiteral("startedAt"), isoUtc(record.startedAt)},
        {QStringLiteral("finishedAt"), isoUtc(record.finishedAt)},
        {QStringLiteral("outcome"), outcomeId(record.outcome)},
        {QStringLiteral("stoppedAt"), record.stoppedAt}, {QStringLiteral("steps"), steps},
        {QStringLiteral("clientFindings"), toJson(record.clientFindings)},
        {QStringLiteral("dmsFindings"), toJson(record.dmsFindings)},
        {QStringLiteral("certificate"), record.certificatePem},
        {QStringLiteral("deviceIdentifier"), record.deviceIdentifier}, {QStringLiteral("kvnr"), record.kvnr},
        {QStringLiteral("error"), errorToJson(record.error)}};
    return QJsonDocument(session).toJson(QJsonDocument::Indented);
}

Result<RunRecord> sessionFromBytes(const QByteArray &bytes, const QString &path)
{
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &parseError);
    if (!document.isObject())
        return malformed(
            path, QStringLiteral("%1 at %2").arg(parseError.errorString()).arg(parseError.offset));
    const QJsonObject session = document.object();
    if (session.value(QStringLiteral("format")).toString() != QLatin1StringView(formatName))
        return malformed(path, QStringLiteral("format"));
    const int version = session.value(QStringLiteral("version")).toInt();
    if (version < 1 || version > sessionVersion)
        return malformed(path, QStringLiteral("version"));

    SessionReader reader(version);
    RunRecord record;
    record.recipe = reader.text(session, "recipe");
    record.title = reader.text(session, "title");
    record.reader = reader.text(session, "reader");
    record.dms = reader.text(session, "dms");
    record.profile = reader.text(session, "profile");
    record.startedAt = reader.time(session, "startedAt");
    record.finishedAt = reader.time(session, "finishedAt");
    record.outcome = outcomeFromId(reader.text(session, "outcome"));
    record.stoppedAt = reader.text(session, "stoppedAt");
    for (const QJsonValue &value : reader.array(session, "steps"))
        record.steps.append(reader.step(value.toObject()));
    record.clientFindings = findingsFrom(reader.array(session, "clientFindings"));
    record.dmsFindings = findingsFrom(reader.array(session, "dmsFindings"));
    record.certificatePem = reader.text(session, "certificate");
    record.deviceIdentifier = reader.text(session, "deviceIdentifier");
    record.kvnr = reader.text(session, "kvnr");
    record.error = errorFromJson(session.value(QStringLiteral("error")));
    if (!reader.wrong.isEmpty())
        return malformed(path, reader.wrong);
    return record;
}

} // namespace dsr

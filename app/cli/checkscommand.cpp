#include "app/cli/answers.h"
#include "app/cli/command.h"
#include "core/check/registry.h"

#include <QCoreApplication>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::ChecksCommand)
};

/// "registration, attestation; both": what stands before the platform.
QStringList subjectsOf(const CheckInfo &check)
{
    QStringList subjects;
    for (const QString &subject :
        ascii(check.appliesTo).section(QLatin1Char(';'), 0, 0).split(QLatin1Char(',')))
        subjects.append(subject.trimmed());
    return subjects;
}

QJsonObject toJson(const CheckInfo &check)
{
    return {{QStringLiteral("id"), ascii(check.id)}, {QStringLiteral("title"), checkTitle(ascii(check.id))},
        {QStringLiteral("clause"), ascii(check.clause)}, {QStringLiteral("platform"), checkPlatform(check)},
        {QStringLiteral("error"), orNull(ascii(check.errorCode))},
        {QStringLiteral("appliesTo"), QJsonArray::fromStringList(subjectsOf(check))}};
}

Result<ExitCode> listChecks(Context &context)
{
    if (context.json) {
        QJsonArray list;
        for (const CheckInfo &check : allChecks())
            list.append(toJson(check));
        context.console.document(list);
        return ExitCode::Done;
    }
    for (const CheckInfo &check : allChecks())
        context.console.line(ascii(check.id).leftJustified(36) + checkTitle(ascii(check.id)));
    return ExitCode::Done;
}

} // namespace

Command checksCommand()
{
    return {.name = ascii("checks"),
        .arguments = {},
        .summary = Text::tr("Lists every check that the program knows."),
        .details = {},
        .options = {},
        .run = listChecks};
}

} // namespace dsr

#include "app/cli/answers.h"
#include "app/cli/command.h"
#include "core/base/encoding.h"

#include <QCoreApplication>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::TestBedCommands)
};

QJsonObject toJson(const TestBed &bed)
{
    QJsonArray roots;
    for (const TestBedRoot &root : testBedRoots(bed)) {
        roots.append(QJsonObject{{QStringLiteral("role"), root.role},
            {QStringLiteral("subject"), root.certificate.subject().text()},
            {QStringLiteral("sha256"), hexText(root.certificate.sha256Fingerprint())},
            {QStringLiteral("notAfter"), isoUtc(root.certificate.notAfter())}});
    }
    return {{QStringLiteral("created"), isoUtc(bed.created)}, {QStringLiteral("roots"), roots}};
}

void answer(const TestBed &bed, Context &context)
{
    if (context.json) {
        context.console.document(toJson(bed));
        return;
    }
    context.console.line(
        Text::tr("Test certificates made %1 in %2").arg(isoUtc(bed.created), context.dataDir));
    for (const TestBedRoot &root : testBedRoots(bed)) {
        context.console.line();
        context.console.line(root.role.leftJustified(12) + root.certificate.subject().text());
        context.console.line(QString(12, QLatin1Char(' '))
            + Text::tr("valid until %1").arg(isoUtc(root.certificate.notAfter())));
        context.console.line(QString(12, QLatin1Char(' ')) + QStringLiteral("SHA-256 ")
            + hexText(root.certificate.sha256Fingerprint()));
    }
}

Result<ExitCode> show(Context &context)
{
    const auto bed = openTestBed(context.dataDir, context.clock);
    if (!bed)
        return fail(bed.error());
    answer(*bed, context);
    return ExitCode::Done;
}

Result<ExitCode> reset(Context &context)
{
    const auto bed = resetTestBed(context.dataDir, context.clock);
    if (!bed)
        return fail(bed.error());
    answer(*bed, context);
    return ExitCode::Done;
}

Result<ExitCode> exportTo(Context &context)
{
    const auto bed = openTestBed(context.dataDir, context.clock);
    if (!bed)
        return fail(bed.error());
    const QString folder = context.arguments.first();
    const auto files = exportTestBed(*bed, folder, context.has("with-keys"));
    if (!files)
        return fail(files.error());
    if (context.json) {
        QJsonObject document = toJson(*bed);
        document.insert(QStringLiteral("files"), QJsonArray::fromStringList(*files));
        context.console.document(document);
        return ExitCode::Done;
    }
    for (const QString &file : *files)
        context.console.line(folder + QLatin1Char('/') + file);
    return ExitCode::Done;
}

} // namespace

QList<Command> testBedCommands()
{
    return {{.name = ascii("testbed show"),
                .arguments = {},
                .summary = Text::tr("Shows the roots of this computer's test certificates."),
                .details = {},
                .options = {},
                .run = show},
        {.name = ascii("testbed export"),
            .arguments = ascii("DIR"),
            .argumentCount = 1,
            .summary = Text::tr("Writes the test certificates as PEM files into a folder."),
            .details = {},
            .options = {flag(
                "with-keys", Text::tr("Also writes their private keys, readable by you alone."))},
            .run = exportTo},
        {.name = ascii("testbed reset"),
            .arguments = {},
            .summary = Text::tr("Throws the test certificates away and makes new ones."),
            .details =
                Text::tr("Everything issued with the old ones becomes worthless: client certificates of "
                         "registered devices, too. The registration store is not touched."),
            .options = {},
            .run = reset}};
}

} // namespace dsr

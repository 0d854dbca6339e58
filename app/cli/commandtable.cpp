#include "app/cli/command.h"

#include <QCoreApplication>

namespace dsr {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::CommandTable)
};
} // namespace

WorkbenchSetup Context::workbenchSetup() const
{
    return {.dataDir = dataDir,
        .clock = &clock,
        .randomness = &randomness,
        .storePath = {},
        .tls = {},
        .mtls = {},
        .mode = modeOf(settings.text(Setting::Mode)),
        .cardImage = cardImage};
}

PinPadStructure Context::pinPad() const
{
    return pinPadStructureFromId(settings.text(Setting::PinPad)).value_or(PinPadStructure::Auto);
}

QList<QCommandLineOption> globalOptions()
{
    QCommandLineOption help({ascii("h"), ascii("help")}, Text::tr("Shows this help."));
    return {flag("json",
                Text::tr("Answers with one JSON document; commands that go on, with one object per line.")),
        valued("lang", "de|en", Text::tr("Language of all texts.")),
        valued("data-dir", "DIR", Text::tr("Folder of test certificates and registration store.")),
        valued("at", "TIME|now", Text::tr("The time that counts (ISO 8601, UTC unless it says otherwise).")),
        valued("seed", "N", Text::tr("Makes nonces and identifiers repeatable; keys stay random.")),
        flag("verbose", Text::tr("Also tells technical facts.")),
        flag("version", Text::tr("Shows the version.")), help};
}

QList<Command> allCommands()
{
    QList<Command> commands = cardCommands();
    commands += pinCommands();
    commands.append(registerCommand());
    commands += dmsCommands();
    commands += testBedCommands();
    commands += sessionCommands();
    commands += inspectCommands();
    commands += trustCommands();
    commands.append(checksCommand());
    return commands;
}

QCommandLineOption flag(const char *name, const QString &description)
{
    return {ascii(name), description};
}

QCommandLineOption valued(const char *name, const char *valueName, const QString &description)
{
    return {ascii(name), description, ascii(valueName)};
}

QString ascii(const char *text)
{
    return QString::fromLatin1(text);
}

Mode modeOf(const QString &text)
{
    return text == QLatin1StringView("lenient") ? Mode::Lenient : Mode::Strict;
}

std::unexpected<Error> wrongUsage(const QString &reason)
{
    return fail(ErrorCode::UsageInvalid, QStringLiteral("options"), {{QStringLiteral("reason"), reason}});
}

Result<QString> oneOf(const char *option, const QString &value, const QStringList &allowed)
{
    if (value.isEmpty() || allowed.contains(value))
        return value;
    return wrongUsage(Text::tr("“%1” is no value for --%2; possible values: %3.")
            .arg(value, ascii(option), allowed.join(QStringLiteral(", "))));
}

QList<QCommandLineOption> readerOptions()
{
    return {valued("reader", "R", Text::tr("Card reader, by the name that “readers” shows.")),
        flag("virtual-card",
            Text::tr("The built-in card; with a file name behind it, the card in that card image."))};
}

Result<QString> chosenReader(const Context &context)
{
    if (context.has("reader") && context.has("virtual-card"))
        return wrongUsage(Text::tr("--reader and --virtual-card exclude each other."));
    return context.has("virtual-card") ? QString() : context.value("reader", Setting::Reader);
}

} // namespace dsr

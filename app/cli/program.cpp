#include "app/cli/program.h"

#include "app/cli/answers.h"
#include "app/cli/command.h"
#include "app/cli/help.h"
#include "core/base/advice.h"
#include "core/base/language.h"

#include <QCoreApplication>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::Program)
};

/// The command whose name the words begin with.
std::optional<Command> commandOf(const QStringList &words)
{
    for (const Command &command : allCommands()) {
        const QStringList name = command.name.split(QLatin1Char(' '));
        if (words.mid(0, name.size()) == name)
            return command;
    }
    return std::nullopt;
}

void tell(const Error &error, bool json, bool verbose, Console &console)
{
    const Advice advice = adviceFor(error);
    console.note(console.coloured(advice.title, Colour::Bad));
    console.note(advice.action);
    if (verbose)
        console.note(console.coloured(technicalText(error), Colour::Quiet));
    if (json && !console.hasWritten())
        console.document(QJsonObject{{QStringLiteral("error"), toJson(error)}});
}

Result<std::unique_ptr<Clock>> clockOf(const QString &at)
{
    if (at.isEmpty() || at == QLatin1StringView("now"))
        return std::make_unique<SystemClock>();
    QDateTime time = QDateTime::fromString(at, Qt::ISODateWithMs);
    if (!time.isValid())
        return wrongUsage(Text::tr("“%1” is not a time like 2026-08-01T12:00:00Z.").arg(at));
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return std::make_unique<FixedClock>(time.toUTC());
}

Result<std::unique_ptr<Randomness>> randomnessOf(const QString &seed)
{
    if (seed.isEmpty())
        return std::make_unique<SystemRandomness>();
    bool isNumber = false;
    const quint64 number = seed.toULongLong(&isNumber);
    if (!isNumber)
        return wrongUsage(Text::tr("“%1” is not a number for --seed.").arg(seed));
    return std::make_unique<SeededRandomness>(number);
}

bool isGiven(const QString &option, const Command &command, const QCommandLineParser &given)
{
    return std::any_of(command.options.cbegin(), command.options.cend(), [&](const QCommandLineOption &one) {
        return one.names().contains(option);
    }) && given.isSet(option);
}

Result<ExitCode> runCommand(const Command &command, Context &context)
{
    // An option cannot have a value or none, so the value is the argument that is too many.
    const bool takesImage = isGiven(ascii("virtual-card"), command, context.given);
    if (takesImage && context.arguments.size() == command.argumentCount + 1)
        context.cardImage = context.arguments.takeLast();
    const bool tooMany = context.arguments.size() > command.argumentCount && !command.takesMore;
    if (tooMany || context.arguments.size() < command.argumentCount) {
        return wrongUsage(!tooMany
                ? Text::tr("The command “%1” needs: %2.").arg(command.name, command.arguments)
                : Text::tr("“%1” is too much for the command “%2”.")
                      .arg(context.arguments.at(command.argumentCount), command.name));
    }
    const auto exitCode = command.run(context);
    if (!exitCode)
        return fail(exitCode.error());
    if (const auto written = context.console.written(); !written)
        return fail(written.error());
    return exitCode;
}

/// Everything behind the choice of the command.
Result<ExitCode> perform(const Command &command, const QCommandLineParser &given, const QStringList &rest,
    const Settings &settings, Console &console, Interrupt &interrupt)
{
    const auto clock = clockOf(given.value(QStringLiteral("at")));
    if (!clock)
        return fail(clock.error());
    const auto randomness = randomnessOf(given.value(QStringLiteral("seed")));
    if (!randomness)
        return fail(randomness.error());
    const QString dataDir = given.value(QStringLiteral("data-dir"));
    Context context{.given = given,
        .arguments = rest,
        .settings = settings,
        .console = console,
        .interrupt = interrupt,
        .clock = **clock,
        .randomness = **randomness,
        .dataDir = dataDir.isEmpty() ? settings.dataDir() : dataDir,
        .json = given.isSet(QStringLiteral("json")),
        .verbose = given.isSet(QStringLiteral("verbose"))};
    return runCommand(command, context);
}

} // namespace

ExitCode runProgram(const QStringList &arguments, Console &console, Interrupt &interrupt)
{
    const Settings settings;
    useLanguage(settings.text(Setting::Language));

    // The words of the command end where its first option or argument stands.
    QCommandLineParser leading;
    leading.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsPositionalArguments);
    leading.addOptions(globalOptions());
    leading.parse(arguments);
    const QStringList words = leading.positionalArguments();
    std::optional<Command> command = commandOf(words);

    QCommandLineParser given;
    given.addOptions(globalOptions());
    if (command)
        given.addOptions(command->options);
    const bool understood = given.parse(arguments);
    const bool json = given.isSet(QStringLiteral("json"));
    const bool verbose = given.isSet(QStringLiteral("verbose"));
    const auto end = [&](const Error &error) {
        tell(error, json, verbose, console);
        return exitCodeFor(error.code);
    };

    const auto language = oneOf("lang", given.value(QStringLiteral("lang")), {ascii("de"), ascii("en")});
    if (!language)
        return end(language.error());
    if (!language->isEmpty()) {
        useLanguage(*language);
        command = commandOf(words); // the same with its texts in this language
    }
    if (given.isSet(QStringLiteral("help"))) {
        console.line((command ? helpFor(*command) : helpForAll()).trimmed());
        return ExitCode::Done;
    }
    if (given.isSet(QStringLiteral("version"))) {
        console.line(QStringLiteral("dsrctl " DSR_VERSION));
        return ExitCode::Done;
    }
    if (words.isEmpty()) {
        console.note(helpForAll().trimmed());
        return ExitCode::Usage;
    }
    if (!command) {
        return end(
            wrongUsage(Text::tr("There is no command “%1”.").arg(words.mid(0, 2).join(QLatin1Char(' '))))
                .error());
    }
    if (!understood)
        return end(wrongUsage(given.errorText()).error());
    const QStringList rest = given.positionalArguments().mid(command->name.count(QLatin1Char(' ')) + 1);
    const auto exitCode = perform(*command, given, rest, settings, console, interrupt);
    return exitCode ? *exitCode : end(exitCode.error());
}

} // namespace dsr

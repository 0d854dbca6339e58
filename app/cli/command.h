#pragma once

#include "app/cli/console.h"
#include "app/cli/exitcode.h"
#include "app/cli/interrupt.h"
#include "core/base/settings.h"
#include "core/flow/workbench.h"

#include <QCommandLineOption>
#include <QCommandLineParser>

#include <functional>

namespace dsr {

/// What a command works with: its options and arguments, and what all commands share.
struct Context
{
    const QCommandLineParser &given;
    QStringList arguments; ///< behind the name of the command
    const Settings &settings;
    Console &console;
    Interrupt &interrupt;
    const Clock &clock;
    Randomness &randomness;
    QString dataDir;
    bool json = false;
    bool verbose = false;
    QString cardImage; ///< behind --virtual-card; empty: the card of the test bed

    bool has(const char *option) const { return given.isSet(QString::fromLatin1(option)); }
    QString value(const char *option) const { return given.value(QString::fromLatin1(option)); }
    /// The option, else what is set.
    QString value(const char *option, Setting setting) const
    {
        return has(option) ? value(option) : settings.text(setting);
    }
    /// How readers with keys want the PIN described; automatic unless it is set.
    PinPadStructure pinPad() const;
    /// Made of what is set; options of single commands come on top.
    WorkbenchSetup workbenchSetup() const;
};

/// One verb of the program as data: parsing, help and manual page follow from it.
struct Command
{
    QString name; ///< "card show"
    QString arguments; ///< "FILE|-"; empty: none
    int argumentCount = 0;
    bool takesMore = false; ///< any number of arguments from argumentCount on
    QString summary; ///< one sentence, translated
    QString details; ///< what else one must know, translated; may be empty
    QList<QCommandLineOption> options;
    /// Says how the program ends. An error is told and decides by exitCodeFor.
    std::function<Result<ExitCode>(Context &)> run;
};

/// Options of every command.
QList<QCommandLineOption> globalOptions();

// One group of commands a file; commandtable.cpp joins them.
QList<Command> cardCommands();
QList<Command> pinCommands();
Command registerCommand();
QList<Command> dmsCommands();
QList<Command> testBedCommands();
QList<Command> sessionCommands();
QList<Command> inspectCommands();
QList<Command> trustCommands();
Command checksCommand();
QList<Command> allCommands();

// Shorthands for commands.
QCommandLineOption flag(const char *name, const QString &description);
QCommandLineOption valued(const char *name, const char *valueName, const QString &description);
QString ascii(const char *text);
/// "lenient" or "strict".
Mode modeOf(const QString &text);
/// The error of something that was asked for wrongly; the reason is a translated sentence.
std::unexpected<Error> wrongUsage(const QString &reason);
/// The value of an option that must be one of these texts; empty without the option.
Result<QString> oneOf(const char *option, const QString &value, const QStringList &allowed);

/// `--reader R` and `--virtual-card [IMAGE]`; the image stands among the arguments.
QList<QCommandLineOption> readerOptions();
/// The reader that is asked for: the options, else what is set; empty = the built-in one.
Result<QString> chosenReader(const Context &context);

} // namespace dsr

#include "app/cli/help.h"

#include <QCoreApplication>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::Help)
};

constexpr qsizetype width = 100;

/// Words in lines of our width behind an indentation.
QString wrapped(const QString &text, qsizetype indentation)
{
    QString result;
    qsizetype column = indentation;
    for (const QString &word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (column + word.size() + 1 > width && column > indentation) {
            result += QLatin1Char('\n') + QString(indentation, QLatin1Char(' '));
            column = indentation;
        }
        if (column > indentation)
            result += QLatin1Char(' ');
        result += word;
        column += word.size() + 1;
    }
    return result;
}

/// Two columns: what, and what it means.
QString table(const QList<QPair<QString, QString>> &rows)
{
    qsizetype first = 0;
    for (const auto &[left, right] : rows)
        first = qMax(first, left.size());
    QString result;
    for (const auto &[left, right] : rows) {
        result += QStringLiteral("  ") + left.leftJustified(first + 2) + wrapped(right, first + 4)
            + QLatin1Char('\n');
    }
    return result;
}

QString optionText(const QCommandLineOption &option)
{
    QString text = QStringLiteral("--") + option.names().last();
    for (const QString &name : option.names()) {
        if (name.size() == 1)
            text = QLatin1Char('-') + name + QStringLiteral(", ") + text;
    }
    return option.valueName().isEmpty() ? text : text + QLatin1Char(' ') + option.valueName();
}

QString optionTable(const QList<QCommandLineOption> &options)
{
    QList<QPair<QString, QString>> rows;
    for (const QCommandLineOption &option : options)
        rows.append({optionText(option), option.description()});
    return table(rows);
}

QString commandText(const Command &command)
{
    return command.arguments.isEmpty() ? command.name : command.name + QLatin1Char(' ') + command.arguments;
}

QString globalPart()
{
    return QLatin1Char('\n') + Text::tr("Options of every command:") + QLatin1Char('\n')
        + optionTable(globalOptions());
}

} // namespace

QString helpForAll()
{
    QList<QPair<QString, QString>> commands;
    for (const Command &command : allCommands())
        commands.append({commandText(command), command.summary});
    const QList<QPair<QString, QString>> codes{{QStringLiteral("0"), Text::tr("done, nothing wrong")},
        {QStringLiteral("1"), Text::tr("done, but something was refused or a check failed")},
        {QStringLiteral("2"), Text::tr("wrong usage")}, {QStringLiteral("3"), Text::tr("unreadable input")},
        {QStringLiteral("4"),
            Text::tr("this computer lacks something: card service, reader, card, free port, folder, space")},
        {QStringLiteral("5"), Text::tr("the card refused")},
        {QStringLiteral("6"), Text::tr("network or TLS")}, {QStringLiteral("70"), Text::tr("internal error")},
        {QStringLiteral("130"), Text::tr("interrupted")}};
    return Text::tr("Usage: dsrctl COMMAND [OPTION…]") + QStringLiteral("\n\n")
        + Text::tr("Registers devices with the health card, and serves and inspects what belongs to it.")
        + QStringLiteral("\n\n") + Text::tr("Commands:") + QLatin1Char('\n') + table(commands) + globalPart()
        + QLatin1Char('\n') + Text::tr("Exit codes:") + QLatin1Char('\n') + table(codes) + QLatin1Char('\n')
        + Text::tr("“dsrctl COMMAND --help” tells more about one command.") + QLatin1Char('\n');
}

QString helpFor(const Command &command)
{
    QString text = Text::tr("Usage: dsrctl %1 [OPTION…]").arg(commandText(command)) + QStringLiteral("\n\n");
    text += wrapped(command.summary, 0) + QLatin1Char('\n');
    if (!command.details.isEmpty())
        text += QLatin1Char('\n') + wrapped(command.details, 0) + QLatin1Char('\n');
    if (!command.options.isEmpty())
        text += QLatin1Char('\n') + Text::tr("Options:") + QLatin1Char('\n') + optionTable(command.options);
    return text + globalPart();
}

} // namespace dsr

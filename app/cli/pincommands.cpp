#include "app/cli/answers.h"
#include "app/cli/command.h"
#include "app/cli/operators.h"
#include "core/base/advice.h"
#include "core/flow/managepin.h"
#include "core/flow/run.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::PinCommands)
};

QString sentence(PinTask task)
{
    switch (task) {
    case PinTask::Change:
        return Text::tr("The PIN was changed.");
    case PinTask::Activate:
        return Text::tr("The PIN was set. The PIN from the letter is no longer valid.");
    case PinTask::Unblock:
        return Text::tr("The PIN can be used again.");
    case PinTask::Look:
        break;
    }
    return {};
}

/// The state of the PIN as the run left it; null if it was not reached.
QJsonValue stateOf(const RunRecord &record)
{
    const QJsonObject *last = nullptr;
    QJsonObject state;
    for (const StepRecord &step : record.steps) {
        for (const Artifact &artifact : step.artifacts) {
            if (artifact.name == QLatin1StringView("pin.state")) {
                state = QJsonDocument::fromJson(artifact.bytes).object();
                last = &state;
            }
        }
    }
    return last ? QJsonValue(*last) : QJsonValue();
}

void answer(const RunRecord &record, PinTask task, Context &context)
{
    const QJsonValue state = stateOf(record);
    if (context.json) {
        context.console.document(QJsonObject{{ascii("reader"), record.reader}, {ascii("pin"), state},
            {ascii("error"), record.error ? QJsonValue(toJson(*record.error)) : QJsonValue()}});
    } else if (!record.error) {
        if (task != PinTask::Look)
            context.console.line(sentence(task));
        context.console.line(pinSentence(state.toObject()));
    }
    if (record.error) {
        const Advice advice = adviceFor(*record.error);
        context.console.note(context.console.coloured(advice.title, Colour::Bad));
        context.console.note(advice.action);
        if (context.verbose)
            context.console.note(context.console.coloured(technicalText(*record.error), Colour::Quiet));
    }
}

Result<ExitCode> perform(PinTask task, std::initializer_list<SecretKind> secrets, Context &context)
{
    const auto chosen = chosenReader(context);
    if (!chosen)
        return fail(chosen.error());
    Workbench workbench(context.workbenchSetup());
    const auto source = workbench.cardSource(*chosen);
    if (!source)
        return fail(source.error());
    const auto driver = secretsOperator(context, secrets, nullptr);
    if (!driver)
        return fail(driver.error());
    const QString reader = chosen->isEmpty() ? VirtualSource::readerName() : *chosen;
    Run run(managePin({.cards = *source, .reader = reader, .task = task, .pinPad = context.pinPad()}),
        **driver, context.clock);
    run.note([&](RunRecord &record) { record.reader = reader; });
    const std::stop_callback cancel(context.interrupt.token(), [&] { run.cancel(); });
    const RunRecord record = run.runHere();
    answer(record, task, context);
    return record.error ? exitCodeFor(record.error->code) : ExitCode::Done;
}

Command command(const char *name, PinTask task, std::initializer_list<SecretKind> secrets,
    const QString &summary, const QString &details)
{
    return {.name = ascii(name),
        .arguments = {},
        .summary = summary,
        .details = details,
        .options = readerOptions() + secretOptions(secrets),
        .run = [task, secrets](Context &context) { return perform(task, secrets, context); }};
}

} // namespace

QList<Command> pinCommands()
{
    using enum SecretKind;
    static constexpr std::initializer_list<SecretKind> look{Can};
    static constexpr std::initializer_list<SecretKind> set{Can, Pin, NewPin};
    static constexpr std::initializer_list<SecretKind> unblock{Can, Puk, NewPin};
    return {
        command("pin show", PinTask::Look, look, Text::tr("Shows the state of the PIN; costs no try."), {}),
        command("pin change", PinTask::Change, set, Text::tr("Changes the PIN."),
            Text::tr("The tries left are told first. What is not in a file is asked for on the terminal, or "
                     "at the reader if it has keys.")),
        command("pin activate", PinTask::Activate, set, Text::tr("Sets the first PIN of the holder."),
            Text::tr("--pin-file then gives the transport PIN from the insurer's letter; a wrong one costs a "
                     "try.")),
        command("pin unblock", PinTask::Unblock, unblock,
            Text::tr("Unblocks the PIN with the PUK and sets a new one."),
            Text::tr("Every use of the PUK counts, a right one too; the card allows ten."))};
}

} // namespace dsr

#include "app/cli/answers.h"
#include "app/cli/command.h"
#include "app/cli/operators.h"
#include "core/base/advice.h"
#include "core/base/files.h"
#include "core/check/kvnr.h"
#include "core/flow/report.h"
#include "core/flow/run.h"
#include "core/flow/sessionfile.h"

#include <QCoreApplication>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::RegisterCommand)
};

constexpr std::initializer_list<SecretKind> registerSecrets{SecretKind::Can, SecretKind::Pin};

// --- what is asked for

Result<std::optional<DmsAddress>> chosenDms(const Context &context)
{
    if (context.has("dms") && context.has("local-dms"))
        return wrongUsage(Text::tr("--dms and --local-dms exclude each other."));
    const QString url = context.has("local-dms") ? QString() : context.value("dms", Setting::DmsUrl);
    if (url.isEmpty()) {
        if (context.has("dms-ca"))
            return wrongUsage(Text::tr("--dms-ca goes with --dms; the local DMS is trusted by itself."));
        return std::nullopt;
    }
    const auto address = remoteDms(url, context.value("dms-ca", Setting::DmsCa));
    if (!address)
        return fail(address.error());
    return *address;
}

Result<RegistrationChoice> choiceOf(const Context &context)
{
    const auto device = oneOf("device", context.value("device"), {ascii("android")});
    if (!device)
        return fail(device.error());
    const auto reader = chosenReader(context);
    if (!reader)
        return fail(reader.error());
    const auto dms = chosenDms(context);
    if (!dms)
        return fail(dms.error());
    const auto profile =
        oneOf("profile", context.value("profile", Setting::Profile), {ascii("rfc"), ascii("gms")});
    if (!profile)
        return fail(profile.error());
    return RegistrationChoice{.reader = *reader,
        .dms = *dms,
        .profile = *profile == QLatin1StringView("gms") ? Profile::Gms : Profile::Rfc,
        .pinPad = context.pinPad(),
        .identityFolder = context.value("out")};
}

/// Whoever enters the secrets. `cardInReader` as in TestPinOperator.
Result<std::unique_ptr<Operator>> operatorOf(
    const Context &context, Workbench &workbench, std::function<QByteArray()> cardInReader)
{
    if (context.has("test-pin") && context.has("pin-file"))
        return wrongUsage(Text::tr("--test-pin and --pin-file exclude each other."));
    std::unique_ptr<Operator> other;
    if (context.has("test-pin")) {
        const auto bed = workbench.testBed();
        if (!bed)
            return fail(bed.error());
        other = std::make_unique<TestPinOperator>(**bed, std::move(cardInReader));
    }
    if (!other && !context.has("pin-file") && !Terminal::open()) {
        return wrongUsage(Text::tr("There is no terminal to ask for the PIN; use --pin-file, or --test-pin "
                                   "for the built-in card."));
    }
    return secretsOperator(context, registerSecrets, std::move(other));
}

// --- progress

void tellStep(int index, qsizetype count, const StepRecord &step, Context &context)
{
    if (step.status != StepStatus::Done && step.status != StepStatus::Failed)
        return;
    Console &console = context.console;
    const bool isDone = step.status == StepStatus::Done;
    console.note(stepLine(
        index, count, step, console.coloured(statusWord(step.status), isDone ? Colour::Good : Colour::Bad)));
    if (!context.verbose)
        return;
    for (const Artifact &artifact : step.artifacts)
        console.note(console.coloured(
            QStringLiteral("       %1 (%2)").arg(artifact.name).arg(artifact.bytes.size()), Colour::Quiet));
}

// --- result

/// Token, session and report into the folder, as far as they exist. Key and certificate were written by the
/// run itself.
Result<void> store(const RunRecord &record, const QString &folder)
{
    const auto write = [&](const char *name, const QByteArray &bytes) {
        return writeFile(folder + QLatin1Char('/') + ascii(name), bytes, FileAccess::OwnerOnly);
    };
    if (const Artifact *token = record.artifact(QStringLiteral("token"))) {
        if (const auto written = write("token.jws", token->bytes); !written)
            return written;
    }
    if (const auto written = write("session.dsrsession", sessionBytes(record)); !written)
        return written;
    return write("report.html", htmlReport(record));
}

void answer(const RunRecord &record, Context &context)
{
    Console &console = context.console;
    if (context.json)
        console.document(toJson(record));
    else
        console.line(outcomeSentence(record.outcome));
    if (record.outcome == Outcome::Registered && !context.json) {
        console.line(Text::tr("Insurance number: %1").arg(maskedKvnr(record.kvnr)));
        console.line(Text::tr("Device: %1").arg(record.deviceIdentifier));
    }
    if (record.error) {
        console.note(adviceFor(*record.error).title);
        console.note(adviceFor(*record.error).action);
        // A refusal is for those who ask the service why, so its code and check are always told.
        if (context.verbose || record.error->code == ErrorCode::DmsRefused)
            console.note(console.coloured(technicalText(*record.error), Colour::Quiet));
    }
}

Result<RunRecord> runRegistration(Context &context)
{
    const auto choice = choiceOf(context);
    if (!choice)
        return fail(choice.error());
    Workbench workbench(context.workbenchSetup());
    Run *current = nullptr;
    const auto driver = operatorOf(context, workbench, [&] {
        const RunRecord record = current->record();
        const Artifact *certificate = record.artifact(QStringLiteral("card.certificate"));
        return certificate ? certificate->bytes : QByteArray();
    });
    if (!driver)
        return fail(driver.error());
    if (!choice->identityFolder.isEmpty()) {
        if (const auto made = makePrivateFolder(choice->identityFolder); !made)
            return fail(made.error());
    }
    const auto prepared = workbench.prepare(*choice);
    if (!prepared)
        return fail(prepared.error());

    const Recipe recipe = registerDevice(prepared->setup);
    Run run(recipe, **driver, context.clock);
    current = &run;
    run.note([&](RunRecord &record) {
        record.reader = prepared->setup.reader;
        record.dms = prepared->dms->address().tls.toString();
        record.profile = prepared->setup.profile == Profile::Gms ? ascii("gms") : ascii("rfc");
    });
    QObject::connect(&run, &Run::stepChanged, &run,
        [&](int index, const StepRecord &step) { tellStep(index, recipe.steps.size(), step, context); });
    const std::stop_callback cancel(context.interrupt.token(), [&] { run.cancel(); });
    return run.runHere();
}

Result<ExitCode> registerAndTell(Context &context)
{
    auto record = runRegistration(context);
    if (!record) {
        // Stopped before the first step: the answer has its shape all the same.
        RunRecord nothing;
        nothing.outcome = Outcome::Failed;
        nothing.error = record.error();
        if (context.json)
            context.console.document(toJson(nothing));
        return fail(record.error());
    }
    const bool wasCancelled =
        record->outcome == Outcome::Failed && record->error && record->error->code == ErrorCode::Cancelled;
    if (context.has("out") && !wasCancelled) {
        if (const auto stored = store(*record, context.value("out")); !stored) {
            record->error = stored.error();
            if (context.json)
                context.console.document(toJson(*record));
            return fail(stored.error());
        }
    }
    answer(*record, context);
    return record->error ? exitCodeFor(record->error->code) : ExitCode::Done;
}

} // namespace

Command registerCommand()
{
    return {.name = ascii("register"),
        .arguments = {},
        .summary = Text::tr("Registers a device with the health card: one whole registration."),
        .details =
            Text::tr("If nothing else is said: built-in card, simulated Android phone, local DMS. The PIN is "
                     "asked for on the terminal after the tries left were told, or comes from a file. "
                     "From a file it is tried once, and never as the last try unless --use-last-try "
                     "says so. An interrupted registration leaves no files, unless the service had "
                     "registered the device by then."),
        .options = readerOptions() + secretOptions(registerSecrets)
            + QList<QCommandLineOption>{valued("device", "android", Text::tr("Kind of the simulated phone.")),
                valued("dms", "URL", Text::tr("Address of another DMS, like https://host:port.")),
                flag("local-dms", Text::tr("The built-in DMS, started for this registration.")),
                valued("dms-ca", "FILE",
                    Text::tr(
                        "PEM file with the authorities that the DMS is trusted by; without it no other DMS "
                        "is trusted.")),
                valued("profile", "rfc|gms", Text::tr("Dialect of the token.")),
                flag("test-pin", Text::tr("Uses the PIN of the built-in card, for that card only.")),
                valued("out", "DIR",
                    Text::tr("Folder for token.jws, certificate.pem, key.pem, session.dsrsession and "
                             "report.html."))},
        .run = registerAndTell};
}

} // namespace dsr

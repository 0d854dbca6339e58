#include "app/cli/answers.h"
#include "app/cli/command.h"
#include "core/base/encoding.h"
#include "core/check/jointjudgement.h"
#include "core/decode/inspect.h"
#include "core/flow/inspectionreport.h"
#include "core/flow/inspectionterms.h"
#include "core/flow/truststore.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::InspectCommands)
};

struct Input
{
    InspectionPtr inspection;
    QList<Finding> findings;
};

Result<DataKind> kindOf(const Context &context)
{
    if (!context.has("as"))
        return DataKind::Guess;
    const auto kind = dataKindFromId(context.value("as"));
    if (!kind) {
        return wrongUsage(Text::tr("“%1” is no kind of data; possible kinds: %2.")
                .arg(context.value("as"), dataKindIds().join(QStringLiteral(", "))));
    }
    return *kind;
}

Result<Expectations> expectationsOf(const Context &context)
{
    Expectations expected;
    const QStringList given = context.given.values(ascii("expect"));
    for (const QString &pair : given) {
        const qsizetype sign = pair.indexOf(QLatin1Char('='));
        if (sign < 0)
            return wrongUsage(Text::tr("--expect needs NAME=VALUE, not “%1”.").arg(pair));
        if (const auto set = expect(expected, pair.left(sign), pair.mid(sign + 1)); !set)
            return fail(set.error());
    }
    return expected;
}

Result<QList<TrustSnapshot>> trustFor(const Context &context)
{
    const TrustStore store(context.dataDir);
    const QStringList names = context.given.values(ascii("trust"));
    if (names.isEmpty())
        return store.all();
    QList<TrustSnapshot> trust;
    for (const QString &name : names) {
        auto snapshot = store.find(name);
        if (!snapshot)
            return fail(snapshot.error());
        trust.append(std::move(*snapshot));
    }
    return trust;
}

/// The keys given, as Play hands them out (both base64, android-attestation 13), else those of the test bed.
Result<PlayKeys> playKeysFor(const Context &context)
{
    if (context.has("play-decryption-key") != context.has("play-verification-key"))
        return wrongUsage(Text::tr("A Play Integrity token needs both keys."));
    if (!context.has("play-decryption-key"))
        return TrustStore(context.dataDir).playKeys();
    constexpr qsizetype keySize = 32;
    const auto text = readSecret(context.value("play-decryption-key"), context.interrupt.token());
    if (!text)
        return fail(text.error());
    Result<QByteArray> key = fail(ErrorCode::InputMalformed);
    text->use([&](QByteArrayView base64) { key = fromBase64(base64, Base64Form::Any); });
    const auto spki = readInput(context.value("play-verification-key"), context.interrupt.token());
    if (!spki)
        return fail(spki.error());
    const auto der = fromBase64(spki->trimmed(), Base64Form::Any);
    const auto verification = der ? PublicKey::fromSpki(*der) : Result<PublicKey>(fail(der.error()));
    if (!key || key->size() != keySize || !verification) {
        return fail(ErrorCode::InputMalformed, QStringLiteral("Play Integrity keys"),
            {{QStringLiteral("path"), context.value("play-decryption-key")},
                {QStringLiteral("reason"), QStringLiteral("not two keys in base64")}});
    }
    return PlayKeys{
        .decryption = std::make_shared<const Secret>(std::move(*key)), .verification = *verification};
}

Result<Terms> termsFor(const Context &context)
{
    const auto profile =
        judgeProfileFromId(context.has("profile") ? context.value("profile") : ascii("strict"));
    if (!profile)
        return fail(
            oneOf("profile", context.value("profile"), {ascii("strict"), ascii("lenient"), ascii("wallet")})
                .error());
    auto expected = expectationsOf(context);
    if (!expected)
        return fail(expected.error());
    auto trust = trustFor(context);
    if (!trust)
        return fail(trust.error());
    const auto playKeys = playKeysFor(context);
    if (!playKeys)
        return fail(playKeys.error());
    return termsOf({.time = context.clock.now(),
        .profile = *profile,
        .trust = *trust,
        .expected = *expected,
        .playKeys = *playKeys});
}

Result<InspectionPtr> inspectFile(
    const QString &name, DataKind kind, const Context &context, const TokenOpener &opener = {})
{
    const auto bytes = readInput(name, context.interrupt.token());
    if (!bytes)
        return fail(bytes.error());
    return inspect(
        *bytes, kind, name == QLatin1StringView("-") ? ascii("stdin") : QFileInfo(name).fileName(), opener);
}

bool hasFailed(const QList<Finding> &findings)
{
    return std::any_of(findings.cbegin(), findings.cend(),
        [](const Finding &finding) { return finding.status == FindingStatus::Fail; });
}

void print(const QList<Input> &inputs, const QString &format, Context &context)
{
    const PersonalData personal = context.has("personal") ? PersonalData::Shown : PersonalData::Masked;
    if (format == QLatin1StringView("json") && inputs.size() == 1)
        return context.console.document(inspectionJson(*inputs.first().inspection, inputs.first().findings));
    QJsonArray array;
    for (const Input &input : inputs) {
        if (format == QLatin1StringView("json"))
            array.append(inspectionJson(*input.inspection, input.findings));
        else if (format == QLatin1StringView("html"))
            context.console.bytes(inspectionHtml(*input.inspection, input.findings, personal));
        else
            context.console.bytes(inspectionText(*input.inspection, input.findings, personal).toUtf8());
    }
    if (format == QLatin1StringView("json"))
        context.console.document(array);
}

/// What was judged as one is said beside the answer, whose form is the same as for each file alone.
void tellChains(const JointJudgement &judgement, Context &context)
{
    for (const QList<int> &chain : judgement.chains) {
        QStringList names;
        for (const int file : chain)
            names.append(context.arguments.at(file));
        context.console.note(Text::tr("Judged as one chain: %1").arg(names.join(QStringLiteral(", "))));
    }
}

Result<ExitCode> inspectFiles(Context &context)
{
    const auto format =
        oneOf("format", context.value("format"), {ascii("text"), ascii("json"), ascii("html")});
    if (!format)
        return fail(format.error());
    const auto kind = kindOf(context);
    if (!kind)
        return fail(kind.error());
    const auto terms = termsFor(context);
    if (!terms)
        return fail(terms.error());
    if (*format == QLatin1StringView("html") && context.arguments.size() > 1)
        return wrongUsage(Text::tr("A page can hold one file only."));
    QList<InspectionPtr> files;
    for (const QString &name : std::as_const(context.arguments)) {
        const auto inspection = inspectFile(name, *kind, context, tokenOpener(terms->playKeys));
        if (!inspection)
            return fail(inspection.error());
        files.append(*inspection);
    }
    const JointJudgement judgement = judgeTogether(files, *terms);
    QList<Input> inputs;
    bool failed = false;
    for (qsizetype i = 0; i < files.size(); ++i) {
        inputs.append({files.at(i), judgement.findings.at(i)});
        failed = failed || hasFailed(inputs.last().findings);
    }
    tellChains(judgement, context);
    print(inputs, context.json ? ascii("json") : *format, context);
    return failed ? ExitCode::Refused : ExitCode::Done;
}

Result<ExitCode> diffFiles(Context &context)
{
    const auto kind = kindOf(context);
    if (!kind)
        return fail(kind.error());
    const auto left = inspectFile(context.arguments.at(0), *kind, context);
    if (!left)
        return fail(left.error());
    const auto right = inspectFile(context.arguments.at(1), *kind, context);
    if (!right)
        return fail(right.error());
    const QList<Difference> differences = compare(**left, **right);
    if (context.json) {
        context.console.document(toJson(differences));
    } else {
        for (const Difference &difference : differences) {
            context.console.line(difference.path.isEmpty() ? Text::tr("(the whole)") : difference.path);
            if (difference.kind != Difference::Kind::Added)
                context.console.line(ascii("  - ") + difference.left);
            if (difference.kind != Difference::Kind::Removed)
                context.console.line(ascii("  + ") + difference.right);
        }
        if (differences.isEmpty())
            context.console.line(Text::tr("The two mean the same."));
    }
    return ExitCode::Done;
}

} // namespace

QList<Command> inspectCommands()
{
    const QCommandLineOption as =
        valued("as", "KIND", Text::tr("What the bytes are, if it shall not be guessed."));
    return {
        {.name = ascii("inspect"),
            .arguments = ascii("FILE|-..."),
            .argumentCount = 1,
            .takesMore = true,
            .summary = Text::tr("Takes anything apart to the last byte and judges it."),
            .details =
                Text::tr("Tokens, certificates and chains, requests, attestations, card data. The exit "
                         "code is 1 if a check failed; checks whose input is missing are not checked. "
                         "Certificates of one attestation chain may come in several files, in any order."),
            .options = {as,
                valued("trust", "FILE",
                    Text::tr("Trust anchors: a name that “trust list” shows, or a file; may be given several "
                             "times. Without it, all known snapshots count.")),
                valued("profile", "strict|lenient|wallet",
                    Text::tr("By which rules: strict ones, those of the reference service, those of Google "
                             "Wallet.")),
                valued("expect", "NAME=VALUE",
                    Text::tr("What the evidence must hold; bytes as base64. Names: %1.")
                        .arg(expectationNames().join(QStringLiteral(", ")))),
                valued("play-decryption-key", "FILE",
                    Text::tr("Opens Play Integrity tokens: the decryption key, base64.")),
                valued("play-verification-key", "FILE", Text::tr("The verification key to it, base64.")),
                valued("format", "text|json|html", Text::tr("Form of the answer.")),
                flag("personal", Text::tr("Shows personal data in texts and pages."))},
            .run = inspectFiles},
        {.name = ascii("diff"),
            .arguments = ascii("FILE FILE"),
            .argumentCount = 2,
            .summary = Text::tr("Shows where two files differ in meaning."),
            .details = Text::tr("White space, the order of members and other mere form are no difference."),
            .options = {as},
            .run = diffFiles}};
}

} // namespace dsr

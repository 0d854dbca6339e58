#include "app/cli/answers.h"
#include "app/cli/command.h"
#include "core/base/encoding.h"
#include "core/check/inspectionjudge.h"
#include "core/check/registry.h"
#include "core/decode/inspect.h"
#include "core/flow/inspectionterms.h"
#include "core/flow/truststore.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::TrustCommands)
};

QJsonObject toJson(const TrustAnchor &anchor)
{
    return {{QStringLiteral("role"), trustRoleId(anchor.role)},
        {QStringLiteral("subject"), anchor.certificate.subject().text()},
        {QStringLiteral("sha256"), hexText(anchor.certificate.sha256Fingerprint())},
        {QStringLiteral("notAfter"), isoUtc(anchor.certificate.notAfter())},
        {QStringLiteral("origin"), anchor.origin}, {QStringLiteral("simulated"), anchor.isSimulated()},
        {QStringLiteral("testOnly"), anchor.isTestOnly()}};
}

QJsonObject toJson(const TrustSnapshot &snapshot)
{
    QJsonArray anchors;
    for (const TrustAnchor &anchor : snapshot.anchors)
        anchors.append(toJson(anchor));
    return {{QStringLiteral("name"), snapshot.name}, {QStringLiteral("date"), isoUtc(snapshot.date)},
        {QStringLiteral("origin"), orNull(snapshot.origin)}, {QStringLiteral("anchors"), anchors},
        {QStringLiteral("statusList"), !snapshot.statusList.isEmpty()}};
}

void print(const TrustSnapshot &snapshot, Console &console)
{
    console.line(QStringLiteral("%1  %2").arg(snapshot.name, isoUtc(snapshot.date)));
    for (const TrustAnchor &anchor : snapshot.anchors) {
        console.line(QStringLiteral("  %1 %2")
                .arg(trustRoleId(anchor.role), -18)
                .arg(anchor.certificate.subject().text()));
        console.line(QStringLiteral("  %1 %2")
                .arg(QString(), -18)
                .arg(hexText(anchor.certificate.sha256Fingerprint())));
    }
    if (!snapshot.statusList.isEmpty())
        console.line(QStringLiteral("  ") + Text::tr("with a status list"));
}

Result<ExitCode> list(Context &context)
{
    const auto snapshots = TrustStore(context.dataDir).all();
    if (!snapshots)
        return fail(snapshots.error());
    QJsonArray array;
    for (const TrustSnapshot &snapshot : *snapshots) {
        array.append(toJson(snapshot));
        if (!context.json)
            print(snapshot, context.console);
    }
    if (context.json)
        context.console.document(array);
    return ExitCode::Done;
}

Result<TrustRole> roleOf(const Context &context)
{
    if (!context.has("role"))
        return TrustRole::Any;
    const auto role = trustRoleFromId(context.value("role"));
    if (!role)
        return wrongUsage(Text::tr("“%1” is no role of a trust anchor.").arg(context.value("role")));
    return *role;
}

Result<std::optional<Certificate>> signerOf(const Context &context)
{
    if (!context.has("signer"))
        return std::nullopt;
    const auto pem = readInput(context.value("signer"), context.interrupt.token());
    if (!pem)
        return fail(pem.error());
    const auto signer = Certificate::fromPem(*pem);
    if (!signer)
        return fail(signer.error());
    return *signer;
}

Result<TrustFile> fileOf(const Context &context)
{
    const auto role = roleOf(context);
    if (!role)
        return fail(role.error());
    const QString path = context.arguments.first();
    const auto bytes = readInput(path, context.interrupt.token());
    if (!bytes)
        return fail(bytes.error());
    const auto signer = signerOf(context);
    if (!signer)
        return fail(signer.error());
    return TrustFile{.bytes = *bytes,
        .name = QFileInfo(path).fileName(),
        .role = *role,
        .signer = *signer,
        .keptAs = context.value("name")};
}

Result<ExitCode> import(Context &context)
{
    const auto file = fileOf(context);
    if (!file)
        return fail(file.error());
    const auto snapshot = readTrust(*file, context.clock.now());
    if (!snapshot)
        return fail(snapshot.error());
    if (const auto kept = TrustStore(context.dataDir).keep(*snapshot); !kept)
        return fail(kept.error());
    if (context.json)
        context.console.document(toJson(*snapshot));
    else
        print(*snapshot, context.console);
    return ExitCode::Done;
}

/// A check whose result depends on which of the two snapshots counts.
struct Flip
{
    QString check;
    QString path;
    FindingStatus first;
    FindingStatus second;
};

Result<QList<Flip>> flipsOf(const TrustSnapshot &first, const TrustSnapshot &second, const Context &context)
{
    QList<Flip> flips;
    if (!context.has("evidence"))
        return flips;
    const auto bytes = readInput(context.value("evidence"), context.interrupt.token());
    if (!bytes)
        return fail(bytes.error());
    const InspectionPtr inspection = inspect(*bytes);
    const auto judged = [&](const TrustSnapshot &trust) {
        return judgeInspection(
            *inspection, termsOf({.time = context.clock.now(), .trust = {trust}, .expected = {}}));
    };
    const QList<Finding> before = judged(first);
    const QList<Finding> after = judged(second);
    for (const Finding &finding : before) {
        for (const Finding &other : after) {
            if (other.check == finding.check && other.path == finding.path && other.status != finding.status)
                flips.append({finding.check, finding.path, finding.status, other.status});
        }
    }
    return flips;
}

Result<ExitCode> diff(Context &context)
{
    const TrustStore store(context.dataDir);
    const auto first = store.find(context.arguments.at(0));
    if (!first)
        return fail(first.error());
    const auto second = store.find(context.arguments.at(1));
    if (!second)
        return fail(second.error());
    const auto flips = flipsOf(*first, *second, context);
    if (!flips)
        return fail(flips.error());
    QJsonArray differences;
    for (const TrustDifference &difference : compare(*first, *second)) {
        differences.append(QJsonObject{
            {QStringLiteral("kind"), difference.added ? ascii("added") : ascii("removed")},
            {QStringLiteral("what"), difference.what}, {QStringLiteral("role"), orNull(difference.role)},
            {QStringLiteral("subject"), difference.subject}, {QStringLiteral("sha256"), difference.sha256}});
        if (!context.json) {
            context.console.line(QStringLiteral("%1 %2 %3 %4")
                    .arg(difference.added ? ascii("+") : ascii("-"),
                        difference.role.isEmpty() ? difference.what : difference.role, difference.subject,
                        difference.sha256));
        }
    }
    QJsonArray flipped;
    for (const Flip &flip : *flips) {
        flipped.append(
            QJsonObject{{QStringLiteral("check"), flip.check}, {QStringLiteral("path"), orNull(flip.path)},
                {QStringLiteral("first"), findingStatusId(flip.first)},
                {QStringLiteral("second"), findingStatusId(flip.second)}});
        if (!context.json) {
            context.console.line(QStringLiteral("%1: %2 → %3")
                    .arg(checkTitle(flip.check), findingStatusId(flip.first), findingStatusId(flip.second)));
        }
    }
    if (context.json)
        context.console.document(
            QJsonObject{{QStringLiteral("differences"), differences}, {QStringLiteral("flips"), flipped}});
    return ExitCode::Done;
}

} // namespace

QList<Command> trustCommands()
{
    return {{.name = ascii("trust list"),
                .arguments = {},
                .summary = Text::tr("Lists the trust snapshots with their anchors."),
                .details = {},
                .options = {},
                .run = list},
        {.name = ascii("trust import"),
            .arguments = ascii("FILE|-"),
            .argumentCount = 1,
            .summary = Text::tr("Keeps trust anchors or a status list as a dated snapshot."),
            .details = Text::tr(
                "Takes a snapshot file, PEM certificates, a JSON list of root certificates, a status "
                "list, or a trust list of the telematics infrastructure (TSL) with its signer."),
            .options = {valued("name", "NAME", Text::tr("Name of the snapshot; otherwise that of the file.")),
                valued("role", "ROLE",
                    Text::tr("What the certificates may vouch for: android, appleAttestation, appleReceipt, "
                             "egkRoot, "
                             "egkIssuer, ocspSigner, any.")),
                valued(
                    "signer", "FILE", Text::tr("Certificate (PEM) that must have signed the trust list."))},
            .run = import},
        {.name = ascii("trust diff"),
            .arguments = ascii("A B"),
            .argumentCount = 2,
            .summary = Text::tr("Shows in what two trust snapshots differ."),
            .details = Text::tr("A and B are names or files."),
            .options = {valued(
                "evidence", "FILE", Text::tr("Also shows which checks of this file come out differently."))},
            .run = diff}};
}

} // namespace dsr

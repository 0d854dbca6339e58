#include "app/cli/answers.h"
#include "app/cli/command.h"
#include "app/cli/listenaddress.h"
#include "core/base/files.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <csignal>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::DmsCommands)
};

// --- dms serve

QJsonValue orNull(const QUrl &url)
{
    return dsr::orNull(url.toString());
}

QJsonObject toJson(const RequestLogEntry &entry)
{
    return {{QStringLiteral("time"), isoUtc(entry.time)},
        {QStringLiteral("method"), dsr::orNull(entry.method)},
        {QStringLiteral("path"), dsr::orNull(entry.path)}, {QStringLiteral("status"), entry.status},
        {QStringLiteral("errorCode"), dsr::orNull(entry.errorCode)},
        {QStringLiteral("findings"), dsr::toJson(entry.findings)},
        {QStringLiteral("milliseconds"), entry.milliseconds}};
}

void print(const RequestLogEntry &entry, Context &context)
{
    if (context.json) {
        context.console.jsonLine(toJson(entry));
        return;
    }
    context.console.line(QStringLiteral("%1  %2  %3 %4  %5  %6 ms")
            .arg(isoUtc(entry.time))
            .arg(entry.status)
            .arg(entry.method, -4)
            .arg(entry.path, -22)
            .arg(entry.errorCode, -22)
            .arg(entry.milliseconds, 0, 'f', 1));
}

Result<WorkbenchSetup> serviceSetup(const Context &context)
{
    WorkbenchSetup setup = context.workbenchSetup();
    setup.storePath = context.value("store");
    for (const auto &[option, slot] : {std::pair("listen", &setup.tls), {"mtls-listen", &setup.mtls}}) {
        if (!context.has(option))
            continue;
        const auto address = listenAddress(context.value(option));
        if (!address)
            return fail(address.error());
        *slot = *address;
    }
    const auto mode =
        oneOf("mode", context.value("mode", Setting::Mode), {ascii("strict"), ascii("lenient")});
    if (!mode)
        return fail(mode.error());
    setup.mode = modeOf(*mode);
    return setup;
}

/// Whom clients have to trust, as one PEM file: the CA of the server certificate and the CA of the client
/// certificates that the service issues.
Result<QString> writeAuthorities(const DmsAddress &address, const QString &dataDir)
{
    const QString path = QFileInfo(dataDir + QStringLiteral("/dms-ca.pem")).absoluteFilePath();
    QByteArray pem;
    for (const Certificate &certificate : address.tlsCa)
        pem += certificate.pem();
    if (address.dmsCa)
        pem += address.dmsCa->pem();
    if (const auto written = writeFile(path, pem); !written)
        return fail(written.error());
    return path;
}

void tellReady(const LocalDms &dms, const QString &authorities, Context &context)
{
    const DmsAddress address = dms.address();
    const QString mode = dms.mode() == Mode::Strict ? ascii("strict") : ascii("lenient");
    if (context.json) {
        context.console.jsonLine({{QStringLiteral("ready"), true},
            {QStringLiteral("tls"), orNull(address.tls)}, {QStringLiteral("mtls"), orNull(address.mtls)},
            {QStringLiteral("ca"), authorities}, {QStringLiteral("ocsp"), orNull(dms.ocspUrl())},
            {QStringLiteral("google"), QJsonValue()}, {QStringLiteral("mode"), mode}});
        return;
    }
    Console &console = context.console;
    console.line(Text::tr("The service is running."));
    console.line(Text::tr("Registration:       %1").arg(address.tls.toString()));
    console.line(Text::tr("Device management:  %1").arg(address.mtls.toString()));
    console.line(Text::tr("Card status (OCSP): %1").arg(dms.ocspUrl().toString()));
    console.line(Text::tr("Authorities:        %1").arg(authorities));
}

Result<ExitCode> serve(Context &context)
{
    const auto setup = serviceSetup(context);
    if (!setup)
        return fail(setup.error());
    Workbench workbench(*setup);
    const auto dms = workbench.localDms();
    if (!dms)
        return fail(dms.error());
    const auto authorities = writeAuthorities((*dms)->address(), context.dataDir);
    if (!authorities)
        return fail(authorities.error());
    tellReady(**dms, *authorities, context);

    QObject writer;
    QObject::connect(*dms, &LocalDms::requestAnswered, &writer,
        [&](const RequestLogEntry &entry) { print(entry, context); });
    const std::stop_callback quit(context.interrupt.token(), [] {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(), &QCoreApplication::quit, Qt::QueuedConnection);
    });
    QCoreApplication::exec();
    (*dms)->stop();
    QCoreApplication::sendPostedEvents(&writer); // lines of the requests that were still answered
    return context.interrupt.signal() == SIGINT ? ExitCode::Interrupted : ExitCode::Done;
}

// --- dms devices, dms delete

/// The store that is asked for. A named one that is not there is not made by looking at it.
Result<std::unique_ptr<DmsStore>> openStore(const Context &context)
{
    if (!context.has("store")) {
        if (const auto made = makePrivateFolder(context.dataDir); !made)
            return fail(made.error());
        return DmsStore::open(context.dataDir + QStringLiteral("/dms.sqlite"));
    }
    const QString path = context.value("store");
    if (!QFileInfo::exists(path)) {
        return fail(ErrorCode::InputUnreadable, QStringLiteral("registration store"),
            {{QStringLiteral("path"), path}, {QStringLiteral("reason"), QStringLiteral("does not exist")}});
    }
    return DmsStore::open(path);
}

QJsonObject toJson(const DeviceRegistration &registration)
{
    return {{QStringLiteral("userIdentifier"), registration.userIdentifier},
        {QStringLiteral("deviceIdentifier"), registration.deviceIdentifier},
        {QStringLiteral("deviceType"), registration.deviceType},
        {QStringLiteral("createdAt"), isoUtc(registration.createdAt)},
        {QStringLiteral("deviceUuid"), registration.deviceUuid},
        {QStringLiteral("certificateSerial"), registration.serial}};
}

Result<ExitCode> listDevices(Context &context)
{
    const auto store = openStore(context);
    if (!store)
        return fail(store.error());
    const auto registrations = (*store)->registrations(context.value("kvnr"));
    if (!registrations)
        return fail(registrations.error());
    QJsonArray list;
    for (const DeviceRegistration &registration : *registrations) {
        list.append(toJson(registration));
        if (!context.json)
            context.console.line(QStringLiteral("%1  %2  %3  %4")
                    .arg(registration.userIdentifier, registration.deviceIdentifier, registration.deviceType,
                        isoUtc(registration.createdAt)));
    }
    if (context.json)
        context.console.document(list);
    else if (registrations->isEmpty())
        context.console.note(Text::tr("No device is registered."));
    return ExitCode::Done;
}

/// The active registrations with this device identifier or UUID.
Result<QList<DeviceRegistration>> registrationsOf(DmsStore &store, const QString &id, const QString &kvnr)
{
    auto all = store.registrations(kvnr);
    if (!all)
        return fail(all.error());
    all->removeIf([&](const DeviceRegistration &registration) {
        return registration.deviceIdentifier != id && registration.deviceUuid != id;
    });
    return all;
}

Result<ExitCode> deleteDevice(Context &context)
{
    const auto store = openStore(context);
    if (!store)
        return fail(store.error());
    const auto found = registrationsOf(**store, context.arguments.first(), context.value("kvnr"));
    if (!found)
        return fail(found.error());
    if (found->size() > 1) {
        return wrongUsage(Text::tr(
            "Several persons have registered this device; say with --kvnr whose registration ends."));
    }
    bool isDeleted = false;
    if (!found->isEmpty()) {
        const auto deleted = (*store)->deleteRegistration(
            found->first().userIdentifier, found->first().deviceIdentifier, context.clock.now());
        if (!deleted)
            return fail(deleted.error());
        isDeleted = *deleted;
    }
    if (context.json)
        context.console.document(QJsonObject{{QStringLiteral("deleted"), isDeleted},
            {QStringLiteral("registration"),
                found->isEmpty() ? QJsonValue() : QJsonValue(toJson(found->first()))}});
    else
        context.console.line(isDeleted ? Text::tr("The registration was deleted and its certificate revoked.")
                                       : Text::tr("There is no registration with this identifier."));
    return isDeleted ? ExitCode::Done : ExitCode::Refused;
}

} // namespace

QList<Command> dmsCommands()
{
    const auto store =
        valued("store", "FILE", Text::tr("Registration store; dms.sqlite in the data folder if not given."));
    const auto kvnr = valued("kvnr", "K", Text::tr("Only registrations of this insurance number."));
    return {
        {.name = ascii("dms serve"),
            .arguments = {},
            .summary = Text::tr("Runs the local DMS with its simulated surroundings."),
            .details = Text::tr("Listens on this computer only. Goes on until it is stopped; what was begun "
                                "is still answered."),
            .options = {valued("listen", "H:P", Text::tr("Address for registrations; port 0 means any.")),
                valued("mtls-listen", "H:P",
                    Text::tr("Address for registered devices, with client certificates.")),
                store, valued("mode", "strict|lenient", Text::tr("How strictly registrations are judged."))},
            .run = serve},
        {.name = ascii("dms devices"),
            .arguments = {},
            .summary = Text::tr("Lists the registered devices of a store."),
            .details = {},
            .options = {store, kvnr},
            .run = listDevices},
        {.name = ascii("dms delete"),
            .arguments = ascii("ID"),
            .argumentCount = 1,
            .summary = Text::tr("Ends a registration and revokes its certificate."),
            .details = Text::tr("ID is the device identifier or the UUID that “dms devices --json” shows."),
            .options = {store, kvnr},
            .run = deleteDevice}};
}

} // namespace dsr

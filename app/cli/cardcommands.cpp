#include "app/cli/answers.h"
#include "app/cli/command.h"
#include "core/base/advice.h"
#include "core/base/encoding.h"
#include "core/card/cardcontents.h"
#include "core/card/healthcard.h"
#include "core/card/virtual/cardcontrol.h"
#include "core/card/virtual/cardimagefile.h"
#include "core/card/virtual/vpcdlink.h"
#include "core/check/kvnr.h"
#include "core/testbed/testcards.h"

#include <QCoreApplication>

#include <csignal>
#include <future>
#include <thread>
#include <utility>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::CardCommands)
};

QString hexOf(QByteArrayView bytes)
{
    return hexText(bytes);
}

// --- readers

QJsonObject toJson(const ReaderInfo &reader)
{
    return {{QStringLiteral("name"), reader.name},
        {QStringLiteral("kind"), reader.kind == ReaderKind::Pcsc ? ascii("pcsc") : ascii("virtual")},
        {QStringLiteral("cardPresent"), reader.cardPresent},
        {QStringLiteral("atr"), orNull(hexOf(reader.atr))},
        {QStringLiteral("contactless"), reader.contactless}, {QStringLiteral("pinPad"), reader.pinPad}};
}

QString readerState(const ReaderInfo &reader)
{
    if (reader.inUse)
        return Text::tr("in use by another program");
    if (reader.mute)
        return Text::tr("the card does not answer");
    return reader.cardPresent ? Text::tr("card inserted") : Text::tr("empty");
}

/// The built-in reader is told even if the PC/SC service is missing; that is an error all the same.
Result<ExitCode> listReaders(Context &context)
{
    Workbench workbench(context.workbenchSetup());
    const auto builtIn = workbench.builtInReader();
    if (!builtIn)
        return fail(builtIn.error());
    const auto own = (*builtIn)->readers();
    if (!own)
        return fail(own.error());
    QList<ReaderInfo> all = *own;
    const auto attached = workbench.pcsc().readers();
    if (attached)
        all += *attached;
    QJsonArray list;
    for (const ReaderInfo &reader : all) {
        if (!context.json)
            context.console.line(reader.name + QStringLiteral(": ") + readerState(reader));
        list.append(toJson(reader));
    }
    if (context.json)
        context.console.document(list);
    return attached ? Result<ExitCode>(ExitCode::Done) : fail(attached.error());
}

// --- card show

struct CardReading
{
    QString reader;
    HealthCardInfo info;
    Certificate certificate;
    PinStatus pin;
    // What the insurer wrote on it; absent where the card does not give it or it cannot be understood.
    std::optional<PersonalData> person;
    std::optional<InsuranceData> insurance;
    std::optional<StatusData> status;
};

/// What a file of the card says. A card that is gone is an error; a file that is empty or damaged is not.
template <typename T>
Result<std::optional<T>> contentOf(HealthCard &card, CardFile file, Result<T> (*parse)(QByteArrayView))
{
    const auto bytes = card.file(file);
    const auto content = bytes ? parse(*bytes) : Result<T>(fail(bytes.error()));
    if (content)
        return *content;
    const ErrorCode code = content.error().code;
    if (code == ErrorCode::CardAnswerMalformed || code == ErrorCode::CardRefused)
        return std::nullopt;
    return fail(content.error());
}

Result<void> readContents(HealthCard &card, CardReading &reading)
{
    const auto person = contentOf(card, CardFile::PersonalData, parsePersonalData);
    if (!person)
        return fail(person.error());
    const auto insurance = contentOf(card, CardFile::InsuranceData, parseInsuranceData);
    if (!insurance)
        return fail(insurance.error());
    const auto status = contentOf(card, CardFile::StatusData, parseStatusData);
    if (!status)
        return fail(status.error());
    reading.person = *person;
    reading.insurance = *insurance;
    reading.status = *status;
    return {};
}

/// `can`: for a card that is read without contacts; nullptr if there is none.
Result<CardReading> readCard(Card &card, const QString &reader, const Secret *can)
{
    HealthCard healthCard(card);
    auto info = healthCard.identify();
    if (!info)
        return fail(info.error());
    if (info->contactless && can) {
        if (const auto opened = healthCard.openChannel(*can); !opened)
            return fail(opened.error());
        const auto iccsn = healthCard.iccsn();
        if (!iccsn)
            return fail(iccsn.error());
        info->iccsn = *iccsn;
    }
    const auto certificate = healthCard.certificate();
    if (!certificate)
        return fail(certificate.error());
    const auto pin = healthCard.pinStatus();
    if (!pin)
        return fail(pin.error());
    CardReading reading{.reader = reader, .info = *info, .certificate = *certificate, .pin = *pin};
    if (const auto read = readContents(healthCard, reading); !read)
        return fail(read.error());
    return reading;
}

QString kvnrOf(const Certificate &certificate)
{
    return kvnrCandidates(certificate.subject().values("2.5.4.11")).value(0);
}

QString holderOf(const CardReading &reading)
{
    if (reading.person)
        return reading.person->name();
    const DistinguishedName &subject = reading.certificate.subject();
    return (subject.values("2.5.4.42") + subject.values("2.5.4.4")).join(QLatin1Char(' '));
}

QString birthdayOf(const CardReading &reading)
{
    return reading.person ? reading.person->birthdayIso() : QString();
}

QString insurerOf(const CardReading &reading)
{
    return reading.insurance ? reading.insurance->insurerName
                             : reading.certificate.subject().values("2.5.4.10").value(0);
}

QString dataVersionOf(const CardReading &reading)
{
    return reading.status ? reading.status->schema : reading.person ? reading.person->schema : QString();
}

QJsonObject toJson(const CardReading &reading)
{
    const Certificate &certificate = reading.certificate;
    const QString kvnr = kvnrOf(certificate);
    return {{QStringLiteral("reader"), reading.reader}, {QStringLiteral("atr"), hexOf(reading.info.atr)},
        {QStringLiteral("contactless"), reading.info.contactless},
        {QStringLiteral("iccsn"), orNull(reading.info.iccsn)},
        {QStringLiteral("objectSystemVersion"), orNull(reading.info.objectSystemVersion)},
        {QStringLiteral("dataVersion"), orNull(dataVersionOf(reading))},
        {QStringLiteral("kvnr"), orNull(kvnr)},
        {QStringLiteral("kvnrCheckDigit"),
            kvnr.isEmpty() ? QJsonValue() : QJsonValue(hasKvnrCheckDigit(kvnr))},
        {QStringLiteral("holder"), orNull(holderOf(reading))},
        {QStringLiteral("birthday"), orNull(birthdayOf(reading))},
        {QStringLiteral("insurer"), orNull(insurerOf(reading))},
        {QStringLiteral("certificate"),
            QJsonObject{{QStringLiteral("subject"), certificate.subject().text()},
                {QStringLiteral("issuer"), certificate.issuer().text()},
                {QStringLiteral("notBefore"), isoUtc(certificate.notBefore())},
                {QStringLiteral("notAfter"), isoUtc(certificate.notAfter())},
                {QStringLiteral("pem"), QString::fromLatin1(certificate.pem())}}},
        {QStringLiteral("pin"), toJson(reading.pin)}};
}

/// The first letter of every word, so that a person can be told from another, and no more.
QString initials(const QString &name)
{
    QStringList parts;
    for (const QString &part : name.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        parts.append(part.first(1) + QLatin1Char('.'));
    return parts.join(QLatin1Char(' '));
}

/// Personal data are masked unless they were asked for.
void print(const CardReading &reading, bool personal, Console &console)
{
    const auto row = [&](const QString &name, const QString &value) {
        if (!value.isEmpty())
            console.line(name.leftJustified(24) + value);
    };
    const QString kvnr = kvnrOf(reading.certificate);
    const QString shown = personal ? kvnr : maskedKvnr(kvnr);
    row(Text::tr("Reader"), reading.reader);
    row(Text::tr("Holder"), personal ? holderOf(reading) : initials(holderOf(reading)));
    if (personal)
        row(Text::tr("Birthday"), birthdayOf(reading));
    row(Text::tr("Insurance number"),
        hasKvnrCheckDigit(kvnr) ? shown : Text::tr("%1 – the check digit is wrong").arg(shown));
    row(Text::tr("Insurer"), insurerOf(reading));
    row(Text::tr("Card number"), reading.info.iccsn);
    row(Text::tr("Card version"), reading.info.objectSystemVersion);
    row(Text::tr("Version of the data"), dataVersionOf(reading));
    row(Text::tr("Certificate issued by"), reading.certificate.issuer().text());
    row(Text::tr("Certificate valid until"), isoUtc(reading.certificate.notAfter()));
    row(Text::tr("PIN"), pinSentence(toJson(reading.pin)));
    if (!reading.person || !reading.insurance)
        console.note(Text::tr("What the insurer wrote on the card cannot be read completely."));
    if (!personal)
        console.note(Text::tr("Personal data are masked. Use --personal to see them."));
}

/// Opens the card in the chosen reader and lets `work` use it.
Result<ExitCode> withCard(
    Context &context, const std::function<Result<ExitCode>(Card &, const QString &reader)> &work)
{
    const auto chosen = chosenReader(context);
    if (!chosen)
        return fail(chosen.error());
    Workbench workbench(context.workbenchSetup());
    const auto source = workbench.cardSource(*chosen);
    if (!source)
        return fail(source.error());
    const QString reader = chosen->isEmpty() ? VirtualSource::readerName() : *chosen;
    const auto card = (*source)->open(reader, context.interrupt.token());
    if (!card)
        return fail(card.error());
    if (context.verbose) {
        (*card)->setObserver([&](const ApduRecord &record) {
            context.console.note(context.console.coloured(
                QStringLiteral("> %1\n< %2 · %3").arg(record.command, record.response, record.meaning),
                Colour::Quiet));
        });
    }
    return work(**card, reader);
}

Result<ExitCode> showCard(Context &context)
{
    std::optional<Secret> can;
    if (context.has("can-file")) {
        auto read = readSecret(context.value("can-file"), context.interrupt.token());
        if (!read)
            return fail(read.error());
        can = std::move(*read);
    }
    return withCard(context, [&](Card &card, const QString &reader) -> Result<ExitCode> {
        const auto reading = readCard(card, reader, can ? &*can : nullptr);
        if (!reading)
            return fail(reading.error());
        if (context.json)
            context.console.document(toJson(*reading));
        else
            print(*reading, context.has("personal"), context.console);
        return ExitCode::Done;
    });
}

// --- card apdu

/// One command APDU a line, in hex; blanks inside and lines that begin with # do not matter.
Result<QList<QByteArray>> apdusOf(const QByteArray &text, const QString &path)
{
    QList<QByteArray> apdus;
    const QList<QByteArray> lines = text.split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QByteArray line = lines.at(i).simplified().replace(' ', QByteArray());
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const auto bytes = fromHex(line);
        if (!bytes || bytes->size() < 4) {
            return fail(ErrorCode::InputMalformed, QStringLiteral("command APDUs"),
                {{QStringLiteral("path"), path}, {QStringLiteral("line"), i + 1},
                    {QStringLiteral("reason"), QStringLiteral("not the hex of a command APDU")}});
        }
        apdus.append(*bytes);
    }
    return apdus;
}

/// Good, more data, or a warning about a good answer.
bool isAccepted(quint16 sw)
{
    const int sw1 = sw >> 8;
    return sw1 == 0x90 || sw1 == 0x61 || sw1 == 0x62;
}

QJsonObject toJson(const ApduRecord &record, const ResponseApdu &response)
{
    return {{QStringLiteral("command"), record.command}, {QStringLiteral("response"), hexOf(response.data)},
        {QStringLiteral("sw"), swText(response.sw)}, {QStringLiteral("meaning"), record.meaning}};
}

Result<ExitCode> sendAll(Card &card, const QList<QByteArray> &apdus, Context &context)
{
    ApduRecord record;
    card.setObserver([&](const ApduRecord &seen) { record = seen; });
    QJsonArray list;
    ExitCode exitCode = ExitCode::Done;
    for (const QByteArray &apdu : apdus) {
        const auto answer = card.transmitBytes(apdu);
        if (!answer)
            return fail(answer.error());
        const auto response = ResponseApdu::parse(*answer);
        if (!response)
            return fail(response.error());
        if (!isAccepted(response->sw))
            exitCode = ExitCode::Refused;
        list.append(toJson(record, *response));
        if (!context.json)
            context.console.line(
                QStringLiteral("> %1\n< %2\n  %3").arg(record.command, record.response, record.meaning));
    }
    if (context.json)
        context.console.document(list);
    return exitCode;
}

Result<ExitCode> sendApdus(Context &context)
{
    const QString path = context.arguments.first();
    const auto text = readInput(path, context.interrupt.token());
    if (!text)
        return fail(text.error());
    const auto apdus = apdusOf(*text, path);
    if (!apdus)
        return fail(apdus.error());
    return withCard(context,
        [&](Card &card, const QString &) -> Result<ExitCode> { return sendAll(card, *apdus, context); });
}

// --- card serve

struct VpcdAddress
{
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 35963; ///< where vpcd listens by default
};

Result<VpcdAddress> vpcdAddress(const QString &text)
{
    if (text.isEmpty())
        return VpcdAddress{};
    const QString host = text.section(QLatin1Char(':'), 0, -2);
    bool isNumber = false;
    const quint16 port = text.section(QLatin1Char(':'), -1).toUShort(&isNumber);
    if (host.isEmpty() || !isNumber || port == 0)
        return wrongUsage(Text::tr("“%1” is not an address like 127.0.0.1:35963.").arg(text));
    return VpcdAddress{.host = host, .port = port};
}

/// The card that is asked for, with its name in answers.
struct ServedImage
{
    QString name;
    CardImage image;
};

Result<ServedImage> servedImage(Context &context)
{
    const QString path = context.value("image");
    const QString id = context.value("card");
    if (!path.isEmpty() && !id.isEmpty())
        return wrongUsage(Text::tr("--image and --card exclude each other."));
    Workbench workbench(context.workbenchSetup());
    const auto bed = path.isEmpty() ? workbench.testBed() : Result<const TestBed *>(nullptr);
    if (!bed)
        return fail(bed.error());
    auto image = path.isEmpty() ? testCardImage(**bed, id.isEmpty() ? ascii("builtIn") : id, context.clock)
                                : readCardImage(path);
    if (!image)
        return fail(image.error());
    if (context.has("contactless"))
        image->interface = CardInterface::Contactless;
    return ServedImage{path.isEmpty() ? id.isEmpty() ? ascii("builtIn") : id : path, std::move(*image)};
}

/// What the card remembers comes from the file and goes there.
Result<void> keepMemory(VirtualCard &card, const QString &path)
{
    const QString iccsn = card.iccsn();
    auto memory = loadCardMemory(path, iccsn);
    if (!memory)
        return fail(memory.error());
    if (*memory) {
        if (const auto set = card.setMemory(std::move(**memory)); !set)
            return set;
    }
    card.setMemoryWriter(
        [path, iccsn](const CardMemory &changed) { return storeCardMemory(path, iccsn, changed); });
    return storeCardMemory(path, iccsn, card.memory()); // now rather than in the middle of a command
}

QString kvnrOf(const CardImage &image)
{
    const ImageFile *file = image.file(ascii("EF.C.CH.AUT.E256"));
    const auto certificate = Certificate::fromDer(file ? file->content : QByteArray());
    return certificate ? kvnrOf(*certificate) : QString();
}

void tellReady(const QString &name, const QString &iccsn, const QString &kvnr, Context &context)
{
    if (context.json) {
        context.console.jsonLine({{QStringLiteral("ready"), true}, {QStringLiteral("image"), name},
            {QStringLiteral("iccsn"), orNull(iccsn)}, {QStringLiteral("kvnr"), orNull(kvnr)}});
        return;
    }
    context.console.line(Text::tr("The card %1 of %2 is in the reader.").arg(iccsn, kvnr));
}

void tellApdu(const ApduRecord &record, Context &context)
{
    if (context.json) {
        context.console.jsonLine({{QStringLiteral("command"), record.command},
            {QStringLiteral("response"), record.response}, {QStringLiteral("meaning"), record.meaning},
            {QStringLiteral("microseconds"), record.microseconds}});
        return;
    }
    context.console.line(
        QStringLiteral("> %1\n< %2\n  %3").arg(record.command, record.response, record.meaning));
}

QStringList testCardIds()
{
    QStringList ids;
    for (const TestCard &card : testCards())
        ids.append(card.id);
    return ids;
}

Result<ExitCode> serveCard(Context &context)
{
    const auto address = vpcdAddress(context.value("vpcd"));
    if (!address)
        return fail(address.error());
    auto served = servedImage(context);
    if (!served)
        return fail(served.error());
    const QString iccsn = served->image.iccsn();
    const QString kvnr = kvnrOf(served->image);
    VirtualCard card(std::move(served->image));
    if (context.has("state")) {
        if (const auto kept = keepMemory(card, context.value("state")); !kept)
            return fail(kept.error());
    }
    CardSeat seat(card);
    CardControl control(card, seat);
    std::promise<Result<void>> listening;
    std::jthread controller;
    if (context.has("control")) {
        controller = std::jthread([&](const std::stop_token &stop) {
            bool isListening = false;
            const auto ended = serveCardControl(control, context.value("control"), stop, [&] {
                isListening = true;
                listening.set_value({});
            });
            if (!isListening)
                listening.set_value(ended);
        });
        if (const auto listens = listening.get_future().get(); !listens)
            return fail(listens.error());
    }
    bool isTold = false;
    const auto done = seat.run(context.interrupt.token(), [&](const std::stop_token &pull) {
        return serveVpcd(
            card, address->host, address->port, pull,
            [&] {
                if (!std::exchange(isTold, true))
                    tellReady(served->name, iccsn, kvnr, context);
            },
            [&](const ApduRecord &record) { tellApdu(record, context); });
    });
    if (!done)
        return fail(done.error());
    return context.interrupt.signal() == SIGINT ? ExitCode::Interrupted : ExitCode::Done;
}

} // namespace

QList<Command> cardCommands()
{
    return {{.name = ascii("readers"),
                .arguments = {},
                .summary = Text::tr("Lists card readers, the built-in one too."),
                .details = {},
                .options = {},
                .run = listReaders},
        {.name = ascii("card show"),
            .arguments = {},
            .summary = Text::tr("Shows what a card tells without a PIN."),
            .details = Text::tr("Personal data are masked in the text, and complete in JSON."),
            .options = readerOptions()
                + QList<QCommandLineOption>{flag("personal",
                                                Text::tr("Shows name, birthday and insurance number.")),
                    valued("can-file", "FILE|-",
                        Text::tr("Reads the CAN of a contactless card from the first line of a file."))},
            .run = showCard},
        {.name = ascii("card apdu"),
            .arguments = ascii("FILE|-"),
            .argumentCount = 1,
            .summary = Text::tr("Sends command APDUs and tells each answer in words."),
            .details =
                Text::tr("One command a line, in hex; lines that begin with # are skipped. The commands "
                         "go to the card as they are: a wrong PIN costs a try. PINs are masked in the "
                         "output."),
            .options = readerOptions(),
            .run = sendApdus},
        {.name = ascii("card serve"),
            .arguments = {},
            .summary = Text::tr("Puts a virtual card into the vpcd reader of a running pcscd."),
            .details = Text::tr("Goes on until it is stopped or the reader goes away."),
            .options = {valued("vpcd", "HOST:PORT",
                            Text::tr("Where vpcd listens; 127.0.0.1:35963 if not given.")),
                valued("image", "FILE", Text::tr("A card image instead of the built-in card.")),
                valued("card", "NAME",
                    Text::tr("Another test card: %1.").arg(testCardIds().join(QStringLiteral(", ")))),
                flag("contactless", Text::tr("The card lies on an antenna and wants its CAN first.")),
                valued("control", "PATH",
                    Text::tr("UNIX socket for commands of one line each: status, insert, remove, reset, "
                             "interface, pin, faults. Each answer is one line of JSON.")),
                valued("state", "FILE",
                    Text::tr("Keeps retry counters and a changed PIN in this file; without it they last as "
                             "long as the command."))},
            .run = serveCard}};
}

} // namespace dsr

#include "core/base/advice.h"

#include <QCoreApplication>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::Advice)
};

QString fact(const Error &error, const char *name)
{
    return error.facts.value(QLatin1StringView(name)).toString();
}

Advice pinWrong(const Error &error)
{
    const int left = error.facts.value(QStringLiteral("triesLeft"), -1).toInt();
    if (left < 0) {
        return {Text::tr("The PIN is not correct."), Text::tr("Check the PIN and enter it again.")};
    }
    return {Text::tr("The PIN is not correct. %n try(s) left.", nullptr, left),
        left == 1 ? Text::tr("Only one try is left. Enter the PIN again only if you are sure of it.")
                  : Text::tr("Check the PIN and enter it again.")};
}

Advice pukWrong(const Error &error)
{
    const int left = error.facts.value(QStringLiteral("triesLeft"), -1).toInt();
    const QString action = Text::tr("Check the PUK and enter it again.");
    if (left < 0)
        return {Text::tr("The PUK is not correct."), action};
    return {Text::tr("The PUK is not correct. It can be used %n more time(s).", nullptr, left), action};
}

Advice certificateUnusable(const Error &error)
{
    const QString reason = fact(error, "reason");
    if (reason == QLatin1StringView("expired")) {
        return {Text::tr("The card has expired."), Text::tr("The insured person needs a new card.")};
    }
    if (reason == QLatin1StringView("notYetValid")) {
        return {Text::tr("The card is not valid yet."),
            Text::tr("Check the date of this computer, or use the card later.")};
    }
    return {Text::tr("The certificate of the card cannot be used."),
        Text::tr("Try another card. If this happens again, the insurer can help.")};
}

/// Why a DMS refused, as far as its error code says it to somebody at a counter.
QString refusalTitle(const QString &errorCode)
{
    if (errorCode == QLatin1StringView("EGK_CERTIFICATE_EXPIRED"))
        return Text::tr("The service does not accept the health card because it has expired.");
    if (errorCode == QLatin1StringView("EGK_CERTIFICATE_REVOKED"))
        return Text::tr("The service does not accept the health card because it is revoked.");
    if (errorCode.startsWith(QLatin1StringView("EGK_")))
        return Text::tr("The service does not accept the health card.");
    if (errorCode == QLatin1StringView("NONCE_EXPIRED") || errorCode == QLatin1StringView("TOKEN_EXPIRED"))
        return Text::tr("The registration took too long for the service.");
    if (errorCode == QLatin1StringView("DEVICE_ALREADY_REGISTERED"))
        return Text::tr("The service knows this device already.");
    if (errorCode.endsWith(QLatin1StringView("_UNAVAILABLE")))
        return Text::tr("The service cannot check everything at the moment.");
    return Text::tr("The service refused the registration.");
}

Advice dmsRefused(const Error &error)
{
    return {refusalTitle(fact(error, "errorCode")),
        fact(error, "traceId").isEmpty()
            ? Text::tr("Start again. If it is refused again, tell the operator of the service.")
            : Text::tr(
                  "Start again. If it is refused again, tell the operator of the service this number: %1")
                  .arg(fact(error, "traceId"))};
}

Advice cardAdvice(const Error &error)
{
    switch (error.code) {
    case ErrorCode::CardServiceMissing:
        return {Text::tr("The card service of this computer is not running."),
            Text::tr("Install or start the PC/SC service (pcscd), then try again.")};
    case ErrorCode::CardServiceStopped:
        return {Text::tr("The card service of this computer has stopped."),
            Text::tr("Start the PC/SC service (pcscd) again, then repeat the registration.")};
    case ErrorCode::CardNoReader:
        return {Text::tr("No card reader was found."),
            Text::tr("Connect a card reader, or choose the built-in card.")};
    case ErrorCode::CardNoCard:
        return {Text::tr("There is no card in the reader."), Text::tr("Insert the health card.")};
    case ErrorCode::CardMute:
        return {Text::tr("The card does not answer."),
            Text::tr("Insert the card with the chip in the right direction.")};
    case ErrorCode::CardInUse:
        return {Text::tr("Another program is using the card."),
            Text::tr("Close the other program, then try again.")};
    case ErrorCode::CardRemoved:
        return {Text::tr("The card was removed too early."),
            Text::tr("Insert the card again and repeat the step. Nothing was registered.")};
    case ErrorCode::CardReset:
        return {Text::tr("Another program has interrupted the work with the card."),
            Text::tr("Close the other program, then repeat the step.")};
    case ErrorCode::CardNotHealthCard:
        return {Text::tr("This is not a health card."), Text::tr("Insert the electronic health card (eGK).")};
    case ErrorCode::CardTooOld:
        return {Text::tr("This health card is too old."), Text::tr("The insured person needs a new card.")};
    case ErrorCode::CardNeedsCan:
        return {Text::tr("This reader is contactless and needs the card access number (CAN)."),
            Text::tr("Enter the six digits on the front of the card.")};
    case ErrorCode::CardCanWrong:
        return {Text::tr("This is not the card access number (CAN) of the card."),
            Text::tr("Enter the six digits on the front of the card again. Nothing is blocked by this.")};
    case ErrorCode::CardCanFormat:
        return {Text::tr("A card access number (CAN) has 6 digits."),
            Text::tr("Enter the number from the front of the card again.")};
    case ErrorCode::CardChannelLost:
        return {Text::tr("The protected connection to the card was interrupted."),
            Text::tr("Put the card on the reader again and repeat the step.")};
    case ErrorCode::CardPinWrong:
        return pinWrong(error);
    case ErrorCode::CardPinBlocked:
        return {Text::tr("The PIN of the card is blocked."),
            Text::tr("The PIN can be unblocked with the PUK from the insurer's letter.")};
    case ErrorCode::CardPinTransport:
        return {Text::tr("The PIN of this card was never set."),
            Text::tr("The insured person has to choose their own PIN first.")};
    case ErrorCode::CardPinFormat:
        return {Text::tr("A PIN has 6 to 8 digits."), Text::tr("Enter the PIN again. No try was used.")};
    case ErrorCode::CardPinsDiffer:
        return {Text::tr("The new PIN was entered in two different ways."),
            Text::tr("Start again. The PIN of the card is still the old one.")};
    case ErrorCode::CardEntryCancelled:
        return {Text::tr("The entry at the reader was cancelled."),
            Text::tr("Start again when the insured person is ready. No try was used.")};
    case ErrorCode::CardEntryTimedOut:
        return {Text::tr("Nothing was entered at the reader in time."),
            Text::tr("Start again when the insured person is ready. No try was used.")};
    case ErrorCode::CardReaderUnsuitable:
        return {Text::tr("The reader cannot take the entry of the health card."),
            Text::tr("Use another reader. No try was used.")};
    case ErrorCode::CardPinAlreadySet:
        return {Text::tr("The holder of this card has already chosen a PIN."),
            Text::tr("Use this PIN, or change it.")};
    case ErrorCode::CardPukWrong:
        return pukWrong(error);
    case ErrorCode::CardPukUsedUp:
        return {Text::tr("The PUK of this card cannot be used any more."),
            Text::tr("The insured person needs a new card.")};
    case ErrorCode::CardPukFormat:
        return {Text::tr("A PUK has 8 digits."), Text::tr("Enter the PUK again. No try was used.")};
    case ErrorCode::CardCertificateUnusable:
        return certificateUnusable(error);
    case ErrorCode::CardAnswerMalformed:
        return {Text::tr("The answer of the card cannot be understood."),
            Text::tr("Remove the card, insert it again and repeat the step.")};
    case ErrorCode::CardSignatureWrong:
        return {Text::tr("The signature of the card is wrong."),
            Text::tr("Try again. If this happens again, the card is defective.")};
    default:
        return {Text::tr("The card refused a command."),
            Text::tr("Remove the card, insert it again and repeat the step.")};
    }
}

Advice setupAdvice(const Error &error)
{
    const QString path = fact(error, "path");
    switch (error.code) {
    case ErrorCode::UsageInvalid:
        return {Text::tr("This cannot be done as asked: %1").arg(fact(error, "reason")),
            Text::tr("See the help for what is possible.")};
    case ErrorCode::InputMalformed:
        if (error.facts.contains(QStringLiteral("signed"))) {
            return {
                Text::tr("The list %1 was not signed by this certificate, or was changed since.").arg(path),
                Text::tr("Nothing was taken from it. Check the list and the certificate.")};
        }
        break;
    case ErrorCode::InputUnreadable:
        if (const QString program = fact(error, "program"); !program.isEmpty()) {
            return {Text::tr("This needs the program %1, which is not installed.").arg(program),
                Text::tr("Install it, then try again.")};
        }
        return {
            Text::tr("The file %1 cannot be read.").arg(path), Text::tr("Check its name and access rights.")};
    case ErrorCode::SessionMalformed:
        return {Text::tr("The session file %1 is damaged or was made by a newer version.").arg(path),
            Text::tr("Use a copy of it, or record the session again.")};
    case ErrorCode::DataDirUnusable:
        return {Text::tr("The folder or file %1 cannot be written.").arg(path),
            Text::tr("Check the access rights, or choose another folder.")};
    case ErrorCode::DiskFull:
        return {
            Text::tr("The disk is full."), Text::tr("Free some space, then try again. Nothing was lost.")};
    case ErrorCode::TestbedMalformed:
        return {Text::tr("The test certificates in %1 are damaged.").arg(path),
            Text::tr("Move their folder away. New ones are made at the next start.")};
    case ErrorCode::StoreMalformed:
        return {Text::tr("The registration store %1 is damaged or was made by a newer version.").arg(path),
            Text::tr("Restore it from a copy, or move it away to start with an empty one.")};
    case ErrorCode::StoreFailed:
        return {Text::tr("The registration store could not be changed."),
            Text::tr("Check disk space and access rights.")};
    case ErrorCode::PortInUse:
        return {Text::tr("The service cannot listen on %1.").arg(fact(error, "address")),
            Text::tr("Another program may use this port. Choose another one, or 0 for any free port.")};
    default:
        break;
    }
    return {Text::tr("The data cannot be understood."), Text::tr("Check what was given.")};
}

} // namespace

Advice adviceFor(const Error &error)
{
    switch (error.code) {
    case ErrorCode::NetUnreachable:
        return {Text::tr("The service at %1 does not answer.").arg(fact(error, "address")),
            Text::tr("Check the address and whether the service is running.")};
    case ErrorCode::NetTlsUntrusted:
        return {Text::tr("The identity of the service could not be confirmed."),
            Text::tr("Nothing was sent. Check the address and the certificate authority of the service.")};
    case ErrorCode::NetTimeout:
        return {Text::tr("The service takes too long to answer."), Text::tr("Try again later.")};
    case ErrorCode::NetProtocol:
    case ErrorCode::DmsAnswerUnusable:
        return {Text::tr("The answer of the service cannot be used."),
            Text::tr("Try again. If this happens again, tell the operator of the service.")};
    case ErrorCode::DmsRefused:
        return dmsRefused(error);
    case ErrorCode::Cancelled:
        if (error.facts.value(QStringLiteral("finished")).toBool()) {
            return {Text::tr("It was stopped when the service had already registered the device."),
                Text::tr("So the certificate was kept, and the device can be used.")};
        }
        return {Text::tr("The work was cancelled."), Text::tr("You can start again at any time.")};
    case ErrorCode::Internal:
        return {Text::tr("Something went wrong inside the program."), Text::tr("Please report this.")};
    default:
        break;
    }
    return errorId(error.code).startsWith(QLatin1StringView("card.")) ? cardAdvice(error)
                                                                      : setupAdvice(error);
}

QString technicalText(const Error &error)
{
    QStringList parts{errorId(error.code)};
    if (!error.where.isEmpty())
        parts.append(error.where);
    for (auto it = error.facts.cbegin(); it != error.facts.cend(); ++it)
        parts.append(it.key() + QLatin1Char('=') + it.value().toString());
    return parts.join(QStringLiteral(" · "));
}

} // namespace dsr

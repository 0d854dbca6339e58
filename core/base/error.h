#pragma once

#include <QString>
#include <QVariantMap>

namespace dsr {

/// Why something could not be done. The text ids (`errorId`) are stable: scripts and sessions rely on them.
enum class ErrorCode {
    // what was given
    UsageInvalid, ///< an option or argument that makes no sense
    InputUnreadable, ///< a file cannot be opened or read
    InputMalformed, ///< bytes that are not what they should be; fact "offset" if known
    SessionMalformed, ///< a session file that is damaged or of a newer version
    // set-up of this machine
    DataDirUnusable, ///< data folder cannot be made or written
    DiskFull, ///< no space left
    TestbedMalformed, ///< the test PKI in the data folder is damaged
    StoreMalformed, ///< the registration store is damaged or of a newer version
    StoreFailed, ///< the registration store refused a change
    PortInUse, ///< listening address is taken or not allowed
    CardServiceMissing, ///< no PC/SC service is running
    CardServiceStopped, ///< the PC/SC service went away
    CardNoReader, ///< no reader, or not the named one
    CardNoCard, ///< reader is empty
    CardMute, ///< card gives no answer to reset
    CardInUse, ///< another program holds the card
    // what the card says
    CardRemoved, ///< card was pulled, or the reader was
    CardReset, ///< another program reset the card
    CardNotHealthCard, ///< some other card; fact "kind" if known
    CardTooOld, ///< generation without an elliptic-curve identity
    CardNeedsCan, ///< contactless card: CAN and PACE needed
    CardCanWrong, ///< not the CAN of this card; cards do not count these tries
    CardCanFormat, ///< not 6 digits; nothing was sent to the card
    CardChannelLost, ///< an answer without the protection it has to have; fact "sw" for a bare status word
    CardPinWrong, ///< fact "triesLeft"
    CardPinBlocked, ///< no tries left
    CardPinTransport, ///< PIN was never set by the holder
    CardPinFormat, ///< not 6 to 8 digits; nothing was sent to the card
    CardPinsDiffer, ///< the new PIN was entered in two ways; nothing was sent to the card
    CardEntryCancelled, ///< PIN or CAN entry was cancelled at the reader
    CardEntryTimedOut, ///< nobody entered the PIN or CAN at the reader
    CardReaderUnsuitable, ///< the reader cannot do what it offers; fact "sw" or "result"
    CardPinAlreadySet, ///< the first PIN cannot be set a second time
    CardPukWrong, ///< fact "triesLeft": how often the PUK can still be used
    CardPukUsedUp, ///< the PUK cannot be used any more
    CardPukFormat, ///< not 8 digits; nothing was sent to the card
    CardRefused, ///< any other status word; facts "sw", "command"
    CardAnswerMalformed, ///< data of the card that cannot be understood
    CardCertificateUnusable, ///< certificate missing, expired, other curve; fact "reason"
    CardSignatureWrong, ///< the card's signature does not fit its certificate
    // network
    NetUnreachable, ///< nobody answers at the address
    NetTlsUntrusted, ///< the server's certificate is not from the expected CA
    NetTimeout,
    NetProtocol, ///< the answer is not the HTTP that was expected
    // the DMS
    DmsRefused, ///< error object; facts "errorCode", "description", "traceId", "status", "check"
    DmsAnswerUnusable, ///< 200/201, but what came back does not fit; fact "check"
    // run
    Cancelled, ///< by the person in front of it
    Internal ///< an invariant of the program broke
};

/// Stable dotted text of a code, for example "card.removed".
QString errorId(ErrorCode code);

/// The reverse of errorId; Internal for unknown texts.
ErrorCode errorCodeFromId(const QString &id);

/// A failure with what is known about it. `where` names the step or function in plain words for developers;
/// `facts` are values that are safe to show and store ("sw": "63C2", "triesLeft": 2), never secrets.
/// Texts for people come from `adviceFor` at the edge of the program.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString where;
    QVariantMap facts;
};

} // namespace dsr

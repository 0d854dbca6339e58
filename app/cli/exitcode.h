#pragma once

#include "core/base/error.h"

namespace dsr {

/// How the program ends. Scripts rely on these numbers.
enum class ExitCode {
    Done = 0, ///< done, nothing wrong
    Refused = 1, ///< done, something was refused or a check failed
    Usage = 2,
    Input = 3, ///< something given cannot be read
    Setup = 4, ///< this machine lacks something: service, reader, card, port, folder, space
    Card = 5, ///< the card refused
    Network = 6, ///< network or TLS
    Internal = 70,
    Interrupted = 130
};

/// With what the program ends after this error.
constexpr ExitCode exitCodeFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::UsageInvalid:
        return ExitCode::Usage;
    case ErrorCode::InputUnreadable:
    case ErrorCode::InputMalformed:
    case ErrorCode::SessionMalformed:
        return ExitCode::Input;
    case ErrorCode::DataDirUnusable:
    case ErrorCode::DiskFull:
    case ErrorCode::TestbedMalformed:
    case ErrorCode::StoreMalformed:
    case ErrorCode::StoreFailed:
    case ErrorCode::PortInUse:
    case ErrorCode::CardServiceMissing:
    case ErrorCode::CardServiceStopped:
    case ErrorCode::CardNoReader:
    case ErrorCode::CardNoCard:
    case ErrorCode::CardMute:
    case ErrorCode::CardInUse:
    case ErrorCode::CardRemoved:
    case ErrorCode::CardReset:
        return ExitCode::Setup;
    case ErrorCode::CardNotHealthCard:
    case ErrorCode::CardTooOld:
    case ErrorCode::CardNeedsCan:
    case ErrorCode::CardCanWrong:
    case ErrorCode::CardCanFormat:
    case ErrorCode::CardChannelLost:
    case ErrorCode::CardPinWrong:
    case ErrorCode::CardPinBlocked:
    case ErrorCode::CardPinTransport:
    case ErrorCode::CardPinFormat:
    case ErrorCode::CardPinsDiffer:
    case ErrorCode::CardEntryCancelled:
    case ErrorCode::CardEntryTimedOut:
    case ErrorCode::CardReaderUnsuitable:
    case ErrorCode::CardPinAlreadySet:
    case ErrorCode::CardPukWrong:
    case ErrorCode::CardPukUsedUp:
    case ErrorCode::CardPukFormat:
    case ErrorCode::CardRefused:
    case ErrorCode::CardAnswerMalformed:
    case ErrorCode::CardCertificateUnusable:
    case ErrorCode::CardSignatureWrong:
        return ExitCode::Card;
    case ErrorCode::NetUnreachable:
    case ErrorCode::NetTlsUntrusted:
    case ErrorCode::NetTimeout:
    case ErrorCode::NetProtocol:
        return ExitCode::Network;
    case ErrorCode::DmsRefused:
    case ErrorCode::DmsAnswerUnusable:
        return ExitCode::Refused;
    case ErrorCode::Cancelled:
        return ExitCode::Interrupted;
    case ErrorCode::Internal:
        break;
    }
    return ExitCode::Internal;
}

} // namespace dsr

#include "core/base/error.h"

#include <utility>

namespace dsr {

namespace {
constexpr std::pair<ErrorCode, const char *> ids[]{
    {ErrorCode::UsageInvalid, "usage.invalid"},
    {ErrorCode::InputUnreadable, "input.unreadable"},
    {ErrorCode::InputMalformed, "input.malformed"},
    {ErrorCode::SessionMalformed, "session.malformed"},
    {ErrorCode::DataDirUnusable, "setup.dataDir"},
    {ErrorCode::DiskFull, "setup.diskFull"},
    {ErrorCode::TestbedMalformed, "testbed.malformed"},
    {ErrorCode::StoreMalformed, "store.malformed"},
    {ErrorCode::StoreFailed, "store.failed"},
    {ErrorCode::PortInUse, "setup.portInUse"},
    {ErrorCode::CardServiceMissing, "card.serviceMissing"},
    {ErrorCode::CardServiceStopped, "card.serviceStopped"},
    {ErrorCode::CardNoReader, "card.noReader"},
    {ErrorCode::CardNoCard, "card.noCard"},
    {ErrorCode::CardMute, "card.mute"},
    {ErrorCode::CardInUse, "card.inUse"},
    {ErrorCode::CardRemoved, "card.removed"},
    {ErrorCode::CardReset, "card.reset"},
    {ErrorCode::CardNotHealthCard, "card.notHealthCard"},
    {ErrorCode::CardTooOld, "card.tooOld"},
    {ErrorCode::CardNeedsCan, "card.needsCan"},
    {ErrorCode::CardCanWrong, "card.canWrong"},
    {ErrorCode::CardCanFormat, "card.canFormat"},
    {ErrorCode::CardChannelLost, "card.channelLost"},
    {ErrorCode::CardPinWrong, "card.pinWrong"},
    {ErrorCode::CardPinBlocked, "card.pinBlocked"},
    {ErrorCode::CardPinTransport, "card.pinTransport"},
    {ErrorCode::CardPinFormat, "card.pinFormat"},
    {ErrorCode::CardPinsDiffer, "card.pinsDiffer"},
    {ErrorCode::CardEntryCancelled, "card.entryCancelled"},
    {ErrorCode::CardEntryTimedOut, "card.entryTimedOut"},
    {ErrorCode::CardReaderUnsuitable, "card.readerUnsuitable"},
    {ErrorCode::CardPinAlreadySet, "card.pinAlreadySet"},
    {ErrorCode::CardPukWrong, "card.pukWrong"},
    {ErrorCode::CardPukUsedUp, "card.pukUsedUp"},
    {ErrorCode::CardPukFormat, "card.pukFormat"},
    {ErrorCode::CardRefused, "card.refused"},
    {ErrorCode::CardAnswerMalformed, "card.answerMalformed"},
    {ErrorCode::CardCertificateUnusable, "card.certificateUnusable"},
    {ErrorCode::CardSignatureWrong, "card.signatureWrong"},
    {ErrorCode::NetUnreachable, "net.unreachable"},
    {ErrorCode::NetTlsUntrusted, "net.tlsUntrusted"},
    {ErrorCode::NetTimeout, "net.timeout"},
    {ErrorCode::NetProtocol, "net.protocol"},
    {ErrorCode::DmsRefused, "dms.refused"},
    {ErrorCode::DmsAnswerUnusable, "dms.answerUnusable"},
    {ErrorCode::Cancelled, "run.cancelled"},
    {ErrorCode::Internal, "internal"},
};
} // namespace

QString errorId(ErrorCode code)
{
    for (const auto &[known, id] : ids) {
        if (known == code)
            return QString::fromLatin1(id);
    }
    return QStringLiteral("internal");
}

ErrorCode errorCodeFromId(const QString &id)
{
    for (const auto &[known, text] : ids) {
        if (id == QLatin1StringView(text))
            return known;
    }
    return ErrorCode::Internal;
}

} // namespace dsr

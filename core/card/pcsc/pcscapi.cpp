#include "core/card/pcsc/pcscapi.h"

#include <QtEndian>

namespace dsr::pcsc {

namespace {

ErrorCode errorCode(LONG status, Stage stage)
{
    switch (code(status)) {
    case code(SCARD_E_NO_SERVICE):
        return stage == Stage::Connected ? ErrorCode::CardServiceStopped : ErrorCode::CardServiceMissing;
    case code(SCARD_E_SERVICE_STOPPED):
        return ErrorCode::CardServiceStopped;
    case code(SCARD_W_SECURITY_VIOLATION): // the service is there, but not for this user
        return ErrorCode::CardServiceMissing;
    case code(SCARD_E_NO_READERS_AVAILABLE):
    case code(SCARD_E_UNKNOWN_READER):
    case code(SCARD_E_READER_UNAVAILABLE):
        return stage == Stage::Connected ? ErrorCode::CardRemoved : ErrorCode::CardNoReader;
    case code(SCARD_E_NO_SMARTCARD):
    case code(SCARD_W_REMOVED_CARD):
        return stage == Stage::Connected ? ErrorCode::CardRemoved : ErrorCode::CardNoCard;
    case code(SCARD_W_RESET_CARD):
        return ErrorCode::CardReset;
    case code(SCARD_E_SHARING_VIOLATION):
        return ErrorCode::CardInUse;
    case code(SCARD_E_CANCELLED):
        return ErrorCode::Cancelled;
    case code(SCARD_W_UNRESPONSIVE_CARD):
    case code(SCARD_W_UNPOWERED_CARD):
    case code(SCARD_W_UNSUPPORTED_CARD):
    case code(SCARD_E_PROTO_MISMATCH):
    case code(SCARD_E_NOT_TRANSACTED):
    case code(SCARD_F_COMM_ERROR):
        return ErrorCode::CardMute;
    default:
        return ErrorCode::Internal;
    }
}

} // namespace

std::unexpected<Error> failure(LONG status, Stage stage, const char *call)
{
    return fail(errorCode(status, stage), QString::fromLatin1(call),
        {{QStringLiteral("pcsc"),
            QStringLiteral("%1").arg(code(status), 8, 16, QLatin1Char('0')).toUpper()}});
}

Context::~Context()
{
    release();
}

LONG Context::establish()
{
    release();
    const LONG status = SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &m_handle);
    m_open = is(status, SCARD_S_SUCCESS);
    return status;
}

void Context::release()
{
    if (m_open)
        SCardReleaseContext(m_handle);
    m_open = false;
}

LONG Context::readerNames(std::vector<QByteArray> &names) const
{
    names.clear();
    for (;;) {
        DWORD size = 0;
        LONG status = SCardListReaders(m_handle, nullptr, nullptr, &size);
        QByteArray list(static_cast<qsizetype>(size), '\0');
        if (is(status, SCARD_S_SUCCESS))
            status = SCardListReaders(m_handle, nullptr, list.data(), &size);
        if (is(status, SCARD_E_INSUFFICIENT_BUFFER)) // a reader came between the two calls
            continue;
        if (is(status, SCARD_E_NO_READERS_AVAILABLE))
            return SCARD_S_SUCCESS;
        for (const QByteArray &name : list.split('\0')) {
            if (!name.isEmpty())
                names.push_back(name);
        }
        return status;
    }
}

FeatureCodes parseFeatures(QByteArrayView answer)
{
    constexpr qsizetype entrySize = 6;
    constexpr quint8 codeSize = 4;
    FeatureCodes features;
    for (; answer.size() >= entrySize && answer[1] == codeSize; answer = answer.sliced(entrySize))
        features[static_cast<quint8>(answer[0])] = qFromBigEndian<quint32>(answer.data() + 2);
    return features;
}

SCARD_READERSTATE readerState(const char *name)
{
    SCARD_READERSTATE state{};
    state.szReader = name;
    state.dwCurrentState = SCARD_STATE_UNAWARE;
    return state;
}

ReaderInfo readerInfo(const SCARD_READERSTATE &state)
{
    ReaderInfo reader;
    reader.name = QString::fromUtf8(state.szReader);
    reader.cardPresent = (state.dwEventState & SCARD_STATE_PRESENT) != 0;
    reader.mute = (state.dwEventState & SCARD_STATE_MUTE) != 0;
    reader.inUse = (state.dwEventState & SCARD_STATE_EXCLUSIVE) != 0;
    if (reader.cardPresent)
        reader.atr =
            QByteArray(reinterpret_cast<const char *>(state.rgbAtr), static_cast<qsizetype>(state.cbAtr));
    reader.contactless = looksContactless(reader.atr);
    return reader;
}

} // namespace dsr::pcsc

#include "core/card/pcsc/pcscsource.h"

#include "core/card/pcsc/pcscapi.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace dsr {

using namespace pcsc;

namespace {

constexpr DWORD protocols = SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1;
constexpr std::chrono::seconds patience{3};
constexpr std::chrono::milliseconds pause{50};

/// Waits a moment unless a stop is requested.
void rest(const std::stop_token &stop)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_for(lock, stop, pause, [] { return false; });
}

/// Repeats a call as long as another program is in the way, for a few seconds.
template <typename Call> LONG patiently(const std::stop_token &stop, Call call)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    for (;;) {
        if (stop.stop_requested())
            return SCARD_E_CANCELLED;
        const LONG status = call();
        if (!is(status, SCARD_E_SHARING_VIOLATION) || std::chrono::steady_clock::now() > deadline)
            return status;
        rest(stop);
    }
}

class PcscCard : public Card
{
public:
    static Result<std::unique_ptr<Card>> open(const QByteArray &reader, const std::stop_token &stop);
    ~PcscCard() override;
    QByteArray atr() const override { return m_atr; }

protected:
    Result<QByteArray> exchange(const QByteArray &command) override;

private:
    LONG connectCard(const QByteArray &reader);
    LONG beginTransaction(const std::stop_token &stop);
    LONG readAtr();
    bool serviceIsGone() const;

    Context m_context;
    SCARDHANDLE m_card = 0;
    DWORD m_protocol = 0;
    bool m_connected = false;
    bool m_transacted = false;
    QByteArray m_atr;
};

Result<std::unique_ptr<Card>> PcscCard::open(const QByteArray &reader, const std::stop_token &stop)
{
    auto card = std::make_unique<PcscCard>();
    if (const LONG status = card->m_context.establish(); !is(status, SCARD_S_SUCCESS))
        return failure(status, Stage::Service, "SCardEstablishContext");
    const LONG connected = patiently(stop, [&] { return card->connectCard(reader); });
    if (!is(connected, SCARD_S_SUCCESS))
        return failure(connected, Stage::Open, "SCardConnect");
    if (const LONG status = card->beginTransaction(stop); !is(status, SCARD_S_SUCCESS))
        return failure(status, Stage::Open, "SCardBeginTransaction");
    if (const LONG status = card->readAtr(); !is(status, SCARD_S_SUCCESS))
        return failure(status, Stage::Open, "SCardStatus");
    return card;
}

PcscCard::~PcscCard()
{
    if (m_transacted)
        SCardEndTransaction(m_card, SCARD_LEAVE_CARD);
    if (m_connected) // a verified PIN must not stay behind for other programs
        SCardDisconnect(m_card, SCARD_RESET_CARD);
}

LONG PcscCard::connectCard(const QByteArray &reader)
{
    const LONG status = SCardConnect(
        m_context.handle(), reader.constData(), SCARD_SHARE_SHARED, protocols, &m_card, &m_protocol);
    m_connected = is(status, SCARD_S_SUCCESS);
    return status;
}

LONG PcscCard::beginTransaction(const std::stop_token &stop)
{
    // SCardBeginTransaction waits without end for another program's transaction and cannot be cancelled;
    // reading an attribute is refused at once while there is one. Only a program that slips in between the
    // two calls can still make this wait.
    LONG status = patiently(stop, [&] {
        DWORD size = MAX_ATR_SIZE;
        quint8 atr[MAX_ATR_SIZE];
        return SCardGetAttrib(m_card, SCARD_ATTR_ATR_STRING, atr, &size);
    });
    if (is(status, SCARD_E_SHARING_VIOLATION) || is(status, SCARD_E_CANCELLED))
        return status;
    status = SCardBeginTransaction(m_card);
    if (is(status, SCARD_W_RESET_CARD)) { // between connect and here; nothing is lost yet
        status = SCardReconnect(m_card, SCARD_SHARE_SHARED, protocols, SCARD_LEAVE_CARD, &m_protocol);
        if (is(status, SCARD_S_SUCCESS))
            status = SCardBeginTransaction(m_card);
    }
    m_transacted = is(status, SCARD_S_SUCCESS);
    return status;
}

LONG PcscCard::readAtr()
{
    quint8 atr[MAX_ATR_SIZE];
    DWORD size = sizeof atr;
    const LONG status = SCardStatus(m_card, nullptr, nullptr, nullptr, nullptr, atr, &size);
    if (is(status, SCARD_S_SUCCESS))
        m_atr = QByteArray(reinterpret_cast<const char *>(atr), static_cast<qsizetype>(size));
    return status;
}

Result<QByteArray> PcscCard::exchange(const QByteArray &command)
{
    QByteArray response(MAX_BUFFER_SIZE_EXTENDED, Qt::Uninitialized);
    auto size = static_cast<DWORD>(response.size());
    const LONG status = SCardTransmit(m_card, m_protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1,
        reinterpret_cast<const quint8 *>(command.constData()), static_cast<DWORD>(command.size()), nullptr,
        reinterpret_cast<quint8 *>(response.data()), &size);
    if (is(status, SCARD_S_SUCCESS)) {
        response.truncate(static_cast<qsizetype>(size));
        return response;
    }
    // A service that dies inside a call looks like a bad line to the card (egk-card 4.2).
    if (is(status, SCARD_F_COMM_ERROR) && serviceIsGone())
        return failure(SCARD_E_SERVICE_STOPPED, Stage::Connected, "SCardTransmit");
    return failure(status, Stage::Connected, "SCardTransmit");
}

bool PcscCard::serviceIsGone() const
{
    Context probe;
    return isServiceGone(probe.establish());
}

} // namespace

Result<QList<ReaderInfo>> PcscSource::readers()
{
    Context context;
    if (const LONG status = context.establish(); !is(status, SCARD_S_SUCCESS))
        return failure(status, Stage::Service, "SCardEstablishContext");
    std::vector<QByteArray> names;
    if (const LONG status = context.readerNames(names); !is(status, SCARD_S_SUCCESS))
        return failure(status, Stage::Service, "SCardListReaders");
    if (names.empty())
        return QList<ReaderInfo>();
    std::vector<SCARD_READERSTATE> states;
    for (const QByteArray &name : names)
        states.push_back(readerState(name));
    const LONG status =
        SCardGetStatusChange(context.handle(), 0, states.data(), static_cast<DWORD>(states.size()));
    if (!is(status, SCARD_S_SUCCESS) && !is(status, SCARD_E_TIMEOUT))
        return failure(status, Stage::Service, "SCardGetStatusChange");
    QList<ReaderInfo> readers;
    for (const SCARD_READERSTATE &state : states)
        readers.append(readerInfo(state));
    return readers;
}

Result<std::unique_ptr<Card>> PcscSource::open(const QString &reader, std::stop_token stop)
{
    return PcscCard::open(reader.toUtf8(), stop);
}

} // namespace dsr

#include "core/card/pcsc/pcscsource.h"

#include "core/card/pcsc/pcscapi.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace dsr {

using namespace pcsc;

namespace {

constexpr DWORD protocols = SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1;
constexpr std::chrono::seconds patience{5}; ///< a slow card needs up to 2 s of it to power up
constexpr std::chrono::milliseconds pause{50};
constexpr DWORD nextLook = 600; ///< ms; the service looks for cards every 400

/// Waits a moment unless a stop is requested.
void rest(const std::stop_token &stop)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_for(lock, stop, pause, [] { return false; });
}

class PcscCard : public Card
{
public:
    static Result<std::unique_ptr<Card>> open(const QByteArray &reader, const std::stop_token &stop);
    ~PcscCard() override;
    QByteArray atr() const override { return m_atr; }
    bool hasFeature(ReaderFeature feature) override;
    Result<QByteArray> useFeature(ReaderFeature feature, const QByteArray &input) override;

protected:
    Result<QByteArray> exchange(const QByteArray &command) override;

private:
    LONG connectCard(const std::stop_token &stop);
    LONG beginTransaction();
    LONG readAtr();
    const FeatureCodes &features();
    LONG control(quint32 code, const QByteArray &input, QByteArray &output);
    bool serviceIsGone() const;
    bool cardIsGone() const;

    std::optional<FeatureCodes> m_features; ///< asked for when first needed
    QByteArray m_reader;
    Context m_context;
    SCARDHANDLE m_card = 0;
    DWORD m_protocol = 0;
    bool m_connected = false;
    bool m_transacted = false;
    bool m_used = false;
    QByteArray m_atr;
};

Result<std::unique_ptr<Card>> PcscCard::open(const QByteArray &reader, const std::stop_token &stop)
{
    auto card = std::make_unique<PcscCard>();
    card->m_reader = reader;
    if (const LONG status = card->m_context.establish(); !is(status, SCARD_S_SUCCESS))
        return failure(status, Stage::Service, "SCardEstablishContext");
    if (const LONG status = card->connectCard(stop); !is(status, SCARD_S_SUCCESS))
        return failure(status, Stage::Open, "SCardConnect");
    if (const LONG status = card->beginTransaction(); !is(status, SCARD_S_SUCCESS))
        return failure(status, Stage::Open, "SCardBeginTransaction");
    if (const LONG status = card->readAtr(); !is(status, SCARD_S_SUCCESS))
        return failure(status, Stage::Open, "SCardStatus");
    return card;
}

PcscCard::~PcscCard()
{
    if (m_transacted)
        SCardEndTransaction(m_card, SCARD_LEAVE_CARD);
    // A verified PIN must not stay behind for other programs; they are not disturbed where nothing was sent.
    if (m_connected)
        SCardDisconnect(m_card, m_used ? SCARD_RESET_CARD : SCARD_LEAVE_CARD);
}

/// Tries again while another program has the card for itself.
LONG PcscCard::connectCard(const std::stop_token &stop)
{
    for (;;) {
        const LONG status = SCardConnect(
            m_context.handle(), m_reader.constData(), SCARD_SHARE_SHARED, protocols, &m_card, &m_protocol);
        m_connected = is(status, SCARD_S_SUCCESS);
        if (!is(status, SCARD_E_SHARING_VIOLATION) || stop.stop_requested())
            return status;
        rest(stop);
    }
}

LONG PcscCard::beginTransaction()
{
    LONG status = SCardBeginTransaction(m_card);
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
    m_used = true;
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
    if (is(status, SCARD_E_NOT_TRANSACTED) && cardIsGone())
        return failure(SCARD_W_REMOVED_CARD, Stage::Connected, "SCardTransmit");
    return failure(status, Stage::Connected, "SCardTransmit");
}

LONG PcscCard::control(quint32 code, const QByteArray &input, QByteArray &output)
{
    output = QByteArray(MAX_BUFFER_SIZE_EXTENDED, Qt::Uninitialized);
    DWORD size = 0;
    const LONG status = SCardControl(m_card, code, input.constData(), static_cast<DWORD>(input.size()),
        output.data(), static_cast<DWORD>(output.size()), &size);
    output.truncate(static_cast<qsizetype>(size));
    return status;
}

/// A reader that knows no features refuses the question in one way or another: it has none then.
const FeatureCodes &PcscCard::features()
{
    if (!m_features) {
        QByteArray answer;
        const LONG status = control(CM_IOCTL_GET_FEATURE_REQUEST, {}, answer);
        m_features = is(status, SCARD_S_SUCCESS) ? parseFeatures(answer) : FeatureCodes();
    }
    return *m_features;
}

bool PcscCard::hasFeature(ReaderFeature feature)
{
    return features().contains(static_cast<quint8>(feature));
}

Result<QByteArray> PcscCard::useFeature(ReaderFeature feature, const QByteArray &input)
{
    const auto known = features().find(static_cast<quint8>(feature));
    if (known == features().end())
        return Card::useFeature(feature, input);
    m_used = true;
    QByteArray answer;
    const LONG status = control(known->second, input, answer);
    if (!is(status, SCARD_S_SUCCESS))
        return failure(status, Stage::Connected, "SCardControl");
    return answer;
}

bool PcscCard::serviceIsGone() const
{
    Context probe;
    return !is(probe.establish(), SCARD_S_SUCCESS);
}

/// Some drivers tell of a pulled card as of a command that got lost, and the service notices it only with its
/// next look.
bool PcscCard::cardIsGone() const
{
    SCARD_READERSTATE state = readerState(m_reader.constData());
    LONG status = SCardGetStatusChange(m_context.handle(), 0, &state, 1);
    if (is(status, SCARD_S_SUCCESS) && (state.dwEventState & SCARD_STATE_EMPTY) == 0) {
        state.dwCurrentState = state.dwEventState & ~static_cast<DWORD>(SCARD_STATE_CHANGED);
        status = SCardGetStatusChange(m_context.handle(), nextLook, &state, 1);
    }
    return is(status, SCARD_S_SUCCESS) && (state.dwEventState & SCARD_STATE_EMPTY) != 0;
}

/// An attempt to open a card, made on a thread of its own: the service lets SCardConnect and
/// SCardBeginTransaction wait without end for another program's transaction, and nothing can cancel them.
/// Whoever loses patience leaves the attempt alone; it closes the card as soon as it gets it.
struct Attempt
{
    std::mutex mutex;
    std::condition_variable_any done;
    std::stop_source givenUp;
    std::optional<Result<std::unique_ptr<Card>>> outcome;
};

void make(const std::shared_ptr<Attempt> &attempt, const QByteArray &reader)
{
    auto outcome = PcscCard::open(reader, attempt->givenUp.get_token());
    const std::scoped_lock lock(attempt->mutex);
    attempt->outcome = std::move(outcome);
    attempt->done.notify_all();
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
        states.push_back(readerState(name.constData()));
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
    const auto attempt = std::make_shared<Attempt>();
    std::thread([attempt, name = reader.toUtf8()] { make(attempt, name); }).detach();
    std::unique_lock lock(attempt->mutex);
    if (attempt->done.wait_for(lock, stop, patience, [&] { return attempt->outcome.has_value(); }))
        return std::move(*attempt->outcome);
    attempt->givenUp.request_stop();
    return fail(
        stop.stop_requested() ? ErrorCode::Cancelled : ErrorCode::CardInUse, QStringLiteral("open card"));
}

} // namespace dsr

#include "tests/support/fakepcsc.h"

#include <reader.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <span>
#include <utility>

namespace dsr {

namespace {

constexpr quint32 verifyCode = CM_IOCTL_GET_FEATURE_REQUEST + 6;
constexpr quint32 modifyCode = CM_IOCTL_GET_FEATURE_REQUEST + 7;
constexpr quint32 paceCode = CM_IOCTL_GET_FEATURE_REQUEST + 32;
constexpr const char *plugAndPlay = "\\\\?PnP?\\Notification";

struct Keys
{
    AtTheKeys deed = AtTheKeys::TypesPin;
    Secret pin;
    Secret newPin;
};

struct Reader
{
    std::optional<FakePcsc::CardSetup> card;
    bool mute = false;
    bool taken = false;
    quint16 events = 0; ///< insertions and removals
    quint64 insertion = 0; ///< tells connections whether their card is still there
    quint64 resets = 0;
    std::optional<Keys> keys;
    QByteArray refused;
    QByteArray paceAnswer;
    std::function<void()> paceDeed;
};

struct Connection
{
    QByteArray reader;
    quint64 insertion = 0;
    quint64 resetsSeen = 0;
};

} // namespace

struct FakePcsc::State
{
    mutable std::mutex mutex;
    std::condition_variable changed;
    std::map<QByteArray, Reader> readers;
    std::map<SCARDHANDLE, Connection> connections;
    std::map<SCARDCONTEXT, bool> contexts; ///< true: cancelled
    long next = 1;
    std::map<QByteArray, LONG> failOnce;
    std::map<QByteArray, LONG> failAlways;
    bool held = false;
    int waiting = 0;
    QList<ControlCall> calls;

    /// The error that is wanted of this function now.
    std::optional<LONG> wanted(const char *function)
    {
        if (const auto once = failOnce.find(function); once != failOnce.end()) {
            const LONG status = once->second;
            failOnce.erase(once);
            return status;
        }
        if (const auto always = failAlways.find(function); always != failAlways.end())
            return always->second;
        return std::nullopt;
    }

    void waitWhileHeld(std::unique_lock<std::mutex> &lock)
    {
        ++waiting;
        changed.notify_all();
        changed.wait(lock, [this] { return !held; });
        --waiting;
    }

    DWORD eventState(const Reader &reader) const
    {
        DWORD state = reader.card || reader.mute ? SCARD_STATE_PRESENT : SCARD_STATE_EMPTY;
        if (reader.mute)
            state |= SCARD_STATE_MUTE;
        if (reader.taken)
            state |= SCARD_STATE_EXCLUSIVE | SCARD_STATE_INUSE;
        return state | static_cast<DWORD>(reader.events) << 16;
    }

    /// SCARD_S_SUCCESS if the card of the connection can be used.
    LONG check(SCARDHANDLE handle, Reader *&reader)
    {
        const auto connection = connections.find(handle);
        if (connection == connections.end())
            return SCARD_E_INVALID_HANDLE;
        const auto found = readers.find(connection->second.reader);
        if (found == readers.end())
            return SCARD_E_READER_UNAVAILABLE;
        reader = &found->second;
        if (reader->insertion != connection->second.insertion)
            return SCARD_W_REMOVED_CARD;
        if (reader->resets != connection->second.resetsSeen)
            return SCARD_W_RESET_CARD;
        return SCARD_S_SUCCESS;
    }
};

FakePcsc::FakePcsc()
    : m_state(std::make_unique<State>())
{
}

FakePcsc &FakePcsc::instance()
{
    static FakePcsc fake;
    return fake;
}

void FakePcsc::reset()
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->readers.clear();
    m_state->connections.clear();
    m_state->failOnce.clear();
    m_state->failAlways.clear();
    m_state->calls.clear();
    m_state->held = false;
    m_state->changed.notify_all();
}

void FakePcsc::plugIn(const QByteArray &reader)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->readers[reader];
    m_state->changed.notify_all();
}

void FakePcsc::unplug(const QByteArray &reader)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->readers.erase(reader);
    m_state->changed.notify_all();
}

void FakePcsc::insert(const QByteArray &reader, CardSetup card)
{
    const std::scoped_lock lock(m_state->mutex);
    Reader &slot = m_state->readers[reader];
    slot.card = std::move(card);
    slot.mute = false;
    slot.insertion = static_cast<quint64>(m_state->next++);
    ++slot.events;
    m_state->changed.notify_all();
}

void FakePcsc::remove(const QByteArray &reader)
{
    const std::scoped_lock lock(m_state->mutex);
    Reader &slot = m_state->readers[reader];
    slot.card.reset();
    slot.mute = false;
    slot.insertion = static_cast<quint64>(m_state->next++);
    ++slot.events;
    m_state->changed.notify_all();
}

void FakePcsc::insertMute(const QByteArray &reader)
{
    const std::scoped_lock lock(m_state->mutex);
    Reader &slot = m_state->readers[reader];
    slot.mute = true;
    ++slot.events;
    m_state->changed.notify_all();
}

void FakePcsc::resetByOther(const QByteArray &reader)
{
    const std::scoped_lock lock(m_state->mutex);
    Reader &slot = m_state->readers[reader];
    ++slot.resets;
    if (slot.card && slot.card->reset)
        slot.card->reset();
}

void FakePcsc::takeExclusively(const QByteArray &reader, bool taken)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->readers[reader].taken = taken;
    m_state->changed.notify_all();
}

void FakePcsc::failNext(const char *function, LONG status)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->failOnce[function] = status;
}

void FakePcsc::failAlways(const char *function, std::optional<LONG> status)
{
    const std::scoped_lock lock(m_state->mutex);
    if (status)
        m_state->failAlways[function] = *status;
    else
        m_state->failAlways.erase(function);
    m_state->changed.notify_all();
}

void FakePcsc::hold()
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->held = true;
}

void FakePcsc::release()
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->held = false;
    m_state->changed.notify_all();
}

bool FakePcsc::isHolding() const
{
    const std::scoped_lock lock(m_state->mutex);
    return m_state->held && m_state->waiting > 0;
}

void FakePcsc::giveKeys(const QByteArray &reader, AtTheKeys deed, const Secret &pin, const Secret &newPin)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->readers[reader].keys = Keys{deed, pin.clone(), newPin.clone()};
}

void FakePcsc::refuseStructure(const QByteArray &reader, const QByteArray &start)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->readers[reader].refused = start;
}

void FakePcsc::givePace(const QByteArray &reader, const QByteArray &answer, std::function<void()> deed)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->readers[reader].paceAnswer = answer;
    m_state->readers[reader].paceDeed = std::move(deed);
}

QList<ControlCall> FakePcsc::controlCalls() const
{
    const std::scoped_lock lock(m_state->mutex);
    return m_state->calls;
}

namespace {

FakePcsc::State &fake()
{
    return FakePcsc::instance().state();
}

QByteArray feature(quint8 tag, quint32 code)
{
    QByteArray entry;
    entry.append(static_cast<char>(tag)).append('\x04');
    for (int shift = 24; shift >= 0; shift -= 8)
        entry.append(static_cast<char>(code >> shift));
    return entry;
}

/// The block of a PIN as a reader with keys fills it in: length and digits into the template.
QByteArray filledBlock(const Secret &pin)
{
    QByteArray block = QByteArray::fromHex("20FFFFFFFFFFFFFF");
    pin.use([&](QByteArrayView digits) {
        block[0] = static_cast<char>(0x20 | digits.size());
        for (qsizetype i = 0; i < digits.size(); ++i) {
            const int shift = i % 2 == 0 ? 4 : 0;
            const qsizetype at = 1 + i / 2;
            block[at] = static_cast<char>((block[at] & (0xF0 >> shift)) | ((digits[i] - '0') << shift));
        }
    });
    return block;
}

/// What a reader with keys does with a PIN structure: checks it, lets the person type, sends the command.
QByteArray typeAtTheKeys(Reader &reader, const QByteArray &structure, qsizetype headSize)
{
    if (!reader.refused.isEmpty() && structure.startsWith(reader.refused))
        return QByteArray::fromHex("6B80");
    const Keys &keys = *reader.keys;
    switch (keys.deed) {
    case AtTheKeys::Cancels:
        return QByteArray::fromHex("6401");
    case AtTheKeys::WaitsTooLong:
        return QByteArray::fromHex("6400");
    case AtTheKeys::TypesTooFew:
        return QByteArray::fromHex("6403");
    case AtTheKeys::TypesTwoDifferent:
        return QByteArray::fromHex("6402");
    case AtTheKeys::TypesPin:
        break;
    }
    QByteArray command = structure.mid(headSize);
    constexpr qsizetype commandHead = 5;
    command.replace(commandHead, 8, filledBlock(keys.pin));
    if (command.size() > commandHead + 8)
        command.replace(commandHead + 8, 8, filledBlock(keys.newPin));
    return reader.card->answer(command);
}

LONG put(const QByteArray &bytes, void *buffer, DWORD capacity, LPDWORD size)
{
    *size = static_cast<DWORD>(bytes.size());
    if (*size > capacity)
        return SCARD_E_INSUFFICIENT_BUFFER;
    std::memcpy(buffer, bytes.constData(), *size);
    return SCARD_S_SUCCESS;
}

} // namespace

} // namespace dsr

// --- winscard.h

using namespace dsr;

extern "C" {

const SCARD_IO_REQUEST g_rgSCardT0Pci = {SCARD_PROTOCOL_T0, sizeof(SCARD_IO_REQUEST)};
const SCARD_IO_REQUEST g_rgSCardT1Pci = {SCARD_PROTOCOL_T1, sizeof(SCARD_IO_REQUEST)};

LONG SCardEstablishContext(DWORD, LPCVOID, LPCVOID, LPSCARDCONTEXT context)
{
    const std::scoped_lock lock(fake().mutex);
    if (const auto wanted = fake().wanted("SCardEstablishContext"))
        return *wanted;
    *context = fake().next++;
    fake().contexts[*context] = false;
    return SCARD_S_SUCCESS;
}

LONG SCardReleaseContext(SCARDCONTEXT context)
{
    const std::scoped_lock lock(fake().mutex);
    fake().contexts.erase(context);
    return SCARD_S_SUCCESS;
}

LONG SCardIsValidContext(SCARDCONTEXT context)
{
    const std::scoped_lock lock(fake().mutex);
    return fake().contexts.contains(context) ? SCARD_S_SUCCESS : SCARD_E_INVALID_HANDLE;
}

LONG SCardCancel(SCARDCONTEXT context)
{
    const std::scoped_lock lock(fake().mutex);
    fake().contexts[context] = true;
    fake().changed.notify_all();
    return SCARD_S_SUCCESS;
}

LONG SCardListReaders(SCARDCONTEXT, LPCSTR, LPSTR list, LPDWORD size)
{
    const std::scoped_lock lock(fake().mutex);
    if (const auto wanted = fake().wanted("SCardListReaders"))
        return *wanted;
    QByteArray names;
    for (const auto &[name, reader] : fake().readers)
        names += name + '\0';
    if (names.isEmpty())
        return SCARD_E_NO_READERS_AVAILABLE;
    names += '\0';
    if (list)
        return put(names, list, *size, size);
    *size = static_cast<DWORD>(names.size());
    return SCARD_S_SUCCESS;
}

LONG SCardGetStatusChange(SCARDCONTEXT context, DWORD timeout, SCARD_READERSTATE *states, DWORD count)
{
    std::unique_lock lock(fake().mutex);
    if (const auto wanted = fake().wanted("SCardGetStatusChange"))
        return *wanted;
    if (!fake().contexts.contains(context))
        return SCARD_E_INVALID_HANDLE;
    const size_t before = fake().readers.size();
    const auto look = [&] {
        bool anything = false;
        for (SCARD_READERSTATE &state : std::span(states, count)) {
            DWORD now = SCARD_STATE_UNKNOWN | SCARD_STATE_IGNORE;
            if (std::strcmp(state.szReader, plugAndPlay) == 0) {
                now = fake().readers.size() != before ? SCARD_STATE_CHANGED : 0;
                state.dwEventState = now;
                anything = anything || now != 0;
                continue;
            }
            if (const auto reader = fake().readers.find(state.szReader); reader != fake().readers.end()) {
                now = fake().eventState(reader->second);
                const QByteArray atr = reader->second.card ? reader->second.card->atr : QByteArray();
                state.cbAtr = static_cast<DWORD>(atr.size());
                std::memcpy(state.rgbAtr, atr.constData(), static_cast<size_t>(atr.size()));
            }
            const bool differs = now != (state.dwCurrentState & ~static_cast<DWORD>(SCARD_STATE_CHANGED));
            state.dwEventState = now | (differs ? SCARD_STATE_CHANGED : 0);
            anything = anything || differs;
        }
        return anything;
    };
    const auto wanted = [&] { return fake().failAlways.contains("SCardGetStatusChange"); };
    const auto ends = [&] { return look() || fake().contexts[context] || wanted(); };
    const bool ended = timeout == INFINITE
        ? (fake().changed.wait(lock, ends), true)
        : fake().changed.wait_for(lock, std::chrono::milliseconds(timeout), ends);
    if (wanted())
        return fake().failAlways["SCardGetStatusChange"];
    if (std::exchange(fake().contexts[context], false))
        return SCARD_E_CANCELLED;
    return ended ? SCARD_S_SUCCESS : SCARD_E_TIMEOUT;
}

LONG SCardConnect(SCARDCONTEXT, LPCSTR name, DWORD, DWORD, LPSCARDHANDLE handle, LPDWORD protocol)
{
    const std::scoped_lock lock(fake().mutex);
    if (const auto wanted = fake().wanted("SCardConnect"))
        return *wanted;
    const auto reader = fake().readers.find(name);
    if (reader == fake().readers.end())
        return SCARD_E_UNKNOWN_READER;
    if (reader->second.taken)
        return SCARD_E_SHARING_VIOLATION;
    if (reader->second.mute)
        return SCARD_W_UNRESPONSIVE_CARD;
    if (!reader->second.card)
        return SCARD_E_NO_SMARTCARD;
    *handle = fake().next++;
    *protocol = SCARD_PROTOCOL_T1;
    fake().connections[*handle] = {name, reader->second.insertion, reader->second.resets};
    return SCARD_S_SUCCESS;
}

LONG SCardReconnect(SCARDHANDLE handle, DWORD, DWORD, DWORD, LPDWORD protocol)
{
    const std::scoped_lock lock(fake().mutex);
    if (const auto wanted = fake().wanted("SCardReconnect"))
        return *wanted;
    Reader *reader = nullptr;
    const LONG status = fake().check(handle, reader);
    if (status != SCARD_S_SUCCESS && status != SCARD_W_RESET_CARD)
        return SCARD_E_NO_SMARTCARD;
    fake().connections[handle].resetsSeen = reader->resets;
    *protocol = SCARD_PROTOCOL_T1;
    return SCARD_S_SUCCESS;
}

LONG SCardDisconnect(SCARDHANDLE handle, DWORD disposition)
{
    const std::scoped_lock lock(fake().mutex);
    Reader *reader = nullptr;
    if (fake().check(handle, reader) == SCARD_S_SUCCESS && disposition == SCARD_RESET_CARD
        && reader->card->reset)
        reader->card->reset();
    fake().connections.erase(handle);
    return SCARD_S_SUCCESS;
}

LONG SCardBeginTransaction(SCARDHANDLE handle)
{
    const std::scoped_lock lock(fake().mutex);
    if (const auto wanted = fake().wanted("SCardBeginTransaction"))
        return *wanted;
    Reader *reader = nullptr;
    return fake().check(handle, reader);
}

LONG SCardEndTransaction(SCARDHANDLE handle, DWORD)
{
    const std::scoped_lock lock(fake().mutex);
    Reader *reader = nullptr;
    return fake().check(handle, reader);
}

LONG SCardStatus(
    SCARDHANDLE handle, LPSTR, LPDWORD, LPDWORD state, LPDWORD protocol, LPBYTE atr, LPDWORD atrSize)
{
    const std::scoped_lock lock(fake().mutex);
    if (const auto wanted = fake().wanted("SCardStatus"))
        return *wanted;
    Reader *reader = nullptr;
    if (const LONG status = fake().check(handle, reader); status != SCARD_S_SUCCESS)
        return status;
    if (state)
        *state = SCARD_PRESENT;
    if (protocol)
        *protocol = SCARD_PROTOCOL_T1;
    return put(reader->card->atr, atr, *atrSize, atrSize);
}

LONG SCardTransmit(SCARDHANDLE handle, const SCARD_IO_REQUEST *, LPCBYTE command, DWORD size,
    SCARD_IO_REQUEST *, LPBYTE response, LPDWORD responseSize)
{
    std::unique_lock lock(fake().mutex);
    if (fake().held)
        fake().waitWhileHeld(lock);
    if (const auto wanted = fake().wanted("SCardTransmit"))
        return *wanted;
    Reader *reader = nullptr;
    if (const LONG status = fake().check(handle, reader); status != SCARD_S_SUCCESS)
        return status;
    const QByteArray answer = reader->card->answer(
        QByteArray(reinterpret_cast<const char *>(command), static_cast<qsizetype>(size)));
    return put(answer, response, *responseSize, responseSize);
}

LONG SCardControl(SCARDHANDLE handle, DWORD code, LPCVOID input, DWORD size, LPVOID output, DWORD capacity,
    LPDWORD outputSize)
{
    std::unique_lock lock(fake().mutex);
    if (fake().held)
        fake().waitWhileHeld(lock);
    const QByteArray bytes(static_cast<const char *>(input), static_cast<qsizetype>(size));
    fake().calls.append({static_cast<quint32>(code), bytes});
    if (const auto wanted = fake().wanted("SCardControl"))
        return *wanted;
    Reader *reader = nullptr;
    if (const LONG status = fake().check(handle, reader); status != SCARD_S_SUCCESS)
        return status;
    constexpr qsizetype verifyHead = 19;
    constexpr qsizetype modifyHead = 24;
    if (code == CM_IOCTL_GET_FEATURE_REQUEST && (reader->keys || !reader->paceAnswer.isEmpty())) {
        QByteArray features;
        if (reader->keys)
            features += feature(FEATURE_VERIFY_PIN_DIRECT, verifyCode)
                + feature(FEATURE_MODIFY_PIN_DIRECT, modifyCode);
        if (!reader->paceAnswer.isEmpty())
            features += feature(FEATURE_EXECUTE_PACE, paceCode);
        return put(features, output, capacity, outputSize);
    }
    if (code == verifyCode && reader->keys)
        return put(typeAtTheKeys(*reader, bytes, verifyHead), output, capacity, outputSize);
    if (code == modifyCode && reader->keys)
        return put(typeAtTheKeys(*reader, bytes, modifyHead), output, capacity, outputSize);
    if (code == paceCode && !reader->paceAnswer.isEmpty()) {
        reader->paceDeed();
        return put(reader->paceAnswer, output, capacity, outputSize);
    }
    return SCARD_E_UNSUPPORTED_FEATURE;
}

} // extern "C"

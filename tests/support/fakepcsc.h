#pragma once

#include "core/base/secret.h"

#include <winscard.h>

#include <QByteArray>
#include <QList>

#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace dsr {

/// What the person does at the keys of a fake reader when it asks for a PIN.
enum class AtTheKeys { TypesPin, Cancels, WaitsTooLong, TypesTooFew, TypesTwoDifferent };

/// One call of SCardControl as it came.
struct ControlCall
{
    quint32 code = 0;
    QByteArray input;
};

/// A pcsc-lite without service and hardware: a test that links it gets these readers from every SCard call.
/// It plugs readers in and out, has readers with keys, returns any error on demand and holds calls back.
/// One a process; reset() at the start of each test. Thread-safe.
class FakePcsc
{
public:
    /// A card: gets each command, gives each response.
    using Answer = std::function<QByteArray(const QByteArray &command)>;
    struct CardSetup
    {
        QByteArray atr;
        Answer answer;
        std::function<void()> reset; ///< power went, or another program reset the card
    };

    static FakePcsc &instance();

    void reset();
    void plugIn(const QByteArray &reader);
    void unplug(const QByteArray &reader);
    void insert(const QByteArray &reader, CardSetup card);
    void remove(const QByteArray &reader);
    /// A card that gives no answer to reset.
    void insertMute(const QByteArray &reader);
    /// Another program resets the card: the next call of every connection says so.
    void resetByOther(const QByteArray &reader);
    /// Another program uses the card for itself.
    void takeExclusively(const QByteArray &reader, bool taken);

    /// The next call of the function (by its name) answers this and does nothing.
    void failNext(const char *function, LONG status);
    /// Every call of the function answers this until it is told otherwise; std::nullopt ends it.
    void failAlways(const char *function, std::optional<LONG> status);
    /// SCardTransmit and SCardControl wait until release() is called.
    void hold();
    void release();
    bool isHolding() const; ///< a call waits right now

    /// The reader has keys: it says so in its features, and a person does this when it asks.
    void giveKeys(
        const QByteArray &reader, AtTheKeys deed, const Secret &pin, const Secret &newPin = Secret());
    /// It refuses (6B80) a PIN structure that starts with these octets.
    void refuseStructure(const QByteArray &reader, const QByteArray &start);
    /// The reader runs PACE by itself, does this then, and answers that.
    void givePace(const QByteArray &reader, const QByteArray &answer, std::function<void()> deed = [] { });
    QList<ControlCall> controlCalls() const;

    struct State;
    State &state() { return *m_state; }

private:
    FakePcsc();
    std::unique_ptr<State> m_state;
};

} // namespace dsr

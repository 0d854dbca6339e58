#pragma once

#include "core/base/advice.h"
#include "core/card/healthcard.h"
#include "core/card/pcsc/readerwatch.h"
#include "core/flow/runrecord.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace dsr {

/// How things stand with the card, as somebody at a counter needs to know it.
enum class CardState {
    Reading, ///< on the way to one of the others: readers or card are being looked at
    NoService, ///< card service not installed, or not running
    NoReader, ///< no reader, or not the chosen one
    ReaderUnplugged, ///< the chosen reader was there before
    ReaderInUse, ///< another program has it
    NoCard,
    SeveralCards, ///< cards in several readers, and none of them is the chosen one
    CardRemoved, ///< while it was being worked with
    CardMute, ///< inserted the wrong way, or damaged
    OtherCard, ///< bank card, identity card, health professional card, …
    CardTooOld, ///< has no certificate of the kind that is needed
    CanNeeded,
    CanWrong,
    TestCard, ///< where only real cards count
    RealCard, ///< where only test cards count
    NotValidNow, ///< certificate expired or not yet valid
    TransportPin, ///< the holder has not chosen a PIN yet
    PinBlocked,
    LastTry, ///< one try left for the PIN
    PinNeeded, ///< everything is there; the PIN is asked for during the work
    Ready ///< as before, and the card wants no PIN
};
constexpr int cardStateCount = static_cast<int>(CardState::Ready) + 1;
QString cardStateId(CardState state); ///< stable: "noService", "pinNeeded" …

/// Cards of which kind count: all, or those of one trust set.
enum class CardPurpose { Any, Tests, Production };

/// How far the work was when the card was pulled.
enum class Interruption {
    BeforePin, ///< the card had not been asked to check a PIN
    AfterPin ///< it had, or was about to
};

/// What was found on a card without a PIN; made by `probeCard`. A value.
struct CardProbe
{
    std::optional<Error> error; ///< why looking ended before everything was found
    Certificate certificate; ///< invalid if it was not reached
    PinStatus pin;
};

/// All that is known at one moment.
struct CardFacts
{
    CardServiceState service = CardServiceState::Unknown;
    bool serviceInstalled = true;
    QList<ReaderInfo> readers; ///< those that count; the built-in one only if it is chosen
    QString chosen; ///< reader; empty: nobody chose, so the only card there is counts
    bool chosenSeen = false; ///< was connected since it was chosen
    std::optional<CardProbe> probe; ///< of the card in the reader that counts; nothing while it is read
    std::optional<Interruption> interruption; ///< the card was pulled during work and is not back yet
    CardPurpose purpose = CardPurpose::Any;
    QDateTime now;
};

/// How things stand, with the facts for the sentence about it. A value.
struct CardSituation
{
    CardState state = CardState::Reading;
    QString reader; ///< that counts; empty if there is none
    QString otherReader; ///< NoCard: the only other reader that has one
    bool serviceInstalled = true; ///< NoService
    bool damaged = false; ///< CardMute: it answers, but not as it should
    QString cardKind; ///< OtherCard: "bank", "eid", "hba", "smcb", "unknown"
    QDateTime validFrom; ///< NotValidNow: set if it is not valid yet
    QDateTime validUntil; ///< NotValidNow: set if it has expired
    int triesLeft = -1; ///< PinNeeded, LastTry; -1 = the card does not say
    std::optional<Interruption> interruption; ///< CardRemoved
    friend bool operator==(const CardSituation &, const CardSituation &) = default;
};

/// The reader whose card counts: the chosen one, or the only one with a card; empty if there is none.
QString readerThatCounts(const CardFacts &facts);
/// The one state that these facts mean. Pure. What keeps everything else from being seen comes first:
/// service, reader, card, what it is, whether it may be used here, its PIN.
CardSituation cardSituation(const CardFacts &facts);
/// One sentence about it and one about what to do, in the language of the program; no code, no key.
Advice cardStateAdvice(const CardSituation &situation);
/// How far a run was when the card was pulled; nothing if it ended otherwise.
std::optional<Interruption> interruptionOf(const RunRecord &record);

} // namespace dsr

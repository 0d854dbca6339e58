#pragma once

#include "core/base/clock.h"
#include "core/base/secret.h"
#include "core/card/pinpad.h"
#include "core/crypto/certificate.h"

#include <initializer_list>
#include <optional>

namespace dsr {

/// State of MRPIN.home as GET PIN STATUS tells it (egk-card 2.3).
enum class PinState { Verified, NotVerified, Blocked, Transport, Empty, Off };
QString pinStateId(PinState state); ///< "verified", "notVerified", "blocked", "transport", "empty", "off"

struct PinStatus
{
    PinState state = PinState::NotVerified;
    int triesLeft = -1; ///< -1 = the card did not say
};

/// What `HealthCard::identify` finds without a PIN.
struct HealthCardInfo
{
    QByteArray atr;
    QString iccsn; ///< 20 digits; empty if EF.GDO has none, and before the channel of a contactless card
    QString objectSystemVersion; ///< "4.5.2"
    bool contactless = false;
};

/// Files that are read as a whole (egk-card 1.2).
enum class CardFile { Atr, PersonalData, InsuranceData, StatusData };

/// What we want from an eGK, over its contacts or through a channel (egk-card 1, 2). Wraps a Card; same
/// threading. Remembers the selected folder, so nobody else may use the card between its calls. Errors of
/// Card::transmit come from every function, CardNeedsCan where a contactless card has no channel yet.
/// Nothing is ever repeated by itself: a PIN or PUK goes to the card at most once a call, and the state of
/// the PIN is known before.
class HealthCard
{
public:
    explicit HealthCard(Card &card);

    /// Card type by the AID in the FCP of the MF, EF.Version2, EF.GDO; leaves the MF selected. A contactless
    /// card is known by what it does: it keeps EF.GDO to itself. That is no error; the ICCSN is missing then.
    /// CardNotHealthCard (fact "kind": "hba", "smcb", "unknown"), CardTooOld.
    Result<HealthCardInfo> identify();
    /// PACE, right after `identify`; everything that follows goes through the channel. Errors of
    /// establishPace.
    Result<void> openChannel(const Secret &can);
    /// EF.GDO: 20 digits, or an empty text if there are none in it.
    Result<QString> iccsn();
    /// EF.C.CH.AUT.E256. CardCertificateUnusable (fact "reason") if it is absent or cannot be read.
    Result<Certificate> certificate();
    /// The content up to the size that the file itself tells, or to its end.
    Result<QByteArray> file(CardFile which);

    /// GET PIN STATUS of MRPIN.home; never spends a try.
    Result<PinStatus> pinStatus();
    /// VERIFY MRPIN.home. CardPinBlocked and CardPinTransport without sending a VERIFY.
    /// CardPinFormat for anything but 6 to 8 digits, before the card sees it. CardPinWrong has "triesLeft".
    Result<void> verifyPin(const Secret &pin);
    /// The same with the PIN entered on the keys of the reader; errors of verifyPin and of
    /// dsr::verifyPinAtReader.
    Result<void> verifyPinAtReader(PinPadStructure structure);
    /// CHANGE REFERENCE DATA of a PIN that the holder has chosen; errors as verifyPin.
    Result<void> changePin(const Secret &current, const Secret &fresh);
    /// The holder's first PIN in place of the transport PIN of 5 or 6 digits. CardPinAlreadySet, and errors
    /// as verifyPin; a wrong transport PIN costs a try as well.
    Result<void> activatePin(const Secret &transportPin, const Secret &fresh);
    /// changePin, or activatePin where that is the state, with both PINs entered on the keys of the reader;
    /// errors of both and of dsr::changePinAtReader.
    Result<void> changePinAtReader(PinPadStructure structure);
    /// The holder's first PIN on a card without any. CardPinAlreadySet; CardRefused if the card leaves that
    /// to the insurer.
    Result<void> setFirstPin(const Secret &fresh);
    /// RESET RETRY COUNTER with the PUK, with a new PIN if there is one. Every use of the PUK counts, a right
    /// one too. CardPukFormat for anything but 8 digits, before the card sees it; CardPukWrong has
    /// "triesLeft"; CardPukUsedUp, CardPinTransport, CardPinFormat.
    Result<void> unblockPin(const Secret &puk, const std::optional<Secret> &fresh);

    /// MSE SET and PSO COMPUTE DIGITAL SIGNATURE over a 32-octet hash; r‖s, 64 octets, verified with the
    /// certificate before it is handed out (card.signature).
    Result<QByteArray> sign(QByteArrayView hash, const Certificate &certificate);

private:
    using ContentSize = std::optional<qsizetype> (*)(QByteArrayView);
    using Refusal = std::unexpected<Error> (*)(const CommandApdu &, quint16);

    Result<void> selectHealthCard();
    Result<void> selectFolder(const QByteArray &aid);
    std::unexpected<Error> closed(const CommandApdu &command, quint16 sw) const;
    Result<int> largestRead();
    Result<QByteArray> readFile(int shortFileId, int ne, ContentSize contentSize);
    Result<PinState> pinStateAmong(std::initializer_list<PinState> allowed, const char *where);
    Result<void> sendPasswords(
        CommandApdu command, std::initializer_list<const Secret *> passwords, Refusal refusal);

    Card &m_card;
    std::optional<QByteArray> m_folder; ///< AID of what is selected, if that is known
    std::optional<PinStatus> m_pin; ///< as it was told, until a secret goes to the card
    std::optional<int> m_largestRead; ///< of a READ BINARY in the channel
};

/// 6 to 8 digits (egk-card 2.2).
bool isPinWellFormed(const Secret &pin);
/// 8 digits.
bool isPukWellFormed(const Secret &puk);
/// 5 or 6 digits.
bool isTransportPinWellFormed(const Secret &pin);

} // namespace dsr

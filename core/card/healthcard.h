#pragma once

#include "core/base/clock.h"
#include "core/base/secret.h"
#include "core/card/card.h"
#include "core/crypto/certificate.h"

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
    QString iccsn; ///< 20 digits; empty if EF.GDO cannot be read
    QString objectSystemVersion; ///< "4.5.2"
    bool contactless = false;
};

/// What we want from an eGK, over its contacts (egk-card 1, 2). Wraps a Card; same threading.
class HealthCard
{
public:
    explicit HealthCard(Card &card);

    /// Card type by the AID in the FCP of the MF, EF.Version2, EF.GDO; leaves the MF selected.
    /// CardNotHealthCard (fact "kind": "hba", "smcb", "unknown"), CardTooOld, CardNeedsCan.
    Result<HealthCardInfo> identify();
    /// EF.C.CH.AUT.E256. CardCertificateUnusable (fact "reason") if it is absent or cannot be read.
    Result<Certificate> certificate();
    /// GET PIN STATUS of MRPIN.home; never spends a try.
    Result<PinStatus> pinStatus();
    /// VERIFY MRPIN.home. Asks the status first: CardPinBlocked, CardPinTransport without sending a VERIFY.
    /// CardPinFormat for anything but 6 to 8 digits, before the card sees it. CardPinWrong has "triesLeft".
    Result<void> verifyPin(const Secret &pin);
    /// MSE SET and PSO COMPUTE DIGITAL SIGNATURE over a 32-octet hash; r‖s, 64 octets, verified with the
    /// certificate before it is handed out (card.signature).
    Result<QByteArray> sign(QByteArrayView hash, const Certificate &certificate);

private:
    Result<void> selectHealthCard();
    Result<QByteArray> readObject(int shortFileId, qsizetype limit);
    Card &m_card;
};

/// 6 to 8 digits (egk-card 2.2).
bool isPinWellFormed(const Secret &pin);

} // namespace dsr

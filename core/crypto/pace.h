#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <memory>

namespace dsr {

// PACE with generic mapping over brainpoolP256r1 and AES-128, id-PACE-ECDH-GM-AES-CBC-CMAC-128 (egk-card 3.1,
// BSI TR-03110). The arithmetic only, for either side; no APDUs.

inline constexpr qsizetype paceNonceSize = 16;
inline constexpr qsizetype pacePointSize = 65; ///< 04, X and Y of 32 octets each

/// What a run of PACE agreed on. The tokens are of this side and of the other: who sees the other's token has
/// proof that it knows the CAN.
struct PaceKeys
{
    Secret encryption; ///< 16 octets
    Secret mac; ///< 16 octets
    QByteArray ownToken; ///< 8 octets, to be sent
    QByteArray peerToken; ///< 8 octets, to be expected
};

/// Kpi, 16 octets, from the digits of the CAN as they are printed.
Secret paceKey(const Secret &can);
/// The nonce (16 octets) as it goes over the wire; no padding.
QByteArray encryptPaceNonce(const Secret &paceKey, const Secret &nonce);
/// The nonce in 16 octets from the card. Every CAN gives some nonce: a wrong one is noticed by the tokens.
Secret decryptPaceNonce(const Secret &paceKey, QByteArrayView encrypted);

/// One side of one run. Both sides do the same: send the mapping point, take the other's, send the agreement
/// point, take the other's. Everything it holds is wiped with it. One thread at a time.
class PaceParty
{
public:
    /// Private scalars, 32 octets each, 1 to n - 1. Only tests and recordings bring their own.
    struct Scalars
    {
        Secret mapping;
        Secret agreement;
    };

    /// With scalars of OpenSSL's generator.
    explicit PaceParty(const Secret &nonce);
    PaceParty(const Secret &nonce, Scalars scalars);
    ~PaceParty();
    PaceParty(PaceParty &&other) noexcept;
    PaceParty &operator=(PaceParty &&other) noexcept;

    /// X1 or Y1 on the generator of the curve.
    QByteArray mappingPoint() const;
    /// X2 or Y2 on the mapped generator. InputMalformed for octets that are no point of the curve.
    Result<QByteArray> agreementPoint(QByteArrayView peerMappingPoint);
    /// InputMalformed for octets that are no point of the curve and for this side's own point sent back.
    /// Asked after agreementPoint.
    Result<PaceKeys> keys(QByteArrayView peerAgreementPoint) const;

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace dsr

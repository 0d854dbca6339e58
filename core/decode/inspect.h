#pragma once

#include "core/decode/inspection.h"

#include <QStringList>

#include <functional>
#include <optional>

namespace dsr {

/// What bytes are thought to be. Guess = look at them.
enum class DataKind {
    Guess,
    Binary,
    Text,
    Envelope, ///< text around other things: a mail, a log, a request
    Base64,
    Hex,
    Json,
    Jwk,
    Har, ///< what a browser or a proxy recorded
    Session, ///< a recorded run of this program
    Xml,
    Gzip,
    Tlv, ///< data objects of a card: FCP, EF.ATR, EF.GDO, EF.Version2
    PersonalData, ///< EF.PD
    InsuranceData, ///< EF.VD
    StatusData, ///< EF.StatusVD
    Jws,
    AttestationToken, ///< of a registered device (RFC-02)
    DeviceToken, ///< of the service, for a device that was attested (RFC-02)
    Pem,
    Certificate,
    Request,
    PublicKey,
    PrivateKey,
    Point, ///< of an elliptic curve, uncompressed
    Crl,
    OcspRequest,
    OcspResponse,
    Der,
    Cbor,
    Attestation,
    Assertion,
    AuthenticatorData,
    AssertionData,
    CoseKey,
    Cms,
    Receipt,
    Apdus,
    CommandApdu,
    ResponseApdu,
    StatusList,
    IntegrityVerdict
};
/// "jws"; the word for scripts and files.
QString dataKindId(DataKind kind);
/// nullopt for unknown words.
std::optional<DataKind> dataKindFromId(const QString &id);
/// All words, Guess first.
QStringList dataKindIds();

/// Decrypts a compact JWE; nullopt if its key is not at hand. Whoever has keys brings one along.
using TokenOpener = std::function<std::optional<QByteArray>(QByteArrayView token)>;

/// Decodes bytes into a tree and never fails: what cannot be understood becomes a node with a flaw.
/// `name` names the first source; what `opener` opens is taken apart too. No clock, no network, no key of its
/// own; depth, memory and time are bounded.
InspectionPtr inspect(const QByteArray &bytes, DataKind hint = DataKind::Guess, const QString &name = {},
    const TokenOpener &opener = {});

} // namespace dsr

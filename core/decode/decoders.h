#pragma once

#include "core/base/encoding.h"
#include "core/decode/decoding.h"
#include "core/decode/inspect.h"

#include <optional>

namespace dsr {

// One file a decoder; inspect.cpp holds the table that chooses among them.
/// By the table in inspect.cpp; says in `into` what it is. Everything that may be a whole object goes through
/// it.
void decodeAs(DataKind kind, Decoding &decoding, const Part &part, Node &into);
void decodeGuess(Decoding &decoding, const Part &part, Node &into);
void decodeBinary(Decoding &decoding, const Part &part, Node &into);
void decodeText(Decoding &decoding, const Part &part, Node &into);
void decodeEnvelope(Decoding &decoding, const Part &part, Node &into);
void decodeBase64(Decoding &decoding, const Part &part, Node &into);
void decodeHex(Decoding &decoding, const Part &part, Node &into);
void decodeJson(Decoding &decoding, const Part &part, Node &into);
void decodeJws(Decoding &decoding, const Part &part, Node &into);
void decodePem(Decoding &decoding, const Part &part, Node &into);
void decodeCertificate(Decoding &decoding, const Part &part, Node &into);
void decodeRequest(Decoding &decoding, const Part &part, Node &into);
void decodePublicKey(Decoding &decoding, const Part &part, Node &into);
void decodePrivateKey(Decoding &decoding, const Part &part, Node &into);
void decodePoint(Decoding &decoding, const Part &part, Node &into);
void decodeCrl(Decoding &decoding, const Part &part, Node &into);
void decodeOcspRequest(Decoding &decoding, const Part &part, Node &into);
void decodeOcspResponse(Decoding &decoding, const Part &part, Node &into);
void decodeDer(Decoding &decoding, const Part &part, Node &into);
void decodeCbor(Decoding &decoding, const Part &part, Node &into);
// App Attest (apple-app-attest 1)
void decodeAttestation(Decoding &decoding, const Part &part, Node &into);
void decodeAssertion(Decoding &decoding, const Part &part, Node &into);
void decodeAuthenticatorData(Decoding &decoding, const Part &part, Node &into);
/// Authenticator data of an assertion, which says that a key follows though none does (apple-app-attest 4.1).
void decodeAssertionData(Decoding &decoding, const Part &part, Node &into);
void decodeCoseKey(Decoding &decoding, const Part &part, Node &into);
void decodeReceipt(Decoding &decoding, const Part &part, Node &into);
void decodeCms(Decoding &decoding, const Part &part, Node &into);
void decodeStatusList(Decoding &decoding, const Part &part, Node &into);
void decodeIntegrityVerdict(Decoding &decoding, const Part &part, Node &into);
void decodeXml(Decoding &decoding, const Part &part, Node &into);
void decodeGzip(Decoding &decoding, const Part &part, Node &into);
// What a card holds and says (egk-card 1, 2)
void decodeTlv(Decoding &decoding, const Part &part, Node &into);
void decodePersonalData(Decoding &decoding, const Part &part, Node &into);
void decodeInsuranceData(Decoding &decoding, const Part &part, Node &into);
void decodeStatusData(Decoding &decoding, const Part &part, Node &into);
void decodeApdus(Decoding &decoding, const Part &part, Node &into);
void decodeCommandApdu(Decoding &decoding, const Part &part, Node &into);
void decodeResponseApdu(Decoding &decoding, const Part &part, Node &into);

/// From here on bytes are what they look like even in the middle of something else.
inline constexpr int certainFit = 70;

// How well bytes fit a decoder: 0 not at all, certainFit whole and beyond doubt.
int fitBinary(QByteArrayView bytes);
int fitText(QByteArrayView bytes);
int fitEnvelope(QByteArrayView bytes);
int fitBase64(QByteArrayView bytes);
int fitHex(QByteArrayView bytes);
int fitJson(QByteArrayView bytes);
int fitJwk(QByteArrayView bytes);
int fitHar(QByteArrayView bytes);
int fitSession(QByteArrayView bytes);
int fitXml(QByteArrayView bytes);
int fitGzip(QByteArrayView bytes);
int fitTlv(QByteArrayView bytes);
int fitPersonalData(QByteArrayView bytes);
int fitInsuranceData(QByteArrayView bytes);
int fitStatusData(QByteArrayView bytes);
int fitApdus(QByteArrayView bytes);
int fitJws(QByteArrayView bytes);
int fitPem(QByteArrayView bytes);
int fitCertificate(QByteArrayView bytes);
int fitRequest(QByteArrayView bytes);
int fitPublicKey(QByteArrayView bytes);
int fitPrivateKey(QByteArrayView bytes);
int fitPoint(QByteArrayView bytes);
int fitCrl(QByteArrayView bytes);
int fitOcspRequest(QByteArrayView bytes);
int fitOcspResponse(QByteArrayView bytes);
int fitDer(QByteArrayView bytes);
int fitStatusList(QByteArrayView bytes);
int fitIntegrityVerdict(QByteArrayView bytes);
int fitCbor(QByteArrayView bytes);
int fitAttestation(QByteArrayView bytes);
int fitAssertion(QByteArrayView bytes);
int fitAuthenticatorData(QByteArrayView bytes);
int fitCoseKey(QByteArrayView bytes);
int fitReceipt(QByteArrayView bytes);
int fitCms(QByteArrayView bytes);

/// Base64 text decoded as far as it goes: strictly if possible, else by any alphabet, else the groups before
/// the first foreign character. `flaw` says what was wrong, nullptr if nothing.
struct LenientBase64
{
    QByteArray bytes;
    const char *flaw = nullptr;
};
LenientBase64 readBase64(QByteArrayView text, Base64Form form);

/// The bytes that a whole text stands for: base64 of either alphabet with line breaks; nullopt for any other
/// text.
std::optional<QByteArray> readBase64Text(QByteArrayView text);
/// Hex with or without blanks, colons, commas or 0x between the octets; or a dump as xxd, hexdump -C and
/// openssl write it.
std::optional<QByteArray> readHexText(QByteArrayView text);

/// What bytes are most likely, and how sure that is.
struct Fit
{
    DataKind kind;
    int certainty;
};
Fit bestFit(QByteArrayView bytes);
/// How well bytes fit as the content of an encoding that was taken off: beyond doubt, by all appearances, or
/// not at all.
int fitInside(QByteArrayView bytes);

} // namespace dsr

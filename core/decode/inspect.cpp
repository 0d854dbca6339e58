#include "core/decode/inspect.h"

#include "core/decode/decoders.h"
#include "core/decode/embedded.h"

#include <QCoreApplication>

#include <algorithm>

namespace dsr {

namespace {

struct Decoder
{
    DataKind kind;
    const char *id; ///< Node::kind
    int (*fit)(QByteArrayView bytes); ///< nullptr: never guessed
    DecodeFunction decode;
};

// A decoder is one file and one line here. The best fit wins, the first one among equals.
constexpr Decoder decoders[] = {
    {DataKind::Guess, "guess", nullptr, decodeGuess},
    {DataKind::Jws, "jws", fitJws, decodeJws},
    {DataKind::AttestationToken, "attestationToken", nullptr, decodeJws}, // told by what is in a token
    {DataKind::DeviceToken, "deviceToken", nullptr, decodeJws}, // as above
    {DataKind::Pem, "pem", fitPem, decodePem},
    {DataKind::Certificate, "certificate", fitCertificate, decodeCertificate},
    {DataKind::Request, "request", fitRequest, decodeRequest},
    {DataKind::PublicKey, "publicKey", fitPublicKey, decodePublicKey},
    {DataKind::PrivateKey, "privateKey", fitPrivateKey, decodePrivateKey},
    {DataKind::Point, "point", fitPoint, decodePoint},
    {DataKind::Crl, "crl", fitCrl, decodeCrl},
    {DataKind::OcspRequest, "ocspRequest", fitOcspRequest, decodeOcspRequest},
    {DataKind::OcspResponse, "ocspResponse", fitOcspResponse, decodeOcspResponse},
    {DataKind::Hex, "hex", fitHex, decodeHex},
    {DataKind::Base64, "base64", fitBase64, decodeBase64},
    {DataKind::StatusList, "statusList", fitStatusList, decodeStatusList},
    {DataKind::IntegrityVerdict, "integrityVerdict", fitIntegrityVerdict, decodeIntegrityVerdict},
    {DataKind::Session, "session", fitSession, decodeJson},
    {DataKind::Har, "har", fitHar, decodeJson},
    {DataKind::Jwk, "jwk", fitJwk, decodeJson},
    {DataKind::Json, "json", fitJson, decodeJson},
    {DataKind::Xml, "xml", fitXml, decodeXml},
    {DataKind::Gzip, "gzip", fitGzip, decodeGzip},
    {DataKind::Tlv, "tlv", fitTlv, decodeTlv},
    {DataKind::PersonalData, "personalData", fitPersonalData, decodePersonalData},
    {DataKind::InsuranceData, "insuranceData", fitInsuranceData, decodeInsuranceData},
    {DataKind::StatusData, "statusData", fitStatusData, decodeStatusData},
    {DataKind::Apdus, "apdus", fitApdus, decodeApdus},
    {DataKind::CommandApdu, "command", nullptr, decodeCommandApdu},
    {DataKind::ResponseApdu, "response", nullptr, decodeResponseApdu},
    {DataKind::Der, "der", fitDer, decodeDer},
    {DataKind::Attestation, "attestation", fitAttestation, decodeAttestation},
    {DataKind::Assertion, "assertion", fitAssertion, decodeAssertion},
    {DataKind::AuthenticatorData, "authenticatorData", fitAuthenticatorData, decodeAuthenticatorData},
    {DataKind::AssertionData, "assertionData", nullptr, decodeAssertionData},
    {DataKind::CoseKey, "coseKey", fitCoseKey, decodeCoseKey},
    {DataKind::Receipt, "receipt", fitReceipt, decodeReceipt},
    {DataKind::Cms, "cms", fitCms, decodeCms},
    {DataKind::Cbor, "cbor", fitCbor, decodeCbor},
    {DataKind::Envelope, "envelope", fitEnvelope, decodeEnvelope},
    {DataKind::Text, "text", fitText, decodeText},
    {DataKind::Binary, "binary", fitBinary, decodeBinary},
};

const Decoder &decoderOf(DataKind kind)
{
    return *std::ranges::find(decoders, kind, &Decoder::kind);
}

bool mayBe(const Decoder &decoder, QByteArrayView bytes)
{
    return !decoder.fit || decoder.fit(bytes) > 0;
}

/// Keys, certificates and commands come as text as often as not. What was asked for is then inside.
std::optional<Embedded> dressed(QByteArrayView bytes, DataKind wanted)
{
    const Decoder &decoder = decoderOf(wanted);
    const ByteRange whole{0, bytes.size()};
    if (const auto inside = readHexText(bytes); inside && mayBe(decoder, *inside))
        return Embedded{whole, u"hex", *inside, wanted};
    if (const auto inside = readBase64Text(bytes); inside && mayBe(decoder, *inside))
        return Embedded{whole, u"base64", *inside, wanted};
    return std::nullopt;
}

} // namespace

Fit bestFit(QByteArrayView bytes)
{
    Fit best{DataKind::Binary, 0};
    for (const Decoder &decoder : decoders) {
        const int certainty = decoder.fit ? decoder.fit(bytes) : 0;
        if (certainty > best.certainty)
            best = {decoder.kind, certainty};
    }
    return best;
}

void decodeAs(DataKind kind, Decoding &decoding, const Part &part, Node &into)
{
    const Decoder &decoder = decoderOf(kind == DataKind::Guess ? bestFit(decoding.bytes(part)).kind : kind);
    into.kind = decoder.id;
    decoder.decode(decoding, part, into);
}

void decodeGuess(Decoding &decoding, const Part &part, Node &into)
{
    decodeAs(DataKind::Guess, decoding, part, into);
}

QString dataKindId(DataKind kind)
{
    return QString::fromLatin1(decoderOf(kind).id);
}

std::optional<DataKind> dataKindFromId(const QString &id)
{
    for (const Decoder &decoder : decoders) {
        if (id == QLatin1StringView(decoder.id))
            return decoder.kind;
    }
    return std::nullopt;
}

QStringList dataKindIds()
{
    QStringList ids;
    for (const Decoder &decoder : decoders)
        ids.append(QString::fromLatin1(decoder.id));
    return ids;
}

InspectionPtr inspect(const QByteArray &bytes, DataKind hint, const QString &name, const TokenOpener &opener)
{
    Decoding decoding(bytes, name, opener);
    Node root;
    root.range = {0, bytes.size()};
    const Part whole{0, root.range};
    const Decoder &decoder = decoderOf(hint);
    const bool isAsTold = hint == DataKind::Guess || (decoder.fit && decoder.fit(bytes) > 0);
    const auto object = isAsTold ? std::nullopt : dressed(bytes, hint);
    if (object)
        openEmbedded(decoding, whole, *object, root);
    else if (!isAsTold && decoder.fit && fitPem(bytes) > 0)
        decodeAs(DataKind::Pem, decoding, whole, root);
    else
        decodeAs(hint, decoding, whole, root);
    return std::make_shared<const Inspection>(
        decoding.sources(), std::move(root), decoding.hasClosedTokens());
}

} // namespace dsr

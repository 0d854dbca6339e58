#include "core/decode/inspect.h"

#include "core/decode/decoders.h"

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
    {DataKind::Pem, "pem", fitPem, decodePem},
    {DataKind::Certificate, "certificate", fitCertificate, decodeCertificate},
    {DataKind::Request, "request", fitRequest, decodeRequest},
    {DataKind::Json, "json", fitJson, decodeJson},
    {DataKind::Apdus, "apdus", nullptr, decodeJson},
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
    {DataKind::Text, "text", fitText, decodeText},
    {DataKind::Binary, "binary", fitBinary, decodeBinary},
};

const Decoder &decoderOf(DataKind kind)
{
    return *std::ranges::find(decoders, kind, &Decoder::kind);
}

int fitOf(const Decoder &decoder, QByteArrayView bytes)
{
    return decoder.fit ? decoder.fit(bytes) : -1;
}

const Decoder &bestFit(QByteArrayView bytes)
{
    return *std::max_element(std::begin(decoders), std::end(decoders),
        [&](const Decoder &a, const Decoder &b) { return fitOf(a, bytes) < fitOf(b, bytes); });
}

/// Keys, certificates and requests come in an armour as often as not.
bool isArmoured(QByteArrayView bytes, DataKind kind)
{
    return (kind == DataKind::Certificate || kind == DataKind::Request || kind == DataKind::Der)
        && fitPem(bytes) > 0;
}

} // namespace

void decodeAs(DataKind kind, Decoding &decoding, const Part &part, Node &into)
{
    const Decoder &decoder = kind == DataKind::Guess ? bestFit(decoding.bytes(part)) : decoderOf(kind);
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

InspectionPtr inspect(const QByteArray &bytes, DataKind hint, const QString &name)
{
    Decoding decoding(bytes, name);
    Node root;
    root.range = {0, bytes.size()};
    decodeAs(isArmoured(bytes, hint) ? DataKind::Pem : hint, decoding, {0, root.range}, root);
    return std::make_shared<const Inspection>(decoding.sources(), std::move(root));
}

} // namespace dsr

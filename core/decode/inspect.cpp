#include "core/decode/inspect.h"

#include "core/decode/decoders.h"

#include <QCoreApplication>

#include <algorithm>

namespace dsr {

namespace {

struct Decoder
{
    DataKind kind; ///< the hint that asks for it; Guess: by its look only
    const char *id; ///< Inspection::kind
    int (*fit)(QByteArrayView bytes);
    DecodeFunction decode;
};

// A decoder is one file and one line here. The best fit wins, the first one among equals.
constexpr Decoder decoders[] = {
    {DataKind::Jws, "jws", fitJws, decodeJws},
    {DataKind::Guess, "pem", fitPem, decodePem},
    {DataKind::Certificate, "certificate", fitCertificate, decodeCertificate},
    {DataKind::Request, "request", fitRequest, decodeRequest},
    {DataKind::Json, "json", fitJson, decodeJson},
    {DataKind::Apdus, "json", fitJson, decodeJson},
    {DataKind::Der, "der", fitDer, decodeDer},
    {DataKind::Text, "text", fitText, decodeText},
    {DataKind::Binary, "binary", fitBinary, decodeBinary},
};

const Decoder &bestFit(QByteArrayView bytes)
{
    return *std::max_element(std::begin(decoders), std::end(decoders),
        [&](const Decoder &a, const Decoder &b) { return a.fit(bytes) < b.fit(bytes); });
}

const Decoder &choose(QByteArrayView bytes, DataKind hint)
{
    // Keys, certificates and requests come in an armour as often as not.
    const bool armoured = hint == DataKind::Certificate || hint == DataKind::Request || hint == DataKind::Der;
    if (hint == DataKind::Guess || (armoured && fitPem(bytes) > 0))
        return bestFit(bytes);
    return *std::find_if(std::begin(decoders), std::end(decoders),
        [&](const Decoder &decoder) { return decoder.kind == hint; });
}

} // namespace

void decodeGuess(Decoding &decoding, const Part &part, Node &into)
{
    bestFit(decoding.bytes(part)).decode(decoding, part, into);
}

InspectionPtr inspect(const QByteArray &bytes, DataKind hint, const QString &name)
{
    Decoding decoding(bytes, name);
    Node root;
    root.range = {0, bytes.size()};
    const Decoder &decoder = choose(bytes, hint);
    decoding.setKind(decoder.id);
    decoder.decode(decoding, {0, root.range}, root);
    return std::make_shared<const Inspection>(
        QString::fromLatin1(decoding.kind()), decoding.sources(), std::move(root));
}

} // namespace dsr

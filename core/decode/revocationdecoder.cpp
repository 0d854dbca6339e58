#include "core/decode/decoders.h"
#include "core/decode/dershape.h"

#include <QCoreApplication>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::RevocationDecoder)
};

using Kind = DerShape::Kind;

constexpr int integer = 2;
constexpr int bitString = 3;
constexpr int octetString = 4;
constexpr int objectIdentifier = 6;
constexpr int enumerated = 10;
constexpr int sequence = 16;
constexpr int utcTime = 23;
constexpr int generalizedTime = 24;

constexpr DerShape plainShape{};
template <const DerShape &inside> constexpr DerShape wrapped{.kind = Kind::Wrapped, .element = &inside};

/// The word for a number, with the number behind it.
template <size_t count> void say(Node &node, const char *const (&words)[count])
{
    bool isNumber = false;
    const qlonglong number = node.value.toLongLong(&isNumber);
    if (isNumber && number >= 0 && number < static_cast<qlonglong>(count) && words[number])
        node.text = QStringLiteral("%1 (%2)")
                        .arg(QCoreApplication::translate("dsr::RevocationDecoder", words[number]))
                        .arg(number);
}

void finishReason(Node &node)
{
    static constexpr const char *reasons[] = {QT_TRANSLATE_NOOP("dsr::RevocationDecoder", "unspecified"),
        QT_TRANSLATE_NOOP("dsr::RevocationDecoder", "the key was compromised"),
        QT_TRANSLATE_NOOP("dsr::RevocationDecoder", "the key of the CA was compromised"),
        QT_TRANSLATE_NOOP("dsr::RevocationDecoder", "affiliation changed"),
        QT_TRANSLATE_NOOP("dsr::RevocationDecoder", "superseded"),
        QT_TRANSLATE_NOOP("dsr::RevocationDecoder", "no longer in use"),
        QT_TRANSLATE_NOOP("dsr::RevocationDecoder", "on hold"), nullptr,
        QT_TRANSLATE_NOOP("dsr::RevocationDecoder", "removed from the list"),
        QT_TRANSLATE_NOOP("dsr::RevocationDecoder", "a privilege was withdrawn"),
        QT_TRANSLATE_NOOP("dsr::RevocationDecoder", "the key of the attribute authority was compromised")};
    say(node, reasons);
}

void finishResponseStatus(Node &node)
{
    static constexpr const char *statuses[] = {QT_TRANSLATE_NOOP("dsr::RevocationDecoder", "successful"),
        QT_TRANSLATE_NOOP("dsr::RevocationDecoder", "the request was malformed"),
        QT_TRANSLATE_NOOP("dsr::RevocationDecoder", "internal error of the responder"),
        QT_TRANSLATE_NOOP("dsr::RevocationDecoder", "try again later"), nullptr,
        QT_TRANSLATE_NOOP("dsr::RevocationDecoder", "the request has to be signed"),
        QT_TRANSLATE_NOOP("dsr::RevocationDecoder", "the responder may not answer this")};
    say(node, statuses);
}

QString textOf(Node &node, QStringView child)
{
    const Node *field = childOf(node, child);
    return field ? field->text : QString();
}

// --- lists

void finishEntry(Node &node)
{
    node.text =
        QStringLiteral("%1, %2").arg(textOf(node, u"userCertificate"), textOf(node, u"revocationDate"));
}

/// Called by its issuer and its dates.
void finishList(Node &node)
{
    if (Node *content = childOf(node, u"tbsCertList"))
        node.text =
            QStringLiteral("%1, %2").arg(textOf(*content, u"issuer"), textOf(*content, u"thisUpdate"));
}

constexpr DerField entryFields[] = {{u"userCertificate", integer, &serialShape}, {u"revocationDate"},
    {u"crlEntryExtensions", sequence, &extensionsShape}};
constexpr DerShape entryShape{.kind = Kind::Fields, .fields = entryFields, .finish = finishEntry};
constexpr DerShape entriesShape{.kind = Kind::List, .element = &entryShape};
constexpr DerField listContentFields[] = {{u"version", integer}, {u"signature", sequence, &algorithmShape},
    {u"issuer", sequence, &nameShape}, {u"thisUpdate"}, {u"nextUpdate", utcTime},
    {u"nextUpdate", generalizedTime}, {u"revokedCertificates", sequence, &entriesShape},
    {u"crlExtensions", contextTag(0), &wrapped<extensionsShape>}};
constexpr DerShape listContentShape{.kind = Kind::Fields, .fields = listContentFields};
constexpr DerField listFields[] = {{u"tbsCertList", sequence, &listContentShape},
    {u"signatureAlgorithm", sequence, &algorithmShape}, {u"signatureValue", bitString, &signatureShape}};
constexpr DerShape listShape{.kind = Kind::Fields, .fields = listFields, .finish = finishList};

// --- OCSP (RFC 6960 4)

void finishGood(Node &node)
{
    node.text = Text::tr("good");
    node.value = QStringLiteral("good");
}

void finishRevoked(Node &node)
{
    const QString reason = textOf(node, u"revocationReason");
    const QString time = textOf(node, u"revocationTime");
    node.text = reason.isEmpty() ? Text::tr("revoked since %1").arg(time)
                                 : Text::tr("revoked since %1: %2").arg(time, reason);
    node.value = QStringLiteral("revoked");
}

void finishUnknown(Node &node)
{
    node.text = Text::tr("not known to the responder");
    node.value = QStringLiteral("unknown");
}

void finishSerialOf(Node &node)
{
    node.text = textOf(node, u"serialNumber");
}

void finishSingle(Node &node)
{
    node.text = QStringLiteral("%1: %2").arg(textOf(node, u"certID"), textOf(node, u"certStatus"));
}

constexpr DerField certIdFields[] = {{u"hashAlgorithm", sequence, &algorithmShape},
    {u"issuerNameHash", octetString, &plainShape}, {u"issuerKeyHash", octetString, &plainShape},
    {u"serialNumber", integer, &serialShape}};
constexpr DerShape certIdShape{.kind = Kind::Fields, .fields = certIdFields, .finish = finishSerialOf};

constexpr DerShape goodShape{.finish = finishGood};
constexpr DerShape unknownShape{.finish = finishUnknown};
constexpr DerField revokedFields[] = {{u"revocationTime", generalizedTime},
    {u"revocationReason", contextTag(0), &wrapped<revocationReasonShape>}};
constexpr DerShape revokedShape{.kind = Kind::Fields, .fields = revokedFields, .finish = finishRevoked};
constexpr DerField singleFields[] = {{u"certID", sequence, &certIdShape},
    {u"certStatus", contextTag(0), &goodShape}, {u"certStatus", contextTag(1), &revokedShape},
    {u"certStatus", contextTag(2), &unknownShape}, {u"thisUpdate", generalizedTime},
    {u"nextUpdate", contextTag(0), &wrapped<plainShape>},
    {u"singleExtensions", contextTag(1), &wrapped<extensionsShape>}};
constexpr DerShape singleShape{.kind = Kind::Fields, .fields = singleFields, .finish = finishSingle};
constexpr DerShape singlesShape{.kind = Kind::List, .element = &singleShape, .finish = textOfFields};
constexpr DerField responseDataFields[] = {{u"version", contextTag(0), &wrapped<plainShape>},
    {u"responderID", contextTag(1), &wrapped<nameShape>},
    {u"responderID", contextTag(2), &wrapped<plainShape>}, {u"producedAt", generalizedTime},
    {u"responses", sequence, &singlesShape},
    {u"responseExtensions", contextTag(1), &wrapped<extensionsShape>}};
constexpr DerShape responseDataShape{.kind = Kind::Fields, .fields = responseDataFields};
constexpr DerShape certificateObject{.object = DataKind::Certificate};
constexpr DerShape certificatesShape{
    .kind = Kind::List, .element = &certificateObject, .finish = textOfFields};
constexpr DerField basicFields[] = {{u"tbsResponseData", sequence, &responseDataShape},
    {u"signatureAlgorithm", sequence, &algorithmShape}, {u"signature", bitString, &signatureShape},
    {u"certs", contextTag(0), &wrapped<certificatesShape>}};
constexpr DerShape basicShape{.kind = Kind::Fields, .fields = basicFields};

const DerShape *responseShapeOf(const QByteArray &oid)
{
    return oid == "1.3.6.1.5.5.7.48.1.1" ? &wrapped<basicShape> : nullptr;
}

void finishResponse(Node &node)
{
    node.text = textOf(node, u"responseStatus");
    Node *at = &node;
    for (const QStringView step : {u"responseBytes", u"response", u"tbsResponseData", u"responses"})
        at = at ? childOf(*at, step) : nullptr;
    if (at)
        node.text = at->text;
}

constexpr DerShape responseStatusShape{.finish = finishResponseStatus};
constexpr DerShape anyResponseShape{.shapeOf = responseShapeOf};
constexpr DerField responseBytesFields[] = {
    {u"responseType", objectIdentifier}, {u"response", octetString, &anyResponseShape}};
constexpr DerShape responseBytesShape{.kind = Kind::Fields, .fields = responseBytesFields};
constexpr DerField responseFields[] = {{u"responseStatus", enumerated, &responseStatusShape},
    {u"responseBytes", contextTag(0), &wrapped<responseBytesShape>}};
constexpr DerShape responseShape{.kind = Kind::Fields, .fields = responseFields, .finish = finishResponse};

constexpr DerField singleRequestFields[] = {{u"reqCert", sequence, &certIdShape},
    {u"singleRequestExtensions", contextTag(0), &wrapped<extensionsShape>}};
constexpr DerShape singleRequestShape{.kind = Kind::Fields, .fields = singleRequestFields};
constexpr DerShape requestListShape{.kind = Kind::List, .element = &singleRequestShape};
constexpr DerField requestContentFields[] = {{u"version", contextTag(0), &wrapped<plainShape>},
    {u"requestorName", contextTag(1)}, {u"requestList", sequence, &requestListShape},
    {u"requestExtensions", contextTag(2), &wrapped<extensionsShape>}};
constexpr DerShape requestContentShape{.kind = Kind::Fields, .fields = requestContentFields};
constexpr DerField ocspRequestFields[] = {
    {u"tbsRequest", sequence, &requestContentShape}, {u"optionalSignature", contextTag(0)}};
constexpr DerShape ocspRequestShape{.kind = Kind::Fields, .fields = ocspRequestFields};

constexpr DerField certHashFields[] = {
    {u"hashAlgorithm", sequence, &algorithmShape}, {u"certificateHash", octetString, &plainShape}};

void finishCertHash(Node &node)
{
    node.text = QStringLiteral("%1 %2").arg(textOf(node, u"hashAlgorithm"), textOf(node, u"certificateHash"));
}

/// The element that `bytes` start with, content included.
QByteArrayView inFirst(QByteArrayView bytes, const DerElement &element)
{
    return bytes.sliced(element.identifier.start, element.whole().length);
}

} // namespace

constexpr DerShape revocationReasonShape{.finish = finishReason};
constexpr DerShape certHashShape{.kind = Kind::Fields, .fields = certHashFields, .finish = finishCertHash};

int fitCrl(QByteArrayView bytes)
{
    const auto outer = derMembers(bytes);
    if (outer.size() != 3 || !outer[2].isUniversal(bitString))
        return 0;
    const auto content = derMembers(inFirst(bytes, outer[0]));
    const size_t first = !content.empty() && content[0].isUniversal(integer) ? 1 : 0;
    return content.size() > first + 2 && content[first].isUniversal(sequence)
            && content[first + 1].isUniversal(sequence)
            && (content[first + 2].isUniversal(utcTime) || content[first + 2].isUniversal(generalizedTime))
        ? certainFit + 15
        : 0;
}

void decodeCrl(Decoding &decoding, const Part &part, Node &into)
{
    decodeShape(decoding, part, into, &listShape);
}

int fitOcspRequest(QByteArrayView bytes)
{
    // request, its content, the list, its first entry, and in it the CertID
    QByteArrayView at = bytes;
    for (int depth = 0; depth < 4; ++depth) {
        const auto members = derMembers(at);
        size_t index = 0;
        while (depth == 1 && index < members.size() && members[index].tagClass == 2)
            ++index;
        if (index >= members.size() || !members[index].isUniversal(sequence))
            return 0;
        at = inFirst(at, members[index]);
    }
    const auto id = derMembers(at);
    return id.size() == 4 && id[0].isUniversal(sequence) && id[1].isUniversal(octetString)
            && id[2].isUniversal(octetString) && id[3].isUniversal(integer)
        ? certainFit + 15
        : 0;
}

void decodeOcspRequest(Decoding &decoding, const Part &part, Node &into)
{
    decodeShape(decoding, part, into, &ocspRequestShape);
}

int fitOcspResponse(QByteArrayView bytes)
{
    const auto members = derMembers(bytes);
    const bool isResponse = !members.empty() && members[0].isUniversal(enumerated)
        && (members.size() == 1 || (members.size() == 2 && members[1].isContext(0)));
    return isResponse ? certainFit + 15 : 0;
}

void decodeOcspResponse(Decoding &decoding, const Part &part, Node &into)
{
    decodeShape(decoding, part, into, &responseShape);
}

} // namespace dsr

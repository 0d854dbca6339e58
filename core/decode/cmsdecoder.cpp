#include "core/decode/appattest.h"
#include "core/decode/decoders.h"
#include "core/decode/dershape.h"

#include <QCoreApplication>
#include <QHash>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::CmsDecoder)
};

using Kind = DerShape::Kind;

constexpr int integer = 2;
constexpr int octetString = 4;
constexpr int objectIdentifier = 6;
constexpr int utf8String = 12;
constexpr int sequence = 16;
constexpr int set = 17;

template <const DerShape &inside> constexpr DerShape wrapped{.kind = Kind::Wrapped, .element = &inside};

// --- what a receipt says (apple-app-attest 1.5)

void decodeAttestedCertificate(Decoding &decoding, const Part &part, Node &into)
{
    decodeAs(DataKind::Certificate, decoding, part, into);
}

void finishTime(Node &node)
{
    if (!receiptTime(node.value.toString()).isValid())
        setFlaw(node, QT_TRANSLATE_NOOP("dsr::Flaw", "not a date as receipts write it"));
}

constexpr DerShape textShape{.readAs = utf8String};
constexpr DerShape timeShape{.readAs = utf8String, .finish = finishTime};
constexpr DerShape certificateValueShape{.opens = decodeAttestedCertificate};

const DerShape *valueShapeOf(const QByteArray &number)
{
    switch (number.toInt()) {
    case receiptfield::attestedKey:
        return &certificateValueShape;
    case receiptfield::appId:
    case receiptfield::token:
    case receiptfield::type:
    case receiptfield::environment:
    case receiptfield::riskMetric:
        return &textShape;
    case receiptfield::creationTime:
    case receiptfield::notBefore:
    case receiptfield::expirationTime:
        return &timeShape;
    default:
        return nullptr;
    }
}

void finishField(Node &node)
{
    if (const Node *value = childOf(node, u"value")) {
        node.text = value->text;
        node.value = value->value;
    }
}

/// Fields are called by what their number means.
void finishFields(Node &node)
{
    QHash<QString, int> seen;
    for (Node &field : node.children) {
        const Node *type = field.syntax ? nullptr : childOf(field, u"type");
        if (!type)
            continue;
        const QStringView name = receiptFieldName(type->value.toInt());
        field.name = name.isNull() ? QStringLiteral("field%1").arg(type->text) : staticText(name);
        if (const int before = seen[field.name]++; before > 0) {
            field.name += QStringLiteral("[%1]").arg(before);
            setFlaw(field, QT_TRANSLATE_NOOP("dsr::Flaw", "this name stands here more than once"));
        }
    }
}

constexpr DerShape valueShape{.shapeOf = valueShapeOf};
constexpr DerField fieldFields[] = {
    {u"type", integer}, {u"version", integer}, {u"value", octetString, &valueShape}};
constexpr DerShape fieldShape{.kind = Kind::Fields, .fields = fieldFields, .finish = finishField};
constexpr DerShape fieldsShape{.kind = Kind::List, .element = &fieldShape, .finish = finishFields};

void decodeFields(Decoding &decoding, const Part &part, Node &into)
{
    decodeShape(decoding, part, into, &fieldsShape);
}

// --- SignedData (RFC 5652 5)

void decodeContent(Decoding &decoding, const Part &part, Node &into)
{
    decodeAs(DataKind::Guess, decoding, part, into);
}

constexpr DerShape algorithmsShape{.kind = Kind::List, .element = &algorithmShape, .finish = textOfFields};
constexpr DerShape certificateShapeInside{.object = DataKind::Certificate};
constexpr DerShape certificatesShape{.kind = Kind::List, .element = &certificateShapeInside};
constexpr DerField issuerFields[] = {{u"issuer", sequence, &nameShape}, {u"serialNumber", integer}};
constexpr DerShape issuerShape{.kind = Kind::Fields, .fields = issuerFields, .finish = textOfFields};
constexpr DerField signerFields[] = {{u"version", integer},
    {u"issuerAndSerialNumber", sequence, &issuerShape}, {u"subjectKeyIdentifier", contextTag(0)},
    {u"digestAlgorithm", sequence, &algorithmShape}, {u"signedAttrs", contextTag(0)},
    {u"signatureAlgorithm", sequence, &algorithmShape}, {u"signature", octetString, &signatureShape},
    {u"unsignedAttrs", contextTag(1)}};
constexpr DerShape signerShape{.kind = Kind::Fields, .fields = signerFields};
constexpr DerShape signersShape{.kind = Kind::List, .element = &signerShape};

template <DecodeFunction decode> constexpr DerShape octets{.opens = decode};
template <DecodeFunction decode>
constexpr DerField contentFields[] = {
    {u"eContentType", objectIdentifier}, {u"eContent", contextTag(0), &wrapped<octets<decode>>}};
template <DecodeFunction decode>
constexpr DerShape contentShape{.kind = Kind::Fields, .fields = contentFields<decode>};
template <DecodeFunction decode>
constexpr DerField signedDataFields[] = {{u"version", integer}, {u"digestAlgorithms", set, &algorithmsShape},
    {u"encapContentInfo", sequence, &contentShape<decode>},
    {u"certificates", contextTag(0), &certificatesShape}, {u"crls", contextTag(1)},
    {u"signerInfos", set, &signersShape}};
template <DecodeFunction decode>
constexpr DerShape signedDataShape{.kind = Kind::Fields, .fields = signedDataFields<decode>};
template <DecodeFunction decode>
constexpr DerField messageFields[] = {
    {u"contentType", objectIdentifier}, {u"content", contextTag(0), &wrapped<signedDataShape<decode>>}};
template <DecodeFunction decode>
constexpr DerShape messageShape{.kind = Kind::Fields, .fields = messageFields<decode>};

// --- recognising

/// Steps into nested elements one after the other, each given by how it is recognised; cut ones as well.
class Descent
{
public:
    explicit Descent(QByteArrayView bytes)
        : m_cursor(bytes, DerCursor::Rules::Ber)
    {
    }
    bool enter(quint8 tagClass, quint32 tag)
    {
        const auto element = m_cursor.nextOrCut();
        if (!element || element->tagClass != tagClass || element->tag != tag)
            return false;
        m_cursor = m_cursor.inside(*element);
        return true;
    }
    bool pass(quint32 tag)
    {
        const auto element = m_cursor.nextOrCut();
        return element && element->isUniversal(tag);
    }
    bool passOid(const char *oid)
    {
        const auto element = m_cursor.nextOrCut();
        return element && element->isUniversal(objectIdentifier)
            && derObjectIdentifier(m_cursor.bytes(element->content)) == oid;
    }
    bool nextIs(quint32 tag) const
    {
        DerCursor ahead = m_cursor;
        const auto element = ahead.nextOrCut();
        return element && element->isUniversal(tag);
    }

private:
    DerCursor m_cursor;
};

} // namespace

int fitCms(QByteArrayView bytes)
{
    Descent message(bytes);
    return message.enter(0, sequence) && message.passOid("1.2.840.113549.1.7.2") ? 85 : 0;
}

int fitReceipt(QByteArrayView bytes)
{
    Descent message(bytes);
    const bool hasContent = message.enter(0, sequence) && message.passOid("1.2.840.113549.1.7.2")
        && message.enter(2, 0) && message.enter(0, sequence) && message.pass(integer) && message.pass(set)
        && message.enter(0, sequence) && message.passOid("1.2.840.113549.1.7.1") && message.enter(2, 0)
        && message.enter(0, octetString);
    if (!hasContent)
        return 0;
    if (message.nextIs(octetString) && !message.enter(0, octetString))
        return 0;
    return message.enter(0, set) && message.enter(0, sequence) && message.pass(integer)
            && message.pass(integer) && message.nextIs(octetString)
        ? 90
        : 0;
}

void decodeCms(Decoding &decoding, const Part &part, Node &into)
{
    decodeShape(decoding, part, into, &messageShape<decodeContent>, DerCursor::Rules::Ber);
}

void decodeReceipt(Decoding &decoding, const Part &part, Node &into)
{
    decodeShape(decoding, part, into, &messageShape<decodeFields>, DerCursor::Rules::Ber);
}

} // namespace dsr

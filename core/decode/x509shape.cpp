#include "core/decode/appattest.h"
#include "core/decode/decoding.h"
#include "core/decode/dershape.h"
#include "core/decode/keydescription.h"
#include "core/decode/oids.h"

#include <QCoreApplication>
#include <QStringBuilder>
#include <QStringList>

#include <utility>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::X509Shape)
};

using Kind = DerShape::Kind;

constexpr int boolean = 1;
constexpr int integer = 2;
constexpr int bitString = 3;
constexpr int octetString = 4;
constexpr int objectIdentifier = 6;
constexpr int sequence = 16;
constexpr int ia5String = 22;

QString dotted(const Node *node)
{
    return node ? node->value.toString() : QString();
}

// --- names

void finishAttribute(Node &node)
{
    const Node *type = childOf(node, u"type");
    const Node *value = childOf(node, u"value");
    if (!type || !value)
        return;
    const QByteArray oid = dotted(type).toLatin1();
    const OidName *known = oidName(oid);
    const QString label =
        known && !known->shortName.isNull() ? staticText(known->shortName) : QString::fromLatin1(oid);
    node.text = label % u'=' % value->text;
    node.value = value->text;
    const bool isName = oid == "2.5.4.4" || oid == "2.5.4.42";
    const bool isKvnr = oid == "2.5.4.11" && looksLikeKvnr(value->text);
    if (isName || isKvnr)
        markPersonal(node);
}

void finishRelativeName(Node &node)
{
    textOfFields(node);
    if (node.personal)
        markPersonal(node);
    const Node *attribute = childOf(node, u"0");
    if (attribute)
        node.value = attribute->value;
}

/// Who has a surname or an insurance number is a person, whose common name is as personal.
void finishName(Node &node)
{
    textOfFields(node);
    if (!node.personal)
        return;
    for (Node &part : node.children) {
        if (part.name.startsWith(QLatin1StringView("commonName")))
            markPersonal(part);
    }
}

constexpr DerField attributeFields[] = {{u"type", objectIdentifier}, {u"value"}};
constexpr DerShape attributeShape{.kind = Kind::Fields, .fields = attributeFields, .finish = finishAttribute};
constexpr DerShape relativeNameShape{
    .kind = Kind::List, .element = &attributeShape, .finish = finishRelativeName};

} // namespace

constexpr DerShape nameShape{
    .kind = Kind::List, .element = &relativeNameShape, .namedByOid = true, .finish = finishName};

namespace {

// --- general names

constexpr DerShape ia5Shape{.readAs = ia5String};
constexpr DerShape oidShape{.readAs = objectIdentifier};
constexpr DerShape wrappedNameShape{.kind = Kind::Wrapped, .element = &nameShape};

DerField generalNameField(const DerElement &element)
{
    constexpr DerField fields[] = {{u"otherName"}, {.name = u"rfc822Name", .shape = &ia5Shape},
        {.name = u"dNSName", .shape = &ia5Shape}, {u"x400Address"},
        {.name = u"directoryName", .shape = &wrappedNameShape}, {u"ediPartyName"},
        {.name = u"uniformResourceIdentifier", .shape = &ia5Shape}, {u"iPAddress"},
        {.name = u"registeredID", .shape = &oidShape}};
    return element.tagClass == 2 && element.tag < std::size(fields) ? fields[element.tag] : DerField{};
}

constexpr DerShape generalNamesShape{.kind = Kind::List, .fieldOf = generalNameField, .finish = textOfFields};

// --- algorithms and keys

void finishAlgorithm(Node &node)
{
    if (const Node *algorithm = childOf(node, u"algorithm"))
        node.text = oidText(dotted(algorithm).toLatin1());
}

void finishKey(Node &node)
{
    Node *algorithm = childOf(node, u"algorithm");
    Node *key = childOf(node, u"subjectPublicKey");
    if (!algorithm || !key)
        return;
    node.text = algorithm->text;
    if (const Node *curve = childOf(*algorithm, u"parameters"); curve && !curve->text.isEmpty())
        node.text = Text::tr("elliptic curve %1").arg(oidText(dotted(curve).toLatin1()));
    if (const Node *modulus = childOf(*key, u"modulus")) {
        const QByteArray octets = modulus->value.toByteArray();
        const bool hasSignOctet = octets.startsWith('\0');
        node.text = Text::tr("RSA, %1 bits").arg(8 * (octets.size() - (hasSignOctet ? 1 : 0)));
    }
}

constexpr DerField algorithmFields[] = {{u"algorithm", objectIdentifier}, {u"parameters"}};

} // namespace

constexpr DerShape algorithmShape{.kind = Kind::Fields, .fields = algorithmFields, .finish = finishAlgorithm};

namespace {

constexpr DerField rsaKeyFields[] = {{u"modulus", integer}, {u"publicExponent", integer}};
constexpr DerShape rsaKeyFieldsShape{.kind = Kind::Fields, .fields = rsaKeyFields};
constexpr DerShape rsaKeyShape{.kind = Kind::Wrapped, .element = &rsaKeyFieldsShape};

const DerShape *keyShapeOf(const QByteArray &oid)
{
    return oid == "1.2.840.113549.1.1.1" ? &rsaKeyShape : nullptr;
}
constexpr DerShape keyShape{.shapeOf = keyShapeOf};
constexpr DerField keyInfoFields[] = {
    {u"algorithm", sequence, &algorithmShape}, {u"subjectPublicKey", bitString, &keyShape}};

} // namespace

constexpr DerShape keyInfoShape{.kind = Kind::Fields, .fields = keyInfoFields, .finish = finishKey};

namespace {

constexpr DerShape keyObject{.object = DataKind::PublicKey};

constexpr DerField ecdsaFields[] = {{u"r", integer}, {u"s", integer}};
constexpr DerShape ecdsaFieldsShape{.kind = Kind::Fields, .fields = ecdsaFields};
constexpr DerShape ecdsaShape{.kind = Kind::Wrapped, .element = &ecdsaFieldsShape};

const DerShape *signatureShapeOf(const QByteArray &oid)
{
    return oid.startsWith("1.2.840.10045.4.") ? &ecdsaShape : nullptr;
}

} // namespace

constexpr DerShape signatureShape{.shapeOf = signatureShapeOf};

namespace {

// --- extensions

void finishKeyUsage(Node &node)
{
    constexpr const char *names[] = {"digitalSignature", "contentCommitment", "keyEncipherment",
        "dataEncipherment", "keyAgreement", "keyCertSign", "cRLSign", "encipherOnly", "decipherOnly"};
    const QByteArray bits = node.value.toByteArray();
    QStringList set;
    for (qsizetype i = 0; i < static_cast<qsizetype>(std::size(names)) && i / 8 < bits.size(); ++i) {
        if ((bits.at(i / 8) & (0x80 >> (i % 8))) != 0)
            set.append(QString::fromLatin1(names[i]));
    }
    node.text = set.join(QStringLiteral(", "));
}

void finishBasicConstraints(Node &node)
{
    const Node *ca = childOf(node, u"cA");
    const Node *path = childOf(node, u"pathLenConstraint");
    node.text = QStringLiteral("cA=") + (ca ? ca->text : QStringLiteral("false"));
    if (path)
        node.text += QStringLiteral(", pathLenConstraint=") + path->text;
}

void finishExtension(Node &node)
{
    if (const Node *value = childOf(node, u"extnValue"))
        node.text = value->text;
}

void finishFirstField(Node &node)
{
    for (const Node &child : node.children) {
        if (!child.syntax) {
            node.text = child.text;
            return;
        }
    }
}

constexpr DerShape plainShape{};
constexpr DerShape keyUsageBits{.finish = finishKeyUsage};
constexpr DerField constraintFields[] = {{u"cA", boolean}, {u"pathLenConstraint", integer}};
constexpr DerShape constraintsShape{
    .kind = Kind::Fields, .fields = constraintFields, .finish = finishBasicConstraints};
constexpr DerShape purposesShape{.kind = Kind::List, .element = &plainShape, .finish = textOfFields};
constexpr DerField policyFields[] = {
    {u"policyIdentifier", objectIdentifier}, {u"policyQualifiers", sequence}};
constexpr DerShape policyShape{.kind = Kind::Fields, .fields = policyFields, .finish = finishFirstField};
constexpr DerShape policiesShape{.kind = Kind::List, .element = &policyShape, .finish = textOfFields};
constexpr DerField keyIdFields[] = {{u"keyIdentifier", contextTag(0)},
    {u"authorityCertIssuer", contextTag(1), &generalNamesShape},
    {u"authorityCertSerialNumber", contextTag(2)}};
constexpr DerShape keyIdShape{.kind = Kind::Fields, .fields = keyIdFields, .finish = finishFirstField};

DerField accessField(const DerElement &element)
{
    if (element.isUniversal(objectIdentifier))
        return {.name = u"accessMethod"};
    const DerField name = generalNameField(element);
    return {.name = u"accessLocation", .shape = name.shape};
}
constexpr DerShape accessShape{.kind = Kind::List, .fieldOf = accessField, .finish = textOfFields};
constexpr DerShape accessesShape{.kind = Kind::List, .element = &accessShape, .finish = textOfFields};

template <const DerShape &inside> constexpr DerShape wrapped{.kind = Kind::Wrapped, .element = &inside};

constexpr std::pair<const char *, const DerShape *> extensionShapes[] = {
    {"2.5.29.14", &wrapped<plainShape>},
    {"2.5.29.15", &wrapped<keyUsageBits>},
    {"2.5.29.17", &wrapped<generalNamesShape>},
    {"2.5.29.18", &wrapped<generalNamesShape>},
    {"2.5.29.19", &wrapped<constraintsShape>},
    {"2.5.29.32", &wrapped<policiesShape>},
    {"2.5.29.35", &wrapped<keyIdShape>},
    {"2.5.29.37", &wrapped<purposesShape>},
    {"2.5.29.20", &wrapped<plainShape>},
    {"2.5.29.21", &wrapped<revocationReasonShape>},
    {"2.5.29.24", &wrapped<plainShape>},
    {"1.3.6.1.5.5.7.1.1", &wrapped<accessesShape>},
    {"1.3.36.8.3.13", &wrapped<certHashShape>},
    {keyAttestationOid, &wrapped<keyDescriptionShape>},
    {provisioningInfoOid, &provisioningInfoShape},
    {"1.3.6.1.4.1.11129.2.1.25", &entityAttestationShape},
    {appleNonceOid, &wrapped<appleNonceShape>},
    {appleKeyUsageOid, &wrapped<appleKeyUsageShape>},
    {appleAccessControlOid, &wrapped<appleAccessControlShape>},
    {appleOperatingSystemOid, &wrapped<appleOperatingSystemShape>},
    {appleReceiptSigningOid, &wrapped<plainShape>},
};

const DerShape *extensionShapeOf(const QByteArray &oid)
{
    for (const auto &[known, shape] : extensionShapes) {
        if (oid == known)
            return shape;
    }
    return nullptr;
}
constexpr DerShape extensionValueShape{.shapeOf = extensionShapeOf};
constexpr DerField extensionFields[] = {
    {u"extnID", objectIdentifier}, {u"critical", boolean}, {u"extnValue", octetString, &extensionValueShape}};
constexpr DerShape extensionShape{.kind = Kind::Fields, .fields = extensionFields, .finish = finishExtension};

} // namespace

constexpr DerShape extensionsShape{.kind = Kind::List, .element = &extensionShape, .namedByOid = true};

namespace {

// --- certificate and request

void finishVersion(Node &node)
{
    node.text = QStringLiteral("v%1").arg(node.value.toLongLong() + 1);
}

/// In hex without leading zeros, the form of status lists.
void finishSerial(Node &node)
{
    if (node.value.typeId() == QMetaType::LongLong)
        node.text = QString::number(node.value.toLongLong(), 16);
    while (node.text.size() > 1 && node.text.startsWith(QLatin1Char('0')))
        node.text.remove(0, 1);
}

void finishValidity(Node &node)
{
    const Node *from = childOf(node, u"notBefore");
    const Node *to = childOf(node, u"notAfter");
    if (from && to)
        node.text = QStringLiteral("%1 … %2").arg(from->text, to->text);
}

/// A certificate or request is called by its subject.
void finishSigned(Node &node)
{
    for (const QStringView signedPart : {u"tbsCertificate", u"certificationRequestInfo"}) {
        Node *inner = childOf(node, signedPart);
        const Node *subject = inner ? childOf(*inner, u"subject") : nullptr;
        if (!subject)
            continue;
        node.text = subject->text;
        node.personal = subject->personal;
    }
}

constexpr DerShape versionShape{.finish = finishVersion};
constexpr DerShape wrappedVersionShape{.kind = Kind::Wrapped, .element = &versionShape};

} // namespace

constexpr DerShape serialShape{.finish = finishSerial};

namespace {

constexpr DerField validityFields[] = {{u"notBefore"}, {u"notAfter"}};
constexpr DerShape validityShape{.kind = Kind::Fields, .fields = validityFields, .finish = finishValidity};

constexpr DerField certificateContentFields[] = {{u"version", contextTag(0), &wrappedVersionShape},
    {u"serialNumber", integer, &serialShape}, {u"signature", sequence, &algorithmShape},
    {u"issuer", sequence, &nameShape}, {u"validity", sequence, &validityShape},
    {u"subject", sequence, &nameShape}, {u"subjectPublicKeyInfo", sequence, &keyObject},
    {u"issuerUniqueID", contextTag(1)}, {u"subjectUniqueID", contextTag(2)},
    {u"extensions", contextTag(3), &wrapped<extensionsShape>}};
constexpr DerShape certificateContentShape{.kind = Kind::Fields, .fields = certificateContentFields};
constexpr DerField certificateFields[] = {{u"tbsCertificate", sequence, &certificateContentShape},
    {u"signatureAlgorithm", sequence, &algorithmShape}, {u"signatureValue", bitString, &signatureShape}};

const DerShape *attributeValuesOf(const QByteArray &oid)
{
    static constexpr DerShape extensionRequest{.kind = Kind::List, .element = &extensionsShape};
    static constexpr DerShape values{.kind = Kind::List, .element = &plainShape, .finish = textOfFields};
    return oid == "1.2.840.113549.1.9.14" ? &extensionRequest : &values;
}
constexpr DerShape attributeValuesShape{.shapeOf = attributeValuesOf};
constexpr DerField requestAttributeFields[] = {
    {u"type", objectIdentifier}, {u"values", 17, &attributeValuesShape}};
constexpr DerShape requestAttributeShape{.kind = Kind::Fields, .fields = requestAttributeFields};
constexpr DerShape requestAttributesShape{
    .kind = Kind::List, .element = &requestAttributeShape, .namedByOid = true};
constexpr DerField requestInfoFields[] = {{u"version", integer, &versionShape},
    {u"subject", sequence, &nameShape}, {u"subjectPKInfo", sequence, &keyObject},
    {u"attributes", contextTag(0), &requestAttributesShape}};
constexpr DerShape requestInfoShape{.kind = Kind::Fields, .fields = requestInfoFields};
constexpr DerField requestFields[] = {{u"certificationRequestInfo", sequence, &requestInfoShape},
    {u"signatureAlgorithm", sequence, &algorithmShape}, {u"signature", bitString, &signatureShape}};

} // namespace

constexpr DerShape certificateShape{
    .kind = Kind::Fields, .fields = certificateFields, .finish = finishSigned};
constexpr DerShape requestShape{.kind = Kind::Fields, .fields = requestFields, .finish = finishSigned};

Node *childOf(Node &node, QStringView name)
{
    for (Node &child : node.children) {
        if (child.name == name)
            return &child;
    }
    return nullptr;
}

void textOfFields(Node &node)
{
    QString text;
    for (const Node &child : node.children) {
        if (child.syntax || child.text.isEmpty())
            continue;
        if (text.isEmpty())
            text = child.text;
        else
            text += u", " % child.text;
        node.personal = node.personal || child.personal;
    }
    node.text = text;
}

} // namespace dsr

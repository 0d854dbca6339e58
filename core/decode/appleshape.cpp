#include "core/decode/appattest.h"
#include "core/decode/dershape.h"

#include <QCoreApplication>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::AppleShape)
};

using Kind = DerShape::Kind;

constexpr int utf8String = 12;
constexpr int sequence = 16;

constexpr DerShape plainShape{};
constexpr DerShape textShape{.readAs = utf8String};
template <const DerShape &inside> constexpr DerShape wrapped{.kind = Kind::Wrapped, .element = &inside};

void finishUndocumented(Node &node)
{
    textOfFields(node);
    node.text = Text::tr("%1 (not documented by Apple)").arg(node.text);
}

constexpr DerField nonceFields[] = {{u"nonce", contextTag(1), &wrapped<plainShape>}};

// apple-app-attest 3.2: fields as seen in real certificates
DerField keyUsageField(const DerElement &element)
{
    constexpr quint32 secureKeyStore = 5;
    if (element.isContext(appleAppIdTag))
        return {.name = u"appId", .shape = &wrapped<textShape>};
    if (element.isContext(secureKeyStore))
        return {.shape = &wrapped<textShape>};
    return {.shape = &wrapped<plainShape>};
}

DerField operatingSystemField(const DerElement &element)
{
    constexpr struct
    {
        quint32 tag;
        QStringView name;
    } names[] = {{applePlatformTag, u"platform"}, {1029, u"variant"}, {1104, u"deviceClass"},
        {1400, u"osVersion"}, {1401, u"componentVersion"}, {1403, u"osBuild"}};
    DerField field{.shape = &wrapped<textShape>};
    for (const auto &known : names) {
        if (element.isContext(known.tag))
            field.name = known.name;
    }
    return field;
}

// {"odel", [1] TRUE}: an operation and what it asks for
constexpr DerField operationFields[] = {{u"operation", utf8String}};
constexpr DerShape operationShape{.kind = Kind::Fields, .fields = operationFields, .finish = textOfFields};
constexpr DerShape operationsShape{.kind = Kind::List, .element = &operationShape, .finish = textOfFields};
constexpr DerField controlFields[] = {{u"version", utf8String}, {u"operations", sequence, &operationsShape}};
constexpr DerShape controlShape{.kind = Kind::Fields, .fields = controlFields, .finish = textOfFields};
constexpr DerField accessControlFields[] = {
    {u"accessControl", contextTag(3), &wrapped<wrapped<controlShape>>}};

} // namespace

constexpr DerShape appleNonceShape{.kind = Kind::Fields, .fields = nonceFields, .finish = textOfFields};
constexpr DerShape appleKeyUsageShape{
    .kind = Kind::List, .fieldOf = keyUsageField, .finish = finishUndocumented};
constexpr DerShape appleAccessControlShape{
    .kind = Kind::Fields, .fields = accessControlFields, .finish = textOfFields};
constexpr DerShape appleOperatingSystemShape{
    .kind = Kind::List, .fieldOf = operatingSystemField, .finish = finishUndocumented};

} // namespace dsr

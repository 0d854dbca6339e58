#include "core/decode/cborshape.h"
#include "core/decode/dershape.h"

namespace dsr {

namespace {

// android-attestation 6.1; key 2 has no published meaning
constexpr CborField provisioningFields[] = {{u"1", u"certificatesIssued"}, {u"3", u"manufacturer"},
    {u"4", u"attestedEntity"}, {u"6", u"isLostDevice"}};
constexpr CborShape provisioningShape{.fields = provisioningFields};

// android-attestation 6.2
constexpr CborField submoduleFields[] = {{u"-76002", u"securityLevel"}};
constexpr CborShape submoduleShape{.fields = submoduleFields};
constexpr CborField submodulesFields[] = {{u"software", {}, &submoduleShape}, {u"tee", {}, &submoduleShape}};
constexpr CborShape submodulesShape{.fields = submodulesFields};
constexpr CborField tokenFields[] = {{u"6", u"iat"}, {u"7", u"cti"}, {u"-75008", u"nonce"},
    {u"-75009", u"ueid"}, {u"-76000", u"submodules", &submodulesShape}, {u"-76002", u"securityLevel"},
    {u"-76003", u"bootState"}, {u"-82001", u"verifiedBootKey"}, {u"-82002", u"deviceLocked"},
    {u"-82003", u"verifiedBootHash"}, {u"-82004", u"attestationVersion"}, {u"-82005", u"keymasterVersion"},
    {u"-82006", u"officialBuild"}};
constexpr CborShape tokenShape{.fields = tokenFields};

template <const CborShape &shape> void decodeMap(Decoding &decoding, const Part &part, Node &into)
{
    decodeCbor(decoding, part, into, &shape);
}

} // namespace

constexpr DerShape provisioningInfoShape{.opens = decodeMap<provisioningShape>};
constexpr DerShape entityAttestationShape{.opens = decodeMap<tokenShape>};

} // namespace dsr

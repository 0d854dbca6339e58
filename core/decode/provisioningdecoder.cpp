#include "core/decode/cborshape.h"
#include "core/decode/dershape.h"

namespace dsr {

namespace {

// android-attestation 6.1; key 2 has no published meaning
constexpr CborField provisioningFields[] = {
    {"1", "certificatesIssued"}, {"3", "manufacturer"}, {"4", "attestedEntity"}, {"6", "isLostDevice"}};
constexpr CborShape provisioningShape{.fields = provisioningFields};

// android-attestation 6.2
constexpr CborField submoduleFields[] = {{"-76002", "securityLevel"}};
constexpr CborShape submoduleShape{.fields = submoduleFields};
constexpr CborField submodulesFields[] = {
    {"software", nullptr, &submoduleShape}, {"tee", nullptr, &submoduleShape}};
constexpr CborShape submodulesShape{.fields = submodulesFields};
constexpr CborField tokenFields[] = {{"6", "iat"}, {"7", "cti"}, {"-75008", "nonce"}, {"-75009", "ueid"},
    {"-76000", "submodules", &submodulesShape}, {"-76002", "securityLevel"}, {"-76003", "bootState"},
    {"-82001", "verifiedBootKey"}, {"-82002", "deviceLocked"}, {"-82003", "verifiedBootHash"},
    {"-82004", "attestationVersion"}, {"-82005", "keymasterVersion"}, {"-82006", "officialBuild"}};
constexpr CborShape tokenShape{.fields = tokenFields};

template <const CborShape &shape> void decodeMap(Decoding &decoding, const Part &part, Node &into)
{
    decodeCbor(decoding, part, into, &shape);
}

} // namespace

constexpr DerShape provisioningInfoShape{.opens = decodeMap<provisioningShape>};
constexpr DerShape entityAttestationShape{.opens = decodeMap<tokenShape>};

} // namespace dsr

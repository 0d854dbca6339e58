#include "core/decode/decoding.h"
#include "core/decode/dershape.h"
#include "core/decode/keydescription.h"

#include <QDateTime>

#include <utility>

namespace dsr {

namespace {

using Kind = DerShape::Kind;
using Word = std::pair<qint64, const char *>;

// Enumerations of android-attestation 4.
constexpr Word purposes[] = {{0, "ENCRYPT"}, {1, "DECRYPT"}, {2, "SIGN"}, {3, "VERIFY"}, {5, "WRAP_KEY"},
    {6, "AGREE_KEY"}, {7, "ATTEST_KEY"}};
constexpr Word algorithms[] = {
    {1, "RSA"}, {3, "EC"}, {4, "ML-DSA"}, {32, "AES"}, {33, "3DES"}, {128, "HMAC"}};
constexpr Word digests[] = {
    {0, "NONE"}, {1, "MD5"}, {2, "SHA-1"}, {3, "SHA-224"}, {4, "SHA-256"}, {5, "SHA-384"}, {6, "SHA-512"}};
constexpr Word paddings[] = {{1, "NONE"}, {2, "RSA_OAEP"}, {3, "RSA_PSS"}, {4, "RSA_PKCS1_1_5_ENCRYPT"},
    {5, "RSA_PKCS1_1_5_SIGN"}, {64, "PKCS7"}};
constexpr Word curves[] = {{0, "P-224"}, {1, "P-256"}, {2, "P-384"}, {3, "P-521"}, {4, "CURVE_25519"}};
constexpr Word origins[] = {{0, "GENERATED"}, {1, "DERIVED"}, {2, "IMPORTED"}, {4, "SECURELY_IMPORTED"}};
constexpr Word levels[] = {{0, "Software"}, {1, "TrustedEnvironment"}, {2, "StrongBox"}};
constexpr Word bootStates[] = {{0, "Verified"}, {1, "SelfSigned"}, {2, "Unverified"}, {3, "Failed"}};

/// Puts the word before the number: "SIGN (2)".
template <const auto &words> void say(Node &node)
{
    bool isNumber = false;
    const qint64 number = node.value.toLongLong(&isNumber);
    for (const auto &[known, word] : words) {
        if (isNumber && known == number)
            node.text = QStringLiteral("%1 (%2)").arg(QLatin1StringView(word)).arg(number);
    }
}

template <const auto &words> constexpr DerShape word{.finish = say<words>};
template <const auto &words>
constexpr DerShape setOf{.kind = Kind::List, .element = &word<words>, .finish = textOfFields};
template <const DerShape &inside> constexpr DerShape tagged{.kind = Kind::Wrapped, .element = &inside};

void finishDate(Node &node)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(node.value.toLongLong(), Qt::UTC);
    if (node.value.typeId() == QMetaType::LongLong && time.isValid())
        node.text = time.toString(Qt::ISODateWithMs);
}

void finishText(Node &node)
{
    node.text = QString::fromUtf8(node.value.toByteArray());
}

/// What tells one phone from all others is as good as a name.
void finishIdentifier(Node &node)
{
    finishText(node);
    markPersonal(node);
}

constexpr DerShape plainShape{};
constexpr DerShape numbersShape{.kind = Kind::List, .element = &plainShape, .finish = textOfFields};
constexpr DerShape dateShape{.finish = finishDate};
constexpr DerShape textShape{.finish = finishText};
constexpr DerShape identifierShape{.finish = finishIdentifier};

constexpr DerField rootOfTrustFields[] = {{"verifiedBootKey", 4}, {"deviceLocked", 1},
    {"verifiedBootState", 10, &word<bootStates>}, {"verifiedBootHash", 4}};
constexpr DerShape rootOfTrustShape{.kind = Kind::Fields, .fields = rootOfTrustFields};

constexpr DerField packageFields[] = {{"packageName", 4, &textShape}, {"version", 2}};
constexpr DerShape packageShape{.kind = Kind::Fields, .fields = packageFields, .finish = textOfFields};
constexpr DerShape packagesShape{.kind = Kind::List, .element = &packageShape, .finish = textOfFields};
constexpr DerField applicationIdFields[] = {{"packageInfos", 17, &packagesShape}, {"signatureDigests", 17}};
constexpr DerShape applicationIdShape{.kind = Kind::Fields, .fields = applicationIdFields};
constexpr DerShape applicationIdStringShape{.kind = Kind::Wrapped, .element = &applicationIdShape};

const DerShape *tagShape(quint32 tag)
{
    switch (tag) {
    case 1:
        return &tagged<setOf<purposes>>;
    case 2:
        return &tagged<word<algorithms>>;
    case 4:
        return &tagged<numbersShape>;
    case 5:
    case 203:
        return &tagged<setOf<digests>>;
    case 6:
        return &tagged<setOf<paddings>>;
    case 10:
        return &tagged<word<curves>>;
    case 400:
    case 401:
    case 402:
    case 701:
        return &tagged<dateShape>;
    case 702:
        return &tagged<word<origins>>;
    case 704:
        return &tagged<rootOfTrustShape>;
    case 709:
        return &tagged<applicationIdStringShape>;
    case 710:
    case 711:
    case 712:
    case 716:
    case 717:
        return &tagged<textShape>;
    case 713:
    case 714:
    case 715:
    case 723:
        return &tagged<identifierShape>;
    default:
        return &tagged<plainShape>;
    }
}

DerField authorizationField(const DerElement &element)
{
    if (element.tagClass != 2)
        return {};
    return {.name = authorizationTagName(static_cast<int>(element.tag)), .shape = tagShape(element.tag)};
}

void finishDescription(Node &node)
{
    const Node *level = childOf(node, "attestationSecurityLevel");
    const Node *version = childOf(node, "attestationVersion");
    if (level && version)
        node.text = QStringLiteral("%1, %2").arg(version->text, level->text);
}

constexpr DerShape authorizationsShape{.kind = Kind::List, .fieldOf = authorizationField};
constexpr DerField descriptionFields[] = {{"attestationVersion", 2},
    {"attestationSecurityLevel", 10, &word<levels>}, {"keyMintVersion", 2},
    {"keyMintSecurityLevel", 10, &word<levels>}, {"attestationChallenge", 4}, {"uniqueId", 4},
    {"softwareEnforced", 16, &authorizationsShape}, {"hardwareEnforced", 16, &authorizationsShape}};

} // namespace

constexpr DerShape keyDescriptionShape{
    .kind = Kind::Fields, .fields = descriptionFields, .finish = finishDescription};

} // namespace dsr

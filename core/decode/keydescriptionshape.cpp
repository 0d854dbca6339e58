#include "core/decode/decoding.h"
#include "core/decode/dershape.h"
#include "core/decode/keydescription.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QStringBuilder>

#include <algorithm>
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
constexpr Word blockModes[] = {{1, "ECB"}, {2, "CBC"}, {3, "CTR"}, {32, "GCM"}};
constexpr Word digests[] = {
    {0, "NONE"}, {1, "MD5"}, {2, "SHA-1"}, {3, "SHA-224"}, {4, "SHA-256"}, {5, "SHA-384"}, {6, "SHA-512"}};
constexpr Word paddings[] = {{1, "NONE"}, {2, "RSA_OAEP"}, {3, "RSA_PSS"}, {4, "RSA_PKCS1_1_5_ENCRYPT"},
    {5, "RSA_PKCS1_1_5_SIGN"}, {64, "PKCS7"}};
constexpr Word curves[] = {{0, "P-224"}, {1, "P-256"}, {2, "P-384"}, {3, "P-521"}, {4, "CURVE_25519"}};
constexpr Word mlDsaVariants[] = {{1, "ML-DSA-65"}, {2, "ML-DSA-87"}};
constexpr Word origins[] = {{0, "GENERATED"}, {1, "DERIVED"}, {2, "IMPORTED"}, {4, "SECURELY_IMPORTED"}};
constexpr Word userAuthTypes[] = {
    {0, "NONE"}, {1, "PASSWORD"}, {2, "BIOMETRIC"}, {3, "PASSWORD | BIOMETRIC"}, {0xffffffff, "ANY"}};
constexpr Word levels[] = {{0, "Software"}, {1, "TrustedEnvironment"}, {2, "StrongBox"}};
constexpr Word bootStates[] = {{0, "Verified"}, {1, "SelfSigned"}, {2, "Unverified"}, {3, "Failed"}};

/// "SIGN (2)"; the number alone if it has no word.
template <const auto &words> QString wordText(qint64 number)
{
    for (const auto &[known, word] : words) {
        if (known == number)
            return QLatin1StringView(word) % u" (" % QString::number(number) % u')';
    }
    return QString::number(number);
}

bool isNumber(const Node &node)
{
    return node.value.typeId() == QMetaType::LongLong;
}

template <const auto &words> void say(Node &node)
{
    if (isNumber(node))
        node.text = wordText<words>(node.value.toLongLong());
}

template <const auto &words> constexpr DerShape word{.finish = say<words>};
template <const auto &words>
constexpr DerShape setOf{.kind = Kind::List, .element = &word<words>, .finish = textOfFields};
template <const DerShape &inside> constexpr DerShape tagged{.kind = Kind::Wrapped, .element = &inside};

void finishDate(Node &node)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(node.value.toLongLong(), Qt::UTC);
    if (isNumber(node) && time.isValid())
        node.text = time.toString(Qt::ISODateWithMs);
}

/// MMmmss: 160000 is Android 16.
void finishSystemVersion(Node &node)
{
    const qint64 number = node.value.toLongLong();
    if (isNumber(node) && number > 0) {
        node.text = QString::number(number / 10000) % u'.' % QString::number(number / 100 % 100) % u'.'
            % QString::number(number % 100) % u" (" % QString::number(number) % u')';
    }
}

/// YYYYMM or YYYYMMDD.
void finishPatchLevel(Node &node)
{
    const QString digits = node.value.toString();
    if (isNumber(node) && (digits.size() == 6 || digits.size() == 8)) {
        const QStringView level = digits;
        const QStringView day = level.sliced(6);
        node.text = level.first(4) % u'-' % level.sliced(4, 2) % QStringView(day.isEmpty() ? u"" : u"-") % day
            % u" (" % digits % u')';
    }
}

void finishText(Node &node)
{
    node.text = QString::fromUtf8(node.value.toByteArray());
}

/// Octets that an app chose, which may well be text.
void finishOctets(Node &node)
{
    const QByteArray octets = node.value.toByteArray();
    const QString text = QString::fromUtf8(octets);
    const bool isText = std::ranges::all_of(
        text, [](QChar c) { return c.isPrint() && c != QChar(QChar::ReplacementCharacter); });
    if (!text.isEmpty() && isText)
        node.text += QStringLiteral(" \"%1\"").arg(text);
}

/// What tells one phone from all others is as good as a name.
void finishIdentifier(Node &node)
{
    finishText(node);
    markPersonal(node);
}

constexpr DerShape plainShape{};
constexpr DerShape dateShape{.finish = finishDate};
constexpr DerShape textShape{.finish = finishText};
constexpr DerShape octetsShape{.finish = finishOctets};
constexpr DerShape identifierShape{.finish = finishIdentifier};
constexpr DerShape systemVersionShape{.finish = finishSystemVersion};
constexpr DerShape patchLevelShape{.finish = finishPatchLevel};

constexpr DerField rootOfTrustFields[] = {{u"verifiedBootKey", 4}, {u"deviceLocked", 1},
    {u"verifiedBootState", 10, &word<bootStates>}, {u"verifiedBootHash", 4}};
constexpr DerShape rootOfTrustShape{.kind = Kind::Fields, .fields = rootOfTrustFields};

constexpr DerField packageFields[] = {{u"packageName", 4, &textShape}, {u"version", 2}};
constexpr DerShape packageShape{.kind = Kind::Fields, .fields = packageFields, .finish = textOfFields};
constexpr DerShape packagesShape{.kind = Kind::List, .element = &packageShape, .finish = textOfFields};
constexpr DerField applicationIdFields[] = {{u"packageInfos", 17, &packagesShape}, {u"signatureDigests", 17}};
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
        return &tagged<setOf<blockModes>>;
    case 5:
    case 203:
        return &tagged<setOf<digests>>;
    case 6:
        return &tagged<setOf<paddings>>;
    case 10:
        return &tagged<word<curves>>;
    case 11:
        return &tagged<word<mlDsaVariants>>;
    case 400:
    case 401:
    case 402:
    case 701:
        return &tagged<dateShape>;
    case 504:
        return &tagged<word<userAuthTypes>>;
    case 702:
        return &tagged<word<origins>>;
    case 704:
        return &tagged<rootOfTrustShape>;
    case 705:
        return &tagged<systemVersionShape>;
    case 706:
    case 718:
    case 719:
        return &tagged<patchLevelShape>;
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

constexpr DerShape authorizationsShape{.kind = Kind::List, .fieldOf = authorizationField};
constexpr DerField descriptionFields[] = {{u"attestationVersion", 2},
    {u"attestationSecurityLevel", 10, &word<levels>}, {u"keyMintVersion", 2},
    {u"keyMintSecurityLevel", 10, &word<levels>}, {u"attestationChallenge", 4, &octetsShape},
    {u"uniqueId", 4}, {u"softwareEnforced", 16, &authorizationsShape},
    {u"hardwareEnforced", 16, &authorizationsShape}};

/// Deviations that no flaw of the encoding shows where they are.
bool isSeenInTheTree(const QString &deviation)
{
    constexpr const char *codes[] = {"TAGS_NOT_ASCENDING", "TAG_DUPLICATE", "SET_NOT_SORTED",
        "NULL_WITH_CONTENT", "TYPE_MISMATCH", "EXPLICIT_TAG_EMPTY", "UNKNOWN_TAG", "UNEXPECTED_TAG"};
    const QString code = deviation.section(QLatin1Char(':'), 0, 0);
    return std::ranges::any_of(codes, [&](const char *known) { return code == QLatin1StringView(known); });
}

/// The node of "hardwareEnforced.704", or the list itself.
Node *nodeOf(Node &description, const QString &place)
{
    Node *list = childOf(description, place.section(QLatin1Char('.'), 0, 0));
    const QString tag = place.section(QLatin1Char('.'), 1, 1);
    if (!list || tag.isEmpty())
        return list;
    const QStringView name = authorizationTagName(tag.toInt());
    return name.isNull() ? childOf(*list, QString(u'[' + tag + u']')) : childOf(*list, name);
}

void finishDescription(Node &node, QByteArrayView der)
{
    const auto description = parseKeyDescription(der);
    if (!description) {
        setFlaw(node, QT_TRANSLATE_NOOP("dsr::Flaw", "not the SEQUENCE of eight that a key description is"));
        return;
    }
    node.text = QStringLiteral("%1, %2").arg(QString::number(description->attestationVersion),
        securityLevelText(description->attestationSecurityLevel));
    for (const QString &deviation : description->deviations) {
        Node *place =
            isSeenInTheTree(deviation) ? nodeOf(node, deviation.section(QLatin1Char(':'), 1)) : nullptr;
        if (place && place->flaw.isEmpty())
            place->flaw = deviationSentence(deviation);
    }
}

} // namespace

QString securityLevelText(qint64 level)
{
    return wordText<levels>(level);
}

QString verifiedBootStateText(qint64 state)
{
    return wordText<bootStates>(state);
}

QString purposeText(qint64 purpose)
{
    return wordText<purposes>(purpose);
}

QString originText(qint64 origin)
{
    return wordText<origins>(origin);
}

constexpr DerShape keyDescriptionShape{
    .kind = Kind::Fields, .fields = descriptionFields, .finishWhole = finishDescription};

} // namespace dsr

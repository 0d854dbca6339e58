#include "core/decode/keydescription.h"

#include "core/decode/dercursor.h"

#include <algorithm>
#include <utility>

namespace dsr {

namespace {

/// What stands inside the explicit tag of an authorization (android-attestation 3).
enum class Holds { Integer, Integers, Flag, Octets, RootOfTrust, ApplicationId };

struct Tag
{
    int number;
    QStringView name;
    Holds holds;
};
constexpr Tag tags[] = {
    {1, u"purpose", Holds::Integers},
    {2, u"algorithm", Holds::Integer},
    {3, u"keySize", Holds::Integer},
    {4, u"blockMode", Holds::Integers},
    {5, u"digest", Holds::Integers},
    {6, u"padding", Holds::Integers},
    {7, u"callerNonce", Holds::Flag},
    {8, u"minMacLength", Holds::Integer},
    {10, u"ecCurve", Holds::Integer},
    {11, u"mlDsaVariant", Holds::Integer},
    {200, u"rsaPublicExponent", Holds::Integer},
    {203, u"mgfDigest", Holds::Integers},
    {303, u"rollbackResistance", Holds::Flag},
    {305, u"earlyBootOnly", Holds::Flag},
    {400, u"activeDateTime", Holds::Integer},
    {401, u"originationExpireDateTime", Holds::Integer},
    {402, u"usageExpireDateTime", Holds::Integer},
    {405, u"usageCountLimit", Holds::Integer},
    {502, u"userSecureId", Holds::Integer},
    {503, u"noAuthRequired", Holds::Flag},
    {504, u"userAuthType", Holds::Integer},
    {505, u"authTimeout", Holds::Integer},
    {506, u"allowWhileOnBody", Holds::Flag},
    {507, u"trustedUserPresenceReq", Holds::Flag},
    {508, u"trustedConfirmationReq", Holds::Flag},
    {509, u"unlockedDeviceReq", Holds::Flag},
    {600, u"allApplications", Holds::Flag},
    {601, u"applicationId", Holds::Octets},
    {701, u"creationDateTime", Holds::Integer},
    {702, u"origin", Holds::Integer},
    {703, u"rollbackResistant", Holds::Flag},
    {704, u"rootOfTrust", Holds::RootOfTrust},
    {705, u"osVersion", Holds::Integer},
    {706, u"osPatchLevel", Holds::Integer},
    {709, u"attestationApplicationId", Holds::ApplicationId},
    {710, u"attestationIdBrand", Holds::Octets},
    {711, u"attestationIdDevice", Holds::Octets},
    {712, u"attestationIdProduct", Holds::Octets},
    {713, u"attestationIdSerial", Holds::Octets},
    {714, u"attestationIdImei", Holds::Octets},
    {715, u"attestationIdMeid", Holds::Octets},
    {716, u"attestationIdManufacturer", Holds::Octets},
    {717, u"attestationIdModel", Holds::Octets},
    {718, u"vendorPatchLevel", Holds::Integer},
    {719, u"bootPatchLevel", Holds::Integer},
    {720, u"deviceUniqueAttestation", Holds::Flag},
    {721, u"identityCredentialKey", Holds::Flag},
    {723, u"attestationIdSecondImei", Holds::Octets},
    {724, u"moduleHash", Holds::Octets},
};
/// Of the key service, but never in an attestation; so is everything from 1000 on.
constexpr int unexpectedTags[] = {202, 302, 304, 403, 404, 501, 700, 707, 708, 722};
constexpr int firstForeignTag = 1000;

constexpr int tagAlgorithm = 2;
constexpr int tagPadding = 6;
constexpr int tagCurve = 10;
constexpr int tagCreated = 701;
constexpr int tagOsVersion = 705;
constexpr int tagVendorPatchLevel = 718;
constexpr int tagBootPatchLevel = 719;
constexpr qint64 algorithmRsa = 1;
constexpr qint64 algorithmEc = 3;
constexpr qsizetype bootKeySize = 32;
constexpr qsizetype longestChallenge = 128;
constexpr qint64 startOf2015 = 1'420'070'400'000; // no phone attested keys before; a cut date is far below

/// Versions of attestation and key service that belong together (android-attestation 2.1).
constexpr std::pair<qint64, qint64> versionPairs[] = {
    {1, 2}, {2, 3}, {3, 4}, {4, 41}, {100, 100}, {200, 200}, {300, 300}, {400, 400}, {500, 500}};

enum Universal { tagBoolean = 1, tagInteger, tagOctetString = 4, tagNull = 5, tagEnumerated = 10 };
constexpr quint32 tagSequence = 16;
constexpr quint32 tagSet = 17;

const Tag *knownTag(quint32 number)
{
    const auto *known = std::ranges::find_if(
        tags, [&](const Tag &tag) { return static_cast<quint32>(tag.number) == number; });
    return known == std::end(tags) ? nullptr : known;
}

/// Longer than the value needs.
bool isLengthy(const DerElement &element)
{
    const auto octets = element.length.length;
    return (octets == 2 && element.content.length < 0x80)
        || (octets > 2 && element.content.length >> (8 * (octets - 2)) == 0);
}

bool isPadded(QByteArrayView integer)
{
    if (integer.size() < 2)
        return false;
    const bool nextIsNegative = (integer[1] & 0x80) != 0;
    return (integer[0] == '\0' && !nextIsNegative)
        || (static_cast<quint8>(integer[0]) == 0xff && nextIsNegative);
}

/// Writes the elements of `ber` with definite lengths behind `der`, up to its end or, if it is itself of
/// indefinite length, to the two zero octets; returns how far that was, -1 if they do not end cleanly.
qsizetype makeDefinite(QByteArrayView ber, bool isIndefinite, QByteArray &der, int depth)
{
    constexpr int deepest = 16;
    qsizetype at = 0;
    while (at < ber.size()) {
        if (isIndefinite && ber.sliced(at).startsWith(QByteArrayView("\0\0", 2)))
            return at + 2;
        qsizetype identifier = 1;
        if ((ber[at] & 0x1f) == 0x1f) {
            while (at + identifier < ber.size() && (ber[at + identifier] & 0x80) != 0)
                ++identifier;
            ++identifier;
        }
        const bool constructed = (ber[at] & 0x20) != 0;
        const qsizetype lengthAt = at + identifier;
        if (depth == deepest || lengthAt >= ber.size())
            return -1;
        QByteArray content;
        qsizetype end = 0;
        if (constructed && static_cast<quint8>(ber[lengthAt]) == 0x80) {
            const qsizetype used = makeDefinite(ber.sliced(lengthAt + 1), true, content, depth + 1);
            if (used < 0)
                return -1;
            end = lengthAt + 1 + used;
        } else {
            DerCursor cursor(ber, {at, ber.size() - at});
            const auto element = cursor.next();
            if (!element)
                return -1;
            const QByteArrayView inside = cursor.bytes(element->content);
            if (!constructed)
                content = inside.toByteArray();
            else if (makeDefinite(inside, false, content, depth + 1) < 0)
                return -1;
            end = element->content.end();
        }
        der += ber.sliced(at, identifier);
        if (content.size() < 0x80) {
            der += static_cast<char>(content.size());
        } else {
            const QByteArray size =
                QByteArray::fromHex(QByteArray::number(content.size(), 16).rightJustified(8, '0'));
            der += '\x84' + size;
        }
        der += content;
        at = end;
    }
    return isIndefinite ? -1 : at;
}

/// A member, or an authorization in one of the lists; becomes text only where something is wrong.
struct Place
{
    const char *member = "";
    std::optional<quint32> tag = std::nullopt;

    QString text() const
    {
        return tag ? QStringLiteral("%1.%2").arg(QLatin1StringView(member)).arg(*tag)
                   : QString::fromLatin1(member);
    }
};

/// Reads one description; `why` keeps the first thing that makes it unreadable.
class Reader
{
public:
    explicit Reader(QByteArrayView der)
        : m_der(der)
    {
    }

    std::optional<KeyDescription> read()
    {
        DerCursor outer(m_der);
        const auto sequence = outer.next();
        if (!sequence)
            return broken(outer.flaw());
        if (!sequence->isUniversal(tagSequence) || !sequence->constructed)
            return broken("not a SEQUENCE");
        lookAtLength(*sequence, {});
        if (!outer.atEnd())
            deviates("TRAILING_BYTES");
        DerCursor fields = outer.inside(*sequence);
        KeyDescription result;
        const auto version = number(fields, tagInteger, "attestationVersion");
        const auto attestationLevel = number(fields, tagEnumerated, "attestationSecurityLevel");
        const auto keyMint = number(fields, tagInteger, "keyMintVersion");
        const auto keyMintLevel = number(fields, tagEnumerated, "keyMintSecurityLevel");
        const auto challenge = octets(fields, "attestationChallenge");
        const auto uniqueId = octets(fields, "uniqueId");
        const auto software = list(fields, "softwareEnforced");
        const auto hardware = list(fields, "hardwareEnforced");
        if (m_why.isEmpty() && !fields.atEnd())
            return broken("more than eight members");
        if (!m_why.isEmpty())
            return std::nullopt;
        result.attestationVersion = *version;
        result.attestationSecurityLevel = static_cast<int>(*attestationLevel);
        result.keyMintVersion = *keyMint;
        result.keyMintSecurityLevel = static_cast<int>(*keyMintLevel);
        result.attestationChallenge = *challenge;
        result.uniqueId = *uniqueId;
        result.softwareEnforced = *software;
        result.hardwareEnforced = *hardware;
        lookAtContent(result);
        m_deviations.removeDuplicates();
        result.deviations = m_deviations;
        return result;
    }

    QString why() const { return m_why; }

private:
    std::nullopt_t broken(const char *why, const char *place = "")
    {
        if (m_why.isEmpty()) {
            m_why = QString::fromLatin1(place);
            m_why += (m_why.isEmpty() ? QString() : QStringLiteral(": ")) + QString::fromLatin1(why);
        }
        return std::nullopt;
    }

    void deviates(const char *what, Place place) { deviates(what, place.text()); }

    void deviates(const char *what, const QString &where = {})
    {
        m_deviations.append(
            QString::fromLatin1(what) + (where.isEmpty() ? QString() : QLatin1Char(':') + where));
    }

    void lookAtLength(const DerElement &element, Place place)
    {
        if (isLengthy(element))
            deviates("LENGTH_NOT_MINIMAL", place);
    }

    /// The number in an INTEGER or ENUMERATED; nullopt if it is wider than 64 bits.
    std::optional<qint64> numberIn(QByteArrayView content, Place place)
    {
        if (isPadded(content))
            deviates("INTEGER_NOT_MINIMAL", place);
        while (isPadded(content))
            content = content.sliced(1);
        return derInteger(content);
    }

    // --- the eight members

    std::optional<DerElement> element(DerCursor &cursor, const char *name)
    {
        if (!m_why.isEmpty())
            return std::nullopt;
        const auto found = cursor.next();
        if (!found)
            return broken(cursor.flaw(), name);
        lookAtLength(*found, {name});
        return found;
    }

    std::optional<qint64> number(DerCursor &cursor, quint32 tag, const char *name)
    {
        const auto found = element(cursor, name);
        if (!found)
            return std::nullopt;
        const quint32 sibling = tag == tagInteger ? tagEnumerated : tagInteger;
        if (found->isUniversal(sibling))
            deviates(tag == tagInteger ? "INTEGER_AS_ENUM" : "ENUM_AS_INTEGER", Place{name});
        else if (!found->isUniversal(tag))
            return broken("wrong type", name);
        const auto value = numberIn(cursor.bytes(found->content), {name});
        return value ? value : broken("no number of 64 bits", name);
    }

    std::optional<QByteArray> octets(DerCursor &cursor, const char *name)
    {
        const auto found = element(cursor, name);
        if (!found)
            return std::nullopt;
        if (!found->isUniversal(tagOctetString) || found->constructed)
            return broken("wrong type", name);
        return cursor.bytes(found->content).toByteArray();
    }

    std::optional<AuthorizationList> list(DerCursor &cursor, const char *name)
    {
        const auto sequence = element(cursor, name);
        if (!sequence)
            return std::nullopt;
        if (!sequence->isUniversal(tagSequence) || !sequence->constructed)
            return broken("wrong type", name);
        AuthorizationList result;
        result.range = sequence->whole();
        DerCursor members = cursor.inside(*sequence);
        quint32 previous = 0;
        QSet<quint32> seen;
        while (!members.atEnd()) {
            const auto member = members.next();
            if (!member)
                return broken(members.flaw(), name);
            const Place place{name, member->tag};
            lookAtLength(*member, place);
            if (member->tagClass != 2 || !member->constructed) {
                deviates("TYPE_MISMATCH", place);
                continue;
            }
            if (member->tag < previous)
                deviates("TAGS_NOT_ASCENDING", Place{name});
            previous = member->tag;
            const bool again = seen.contains(member->tag);
            if (again)
                deviates("TAG_DUPLICATE", place);
            seen.insert(member->tag);
            readMember(result, *member, members.inside(*member), place, again);
        }
        return result;
    }

    // --- one authorization

    void readMember(
        AuthorizationList &list, const DerElement &member, DerCursor inside, Place place, bool again)
    {
        const Tag *tag = knownTag(member.tag);
        if (!tag) {
            const bool unexpected = member.tag >= firstForeignTag
                || std::ranges::find(unexpectedTags, static_cast<int>(member.tag))
                    != std::end(unexpectedTags);
            deviates(unexpected ? "UNEXPECTED_TAG" : "UNKNOWN_TAG", place);
            return;
        }
        if (inside.atEnd()) {
            deviates("EXPLICIT_TAG_EMPTY", place);
            return;
        }
        const auto value = inside.next();
        if (value)
            lookAtLength(*value, place);
        // Of a tag that stands there twice, sets are joined and of everything else the first one counts.
        const bool counts = !again || tag->holds == Holds::Integers;
        if (!value || (counts && !readValue(list, *tag, inside, *value, place)))
            deviates("TYPE_MISMATCH", place);
        if (value && !inside.atEnd())
            deviates("TRAILING_BYTES", place);
    }

    bool readValue(AuthorizationList &list, const Tag &tag, const DerCursor &cursor, const DerElement &value,
        Place place)
    {
        const QByteArrayView content = cursor.bytes(value.content);
        switch (tag.holds) {
        case Holds::Integer:
            return value.isUniversal(tagInteger) && !content.isEmpty()
                && readInteger(list, tag.number, content, place);
        case Holds::Integers:
            return value.isUniversal(tagSet) && readSet(list.sets[tag.number], cursor.inside(value), place);
        case Holds::Flag:
            return readFlag(list, tag.number, value, content, place);
        case Holds::Octets:
            return value.isUniversal(tagOctetString) && readOctets(list, tag.number, content);
        case Holds::RootOfTrust:
            return value.isUniversal(tagSequence) && readRootOfTrust(list, cursor.inside(value), place);
        case Holds::ApplicationId:
            return value.isUniversal(tagOctetString) && readOctets(list, tag.number, content)
                && readApplicationId(list, content, place);
        }
        return false;
    }

    bool readInteger(AuthorizationList &list, int tag, QByteArrayView content, Place place)
    {
        if (const auto value = numberIn(content, place))
            list.integers.insert(tag, *value);
        else
            list.largeIntegers.insert(tag, content.toByteArray());
        return true;
    }

    /// NULL means true. What says the same in another type is taken for it.
    bool readFlag(
        AuthorizationList &list, int tag, const DerElement &value, QByteArrayView content, Place place)
    {
        const bool isNull = value.isUniversal(tagNull);
        const bool isEmptyString = value.isUniversal(tagOctetString) && content.isEmpty();
        const bool isTrue = value.isUniversal(tagBoolean) && content.size() == 1 && content[0] != '\0';
        if (!isNull && !isEmptyString && !isTrue)
            return false;
        if (!isNull || !content.isEmpty())
            deviates("NULL_WITH_CONTENT", place);
        list.flags.insert(tag);
        return true;
    }

    static bool readOctets(AuthorizationList &list, int tag, QByteArrayView content)
    {
        list.octets.insert(tag, content.toByteArray());
        return true;
    }

    bool readSet(QSet<qint64> &values, DerCursor cursor, Place place)
    {
        QByteArrayView previous;
        while (!cursor.atEnd()) {
            const auto element = cursor.next();
            const auto value = element && element->isUniversal(tagInteger)
                ? numberIn(cursor.bytes(element->content), place)
                : std::nullopt;
            if (!value)
                return false;
            const QByteArrayView encoded = cursor.bytes(element->whole());
            if (encoded.compare(previous) < 0)
                deviates("SET_NOT_SORTED", place);
            previous = encoded;
            values.insert(*value);
        }
        return true;
    }

    bool readRootOfTrust(AuthorizationList &list, DerCursor cursor, Place place)
    {
        RootOfTrust root;
        const auto key = cursor.next();
        const auto locked = cursor.next();
        const auto state = cursor.next();
        if (!key || !key->isUniversal(tagOctetString) || !locked || !locked->isUniversal(tagBoolean)
            || locked->content.length != 1 || !state
            || !(state->isUniversal(tagEnumerated) || state->isUniversal(tagInteger)))
            return false;
        root.verifiedBootKey = cursor.bytes(key->content).toByteArray();
        const auto flag = static_cast<quint8>(cursor.bytes(locked->content)[0]);
        root.deviceLocked = flag != 0;
        if (flag != 0 && flag != 0xff)
            deviates("BOOLEAN_NOT_DER",
                QStringLiteral("%1=%2").arg(place.text()).arg(flag, 2, 16, QLatin1Char('0')));
        if (state->isUniversal(tagInteger))
            deviates("ENUM_AS_INTEGER", place);
        root.verifiedBootState = static_cast<int>(numberIn(cursor.bytes(state->content), place).value_or(-1));
        if (!cursor.atEnd()) {
            const auto hash = cursor.next();
            if (!hash || !hash->isUniversal(tagOctetString))
                return false;
            root.verifiedBootHash = cursor.bytes(hash->content).toByteArray();
        }
        list.rootOfTrust = root;
        return true;
    }

    bool readApplicationId(AuthorizationList &list, QByteArrayView der, Place place)
    {
        DerCursor outer(der);
        const auto sequence = outer.next();
        if (!sequence || !sequence->isUniversal(tagSequence))
            return false;
        if (!outer.atEnd())
            deviates("TRAILING_BYTES", place);
        DerCursor fields = outer.inside(*sequence);
        const auto packages = fields.next();
        const auto digests = fields.next();
        if (!packages || !packages->isUniversal(tagSet) || !digests || !digests->isUniversal(tagSet))
            return false;
        AttestationApplicationId id;
        DerCursor packageCursor = fields.inside(*packages);
        while (!packageCursor.atEnd()) {
            const auto package = packageCursor.next();
            if (!package || !package->isUniversal(tagSequence))
                return false;
            DerCursor members = packageCursor.inside(*package);
            const auto name = members.next();
            const auto version = members.next();
            const auto value = version && version->isUniversal(tagInteger)
                ? numberIn(members.bytes(version->content), place)
                : std::nullopt;
            if (!name || !name->isUniversal(tagOctetString) || !value)
                return false;
            id.packages.append({QString::fromUtf8(members.bytes(name->content)), *value});
        }
        DerCursor digestCursor = fields.inside(*digests);
        while (!digestCursor.atEnd()) {
            const auto digest = digestCursor.next();
            if (!digest || !digest->isUniversal(tagOctetString))
                return false;
            id.signatureDigests.append(digestCursor.bytes(digest->content).toByteArray());
        }
        list.applicationId = id;
        return true;
    }

    // --- what is well encoded and still not as it should be

    void lookAtContent(const KeyDescription &description)
    {
        lookAtVersions(description.attestationVersion, description.keyMintVersion);
        const qsizetype challenge = description.attestationChallenge.size();
        if (challenge == 0 || challenge > longestChallenge)
            deviates("CHALLENGE_LENGTH", QString::number(challenge));
        lookAtList(description.softwareEnforced, "softwareEnforced");
        lookAtList(description.hardwareEnforced, "hardwareEnforced");
        lookAtRootOfTrust(description);
        const auto either = [&](auto AuthorizationList::*values, int tag) {
            const auto &hardware = description.hardwareEnforced.*values;
            return hardware.contains(tag) ? hardware : description.softwareEnforced.*values;
        };
        const qint64 algorithm = either(&AuthorizationList::integers, tagAlgorithm).value(tagAlgorithm, -1);
        if (algorithm == algorithmEc && !either(&AuthorizationList::integers, tagCurve).contains(tagCurve))
            deviates("EC_CURVE_MISSING");
        if (algorithm == algorithmRsa && !either(&AuthorizationList::sets, tagPadding).contains(tagPadding))
            deviates("RSA_PADDING_MISSING");
    }

    void lookAtVersions(qint64 attestation, qint64 keyMint)
    {
        const auto *known = std::ranges::find(versionPairs, attestation, &std::pair<qint64, qint64>::first);
        if (known == std::end(versionPairs))
            deviates("VERSION_UNKNOWN", QString::number(attestation));
        else if (known->second != keyMint)
            deviates("VERSION_PAIR_UNUSUAL", QStringLiteral("%1/%2").arg(attestation).arg(keyMint));
    }

    void lookAtList(const AuthorizationList &list, const char *name)
    {
        for (const int tag : {tagVendorPatchLevel, tagBootPatchLevel}) {
            const qint64 level = list.integers.value(tag);
            const Place place{name, static_cast<quint32>(tag)};
            if (level >= 100'000 && level < 1'000'000)
                deviates("PATCHLEVEL_6_DIGITS", place);
            else if (level >= 10'000'000 && level < 100'000'000 && level % 100 == 0)
                deviates("PATCHLEVEL_DAY_00", place);
        }
        if (list.integers.value(tagOsVersion, -1) == 0)
            deviates("OS_VERSION_ZERO");
        if (list.integers.value(tagCreated, startOf2015) < startOf2015)
            deviates("CREATION_TIME_IMPLAUSIBLE", QString::number(list.integers.value(tagCreated)));
        if (!list.applicationId)
            return;
        if (list.applicationId->signatureDigests.isEmpty())
            deviates("APP_ID_WITHOUT_SIGNATURES");
        if (const qsizetype count = list.applicationId->packages.size(); count > 1)
            deviates("APP_ID_MULTIPLE_PACKAGES", QString::number(count));
    }

    void lookAtRootOfTrust(const KeyDescription &description)
    {
        const auto &hardware = description.hardwareEnforced.rootOfTrust;
        const auto &software = description.softwareEnforced.rootOfTrust;
        if (!hardware && !software)
            deviates("ROOT_OF_TRUST_MISSING");
        if (software)
            deviates("ROOT_OF_TRUST_IN_SOFTWARE_LIST");
        for (const auto &root : {hardware, software}) {
            if (!root)
                continue;
            const QByteArray &key = root->verifiedBootKey;
            if (key.isEmpty())
                deviates("VERIFIED_BOOT_KEY_EMPTY");
            else if (key.count('\0') == key.size())
                deviates("VERIFIED_BOOT_KEY_ALL_ZERO");
            else if (key.size() != bootKeySize)
                deviates("VERIFIED_BOOT_KEY_LENGTH", QString::number(key.size()));
        }
    }

    QByteArrayView m_der;
    QString m_why;
    QStringList m_deviations;
};

} // namespace

QStringView authorizationTagName(int tag)
{
    const Tag *known = knownTag(static_cast<quint32>(tag));
    return known ? known->name : QStringView();
}

std::optional<KeyDescription> parseKeyDescription(QByteArrayView der, QString *why)
{
    Reader reader(der);
    auto description = reader.read();
    QByteArray definite;
    if (!description && makeDefinite(der, false, definite, 0) >= 0 && definite != der) {
        description = Reader(definite).read();
        if (description)
            description->deviations.prepend(QStringLiteral("INDEFINITE_LENGTH"));
    }
    if (why)
        *why = description ? QString() : reader.why();
    return description;
}

} // namespace dsr

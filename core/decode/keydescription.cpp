#include "core/decode/keydescription.h"

#include "core/decode/dercursor.h"

#include <utility>

namespace dsr {

namespace {

// Tags by the type of their value (android-attestation 3).
const QSet<int> setTags{1, 4, 5, 6, 203};
const QSet<int> flagTags{7, 303, 305, 503, 506, 507, 508, 509, 600, 703, 720, 721};
const QSet<int> octetTags{601, 709, 710, 711, 712, 713, 714, 715, 716, 717, 723, 724};
const QSet<int> integerTags{
    2, 3, 8, 10, 11, 200, 400, 401, 402, 405, 502, 504, 505, 701, 702, 705, 706, 718, 719};
constexpr std::pair<int, const char *> tagNames[] = {
    {1, "purpose"},
    {2, "algorithm"},
    {3, "keySize"},
    {4, "blockMode"},
    {5, "digest"},
    {6, "padding"},
    {7, "callerNonce"},
    {8, "minMacLength"},
    {10, "ecCurve"},
    {11, "mlDsaVariant"},
    {200, "rsaPublicExponent"},
    {203, "mgfDigest"},
    {303, "rollbackResistance"},
    {305, "earlyBootOnly"},
    {400, "activeDateTime"},
    {401, "originationExpireDateTime"},
    {402, "usageExpireDateTime"},
    {405, "usageCountLimit"},
    {502, "userSecureId"},
    {503, "noAuthRequired"},
    {504, "userAuthType"},
    {505, "authTimeout"},
    {506, "allowWhileOnBody"},
    {507, "trustedUserPresenceReq"},
    {508, "trustedConfirmationReq"},
    {509, "unlockedDeviceReq"},
    {600, "allApplications"},
    {601, "applicationId"},
    {701, "creationDateTime"},
    {702, "origin"},
    {703, "rollbackResistant"},
    {704, "rootOfTrust"},
    {705, "osVersion"},
    {706, "osPatchLevel"},
    {709, "attestationApplicationId"},
    {710, "attestationIdBrand"},
    {711, "attestationIdDevice"},
    {712, "attestationIdProduct"},
    {713, "attestationIdSerial"},
    {714, "attestationIdImei"},
    {715, "attestationIdMeid"},
    {716, "attestationIdManufacturer"},
    {717, "attestationIdModel"},
    {718, "vendorPatchLevel"},
    {719, "bootPatchLevel"},
    {720, "deviceUniqueAttestation"},
    {721, "identityCredentialKey"},
    {723, "attestationIdSecondImei"},
    {724, "moduleHash"},
};

constexpr int tagRootOfTrust = 704;
constexpr int tagApplicationId = 709;

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
        if (!sequence || !sequence->isUniversal(16) || !sequence->constructed)
            return broken("not a SEQUENCE");
        if (!outer.atEnd())
            return broken("bytes behind the SEQUENCE");
        DerCursor fields = outer.inside(*sequence);
        KeyDescription result;
        const auto version = integer(fields, 2, "attestationVersion");
        const auto attestationLevel = integer(fields, 10, "attestationSecurityLevel");
        const auto keyMint = integer(fields, 2, "keyMintVersion");
        const auto keyMintLevel = integer(fields, 10, "keyMintSecurityLevel");
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

    std::optional<DerElement> element(DerCursor &cursor, quint32 tag, const char *name)
    {
        const auto found = cursor.next();
        if (!found)
            return broken(cursor.flaw(), name);
        if (!found->isUniversal(tag))
            return broken("wrong type", name);
        return found;
    }

    std::optional<qint64> integer(DerCursor &cursor, quint32 tag, const char *name)
    {
        const auto found = m_why.isEmpty() ? element(cursor, tag, name) : std::nullopt;
        if (!found)
            return std::nullopt;
        const auto value = derInteger(cursor.bytes(found->content));
        return value ? value : broken("number is too large", name);
    }

    std::optional<QByteArray> octets(DerCursor &cursor, const char *name)
    {
        const auto found = m_why.isEmpty() ? element(cursor, 4, name) : std::nullopt;
        return found ? std::optional(cursor.bytes(found->content).toByteArray()) : std::nullopt;
    }

    void deviates(const char *what, const char *listName, quint32 tag)
    {
        m_deviations.append(QStringLiteral("%1 %2.%3")
                .arg(QString::fromLatin1(what), QString::fromLatin1(listName))
                .arg(tag));
    }

    std::optional<AuthorizationList> list(DerCursor &cursor, const char *name)
    {
        const auto sequence = m_why.isEmpty() ? element(cursor, 16, name) : std::nullopt;
        if (!sequence)
            return std::nullopt;
        AuthorizationList result;
        result.range = sequence->whole();
        DerCursor members = cursor.inside(*sequence);
        quint32 previous = 0;
        while (!members.atEnd()) {
            const auto member = members.next();
            if (!member)
                return broken(members.flaw(), name);
            if (member->tagClass != 2 || !member->constructed)
                return broken("member without an explicit context tag", name);
            if (member->tag < previous)
                deviates("TAG_ORDER", name, member->tag);
            previous = member->tag;
            DerCursor inside = members.inside(*member);
            const auto value = inside.next();
            if (!value)
                return broken(inside.flaw(), name);
            if (!readMember(result, static_cast<int>(member->tag), inside, *value, name))
                return broken("member of the wrong type", name);
            if (!inside.atEnd())
                deviates("TRAILING_BYTES", name, member->tag);
        }
        return result;
    }

    bool readMember(AuthorizationList &list, int tag, const DerCursor &cursor, const DerElement &value,
        const char *listName)
    {
        const QByteArrayView content = cursor.bytes(value.content);
        if (tag == tagRootOfTrust)
            return value.isUniversal(16) && readRootOfTrust(list, cursor.inside(value), listName);
        if (setTags.contains(tag))
            return value.isUniversal(17) && readSet(list.sets[tag], cursor.inside(value));
        if (flagTags.contains(tag)) {
            list.flags.insert(tag);
            return value.isUniversal(5);
        }
        if (octetTags.contains(tag)) {
            list.octets.insert(tag, content.toByteArray());
            if (!value.isUniversal(4))
                return false;
            return tag != tagApplicationId || readApplicationId(list, content);
        }
        if (integerTags.contains(tag)) {
            if (!value.isUniversal(2))
                return false;
            const auto number = derInteger(content);
            if (number)
                list.integers.insert(tag, *number);
            else
                deviates("NUMBER_TOO_LARGE", listName, static_cast<quint32>(tag));
            return true;
        }
        deviates("UNKNOWN_TAG", listName, static_cast<quint32>(tag));
        return true;
    }

    static bool readSet(QSet<qint64> &values, DerCursor cursor)
    {
        while (!cursor.atEnd()) {
            const auto element = cursor.next();
            const auto number = element && element->isUniversal(2)
                ? derInteger(cursor.bytes(element->content))
                : std::nullopt;
            if (!number)
                return false;
            values.insert(*number);
        }
        return true;
    }

    bool readRootOfTrust(AuthorizationList &list, DerCursor cursor, const char *listName)
    {
        RootOfTrust root;
        const auto key = cursor.next();
        const auto locked = cursor.next();
        const auto state = cursor.next();
        if (!key || !key->isUniversal(4) || !locked || !locked->isUniversal(1) || locked->content.length != 1
            || !state || !state->isUniversal(10))
            return false;
        root.verifiedBootKey = cursor.bytes(key->content).toByteArray();
        const auto flag = static_cast<quint8>(cursor.bytes(locked->content)[0]);
        root.deviceLocked = flag != 0;
        if (flag != 0 && flag != 0xff)
            deviates("BOOLEAN_NOT_DER", listName, tagRootOfTrust);
        root.verifiedBootState = static_cast<int>(derInteger(cursor.bytes(state->content)).value_or(-1));
        if (!cursor.atEnd()) {
            const auto hash = cursor.next();
            if (!hash || !hash->isUniversal(4))
                return false;
            root.verifiedBootHash = cursor.bytes(hash->content).toByteArray();
        }
        list.rootOfTrust = root;
        return true;
    }

    static bool readApplicationId(AuthorizationList &list, QByteArrayView der)
    {
        DerCursor outer(der);
        const auto sequence = outer.next();
        if (!sequence || !sequence->isUniversal(16))
            return false;
        DerCursor fields = outer.inside(*sequence);
        const auto packages = fields.next();
        const auto digests = fields.next();
        if (!packages || !packages->isUniversal(17) || !digests || !digests->isUniversal(17))
            return false;
        AttestationApplicationId id;
        DerCursor packageCursor = fields.inside(*packages);
        while (!packageCursor.atEnd()) {
            const auto package = packageCursor.next();
            if (!package || !package->isUniversal(16))
                return false;
            DerCursor members = packageCursor.inside(*package);
            const auto name = members.next();
            const auto version = members.next();
            const auto number = version && version->isUniversal(2)
                ? derInteger(members.bytes(version->content))
                : std::nullopt;
            if (!name || !name->isUniversal(4) || !number)
                return false;
            id.packages.append({QString::fromUtf8(members.bytes(name->content)), *number});
        }
        DerCursor digestCursor = fields.inside(*digests);
        while (!digestCursor.atEnd()) {
            const auto digest = digestCursor.next();
            if (!digest || !digest->isUniversal(4))
                return false;
            id.signatureDigests.append(digestCursor.bytes(digest->content).toByteArray());
        }
        list.applicationId = id;
        return true;
    }

    QByteArrayView m_der;
    QString m_why;
    QStringList m_deviations;
};

} // namespace

const char *authorizationTagName(int tag)
{
    for (const auto &[number, name] : tagNames) {
        if (number == tag)
            return name;
    }
    return nullptr;
}

std::optional<KeyDescription> parseKeyDescription(QByteArrayView der, QString *why)
{
    Reader reader(der);
    auto description = reader.read();
    if (why)
        *why = reader.why();
    return description;
}

} // namespace dsr

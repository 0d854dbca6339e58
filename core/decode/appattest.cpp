#include "core/decode/appattest.h"

#include "core/decode/cborcursor.h"
#include "core/decode/dercursor.h"

#include <QtEndian>

#include <algorithm>

namespace dsr {

namespace {

using Type = CborHead::Type;

constexpr qsizetype maximumObject = qsizetype(64) * 1024;
constexpr int maximumDepth = 8;
constexpr qsizetype hashSize = 32;
constexpr qsizetype aaguidSize = 16;
constexpr qsizetype keyOffset = 87;
constexpr qsizetype shortestAssertionData = 37;

/// One member of a map of definite length.
struct Member
{
    CborHead key;
    QByteArray name; ///< text of the key, or its number
    CborHead head; ///< of the value
    QByteArrayView content; ///< octets of a string
    QByteArrayView whole; ///< octets of the value
};

/// No item in it has an indefinite length or lies deeper than is allowed.
bool isDefinite(QByteArrayView item, int depth, QString &why)
{
    CborCursor cursor(item);
    while (!cursor.atEnd()) {
        const auto head = cursor.next();
        if (!head || head->isIndefinite() || depth > maximumDepth) {
            why = depth > maximumDepth ? QStringLiteral("nested too deeply")
                : head                 ? QStringLiteral("indefinite length")
                                       : QString::fromLatin1(cursor.flaw());
            return false;
        }
        if (head->isString()) {
            if (head->contentLength() > static_cast<quint64>(cursor.left())) {
                why = QStringLiteral("content is cut off");
                return false;
            }
            cursor.skip(static_cast<qsizetype>(head->contentLength()));
            continue;
        }
        const quint64 items = head->type == Type::Map        ? 2
            : head->isContainer() || head->type == Type::Tag ? 1
                                                             : 0;
        const quint64 count = head->type == Type::Tag ? 1 : items > 0 ? items * head->argument : 0;
        for (quint64 i = 0; i < count; ++i) {
            CborCursor inner = cursor;
            if (!inner.skipItem()) {
                why = QString::fromLatin1(inner.flaw());
                return false;
            }
            const qsizetype length = inner.position() - cursor.position();
            if (!isDefinite(cursor.bytes({cursor.position(), length}), depth + 1, why))
                return false;
            cursor.skip(length);
        }
    }
    return true;
}

/// The members of the map at the position, which moves behind it.
std::optional<QList<Member>> readMap(CborCursor &cursor, QString &why)
{
    const auto head = cursor.next();
    if (!head || head->type != Type::Map || head->isIndefinite()) {
        why = head ? QStringLiteral("not a map of known length") : QString::fromLatin1(cursor.flaw());
        return std::nullopt;
    }
    QList<Member> members;
    for (quint64 i = 0; i < head->argument; ++i) {
        Member member;
        const qsizetype keyStart = cursor.position();
        if (const auto key = cursor.peek())
            member.key = *key;
        if (!cursor.skipItem()) {
            why = QString::fromLatin1(cursor.flaw());
            return std::nullopt;
        }
        const QByteArrayView key = cursor.bytes({keyStart, cursor.position() - keyStart});
        if (member.key.isString())
            member.name = key.last(static_cast<qsizetype>(member.key.contentLength())).toByteArray();
        else
            member.name = cborNumberText(member.key).toLatin1();
        const qsizetype start = cursor.position();
        if (const auto value = cursor.peek())
            member.head = *value;
        if (!cursor.skipItem()) {
            why = QString::fromLatin1(cursor.flaw());
            return std::nullopt;
        }
        member.whole = cursor.bytes({start, cursor.position() - start});
        member.content = member.whole.last(static_cast<qsizetype>(member.head.contentLength()));
        const bool isTwice = std::ranges::any_of(members, [&](const Member &other) {
            return other.name == member.name && other.key.type == member.key.type;
        });
        if (isTwice) {
            why = QStringLiteral("the key %1 stands there twice").arg(QString::fromUtf8(member.name));
            return std::nullopt;
        }
        members.append(member);
    }
    return members;
}

/// The members of a map that should be all there is (apple-app-attest 1.1).
std::optional<QList<Member>> readObject(QByteArrayView cbor, QString &why, QString &fault)
{
    CborCursor cursor(cbor);
    auto members = readMap(cursor, why);
    if (!members)
        return std::nullopt;
    if (!cursor.atEnd())
        fault = QStringLiteral("%1 octets behind the map").arg(cursor.left());
    else if (cbor.size() > maximumObject)
        fault = QStringLiteral("larger than 64 KiB");
    else
        isDefinite(cbor, 0, fault);
    return members;
}

const Member *memberOf(const QList<Member> &members, const char *name, Type type, QString &why)
{
    for (const Member &member : members) {
        if (member.key.type != Type::Text || member.name != name)
            continue;
        if (member.head.type == type)
            return &member;
        why = QStringLiteral("%1 is of the wrong type").arg(QLatin1StringView(name));
        return nullptr;
    }
    why = QStringLiteral("%1 is missing").arg(QLatin1StringView(name));
    return nullptr;
}

QStringList unknownMembers(const QList<Member> &members, std::initializer_list<const char *> known)
{
    QStringList deviations;
    for (const Member &member : members) {
        const bool isKnown =
            std::ranges::any_of(known, [&](const char *name) { return member.name == name; });
        if (!isKnown)
            deviations.append(QStringLiteral("NOT_SIGNED ") + QString::fromUtf8(member.name));
    }
    return deviations;
}

/// EC2, ES256, P-256 with coordinates of 1 to 32 octets; empty and `why` otherwise.
QByteArray pointOf(CborCursor &cursor, QStringList &deviations, QString &why)
{
    const auto members = readMap(cursor, why);
    if (!members)
        return {};
    QByteArray point(1, '\x04');
    const auto value = [&](const char *label) -> const Member * {
        for (const Member &member : *members) {
            if (member.name == label && !member.key.isString())
                return &member;
        }
        return nullptr;
    };
    constexpr struct
    {
        const char *label;
        const char *number;
    } numbers[] = {{"1", "2"}, {"3", "-7"}, {"-1", "1"}};
    for (const auto &expected : numbers) {
        const Member *member = value(expected.label);
        const bool isNumber =
            member && (member->head.type == Type::Unsigned || member->head.type == Type::Negative);
        if (!isNumber || cborNumberText(member->head) != QLatin1StringView(expected.number)) {
            why = QStringLiteral("COSE key: label %1 is not %2")
                      .arg(QLatin1StringView(expected.label), QLatin1StringView(expected.number));
            return {};
        }
    }
    for (const char *label : {"-2", "-3"}) {
        const Member *member = value(label);
        const bool fits = member && member->head.type == Type::Bytes && !member->content.isEmpty()
            && member->content.size() <= hashSize;
        if (!fits) {
            why = QStringLiteral("COSE key: label %1 is no coordinate").arg(QLatin1StringView(label));
            return {};
        }
        if (member->content.size() < hashSize)
            deviations.append(QStringLiteral("SHORT_COORDINATE ") + QLatin1StringView(label));
        point += QByteArray(hashSize - member->content.size(), '\0') + member->content.toByteArray();
    }
    return point;
}

std::optional<AppAttestExtensions> extensionsOf(QByteArrayView bytes, QString &why)
{
    const auto members = readObject(bytes, why, why);
    if (!members || !why.isEmpty())
        return std::nullopt;
    AppAttestExtensions extensions;
    for (const Member &member : *members) {
        if (member.key.type != Type::Text) {
            why = QStringLiteral("a key is no text");
            return std::nullopt;
        }
        const bool isVersion = member.name == "apple_bundle_version_01";
        const bool isCategory = member.name == "apple_validation_category_01";
        const bool isHash = member.name == "apple_cd_hash_hash_01" || member.name == "apple_cd_hash_type_01";
        constexpr quint64 largest = 0xffffffff;
        if (isVersion && member.head.type == Type::Text) {
            extensions.bundleVersion = QString::fromUtf8(member.content);
        } else if (isCategory && member.head.type == Type::Bytes
            && member.content.size() == sizeof(quint32)) {
            extensions.validationCategory = qFromLittleEndian<quint32>(member.content.data());
        } else if (isCategory && member.head.type == Type::Unsigned && member.head.argument <= largest) {
            extensions.validationCategory = static_cast<quint32>(member.head.argument);
        } else if (!isVersion && !isCategory && !isHash) {
            extensions.unknownKeys.append(QString::fromUtf8(member.name));
        } else if (!isHash || member.head.type != Type::Bytes) {
            why = QStringLiteral("%1 is of the wrong type").arg(QString::fromUtf8(member.name));
            return std::nullopt;
        }
    }
    return extensions;
}

void assign(QString *why, const QString &text)
{
    if (why)
        *why = text;
}

} // namespace

QString authenticatorFlagsText(quint8 flags)
{
    constexpr struct
    {
        quint8 bit;
        const char *name;
    } names[] = {{0x01, "UP"}, {0x04, "UV"}, {0x08, "BE"}, {0x10, "BS"}, {0x40, "AT"}, {0x80, "ED"}};
    QStringList set;
    for (const auto &known : names) {
        if ((flags & known.bit) != 0)
            set.append(QString::fromLatin1(known.name));
    }
    return set.join(QStringLiteral(", "));
}

QByteArray aaguidOf(AppleEnvironment environment)
{
    if (environment == AppleEnvironment::Development)
        return QByteArrayLiteral("appattestdevelop");
    return environment == AppleEnvironment::Production ? QByteArray("appattest") + QByteArray(7, '\0')
                                                       : QByteArray();
}

AppleEnvironment appleEnvironment(QByteArrayView aaguid)
{
    for (const AppleEnvironment known : {AppleEnvironment::Development, AppleEnvironment::Production}) {
        if (aaguid == aaguidOf(known))
            return known;
    }
    return AppleEnvironment::Unknown;
}

QString appleEnvironmentId(AppleEnvironment environment)
{
    switch (environment) {
    case AppleEnvironment::Development:
        return QStringLiteral("development");
    case AppleEnvironment::Production:
        return QStringLiteral("production");
    case AppleEnvironment::Unknown:
        break;
    }
    return {};
}

std::optional<AuthenticatorData> parseAuthenticatorData(
    QByteArrayView bytes, AuthenticatorLayout layout, QString *why)
{
    const bool hasKey = layout == AuthenticatorLayout::Attestation;
    if (bytes.size() < (hasKey ? keyOffset : shortestAssertionData)) {
        assign(why, QStringLiteral("%1 octets").arg(bytes.size()));
        return std::nullopt;
    }
    AuthenticatorData data;
    data.rpIdHash = bytes.first(hashSize).toByteArray();
    data.flags = static_cast<quint8>(bytes[hashSize]);
    data.counter = qFromBigEndian<quint32>(bytes.data() + hashSize + 1);
    qsizetype end = shortestAssertionData;
    QString reason;
    if (hasKey) {
        data.aaguid = bytes.sliced(end, aaguidSize).toByteArray();
        const auto length = static_cast<qsizetype>(qFromBigEndian<quint16>(bytes.data() + end + aaguidSize));
        const qsizetype start = end + aaguidSize + static_cast<qsizetype>(sizeof(quint16));
        if (length > bytes.size() - start) {
            assign(why, QStringLiteral("credentialId of %1 octets").arg(length));
            return std::nullopt;
        }
        data.credentialId = bytes.sliced(start, length).toByteArray();
        CborCursor cursor(bytes, {start + length, bytes.size() - start - length});
        data.point = pointOf(cursor, data.deviations, reason);
        if (data.point.isEmpty()) {
            assign(why, reason);
            return std::nullopt;
        }
        data.keyLength = cursor.position() - start - length;
        end = cursor.position();
    }
    data.hasExtensions = end < bytes.size();
    if (data.hasExtensions)
        data.extensions = extensionsOf(bytes.sliced(end), data.extensionsFault);
    else if ((data.flags & authflags::extensions) != 0)
        data.deviations.append(QStringLiteral("ED_WITHOUT_EXTENSIONS"));
    return data;
}

std::optional<AttestationObject> parseAttestation(QByteArrayView cbor, QString *why)
{
    QString reason;
    const auto read = [&]() -> std::optional<AttestationObject> {
        AttestationObject object;
        const auto members = readObject(cbor, reason, object.fault);
        if (!members)
            return std::nullopt;
        const Member *format = memberOf(*members, "fmt", Type::Text, reason);
        const Member *statement = format ? memberOf(*members, "attStmt", Type::Map, reason) : nullptr;
        const Member *data = statement ? memberOf(*members, "authData", Type::Bytes, reason) : nullptr;
        if (!data)
            return std::nullopt;
        CborCursor inside(statement->whole);
        const auto parts = readMap(inside, reason);
        const Member *chain = parts ? memberOf(*parts, "x5c", Type::Array, reason) : nullptr;
        if (!chain)
            return std::nullopt;
        object.format = QString::fromUtf8(format->content);
        object.authenticatorData = data->content.toByteArray();
        CborCursor certificates(chain->whole);
        certificates.next();
        while (!certificates.atEnd()) {
            const auto head = certificates.next();
            if (!head || head->type != Type::Bytes) {
                reason = QStringLiteral("x5c holds something else than byte strings");
                return std::nullopt;
            }
            const auto length = static_cast<qsizetype>(head->contentLength());
            object.x5c.append(certificates.bytes({certificates.position(), length}).toByteArray());
            certificates.skip(length);
        }
        QString absent;
        if (const Member *receipt = memberOf(*parts, "receipt", Type::Bytes, absent)) {
            object.receipt = receipt->content.toByteArray();
        } else if (!absent.endsWith(QLatin1StringView("missing"))) {
            reason = absent;
            return std::nullopt;
        }
        object.deviations = unknownMembers(*members, {"fmt", "attStmt", "authData"})
            + unknownMembers(*parts, {"x5c", "receipt"});
        return object;
    };
    auto object = read();
    if (!object)
        assign(why, reason);
    return object;
}

std::optional<Assertion> parseAssertion(QByteArrayView cbor, QString *why)
{
    QString reason;
    QString fault;
    const auto members = readObject(cbor, reason, fault);
    const Member *signature = members ? memberOf(*members, "signature", Type::Bytes, reason) : nullptr;
    const Member *data = signature ? memberOf(*members, "authenticatorData", Type::Bytes, reason) : nullptr;
    if (!data) {
        assign(why, reason);
        return std::nullopt;
    }
    return Assertion{.signature = signature->content.toByteArray(),
        .authenticatorData = data->content.toByteArray(),
        .fault = fault,
        .deviations = unknownMembers(*members, {"signature", "authenticatorData"})};
}

QStringView receiptFieldName(int number)
{
    constexpr struct
    {
        int number;
        QStringView name;
    } names[] = {{receiptfield::appId, u"appId"}, {receiptfield::attestedKey, u"attestedPublicKey"},
        {receiptfield::clientHash, u"clientHash"}, {receiptfield::token, u"token"},
        {receiptfield::type, u"receiptType"}, {receiptfield::environment, u"environment"},
        {receiptfield::creationTime, u"creationTime"}, {receiptfield::riskMetric, u"riskMetric"},
        {receiptfield::notBefore, u"notBefore"}, {receiptfield::expirationTime, u"expirationTime"}};
    for (const auto &known : names) {
        if (known.number == number)
            return known.name;
    }
    return {};
}

QDateTime ReceiptFields::time(int number) const
{
    return receiptTime(text(number));
}

std::optional<ReceiptFields> parseReceiptFields(QByteArrayView payload, QString *why)
{
    constexpr quint32 integer = 2;
    constexpr quint32 octetString = 4;
    constexpr quint32 sequence = 16;
    constexpr quint32 set = 17;
    const auto broken = [&](const QString &reason) {
        assign(why, reason);
        return std::nullopt;
    };
    DerCursor cursor(payload);
    const auto outer = cursor.next();
    if (!outer || !outer->isUniversal(set) || !cursor.atEnd())
        return broken(QStringLiteral("not one SET"));
    ReceiptFields fields;
    DerCursor inside = cursor.inside(*outer);
    while (!inside.atEnd()) {
        const auto field = inside.next();
        if (!field || !field->isUniversal(sequence))
            return broken(QStringLiteral("not a SEQUENCE at %1").arg(inside.position()));
        DerCursor parts = inside.inside(*field);
        const auto type = parts.next();
        const auto version = parts.next();
        const auto value = parts.next();
        const bool fits = type && version && value && parts.atEnd() && type->isUniversal(integer)
            && version->isUniversal(integer) && value->isUniversal(octetString) && !value->constructed;
        const auto number = fits ? derInteger(parts.bytes(type->content)) : std::nullopt;
        constexpr qint64 largestType = 0xffff;
        if (!number || *number < 0 || *number > largestType)
            return broken(QStringLiteral("not a field at %1").arg(field->identifier.start));
        const auto key = static_cast<int>(*number);
        if (fields.has(key))
            return broken(QStringLiteral("field %1 stands there twice").arg(key));
        fields.values.insert(key, parts.bytes(value->content).toByteArray());
        fields.order.append(key);
    }
    return fields;
}

QDateTime receiptTime(const QString &text)
{
    constexpr qsizetype secondsEnd = 19;
    constexpr qsizetype mostDigits = 9;
    if (text.size() <= secondsEnd || !text.endsWith(QLatin1Char('Z')))
        return {};
    QDateTime time = QDateTime::fromString(text.first(secondsEnd), QStringLiteral("yyyy-MM-dd'T'HH:mm:ss"));
    time.setTimeSpec(Qt::UTC);
    const QString fraction = text.sliced(secondsEnd).chopped(1);
    if (fraction.isEmpty())
        return time;
    const QStringView digits = QStringView(fraction).sliced(1);
    const bool fits = fraction.startsWith(QLatin1Char('.')) && !digits.isEmpty()
        && digits.size() <= mostDigits && std::ranges::all_of(digits, [](QChar c) {
               return c >= QLatin1Char('0') && c <= QLatin1Char('9');
           });
    if (!fits || !time.isValid())
        return {};
    return time.addMSecs(digits.toString().leftJustified(3, QLatin1Char('0')).first(3).toInt());
}

QByteArray attestedNonce(QByteArrayView extension)
{
    const QByteArray beginning = QByteArray::fromHex("3024a1220420");
    return extension.size() == beginning.size() + hashSize && extension.startsWith(beginning)
        ? extension.sliced(beginning.size()).toByteArray()
        : QByteArray();
}

QByteArray appleExtensionField(QByteArrayView extension, quint32 tag)
{
    constexpr quint32 octetString = 4;
    DerCursor cursor(extension);
    const auto outer = cursor.next();
    if (!outer || !outer->constructed)
        return {};
    DerCursor fields = cursor.inside(*outer);
    while (const auto field = fields.next()) {
        if (!field->isContext(tag))
            continue;
        DerCursor inside = fields.inside(*field);
        const auto value = inside.next();
        return value && value->isUniversal(octetString) ? inside.bytes(value->content).toByteArray()
                                                        : QByteArray();
    }
    return {};
}

QByteArray macAccessControl()
{
    return QByteArray::fromBase64(
        "MEAMAjExMDowCQwCb2uhAwEB/zAJDAJvYaEDAQH/MAsMBG9kZWyhAwEB/zAVDARvc2duoAYMBHJzZWMwBaYDAgEB");
}

} // namespace dsr

#include "core/base/encoding.h"
#include "core/check/androidevidence.h"
#include "core/check/androidroots.h"
#include "core/check/attestedkey.h"
#include "core/decode/dercursor.h"

#include <QCborMap>
#include <QCborValue>
#include <QCoreApplication>

#include <algorithm>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::AndroidChecks)
};

constexpr const char *oidKeyUsage = "2.5.29.15";
constexpr const char *oidAuthorityKeyIdentifier = "2.5.29.35";
constexpr int tagCreated = 701;
constexpr int tagModel = 717;
constexpr int tagOsPatchLevel = 706;
constexpr int tagVendorPatchLevel = 718;
constexpr int tagBootPatchLevel = 719;

/// The description of the certificate that an attest key signed; nothing in a chain without one.
std::optional<KeyDescription> subjectDescription(const RegistrationCase &item)
{
    if (item.subjectDescription)
        return item.subjectDescription;
    QByteArray der;
    if (item.alone)
        der = item.alone->subjectCert;
    else if (!item.evidence.gmsDialect)
        der = fromBase64(item.claim("subjectCert").toLatin1(), Base64Form::Any).value_or(QByteArray());
    const auto certificate = item.terms.certificates->read(der);
    const auto extension = certificate ? certificate->extension(keyAttestationOid) : std::nullopt;
    return extension ? parseKeyDescription(extension->value) : std::nullopt;
}

// --- patch levels and model

/// Months since the year 0 of a level YYYYMM or YYYYMMDD; nothing for other numbers.
std::optional<qint64> monthsOf(qint64 level)
{
    constexpr qint64 sixDigits = 999'999;
    const qint64 yearAndMonth = level > sixDigits ? level / 100 : level;
    const qint64 month = yearAndMonth % 100;
    if (yearAndMonth < 100'000 || month < 1 || month > 12)
        return std::nullopt;
    return yearAndMonth / 100 * 12 + month;
}

CheckOutcome patchLevel(RegistrationCase &item)
{
    if (!item.leafDescription)
        return inputMissing();
    const QDate today = item.terms.time.date();
    const qint64 oldest = qint64(today.year()) * 12 + today.month() - item.terms.oldestPatchMonths;
    const std::pair<int, const char *> levels[] = {{tagOsPatchLevel, "osPatchLevel"},
        {tagVendorPatchLevel, "vendorPatchLevel"}, {tagBootPatchLevel, "bootPatchLevel"}};
    const auto &integers = item.leafDescription->hardwareEnforced.integers;
    for (const auto &[tag, name] : levels) {
        const auto months = integers.contains(tag) ? monthsOf(integers.value(tag)) : std::nullopt;
        if (tag != tagOsPatchLevel && !integers.contains(tag))
            continue; // older phones know no other level
        if (months && *months >= oldest)
            continue;
        return broken(leafMember(item, QByteArray("hardwareEnforced.") + name),
            QStringLiteral("≥ %1-%2")
                .arg((oldest - 1) / 12)
                .arg((oldest - 1) % 12 + 1, 2, 10, QLatin1Char('0')),
            integers.contains(tag) ? QString::number(integers.value(tag)) : QString(),
            Text::tr("The phone has not been given security updates for too long."));
    }
    return passed(
        leafMember(item, "hardwareEnforced.osPatchLevel"), QString::number(integers.value(tagOsPatchLevel)));
}

CheckOutcome model(RegistrationCase &item)
{
    if (!item.leafDescription)
        return inputMissing();
    const QString announced = item.terms.announcedModel;
    if (announced.isEmpty())
        return expectationMissing();
    // The phone names itself where it was asked to: in the certificate of the mTLS key or of the leaf.
    QByteArray named = item.leafDescription->hardwareEnforced.octets.value(tagModel);
    if (named.isEmpty()) {
        const auto other = subjectDescription(item);
        named = other ? other->hardwareEnforced.octets.value(tagModel) : QByteArray();
    }
    if (named.isEmpty())
        return notChecked(Text::tr("The phone does not say of which model it is."));
    return compared(named == announced.toUtf8(), leafMember(item, "hardwareEnforced"), announced,
        QString::fromUtf8(named));
}

// --- provisioning

/// The map of the provisioning extension (android-attestation 6.1); nothing if it cannot be read.
std::optional<QCborMap> provisioningMap(const Extension &extension)
{
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(extension.value, &error);
    if (error.error != QCborError::NoError || error.offset != extension.value.size() || !value.isMap())
        return std::nullopt;
    return value.toMap();
}

CheckOutcome provisioningCount(RegistrationCase &item)
{
    constexpr int keyOfCount = 1;
    const QList<Certificate> &chain = item.evidence.attestChain;
    if (chain.isEmpty())
        return inputMissing();
    for (qsizetype i = 0; i < chain.size(); ++i) {
        const auto extension = chain.at(i).extension(provisioningInfoOid);
        const auto map = extension ? provisioningMap(*extension) : std::nullopt;
        const QCborValue count = map ? map->value(keyOfCount) : QCborValue();
        if (!count.isInteger())
            continue;
        return compared(count.toInteger() >= 0 && count.toInteger() <= item.terms.provisioningLimit,
            elementPath(item, i), QStringLiteral("≤ %1").arg(item.terms.provisioningLimit),
            QString::number(count.toInteger()),
            Text::tr("So many certificates for one phone hint at somebody who collects them."));
    }
    return notChecked(Text::tr("No certificate says how many were issued to this phone."));
}

// --- deviations

/// Deviations of one keyUsage extension (BIT STRING).
QStringList keyUsageDeviations(const Extension &extension, qsizetype index)
{
    const QString place = QStringLiteral("cert%1").arg(index);
    QStringList found;
    if (!extension.critical && index == 0)
        found.append(textOf("KEY_USAGE_NOT_CRITICAL:leaf"));
    DerCursor cursor(extension.value);
    const auto bits = cursor.next();
    const QByteArrayView content = bits ? cursor.bytes(bits->content) : QByteArrayView();
    if (content.size() == 1)
        found.append(textOf("KEY_USAGE_EMPTY:") + place);
    else if (content.size() > 1 && content.back() == '\0')
        found.append(QStringLiteral("KEY_USAGE_TRAILING_ZERO:%1=%2").arg(place, hexText(extension.value)));
    return found;
}

QStringList leafDeviations(const Certificate &leaf, bool isAlone)
{
    QStringList found;
    if (leaf.extension(oidAuthorityKeyIdentifier))
        found.append(textOf("AKI_IN_LEAF"));
    const QStringList names = leaf.subject().values("2.5.4.3");
    if (names != QStringList{textOf("Android Keystore Key")}
        && names != QStringList{textOf("Android Identity Credential Key")})
        found.append(textOf("LEAF_SUBJECT_CUSTOM"));
    if (leaf.serialHex() != "1")
        found.append(textOf("LEAF_SERIAL_NOT_1"));
    const auto key = attestedKey(leaf.spki());
    if (key && key->name == QLatin1StringView("RSA 1024"))
        found.append(textOf("RSA_1024"));
    if (!leaf.publicKey().isValid())
        found.append(textOf("KEY_ALGORITHM_UNSUPPORTED"));
    if (!isAlone && leaf.subject().der == leaf.issuer().der && !leaf.isSignedBy(leaf.publicKey()))
        found.append(textOf("LEAF_SELF_ISSUED_NAME_NOT_SELF_SIGNED"));
    return found;
}

QStringList certificateDeviations(const QList<Certificate> &chain)
{
    QStringList found = leafDeviations(chain.first(), chain.size() == 1);
    for (qsizetype i = 0; i < chain.size(); ++i) {
        const Certificate &certificate = chain.at(i);
        if (const auto usage = certificate.extension(oidKeyUsage))
            found += keyUsageDeviations(*usage, i);
        if (certificate.notAfter() < certificate.notBefore())
            found.append(QStringLiteral("VALIDITY_REVERSED:cert%1").arg(i));
        const auto provisioning = certificate.extension(provisioningInfoOid);
        if (provisioning && !provisioningMap(*provisioning))
            found.append(textOf("PROVISIONING_INFO_UNPARSABLE"));
    }
    return found;
}

QStringList descriptionDeviations(const KeyDescription &description, const QDateTime &time)
{
    QStringList found = description.deviations;
    for (const AuthorizationList *list : {&description.softwareEnforced, &description.hardwareEnforced}) {
        const qint64 created = list->integers.value(tagCreated, 0);
        if (created > time.addDays(1).toMSecsSinceEpoch() || list->largeIntegers.contains(tagCreated))
            found.append(QStringLiteral("CREATION_TIME_IMPLAUSIBLE:%1").arg(created));
    }
    return found;
}

CheckOutcome deviation(RegistrationCase &item)
{
    QList<Certificate> chain = item.evidence.attestChain;
    if (chain.isEmpty())
        return inputMissing();
    if (item.alone && !item.alone->subjectCert.isEmpty()) {
        if (const auto leaf = item.terms.certificates->read(item.alone->subjectCert))
            chain.prepend(*leaf);
    }
    QStringList deviations = certificateDeviations(chain);
    // The certificate of the mTLS key has its own checks further on; its encoding is reported here.
    for (const auto &description : {item.leafDescription, subjectDescription(item)}) {
        if (description)
            deviations += descriptionDeviations(*description, item.terms.time);
    }
    deviations.removeDuplicates();
    QStringList sentences;
    for (const QString &found : deviations)
        sentences.append(deviationSentence(found));
    sentences.removeDuplicates();
    return compared(deviations.isEmpty(), elementPath(item, 0), QString(),
        deviations.join(QStringLiteral(", ")), sentences.join(QLatin1Char(' ')));
}

// --- status list

CheckOutcome revocationList(RegistrationCase &item)
{
    const auto &list = item.terms.statusList;
    if (!list) {
        // Who lets phones in must not do so without the list.
        const QString explanation = Text::tr("There is no status list of attestation certificates at hand.");
        return item.live ? broken(QString(), QString(), QString(), explanation) : notChecked(explanation);
    }
    if (list->goodUntil.isValid() && list->goodUntil < item.terms.time) {
        return broken(QString(), QStringLiteral("≥ ") + item.terms.time.toString(Qt::ISODate),
            list->goodUntil.toString(Qt::ISODate),
            Text::tr("The status list of attestation certificates is too old."));
    }
    return passed(QString(), QString::number(list->entries.size()));
}

struct SerialNumber
{
    QByteArray hex;
    QString path;
};

/// Of the chain, its root, and the certificate that the attest key signed.
QList<SerialNumber> serialNumbers(const RegistrationCase &item)
{
    QList<SerialNumber> serials;
    const QList<Certificate> &chain = item.evidence.attestChain;
    for (qsizetype i = 0; i < chain.size(); ++i)
        serials.append({chain.at(i).serialHex(), elementPath(item, i)});
    if (item.androidAnchor && !chain.isEmpty() && *item.androidAnchor != chain.last())
        serials.append({item.androidAnchor->serialHex(), chainPath(item)});
    if (item.evidence.subjectCert.isValid())
        serials.append({item.evidence.subjectCert.serialHex(), subjectPath(item)});
    return serials;
}

/// The list, if it may be used.
const StatusList *usableList(RegistrationCase &item)
{
    return revocationList(item).kind == CheckOutcome::Kind::Pass ? item.terms.statusList.get() : nullptr;
}

CheckOutcome revocationEntry(RegistrationCase &item)
{
    const StatusList *list = usableList(item);
    if (!list || item.evidence.attestChain.isEmpty())
        return inputMissing();
    for (const SerialNumber &serial : serialNumbers(item)) {
        const StatusEntry *entry = list->find(serial.hex);
        if (!entry || entry->hasEnded(item.terms.time.date())
            || !(entry->isRevoked() || entry->isSuspended()))
            continue;
        const QString reason = entry->reason.isEmpty() ? QString() : QStringLiteral(", ") + entry->reason;
        return broken(serial.path, QString(),
            QStringLiteral("%1: %2%3").arg(QString::fromLatin1(serial.hex), entry->status, reason),
            entry->isRevoked() ? Text::tr("Google has revoked this certificate.")
                               : Text::tr("Google has suspended this certificate."));
    }
    return passed(chainPath(item));
}

CheckOutcome revocationOther(RegistrationCase &item)
{
    constexpr qsizetype shortest = 4;
    const StatusList *list = usableList(item);
    if (!list || item.evidence.attestChain.isEmpty())
        return inputMissing();
    for (const SerialNumber &serial : serialNumbers(item)) {
        const StatusEntry *entry = list->find(serial.hex);
        if (!entry)
            continue;
        const QString actual = QString::fromLatin1(serial.hex) + QStringLiteral(": ") + entry->status;
        if (entry->hasEnded(item.terms.time.date())) {
            return broken(serial.path, QString(),
                actual + QLatin1Char(' ') + entry->expires.toString(Qt::ISODate),
                Text::tr("This certificate was suspended until that day."));
        }
        if (!entry->isRevoked() && !entry->isSuspended())
            return broken(serial.path, textOf("REVOKED, SUSPENDED"), actual,
                Text::tr("The status list has an entry for this certificate that it should not know."));
    }
    for (auto it = list->entries.begin(); it != list->entries.end(); ++it) {
        if (it.key().size() < shortest)
            return broken(QString(), QString(), QString::fromLatin1(it.key()),
                Text::tr("The status list has a serial number that is too short to be one."));
    }
    return passed(chainPath(item));
}

} // namespace

const CheckFunctions &androidPolicyChecks()
{
    static const CheckFunctions functions{
        {"android.patchlevel", patchLevel},
        {"android.model", model},
        {"android.provisioning.count", provisioningCount},
        {"android.deviation", deviation},
        {"android.revocation.list", revocationList},
        {"android.revocation.entry", revocationEntry},
        {"android.revocation.other", revocationOther},
    };
    return functions;
}

} // namespace dsr

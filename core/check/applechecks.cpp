#include "core/base/digest.h"
#include "core/base/secret.h"
#include "core/check/certificateprofile.h"
#include "core/check/registrationcase.h"

#include <QCoreApplication>

#include <algorithm>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::AppleChecks)
};

constexpr const char *formatWord = "apple-appattest";
constexpr qsizetype fewestCertificates = 2;
constexpr qsizetype mostCertificates = 4;
constexpr qsizetype fingerprintSize = 32;

QString elementPath(const AppleCase &item, qsizetype index)
{
    return item.pathOf("attStmt.x5c.") + QString::number(index);
}

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODate);
}

// --- statement and chain

CheckOutcome form(AppleCase &item)
{
    const QString expected = textOf("{fmt, attStmt, authData}");
    if (!item.attestation)
        return broken(item.pathOf(""), expected, QString(), Text::tr("The statement is not base64 text."));
    QString why;
    item.object = parseAttestation(*item.attestation, &why);
    if (item.object && item.object->receipt && !item.object->receipt->isEmpty()) {
        item.receipt = item.object->receipt;
        item.receiptPath = item.pathOf("attStmt.receipt");
    }
    if (!item.object || !item.object->fault.isEmpty())
        return broken(item.pathOf(""), expected, item.object ? item.object->fault : why);
    return passed(item.pathOf(""), item.object->deviations.join(QStringLiteral(", ")),
        item.object->deviations.isEmpty()
            ? QString()
            : Text::tr("Members that no signature covers stand in the statement; nothing rests on them."));
}

CheckOutcome format(AppleCase &item)
{
    if (!item.object)
        return inputMissing();
    return compared(item.object->format == textOf(formatWord), item.pathOf("fmt"), textOf(formatWord),
        item.object->format);
}

CheckOutcome chainForm(AppleCase &item)
{
    if (!item.object)
        return inputMissing();
    const QList<QByteArray> &x5c = item.object->x5c;
    if (x5c.size() < fewestCertificates || x5c.size() > mostCertificates)
        return broken(item.pathOf("attStmt.x5c"), QStringLiteral("2…4"), QString::number(x5c.size()));
    QList<Certificate> chain;
    for (const QByteArray &der : x5c) {
        const auto certificate = item.terms->certificates->read(der);
        if (!certificate)
            return broken(elementPath(item, chain.size()), textOf("X.509"), QString(),
                Text::tr("This element is not one whole certificate."));
        chain.append(*certificate);
    }
    item.chain = chain;
    return passed(item.pathOf("attStmt.x5c"), QString::number(chain.size()));
}

CheckOutcome chainSignatures(AppleCase &item)
{
    if (item.chain.isEmpty())
        return inputMissing();
    for (qsizetype i = 0; i + 1 < item.chain.size(); ++i) {
        if (!item.chain.at(i).isSignedBy(item.chain.at(i + 1).publicKey()))
            return broken(elementPath(item, i), QString(), item.chain.at(i).subject().text(),
                Text::tr("The signature of this certificate does not verify with the next one's key."));
    }
    return passed(item.pathOf("attStmt.x5c"));
}

bool endsAt(const Certificate &last, const Certificate &anchor)
{
    return last == anchor
        || (last.issuer().der == anchor.subject().der && last.isSignedBy(anchor.publicKey()));
}

CheckOutcome chainRoot(AppleCase &item)
{
    if (item.chain.isEmpty())
        return inputMissing();
    const Certificate &last = item.chain.last();
    const QString path = elementPath(item, item.chain.size() - 1);
    for (const AttestationAnchor &anchor : item.terms->appleAnchors) {
        if (!endsAt(last, anchor.certificate))
            continue;
        item.anchor = anchor.certificate;
        item.simulated = item.simulated || anchor.simulated;
        if (anchor.simulated && !item.terms->simulation)
            return broken(path, QString(), anchor.certificate.subject().text(),
                Text::tr("The chain ends at a simulated root, and simulated roots do not count here."));
        return passed(path, anchor.certificate.subject().text());
    }
    const bool isReceiptRoot = std::ranges::any_of(item.terms->appleReceiptAnchors,
        [&](const AttestationAnchor &anchor) { return endsAt(last, anchor.certificate); });
    return broken(path, QString(), last.issuer().text(),
        isReceiptRoot
            ? Text::tr("The chain ends at the root of receipts, which may not vouch for keys.")
            : Text::tr("No trusted root issued the last certificate of the chain, whatever its name says."));
}

/// When Apple made the certificate: its serial number counts milliseconds (apple-app-attest 6.3).
QDateTime issuedAt(const Certificate &leaf)
{
    bool isNumber = false;
    const qint64 milliseconds = leaf.serialHex().toLongLong(&isNumber, 16);
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
    return isNumber && leaf.notBefore() <= time && time <= leaf.notAfter() ? time
                                                                           : leaf.notBefore().addDays(1);
}

CheckOutcome chainDates(AppleCase &item)
{
    if (item.chain.isEmpty())
        return inputMissing();
    QList<Certificate> dated = item.chain;
    if (item.anchor && !(*item.anchor == dated.last()))
        dated.append(*item.anchor);
    for (qsizetype i = 0; i < dated.size(); ++i) {
        const QDateTime from = dated.at(i).notBefore();
        const QDateTime to = dated.at(i).notAfter();
        if (from <= item.terms->time && item.terms->time <= to)
            continue;
        return broken(elementPath(item, qMin(i, item.chain.size() - 1)),
            QStringLiteral("%1 … %2").arg(timeText(from), timeText(to)), timeText(item.terms->time),
            i == 0 ? Text::tr("Certificates of attested keys live for days only. This one was issued at %1; "
                              "at that time it was valid.")
                         .arg(timeText(issuedAt(dated.at(i))))
                   : Text::tr("At this time the certificate is not valid: %1.")
                         .arg(dated.at(i).subject().text()));
    }
    return passed(item.pathOf("attStmt.x5c"), timeText(item.terms->time));
}

CheckOutcome chainPath(AppleCase &item)
{
    if (item.chain.isEmpty())
        return inputMissing();
    if (isCa(item.chain.first()))
        return broken(elementPath(item, 0), textOf("cA=false"), textOf("cA=true"),
            Text::tr("The certificate of the key must not be the one of an issuer."));
    for (qsizetype i = 1; i < item.chain.size(); ++i) {
        QStringList missing;
        if (!isCa(item.chain.at(i)))
            missing.append(textOf("cA"));
        if (!maySignCertificates(item.chain.at(i)))
            missing.append(textOf("keyCertSign"));
        if (pathLength(item.chain.at(i)).value_or(i) < i - 1)
            missing.append(textOf("pathLenConstraint"));
        if (!missing.isEmpty())
            return broken(elementPath(item, i), missing.join(QStringLiteral(", ")), QString(),
                Text::tr("This certificate may not issue the one before it."));
    }
    return passed(item.pathOf("attStmt.x5c"));
}

// --- binding

QString extensionPath(const AppleCase &item, const char *name)
{
    return item.pathOf("attStmt.x5c.0.tbsCertificate.extensions.") + QLatin1StringView(name);
}

CheckOutcome nonceExtension(AppleCase &item)
{
    if (!item.leaf())
        return inputMissing();
    const auto count = std::ranges::count_if(
        item.leaf()->extensions(), [](const Extension &extension) { return extension.oid == appleNonceOid; });
    if (count == 0)
        return broken(elementPath(item, 0), textOf(appleNonceOid), QString(),
            Text::tr("The certificate of the key carries no nonce, so nothing binds it to a request."));
    item.leafNonce = attestedNonce(item.leaf()->extension(appleNonceOid)->value);
    if (count == 1 && !item.leafNonce.isEmpty())
        return passed(extensionPath(item, "appAttestNonce"), hexText(item.leafNonce));
    CheckOutcome outcome = broken(extensionPath(item, "appAttestNonce"),
        textOf("SEQUENCE { [1] OCTET STRING 32 }"), hexText(item.leaf()->extension(appleNonceOid)->value));
    if (count > 1) {
        item.leafNonce.clear();
        outcome.explanation = Text::tr("The nonce stands in the certificate more than once.");
    }
    outcome.errorCode = textOf("NOT_PARSABLE_NONCE_SEQUENCE");
    return outcome;
}

/// The hash in the receipt that Apple made with the statement; empty if it cannot be read.
QByteArray hashInReceipt(const AppleCase &item)
{
    const auto message = item.receipt ? readSignedMessage(*item.receipt) : fail(ErrorCode::InputMalformed);
    const auto fields = message ? parseReceiptFields(message->content) : std::nullopt;
    return fields ? fields->values.value(receiptfield::clientHash) : QByteArray();
}

CheckOutcome nonce(AppleCase &item)
{
    if (!item.object || item.leafNonce.isEmpty())
        return inputMissing();
    const QByteArray &data = item.object->authenticatorData;
    const QString path = extensionPath(item, "appAttestNonce");
    const auto fits = [&](const QByteArray &hash) {
        return constantTimeEqual(sha256(data + hash), item.leafNonce);
    };
    if (item.clientDataHash.isEmpty()) {
        const QByteArray hash = hashInReceipt(item);
        CheckOutcome outcome = notChecked(hash.isEmpty()
                ? Text::tr("Nobody said what the statement should be bound to.")
                : fits(hash)
                ? Text::tr(
                      "Nobody said what the statement should be bound to. Its nonce fits the hash in its own "
                      "receipt, so the two belong together.")
                : Text::tr("Nobody said what the statement should be bound to. Its nonce does not even fit "
                           "the hash "
                           "in its own receipt."));
        outcome.path = path;
        outcome.actual = hexText(item.leafNonce);
        outcome.computation = textOf("SHA-256(authData ‖ clientDataHash)");
        return outcome;
    }
    QString explanation;
    for (const NearMiss &miss : item.nearMisses) {
        if (explanation.isEmpty() && fits(miss.clientDataHash))
            explanation = miss.explanation;
    }
    CheckOutcome outcome = compared(fits(item.clientDataHash), path,
        hexText(sha256(data + item.clientDataHash)), hexText(item.leafNonce), explanation);
    outcome.computation = QStringLiteral("SHA-256(authData ‖ %1)").arg(item.clientDataHashRule);
    return outcome;
}

CheckOutcome keyId(AppleCase &item)
{
    if (!item.leaf())
        return inputMissing();
    const PublicKey key = item.leaf()->publicKey();
    const QString path = item.keyIdPath.isEmpty() ? elementPath(item, 0) : item.keyIdPath;
    if (key.curve() != Curve::P256)
        return broken(elementPath(item, 0), curveName(Curve::P256), curveName(key.curve()));
    if (item.keyId.isEmpty())
        return notChecked(Text::tr("Nobody said which key the statement should be about."));
    const QByteArray point = key.point();
    QString explanation;
    if (item.keyId == sha256(key.spki()))
        explanation =
            Text::tr("This is SHA-256 of the SubjectPublicKeyInfo; that of the point was expected.");
    else if (item.keyId == sha256(point.sliced(1)))
        explanation = Text::tr("This is SHA-256 of the coordinates without the octet 04 before them.");
    CheckOutcome outcome = compared(constantTimeEqual(item.keyId, key.fingerprint()), path,
        hexText(key.fingerprint()), hexText(item.keyId), explanation);
    outcome.computation = textOf("SHA-256(04 ‖ X ‖ Y)");
    return outcome;
}

// --- authenticator data

CheckOutcome authDataForm(AppleCase &item)
{
    if (!item.object)
        return inputMissing();
    QString why;
    item.authenticator =
        parseAuthenticatorData(item.object->authenticatorData, AuthenticatorLayout::Attestation, &why);
    return item.authenticator
        ? passed(item.pathOf("authData"), QString::number(item.object->authenticatorData.size()))
        : broken(item.pathOf("authData"), QStringLiteral("≥ 87"), why);
}

QString dataPath(const AppleCase &item, const char *part)
{
    const QString base = item.pathOf(item.assertion ? "authenticatorData" : "authData");
    return base + QLatin1Char('.') + QLatin1StringView(part);
}

CheckOutcome rpId(AppleCase &item)
{
    if (!item.authenticator)
        return inputMissing();
    const QByteArray &hash = item.authenticator->rpIdHash;
    const QString path = dataPath(item, "rpIdHash");
    const auto extension = item.leaf() ? item.leaf()->extension(appleKeyUsageOid) : std::nullopt;
    const QString inLeaf =
        extension ? QString::fromUtf8(appleExtensionField(extension->value, appleAppIdTag)) : QString();
    if (item.appIds.isEmpty()) {
        CheckOutcome outcome = notChecked(!inLeaf.isEmpty() && sha256(inLeaf.toUtf8()) == hash
                ? Text::tr("Nobody said which apps are accepted. By its certificate this is %1, and the hash "
                           "fits.")
                      .arg(inLeaf)
                : Text::tr("Nobody said which apps are accepted."));
        outcome.path = path;
        outcome.actual = hexText(hash);
        return outcome;
    }
    for (const QString &appId : item.appIds) {
        if (sha256(appId.toUtf8()) == hash)
            return passed(path, appId);
    }
    QStringList hashes;
    for (const QString &appId : item.appIds)
        hashes.append(hexText(sha256(appId.toUtf8())));
    QString explanation;
    if (!inLeaf.isEmpty() && sha256(inLeaf.toUtf8()) == hash)
        explanation = Text::tr("The hash is that of %1.").arg(inLeaf);
    for (const QString &appId : item.appIds) {
        if (sha256(appId.section(QLatin1Char('.'), 1).toUtf8()) == hash)
            explanation = Text::tr("The hash is that of the bundle alone; the team stands before it.");
    }
    CheckOutcome outcome = broken(path, hashes.join(QStringLiteral(", ")), hexText(hash), explanation);
    outcome.computation = QStringLiteral("SHA-256(\"%1\")").arg(item.appIds.join(QStringLiteral("\", \"")));
    return outcome;
}

CheckOutcome counter(AppleCase &item)
{
    if (!item.authenticator)
        return inputMissing();
    return compared(item.authenticator->counter == 0, dataPath(item, "counter"), QStringLiteral("0"),
        QString::number(item.authenticator->counter),
        Text::tr("A key is attested before it signs anything, so nothing can be counted yet."));
}

CheckOutcome flags(AppleCase &item)
{
    if (!item.authenticator)
        return inputMissing();
    constexpr quint8 known = 0xc5; // UP, UV, AT, ED
    const quint8 value = item.authenticator->flags;
    CheckOutcome outcome =
        compared((value & authflags::attestedKey) != 0, dataPath(item, "flags"), textOf("AT"),
            QStringLiteral("%1 (%2)").arg(authenticatorFlagsText(value)).arg(value, 2, 16, QLatin1Char('0')));
    if ((value & known) != 0)
        outcome.errorCode = textOf("UNEXPECTED_ATTESTATION_FLAGS");
    return outcome;
}

CheckOutcome credentialId(AppleCase &item)
{
    if (!item.authenticator || !item.leaf())
        return inputMissing();
    const QByteArray expected = item.leaf()->publicKey().fingerprint();
    CheckOutcome outcome = compared(constantTimeEqual(item.authenticator->credentialId, expected)
            && item.authenticator->credentialId.size() == fingerprintSize,
        dataPath(item, "credentialId"), hexText(expected), hexText(item.authenticator->credentialId));
    outcome.computation = textOf("SHA-256(04 ‖ X ‖ Y)");
    return outcome;
}

CheckOutcome aaguid(AppleCase &item)
{
    if (!item.authenticator)
        return inputMissing();
    const QByteArray &value = item.authenticator->aaguid;
    const AppleEnvironment environment = appleEnvironment(value);
    return compared(environment != AppleEnvironment::Unknown, dataPath(item, "aaguid"),
        hexText(aaguidOf(AppleEnvironment::Production)) + QStringLiteral(", ")
            + hexText(aaguidOf(AppleEnvironment::Development)),
        hexText(value),
        value.startsWith("appattestsandbox")
            ? Text::tr("Apple's text names this value, but no device is known to send it.")
            : QString());
}

QStringList acceptedEnvironments(const AppleCase &item)
{
    if (!item.environment.isEmpty())
        return {item.environment};
    QStringList accepted{appleEnvironmentId(AppleEnvironment::Production)};
    if (item.terms->appleDevelopment)
        accepted.append(appleEnvironmentId(AppleEnvironment::Development));
    return accepted;
}

CheckOutcome environment(AppleCase &item)
{
    const AppleEnvironment found =
        item.authenticator ? appleEnvironment(item.authenticator->aaguid) : AppleEnvironment::Unknown;
    if (found == AppleEnvironment::Unknown)
        return inputMissing();
    return compared(acceptedEnvironments(item).contains(appleEnvironmentId(found)), dataPath(item, "aaguid"),
        acceptedEnvironments(item).join(QStringLiteral(", ")), appleEnvironmentId(found));
}

CheckOutcome coseKey(AppleCase &item)
{
    if (!item.authenticator || !item.leaf())
        return inputMissing();
    const QByteArray expected = item.leaf()->publicKey().point();
    CheckOutcome outcome = compared(item.authenticator->point == expected,
        dataPath(item, "credentialPublicKey"), hexText(expected), hexText(item.authenticator->point));
    if (outcome.kind == CheckOutcome::Kind::Pass
        && !item.authenticator->deviations.filter(textOf("SHORT")).isEmpty())
        outcome.explanation =
            Text::tr("A coordinate was sent without its leading zero octets, as some phones do.");
    return outcome;
}

// --- extensions map

CheckOutcome extensionsForm(AppleCase &item)
{
    if (!item.authenticator)
        return inputMissing();
    const AuthenticatorData &data = *item.authenticator;
    if (data.hasExtensions && !data.extensions)
        return broken(dataPath(item, "extensions"), QString(), data.extensionsFault,
            Text::tr("What stands behind the key is not one map as Apple describes it."));
    if (!data.hasExtensions && (data.flags & authflags::extensions) != 0) {
        CheckOutcome outcome = broken(dataPath(item, "flags"), QString(), authenticatorFlagsText(data.flags),
            Text::tr("The flags say that extensions follow, but none do."));
        outcome.severity = Severity::Warn;
        return outcome;
    }
    return passed(dataPath(item, data.hasExtensions ? "extensions" : "flags"));
}

QList<quint32> acceptedCategories(const AppleCase &item)
{
    const QList<quint32> production{2, 4}; // TestFlight, App Store
    const QList<quint32> development{3, 5}; // development, enterprise or ad hoc
    const AppleEnvironment known = appleEnvironment(item.authenticator->aaguid);
    if (known != AppleEnvironment::Unknown)
        return known == AppleEnvironment::Production ? production : development;
    // An assertion does not say where its key was attested.
    QList<quint32> accepted;
    for (const QString &environment : acceptedEnvironments(item))
        accepted +=
            environment == appleEnvironmentId(AppleEnvironment::Production) ? production : development;
    return accepted;
}

CheckOutcome extensionsMissing(const AppleCase &item)
{
    return item.authenticator && !item.authenticator->hasExtensions
        ? passed(QString(), QString(), Text::tr("Devices before iOS 27 do not send it."))
        : inputMissing();
}

CheckOutcome extensionsCategory(AppleCase &item)
{
    if (!item.authenticator || !item.authenticator->extensions)
        return extensionsMissing(item);
    const auto category = item.authenticator->extensions->validationCategory;
    if (!category)
        return passed(
            dataPath(item, "extensions"), QString(), Text::tr("Devices before iOS 27 do not send it."));
    QStringList accepted;
    for (const quint32 number : acceptedCategories(item))
        accepted.append(QString::number(number));
    return compared(acceptedCategories(item).contains(*category),
        dataPath(item, "extensions.apple_validation_category_01"), accepted.join(QStringLiteral(", ")),
        QString::number(*category));
}

CheckOutcome extensionsVersion(AppleCase &item)
{
    if (!item.authenticator || !item.authenticator->extensions)
        return extensionsMissing(item);
    const auto version = item.authenticator->extensions->bundleVersion;
    const QStringList &accepted = item.terms->appleBundleVersions;
    return compared(!version || accepted.isEmpty() || accepted.contains(*version),
        dataPath(item, version ? "extensions.apple_bundle_version_01" : "extensions"),
        accepted.join(QStringLiteral(", ")), version.value_or(QString()));
}

// --- what else the leaf says

CheckOutcome macAcl(AppleCase &item)
{
    if (!item.leaf())
        return inputMissing();
    const auto system = item.leaf()->extension(appleOperatingSystemOid);
    const QByteArray platform = system ? appleExtensionField(system->value, applePlatformTag) : QByteArray();
    if (platform != "macosx")
        return notChecked(Text::tr("Only keys of a Mac are asked for this."));
    const auto control = item.leaf()->extension(appleAccessControlOid);
    const QByteArray actual =
        control ? appleExtensionField(control->value, appleAccessControlTag) : QByteArray();
    return compared(actual == macAccessControl(), extensionPath(item, "appleKeyAccessControl"),
        hexText(macAccessControl()), hexText(actual),
        Text::tr("The key may be used although the Mac does not run in its full security mode."));
}

CheckOutcome leafSubject(AppleCase &item)
{
    if (!item.leaf())
        return inputMissing();
    const QString expected = hexText(item.leaf()->publicKey().fingerprint());
    const QString actual = item.leaf()->subject().values("2.5.4.3").join(QStringLiteral(", "));
    return compared(
        actual == expected, item.pathOf("attStmt.x5c.0.tbsCertificate.subject"), expected, actual);
}

CheckOutcome leafAppId(AppleCase &item)
{
    const auto extension = item.leaf() ? item.leaf()->extension(appleKeyUsageOid) : std::nullopt;
    if (!extension)
        return item.leaf() ? notChecked(Text::tr("The certificate does not name the app.")) : inputMissing();
    const QString actual = QString::fromUtf8(appleExtensionField(extension->value, appleAppIdTag));
    const QString path = extensionPath(item, "appleKeyUsageProperties");
    if (item.appId().isEmpty())
        return notChecked(Text::tr("Nobody said which apps are accepted."));
    return compared(actual == item.appId(), path, item.appId(), actual);
}

} // namespace

QString AppleCase::appId() const
{
    for (const QString &known : appIds) {
        if (authenticator && sha256(known.toUtf8()) == authenticator->rpIdHash)
            return known;
    }
    return appIds.size() == 1 ? appIds.first() : QString();
}

const AppleCheckFunctions &appleChecks()
{
    static const AppleCheckFunctions functions{
        {"apple.attestation.form", form},
        {"apple.attestation.format", format},
        {"apple.chain.form", chainForm},
        {"apple.chain.signatures", chainSignatures},
        {"apple.chain.root", chainRoot},
        {"apple.chain.dates", chainDates},
        {"apple.chain.path", chainPath},
        {"apple.nonce.extension", nonceExtension},
        {"apple.nonce", nonce},
        {"apple.authdata.form", authDataForm},
        {"apple.rpid", rpId},
        {"apple.counter", counter},
        {"apple.flags", flags},
        {"apple.credentialid", credentialId},
        {"apple.aaguid", aaguid},
        {"apple.environment", environment},
        {"apple.cosekey", coseKey},
        {"apple.keyid", keyId},
        {"apple.extensions.form", extensionsForm},
        {"apple.extensions.category", extensionsCategory},
        {"apple.extensions.version", extensionsVersion},
        {"apple.macos.acl", macAcl},
        {"apple.leaf.subject", leafSubject},
        {"apple.leaf.appid", leafAppId},
    };
    return functions;
}

} // namespace dsr

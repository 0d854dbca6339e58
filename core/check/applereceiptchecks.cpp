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
    Q_DECLARE_TR_FUNCTIONS(dsr::AppleReceiptChecks)
};

namespace field = receiptfield;

constexpr const char *attestType = "ATTEST";
constexpr const char *receiptType = "RECEIPT";
constexpr int ageSeconds = 5 * 60;
constexpr int futureSeconds = 60;
constexpr int highestMetric = 5;
constexpr qsizetype longestPath = 5;
constexpr const char *certificatesPath = "content.certificates";
constexpr const char *signersPath = "content.signerInfos";
constexpr const char *contentPath = "content.encapContentInfo.eContent";

QString fieldPath(const AppleCase &item, int number)
{
    return item.receiptPathOf(contentPath) + QLatin1Char('.') + receiptFieldName(number).toString();
}

bool isAttest(const AppleCase &item)
{
    return item.fields && item.fields->text(field::type) == QLatin1StringView(attestType);
}

CheckOutcome present(AppleCase &item)
{
    if (!item.object)
        return inputMissing();
    return item.receipt ? passed(item.receiptPath)
                        : broken(item.pathOf("attStmt"), textOf("receipt"), QString(),
                              Text::tr("The statement comes without the receipt that Apple made with it."));
}

CheckOutcome refresh(AppleCase &)
{
    return notChecked(Text::tr("Only the service that asks Apple for a new receipt can know this."));
}

/// An assertion comes without a receipt, a statement should not.
CheckOutcome noReceipt(const AppleCase &item)
{
    return item.assertion ? notChecked(Text::tr("The receipt is on file at the service, not in the token."))
                          : inputMissing();
}

CheckOutcome form(AppleCase &item)
{
    if (!item.receipt)
        return noReceipt(item);
    const auto message = readSignedMessage(*item.receipt);
    if (!message)
        return broken(item.receiptPathOf(""), textOf("CMS SignedData"), QString(),
            Text::tr("The receipt is not one whole signed message."));
    item.message = *message;
    QString why;
    item.fields = parseReceiptFields(message->content, &why);
    return item.fields
        ? passed(item.receiptPathOf(""))
        : broken(item.receiptPathOf(contentPath), textOf("SET of {type, version, value}"), why);
}

CheckOutcome certificates(AppleCase &item)
{
    if (!item.message)
        return inputMissing();
    return item.message->signer
        ? passed(item.receiptPathOf(certificatesPath), item.message->signer->subject().text())
        : broken(item.receiptPathOf(certificatesPath), QString(),
              QString::number(item.message->certificates.size()),
              Text::tr("The certificate that the signature names is not in the receipt."));
}

CheckOutcome signature(AppleCase &item)
{
    if (!item.message || !item.message->signer)
        return inputMissing();
    if (item.message->signerCount != 1)
        return broken(
            item.receiptPathOf(signersPath), QStringLiteral("1"), QString::number(item.message->signerCount));
    return item.message->signatureVerified
        ? passed(item.receiptPathOf(signersPath))
        : broken(item.receiptPathOf(signersPath), QString(), QString(),
              Text::tr("The signature does not fit the content and the key of the signer's certificate."));
}

bool mayIssue(const Certificate &issuer, qsizetype depth)
{
    return isCa(issuer) && maySignCertificates(issuer) && pathLength(issuer).value_or(depth) >= depth;
}

bool isValidAt(const Certificate &certificate, const QDateTime &time)
{
    return certificate.notBefore() <= time && time <= certificate.notAfter();
}

const AttestationAnchor *anchorOf(const Certificate &certificate, const QList<AttestationAnchor> &anchors)
{
    for (const AttestationAnchor &anchor : anchors) {
        if (certificate == anchor.certificate
            || (certificate.issuer().der == anchor.certificate.subject().der
                && certificate.isSignedBy(anchor.certificate.publicKey())))
            return &anchor;
    }
    return nullptr;
}

/// The one among these that issued a certificate, by name and signature; nullptr if none did.
const Certificate *issuerOf(const Certificate &certificate, const QList<Certificate> &candidates)
{
    for (const Certificate &candidate : candidates) {
        if (candidate.subject().der == certificate.issuer().der && !(candidate == certificate)
            && certificate.isSignedBy(candidate.publicKey()))
            return &candidate;
    }
    return nullptr;
}

/// From the signer upwards, over the certificates in the receipt, until a trusted root is met.
CheckOutcome chain(AppleCase &item)
{
    if (!item.message || !item.message->signer)
        return inputMissing();
    const QString path = item.receiptPathOf(certificatesPath);
    const QDateTime time = item.terms->time;
    Certificate current = *item.message->signer;
    for (qsizetype depth = 0; depth < longestPath; ++depth) {
        if (!isValidAt(current, time))
            return broken(path,
                QStringLiteral("%1 … %2").arg(
                    current.notBefore().toString(Qt::ISODate), current.notAfter().toString(Qt::ISODate)),
                time.toString(Qt::ISODate),
                Text::tr("At this time the certificate is not valid: %1.").arg(current.subject().text()));
        if (depth > 0 && !mayIssue(current, depth - 1))
            return broken(path, textOf("cA, keyCertSign"), current.subject().text(),
                Text::tr("This certificate may not issue others."));
        if (const AttestationAnchor *anchor = anchorOf(current, item.terms->appleReceiptAnchors)) {
            item.simulated = item.simulated || anchor->simulated;
            if (!item.anchor)
                item.anchor = anchor->certificate;
            if (anchor->simulated && !item.terms->simulation)
                return broken(path, QString(), anchor->certificate.subject().text(),
                    Text::tr("The chain ends at a simulated root, and simulated roots do not count here."));
            return isValidAt(anchor->certificate, time)
                ? passed(path, anchor->certificate.subject().text())
                : broken(path, QString(), anchor->certificate.subject().text(),
                      Text::tr("At this time the certificate is not valid: %1.")
                          .arg(anchor->certificate.subject().text()));
        }
        if (anchorOf(current, item.terms->appleAnchors))
            return broken(path, QString(), current.issuer().text(),
                Text::tr("The chain ends at the root of keys, which may not vouch for receipts."));
        const Certificate *issuer = issuerOf(current, item.message->certificates);
        if (!issuer)
            return broken(path, current.issuer().text(), current.subject().text(),
                Text::tr(
                    "No certificate in the receipt and no trusted root issued this one; either its issuer is "
                    "another, or one of its octets was changed."));
        current = *issuer;
    }
    return broken(path, QString(), current.subject().text(), Text::tr("The chain does not end."));
}

CheckOutcome marker(AppleCase &item)
{
    if (!item.message || !item.message->signer)
        return inputMissing();
    return item.message->signer->extension(appleReceiptSigningOid)
        ? passed(item.receiptPathOf(certificatesPath))
        : broken(item.receiptPathOf(certificatesPath), textOf(appleReceiptSigningOid),
              item.message->signer->subject().text(),
              Text::tr("The signer's certificate was not made for receipts."));
}

CheckOutcome fieldsComplete(AppleCase &item)
{
    if (!item.fields)
        return inputMissing();
    QList<int> needed{field::appId, field::attestedKey, field::clientHash, field::token, field::type,
        field::creationTime, field::expirationTime};
    if (item.fields->text(field::type) == QLatin1StringView(receiptType))
        needed += {field::riskMetric, field::notBefore};
    QStringList missing;
    for (const int number : needed) {
        const bool isTime =
            number == field::creationTime || number == field::expirationTime || number == field::notBefore;
        if (!item.fields->has(number) || (isTime && !item.fields->time(number).isValid()))
            missing.append(QStringLiteral("%1 (%2)").arg(number).arg(receiptFieldName(number)));
    }
    return compared(missing.isEmpty(), item.receiptPathOf(contentPath), missing.join(QStringLiteral(", ")),
        QString(), Text::tr("Fields are missing in the receipt, or hold no time where one belongs."));
}

CheckOutcome type(AppleCase &item)
{
    if (!item.fields || !item.fields->has(field::type))
        return inputMissing();
    const QString actual = item.fields->text(field::type);
    const QStringList expected = item.isRegistration ? QStringList{textOf(attestType)}
                                                     : QStringList{textOf(attestType), textOf(receiptType)};
    return compared(
        expected.contains(actual), fieldPath(item, field::type), expected.join(QStringLiteral(", ")), actual);
}

CheckOutcome appId(AppleCase &item)
{
    if (!item.fields || !item.fields->has(field::appId))
        return inputMissing();
    const QString actual = item.fields->text(field::appId);
    if (item.appIds.isEmpty())
        return notChecked(Text::tr("Nobody said which apps are accepted."));
    const QString expected = item.appId();
    return compared(expected.isEmpty() ? item.appIds.contains(actual) : actual == expected,
        fieldPath(item, field::appId), expected.isEmpty() ? item.appIds.join(QStringLiteral(", ")) : expected,
        actual);
}

QDateTime created(const AppleCase &item)
{
    return item.fields ? item.fields->time(field::creationTime) : QDateTime();
}

CheckOutcome age(AppleCase &item)
{
    if (!created(item).isValid())
        return inputMissing();
    if (!item.isRegistration)
        return notChecked(
            Text::tr("Only when a receipt is handed over it can be said whether it is recent."));
    const QDateTime oldest = item.terms->time.addSecs(-ageSeconds);
    return compared(created(item) >= oldest, fieldPath(item, field::creationTime),
        QStringLiteral("≥ ") + oldest.toString(Qt::ISODate), item.fields->text(field::creationTime));
}

CheckOutcome future(AppleCase &item)
{
    if (!created(item).isValid())
        return inputMissing();
    const QDateTime latest = item.terms->time.addSecs(futureSeconds);
    return compared(created(item) <= latest, fieldPath(item, field::creationTime),
        QStringLiteral("≤ ") + latest.toString(Qt::ISODate), item.fields->text(field::creationTime));
}

CheckOutcome key(AppleCase &item)
{
    if (!item.fields || !item.fields->has(field::attestedKey))
        return inputMissing();
    const QString path = fieldPath(item, field::attestedKey);
    const QByteArray der = item.fields->values.value(field::attestedKey);
    const auto attested = item.terms->certificates->read(der);
    if (!attested)
        return broken(path, textOf("X.509"), QString(), Text::tr("The field holds no certificate."));
    QByteArray expected = item.leaf() ? item.leaf()->publicKey().fingerprint() : item.keyId;
    if (expected.isEmpty() && !item.publicPoint.isEmpty())
        expected = sha256(item.publicPoint);
    if (expected.isEmpty())
        return notChecked(Text::tr("Nobody said which key the receipt should be about."));
    const QByteArray actual = attested->publicKey().fingerprint();
    CheckOutcome outcome =
        compared(constantTimeEqual(actual, expected), path, hexText(expected), hexText(actual));
    outcome.computation = textOf("SHA-256(04 ‖ X ‖ Y)");
    // The reference server looks at the key alone.
    const bool mustBeSame = isAttest(item) && item.leaf() && !item.lenient();
    if (outcome.kind == CheckOutcome::Kind::Pass && mustBeSame && der != item.leaf()->der())
        return broken(path, hexText(item.leaf()->sha256Fingerprint()), hexText(sha256(der)),
            Text::tr("The receipt holds another certificate of the same key."));
    return outcome;
}

CheckOutcome clientHash(AppleCase &item)
{
    if (!item.fields || !item.fields->has(field::clientHash))
        return inputMissing();
    if (!isAttest(item))
        return notChecked(Text::tr("Only the first receipt of a key carries this hash undamaged."));
    if (item.clientDataHash.isEmpty())
        return notChecked(Text::tr("Nobody said what the statement should be bound to."));
    const QByteArray actual = item.fields->values.value(field::clientHash);
    CheckOutcome outcome = compared(actual == item.clientDataHash, fieldPath(item, field::clientHash),
        hexText(item.clientDataHash), hexText(actual));
    outcome.computation = item.clientDataHashRule;
    return outcome;
}

CheckOutcome environment(AppleCase &item)
{
    if (!item.fields)
        return inputMissing();
    if (!item.fields->has(field::environment))
        return notChecked(Text::tr("The receipt does not name its environment."));
    AppleEnvironment known =
        item.authenticator ? appleEnvironment(item.authenticator->aaguid) : AppleEnvironment::Unknown;
    for (const AppleEnvironment one : {AppleEnvironment::Development, AppleEnvironment::Production}) {
        if (known == AppleEnvironment::Unknown && item.environment == appleEnvironmentId(one))
            known = one;
    }
    if (known == AppleEnvironment::Unknown)
        return item.object
            ? inputMissing()
            : notChecked(Text::tr("Nobody said which environment the receipt should be from."));
    const QString expected =
        known == AppleEnvironment::Development ? QStringLiteral("sandbox") : QStringLiteral("production");
    return compared(item.fields->text(field::environment) == expected, fieldPath(item, field::environment),
        expected, item.fields->text(field::environment));
}

CheckOutcome expiry(AppleCase &item)
{
    const QDateTime expires = item.fields ? item.fields->time(field::expirationTime) : QDateTime();
    if (!expires.isValid() || !created(item).isValid())
        return inputMissing();
    return compared(expires > created(item), fieldPath(item, field::expirationTime),
        QStringLiteral("> ") + item.fields->text(field::creationTime),
        item.fields->text(field::expirationTime));
}

CheckOutcome window(AppleCase &item)
{
    if (!item.receipt)
        return noReceipt(item);
    // It stands before the form in the order, because a stored receipt was read before.
    const auto message = readSignedMessage(*item.receipt);
    const auto fields = message ? parseReceiptFields(message->content) : std::nullopt;
    if (!fields)
        return inputMissing();
    const QDateTime from = fields->time(field::notBefore);
    const QDateTime to = fields->time(field::expirationTime);
    if (!to.isValid())
        return inputMissing();
    const bool isOpen = (!from.isValid() || from <= item.terms->time) && item.terms->time < to;
    return compared(isOpen, fieldPath(item, from.isValid() ? field::notBefore : field::expirationTime),
        QStringLiteral("%1 … %2").arg(fields->text(field::notBefore), fields->text(field::expirationTime)),
        item.terms->time.toString(Qt::ISODate),
        Text::tr("Apple answers a request for a new receipt only in this time."));
}

CheckOutcome metric(AppleCase &item)
{
    if (!item.fields)
        return inputMissing();
    if (!item.fields->has(field::riskMetric))
        return notChecked(Text::tr("Only refreshed receipts tell how many keys the device has attested."));
    bool isNumber = false;
    const int count = item.fields->text(field::riskMetric).toInt(&isNumber);
    return compared(isNumber && count <= highestMetric, fieldPath(item, field::riskMetric),
        QStringLiteral("≤ %1").arg(highestMetric), item.fields->text(field::riskMetric),
        Text::tr(
            "The device attested unusually many keys of this app within thirty days. Installing it again "
            "counts too."));
}

} // namespace

const AppleCheckFunctions &appleReceiptChecks()
{
    static const AppleCheckFunctions functions{
        {"apple.receipt.present", present},
        {"apple.receipt.form", form},
        {"apple.receipt.certificates", certificates},
        {"apple.receipt.signature", signature},
        {"apple.receipt.chain", chain},
        {"apple.receipt.marker", marker},
        {"apple.receipt.fields", fieldsComplete},
        {"apple.receipt.type", type},
        {"apple.receipt.appid", appId},
        {"apple.receipt.age", age},
        {"apple.receipt.future", future},
        {"apple.receipt.key", key},
        {"apple.receipt.clienthash", clientHash},
        {"apple.receipt.environment", environment},
        {"apple.receipt.expiry", expiry},
        {"apple.receipt.window", window},
        {"apple.receipt.refresh", refresh},
        {"apple.receipt.metric", metric},
    };
    return functions;
}

} // namespace dsr

#include "core/base/advice.h"
#include "core/base/digest.h"
#include "core/base/encoding.h"
#include "core/base/secret.h"
#include "core/check/registrationcase.h"
#include "core/crypto/noncederivation.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::TokenChecks)
};

constexpr qint64 registrationLifeSeconds = 60LL * 60;
constexpr qint64 attestationLifeSeconds = 30LL * 60;
constexpr qint64 futureToleranceSeconds = 5LL * 60;
constexpr qsizetype fingerprintSize = 32;
constexpr qsizetype signatureSize = 64;
constexpr const char *issuerPrefix = "TrustSDK_";

std::optional<QByteArray> decoded(const QString &text, Base64Form form)
{
    const auto bytes = fromBase64(text.toLatin1(), form);
    return bytes ? std::optional(*bytes) : std::nullopt;
}

/// Base64 of the protocol: standard alphabet, padding optional; lenient takes the URL alphabet too (D-02).
Base64Form claimForm(const RegistrationCase &item)
{
    return item.lenient() ? Base64Form::Any : Base64Form::StandardOptionalPadding;
}

CheckOutcome form(RegistrationCase &item)
{
    const auto jws = Jws::parse(item.token);
    if (!jws) {
        return broken(QString(), textOf("header.payload.signature"),
            QStringLiteral("segment %1").arg(jws.error().facts.value(QStringLiteral("segment")).toInt()),
            Text::tr("The token must be three parts of base64url text without padding, the first of them a "
                     "JSON object."));
    }
    item.jws = *jws;
    return passed(QString());
}

CheckOutcome algorithm(RegistrationCase &item)
{
    if (!item.jws)
        return inputMissing();
    const QString name = item.jws->header.value(QStringLiteral("alg")).toString();
    item.algorithm = jwsAlgorithm(name);
    const QString path = textOf("header.alg");
    const bool es256 = item.algorithm == JwsAlgorithm::ES256;
    if (item.isAttestation()) {
        CheckOutcome outcome = compared(es256, path, textOf("ES256"), name);
        outcome.severity = Severity::Fail;
        return outcome;
    }
    if (item.algorithm == JwsAlgorithm::BP256R1 || (es256 && item.terms.allowEs256))
        return passed(path, name);
    CheckOutcome outcome = broken(path, textOf("BP256R1"), name);
    outcome.severity = es256 && item.lenient() ? Severity::Warn : Severity::Fail;
    return outcome;
}

CheckOutcome crit(RegistrationCase &item)
{
    if (!item.jws)
        return inputMissing();
    return item.jws->header.contains(QStringLiteral("crit"))
        ? broken(textOf("header.crit"), QString(), textOf("crit"),
              Text::tr("The header demands that extensions are understood; this protocol has none."))
        : passed();
}

CheckOutcome x5c(RegistrationCase &item)
{
    if (!item.jws)
        return inputMissing();
    const QJsonArray entries = item.jws->header.value(QStringLiteral("x5c")).toArray();
    bool strings = !entries.isEmpty();
    for (const QJsonValue &entry : entries)
        strings = strings && entry.isString();
    if (!strings)
        return broken(textOf("header.x5c"), QString(), QString(),
            Text::tr("The header must carry a list of certificates that starts with the one of the key that "
                     "signed."));
    item.cardChainEntries = static_cast<int>(entries.size());
    return passed(textOf("header.x5c"));
}

CheckOutcome certificate(RegistrationCase &item)
{
    if (item.cardChainEntries == 0)
        return inputMissing();
    const QJsonArray entries = item.jws->header.value(QStringLiteral("x5c")).toArray();
    for (const QJsonValue &entry : entries) {
        const auto der = decoded(entry.toString(), Base64Form::Standard);
        const auto parsed =
            der ? item.terms.certificates->read(*der) : Result<Certificate>(fail(ErrorCode::InputMalformed));
        if (!parsed)
            break; // entries behind the first are the business of egk.certificate.intermediates
        item.cardChain.append(*parsed);
    }
    // Findings are shown to anybody, so the holder is not named.
    return item.card() ? passed(textOf("header.x5c.0"), hexText(item.card()->sha256Fingerprint()))
                       : broken(textOf("header.x5c.0"), textOf("X.509"), QString(),
                             Text::tr("The first entry is not one whole certificate in base64."));
}

CheckOutcome key(RegistrationCase &item)
{
    if (!item.card() || !item.algorithm)
        return inputMissing();
    const Curve expected = curveOf(*item.algorithm);
    const Curve actual = item.card()->publicKey().curve();
    return compared(actual == expected, textOf("header.x5c.0"), curveName(expected), curveName(actual));
}

CheckOutcome signatureLength(RegistrationCase &item)
{
    if (!item.jws)
        return inputMissing();
    const qsizetype length = item.jws->signature.size();
    return compared(length == signatureSize, textOf("signature"), QString::number(signatureSize),
        QString::number(length));
}

CheckOutcome signature(RegistrationCase &item)
{
    const bool hasInput = item.jws && item.card() && item.algorithm
        && item.jws->signature.size() == signatureSize
        && item.card()->publicKey().curve() == curveOf(*item.algorithm);
    if (!hasInput)
        return inputMissing();
    item.signatureVerified = verifyJws(*item.jws, *item.algorithm, item.card()->publicKey());
    return item.signatureVerified
        ? passed(textOf("signature"))
        : broken(textOf("signature"), QString(), QString(),
              Text::tr("The signature does not fit the signed bytes and the key of the first certificate."));
}

CheckOutcome payload(RegistrationCase &item)
{
    if (!item.jws)
        return inputMissing();
    const QJsonDocument document = QJsonDocument::fromJson(item.jws->payloadBytes);
    if (!document.isObject())
        return broken(
            textOf("payload"), QString(), QString(), Text::tr("The signed content is not a JSON object."));
    item.claims = document.object();
    return passed(textOf("payload"));
}

CheckOutcome type(RegistrationCase &item)
{
    if (!item.claims)
        return inputMissing();
    const QString value = item.claim("type").toLower();
    const QString path = textOf("payload.type");
    if (value == textOf(androidType) || value == textOf(appleType)) {
        item.evidence.type = value;
        return passed(path, value);
    }
    if (value == QLatin1StringView("ios")) {
        item.evidence.type = textOf(appleType);
        return passed(path, value);
    }
    return broken(path, textOf("android, apple, ios"), item.claim("type"));
}

bool isFingerprint(const QString &text, Base64Form base64)
{
    const auto bytes = decoded(text, base64);
    return bytes && bytes->size() == fingerprintSize;
}

/// A nonce derived for one purpose.
struct Derivation
{
    const char *label;
    QByteArray (*derive)(QByteArrayView nonce);
};
constexpr Derivation ofStatement{"INTEGRITY", nonceIntegrity};
constexpr Derivation ofAssertion{"1", nonceAttestDerived};
constexpr Derivation ofAttestKey{"ATTEST", nonceAttest};

/// What App Attest was given: SHA-256(derived nonce ‖ fingerprint), and what it is given by mistake.
void bindAppAttest(
    AppleCase &apple, const QByteArray &nonce, const QByteArray &fingerprint, const Derivation &right)
{
    const QByteArray challenge = right.derive(nonce) + fingerprint;
    apple.clientDataHash = sha256(challenge);
    apple.clientDataHashRule =
        QStringLiteral("SHA-256(SHA-256(nonce ‖ \"%1\") ‖ sub)").arg(textOf(right.label));
    apple.nearMisses = {
        {sha256(apple.clientDataHash),
            Text::tr("It is bound to the hash of the right hash: it was hashed once too often.")},
        {challenge, Text::tr("It is bound to nonce and key as they are; their hash was expected.")},
        {sha256(toBase64(challenge)),
            Text::tr("It is bound to the base64 text of nonce and key; their octets were expected.")},
        {sha256(nonce + fingerprint),
            Text::tr("It is bound to the nonce itself; a value that is derived from it was expected.")},
        {sha256(right.derive(nonce)),
            Text::tr("It is bound to the nonce alone; the fingerprint of the key is missing.")}};
    for (const Derivation &other : {ofStatement, ofAssertion, ofAttestKey}) {
        if (other.derive != right.derive) {
            apple.nearMisses.append({sha256(other.derive(nonce) + fingerprint),
                Text::tr("It is bound to a value that is derived from the nonce for something else (%1).")
                    .arg(textOf(other.label))});
        }
    }
}

/// What the checks of App Attest need to know (apple-app-attest 2.3, 4.3).
void prepareAppAttest(RegistrationCase &item)
{
    AppleCase &apple = item.apple;
    apple.terms = &item.terms;
    apple.appIds = item.terms.appleAppIds;
    if (!item.live && !item.terms.expected.appId.isEmpty())
        apple.appIds = {item.terms.expected.appId};
    if (!item.live)
        apple.environment = item.terms.expected.environment;
    if (item.isAttestation()) {
        apple.assertion = decoded(item.claim("assertion"), claimForm(item));
        apple.attestationPath = textOf("payload.assertion");
        apple.publicPoint = pointOf(item.terms.expected.publicKey);
    } else {
        apple.attestation = decoded(item.claim("attestation"), claimForm(item));
        apple.attestationPath = textOf("payload.attestation");
        apple.isRegistration = true;
        apple.keyId = decoded(item.claim("keyId"), claimForm(item)).value_or(QByteArray());
        apple.keyIdPath = textOf("payload.keyId");
    }
    if (const auto nonce = decoded(item.claim("nonce"), Base64Form::Any))
        bindAppAttest(apple, *nonce, item.keyFingerprint, item.isAttestation() ? ofAssertion : ofStatement);
}

QList<const char *> requiredTexts(const RegistrationCase &item)
{
    QList<const char *> names{"iss", "sub", "type", "nonce"};
    if (!item.isAttestation())
        names += "csr";
    if (item.isAndroid())
        return names + QList<const char *>{"integrityVerdict", "packageName"};
    return names
        + (item.isAttestation() ? QList<const char *>{"assertion"}
                                : QList<const char *>{"keyId", "attestation"});
}

CheckOutcome keyIdClaim(const RegistrationCase &item)
{
    return isFingerprint(item.claim("keyId"), claimForm(item)) ? passed(textOf("payload"))
                                                               : claimMissing("keyId");
}

CheckOutcome attestKeyClaims(RegistrationCase &item)
{
    item.evidence.integrityVerdict = item.claim("integrityVerdict");
    const QJsonValue chain = item.claims->value(QLatin1StringView(registrationChain));
    if (!chain.isArray())
        return claimMissing(registrationChain);
    // The leaf decides about the dialect (D-07); a chain that cannot be read is found by android.chain.form.
    const auto leafDer = decoded(chain.toArray().at(0).toString(), claimForm(item));
    if (item.lenient() && leafDer) {
        const auto leaf = item.terms.certificates->read(*leafDer);
        item.evidence.gmsDialect = leaf && leaf->publicKey().fingerprint() == item.keyFingerprint;
    }
    if (item.evidence.gmsDialect)
        return passed(textOf("payload"));
    if (item.claim("subjectCert").isEmpty())
        return claimMissing("subjectCert");
    return isFingerprint(item.attestPublicKey(), claimForm(item)) ? passed(textOf("payload"))
                                                                  : claimMissing("attestPublicKey");
}

CheckOutcome claims(RegistrationCase &item)
{
    if (!item.claims || item.evidence.type.isEmpty())
        return inputMissing();
    for (const char *name : requiredTexts(item)) {
        if (item.claim(name).isEmpty())
            return claimMissing(name);
    }
    if (!item.integralClaim("iat"))
        return claimMissing("iat");
    const auto subject = decoded(item.claim("sub"), claimForm(item));
    if (!subject || subject->size() != fingerprintSize)
        return claimMissing("sub");
    item.keyFingerprint = *subject;
    item.evidence.deviceIdentifier = QString::fromLatin1(toBase64(item.keyFingerprint));
    if (item.isApple())
        prepareAppAttest(item);
    if (item.isAttestation())
        return passed(textOf("payload")); // the names of the chain have a check of their own
    return item.isApple() ? keyIdClaim(item) : attestKeyClaims(item);
}

CheckOutcome expiry(RegistrationCase &item)
{
    if (!item.claims)
        return inputMissing();
    if (!item.claims->contains(QStringLiteral("exp")))
        return passed();
    const auto expires = item.integralClaim("exp");
    const qint64 now = item.terms.time.toSecsSinceEpoch();
    if (!expires)
        return broken(textOf("payload.exp"), QString(), QString(),
            Text::tr("The time of expiry must be whole seconds since 1970."));
    return compared(*expires >= now, textOf("payload.exp"), QStringLiteral("≥ ") + secondsText(now),
        secondsText(*expires));
}

CheckOutcome age(RegistrationCase &item)
{
    const auto issued = item.integralClaim("iat");
    if (!issued)
        return inputMissing();
    const qint64 oldest = item.terms.time.toSecsSinceEpoch()
        - (item.isAttestation() ? attestationLifeSeconds : registrationLifeSeconds);
    return compared(*issued >= oldest, textOf("payload.iat"), QStringLiteral("≥ ") + secondsText(oldest),
        secondsText(*issued));
}

CheckOutcome future(RegistrationCase &item)
{
    const auto issued = item.integralClaim("iat");
    if (!issued)
        return inputMissing();
    const qint64 latest = item.terms.time.toSecsSinceEpoch() + futureToleranceSeconds;
    return compared(*issued <= latest, textOf("payload.iat"), QStringLiteral("≤ ") + secondsText(latest),
        secondsText(*issued));
}

CheckOutcome issuer(RegistrationCase &item)
{
    const QString value = item.claim("iss");
    if (value.isEmpty())
        return inputMissing();
    return compared(value.startsWith(QLatin1StringView(issuerPrefix)), textOf("payload.iss"),
        textOf(issuerPrefix) + QStringLiteral("…"), value);
}

CheckOutcome sdkVersion(RegistrationCase &item)
{
    if (!item.claim("iss").startsWith(QLatin1StringView(issuerPrefix)))
        return inputMissing();
    const QString version = item.claim("iss").mid(static_cast<qsizetype>(qstrlen(issuerPrefix)));
    return compared(item.terms.sdkVersions.contains(version), textOf("payload.iss"),
        item.terms.sdkVersions.join(QStringLiteral(", ")), version);
}

CheckOutcome nonceCanonical(RegistrationCase &item)
{
    const QString text = item.claim("nonce");
    if (text.isEmpty())
        return inputMissing();
    const auto strict = decoded(text, Base64Form::Standard);
    const auto any = decoded(text, Base64Form::Any);
    if (any)
        item.nonce = *any;
    return strict && strict->size() == nonceSize
        ? passed(textOf("payload.nonce"))
        : broken(textOf("payload.nonce"), QString::fromLatin1(toBase64(item.nonce)), text,
              Text::tr("The nonce must be sent back in the very text in which it was issued."));
}

CheckOutcome onlyIssuerKnows()
{
    return notChecked(Text::tr("Only the service that issued the nonce can know this."));
}

CheckOutcome unknownNonce()
{
    return broken(textOf("payload.nonce"), QString(), QString(),
        Text::tr("This service did not issue the nonce, or forgot it after it had expired."));
}

CheckOutcome nonceKnown(RegistrationCase &item)
{
    if (item.claim("nonce").isEmpty())
        return inputMissing();
    if (item.nonce.isEmpty())
        return unknownNonce();
    if (!item.live && !item.terms.expected.nonce.isEmpty()) {
        const QByteArray &expected = item.terms.expected.nonce;
        return compared(constantTimeEqual(expected, item.nonce), textOf("payload.nonce"), hexText(expected),
            hexText(item.nonce), Text::tr("This is not the nonce that was expected."));
    }
    if (!item.live)
        return onlyIssuerKnows();
    if (!item.signatureVerified)
        return notChecked(Text::tr("Only a token whose signature is right may use up a nonce."));
    const auto answer = item.live->consumeNonce(item.nonce);
    if (!answer) {
        CheckOutcome outcome =
            broken(textOf("payload.nonce"), QString(), QString(), technicalText(answer.error()));
        outcome.errorCode = textOf("INTERNAL_SERVER_ERROR");
        outcome.httpStatus = 500;
        outcome.severity = Severity::Fail;
        return outcome;
    }
    item.nonceAnswer = *answer;
    return answer->known ? passed(textOf("payload.nonce")) : unknownNonce();
}

CheckOutcome nonceUnused(RegistrationCase &item)
{
    if (!item.nonceAnswer || !item.nonceAnswer->known)
        return item.live ? inputMissing() : onlyIssuerKnows();
    return item.nonceAnswer->unused
        ? passed(textOf("payload.nonce"))
        : broken(textOf("payload.nonce"), QString(), QString(), Text::tr("The nonce was used before."));
}

CheckOutcome nonceFresh(RegistrationCase &item)
{
    if (!item.nonceAnswer || !item.nonceAnswer->known)
        return item.live ? inputMissing() : onlyIssuerKnows();
    const QDateTime expires = item.nonceAnswer->expiresAt;
    return compared(expires >= item.terms.time, textOf("payload.nonce"),
        QStringLiteral("≥ ") + item.terms.time.toString(Qt::ISODate), expires.toString(Qt::ISODate));
}

CheckOutcome nonceSmartcardHeader(RegistrationCase &item)
{
    if (!item.jws || item.nonce.isEmpty())
        return inputMissing();
    const QString path = textOf("header.nonce");
    const QString expected = QString::fromLatin1(toBase64Url(nonceSmartcard(item.nonce)));
    if (!item.jws->header.contains(QStringLiteral("nonce"))) {
        if (item.lenient())
            return notChecked(Text::tr("The token carries no nonce for the card."));
        return broken(path, expected, QString());
    }
    const QString actual = item.jws->header.value(QStringLiteral("nonce")).toString();
    return compared(constantTimeEqual(actual.toUtf8(), expected.toUtf8()), path, expected, actual);
}

} // namespace

CheckOutcome claimMissing(const char *name)
{
    return broken(textOf("payload.") + textOf(name), textOf(name), QString(),
        Text::tr("This claim is missing, of the wrong type or of the wrong length."));
}

const CheckFunctions &tokenChecks()
{
    static const CheckFunctions functions{
        {"token.form", form},
        {"token.algorithm", algorithm},
        {"token.crit", crit},
        {"token.x5c", x5c},
        {"token.certificate", certificate},
        {"token.key", key},
        {"token.signature.length", signatureLength},
        {"token.signature", signature},
        {"token.payload", payload},
        {"token.type", type},
        {"token.claims", claims},
        {"token.expiry", expiry},
        {"token.age", age},
        {"token.future", future},
        {"token.issuer", issuer},
        {"token.sdkversion", sdkVersion},
        {"nonce.canonical", nonceCanonical},
        {"nonce.known", nonceKnown},
        {"nonce.unused", nonceUnused},
        {"nonce.fresh", nonceFresh},
        {"nonce.smartcard", nonceSmartcardHeader},
    };
    return functions;
}

} // namespace dsr

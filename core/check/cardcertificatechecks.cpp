#include "core/check/certificateprofile.h"
#include "core/check/kvnr.h"
#include "core/check/registrationcase.h"
#include "core/decode/dercursor.h"

#include <QCoreApplication>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::CardCertificateChecks)
};

constexpr const char *cardPath = "header.x5c.0";
constexpr qint64 dateToleranceSeconds = 5LL * 60;
constexpr const char *oidEgkAut = "1.2.276.0.76.4.70";
constexpr const char *oidInsuredPerson = "1.2.276.0.76.4.49";
constexpr const char *oidOrganizationalUnit = "2.5.4.11";
constexpr const char *oidClientAuth = "1.3.6.1.5.5.7.3.2";
constexpr qsizetype maximumSerial = 20;

QByteArray valueOf(const std::optional<Extension> &extension)
{
    return extension ? extension->value : QByteArray();
}

QString dateText(const QDateTime &time)
{
    return time.toString(Qt::ISODate);
}

CheckOutcome key(RegistrationCase &item)
{
    if (!item.card())
        return inputMissing();
    const PublicKey publicKey = item.card()->publicKey();
    return compared(isNamedPoint(item.card()->spki(), publicKey, Curve::BrainpoolP256r1), textOf(cardPath),
        curveName(Curve::BrainpoolP256r1), curveName(publicKey.curve()));
}

CheckOutcome path(RegistrationCase &item)
{
    if (!item.card())
        return inputMissing();
    const Certificate *issuer = findIssuer(*item.card(), item.terms.egkIssuers);
    const bool anchored =
        issuer && (item.terms.egkAnchors.contains(*issuer) || findIssuer(*issuer, item.terms.egkAnchors));
    if (issuer)
        item.cardIssuer = *issuer;
    return anchored ? passed(textOf(cardPath), issuer->subject().text())
                    : broken(textOf(cardPath), QString(), item.card()->issuer().text(),
                          Text::tr("The certificate was not issued under any CA that is trusted here."));
}

CheckOutcome testOnly(RegistrationCase &item)
{
    if (!item.card())
        return inputMissing();
    if (!item.terms.productionTrust)
        return passed(textOf(cardPath));
    if (const QString mark = testMarkOf(*item.card()); !mark.isEmpty()) {
        return broken(textOf(cardPath), QString(), mark,
            Text::tr("This is a test card; only cards of insured persons count here."));
    }
    return passed(textOf(cardPath));
}

CheckOutcome dates(RegistrationCase &item)
{
    if (!item.card())
        return inputMissing();
    const QDateTime from = item.card()->notBefore().addSecs(-dateToleranceSeconds);
    const QDateTime to = item.card()->notAfter().addSecs(dateToleranceSeconds);
    return compared(from <= item.terms.time && item.terms.time <= to, textOf(cardPath),
        dateText(item.card()->notBefore()) + QStringLiteral(" – ") + dateText(item.card()->notAfter()),
        dateText(item.terms.time));
}

CheckOutcome policy(RegistrationCase &item)
{
    if (!item.card())
        return inputMissing();
    return isHolderAuthentication(*item.card())
        ? passed(textOf(cardPath))
        : broken(textOf(cardPath), textOf(oidEgkAut), hexText(valueOf(item.card()->extension("2.5.29.32"))),
              Text::tr("This is not the certificate with which a health card proves who its holder is."));
}

CheckOutcome keyUsageOnly(RegistrationCase &item)
{
    if (!item.card())
        return inputMissing();
    const auto extension = item.card()->extension("2.5.29.15");
    const QByteArray expected = QByteArray::fromHex("03020780");
    return compared(extension && extension->critical && extension->value == expected, textOf(cardPath),
        hexText(expected), hexText(valueOf(extension)),
        Text::tr("The key must be meant for digital signatures and nothing else, marked as critical."));
}

CheckOutcome extendedUsage(RegistrationCase &item)
{
    if (!item.card())
        return inputMissing();
    const auto extension = item.card()->extension("2.5.29.37");
    return !extension || objectIdentifiersIn(extension->value).contains(oidClientAuth)
        ? passed(textOf(cardPath))
        : broken(textOf(cardPath), textOf(oidClientAuth), hexText(extension->value),
              Text::tr("The certificate names purposes, but not the authentication of a client."));
}

CheckOutcome constraints(RegistrationCase &item)
{
    if (!item.card())
        return inputMissing();
    const auto extension = item.card()->extension("2.5.29.19");
    // CA FALSE is the default, so DER leaves it out; some issuers write it all the same.
    const QByteArray expected = QByteArray::fromHex("3000");
    const QByteArray written = QByteArray::fromHex("3003010100");
    const QByteArray value = valueOf(extension);
    return compared(extension && extension->critical && (value == expected || value == written),
        textOf(cardPath), hexText(expected), hexText(value),
        Text::tr("The certificate must say that its holder is no certification authority."));
}

CheckOutcome critical(RegistrationCase &item)
{
    if (!item.card())
        return inputMissing();
    static const QSet<QByteArray> understood{"2.5.29.15", "2.5.29.19", "2.5.29.32", "2.5.29.37", "2.5.29.14",
        "2.5.29.35", "2.5.29.17", "1.3.36.8.3.3", "1.3.6.1.5.5.7.1.1"};
    for (const Extension &extension : item.card()->extensions()) {
        if (extension.critical && !understood.contains(extension.oid))
            return broken(textOf(cardPath), QString(), QString::fromLatin1(extension.oid),
                Text::tr("A critical extension that is not understood makes the certificate unusable."));
    }
    return passed(textOf(cardPath));
}

CheckOutcome role(RegistrationCase &item)
{
    if (!item.card())
        return inputMissing();
    return namesInsuredPerson(*item.card())
        ? passed(textOf(cardPath))
        : broken(textOf(cardPath), textOf(oidInsuredPerson),
              hexText(valueOf(item.card()->extension("1.3.36.8.3.3"))),
              Text::tr("The holder of this card is not named as an insured person."));
}

CheckOutcome intermediates(RegistrationCase &item)
{
    if (!item.card())
        return inputMissing();
    if (item.cardChain.size() < item.cardChainEntries) {
        return broken(
            textOf("header.x5c.") + QString::number(item.cardChain.size()), textOf("X.509"), QString());
    }
    for (qsizetype i = 0; i + 1 < item.cardChain.size(); ++i) {
        if (!findIssuer(item.cardChain.at(i), {item.cardChain.at(i + 1)})) {
            return broken(textOf("header.x5c.") + QString::number(i + 1),
                item.cardChain.at(i).issuer().text(), item.cardChain.at(i + 1).subject().text());
        }
    }
    return passed(textOf("header.x5c"));
}

bool isInstitutionCode(const QString &text)
{
    bool digits = text.size() == 9;
    for (const QChar c : text)
        digits = digits && c >= QLatin1Char('0') && c <= QLatin1Char('9');
    return digits;
}

CheckOutcome profile(RegistrationCase &item)
{
    if (!item.card())
        return inputMissing();
    const Certificate &card = *item.card();
    qsizetype institutionCodes = 0;
    for (const QString &unit : card.subject().values(oidOrganizationalUnit))
        institutionCodes += isInstitutionCode(unit) ? 1 : 0;
    QStringList deviations;
    if (card.version() != 3)
        deviations.append(textOf("version"));
    if (card.serialBytes().isEmpty() || card.serialBytes().size() > maximumSerial)
        deviations.append(textOf("serial"));
    if (card.signatureAlgorithm() != "1.2.840.10045.4.3.2")
        deviations.append(textOf("signature algorithm"));
    if (card.subject().values("2.5.4.6") != QStringList{textOf("DE")})
        deviations.append(textOf("C"));
    if (institutionCodes != 1)
        deviations.append(textOf("IK"));
    if (subjectKeyId(card).isEmpty() || authorityKeyId(card).isEmpty())
        deviations.append(textOf("key identifiers"));
    if (ocspAddressOf(card).isEmpty())
        deviations.append(textOf("OCSP address"));
    return deviations.isEmpty() ? passed(textOf(cardPath))
                                : broken(textOf(cardPath), QString(), deviations.join(QStringLiteral(", ")));
}

QStringList units(const RegistrationCase &item)
{
    return item.card()->subject().values(oidOrganizationalUnit);
}

CheckOutcome kvnrPresent(RegistrationCase &item)
{
    if (!item.card())
        return inputMissing();
    const QStringList found = kvnrCandidates(units(item));
    if (!found.isEmpty()) {
        item.evidence.kvnr = found.first();
        const QString &expected = item.terms.expected.kvnr;
        return compared(expected.isEmpty() || expected == found.first(), textOf(cardPath),
            maskedKvnr(expected), maskedKvnr(found.first()),
            Text::tr("The certificate is of another insured person."));
    }
    CheckOutcome outcome = broken(textOf(cardPath), textOf("[A-Z][0-9]{9}"), QString(),
        Text::tr("The certificate names no insurance number of a person."));
    for (const QString &unit : units(item)) {
        if (item.lenient() && !unit.isEmpty() && unit.at(0).isLetter() && item.evidence.kvnr.isEmpty()) {
            item.evidence.kvnr = unit;
            outcome.severity = Severity::Warn;
        }
    }
    return outcome;
}

CheckOutcome kvnrUnique(RegistrationCase &item)
{
    if (!item.card())
        return inputMissing();
    const qsizetype count = kvnrCandidates(units(item)).size();
    if (count == 0)
        return inputMissing();
    return compared(count <= 1, textOf(cardPath), textOf("1"), QString::number(count));
}

CheckOutcome kvnrCheckDigit(RegistrationCase &item)
{
    if (item.evidence.kvnr.isEmpty())
        return inputMissing();
    if (hasKvnrCheckDigit(item.evidence.kvnr))
        return passed(textOf(cardPath));
    CheckOutcome outcome = broken(textOf(cardPath), QString(), maskedKvnr(item.evidence.kvnr),
        Text::tr("The last digit of the insurance number does not fit the others."));
    if (item.terms.enforceKvnrCheckDigit && !item.lenient())
        outcome.severity = Severity::Fail;
    return outcome;
}

} // namespace

const CheckFunctions &cardCertificateChecks()
{
    static const CheckFunctions functions{
        {"egk.certificate.key", key},
        {"egk.certificate.path", path},
        {"egk.certificate.testonly", testOnly},
        {"egk.certificate.dates", dates},
        {"egk.certificate.policy", policy},
        {"egk.certificate.keyusage", keyUsageOnly},
        {"egk.certificate.extkeyusage", extendedUsage},
        {"egk.certificate.basicconstraints", constraints},
        {"egk.certificate.critical", critical},
        {"egk.certificate.role", role},
        {"egk.certificate.intermediates", intermediates},
        {"egk.certificate.profile", profile},
        {"egk.kvnr.present", kvnrPresent},
        {"egk.kvnr.unique", kvnrUnique},
        {"egk.kvnr.checkdigit", kvnrCheckDigit},
    };
    return functions;
}

} // namespace dsr

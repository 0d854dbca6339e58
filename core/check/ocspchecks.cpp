#include "core/base/advice.h"
#include "core/base/digest.h"
#include "core/check/certificateprofile.h"
#include "core/check/registrationcase.h"

#include <QCoreApplication>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::OcspChecks)
};

constexpr qint64 toleranceMilliseconds = 37'500;
constexpr const char *oidOcspSigning = "1.3.6.1.5.5.7.3.9";
constexpr int tryLater = 3;
constexpr int internalError = 2;

QString dateText(const QDateTime &time)
{
    return time.isValid() ? time.toString(Qt::ISODate) : QString();
}

/// Whoever asks for the status means the answer, in either mode; the registry's default of mode lenient is
/// not to ask.
CheckOutcome refused(QString expected, QString actual, QString explanation)
{
    CheckOutcome outcome = broken(QString(), std::move(expected), std::move(actual), std::move(explanation));
    outcome.severity = Severity::Fail;
    return outcome;
}

CheckOutcome demanded(bool good, QString expected, QString actual, QString explanation)
{
    return good ? passed(QString(), std::move(actual))
                : refused(std::move(expected), std::move(actual), std::move(explanation));
}

/// Soft-fail turns a missing answer into a warning; off never asks.
CheckOutcome unreachable(const RegistrationCase &item, const QString &status, const QString &why)
{
    CheckOutcome outcome = refused(QString(), status, why);
    if (item.terms.ocsp == OcspMode::SoftFail)
        outcome.severity = Severity::Warn;
    return outcome;
}

CheckOutcome reachable(RegistrationCase &item)
{
    if (item.terms.ocsp == OcspMode::Off)
        return notChecked(Text::tr("The status of the card certificate is not asked for in this mode."));
    if (!item.live)
        return notChecked(Text::tr("There is no answer of a responder here."));
    if (!item.card() || !item.cardIssuer)
        return inputMissing();
    const auto answer = item.live->ocspAnswer(*item.card(), *item.cardIssuer);
    if (!answer)
        return unreachable(item, QString(), technicalText(answer.error()));
    const auto response = parseOcspResponse(*answer);
    if (response && (response->responseStatus == tryLater || response->responseStatus == internalError))
        return unreachable(item, QString::number(response->responseStatus),
            Text::tr("The responder says that it cannot answer now."));
    item.ocsp = response ? *response : OcspResponse();
    return passed();
}

CheckOutcome response(RegistrationCase &item)
{
    if (!item.ocsp)
        return inputMissing();
    const bool good = item.ocsp->responseStatus == 0 && item.ocsp->singleResponses == 1;
    if (good)
        return passed();
    const CheckOutcome outcome = refused(textOf("responseStatus 0, singleResponses 1"),
        QStringLiteral("responseStatus %1, singleResponses %2")
            .arg(item.ocsp->responseStatus)
            .arg(item.ocsp->singleResponses),
        Text::tr("The responder did not tell the status of this one certificate."));
    item.ocsp.reset();
    return outcome;
}

CheckOutcome signature(RegistrationCase &item)
{
    if (!item.ocsp)
        return inputMissing();
    return item.ocsp->responder.isValid() && item.ocsp->isSignedBy(item.ocsp->responder.publicKey())
        ? passed()
        : refused(QString(), QString(), Text::tr("The signature of the answer is wrong."));
}

CheckOutcome responder(RegistrationCase &item)
{
    if (!item.ocsp || !item.ocsp->responder.isValid())
        return inputMissing();
    const Certificate &signer = item.ocsp->responder;
    const auto usage = signer.extension("2.5.29.37");
    const bool listed = item.terms.ocspSigners.contains(signer);
    const bool issuerItself = item.cardIssuer && signer == *item.cardIssuer;
    const bool inForce = signer.notBefore() <= item.terms.time && item.terms.time <= signer.notAfter();
    const bool delegated = item.cardIssuer && usage && inForce
        && objectIdentifiersIn(usage->value).contains(oidOcspSigning)
        && findIssuer(signer, {*item.cardIssuer});
    // Production lists its responders; only closed test set-ups let the CA speak for itself.
    const bool closed = !item.terms.productionTrust && (issuerItself || delegated);
    return demanded(listed || closed, QString(), signer.subject().text(),
        Text::tr("The responder that signed the answer is not trusted for this certificate."));
}

CheckOutcome status(RegistrationCase &item)
{
    if (!item.ocsp)
        return inputMissing();
    switch (item.ocsp->answer.status) {
    case OcspCertStatus::Good:
        return passed(QString(), textOf("good"));
    case OcspCertStatus::Revoked:
        if (item.ocsp->answer.revokedAt > item.terms.time)
            return passed(QString(), dateText(item.ocsp->answer.revokedAt));
        return refused(textOf("good"), QStringLiteral("revoked ") + dateText(item.ocsp->answer.revokedAt),
            Text::tr("The certificate of the card was revoked."));
    case OcspCertStatus::Unknown:
        break;
    }
    CheckOutcome outcome =
        refused(textOf("good"), textOf("unknown"), Text::tr("The responder does not know this certificate."));
    outcome.errorCode = textOf("EGK_STATUS_UNKNOWN");
    return outcome;
}

CheckOutcome certHash(RegistrationCase &item)
{
    if (!item.ocsp || !item.card())
        return inputMissing();
    const QByteArray expected = sha256(item.card()->der());
    return demanded(item.ocsp->answer.certHash == expected, hexText(expected),
        hexText(item.ocsp->answer.certHash),
        Text::tr("The answer does not prove that the responder knows this very certificate."));
}

CheckOutcome thisUpdate(RegistrationCase &item)
{
    if (!item.ocsp)
        return inputMissing();
    const QDateTime time = item.ocsp->answer.thisUpdate;
    return demanded(time.isValid() && time <= item.terms.time.addMSecs(toleranceMilliseconds),
        QStringLiteral("≤ ") + dateText(item.terms.time), dateText(time),
        Text::tr("The status is said to hold from a time in the future."));
}

CheckOutcome producedAt(RegistrationCase &item)
{
    if (!item.ocsp)
        return inputMissing();
    const QDateTime time = item.ocsp->answer.producedAt;
    return demanded(time.isValid() && qAbs(time.msecsTo(item.terms.time)) <= toleranceMilliseconds,
        dateText(item.terms.time), dateText(time), Text::tr("The answer was not made just now."));
}

CheckOutcome nextUpdate(RegistrationCase &item)
{
    if (!item.ocsp)
        return inputMissing();
    const QDateTime time = item.ocsp->answer.nextUpdate;
    return demanded(!time.isValid() || time >= item.terms.time.addMSecs(-toleranceMilliseconds),
        QStringLiteral("≥ ") + dateText(item.terms.time), dateText(time),
        Text::tr("Newer information than this answer must exist by now."));
}

CheckOutcome certId(RegistrationCase &item)
{
    if (!item.ocsp || !item.card() || !item.cardIssuer)
        return inputMissing();
    const OcspCertId expected = ocspCertId(*item.card(), *item.cardIssuer);
    return demanded(item.ocsp->answer.id == expected, hexText(expected.serial),
        hexText(item.ocsp->answer.id.serial), Text::tr("The answer is about another certificate."));
}

} // namespace

const CheckFunctions &ocspChecks()
{
    static const CheckFunctions functions{
        {"egk.ocsp.reachable", reachable},
        {"egk.ocsp.response", response},
        {"egk.ocsp.signature", signature},
        {"egk.ocsp.responder", responder},
        {"egk.ocsp.status", status},
        {"egk.ocsp.certhash", certHash},
        {"egk.ocsp.thisupdate", thisUpdate},
        {"egk.ocsp.producedat", producedAt},
        {"egk.ocsp.nextupdate", nextUpdate},
        {"egk.ocsp.certid", certId},
    };
    return functions;
}

} // namespace dsr

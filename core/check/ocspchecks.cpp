#include "core/base/advice.h"
#include "core/check/certificateprofile.h"
#include "core/check/registrationcase.h"
#include "core/crypto/digest.h"

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

/// Soft-fail turns a missing answer into a warning; off never asks.
CheckOutcome unreachable(const RegistrationCase &item, const QString &why)
{
    CheckOutcome outcome = broken(QString(), Text::tr("an answer of the responder"), why);
    outcome.severity = item.terms.ocsp == OcspMode::SoftFail ? Severity::Warn : Severity::Fail;
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
        return unreachable(item, technicalText(answer.error()));
    const auto response = parseOcspResponse(*answer);
    if (response && (response->responseStatus == tryLater || response->responseStatus == internalError))
        return unreachable(
            item, QStringLiteral("responseStatus ") + QString::number(response->responseStatus));
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
    const CheckOutcome outcome = broken(QString(), textOf("responseStatus 0, 1 single response"),
        QStringLiteral("responseStatus %1, %2")
            .arg(item.ocsp->responseStatus)
            .arg(item.ocsp->singleResponses));
    item.ocsp.reset();
    return outcome;
}

CheckOutcome signature(RegistrationCase &item)
{
    if (!item.ocsp)
        return inputMissing();
    return item.ocsp->responder.isValid() && item.ocsp->isSignedBy(item.ocsp->responder.publicKey())
        ? passed()
        : broken(QString(), QString(), QString(), Text::tr("The signature of the answer is wrong."));
}

CheckOutcome responder(RegistrationCase &item)
{
    if (!item.ocsp || !item.ocsp->responder.isValid())
        return inputMissing();
    const Certificate &signer = item.ocsp->responder;
    const auto usage = signer.extension("2.5.29.37");
    const bool listed = item.terms.ocspSigners.contains(signer);
    const bool issuerItself = item.cardIssuer && signer == *item.cardIssuer;
    const bool delegated = item.cardIssuer && usage
        && objectIdentifiersIn(usage->value).contains(oidOcspSigning)
        && findIssuer(signer, {*item.cardIssuer});
    return listed || issuerItself || delegated
        ? passed(QString(), signer.subject().text())
        : broken(QString(), Text::tr("a responder of the trust set"), signer.subject().text());
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
        return broken(
            QString(), textOf("good"), QStringLiteral("revoked ") + dateText(item.ocsp->answer.revokedAt));
    case OcspCertStatus::Unknown:
        break;
    }
    CheckOutcome outcome = broken(QString(), textOf("good"), textOf("unknown"));
    outcome.errorCode = textOf("EGK_STATUS_UNKNOWN");
    return outcome;
}

CheckOutcome certHash(RegistrationCase &item)
{
    if (!item.ocsp || !item.card())
        return inputMissing();
    const QByteArray expected = sha256(item.card()->der());
    return compared(item.ocsp->answer.certHash == expected, QString(), hexText(expected),
        hexText(item.ocsp->answer.certHash));
}

CheckOutcome thisUpdate(RegistrationCase &item)
{
    if (!item.ocsp)
        return inputMissing();
    const QDateTime time = item.ocsp->answer.thisUpdate;
    return compared(time <= item.terms.time.addMSecs(toleranceMilliseconds), QString(),
        QStringLiteral("≤ ") + dateText(item.terms.time), dateText(time));
}

CheckOutcome producedAt(RegistrationCase &item)
{
    if (!item.ocsp)
        return inputMissing();
    const QDateTime time = item.ocsp->answer.producedAt;
    return compared(qAbs(time.msecsTo(item.terms.time)) <= toleranceMilliseconds, QString(),
        dateText(item.terms.time), dateText(time));
}

CheckOutcome nextUpdate(RegistrationCase &item)
{
    if (!item.ocsp)
        return inputMissing();
    const QDateTime time = item.ocsp->answer.nextUpdate;
    return compared(!time.isValid() || time >= item.terms.time.addMSecs(-toleranceMilliseconds), QString(),
        QStringLiteral("≥ ") + dateText(item.terms.time), dateText(time));
}

CheckOutcome certId(RegistrationCase &item)
{
    if (!item.ocsp || !item.card() || !item.cardIssuer)
        return inputMissing();
    const OcspCertId expected = ocspCertId(*item.card(), *item.cardIssuer);
    return compared(item.ocsp->answer.id == expected, QString(), hexText(expected.serial),
        hexText(item.ocsp->answer.id.serial));
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

#include "core/flow/registerdevice.h"

#include "core/base/digest.h"
#include "core/base/encoding.h"
#include "core/check/certificateprofile.h"
#include "core/check/kvnr.h"
#include "core/check/registry.h"
#include "core/crypto/certificatebuilder.h"
#include "core/crypto/noncederivation.h"
#include "core/flow/cardsteps.h"
#include "core/flow/identityfiles.h"
#include "core/flow/run.h"
#include "core/jose/jws.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <memory>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::RegisterDevice)
};

constexpr const char *trustSdk = "TrustSDK_1.0";
constexpr const char *oidChallengePassword = "1.2.840.113549.1.9.7";
constexpr qint64 clockToleranceSeconds = 5 * 60; ///< dsr-protocol E-03
constexpr quint8 utf8 = 12;
constexpr quint8 printable = 19;

/// What the steps know of each other.
struct Registration
{
    RegistrationSetup setup;
    QByteArray nonce;
    DeviceEvidence evidence;
    CertificateRequest request;
    CardSession card;
    Certificate cardCertificate;
    PinStatus pin;
    QByteArray token;
    QByteArray issued; ///< DER as the DMS sent it
};
using Shared = std::shared_ptr<Registration>;

Artifact jsonArtifact(const char *name, const QJsonObject &object)
{
    return {QString::fromLatin1(name), DataKind::Json, QJsonDocument(object).toJson(QJsonDocument::Indented)};
}

void noteAnswer(Run &run, const QString &check, const QString &deviation)
{
    Finding finding;
    finding.check = check;
    finding.status = deviation.isEmpty() ? FindingStatus::Pass : FindingStatus::Fail;
    finding.actual = deviation;
    run.note([&](RunRecord &record) { record.clientFindings.append(finding); });
}

/// An answer that the client could not use is a finding of its own.
void noteUnusable(Run &run, const Error &error)
{
    if (error.code == ErrorCode::DmsAnswerUnusable) {
        noteAnswer(run, error.facts.value(QStringLiteral("check")).toString(),
            error.facts.value(QStringLiteral("reason")).toString());
    }
}

/// The arrows of "send-registration" in their order.
enum SendArrow {
    SendToken,
    VerifyToken,
    AskStatus,
    VerifyAttestation,
    ExtractKvnr,
    Issue,
    Store,
    TakeCertificate
};
/// The arrows of "fetch-nonce".
enum NonceArrow { AskForNonce, StoreNonce, TakeNonce };

/// Where the service was when this check failed.
std::optional<SendArrow> arrowOf(const QString &check)
{
    // The more special comes first.
    static constexpr std::pair<const char *, SendArrow> places[] = {{"transport.", SendToken},
        {"token.", VerifyToken}, {"nonce.", VerifyToken}, {"egk.kvnr.", ExtractKvnr}, {"egk.", AskStatus},
        {"android.", VerifyAttestation}, {"playintegrity.", VerifyAttestation}, {"csr.", Issue},
        {"issue.", Issue}, {"store.", Store}};
    for (const auto &[prefix, arrow] : places) {
        if (check.startsWith(QLatin1StringView(prefix)))
            return arrow;
    }
    return std::nullopt;
}

/// Where the service was when it refused: by the check that our own names, or by an error code of the
/// protocol that belongs to one place only.
std::optional<SendArrow> arrowOf(const Error &refusal)
{
    if (const auto arrow = arrowOf(refusal.facts.value(QStringLiteral("check")).toString()))
        return arrow;
    const QString code = refusal.facts.value(QStringLiteral("errorCode")).toString();
    std::optional<SendArrow> only;
    for (const CheckInfo &check : allChecks()) {
        const auto arrow = arrowOf(QString::fromLatin1(check.id));
        if (!arrow || code.isEmpty() || code != QLatin1StringView(check.errorCode))
            continue;
        if (only && only != arrow)
            return std::nullopt;
        only = arrow;
    }
    return only;
}

/// Says at which arrow an exchange with the service failed, of the first one, which asks, and the last one,
/// which is the answer. What the service did in between only a usable answer tells.
void reachFailure(Run &run, const DmsExchange &exchange, const Error &error, int answer)
{
    const bool unusable = error.code == ErrorCode::DmsAnswerUnusable; // but all was well with the service
    if (error.facts.value(QStringLiteral("sent"), true).toBool())
        run.reach(answer, unusable ? answer : exchange.status == 0 ? 0 : 1);
}

// --- bodies
// --------------------------------------------------------------------------------------------------

Result<void> chooseDevice(Run &run, Registration &known)
{
    run.note([&](RunRecord &record) {
        record.reader = known.setup.reader;
        record.dms = known.setup.dms->address().tls.toString();
        record.profile = known.setup.profile == Profile::Gms ? QStringLiteral("gms") : QStringLiteral("rfc");
    });
    if (const auto made = known.setup.device->newKeys(); !made)
        return fail(made.error());
    run.keep({QStringLiteral("device.publicKey"), DataKind::Der,
        known.setup.device->mtlsKey().publicKey().spki()});
    return {};
}

Result<void> fetchNonce(Run &run, Registration &known)
{
    DmsExchange exchange;
    const auto nonce = known.setup.dms->nonce(exchange, run.stopToken());
    run.keep({QStringLiteral("nonce.request"), DataKind::Text, exchange.request.toUtf8()});
    if (exchange.status != 0)
        run.keep({QStringLiteral("nonce.answer"), DataKind::Text, exchange.response.toUtf8(), true});
    if (!nonce) {
        reachFailure(run, exchange, nonce.error(), TakeNonce);
        noteUnusable(run, nonce.error());
        return fail(nonce.error());
    }
    known.nonce = *nonce;
    noteAnswer(run, QStringLiteral("answer.nonce"), {});
    run.keep({QStringLiteral("nonce"), DataKind::Binary, *nonce, true});
    return {};
}

Result<void> deriveNonces(Run &run, Registration &known)
{
    QJsonObject derived;
    for (const auto &[name, value] : {std::pair("nonce_keypair_mTLS", nonceKeypairMtls(known.nonce)),
             {"nonce_CSR_mTLS", nonceCsrMtls(known.nonce)}, {"nonce_Integrity", nonceIntegrity(known.nonce)},
             {"nonce_smartcard", nonceSmartcard(known.nonce)}, {"nonce_attest", nonceAttest(known.nonce)}})
        derived.insert(QLatin1StringView(name), hexText(value));
    run.keep(jsonArtifact("nonces.derived", derived));
    return {};
}

Result<void> attestDevice(Run &run, Registration &known)
{
    const auto evidence = known.setup.device->attest({.keypairMtls = nonceKeypairMtls(known.nonce),
                                                         .attest = nonceAttest(known.nonce),
                                                         .integrity = nonceIntegrity(known.nonce)},
        known.setup.profile == Profile::Gms);
    if (!evidence) {
        run.reach(-1, 0); // it is one piece of work for us
        return fail(evidence.error());
    }
    known.evidence = *evidence;
    run.keep({QStringLiteral("attestation.leaf"), DataKind::Certificate, evidence->chain.first().der()});
    if (evidence->subjectCert.isValid())
        run.keep({QStringLiteral("attestation.subject"), DataKind::Certificate, evidence->subjectCert.der()});
    run.keep(jsonArtifact("attestation.claims", evidence->claims));
    return {};
}

Result<void> requestCertificate(Run &run, Registration &known)
{
    const QString nonce = QString::fromLatin1(toBase64(nonceCsrMtls(known.nonce)));
    const QByteArray subject =
        nameDer({{"2.5.4.6", QStringLiteral("DE"), printable}, {"2.5.4.10", QStringLiteral("DSR_POC"), utf8},
            {"2.5.4.3", QStringLiteral("TRUST_CLIENT"), utf8}, {oidChallengePassword, nonce, utf8}});
    const auto request = signRequest(subject, nonce, known.setup.device->mtlsKey());
    if (!request)
        return fail(request.error());
    known.request = *request;
    run.keep({QStringLiteral("csr"), DataKind::Request, request->der()});
    return {};
}

Result<void> connectCard(Run &run, Registration &known)
{
    return findHealthCard(run, known.card, known.setup.reader);
}

/// What the client can tell about the card before anything is signed (egk-card 7, client side).
Result<void> judgeCardCertificate(const Certificate &certificate, const QDateTime &now)
{
    const auto unusable = [](const char *reason) {
        return fail(ErrorCode::CardCertificateUnusable, QStringLiteral("certificate of the card"),
            {{QStringLiteral("reason"), QString::fromLatin1(reason)}});
    };
    if (certificate.publicKey().curve() != Curve::BrainpoolP256r1)
        return unusable("curve");
    if (now < certificate.notBefore().addSecs(-clockToleranceSeconds))
        return unusable("notYetValid");
    if (now > certificate.notAfter().addSecs(clockToleranceSeconds))
        return unusable("expired");
    if (!isHolderAuthentication(certificate))
        return unusable("policy");
    if (!namesInsuredPerson(certificate))
        return unusable("role");
    return {};
}

Result<void> readCertificate(Run &run, Registration &known)
{
    const ExchangeKeeper keeper(run, known.card, "card.exchange.certificate");
    Certificate certificate;
    const auto read = repeatOnce(known.card, [&]() -> Result<void> {
        const auto card = known.card.use(run.stopToken());
        const auto found = card ? (*card)->certificate() : fail(card.error());
        if (!found)
            return fail(found.error());
        certificate = *found;
        return {};
    });
    if (!read)
        return read;
    run.reach(1);
    run.keep({QStringLiteral("card.certificate"), DataKind::Certificate, certificate.der(), true});
    if (const auto judged = judgeCardCertificate(certificate, run.clock().now()); !judged)
        return judged;
    known.cardCertificate = certificate;
    run.note([&](RunRecord &record) {
        record.kvnr = kvnrCandidates(certificate.subject().values("2.5.4.11")).value(0);
    });
    return {};
}

Result<void> checkPinState(Run &run, Registration &known)
{
    const auto status = askPinStatus(run, known.card);
    if (!status)
        return fail(status.error());
    known.pin = *status;
    if (status->state == PinState::Blocked)
        return fail(ErrorCode::CardPinBlocked, QStringLiteral("state of the PIN"));
    if (status->state == PinState::Transport || status->state == PinState::Empty)
        return fail(ErrorCode::CardPinTransport, QStringLiteral("state of the PIN"));
    return {};
}

QJsonObject headerOf(const Registration &known)
{
    QJsonObject header{{QStringLiteral("typ"), QStringLiteral("JWT")},
        {QStringLiteral("alg"), QStringLiteral("BP256R1")},
        {QStringLiteral("x5c"), QJsonArray{QString::fromLatin1(toBase64(known.cardCertificate.der()))}}};
    if (known.setup.profile == Profile::Rfc) {
        header.insert(QStringLiteral("nonce"), QString::fromLatin1(toBase64Url(nonceSmartcard(known.nonce))));
    }
    return header;
}

QJsonObject claimsOf(const Registration &known, const QDateTime &now)
{
    QJsonObject claims = known.evidence.claims;
    claims.insert(QStringLiteral("iss"), QString::fromLatin1(trustSdk));
    claims.insert(QStringLiteral("sub"),
        QString::fromLatin1(toBase64(known.setup.device->mtlsKey().publicKey().fingerprint())));
    claims.insert(QStringLiteral("iat"), now.toSecsSinceEpoch());
    claims.insert(QStringLiteral("type"), known.setup.device->type());
    claims.insert(QStringLiteral("nonce"), QString::fromLatin1(toBase64(known.nonce)));
    claims.insert(QStringLiteral("csr"), QString::fromLatin1(toBase64(known.request.der())));
    return claims;
}

/// Never repeated by itself: a try may be gone. An empty PIN is entered at the reader.
Result<QByteArray> verifyAndSign(Run &run, Registration &known, const Secret &pin, QByteArrayView hash)
{
    const auto card = known.card.use(run.stopToken());
    if (!card)
        return fail(card.error());
    const auto verified = pin.isEmpty() && known.card.takesPinAtReader()
        ? (*card)->verifyPinAtReader(known.setup.pinPad)
        : (*card)->verifyPin(pin);
    if (!verified)
        return fail(verified.error());
    return (*card)->sign(hash, known.cardCertificate);
}

/// A wrong PIN is asked for again, by a person who sees the tries left; never repeated by itself.
bool mayAskAgain(const Error &error, SecretQuestion &question)
{
    if (error.code == ErrorCode::CardPinWrong)
        question.triesLeft = error.facts.value(QStringLiteral("triesLeft"), -1).toInt();
    question.wrongBefore = error.code == ErrorCode::CardPinWrong || error.code == ErrorCode::CardPinFormat;
    return question.wrongBefore && question.triesLeft != 0;
}

Result<QByteArray> askAndSign(Run &run, Registration &known, QByteArrayView hash)
{
    const ExchangeKeeper keeper(run, known.card, "card.exchange.sign");
    SecretQuestion question{.kind = SecretKind::Pin,
        .reader = known.setup.reader,
        .triesLeft = known.pin.triesLeft,
        .atReader = known.card.takesPinAtReader()};
    for (;;) {
        releaseForQuestion(run, known.card);
        const auto pin = run.drivenBy().secret(question, run.stopToken());
        if (!pin)
            return fail(pin.error());
        if (run.stopToken().stop_requested()) // no try is spent for somebody who has stopped
            return fail(ErrorCode::Cancelled, QStringLiteral("sign token"));
        const auto signature = verifyAndSign(run, known, *pin, hash);
        if (signature || !mayAskAgain(signature.error(), question))
            return signature;
    }
}

Result<void> signToken(Run &run, Registration &known)
{
    const QByteArray header = QJsonDocument(headerOf(known)).toJson(QJsonDocument::Compact);
    const QByteArray payload =
        QJsonDocument(claimsOf(known, run.clock().now())).toJson(QJsonDocument::Compact);
    run.keep({QStringLiteral("token.header"), DataKind::Json, header});
    run.keep({QStringLiteral("token.payload"), DataKind::Json, payload});
    const QByteArray input = jwsSigningInput(header, payload);
    const QByteArray hash = sha256(input);
    run.keep({QStringLiteral("token.hash"), DataKind::Binary, hash});
    const auto signature = askAndSign(run, known, hash);
    if (!signature)
        return fail(signature.error());
    run.reach(1);
    known.card.release();
    known.token = jwsCompact(input, *signature);
    run.keep({QStringLiteral("token"), DataKind::Jws, known.token});
    return {};
}

Result<void> sendRegistration(Run &run, Registration &known)
{
    DmsExchange exchange;
    auto issued = known.setup.dms->registerDevice(known.token, exchange, run.stopToken());
    run.keep({QStringLiteral("registration.request"), DataKind::Text, exchange.request.toUtf8()});
    if (exchange.status != 0)
        run.keep({QStringLiteral("registration.answer"), DataKind::Text, exchange.response.toUtf8(), true});
    if (known.setup.dmsFindings && !exchange.traceId.isEmpty()) {
        const QList<Finding> findings = known.setup.dmsFindings(exchange.traceId);
        run.note([&](RunRecord &record) { record.dmsFindings = findings; });
    }
    if (!issued) {
        Error error = issued.error();
        noteUnusable(run, error);
        // Our DMS names the check in front of the description.
        const QString check =
            error.facts.value(QStringLiteral("description")).toString().section(QLatin1Char(':'), 0, 0);
        if (findCheck(check))
            error.facts.insert(QStringLiteral("check"), check);
        reachFailure(run, exchange, error, TakeCertificate);
        if (const auto arrow = arrowOf(error); arrow && error.code == ErrorCode::DmsRefused)
            run.reach(*arrow, arrow == Store ? Issue : *arrow); // whether it had issued by then is not told
        return fail(error);
    }
    known.issued = *issued;
    return {};
}

/// answer.certificate: empty if the certificate fits, else what is wrong with it.
QString certificateDeviation(const Registration &known, const Certificate &certificate, const QDateTime &now)
{
    if (certificate.publicKey() != known.setup.device->mtlsKey().publicKey())
        return QStringLiteral("certificate of another key");
    const auto &issuer = known.setup.dms->address().dmsCa;
    if (issuer
        && (certificate.issuer().der != issuer->subject().der
            || !certificate.isSignedBy(issuer->publicKey())))
        return QStringLiteral("certificate of another issuer");
    if (!certificate.subject().values("2.5.4.3").contains(QStringLiteral("TRUST_CLIENT")))
        return QStringLiteral("other subject");
    if (now < certificate.notBefore().addSecs(-clockToleranceSeconds) || now > certificate.notAfter())
        return QStringLiteral("outside its validity");
    return {};
}

Result<void> keepCertificate(Run &run, Registration &known)
{
    const auto certificate = Certificate::fromDer(known.issued);
    const QString deviation = certificate ? certificateDeviation(known, *certificate, run.clock().now())
                                          : QStringLiteral("not a certificate");
    const QString check = QStringLiteral("answer.certificate");
    noteAnswer(run, check, deviation);
    if (!deviation.isEmpty()) {
        return fail(ErrorCode::DmsAnswerUnusable, QStringLiteral("certificate of the DMS"),
            {{QStringLiteral("check"), check}, {QStringLiteral("reason"), deviation}});
    }
    if (!known.setup.identityFolder.isEmpty()) {
        const auto stored =
            storeIdentity(known.setup.identityFolder, *certificate, known.setup.device->mtlsKey());
        if (!stored)
            return fail(stored.error());
    }
    run.keep({QStringLiteral("certificate"), DataKind::Certificate, certificate->der(), true});
    run.note([&](RunRecord &record) {
        record.certificatePem = QString::fromLatin1(certificate->pem());
        record.deviceIdentifier = QString::fromLatin1(toBase64(certificate->publicKey().fingerprint()));
    });
    return {};
}

using Body = Result<void> (*)(Run &, Registration &);

/// The card is kept only while the run goes on by itself.
std::function<Result<void>(Run &)> bind(const Shared &known, Body body)
{
    return [known, body](Run &run) {
        const auto done = body(run, *known);
        if (!done || run.drivenBy().tempo() == Tempo::StepByStep)
            known->card.release();
        return done;
    };
}

Arrow alone(const char *number, Participant who, const QString &label, const char *artifact = "")
{
    return {QString::fromLatin1(number), who, who, label, QString::fromLatin1(artifact)};
}

Arrow message(
    const char *number, Participant from, Participant to, const QString &label, const char *artifact = "")
{
    return {QString::fromLatin1(number), from, to, label, QString::fromLatin1(artifact)};
}

} // namespace

Recipe registerDevice(const RegistrationSetup &setup)
{
    using enum Participant;
    const auto known =
        std::make_shared<Registration>(Registration{.setup = setup, .card = {setup.cards, setup.reader}});
    const auto text = [](const char *latin1) { return QString::fromLatin1(latin1); };

    Recipe recipe{text("register-device"), Text::tr("Register a device"), {}};
    recipe.steps = {
        {text("choose-device"), QString(), Text::tr("Prepare the phone"),
            Text::tr("The phone makes the key pair that its client certificate will be issued for."),
            text("RFC-01 2.1.1 [01]"),
            {alone("2.1.1 [01]", TrustClient, Text::tr("make key pair"), "device.publicKey")},
            bind(known, chooseDevice)},
        {text("fetch-nonce"), QStringLiteral("01–03"), Text::tr("Fetch a nonce"),
            Text::tr("The service hands out a value that can be used once and makes everything that follows "
                     "fresh."),
            text("RFC-01 2 [01]-[03], dsr 3.1"),
            {message("01", TrustClient, Dms, Text::tr("ask for nonce"), "nonce.request"),
                alone("02", Dms, Text::tr("create and store nonce")),
                message("03", Dms, TrustClient, Text::tr("nonce"), "nonce.answer")},
            bind(known, fetchNonce)},
        {text("derive-nonces"), QStringLiteral("04"), Text::tr("Derive the nonces"),
            Text::tr(
                "Each part of the evidence gets a value of its own, so that none can stand in for another."),
            text("RFC-01 2 [04], dsr 3.2"),
            {alone("04", TrustClient, Text::tr("derive nonces"), "nonces.derived")},
            bind(known, deriveNonces)},
        {text("attest-device"), QStringLiteral("05"), Text::tr("Attest the phone"),
            Text::tr(
                "The platform confirms that the keys live in the phone and that phone and app are genuine."),
            text("RFC-01 2.1.1 [01]-[03], dsr 1.3"),
            {alone("2.1.1 [01]", TrustClient, Text::tr("attest the keys"), "attestation.leaf"),
                message("2.1.1 [02]", TrustClient, Google, Text::tr("ask for integrity verdict")),
                message(
                    "2.1.1 [03]", Google, TrustClient, Text::tr("integrity verdict"), "attestation.claims")},
            bind(known, attestDevice)},
        {text("request-certificate"), QStringLiteral("05"), Text::tr("Write the certificate request"),
            Text::tr("The request names the key and proves that the phone holds its private part."),
            text("RFC-01 2.1.1 [01], dsr 5"), {alone("2.1.1 [01]", TrustClient, Text::tr("sign CSR"), "csr")},
            bind(known, requestCertificate)},
        {text("connect-card"), QStringLiteral("07"), Text::tr("Find the health card"),
            Text::tr("The card in the reader is recognised; nothing personal is read yet."),
            text("egk-card 4.4"),
            {message("07", TrustClient, Smartcard, Text::tr("which card is it"), "card.exchange.identify"),
                message("", Smartcard, TrustClient, Text::tr("type and version"), "card.info")},
            bind(known, connectCard)},
        {text("read-certificate"), QStringLiteral("07"), Text::tr("Read the card's certificate"),
            Text::tr("It names the insured person and lets the service check the signature."),
            text("egk-card 1.2, 7"),
            {message("07", TrustClient, Smartcard, Text::tr("read certificate"), "card.exchange.certificate"),
                message("", Smartcard, TrustClient, Text::tr("certificate"), "card.certificate")},
            bind(known, readCertificate)},
        {text("verify-pin"), QStringLiteral("07"), Text::tr("Look at the state of the PIN"),
            Text::tr("The tries left are known before anybody enters a PIN. No try is used."),
            text("egk-card 2.3"),
            {message("07", TrustClient, Smartcard, Text::tr("state of the PIN"), "card.exchange.pin")},
            bind(known, checkPinState)},
        {text("sign-token"), QStringLiteral("07–08"), Text::tr("Sign the token with the card"),
            Text::tr(
                "With the PIN the insured person agrees, and the card signs the device registration token."),
            text("RFC-01 2 [07]-[08], egk-card 2.4"),
            {message("07", TrustClient, Smartcard, Text::tr("sign (PIN)"), "card.exchange.sign"),
                message("08", Smartcard, TrustClient, Text::tr("signed token"), "token")},
            bind(known, signToken)},
        {text("send-registration"), QStringLiteral("09–18"), Text::tr("Send the registration"),
            Text::tr(
                "The service checks everything, issues the client certificate and stores the registration."),
            text("RFC-01 2 [09]-[18], dsr 8"),
            {message("09", TrustClient, Dms, Text::tr("register device"), "registration.request"),
                alone("10", Dms, Text::tr("verify token")),
                message("11", Dms, Ocsp, Text::tr("status of the card certificate")),
                alone("12", Dms, Text::tr("verify attestation")), alone("14", Dms, Text::tr("extract KVNR")),
                alone("15", Dms, Text::tr("issue certificate")),
                alone("16", Dms, Text::tr("store registration")),
                message("18", Dms, TrustClient, Text::tr("certificate"), "registration.answer")},
            bind(known, sendRegistration)},
        {text("keep-certificate"), QStringLiteral("19"), Text::tr("Keep the certificate"),
            Text::tr("The certificate is compared with its key and its issuer before it is kept."),
            text("RFC-01 2 [19], dsr F-04"),
            {alone("19", TrustClient, Text::tr("store certificate"), "certificate")},
            bind(known, keepCertificate), true},
    };
    return recipe;
}

Result<QByteArray> proveCertificate(DmsClient &dms, const Certificate &certificate, const PrivateKey &key,
    const QString &kvnr, std::stop_token stop)
{
    DmsExchange exchange;
    return dms.deviceRegistrations(kvnr, certificate, key, exchange, stop);
}

} // namespace dsr

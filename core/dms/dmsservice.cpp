#include "core/dms/dmsservice.h"

#include "core/base/advice.h"
#include "core/base/encoding.h"
#include "core/check/kvnr.h"
#include "core/crypto/noncederivation.h"
#include "core/crypto/ocsp.h"
#include "core/dms/deviceissuer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

#include <algorithm>

namespace dsr {

namespace {

constexpr qint64 nonceLifeSeconds = 60 * 60;

/// App that the simulated phone runs (dsr-protocol 0.4, master data of the reference server).
EnrolledApp referenceApp()
{
    return {.package = QStringLiteral("de.gematik.dsr.android"),
        .versionCode = 1,
        .signerDigests = {*fromBase64("Br8MmBmVeijVKv77d2_UxosqaKD0F2IyTJ-Ak04IhBI", Base64Form::Url)}};
}

HttpReply jsonReply(int status, const QJsonDocument &document)
{
    return {.status = status,
        .headers = {{"Content-Type", "application/json"}},
        .body = document.toJson(QJsonDocument::Compact)};
}

/// Answers with the error object of dsr-protocol 2.2 and notes it in the log.
HttpReply errorReply(int status, const QString &code, const QString &description, RequestLogEntry &log)
{
    log.errorCode = code;
    return jsonReply(status,
        QJsonDocument(QJsonObject{{QStringLiteral("errorCode"), code},
            {QStringLiteral("description"), description}, {QStringLiteral("traceId"), log.traceId}}));
}

Finding &addFinding(
    RequestLogEntry &log, const char *check, FindingStatus status, const QString &explanation = {})
{
    Finding finding;
    finding.check = QString::fromLatin1(check);
    finding.status = status;
    finding.explanation = explanation;
    log.findings.append(finding);
    return log.findings.last();
}

/// A failed check of the service itself: finding and error object with what the registry says.
HttpReply failedCheck(
    RequestLogEntry &log, const char *check, int status = 0, const QString &explanation = {})
{
    addFinding(log, check, FindingStatus::Fail, explanation);
    const CheckInfo &info = *findCheck(QString::fromLatin1(check));
    return errorReply(status != 0 ? status : info.httpStatus, QString::fromLatin1(info.errorCode),
        QStringLiteral("%1: %2").arg(QString::fromLatin1(info.id), QString::fromLatin1(info.title)), log);
}

QByteArray mediaType(const HttpRequest &request)
{
    const QByteArray type = request.header("Content-Type");
    return type.left(type.indexOf(';') < 0 ? type.size() : type.indexOf(';')).trimmed().toLower();
}

constexpr const char *appleDeviceType = "IOS"; // as lists of devices call it (dsr-protocol 9)

/// The live side of the judge: nonce store, OCSP over HTTP, registrations.
class StoreKnowledge : public LiveKnowledge
{
public:
    StoreKnowledge(const DmsServiceSetup &setup, HttpClient &ocspClient)
        : m_setup(setup)
        , m_ocspClient(ocspClient)
    {
    }

    Result<NonceAnswer> consumeNonce(const QByteArray &nonce) override
    {
        const auto consumption = m_setup.store->consumeNonce(nonce, m_setup.clock->now());
        if (!consumption)
            return fail(consumption.error());
        NonceAnswer answer{.known = *consumption != NonceConsumption::Unknown,
            .unused = *consumption == NonceConsumption::Consumed,
            .expiresAt = {}};
        if (answer.known) {
            const auto stored = m_setup.store->nonce(nonce);
            if (!stored)
                return fail(stored.error());
            // Between the two statements the purge may have taken an expired row away.
            answer.known = stored->has_value();
            answer.expiresAt = *stored ? (*stored)->expiresAt : QDateTime();
        }
        return answer;
    }

    Result<QByteArray> ocspAnswer(const Certificate &certificate, const Certificate &issuer) override
    {
        const auto body = ocspRequest(certificate, issuer);
        if (!body)
            return fail(body.error());
        const auto reply = m_ocspClient.send(m_setup.ocspUrl,
            {.method = "POST",
                .target = "/",
                .headers = {{"Content-Type", "application/ocsp-request"}},
                .body = *body},
            {});
        if (!reply)
            return fail(reply.error());
        if (reply->status != 200)
            return fail(
                ErrorCode::NetProtocol, QStringLiteral("OCSP"), {{QStringLiteral("status"), reply->status}});
        return reply->body;
    }

    Result<bool> isRegistered(const QString &kvnr, const QString &deviceIdentifier) override
    {
        const auto found = m_setup.store->registration(kvnr, deviceIdentifier);
        if (!found)
            return fail(found.error());
        return found->has_value();
    }

    Result<bool> isKeyBoundElsewhere(
        const QByteArray &keyId, const QString &kvnr, const QString &deviceIdentifier) override
    {
        const auto all = m_setup.store->registrations();
        if (!all)
            return fail(all.error());
        const QString key = QString::fromLatin1(toBase64(keyId));
        return std::ranges::any_of(*all, [&](const DeviceRegistration &registration) {
            const bool isSame =
                registration.userIdentifier == kvnr && registration.deviceIdentifier == deviceIdentifier;
            return registration.deviceType == QLatin1StringView(appleDeviceType) && !isSame
                && QJsonDocument::fromJson(registration.evidence).object().value(QStringLiteral("keyId"))
                == key;
        });
    }

private:
    const DmsServiceSetup &m_setup;
    HttpClient &m_ocspClient;
};

QByteArray evidenceJson(const RegistrationEvidence &evidence)
{
    QJsonArray chain;
    for (const Certificate &certificate : evidence.attestChain)
        chain.append(QString::fromLatin1(toBase64(certificate.der())));
    return QJsonDocument(
        QJsonObject{{QStringLiteral("attestCertChain"), chain},
            {QStringLiteral("subjectCert"),
                evidence.subjectCert.isValid()
                    ? QJsonValue(QString::fromLatin1(toBase64(evidence.subjectCert.der())))
                    : QJsonValue()},
            {QStringLiteral("integrityVerdict"), evidence.integrityVerdict},
            {QStringLiteral("keyId"), QString::fromLatin1(toBase64(evidence.appleKeyId))},
            {QStringLiteral("attestation"), QString::fromLatin1(toBase64(evidence.appleStatement))},
            {QStringLiteral("simulated"), evidence.simulated}})
        .toJson(QJsonDocument::Compact);
}

/// Nobody revokes certificates of the test PKI: an empty list, fetched just now.
std::shared_ptr<const StatusList> simulatedStatusList(const QDateTime &now)
{
    return std::make_shared<const StatusList>(StatusList{.entries = {}, .goodUntil = now.addDays(1)});
}

} // namespace

DmsService::DmsService(DmsServiceSetup setup)
    : m_setup(std::move(setup))
    , m_ocspClient(HttpClientSetup{})
{
}

Terms DmsService::terms() const
{
    const TestBed &bed = *m_setup.testBed;
    Terms terms;
    terms.time = m_setup.clock->now();
    terms.mode = m_setup.mode;
    trustOf(bed).addTo(terms);
    terms.ocsp = m_setup.mode == Mode::Strict ? OcspMode::Required : OcspMode::Off;
    terms.apps = {referenceApp()};
    terms.statusList = simulatedStatusList(terms.time);
    terms.playKeys.decryption = bed.playDecryptionKey;
    terms.playKeys.verification = bed.playSigningKey.publicKey();
    terms.certificates = m_certificates;
    return terms;
}

HttpReply DmsService::answer(
    const HttpRequest &request, const HttpPeer &peer, DmsListener listener, RequestLogEntry &log)
{
    log.traceId = m_setup.randomness->uuid();
    log.method = QString::fromLatin1(request.method);
    log.path = QString::fromLatin1(request.path());

    struct Route
    {
        const char *path;
        const char *method;
        DmsListener listener;
    };
    constexpr Route routes[] = {{"/nonce", "GET", DmsListener::Tls},
        {"/register-device", "POST", DmsListener::Tls}, {"/device-registrations", "GET", DmsListener::Mtls}};
    HttpReply reply;
    const Route *found = nullptr;
    for (const Route &route : routes) {
        if (request.path() == route.path && route.listener == listener)
            found = &route;
    }
    addFinding(log, "transport.tls", peer.tls ? FindingStatus::Pass : FindingStatus::NotChecked);
    if (!found) {
        reply = failedCheck(log, "transport.route", 404);
    } else if (request.method != found->method) {
        reply = failedCheck(log, "transport.route", 405);
        reply.headers.emplaceBack("Allow", found->method);
    } else {
        addFinding(log, "transport.route", FindingStatus::Pass);
        if (request.path() == "/nonce")
            reply = nonce(log);
        else if (request.path() == "/register-device")
            reply = registerDevice(request, log);
        else
            reply = deviceRegistrations(request, peer, log);
    }
    reply.headers.emplaceBack("X-Trace-Id", log.traceId.toLatin1());
    reply.headers.emplaceBack("Cache-Control", "no-store");
    log.status = reply.status;
    return reply;
}

HttpReply DmsService::refusal(int status, RequestLogEntry &log)
{
    log.traceId = m_setup.randomness->uuid();
    HttpReply reply = status == 413 ? failedCheck(log, "transport.size")
                                    : errorReply(status, QStringLiteral("CONSTRAINT_VIOLATION"),
                                          QStringLiteral("not a usable HTTP request"), log);
    reply.headers.emplaceBack("X-Trace-Id", log.traceId.toLatin1());
    log.status = reply.status;
    return reply;
}

HttpReply DmsService::nonce(RequestLogEntry &log)
{
    const QByteArray value = m_setup.randomness->bytes(nonceSize);
    const QDateTime now = m_setup.clock->now();
    if (const auto added = m_setup.store->addNonce(value, now, now.addSecs(nonceLifeSeconds)); !added) {
        addFinding(log, "store.commit", FindingStatus::Fail, technicalText(added.error()));
        return errorReply(500, QStringLiteral("INTERNAL_SERVER_ERROR"),
            QStringLiteral("the nonce could not be stored"), log);
    }
    return {.status = 200, .headers = {{"Content-Type", "text/plain"}}, .body = toBase64(value)};
}

HttpReply DmsService::registerDevice(const HttpRequest &request, RequestLogEntry &log)
{
    if (mediaType(request) != "application/json")
        return failedCheck(log, "transport.mediatype");
    addFinding(log, "transport.mediatype", FindingStatus::Pass);
    addFinding(log, "transport.size", FindingStatus::Pass); // larger bodies never become a request
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    const QJsonValue token = document.object().value(QStringLiteral("token"));
    if (!document.isObject() || !token.isString() || token.toString().trimmed().isEmpty())
        return failedCheck(log, "transport.body");
    addFinding(log, "transport.body", FindingStatus::Pass);

    StoreKnowledge live(m_setup, m_ocspClient);
    const RegistrationJudgement judgement =
        judgeRegistration(token.toString().toUtf8(), terms(), &live, JudgeUntil::FirstFailure);
    log.findings += judgement.findings;
    if (!judgement.passed()) {
        const CheckInfo &check = *findCheck(judgement.failedCheck);
        return errorReply(judgement.httpStatus, judgement.errorCode,
            QStringLiteral("%1: %2").arg(judgement.failedCheck, QString::fromLatin1(check.title)), log);
    }
    return issueAndStore(judgement, log);
}

HttpReply DmsService::issueAndStore(const RegistrationJudgement &judgement, RequestLogEntry &log)
{
    const RegistrationEvidence &evidence = judgement.evidence;
    const PublicKey deviceKey = evidence.request.publicKey();
    const QDateTime now = m_setup.clock->now();
    const auto issued =
        issueDeviceCertificate(m_setup.testBed->dmsCa, deviceKey, evidence.kvnr, now, *m_setup.randomness);
    const QString deviation = issued
        ? deviceCertificateDeviation(issued->certificate, m_setup.testBed->dmsCa, deviceKey, evidence.kvnr)
        : technicalText(issued.error());
    if (!deviation.isEmpty())
        return failedCheck(log, "issue.certificate", 0, deviation);
    addFinding(log, "issue.certificate", FindingStatus::Pass);

    const auto stored = m_setup.store->addRegistration({.userIdentifier = evidence.kvnr,
        .deviceIdentifier = evidence.deviceIdentifier,
        .deviceType =
            evidence.appleKeyId.isEmpty() ? evidence.type.toUpper() : QString::fromLatin1(appleDeviceType),
        .deviceUuid = issued->deviceUuid,
        .createdAt = now,
        .certificate = issued->certificate.der(),
        .serial = QString::fromLatin1(issued->certificate.serialHex()),
        .evidence = evidenceJson(evidence)});
    if (!stored) {
        // Two good tokens for one pair at the same moment: the second finds the first one's row.
        if (stored.error().facts.value(QStringLiteral("reason")) == QStringLiteral("duplicate"))
            return failedCheck(log, "store.unique");
        return failedCheck(log, "store.commit", 0, technicalText(stored.error()));
    }
    addFinding(log, "store.commit", FindingStatus::Pass);
    return jsonReply(201,
        QJsonDocument(
            QJsonObject{{QStringLiteral("cert"), QString::fromLatin1(toBase64(issued->certificate.der()))}}));
}

/// The handshake proved possession of the key; the rest is judged here, by our own clock.
bool DmsService::isIssuedByUs(const Certificate &certificate) const
{
    const Certificate &ca = m_setup.testBed->dmsCa.certificate;
    const QDateTime now = m_setup.clock->now();
    return certificate.issuer().der == ca.subject().der && certificate.isSignedBy(ca.publicKey())
        && certificate.notBefore() <= now && now <= certificate.notAfter();
}

HttpReply DmsService::deviceRegistrations(
    const HttpRequest &request, const HttpPeer &peer, RequestLogEntry &log)
{
    if (!peer.certificate || !isIssuedByUs(*peer.certificate))
        return failedCheck(log, "mtls.path");
    addFinding(log, "mtls.path", FindingStatus::Pass);

    const QString kvnr = kvnrCandidates(peer.certificate->subject().values("2.5.4.11")).value(0);
    const QString device = QString::fromLatin1(toBase64(peer.certificate->publicKey().fingerprint()));
    const auto own = m_setup.store->registration(kvnr, device);
    if (!own)
        return failedCheck(log, "store.commit", 0, technicalText(own.error()));
    if (!*own)
        return failedCheck(log, "mtls.registered");
    addFinding(log, "mtls.registered", FindingStatus::Pass);

    const qsizetype query = request.target.indexOf('?');
    const QUrlQuery parameters(query < 0 ? QString() : QString::fromUtf8(request.target.mid(query + 1)));
    const QString user = parameters.queryItemValue(QStringLiteral("userIdentifier"), QUrl::FullyDecoded);
    if (user.trimmed().isEmpty())
        return failedCheck(log, "transport.body");
    addFinding(log, "transport.body", FindingStatus::Pass);
    if (user != kvnr)
        return failedCheck(log, "devices.owner");
    addFinding(log, "devices.owner", FindingStatus::Pass);

    const auto registrations = m_setup.store->registrations(user);
    if (!registrations)
        return failedCheck(log, "store.commit", 0, technicalText(registrations.error()));
    QJsonArray list;
    for (const DeviceRegistration &registration : *registrations) {
        list.append(QJsonObject{{QStringLiteral("userIdentifier"), registration.userIdentifier},
            {QStringLiteral("deviceIdentifier"), registration.deviceIdentifier},
            {QStringLiteral("deviceType"), registration.deviceType},
            {QStringLiteral("createdAt"), isoUtc(registration.createdAt)}});
    }
    return jsonReply(200, QJsonDocument(list));
}

} // namespace dsr

#include "core/dms/dmsclient.h"

#include "core/base/encoding.h"
#include "core/crypto/noncederivation.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace dsr {

namespace {

HttpClientSetup clientSetup(const DmsAddress &address)
{
    return {.anchors = address.tlsCa, .clientCertificate = std::nullopt, .clientKey = {}};
}

QString head(const QByteArray &firstLine, const QList<QPair<QByteArray, QByteArray>> &headers)
{
    QByteArray text = firstLine + '\n';
    for (const auto &[name, value] : headers)
        text += name + ": " + value + '\n';
    return QString::fromUtf8(text) + QLatin1Char('\n');
}

/// The error object of 2.2 as an Error; works without one, too.
Error refusalOf(const HttpReply &reply)
{
    const QJsonObject object = QJsonDocument::fromJson(reply.body).object();
    QVariantMap facts{{QStringLiteral("status"), reply.status}};
    for (const char *name : {"errorCode", "description", "traceId"})
        facts.insert(QLatin1StringView(name), object.value(QLatin1StringView(name)).toString());
    return {ErrorCode::DmsRefused, QStringLiteral("answer of the DMS"), facts};
}

std::unexpected<Error> unusable(const char *check, const QString &reason)
{
    return fail(ErrorCode::DmsAnswerUnusable, QStringLiteral("answer of the DMS"),
        {{QStringLiteral("check"), QString::fromLatin1(check)}, {QStringLiteral("reason"), reason}});
}

} // namespace

DmsClient::DmsClient(DmsAddress address)
    : m_address(std::move(address))
    , m_client(clientSetup(m_address))
{
}

Result<HttpReply> DmsClient::exchange(
    HttpClient &client, const QUrl &base, const HttpRequest &request, DmsExchange &kept, std::stop_token stop)
{
    kept.request = head(request.method + ' ' + request.target + " HTTP/1.1", request.headers)
        + QString::fromUtf8(request.body);
    const auto reply = client.send(base, request, stop);
    if (!reply)
        return fail(reply.error());
    kept.status = reply->status;
    kept.body = reply->body;
    kept.traceId = QString::fromLatin1(reply->header("X-Trace-Id"));
    kept.response = head("HTTP/1.1 " + QByteArray::number(reply->status), reply->headers)
        + QString::fromUtf8(reply->body);
    return *reply;
}

Result<QByteArray> DmsClient::nonce(DmsExchange &kept, std::stop_token stop)
{
    const auto reply = exchange(m_client, m_address.tls,
        {.method = "GET", .target = "/nonce", .headers = {{"Accept", "text/plain"}}, .body = {}}, kept, stop);
    if (!reply)
        return fail(reply.error());
    if (reply->status != 200)
        return fail(refusalOf(*reply));
    const auto nonce = fromBase64(reply->body, Base64Form::Standard);
    const bool plain = reply->header("Content-Type").startsWith("text/plain");
    if (!nonce || nonce->size() != nonceSize || !plain)
        return unusable("answer.nonce", QString::fromLatin1(reply->body.left(100)));
    return *nonce;
}

Result<QByteArray> DmsClient::registerDevice(const QByteArray &token, DmsExchange &kept, std::stop_token stop)
{
    const QJsonObject body{{QStringLiteral("token"), QString::fromLatin1(token)}};
    const auto reply = exchange(m_client, m_address.tls,
        {.method = "POST",
            .target = "/register-device",
            .headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}},
            .body = QJsonDocument(body).toJson(QJsonDocument::Compact)},
        kept, stop);
    if (!reply)
        return fail(reply.error());
    if (reply->status != 201)
        return fail(refusalOf(*reply));
    const QString text =
        QJsonDocument::fromJson(reply->body).object().value(QStringLiteral("cert")).toString();
    const auto der = fromBase64(text.toLatin1(), Base64Form::StandardOptionalPadding);
    if (!der || der->isEmpty())
        return unusable("answer.certificate", QStringLiteral("no certificate in the answer"));
    return *der;
}

Result<QByteArray> DmsClient::deviceRegistrations(const QString &kvnr, const Certificate &certificate,
    const PrivateKey &key, DmsExchange &kept, std::stop_token stop)
{
    HttpClientSetup setup = clientSetup(m_address);
    setup.clientCertificate = certificate;
    setup.clientKey = key;
    HttpClient client(std::move(setup));
    const QByteArray target = "/device-registrations?userIdentifier=" + QUrl::toPercentEncoding(kvnr);
    const auto reply = exchange(client, m_address.mtls.isEmpty() ? m_address.tls : m_address.mtls,
        {.method = "GET", .target = target, .headers = {{"Accept", "application/json"}}, .body = {}}, kept,
        stop);
    if (!reply)
        return fail(reply.error());
    if (reply->status != 200)
        return fail(refusalOf(*reply));
    if (!QJsonDocument::fromJson(reply->body).isArray())
        return unusable("devices.answer", QStringLiteral("no list in the answer"));
    return reply->body;
}

} // namespace dsr

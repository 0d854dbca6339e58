#include "core/http/httpclient.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QSslKey>
#include <QThread>

namespace dsr {

/// Belongs to the thread that made it: a network manager cannot be used from another one.
struct HttpClient::Session
{
    QThread *thread = QThread::currentThread();
    QNetworkAccessManager manager;
    QSslConfiguration tls;
};

namespace {

QSslConfiguration configurationOf(const HttpClientSetup &setup)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    QList<QSslCertificate> anchors;
    for (const Certificate &anchor : setup.anchors)
        anchors.append(QSslCertificate(anchor.der(), QSsl::Der));
    configuration.setCaCertificates(anchors);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (setup.clientCertificate) {
        configuration.setLocalCertificate(QSslCertificate(setup.clientCertificate->der(), QSsl::Der));
        setup.clientKey.toPem().use([&](QByteArrayView pem) {
            configuration.setPrivateKey(QSslKey(QByteArray::fromRawData(pem.data(), pem.size()), QSsl::Ec));
        });
    }
    return configuration;
}

Error errorOf(const QNetworkReply &reply, const QUrl &base, bool cancelled)
{
    Error error{ErrorCode::NetProtocol, QStringLiteral("HTTP request"),
        {{QStringLiteral("address"), base.toString()}, {QStringLiteral("reason"), reply.errorString()}}};
    switch (reply.error()) {
    case QNetworkReply::SslHandshakeFailedError:
        error.code = ErrorCode::NetTlsUntrusted;
        break;
    case QNetworkReply::OperationCanceledError:
    case QNetworkReply::TimeoutError:
        error.code = cancelled ? ErrorCode::Cancelled : ErrorCode::NetTimeout;
        break;
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::UnknownNetworkError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::RemoteHostClosedError:
        error.code = ErrorCode::NetUnreachable;
        break;
    default:
        break;
    }
    return error;
}

} // namespace

HttpClient::HttpClient(HttpClientSetup setup)
    : m_setup(std::move(setup))
{
}

HttpClient::~HttpClient()
{
    // A session of a thread that ended is free to go here; one of a living thread is never shared.
}

Result<HttpReply> HttpClient::send(const QUrl &base, const HttpRequest &request, std::stop_token stop)
{
    if (!m_session || m_session->thread != QThread::currentThread()) {
        m_session = std::make_unique<Session>();
        m_session->tls = configurationOf(m_setup);
        m_session->manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
        m_session->manager.setProxy(QNetworkProxy::NoProxy);
    }
    QUrl url = base;
    const QByteArray target = request.target;
    url.setPath(QString::fromUtf8(request.path()), QUrl::TolerantMode);
    if (const qsizetype query = target.indexOf('?'); query >= 0)
        url.setQuery(QString::fromUtf8(target.mid(query + 1)), QUrl::StrictMode);
    QNetworkRequest outgoing(url);
    outgoing.setSslConfiguration(m_session->tls);
    outgoing.setTransferTimeout(m_setup.timeoutMilliseconds);
    outgoing.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    outgoing.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("dsr-workstation/" DSR_VERSION));
    for (const auto &[name, value] : request.headers)
        outgoing.setRawHeader(name, value);

    QEventLoop loop;
    const std::unique_ptr<QNetworkReply> reply(
        m_session->manager.sendCustomRequest(outgoing, request.method, request.body));
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    const std::stop_callback abort(
        stop, [&] { QMetaObject::invokeMethod(reply.get(), &QNetworkReply::abort, Qt::QueuedConnection); });
    if (!reply->isFinished())
        loop.exec(QEventLoop::ExcludeUserInputEvents);

    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool answered = status != 0
        && (reply->error() == QNetworkReply::NoError || reply->error() >= QNetworkReply::ContentAccessDenied);
    if (!answered)
        return fail(errorOf(*reply, base, stop.stop_requested()));
    HttpReply result;
    result.status = status;
    for (const auto &[name, value] : reply->rawHeaderPairs())
        result.headers.append({name, value});
    result.body = reply->readAll();
    return result;
}

} // namespace dsr

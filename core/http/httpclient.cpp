#include "core/http/httpclient.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QPointer>
#include <QSslConfiguration>
#include <QSslKey>
#include <QThread>
#include <QTimer>

#include <future>

namespace dsr {

namespace {

constexpr qint64 maximumBody = 4 * 1024 * 1024;

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

/// The address of a request: what the base says, with the target's path and query behind its own.
QUrl urlOf(const QUrl &base, const HttpRequest &request)
{
    QUrl url = base;
    QString path = base.path(QUrl::FullyEncoded);
    if (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    url.setPath(path + QString::fromUtf8(request.path()), QUrl::TolerantMode);
    if (const qsizetype query = request.target.indexOf('?'); query >= 0)
        url.setQuery(QString::fromUtf8(request.target.mid(query + 1)), QUrl::StrictMode);
    return url;
}

/// One request under way; lives in the session's thread.
class Exchange : public QObject
{
public:
    Exchange(QNetworkAccessManager &manager, const QNetworkRequest &outgoing, const HttpRequest &request,
        std::promise<Result<HttpReply>> promise, int timeoutMilliseconds)
        : QObject(&manager)
        , m_reply(manager.sendCustomRequest(outgoing, request.method, request.body))
        , m_promise(std::move(promise))
    {
        m_reply->setParent(this);
        connect(m_reply, &QNetworkReply::finished, this, &Exchange::finish);
        connect(m_reply, &QNetworkReply::sslErrors, this, [this] { m_untrusted = true; });
        connect(m_reply, &QNetworkReply::readyRead, this, [this] {
            if (m_reply->bytesAvailable() > maximumBody)
                abort(ErrorCode::NetProtocol);
        });
        QTimer::singleShot(timeoutMilliseconds, this, [this] { abort(ErrorCode::NetTimeout); });
    }

    void abort(ErrorCode why)
    {
        m_abortedAs = why;
        m_reply->abort();
    }

private:
    void finish()
    {
        HttpReply answer;
        answer.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        for (const auto &[name, value] : m_reply->rawHeaderPairs())
            answer.headers.append({name, value});
        answer.body = m_reply->isReadable() ? m_reply->readAll() : QByteArray();
        if (answer.status != 0 && isAnswer(m_reply->error()) && isWhole(answer))
            m_promise.set_value(std::move(answer));
        else
            m_promise.set_value(fail(error()));
        deleteLater();
    }

    /// Qt takes a connection that closes early for the end of the body.
    static bool isWhole(const HttpReply &answer)
    {
        const QByteArray length = answer.header("Content-Length");
        return answer.body.size() <= maximumBody
            && (length.isEmpty() || length.toLongLong() == answer.body.size());
    }

    /// No error, or one that merely repeats the HTTP status.
    static bool isAnswer(QNetworkReply::NetworkError error)
    {
        const auto isWithin = [error](QNetworkReply::NetworkError first, QNetworkReply::NetworkError last) {
            return error >= first && error <= last;
        };
        return error == QNetworkReply::NoError
            || error == QNetworkReply::ProtocolInvalidOperationError // 400, 418
            || error == QNetworkReply::ProxyAuthenticationRequiredError // 407
            || isWithin(QNetworkReply::ContentAccessDenied, QNetworkReply::UnknownContentError) // 4xx
            || isWithin(QNetworkReply::InternalServerError, QNetworkReply::UnknownServerError); // 5xx
    }

    Error error() const
    {
        Error error{ErrorCode::NetProtocol, QStringLiteral("HTTP request"),
            {{QStringLiteral("address"), m_reply->url().toString(QUrl::RemovePath | QUrl::RemoveQuery)},
                {QStringLiteral("reason"), m_reply->errorString()}}};
        switch (m_reply->error()) {
        case QNetworkReply::SslHandshakeFailedError:
            error.code = m_untrusted ? ErrorCode::NetTlsUntrusted : ErrorCode::NetProtocol;
            break;
        case QNetworkReply::OperationCanceledError:
            error.code = m_abortedAs;
            break;
        case QNetworkReply::TimeoutError:
            error.code = ErrorCode::NetTimeout;
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

    QNetworkReply *m_reply;
    std::promise<Result<HttpReply>> m_promise;
    bool m_untrusted = false;
    ErrorCode m_abortedAs = ErrorCode::NetProtocol;
};

} // namespace

/// The network manager in a thread of its own: it can only be used from the thread that made it, while
/// callers come from any thread and go away when they like.
class HttpClient::Session
{
public:
    explicit Session(const HttpClientSetup &setup)
        : m_tls(configurationOf(setup))
        , m_timeoutMilliseconds(setup.timeoutMilliseconds)
        , m_manager(new QNetworkAccessManager)
    {
        m_manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
        m_manager->setProxy(QNetworkProxy::NoProxy);
        m_manager->setAutoDeleteReplies(false);
        m_manager->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_manager, &QObject::deleteLater);
        m_thread.setObjectName(QStringLiteral("http client"));
        m_thread.start();
    }

    ~Session()
    {
        m_thread.quit();
        m_thread.wait();
    }

    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    Result<HttpReply> send(const QUrl &base, const HttpRequest &request, const std::stop_token &stop)
    {
        QNetworkRequest outgoing(urlOf(base, request));
        outgoing.setSslConfiguration(m_tls);
        outgoing.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
        outgoing.setRawHeader("Accept-Encoding", "identity"); // what is small on the wire stays small
        outgoing.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("dsr-workstation/" DSR_VERSION));
        for (const auto &[name, value] : request.headers)
            outgoing.setRawHeader(name, value);

        // Both calls are queued to the manager's thread, so a cancellation never overtakes its request.
        std::promise<Result<HttpReply>> promise;
        auto answer = promise.get_future();
        const auto exchange = std::make_shared<QPointer<Exchange>>();
        QMetaObject::invokeMethod(m_manager, [this, exchange, &outgoing, &request, &promise] {
            *exchange =
                new Exchange(*m_manager, outgoing, request, std::move(promise), m_timeoutMilliseconds);
        });
        const std::stop_callback cancel(stop, [this, exchange] {
            QMetaObject::invokeMethod(m_manager, [exchange] {
                if (*exchange)
                    (*exchange)->abort(ErrorCode::Cancelled);
            });
        });
        return answer.get();
    }

private:
    QSslConfiguration m_tls;
    int m_timeoutMilliseconds;
    QThread m_thread;
    QNetworkAccessManager *m_manager; ///< lives in m_thread and ends with it
};

HttpClient::HttpClient(HttpClientSetup setup)
    : m_session(std::make_unique<Session>(setup))
{
}

HttpClient::~HttpClient() = default;

Result<HttpReply> HttpClient::send(const QUrl &base, const HttpRequest &request, std::stop_token stop)
{
    return m_session->send(base, request, stop);
}

} // namespace dsr

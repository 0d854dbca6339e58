#include "core/http/httpserver.h"

#include <QPointer>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTcpServer>
#include <QTimer>

#include <QThreadPool>

namespace dsr {

namespace {

QSslCertificate toQt(const Certificate &certificate)
{
    return QSslCertificate(certificate.der(), QSsl::Der);
}

QSslKey toQt(const PrivateKey &key)
{
    QSslKey result;
    key.toPem().use([&](QByteArrayView pem) {
        result = QSslKey(QByteArray::fromRawData(pem.data(), pem.size()), QSsl::Ec);
    });
    return result;
}

QSslConfiguration configurationOf(const TlsListenerSetup &tls)
{
    QSslConfiguration configuration;
    QList<QSslCertificate> chain{toQt(tls.certificate)};
    for (const Certificate &issuer : tls.chain)
        chain.append(toQt(issuer));
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(toQt(tls.key));
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(
        tls.asksForClientCertificate ? QSslSocket::QueryPeer : QSslSocket::VerifyNone);
    QList<QSslCertificate> anchors;
    for (const Certificate &anchor : tls.clientAnchors)
        anchors.append(toQt(anchor));
    configuration.setCaCertificates(anchors);
    return configuration;
}

/// One connection: reads a request, has it answered on the pool, writes the answer, reads the next.
class Connection : public QObject
{
public:
    Connection(QTcpSocket *socket, const HttpServerSetup &setup, QThreadPool &pool, QObject *parent)
        : QObject(parent)
        , m_socket(socket)
        , m_setup(setup)
        , m_pool(pool)
        , m_parser(setup.limits)
    {
        m_socket->setParent(this);
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, &Connection::outOfPatience);
        connect(m_socket, &QTcpSocket::readyRead, this, &Connection::read);
        connect(m_socket, &QTcpSocket::disconnected, this, &Connection::gone);
        m_socket->setReadBufferSize(static_cast<qint64>(setup.limits.body) + setup.limits.header);
        m_timer.start(m_setup.idleMilliseconds);
        if (m_socket->bytesAvailable() > 0)
            read();
    }

    /// Answers what is being worked on, then closes; nothing new is read.
    void finish()
    {
        m_closing = true;
        if (!m_busy)
            m_socket->disconnectFromHost();
    }
    bool isBusy() const { return m_busy || m_socket->bytesToWrite() > 0; }

private:
    void read()
    {
        if (m_busy || m_closing)
            return; // the rest waits in the socket: one request at a time
        const bool wasInside = m_parser.isInsideRequest();
        m_parser.feed(m_socket->readAll());
        if (!wasInside)
            m_timer.start(m_setup.patienceMilliseconds);
        act();
    }

    void act()
    {
        if (m_parser.takeContinueWish())
            m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        switch (m_parser.state()) {
        case HttpParser::State::NeedsMore:
            return;
        case HttpParser::State::Refused:
            write(m_setup.refusal(m_parser.refusalStatus()), false);
            return;
        case HttpParser::State::Complete:
            m_timer.stop();
            answer();
            return;
        }
    }

    HttpPeer peer() const
    {
        HttpPeer peer;
        const auto *tls = qobject_cast<QSslSocket *>(m_socket);
        if (!tls)
            return peer;
        peer.tls = true;
        if (const QSslCertificate certificate = tls->peerCertificate(); !certificate.isNull()) {
            if (const auto parsed = Certificate::fromDer(certificate.toDer()))
                peer.certificate = *parsed;
            peer.certificateTrusted = peer.certificate && tls->sslHandshakeErrors().isEmpty();
        }
        return peer;
    }

    void answer()
    {
        m_busy = true;
        const bool keepAlive = m_parser.keepsAlive();
        m_pool.start([self = QPointer<Connection>(this), handler = m_setup.handler,
                         request = m_parser.request(), who = peer(), keepAlive, home = parent()] {
            HttpReply reply = handler(request, who);
            // The listener outlives the pool's work, the connection may not: deliver by way of the listener.
            QMetaObject::invokeMethod(
                home,
                [self, reply = std::move(reply), keepAlive] {
                    if (self)
                        self->answered(reply, keepAlive);
                },
                Qt::QueuedConnection);
        });
    }

    void answered(const HttpReply &reply, bool keepAlive)
    {
        m_busy = false;
        write(reply, keepAlive && !m_closing);
        if (!keepAlive || m_closing)
            return;
        m_parser.nextRequest();
        m_timer.start(m_parser.isInsideRequest() ? m_setup.patienceMilliseconds : m_setup.idleMilliseconds);
        if (m_parser.state() != HttpParser::State::NeedsMore)
            act();
        else if (m_socket->bytesAvailable() > 0)
            read();
    }

    void write(const HttpReply &reply, bool keepAlive)
    {
        m_socket->write(httpReplyBytes(reply, keepAlive));
        if (!keepAlive) {
            m_closing = true;
            m_timer.start(m_setup.patienceMilliseconds); // for a client that does not read
            m_socket->disconnectFromHost();
        }
    }

    void outOfPatience()
    {
        if (m_closing) {
            m_socket->abort();
        } else if (m_parser.isInsideRequest()) {
            write(m_setup.refusal(408), false);
        } else {
            m_closing = true;
            m_socket->disconnectFromHost();
        }
    }

    void gone()
    {
        m_timer.stop();
        deleteLater();
    }

    QTcpSocket *m_socket;
    const HttpServerSetup &m_setup;
    QThreadPool &m_pool;
    HttpParser m_parser;
    QTimer m_timer;
    bool m_busy = false;
    bool m_closing = false;
};

} // namespace

/// Lives in the server's thread.
class HttpServer::Listener : public QObject
{
public:
    explicit Listener(const HttpServerSetup &setup)
        : m_setup(setup)
    {
        m_pool.setMaxThreadCount(setup.threads);
        m_pool.setExpiryTimeout(-1); // a database connection belongs to a thread
    }

    ~Listener() override { m_pool.waitForDone(); }

    bool listen(QString *reason)
    {
        if (m_setup.tls) {
            auto *server = new QSslServer(this);
            server->setSslConfiguration(configurationOf(*m_setup.tls));
            server->setHandshakeTimeout(m_setup.patienceMilliseconds);
            m_server = server;
        } else {
            m_server = new QTcpServer(this);
        }
        m_server->setMaxPendingConnections(m_setup.maximumConnections);
        m_server->setListenBacklogSize(m_setup.maximumConnections);
        connect(m_server, &QTcpServer::pendingConnectionAvailable, this, &Listener::accept);
        if (m_server->listen(QHostAddress(m_setup.host), m_setup.port))
            return true;
        *reason = m_server->errorString();
        return false;
    }

    quint16 port() const { return m_server->serverPort(); }

    /// Stops listening; answers what was begun. Called in the listener's thread.
    void close(const std::function<void()> &done)
    {
        m_server->close();
        m_done = done;
        for (QObject *child : children()) {
            if (auto *connection = dynamic_cast<Connection *>(child))
                connection->finish();
        }
        auto *poll = new QTimer(this);
        connect(poll, &QTimer::timeout, this, [this] {
            for (QObject *child : children()) {
                if (auto *connection = dynamic_cast<Connection *>(child); connection && connection->isBusy())
                    return;
            }
            m_done();
        });
        poll->start(5);
    }

private:
    void accept()
    {
        while (QTcpSocket *socket = m_server->nextPendingConnection()) {
            if (m_connections >= m_setup.maximumConnections) {
                socket->abort();
                socket->deleteLater();
                continue;
            }
            ++m_connections;
            auto *connection = new Connection(socket, m_setup, m_pool, this);
            connect(connection, &QObject::destroyed, this, [this] { --m_connections; });
        }
    }

    const HttpServerSetup &m_setup;
    QThreadPool m_pool;
    QTcpServer *m_server = nullptr;
    int m_connections = 0;
    std::function<void()> m_done;
};

HttpServer::HttpServer(HttpServerSetup setup)
    : m_setup(std::move(setup))
{
    m_thread.setObjectName(QStringLiteral("http ") + m_setup.host);
}

HttpServer::~HttpServer()
{
    stop();
}

Result<void> HttpServer::start()
{
    m_thread.start();
    auto *listener = new Listener(m_setup);
    listener->moveToThread(&m_thread);
    QString reason;
    bool listening = false;
    QMetaObject::invokeMethod(
        listener, [&] { listening = listener->listen(&reason); }, Qt::BlockingQueuedConnection);
    m_listener = listener;
    if (!listening) {
        stop();
        return fail(ErrorCode::PortInUse, QStringLiteral("listen"),
            {{QStringLiteral("address"), m_setup.host + QLatin1Char(':') + QString::number(m_setup.port)},
                {QStringLiteral("reason"), reason}});
    }
    m_port = listener->port();
    return {};
}

void HttpServer::stop()
{
    if (m_listener) {
        Listener *listener = std::exchange(m_listener, nullptr);
        // Ends the thread's loop from inside once nothing is open; the listener goes with the loop.
        QMetaObject::invokeMethod(listener, [this, listener] {
            listener->close([this, listener] {
                listener->deleteLater();
                QObject::connect(
                    listener, &QObject::destroyed, &m_thread, [this] { m_thread.quit(); },
                    Qt::DirectConnection);
            });
        });
    }
    m_thread.wait();
}

} // namespace dsr

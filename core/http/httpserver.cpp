#include "core/http/httpserver.h"

#include <QPointer>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTcpServer>
#include <QThreadPool>
#include <QTimer>

namespace dsr {

namespace {

constexpr int lingerMilliseconds = 2'000;

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
    configuration.setCaCertificates({});
    return configuration;
}

/// Null for everything that other machines could reach.
QHostAddress loopbackAddress(const QString &host)
{
    if (host == QLatin1StringView("localhost"))
        return QHostAddress::LocalHost;
    const QHostAddress address(host);
    return address.isLoopback() ? address : QHostAddress();
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
        m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, &Connection::outOfPatience);
        connect(m_socket, &QTcpSocket::readyRead, this, &Connection::read);
        connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
        m_socket->setReadBufferSize(static_cast<qint64>(setup.limits.body) + setup.limits.header);
        m_timer.start(m_setup.idleMilliseconds);
        if (m_socket->state() == QAbstractSocket::UnconnectedState)
            deleteLater(); // gone between handshake and hand-over: its signal is past
        else if (m_socket->bytesAvailable() > 0)
            read();
    }

    /// Answers what is being worked on, then closes; nothing new is read.
    void finish()
    {
        if (m_phase == Phase::Answering)
            m_finishing = true;
        else
            close();
    }

private:
    enum class Phase {
        Reading,
        Answering, ///< a pool thread works on it
        Lingering, ///< refused in the middle of a request: the rest is thrown away, then closed
        Closing
    };

    void read()
    {
        if (m_phase == Phase::Lingering)
            m_socket->readAll();
        if (m_phase != Phase::Reading)
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
        if (m_parser.state() == HttpParser::State::Refused)
            refuse(m_parser.refusalStatus());
        else if (m_parser.state() == HttpParser::State::Complete)
            answer();
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
        }
        return peer;
    }

    void answer()
    {
        m_phase = Phase::Answering;
        m_timer.stop();
        if (!m_peer)
            m_peer = peer();
        m_pool.start([self = QPointer<Connection>(this), handler = m_setup.handler,
                         request = m_parser.request(), who = *m_peer, home = parent()] {
            HttpReply reply = handler(request, who);
            // The listener outlives the pool's work, the connection may not: deliver by way of the listener.
            QMetaObject::invokeMethod(
                home,
                [self, reply = std::move(reply)] {
                    if (self)
                        self->answered(reply);
                },
                Qt::QueuedConnection);
        });
    }

    void answered(const HttpReply &reply)
    {
        const bool keepAlive = m_parser.keepsAlive() && !m_finishing;
        const bool headOnly = m_parser.request().method == "HEAD";
        m_socket->write(
            httpReplyBytes(reply, keepAlive, headOnly ? HttpReplyPart::Head : HttpReplyPart::Whole));
        if (!keepAlive) {
            close();
            return;
        }
        m_phase = Phase::Reading;
        m_parser.nextRequest();
        m_timer.start(m_parser.isInsideRequest() ? m_setup.patienceMilliseconds : m_setup.idleMilliseconds);
        if (m_parser.state() != HttpParser::State::NeedsMore)
            act();
        else if (m_socket->bytesAvailable() > 0)
            read();
    }

    /// Closing at once with octets unread would reset the connection and could take the answer along.
    void refuse(int status)
    {
        m_socket->write(httpReplyBytes(m_setup.refusal(status), false));
        m_phase = Phase::Lingering;
        m_timer.start(lingerMilliseconds);
    }

    /// What was written still goes out; a client that does not read it is cut off after the patience.
    void close()
    {
        m_phase = Phase::Closing;
        m_timer.start(m_setup.patienceMilliseconds);
        m_socket->disconnectFromHost();
    }

    void outOfPatience()
    {
        if (m_phase == Phase::Closing)
            m_socket->abort();
        else if (m_phase == Phase::Reading && m_parser.isInsideRequest())
            refuse(408);
        else
            close();
    }

    QTcpSocket *m_socket;
    const HttpServerSetup &m_setup;
    QThreadPool &m_pool;
    HttpParser m_parser;
    QTimer m_timer;
    std::optional<HttpPeer> m_peer; ///< does not change while the connection lives
    Phase m_phase = Phase::Reading;
    bool m_finishing = false;
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
        const QHostAddress address = loopbackAddress(m_setup.host);
        if (address.isNull()) {
            *reason = QStringLiteral("not an address of this machine alone");
            return false;
        }
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
        if (m_server->listen(address, m_setup.port))
            return true;
        *reason = m_server->errorString();
        return false;
    }

    quint16 port() const { return m_server->serverPort(); }

    /// Stops listening and answers what was begun; then the listener goes, and its thread with it.
    void close()
    {
        m_closing = true;
        delete m_server; // with the connections that are not through their handshake
        for (QObject *child : QObjectList(children())) {
            if (auto *connection = dynamic_cast<Connection *>(child))
                connection->finish();
        }
        endIfDone();
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
            connect(connection, &QObject::destroyed, this, [this] {
                --m_connections;
                endIfDone();
            });
        }
    }

    void endIfDone()
    {
        if (m_closing && m_connections == 0)
            thread()->quit();
    }

    const HttpServerSetup &m_setup;
    QThreadPool m_pool;
    QTcpServer *m_server = nullptr;
    int m_connections = 0;
    bool m_closing = false;
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
    stop();
    m_listener = new Listener(m_setup);
    m_listener->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_listener, &QObject::deleteLater);
    m_thread.start();
    QString reason;
    bool listening = false;
    QMetaObject::invokeMethod(
        m_listener, [&] { listening = m_listener->listen(&reason); }, Qt::BlockingQueuedConnection);
    if (!listening) {
        stop();
        return fail(ErrorCode::PortInUse, QStringLiteral("listen"),
            {{QStringLiteral("address"), m_setup.host + QLatin1Char(':') + QString::number(m_setup.port)},
                {QStringLiteral("reason"), reason}});
    }
    m_port = m_listener->port();
    return {};
}

void HttpServer::stop()
{
    if (Listener *listener = std::exchange(m_listener, nullptr))
        QMetaObject::invokeMethod(listener, [listener] { listener->close(); });
    m_thread.wait();
}

} // namespace dsr

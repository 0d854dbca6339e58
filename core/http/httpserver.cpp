#include "core/http/httpserver.h"

#include "core/crypto/tls.h"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <atomic>
#include <mutex>
#include <set>
#include <thread>
#include <tuple>
#include <vector>

namespace dsr {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr int lingerMilliseconds = 2'000;
constexpr int acceptPauseMilliseconds = 100;

std::optional<asio::ip::address> addressOf(const QString &host)
{
    if (host == QLatin1StringView("localhost"))
        return asio::ip::address_v4::loopback();
    error_code error;
    const auto address = asio::ip::make_address(host.toStdString(), error);
    return error ? std::nullopt : std::optional(address);
}

/// Nothing for everything that other machines could reach.
std::optional<asio::ip::address> loopbackAddress(const QString &host)
{
    const auto address = addressOf(host);
    return address && address->is_loopback() ? address : std::nullopt;
}

class Connection;

/// The connections of a listener that are not over.
class Connections
{
public:
    bool add(const std::shared_ptr<Connection> &connection, size_t maximum)
    {
        const std::lock_guard guard(m_mutex);
        return m_all.size() < maximum && m_all.insert(connection).second;
    }
    void remove(const std::shared_ptr<Connection> &connection)
    {
        const std::lock_guard guard(m_mutex);
        m_all.erase(connection);
    }
    std::set<std::shared_ptr<Connection>> all() const
    {
        const std::lock_guard guard(m_mutex);
        return m_all;
    }
    /// From now on nothing new is begun.
    std::atomic<bool> closing = false;

private:
    mutable std::mutex m_mutex;
    std::set<std::shared_ptr<Connection>> m_all;
};

/// One connection: reads a request, answers it, writes the answer, reads the next. All of it on a strand: one
/// thread at a time.
class Connection : public std::enable_shared_from_this<Connection>
{
public:
    Connection(
        tcp::socket socket, asio::ssl::context *tls, const HttpServerSetup &setup, Connections &connections)
        : m_socket(std::move(socket))
        , m_timer(m_socket.get_executor())
        , m_setup(setup)
        , m_connections(connections)
        , m_parser(setup.limits)
    {
        if (tls)
            m_tls.emplace(m_socket, *tls);
    }

    void start()
    {
        asio::dispatch(m_socket.get_executor(), [self = shared_from_this()] { self->begin(); });
    }

    /// Answers what is being worked on, then closes; nothing new is read.
    void finish()
    {
        asio::post(m_socket.get_executor(), [self = shared_from_this()] {
            if (self->m_phase == Phase::Reading || self->m_phase == Phase::Lingering)
                self->close();
            else if (self->m_phase == Phase::Handshaking)
                self->end();
        });
    }

private:
    enum class Phase {
        Handshaking,
        Reading,
        Answering, ///< by the handler, or on the wire
        Refusing, ///< in the middle of a request
        Lingering, ///< refused: the rest of the request is thrown away, then closed
        Closing,
        Ended
    };

    void begin()
    {
        error_code ignored;
        std::ignore = m_socket.set_option(tcp::no_delay(true), ignored);
        if (!m_tls) {
            awaitRequest(m_setup.idleMilliseconds);
            return;
        }
        waitAtMost(m_setup.patienceMilliseconds);
        m_tls->async_handshake(asio::ssl::stream_base::server, [self = shared_from_this()](error_code error) {
            if (error) {
                self->end();
                return;
            }
            self->m_peer = {.tls = true, .certificate = tlsPeerCertificate(self->m_tls->native_handle())};
            self->awaitRequest(self->m_setup.idleMilliseconds);
        });
    }

    void awaitRequest(int milliseconds)
    {
        if (m_connections.closing) {
            close();
            return;
        }
        m_phase = Phase::Reading;
        waitAtMost(milliseconds);
        act();
    }

    void act()
    {
        if (m_parser.takeContinueWish()) {
            m_output = "HTTP/1.1 100 Continue\r\n\r\n";
            write([](Connection &self) { self.act(); });
        } else if (m_parser.state() == HttpParser::State::Refused) {
            refuse(m_parser.refusalStatus());
        } else if (m_parser.state() == HttpParser::State::Complete) {
            answer();
        } else {
            read();
        }
    }

    void read()
    {
        if (std::exchange(m_isReading, true))
            return;
        onStream([this](auto &stream) {
            stream.async_read_some(
                asio::buffer(m_input), [self = shared_from_this()](error_code error, size_t size) {
                    self->m_isReading = false;
                    if (error)
                        self->end();
                    else if (self->m_phase == Phase::Reading)
                        self->take(QByteArrayView(self->m_input.data(), static_cast<qsizetype>(size)));
                    else
                        self->read(); // thrown away
                });
        });
    }

    void take(QByteArrayView bytes)
    {
        const bool wasInside = m_parser.isInsideRequest();
        m_parser.feed(bytes);
        if (!wasInside)
            waitAtMost(m_setup.patienceMilliseconds);
        act();
    }

    void answer()
    {
        m_phase = Phase::Answering;
        m_timer.cancel();
        const HttpReply reply = m_setup.handler(m_parser.request(), m_peer);
        const bool keepAlive = m_parser.keepsAlive() && !m_connections.closing;
        const bool headOnly = m_parser.request().method == "HEAD";
        m_output = httpReplyBytes(reply, keepAlive, headOnly ? HttpReplyPart::Head : HttpReplyPart::Whole);
        waitAtMost(m_setup.patienceMilliseconds);
        if (keepAlive)
            write([](Connection &self) { self.nextRequest(); });
        else
            write([](Connection &self) { self.close(); });
    }

    void nextRequest()
    {
        m_parser.nextRequest();
        awaitRequest(m_parser.isInsideRequest() ? m_setup.patienceMilliseconds : m_setup.idleMilliseconds);
    }

    /// Closing at once with octets unread would reset the connection and could take the answer along.
    void refuse(int status)
    {
        m_phase = Phase::Refusing;
        m_output = httpReplyBytes(m_setup.refusal(status), false);
        waitAtMost(m_setup.patienceMilliseconds);
        write([](Connection &self) {
            self.m_phase = Phase::Lingering;
            self.waitAtMost(lingerMilliseconds);
            self.read();
        });
    }

    template <typename Next> void write(Next next)
    {
        onStream([&](auto &stream) {
            asio::async_write(stream,
                asio::buffer(m_output.constData(), static_cast<size_t>(m_output.size())),
                [self = shared_from_this(), next](error_code error, size_t) {
                    if (error)
                        self->end();
                    else if (self->m_phase != Phase::Ended)
                        next(*self);
                });
        });
    }

    /// Tells the other side that this is the end.
    void close()
    {
        if (!m_tls) {
            end();
            return;
        }
        m_phase = Phase::Closing;
        waitAtMost(m_setup.patienceMilliseconds);
        dismissTlsPeer(m_tls->native_handle());
        m_tls->async_shutdown([self = shared_from_this()](error_code) { self->end(); });
    }

    void end()
    {
        m_phase = Phase::Ended;
        m_timer.cancel();
        error_code ignored;
        std::ignore = m_socket.shutdown(tcp::socket::shutdown_both, ignored);
        std::ignore = m_socket.close(ignored);
        m_connections.remove(shared_from_this());
    }

    void waitAtMost(int milliseconds)
    {
        m_timer.expires_after(std::chrono::milliseconds(milliseconds));
        m_timer.async_wait([self = shared_from_this()](error_code error) {
            // One that ran out while it was set anew comes without error, too.
            if (!error && self->m_timer.expiry() <= std::chrono::steady_clock::now())
                self->outOfPatience();
        });
    }

    void outOfPatience()
    {
        if (m_phase == Phase::Reading && m_parser.isInsideRequest())
            refuse(408);
        else if (m_phase == Phase::Reading || m_phase == Phase::Lingering)
            close();
        else
            end(); // a client that does not shake hands or does not read its answer
    }

    template <typename Use> void onStream(Use use)
    {
        if (m_tls)
            use(*m_tls);
        else
            use(m_socket);
    }

    tcp::socket m_socket;
    std::optional<asio::ssl::stream<tcp::socket &>> m_tls;
    asio::steady_timer m_timer;
    const HttpServerSetup &m_setup;
    Connections &m_connections;
    HttpParser m_parser;
    HttpPeer m_peer;
    std::array<char, size_t(16) * 1024> m_input;
    QByteArray m_output;
    Phase m_phase = Phase::Handshaking;
    bool m_isReading = false;
};

} // namespace

/// The socket that listens, and the threads that do all the work.
class HttpServer::Listener
{
public:
    explicit Listener(const HttpServerSetup &setup)
        : m_setup(setup)
        , m_acceptor(asio::make_strand(m_context))
        , m_pause(m_acceptor.get_executor())
    {
    }
    ~Listener() { stop(); }
    Listener(const Listener &) = delete;
    Listener &operator=(const Listener &) = delete;

    Result<void> useTls(const TlsListenerSetup &tls)
    {
        auto context = tlsServerContext({.certificate = tls.certificate, .chain = tls.chain, .key = tls.key},
            tls.asksForClientCertificate ? TlsClientCertificate::Wanted : TlsClientCertificate::NotWanted);
        if (!context)
            return fail(context.error());
        m_tls.emplace(context->release());
        return {};
    }

    error_code listen(const tcp::endpoint &endpoint)
    {
        error_code error;
        std::ignore = m_acceptor.open(endpoint.protocol(), error);
        if (!error)
            std::ignore = m_acceptor.set_option(tcp::acceptor::reuse_address(true), error);
        if (!error)
            std::ignore = m_acceptor.bind(endpoint, error);
        if (!error)
            std::ignore = m_acceptor.listen(m_setup.maximumConnections, error);
        return error;
    }

    quint16 port() const { return m_acceptor.local_endpoint().port(); }

    void start()
    {
        accept();
        for (int i = 0; i < m_setup.threads; ++i)
            m_threads.emplace_back([this] { m_context.run(); });
    }

    /// Stops listening, has answered what was begun, and returns when the last connection is closed.
    void stop()
    {
        m_connections.closing = true;
        asio::post(m_acceptor.get_executor(), [this] {
            error_code ignored;
            std::ignore = m_acceptor.close(ignored);
            m_pause.cancel();
            for (const auto &connection : m_connections.all())
                connection->finish();
        });
        m_threads.clear(); // they end when there is nothing left to do
    }

private:
    void accept()
    {
        m_acceptor.async_accept(asio::make_strand(m_context), [this](error_code error, tcp::socket socket) {
            if (m_connections.closing)
                return;
            if (error) { // out of descriptors, most likely: others will be given back
                m_pause.expires_after(std::chrono::milliseconds(acceptPauseMilliseconds));
                m_pause.async_wait([this](error_code cancelled) {
                    if (!cancelled)
                        accept();
                });
                return;
            }
            const auto connection = std::make_shared<Connection>(
                std::move(socket), m_tls ? &*m_tls : nullptr, m_setup, m_connections);
            if (m_connections.add(connection, static_cast<size_t>(m_setup.maximumConnections)))
                connection->start();
            accept();
        });
    }

    const HttpServerSetup &m_setup;
    std::optional<asio::ssl::context> m_tls;
    asio::io_context m_context;
    Connections m_connections;
    tcp::acceptor m_acceptor;
    asio::steady_timer m_pause;
    std::vector<std::jthread> m_threads;
};

HostKind hostKind(const QString &host)
{
    const auto address = addressOf(host);
    if (!address)
        return HostKind::NoAddress;
    return address->is_loopback() ? HostKind::Loopback : HostKind::Open;
}

HttpServer::HttpServer(HttpServerSetup setup)
    : m_setup(std::move(setup))
{
}

HttpServer::~HttpServer() = default;

Result<void> HttpServer::start()
{
    stop();
    auto listener = std::make_unique<Listener>(m_setup);
    if (m_setup.tls) {
        if (const auto usable = listener->useTls(*m_setup.tls); !usable)
            return fail(usable.error());
    }
    const auto address = loopbackAddress(m_setup.host);
    const error_code error = address ? listener->listen({*address, m_setup.port}) : error_code();
    if (!address || error) {
        const QString reason = address ? QString::fromStdString(error.message())
                                       : QStringLiteral("not an address of this machine alone");
        return fail(ErrorCode::PortInUse, QStringLiteral("listen"),
            {{QStringLiteral("address"), m_setup.host + QLatin1Char(':') + QString::number(m_setup.port)},
                {QStringLiteral("reason"), reason}});
    }
    m_port = listener->port();
    listener->start();
    m_listener = std::move(listener);
    return {};
}

void HttpServer::stop()
{
    m_listener.reset();
}

} // namespace dsr

#include "core/http/httpclient.h"

#include "core/crypto/tls.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <QThreadPool>

#include <mutex>
#include <tuple>
#include <vector>

namespace dsr {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::uint64_t maximumBody = std::uint64_t(4) * 1024 * 1024;
constexpr std::uint32_t maximumHeader = 64 * 1024;

beast::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<size_t>(bytes.size())};
}

QByteArray bytesOf(beast::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

bool isTls(const QUrl &base)
{
    return base.scheme() == QLatin1StringView("https");
}

/// Scheme, host and port: what a connection is made to.
QString originOf(const QUrl &base)
{
    return base.toString(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

http::request<http::string_body> messageOf(const QUrl &base, const HttpRequest &request)
{
    http::request<http::string_body> message;
    message.version(11);
    message.method_string(viewOf(request.method));
    QByteArray target = base.path(QUrl::FullyEncoded).toLatin1();
    if (target.endsWith('/'))
        target.chop(1);
    target += request.target;
    message.target(viewOf(target));
    message.set(http::field::host,
        viewOf(base.adjusted(QUrl::RemoveUserInfo).authority(QUrl::FullyEncoded).toLatin1()));
    message.set(http::field::user_agent, "dsr-workstation/" DSR_VERSION);
    message.set(http::field::accept_encoding, "identity"); // what is small on the wire stays small
    for (const auto &[name, value] : request.headers)
        message.set(viewOf(name), viewOf(value));
    message.body().assign(request.body.constData(), static_cast<size_t>(request.body.size()));
    message.prepare_payload();
    return message;
}

HttpReply replyOf(const http::response<http::string_body> &message)
{
    HttpReply reply;
    reply.status = static_cast<int>(message.result_int());
    for (const auto &field : message)
        reply.headers.append({bytesOf(field.name_string()), bytesOf(field.value())});
    reply.body = bytesOf(message.body());
    return reply;
}

/// The other side ended the connection, where nothing says that it would have answered otherwise.
bool isGone(const error_code &error)
{
    return error == asio::error::eof || error == asio::error::connection_reset
        || error == asio::error::broken_pipe || error == http::error::end_of_stream;
}

/// How long a caller waits.
struct Patience
{
    std::chrono::steady_clock::time_point deadline;
    std::stop_token stop;
};

/// One connection to one origin. Its operations run on the calling thread, and may be called by another
/// thread each time. After an error it is of no more use.
class Connection
{
public:
    Connection(const QUrl &base, asio::ssl::context *tls)
        : m_origin(originOf(base))
        , m_context(std::make_shared<asio::io_context>(1))
        , m_socket(*m_context)
    {
        if (isTls(base) && tls)
            m_tls.emplace(m_socket, *tls);
    }

    const QString &origin() const { return m_origin; }

    /// The last answer came whole, alone and with the word that another request may follow.
    bool isKept() const { return m_isKept && m_buffer.size() == 0; }

    /// Nothing has come since the last answer, not even the end.
    bool isQuiet()
    {
        char octet = 0;
        error_code error;
        std::ignore = m_socket.non_blocking(true, error);
        m_socket.receive(asio::buffer(&octet, 1), tcp::socket::message_peek, error);
        return error == asio::error::would_block;
    }

    Result<void> open(const QUrl &base, QThreadPool &lookups, const Patience &patience)
    {
        const auto endpoints = find(base, lookups, patience);
        if (!endpoints)
            return fail(endpoints.error());
        const error_code refused = run(
            [&](auto done) {
                asio::async_connect(
                    m_socket, *endpoints, [done](error_code error, const tcp::endpoint &) { done(error); });
            },
            patience);
        if (refused)
            return fail(errorFor(refused, ErrorCode::NetUnreachable));
        error_code ignored;
        std::ignore = m_socket.set_option(tcp::no_delay(true), ignored);
        return m_tls ? shakeHands(base, patience) : Result<void>();
    }

    Result<HttpReply> exchange(const http::request<http::string_body> &request, const Patience &patience)
    {
        error_code error = run(
            [&](auto done) {
                onStream([&](auto &stream) { http::async_write(stream, request, handler(done)); });
            },
            patience);
        for (;;) {
            http::response_parser<http::string_body> parser;
            parser.header_limit(maximumHeader);
            parser.body_limit(maximumBody);
            parser.skip(request.method() == http::verb::head);
            if (!error) {
                error = run(
                    [&](auto done) {
                        onStream(
                            [&](auto &stream) { http::async_read(stream, m_buffer, parser, handler(done)); });
                    },
                    patience);
            }
            if (error)
                return fail(errorFor(error, ErrorCode::NetProtocol));
            m_isKept = parser.get().keep_alive();
            if (parser.get().result_int() >= 200)
                return replyOf(parser.get()); // else the server says that the answer is yet to come
        }
    }

private:
    /// An address needs no looking up. For names the system is asked on a thread that can be left behind.
    Result<std::vector<tcp::endpoint>> find(const QUrl &base, QThreadPool &lookups, const Patience &patience)
    {
        const std::string host = base.host(QUrl::FullyEncoded).toStdString();
        const int port = base.port(isTls(base) ? 443 : 80);
        error_code error;
        if (const auto address = asio::ip::make_address(host, error); !error)
            return std::vector<tcp::endpoint>{{address, static_cast<unsigned short>(port)}};
        std::vector<tcp::endpoint> found;
        error = run(
            [&](auto done) {
                lookups.start([context = m_context, busy = asio::make_work_guard(*m_context), &found, done,
                                  host, service = std::to_string(port)] {
                    error_code unknown;
                    const auto results = tcp::resolver(*context).resolve(host, service, unknown);
                    // Not run any more if the caller has left.
                    asio::post(*context, [&found, done, results, unknown] {
                        found.assign(results.begin(), results.end());
                        done(unknown);
                    });
                });
            },
            patience);
        if (error)
            return fail(errorFor(error, ErrorCode::NetUnreachable));
        return found;
    }

    Result<void> shakeHands(const QUrl &base, const Patience &patience)
    {
        if (!expectTlsServer(m_tls->native_handle(), base.host(QUrl::FullyEncoded).toLatin1()))
            return fail(ErrorCode::Internal, QStringLiteral("TLS"));
        const error_code error =
            run([&](auto done) { m_tls->async_handshake(asio::ssl::stream_base::client, done); }, patience);
        if (!error)
            return {};
        return fail(errorFor(error,
            isTlsServerUntrusted(m_tls->native_handle()) ? ErrorCode::NetTlsUntrusted
                                                         : ErrorCode::NetProtocol));
    }

    /// Starts an operation and works until it is done, time is up or the caller wants to stop.
    template <typename Start> error_code run(Start start, const Patience &patience)
    {
        std::optional<error_code> ended;
        start([&ended](error_code error) { ended = error; });
        m_context->restart();
        const std::stop_callback wake(patience.stop, [this] { m_context->stop(); });
        m_context->run_until(patience.deadline);
        if (ended)
            return *ended;
        return patience.stop.stop_requested() ? asio::error::operation_aborted : asio::error::timed_out;
    }

    template <typename Done> static auto handler(Done done)
    {
        return [done](error_code error, size_t) { done(error); };
    }

    template <typename Use> void onStream(Use use)
    {
        if (m_tls)
            use(*m_tls);
        else
            use(m_socket);
    }

    Error errorFor(const error_code &error, ErrorCode otherwise) const
    {
        ErrorCode code = otherwise;
        if (error == asio::error::operation_aborted)
            code = ErrorCode::Cancelled;
        else if (error == asio::error::timed_out)
            code = ErrorCode::NetTimeout;
        else if (otherwise == ErrorCode::NetProtocol && isGone(error))
            code = ErrorCode::NetUnreachable;
        return {code, QStringLiteral("HTTP request"),
            {{QStringLiteral("address"), m_origin},
                {QStringLiteral("reason"), QString::fromStdString(error.message())}}};
    }

    QString m_origin;
    std::shared_ptr<asio::io_context> m_context; ///< shared with a lookup that was left behind
    tcp::socket m_socket;
    std::optional<beast::ssl_stream<tcp::socket &>> m_tls;
    beast::flat_buffer m_buffer;
    bool m_isKept = false;
};

} // namespace

/// The connections that wait for their next request, and what all of them have in common.
class HttpClient::Session
{
public:
    explicit Session(const HttpClientSetup &setup)
        : m_timeout(setup.timeoutMilliseconds)
    {
        std::optional<TlsIdentity> identity;
        if (setup.clientCertificate)
            identity = TlsIdentity{*setup.clientCertificate, {}, setup.clientKey};
        if (auto context = tlsClientContext(setup.anchors, identity))
            m_tls.emplace(context->release());
        m_lookups.setMaxThreadCount(1);
    }

    Result<HttpReply> send(const QUrl &base, const HttpRequest &request, const std::stop_token &stop)
    {
        if ((!isTls(base) && base.scheme() != QLatin1StringView("http")) || base.host().isEmpty()) {
            return fail(ErrorCode::NetProtocol, QStringLiteral("HTTP request"),
                {{QStringLiteral("address"), originOf(base)},
                    {QStringLiteral("reason"), QStringLiteral("not an address of HTTP")}});
        }
        if (isTls(base) && !m_tls)
            return fail(ErrorCode::Internal, QStringLiteral("TLS identity"));
        const Patience patience{std::chrono::steady_clock::now() + m_timeout, stop};
        std::unique_ptr<Connection> connection = takeIdle(originOf(base));
        if (!connection) {
            connection = std::make_unique<Connection>(base, m_tls ? &*m_tls : nullptr);
            if (const auto opened = connection->open(base, m_lookups, patience); !opened) {
                Error error = opened.error();
                error.facts.insert(QStringLiteral("sent"), false);
                return fail(error);
            }
        }
        auto reply = connection->exchange(messageOf(base, request), patience);
        if (reply && connection->isKept()) {
            const std::lock_guard guard(m_mutex);
            m_idle.push_back(std::move(connection));
        }
        return reply;
    }

private:
    /// The one used last, if there is any that still stands. A request is never sent twice: what it asks for
    /// may have happened although no answer came.
    std::unique_ptr<Connection> takeIdle(const QString &origin)
    {
        const std::lock_guard guard(m_mutex);
        std::erase_if(m_idle, [](const auto &idle) { return !idle->isQuiet(); });
        const auto found = std::find_if(
            m_idle.rbegin(), m_idle.rend(), [&](const auto &idle) { return idle->origin() == origin; });
        if (found == m_idle.rend())
            return nullptr;
        std::unique_ptr<Connection> connection = std::move(*found);
        m_idle.erase(std::next(found).base());
        return connection;
    }

    std::chrono::milliseconds m_timeout;
    std::optional<asio::ssl::context> m_tls;
    QThreadPool m_lookups;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Connection>> m_idle;
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

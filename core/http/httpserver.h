#pragma once

#include "core/base/result.h"
#include "core/crypto/certificate.h"
#include "core/http/httpparser.h"

#include <QThread>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>

namespace dsr {

/// How a listener speaks TLS; without it the listener is plain HTTP.
struct TlsListenerSetup
{
    Certificate certificate;
    QList<Certificate> chain; ///< issuers sent along
    PrivateKey key;
    bool asksForClientCertificate = false; ///< one is asked for; the handler decides about what comes
};

/// Who is at the other end.
struct HttpPeer
{
    bool tls = false;
    /// As presented: the handshake proved that the peer holds its key, nothing else. Whose it is and whether
    /// it is valid is for the handler to judge, by its own anchors and its own clock.
    std::optional<Certificate> certificate;
};

/// Answers one request. Called on a thread of the server, several at once.
using HttpHandler = std::function<HttpReply(const HttpRequest &, const HttpPeer &)>;

struct HttpServerSetup
{
    QString host = QStringLiteral("127.0.0.1"); ///< a loopback address or "localhost"
    quint16 port = 0;
    std::optional<TlsListenerSetup> tls;
    HttpLimits limits;
    int patienceMilliseconds = 15'000; ///< for a whole request, from its first octet
    int idleMilliseconds = 60'000; ///< between requests of one connection
    int maximumConnections = 512;
    /// So many requests are answered at once; more threads than processors only get in each other's way.
    int threads = std::max(2, QThread::idealThreadCount());
    HttpHandler handler;
    /// Makes the answer to what never becomes a request: 400, 408, 413, 431, 505.
    std::function<HttpReply(int status)> refusal;
};

/// What a text is as an address to listen on: none, one of this computer only, or one that others reach.
enum class HostKind { NoAddress, Loopback, Open };
HostKind hostKind(const QString &host);

/// A listener with threads of its own. The one that read a request also answers it; nobody waits for a slow
/// client, and a handler that waits holds up others only when all threads do. `stop` answers what was begun,
/// then closes.
class HttpServer
{
public:
    explicit HttpServer(HttpServerSetup setup);
    ~HttpServer();
    /// PortInUse (facts "address", "reason") if it cannot listen there; anything but loopback is refused so.
    Result<void> start();
    /// Returns when everything is closed; may be started again.
    void stop();
    quint16 port() const { return m_port; }

private:
    class Listener;
    HttpServerSetup m_setup;
    std::unique_ptr<Listener> m_listener;
    quint16 m_port = 0;
};

} // namespace dsr

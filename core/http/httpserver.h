#pragma once

#include "core/base/result.h"
#include "core/crypto/certificate.h"
#include "core/http/httpparser.h"

#include <QObject>
#include <QThread>

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

/// Answers one request. Called on a pool thread, several at once.
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
    int threads = 4;
    HttpHandler handler;
    /// Makes the answer to what never becomes a request: 400, 408, 413, 431, 505.
    std::function<HttpReply(int status)> refusal;
};

/// A listener with its connections on a thread of its own; handlers run on a pool of its own, so that a slow
/// client or a blocking handler holds up nobody. `stop` answers what was begun, then closes.
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
    QThread m_thread;
    Listener *m_listener = nullptr;
    quint16 m_port = 0;
};

} // namespace dsr

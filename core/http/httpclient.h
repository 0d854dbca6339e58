#pragma once

#include "core/base/result.h"
#include "core/crypto/certificate.h"
#include "core/http/httpmessage.h"

#include <QUrl>

#include <memory>
#include <optional>
#include <stop_token>

namespace dsr {

/// Whom a client trusts and as whom it comes.
struct HttpClientSetup
{
    QList<Certificate> anchors; ///< for the server certificate; empty = nobody is trusted
    std::optional<Certificate> clientCertificate;
    PrivateKey clientKey;
    int timeoutMilliseconds = 10'000; ///< for a whole exchange
};

/// Sends requests as one identity and waits for the answers on the calling thread, which must not be the
/// window's. Connections are kept as long as the client lives, whichever thread calls. Redirects are not
/// followed, proxies not used. Any HTTP status is an answer; errors: NetUnreachable (fact "address"),
/// NetTlsUntrusted, NetTimeout, NetProtocol, Cancelled; the fact "sent" is false where the request has not
/// left. Thread-safe.
class HttpClient
{
public:
    explicit HttpClient(HttpClientSetup setup);
    ~HttpClient();
    HttpClient(const HttpClient &) = delete;
    HttpClient &operator=(const HttpClient &) = delete;

    Result<HttpReply> send(const QUrl &base, const HttpRequest &request, std::stop_token stop);

private:
    class Session;
    std::unique_ptr<Session> m_session;
};

} // namespace dsr

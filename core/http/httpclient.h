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
    int timeoutMilliseconds = 10'000;
};

/// Sends requests as one identity and waits for the answers on the calling thread, which must not be the
/// window's. Connections are kept while the same thread goes on calling; another thread starts fresh ones.
/// Redirects are not followed. Any HTTP status is an answer; errors: NetUnreachable (fact "address"),
/// NetTlsUntrusted, NetTimeout, NetProtocol, Cancelled.
class HttpClient
{
public:
    explicit HttpClient(HttpClientSetup setup);
    ~HttpClient();
    HttpClient(const HttpClient &) = delete;
    HttpClient &operator=(const HttpClient &) = delete;

    Result<HttpReply> send(const QUrl &base, const HttpRequest &request, std::stop_token stop);

private:
    struct Session;
    HttpClientSetup m_setup;
    std::unique_ptr<Session> m_session;
};

} // namespace dsr

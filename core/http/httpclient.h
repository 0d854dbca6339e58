#pragma once

#include "core/base/result.h"
#include "core/crypto/certificate.h"
#include "core/http/httpmessage.h"

#include <QUrl>

#include <optional>
#include <stop_token>

namespace dsr {

/// Whom a request trusts and as whom it comes.
struct HttpClientSetup
{
    QList<Certificate> anchors; ///< for the server certificate; empty = system CAs
    std::optional<Certificate> clientCertificate;
    PrivateKey clientKey;
    int timeoutMilliseconds = 10'000;
};

/// Sends one request and waits for the answer, on the calling worker thread; a manager of its own per call,
/// so that no connection is shared between identities. Redirects are not followed. Any HTTP status is an
/// answer; errors: NetUnreachable (fact "address"), NetTlsUntrusted, NetTimeout, NetProtocol, Cancelled.
Result<HttpReply> sendHttp(
    const QUrl &base, const HttpRequest &request, const HttpClientSetup &setup, std::stop_token stop);

} // namespace dsr

#pragma once

#include "core/base/result.h"
#include "core/crypto/certificate.h"
#include "core/http/httpclient.h"

#include <QUrl>

#include <optional>
#include <stop_token>

namespace dsr {

/// Where a DMS is and whom to trust there.
struct DmsAddress
{
    QUrl tls; ///< "https://127.0.0.1:4433"
    QUrl mtls; ///< listener with client certificates; empty = the same as tls
    QList<Certificate> tlsCa; ///< anchors for the server certificate; empty = nobody is trusted
    std::optional<Certificate> dmsCa; ///< issuer of the client certificates, for answer.certificate
};

/// Answer of a DMS as it came, for the trace.
struct DmsExchange
{
    QString request; ///< request line and headers, body behind a blank line
    QString response;
    int status = 0;
    QByteArray body;
    QString traceId; ///< header X-Trace-Id, if sent
};

/// Typed calls to a DMS (dsr-protocol 2). Blocking; worker threads only. Errors: NetUnreachable,
/// NetTlsUntrusted, NetTimeout, NetProtocol, Cancelled, and DmsRefused with the error object's members.
class DmsClient
{
public:
    explicit DmsClient(DmsAddress address);

    const DmsAddress &address() const { return m_address; }
    /// GET /nonce: the 64 octets of a valid answer (answer.nonce), else DmsAnswerUnusable.
    Result<QByteArray> nonce(DmsExchange &exchange, std::stop_token stop);
    /// POST /register-device: the certificate's DER as sent.
    Result<QByteArray> registerDevice(const QByteArray &token, DmsExchange &exchange, std::stop_token stop);
    /// GET /device-registrations with a client certificate: the JSON array.
    Result<QByteArray> deviceRegistrations(const QString &kvnr, const Certificate &certificate,
        const PrivateKey &key, DmsExchange &exchange, std::stop_token stop);

private:
    Result<HttpReply> exchange(HttpClient &client, const QUrl &base, const HttpRequest &request,
        DmsExchange &kept, std::stop_token stop);
    DmsAddress m_address;
    HttpClient m_client; ///< comes without a client certificate
};

} // namespace dsr

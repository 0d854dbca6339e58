#pragma once

#include "core/crypto/certificate.h"

#include <QList>

#include <memory>
#include <optional>

struct ssl_ctx_st;
struct ssl_st;

namespace dsr {

/// A certificate with its key, as which one side of a TLS connection shows itself.
struct TlsIdentity
{
    Certificate certificate;
    QList<Certificate> chain; ///< issuers sent along
    PrivateKey key;
};

struct FreeTlsContext
{
    void operator()(ssl_ctx_st *context) const;
};

/// Settings of TLS connections, for whoever has the sockets: at least TLS 1.2, no resumption.
using TlsContextHandle = std::unique_ptr<ssl_ctx_st, FreeTlsContext>;

/// For clients: the server must have a certificate of one of the anchors (empty = nobody is trusted), and
/// `expectTlsServer` says for which host. Internal if the identity cannot be used.
Result<TlsContextHandle> tlsClientContext(
    const QList<Certificate> &anchors, const std::optional<TlsIdentity> &identity);

/// Whether a server asks its clients for a certificate. Which one is good enough is not for TLS to say.
enum class TlsClientCertificate { NotWanted, Wanted };

/// For servers. Internal if the identity cannot be used.
Result<TlsContextHandle> tlsServerContext(const TlsIdentity &identity, TlsClientCertificate wish);

/// Before the handshake of a client: the server's certificate must be for this host, a name or an address.
bool expectTlsServer(ssl_st *session, const QByteArray &host);
/// After a failed handshake of a client: it failed because of the server's certificate.
bool isTlsServerUntrusted(const ssl_st *session);
/// After the handshake: what the other side showed and proved to hold the key of.
std::optional<Certificate> tlsPeerCertificate(const ssl_st *session);
/// Before the end of a connection: ours is said, that of the other side is not waited for.
void dismissTlsPeer(ssl_st *session);

} // namespace dsr

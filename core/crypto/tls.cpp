#include "core/crypto/tls.h"

#include "core/crypto/handle.h"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace dsr {

using namespace crypto;

namespace {

bool setIdentity(SSL_CTX *context, const TlsIdentity &identity)
{
    const X509Handle own = toX509(identity.certificate);
    if (!own || SSL_CTX_use_certificate(context, own.get()) != 1
        || SSL_CTX_use_PrivateKey(context, identity.key.handle()) != 1)
        return false;
    for (const Certificate &issuer : identity.chain) {
        if (const X509Handle added = toX509(issuer);
            !added || SSL_CTX_add1_chain_cert(context, added.get()) != 1)
            return false;
    }
    return true;
}

TlsContextHandle newContext(const SSL_METHOD *method)
{
    TlsContextHandle context(SSL_CTX_new(method));
    if (!context || SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION) != 1)
        return nullptr;
    SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET);
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(context.get(), 0);
    return context;
}

std::unexpected<Error> unusable()
{
    return fail(ErrorCode::Internal, QStringLiteral("TLS identity"));
}

} // namespace

void FreeTlsContext::operator()(SSL_CTX *context) const
{
    SSL_CTX_free(context);
}

Result<TlsContextHandle> tlsClientContext(
    const QList<Certificate> &anchors, const std::optional<TlsIdentity> &identity)
{
    TlsContextHandle context = newContext(TLS_client_method());
    if (!context || (identity && !setIdentity(context.get(), *identity)))
        return unusable();
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    for (const Certificate &anchor : anchors) {
        if (const X509Handle trusted = toX509(anchor))
            X509_STORE_add_cert(SSL_CTX_get_cert_store(context.get()), trusted.get());
    }
    return context;
}

Result<TlsContextHandle> tlsServerContext(const TlsIdentity &identity, TlsClientCertificate wish)
{
    TlsContextHandle context = newContext(TLS_server_method());
    if (!context || !setIdentity(context.get(), identity))
        return unusable();
    if (wish == TlsClientCertificate::Wanted) {
        SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
        // Any certificate will do here; that its key is held is proved all the same.
        SSL_CTX_set_cert_verify_callback(context.get(), [](X509_STORE_CTX *, void *) { return 1; }, nullptr);
    }
    return context;
}

bool expectTlsServer(SSL *session, const QByteArray &host)
{
    if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), host.constData()) == 1)
        return true;
    return SSL_set_tlsext_host_name(session, host.constData()) == 1
        && SSL_set1_host(session, host.constData()) == 1;
}

bool isTlsServerUntrusted(const SSL *session)
{
    return SSL_get_verify_result(session) != X509_V_OK;
}

std::optional<Certificate> tlsPeerCertificate(const SSL *session)
{
    const X509Handle shown(SSL_get1_peer_certificate(session));
    if (!shown)
        return std::nullopt;
    return Certificate::fromDer(toDer(shown.get(), i2d_X509)).value_or(Certificate());
}

void dismissTlsPeer(SSL *session)
{
    SSL_set_shutdown(session, SSL_get_shutdown(session) | SSL_RECEIVED_SHUTDOWN);
}

} // namespace dsr

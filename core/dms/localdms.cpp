#include "core/dms/localdms.h"

#include "core/dms/dmsservice.h"
#include "core/dms/ocspresponder.h"
#include "core/http/httpserver.h"

#include <QElapsedTimer>

#include <deque>

namespace dsr {

namespace {
constexpr size_t rememberedRequests = 256;
constexpr qint64 purgeMilliseconds = 10 * 60 * 1000;

QUrl urlOf(const char *scheme, const ListenAddress &listen, quint16 port)
{
    QUrl url;
    url.setScheme(QString::fromLatin1(scheme));
    url.setHost(listen.host);
    url.setPort(port);
    return url;
}
} // namespace

class LocalDms::Private
{
public:
    explicit Private(LocalDmsSetup given)
        : setup(std::move(given))
        , ocsp(setup.testBed, *setup.clock)
    {
    }

    HttpHandler handler(LocalDms *owner, DmsListener listener)
    {
        return [this, owner, listener](const HttpRequest &request, const HttpPeer &peer) {
            RequestLogEntry log;
            log.time = setup.clock->now();
            QElapsedTimer timer;
            timer.start();
            purgeSometimes();
            HttpReply reply = service->answer(request, peer, listener, log);
            log.milliseconds = static_cast<double>(timer.nsecsElapsed()) / 1e6;
            remember(log);
            log.request = request.body;
            log.answer = reply.body;
            Q_EMIT owner->requestAnswered(log);
            return reply;
        };
    }

    std::function<HttpReply(int)> refusal(LocalDms *owner)
    {
        return [this, owner](int status) {
            RequestLogEntry log;
            log.time = setup.clock->now();
            HttpReply reply = service->refusal(status, log);
            remember(log);
            Q_EMIT owner->requestAnswered(log);
            return reply;
        };
    }

    void remember(const RequestLogEntry &log)
    {
        const std::lock_guard guard(mutex);
        recent.push_back(log);
        if (recent.size() > rememberedRequests)
            recent.pop_front();
    }

    /// Expired nonces go at the first request after the interval: no timer keeps an idle service awake.
    void purgeSometimes()
    {
        {
            const std::lock_guard guard(mutex);
            if (lastPurge.isValid() && lastPurge.elapsed() < purgeMilliseconds)
                return;
            lastPurge.start();
        }
        // A nonce just expired shall still be told apart from an unknown one.
        // One that stays is merely purged later.
        (void)store->purgeNonces(setup.clock->now().addSecs(-24 * 60 * 60));
    }

    LocalDmsSetup setup;
    OcspResponder ocsp;
    std::unique_ptr<DmsStore> store;
    std::unique_ptr<DmsService> service;
    std::unique_ptr<HttpServer> ocspServer;
    std::unique_ptr<HttpServer> tlsServer;
    std::unique_ptr<HttpServer> mtlsServer;
    mutable std::mutex mutex;
    std::deque<RequestLogEntry> recent;
    QElapsedTimer lastPurge;
};

LocalDms::LocalDms(LocalDmsSetup setup, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(setup)))
{
    qRegisterMetaType<dsr::RequestLogEntry>();
}

LocalDms::~LocalDms()
{
    stop();
}

Result<void> LocalDms::start()
{
    stop();
    auto store = DmsStore::open(d->setup.storePath);
    if (!store)
        return fail(store.error());
    d->store = std::move(*store);

    HttpServerSetup plain;
    plain.handler = [this](const HttpRequest &request, const HttpPeer &) { return d->ocsp.answer(request); };
    plain.refusal = [](int status) { return HttpReply{.status = status, .headers = {}, .body = {}}; };
    plain.threads = 1;
    d->ocspServer = std::make_unique<HttpServer>(std::move(plain));
    if (const auto started = d->ocspServer->start(); !started) {
        stop();
        return fail(started.error());
    }

    d->service = std::make_unique<DmsService>(DmsServiceSetup{.testBed = &d->setup.testBed,
        .store = d->store.get(),
        .clock = d->setup.clock,
        .randomness = d->setup.randomness,
        .mode = d->setup.mode,
        .ocspUrl = ocspUrl()});
    const auto listener = [this](const ListenAddress &listen, DmsListener which) {
        HttpServerSetup setup;
        setup.host = listen.host;
        setup.port = listen.port;
        setup.tls = TlsListenerSetup{.certificate = d->setup.testBed.tlsServer.certificate,
            .chain = {},
            .key = d->setup.testBed.tlsServer.key,
            .asksForClientCertificate = which == DmsListener::Mtls};
        setup.handler = d->handler(this, which);
        setup.refusal = d->refusal(this);
        return std::make_unique<HttpServer>(std::move(setup));
    };
    d->tlsServer = listener(d->setup.tls, DmsListener::Tls);
    d->mtlsServer = listener(d->setup.mtls, DmsListener::Mtls);
    for (HttpServer *server : {d->tlsServer.get(), d->mtlsServer.get()}) {
        if (const auto started = server->start(); !started) {
            stop();
            return fail(started.error());
        }
    }
    return {};
}

void LocalDms::stop()
{
    // The listeners first: they answer what was begun, which needs responder, service and store.
    d->tlsServer.reset();
    d->mtlsServer.reset();
    d->ocspServer.reset();
    d->service.reset();
    d->store.reset();
}

bool LocalDms::isRunning() const
{
    return d->mtlsServer != nullptr;
}

DmsAddress LocalDms::address() const
{
    if (!isRunning())
        return {};
    return {.tls = urlOf("https", d->setup.tls, d->tlsServer->port()),
        .mtls = urlOf("https", d->setup.mtls, d->mtlsServer->port()),
        .tlsCa = {d->setup.testBed.tlsCa.certificate},
        .dmsCa = d->setup.testBed.dmsCa.certificate};
}

QUrl LocalDms::ocspUrl() const
{
    return d->ocspServer ? urlOf("http", {}, d->ocspServer->port()) : QUrl();
}

Mode LocalDms::mode() const
{
    return d->setup.mode;
}

void LocalDms::setMode(Mode mode)
{
    d->setup.mode = mode;
}

DmsStore *LocalDms::store() const
{
    return d->store.get();
}

QList<Finding> LocalDms::findings(const QString &traceId) const
{
    const std::lock_guard guard(d->mutex);
    for (auto it = d->recent.rbegin(); it != d->recent.rend(); ++it) {
        if (it->traceId == traceId)
            return it->findings;
    }
    return {};
}

} // namespace dsr

#pragma once

#include "core/base/clock.h"
#include "core/base/randomness.h"
#include "core/check/registry.h"
#include "core/dms/dmsclient.h"
#include "core/dms/dmsstore.h"
#include "core/dms/requestlog.h"
#include "core/testbed/testbed.h"

#include <QObject>

#include <memory>

namespace dsr {

/// An address to listen on, "127.0.0.1:0"; port 0 = any.
struct ListenAddress
{
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 0;
};

struct LocalDmsSetup
{
    TestBed testBed;
    QString storePath;
    ListenAddress tls;
    ListenAddress mtls;
    Mode mode = Mode::Strict;
    const Clock *clock = nullptr; ///< must outlive the service
    Randomness *randomness = nullptr;
};

/// The local DMS with its surroundings: TLS and mTLS listeners, DMS CA, OCSP responder. Sockets live on a
/// thread of its own, requests are answered by a pool; `stop` lets running answers finish. Signals come from
/// there.
class LocalDms : public QObject
{
    Q_OBJECT
public:
    explicit LocalDms(LocalDmsSetup setup, QObject *parent = nullptr);
    ~LocalDms() override;

    /// Opens the store and listens. PortInUse (fact "address"), StoreMalformed, DiskFull, DataDirUnusable.
    Result<void> start();
    void stop();
    bool isRunning() const;

    /// For our own client: addresses and anchors.
    DmsAddress address() const;
    QUrl ocspUrl() const;
    Mode mode() const;
    /// How the service judges from the next start on; while it is stopped.
    void setMode(Mode mode);
    DmsStore *store() const;
    /// What the service judged in the request with this trace id (header X-Trace-Id of the answer); empty for
    /// unknown ones. The last few hundred are remembered.
    QList<Finding> findings(const QString &traceId) const;

Q_SIGNALS:
    void requestAnswered(const dsr::RequestLogEntry &entry);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace dsr

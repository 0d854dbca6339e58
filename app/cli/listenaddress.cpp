#include "app/cli/listenaddress.h"

#include "app/cli/command.h"
#include "core/http/httpserver.h"

#include <QCoreApplication>

namespace dsr {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::ListenAddress)
};
} // namespace

Result<ListenAddress> listenAddress(const QString &text)
{
    QString host = text.section(QLatin1Char(':'), 0, -2);
    if (host.startsWith(QLatin1Char('[')) && host.endsWith(QLatin1Char(']')))
        host = host.sliced(1, host.size() - 2);
    if (host == QLatin1StringView("localhost"))
        host = QStringLiteral("127.0.0.1");
    bool isNumber = false;
    const quint16 port = text.section(QLatin1Char(':'), -1).toUShort(&isNumber);
    const HostKind kind = hostKind(host);
    if (kind == HostKind::NoAddress || !isNumber)
        return wrongUsage(Text::tr("“%1” is not an address like 127.0.0.1:4433.").arg(text));
    if (kind != HostKind::Loopback)
        return wrongUsage(
            Text::tr("The service listens on this computer only, for example on 127.0.0.1:0, not on %1.")
                .arg(text));
    return ListenAddress{.host = host, .port = port};
}

} // namespace dsr
